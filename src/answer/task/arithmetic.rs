//! The closed set of arithmetic, on exact decimals, with its refusals.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{bounds, sums};
use crate::figures::{Figure, Kind};
use crate::quantity::{Amount, Bound, Direction, Scale, Unit, UnitKind};

/// What was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::answer) struct Computed {
    /// In base units.
    pub(in crate::answer) value: Decimal,
    pub(in crate::answer) unit: Option<Unit>,
    /// Whether it is that much at least, at most or about, as an operand is.
    pub(in crate::answer) bound: Option<Bound>,
    /// The decimals it was rounded to, if to any.
    pub(in crate::answer) decimals: Option<u32>,
    /// Whether rounding changed the value.
    pub(in crate::answer) is_rounded: bool,
}

/// What is computed of the operands, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Formula {
    /// First minus second.
    Difference,
    /// The first, of a longer period, less the second, which is a part of it.
    Remainder,
    /// First minus second, as a percentage of the second.
    Growth,
    Sum,
    Average,
    /// First divided by second.
    Ratio,
    /// First as a percentage of the second.
    Share,
    /// First as a percentage of all, itself included.
    ShareOfAll,
    /// The middle of a range.
    Midpoint,
    /// How far the ends of a range are apart.
    Width,
    /// What comes to each year of a stretch of several.
    PerYear,
    /// What the first was before it grew by the second, a percentage.
    Base,
    /// The middle of the first minus that of the second.
    MidpointChange,
    /// The upper end of the first, a range, minus the second; and the lower end.
    HighChange,
    LowChange,
    /// The same as a percentage of the second.
    HighGrowth,
    LowGrowth,
    /// Two sums held against each other: that of so many operands, and that of the others.
    OfSums {
        pair: Pair,
        first: usize,
    },
}

/// What is computed of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pair {
    Difference,
    Growth,
    Ratio,
    Share,
}

impl Formula {
    /// What is computed once sums are taken as figures.
    #[must_use]
    pub fn of_wholes(self) -> Self {
        match self {
            Self::OfSums { pair, .. } => pair.formula(),
            plain => plain,
        }
    }
}

impl Pair {
    /// The same of two figures.
    pub(super) fn formula(self) -> Formula {
        match self {
            Self::Difference => Formula::Difference,
            Self::Growth => Formula::Growth,
            Self::Ratio => Formula::Ratio,
            Self::Share => Formula::Share,
        }
    }
}

/// Why figures cannot be computed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("a range or a bound is no operand")]
    Inexact,
    #[error("their units differ")]
    Units,
    #[error("one stands in a table that states no scale")]
    Scales,
    #[error("they are of periods of different lengths")]
    Lengths,
    #[error("one was reported and the other is expected")]
    Kinds,
    #[error("division by zero")]
    Zero,
    #[error("the result is too large")]
    Overflow,
}

/// Percentages are told to two decimals unless the asker wants another number.
const DECIMALS: u32 = 2;

