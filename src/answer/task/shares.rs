//! Shares that a report tells itself, `two customers make up 29% of the backlog`, and parts that it tells beside their whole:
//! `1.9 million customers use it, out of 2.7 million in total`.

use super::pick;
use super::sheet::{Cell, Sheet};
use super::{Formula, Worked, periods};
use crate::figures::Role;
use crate::quantity::{self, Amount, UnitKind};
use crate::question::Task;

/// A share that a sentence tells with all the words that the question asks for, or what one part of a whole is of it.
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
    let fits = |cell: &Cell| in_time(cell) && asked.len() > 1 && asked.iter().all(|word| says(cell, word));
    stated(sheet, fits).or_else(|| beside_its_whole(task, sheet, fits))
}

/// The newest share of those that fit; nothing where its sentence tells several, of which no word says which is meant.
fn stated(sheet: &Sheet, fits: impl Fn(&Cell) -> bool) -> Option<Worked> {
    let fitting: Vec<&Cell> = sheet.cells.iter().filter(|cell| is_share(cell) && fits(cell)).collect();
    let best = *pick::newest_first(&fitting).first()?;
    let beside = |other: &&Cell| is_share(other) && of_one_sentence(best, other);
    let alone = sheet.cells.iter().filter(beside).count() == 1;
    alone.then(|| Worked { cells: vec![best.clone()], score: 1.0, ..Worked::default() })
}

/// A part and its whole in one sentence: `so many out of so many`, `revenue of so much, of which so much`.
fn beside_its_whole(task: &Task, sheet: &Sheet, fits: impl Fn(&Cell) -> bool) -> Option<Worked> {
    let mut pairs = sheet.cells.windows(2).filter_map(|pair| {
        let [one, two] = pair else { return None };
        let joined = one.row.is_none() && of_one_sentence(one, two) && (fits(one) || fits(two));
        let (part, whole) = match between(one, two).filter(|_| joined)? {
            words if words.ends_with("out of") || words.ends_with("out of a total of") => (one, two),
            words if words.contains("of which") || words.contains("其中") => (two, one),
            _ => return None,
        };
        let unit = |cell: &Cell| cell.stored.figure.quantity.unit.as_ref().map(|unit| unit.name.clone());
        let alike = unit(part) == unit(whole) || unit(whole).is_none();
        alike.then_some((part, whole))
    });
    let (part, whole) = pairs.next().filter(|_| pairs.next().is_none())?;
    let mut whole = whole.clone();
    whole.stored.figure.quantity.unit.clone_from(&part.stored.figure.quantity.unit);
    Some(super::of_formula(Formula::Share, vec![part.clone(), whole], task.decimals))
}

fn of_one_sentence(one: &Cell, other: &Cell) -> bool {
    one.stored.document == other.stored.document && one.stored.figure.sentence == other.stored.figure.sentence
}

/// The words of their sentence that stand between two figures.
fn between<'c>(one: &'c Cell, two: &Cell) -> Option<&'c str> {
    let from = one.stored.figure.sentence.start;
    let (start, end) = (one.stored.figure.quantity.span.end, two.stored.figure.quantity.span.start);
    Some(one.stored.sentence.get(start.checked_sub(from)?..end.checked_sub(from)?)?.trim())
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
