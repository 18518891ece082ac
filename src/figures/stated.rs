//! The scale that a document states for its tables outside of them: `(in thousands, except per share data)`.

use crate::corpus::{Document, PassageKind, Table};
use crate::quantity::{self, Note, Scale};
use crate::text::{Span, sentences};

/// A longer sentence without brackets is running text.
const LONGEST: usize = 160;

/// What the headings above a table and the paragraphs around it state, where all of them agree, and where they do.
///
/// A document with one table may state it anywhere; with several, a note holds for the table that follows it.
pub(super) fn note(document: &Document, table: &Table) -> Option<(Note, Span)> {
    let mut found: Vec<(Note, Span)> = headings(document, table)
        .filter_map(|span| bracketed(document, span).or_else(|| sentence(document, span)))
        .collect();
    found.truncate(1);
    if found.is_empty() {
        let only = document.tables.len() == 1;
        let from =
            document.tables.iter().map(|other| other.span.end).filter(|end| *end <= table.span.start).max();
        let introduces =
            |span: Span| span.end <= table.span.start && from.is_none_or(|from| from <= span.start);
        let paragraphs =
            document.passages.iter().filter(|passage| !matches!(passage.kind, PassageKind::TableRows { .. }));
        // What introduces another table is said of that one alone.
        let captions = |span: Span| {
            document.tables.iter().any(|other| other.caption == Some(span) && other.span != table.span)
        };
        for passage in paragraphs.filter(|passage| !captions(passage.span)) {
            let above = passage.span.end <= table.span.start;
            let near = only || introduces(passage.span) && passage.section == table.section;
            let note = if near { bracketed(document, passage.span) } else { None };
            // `All amounts in thousands of euros.` holds for every table below it.
            let holds = only || above;
            found.extend(note.or_else(|| if holds { sentence(document, passage.span) } else { None }));
        }
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

/// A note in brackets.
fn bracketed(document: &Document, span: Span) -> Option<(Note, Span)> {
    let text = span.get(&document.text)?;
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
    None
}

/// A short sentence without figures that is a note.
fn sentence(document: &Document, span: Span) -> Option<(Note, Span)> {
    let text = span.get(&document.text)?;
    sentences(text).into_iter().find_map(|sentence| {
        let said = sentence.slice(text);
        let numbers = said.replace("000", "").contains(|c: char| c.is_ascii_digit());
        let note = scaled(said).filter(|_| said.len() <= LONGEST && !numbers)?;
        Some((note, sentence.shifted(span.start)))
    })
}

fn scaled(words: &str) -> Option<Note> {
    quantity::find_note(words).filter(|note| note.scale != Scale::One)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read;

    #[track_caller]
    fn case(markdown: &str, expected: Option<Scale>) {
        let report = read("report.md", markdown.as_bytes()).expect("it is Markdown");
        let table = report.tables.last().expect("it has a table");
        assert_eq!(note(&report, table).map(|(note, _)| note.scale), expected, "{markdown}");
    }

    #[test]
    fn what_a_document_states_holds_for_its_tables() {
        const TABLE: &str = "\n\n| | 2025 |\n|---|---|\n| Sales | 12 |\n";
        let stated = "The year ends on 30 April. All amounts in thousands of euros unless stated otherwise.";
        case(&format!("{stated}{TABLE}"), Some(Scale::Thousand));
        case(&format!("{stated}{TABLE}\n\n## Balance sheet{TABLE}"), Some(Scale::Thousand));
        case(&format!("# Notes (in millions, except per share data){TABLE}"), Some(Scale::Million));
        case(&format!("Sales were 3 million (2 million in stores).{TABLE}"), None);
        case(&format!("Staff in thousands (in thousands){TABLE}\n\nSales{TABLE}"), None);
    }
}
