//! Periods told from now or from another period: `this week`, `the past twelve months`, `a year earlier`, `the quarter`.

use jiff::civil::Date;

use super::calendar::{self, Days};
use super::reader::{Found, Read, Reader, Told};
use super::stretch::{Part, Stretch, months_length};
use super::vocabulary::{Role, Sense, Shift, Unit};
use super::{Calendar, Length, Reference};

impl Reader<'_> {
    /// `this week`, `last month`, `next quarter`, `the previous quarter`, `this fiscal year`.
    pub(super) fn shifted(&self, at: usize) -> Option<Found> {
        let Sense::Shift(shift) = self.sense(at) else { return None };
        let unit_at = match self.sense(at + 1) {
            Sense::Role(Role::Fiscal | Role::Calendar) => at + 2,
            Sense::Mark('-') if shift == Shift::Previous => at + 2,
            _ => at + 1,
        };
        let Sense::Unit(unit) = self.sense(unit_at) else { return None };
        if shift == Shift::Previous && self.is_plural(unit_at) {
            return None;
        }
        let calendar = if self.is(at + 1, Role::Fiscal) { Calendar::Fiscal } else { Calendar::Unstated };
        let end = unit_at + 1;
        let uncounted = matches!(shift, Shift::Next | Shift::Past) && unit != Unit::Weekend;
        if uncounted && self.is_plural(unit_at) && self.word(unit_at).is_ascii() {
            return Some(self.told(at, end, Told::own(None, Length::Other, calendar)));
        }
        let earlier = |reference, length| Some(self.told(at, end, Told::refers(reference, length)));
        match (shift, unit) {
            (Shift::Previous, Unit::Year) => {
                let dash = self.skip_mark(end, '-');
                let (length, end) = self.referred_unit(dash).unwrap_or((Length::Year, end));
                Some(self.told(at, end, Told::refers(Reference::YearEarlier, length)))
            }
            (Shift::Previous, Unit::Quarter | Unit::Half | Unit::Period | Unit::Month) => {
                earlier(Reference::Previous, unit.length())
            }
            (Shift::This | Shift::Last, Unit::Period) => earlier(
                if shift == Shift::This { Reference::Current } else { Reference::Previous },
                Length::Other,
            ),
            (Shift::Last, Unit::Decade) => self.rolled(at, end, shift, &[(1, unit)]),
            (Shift::Past, Unit::Year | Unit::Decade | Unit::Month | Unit::Half) => {
                self.rolled(at, end, shift, &[(1, unit)])
            }
            (_, Unit::Year) => {
                let ((year, calendar), end) = self.year_term(at)?;
                Some(self.stretch(at, end, Stretch::new(Part::Year, year, calendar)))
            }
            _ => {
                let days = self.anchor.date.and_then(|date| self.shifted_days(date, shift, unit, calendar));
                Some(self.told(at, end, Told::own(days, unit.length(), told_calendar(unit, calendar))))
            }
        }
    }

    /// The unit around a date, moved by the shift.
    pub(super) fn shifted_days(
        &self,
        date: Date,
        shift: Shift,
        unit: Unit,
        calendar: Calendar,
    ) -> Option<Days> {
        let by = match shift {
            Shift::This => 0,
            Shift::Last | Shift::Past | Shift::Previous => -1,
            Shift::Next => 1,
        };
        self.unit_days(date, unit, by, calendar)
    }

    /// The unit around a date, so many units on.
    pub(super) fn unit_days(&self, date: Date, unit: Unit, by: i32, calendar: Calendar) -> Option<Days> {
        let move_weeks = |days: Days, weeks: i32| {
            let days_on = 7 * i64::from(weeks);
            Some((calendar::shift_days(days.0, days_on)?, calendar::shift_days(days.1, days_on)?))
        };
        match unit {
            Unit::Day => calendar::shift_days(date, by.into()).map(|day| (day, day)),
            Unit::Week => move_weeks(calendar::week(date)?, by),
            Unit::Fortnight => {
                move_weeks((calendar::week(date)?.0, move_weeks(calendar::week(date)?, 1)?.1), 2 * by)
            }
            Unit::Weekend => {
                let (start, end) = move_weeks(calendar::week(date)?, by)?;
                Some((calendar::shift_days(start, 5)?, end))
            }
            Unit::Month => calendar::months(date.year(), i32::from(date.month()).checked_add(by)?, 1),
            Unit::Quarter | Unit::Half => self.part_around(date, unit.months()?, by, calendar),
            Unit::Year => calendar::year(date.year().checked_add(i16::try_from(by).ok()?)?),
            Unit::Decade => {
                let first = i32::from(date.year()) - i32::from(date.year()).rem_euclid(10);
                super::years::decade_days(first.checked_add(by.checked_mul(10)?)?)
            }
            Unit::Century | Unit::Period => None,
        }
    }

    /// The quarter or half around a date, by the entity's year where that is known.
    fn part_around(&self, date: Date, months: i32, by: i32, calendar: Calendar) -> Option<Days> {
        let year_end = match (calendar, self.anchor.fiscal_year_end) {
            (Calendar::Fiscal, None) => return None,
            (_, year_end) => i32::from(year_end.unwrap_or(12)),
        };
        let past = (i32::from(date.month()) - 1 - year_end).rem_euclid(months);
        let first = i32::from(date.month()) - past;
        calendar::months(date.year(), first.checked_add(months.checked_mul(by)?)?, months)
    }

    /// `the past twelve months`, `next 3 days`, `5 past years`, `TTM`, `within 18 months`, `4 weeks in the future`.
    pub(super) fn rolling(&self, at: usize) -> Option<Found> {
        match self.sense(at) {
            Sense::Role(Role::TrailingYear) => self.rolled(at, at + 1, Shift::Past, &[(12, Unit::Month)]),
            Sense::Role(Role::Within) => self.within(at),
            Sense::Shift(shift) if self.word(at).is_ascii() => {
                let dash = self.skip_mark(at + 1, '-');
                let (amount, end) = self.amount(dash)?;
                if let Some(found) = self.preceding(at, end, &amount) {
                    return Some(found);
                }
                let back = if shift == Shift::Next { shift } else { Shift::Past };
                (shift != Shift::This && !self.ends_later(end))
                    .then(|| self.rolled(at, end, back, &amount))?
            }
            _ => self.count_first(at),
        }
    }

    /// `the prior nine-month period`: as long as the one under discussion, and just before it.
    fn preceding(&self, at: usize, end: usize, amount: &[(i32, Unit)]) -> Option<Found> {
        let [(count, Unit::Month)] = amount else { return None };
        let dash = self.skip_mark(end, '-');
        let named = self.sense(at) == Sense::Shift(Shift::Previous) && self.is_unit(dash, Unit::Period);
        named.then(|| self.told(at, dash + 1, Told::refers(Reference::Previous, months_length(*count))))
    }

    fn count_first(&self, at: usize) -> Option<Found> {
        let (count, after) = self.count(at)?;
        if let (Sense::Shift(shift @ (Shift::Past | Shift::Last | Shift::Next)), Sense::Unit(unit)) =
            (self.sense(after), self.sense(after + 1))
        {
            let back = if shift == Shift::Next { shift } else { Shift::Past };
            return self.rolled(at, after + 2, back, &[(count, unit)]);
        }
        let (amount, end) = self.amount(at)?;
        let ahead = self.is(end, Role::For) && self.is(end + 1, Role::The) && self.is(end + 2, Role::Future);
        if ahead {
            return self.rolled(at, end + 3, Shift::Next, &amount);
        }
        self.accounting_months(at, end, &amount)
    }

    /// `in six months` as a length figures are told over; in digits it is a quantity.
    fn accounting_months(&self, at: usize, end: usize, amount: &[(i32, Unit)]) -> Option<Found> {
        let [(count @ (3 | 6 | 9 | 12), Unit::Month)] = amount else { return None };
        let spelled = matches!(self.sense(at), Sense::Cardinal(_));
        let period = self.is_unit(self.skip_mark(end, '-'), Unit::Period);
        let led = (spelled && matches!(self.before(at), Sense::Role(Role::For | Role::In)))
            || (period && self.before(at) == Sense::Role(Role::The));
        let goes_on = matches!(
            self.sense(end),
            Sense::Role(Role::Earlier | Role::Later | Role::Ago | Role::From | Role::To)
        );
        (led && !goes_on).then(|| {
            self.told(
                at,
                end + usize::from(period),
                Told::own(None, months_length(*count), Calendar::Unstated),
            )
        })
    }

    /// `within 18 months`, `within the next 3 years`, `within 2 weeks from today`: from the date itself.
    fn within(&self, at: usize) -> Option<Found> {
        let start = self.skip(at + 1, Role::The);
        let start = if self.sense(start) == Sense::Shift(Shift::Next) { start + 1 } else { start };
        let (amount, end) = self.amount(start)?;
        let end = if self.is(end, Role::From) && self.is(end + 1, Role::Today) { end + 2 } else { end };
        let days = self.anchor.date.and_then(|date| {
            let end = amount.iter().try_fold(date, |day, (count, unit)| moved(day, *count, *unit))?;
            Some((date, end.yesterday().ok()?))
        });
        Some(self.told(at, end, Told::own(days, Length::Other, Calendar::Civil)))
    }

    /// Counted units, added up: `5 years 1 month 12 days`.
    pub(super) fn amount(&self, at: usize) -> Read<Vec<(i32, Unit)>> {
        let mut amount = Vec::new();
        let mut end = at;
        while amount.len() < 4 {
            let next = if amount.is_empty() { at } else { self.skip(self.skip_mark(end, ','), Role::And) };
            let Some((count, unit_at)) = self.count(next) else { break };
            let unit_at = self.skip_mark(unit_at, '-');
            let Sense::Unit(unit) = self.sense(unit_at) else { break };
            if matches!(unit, Unit::Period | Unit::Half | Unit::Century) {
                break;
            }
            amount.push((count, unit));
            end = unit_at + 1;
        }
        (!amount.is_empty()).then_some((amount, end))
    }

    /// A counted stretch that ends at the date or begins there.
    pub(super) fn rolled(
        &self,
        first: usize,
        end: usize,
        shift: Shift,
        amount: &[(i32, Unit)],
    ) -> Option<Found> {
        let days = self.anchor.date.and_then(|date| self.rolled_days(date, shift, amount));
        let length = match amount {
            [(count, Unit::Month)] => months_length(*count),
            [(1, Unit::Year)] | [(4, Unit::Quarter)] => Length::TwelveMonths,
            [(1, unit)] => unit.length(),
            _ => Length::Other,
        };
        Some(self.told(first, end, Told::own(days, length, Calendar::Civil)))
    }

    fn rolled_days(&self, date: Date, shift: Shift, amount: &[(i32, Unit)]) -> Option<Days> {
        if let [(count, unit @ (Unit::Quarter | Unit::Weekend))] = amount {
            let nearest = self.shifted_days(date, shift, *unit, Calendar::Unstated)?;
            let farthest = self.unit_days(
                date,
                *unit,
                if shift == Shift::Next { *count } else { -count },
                Calendar::Unstated,
            )?;
            return Some((nearest.0.min(farthest.0), nearest.1.max(farthest.1)));
        }
        if let (Shift::Next, [(count, Unit::Decade)]) = (shift, amount) {
            let first = self.unit_days(date, Unit::Decade, 1, Calendar::Civil)?;
            return Some((first.0, self.unit_days(date, Unit::Decade, *count, Calendar::Civil)?.1));
        }
        if shift == Shift::Next {
            let by_day = matches!(amount, [(_, Unit::Day | Unit::Week | Unit::Fortnight)]);
            let start = if by_day { date.tomorrow().ok()? } else { date };
            let end = amount.iter().try_fold(start, |day, (count, unit)| moved(day, *count, *unit))?;
            return Some((start, end.yesterday().ok()?));
        }
        let start = amount.iter().try_fold(date, |day, (count, unit)| moved(day, -count, *unit))?;
        Some((start, date.yesterday().ok()?))
    }
}

fn told_calendar(unit: Unit, calendar: Calendar) -> Calendar {
    match unit {
        Unit::Quarter | Unit::Half | Unit::Year => calendar,
        _ => Calendar::Civil,
    }
}

/// A day so many units on.
pub(super) fn moved(day: Date, count: i32, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Day => calendar::shift_days(day, count.into()),
        Unit::Week | Unit::Weekend => calendar::shift_days(day, 7 * i64::from(count)),
        Unit::Fortnight => calendar::shift_days(day, 14 * i64::from(count)),
        Unit::Period => None,
        _ => calendar::shift_months(day, unit.months()?.checked_mul(count)?),
    }
}
