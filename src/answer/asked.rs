//! What a question's words weigh where sentences are looked for that say them, and what says the same.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::search::Search;
use crate::figures::Metric;
use crate::index::{IndexError, Snapshot, WeightedWord, label_words, stems};
use crate::lexicon::{Lexicon, related};
use crate::question::{self, Intent, Known, Manner, Question};
use crate::text::{fold, is_han};

/// What a synonym counts of the word that was asked.
const SYNONYM: f64 = 0.8;

/// What a related word counts.
const RELATED: f64 = 0.5;

/// What an expression of several words counts, which reports may put in many other words.
const EXPRESSED: f64 = 1.0;

/// What a Chinese word counts that no English report can say.
const UNTRANSLATED: f64 = 0.5;

/// What a word of everyday speech counts, which a report need not have.
const LIGHT: f64 = 0.4;

/// What another name of a listed term counts.
const TERM: f64 = 0.9;

/// What a word counts that no report has: the asker's own for something that reports call otherwise.
const NOWHERE: f64 = 0.75;

/// A word, name or expression of the question with all that says the same, and its weight: rarer words say more (inverse
/// document frequency, Robertson and Sparck Jones 1976).
#[derive(Default)]
pub(super) struct Asked {
    /// As the question has it.
    label: String,
    /// The ways to say it, as stems that must all stand there, with what each counts.
    ways: Vec<(Vec<Arc<str>>, f64)>,
    weight: f64,
    /// A name the question asks about.
    pub(super) named: bool,
    /// A part of it says some of it: `Reyes` of `Ada Reyes`.
    partly: bool,
    /// An office: what is said of another is no answer.
    pub(super) office: bool,
    /// How something moved, in a why.
    pub(super) moves: bool,
    /// No report has it, nor anything that says the same.
    pub(super) nowhere: bool,
    /// Words that have to do with it.
    related: FxHashSet<Arc<str>>,
}

impl Asked {
    /// The word with its weight, and how much of it these words say, for whoever wants to know.
    pub(super) fn told(&self, stems: &[Arc<str>]) -> String {
        let said = self.said_by(stems);
        let how = match (said > 0.0, said < self.weight, self.nowhere) {
            (false, _, true) => " nowhere",
            (false, _, false) => " unsaid",
            (true, true, _) => " in part",
            (true, false, _) => "",
        };
        format!("{} {:.1}{how}", self.label, self.weight)
    }

    /// Whether it is somebody or something without figures, whom a cause must be told of by name.
    pub(super) fn is_mentioned(&self) -> bool {
        self.named && self.partly
    }

    /// Whether a word alone says it.
    pub(super) fn is_said_as(&self, stem: &Arc<str>) -> bool {
        self.ways.iter().any(|(words, _)| words.as_slice() == std::slice::from_ref(stem))
    }

    pub(super) fn weight(&self) -> f64 {
        self.weight
    }

    /// How much of it these words say.
    pub(super) fn said_by(&self, stems: &[Arc<str>]) -> f64 {
        let said = self.ways.iter().map(|(words, worth)| {
            let all = words.iter().all(|word| stems.contains(word));
            // Whoever was named before is called by a part of the name.
            let part =
                || words.iter().filter(|word| stems.contains(*word)).count() as f64 / words.len() as f64;
            if all {
                *worth
            } else if self.partly {
                worth * part()
            } else {
                0.0
            }
        });
        let said = said.fold(0.0, f64::max);
        if said < RELATED && stems.iter().any(|stem| self.related.contains(stem)) {
            return self.weight * RELATED;
        }
        self.weight * said
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
    let offices = question.offices.iter().flatten();
    words.extend(offices.map(|other| WeightedWord { text: other.clone(), weight: 1.2 }));
    let meant = question.expressions.iter().flatten();
    words.extend(meant.map(|other| WeightedWord { text: other.clone(), weight: 0.4 }));
    words
}

pub(super) fn asked(question: &Question, search: &Search<'_>) -> Result<Vec<Asked>, IndexError> {
    let (snapshot, lexicon, given) = (search.snapshot, search.lexicon, search.documents.is_some());
    let total = snapshot.state().passages.max(1) as f64;
    let mut all: Vec<Asked> = Vec::new();
    let names: Vec<Arc<str>> = question.entities.iter().flat_map(|asked| stems(&asked.name)).collect();
    let mut taken: Vec<String> = Vec::new();
    if !given {
        for entity in &question.entities {
            all.extend(named(entity, question, search, total)?);
            taken.extend(parts(&entity.name));
        }
        for metric in &question.metrics {
            let Some((mut term, own)) = term(metric, search, total)? else { continue };
            // `Seed` in a row of rounds.
            term.ways.extend(question.apart.iter().map(|one| (stems(one), 1.0)));
            all.push(term);
            taken.extend(own);
        }
    }
    // A why asks about a movement too: what did not fall did not fall for a reason.
    let moves = if question.manner == Manner::Why { moving(question) } else { Vec::new() };
    // In reports that are given, an expression's own words are words like any other.
    let expressions = question.expressions.iter().chain(&question.offices);
    let own = expressions.filter(|_| given).filter_map(|meant| meant.first());
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
        let own = stems(word);
        let is_name = !own.is_empty() && own.iter().all(|stem| names.contains(stem));
        let dates = question.intent == Intent::When && lexicon.is_date_noun(&fold(word))
            || question.task.lasting && lexicon.says_of_duration(&question.asked, &fold(word));
        if !given && (is_name || dates || taken.contains(&fold(word)) || is_beside_the_name(word, question)) {
            continue;
        }
        let mut asked = Asked {
            named: is_name,
            moves: !given && moves.contains(word),
            ..said_as(word, own, given, search, total)?
        };
        if !given && !question.offices.is_empty() {
            let incoming = lexicon.incoming(&fold(word)).iter().map(|other| (stems(other), 1.0));
            asked.ways.extend(incoming.filter(|(words, _)| !words.is_empty()));
        }
        all.push(asked);
    }
    for (meant, office) in question
        .expressions
        .iter()
        .map(|meant| (meant, false))
        .chain(question.offices.iter().map(|meant| (meant, true)))
        .filter(|_| !given)
    {
        let mut meant = meant.clone();
        let translated =
            meant.iter().flat_map(|word| lexicon.synonyms(word)).filter(|word| word.contains(is_han));
        let translated: Vec<String> = translated.cloned().collect();
        meant.extend(translated);
        all.extend(expressed(&meant, office, snapshot, total)?);
    }
    Ok(all)
}

