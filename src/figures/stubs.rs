//! Tables whose rows are named by two cells: `Rotors | Revenue | 82.3`, `Umsatz | Europa | 41`.
//!
//! The rule: one of both columns names what is measured, in most of its rows by a listed term or by its header; the other
//! names the part or the company it is of.

use super::labels::{Context, Label, label, without_note};
use super::{Metric, labels};
use crate::corpus::{Row, Table};
use crate::quantity;

/// The columns that name a row together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stubs {
    /// Of what.
    pub(super) measure: usize,
    /// Of which part, or of whom.
    pub(super) part: usize,
}

impl Stubs {
    /// The two first columns of a table, where both hold words.
    pub(super) fn of(text: &str, table: &Table, context: &Context<'_>) -> Option<Self> {
        let body: Vec<&Row> = table.rows.iter().filter(|row| !row.header).collect();
        let cell = |row: &Row, column: usize| {
            let cell = row.cells.iter().find(|cell| cell.column == column && !cell.span.is_empty());
            cell.map(|cell| cell.span.slice(text))
        };
        let in_words = |column: usize| {
            let words = body.iter().filter_map(|row| cell(row, column)).filter(|words| is_name(words));
            words.count() * 10 >= body.len() * 8
        };
        let figures = body.iter().flat_map(|row| &row.cells).any(|cell| {
            cell.column > 1
                && matches!(quantity::find_in_cell(cell.span.slice(text)), quantity::Cell::Quantity(_))
        });
        if body.len() < 2 || !figures || !in_words(0) || !in_words(1) {
            return None;
        }
        let measures = |column: usize| {
            let header =
                table.rows.iter().filter(|row| row.header).filter_map(|row| cell(row, column)).next_back();
            let named = header.is_some_and(|header| context.lexicon.heads_measures(&without_note(header)));
            let terms = body.iter().filter_map(|row| cell(row, column));
            let terms = terms.filter(|words| !context.lexicon.metrics(words).is_empty()).count();
            named || terms * 2 > body.len()
        };
        match (measures(0), measures(1)) {
            (false, true) => Some(Self { measure: 1, part: 0 }),
            (true, false) => Some(Self { measure: 0, part: 1 }),
            _ => None,
        }
    }

    /// What the two cells say of a row.
    pub(super) fn label(self, text: &str, row: &Row, context: &Context<'_>) -> Option<Label> {
        let cell =
            |column: usize| row.cells.iter().find(|cell| cell.column == column && !cell.span.is_empty());
        let measure = cell(self.measure)?.span;
        let mut stub = label(text, measure, context);
        stub.entity = None;
        let plain = || Metric { name: without_note(measure.slice(text)), key: None };
        stub.metric = Some(stub.metric.take().unwrap_or_else(plain));
        let part = cell(self.part).map(|cell| labels::label(text, cell.span, context));
        let name = part.as_ref().and_then(|part| part.span).map(|span| without_note(span.slice(text)));
        match part.and_then(|part| part.entity) {
            Some(entity) => (stub.entity, stub.owned) = (Some(entity), true),
            None => stub.part = name.filter(|name| !context.lexicon.only_narrows(name)),
        }
        Some(stub)
    }
}

/// Words that are neither a number nor a unit.
fn is_name(words: &str) -> bool {
    let number = matches!(quantity::find_in_cell(words), quantity::Cell::Quantity(_));
    words.contains(char::is_alphabetic) && !number && labels::unit_of(words).is_none()
}
