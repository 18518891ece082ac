//! Figures as they stand, and arithmetic over them.

use super::arithmetic::{Formula, compute, of_rates};
use super::pick;
use super::rank::{Ranked, Ranker};
use super::sheet::Cell;
use super::{ENOUGH, Worked};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::figures::{Figure, Role};
use crate::lexicon;
use crate::period::{Length, Period};
use crate::quantity::{Amount, UnitKind};
use crate::question::{Operand, Operation, Task};

/// How well the words must name a change that is told.
const TOLD: f64 = 0.85;

/// How much worse than the best a series may be named to be the same thing told elsewhere.
const MERGED: f64 = 0.12;

/// The figure itself, or one for each period asked for.
pub(super) fn figures(task: &Task, ranker: &Ranker<'_>) -> Option<Worked> {
    let operand = task.operands.first()?;
    let ranked = ranker.rank(operand, &[]);
    let alone = dated(&ranked, &task.periods);
    if task.each
        && task.periods.len() < 2
        && let Some((score, cells)) = pair(task, ranker).filter(|(_, cells)| beside(cells))
        && alone.as_ref().is_none_or(|(best, _)| best.score < score)
    {
        return Some(Worked { cells: own(&cells), score, ..Worked::default() });
    }
    let (best, cells) = alone?;
    Some(Worked { cells: own(&cells), score: best.score, ..Worked::default() })
}

/// Two rows of one table, or two columns of one row.
fn beside(cells: &[&Cell]) -> bool {
    let [Some(one), Some(two)] = [0, 1].map(|at| cells.get(at).and_then(|cell| cell.row.as_ref())) else {
        return false;
    };
    one.table == two.table
}

/// The figure whose own name has the words that seem to ask for arithmetic: `Net increase in cash`, `Average price`.
pub(super) fn named_like_a_task(task: &Task, ranker: &Ranker<'_>) -> Option<Worked> {
    if task.doing.is_empty() {
        return None;
    }
    let operand = task.operands.first()?;
    let ranked = ranker.rank(operand, &task.doing);
    let named: Vec<Ranked<'_>> = ranked
        .into_iter()
        .filter(|series| series.recall > 0.95 && series.exact > 0.8)
        .filter(|series| {
            series.cells.iter().all(|cell| {
                let over = |word: &String| cell.row.is_some() && cell.near.contains(word);
                task.doing.iter().any(|word| cell.own.contains(word) || over(word))
            })
        })
        .collect();
    let (best, cells) = dated(&named, &task.periods)?;
    let each = task.periods.len() < 2 || cells.len() < 2;
    each.then(|| Worked { cells: own(&cells), score: best.score, ..Worked::default() })
}

/// A change that a report tells itself, of the one period asked for.
fn told(task: &Task, ranker: &Ranker<'_>) -> Option<Worked> {
    let [period] = task.periods.as_slice() else { return None };
    let ranked = ranker.rank(task.operands.first()?, &[]);
    let wants_percent = task.operation == Operation::Growth || task.percent;
    ranked.iter().take_while(|ranked| ranked.recall >= TOLD).find_map(|series| {
        let cell = series.cells.iter().find(|cell| {
            let unit = cell.stored.figure.quantity.unit.as_ref();
            let points = unit.is_some_and(|unit| unit.name.ends_with("_point"));
            let ratio = unit.is_some_and(|unit| unit.kind == UnitKind::Ratio) && !points;
            cell.stored.figure.role == Role::Delta
                && cell.row.is_none()
                && (ratio == wants_percent || points)
                && pick::period(cell).is_some_and(|known| super::periods::affinity(period, known).is_some())
        })?;
        Some(Worked { cells: own(&[cell]), score: series.score, ..Worked::default() })
    })
}

