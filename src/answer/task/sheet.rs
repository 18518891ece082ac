//! The figures a question can draw on, each with the words that name it: row, column, heading, sentence.

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::totals;
use crate::corpus::{self, Document, PassageKind};
use crate::figures::Role;
use crate::index::{IndexError, Snapshot, StoredFigure, label_words};
use crate::lexicon;
use crate::period::{self, Anchor};
use crate::quantity::{self, UnitKind};
use crate::text::{Span, without};

/// Figures of some documents or passages, described.
#[derive(Debug, Default)]
pub(in crate::answer) struct Sheet {
    pub(in crate::answer) cells: Vec<Cell>,
}

/// A figure and the words that tell what it measures.
#[derive(Debug, Clone)]
pub(in crate::answer) struct Cell {
    pub(in crate::answer) stored: StoredFigure,
    /// The row of a table, or the figure's own metric in a sentence.
    pub(in crate::answer) own: Arc<Vec<String>>,
    /// Column headers and the heading rows above; in a sentence its other words.
    pub(in crate::answer) near: Arc<Vec<String>>,
    /// Caption, section and title.
    pub(in crate::answer) wide: Arc<Vec<String>>,
    /// Cells that differ in their period alone are of one series.
    pub(in crate::answer) series: usize,
    /// When its report was published.
    pub(in crate::answer) published: Option<Date>,
    /// It stands in a table, under this row.
    pub(in crate::answer) row: Option<Row>,
}

/// A row of a table, as far as a list of rows needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::answer) struct Row {
    pub(super) table: usize,
    /// Its place among the rows of the table.
    pub(super) at: usize,
    pub(super) span: Span,
    /// Where its name stands, if it has one.
    pub(super) stub: Option<Span>,
    /// The heading row it stands under.
    pub(super) group: Option<Span>,
    /// The column, counted from 0.
    pub(super) column: usize,
    /// What dates the figure: a header of its column, or the row's name.
    pub(in crate::answer) dated: Span,
    /// Whether that names a date at all.
    pub(super) is_dated: bool,
}

impl Sheet {
    /// The figures of whole documents.
    pub(in crate::answer) fn of_documents(snapshot: &Snapshot, paths: &[String]) -> Result<Self, IndexError> {
        let mut sheet = Self::default();
        for path in paths {
            let figures = snapshot.figures_of(path)?;
            sheet.add(snapshot, path, figures)?;
        }
        Ok(sheet)
    }

    /// Figures by document, in the order of documents and places.
    pub(in crate::answer) fn of_figures(
        snapshot: &Snapshot,
        figures: Vec<StoredFigure>,
    ) -> Result<Self, IndexError> {
        let mut sheet = Self::default();
        let mut figures = figures.into_iter().peekable();
        while let Some(first) = figures.peek() {
            let path = first.document.clone();
            let mut of_one = Vec::new();
            while let Some(figure) = figures.next_if(|figure| figure.document == path) {
                of_one.push(figure);
            }
            sheet.add(snapshot, &path, of_one)?;
        }
        Ok(sheet)
    }

    fn add(&mut self, snapshot: &Snapshot, path: &str, figures: Vec<StoredFigure>) -> Result<(), IndexError> {
        let Some(document) = snapshot.document(path)? else { return Ok(()) };
        let published = document.date.as_ref().map(|found| found.date);
        let first = self.cells.iter().map(|cell| cell.series + 1).max().unwrap_or(0);
        let mut describer = Describer::new(&document, first);
        self.cells.extend(figures.into_iter().map(|stored| Cell { published, ..describer.cell(stored) }));
        Ok(())
    }
}

type Words = Arc<Vec<String>>;

/// Describes the figures of one document, each label read once.
struct Describer<'d> {
    document: &'d Document,
    labels: FxHashMap<(Span, bool), Words>,
    dates: FxHashMap<Span, bool>,
    wide: FxHashMap<(Option<usize>, Option<usize>), Words>,
    series: FxHashMap<(Option<usize>, Words, Words), usize>,
    first: usize,
}

impl<'d> Describer<'d> {
    fn new(document: &'d Document, first: usize) -> Self {
        Self {
            document,
            labels: FxHashMap::default(),
            dates: FxHashMap::default(),
            wide: FxHashMap::default(),
            series: FxHashMap::default(),
            first,
        }
    }

