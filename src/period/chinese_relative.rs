//! Chinese periods told from now: `上一季度`, `上周四`, `近三年`, `上世纪90年代`.

use super::calendar;
use super::reader::{Found, Reader, Told};
use super::vocabulary::{Role, Sense, Shift, Unit};
use super::{Calendar, Length, Reference};

impl Reader<'_> {
    /// `上一季度`, `本月`, `上上周`, `下个月`, `上一财年`.
    pub(super) fn chinese_shifted(&self, at: usize) -> Option<Found> {
        let Sense::Shift(shift) = self.sense(at) else { return None };
        let repeated = self.sense(at + 1) == Sense::Shift(shift);
        let unit_at = at + 1 + usize::from(repeated);
        let (unit, calendar) = match self.sense(unit_at) {
            Sense::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Period))
                if !self.word(unit_at).is_ascii() =>
            {
                (unit, Calendar::Unstated)
            }
            Sense::Unit(unit @ Unit::Weekend) => (unit, Calendar::Civil),
            Sense::Unit(unit @ Unit::Year) if self.is_discussed(at) => (unit, Calendar::Unstated),
            Sense::Role(Role::MonthMark) => (Unit::Month, Calendar::Civil),
            Sense::Role(Role::YearMark) if matches!(shift, Shift::Previous | Shift::Next | Shift::This) => {
                (Unit::Year, Calendar::Unstated)
            }
            Sense::Role(Role::FiscalQuarter) => (Unit::Quarter, Calendar::Fiscal),
            _ => return None,
        };
        let by = by_of(shift)?;
        if self.is_discussed(at) {
            return Some(self.told(at, unit_at + 1, Told::refers(Reference::Current, unit.length())));
        }
        if unit == Unit::Year && shift == Shift::Previous {
            return Some(self.told(at, unit_at + 1, Told::refers(Reference::YearEarlier, Length::Year)));
        }
        if by < 0 && self.is(unit_at + 1, Role::Same) {
            return Some(self.told(at, unit_at + 2, Told::refers(Reference::Previous, unit.length())));
        }
        if unit == Unit::Period {
            let reference = if by == 0 { Reference::Current } else { Reference::Previous };
            return (by <= 0).then(|| self.told(at, unit_at + 1, Told::refers(reference, Length::Other)));
        }
        if by < 0 && unit == Unit::Quarter {
            return Some(self.told(at, unit_at + 1, Told::refers(Reference::Previous, Length::Quarter)));
        }
        let by = by * (1 + i32::from(repeated));
        if let Some(weekday) = self.chinese_weekday(at, unit_at, by) {
            return Some(weekday);
        }
        let days = self.anchor.date.and_then(|date| self.unit_days(date, unit, by, calendar));
        Some(self.told(at, unit_at + 1, Told::own(days, unit.length(), calendar)))
    }

    /// `当季`, `该年`: that one, which the words before have told.
    fn is_discussed(&self, at: usize) -> bool {
        matches!(self.word(at), "当" | "该")
    }

    /// `上周四`: a day of the week so many weeks on.
    fn chinese_weekday(&self, at: usize, week_at: usize, by: i32) -> Option<Found> {
        let Sense::Number { value: value @ 1..=6, digits: 1 } = self.sense(week_at + 1) else { return None };
        let counted = matches!(self.sense(week_at + 2), Sense::Role(Role::Counted) | Sense::Unit(_));
        if !self.is_unit(week_at, Unit::Week) || counted {
            return None;
        }
        let week = self.anchor.date.and_then(|date| self.unit_days(date, Unit::Week, by, Calendar::Civil));
        let day = week.and_then(|(monday, _)| calendar::shift_days(monday, i64::from(value) - 1));
        let told = Told::own(day.map(|day| (day, day)), Length::Instant, Calendar::Civil);
        Some(self.told(at, week_at + 2, told))
    }

    /// `过去十二个月`, `近三年`, `未来三年`, `三年内`.
    pub(super) fn chinese_rolling(&self, at: usize) -> Option<Found> {
        let (shift, start) = match self.sense(at) {
            Sense::Shift(shift @ (Shift::Past | Shift::Next)) => (shift, self.skip(at + 1, Role::Of)),
            Sense::Shift(Shift::Last) => (Shift::Past, at + 1),
            Sense::Role(Role::First) if self.counts_days(at + 1) => (Shift::Past, at + 1),
            Sense::Number { .. } => (Shift::Next, at),
            _ => return None,
        };
        let Sense::Number { value: count @ 1..=600, digits: 0..=3 } = self.sense(start) else { return None };
        let unit_at = self.skip(start + 1, Role::Counted);
        let Sense::Unit(unit) = self.sense(unit_at) else { return None };
        let within = self.is(unit_at + 1, Role::Within);
        let begins_after = self.word(at) == "后";
        let chinese = !self.word(unit_at).is_ascii() && !matches!(unit, Unit::Decade | Unit::Century);
        if !chinese || (start == at && (!within || unit == Unit::Day)) {
            return None;
        }
        let found = self.rolled(at, unit_at + 1 + usize::from(within), shift, &[(count, unit)])?;
        let by_month = matches!(unit, Unit::Month | Unit::Year);
        Some(if begins_after && by_month { self.a_day_later(found) } else { found })
    }

    /// `两周`, `3天`: of months, 前 counts the first ones of the year.
    fn counts_days(&self, at: usize) -> bool {
        let unit = self.sense(self.skip(at + 1, Role::Counted));
        matches!((self.sense(at), unit), (Sense::Number { .. }, Sense::Unit(Unit::Day | Unit::Week)))
    }

    /// `上世纪90年代`, `20世纪80年代`, `50年代`.
    pub(super) fn chinese_decade(&self, at: usize) -> Option<Found> {
        let this_century = || Some(i32::from(self.anchor.date?.year()).div_euclid(100) * 100);
        let (century, tens_at) = match (self.sense(at), self.sense(at + 1)) {
            (Sense::Role(Role::LastCentury), _) => (this_century().map(|year| year - 100), at + 1),
            (Sense::Role(Role::ThisCentury), _) => (this_century(), at + 1),
            (Sense::Number { value: century @ 1..=30, .. }, Sense::Unit(Unit::Century)) => {
                (Some((century - 1) * 100), at + 2)
            }
            _ => (None, at),
        };
        let Sense::Number { value: tens, .. } = self.sense(tens_at) else { return None };
        if !self.is_unit(tens_at + 1, Unit::Decade) || tens % 10 != 0 || (tens_at > at && tens > 90) {
            return None;
        }
        let first = match century {
            Some(century) => Some(century + tens),
            None if tens > 100 => Some(tens),
            None => self.century_of(tens),
        };
        let days = first.and_then(super::years::decade_days);
        Some(self.told(at, tens_at + 2, Told::own(days, Length::Other, Calendar::Civil)))
    }
}

/// How many units a shift goes on; `过去` counts none.
fn by_of(shift: Shift) -> Option<i32> {
    match shift {
        Shift::This => Some(0),
        Shift::Last | Shift::Previous => Some(-1),
        Shift::Next => Some(1),
        Shift::Past => None,
    }
}