/// The figures of series that are named as well as the best and are of its entity and unit: one thing told in several
/// places.
pub(super) fn merged<'s>(ranked: &[Ranked<'s>]) -> Option<Ranked<'s>> {
    let best = ranked.first().filter(|best| best.recall >= ENOUGH)?;
    let first = best.cells[0];
    let alike = |cell: &Cell| {
        let figure = &cell.stored.figure;
        figure.entity == first.stored.figure.entity
            && figure.quantity.unit == first.stored.figure.quantity.unit
            && (figure.role == Role::Delta) == (first.stored.figure.role == Role::Delta)
    };
    let near = ranked.iter().take_while(|other| other.score >= best.score - MERGED);
    let cells = near.flat_map(|other| other.cells.iter().copied()).filter(|cell| alike(cell)).collect();
    Some(Ranked { cells, ..best.clone() })
}

/// The best series that has figures of the periods asked for, and those figures; without periods its newest.
fn dated<'r, 's>(ranked: &'r [Ranked<'s>], periods: &[Period]) -> Option<(&'r Ranked<'s>, Vec<&'s Cell>)> {
    let named = ranked.iter().take_while(|ranked| ranked.recall >= ENOUGH);
    let mut partly = None;
    for series in named {
        if periods.is_empty() {
            return Some((series, pick::newest_first(&series.cells).into_iter().take(1).collect()));
        }
        let cells: Vec<&Cell> = periods.iter().filter_map(|period| pick::at(&series.cells, period)).collect();
        if cells.len() == periods.len() {
            return Some((series, cells));
        }
        if !cells.is_empty() && partly.is_none() {
            partly = Some((series, cells));
        }
    }
    partly
}

/// A difference or growth: between two periods, between two operands, or against the period before.
pub(super) fn change(task: &Task, ranker: &Ranker<'_>) -> Option<Worked> {
    let formula = if task.operation == Operation::Growth { Formula::Growth } else { Formula::Difference };
    if let Some(told) = told(task, ranker) {
        return Some(told);
    }
    let over_time = over_time(task, ranker);
    let between = (task.periods.len() < 2).then(|| pair(task, ranker)).flatten();
    let (score, cells) = match (over_time, between) {
        (Some(one), Some(two)) if two.0 > one.0 => two,
        (Some(one), _) => one,
        (None, two) => two?,
    };
    let mut cells = cells;
    let fell = task.operation == Operation::Gap || task.falls && formula == Formula::Difference;
    if fell && value(cells[0]) < value(cells[1]) {
        cells.swap(0, 1);
    }
    computed(task, formula, &cells, score)
}

fn value(cell: &Cell) -> Option<Decimal> {
    match cell.stored.figure.quantity.amount {
        Amount::Exact(value) => Some(value),
        Amount::Range { .. } => None,
    }
}

/// The later and the earlier figure of one series.
fn over_time<'s>(task: &Task, ranker: &Ranker<'s>) -> Option<(f64, Vec<&'s Cell>)> {
    let operand = task.operands.first()?;
    let ranked = ranker.rank(operand, &[]);
    let merged = merged(&ranked);
    ranked.iter().take_while(|ranked| ranked.recall >= ENOUGH).chain(&merged).find_map(|series| {
        let mut cells: Vec<&Cell> = match task.periods.as_slice() {
            [] => pick::newest_first(&series.cells).into_iter().take(2).collect(),
            [only] => {
                let later = pick::at(&series.cells, only)?;
                vec![later, pick::before(&series.cells, later)?]
            }
            [first, second, ..] => vec![pick::at(&series.cells, first)?, pick::at(&series.cells, second)?],
        };
        // Where the question dates both, its dates say which is later: a fiscal year's label alone may not.
        let asked = match task.periods.as_slice() {
            [first, second, ..] => first.end.zip(second.end),
            _ => None,
        };
        let same =
            |one: &Cell, two: &Cell| one.stored.figure.quantity.span == two.stored.figure.quantity.span;
        if cells.len() < 2 || same(cells[0], cells[1]) || is_told_twice(cells[0], cells[1]) {
            return None;
        }
        match asked {
            Some((first, second)) if first < second => cells.swap(0, 1),
            Some(_) => {}
            None => cells.sort_by_key(|cell| std::cmp::Reverse(pick::ends(cell))),
        }
        Some((series.score, cells))
    })
}

