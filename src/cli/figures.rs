//! `footnote figures`: what texts or a report say in numbers, before any question.

use std::fmt::Write;
use std::path::Path;

use jiff::civil::Date;

use super::arguments::{FiguresArguments, Format};
use super::batch::{self, Members};
use super::places::{self, Places};
use super::run::Outcome;
use super::{library, streams};
use crate::corpus::{self, Document};
use crate::figures::{self, Figure, Reading};
use crate::lexicon::Lexicon;
use crate::render::plain::{self, counted};
use crate::render::{amount, json};
use crate::text::Span;

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
        Format::Text => shown(&document, &reading),
        Format::Json => json::document(&document, &reading),
    })?;
    Ok(())
}

/// The report with its figures marked, the table of them, and what was set aside.
fn shown(document: &Document, reading: &Reading) -> String {
    let marks: Vec<Span> = reading.figures.iter().map(|figure| figure.quantity.span).collect();
    let paint = streams::paint();
    let mut shown = plain::marked(&document.text, &marks, paint);
    let _ = write!(shown, "\n\n{}", counted(reading.figures.len(), "figure"));
    for figure in &reading.figures {
        let _ = write!(shown, "\n{}", row(&document.text, figure));
    }
    let _ = write!(shown, "\n\n{} set aside", counted(reading.set_aside.len(), "number"));
    for passed in &reading.set_aside {
        let words = passed.span.get(&document.text).unwrap_or_default();
        let _ = write!(shown, "\n{}", plain::marked(&format!("  {words}: {}", passed.why), &[], paint));
    }
    shown
}

/// One figure of the table: its words, its amount, and whose, of what, when and of which kind it is.
fn row(text: &str, figure: &Figure) -> String {
    let printed = figure.quantity.span.get(text).unwrap_or_default();
    let unknown = || "?".to_owned();
    let columns = [
        printed.to_owned(),
        amount::in_words(&figure.quantity, printed),
        figure.entity.clone().unwrap_or_else(unknown),
        figure.metric.as_ref().map_or_else(unknown, |metric| metric.name.clone()),
        figure.period.as_ref().map_or_else(unknown, |placed| placed.period.label.clone()),
        figure.kind.map_or_else(unknown, |kind| plain::kind_word(kind).to_owned()),
    ];
    plain::marked(&format!("  {}", columns.join(" | ")).replace('\n', " "), &[], plain::Paint::Plain)
}
