//! Choosing among figures: the largest, those beyond a limit, the parts of a whole.

use rust_decimal::Decimal;

use super::compute::own;
use super::pick;
use super::rank::Ranker;
use super::sheet::{Cell, Row};
use super::{ENOUGH, Label, Worked};
use crate::figures::Role;
use crate::lexicon;
use crate::quantity::Amount;
use crate::question::{Operand, Operation, Task};

/// The period or the row with the largest or smallest figure.
pub(super) fn extreme(task: &Task, ranker: &Ranker<'_>) -> Option<Worked> {
    let largest = task.operation == Operation::Largest;
    let better = |one: Decimal, two: Decimal| if largest { one > two } else { one < two };
    let cells = if task.over_periods { over_periods(task, ranker) } else { over_rows(task, ranker) };
    let (score, cells) = cells.filter(|(_, cells)| cells.len() > 1)?;
    let mut best: Option<(Decimal, &Cell)> = None;
    for cell in &cells {
        let Some(value) = exact(cell) else { continue };
        if best.is_none_or(|(known, _)| better(value, known)) {
            best = Some((value, cell));
        }
    }
    let (_, winner) = best?;
    let mut cells = cells;
    let at = cells.iter().position(|cell| std::ptr::eq(*cell, winner))?;
    let winner = cells.remove(at);
    cells.insert(0, winner);
    let label = label(winner, task.over_periods)?;
    Some(Worked { cells: own(&cells), labels: vec![label], score, ..Worked::default() })
}

/// The periods whose figures are beyond the limit, or how many they are.
pub(super) fn beyond(task: &Task, ranker: &Ranker<'_>) -> Option<Worked> {
    let limit = task.limit?;
    let cells = if task.over_periods { over_periods(task, ranker) } else { over_rows(task, ranker) };
    let (score, mut cells) = cells?;
    cells.retain(|cell| limit.is_passed_by(&cell.stored.figure.quantity));
    let labels: Vec<Label> = cells.iter().filter_map(|cell| label(cell, task.over_periods)).collect();
    let count = task.counts.then_some(labels.len());
    Some(Worked { cells: own(&cells), labels, count, score, ..Worked::default() })
}

/// The rows under the heading that is asked for.
pub(super) fn parts(task: &Task, ranker: &Ranker<'_>) -> Option<Worked> {
    let operand = task.operands.first()?;
    let mut best: Option<(f64, Vec<&Cell>)> = None;
    let of_kind = |group: &Vec<&Cell>| {
        let says =
            |word: &String| group.iter().any(|cell| cell.near.contains(word) || cell.wide.contains(word));
        !task.names_only_a_kind() || task.sorts.iter().any(says)
    };
    for mut group in ranker.groups().into_iter().filter(of_kind) {
        let total = group.iter().position(|cell| is_total(cell)).filter(|_| task.names_only_a_kind());
        group.truncate(total.unwrap_or(group.len()));
        let score = ranker.score_heading(operand, &group);
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, group));
        }
    }
    let (score, cells) = best.filter(|(score, _)| *score >= ENOUGH)?;
    let mut rows: Vec<(&Cell, Label)> = Vec::new();
    for cell in cells {
        let Some(label) = label(cell, false) else { continue };
        if !is_total(cell) && !rows.iter().any(|(_, known)| known.words == label.words) {
            rows.push((cell, label));
        }
    }
    let labels: Vec<Label> = rows.into_iter().map(|(_, label)| label).collect();
    let count = task.counts.then_some(labels.len());
    (labels.len() > 1).then_some(Worked { labels, count, score, ..Worked::default() })
}

/// The periods that a series, or the table whose words are asked for, has figures of.
pub(super) fn periods(task: &Task, ranker: &Ranker<'_>) -> Option<Worked> {
    let operand = task.operands.first()?;
    let ranked = ranker.rank(operand, &[]);
    let series = ranked.first().filter(|series| series.recall >= ENOUGH && series.cells.len() > 1);
    let headed = || {
        let scored = ranker.groups().into_iter().map(|group| (ranker.score_heading(operand, &group), group));
        scored.max_by(|one, other| one.0.total_cmp(&other.0)).filter(|(score, _)| *score >= ENOUGH)
    };
    let found = series.map(|series| (series.score, series.cells.clone())).or_else(headed);
    let (score, cells) = found.or_else(|| Some((ENOUGH, ranker.only_table()?)).filter(|_| task.of_table))?;
    let mut labels: Vec<Label> = Vec::new();
    let dated = |cell: &&&Cell| cell.row.as_ref().map_or(pick::period(cell).is_some(), |row| row.is_dated);
    for cell in cells.iter().filter(dated) {
        let Some(label) = label(cell, true) else { continue };
        if !labels.iter().any(|known| known.words == label.words) {
            labels.push(label);
        }
    }
    labels.sort_by_key(|label| label.words);
    (!labels.is_empty()).then_some(Worked { labels, score, ..Worked::default() })
}