/// One figure told in two places is not two that can be held against each other.
fn is_told_twice(one: &Cell, two: &Cell) -> bool {
    let (first, second) = (&one.stored.figure, &two.stored.figure);
    let key = |figure: &Figure| figure.metric.as_ref().and_then(|metric| metric.key.clone());
    first.quantity.amount == second.quantity.amount
        && first.entity == second.entity
        && key(first).is_some()
        && key(first) == key(second)
        && pick::period(one).and_then(Period::days) == pick::period(two).and_then(Period::days)
}

/// The two figures that the operands of the best cut name, of the one period asked for.
fn pair<'s>(task: &Task, ranker: &Ranker<'s>) -> Option<(f64, Vec<&'s Cell>)> {
    let mut best: Option<(f64, Vec<&Cell>)> = None;
    for [left, right] in &task.cuts {
        let Some((score, cells)) = both(left, right, task, ranker) else { continue };
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, cells));
        }
    }
    best
}

fn both<'s>(
    left: &Operand,
    right: &Operand,
    task: &Task,
    ranker: &Ranker<'s>,
) -> Option<(f64, Vec<&'s Cell>)> {
    let lefts = ranker.rank(left, &right.words);
    let rights = ranker.rank(right, &left.words);
    let (one, two) = (dated(&lefts, &task.periods)?, dated(&rights, &task.periods)?);
    let (first, mut second) = (*one.1.first()?, *two.1.first()?);
    let same_period = |one: &Cell, two: &Cell| pick::period(one) == pick::period(two);
    if !same_period(first, second)
        && let Some(period) = pick::period(first)
        && let Some(other) = pick::at(&two.0.cells, period)
    {
        second = other;
    }
    if first.stored.figure.quantity.span == second.stored.figure.quantity.span || is_told_twice(first, second)
    {
        return None;
    }
    let share = one.0.score.min(two.0.score);
    Some((share, vec![pick::finest(first, ranker.cells()), pick::finest(second, ranker.cells())]))
}

/// An average or a sum: over periods, or over operands.
pub(super) fn total(task: &Task, ranker: &Ranker<'_>) -> Option<Worked> {
    let formula = if task.operation == Operation::Average { Formula::Average } else { Formula::Sum };
    let operand = task.operands.first()?;
    let ranked = ranker.rank(operand, &[]);
    let merged = merged(&ranked);
    let along =
        ranked.iter().take_while(|ranked| ranked.recall >= ENOUGH).chain(&merged).find_map(|series| {
            let cells = along(series, task);
            (cells.len() > 1).then_some((series.score, cells))
        });
    let beside = if task.periods.len() < 2 { pair(task, ranker) } else { None };
    let (score, cells) = match (along, beside) {
        (Some(one), Some(two)) if two.0 > one.0 => two,
        (Some(one), _) => one,
        (None, Some(two)) => two,
        (None, None) if formula == Formula::Sum && task.totals => {
            return figures(&Task { operation: Operation::Figure, ..task.clone() }, ranker);
        }
        (None, None) => return None,
    };
    computed(task, formula, &cells, score)
}

/// The figures of a series over the periods asked for: each of those named, all between two ends, the parts of one, or
/// one with the one before it, as a balance is averaged.
fn along<'s>(series: &Ranked<'s>, task: &Task) -> Vec<&'s Cell> {
    match task.periods.as_slice() {
        [] => pick::newest_first(&series.cells),
        [only] => {
            let parts = parts_of(series, only);
            if parts.len() > 1 {
                return parts;
            }
            if task.operation == Operation::Sum && only.length == Length::Other {
                return Vec::new();
            }
            let Some(at) = pick::at(&series.cells, only) else { return Vec::new() };
            match pick::before(&series.cells, at) {
                Some(before) if task.operation == Operation::Average => vec![at, before],
                _ => vec![at],
            }
        }
        [first, second] if task.is_stretch => {
            let ends = [pick::at(&series.cells, first), pick::at(&series.cells, second)];
            let [Some(one), Some(two)] = ends else { return Vec::new() };
            let (from, to) = (pick::ends(one).min(pick::ends(two)), pick::ends(one).max(pick::ends(two)));
            let length = pick::period(one).map(|period| period.length);
            let mut all = pick::newest_first(&series.cells);
            all.retain(|cell| {
                let end = pick::ends(cell);
                from <= end && end <= to && pick::period(cell).map(|period| period.length) == length
            });
            all
        }
        several => {
            let cells: Vec<&Cell> =
                several.iter().filter_map(|period| pick::at(&series.cells, period)).collect();
            if cells.len() == several.len() { cells } else { Vec::new() }
        }
    }
}

