//! Two sums held against each other: what one spent in a year against another's four quarters.
//!
//! The rule: each side is summed first and then taken as one figure of the whole time that its parts make up; sides of
//! different lengths are refused, but for a ratio.

use jiff::civil::Date;

use super::Refusal;
use super::arithmetic::{Computed, Formula, Pair, compute};
use crate::figures::Figure;
use crate::quantity::Amount;

/// How many days apart the lengths of two years or two quarters may be.
const DAYS_APART: i32 = 10;

pub(super) fn held_against(
    pair: Pair,
    sides: (&[&Figure], &[&Figure]),
    decimals: Option<u32>,
) -> Result<Computed, Refusal> {
    let (one, other) = (summed(sides.0)?, summed(sides.1)?);
    let lasts = |(first, last): (Date, Date)| (last - first).get_days();
    if let (Some(one), Some(other)) = (stretch(sides.0), stretch(sides.1))
        && pair != Pair::Ratio
        && (lasts(one) - lasts(other)).abs() > DAYS_APART
    {
        return Err(Refusal::Lengths);
    }
    compute(pair.formula(), &[&one, &other], decimals)
}

/// The sum of figures as one figure without a time of its own.
fn summed(figures: &[&Figure]) -> Result<Figure, Refusal> {
    let first = *figures.first().ok_or(Refusal::Inexact)?;
    let scale = figures.iter().map(|figure| figure.quantity.scale).max_by_key(|scale| scale.multiple());
    let sum = compute(Formula::Sum, figures, None)?;
    let mut whole = Figure { period: None, ..first.clone() };
    whole.quantity.amount = Amount::Exact(sum.value);
    whole.quantity.bound = sum.bound;
    whole.quantity.scale = scale.unwrap_or(whole.quantity.scale);
    Ok(whole)
}

/// First and last day of what figures are of, where all say it.
fn stretch(figures: &[&Figure]) -> Option<(Date, Date)> {
    let days: Option<Vec<(Date, Date)>> =
        figures.iter().map(|figure| figure.period.as_ref()?.period.days()).collect();
    let days = days?;
    let first = days.iter().map(|(from, _)| *from).min()?;
    Some((first, days.iter().map(|(_, to)| *to).max()?))
}
