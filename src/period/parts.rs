//! Quarters, halves and first months of a year, with the year they belong to on either side.

use super::Calendar;
use super::calendar;
use super::code::Code;
use super::reader::{Found, Read, Reader, Told};
use super::stretch::{Part, Stretch, Year};
use super::vocabulary::{Role, Sense, Shift, Unit};

/// One or more parts that share what follows: `second and third quarters`.
struct Parts {
    /// Each with its first token and the one after its own words.
    members: Vec<(Part, usize, usize)>,
    unit: Option<Unit>,
    calendar: Calendar,
    year: Option<i16>,
}

impl Reader<'_> {
    /// A part with its year behind it: `second quarter of 2025`, `Q3'25`, `the second and third quarters of this year`.
    pub(super) fn parts(&self, at: usize) -> Vec<Found> {
        let is_price = self.before(at) == Sense::Mark('$');
        let Some((parts, end)) = self.part_words(at).filter(|_| !is_price) else { return Vec::new() };
        let given = parts.year.map(|year| ((Year::Given(year), parts.calendar), end));
        let tail = given.or_else(|| self.year_after(end));
        let needs_year = parts.members.iter().any(|(part, _, _)| matches!(part, Part::FirstMonths(_)))
            && parts.unit.is_none();
        if needs_year && tail.is_none() {
            return Vec::new();
        }
        self.completed(at, &parts, end, tail.unwrap_or(((Year::Unknown, Calendar::Unstated), end)))
    }

    fn completed(&self, at: usize, parts: &Parts, end: usize, tail: ((Year, Calendar), usize)) -> Vec<Found> {
        let ((year, year_calendar), tail_end) = tail;
        let calendar = if parts.calendar == Calendar::Unstated { year_calendar } else { parts.calendar };
        let last = parts.members.len().saturating_sub(1);
        let found = parts.members.iter().enumerate().map(|(place, (part, first, own_end))| {
            let from = if place == 0 { at } else { *first };
            let to = if place == last { tail_end } else { *own_end };
            let shared_tail = parts.unit.filter(|_| last > 0);
            let label = shared_tail.map(|unit| {
                let words =
                    format!("{} {} {}", self.words(*first, *own_end), unit.name(), self.words(end, tail_end));
                words.trim().to_owned()
            });
            let tail = if place == last { end } else { to };
            Found { label, tail, ..self.stretch(from, to, Stretch::new(*part, year, calendar)) }
        });
        found.collect()
    }

    fn part_words(&self, at: usize) -> Read<Parts> {
        let (calendar, start) = match self.sense(at) {
            Sense::Role(Role::Fiscal) => (Calendar::Fiscal, at + 1),
            Sense::Role(Role::Calendar) => (Calendar::Civil, at + 1),
            _ => (Calendar::Unstated, at),
        };
        match self.sense(start) {
            Sense::Code(Code { part: Some(part), year, calendar: coded }) => {
                let calendar = if coded == Calendar::Unstated { calendar } else { coded };
                let apart = self.year_of_label(start + 1).filter(|_| year.is_none());
                let end = start + 1 + usize::from(apart.is_some());
                let members = vec![(part, start, end)];
                Some((Parts { members, unit: None, calendar, year: year.or(apart) }, end))
            }
            Sense::Unit(Unit::Quarter) => match self.sense(start + 1) {
                Sense::Number { value: value @ 1..=4, digits: 1 } => {
                    let members = vec![(Part::Quarter(i8::try_from(value).ok()?), start, start + 2)];
                    Some((Parts { members, unit: None, calendar, year: None }, start + 2))
                }
                _ => None,
            },
            Sense::Shift(Shift::Last) => {
                let year = self.is_unit(start + 1, Unit::Quarter).then(|| self.year_after(start + 2))??;
                matches!(year.0.0, Year::Given(_) | Year::Shifted(_)).then_some(())?;
                let members = vec![(Part::Quarter(4), start, start + 2)];
                Some((Parts { members, unit: Some(Unit::Quarter), calendar, year: None }, start + 2))
            }
            _ => self.ordinal_parts(start, calendar),
        }
    }

    /// `H1 24` as a label: two digits that nothing follows which they could count.
    fn year_of_label(&self, at: usize) -> Option<i16> {
        let Sense::Number { value: value @ 10..=49, digits: 2 } = self.sense(at) else { return None };
        let ends = matches!(self.sense(at + 1), Sense::End | Sense::Mark(',' | ')' | ';' | ':' | '|'));
        ends.then(|| i16::try_from(value).ok().map(|year| 2000 + year)).flatten()
    }

    fn ordinal_parts(&self, at: usize, calendar: Calendar) -> Read<Parts> {
        let mut ordinals = Vec::new();
        let mut end = at;
        while let Some((ordinal, after)) = self.ordinal(end).filter(|_| ordinals.len() < 4) {
            ordinals.push((ordinal, end, after));
            end = after;
            match self.list_joint(after).filter(|next| self.ordinal(*next).is_some()) {
                Some(next) => end = next,
                None => break,
            }
        }
        let (first_ordinal, _, _) = *ordinals.first()?;
        let after_dash = self.skip_mark(end, '-');
        let fiscal = self.is(after_dash, Role::Fiscal);
        let calendar = if fiscal { Calendar::Fiscal } else { calendar };
        let unit_at = self.skip_mark(self.skip(after_dash, Role::Fiscal), '-');
        if let (1, Some((count, months))) = (first_ordinal, self.count(unit_at)) {
            let (unit, limit, each) = match self.sense(months) {
                Sense::Unit(unit @ Unit::Month) => (unit, 11, 1),
                Sense::Unit(unit @ Unit::Quarter) => (unit, 3, 3),
                _ => return None,
            };
            let whole = (2..=limit).contains(&count) && ordinals.len() == 1;
            let part = Part::FirstMonths(i8::try_from(count * each).ok().filter(|_| whole)?);
            let members = vec![(part, at, months + 1)];
            return Some((Parts { members, unit: Some(unit), calendar, year: None }, months + 1));
        }
        let Sense::Unit(unit @ (Unit::Quarter | Unit::Half)) = self.sense(unit_at) else { return None };
        let members: Option<Vec<_>> = ordinals
            .iter()
            .map(|(ordinal, first, end)| Some((part_of(unit, *ordinal)?, *first, *end)))
            .collect();
        Some((Parts { members: members?, unit: Some(unit), calendar, year: None }, unit_at + 1))
    }

    /// `second`, `3rd`.
    pub(super) fn ordinal(&self, at: usize) -> Read<i8> {
        match self.sense(at) {
            Sense::Ordinal(ordinal) => Some((ordinal, at + 1)),
            Sense::Role(Role::Back) if self.is_unit(at + 1, Unit::Half) => Some((2, at + 1)),
            Sense::Cardinal(tens @ (20 | 30)) => match self.sense(self.skip_mark(at + 1, '-')) {
                Sense::Ordinal(ones @ 1..=9) => {
                    Some((i8::try_from(tens).ok()? + ones, self.skip_mark(at + 1, '-') + 1))
                }
                _ => None,
            },
            Sense::Number { value: value @ 1..=31, .. }
                if self.is(at + 1, Role::OrdinalSuffix) && self.is_glued(at + 1) =>
            {
                Some((i8::try_from(value).ok()?, at + 2))
            }
            _ => None,
        }
    }

    /// A part behind its year: `2025 Q3`, `fiscal 2026 second quarter`, `last year's fourth quarter`.
    pub(super) fn year_then_part(&self, at: usize) -> Option<Found> {
        let first = self.skip(at, Role::The);
        let ((year, year_calendar), end) =
            self.year_term(at).filter(|((year, _), _)| *year != Year::Unknown)?;
        let dash = self.skip_mark(end, '-');
        let start = self.skip(self.skip_mark(dash, ','), Role::The);
        let whole = self.skip_unit(self.skip_mark(start + 1, '-'), Unit::Year);
        if matches!(year, Year::Given(_)) && self.is(start, Role::Full) && self.is_unit(whole - 1, Unit::Year)
        {
            return Some(self.stretch(first, whole, Stretch::new(Part::Year, year, year_calendar)));
        }
        let (parts, end) =
            self.part_words(start).filter(|(parts, _)| parts.year.is_none() && parts.members.len() == 1)?;
        let (part, _, _) = *parts.members.first()?;
        let calendar = if parts.calendar == Calendar::Unstated { year_calendar } else { parts.calendar };
        if self.year_after(end).is_some_and(|((year, _), _)| year != Year::Unknown) && start > dash {
            return None;
        }
        Some(self.stretch(first, end, Stretch::new(part, year, calendar)))
    }

    /// `the 2024 quarter`, `the 1988 period`: a year's part that only the one under discussion can tell.
    pub(super) fn year_of_unit(&self, at: usize) -> Option<Found> {
        let Sense::Number { value, digits: 4 } = self.sense(at) else { return None };
        let Sense::Unit(unit @ (Unit::Quarter | Unit::Half | Unit::Period)) = self.sense(at + 1) else {
            return None;
        };
        let named =
            super::code::is_year(value) && !self.word(at + 1).ends_with('s') && self.word(at + 1).is_ascii();
        named.then(|| self.told(at, at + 2, Told::own(None, unit.length(), Calendar::Unstated)))
    }

    /// A quarter or half named by the month it ends in: `September quarter`, `the September 2025 quarter`.
    pub(super) fn month_quarter(&self, at: usize) -> Option<Found> {
        let Sense::Month(month) = self.sense(at) else { return None };
        let (inner, unit_at) = match self.sense(at + 1) {
            Sense::Number { value, digits: 4 } => (i16::try_from(value).ok(), at + 2),
            _ => (None, self.skip_mark(at + 1, '-')),
        };
        let (months, length) = match self.sense(unit_at) {
            Sense::Unit(unit @ (Unit::Quarter | Unit::Half)) => (unit.months()?, unit.length()),
            _ => return None,
        };
        let tail = self.year_after(unit_at + 1).filter(|_| inner.is_none());
        let (year, end) = match tail {
            Some(((year, _), end)) => (year, end),
            None => (inner.map_or(Year::Unknown, Year::Given), unit_at + 1),
        };
        let last = Stretch::new(Part::Month(month), year, Calendar::Civil).days(self.anchor);
        let days = last.and_then(|(_, end)| calendar::months_up_to(end, months));
        Some(self.told(at, end, Told::own(days, length, Calendar::Unstated)))
    }
}

fn part_of(unit: Unit, ordinal: i8) -> Option<Part> {
    match (unit, ordinal) {
        (Unit::Quarter, -1) => Some(Part::Quarter(4)),
        (Unit::Quarter, 1..=4) => Some(Part::Quarter(ordinal)),
        (Unit::Half, -1) => Some(Part::Half(2)),
        (Unit::Half, 1..=2) => Some(Part::Half(ordinal)),
        _ => None,
    }
}