/// Computes one formula of figures that can be computed with.
pub(in crate::answer) fn compute(
    formula: Formula,
    operands: &[&Figure],
    decimals: Option<u32>,
) -> Result<Computed, Refusal> {
    if let Formula::OfSums { pair, first } = formula {
        let sides = operands.split_at_checked(first).ok_or(Refusal::Inexact)?;
        return sums::held_against(pair, sides, decimals);
    }
    let formula = of_rates(formula, operands);
    let value = |(place, figure): (usize, &&Figure)| match formula {
        _ if of_an_end(formula) && place == 0 => {
            let upper = matches!(formula, Formula::HighChange | Formula::HighGrowth);
            Ok((end(figure, upper)?, None))
        }
        _ if of_an_end(formula) => Ok((middle(figure)?, None)),
        Formula::Width => Ok((width(figure)?, None)),
        Formula::Midpoint | Formula::MidpointChange => Ok((middle(figure)?, None)),
        _ => bounds::bounded(figure),
    };
    let values: Vec<(Decimal, Option<Bound>)> =
        operands.iter().enumerate().map(value).collect::<Result<_, _>>()?;
    let bound = bounds::of_result(formula, &values)?;
    let values: Vec<Decimal> = values.into_iter().map(|(value, _)| value).collect();
    alike(formula, operands)?;
    let unit = operands.first().and_then(|figure| figure.quantity.unit.clone());
    let (value, unit) = match formula {
        Formula::Difference
        | Formula::Remainder
        | Formula::MidpointChange
        | Formula::HighChange
        | Formula::LowChange => (subtract(&values)?, difference_of(unit)),
        Formula::PerYear => {
            let years = years(operands.first().ok_or(Refusal::Inexact)?)?;
            (values[0].checked_div(years).ok_or(Refusal::Zero)?, unit)
        }
        Formula::Base => {
            let grown = grown(operands)?;
            (values[0].checked_div(grown).ok_or(Refusal::Zero)?, unit)
        }
        Formula::Midpoint | Formula::Width => (*values.first().ok_or(Refusal::Inexact)?, unit),
        Formula::ShareOfAll => {
            let part = *values.first().ok_or(Refusal::Inexact)?;
            (percent(part, sum(&values)?)?, Some(percentage()))
        }
        Formula::Sum => (sum(&values)?, unit),
        Formula::Average => {
            let count = Decimal::from(values.len());
            (sum(&values)?.checked_div(count).ok_or(Refusal::Zero)?, unit)
        }
        Formula::Growth | Formula::HighGrowth | Formula::LowGrowth => {
            let base = values.get(1).copied().ok_or(Refusal::Zero)?;
            (percent(subtract(&values)?, base)?, Some(percentage()))
        }
        Formula::Share => (percent(values[0], *values.get(1).ok_or(Refusal::Zero)?)?, Some(percentage())),
        Formula::Ratio | Formula::OfSums { .. } => {
            let by = *values.get(1).ok_or(Refusal::Zero)?;
            (values[0].checked_div(by).ok_or(Refusal::Zero)?, None)
        }
    };
    let scale = operands.iter().map(|figure| figure.quantity.scale.multiple()).max().unwrap_or(Decimal::ONE);
    let places = match formula {
        Formula::Difference
        | Formula::Remainder
        | Formula::Sum
        | Formula::Midpoint
        | Formula::Width
        | Formula::MidpointChange
        | Formula::HighChange
        | Formula::LowChange => decimals,
        _ => Some(decimals.unwrap_or(DECIMALS)),
    };
    let Some(places) = places else {
        return Ok(Computed { value, unit, bound, decimals: None, is_rounded: false });
    };
    let in_percent = matches!(
        formula,
        Formula::Growth
            | Formula::HighGrowth
            | Formula::LowGrowth
            | Formula::Share
            | Formula::ShareOfAll
            | Formula::Ratio
    );
    let by = if in_percent { Decimal::ONE } else { scale };
    let rounded = (value / by).round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let told = rounded.checked_mul(by).ok_or(Refusal::Overflow)?;
    let is_rounded = told.normalize() != value.normalize();
    Ok(Computed { value: told.normalize(), unit, bound, decimals: Some(places), is_rounded })
}

/// The change of a percentage is told in percentage points, not in percent of a percentage.
pub(in crate::answer) fn of_rates(formula: Formula, operands: &[&Figure]) -> Formula {
    let rate = |figure: &&Figure| figure.quantity.unit.as_ref().is_some_and(|unit| unit.name == "percent");
    if formula == Formula::Growth && operands.iter().all(rate) { Formula::Difference } else { formula }
}

fn exact(figure: &Figure) -> Result<Decimal, Refusal> {
    match figure.quantity.amount {
        Amount::Exact(value) if figure.quantity.bound.is_none() => Ok(value),
        Amount::Exact(_) | Amount::Range { .. } => Err(Refusal::Inexact),
    }
}

/// The middle of a range that is closed on both sides, or the amount itself.
fn middle(figure: &Figure) -> Result<Decimal, Refusal> {
    match figure.quantity.amount {
        Amount::Range { low: Some(low), high: Some(high) } => {
            let both = low.checked_add(high).ok_or(Refusal::Overflow)?;
            both.checked_div(Decimal::TWO).ok_or(Refusal::Overflow)
        }
        _ => exact(figure),
    }
}

/// Whether a formula takes an end of its first operand, a range.
fn of_an_end(formula: Formula) -> bool {
    use Formula::{HighChange, HighGrowth, LowChange, LowGrowth};
    matches!(formula, HighChange | HighGrowth | LowChange | LowGrowth)
}

/// One end of a range that is closed on both sides.
fn end(figure: &Figure, upper: bool) -> Result<Decimal, Refusal> {
    match figure.quantity.amount {
        Amount::Range { low: Some(low), high: Some(high) } => Ok(if upper { high } else { low }),
        _ => Err(Refusal::Inexact),
    }
}

/// How far the ends of a range that is closed on both sides are apart.
fn width(figure: &Figure) -> Result<Decimal, Refusal> {
    match figure.quantity.amount {
        Amount::Range { low: Some(low), high: Some(high) } => high.checked_sub(low).ok_or(Refusal::Overflow),
        _ => Err(Refusal::Inexact),
    }
}

/// How many whole years the period of a figure has, two at least.
pub(in crate::answer) fn years(figure: &Figure) -> Result<Decimal, Refusal> {
    let days = figure.period.as_ref().and_then(|placed| placed.period.days()).ok_or(Refusal::Lengths)?;
    let days = Decimal::from((days.1 - days.0).get_days() + 1);
    let years = (days / DAYS_A_YEAR).round();
    let whole = (days - years * DAYS_A_YEAR).abs() <= Decimal::from(7);
    if years >= Decimal::TWO && whole { Ok(years) } else { Err(Refusal::Lengths) }
}