/// The words of a name as questions are cut.
fn parts(name: &str) -> Vec<String> {
    let all = crate::text::words(name).filter(|word| word.kind != crate::text::WordKind::Mark);
    all.map(|word| fold(word.span.slice(name))).collect()
}

/// `who is Ada Reyes, what's her job?`: beside the name that is to be explained, words ask for the same again.
fn is_beside_the_name(word: &str, question: &Question) -> bool {
    question.defined.as_deref().is_some_and(|name| !parts(name).contains(&fold(word)))
}

/// A listed term is said by any of its names, in any language; its words in the question.
fn term(
    metric: &Metric,
    search: &Search<'_>,
    total: f64,
) -> Result<Option<(Asked, Vec<String>)>, IndexError> {
    let Some(term) = metric.key.as_deref().and_then(|key| search.lexicon.metric(key)) else {
        return Ok(None);
    };
    let mentions = search.lexicon.metrics(&metric.name);
    let own = mentions.iter().rev().find(|mention| mention.key == term.key);
    let own = own.map_or(metric.name.as_str(), |mention| mention.span.slice(&metric.name));
    let mut ways = vec![(stems(own), 1.0)];
    ways.extend(term.aliases.iter().chain([&term.name]).map(|alias| (stems(alias), TERM)));
    ways.retain(|(words, _)| !words.is_empty());
    let mut holding: f64 = 0.0;
    for word in ways.first().into_iter().flat_map(|(words, _)| words) {
        let found = search.snapshot.stem_frequency(word)? as f64;
        holding = if holding == 0.0 { found } else { holding.min(found) };
    }
    let weight = rarity(holding, total);
    let asked = Asked { label: own.to_owned(), ways, weight, ..Asked::default() };
    Ok((!asked.ways.is_empty()).then(|| (asked, parts(own))))
}

fn rarity(holding: f64, total: f64) -> f64 {
    (1.0 + (total - holding + 0.5).max(0.5) / (holding + 0.5)).ln()
}

/// A word of the question.
fn said_as(
    word: &str,
    own: Vec<Arc<str>>,
    given: bool,
    search: &Search<'_>,
    total: f64,
) -> Result<Asked, IndexError> {
    let snapshot = search.snapshot;
    let holding = snapshot.frequency(word)? as f64;
    let mut weight = rarity(holding, total);
    let synonyms = search.lexicon.synonyms(word).iter().map(|other| (stems(other), other.contains(is_han)));
    let synonyms: Vec<(Vec<Arc<str>>, bool)> = synonyms.filter(|(words, _)| !words.is_empty()).collect();
    let translated = word.contains(is_han);
    if translated && synonyms.is_empty() {
        weight *= UNTRANSLATED;
    }
    // No English report can say a Chinese word that has no translation.
    let mut nowhere = holding == 0.0 && !(translated && synonyms.is_empty());
    for other in own.iter().chain(synonyms.iter().flat_map(|(words, _)| words)) {
        nowhere = nowhere && !snapshot.has_stem(other)?;
    }
    if !given && search.lexicon.is_light(&fold(word)) {
        weight *= if nowhere { LIGHT * LIGHT } else { LIGHT };
    } else if !given && nowhere {
        weight *= NOWHERE;
    }
    let own = if own.is_empty() { vec![word.into()] } else { own };
    // A translation is the word itself.
    let worth = |han: bool| if han == translated { SYNONYM } else { 1.0 };
    let worth = |han: bool| if translated { 1.0 } else { worth(han) };
    let mut ways = vec![(own, 1.0)];
    // 2023-08 is 2023年8月 too.
    ways.extend(word.strip_prefix('0').map(|month| (vec![month.into()], 1.0)));
    ways.extend(synonyms.into_iter().map(|(words, han)| (words, worth(han))));
    let told = given || ways.len() > 1 || search.lexicon.is_piece(&fold(word));
    let related = if told { FxHashSet::default() } else { related(&fold(word)).flat_map(stems).collect() };
    // What a report says in a related word it speaks of.
    for other in &related {
        nowhere = nowhere && !snapshot.has_stem(other)?;
    }
    Ok(Asked { label: word.to_owned(), ways, weight, nowhere, related, ..Asked::default() })
}

