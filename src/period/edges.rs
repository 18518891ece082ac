//! Parts of a period told by its edge, and weeks: `early 2025`, `later this year`, `end of March`, `third week of May`.

use super::calendar::{self, Days};
use super::reader::{Found, Phrase, Read, Reader, Told};
use super::stretch::{Part, Stretch, Year};
use super::vocabulary::{Role, Sense, Shift, Unit, VOCABULARY};
use super::{Calendar, Length};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    FirstHalf,
    Middle,
    SecondHalf,
    LastDay,
    UpToNow,
    FromNow,
}

impl Reader<'_> {
    /// `early 2025`, `mid-2025`, `late last year`, `the end of the year`, `rest of the week`, `year-end 2025`.
    pub(super) fn edge(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.year_end(at) {
            return Some(found);
        }
        let (edge, after) = self.edge_word(at)?;
        let (whole, end) = self.edge_owner(after, edge)?;
        let days = whole.days(self.anchor).and_then(|days| self.cut(edge, days));
        let length = if edge == Edge::LastDay { Length::Instant } else { Length::Other };
        Some(self.told(at, end, Told::own(days, length, whole.calendar())))
    }

    fn edge_word(&self, at: usize) -> Read<Edge> {
        let Sense::Role(role) = self.sense(at) else { return None };
        let edge = match role {
            Role::Early => Edge::FirstHalf,
            Role::Start if self.is(at + 1, Role::Of) => Edge::FirstHalf,
            Role::Middle => Edge::Middle,
            Role::Late => Edge::SecondHalf,
            Role::End => Edge::LastDay,
            Role::Earlier if VOCABULARY.bound(self.word(at)).is_none() => Edge::UpToNow,
            Role::Later | Role::Rest => Edge::FromNow,
            _ => return None,
        };
        let after = match self.sense(at + 1) {
            Sense::Role(Role::Of | Role::For) | Sense::Mark('-') => at + 2,
            _ => at + 1,
        };
        Some((edge, after))
    }

    fn edge_owner(&self, at: usize, edge: Edge) -> Read<Phrase> {
        let start = self.skip(at, Role::The);
        if let (Sense::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)), true) =
            (self.sense(start), start > at)
        {
            let discussed = edge == Edge::LastDay && matches!(unit, Unit::Quarter | Unit::Year);
            let date = self.anchor.date.filter(|_| !discussed);
            let running = date.and_then(|date| self.unit_days(date, unit, 0, Calendar::Unstated));
            return Some((Phrase::Told(Told::own(running, unit.length(), Calendar::Unstated)), start + 1));
        }
        let bare = edge == Edge::LastDay && self.is(at.wrapping_sub(1), Role::Of) && !self.is_plural(start);
        if let (Sense::Unit(unit @ (Unit::Month | Unit::Quarter | Unit::Year)), true) =
            (self.sense(start), bare)
        {
            return Some((Phrase::Told(Told::own(None, unit.length(), Calendar::Unstated)), start + 1));
        }
        let found = self.plain(start)?;
        // `the upper end of the 2025 range`
        if start > at && self.lone_year(start).is_some() {
            return None;
        }
        let from_now = matches!(edge, Edge::UpToNow | Edge::FromNow);
        let fits = match found.phrase {
            Phrase::Stretch(stretch) if from_now => {
                let running = self.anchor.date.map(|date| Year::Given(date.year()));
                stretch.year == Year::Shifted(0) || (edge == Edge::FromNow && running == Some(stretch.year))
            }
            Phrase::Stretch(stretch) => !matches!(stretch.part, Part::Day { .. } | Part::Season),
            Phrase::Told(told) => told.reference == super::Reference::Own && told.length != Length::Instant,
        };
        fits.then_some((found.phrase, found.end))
    }

    fn cut(&self, edge: Edge, days: Days) -> Option<Days> {
        let (start, end) = days;
        let today = self.anchor.date;
        match edge {
            Edge::LastDay if calendar::length(days) == Length::Week => Some((second_half(days)?, end)),
            Edge::LastDay => Some((end, end)),
            Edge::FirstHalf => Some((start, second_half(days)?.yesterday().ok()?)),
            Edge::SecondHalf => Some((second_half(days)?, end)),
            Edge::Middle => middle(days),
            Edge::UpToNow => Some((start, today?.yesterday().ok()?)).filter(|(start, end)| start <= end),
            Edge::FromNow => Some((today?, end)).filter(|(start, end)| start <= end),
        }
    }

    /// The part of a whole that a word for its beginning, middle or end names.
    pub(super) fn cut_by(&self, role: Role, days: Days) -> Option<Days> {
        let edge = match role {
            Role::Early => Edge::FirstHalf,
            Role::Middle => Edge::Middle,
            _ => Edge::LastDay,
        };
        self.cut(edge, days)
    }

    /// `year-end`, `year-end 2025`.
    fn year_end(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, Role::Fiscal);
        let dash = self.skip_mark(start + 1, '-');
        if !self.is_unit(start, Unit::Year) || !self.is(dash, Role::End) {
            return None;
        }
        let calendar = if start > at { Calendar::Fiscal } else { Calendar::Unstated };
        let ((year, _), end) = self.year_after(dash + 1).unwrap_or(((Year::Unknown, calendar), dash + 1));
        let known = Some(year).filter(|year| *year != Year::Unknown);
        let days = known.and_then(|year| Stretch::new(Part::Year, year, calendar).days(self.anchor));
        Some(self.told(at, end, Told::own(days.map(|(_, end)| (end, end)), Length::Instant, calendar)))
    }

    /// `w/c 3 March`, `w/e 9 March`: the week that begins or ends with a day.
    fn week_code(&self, at: usize) -> Option<Found> {
        let coded = self.is(at, Role::WeekMark) && self.is_mark(at + 1, '/') && self.is_glued(at + 2);
        let day = if coded { self.plain_date(at + 3)? } else { return None };
        let dated = day.phrase.days(self.anchor).map(|(start, _)| start);
        let days = match self.word(at + 2) {
            "c" | "C" => dated.and_then(calendar::week),
            "e" | "E" => dated.and_then(|end| Some((calendar::shift_days(end, -6)?, end))),
            _ => return None,
        };
        Some(self.told(at, day.end, Told::own(days, Length::Week, Calendar::Civil)))
    }

    /// `the third week of this month`, `last week of July`, `week of September 16`, `Week 31`.
    pub(super) fn week(&self, at: usize) -> Option<Found> {
        let told = |end, days| Some(self.told(at, end, Told::own(days, Length::Week, Calendar::Civil)));
        if self.is_unit(at, Unit::Week) {
            let english = self.word(at).is_ascii();
            if let (true, Sense::Number { value: value @ 1..=53, digits: 1 | 2 }) =
                (english, self.sense(at + 1))
            {
                let ((year, _), end) =
                    self.year_after(at + 2).unwrap_or(((Year::Shifted(0), Calendar::Civil), at + 2));
                let part = Part::Week { month: None, ordinal: i8::try_from(value).ok()? };
                return told(end, Stretch::new(part, year, Calendar::Civil).days(self.anchor));
            }
            let leads = matches!(self.sense(at + 1), Sense::Role(Role::Of | Role::Start));
            let day = leads.then(|| self.month_or_day(self.skip(at + 2, Role::The)))??;
            let days = day.phrase.days(self.anchor).and_then(|(start, _)| calendar::week(start));
            return if day.phrase.length() == Length::Instant { told(day.end, days) } else { None };
        }
        if let Some(found) = self.week_code(at) {
            return Some(found);
        }
        let (ordinal, week_at) = match self.sense(at) {
            Sense::Shift(Shift::Last) => (-1, at + 1),
            _ => self.ordinal(at)?,
        };
        if !self.is_unit(week_at, Unit::Week) {
            return None;
        }
        let owner = match self.sense(week_at + 1) {
            Sense::Role(Role::Of | Role::For) => self.skip(week_at + 2, Role::The),
            _ => week_at + 1,
        };
        let found = self
            .plain(owner)
            .filter(|found| matches!(found.phrase.length(), Length::Month | Length::Year))?;
        let month_unstated = found.phrase.year() == Some(Year::Unknown);
        let days = found.phrase.days(self.anchor).and_then(|days| calendar::week_within(days, ordinal));
        let begun =
            days.filter(|(start, _)| !month_unstated || self.anchor.date.is_none_or(|date| *start <= date));
        told(found.end, begun.or(days))
    }
}

/// Where the second half begins: July, the 16th, Thursday, or the day in the middle.
fn second_half((start, end): Days) -> Option<jiff::civil::Date> {
    match calendar::length((start, end)) {
        Length::Month => calendar::shift_days(start, 15),
        Length::Week => calendar::shift_days(start, 3),
        Length::Year | Length::TwelveMonths => calendar::shift_months(start, 6),
        _ => {
            let half = (end.duration_since(start).as_hours() / 24 + 1) / 2;
            calendar::shift_days(start, half)
        }
    }
}

fn middle(days: Days) -> Option<Days> {
    let (start, end) = days;
    match calendar::length(days) {
        Length::Year | Length::TwelveMonths => {
            Some((calendar::shift_months(start, 4)?, calendar::shift_months(start, 8)?.yesterday().ok()?))
        }
        _ => {
            let third = (end.duration_since(start).as_hours() / 24 + 1) / 3;
            Some((calendar::shift_days(start, third)?, calendar::shift_days(end, -third)?))
        }
    }
}
