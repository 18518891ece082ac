//! `footnote eval`: a golden set against the library.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, anyhow};

use super::arguments::{EvalArguments, Format};
use super::golden::{self, Comparison, Form, Judged, Kept, Row, Tally};
use super::library::Library;
use super::places::Places;
use super::run::Outcome;
use super::streams;
use crate::render::plain::counted;

/// Asks every question of a set and prints what became of them. Set and earlier results are read whole before anything
/// is asked or written.
///
/// # Errors
/// When the set or the earlier results cannot be read, there is nothing to answer from, or the results cannot be
/// written.
pub(super) fn run(typed: &EvalArguments, places: &Places) -> anyhow::Result<Outcome> {
    let rows = set(typed)?;
    let before = typed.against.as_deref().map(kept).transpose()?;
    let library = Library::open(places)?;
    let judged: Vec<Judged<'_>> = rows.iter().map(|row| Judged::new(row, &library.ask(&row.ask))).collect();
    let comparison = before.map(|before| Comparison::new(&before, &judged));
    let saved = save_unless_lost(typed, &judged, comparison.as_ref());
    streams::print(&match typed.format.format {
        Format::Text => golden::text(&judged, comparison.as_ref()),
        Format::Json => golden::json(&judged, comparison.as_ref())?,
    })?;
    saved?;
    let shortfalls = shortfalls(typed, Tally::new(&judged), comparison.as_ref());
    shortfalls.iter().for_each(|shortfall| streams::remark(shortfall));
    Ok(if shortfalls.is_empty() { Outcome::Done } else { Outcome::Failed })
}

fn set(typed: &EvalArguments) -> anyhow::Result<Vec<Row>> {
    let file = &typed.file;
    let form = Form::of(file).with_context(|| {
        format!("cannot tell how `{}` is written\nname it .jsonl for JSON lines or .toml", file.display())
    })?;
    golden::parse(&read(file)?, form, typed.as_of).map_err(|problem| unusable(file, problem))
}

fn kept(file: &Path) -> anyhow::Result<Vec<Kept>> {
    Kept::parse(&read(file)?).map_err(|problem| unusable(file, problem))
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))
}

fn unusable(file: &Path, problem: String) -> anyhow::Error {
    anyhow!(problem).context(format!("cannot use `{}`", file.display()))
}

/// Saves the results, but never over the earlier ones that they fall behind: the next run would not see it.
fn save_unless_lost(
    typed: &EvalArguments,
    judged: &[Judged<'_>],
    comparison: Option<&Comparison>,
) -> anyhow::Result<()> {
    let Some(file) = &typed.save else { return Ok(()) };
    let is_lost = comparison.is_some_and(|comparison| comparison.lost().next().is_some());
    if is_lost && typed.against.as_deref().is_some_and(|before| is_same_file(before, file)) {
        streams::remark(&format!(
            "`{}` stays as it was: these results fall behind it\nname another file with --save to keep them",
            file.display()
        ));
        return Ok(());
    }
    save(file, &Kept::lines(judged)?).with_context(|| format!("cannot write `{}`", file.display()))
}

/// Writes beside the file and moves it there whole.
fn save(file: &Path, lines: &str) -> anyhow::Result<()> {
    let mut name = file.file_name().context("it is no name of a file")?.to_owned();
    name.push(format!(".{}.partial", std::process::id()));
    let partial = file.with_file_name(name);
    let written = File::create(&partial)
        .and_then(|mut file| file.write_all(lines.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&partial, file));
    if written.is_err() {
        let _ = fs::remove_file(&partial);
    }
    Ok(written?)
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// What was asked of the set as a whole and does not hold.
fn shortfalls(typed: &EvalArguments, total: Tally, comparison: Option<&Comparison>) -> Vec<String> {
    let lost = comparison.map_or(0, |comparison| comparison.lost().count());
    let lost = (lost > 0).then(|| {
        let no_longer = if lost == 1 { "was right and no longer is" } else { "were right and no longer are" };
        format!("{} {no_longer}", counted(lost, "question"))
    });
    let least = typed.least.filter(|least| !total.reaches(*least));
    let least = least.map(|least| format!("{} % are correct, not {least} %", total.percent()));
    lost.into_iter().chain(least).collect()
}
