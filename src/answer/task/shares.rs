//! Shares that a report tells itself: `two customers make up 29% of the backlog`.

use super::pick;
use super::sheet::{Cell, Sheet};
use super::{Worked, periods};
use crate::figures::Role;
use crate::quantity::{self, Amount, UnitKind};
use crate::question::Task;

/// The newest share that a sentence tells with all the words that the question asks for; nothing where a sentence tells
/// several, of which the words do not say which is meant.
pub(super) fn told(task: &Task, sheet: &Sheet) -> Option<Worked> {
    let asked = task.operands.iter().flat_map(|operand| &operand.words);
    let asked: Vec<&String> =
        asked.filter(|word| !task.owners.contains(word) && !task.light.contains(word)).collect();
    // `three customers` are not the two that it tells of.
    let counts =
        task.words.iter().filter(|word| matches!(quantity::find_in_cell(word), quantity::Cell::Quantity(_)));
    let asked: Vec<&String> = asked.into_iter().chain(counts).collect();
    let says = |cell: &Cell, word: &String| {
        [&cell.own, &cell.near, &cell.wide].into_iter().any(|words| words.contains(word))
    };
    let in_time = |cell: &Cell| {
        let known = pick::period(cell);
        task.periods.iter().all(|asked| known.is_some_and(|known| periods::meets(asked, known)))
    };
    let fits = |cell: &&Cell| {
        is_share(cell) && in_time(cell) && asked.len() > 1 && asked.iter().all(|word| says(cell, word))
    };
    let fitting: Vec<&Cell> = sheet.cells.iter().filter(fits).collect();
    let best = *pick::newest_first(&fitting).first()?;
    let beside = |other: &&Cell| {
        is_share(other)
            && other.stored.document == best.stored.document
            && other.stored.figure.sentence == best.stored.figure.sentence
    };
    let alone = sheet.cells.iter().filter(beside).count() == 1;
    alone.then(|| Worked { cells: vec![best.clone()], score: 1.0, ..Worked::default() })
}

/// A percentage of something in a sentence: `29% of the backlog`, 占收入的29%.
fn is_share(cell: &Cell) -> bool {
    let figure = &cell.stored.figure;
    let unit = figure.quantity.unit.as_ref();
    let percent = unit.is_some_and(|unit| unit.kind == UnitKind::Ratio && unit.name == "percent");
    let plain = figure.change.is_none() && !matches!(figure.role, Role::Delta | Role::Prior);
    let of_a_whole = cell
        .stored
        .sentence
        .split_once(&cell.stored.text)
        .is_some_and(|(before, behind)| behind.trim_start().starts_with("of ") || before.contains('占'));
    percent && plain && of_a_whole && cell.row.is_none() && matches!(figure.quantity.amount, Amount::Exact(_))
}
