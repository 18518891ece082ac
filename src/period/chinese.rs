//! Periods in Chinese: `2025年第三季度`, `2026财年`, `前三季度`, `截至2025年9月30日止九个月`, `去年同期`, `近三年`.

use super::calendar;
use super::code::{Code, is_year};
use super::reader::{Found, Read, Reader, Told};
use super::stretch::{Part, Stretch, Year, months_length};
use super::vocabulary::{Role, Sense, Shift, Unit};
use super::{Calendar, Length, Reference};

impl Reader<'_> {
    /// One period in Chinese words.
    pub(super) fn chinese(&self, at: usize) -> Option<Found> {
        if !self.chinese {
            return None;
        }
        self.chinese_months(at)
            .or_else(|| self.chinese_days(at))
            .or_else(|| self.chinese_within(at))
            .or_else(|| self.chinese_edge(at))
            .or_else(|| self.chinese_stretch(at))
            .or_else(|| self.chinese_shifted(at))
            .or_else(|| self.chinese_rolling(at))
            .or_else(|| self.chinese_decade(at))
            .or_else(|| self.chinese_century(at))
            .or_else(|| self.chinese_year_ago(at))
    }

    /// Periods that only several mentions can say, or that lead with `截至`.
    pub(super) fn chinese_phrases(&self, at: usize) -> Vec<Found> {
        if !self.chinese {
            return Vec::new();
        }
        match self.sense(at) {
            Sense::Role(Role::Until) => self.up_to(at, at + 1).into_iter().collect(),
            _ if self.begins_ended_day(at) => self.up_to(at, at).into_iter().collect(),
            _ => self.chinese_list(at),
        }
    }

    /// `截至2025年9月30日止九个月`; with no length named, the day itself.
    fn up_to(&self, at: usize, day_at: usize) -> Option<Found> {
        let day = self.plain_date(day_at).or_else(|| self.chinese_date(day_at))?;
        let last_day = day.phrase.days(self.anchor).map(|(_, end)| end);
        let after = self.skip(self.skip(self.skip(day.end, Role::End), Role::Ended), Role::Of);
        // 截至9月30日的那个季度
        let pointed = self.skip(after, Role::The);
        let after = if self.sense(pointed) == Sense::Shift(Shift::This) { pointed + 1 } else { pointed };
        let (months, length, end) = match (self.sense(after), self.sense(after + 1)) {
            (Sense::Number { value: value @ 1..=36, .. }, Sense::Unit(Unit::Month)) => {
                (value, months_length(value), after + 2)
            }
            (Sense::Unit(Unit::Quarter) | Sense::Role(Role::FiscalQuarter), _) => {
                (3, Length::Quarter, after + 1)
            }
            (Sense::Half(_), _) => (6, Length::Half, after + 1),
            (Sense::Role(Role::YearMark | Role::FiscalYear), _) => (12, Length::Year, after + 1),
            _ => {
                let instant = Told::own(last_day.map(|day| (day, day)), Length::Instant, Calendar::Civil);
                let end = self.skip(self.skip(day.end, Role::End), Role::Ended);
                return Some(self.told(at, end, instant));
            }
        };
        let days = last_day.and_then(|day| calendar::months_up_to(day, months));
        Some(self.told(at, end, Told::own(days, length, Calendar::Unstated)))
    }

    /// A year, a part of one, or both.
    pub(super) fn chinese_stretch(&self, at: usize) -> Option<Found> {
        let year = self.chinese_year(at);
        let start = year.map_or(at, |(_, end)| self.skip(end, Role::Of));
        if let (Some(((Year::Given(_) | Year::Shifted(-1), _), _)), true) = (year, self.is(start, Role::Same))
        {
            return Some(self.told(at, start + 1, Told::refers(Reference::YearEarlier, Length::Other)));
        }
        if let (Some(((Year::Shifted(0), _), _)), true) = (year, self.is(start, Role::Far)) {
            let days = self.anchor.date.map(|date| (date.first_of_year(), date));
            return Some(self.told(at, start + 1, Told::own(days, Length::Other, Calendar::Unstated)));
        }
        if let (Some(((year, _), _)), Sense::Season(_), false) =
            (year, self.sense(start), self.word(start).is_ascii())
        {
            return Some(self.stretch(at, start + 1, Stretch::new(Part::Season, year, Calendar::Civil)));
        }
        let same = self.is(at, Role::Same) && !self.word(at).is_ascii();
        if self.is(at, Role::ReportPeriod) && self.is(at + 1, Role::End) {
            return Some(self.told(at, at + 2, Told::own(None, Length::Instant, Calendar::Unstated)));
        }
        if same || self.is(at, Role::ReportPeriod) {
            return Some(self.told(at, at + 1, Told::refers(Reference::Current, Length::Other)));
        }
        let ((year, calendar), part) = match year {
            Some((term, end)) => {
                (term, self.chinese_part(start).or(Some(((Part::Year, Calendar::Unstated), end))))
            }
            None => ((Year::Unknown, Calendar::Unstated), self.chinese_part(at)),
        };
        let ((part, part_calendar), end) = part?;
        let unstated = calendar == Calendar::Unstated;
        let numbered = matches!(part, Part::Week { month: None, .. })
            || (part_calendar, calendar, self.is(start, Role::Nth))
                == (Calendar::Unstated, Calendar::Unstated, true)
                && matches!(part, Part::Month(_));
        if numbered && year == Year::Unknown {
            return None;
        }
        let short_year_alone = part == Part::Year && unstated && self.is_short_count(at);
        if part == Part::Year && year == Year::Unknown {
            return Some(self.told(at, end, Told::refers(Reference::Current, Length::Year)));
        }
        let calendar = if part_calendar == Calendar::Unstated { calendar } else { part_calendar };
        (!short_year_alone).then(|| self.stretch(at, end, Stretch::new(part, year, calendar)))
    }

    /// Two digits before 年 count years unless they lead with a zero: `12年`, but `07年`.
    fn is_short_count(&self, at: usize) -> bool {
        match self.sense(at) {
            Sense::Number { value, digits } => digits < 4 && !(digits == 2 && value < 10),
            _ => false,
        }
    }

    pub(super) fn chinese_year(&self, at: usize) -> Read<(Year, Calendar)> {
        let marked = |at: usize| match self.sense(at) {
            Sense::Unit(Unit::Year) if !self.word(at).is_ascii() => Some(Calendar::Unstated),
            Sense::Role(Role::YearMark) => Some(Calendar::Unstated),
            Sense::Role(Role::FiscalYear) => Some(Calendar::Fiscal),
            _ => None,
        };
        match self.sense(at) {
            Sense::NamedYear(by) => Some(((Year::Shifted(by), Calendar::Unstated), at + 1)),
            Sense::Number { value, digits: 4 } if is_year(value) => {
                let year = i16::try_from(value).ok()?;
                let (year, end) = self.chinese_split(at + 1, year).unwrap_or((year, at + 1));
                match marked(end) {
                    Some(calendar) => Some(((Year::Given(year), calendar), end + 1)),
                    None => {
                        self.names_part_alone(end).then_some(((Year::Given(year), Calendar::Unstated), end))
                    }
                }
            }
            Sense::Number { value, digits: 2 } => {
                let year = i16::try_from(if value > 50 { 1900 + value } else { 2000 + value }).ok()?;
                Some(((Year::Given(year), marked(at + 1)?), at + 2))
            }
            Sense::Code(Code { part: None, year: Some(year), calendar }) => {
                let end = self.skip(at + 1, Role::FiscalYear);
                let chinese = end > at + 1
                    || self.chinese_part(end).is_some_and(|(_, after)| !self.words(end, after).is_ascii());
                chinese.then_some(((Year::Given(year), calendar), end))
            }
            Sense::Shift(shift) if self.is(at + 1, Role::FiscalYear) => {
                let by = match shift {
                    Shift::This => 0,
                    Shift::Next => 1,
                    _ => -1,
                };
                Some(((Year::Shifted(by), Calendar::Fiscal), at + 2))
            }
            _ => None,
        }
    }

    /// What can follow a year's bare digits at once: the `上半年` of `2025上半年`.
    fn names_part_alone(&self, at: usize) -> bool {
        let named =
            matches!(self.sense(at), Sense::Half(_) | Sense::Role(Role::FullYear | Role::First | Role::Nth));
        named && self.is_glued(at) && self.chinese_part(at).is_some()
    }

    /// `2024/25财年`, `2024-2025财年`: the year it ends in.
    fn chinese_split(&self, at: usize, first: i16) -> Read<i16> {
        let next = i32::from(first) + 1;
        let joined = matches!(self.sense(at), Sense::Mark('/' | '-')) && self.is(at + 2, Role::FiscalYear);
        match self.sense(at + 1) {
            Sense::Number { value, .. } if joined && (value == next || value == next % 100) => {
                Some((i16::try_from(next).ok()?, at + 2))
            }
            _ => None,
        }
    }

    fn chinese_part(&self, at: usize) -> Read<(Part, Calendar)> {
        let unstated = |part, end| Some(((part, Calendar::Unstated), end));
        match self.sense(at) {
            Sense::Half(half) => unstated(Part::Half(half), at + 1),
            Sense::Role(Role::FullYear) => unstated(Part::Year, at + 1),
            Sense::Code(Code {
                part: Some(part @ (Part::Quarter(_) | Part::Half(_))), year: None, ..
            }) => unstated(part, at + 1),
            Sense::Role(Role::First) => {
                let Sense::Number { value: count @ 1..=11, .. } = self.sense(at + 1) else {
                    let opening =
                        matches!(self.sense(at + 1), Sense::Unit(Unit::Quarter)) && self.word(at) == "首";
                    return opening.then_some(((Part::Quarter(1), Calendar::Unstated), at + 2));
                };
                let unit = match self.sense(at + 2) {
                    Sense::Role(Role::MonthMark) if count > 1 => Sense::Unit(Unit::Month),
                    unit => unit,
                };
                let months = match unit {
                    Sense::Unit(Unit::Quarter) if count <= 4 => 3 * count,
                    Sense::Unit(Unit::Month) => count,
                    _ => return None,
                };
                unstated(first_months(months)?, at + 3)
            }
            Sense::Role(Role::Nth) => self
                .joined_quarters(at + 1)
                .or_else(|| self.chinese_quarter(at + 1))
                .or_else(|| self.chinese_numbered(at + 1)),
            Sense::Number { .. } => self
                .joined_quarters(at)
                .or_else(|| self.chinese_quarter(at))
                .filter(|_| !self.is(at.wrapping_sub(1), Role::First))
                .or_else(|| self.chinese_month(at)),
            _ => None,
        }
    }

    pub(super) fn chinese_quarter(&self, at: usize) -> Read<(Part, Calendar)> {
        let Sense::Number { value: value @ 1..=4, digits: 1 } = self.sense(at) else { return None };
        let calendar = match self.sense(at + 1) {
            Sense::Unit(Unit::Quarter)
                if !self.word(at + 1).starts_with('个') && !self.word(at + 1).is_ascii() =>
            {
                Calendar::Unstated
            }
            Sense::Role(Role::FiscalQuarter) => Calendar::Fiscal,
            _ => return None,
        };
        Some(((Part::Quarter(i8::try_from(value).ok()?), calendar), at + 2))
    }

    /// `9月`, `9月30日`, `1-9月`, `十月的第一周`.
    fn chinese_month(&self, at: usize) -> Read<(Part, Calendar)> {
        let Sense::Number { value: value @ 1..=12, .. } = self.sense(at) else { return None };
        let joined = if value == 1 { self.joined_month(at) } else { None };
        if let Some(((Part::Month(last), _), end)) = joined {
            return Some(((first_months(last.into())?, Calendar::Unstated), end));
        }
        self.chinese_month_alone(at)
    }

    fn chinese_month_alone(&self, at: usize) -> Read<(Part, Calendar)> {
        let Sense::Number { value: value @ 1..=12, .. } = self.sense(at) else { return None };
        let month = i8::try_from(value).ok()?;
        if !self.is(at + 1, Role::MonthMark) {
            return None;
        }
        let civil = |part, end| Some(((part, Calendar::Civil), end));
        let week = self.skip(at + 2, Role::Of);
        match (self.sense(at + 2), self.sense(at + 3)) {
            (Sense::Number { value: day @ 1..=31, .. }, Sense::Role(Role::DayMark)) => {
                civil(Part::Day { month, day: i8::try_from(day).ok()? }, at + 4)
            }
            _ => match (self.sense(week), self.sense(week + 1), self.sense(week + 2)) {
                (
                    Sense::Role(Role::Nth),
                    Sense::Number { value: ordinal @ 1..=5, .. },
                    Sense::Unit(Unit::Week),
                ) => civil(Part::Week { month: Some(month), ordinal: i8::try_from(ordinal).ok()? }, week + 3),
                _ => civil(Part::Month(month), at + 2),
            },
        }
    }

    /// `7-9月`, `2025年7至9月`: months of one year.
    fn chinese_months(&self, at: usize) -> Option<Found> {
        let ((year, _), start) = self.chinese_year(at).unwrap_or(((Year::Unknown, Calendar::Unstated), at));
        let Sense::Number { value: first @ 2..=12, .. } = self.sense(start) else { return None };
        let ((Part::Month(last), _), end) = self.joined_month(start)? else { return None };
        let count = i32::from(last) - first + 1;
        let last_days = Stretch::new(Part::Month(last), year, Calendar::Civil).days(self.anchor);
        let days = last_days.and_then(|(_, end)| calendar::months_up_to(end, count));
        let told = Told::own(days, months_length(count), Calendar::Civil);
        (count > 1).then(|| self.told(at, end, told))
    }

    fn joined_month(&self, at: usize) -> Read<(Part, Calendar)> {
        match self.sense(at + 1) {
            Sense::Mark('-') | Sense::Role(Role::To) => {
                self.chinese_month_alone(at + 2).filter(|((part, _), _)| matches!(part, Part::Month(2..)))
            }
            _ => None,
        }
    }

    /// A day or month with its year, if any.
    pub(super) fn chinese_date(&self, at: usize) -> Option<Found> {
        let found = self.chinese_stretch(at)?;
        let is_date = matches!(
            found.phrase,
            super::reader::Phrase::Stretch(Stretch { part: Part::Day { .. } | Part::Month(_), .. })
        );
        is_date.then_some(found)
    }

    /// A day that takes its month from the date before it: `十二日`.
    pub(super) fn chinese_loose_day(&self, at: usize) -> Option<Found> {
        match (self.sense(at), self.sense(at + 1)) {
            (Sense::Number { value: day @ 1..=31, .. }, Sense::Role(Role::DayMark)) => {
                let part = Part::LooseDay(i8::try_from(day).ok()?);
                Some(self.stretch(at, at + 2, Stretch::new(part, Year::Unknown, Calendar::Civil)))
            }
            _ => None,
        }
    }

    /// `第二、第三季度`, `一、二季度`: each its own.
    fn chinese_list(&self, at: usize) -> Vec<Found> {
        let (year, start) = self.chinese_year(at).unwrap_or(((Year::Unknown, Calendar::Unstated), at));
        let mut places = Vec::new();
        let mut place = start;
        while let Sense::Number { value: value @ 1..=4, digits: 1 } = self.sense(self.skip(place, Role::Nth))
        {
            let end = self.skip(place, Role::Nth) + 1;
            places.push((value, place, end));
            match self.list_joint(end) {
                Some(next) if places.len() < 4 => place = next,
                _ => break,
            }
        }
        let Some((_, _, end)) = places.last().copied().filter(|_| places.len() > 1) else {
            return Vec::new();
        };
        let calendar = match self.sense(end) {
            Sense::Unit(Unit::Quarter) if !self.word(end).is_ascii() => year.1,
            Sense::Role(Role::FiscalQuarter) => Calendar::Fiscal,
            _ => return Vec::new(),
        };
        let last = places.len() - 1;
        let found = places.into_iter().enumerate().filter_map(|(index, (value, first, own_end))| {
            let from = if index == 0 { at } else { first };
            let to = if index == last { end + 1 } else { own_end };
            let label = format!("{}{}{}", self.words(at, start), self.words(first, own_end), self.word(end));
            let stretch = Stretch::new(Part::Quarter(i8::try_from(value).ok()?), year.0, calendar);
            Some(Found { label: Some(label), ..self.stretch(from, to, stretch) })
        });
        found.collect()
    }

    /// `2025年底`, `今年初`, `9月底`.
    fn chinese_edge(&self, at: usize) -> Option<Found> {
        let (whole, edge_at) = match self.sense(at) {
            Sense::Number { value, digits: 4 } if is_year(value) && self.edge_mark(at + 1) => (
                Stretch::new(Part::Year, Year::Given(i16::try_from(value).ok()?), Calendar::Unstated),
                at + 1,
            ),
            _ => {
                let found = self.chinese_stretch(at)?;
                let super::reader::Phrase::Stretch(whole) = found.phrase else { return None };
                (whole, found.end)
            }
        };
        if !self.edge_mark(edge_at) || matches!(whole.part, Part::Day { .. }) {
            return None;
        }
        let Sense::Role(role) = self.sense(edge_at) else { return None };
        let days = whole.days(self.anchor).and_then(|days| self.cut_by(role, days));
        let length = if role == Role::End { Length::Instant } else { Length::Other };
        Some(self.told(at, edge_at + 1, Told::own(days, length, whole.told_calendar())))
    }

    fn edge_mark(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Role(Role::Early | Role::Middle | Role::End))
            && !self.word(at).is_ascii()
    }
}

/// The first so many months, under the name that length has.
pub(super) fn first_months(count: i32) -> Option<Part> {
    match count {
        3 => Some(Part::Quarter(1)),
        6 => Some(Part::Half(1)),
        12 => Some(Part::Year),
        _ => Some(Part::FirstMonths(i8::try_from(count).ok()?)),
    }
}
