//! The shortest words of a sentence that answer: its cause for a why, its complement for a what.

use crate::index::label_words;
use crate::lexicon::Lexicon;
use crate::question::{Manner, Question};
use crate::text::{Span, Word, WordKind, fold, words};

/// The share of the words before the answer that must be the question's own.
const KNOWN: f64 = 0.7;

/// The share of the question's words that must stand before its answer.
const REPEATED: f64 = 0.5;

/// The words of a sentence that answer a question, trimmed of what the question said already; the whole sentence where
/// nothing tells them apart.
pub(super) fn within(sentence: &str, question: &Question, lexicon: &Lexicon) -> Span {
    let whole = trimmed(sentence, Span::new(0, sentence.len()));
    let found = match question.manner {
        Manner::Why => cause(sentence, lexicon),
        Manner::Plain | Manner::Who => {
            apposition(sentence, question, lexicon).or_else(|| complement(sentence, question, lexicon))
        }
    };
    found.map(|span| trimmed(sentence, span)).filter(|span| span.len() > 1).unwrap_or(whole)
}

/// `… fell, mainly due to lower prices.`: from the word that leads to the cause to the end of the sentence.
fn cause(sentence: &str, lexicon: &Lexicon) -> Option<Span> {
    let at = lexicon.leads_to_cause(sentence)?;
    Some(Span::new(at, sentence.len()))
}

/// `Acme, a maker of boilers, …`: what is said of a name right behind it.
fn apposition(sentence: &str, question: &Question, lexicon: &Lexicon) -> Option<Span> {
    let name = question.defined.as_deref()?;
    let at = fold(sentence).find(&fold(name)).filter(|_| fold(sentence).len() == sentence.len())?;
    let mut rest = at + name.len();
    if let Some(bracket) = sentence[rest..].trim_start().strip_prefix('(') {
        rest = sentence.len() - bracket.len() + bracket.find(')')? + 1;
    }
    let behind = sentence[rest..].strip_prefix(", ")?;
    let article = words(behind).next()?;
    if !lexicon.is_article(&fold(article.span.slice(behind))) {
        return None;
    }
    let start = sentence.len() - behind.len();
    let end = behind.find([',', ';']).map_or(sentence.len(), |comma| start + comma);
    Some(Span::new(start, end))
}

/// What follows the words that the sentence shares with the question.
fn complement(sentence: &str, question: &Question, lexicon: &Lexicon) -> Option<Span> {
    let asked = &question.task.words;
    let tokens: Vec<Word> = words(sentence).filter(|word| word.kind != WordKind::Mark).collect();
    let stems: Vec<Option<String>> =
        tokens.iter().map(|word| label_words(word.span.slice(sentence)).into_iter().next()).collect();
    let mut seen: Vec<&String> = Vec::new();
    let (mut known, mut content, mut cut) = (0.0, 0.0, None);
    for (place, stem) in stems.iter().enumerate() {
        let Some(stem) = stem else { continue };
        content += 1.0;
        if asked.contains(stem) {
            known += 1.0;
            if !seen.contains(&stem) {
                seen.push(stem);
            }
            if known / content >= KNOWN {
                cut = Some((place, seen.len()));
            }
        }
    }
    let (place, repeated) = cut?;
    if (repeated as f64) < REPEATED * asked.len() as f64 {
        return None;
    }
    let spoken: Vec<String> =
        words(&question.asked).map(|word| fold(word.span.slice(&question.asked))).collect();
    let rest = tokens[place + 1..].iter().find(|word| {
        let word = fold(word.span.slice(sentence));
        !lexicon.is_linking(&word) && !spoken.contains(&word)
    })?;
    Some(Span::new(rest.span.start, sentence.len()))
}

/// Without the full stop, a bracket with the earlier year's figure, and space.
fn trimmed(sentence: &str, span: Span) -> Span {
    let mut text = span.slice(sentence).trim_end().trim_end_matches(['.', '。', ';', ',', ':']);
    if let Some(open) = text.rfind('(').filter(|_| text.ends_with(')'))
        && text[open..].contains(|c: char| c.is_ascii_digit())
        && open > 0
    {
        text = text[..open].trim_end();
    }
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, span.start + text.len())
}
