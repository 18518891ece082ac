//! Reading a table: header rows and stub column say what a cell is, caption and headers say in which unit and scale.

use super::focus::Focus;
use super::names::Names;
use super::{Basis, Change, Figure, Kind, Metric, PeriodFrom, Placed, Reading, Role};
use crate::corpus::{Document, Row, Table};
use crate::lexicon::{Cue, Lexicon, Nature};
use crate::period::{self, Anchor, Period, Reference};
use crate::quantity::{self, Amount, Direction, Note, Quantity, SetAside, Unit, UnitKind};
use crate::text::Span;
use rust_decimal::prelude::ToPrimitive;

/// What the reader knows around a table.
pub(super) struct Context<'c> {
    pub(super) names: &'c Names<'c>,
    pub(super) lexicon: &'c Lexicon,
    pub(super) anchor: &'c Anchor,
    pub(super) focus: &'c Focus,
    pub(super) lent: Option<Kind>,
}

/// What a label (a header, a stub or a caption) names.
#[derive(Debug, Clone, Default)]
struct Label {
    span: Option<Span>,
    metric: Option<Metric>,
    entity: Option<String>,
    period: Option<Placed>,
    note: Option<Note>,
    change: Option<Option<Basis>>,
}

/// Reads the body rows of `table` that stand in `within`.
pub(super) fn read(
    document: &Document,
    table: &Table,
    within: Span,
    passage: usize,
    context: &Context<'_>,
    reading: &mut Reading,
) {
    let text = document.text.as_str();
    let columns = columns(text, table, context);
    let mut around = around(document, table, context);
    if let Some(unit) = currency(text, table) {
        let note = around.note.take().unwrap_or_default();
        around.note = Some(note.completed(Note { unit: Some(unit), scale: quantity::Scale::One }));
    }
    let mut group = group_before(text, table, within, context);
    for row in table.rows.iter().filter(|row| !row.header && within.contains(row.span)) {
        let Some(stub) = row.cells.iter().find(|cell| !cell.span.is_empty()) else { continue };
        let values: Vec<_> =
            row.cells.iter().filter(|cell| cell.column > stub.column && !cell.span.is_empty()).collect();
        if values.is_empty() {
            group = Some(label(text, stub.span, context));
            continue;
        }
        let mut stub = label(text, stub.span, context);
        let noted = values.iter().find_map(|cell| unit_of(cell.span.slice(text)));
        stub.note = match (stub.note.take(), noted) {
            (Some(own), Some(noted)) => Some(own.completed(noted)),
            (own, noted) => own.or(noted),
        };
        for cell in values {
            let empty = Label::default();
            let column = columns.get(cell.column).unwrap_or(&empty);
            let read = Reader { text, context, around: &around, group: group.as_ref(), stub: &stub, column };
            match quantity::find_in_cell(cell.span.slice(text)) {
                quantity::Cell::Quantity(number) => reading.figures.push(read.figure(
                    &number,
                    cell.span,
                    row,
                    passage,
                    left_metric(&columns, cell.column),
                )),
                quantity::Cell::Nothing => {
                    reading.set_aside.push(SetAside { span: cell.span, why: "nothing reported".to_owned() })
                }
                quantity::Cell::Other => {}
            }
        }
    }
}

/// What the cell of a column of units says of its row: `EUR m`, `%`.
fn unit_of(cell: &str) -> Option<Note> {
    let words = !cell.contains(|c: char| c.is_ascii_digit());
    quantity::find_note(cell)
        .filter(|note| words && (note.unit.is_some() || note.scale != quantity::Scale::One))
}

/// The labels of each column from its header rows.
fn columns(text: &str, table: &Table, context: &Context<'_>) -> Vec<Label> {
    let width = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| cell.column + cell.columns)
        .max()
        .unwrap_or(0);
    let mut columns = vec![Label::default(); width];
    let mut joined = vec![String::new(); width];
    for row in table.rows.iter().filter(|row| row.header) {
        for cell in row.cells.iter().filter(|cell| !cell.span.is_empty()) {
            let mut named = label(text, cell.span, context);
            if cell.columns > 1 && named.is_unknown() && cell.column > 0 {
                named.entity = Some(without_note(cell.span.slice(text)));
            }
            for place in cell.column..(cell.column + cell.columns).min(width) {
                columns[place].add(named.clone());
                joined[place].push_str(cell.span.slice(text));
                joined[place].push(' ');
            }
        }
    }
    for (column, header) in columns.iter_mut().zip(&joined) {
        let whole = period::find(header, context.anchor)
            .into_iter()
            .find(|mention| mention.reference == Reference::Own && mention.period.end.is_some());
        let lasting =
            column.period.as_ref().and_then(|placed| first_months(header, &placed.period, context.anchor));
        if let Some(period) = lasting.or(whole.map(|mention| mention.period)) {
            column.period = Some(Placed { period, from: PeriodFrom::Stated });
        }
    }
    columns
}

