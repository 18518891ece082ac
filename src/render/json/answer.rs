//! One answer as one line.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::line;
use super::members::{ChangeMember, PeriodMember, change, unit, values};
use crate::answer::{Answer, Citation, Cited, Conflict, Derivation, NearMiss, Status};
use crate::quantity::{Bound, Unit, UnitKind};
use crate::render::{amount, plain};

/// One answer as one line; `id` is the asker's own and comes back unchanged.
#[must_use]
pub fn answer(id: &Value, answer: &Answer) -> String {
    line(&AnswerLine {
        id,
        status: status(answer.status),
        text: &plain::reply(answer, plain::Paint::Plain),
        spans: &answer.spans,
        figures: answer.figures.iter().map(CitedMember::new).collect(),
        derivation: answer.derivation.as_ref().map(DerivationMember::new),
        citations: (1..)
            .zip(&answer.citations)
            .map(|(n, citation)| CitationMember::new(n, citation))
            .collect(),
        conflicts: answer.conflicts.iter().map(ConflictMember::new).collect(),
        near_misses: answer.near_misses.iter().map(NearMissMember::new).collect(),
        answer_id: Some(&answer.id),
        generation: Some(answer.library.generation),
        elapsed_us: answer.elapsed_us,
        reason: &answer.reason,
    })
}

/// The answer to a line that is no question.
#[must_use]
pub fn failed_answer(id: &Value, message: &str) -> String {
    line(&AnswerLine {
        id,
        status: status(Status::Error),
        text: message,
        reason: message,
        ..AnswerLine::empty()
    })
}

static NO_ID: Value = Value::Null;

#[derive(Serialize)]
struct AnswerLine<'a> {
    id: &'a Value,
    status: &'static str,
    text: &'a str,
    spans: &'a [String],
    figures: Vec<CitedMember<'a>>,
    derivation: Option<DerivationMember<'a>>,
    citations: Vec<CitationMember<'a>>,
    conflicts: Vec<ConflictMember<'a>>,
    near_misses: Vec<NearMissMember<'a>>,
    answer_id: Option<&'a str>,
    generation: Option<u64>,
    elapsed_us: u64,
    reason: &'a str,
}

impl AnswerLine<'_> {
    fn empty() -> Self {
        Self {
            id: &NO_ID,
            status: "",
            text: "",
            spans: &[],
            figures: Vec::new(),
            derivation: None,
            citations: Vec::new(),
            conflicts: Vec::new(),
            near_misses: Vec::new(),
            answer_id: None,
            generation: None,
            elapsed_us: 0,
            reason: "",
        }
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Answered => "answered",
        Status::NotFound => "not_found",
        Status::Unclear => "unclear",
        Status::Error => "error",
    }
}

#[derive(Serialize)]
struct CitedMember<'a> {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<String>,
    per: Option<&'a str>,
    scale: &'static str,
    text: Cow<'a, str>,
    entity: Option<&'a str>,
    metric: Option<&'a str>,
    period: Option<PeriodMember<'a>>,
    change: Option<ChangeMember>,
    kind: Option<&'static str>,
    bound: Option<Bound>,
    citation: usize,
}

impl<'a> CitedMember<'a> {
    fn new(cited: &'a Cited) -> Self {
        let figure = &cited.figure;
        let quantity = &figure.quantity;
        let (value, low, high) = values(&quantity.amount);
        let scale = amount::in_scale(amount::leading_value(&quantity.amount), quantity.scale);
        Self {
            value,
            low,
            high,
            unit: quantity.unit.as_ref().map(|unit| noun_or_unit(unit, &cited.text)),
            per: quantity.unit.as_ref().and_then(|unit| unit.per.as_deref()),
            scale: amount::scale_word(scale),
            text: match cited.derived {
                true => amount::in_words(quantity, "").into(),
                false => cited.text.as_str().into(),
            },
            entity: figure.entity.as_deref(),
            metric: figure.metric.as_ref().map(|metric| metric.name.as_str()),
            period: figure.period.as_ref().map(|placed| PeriodMember::new(&placed.period)),
            change: change(figure),
            kind: if cited.derived { Some("derived") } else { figure.kind.map(plain::kind_word) },
            bound: quantity.bound,
            citation: cited.citation,
        }
    }
}

/// A counted noun in the number it is printed in (`downloads`), any other unit by its name.
fn noun_or_unit(counted: &Unit, printed: &str) -> String {
    let plural = format!("{}s", counted.name.replace('_', " "));
    let is_printed = counted.kind == UnitKind::Count && printed.to_lowercase().contains(&plural);
    if is_printed { plural } else { unit(counted) }
}

#[derive(Serialize)]
struct DerivationMember<'a> {
    expression: &'a str,
    operands: &'a [usize],
    rounding: &'a str,
}

impl<'a> DerivationMember<'a> {
    fn new(derivation: &'a Derivation) -> Self {
        Self {
            expression: &derivation.expression,
            operands: &derivation.operands,
            rounding: &derivation.rounding,
        }
    }
}

#[derive(Serialize)]
struct CitationMember<'a> {
    n: usize,
    document: &'a str,
    title: &'a str,
    date: Option<Date>,
    source: Option<&'a str>,
    section: &'a str,
    page: Option<u32>,
    url: Option<&'a str>,
    quote: &'a str,
    start: usize,
    end: usize,
    beside: &'a [String],
}

impl<'a> CitationMember<'a> {
    fn new(n: usize, citation: &'a Citation) -> Self {
        Self {
            n,
            document: &citation.document,
            title: &citation.title,
            date: citation.date,
            source: citation.source.as_deref(),
            section: &citation.section,
            page: citation.page,
            url: citation.url.as_deref(),
            quote: &citation.quote,
            start: citation.span.start,
            end: citation.span.end,
            beside: &citation.beside,
        }
    }
}

#[derive(Serialize)]
struct ConflictMember<'a> {
    figure: CitedMember<'a>,
    why: &'a str,
}

impl<'a> ConflictMember<'a> {
    fn new(conflict: &'a Conflict) -> Self {
        Self { figure: CitedMember::new(&conflict.figure), why: &conflict.why }
    }
}

#[derive(Serialize)]
struct NearMissMember<'a> {
    label: &'a str,
    figure: Option<CitedMember<'a>>,
}

impl<'a> NearMissMember<'a> {
    fn new(near: &'a NearMiss) -> Self {
        Self { label: &near.label, figure: near.figure.as_ref().map(CitedMember::new) }
    }
}