/// Of the Gregorian calendar, to two decimals.
const DAYS_A_YEAR: Decimal = Decimal::from_parts(36524, 0, 0, false, 2);

/// By what an amount was multiplied when it grew by the percentage that is the second operand.
fn grown(operands: &[&Figure]) -> Result<Decimal, Refusal> {
    let growth = operands.get(1).ok_or(Refusal::Inexact)?;
    if growth.quantity.unit.as_ref().is_none_or(|unit| unit.name != "percent") {
        return Err(Refusal::Units);
    }
    let fell = growth.change.is_some_and(|change| change.direction == Direction::Down);
    let rate = exact(growth)?.abs();
    let signed = if fell { -rate } else { rate };
    let grown = signed.checked_div(Decimal::ONE_HUNDRED).and_then(|rate| rate.checked_add(Decimal::ONE));
    grown.filter(|grown| *grown > Decimal::ZERO).ok_or(Refusal::Zero)
}

/// Figures of different units, lengths or certainty are not computed with.
fn alike(formula: Formula, operands: &[&Figure]) -> Result<(), Refusal> {
    let Some((first, rest)) = operands.split_first() else { return Err(Refusal::Inexact) };
    if formula == Formula::Base {
        return Ok(());
    }
    let unit = |figure: &Figure| figure.quantity.unit.as_ref().map(|unit| (unit.kind, unit.name.clone()));
    let ends = |figure: &Figure| figure.period.as_ref().and_then(|placed| placed.period.end);
    let latest = operands
        .iter()
        .filter(|figure| figure.kind == Some(Kind::Reported))
        .filter_map(|figure| ends(figure))
        .max();
    // What is estimated of a day up to one that is reported on is no expectation any more: `Estimated at June 30`, what
    // analysts had expected of the quarter.
    let past = |figure: &Figure| ends(figure).zip(latest).is_some_and(|(end, latest)| end <= latest);
    let expected = |figure: &Figure| match figure.kind {
        Some(Kind::Guidance | Kind::Forecast) => true,
        Some(Kind::Estimate) => !past(figure),
        _ => false,
    };
    let length = |figure: &Figure| figure.period.as_ref().map(|placed| placed.period.length);
    for other in rest {
        let counted =
            |figure: &Figure| figure.quantity.unit.as_ref().is_none_or(|unit| unit.kind == UnitKind::Count);
        let divides = formula == Formula::Ratio;
        if unit(first) != unit(other) && !divides && !(counted(first) && counted(other)) {
            return Err(Refusal::Units);
        }
        if unscaled(first, other) || unscaled(other, first) {
            return Err(Refusal::Scales);
        }
        let of_ranges = formula == Formula::MidpointChange || of_an_end(formula);
        // `Net debt | 412 | 388E`: what one row tells of several years is of one measure.
        let in_a_row =
            (first.passage, first.sentence, &first.metric) == (other.passage, other.sentence, &other.metric);
        if !of_ranges && !in_a_row && expected(first) != expected(other) {
            return Err(Refusal::Kinds);
        }
        let lengths = (length(first), length(other));
        let adds_up = matches!(formula, Formula::Sum | Formula::Remainder) || of_ranges;
        if !adds_up && matches!(lengths, (Some(one), Some(two)) if one != two) && !divides {
            return Err(Refusal::Lengths);
        }
    }
    Ok(())
}

/// A cell of a table without a scale beside a figure that has one may be in thousands for all that is known.
fn unscaled(cell: &Figure, other: &Figure) -> bool {
    let in_table = !cell.evidence.is_empty();
    let money = |figure: &Figure| figure.quantity.unit.as_ref().is_none_or(Unit::is_money);
    in_table
        && cell.quantity.scale == Scale::One
        && other.quantity.scale != Scale::One
        && money(cell)
        && money(other)
}

fn subtract(values: &[Decimal]) -> Result<Decimal, Refusal> {
    match values {
        [one, two] => one.checked_sub(*two).ok_or(Refusal::Overflow),
        _ => Err(Refusal::Inexact),
    }
}

fn sum(values: &[Decimal]) -> Result<Decimal, Refusal> {
    values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value)).ok_or(Refusal::Overflow)
}

fn percent(part: Decimal, whole: Decimal) -> Result<Decimal, Refusal> {
    let ratio = part.checked_div(whole).ok_or(Refusal::Zero)?;
    ratio.checked_mul(Decimal::ONE_HUNDRED).ok_or(Refusal::Overflow)
}

/// The difference of two percentages is told in percentage points.
fn difference_of(unit: Option<Unit>) -> Option<Unit> {
    unit.map(|unit| match unit.name.as_str() {
        "percent" => Unit { name: "percentage_point".to_owned(), ..unit },
        _ => unit,
    })
}

fn percentage() -> Unit {
    Unit { kind: UnitKind::Ratio, name: "percent".to_owned(), per: None }
}