/// `Nine months | 2025`: the first months of a year, which the year alone would hide.
fn first_months(header: &str, year: &Period, anchor: &Anchor) -> Option<Period> {
    let months = quantity::find(header)
        .quantities
        .into_iter()
        .find(|found| found.unit.as_ref().is_some_and(|unit| unit.name == "month"))?;
    let Amount::Exact(count) = months.amount else { return None };
    year.first_months(count.to_i8()?, anchor, header.trim())
}

/// The currency that all money cells of a table print, for the cells beside them that print none.
fn currency(text: &str, table: &Table) -> Option<Unit> {
    let cells = table.rows.iter().filter(|row| !row.header).flat_map(|row| &row.cells);
    let mut units = cells.filter_map(|cell| match quantity::find_in_cell(cell.span.slice(text)) {
        quantity::Cell::Quantity(number) => number.unit.filter(Unit::is_money),
        quantity::Cell::Nothing | quantity::Cell::Other => None,
    });
    let first = units.next()?;
    units.all(|unit| unit.name == first.name).then_some(Unit { per: None, ..first })
}

/// What caption, section heading and title say for the whole table.
fn around(document: &Document, table: &Table, context: &Context<'_>) -> Label {
    let text = document.text.as_str();
    let mut around = Label::default();
    let corner =
        table.rows.iter().filter(|row| row.header).flat_map(|row| row.cells.first()).map(|cell| cell.span);
    let heading = table.section.map(|section| document.sections[section].heading);
    for span in table.caption.into_iter().chain(corner).chain(heading).filter(|span| !span.is_empty()) {
        let mut told = label(text, span, context);
        if let Some(metric) = &mut told.metric
            && let Some(term) = context.lexicon.metrics(span.slice(text)).first()
        {
            metric.name = term.span.slice(span.slice(text)).to_owned();
        }
        around.add(told);
    }
    around
}

/// The last row without values before the rows that are read.
fn group_before(text: &str, table: &Table, within: Span, context: &Context<'_>) -> Option<Label> {
    let mut earlier = table.rows.iter().filter(|row| !row.header && row.span.end <= within.start);
    let stands_alone = |row: &&Row| row.cells.iter().filter(|cell| !cell.span.is_empty()).count() == 1;
    let heading = earlier.rfind(stands_alone)?;
    let cell = heading.cells.iter().find(|cell| !cell.span.is_empty())?;
    Some(label(text, cell.span, context))
}

/// `Segment | Revenue | YoY`: a change column speaks of the metric column left of it.
fn left_metric(columns: &[Label], column: usize) -> Option<&Label> {
    columns
        .get(..column)?
        .iter()
        .rev()
        .find(|label| label.metric.as_ref().is_some_and(|metric| metric.key.is_some()))
}

fn label(text: &str, span: Span, context: &Context<'_>) -> Label {
    let slice = span.slice(text);
    let cues = context.lexicon.cues(slice);
    let basis = cues.iter().find_map(|mention| match mention.cue {
        Cue::YearOverYear => Some(Some(Basis::YearOverYear)),
        Cue::QuarterOverQuarter => Some(Some(Basis::QuarterOverQuarter)),
        _ => None,
    });
    let moves =
        cues.iter().any(|mention| matches!(mention.cue, Cue::Moves(_) | Cue::Differs)).then_some(None);
    let term = context.lexicon.metrics(slice).into_iter().next();
    let entity = context.names.find(text, span).into_iter().next().map(|named| named.name);
    let period =
        period::find(slice, context.anchor).into_iter().find(|mention| mention.reference == Reference::Own);
    Label {
        span: Some(span),
        metric: term.map(|term| Metric { name: without_note(slice), key: Some(term.key.to_owned()) }),
        entity,
        period: period.map(|mention| Placed { period: mention.period, from: PeriodFrom::Stated }),
        note: quantity::find_note(slice),
        change: basis.or(moves),
    }
}

