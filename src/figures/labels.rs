//! What the headers, stubs and captions of a table name.

use super::focus::Focus;
use super::names::Names;
use super::{Basis, Kind, Metric, PeriodFrom, Placed, identifiers};
use crate::corpus::{Document, Table};
use crate::lexicon::{Cue, Lexicon, TermMention, without_opposite};
use crate::period::{self, Anchor, Length, Mention, Reference};
use crate::quantity::{self, Note, Unit, UnitKind};
use crate::text::{Span, WordKind, fold, sentences, without, words};

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
pub(super) struct Label {
    pub(super) span: Option<Span>,
    pub(super) metric: Option<Metric>,
    pub(super) entity: Option<String>,
    pub(super) period: Option<Placed>,
    pub(super) note: Option<Note>,
    pub(super) change: Option<Option<Basis>>,
    /// Where the document states the scale of its tables, when the table does not.
    pub(super) stated: Option<Span>,
    /// Its words do no more than say when, as `Full year` does.
    pub(super) only_dates: bool,
    /// The part of a measure that a column, or another cell of the same row, names: `Private Banking`.
    pub(super) part: Option<String>,
    /// Another cell of the same row names whose it is.
    pub(super) owned: bool,
    /// The column holds what was told before: `Previous`.
    pub(super) earlier: bool,
    /// Which telling of the same figures a column holds: `As previously reported`, `As restated`.
    pub(super) version: Option<Kind>,
    /// The column numbers the notes to its rows.
    pub(super) refers: bool,
}

/// What the cell of a column of units says of its row: `EUR m`, `%`.
pub(super) fn unit_of(cell: &str) -> Option<Note> {
    let words = !cell.contains(|c: char| c.is_ascii_digit());
    quantity::find_note(cell)
        .filter(|note| words && (note.unit.is_some() || note.scale != quantity::Scale::One))
}

/// The currency that all money cells of a table print, for the cells beside them that print none.
pub(super) fn currency(text: &str, table: &Table) -> Option<Unit> {
    let cells = table.rows.iter().filter(|row| !row.header).flat_map(|row| &row.cells);
    let mut units = cells.filter_map(|cell| match quantity::find_in_cell(cell.span.slice(text)) {
        quantity::Cell::Quantity(number) => number.unit.filter(Unit::is_money),
        quantity::Cell::Nothing | quantity::Cell::Other => None,
    });
    let first = units.next()?;
    units.all(|unit| unit.name == first.name).then_some(Unit { per: None, ..first })
}

/// What caption, section heading and title say for the whole table.
pub(super) fn around(document: &Document, table: &Table, context: &Context<'_>) -> Label {
    let text = document.text.as_str();
    let mut around = Label::default();
    let corner =
        table.rows.iter().filter(|row| row.header).flat_map(|row| row.cells.first()).map(|cell| cell.span);
    // A title says what the report is about, not what a table in it measures.
    let heading = table
        .section
        .map(|section| document.sections[section].heading)
        .filter(|heading| heading.slice(text) != document.title);
    let stated = super::stated::note(document, table);
    // `The effect on the quarter ended … was as follows:` says more of the table than what stands before it.
    let introduces = table.caption.and_then(|caption| introduction(text, caption));
    for span in introduces
        .into_iter()
        .chain(table.caption)
        .chain(corner)
        .chain(heading)
        .filter(|span| !span.is_empty())
    {
        let mut told = label(text, span, context);
        let given = |placed: &Placed| placed.period.length == Length::Instant;
        // `the outlook given on 10 December`: a day says when guidance was given, not for when.
        told.period = told.period.filter(|placed| context.lent != Some(Kind::Guidance) || !given(placed));
        if let Some(metric) = &mut told.metric
            && let Some(term) = context.lexicon.metrics(span.slice(text)).first()
        {
            metric.name = term.span.slice(span.slice(text)).to_owned();
        }
        around.add(told);
    }
    around.metric = around.metric.or_else(|| counted_in_corner(text, table, context));
    let scaled = around.note.as_ref().is_some_and(|note| note.scale != quantity::Scale::One);
    if let Some((note, span)) = stated.filter(|_| !scaled) {
        around.note = Some(around.note.take().unwrap_or_default().completed(note));
        around.stated = Some(span);
    }
    around
}

/// The last of several sentences of a caption, where it leads on to the table.
fn introduction(text: &str, caption: Span) -> Option<Span> {
    let words = caption.slice(text);
    let all = sentences(words);
    let last = all.last().filter(|_| all.len() > 1)?;
    words.trim_end().ends_with([':', '：']).then(|| last.shifted(caption.start))
}

/// `Gold produced (ounces)` over the names of mines: what all cells of the table count.
fn counted_in_corner(text: &str, table: &Table, context: &Context<'_>) -> Option<Metric> {
    let corner = table.rows.iter().take_while(|row| row.header).filter_map(|row| row.cells.first());
    let things = |corner: &&str| {
        let noted = quantity::find_note(corner).and_then(|note| note.unit);
        let thing = |unit: &Unit| matches!(unit.kind, UnitKind::Physical | UnitKind::Count);
        noted.as_ref().is_some_and(thing) || super::cell_units::counted(corner).is_some()
    };
    let mut corner = corner.map(|cell| cell.span.slice(text)).filter(things);
    let name = without_note(corner.next()?);
    let metric = context.lexicon.metrics(&name).into_iter().next().map(|term| term.key.to_owned());
    (!context.lexicon.only_narrows(&name)).then_some(Metric { name, key: metric })
}

