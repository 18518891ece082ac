//! What must hold of figures that a question's words name before they answer it.

use rust_decimal::Decimal;

use super::conditions::{is_in_the_question, is_in_time, is_of_that_one, is_only_place};
use super::fitting::measures;
use super::search::Search;
use super::task::{self, Cell, Formula, Worked};
use super::worked::families;
use crate::figures::{Figure, Role};
use crate::lexicon::{Lexicon, QuestionCue};
use crate::quantity::{self, Unit, UnitKind};
use crate::question::{Intent, Known, Operation, Question};
use crate::text::{fold, is_han};

/// How well figures must be named where the whole library is searched.
const SURE: f64 = 0.85;

/// Likewise where whose figures they are is a condition met.
const NAMED_SURE: f64 = 0.72;

/// Whether what came of a task answers the question: named well enough, in the unit and of the things that are asked for.
pub(super) fn is_sure(question: &Question, worked: &Worked, search: &Search<'_>) -> bool {
    let given = search.documents.is_some();
    let sure = match given {
        true => 0.0,
        false if families(question, search).is_empty() => SURE,
        false => NAMED_SURE,
    };
    let money = |cell: &Cell| cell.stored.figure.quantity.unit.as_ref().is_some_and(quantity::Unit::is_money);
    let ratio = |cell: &Cell| {
        cell.stored.figure.quantity.unit.as_ref().is_none_or(|unit| unit.kind == UnitKind::Ratio)
    };
    let plain = worked.formula.is_none() && worked.labels.is_empty() && worked.count.is_none();
    let counted = question.intent != Intent::Count || !plain || !worked.cells.iter().any(money);
    let rated = given || !question.task.percent || worked.formula.is_some() || worked.cells.iter().all(ratio);
    let lasting = !question.task.lasting
        || !worked.labels.is_empty()
        || worked.cells.iter().all(|cell| lasts(&cell.stored.figure));
    // `what does it cost per month?`: an amount for each month.
    let stretch = search.lexicon.asks_per_stretch(&question.asked).map(fold).filter(|_| plain && !given);
    let per = stretch.is_none_or(|stretch| {
        let says = |words: &str| fold(words).contains(&stretch);
        let beside = |cell: &Cell| cell.near.iter().chain(cell.wide.iter()).any(|word| says(word));
        worked.cells.iter().all(|cell| says(&cell.stored.sentence) || beside(cell))
    });
    // `two customers make up 29% of backlog`: a share is no amount.
    let own = |cell: &Cell| {
        let figure = &cell.stored.figure;
        let unit = figure.quantity.unit.as_ref().map(|unit| unit.kind);
        let task = &question.task;
        let asked = task.percent
            || task.rate
            || task.operation == Operation::Share
            || question.intent == Intent::Change;
        given || !plain || asked || figure.role == Role::Delta || measures(figure, unit, search.lexicon)
    };
    let in_time = |cell: &Cell| given || is_in_time(question, &cell.stored.sentence, search);
    // `the cost of the solar park` is no power.
    let of_term = |cell: &Cell| given || !plain || can_be_of(question, &cell.stored.figure, search.lexicon);
    let told = |cell: &Cell| plain && !given && is_in_the_question(question, &cell.stored.figure);
    worked.score >= sure
        && !worked.cells.iter().any(told)
        && worked.cells.iter().all(of_term)
        && worked.cells.iter().all(|cell| own(cell) && in_time(cell))
        && (given || worked.cells.iter().all(|cell| is_of_that_one(question, &cell.stored, search)))
        && !(worked.formula.is_some() && task::repeats(&worked.cells))
        && (given || adds_all(question, worked))
        && counted
        && per
        && rated
        && lasting
        && worked.cells.iter().all(|cell| may_be_money(question, &cell.stored.figure))
        && (given || names_all(question, worked, search.lexicon) && is_of_all(question, worked, search))
}

/// Whether a sum is of as many as the question says there are: `in its three rounds together`.
fn adds_all(question: &Question, worked: &Worked) -> bool {
    let sums = matches!(worked.formula, Some((Formula::Sum, _)));
    let told = quantity::find(&question.asked).quantities;
    let counts = |found: &&quantity::Quantity| match (&found.amount, &found.unit) {
        (quantity::Amount::Exact(value), Some(unit)) => {
            unit.kind == UnitKind::Count && *value > Decimal::ONE && *value < Decimal::TEN
        }
        _ => false,
    };
    let count = told.iter().filter(counts).find_map(|found| match found.amount {
        quantity::Amount::Exact(value) => Some(value),
        quantity::Amount::Range { .. } => None,
    });
    !sums
        || count.is_none_or(|count| count == Decimal::from(worked.cells.len()))
            && listed(&question.asked) <= worked.cells.len()
}

