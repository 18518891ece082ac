//! Which figure stands for a period, where several reports tell it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::Cited;
use super::super::agreement::{agree, significant};
use super::super::candidates::Candidate;
use super::super::evidence::Evidence;
use crate::figures::{Kind, Role};
use crate::period::Length;
use crate::quantity::{Amount, Unit};

/// Candidates of one length, by the last day of their period.
pub(super) type Periods<'c> = BTreeMap<Date, Vec<&'c Candidate>>;

/// The figure of a period, and what it was before it was restated.
pub(super) struct Chosen {
    pub(super) cited: Cited,
    pub(super) was: Option<Cited>,
}

/// The candidates of the same thing in the same unit, by length of their period and its last day.
pub(super) fn by_length(matching: &[Candidate]) -> BTreeMap<Length, Periods<'_>> {
    let bare = matching.iter().map(|candidate| candidate.fit.extra).max();
    let same = matching.iter().filter(|candidate| Some(candidate.fit.extra) == bare && is_sound(candidate));
    let dated: Vec<(&Candidate, Length, Date)> = same
        .filter_map(|candidate| {
            let period = &candidate.stored.figure.period.as_ref()?.period;
            Some((candidate, class(period.length), period.end?))
        })
        .collect();
    let unit = common_unit(&dated);
    let mut lengths: BTreeMap<Length, Periods<'_>> = BTreeMap::new();
    for (candidate, length, end) in dated {
        if candidate.stored.figure.quantity.unit == unit {
            lengths.entry(length).or_default().entry(end).or_default().push(candidate);
        }
    }
    lengths
}

/// The wanted length if it has points, or else the one with most of them, the shorter of two.
pub(super) fn length(by_length: &BTreeMap<Length, Periods<'_>>, wanted: Option<Length>) -> Option<Length> {
    if let Some(wanted) = wanted {
        return by_length.contains_key(&class(wanted)).then(|| class(wanted));
    }
    let most = by_length.values().map(BTreeMap::len).max()?;
    by_length.iter().find(|(_, periods)| periods.len() == most).map(|(length, _)| *length)
}

/// The best figure of a period that its source still carries: of the surest kind, told most often, most finely.
pub(super) fn figure(candidates: &[&Candidate], evidence: &mut Evidence<'_>) -> Option<Chosen> {
    let mut ranked: Vec<&&Candidate> = candidates.iter().collect();
    ranked.sort_by_key(|candidate| std::cmp::Reverse(rank(candidate, candidates)));
    let (best, cited) =
        ranked.iter().find_map(|candidate| Some((**candidate, evidence.cite_figure(&candidate.stored)?)))?;
    let is_restated = best.stored.figure.kind == Some(Kind::Restated);
    let original = ranked.iter().find(|other| {
        is_restated
            && is_fact(other.stored.figure.kind)
            && other.stored.figure.kind != Some(Kind::Restated)
            && !same_size(&other.stored.figure.quantity.amount, &best.stored.figure.quantity.amount)
    });
    let was = original.and_then(|other| evidence.cite_figure(&other.stored));
    Some(Chosen { cited, was })
}

fn rank(candidate: &Candidate, all: &[&Candidate]) -> (u8, usize, u32, bool) {
    let figure = &candidate.stored.figure;
    let sure = match figure.kind {
        Some(Kind::Restated) => 5,
        Some(Kind::Reported) | None => 4,
        Some(Kind::Guidance) => 3,
        Some(Kind::Forecast) => 2,
        Some(Kind::Estimate) => 1,
        Some(Kind::Analysis) => 0,
    };
    let alike = all.iter().filter(|other| {
        is_fact(other.stored.figure.kind) == is_fact(figure.kind)
            && other.stored.figure.quantity.amount == figure.quantity.amount
    });
    let digits = match figure.quantity.amount {
        Amount::Exact(value) => significant(value),
        Amount::Range { .. } => 0,
    };
    (sure, alike.count(), digits, figure.role != Role::Prior)
}

/// What a guidance is held against belongs to another period than the guidance.
fn is_sound(candidate: &Candidate) -> bool {
    let figure = &candidate.stored.figure;
    figure.role != Role::Delta && (figure.role != Role::Prior || is_fact(figure.kind))
}

fn is_fact(kind: Option<Kind>) -> bool {
    matches!(kind, None | Some(Kind::Reported | Kind::Restated))
}

/// Equal or rounded, whatever the sign: a net loss is told with and without one.
fn same_size(one: &Amount, other: &Amount) -> bool {
    let unsigned = |amount: &Amount| match amount {
        Amount::Exact(value) => Amount::Exact(value.abs()),
        range @ Amount::Range { .. } => *range,
    };
    agree(&unsigned(one), &unsigned(other))
}

fn class(length: Length) -> Length {
    if length == Length::TwelveMonths { Length::Year } else { length }
}

/// The unit that most of the figures have.
fn common_unit(dated: &[(&Candidate, Length, Date)]) -> Option<Unit> {
    let units = || dated.iter().map(|(candidate, ..)| &candidate.stored.figure.quantity.unit);
    units().max_by_key(|unit| units().filter(|other| other == unit).count()).cloned().flatten()
}
