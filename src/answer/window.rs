//! What stands around a sentence: of whom its section speaks, what moved beside it.

use std::sync::Arc;

use super::asked::{Asked, share};
use crate::corpus::{Document, Passage};
use crate::index::stems;
use crate::lexicon::{Cue, CueMention, Lexicon};
use crate::quantity::Direction;
use crate::question::Question;
use crate::text::{Span, words};

/// Whether some words tell a movement of what is asked about in a direction that a question asks about.
pub(super) fn moves_alike(question: &Question, asked: &[Asked], text: &str, lexicon: &Lexicon) -> bool {
    let directions = |text: &str| -> Vec<(Span, Direction)> {
        let moves = |mention: CueMention| match mention.cue {
            Cue::Moves(direction) => Some((mention.span, direction)),
            _ => None,
        };
        lexicon.cues(text).into_iter().filter_map(moves).collect()
    };
    let wanted = directions(&question.asked);
    let all: Vec<Span> = words(text).map(|word| word.span).collect();
    let near = |span: Span| {
        let at = all.partition_point(|word| word.start < span.start);
        let (from, to) = (at.saturating_sub(NEAR), (at + NEAR).min(all.len().saturating_sub(1)));
        all.get(from).zip(all.get(to)).map_or("", |(from, to)| from.joined(*to).slice(text))
    };
    wanted.is_empty()
        || directions(text).into_iter().any(|(span, direction)| {
            wanted.iter().any(|(_, wanted)| *wanted == direction)
                && share(asked, &stems(near(span)), |word| !word.named && !word.moves) > 0.0
        })
}

/// How many words from a movement stands what moved.
const NEAR: usize = 6;

/// What it is worth to say the year that is asked about.
pub(super) fn dated(question: &Question, sentence: &str) -> f64 {
    let years = question.periods.iter().filter_map(|mention| mention.period.end);
    let says = years.map(|end| end.year().to_string()).any(|year| sentence.contains(&year));
    if says { YEAR } else { 0.0 }
}

const YEAR: f64 = 0.1;

/// How many paragraphs a name carries on.
const CARRIED: usize = 4;

/// The stems of a passage with those before it in its section, which say of whom it goes on to speak.
pub(super) fn spoken_of(document: &Document, passage: &Passage, own: &[Arc<str>]) -> Vec<Arc<str>> {
    let place = document.passages.partition_point(|other| other.span.start < passage.span.start);
    let before = document.passages[..place].iter().rev().take(CARRIED);
    let alike = before.take_while(|other| other.section == passage.section);
    let carried = alike.flat_map(|other| stems(other.span.slice(&document.text)));
    own.iter().cloned().chain(carried).collect()
}

/// `Name: … Listing: … Contact: …`: labels with values, run together, say nothing in a sentence.
pub(super) fn is_cover(quote: &str) -> bool {
    quote.matches(": ").count() > MOST_LABELS
}

/// How many labels a sentence may have.
const MOST_LABELS: usize = 3;

/// The stems of what a document says of who published it: its source, authors and first lines.
pub(super) fn publisher(document: &Document) -> Vec<Arc<str>> {
    let head: String = document.text.chars().take(HEAD).collect();
    let source = document.source.as_deref().unwrap_or_default();
    stems(&format!("{source} {} {head}", document.authors.join(" ")))
}

/// How many characters the head of a document has.
const HEAD: usize = 160;