/// `Tencent capital expenditure` of Tencent is its capital expenditure.
fn unowned(metric: Metric, entity: Option<&str>) -> Metric {
    let bare = entity.and_then(|entity| metric.name.strip_prefix(entity)).map(str::trim_start);
    match bare.filter(|bare| !bare.is_empty()) {
        Some(bare) => Metric { name: bare.trim_start_matches("'s ").to_owned(), key: metric.key },
        None => metric,
    }
}

/// A label without its unit note or footnote marks: `Revenue (RMB mn) [1]` is `Revenue`.
fn without_note(label: &str) -> String {
    let bracket = label.find(['(', '（', '[', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '*', '†', '‡']);
    let bracket = bracket.filter(|at| *at > 0);
    let told = label.find(", ").filter(|at| quantity::find_note(&label[*at..]).is_some());
    let cut = bracket.into_iter().chain(told).min().unwrap_or(label.len());
    label[..cut].trim().trim_end_matches([':', '：']).to_owned()
}

impl Label {
    /// Whether it says nothing but a name of its own.
    fn is_unknown(&self) -> bool {
        self.metric.is_none()
            && self.entity.is_none()
            && self.period.is_none()
            && self.note.is_none()
            && self.change.is_none()
    }

    /// Adds what another header of the same column names; the first to name a thing keeps it.
    fn add(&mut self, other: Self) {
        self.span = self.span.or(other.span);
        self.metric = self.metric.take().or(other.metric);
        self.entity = self.entity.take().or(other.entity);
        self.period = match (self.period.take(), other.period) {
            (Some(kept), Some(new)) if kept.period.end.is_none() || narrows(&new, &kept) => Some(new),
            (Some(kept), _) => Some(kept),
            (None, new) => new,
        };
        self.note = match (self.note.take(), other.note) {
            (Some(kept), Some(new)) => Some(kept.completed(new)),
            (kept, new) => kept.or(new),
        };
        self.change = self.change.or(other.change);
    }
}

fn narrows(new: &Placed, kept: &Placed) -> bool {
    match (new.period.start, new.period.end, kept.period.start, kept.period.end) {
        (Some(from), Some(to), Some(start), Some(end)) => {
            start <= from && to <= end && (start, end) != (from, to)
        }
        _ => false,
    }
}

struct Reader<'r> {
    text: &'r str,
    context: &'r Context<'r>,
    around: &'r Label,
    group: Option<&'r Label>,
    stub: &'r Label,
    column: &'r Label,
}

