//! Reading a table: header rows and stub column say what a cell is, caption and headers say in which unit and scale.

use super::cell::Reader;
use super::labels::{Context, Label, around, currency, label, left_metric, unit_of, without_note};
use super::stubs::Stubs;
use super::{Figure, Reading, Role, columns, row_periods};
use crate::corpus::Document;
use crate::quantity::{self, Quantity, SetAside, Unit};
use crate::text::{Span, is_han};

/// A table that is being read, passage by passage.
pub(super) struct Open {
    /// Its place among the document's tables.
    pub(super) table: usize,
    columns: Vec<Label>,
    around: Label,
    /// What the headers say of the column of names.
    corner: String,
    /// What all money cells print, for those that print none.
    currency: Option<Unit>,
    /// The last row that had a heading and no values.
    group: Option<Label>,
    /// The two columns that name a row together.
    stubs: Option<Stubs>,
    /// The column that says of each row when.
    dated: Option<usize>,
    /// A row of the table names somebody: others that say nothing else name somebody too.
    names_somebody: bool,
    /// The next row to be read.
    row: usize,
}

impl Open {
    /// Reads what stands above and beside the numbers of a table.
    pub(super) fn of(document: &Document, table: usize, context: &Context<'_>) -> Self {
        let text = document.text.as_str();
        let rows = &document.tables[table];
        let around = around(document, rows, context);
        let first = rows.rows.iter().position(|row| !row.header).unwrap_or(rows.rows.len());
        let columns = columns::of(text, rows, rows.headers_over(first), context);
        let corner = rows.headers_over(first).iter().filter_map(|row| row.cells.first());
        let corner: Vec<&str> =
            corner.filter(|cell| cell.column == 0).map(|cell| cell.span.slice(text)).collect();
        let corner = corner.join(" ").trim().to_owned();
        let stubs = rows.rows.iter().filter(|row| !row.header).filter_map(|row| row.cells.first());
        let names_somebody = around.metric.is_some()
            && stubs.map(|stub| label(text, stub.span, context)).any(|stub| {
                stub.entity.is_some() && stub.metric.is_none() && stub.entity != context.focus.subject
            });
        let currency = currency(text, rows);
        let stubs = Stubs::of(text, rows, context);
        let dated = row_periods::column_of(text, rows, context);
        Self { table, columns, around, corner, currency, group: None, stubs, dated, names_somebody, row: 0 }
    }
}

/// Reads the body rows of a table up to the end of the next of its passages, `within`.
pub(super) fn read(
    document: &Document,
    open: &mut Open,
    within: Span,
    passage: usize,
    context: &Context<'_>,
    reading: &mut Reading,
) {
    let text = document.text.as_str();
    let Open { table, columns, around, corner, currency, group, stubs, dated, names_somebody, row: next } =
        open;
    while let Some(row) = document.tables[*table].rows.get(*next).filter(|row| row.span.end <= within.end) {
        *next += 1;
        if row.header {
            let rows = &document.tables[*table];
            let ends = rows.rows.get(*next).is_some_and(|row| !row.header);
            let anew = rows.rows[..*next].iter().any(|row| !row.header);
            if ends && anew {
                *columns = columns::of(text, rows, rows.headers_over(*next), context);
                *group = None;
            }
            continue;
        }
        let Some(first) = row.cells.iter().find(|cell| !cell.span.is_empty()) else { continue };
        let measured = matches!(quantity::find_in_cell(first.span.slice(text)), quantity::Cell::Quantity(_));
        // A row that begins with a number further right has no name: a subtotal.
        let stub = Some(first).filter(|_| first.column == 0 || !measured);
        let both = stubs.and_then(|stubs| stubs.label(text, row, context));
        let from = if both.is_some() { 2 } else { stub.map_or(0, |stub| stub.column + 1) };
        let values: Vec<_> =
            row.cells.iter().filter(|cell| cell.column >= from && !cell.span.is_empty()).collect();
        if values.is_empty() {
            *group = stub.map(|stub| label(text, stub.span, context));
            continue;
        }
        let own = || stub.map(|stub| label(text, stub.span, context)).unwrap_or_default();
        let mut stub = both.unwrap_or_else(own);
        if *names_somebody && stub.is_unknown() {
            let name = stub.span.map(|span| without_note(span.slice(text)));
            stub.entity = name
                .filter(|name| name.starts_with(char::is_uppercase) && !context.lexicon.is_ordinary(name));
        }
        let noted = values.iter().find_map(|cell| unit_of(cell.span.slice(text)));
        stub.note = match (stub.note.take(), noted) {
            (Some(own), Some(noted)) => Some(own.completed(noted)),
            (own, noted) => own.or(noted),
        };
        let when = dated.and_then(|column| row_periods::period_in(text, row, column, context));
        let unheaded = |column: usize| columns.get(column).is_none_or(|label| label.span.is_none());
        let several = values.iter().filter(|cell| unheaded(cell.column)).count() > 1;
        for cell in values {
            let empty = Label::default();
            let column = columns.get(cell.column).unwrap_or(&empty);
            if column.refers || when.is_some() && *dated == Some(cell.column) {
                continue;
            }
            let read = Reader {
                text,
                context,
                around,
                corner,
                currency,
                group: group.as_ref(),
                stub: &stub,
                column,
                when: when.as_ref(),
                untold: several && unheaded(cell.column),
            };
            let left = left_metric(columns, cell.column);
            match quantity::find_in_cell(cell.span.slice(text)) {
                quantity::Cell::Quantity(number) => {
                    reading.figures.push(read.figure(&number, cell.span, row, passage, left));
                }
                quantity::Cell::Nothing => {
                    reading.set_aside.push(SetAside { span: cell.span, why: "nothing reported".to_owned() })
                }
                quantity::Cell::Other => {
                    for (number, span, role) in now_and_before(text, cell.span, context) {
                        let figure = read.figure(&number, span, row, passage, left);
                        reading.figures.push(Figure { role, ..figure });
                    }
                }
            }
        }
    }
}

/// `485p (from 410p)`, 58元（原52元）: what is told now and what was told before, in one cell.
fn now_and_before(text: &str, cell: Span, context: &Context<'_>) -> Vec<(Quantity, Span, Role)> {
    let words = cell.slice(text);
    let inner = words.trim_end().strip_suffix([')', '）']);
    let Some((now, before)) = inner.and_then(|inner| inner.split_once(['(', '（'])) else {
        return Vec::new();
    };
    if !context.lexicon.tells_earlier(before) {
        return Vec::new();
    }
    let Some(digit) = before.find(|c: char| c.is_numeric()) else { return Vec::new() };
    // `was £4.10`: the sign of a currency belongs to the number.
    let word = before[..digit].rfind(|c: char| c.is_whitespace() || is_han(c) || c == ':');
    let start = word.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let at = inner.map_or(0, str::len) - before.len() + start;
    let now_at = Span::new(cell.start, cell.start + now.trim_end().len());
    let before_at = Span::new(cell.start + at, cell.start + at + before[start..].len());
    let told =
        [(now_at, Role::Current), (before_at, Role::Prior)].map(|(span, role)| match quantity::find_in_cell(
            span.slice(text),
        ) {
            quantity::Cell::Quantity(number) => Some((*number, span, role)),
            quantity::Cell::Nothing | quantity::Cell::Other => None,
        });
    match told {
        [Some(now), Some(before)] => vec![now, before],
        _ => Vec::new(),
    }
}
