//! The members that answers and readings have in common.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::figures::{Basis, Figure};
use crate::period::Period;
use crate::quantity::{Amount, Direction, Unit, UnitKind};

#[derive(Serialize)]
pub(super) struct PeriodMember<'a> {
    label: &'a str,
    start: Option<Date>,
    end: Option<Date>,
}

impl<'a> PeriodMember<'a> {
    pub(super) fn new(period: &'a Period) -> Self {
        Self { label: &period.label, start: period.start, end: period.end }
    }

    pub(super) fn undated(label: &'a str) -> Self {
        Self { label, start: None, end: None }
    }
}

#[derive(Serialize)]
pub(super) struct ChangeMember {
    direction: Direction,
    basis: Option<Basis>,
}

/// The change the sentence tells, or else the one the number's own words tell (`doubled`).
pub(super) fn change(figure: &Figure) -> Option<ChangeMember> {
    let told = figure.change.map(|change| ChangeMember { direction: change.direction, basis: change.basis });
    told.or(figure.quantity.direction.map(|direction| ChangeMember { direction, basis: None }))
}

/// `value`, `low` and `high`: the exact amount, or the sides of a range.
pub(super) fn values(amount: &Amount) -> (Option<f64>, Option<f64>, Option<f64>) {
    match *amount {
        Amount::Exact(value) => (Some(float(value)), None, None),
        Amount::Range { low, high } => (None, low.map(float), high.map(float)),
    }
}

/// The float nearest to a decimal; parsing its digits rounds once, where arithmetic would round twice.
fn float(value: Decimal) -> f64 {
    value.to_string().parse().expect("a decimal prints as a number")
}

/// A unit with what it is counted per: `USD per barrel`, `kilometer per hour`. Money per share keeps its bare code, as
/// `EPS of $1.87` does; `per` tells it beside.
pub(super) fn unit_in_full(unit: &Unit) -> String {
    match &unit.per {
        Some(per) if !(unit.is_money() && per == "share") => format!("{} per {per}", unit.name),
        _ => unit.name.clone(),
    }
}

/// Money keeps its bare code; a measured unit carries what it is counted per (`kilometer per hour`).
pub(super) fn unit(unit: &Unit) -> String {
    match (&unit.per, unit.kind) {
        (Some(per), UnitKind::Physical | UnitKind::Duration) => format!("{} per {per}", unit.name),
        _ => unit.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(decimal: &str, expected: f64) {
        let value = float(decimal.parse().expect("a decimal"));
        assert!(value.to_bits() == expected.to_bits(), "{value} is not {expected}");
    }

    #[test]
    fn decimals_become_the_nearest_float() {
        case("39824000000", 39_824_000_000.0);
        case("0.1", 0.1);
        case("-5.36", -5.36);
        case("1.1e-7", 1.1e-7);
        case("12.70", 12.7);
    }

    #[test]
    fn measured_units_say_what_they_are_counted_per() {
        let speed =
            Unit { kind: UnitKind::Physical, name: "kilometer".to_owned(), per: Some("hour".to_owned()) };
        assert_eq!(unit(&speed), "kilometer per hour");
        let price = Unit { kind: UnitKind::Money, name: "USD".to_owned(), per: Some("share".to_owned()) };
        assert_eq!(unit(&price), "USD");
        assert_eq!(unit_in_full(&price), "USD");
        let oil = Unit { per: Some("barrel".to_owned()), ..price };
        assert_eq!(unit_in_full(&oil), "USD per barrel");
    }
}
