//! Parts of a Chinese period: `10月上旬`, `本月底`, `十月的最后一周`, `21世纪`, `2024年12月31日止年度`.

use super::calendar::{self, Days};
use super::chinese::first_months;
use super::counted::cut_units;
use super::reader::{Found, Phrase, Read, Reader, Told};
use super::stretch::{Part, Stretch, Year, months_length};
use super::vocabulary::{Role, Sense, Unit};
use super::{Calendar, Length, Reference};

impl Reader<'_> {
    /// A part of a period that stands before it.
    pub(super) fn chinese_within(&self, at: usize) -> Option<Found> {
        let owner = self.chinese_owner(at)?;
        self.third_of_month(&owner)
            .or_else(|| self.counted_within(&owner))
            .or_else(|| self.edge_of_running(&owner))
            .or_else(|| self.middle_of_year(&owner))
    }

    /// A whole that parts are taken of: a month, quarter or year by name or counted from now.
    fn chinese_owner(&self, at: usize) -> Option<Found> {
        let found = match self.sense(at) {
            Sense::Shift(_) => self.chinese_shifted(at)?,
            _ => self.chinese_stretch(at)?,
        };
        let whole = match found.phrase {
            Phrase::Stretch(stretch) => !matches!(stretch.part, Part::Day { .. } | Part::Season),
            Phrase::Told(told) => told.reference == Reference::Own && told.length != Length::Instant,
        };
        whole.then_some(found)
    }

    /// `上旬`, `中旬`, `下旬`: ten days each, the last with the rest.
    fn third_of_month(&self, owner: &Found) -> Option<Found> {
        let at = self.skip(owner.end, Role::Of);
        let (first, last) = match self.sense(at) {
            Sense::Role(Role::FirstTen) => (0, Some(9)),
            Sense::Role(Role::SecondTen) => (10, Some(19)),
            Sense::Role(Role::LastTen) => (20, None),
            _ => return None,
        };
        if owner.phrase.length() != Length::Month {
            return None;
        }
        let days = owner.phrase.days(self.anchor).and_then(|(start, end)| {
            let last = last.map_or(Some(end), |last| calendar::shift_days(start, last))?;
            Some((calendar::shift_days(start, first)?, last))
        });
        Some(self.told(owner.first, at + 1, Told::own(days, Length::Other, Calendar::Civil)))
    }

    /// `十月的最后一周`, `今年最后三个月`, `9月前两周`.
    fn counted_within(&self, owner: &Found) -> Option<Found> {
        let at = self.skip(owner.end, Role::Of);
        let from_end = match self.sense(at) {
            Sense::Role(Role::Final) => true,
            Sense::Role(Role::First) => false,
            _ => return None,
        };
        let Sense::Number { value: count @ 1..=366, .. } = self.sense(at + 1) else { return None };
        let unit_at = self.skip(at + 2, Role::Counted);
        let Sense::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Quarter)) = self.sense(unit_at)
        else {
            return None;
        };
        let cut = |days: Days| cut_units(days, count, unit, from_end);
        let days = owner.phrase.days(self.anchor).and_then(cut);
        let length = match unit {
            Unit::Month => months_length(count),
            Unit::Quarter => months_length(count.saturating_mul(3)),
            _ if count == 1 => unit.length(),
            _ => Length::Other,
        };
        Some(self.told(owner.first, unit_at + 1, Told::own(days, length, owner.phrase.calendar())))
    }

    /// `本月底`, `本季度末`, `上月初`.
    fn edge_of_running(&self, owner: &Found) -> Option<Found> {
        let Phrase::Told(told) = owner.phrase else { return None };
        let Sense::Role(role @ (Role::Early | Role::End)) = self.sense(owner.end) else { return None };
        let days = told.days.and_then(|days| self.cut_by(role, days));
        let length = if role == Role::End { Length::Instant } else { Length::Other };
        let short = self.word(owner.end).chars().count() == 1;
        short.then(|| self.told(owner.first, owner.end + 1, Told::own(days, length, told.calendar)))
    }

    /// `2025年年中`, `今年年中`: 中 alone would begin too many other words.
    fn middle_of_year(&self, owner: &Found) -> Option<Found> {
        let Phrase::Stretch(Stretch { part: Part::Year, .. }) = owner.phrase else { return None };
        let named = self.word(owner.end) == "年" && self.word(owner.end + 1) == "中";
        let days = owner.phrase.days(self.anchor).and_then(|days| self.cut_by(Role::Middle, days));
        let told = Told::own(days, Length::Other, owner.phrase.calendar());
        named.then(|| self.told(owner.first, owner.end + 2, told))
    }

    /// `一至三季度`, `第一到第三季度`: the quarters of a year from its first on.
    pub(super) fn joined_quarters(&self, at: usize) -> Read<(Part, Calendar)> {
        let first = matches!(self.sense(at), Sense::Number { value: 1, digits: 1 });
        let joint = matches!(self.sense(at + 1), Sense::Mark('-') | Sense::Role(Role::To));
        let ((Part::Quarter(last), calendar), end) = self.chinese_quarter(self.skip(at + 2, Role::Nth))?
        else {
            return None;
        };
        (first && joint && last > 1).then_some(((first_months(3 * i32::from(last))?, calendar), end))
    }

    /// `第31周`, `第九个月`: told by its number within the year.
    pub(super) fn chinese_numbered(&self, at: usize) -> Read<(Part, Calendar)> {
        let Sense::Number { value, .. } = self.sense(at) else { return None };
        let ordinal = i8::try_from(value).ok()?;
        let part = match self.sense(at + 1) {
            Sense::Unit(Unit::Week) if (1..=53).contains(&ordinal) => Part::Week { month: None, ordinal },
            Sense::Unit(Unit::Month) if (1..=12).contains(&ordinal) => Part::Month(ordinal),
            Sense::Unit(Unit::Quarter) if (1..=4).contains(&ordinal) => Part::Quarter(ordinal),
            _ => return None,
        };
        Some(((part, Calendar::Unstated), at + 2))
    }

    /// `2025年10月1—7日`, `9月3至5日`: days of one month, with the mark at the last alone.
    pub(super) fn chinese_days(&self, at: usize) -> Option<Found> {
        let ((year, _), start) = self.chinese_year(at).unwrap_or(((Year::Unknown, Calendar::Unstated), at));
        let (Sense::Number { value: month @ 1..=12, .. }, Sense::Number { value: first @ 1..=31, .. }) =
            (self.sense(start), self.sense(start + 2))
        else {
            return None;
        };
        let joined = matches!(self.sense(start + 3), Sense::Mark('-') | Sense::Role(Role::To));
        let last =
            self.chinese_loose_day(start + 4).filter(|_| joined && self.is(start + 1, Role::MonthMark))?;
        let Phrase::Stretch(Stretch { part: Part::LooseDay(last_day), .. }) = last.phrase else {
            return None;
        };
        let month = i8::try_from(month).ok()?;
        let day = |day: i8| Stretch::new(Part::Day { month, day }, year, Calendar::Civil).days(self.anchor);
        let end = day(last_day).map(|(end, _)| end);
        let begin = end.and_then(|end| end.with().day(i8::try_from(first).ok()?).build().ok());
        let days = begin.zip(end);
        let length = days.map_or(Length::Other, calendar::length);
        (first < last_day.into()).then(|| self.told(at, last.end, Told::own(days, length, Calendar::Civil)))
    }

    /// `21世纪`, `上世纪`.
    pub(super) fn chinese_century(&self, at: usize) -> Option<Found> {
        let this = || Some(i32::from(self.anchor.date?.year()).div_euclid(100));
        let (century, end) = match (self.sense(at), self.sense(at + 1)) {
            (Sense::Role(Role::LastCentury), _) => (this().map(|hundred| hundred - 1), at + 1),
            (Sense::Role(Role::ThisCentury), _) => (this(), at + 1),
            (Sense::Number { value: century @ 1..=30, .. }, Sense::Unit(Unit::Century))
                if !self.word(at + 1).is_ascii() =>
            {
                (Some(century - 1), at + 2)
            }
            _ => return None,
        };
        let first_year = century.and_then(|century| i16::try_from(century * 100).ok());
        let days = first_year.and_then(|year| calendar::months(year, 1, 1200));
        Some(self.told(at, end, Told::own(days, Length::Other, Calendar::Civil)))
    }

    /// `一年前`: a year before the period under discussion, as `a year ago`.
    pub(super) fn chinese_year_ago(&self, at: usize) -> Option<Found> {
        let one = matches!(self.sense(at), Sense::Number { value: 1, .. });
        let year = self.is_unit(at + 1, Unit::Year) && !self.word(at + 1).is_ascii();
        let ago = self.word(at + 2) == "前" && !matches!(self.sense(at + 3), Sense::Number { .. });
        let told = Told::refers(Reference::YearEarlier, Length::Other);
        (one && year && ago).then(|| self.told(at, at + 3, told))
    }

    /// The same stretch, begun and ended a day later.
    pub(super) fn a_day_later(&self, found: Found) -> Found {
        let Phrase::Told(told) = found.phrase else { return found };
        let days = told.days.and_then(|(start, end)| Some((start.tomorrow().ok()?, end.tomorrow().ok()?)));
        Found { phrase: Phrase::Told(Told { days, ..told }), ..found }
    }

    /// Whether a day that `止` follows stands here: `2024年12月31日止年度`.
    pub(super) fn begins_ended_day(&self, at: usize) -> bool {
        let numeric = matches!(self.sense(at), Sense::Number { .. } | Sense::NamedYear(_));
        let day = if numeric { self.chinese_date(at).or_else(|| self.plain_date(at)) } else { None };
        day.is_some_and(|day| day.phrase.length() == Length::Instant && self.is(day.end, Role::Ended))
    }
}
