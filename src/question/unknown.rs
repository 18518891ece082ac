//! Names in a question that the library does not know.

use super::names::without_possessive;
use crate::index::analysed;
use crate::text::{Span, Word, WordKind, fold, is_han, words};

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

/// How many characters a Chinese name has that no dictionary lists.
const HAN_NAME: std::ops::RangeInclusive<usize> = 2..=6;

/// A Chinese name at the head of a question, right before a period or a term: 玄杉 of 玄杉第三季度收入. No character of it belongs to
/// a known word.
pub(super) fn han_name(text: &str, taken: &[Span]) -> Option<Span> {
    let mut start = text.find(is_han)?;
    // 请问: what is passed over.
    while let Some(span) = taken.iter().find(|span| span.start <= start && start < span.end) {
        start = span.end;
    }
    let next = taken.iter().filter(|span| span.end > start).min_by_key(|span| span.start)?;
    let run = text.get(start..next.start)?.trim_end_matches(['的', '在', '于']);
    let plain = HAN_NAME.contains(&run.chars().count()) && run.chars().all(is_han);
    let tokens = analysed(run);
    let unlisted =
        tokens.len() == run.chars().count() && tokens.iter().all(|(_, token)| token.chars().count() == 1);
    (plain && unlisted).then(|| Span::new(start, start + run.len()))
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