/// How many things a question lists one by one, where they are more than two: `in its seed, first and second rounds`.
fn listed(asked: &str) -> usize {
    let Some((before, _)) = asked.rsplit_once(" and ") else { return 0 };
    let items: Vec<&str> = before.trim_end_matches(',').split(", ").collect();
    let short = |item: &&&str| (1..=LONGEST_ITEM).contains(&item.split_whitespace().count());
    let alike = items.iter().skip(1).rev().take_while(short).count();
    if alike == 0 || alike + 1 < items.len() { 0 } else { alike + 2 }
}

/// How many words a thing in a list has at most.
const LONGEST_ITEM: usize = 3;

/// Whether what is computed for several names has an operand of each.
fn is_of_all(question: &Question, worked: &Worked, search: &Search<'_>) -> bool {
    let measured = question.entities.iter().filter(|asked| asked.known == Known::Measured);
    let families: Vec<Vec<String>> =
        measured.map(|asked| search.directory.family(&asked.name, search.lexicon)).collect();
    let has = |family: &Vec<String>| {
        let entity =
            |cell: &Cell| cell.stored.figure.entity.as_ref().is_some_and(|name| family.contains(name));
        worked.cells.iter().any(entity)
    };
    // The part of a whole may be named like a company: `ferries as a share of Acme's revenue`.
    let formula = worked.formula.as_ref().map(|(formula, _)| *formula);
    let apart = !matches!(formula, None | Some(Formula::Share | Formula::Sum | Formula::Average));
    !apart || families.len() < 2 || families.iter().all(has)
}

/// Whether a figure can be money where only that is asked for; a table may leave its currency out.
pub(super) fn may_be_money(question: &Question, figure: &Figure) -> bool {
    let counts = |kind| matches!(kind, UnitKind::Count | UnitKind::Physical | UnitKind::Duration);
    !(question.no_count && figure.quantity.unit.as_ref().is_some_and(|unit| counts(unit.kind)))
}

/// Whether the unit of a figure can be that of the one listed term a question names; a length of time is asked for in other
/// words, and a percentage may be a part of anything.
fn can_be_of(question: &Question, figure: &Figure, lexicon: &Lexicon) -> bool {
    let [metric] = question.metrics.as_slice() else { return true };
    let term = metric.key.as_deref().and_then(|key| lexicon.metric(key));
    let unit = figure.quantity.unit.as_ref().map(|unit| unit.kind);
    match (term, unit) {
        (Some(term), Some(unit @ (UnitKind::Physical | UnitKind::Count))) => {
            term.units != [UnitKind::Money] || term.units.contains(&unit)
        }
        _ => true,
    }
}

/// Whether a figure is a length of time.
pub(super) fn lasts(figure: &Figure) -> bool {
    figure.quantity.unit.as_ref().is_some_and(is_duration)
}

/// Whether a question counts days, weeks or other lengths of time: `how many weeks`.
pub(super) fn counts_time(question: &Question, lexicon: &Lexicon) -> bool {
    let cues = lexicon.question_cues(&question.asked);
    let counts = cues.iter().filter(|found| found.cue == QuestionCue::HowMany);
    counts.map(|found| question.asked[found.span.end..].trim_start()).any(|counted| {
        let apart = if counted.starts_with(is_han) { "" } else { " " };
        let two = quantity::find(&format!("2{apart}{counted}")).quantities;
        two.first().is_some_and(|two| two.span.start == 0 && two.unit.as_ref().is_some_and(is_duration))
    })
}

fn is_duration(unit: &Unit) -> bool {
    unit.kind == UnitKind::Duration
}

/// Whether the capitalised words of a question that are no known name, a segment or a product, stand with the figures: in
/// their names, in their table, or in a sentence that tells nothing else.
fn names_all(question: &Question, worked: &Worked, lexicon: &Lexicon) -> bool {
    question.proper.iter().all(|word| {
        worked.cells.iter().any(|cell| {
            let beside = cell.row.is_some() && (cell.near.contains(word) || cell.wide.contains(word));
            let apart = || stands_alone(cell) || is_only_place(word, &cell.stored.sentence, lexicon);
            cell.own.contains(word) || beside || (cell.near.contains(word) && apart())
        })
    })
}

/// Whether a figure is all that its sentence tells, lengths of time aside.
fn stands_alone(cell: &Cell) -> bool {
    let found = quantity::find(&cell.stored.sentence).quantities;
    cell.row.is_none()
        && found.iter().filter(|found| !found.unit.as_ref().is_some_and(is_duration)).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_listed_is_counted() {
        #[track_caller]
        fn case(asked: &str, expected: usize) {
            assert_eq!(listed(asked), expected, "{asked}");
        }
        case("How much did Acme raise in its seed, first and second rounds?", 3);
        case("Sales in Q1, Q2, Q3 and Q4 together?", 4);
        case("Sales in Q1, Q2, and Q3 together?", 3);
        case("In 2024, how much did Acme and Globex earn together?", 0);
        case("How much did Acme and Globex earn together?", 0);
    }
}
