//! Whether two figures say the same: equal, rounded, told finer, or in conflict.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Cited;
use super::candidates::{Candidate, Found};
use super::dating::PeriodFit;
use super::evidence::Evidence;
use crate::figures::{Figure, PeriodFrom};
use crate::quantity::{Amount, Scale};

/// The same amount told to more places in the same report: 218,412 million where the headline says 218.4 billion.
pub(super) fn finer<'f>(
    best: &'f Candidate,
    found: &'f Found,
    evidence: &mut Evidence<'_>,
) -> Option<(&'f Candidate, Cited)> {
    let digits = |candidate: &Candidate| match candidate.stored.figure.quantity.amount {
        Amount::Exact(value) => significant(value),
        Amount::Range { .. } => 0,
    };
    let known = best.stored.figure.quantity.amount;
    let same = |other: &&Candidate| {
        other.stored.document == best.stored.document
            && other.stored.figure.quantity.bound.is_none()
            && same_slot(&best.stored.figure, &other.stored.figure)
            && other.fit.extra == best.fit.extra
            && agree(&known, &other.stored.figure.quantity.amount)
            && digits(other) > digits(best)
    };
    let finer = found.matching.iter().filter(same).max_by_key(|candidate| digits(candidate))?;
    Some((finer, evidence.cite_figure(&finer.stored)?))
}

/// Figures of the same entity, metric and period that give another amount.
pub(super) fn disagreeing<'f>(best: &Candidate, found: &'f Found) -> Vec<(&'f Candidate, &'static str)> {
    let dated = best.stored.figure.period.as_ref().and_then(|placed| placed.period.end).is_some();
    if !dated {
        return Vec::new();
    }
    let mut seen = vec![best.stored.figure.quantity.amount];
    let mut others = Vec::new();
    for other in &found.matching {
        let exact =
            other.stored.figure.quantity.bound.is_none() && best.stored.figure.quantity.bound.is_none();
        let same = exact
            && is_told_apart(best, other)
            && other.fit.period == PeriodFit::Exact
            && same_slot(&best.stored.figure, &other.stored.figure)
            && best.fit.extra == other.fit.extra;
        let amount = other.stored.figure.quantity.amount;
        if same && !seen.iter().any(|known| agree(known, &amount)) {
            seen.push(amount);
            let restated = [best, other].iter().any(|candidate| candidate.fit.restated);
            others.push((other, if restated { "restated" } else { "unexplained" }));
        }
    }
    others
}

/// A report does not contradict itself within a sentence, and what only takes its period from elsewhere may be of another.
fn is_told_apart(best: &Candidate, other: &Candidate) -> bool {
    let (best, other) = (&best.stored, &other.stored);
    let one_sentence = best.document == other.document && best.figure.sentence == other.figure.sentence;
    let dated = other.figure.period.as_ref().is_some_and(|placed| placed.from == PeriodFrom::Stated);
    let scaled = |figure: &Figure| figure.quantity.scale != Scale::One;
    let sized = scaled(&best.figure) == scaled(&other.figure) || !other.figure.evidence.is_empty();
    !one_sentence && dated && sized
}

fn same_slot(one: &Figure, other: &Figure) -> bool {
    let period = |figure: &Figure| {
        figure.period.as_ref().map(|placed| (placed.period.start, placed.period.end, placed.period.length))
    };
    one.entity == other.entity
        && one.quantity.unit == other.quantity.unit
        && period(one) == period(other)
        && one.kind == other.kind
        && one.change == other.change
}

/// Whether two amounts are one, told to different places: the coarser is the finer rounded.
pub(super) fn agree(one: &Amount, other: &Amount) -> bool {
    let (Amount::Exact(one), Amount::Exact(other)) = (one, other) else { return one == other };
    let (one, other) = (one.normalize(), other.normalize());
    // People round a half up; programs, often to the even digit.
    let ways = [RoundingStrategy::MidpointAwayFromZero, RoundingStrategy::MidpointNearestEven];
    let rounds = |fine: Decimal, coarse: Decimal| {
        // Nobody rounds 16% to 20%.
        let digits = significant(coarse).max(2);
        ways.into_iter().any(|way| fine.round_sf_with_strategy(digits, way) == Some(coarse))
    };
    one == other || rounds(one, other) || rounds(other, one)
}

/// How many digits a number is printed with, trailing zeros of a whole number left out.
pub(super) fn significant(value: Decimal) -> u32 {
    let digits = value.mantissa().unsigned_abs().to_string();
    u32::try_from(digits.trim_end_matches('0').len().max(1)).unwrap_or(28)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(one: &str, other: &str, expected: bool) {
        let amount = |told: &str| Amount::Exact(told.parse().expect("a number"));
        assert_eq!(agree(&amount(one), &amount(other)), expected, "{one} {other}");
        assert_eq!(agree(&amount(other), &amount(one)), expected, "{other} {one}");
    }

    #[test]
    fn a_rounded_number_agrees_whichever_way_a_half_goes() {
        case("14250000", "14300000", true);
        case("14250000", "14200000", true);
        case("14260000", "14200000", false);
        case("1240000000", "1250000000", false);
        case("147", "147.0", true);
    }

    #[test]
    fn round_numbers_are_no_rounding_of_others_far_away() {
        case("16", "20", false);
        case("1960000000", "2000000000", true);
        case("1600000000", "2000000000", false);
    }
}