/// The figures of the series that is asked for, one a period.
fn over_periods<'s>(task: &Task, ranker: &Ranker<'s>) -> Option<(f64, Vec<&'s Cell>)> {
    let ranked = ranker.rank(task.operands.first()?, &[]);
    let merged = super::compute::merged(&ranked);
    ranked.iter().take_while(|ranked| ranked.recall >= ENOUGH).chain(&merged).find_map(|series| {
        let cells = if task.periods.len() > 1 && !task.is_stretch {
            task.periods.iter().filter_map(|period| pick::at(&series.cells, period)).collect()
        } else {
            let mut all = pick::newest_first(&series.cells);
            if let ([first, second], true) = (task.periods.as_slice(), task.is_stretch) {
                let ends = [
                    pick::at(&series.cells, first).and_then(pick::ends),
                    pick::at(&series.cells, second).and_then(pick::ends),
                ];
                if let [Some(one), Some(two)] = ends {
                    all.retain(|cell| {
                        pick::ends(cell).is_some_and(|end| one.min(two) <= end && end <= one.max(two))
                    });
                }
            }
            all
        };
        (cells.len() > 1).then_some((series.score, cells))
    })
}

/// The rows of one table in the column that is asked for; rows that sum up others are none.
fn over_rows<'s>(task: &Task, ranker: &Ranker<'s>) -> Option<(f64, Vec<&'s Cell>)> {
    let operand = task.operands.first()?;
    let mut best: Option<(f64, Vec<&Cell>)> = None;
    for group in ranker.groups() {
        let dated: Vec<&Cell> = match task.periods.first() {
            Some(period) => group
                .iter()
                .filter(|cell| {
                    pick::period(cell).is_some_and(|known| super::periods::affinity(period, known).is_some())
                })
                .copied()
                .collect(),
            None => group,
        };
        for column in by_column(&dated) {
            // The largest change is none of the largest amount, and the other way round.
            if column.iter().any(|cell| is_change(cell) != task.grows) {
                continue;
            }
            let score = ranker.score_heading(operand, &column);
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, column));
            }
        }
    }
    let (score, mut cells) = best.filter(|(score, _)| *score >= ENOUGH)?;
    cells.retain(|cell| !is_total(cell));
    Some((score, cells))
}

fn by_column<'s>(cells: &[&'s Cell]) -> Vec<Vec<&'s Cell>> {
    let mut columns: Vec<(usize, Vec<&Cell>)> = Vec::new();
    for cell in cells {
        let Some(Row { column, .. }) = cell.row else { continue };
        match columns.iter_mut().find(|(known, _)| *known == column) {
            Some((_, cells)) => cells.push(cell),
            None => columns.push((column, vec![cell])),
        }
    }
    columns.into_iter().map(|(_, cells)| cells).collect()
}

fn is_change(cell: &Cell) -> bool {
    cell.stored.figure.role == Role::Delta
}

fn exact(cell: &Cell) -> Option<Decimal> {
    match cell.stored.figure.quantity.amount {
        Amount::Exact(value) => Some(value),
        Amount::Range { .. } => None,
    }
}

/// A row whose name says that it sums up others.
fn is_total(cell: &Cell) -> bool {
    cell.own.first().is_some_and(|word| lexicon::sums_up(word))
}

/// What names a cell: its row, or the header or row that dates it.
fn label(cell: &Cell, dated: bool) -> Option<Label> {
    let stored = &cell.stored;
    let row = cell.row.as_ref();
    let words = match row {
        Some(row) if dated => row.dated,
        Some(row) => row.stub?,
        None => stored.figure.quantity.span,
    };
    Some(Label {
        document: stored.document.clone(),
        passage: stored.passage,
        quote: row.map_or(stored.figure.sentence, |row| row.span),
        words,
    })
}

impl<'s> Ranker<'s> {
    /// The cells of the table in reach, where there is one alone.
    fn only_table(&self) -> Option<Vec<&'s Cell>> {
        let place = |cell: &Cell| Some((cell.stored.document.clone(), cell.row.as_ref()?.table));
        let cells: Vec<&Cell> = self.cells().filter(|cell| cell.row.is_some()).collect();
        let first = place(cells.first()?)?;
        cells.iter().all(|cell| place(cell).as_ref() == Some(&first)).then_some(cells)
    }

    /// The cells of each table under each of its heading rows.
    fn groups(&self) -> Vec<Vec<&'s Cell>> {
        let mut groups: Vec<Vec<&Cell>> = Vec::new();
        for cell in self.cells() {
            let Some(row) = &cell.row else { continue };
            let same = |other: &Cell| {
                other.stored.document == cell.stored.document
                    && other
                        .row
                        .as_ref()
                        .is_some_and(|other| other.table == row.table && other.group == row.group)
            };
            match groups.iter_mut().find(|group| group.first().is_some_and(|first| same(first))) {
                Some(group) => group.push(cell),
                None => groups.push(vec![cell]),
            }
        }
        groups
    }

    /// How well what stands over some cells is named by an operand.
    fn score_heading(&self, operand: &Operand, cells: &[&Cell]) -> f64 {
        let Some(first) = cells.first() else { return 0.0 };
        let (mut met, mut all) = (0.0, 0.0);
        for word in &operand.words {
            let weight = self.weight(word);
            all += weight;
            met += weight
                * if first.near.contains(word) {
                    1.0
                } else if first.wide.contains(word) {
                    0.9
                } else if cells.iter().any(|cell| cell.own.contains(word)) {
                    0.7
                } else {
                    0.0
                };
        }
        if all == 0.0 { 0.0 } else { met / all }
    }
}