/// A name is said by any spelling of it, or by what the asker typed of that.
fn named(
    entity: &question::Asked,
    question: &Question,
    search: &Search<'_>,
    total: f64,
) -> Result<Option<Asked>, IndexError> {
    let typed = stems(&question.asked);
    let mut spelled = vec![entity.name.clone()];
    if entity.known == Known::Measured {
        spelled.extend(search.directory.family(&entity.name, search.lexicon));
        spelled.extend(search.directory.spellings(&entity.name));
    }
    spelled.extend(search.lexicon.synonyms(&entity.name).iter().cloned());
    let aliases = search.lexicon.entity(&entity.name).map(|listed| listed.aliases.clone());
    spelled.extend(aliases.unwrap_or_default());
    let mut ways: Vec<(Vec<Arc<str>>, f64)> = Vec::new();
    for words in spelled.iter().map(|name| stems(name)).filter(|words| !words.is_empty()) {
        let own: Vec<Arc<str>> = words.iter().filter(|word| typed.contains(word)).cloned().collect();
        let words = if own.is_empty() { words } else { own };
        if !ways.iter().any(|(known, _)| *known == words) {
            ways.push((words, 1.0));
        }
    }
    let mut holding: f64 = 0.0;
    for (words, _) in &ways {
        let mut rarest = f64::MAX;
        for word in words {
            rarest = rarest.min(search.snapshot.stem_frequency(word)? as f64);
        }
        holding = holding.max(rarest);
    }
    let weight = rarity(holding, total);
    let label = entity.name.clone();
    let partly = entity.known == Known::Mentioned;
    let nowhere = entity.known == Known::Unknown;
    let asked = Asked {
        label,
        ways,
        weight,
        named: true,
        partly,
        office: false,
        moves: false,
        nowhere,
        related: FxHashSet::default(),
    };
    Ok((!asked.ways.is_empty()).then_some(asked))
}

/// Whether a Chinese word is cut out of a longer one that can be translated.
fn is_part(word: &str, terms: &[String], lexicon: &Lexicon) -> bool {
    let longer = |other: &String| other.len() > word.len() && other.contains(word);
    word.contains(is_han) && terms.iter().any(|other| longer(other) && !lexicon.synonyms(other).is_empty())
}

/// An expression of several words is said by its own words or by any that mean it; it weighs what all of these weigh together.
fn expressed(
    meant: &[String],
    office: bool,
    snapshot: &Snapshot,
    total: f64,
) -> Result<Option<Asked>, IndexError> {
    let mut holding = 0.0;
    for words in meant {
        let mut rarest = f64::MAX;
        for word in words.split(' ').filter(|word| !stems(word).is_empty()) {
            rarest = rarest.min(snapshot.frequency(word)? as f64);
        }
        holding += if rarest == f64::MAX { 0.0 } else { rarest };
    }
    let ways: Vec<(Vec<Arc<str>>, f64)> =
        meant.iter().map(|words| (stems(words), 1.0)).filter(|(words, _)| !words.is_empty()).collect();
    let worth = if office { 1.0 } else { EXPRESSED };
    let weight = worth * rarity(holding, total);
    let label = meant.first().cloned().unwrap_or_default();
    let nowhere = holding == 0.0;
    Ok((!ways.is_empty()).then_some(Asked {
        label,
        ways,
        weight,
        named: false,
        partly: false,
        office,
        moves: false,
        nowhere,
        related: FxHashSet::default(),
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

/// What a name counts that only the paragraphs before say.
const CARRIED: f64 = 0.8;

/// The share of the asked weight that some words say, where names may be carried on from those before.
pub(super) fn share_of(asked: &[Asked], stems: &[Arc<str>], carried: &[Arc<str>]) -> f64 {
    let (mut said, mut all) = (0.0, 0.0);
    for word in asked {
        all += word.weight;
        let before = if word.named { CARRIED * word.said_by(carried) } else { 0.0 };
        said += word.said_by(stems).max(before);
    }
    if all > 0.0 { said / all } else { f64::from(u8::from(!asked.is_empty())) }
}
