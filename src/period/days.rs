//! Months and days by name: `March 2025`, `Sept. 30, 2025`, `30th of September`, `November 19-20`.

use super::Calendar;
use super::calendar;
use super::reader::{Found, Phrase, Read, Reader, Told};
use super::stretch::{Part, Stretch, Year};
use super::vocabulary::{Role, Sense, Shift, VOCABULARY};

impl Reader<'_> {
    /// A month or a day of one, with its year if it has one.
    pub(super) fn month_or_day(&self, at: usize) -> Option<Found> {
        let start = self.weekday(at);
        let found = self
            .day_then_month(start)
            .or_else(|| self.month_first(start))
            .or_else(|| self.shifted_month(start))?;
        Some(Found { first: at, ..found })
    }

    fn weekday(&self, at: usize) -> usize {
        if !self.is(at, Role::Weekday) {
            return at;
        }
        let end = self.skip(self.skip_mark(self.skip_mark(at + 1, '.'), ','), Role::The);
        if matches!(self.sense(end), Sense::Number { .. } | Sense::Month(_)) { end } else { at }
    }

    /// A month's name where it can only be that: `may` needs a capital and company.
    fn month_name(&self, at: usize) -> Read<i8> {
        let Sense::Month(month) = self.sense(at) else { return None };
        let tight = self.is_glued(at + 1) && self.is_glued(at + 2);
        let abbreviated = self.word(at).len() <= 4 || tight;
        let goes_on = matches!(self.sense(at + 2), Sense::Number { .. } | Sense::Role(_) | Sense::Mark(_));
        let dotted = abbreviated && goes_on && self.is_mark(at + 1, '.');
        let end = at + 1 + usize::from(dotted);
        if !VOCABULARY.is_everyday(self.word(at)) {
            return Some((month, end));
        }
        let dated = matches!(self.sense(end), Sense::Number { digits: 4, .. });
        let day = matches!(self.sense(end), Sense::Number { value: 1..=31, .. });
        let counted = matches!(self.sense(end + 1), Sense::Role(Role::Counted) | Sense::Mark('%'));
        let day_before = matches!(self.before(at), Sense::Number { .. } | Sense::Role(Role::OrdinalSuffix));
        let led_to = self.stands_before_year(at)
            || matches!(
                self.before(at),
                Sense::Role(Role::And | Role::Late | Role::Middle) | Sense::Shift(_)
            )
            || matches!(self.before(at), Sense::Role(Role::Early | Role::End)) && self.is_capital(at);
        let listed = self.range_joint(end).or_else(|| self.list_joint(end));
        let company = listed.is_some_and(|next| matches!(self.sense(next), Sense::Month(_)))
            || self.year_of_month(end).is_some();
        let sure = dated || (self.is_capital(at) && ((day && !counted) || day_before || led_to || company));
        sure.then_some((month, end))
    }

    fn month_first(&self, at: usize) -> Option<Found> {
        let (month, end) = self.month_name(at)?;
        let day_at = self.skip(end, Role::The);
        if let Some((day, after)) = self.day_number(day_at) {
            let (year, end) = self.year_of_day(after);
            let stretch = Stretch::new(Part::Day { month, day }, year, Calendar::Civil);
            return Some(Found { tail: after, ..self.stretch(at, end, stretch) });
        }
        let tail = end;
        let (year, end) = self.year_of_month(end).unwrap_or((Year::Unknown, end));
        let stretch = Stretch::new(Part::Month(month), year, Calendar::Civil);
        Some(Found { tail, ..self.stretch(at, end, stretch) })
    }

    fn year_of_month(&self, at: usize) -> Read<Year> {
        let glued_short =
            matches!(self.sense(at), Sense::Mark('-' | '/')) && self.is_glued(at) && self.is_glued(at + 1);
        match self.sense(at + 1) {
            Sense::Number { value, digits: 2 } if glued_short => {
                Some((Year::Given(2000 + i16::try_from(value).ok()?), at + 2))
            }
            _ if self.is_short_year(at) => {
                let Sense::Number { value, .. } = self.sense(at) else { return None };
                let century = if value > 50 { 1900 } else { 2000 };
                Some((Year::Given(century + i16::try_from(value).ok()?), at + 1))
            }
            Sense::Number { value, digits: 2 } if self.is(at, Role::Of) => {
                Some((Year::Given(i16::try_from(self.century_of(value)?).ok()?), at + 2))
            }
            _ => self
                .year_after(at)
                .filter(|((_, calendar), _)| *calendar != Calendar::Fiscal)
                .map(|((year, _), end)| (year, end)),
        }
    }

    /// Two digits behind a month that are no day of it, with nothing counted behind them: `August 98`.
    fn is_short_year(&self, at: usize) -> bool {
        let no_day = matches!(self.sense(at), Sense::Number { value: 32..=99, digits: 2 });
        no_day && matches!(self.sense(at + 1), Sense::End | Sense::Mark('.' | ',' | ')' | ';' | '?'))
    }

    /// A day's number behind its month; `2025` and `30%` are none.
    fn day_number(&self, at: usize) -> Read<i8> {
        if let Some((day, end)) = self.ordinal(at).filter(|_| matches!(self.sense(at), Sense::Number { .. }))
        {
            return Some((day, end));
        }
        match self.sense(at) {
            Sense::Number { value: value @ 1..=31, digits: 1 | 2 }
                if !matches!(self.sense(at + 1), Sense::Role(Role::Counted) | Sense::Mark('%')) =>
            {
                Some((i8::try_from(value).ok()?, at + 1))
            }
            _ => None,
        }
    }

    fn year_of_day(&self, at: usize) -> (Year, usize) {
        match self.year_after(at) {
            Some(((year, calendar), end)) if calendar != Calendar::Fiscal => (year, end),
            _ => (Year::Unknown, at),
        }
    }

    /// `30 September 2025`, `the 30th of September`, `30-Sep-2025`.
    fn day_then_month(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, Role::The);
        let (day, after) = self.loose_day(start)?;
        let month_at = match self.sense(after) {
            Sense::Mark('-' | '/') if self.is_glued(after) => after + 1,
            _ => self.skip(after, Role::Of),
        };
        let (month, end) = self.month_name(month_at)?;
        let tail = end;
        let (year, end) = self.year_of_month(end).unwrap_or((Year::Unknown, end));
        let stretch = Stretch::new(Part::Day { month, day }, year, Calendar::Civil);
        Some(Found { tail, ..self.stretch(start, end, stretch) })
    }

    /// A day of the month without the month: `3`, `12th`.
    fn loose_day(&self, at: usize) -> Read<i8> {
        match self.sense(at) {
            Sense::Number { value: value @ 1..=31, digits: 1 | 2 } => {
                self.ordinal(at).or_else(|| Some((i8::try_from(value).ok()?, at + 1)))
            }
            Sense::Ordinal(1..) | Sense::Cardinal(20 | 30) => self.ordinal(at),
            _ => None,
        }
    }

    /// `this September`, `last sept`, `next june`.
    fn shifted_month(&self, at: usize) -> Option<Found> {
        let by = match self.sense(at) {
            Sense::Shift(Shift::This) => 0,
            Sense::Shift(Shift::Last) => -1,
            Sense::Shift(Shift::Next) => 1,
            _ => return None,
        };
        let (month, end) = self.month_name(at + 1)?;
        Some(self.stretch(at, end, Stretch::new(Part::Month(month), Year::Shifted(by), Calendar::Civil)))
    }

    /// Days that share a month: `from 3 until 12 of Sept`, `November 19-20`, `between 2 and 7 Feb 2018`.
    pub(super) fn days_of_month(&self, at: usize) -> Option<Found> {
        let led = matches!(self.sense(at), Sense::Role(Role::From | Role::Between));
        let start = at + usize::from(led);
        let shared = self.days_then_month(start).or_else(|| self.month_then_days(start))?;
        let (month, days, year, end) = shared;
        let day = |day: i8| Stretch::new(Part::Day { month, day }, year, Calendar::Civil).days(self.anchor);
        let last = day(days.1);
        let first = last.and_then(|(last, _)| last.with().day(days.0).build().ok());
        let days = first.zip(last).map(|(first, (last, _))| (first, last));
        let length = days.map_or(super::Length::Other, calendar::length);
        Some(self.told(at, end, Told::own(days, length, Calendar::Civil)))
    }

    fn days_then_month(&self, at: usize) -> Option<(i8, (i8, i8), Year, usize)> {
        let (first, after) = self.loose_day(self.skip(at, Role::The))?;
        let next = self.range_joint(after)?;
        let found = self.day_then_month(next)?;
        match found.phrase {
            Phrase::Stretch(Stretch { part: Part::Day { month, day }, year, .. }) if first < day => {
                Some((month, (first, day), year, found.end))
            }
            _ => None,
        }
    }

    fn month_then_days(&self, at: usize) -> Option<(i8, (i8, i8), Year, usize)> {
        let (month, after) = self.month_name(at)?;
        let start = self.skip(after, Role::Between);
        let (first, after) = self.day_number(start)?;
        let next = self.range_joint(after)?;
        let (last, after) = self.day_number(next).filter(|(last, _)| first < *last)?;
        if matches!(self.sense(after), Sense::Month(_)) || self.is(after, Role::Of) {
            return None;
        }
        let (year, end) = self.year_of_day(after);
        Some((month, (first, last), year, end))
    }

    /// What stands between the two ends of a range: `to`, `until`, `and`, a dash.
    pub(super) fn range_joint(&self, at: usize) -> Option<usize> {
        let after = self.skip_mark(at, ',');
        match self.sense(after) {
            Sense::Role(Role::To) => Some(after + 1),
            Sense::Role(Role::And) | Sense::Mark('-') if after == at => Some(at + 1),
            _ => None,
        }
    }
}
