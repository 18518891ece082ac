//! `footnote index`: the index brought up to date with the corpus, and what that came to.

use std::fmt::Write;

use super::arguments::{Format, IndexArguments};
use super::places::Places;
use super::run::Outcome;
use super::{library, streams};
use crate::index::{Summary, Update};
use crate::render::amount::decimal;
use crate::render::plain::counted;
use crate::render::printable;

/// Prints the summary of an update. Files that could not be read are part of it, not a failure.
///
/// # Errors
/// When the index cannot be brought up to date.
pub(super) fn run(typed: &IndexArguments, places: &Places) -> anyhow::Result<Outcome> {
    let corpus = library::corpus(places);
    let summary = library::update(&corpus, &places.index, Update { rebuild: typed.rebuild })?;
    streams::print(&match typed.format.format {
        Format::Text => text(&summary),
        Format::Json => serde_json::to_string(&summary)?,
    })?;
    Ok(Outcome::Done)
}

fn text(summary: &Summary) -> String {
    let Summary { added, changed, unchanged, removed, .. } = summary;
    let mut text = format!(
        "{}: {added} added, {changed} changed, {unchanged} unchanged, {removed} removed\n\
         {}, {}, {} set aside\n\
         generation {} in {:.2} s",
        counted(summary.documents, "document"),
        counted(summary.passages, "passage"),
        counted(summary.figures, "figure"),
        counted(summary.set_aside, "number"),
        decimal(summary.generation.into()),
        summary.elapsed.as_secs_f64(),
    );
    for problem in &summary.problems {
        let _ = write!(text, "\nnot read: {}", printable(&problem.reason, &[]).0.replace('\n', "; "));
    }
    text
}