/// The figures of the shorter periods that make up one.
fn parts_of<'s>(series: &Ranked<'s>, whole: &Period) -> Vec<&'s Cell> {
    let (Some(start), Some(end)) = (whole.start, whole.end) else { return Vec::new() };
    let mut parts = pick::newest_first(&series.cells);
    parts.retain(|cell| {
        pick::period(cell).is_some_and(|period| {
            let within =
                period.start.is_some_and(|from| start <= from) && period.end.is_some_and(|to| to <= end);
            within && period.length != whole.length && period.start != period.end
        })
    });
    let length = parts.first().and_then(|cell| pick::period(cell)).map(|period| period.length);
    parts.retain(|cell| pick::period(cell).map(|period| period.length) == length);
    if tile(&parts, start, end) { parts } else { Vec::new() }
}

/// Whether the periods of figures, newest first, follow each other without gaps from one day to another.
fn tile(parts: &[&Cell], start: Date, end: Date) -> bool {
    let days = |cell: &&Cell| pick::period(cell).and_then(|period| period.start.zip(period.end));
    let Some(spans) = parts.iter().map(days).collect::<Option<Vec<_>>>() else { return false };
    let (Some(last), Some(first)) = (spans.first(), spans.last()) else { return false };
    let joined = spans.windows(2).all(|pair| pair[1].1.tomorrow().is_ok_and(|day| day == pair[0].0));
    first.0 == start && last.1 == end && joined
}

/// One figure over another.
pub(super) fn ratio(task: &Task, ranker: &Ranker<'_>) -> Option<Worked> {
    let formula = if task.operation == Operation::Ratio { Formula::Ratio } else { Formula::Share };
    let Some((score, cells)) = pair(task, ranker) else {
        // A share that the report tells itself.
        let told = figures(&Task { operation: Operation::Figure, ..task.clone() }, ranker)?;
        let ratio = |cell: &Cell| {
            cell.stored.figure.quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio)
        };
        return told.cells.iter().all(ratio).then_some(told);
    };
    computed(task, formula, &cells, score)
}

fn computed(task: &Task, formula: Formula, cells: &[&Cell], score: f64) -> Option<Worked> {
    Some(Worked { score, ..of_formula(formula, own(cells), task.decimals) })
}

/// What a formula gives of figures that are known, or why it cannot be computed.
pub(in crate::answer) fn of_formula(formula: Formula, mut cells: Vec<Cell>, decimals: Option<u32>) -> Worked {
    unsign_outflows(&mut cells);
    let figures: Vec<_> = cells.iter().map(|cell| &cell.stored.figure).collect();
    let formula = of_rates(formula, &figures);
    let done = compute(formula, &figures, decimals);
    let worked = Worked { cells, score: 1.0, ..Worked::default() };
    match done {
        Ok(computed) => Worked { formula: Some((formula, computed)), ..worked },
        Err(refusal) => Worked { refusal: Some(refusal), ..worked },
    }
}

/// `(21,387)` of expenses is 21,387 spent. Where some are printed above zero, the sign tells something.
fn unsign_outflows(cells: &mut [Cell]) {
    let spent = |cell: &Cell| cell.row.is_some() && lexicon::is_outflow(&cell.own);
    let below = |cell: &Cell| value(cell).is_some_and(|value| value.is_sign_negative() || value.is_zero());
    if !cells.iter().filter(|cell| spent(cell)).all(below) {
        return;
    }
    for cell in cells.iter_mut().filter(|cell| spent(cell)) {
        if let Amount::Exact(value) = &mut cell.stored.figure.quantity.amount {
            value.set_sign_positive(true);
        }
    }
}

pub(super) fn own(cells: &[&Cell]) -> Vec<Cell> {
    cells.iter().map(|cell| (*cell).clone()).collect()
}
