//! What the library holds, as the prompt shows it.

use super::places::Places;
use crate::index::{DocumentEntry, Reader};
use crate::render::plain::counted;
use crate::render::printable;

/// How many reports are listed; the rest is counted.
const LISTED: usize = 40;

/// The three lines that open a conversation: what this is, what it knows, what to ask.
///
/// # Errors
/// When the index cannot be opened.
pub(super) fn first_screen(places: &Places) -> anyhow::Result<String> {
    let snapshot = Reader::open(&places.index)?.snapshot();
    let state = snapshot.state();
    Ok(printable(
        &format!(
            "Footnote answers questions about your reports, each figure with the passage it stands in.\n\
             {} with {} from {}; /help shows the commands, Ctrl-D leaves.\n\
             Try: {}",
            counted(state.documents, "report"),
            counted(state.figures, "figure"),
            state.corpus,
            example(snapshot.documents()),
        ),
        &[],
    )
    .0)
}

/// The reports, newest first, a line each.
///
/// # Errors
/// When the index cannot be opened.
pub(super) fn text(places: &Places) -> anyhow::Result<String> {
    let snapshot = Reader::open(&places.index)?.snapshot();
    let mut reports: Vec<&DocumentEntry> = snapshot.documents().iter().collect();
    reports.sort_by_key(|report| (std::cmp::Reverse(date(report)), report.path.clone()));
    let more = reports.len().saturating_sub(LISTED);
    let mut lines: Vec<String> = reports.into_iter().take(LISTED).map(line).collect();
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    Ok(printable(&lines.join("\n"), &[]).0)
}

fn line(report: &DocumentEntry) -> String {
    let date = date(report).map_or_else(|| "no date   ".to_owned(), |date| date.to_string());
    let figures = counted(report.figures, "figure");
    format!("{date}  {}  ({}, {figures})", report.title.replace('\n', " "), report.path)
}

fn date(report: &DocumentEntry) -> Option<jiff::civil::Date> {
    report.date.as_ref().map(|found| found.date)
}

/// A question that the newest report has something to say to.
fn example(reports: &[DocumentEntry]) -> String {
    let newest = reports.iter().filter(|report| report.figures > 0).max_by_key(|report| date(report));
    match newest {
        Some(report) => format!("What does “{}” say about revenue?", report.title.replace('\n', " ")),
        None => "What was revenue in the third quarter?".to_owned(),
    }
}
