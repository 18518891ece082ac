//! What a text or a report says in numbers, as one line.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::line;
use super::members::{ChangeMember, PeriodMember, change, unit_in_full, values};
use crate::corpus::Document;
use crate::figures::{Figure, Kind, Reading, Role};
use crate::period::Mention;
use crate::quantity::{Bound, SetAside};

/// What one text says in numbers, as one line.
#[must_use]
pub fn reading(id: &Value, text: &str, reading: &Reading) -> String {
    line(&ReadingLine { id, reading: ReadingMembers::new(text, reading), error: None })
}

/// The line for an input that holds no text to read.
#[must_use]
pub fn failed_reading(id: &Value, message: &str) -> String {
    line(&ReadingLine { id, reading: ReadingMembers::default(), error: Some(message) })
}

/// All figures of one report; offsets count in its canonical `text`.
#[must_use]
pub fn document(document: &Document, reading: &Reading) -> String {
    line(&DocumentLine {
        document: &document.path,
        title: &document.title,
        date: document.date.as_ref().map(|found| found.date),
        text: &document.text,
        reading: ReadingMembers::new(&document.text, reading),
    })
}

#[derive(Serialize)]
struct ReadingLine<'a> {
    id: &'a Value,
    #[serde(flatten)]
    reading: ReadingMembers<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
}

#[derive(Serialize)]
struct DocumentLine<'a> {
    document: &'a str,
    title: &'a str,
    date: Option<Date>,
    text: &'a str,
    #[serde(flatten)]
    reading: ReadingMembers<'a>,
}

#[derive(Serialize, Default)]
struct ReadingMembers<'a> {
    figures: Vec<FigureMember<'a>>,
    periods: Vec<MentionMember<'a>>,
    set_aside: Vec<SetAsideMember<'a>>,
}

impl<'a> ReadingMembers<'a> {
    fn new(text: &'a str, reading: &'a Reading) -> Self {
        Self {
            figures: reading.figures.iter().map(|figure| FigureMember::new(text, figure)).collect(),
            periods: reading.periods.iter().map(MentionMember::new).collect(),
            set_aside: reading.set_aside.iter().map(SetAsideMember::new).collect(),
        }
    }
}

#[derive(Serialize)]
struct FigureMember<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<String>,
    per: Option<&'a str>,
    bound: Option<Bound>,
    change: Option<ChangeMember>,
    role: Role,
    metric: Option<&'a str>,
    entity: Option<&'a str>,
    period: Option<PeriodMember<'a>>,
    kind: Option<Kind>,
}

impl<'a> FigureMember<'a> {
    fn new(text: &'a str, figure: &'a Figure) -> Self {
        let quantity = &figure.quantity;
        let (value, low, high) = values(&quantity.amount);
        Self {
            start: quantity.span.start,
            end: quantity.span.end,
            text: quantity.span.get(text).unwrap_or_default(),
            value,
            low,
            high,
            unit: quantity.unit.as_ref().map(unit_in_full),
            per: quantity.unit.as_ref().and_then(|unit| unit.per.as_deref()),
            bound: quantity.bound,
            change: change(figure),
            role: figure.role,
            metric: figure.metric.as_ref().map(|metric| metric.name.as_str()),
            entity: figure.entity.as_deref(),
            period: period(text, figure),
            kind: figure.kind,
        }
    }
}

/// The figure's period; for a change without one, the comparison in its own words (`year-over-year`), undated.
fn period<'a>(text: &'a str, figure: &'a Figure) -> Option<PeriodMember<'a>> {
    let compared = || Some(PeriodMember::undated(figure.compared?.get(text)?));
    figure.period.as_ref().map(|placed| PeriodMember::new(&placed.period)).or_else(compared)
}

#[derive(Serialize)]
struct MentionMember<'a> {
    at: [usize; 2],
    #[serde(flatten)]
    period: PeriodMember<'a>,
}

impl<'a> MentionMember<'a> {
    fn new(mention: &'a Mention) -> Self {
        Self { at: [mention.span.start, mention.span.end], period: PeriodMember::new(&mention.period) }
    }
}

#[derive(Serialize)]
struct SetAsideMember<'a> {
    start: usize,
    end: usize,
    why: &'a str,
}

impl<'a> SetAsideMember<'a> {
    fn new(set_aside: &'a SetAside) -> Self {
        Self { start: set_aside.span.start, end: set_aside.span.end, why: &set_aside.why }
    }
}
