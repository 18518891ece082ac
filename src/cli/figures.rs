//! `footnote figures`: what texts or a report say in numbers, before any question.

use std::path::Path;

use jiff::civil::Date;

use super::arguments::{FiguresArguments, Format};
use super::batch;
use super::members::Members;
use super::places::{self, Places};
use super::run::Outcome;
use super::{library, streams};
use crate::corpus;
use crate::figures;
use crate::lexicon::Lexicon;
use crate::render::{self, json};

/// Prints the figures of a batch of texts or of one report.
///
/// # Errors
/// When the input cannot be read or standard output cannot be written.
pub(super) fn run(typed: &FiguresArguments, places: &Places) -> anyhow::Result<Outcome> {
    let lexicon = Lexicon::load(&library::corpus(places))?;
    if let Some(file) = &typed.batch {
        return run_batch(file, &lexicon);
    }
    if let Some(path) = &typed.document {
        run_document(path, typed.format.format, places, &lexicon)?;
    }
    Ok(Outcome::Done)
}

fn run_batch(file: &Path, lexicon: &Lexicon) -> anyhow::Result<Outcome> {
    batch::run(file, text, |id, given| match given {
        Ok((text, date)) => json::reading(id, &text, &figures::read_text(&text, date, lexicon)),
        Err(problem) => json::failed_reading(id, &problem),
    })?;
    Ok(Outcome::Done)
}

fn text(members: &Members) -> Result<(String, Option<Date>), String> {
    Ok((members.text("text")?, members.date("date")?))
}

fn run_document(path: &Path, format: Format, places: &Places, lexicon: &Lexicon) -> anyhow::Result<()> {
    let (root, path) = places::report(&library::corpus(places), path)?;
    let document = corpus::load(&root, &path)?;
    let reading = figures::read_document(&document, lexicon);
    streams::print(&match format {
        Format::Text => render::reading(&document, &reading, streams::paint()),
        Format::Json => json::document(&document, &reading),
    })?;
    Ok(())
}
