//! Periods told from the one under discussion: `the same period last year`, `a year earlier`, `the quarter`.

use super::calendar::Days;
use super::reader::{Found, Read, Reader, Told};
use super::stretch::{Part, Stretch, Year};
use super::vocabulary::{Role, Sense, Shift, Unit};
use super::{Calendar, Length, Reference};

impl Reader<'_> {
    /// A period that only the one under discussion can date.
    pub(super) fn reference(&self, at: usize) -> Option<Found> {
        self.same(at)
            .or_else(|| self.earlier_by_one(at))
            .or_else(|| self.year_ago_unit(at))
            .or_else(|| self.last_years_period(at))
            .or_else(|| self.until_now(at))
            .or_else(|| self.current(at))
    }

    /// `the same period last year`, `the corresponding quarter of 2024`, `the same quarter a year ago`.
    fn same(&self, at: usize) -> Option<Found> {
        let this = self.sense(at) == Sense::Shift(Shift::This);
        // `vs the same one last year`
        let one = self.is(at, Role::Same) && self.sense(at + 1) == Sense::Cardinal(1);
        if one || (this || self.is(at, Role::Same)) && self.is(at + 1, Role::Time) {
            let joint = self.skip(self.skip(at + 2, Role::For), Role::Of);
            let year_back = self.year_back(joint).map(|(_, end)| end);
            let last_year = self.year_term(joint).filter(|((year, _), _)| *year == Year::Shifted(-1));
            let end = year_back.or(last_year.map(|(_, end)| end))?;
            return Some(self.told(at, end, Told::refers(Reference::YearEarlier, Length::Other)));
        }
        if !self.is(at, Role::Same) {
            return None;
        }
        let after_kind = self.skip(at + 1, Role::Fiscal);
        let (length, end) = self.referred_unit(after_kind).or_else(|| self.reporting_month(after_kind))?;
        let refers = |reference, end| Some(self.told(at, end, Told::refers(reference, length)));
        let joint = match self.sense(end) {
            Sense::Role(Role::Of | Role::For | Role::In) => end + 1,
            _ => self.skip_mark(end, ','),
        };
        if let Some((_, end)) = self.year_back(joint) {
            return refers(Reference::YearEarlier, end);
        }
        match self.year_term(joint) {
            Some(((Year::Given(_) | Year::Shifted(-1), _), end)) => refers(Reference::YearEarlier, end),
            _ => refers(Reference::Current, end),
        }
    }

    /// `time`, as in `the same time last year`, counts as no unit; a month does.
    fn reporting_month(&self, at: usize) -> Read<Length> {
        matches!(self.sense(at), Sense::Month(_)).then_some((Length::Month, at + 1))
    }

    /// The unit a reference is made to: `quarter`, `three months`, `nine-month period`, `period`.
    pub(super) fn referred_unit(&self, at: usize) -> Read<Length> {
        if let Some((amount, end)) = self.amount(at).filter(|(amount, _)| amount.len() == 1) {
            let end = self.skip_unit(self.skip_mark(end, '-'), Unit::Period);
            let length = match amount[..] {
                [(count, Unit::Month)] => super::stretch::months_length(count),
                _ => Length::Other,
            };
            return Some((length, end));
        }
        let start = self.skip(at, Role::Fiscal);
        match self.sense(start) {
            Sense::Unit(unit @ (Unit::Quarter | Unit::Half | Unit::Month | Unit::Week | Unit::Year)) => {
                Some((unit.length(), self.skip_unit(self.skip_mark(start + 1, '-'), Unit::Period)))
            }
            Sense::Unit(Unit::Period) => Some((Length::Other, start + 1)),
            _ => None,
        }
    }

    /// `a year earlier`, `one year ago`, `the year before`, `the prior year`, `year earlier`.
    pub(super) fn year_back(&self, at: usize) -> Read<()> {
        let start = self.skip(self.skip(at, Role::The), Role::A);
        let start = if start == at && self.sense(at) == Sense::Cardinal(1) { at + 1 } else { start };
        let year_at = match self.sense(start) {
            Sense::Shift(Shift::Previous) => start + 1,
            _ => start,
        };
        let year_at = self.skip(year_at, Role::Fiscal);
        if !self.is_unit(year_at, Unit::Year) || self.is_plural(year_at) {
            return None;
        }
        let dash = self.skip_mark(year_at + 1, '-');
        match self.sense(dash) {
            Sense::Role(Role::Ago | Role::Earlier) => Some(((), dash + 1)),
            _ => (self.sense(start) == Sense::Shift(Shift::Previous)).then_some(((), year_at + 1)),
        }
    }

    /// `a year earlier`, `a quarter ago`, `the quarter before`, `three months earlier`.
    fn earlier_by_one(&self, at: usize) -> Option<Found> {
        if let Some((_, end)) =
            self.year_back(at).filter(|_| !self.is(at, Role::The) || self.is_unit(at + 1, Unit::Year))
        {
            let prior = self.is_unit(end - 1, Unit::Year);
            let length = if prior { Length::Year } else { Length::Other };
            let (length, end) = self.referred_unit(end).unwrap_or((length, end));
            return Some(self.told(at, end, Told::refers(Reference::YearEarlier, length)));
        }
        let (back, length) = match (self.sense(at), self.sense(at + 1)) {
            (
                Sense::Role(Role::A | Role::The) | Sense::Cardinal(1),
                Sense::Unit(unit @ (Unit::Quarter | Unit::Month | Unit::Half)),
            ) if !self.is_plural(at + 1) => (at + 2, unit.length()),
            _ => {
                let (amount, end) = self.amount(at)?;
                let earlier = matches!(self.sense(end), Sense::Role(Role::Ago | Role::Earlier));
                if earlier && amount[..] == [(12, Unit::Month)] {
                    let told = Told::refers(Reference::YearEarlier, Length::Other);
                    return Some(self.told(at, end + 1, told));
                }
                let [(count @ (3 | 6), Unit::Month)] = amount[..] else { return None };
                (end, super::stretch::months_length(count))
            }
        };
        // `the quarter just before`
        let close =
            ["just", "right", "immediately"].iter().any(|word| self.word(back).eq_ignore_ascii_case(word));
        let back = back + usize::from(close);
        let earlier = matches!(self.sense(back), Sense::Role(Role::Ago | Role::Earlier));
        earlier.then(|| self.told(at, back + 1, Told::refers(Reference::Previous, length)))
    }

    /// `year-ago quarter`, `year-earlier period`, `prior-year`, `prior-period`.
    fn year_ago_unit(&self, at: usize) -> Option<Found> {
        let prior = self.sense(at) == Sense::Shift(Shift::Previous);
        let year_at = if prior { self.skip_mark(at + 1, '-') } else { at };
        if !self.is_unit(year_at, Unit::Year) || self.is_plural(year_at) {
            return None;
        }
        let dash = self.skip_mark(year_at + 1, '-');
        let ago = matches!(self.sense(dash), Sense::Role(Role::Ago | Role::Earlier));
        let after = if ago { dash + 1 } else { dash };
        let (length, end) = match self.referred_unit(self.skip_mark(after, '-')) {
            Some(found) => found,
            None if prior => (Length::Year, year_at + 1),
            None => (Length::Other, after),
        };
        (ago || prior).then(|| self.told(at, end, Told::refers(Reference::YearEarlier, length)))
    }

    /// `last year's period`, `last year's quarter`.
    fn last_years_period(&self, at: usize) -> Option<Found> {
        let ((year, _), end) = self.year_term(at).filter(|((year, _), _)| *year == Year::Shifted(-1))?;
        let possessive = self.is_possessive(end - 1) && year == Year::Shifted(-1);
        let start = self.skip(end, Role::Same);
        let (length, end) = self.referred_unit(start).filter(|_| possessive)?;
        Some(self.told(at, end, Told::refers(Reference::YearEarlier, length)))
    }

    /// `year to date`, `YTD`, `month-to-date`, `so far this year`, `this quarter so far`, `so far in 2025`.
    fn until_now(&self, at: usize) -> Option<Found> {
        let (days, end) = self.stretch_to_date(at).or_else(|| self.so_far(at))?;
        let days = days.zip(self.anchor.date).and_then(|((start, end), date)| {
            let last = date.min(end);
            (start <= last).then_some((start, last))
        });
        let first = self.skip(at, Role::The);
        Some(self.told(first, end, Told::own(days, Length::Other, Calendar::Unstated)))
    }

    /// The running stretch whose name ends in `to date`, whole.
    fn stretch_to_date(&self, at: usize) -> Read<Option<Days>> {
        let (unit, end) = match self.sense(at) {
            Sense::Role(Role::YearToDate) => (Unit::Year, at + 1),
            Sense::Role(Role::QuarterToDate) => (Unit::Quarter, at + 1),
            Sense::Role(Role::MonthToDate) => (Unit::Month, at + 1),
            _ => {
                let start = self.skip(at, Role::The);
                let Sense::Unit(unit @ (Unit::Year | Unit::Quarter | Unit::Month | Unit::Week)) =
                    self.sense(start)
                else {
                    return None;
                };
                let to = self.skip_mark(start + 1, '-');
                let date = self.skip_mark(to + 1, '-');
                (self.is(to, Role::To) && self.is(date, Role::Date)).then_some((unit, date + 1))?
            }
        };
        let running = self.anchor.date.and_then(|date| self.unit_days(date, unit, 0, Calendar::Unstated));
        Some((running, end))
    }

    /// `so far` before or behind a running stretch, whole.
    fn so_far(&self, at: usize) -> Read<Option<Days>> {
        let far = |at: usize| {
            matches!(self.sense(at), Sense::Role(Role::So | Role::Thus)) && self.is(at + 1, Role::Far)
        };
        let led = far(at);
        let start = if led { self.skip(at + 2, Role::For) } else { at };
        let running = match (self.sense(start), self.sense(start + 1)) {
            (
                Sense::Shift(Shift::This),
                Sense::Unit(unit @ (Unit::Year | Unit::Quarter | Unit::Month | Unit::Week)),
            ) => {
                let days =
                    self.anchor.date.and_then(|date| self.unit_days(date, unit, 0, Calendar::Unstated));
                Some((days, start + 2))
            }
            (Sense::Number { value, digits: 4 }, _) if led && super::code::is_year(value) => {
                Some((super::calendar::year(i16::try_from(value).ok()?), start + 1))
            }
            _ => self.year_term(start).filter(|((year, _), _)| *year == Year::Shifted(0)).map(
                |((year, calendar), end)| (Stretch::new(Part::Year, year, calendar).days(self.anchor), end),
            ),
        };
        let (days, end) = running?;
        if led {
            return Some((days, end));
        }
        far(end).then_some((days, end + 2))
    }

    /// `the quarter`, `the latest quarter`, `the period`, `the year`, `full-year`; of weeks and months, the running one.
    fn current(&self, at: usize) -> Option<Found> {
        if self.is(at, Role::Full) {
            // `the full year to March 2026` has its days.
            return self.full_year(at).filter(|found| !self.ends_later(found.end));
        }
        let on_weekend = self.is_unit(at, Unit::Weekend) && self.before(at) == Sense::Role(Role::At);
        if on_weekend && !self.is_plural(at) {
            let days =
                self.anchor.date.and_then(|date| self.unit_days(date, Unit::Weekend, 0, Calendar::Civil));
            return Some(self.told(at, at + 1, Told::own(days, Length::Other, Calendar::Civil)));
        }
        if !self.is(at, Role::The) {
            return None;
        }
        let most = at + 1 + usize::from(self.word(at + 1).eq_ignore_ascii_case("most"));
        let kind = self.skip(if self.is(most, Role::Latest) { most + 1 } else { at + 1 }, Role::Fiscal);
        if self.is(at + 1, Role::Full) {
            let named = self.full_year(at + 1).filter(|found| !self.ends_later(found.end));
            return named.map(|found| Found { first: at, ..found });
        }
        let Sense::Unit(unit) = self.sense(kind) else { return None };
        if unit == Unit::Year
            && self.year_term(at).is_some_and(|((year, _), _)| matches!(year, Year::Given(_)))
        {
            return None;
        }
        let end = match self.sense(kind + 1) {
            Sense::Unit(Unit::Year) if unit == Unit::Half => kind + 2,
            _ => kind + 1,
        };
        let names_a_range =
            matches!(self.sense(end), Sense::Role(Role::From | Role::Between)) || self.ends_later(end);
        let named_by_day = matches!(self.sense(end), Sense::Role(Role::Of | Role::Start));
        match unit {
            Unit::Quarter | Unit::Half | Unit::Year | Unit::Period | Unit::Month
                if !names_a_range && !self.is_mark(end, '-') =>
            {
                Some(self.told(at, end, Told::refers(Reference::Current, unit.length())))
            }
            Unit::Week | Unit::Weekend | Unit::Fortnight if !named_by_day && !names_a_range => {
                let days = self.anchor.date.and_then(|date| self.unit_days(date, unit, 0, Calendar::Civil));
                Some(self.told(kind, end, Told::own(days, unit.length(), Calendar::Civil)))
            }
            _ => None,
        }
    }

    fn full_year(&self, at: usize) -> Option<Found> {
        let year_at = self.skip(self.skip_mark(at + 1, '-'), Role::Fiscal);
        if !self.is_unit(year_at, Unit::Year) {
            return None;
        }
        let fiscal = self.is(year_at - 1, Role::Fiscal);
        if let Some(((year, calendar), end)) = self.year_after(year_at + 1) {
            let calendar = if fiscal { Calendar::Fiscal } else { calendar };
            let found = self.stretch(at, end, Stretch::new(Part::Year, year, calendar));
            return Some(Found { tail: year_at + 1, ..found });
        }
        Some(self.told(at, year_at + 1, Told::refers(Reference::Current, Length::Year)))
    }
}
