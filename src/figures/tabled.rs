//! Raw text with tables in it: read as a report of its own, every span then found again in the text as it came.

use jiff::civil::Date;

use super::{Reading, read_document};
use crate::corpus::{self, DateFound, DocumentDate};
use crate::lexicon::Lexicon;
use crate::text::{Span, WordKind, words};

/// How far beyond the last word the next one is looked for, in bytes.
const REACH: usize = 4096;

/// The figures of a text that holds a table; `None` for one that holds none or cannot be read as a report.
pub(super) fn read(text: &str, date: Option<Date>, lexicon: &Lexicon) -> Option<Reading> {
    let path = format_of(text)?;
    let mut document = corpus::read(path, text.as_bytes()).ok()?;
    if document.tables.is_empty() {
        return None;
    }
    let told = date.map(|date| DocumentDate { date, found: DateFound::FrontMatter, or: None });
    document.date = told.or(document.date);
    let reading = read_document(&document, lexicon);
    Some(Origin::of(&document.text, text).relocated(reading))
}

/// What a text with a table would be called as a file: rows between pipes, tabs, columns of spaces or HTML.
fn format_of(text: &str) -> Option<&'static str> {
    if text.contains("<table") || text.contains("<TABLE") {
        return Some("text.html");
    }
    let mut rows = 0;
    for line in text.lines() {
        let row = is_row(line);
        rows = if row { rows + 1 } else { 0 };
        if rows == 2 {
            return Some("text.txt");
        }
    }
    None
}

fn is_row(line: &str) -> bool {
    let piped = line.bytes().filter(|byte| *byte == b'|').count() >= 2;
    let tabbed = || line.trim_start().contains('\t');
    let columns = || {
        let inner = line.trim();
        inner.contains("  ")
            && inner.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ')' | '%' | '-' | '—'))
    };
    piped || tabbed() || columns()
}

/// Where the words of a report's text stand in what it was read from.
struct Origin<'t> {
    read: &'t str,
    raw: &'t str,
    /// Each word's span in the text that was read and its start in the raw one, in order of both.
    words: Vec<(Span, usize)>,
}

impl<'t> Origin<'t> {
    fn of(read: &'t str, raw: &'t str) -> Self {
        let mut found = Vec::new();
        let mut from = 0;
        for word in words(read).filter(|word| word.kind != WordKind::Mark) {
            let mut to = raw.len().min(from + REACH);
            while !raw.is_char_boundary(to) {
                to -= 1;
            }
            if let Some(at) = raw[from..to].find(word.span.slice(read)) {
                found.push((word.span, from + at));
                from += at + word.span.len();
            }
        }
        Self { read, raw, words: found }
    }

    /// Where a stretch came from: the same words, or from its first known word to its last.
    fn span(&self, span: Span) -> Option<Span> {
        let first = self.words.partition_point(|(word, _)| word.end <= span.start);
        let inside = &self.words[first..];
        let inside = &inside[..inside.partition_point(|(word, _)| word.start < span.end)];
        let ((first, start), (last, end)) = (inside.first()?, inside.last()?);
        let same =
            (start + span.start).checked_sub(first.start).map(|start| Span::new(start, start + span.len()));
        let verbatim = same.filter(|same| same.get(self.raw) == Some(span.slice(self.read)));
        verbatim.or_else(|| Some(Span::new(*start, end + last.len())))
    }

    /// A reading with its spans in the raw text; what cannot be found there again is left out.
    fn relocated(&self, reading: Reading) -> Reading {
        let figures = reading.figures.into_iter().filter_map(|mut figure| {
            figure.quantity.span = self.span(figure.quantity.span)?;
            figure.quantity.digits = self.span(figure.quantity.digits)?;
            figure.sentence = self.span(figure.sentence)?;
            figure.compared = figure.compared.and_then(|span| self.span(span));
            figure.evidence = figure.evidence.into_iter().filter_map(|span| self.span(span)).collect();
            Some(figure)
        });
        let periods = reading.periods.into_iter().filter_map(|mut mention| {
            mention.span = self.span(mention.span)?;
            Some(mention)
        });
        let set_aside = reading.set_aside.into_iter().filter_map(|mut passed| {
            passed.span = self.span(passed.span)?;
            Some(passed)
        });
        Reading {
            figures: figures.collect(),
            periods: periods.collect(),
            set_aside: set_aside.collect(),
            ..reading
        }
    }
}
