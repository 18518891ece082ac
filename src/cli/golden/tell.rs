//! What is expected and what came, each in one line and in the same words, so that they can be laid side by side.

use rust_decimal::Decimal;

use super::set::{Expected, Status};
use crate::answer::{self, Answer, Cited};
use crate::quantity::Amount;
use crate::render::amount::{decimal, in_words};
use crate::render::{plain, printable};

/// How many spans of a reply are told.
const TOLD: usize = 3;

pub(super) fn expected(expected: &Expected) -> String {
    match expected.status {
        Status::NotFound => return "not found".to_owned(),
        Status::Unclear => return "unclear".to_owned(),
        Status::Answered => {}
    }
    let number = |name: &str, value: Option<_>| value.map(|value| format!("{name} {}", decimal(value)));
    let text = |name: &str, text: &Option<String>| text.as_ref().map(|text| format!("{name} {text}"));
    let parts = [
        number("value", expected.value),
        number("low", expected.low),
        number("high", expected.high),
        text("unit", &expected.unit),
        expected.starts.map(|day| format!("starts {day}")),
        expected.ends.map(|day| format!("ends {day}")),
        text("entity", &expected.entity),
        text("figure_kind", &expected.figure_kind),
        quoted(&expected.words),
        documents(expected.documents.iter().map(String::as_str)),
    ];
    joined("answered", parts)
}

pub(super) fn came(answer: &Answer) -> String {
    let without =
        |status: &str| joined(status, [Some(answer.reason.clone()).filter(|reason| !reason.is_empty())]);
    match answer.status {
        answer::Status::NotFound => without("not found"),
        answer::Status::Unclear => without("unclear"),
        answer::Status::Error => without("error"),
        answer::Status::Answered => match answer.figures.first() {
            Some(first) => figure(first, answer),
            None => joined(
                "answered",
                [
                    quoted(spans(answer)),
                    documents(answer.citations.iter().map(|citation| citation.document.as_str())),
                ],
            ),
        },
    }
}

/// `derived` for a computed figure, else how the report means it.
pub(super) fn kind(cited: &Cited) -> Option<&'static str> {
    if cited.derived { Some("derived") } else { cited.figure.kind.map(plain::kind_word) }
}

/// The exact amount, or the sides of a range.
pub(super) fn sides(amount: &Amount) -> (Option<Decimal>, Option<Decimal>, Option<Decimal>) {
    match *amount {
        Amount::Exact(value) => (Some(value), None, None),
        Amount::Range { low, high } => (None, low, high),
    }
}

/// The reports that a figure stands on: its own citation and, where it is computed, those of what went in.
pub(super) fn documents_of<'a>(cited: &Cited, answer: &'a Answer) -> Vec<&'a str> {
    let operands =
        answer.derivation.iter().filter(|_| cited.derived).flat_map(|derivation| &derivation.operands);
    let operands = operands.filter_map(|operand| answer.figures.get(operand.checked_sub(1)?));
    let numbers = std::iter::once(cited.citation).chain(operands.map(|operand| operand.citation));
    let citations = numbers.filter_map(|number| answer.citations.get(number.checked_sub(1)?));
    citations.map(|citation| citation.document.as_str()).collect()
}

/// What a reply shows of its computed figures.
pub(super) fn computed(answer: &Answer) -> impl Iterator<Item = String> + '_ {
    let derived = answer.figures.iter().filter(|cited| cited.derived);
    derived.map(|cited| in_words(&cited.figure.quantity, ""))
}

fn figure(cited: &Cited, answer: &Answer) -> String {
    let figure = &cited.figure;
    let period = figure.period.as_ref().map(|placed| &placed.period);
    let side = |name: &str, value: Option<_>| value.map(|value| format!("{name} {}", decimal(value)));
    let (value, low, high) = sides(&figure.quantity.amount);
    let unit = figure.quantity.unit.as_ref().map(|unit| match &unit.per {
        Some(per) => format!("unit {} per {per}", unit.name),
        None => format!("unit {}", unit.name),
    });
    let parts = [
        side("value", value),
        side("low", low),
        side("high", high),
        unit,
        period.and_then(|period| period.start).map(|day| format!("starts {day}")),
        period.and_then(|period| period.end).map(|day| format!("ends {day}")),
        figure.entity.as_ref().map(|entity| format!("entity {entity}")),
        kind(cited).map(|kind| format!("figure_kind {kind}")),
        answer.derivation.as_ref().map(|derivation| format!("computed {}", derivation.expression)),
        quoted(spans(answer)),
        documents(documents_of(cited, answer).into_iter()),
    ];
    joined("answered", parts)
}

fn spans(answer: &Answer) -> &[String] {
    &answer.spans[..answer.spans.len().min(TOLD)]
}

fn quoted(texts: &[String]) -> Option<String> {
    let quoted: Vec<String> = texts.iter().map(|text| format!("“{text}”")).collect();
    (!quoted.is_empty()).then(|| format!("words {}", quoted.join(", ")))
}

fn documents<'a>(paths: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut named: Vec<&str> = Vec::new();
    for path in paths {
        if !named.contains(&path) {
            named.push(path);
        }
    }
    (!named.is_empty()).then(|| format!("document {}", named.join(", ")))
}

/// The parts after the status, in one line that is safe to show.
fn joined<const N: usize>(status: &str, parts: [Option<String>; N]) -> String {
    let said: Vec<String> = std::iter::once(status.to_owned()).chain(parts.into_iter().flatten()).collect();
    on_one_line(&said.join(" · "))
}

/// A text without line breaks and whatever else moves a line.
pub(super) fn on_one_line(text: &str) -> String {
    printable(text, &[]).0.split_whitespace().collect::<Vec<_>>().join(" ")
}
