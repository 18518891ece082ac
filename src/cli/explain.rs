//! How a question and the figures of its answer were read, for `--explain`.

use std::fmt::Write;

use crate::answer::{Answer, Cited};
use crate::figures::PeriodFrom;
use crate::period::Period;
use crate::question::{Intent, Known, Question};
use crate::render::plain::kind_word;

/// How the question was read, and a line a figure: what it was taken for, and where each part of that comes from.
pub(super) fn reading(question: &Question, answer: &Answer, trace: &[String]) -> String {
    let mut said = format!("answer {} took {} µs", answer.id, answer.elapsed_us);
    let intent = match question.intent {
        Intent::Figure => "an amount",
        Intent::Change => "a change",
        Intent::Count => "a count",
        Intent::Passage => "the sentence that says it",
        Intent::When => "a date",
    };
    let entities = question.entities.iter().map(|asked| match asked.known {
        Known::Measured => asked.name.clone(),
        Known::Mentioned => format!("{} (mentioned without figures)", asked.name),
        Known::Unknown => format!("{} (not in the library)", asked.name),
    });
    let metrics =
        question.metrics.iter().map(|metric| metric.key.clone().unwrap_or_else(|| metric.name.clone()));
    let periods = question.periods.iter().map(|mention| period(&mention.period));
    let _ = write!(said, "\n  asks for {intent}");
    for (part, values) in [
        ("of", list(entities)),
        ("metric", list(metrics)),
        ("period", list(periods)),
        ("other words", list(question.words.iter().cloned())),
    ] {
        let _ = write!(said, "\n  {part}: {values}");
    }
    for line in trace {
        let _ = write!(said, "\n    {line}");
    }
    for (at, cited) in answer.figures.iter().enumerate() {
        let _ = write!(said, "\n  {}. {}", at + 1, figure(cited));
    }
    for near in &answer.near_misses {
        let _ = write!(said, "\n  near: {}", near.label);
    }
    said
}

fn list(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.collect();
    if values.is_empty() { "any".to_owned() } else { values.join(", ") }
}

fn period(period: &Period) -> String {
    match (period.start, period.end) {
        (Some(start), Some(end)) => format!("{} ({start} to {end})", period.label),
        _ => format!("{} (no dates)", period.label),
    }
}

fn figure(cited: &Cited) -> String {
    let figure = &cited.figure;
    let metric = figure.metric.as_ref().map(|metric| match &metric.key {
        Some(key) => format!("{} ({key})", metric.name),
        None => format!("{} (not in the lexicon)", metric.name),
    });
    let period = figure.period.as_ref().map(|placed| {
        let from = match placed.from {
            PeriodFrom::Stated => "stated",
            PeriodFrom::Carried => "carried from before",
            PeriodFrom::Document => "the document's",
        };
        format!("{} ({from})", placed.period.label)
    });
    let known = [
        ("entity", figure.entity.clone()),
        ("metric", metric),
        ("period", period),
        ("kind", figure.kind.map(|kind| kind_word(kind).to_owned())),
    ];
    let known =
        known.into_iter().map(|(part, value)| format!("{part} {}", value.as_deref().unwrap_or("unknown")));
    format!("`{}` [{}]: {}", cited.text, cited.citation, known.collect::<Vec<_>>().join(", "))
}
