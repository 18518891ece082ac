//! Evidence: the documents an answer stands on, re-read and held against what the index says of them.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Citation, Cited, QuotedCell};
use crate::corpus::{self, Cell, Document, Table};
use crate::figures::Figure;
use crate::index::{Snapshot, StoredFigure};
use crate::quantity::{self, Amount};
use crate::text::Span;

/// The documents of one answer. A document whose file is not what was indexed is no evidence.
pub(super) struct Evidence<'s> {
    corpus: &'s Path,
    snapshot: &'s Snapshot,
    read: HashMap<String, Option<Arc<Document>>>,
    citations: Vec<Citation>,
}

impl<'s> Evidence<'s> {
    pub(super) fn new(corpus: &'s Path, snapshot: &'s Snapshot) -> Self {
        Self { corpus, snapshot, read: HashMap::new(), citations: Vec::new() }
    }

    /// The same documents with nothing cited yet.
    pub(super) fn afresh(&self) -> Self {
        Self { read: self.read.clone(), ..Self::new(self.corpus, self.snapshot) }
    }

    pub(super) fn into_citations(self) -> Vec<Citation> {
        self.citations
    }

    /// The citation of a number that [`Evidence::cite`] gave.
    pub(super) fn citation(&self, number: usize) -> &Citation {
        &self.citations[number - 1]
    }

    /// The words of a stretch of a document whose source is as it was indexed.
    pub(super) fn words(&mut self, path: &str, span: Span) -> Option<String> {
        self.document(path)?.text.get(span.start..span.end).map(str::to_owned)
    }

    /// Cites a stored figure, if its words still stand in its source and still read as the same amount.
    pub(super) fn cite_figure(&mut self, stored: &StoredFigure) -> Option<Cited> {
        let figure = &stored.figure;
        let document = self.document(&stored.document)?;
        let text = document.text.as_str();
        let printed = figure.quantity.span.get(text)?.to_owned();
        if !stands(text, figure) {
            tracing::warn!(
                document = stored.document,
                figure = printed,
                "withheld: the source does not read as the index says"
            );
            return None;
        }
        let beside = figure
            .evidence
            .iter()
            .filter(|span| !span.overlaps(figure.sentence))
            .filter_map(|span| span.get(text))
            .map(str::to_owned)
            .collect();
        let citation = self.cite(
            &stored.document,
            stored.figure.passage,
            figure.sentence,
            figure.quantity.span,
            beside,
        )?;
        Some(Cited { figure: figure.clone(), text: printed, citation, derived: false })
    }

    /// Cites a stretch of a document with the words in it that answer; one citation per stretch.
    pub(super) fn cite(
        &mut self,
        path: &str,
        passage: usize,
        quote: Span,
        mark: Span,
        beside: Vec<String>,
    ) -> Option<usize> {
        let document = self.document(path)?;
        let words = quote.get(&document.text)?.to_owned();
        let mark = Span::new(mark.start.saturating_sub(quote.start), mark.end.saturating_sub(quote.start));
        let passage = document.passages.get(passage);
        let section = passage
            .and_then(|passage| passage.section)
            .map_or(String::new(), |section| document.section_path(section));
        let citation = Citation {
            document: path.to_owned(),
            title: document.title.clone(),
            date: document.date.as_ref().map(|found| found.date),
            source: document.source.clone(),
            section,
            page: passage.and_then(|passage| passage.page),
            url: document.url.clone(),
            quote: words,
            span: quote,
            marks: vec![mark],
            row: row(&document, quote),
            beside,
        };
        let known = self.citations.iter().position(|other| other.document == path && other.span == quote);
        if let Some(place) = known {
            let marks = &mut self.citations[place].marks;
            if !marks.contains(&mark) {
                marks.push(mark);
                marks.sort();
            }
            for words in citation.beside {
                if !self.citations[place].beside.contains(&words) {
                    self.citations[place].beside.push(words);
                }
            }
            return Some(place + 1);
        }
        self.citations.push(citation);
        Some(self.citations.len())
    }

