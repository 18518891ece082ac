//! `footnote series`: one figure over time.

use anyhow::Context;
use serde_json::Value;

use super::arguments::{By, SeriesArguments, SeriesFormat};
use super::library::Library;
use super::places::Places;
use super::run::Outcome;
use super::streams;
use crate::answer::Slots;
use crate::period::Length;
use crate::render::{chart, json, series};
use crate::text::Language;

/// Prints a series, and writes its chart where that is asked for.
///
/// # Errors
/// When there is nothing to answer from, or a file cannot be written.
pub(super) fn run(typed: &SeriesArguments, places: &Places) -> anyhow::Result<Outcome> {
    let library = Library::open(places)?;
    let slots = Slots { entity: typed.entity.clone(), metric: typed.metric.clone(), ..Slots::default() };
    let found = library.engine.series(&slots, typed.by.map(length));
    let language = Language::of(&slots.question());
    if let Some(file) = typed.png.as_ref().filter(|_| !found.points.is_empty()) {
        let picture = chart::chart(&found, language)?;
        std::fs::write(file, picture).with_context(|| format!("cannot write `{}`", file.display()))?;
        streams::remark(&series::alt(&found, language));
    }
    streams::print(&match typed.format {
        SeriesFormat::Text => series::text(&found, language),
        SeriesFormat::Json => json::answer(&Value::Null, &found.answer),
        SeriesFormat::Csv => series::csv(&found)?.trim_end().to_owned(),
    })?;
    Ok(if found.points.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

fn length(by: By) -> Length {
    match by {
        By::Month => Length::Month,
        By::Quarter => Length::Quarter,
        By::Half => Length::Half,
        By::Year => Length::Year,
    }
}