    fn cell(&mut self, stored: StoredFigure) -> Cell {
        let passage = self.document.passages.get(stored.passage);
        let table = passage.and_then(|passage| match passage.kind {
            PassageKind::TableRows { table } => Some(table),
            _ => None,
        });
        let row = table.and_then(|table| self.row(table, stored.figure.quantity.span));
        let section = passage.and_then(|passage| passage.section);
        let (own, near, telling) = match &row {
            Some(row) => self.of_row(row, &stored),
            None => self.of_sentence(&stored),
        };
        let wide = self.wide(table, section);
        let key = (row.as_ref().map(|row| row.table), Arc::clone(&own), telling);
        let next = self.first + self.series.len();
        let series = match row {
            Some(_) => *self.series.entry(key).or_insert(next),
            // The words of a sentence are no label; what it says of one thing in several periods belongs together.
            None => {
                let figure = &stored.figure;
                let unit = figure.quantity.unit.as_ref().map(|unit| unit.name.clone()).unwrap_or_default();
                let alone =
                    if figure.metric.is_some() { figure.sentence.start } else { figure.quantity.span.start };
                let alone =
                    Arc::new(vec![alone.to_string(), unit, format!("{:?}", figure.role == Role::Delta)]);
                *self.series.entry((None, own.clone(), alone)).or_insert(next)
            }
        };
        Cell { stored, own, near, wide, series, row, published: None }
    }

    /// The row of a table that prints a number.
    fn row(&mut self, table: usize, number: Span) -> Option<Row> {
        let rows = &self.document.tables.get(table)?.rows;
        let at = rows.partition_point(|row| row.span.end < number.end);
        let row = rows.get(at)?;
        let first = row.cells.iter().find(|cell| !cell.span.is_empty())?;
        let printed = first.span.get(&self.document.text).unwrap_or_default();
        let measured = matches!(quantity::find_in_cell(printed), quantity::Cell::Quantity(_));
        let named = !first.span.contains(number) && (first.column == 0 || !measured);
        let stub = named.then_some(first.span);
        let cell = row.cells.iter().find(|cell| cell.span.contains(number))?;
        let group = self.group(rows, at);
        let mut row = Row {
            table,
            at,
            span: row.span,
            stub,
            group,
            column: cell.column,
            dated: first.span,
            is_dated: false,
        };
        let over = headers(self.document, &row);
        let dated = over.into_iter().rev().find(|header| self.is_date(*header));
        row.dated = dated.unwrap_or(row.dated);
        row.is_dated = self.is_date(row.dated);
        Some(row)
    }

    /// The heading that a row stands under, unless a total has closed it.
    fn group(&self, rows: &[corpus::Row], at: usize) -> Option<Span> {
        let text = &self.document.text;
        for row in rows[..at].iter().rev().take_while(|row| !row.header) {
            if let Some(name) = group_name(row) {
                return Some(name);
            }
            let first = row.cells.iter().find(|cell| !cell.span.is_empty())?;
            let words = first.span.get(text).map(label_words).unwrap_or_default();
            let totals = words.first().is_some_and(|word| lexicon::sums_up(word));
            if totals || first.column > 0 {
                return None;
            }
        }
        None
    }

    /// A header that says in what the column is counted; `Revenue (€m)` says what it measures, too.
    fn is_unit(&self, label: Span) -> bool {
        let label = label.get(&self.document.text).unwrap_or_default();
        let bracket = label.find(['(', '（']).filter(|at| label[..*at].contains(char::is_alphabetic));
        if bracket.is_some_and(|at| quantity::find_note(&label[..at]).is_none()) {
            return false;
        }
        label.len() < 40 && quantity::find_note(label).is_some_and(|note| note.scale != quantity::Scale::One)
    }

    fn is_date(&mut self, label: Span) -> bool {
        let text = &self.document.text;
        let read = || {
            let label = label.get(text).unwrap_or_default();
            let words = label_words(label);
            period::find(label, &Anchor::default())
                .iter()
                .any(|found| super::periods::is_placed(&found.period))
                || (!words.is_empty() && words.iter().all(|word| period::is_calendar_word(word)))
        };
        *self.dates.entry(label).or_insert_with(read)
    }

