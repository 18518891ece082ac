//! Two sides held against each other that each have a company and a time of their own.
//!
//! The rule: a side is one figure, or the sum of figures that make up its time without a gap; what both sides are made of
//! is shown.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Found, Reckoner, days, ends, exact, has_length, period};
use crate::answer::task::{Formula, Pair, Worked};
use crate::figures::Metric;
use crate::index::{IndexError, StoredFigure};
use crate::period::{Length, Period};
use crate::question::{Asked, Operation, Side};

/// How long after a quarter its figures are still the newest there are.
const DAYS_NEWEST: i32 = 190;

impl Reckoner<'_> {
    /// What a question asks of its two sides; `None` where it has none or one of them is not told.
    pub(super) fn of_sides(&self) -> Found<Worked> {
        use Operation::{Difference, Gap, Growth, Largest, Ratio, Share, Smallest};
        let operation = self.question.task.operation;
        if !matches!(operation, Difference | Gap | Growth | Largest | Ratio | Share | Smallest) {
            return Ok(None);
        }
        let sides = match self.question.task.sides.as_slice() {
            [one, other] => [one.clone(), other.clone()],
            _ => match self.shared() {
                Some(sides) => sides,
                None => return Ok(None),
            },
        };
        for metric in self.terms() {
            let [one, other] = [self.side(&sides[0], metric)?, self.side(&sides[1], metric)?];
            if one.is_empty() || other.is_empty() || self.are_plain(&one, &other) {
                continue;
            }
            let larger_first = [one.clone(), other.clone()].map(|side| total(&side));
            let turned = larger_first[0] < larger_first[1] && self.is_unsigned();
            let [one, other] = if turned { [other, one] } else { [one, other] };
            let formula = Formula::OfSums { pair: self.pair(), first: one.len() };
            return self.computed(formula, one.into_iter().chain(other).collect());
        }
        Ok(None)
    }

    /// Two companies over one running year: each reports it at its own time.
    fn shared(&self) -> Option<[Side; 2]> {
        let ([one, other], [only]) =
            (self.question.entities.as_slice(), self.question.task.periods.as_slice())
        else {
            return None;
        };
        self.running_year(only)?;
        let side = |asked: &Asked| Side {
            asked: asked.clone(),
            periods: vec![only.clone()],
            is_stretch: false,
            stated: Vec::new(),
        };
        Some([side(one), side(other)])
    }

    /// One figure on either side of one time is what plain arithmetic is for.
    fn are_plain(&self, one: &[StoredFigure], other: &[StoredFigure]) -> bool {
        one.len() == 1 && other.len() == 1 && days(&one[0]) == days(&other[0])
    }

    fn pair(&self) -> Pair {
        match self.question.task.operation {
            Operation::Ratio => Pair::Ratio,
            Operation::Share => Pair::Share,
            Operation::Growth => Pair::Growth,
            _ => Pair::Difference,
        }
    }

    /// Whether what is asked for is told of the larger against the smaller: how far apart, how many times.
    fn is_unsigned(&self) -> bool {
        !matches!(self.question.task.operation, Operation::Share | Operation::Growth)
    }

    /// The figures that make up one side.
    fn side(&self, side: &Side, metric: &Metric) -> Result<Vec<StoredFigure>, IndexError> {
        if let [value, ..] = side.stated.as_slice() {
            let told = self.candidates(&side.asked, metric, None)?;
            let same = |stored: &StoredFigure| exact(stored) == Some(*value);
            let found: Vec<StoredFigure> =
                told.into_iter().map(|candidate| candidate.stored).filter(same).take(1).collect();
            return Ok(found);
        }
        if let [only] = side.periods.as_slice() {
            if let Some(told) = self.figure(&side.asked, metric, Some(only))? {
                return Ok(vec![told]);
            }
            if let Some(year) = self.running_year(only) {
                return self.last_four_quarters(&side.asked, metric, year);
            }
        }
        if side.periods.len() > 1 && !side.is_stretch {
            return self.of_each(&side.asked, metric, &side.periods);
        }
        match bounds(&side.periods) {
            Some(bounds) => self.parts_between(&side.asked, metric, bounds),
            None => Ok(Vec::new()),
        }
    }

    /// The last day of a year that runs up to the day of asking: `the past twelve months`.
    pub(super) fn running_year(&self, period: &Period) -> Option<Date> {
        let ((start, end), today) = (period.days()?, self.question.today?);
        let year = (end - start).get_days() > 360;
        (year && (today - end).get_days().abs() <= 1).then_some(end)
    }

    /// The newest four quarters in a row that are told, where they end near the day of asking.
    pub(super) fn last_four_quarters(
        &self,
        asked: &Asked,
        metric: &Metric,
        today: Date,
    ) -> Result<Vec<StoredFigure>, IndexError> {
        let mut quarters = self.series(asked, metric)?;
        quarters.retain(|stored| has_length(stored, Length::Quarter));
        quarters.truncate(4);
        let before = |pair: &[StoredFigure]| {
            let day = ends(&pair[1]).and_then(|end| end.tomorrow().ok());
            day.is_some() && period(&pair[0]).and_then(|period| period.start) == day
        };
        let newest = quarters.first().and_then(ends);
        let fresh = newest.is_some_and(|end| (today - end).get_days() <= DAYS_NEWEST);
        let whole = quarters.len() == 4 && quarters.windows(2).all(before) && fresh;
        Ok(if whole { quarters } else { Vec::new() })
    }
}

fn total(side: &[StoredFigure]) -> Decimal {
    side.iter().filter_map(exact).sum()
}

/// First and last day of what one side is about.
fn bounds(periods: &[Period]) -> Option<(Date, Date)> {
    let starts: Option<Vec<Date>> = periods.iter().map(|period| period.start).collect();
    let ends: Option<Vec<Date>> = periods.iter().map(|period| period.end).collect();
    Some((starts?.into_iter().min()?, ends?.into_iter().max()?))
}
