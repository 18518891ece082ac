//! Counted parts of a whole: `the last three months of 2024`, `first two weeks of December`, `the third month of 2021`.

use super::calendar::{self, Days};
use super::open::Bound;
use super::reader::{Found, Phrase, Reader, Told};
use super::relative::moved;
use super::stretch::{Part, Stretch, Year, months_length};
use super::vocabulary::{Role, Sense, Shift, Unit, VOCABULARY};
use super::{Calendar, Length, Reference};

impl Reader<'_> {
    /// So many units from the beginning or the end of a named whole.
    pub(super) fn counted_part(&self, at: usize) -> Option<Found> {
        let from_end = match self.sense(at) {
            Sense::Shift(Shift::Last) | Sense::Ordinal(-1) => true,
            Sense::Ordinal(1) => false,
            _ => return None,
        };
        let (count, unit, end) = match self.sense(at + 1) {
            Sense::Unit(unit @ (Unit::Day | Unit::Month)) if !self.is_plural(at + 1) => (1, unit, at + 2),
            _ => {
                let (amount, end) = self.amount(at + 1)?;
                let [(count, unit)] = amount[..] else { return None };
                (count, unit, end)
            }
        };
        let (whole, end) = self.whole_behind(end)?;
        let days = whole.days(self.anchor).and_then(|days| cut_units(days, count, unit, from_end));
        let length = match unit {
            Unit::Month => months_length(count),
            Unit::Quarter => months_length(3 * count),
            _ if count == 1 => unit.length(),
            _ => Length::Other,
        };
        Some(self.told(at, end, Told::own(days, length, whole.calendar())))
    }

    /// `the third month of 2021`: the month so numbered.
    pub(super) fn numbered_month(&self, at: usize) -> Option<Found> {
        let (ordinal, month_at) = self.ordinal(at)?;
        if !self.is_unit(month_at, Unit::Month) || self.is_plural(month_at) {
            return None;
        }
        let (whole, end) = self.whole_behind(month_at + 1)?;
        let Phrase::Stretch(year @ Stretch { part: Part::Year, .. }) = whole else { return None };
        let days = year.days(self.anchor).and_then(|(start, _)| {
            let start = calendar::shift_months(start, (i32::from(ordinal) - 1).rem_euclid(12))?;
            calendar::months(start.year(), start.month().into(), 1)
        });
        Some(self.told(at, end, Told::own(days, Length::Month, whole.calendar())))
    }

    /// The whole a part is taken of: a named year, part of one, or month.
    fn whole_behind(&self, at: usize) -> Option<(Phrase, usize)> {
        if !matches!(self.sense(at), Sense::Role(Role::Of | Role::For)) {
            return None;
        }
        let start = self.skip(at + 1, Role::The);
        let the_year = start > at + 1 && self.is_unit(start, Unit::Year) && !self.is_possessive(start);
        if the_year && !matches!(self.sense(start + 1), Sense::Number { .. }) {
            return Some((Phrase::Told(Told::own(None, Length::Year, Calendar::Unstated)), start + 1));
        }
        let found = self.plain(start)?;
        let lasts = !matches!(found.phrase.length(), Length::Instant);
        (lasts && found.phrase.reference() == Reference::Own).then_some((found.phrase, found.end))
    }

    /// A month's or year's name behind its kind: `the month of October`, `the year of 2008`, `the week 31`.
    pub(super) fn kind_then_name(&self, at: usize) -> Option<Found> {
        let kind = self.skip(at, Role::The);
        let Sense::Unit(unit @ (Unit::Month | Unit::Year | Unit::Week)) = self.sense(kind) else {
            return None;
        };
        if unit == Unit::Week {
            return self.week(kind).filter(|_| kind > at && !self.is(kind + 1, Role::Of));
        }
        if self.is_plural(kind) {
            return None;
        }
        let name = self.skip(kind + 1, Role::Of);
        let found = match unit {
            Unit::Month if name > kind + 1 => self.month_or_day(name)?,
            Unit::Year => self.lone_year(name)?,
            _ => return None,
        };
        let fits = matches!(
            (unit, found.phrase),
            (Unit::Month, Phrase::Stretch(Stretch { part: Part::Month(_), .. }))
                | (Unit::Year, Phrase::Stretch(Stretch { part: Part::Year, year: Year::Given(_), .. }))
        );
        fits.then_some(Found { first: kind, ..found })
    }

    /// `the week after next`, `the quarter before last`: two units from the running one.
    pub(super) fn after_next(&self, at: usize) -> Option<Found> {
        let kind = self.skip(at, Role::The);
        let Sense::Unit(unit) = self.sense(kind) else { return None };
        let by = match (VOCABULARY.bound(self.word(kind + 1))?, self.sense(kind + 2)) {
            (Bound::After, Sense::Shift(Shift::Next)) => 2,
            (Bound::Before, Sense::Shift(Shift::Last)) => -2,
            _ => return None,
        };
        let days = self.anchor.date.and_then(|date| self.unit_days(date, unit, by, Calendar::Unstated));
        Some(self.told(kind, kind + 3, Told::own(days, unit.length(), Calendar::Unstated)))
    }

    /// A length and the day it begins with: `12 months beginning January 1, 2026`, `a week starting tomorrow`,
    /// `fiscal year commencing 1 April 2025`.
    pub(super) fn beginning(&self, at: usize) -> Option<Found> {
        let fiscal = self.is(at, Role::Fiscal);
        let (amount, lead) = match self.sense(at + usize::from(fiscal)) {
            Sense::Unit(unit @ (Unit::Year | Unit::Half | Unit::Quarter | Unit::Month)) => {
                (vec![(1, unit)], at + usize::from(fiscal) + 1)
            }
            Sense::Unit(_) => return None,
            _ if self.is(at, Role::A) => match self.sense(at + 1) {
                Sense::Unit(unit) => (vec![(1, unit)], at + 2),
                _ => self.amount(at)?,
            },
            _ => self.amount(at)?,
        };
        let counted = !matches!(self.sense(at + usize::from(fiscal)), Sense::Unit(_));
        let lead = self.skip_mark(self.skip_unit(lead, Unit::Period), ',');
        let begins = self.is(lead, Role::Start) || (counted && self.is(lead, Role::From));
        let day_at = match self.sense(lead + 1) {
            Sense::Role(Role::At | Role::For | Role::From) => self.skip(lead + 2, Role::The),
            _ => lead + 1,
        };
        let day = if begins {
            self.plain_date(day_at).or_else(|| self.today(day_at).filter(|_| self.is(lead, Role::Start)))?
        } else {
            return None;
        };
        if self.range_joint(day.end).is_some_and(|next| self.plain(next).is_some()) {
            return None;
        }
        let days = day.phrase.days(self.anchor).and_then(|(start, _)| {
            let after = amount.iter().try_fold(start, |day, (count, unit)| moved(day, *count, *unit))?;
            Some((start, after.yesterday().ok()?)).filter(|(start, end)| start <= end)
        });
        let length = match amount[..] {
            [(count, Unit::Month)] => months_length(count),
            [(1, unit)] => unit.length(),
            _ => Length::Other,
        };
        let calendar = if fiscal { Calendar::Fiscal } else { Calendar::Unstated };
        Some(self.told(at, day.end, Told::own(days, length, calendar)))
    }

    /// Months of a year behind the name of their quarter or half: `the July-September quarter`.
    pub(super) fn months_of_quarter(&self, at: usize) -> Option<Found> {
        let (Sense::Month(first), Sense::Month(last)) =
            (self.sense(at), self.sense(self.range_joint(at + 1)?))
        else {
            return None;
        };
        let unit_at = self.skip_mark(self.range_joint(at + 1)? + 1, '-');
        let Sense::Unit(unit @ (Unit::Quarter | Unit::Half | Unit::Period)) = self.sense(unit_at) else {
            return None;
        };
        let count = (i32::from(last) - i32::from(first)).rem_euclid(12) + 1;
        if unit.months().is_some_and(|months| months != count) {
            return None;
        }
        let (year, end) = match self.year_after(unit_at + 1) {
            Some(((year, _), end)) => (year, end),
            None => (Year::Unknown, unit_at + 1),
        };
        let end_month = Stretch::new(Part::Month(last), year, Calendar::Civil).days(self.anchor);
        let days = end_month.and_then(|(_, end)| calendar::months_up_to(end, count));
        Some(self.told(at, end, Told::own(days, months_length(count), Calendar::Unstated)))
    }
}

/// The first or last so many units of a stretch; weeks are whole ones that belong to it.
pub(super) fn cut_units(days: Days, count: i32, unit: Unit, from_end: bool) -> Option<Days> {
    let (start, end) = days;
    if count < 1 {
        return None;
    }
    let cut = match (unit, from_end) {
        (Unit::Week, true) => {
            let last = calendar::week_within(days, -1)?;
            (calendar::shift_days(last.0, -7 * (i64::from(count) - 1))?, last.1)
        }
        (Unit::Week, false) => {
            let first = calendar::week_within(days, 1)?;
            (first.0, calendar::shift_days(first.1, 7 * (i64::from(count) - 1))?)
        }
        (Unit::Day, true) => (calendar::shift_days(end, 1 - i64::from(count))?, end),
        (_, true) => (calendar::months_up_to(end, unit.months()?.checked_mul(count)?)?.0, end),
        (_, false) => (start, moved(start, count, unit)?.yesterday().ok()?),
    };
    let inside = unit == Unit::Week || (start <= cut.0 && cut.1 <= end);
    (inside && cut.0 <= cut.1).then_some(cut)
}