    /// The document as it is in the index, if its source file still has the bytes it was read from.
    fn document(&mut self, path: &str) -> Option<Arc<Document>> {
        if !self.read.contains_key(path) {
            let document = self.verified(path);
            self.read.insert(path.to_owned(), document);
        }
        self.read.get(path)?.clone()
    }

    fn verified(&self, path: &str) -> Option<Arc<Document>> {
        let document = match self.snapshot.document(path) {
            Ok(document) => document?,
            Err(error) => {
                tracing::warn!(document = path, %error, "withheld: the index cannot be trusted for this document");
                return None;
            }
        };
        match corpus::hash(self.corpus, path) {
            Ok(hash) if hash == document.hash => Some(document),
            Ok(_) => {
                tracing::warn!(document = path, "withheld: the source file changed after it was indexed");
                None
            }
            Err(error) => {
                tracing::warn!(document = path, %error, "withheld: the source file cannot be read");
                None
            }
        }
    }
}

/// The cells of a row that is quoted as a whole, each with its headers from the outermost in.
fn row(document: &Document, quote: Span) -> Vec<QuotedCell> {
    let text = document.text.as_str();
    let of_row = |table: &Table| {
        let at = table.rows.iter().position(|row| row.span == quote && !row.header)?;
        let headers = table.headers_over(at);
        let over = |column: usize| {
            let mut over: Vec<&str> = Vec::new();
            let cells = headers.iter().filter_map(|row| row.cell_at(column));
            for words in cells.map(|cell| cell.span.slice(text)).filter(|words| !words.is_empty()) {
                if !over.contains(&words) {
                    over.push(words);
                }
            }
            over.join(" ")
        };
        let quoted =
            |cell: &Cell| QuotedCell { header: over(cell.column), words: cell.span.slice(text).to_owned() };
        Some(table.rows[at].cells.iter().map(quoted).collect())
    };
    let table = document.tables.iter().find(|table| table.span.contains(quote));
    table.and_then(of_row).unwrap_or_default()
}

/// Whether the figure's words, read anew where they stand, give the stored amount.
fn stands(text: &str, figure: &Figure) -> bool {
    figure.sentence.get(text).is_some_and(|sentence| reads_as(sentence, figure.sentence.start, figure))
}

/// Whether a figure's words, read anew in the quote that begins at `at` of its document, give the figure's amount.
pub(super) fn reads_as(quote: &str, at: usize, figure: &Figure) -> bool {
    let span = figure.quantity.span;
    let words = span.start.checked_sub(at).and_then(|start| quote.get(start..span.end - at));
    let Some(words) = words else { return false };
    let in_prose = quantity::find(quote).quantities.iter().any(|found| {
        found.digits.shifted(at) == figure.quantity.digits
            && same_size(&found.amount, &figure.quantity.amount)
    });
    if in_prose {
        return true;
    }
    match quantity::find_in_cell(words) {
        quantity::Cell::Quantity(number) => scaled_alike(&number.amount, figure),
        quantity::Cell::Nothing | quantity::Cell::Other => false,
    }
}

/// The cell's own number times the scale its table prints.
fn scaled_alike(cell: &Amount, figure: &Figure) -> bool {
    let (Amount::Exact(cell), Amount::Exact(stored)) = (cell, &figure.quantity.amount) else { return false };
    let scaled = cell.checked_mul(figure.quantity.scale.multiple());
    // A row in pence or cents prints a hundred times what it comes to.
    let money = figure.quantity.unit.as_ref().is_some_and(quantity::Unit::is_money);
    let whole = cell.checked_div(Decimal::ONE_HUNDRED).filter(|_| money);
    cell.abs() == stored.abs() || [scaled, whole].into_iter().flatten().any(|read| read.abs() == stored.abs())
}

/// Equal but for the sign, which wording can turn.
fn same_size(found: &Amount, stored: &Amount) -> bool {
    match (found, stored) {
        (Amount::Exact(found), Amount::Exact(stored)) => found.abs() == stored.abs(),
        (found, stored) => found == stored,
    }
}
