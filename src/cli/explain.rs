//! How the figures of an answer were read, for `--explain`.

use std::fmt::Write;

use crate::answer::{Answer, Cited};
use crate::figures::PeriodFrom;
use crate::render::plain::kind_word;

/// A line a figure: what it was taken for, and where each part of that comes from.
pub(super) fn reading(answer: &Answer) -> String {
    let mut said = format!("answer {} took {} µs", answer.id, answer.elapsed_us);
    for (at, cited) in answer.figures.iter().enumerate() {
        let _ = write!(said, "\n  {}. {}", at + 1, figure(cited));
    }
    for near in &answer.near_misses {
        let _ = write!(said, "\n  passed over: {}", near.label);
    }
    said
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
