//! How a question was worked on, for whoever wants to know why one figure won and another lost.

use std::fmt::Write;

use super::candidates;
use super::search::Search;
use super::task::{Rank, Sheet};
use super::{passages, worked};
use crate::index::IndexError;
use crate::question::{Operand, Question};

/// How many candidates of a kind are told.
const TOLD: usize = 5;

/// The candidates of a question with what they scored: series of figures by their names, figures by their slots, and
/// sentences by their words. One line each, best first.
pub(super) fn trace(question: &Question, search: &Search<'_>) -> Result<Vec<String>, IndexError> {
    let mut lines = Vec::new();
    let task = &question.task;
    let periods: Vec<&str> = task.periods.iter().map(|period| period.label.as_str()).collect();
    lines.push(format!("task: {:?} over [{}]", task.operation, periods.join("; ")));
    let sheet = worked::reach(question, search)?;
    let owned = search.documents.is_none();
    lines.push(format!("figures in reach: {}", sheet.cells.len()));
    for operand in &task.operands {
        lines.extend(series(operand, &[], question, &sheet, owned));
    }
    for [left, right] in &task.cuts {
        lines.push(format!("or `{}` with `{}`:", left.text, right.text));
        lines.extend(series(left, &right.words, question, &sheet, owned));
        lines.extend(series(right, &left.words, question, &sheet, owned));
    }
    for metric in &question.metrics {
        let entity = question.entities.first().map(|asked| asked.name.as_str());
        let found = candidates::find(question, entity, metric, search)?;
        let fits = found.matching.iter().map(|candidate| ("fits", candidate));
        let near = found.near.iter().map(|candidate| ("another period", candidate));
        for (why, candidate) in fits.take(TOLD).chain(near.take(2)) {
            let stored = &candidate.stored;
            lines.push(format!("{why}: `{}` in {}: {:?}", stored.text, stored.document, candidate.fit));
        }
        lines.extend(
            found
                .unfit
                .iter()
                .take(2)
                .map(|stored| format!("another form: `{}` in {}", stored.text, stored.document)),
        );
    }
    let (said, enough) = passages::find(question, search)?;
    for said in said.iter().take(3) {
        let document = search.snapshot.document(&said.document)?;
        let quote = document.as_ref().and_then(|document| said.quote.get(&document.text)).unwrap_or_default();
        let quote: String = quote.chars().take(80).collect();
        lines.push(format!(
            "sentence: `{quote}` in {}: says {:.2}, beyond its title {:.2}, alone {:.2}{}",
            said.document,
            said.covered,
            said.beyond,
            said.here,
            if said.fits { ", in the form asked for" } else { "" }
        ));
        lines.push(format!("  its words: {}", said.met));
    }
    lines.push(format!("a sentence is enough: {enough}"));
    Ok(lines)
}

fn series(
    operand: &Operand,
    beside: &[String],
    question: &Question,
    sheet: &Sheet,
    owned: bool,
) -> Vec<String> {
    let ranks = super::task::ranks(operand, beside, &question.task, sheet, owned);
    ranks.iter().take(TOLD).map(|rank| told(operand, rank)).collect()
}

fn told(operand: &Operand, rank: &Rank) -> String {
    let mut line = format!("`{}` as `{}`", operand.text, rank.name);
    let _ = write!(
        line,
        ": score {:.2}, words met {:.2}, own words asked {:.2}; {}",
        rank.score,
        rank.recall,
        rank.exact,
        rank.figures.join(", ")
    );
    line
}