/// `Segment | Revenue | YoY`: a change column speaks of the metric column left of it.
pub(super) fn left_metric(columns: &[Label], column: usize) -> Option<&Label> {
    columns
        .get(..column)?
        .iter()
        .rev()
        .find(|label| label.metric.as_ref().is_some_and(|metric| metric.key.is_some()))
}

pub(super) fn label(text: &str, span: Span, context: &Context<'_>) -> Label {
    let printed = &*identifiers::spelled(span.slice(text), context.lexicon);
    let slice = &*without_opposite(printed);
    let cues = context.lexicon.cues(slice);
    let basis = cues.iter().find_map(|mention| match mention.cue {
        Cue::YearOverYear => Some(Some(Basis::YearOverYear)),
        Cue::QuarterOverQuarter => Some(Some(Basis::QuarterOverQuarter)),
        _ => None,
    });
    let moves =
        cues.iter().any(|mention| matches!(mention.cue, Cue::Moves(_) | Cue::Differs)).then_some(None);
    let terms = context.lexicon.metrics(slice);
    let term = terms.into_iter().find(|term| !only_qualifies(slice, term, context.lexicon));
    let entity = context.names.find(text, span).into_iter().next().map(|named| named.name);
    let dated = period::with_short_years(slice);
    let periods = period::find(&dated, context.anchor);
    let periods = match period::straddling(slice) {
        Some(year) => vec![Mention { span: Span::new(0, dated.len()), ..year }],
        None => periods,
    };
    let undated = without(&dated, periods.iter().map(|mention| mention.span));
    let only_dates = !periods.is_empty() && !undated.contains(char::is_alphanumeric);
    let period = periods.into_iter().find(|mention| mention.reference == Reference::Own);
    Label {
        span: Some(span),
        metric: term.map(|term| Metric { name: without_note(slice), key: Some(term.key.to_owned()) }),
        entity,
        period: period.map(|mention| Placed { period: mention.period, from: PeriodFrom::Stated }),
        note: quantity::find_note(&undated).filter(|note| !is_part_of_a_date(&undated, note)),
        change: basis.or(moves),
        only_dates,
        ..Label::default()
    }
}

/// `Medical and employee benefits`, 来自外部客户之收益: a thing named before another noun is not what is measured.
fn only_qualifies(label: &str, term: &TermMention<'_>, lexicon: &Lexicon) -> bool {
    if label[term.span.end..].starts_with(['的', '之']) {
        return true;
    }
    let counts = lexicon.metric(term.key).is_some_and(|term| term.units == [UnitKind::Count]);
    let behind = &label[term.span.end..];
    counts
        && words(behind).next().is_some_and(|word| {
            let next = word.span.slice(behind);
            behind[..word.span.start].trim().is_empty()
                && word.kind == WordKind::Letters
                && !lexicon.is_stop_word(&fold(next))
                && !lexicon.is_verb(&fold(next))
        })
}

/// `Quarter` below `First`, `Year`: half of a date, and no unit of what stands below.
fn is_part_of_a_date(label: &str, note: &Note) -> bool {
    note.unit
        .as_ref()
        .is_some_and(|unit| unit.kind == UnitKind::Duration && label.trim().eq_ignore_ascii_case(&unit.name))
}

/// `Tencent capital expenditure` of Tencent is its capital expenditure.
pub(super) fn unowned(metric: Metric, entity: Option<&str>) -> Metric {
    let bare = entity.and_then(|entity| metric.name.strip_prefix(entity)).map(str::trim_start);
    match bare.filter(|bare| !bare.is_empty()) {
        Some(bare) => Metric { name: bare.trim_start_matches("'s ").to_owned(), key: metric.key },
        None => metric,
    }
}

/// A label without its unit note or footnote marks: `Revenue (RMB mn) [1]` is `Revenue`.
pub(super) fn without_note(label: &str) -> String {
    let label = &*without_opposite(label);
    let bracket = label.find(['(', '（', '[', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '*', '†', '‡']);
    let bracket = bracket.filter(|at| *at > 0);
    let told = label.find(", ").filter(|at| quantity::find_note(&label[*at..]).is_some());
    let cut = bracket.into_iter().chain(told).min().unwrap_or(label.len());
    label[..cut].trim().trim_end_matches([':', '：']).to_owned()
}

impl Label {
    /// Whether it says nothing but a name of its own.
    pub(super) fn is_unknown(&self) -> bool {
        self.metric.is_none()
            && self.entity.is_none()
            && self.period.is_none()
            && self.note.is_none()
            && self.change.is_none()
    }

    /// Adds what another header of the same column names; the first to name a thing keeps it.
    pub(super) fn add(&mut self, other: Self) {
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
