//! Names in a question that the library does not know.

use super::names::without_possessive;
use crate::text::{Span, Word, WordKind, fold, words};

/// `GW`, `MWh`: in what an amount is wanted.
fn is_unit(word: &str) -> bool {
    let text = format!("5 {word}");
    let measures = |found: &crate::quantity::Quantity| {
        let unit = found.unit.as_ref();
        found.span.len() == text.len()
            && unit.is_some_and(|unit| unit.kind != crate::quantity::UnitKind::Count)
    };
    word.len() <= 4 && crate::quantity::find(&text).quantities.iter().any(measures)
}

/// Runs of capitalised words inside a question that nothing else explains: names the library does not know.
pub(super) fn unknown(text: &str, taken: &[Span]) -> Vec<(Span, String)> {
    let tokens: Vec<Word> = words(text).collect();
    let mut found: Vec<(Span, String)> = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let span = without_possessive(text, token.span);
        let word = span.slice(text);
        if is_unit(word) || crate::lexicon::is_contraction(&fold(token.span.slice(text))) {
            continue;
        }
        let capital =
            token.kind == WordKind::Letters && word.starts_with(char::is_uppercase) && word.len() > 1;
        let han = text[token.span.end..].starts_with(crate::text::is_han);
        let opens =
            place == 0 && !han && !text[token.span.end..].starts_with(['\'', '’']) && span == token.span;
        if !capital || opens || taken.iter().any(|other| other.overlaps(span)) {
            continue;
        }
        match found.last_mut() {
            Some((last, name)) if matches!(text[last.end..span.start].trim(), "" | "-") => {
                *last = last.joined(span);
                *name = last.slice(text).to_owned();
            }
            _ => found.push((span, word.to_owned())),
        }
    }
    found
}
