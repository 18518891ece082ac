//! What a question wants done with figures, done over those that its words name.
//!
//! [`sheet`] holds the figures in reach with the words that name them, [`rank`] says which the question means, [`pick`]
//! which are of its periods; [`compute`] does arithmetic with them and [`choose`] picks among them. The rule: the words
//! of rows and columns decide, never how near a number stands.

mod arithmetic;
mod bounds;
mod choose;
mod compute;
mod periods;
mod pick;
mod rank;
mod shares;
mod sheet;
mod sums;
mod totals;

pub(in crate::answer) use arithmetic::{Computed, compute, years};
pub use arithmetic::{Formula, Pair, Refusal};
pub(in crate::answer) use compute::of_formula;
pub(in crate::answer) use periods::{close, meets, near, numbered_alike, same_number};
pub(in crate::answer) use sheet::{Cell, Sheet};

use crate::figures::Metric;
use crate::period::Period;
use crate::question::{Operand, Operation, Task};
use crate::text::Span;
use rank::Ranker;

/// What came of a task.
#[derive(Debug, Clone, Default)]
pub(super) struct Worked {
    /// The figures that answer or are computed with, in the order of the operands.
    pub(super) cells: Vec<Cell>,
    pub(super) formula: Option<(Formula, Computed)>,
    /// Words of the reports that answer instead of a number.
    pub(super) labels: Vec<Label>,
    /// How many there are, where that was asked.
    pub(super) count: Option<usize>,
    /// How well the figures' names meet the question, 0 to 1.
    pub(super) score: f64,
    pub(super) refusal: Option<Refusal>,
    /// What a computed figure is, where its operands are something else.
    pub(super) made: Option<Made>,
}

/// Whether the same is told twice among figures that are to be computed with.
pub(super) fn repeats(cells: &[Cell]) -> bool {
    let told = |cell: &Cell| {
        let figure = &cell.stored.figure;
        let metric = figure.metric.as_ref().map(|metric| metric.key.clone().unwrap_or(metric.name.clone()));
        let period = figure.period.as_ref().map(|placed| placed.period.clone());
        (figure.entity.clone(), metric, period, figure.quantity.amount, figure.kind)
    };
    let mut all: Vec<_> = Vec::new();
    cells.iter().map(told).any(|told| {
        let (entity, metric, period, amount, kind) = &told;
        // One number of one measure, dated here and not there, is one figure.
        let same = |other: &(_, _, Option<Period>, _, _)| {
            (&other.0, &other.1, &other.3, &other.4) == (entity, metric, amount, kind)
                && (&other.2 == period || other.2.is_none() != period.is_none())
        };
        let known = all.iter().any(same);
        all.push(told);
        known
    })
}

/// A measure of a period, computed of other measures or periods.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) metric: Metric,
    pub(super) period: Option<Period>,
}

/// Words of a report that answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) document: String,
    pub(super) passage: usize,
    pub(super) quote: Span,
    pub(super) words: Span,
}

/// How well the words of an operand must name a series.
const ENOUGH: f64 = 0.62;

/// Does a task over a sheet; `None` when no figure is named well enough. `owned` figures are those of the entities asked
/// about, whose names need not be told again.
pub(super) fn work(task: &Task, sheet: &Sheet, past: bool, owned: bool) -> Option<Worked> {
    if sheet.cells.is_empty() {
        return None;
    }
    let task = &dated(task, sheet);
    let mut ranker = Ranker::new(sheet, task, owned);
    ranker.past = past;
    ranker.percent = task.operation == Operation::Figure && (task.percent || task.rate);
    if let Some(figure) = compute::named_like_a_task(task, &ranker) {
        return Some(figure);
    }
    if task.operation == Operation::Share
        && owned
        && let Some(told) = shares::told(task, sheet)
    {
        return Some(told);
    }
    match task.operation {
        Operation::Figure | Operation::Series => compute::figures(task, &ranker),
        Operation::Difference | Operation::Gap | Operation::Growth => compute::change(task, &ranker),
        // Which of two rows was expected, their names do not say.
        Operation::Surprise => None,
        Operation::Average | Operation::Sum => compute::total(task, &ranker),
        Operation::Ratio | Operation::Share => compute::ratio(task, &ranker),
        Operation::Largest | Operation::Smallest => choose::extreme(task, &ranker),
        Operation::Beyond => choose::beyond(task, &ranker),
        Operation::Parts => choose::parts(task, &ranker),
        Operation::Periods => choose::periods(task, &ranker),
        Operation::Midpoint
        | Operation::Width
        | Operation::HighChange
        | Operation::LowChange
        | Operation::Base
        | Operation::PerYear => None,
    }
}

/// A task whose fiscal labels have the dates that the reports give them.
fn dated(task: &Task, sheet: &Sheet) -> Task {
    let mut task = task.clone();
    for asked in task.periods.iter_mut().filter(|asked| asked.end.is_none()) {
        let known = sheet
            .cells
            .iter()
            .filter_map(pick::period)
            .find(|known| known.end.is_some() && numbered_alike(asked, known));
        if let Some(known) = known {
            (asked.start, asked.end) = (known.start, known.end);
        }
    }
    task
}

/// A series of figures with what it scored, for a reader.
#[derive(Debug, Clone)]
pub(super) struct Rank {
    pub(super) name: String,
    pub(super) score: f64,
    pub(super) recall: f64,
    pub(super) exact: f64,
    /// Its figures as printed, with their periods.
    pub(super) figures: Vec<String>,
}

/// What the words of an operand mean, best first.
pub(super) fn ranks(
    operand: &Operand,
    beside: &[String],
    task: &Task,
    sheet: &Sheet,
    owned: bool,
) -> Vec<Rank> {
    let ranker = Ranker::new(sheet, task, owned);
    let ranked = ranker.rank(operand, beside);
    let rank = |series: rank::Ranked<'_>| {
        let first = series.cells[0];
        let name = [first.own.join(" "), first.near.join(" ")].join(" | ");
        let figure = |cell: &&Cell| {
            let label = pick::period(cell).map_or("no period", |period| period.label.as_str());
            format!("{} ({label})", cell.stored.text.trim())
        };
        let figures = series.cells.iter().take(4).map(figure).collect();
        Rank {
            name: name.chars().take(90).collect(),
            score: series.score,
            recall: series.recall,
            exact: series.exact,
            figures,
        }
    };
    ranked.into_iter().map(rank).collect()
}