impl Reader<'_> {
    fn figure(
        &self,
        number: &Quantity,
        cell: Span,
        row: &Row,
        passage: usize,
        left: Option<&Label>,
    ) -> Figure {
        let metric = self.metric(left);
        let mut quantity = self.scaled(number, metric.as_ref());
        quantity.span = number.span.shifted(cell.start);
        quantity.digits = number.digits.shifted(cell.start);
        let change = self.change(&mut quantity);
        let role = if change.is_some() { Role::Delta } else { Role::Current };
        let kind = self.context.lent.or_else(|| {
            super::kind::of_heading(
                self.column.span.map_or("", |span| span.slice(self.text)),
                self.context.lexicon,
            )
        });
        let evidence = [self.column.span, self.group.and_then(|group| group.span), self.around.span]
            .into_iter()
            .flatten()
            .collect();
        let entity = self.entity(metric.as_ref());
        Figure {
            quantity,
            metric: metric.map(|metric| unowned(metric, entity.as_deref())),
            entity,
            period: self.period(),
            change,
            compared: None,
            kind: kind.or(Some(Kind::Reported)),
            role,
            sentence: row.span,
            passage,
            evidence,
        }
    }

    /// Rows name metrics unless the column does and the row does not; a row under a heading that names one is a part of
    /// it, and so is the segment of the one company a table is about.
    fn metric(&self, left: Option<&Label>) -> Option<Metric> {
        if self.stub.metric.is_some() {
            return self.stub.metric.clone();
        }
        let name = self
            .stub
            .span
            .map(|span| without_note(span.slice(self.text)))
            .filter(|_| self.stub.period.is_none() && self.stub.entity.is_none());
        let of_column = || {
            self.column
                .metric
                .clone()
                .or_else(|| left.filter(|_| self.column.change.is_some())?.metric.clone())
        };
        let whole = self
            .group
            .and_then(|group| group.metric.clone())
            .or_else(of_column)
            .or_else(|| self.around.metric.clone());
        match (whole, name) {
            (Some(metric), Some(name)) if self.context_entity().is_some() => {
                Some(Metric { name: format!("{name} {}", metric.name), key: metric.key })
            }
            (Some(metric), _) => Some(metric),
            (None, name) => name.map(|name| Metric { name, key: None }),
        }
    }

    fn entity(&self, metric: Option<&Metric>) -> Option<String> {
        if let Some(entity) = &self.column.entity {
            return Some(entity.clone());
        }
        let stub_names = self.stub.metric.is_none() && self.stub.period.is_none();
        let own = self.stub.entity.clone().filter(|_| stub_names);
        let measured = metric.is_some_and(|metric| metric.key.is_some());
        own.or_else(|| self.context_entity()).or_else(|| {
            let named = stub_names && measured;
            named.then(|| self.stub.span.map(|span| without_note(span.slice(self.text)))).flatten()
        })
    }

    /// Whom the table as a whole is about.
    fn context_entity(&self) -> Option<String> {
        self.around.entity.clone().or_else(|| self.context.focus.entity.clone())
    }

    fn period(&self) -> Option<Placed> {
        let stated = self
            .column
            .period
            .clone()
            .or_else(|| self.stub.period.clone())
            .or_else(|| self.around.period.clone());
        stated.or_else(|| {
            self.context
                .focus
                .period_for(self.context.focus.entity.as_deref())
                .map(|(placed, _)| placed)
                .filter(|placed| placed.from == PeriodFrom::Document)
        })
    }

    /// The cell's number in base units: the nearest note that names a unit or scale applies, its exceptions respected.
    fn scaled(&self, number: &Quantity, metric: Option<&Metric>) -> Quantity {
        let mut quantity = number.clone();
        let term =
            metric.and_then(|metric| metric.key.as_deref()).and_then(|key| self.context.lexicon.metric(key));
        let money = term.is_none_or(|term| term.units.is_empty() || term.units.contains(&UnitKind::Money));
        let excepted =
            self.stub.note.as_ref().filter(|note| note.unit.is_none() && !(term.is_some() && money));
        let notes = [&self.column.note, &self.stub.note, &self.around.note];
        let note = match excepted {
            Some(own) => own.clone(),
            None => notes.into_iter().flatten().cloned().reduce(Note::completed).unwrap_or_default(),
        };
        let per_share = term.is_some_and(|term| term.nature == Nature::PerShare);
        let ratio = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio);
        let stated_ratio = term.is_some_and(|term| term.nature == Nature::Ratio)
            && quantity.unit.is_none()
            && note.scale == quantity::Scale::One
            && note.unit.as_ref().is_none_or(Unit::is_money);
        let whole = matches!(quantity.amount, Amount::Exact(value) if value.fract().is_zero());
        let counted = whole
            && term.is_some_and(|term| term.units == [UnitKind::Count])
            && note.unit.as_ref().is_some_and(Unit::is_money);
        if quantity.unit.is_none() && !counted && !stated_ratio {
            quantity.unit.clone_from(&note.unit);
        }
        if per_share || ratio || counted || stated_ratio || quantity.scale != quantity::Scale::One {
            return quantity;
        }
        quantity.scale = note.scale;
        quantity.amount = match quantity.amount {
            Amount::Exact(value) => Amount::Exact(value.checked_mul(note.scale.multiple()).unwrap_or(value)),
            range @ Amount::Range { .. } => range,
        };
        quantity
    }

    /// In a column of changes the sign is the direction and the amount is told without it.
    fn change(&self, quantity: &mut Quantity) -> Option<Change> {
        let ratio = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio);
        let term =
            self.metric(None).and_then(|metric| self.context.lexicon.metric(metric.key.as_deref()?).cloned());
        let growth = ratio && term.is_some_and(|term| !term.units.contains(&UnitKind::Ratio));
        let told = self.column.change.or(self.stub.change).filter(|_| ratio || self.column.change.is_some());
        let basis = told.or(growth.then_some(None))?;
        if !ratio && self.column.period.is_some() {
            return None;
        }
        let Amount::Exact(value) = &mut quantity.amount else { return None };
        let direction = if value.is_sign_negative() { Direction::Down } else { Direction::Up };
        value.set_sign_positive(true);
        if quantity.unit.is_none() && self.column.note.is_none() {
            quantity.unit = None;
        }
        Some(Change { direction, basis })
    }
}
