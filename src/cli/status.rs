//! `footnote status`: what the library holds, its age and its problems.

use std::fmt::Write;
use std::path::Path;

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::arguments::{Format, FormatArgument};
use super::places::Places;
use super::run::Outcome;
use super::{library, streams};
use crate::index::{Reader, Snapshot, State};
use crate::render::amount::decimal;
use crate::render::plain::counted;
use crate::render::printable;

/// Prints the state of the last generation.
///
/// # Errors
/// When there is no index, or it cannot be opened.
pub(super) fn run(typed: FormatArgument, places: &Places) -> anyhow::Result<Outcome> {
    streams::print(&match typed.format {
        Format::Text => text(places)?,
        Format::Json => json(places)?,
    })?;
    Ok(Outcome::Done)
}

/// The state as a person reads it.
///
/// # Errors
/// When there is no index, or it cannot be opened.
pub(super) fn text(places: &Places) -> anyhow::Result<String> {
    let snapshot = Reader::open(&places.index)?.snapshot();
    let state = snapshot.state();
    let newest = state.newest.map_or_else(|| "unknown".to_owned(), |date| date.to_string());
    let mut text = format!(
        "corpus      {}\n\
         index       {}\n\
         documents   {}, newest {newest}\n\
         passages    {}\n\
         figures     {}, {} set aside\n\
         generation  {}, indexed {} ({} ago)\n\
         up to date  {}\n\
         problems    {}",
        state.corpus,
        places.index.display(),
        number(state.documents),
        number(state.passages),
        number(state.figures),
        counted(state.set_aside, "number"),
        decimal(state.generation.into()),
        state.indexed_at.strftime("%Y-%m-%d %H:%M UTC"),
        age(age_seconds(state)),
        behind(&snapshot, places).map_or_else(|| "yes".to_owned(), |why| format!("no: {why}")),
        if state.problems.is_empty() { "none".to_owned() } else { number(state.problems.len()) },
    );
    for problem in &state.problems {
        let _ = write!(text, "\n  {}: {}", problem.path, problem.reason.replace('\n', "; "));
    }
    Ok(printable(&text, &[]).0)
}

#[derive(Serialize)]
struct StatusMembers<'a> {
    corpus: &'a str,
    index: &'a Path,
    documents: usize,
    passages: usize,
    figures: usize,
    set_aside: usize,
    newest: Option<Date>,
    generation: u64,
    indexed_at: Timestamp,
    age_seconds: i64,
    up_to_date: bool,
    behind: Option<String>,
    problems: Vec<ProblemMember<'a>>,
}

#[derive(Serialize)]
struct ProblemMember<'a> {
    document: &'a str,
    reason: &'a str,
}

fn json(places: &Places) -> anyhow::Result<String> {
    let snapshot = Reader::open(&places.index)?.snapshot();
    let state = snapshot.state();
    let behind = behind(&snapshot, places);
    let problems = state.problems.iter();
    Ok(serde_json::to_string(&StatusMembers {
        corpus: &state.corpus,
        index: &places.index,
        documents: state.documents,
        passages: state.passages,
        figures: state.figures,
        set_aside: state.set_aside,
        newest: state.newest,
        generation: state.generation,
        indexed_at: state.indexed_at,
        age_seconds: age_seconds(state),
        up_to_date: behind.is_none(),
        behind,
        problems: problems
            .map(|problem| ProblemMember { document: &problem.path, reason: &problem.reason })
            .collect(),
    })?)
}

/// Why the index is not up to date with the corpus it answers from; `None` when it is.
fn behind(snapshot: &Snapshot, places: &Places) -> Option<String> {
    match snapshot.stale(&library::corpus(places)) {
        Ok(staleness) => staleness.map(|staleness| staleness.to_string()),
        Err(error) => Some(error.to_string()),
    }
}

fn age_seconds(state: &State) -> i64 {
    Timestamp::now().duration_since(state.indexed_at).as_secs().max(0)
}

/// `41 seconds`, `3 hours`, `12 days`: the largest whole unit.
fn age(seconds: i64) -> String {
    let units = [("day", 86_400), ("hour", 3_600), ("minute", 60)];
    let (unit, size) = units.into_iter().find(|(_, size)| seconds >= *size).unwrap_or(("second", 1));
    counted(usize::try_from(seconds / size).unwrap_or_default(), unit)
}

fn number(count: usize) -> String {
    decimal(count.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(seconds: i64, expected: &str) {
        assert_eq!(age(seconds), expected);
    }

    #[test]
    fn ages_are_told_in_the_largest_unit() {
        case(0, "0 seconds");
        case(60, "1 minute");
        case(7_199, "1 hour");
        case(1_100_000, "12 days");
    }
}
