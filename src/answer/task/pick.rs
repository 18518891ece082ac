//! Which figures of a series are of the periods asked for.

use jiff::civil::Date;

use super::periods::{self, Affinity};
use super::sheet::Cell;
use crate::answer::agreement::{agree, significant};
use crate::figures::Role;
use crate::period::Period;
use crate::quantity::{Amount, Bound};

/// The figure of a series that is of this period.
pub(super) fn at<'s>(cells: &[&'s Cell], asked: &Period) -> Option<&'s Cell> {
    let fitting = cells.iter().filter_map(|cell| Some((fit(cell, asked)?, *cell)));
    // The first of equals: a table prints what it is about before what repeats it.
    let mut best: Option<(Affinity, &Cell)> = None;
    for (affinity, cell) in fitting {
        if best.is_none_or(|(known, _)| affinity > known) {
            best = Some((affinity, cell));
        }
    }
    best.map(|(_, cell)| cell)
}

fn fit(cell: &Cell, asked: &Period) -> Option<Affinity> {
    let known = &cell.stored.figure.period.as_ref()?.period;
    periods::affinity(asked, known)
}

/// The figures of a series by when they end, newest first; those without a date in their order of print. Of one stretch,
/// what held before a change comes last.
pub(super) fn newest_first<'s>(cells: &[&'s Cell]) -> Vec<&'s Cell> {
    let mut cells = cells.to_vec();
    let left = |cell: &Cell| cell.stored.figure.role == Role::Prior;
    cells.sort_by_key(|cell| (std::cmp::Reverse(ends(cell)), left(cell)));
    cells.dedup_by(|one, other| same_days(one, other));
    cells
}

/// Whether two figures are of one stretch, however it is called.
fn same_days(one: &Cell, other: &Cell) -> bool {
    let days = |cell: &Cell| period(cell).map(|period| (period.start, period.end, period.length));
    match (days(one), days(other)) {
        (Some((_, None, _)), _) | (None, _) => period(one) == period(other),
        (one, other) => one == other,
    }
}

pub(super) fn period(cell: &Cell) -> Option<&Period> {
    cell.stored.figure.period.as_ref().map(|placed| &placed.period)
}

/// When a figure's period ends, or the end of the year its label names.
pub(super) fn ends(cell: &Cell) -> Option<Date> {
    let period = period(cell)?;
    period.end.or_else(|| Date::new(periods::year(period)?, 12, 31).ok())
}

/// The figure of the series whose period is the one before.
pub(super) fn before<'s>(cells: &[&'s Cell], later: &Cell) -> Option<&'s Cell> {
    let end = ends(later)?;
    let length = period(later)?.length;
    let mut earlier: Vec<&'s Cell> = cells
        .iter()
        .filter(|cell| ends(cell).is_some_and(|other| other < end))
        .filter(|cell| period(cell).is_some_and(|period| period.length == length))
        .copied()
        .collect();
    earlier.sort_by_key(|cell| std::cmp::Reverse(ends(cell)));
    earlier.first().copied()
}

/// Where a figure is told as about so much, the same one told exactly, if there is one: 1,370 million for about 1.4 billion.
pub(super) fn finest<'s>(cell: &'s Cell, all: impl Iterator<Item = &'s Cell>) -> &'s Cell {
    let figure = &cell.stored.figure;
    if figure.quantity.bound != Some(Bound::About) {
        return cell;
    }
    let key = |cell: &Cell| cell.stored.figure.metric.as_ref().and_then(|metric| metric.key.clone());
    let days = |cell: &Cell| period(cell).and_then(Period::days);
    let same = |other: &&Cell| {
        let told = &other.stored.figure;
        told.quantity.bound.is_none()
            && told.quantity.unit == figure.quantity.unit
            && told.entity == figure.entity
            && told.role == figure.role
            && key(other).is_some()
            && key(other) == key(cell)
            && days(other).is_some()
            && days(other) == days(cell)
            && agree(&figure.quantity.amount, &told.quantity.amount)
    };
    all.filter(same).max_by_key(|other| digits(other)).unwrap_or(cell)
}

fn digits(cell: &Cell) -> u32 {
    match cell.stored.figure.quantity.amount {
        Amount::Exact(value) => significant(value),
        Amount::Range { .. } => 0,
    }
}
