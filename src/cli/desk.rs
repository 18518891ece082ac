//! `footnote compare`, `sources`, `timeline` and `check`: what a chat offers beside questions, from a terminal.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};

use super::arguments::{CompareArguments, FilterArguments};
use super::library::Library;
use super::places::Places;
use super::run::Outcome;
use super::streams;
use crate::answer::{Filter, Slots, Status};
use crate::render::desk;
use crate::text::Language;

/// Prints two figures beside each other.
///
/// # Errors
/// When two figures are not named, or there is nothing to answer from.
pub(super) fn compare(typed: &CompareArguments, places: &Places) -> anyhow::Result<Outcome> {
    let slots = |at: usize| {
        let of = |list: &[String]| list.get(at).or(list.last()).cloned().unwrap_or_default();
        Slots { entity: of(&typed.entities), metric: typed.metric.clone(), period: of(&typed.periods) }
    };
    let (one, two) = (slots(0), slots(1));
    if one == two {
        bail!("two figures are needed\nname two companies with --of, or two periods with --in");
    }
    let comparison = Library::open(places)?.engine.compare(&one, &two);
    streams::print(&desk::comparison(&comparison, Language::of(&one.question())))?;
    Ok(outcome(comparison.answer.status == Status::Answered))
}

/// Prints the reports that pass a filter.
///
/// # Errors
/// When there is nothing to answer from.
pub(super) fn sources(typed: &FilterArguments, places: &Places) -> anyhow::Result<Outcome> {
    let sources = Library::open(places)?.engine.sources(&filter(typed));
    streams::print(&desk::sources(&sources, Language::English))?;
    Ok(outcome(!sources.reports.is_empty()))
}

/// Prints the events that pass a filter.
///
/// # Errors
/// When there is nothing to answer from.
pub(super) fn timeline(typed: &FilterArguments, places: &Places) -> anyhow::Result<Outcome> {
    let timeline = Library::open(places)?.engine.timeline(&filter(typed));
    streams::print(&desk::timeline(&timeline, Language::English))?;
    Ok(outcome(!timeline.events.is_empty()))
}

/// Prints what the library says to the figures of a text.
///
/// # Errors
/// When the text cannot be read, or there is nothing to answer from.
pub(super) fn check(file: &Path, places: &Places) -> anyhow::Result<Outcome> {
    let mut read = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_end(&mut read).context("cannot read standard input")?;
    } else {
        read = std::fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    }
    let post = String::from_utf8_lossy(&read);
    let check = Library::open(places)?.engine.check(&post);
    streams::print(&desk::check(&check, Language::of(&post)))?;
    Ok(Outcome::Done)
}

fn filter(typed: &FilterArguments) -> Filter {
    Filter {
        words: typed.words.join(" "),
        company: typed.company.clone().unwrap_or_default(),
        tag: typed.tag.clone().unwrap_or_default(),
        year: typed.year,
    }
}

fn outcome(found: bool) -> Outcome {
    if found { Outcome::Done } else { Outcome::NothingFound }
}
