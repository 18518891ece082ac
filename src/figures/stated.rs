//! The scale that a document states for its tables outside of them: `(in thousands, except per share data)`.

use crate::corpus::{Document, PassageKind, Table};
use crate::quantity::{self, Note, Scale};
use crate::text::Span;

/// A longer paragraph without brackets is running text.
const LONGEST: usize = 160;

/// What the headings above a table and the paragraphs around it state, where all of them agree, and where they do.
///
/// A document with one table may state it anywhere; with several, a note holds for the table that follows it.
pub(super) fn note(document: &Document, table: &Table) -> Option<(Note, Span)> {
    let mut found: Vec<(Note, Span)> =
        headings(document, table).filter_map(|span| read(document, span)).collect();
    found.truncate(1);
    if found.is_empty() {
        let only = document.tables.len() == 1;
        let from =
            document.tables.iter().map(|other| other.span.end).filter(|end| *end <= table.span.start).max();
        let introduces =
            |span: Span| span.end <= table.span.start && from.is_none_or(|from| from <= span.start);
        let paragraphs =
            document.passages.iter().filter(|passage| !matches!(passage.kind, PassageKind::TableRows { .. }));
        let near =
            paragraphs.filter(|passage| only || introduces(passage.span) && passage.section == table.section);
        found.extend(near.filter_map(|passage| read(document, passage.span)));
    }
    let (first, span) = found.first().cloned()?;
    found.iter().all(|(note, _)| note.scale == first.scale).then_some((first, span))
}

/// The headings over a table, the innermost first.
fn headings<'d>(document: &'d Document, table: &Table) -> impl Iterator<Item = Span> + 'd {
    let innermost = table.section.and_then(|section| document.sections.get(section));
    std::iter::successors(innermost, |section| {
        section.parent.and_then(|parent| document.sections.get(parent))
    })
    .take(document.sections.len())
    .map(|section| section.heading)
}

/// A note in brackets, or a short line that is one.
fn read(document: &Document, span: Span) -> Option<(Note, Span)> {
    let text = span.get(&document.text)?;
    let scaled = |part: &str| quantity::find_note(part).filter(|note| note.scale != Scale::One);
    let mut from = 0;
    while let Some(open) = text[from..].find('(').map(|at| from + at) {
        let Some(close) = text[open..].find(')').map(|at| open + at) else { break };
        let inner = &text[open + 1..close];
        let numbers = inner.replace("000", "").contains(|c: char| c.is_ascii_digit());
        if let Some(note) = scaled(inner).filter(|_| !numbers) {
            return Some((note, Span::new(span.start + open, span.start + close + 1)));
        }
        from = close + 1;
    }
    let numbers = text.contains(|c: char| c.is_ascii_digit());
    if text.len() > LONGEST || numbers {
        return None;
    }
    scaled(text).map(|note| (note, span))
}