    /// A row's own words, those over and above it, and those of them that tell its series from others: what a dated header
    /// says beside its date may differ from column to column.
    fn of_row(&mut self, row: &Row, stored: &StoredFigure) -> (Words, Words, Words) {
        let mut stub = row.stub.map(|stub| self.label(stub, true)).unwrap_or_default();
        if let Some(beside) = self.beside_stub(row, stored) {
            stub = Arc::new(stub.iter().chain(self.label(beside, true).iter()).cloned().collect());
        }
        let entity = stored.figure.entity.as_deref().map(label_words).unwrap_or_default();
        let (mut near, mut telling): (Vec<String>, Vec<String>) = Default::default();
        let mut over: Vec<String> = Vec::new();
        let group = row.group.map(|group| self.label(group, true)).unwrap_or_default();
        for span in headers(self.document, row) {
            let words = self.label(span, true);
            if !self.is_date(span) && !self.is_unit(span) {
                telling.extend(words.iter().cloned());
            }
            over.extend(words.iter().cloned());
        }
        near.extend(over.iter().cloned());
        let ratio = stored.figure.quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio);
        telling.extend(group.iter().cloned().chain(ratio.then(|| "%".to_owned())));
        let caption = self.document.tables.get(row.table).and_then(|table| table.caption);
        let caption = caption.map(|caption| self.label(caption, true)).unwrap_or_default();
        near.extend(group.iter().cloned().chain(entity).chain(caption.iter().cloned()));
        // What stands over the names of the rows says what the whole table measures.
        for corner in headers_at(self.document, row, 0).into_iter().filter(|_| row.column > 0) {
            near.extend(self.label(corner, true).iter().cloned());
        }
        if row.stub.is_none() && self.is_total(row) {
            let own = lexicon::total_words().into_iter().chain(group.iter().cloned()).collect();
            return (Arc::new(own), Arc::new(near), Arc::new(telling));
        }
        if stub.is_empty() && row.stub.is_some() {
            // A row named by its period alone: the column says what it measures.
            let own = if over.is_empty() { near.clone() } else { over };
            return (Arc::new(own), Arc::new(near), Arc::new(telling));
        }
        (stub, Arc::new(near), Arc::new(telling))
    }

    /// The second cell of a row that two cells name.
    fn beside_stub(&self, row: &Row, stored: &StoredFigure) -> Option<Span> {
        let rows = &self.document.tables.get(row.table)?.rows;
        let cell = rows.get(row.at)?.cells.iter().find(|cell| cell.column == 1)?.span;
        let words = cell.get(&self.document.text).filter(|words| words.contains(char::is_alphabetic))?;
        let name = &stored.figure.metric.as_ref()?.name;
        let stub = row.stub?.get(&self.document.text)?;
        (row.column > 1 && name.contains(words) && name.len() > words.len().max(stub.len())).then_some(cell)
    }

    /// A row without a name that the rows above it come to.
    fn is_total(&self, row: &Row) -> bool {
        let table = self.document.tables.get(row.table);
        table.is_some_and(|table| totals::summed(self.document, table, row.at, row.column).is_some())
    }

    fn of_sentence(&mut self, stored: &StoredFigure) -> (Words, Words, Words) {
        let metric = match &stored.figure.metric {
            Some(metric) => label_words(&metric.name),
            // `some 310,000 pay, or 6.5%`: a number without a noun is of what stands right behind it.
            None => label_words(behind(&self.document.text, stored)),
        };
        let mut near = self.label(stored.figure.sentence, false).to_vec();
        near.extend(stored.figure.entity.as_deref().map(label_words).unwrap_or_default());
        (Arc::new(metric), Arc::new(near), Arc::default())
    }

    /// The words of a stretch, those of its periods left out of labels.
    fn label(&mut self, span: Span, undated: bool) -> Words {
        let text = &self.document.text;
        let read = || {
            let words = span.get(text).unwrap_or_default();
            if !undated {
                return Arc::new(label_words(words));
            }
            // `Less than 1 year`, `2–5 years` name a column and date nothing.
            let periods = period::find(words, &Anchor::default());
            let dates = periods.iter().filter(|mention| super::periods::is_placed(&mention.period));
            let mut told = label_words(&without(words, dates.map(|mention| mention.span)));
            told.retain(|word| !period::is_calendar_word(word));
            Arc::new(told)
        };
        Arc::clone(self.labels.entry((span, undated)).or_insert_with(read))
    }

    fn wide(&mut self, table: Option<usize>, section: Option<usize>) -> Words {
        let document = self.document;
        let read = || {
            let caption = table.and_then(|table| document.tables.get(table)?.caption?.get(&document.text));
            let path = section.map(|section| document.section_path(section)).unwrap_or_default();
            let source = document.source.as_deref().unwrap_or_default();
            let around = format!("{} {path} {} {source}", caption.unwrap_or_default(), document.title);
            Arc::new(label_words(&around))
        };
        Arc::clone(self.wide.entry((table, section)).or_insert_with(read))
    }
}

/// What a sentence says right behind a number, up to the next mark or number.
fn behind<'t>(text: &'t str, stored: &StoredFigure) -> &'t str {
    let figure = &stored.figure;
    let rest = text.get(figure.quantity.span.end..figure.sentence.end).unwrap_or_default();
    let ends =
        |c: char| matches!(c, ',' | ';' | '.' | ':' | '(' | ')' | '，' | '。' | '；') || c.is_numeric();
    &rest[..rest.find(ends).unwrap_or(rest.len())]
}

/// The name of a row that has no values: it heads the rows below it.
fn group_name(row: &corpus::Row) -> Option<Span> {
    let mut named = row.cells.iter().filter(|cell| !cell.span.is_empty());
    let first = named.next()?;
    named.next().is_none().then_some(first.span)
}

/// All headers over a row's column.
fn headers(document: &Document, row: &Row) -> Vec<Span> {
    headers_at(document, row, row.column)
}

fn headers_at(document: &Document, row: &Row, column: usize) -> Vec<Span> {
    let Some(table) = document.tables.get(row.table) else { return Vec::new() };
    let cells = table.headers_over(row.at).iter().filter_map(|header| header.cell_at(column));
    cells.map(|cell| cell.span).filter(|span| !span.is_empty()).collect()
}
