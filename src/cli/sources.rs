//! What the library holds, as the prompt shows it.

use super::places::Places;
use crate::figures::PeriodFrom;
use crate::index::{DocumentEntry, FigureQuery, Reader, Snapshot};
use crate::render::plain::counted;
use crate::render::printable;

/// How many reports are listed; the rest is counted.
const LISTED: usize = 40;

/// How many figures are looked through for one that makes an example.
const SEEN_FOR_EXAMPLE: usize = 100;

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
            example(&snapshot).unwrap_or_else(|| "what was revenue in the third quarter?".to_owned()),
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

/// A question that the library answers: an amount of the entity it says most about.
fn example(snapshot: &Snapshot) -> Option<String> {
    let (entity, _) = snapshot.entities().ok()?.first()?;
    let entities = [entity.clone()];
    let (metric_keys, metric_names) = (&[], &[]);
    let query = FigureQuery {
        entities: &entities,
        metric_keys,
        metric_names,
        documents: None,
        limit: SEEN_FOR_EXAMPLE,
        newest: None,
    };
    let asked = snapshot.figures(&query).ok()?.into_iter().find_map(|stored| {
        let figure = stored.figure;
        let metric = figure.metric.filter(|metric| metric.key.is_some())?;
        let placed = figure
            .period
            .filter(|placed| placed.from == PeriodFrom::Stated && placed.period.end.is_some())?;
        Some(format!("what was the {} of {entity} in {}?", metric.name, placed.period.label))
    });
    asked.or_else(|| Some(format!("what does the library say about {entity}?")))
}
