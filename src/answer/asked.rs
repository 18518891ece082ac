//! What a question's words weigh where sentences are looked for that say them, and what says the same.

use std::sync::Arc;

use crate::index::{IndexError, Snapshot, WeightedWord, label_words, stems};
use crate::lexicon::Lexicon;
use crate::question::{Manner, Question};
use crate::text::{fold, is_han};

/// What a synonym counts of the word that was asked.
const SYNONYM: f64 = 0.8;

/// What an expression of several words counts, which reports may put in many other words.
const EXPRESSED: f64 = 0.6;

/// What a Chinese word counts that no English report can say.
const UNTRANSLATED: f64 = 0.5;

/// A word of the question with what says the same, stemmed, and its weight: rarer words say more (inverse document
/// frequency, Robertson and Sparck Jones 1976).
pub(super) struct Asked {
    stem: Arc<str>,
    /// Each is one word or several that must all stand there.
    synonyms: Vec<Vec<Arc<str>>>,
    weight: f64,
    /// Part of a name the question asks about.
    pub(super) named: bool,
    /// No report has it, nor anything that says the same.
    pub(super) nowhere: bool,
}

impl Asked {
    /// How much of it these words say.
    pub(super) fn said_by(&self, stems: &[Arc<str>]) -> f64 {
        if stems.contains(&self.stem) {
            return self.weight;
        }
        let other = self.synonyms.iter().any(|words| words.iter().all(|word| stems.contains(word)));
        // A translation is the word itself.
        let by = if self.stem.contains(is_han) { 1.0 } else { SYNONYM };
        if other { self.weight * by } else { 0.0 }
    }
}

/// What is searched for: the question's words, and at half their weight what says the same.
pub(super) fn searched(question: &Question, lexicon: &Lexicon) -> Vec<WeightedWord> {
    let mut words: Vec<WeightedWord> =
        question.terms.iter().map(|word| WeightedWord { text: word.clone(), weight: 1.0 }).collect();
    for word in &question.terms {
        let translated = word.contains(is_han);
        let (most, weight) = if translated { (8, 0.8) } else { (4, 0.4) };
        let synonyms = lexicon.synonyms(word).iter().take(most);
        words.extend(synonyms.map(|other| WeightedWord { text: other.clone(), weight }));
    }
    let meant = question.expressions.iter().flatten();
    words.extend(meant.map(|other| WeightedWord { text: other.clone(), weight: 0.4 }));
    words
}

pub(super) fn asked(
    question: &Question,
    given: bool,
    snapshot: &Snapshot,
    lexicon: &Lexicon,
) -> Result<Vec<Asked>, IndexError> {
    let total = snapshot.state().passages.max(1) as f64;
    let names: Vec<Arc<str>> = question.entities.iter().flat_map(|asked| stems(&asked.name)).collect();
    let mut all: Vec<Asked> = Vec::new();
    // A why asks about a movement too: what did not fall did not fall for a reason.
    let moves = if question.manner == Manner::Why { moving(question) } else { Vec::new() };
    // In reports that are given, an expression's own words are words like any other.
    let own = question.expressions.iter().filter(|_| given).filter_map(|meant| meant.first());
    let literal =
        own.flat_map(|own| own.split(' ')).filter(|word| !stems(word).is_empty() && !lexicon.is_verb(word));
    let literal: Vec<String> = literal.map(str::to_owned).collect();
    for word in question
        .terms
        .iter()
        .chain(&moves)
        .chain(&literal)
        .filter(|word| !is_part(word, &question.terms, lexicon))
    {
        let holding = snapshot.frequency(word)? as f64;
        let stem = stems(word).into_iter().next().unwrap_or_else(|| word.as_str().into());
        let mut weight = (1.0 + (total - holding + 0.5).max(0.5) / (holding + 0.5)).ln();
        let synonyms =
            lexicon.synonyms(word).iter().map(|other| stems(other)).filter(|words| !words.is_empty());
        let synonyms: Vec<Vec<Arc<str>>> = synonyms.collect();
        if word.contains(is_han) && synonyms.is_empty() {
            weight *= UNTRANSLATED;
        }
        let named = names.contains(&stem);
        // No English report can say a Chinese word that has no translation.
        let mut nowhere = holding == 0.0 && !(word.contains(is_han) && synonyms.is_empty());
        for other in synonyms.iter().flatten() {
            nowhere = nowhere && snapshot.frequency(other)? == 0;
        }
        all.push(Asked { stem, synonyms, weight, named, nowhere });
    }
    for meant in question.expressions.iter().filter(|_| !given) {
        all.extend(expressed(meant, snapshot, total)?);
    }
    Ok(all)
}

/// Whether a Chinese word is cut out of a longer one that can be translated.
fn is_part(word: &str, terms: &[String], lexicon: &Lexicon) -> bool {
    let longer = |other: &String| other.len() > word.len() && other.contains(word);
    word.contains(is_han) && terms.iter().any(|other| longer(other) && !lexicon.synonyms(other).is_empty())
}

/// An expression of several words is said by its own words or by any that mean it; it weighs what all of these weigh together.
fn expressed(meant: &[String], snapshot: &Snapshot, total: f64) -> Result<Option<Asked>, IndexError> {
    let mut holding = 0.0;
    for words in meant {
        let mut rarest = f64::MAX;
        for word in words.split(' ').filter(|word| !stems(word).is_empty()) {
            rarest = rarest.min(snapshot.frequency(word)? as f64);
        }
        holding += if rarest == f64::MAX { 0.0 } else { rarest };
    }
    let synonyms: Vec<Vec<Arc<str>>> =
        meant.iter().map(|words| stems(words)).filter(|words| !words.is_empty()).collect();
    let weight = EXPRESSED * (1.0 + (total - holding + 0.5).max(0.5) / (holding + 0.5)).ln();
    let stem: Arc<str> = meant.first().map_or("", String::as_str).into();
    Ok((!synonyms.is_empty()).then_some(Asked {
        stem,
        synonyms,
        weight,
        named: false,
        nowhere: holding == 0.0,
    }))
}

/// The words of a question that say how something moved, as they stand there.
fn moving(question: &Question) -> Vec<String> {
    let all = crate::text::words(&question.asked).map(|word| fold(word.span.slice(&question.asked)));
    let moves = |word: &String| {
        word.len() > 1 && label_words(word).iter().any(|stem| question.task.doing.contains(stem))
    };
    all.filter(moves).collect()
}

/// The share of the asked weight, of the words that count, that some words say; all of it where none counts.
pub(super) fn share(asked: &[Asked], stems: &[Arc<str>], counts: impl Fn(&Asked) -> bool) -> f64 {
    let (mut said, mut all) = (0.0, 0.0);
    for word in asked.iter().filter(|word| counts(word)) {
        all += word.weight;
        said += word.said_by(stems);
    }
    if all > 0.0 { said / all } else { f64::from(u8::from(!asked.is_empty())) }
}
