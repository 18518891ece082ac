//! The words of a question outside its slots: what they are, and which of them stand beside a term or name something.

use crate::index::analysed;
use crate::lexicon::Lexicon;
use crate::text::{Span, Word, WordKind, fold, without, words};

/// A metric term with the loose words right before it: `cloud order reserve`, `external revenue`.
pub(super) fn phrase(text: &str, term: Span, taken: &[Span], lexicon: &Lexicon) -> String {
    let before: Vec<Span> = words(&text[..term.start]).map(|word| word.span).collect();
    let mut start = term.start;
    for span in before.iter().rev().take(3) {
        let word = fold(span.slice(text));
        let adjoins = text[span.end..start].chars().all(|c| c == ' ' || c == '-');
        let loose = !taken.iter().any(|other| other.overlaps(*span));
        if !adjoins
            || !loose
            || lexicon.is_stop_word(&word)
            || !word.chars().next().is_some_and(char::is_alphabetic)
        {
            break;
        }
        start = span.start;
    }
    text[start..term.end].to_owned()
}

/// The stems of capitalised words outside every slot, the first word aside.
pub(super) fn proper(text: &str, taken: &[Span]) -> Vec<String> {
    let capital = |span: &Span| span.slice(text).starts_with(char::is_uppercase) && span.start > 0;
    let loose =
        words(text).filter(|word| word.kind == WordKind::Letters).map(|word| word.span).filter(capital);
    let loose = loose.filter(|span| !taken.iter().any(|other| other.overlaps(*span)));
    loose.flat_map(|span| analysed(span.slice(text))).map(|(_, stem)| stem).collect()
}

/// `白鹭出行 (Bailu Chuxing)`: another spelling, in brackets beside a known name or before one.
pub(super) fn is_gloss(text: &str, span: Span, taken: &[Span]) -> bool {
    let opens = |end: usize, start: usize| {
        let between = text.get(end..start).map(str::trim);
        between.is_some_and(|between| matches!(between, "(" | "（"))
    };
    taken.iter().any(|other| opens(other.end, span.start) || opens(span.end, other.start))
}

/// The content words outside every slot.
pub(super) fn left_over(text: &str, taken: &[Span]) -> Vec<String> {
    let loose = without(text, taken.iter().copied());
    let mut left = Vec::new();
    for word in content(&loose) {
        if !left.contains(&word) {
            left.push(word);
        }
    }
    left
}

/// The words of a text that carry meaning, folded; Chinese ones as the index cuts them.
pub(super) fn content(text: &str) -> Vec<String> {
    let tokens: Vec<Word> = words(text).filter(|word| word.kind != WordKind::Mark).collect();
    let mut found = Vec::new();
    for run in tokens.chunk_by(|one, other| {
        one.kind == WordKind::Han && other.kind == WordKind::Han && one.span.end == other.span.start
    }) {
        let span = run[0].span.joined(run[run.len() - 1].span);
        let bare = span.slice(text).trim_end_matches("'s").trim_end_matches("’s");
        let cut = analysed(bare).into_iter().map(|(_, word)| word);
        match run[0].kind {
            WordKind::Han => found.extend(cut),
            // `can't`, `didn’t` say no more than `cannot`.
            _ if bare.ends_with("n't") || bare.ends_with("n’t") => {}
            _ if cut.count() > 0 => found.push(fold(bare)),
            _ => {}
        }
    }
    found
}
