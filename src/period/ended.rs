//! Periods named by their last day: `nine months ended September 30, 2025`, `years ended December 31, 2024 and 2023`.

use jiff::civil::Date;

use super::calendar::{self, Days};
use super::code::is_year;
use super::reader::{Found, Phrase, Read, Reader, Told};
use super::stretch::{Part, Stretch, Year, months_length};
use super::vocabulary::{Role, Sense, Unit};
use super::{Calendar, Length};

/// How many words may stand between a period and `ended`: `the latest quarter for its report ended on`.
const WORDS_BETWEEN: usize = 6;

/// A period of which only the length has been named so far.
struct Head {
    /// Each length with its first token and the one after its own words: `three and nine months` are two.
    lengths: Vec<(Lasting, usize, usize)>,
    /// The token of the unit they are counted in.
    unit_at: usize,
    calendar: Calendar,
}

/// `ended September 30, 2025` and where it stands.
struct Ending {
    first: usize,
    end: usize,
    last_day: Option<Date>,
}

#[derive(Clone, Copy)]
enum Lasting {
    Months(i32, Length),
    Weeks(i32),
}

impl Reader<'_> {
    /// All periods that one `ended` phrase names.
    pub(super) fn ended(&self, at: usize) -> Vec<Found> {
        if let Some(year) = self.year_ended_code(at) {
            return vec![year];
        }
        let Some((head, head_end)) = self.head(at) else { return Vec::new() };
        let Some(ending) = self.ending(head_end) else { return Vec::new() };
        let mut found = self.ended_by(&head, at, &ending);
        let mut end = ending.end;
        while let Some((year, place)) = self.further_year(end).filter(|_| found.len() < 8) {
            let Some((lasting, _, _)) = head.lengths.last() else { break };
            let day = ending.last_day.and_then(|day| day.with().year(year).build().ok());
            let label = found.last().and_then(|before| of_year(before.label.as_deref()?, year));
            found.push(Found { label, ..self.told(place, place + 1, head.told(*lasting, day)) });
            end = place + 1;
        }
        while let Some(day) = self.further_day(end).filter(|_| found.len() < 8) {
            let Some(((lasting, _, _), last)) = head.lengths.last().zip(head.lengths.len().checked_sub(1))
            else {
                break;
            };
            let words = format!(
                "{} {} {}",
                self.head_words(&head, last),
                self.word(ending.first),
                self.words(day.first, day.end)
            );
            let last_day = day.phrase.days(self.anchor).map(|(_, end)| end);
            end = day.end;
            found.push(Found {
                label: Some(words),
                ..self.told(day.first, day.end, head.told(*lasting, last_day))
            });
        }
        found
    }

    /// `FYE 31 March 2025`.
    fn year_ended_code(&self, at: usize) -> Option<Found> {
        if let Some((last_day, end)) = self.numbered_month_of_year(at) {
            let days = calendar::months_up_to(last_day, 12);
            return Some(self.told(at, end, Told::own(days, Length::Year, Calendar::Fiscal)));
        }
        let code = self.is(at, Role::Fiscal) && self.word(at).eq_ignore_ascii_case("fye");
        let day = if code { self.plain_date(self.skip_mark(at + 1, ':'))? } else { return None };
        let last_day = day.phrase.days(self.anchor).map(|(_, end)| end);
        let days = last_day.and_then(|day| calendar::months_up_to(day, 12));
        Some(self.told(at, day.end, Told::own(days, Length::Year, Calendar::Fiscal)))
    }

    /// `FY3/2026`: the last day of the fiscal year that ends in a month.
    fn numbered_month_of_year(&self, at: usize) -> Read<Date> {
        let month = self.word(at).strip_prefix("FY")?.parse::<i8>().ok()?;
        let Sense::Number { value, digits } = self.sense(at + 2) else { return None };
        let year = match digits {
            4 if is_year(value) => i16::try_from(value).ok()?,
            2 if month < 10 => i16::try_from(2000 + value).ok()?,
            _ => return None,
        };
        let first = Date::new(year, month, 1).ok().filter(|_| self.is_mark(at + 1, '/'))?;
        Some((first.last_of_month(), at + 3))
    }

    fn ended_by(&self, head: &Head, at: usize, ending: &Ending) -> Vec<Found> {
        let last = head.lengths.len().saturating_sub(1);
        let found = head.lengths.iter().enumerate().map(|(place, (lasting, first, own_end))| {
            let from = if place == 0 { at } else { *first };
            let to = if place == last { ending.end } else { *own_end };
            let label = format!("{} {}", self.head_words(head, place), self.words(ending.first, ending.end));
            Found { label: Some(label), ..self.told(from, to, head.told(*lasting, ending.last_day)) }
        });
        found.collect()
    }

    /// One period's length in words: `nine months`, `year` for one of several `years`.
    fn head_words(&self, head: &Head, place: usize) -> String {
        let Some((_, first, own_end)) = head.lengths.get(place) else { return String::new() };
        match self.sense(head.unit_at) {
            Sense::Unit(unit) if *first == head.unit_at && self.is_plural(*first) => {
                let fiscal = if head.calendar == Calendar::Fiscal { first.saturating_sub(1) } else { *first };
                format!("{} {}", self.words(fiscal, *first), unit.name()).trim().to_owned()
            }
            _ if head.lengths.len() == 1 => {
                let fiscal = head.calendar == Calendar::Fiscal;
                self.words(first.saturating_sub(usize::from(fiscal)), *own_end)
            }
            _ => format!("{} {}", self.words(*first, *own_end), self.word(head.unit_at)),
        }
    }

    fn head(&self, at: usize) -> Read<Head> {
        let (calendar, start) = match self.sense(at) {
            Sense::Role(Role::Fiscal) => (Calendar::Fiscal, at + 1),
            _ => (Calendar::Unstated, at),
        };
        let single = |lasting, end| {
            let end = self.skip_unit(self.skip_mark(end, '-'), Unit::Period);
            Some((Head { lengths: vec![(lasting, start, end)], unit_at: start, calendar }, end))
        };
        match self.sense(start) {
            Sense::Unit(Unit::Half) => {
                let year = self.skip_mark(start + 1, '-');
                single(Lasting::Months(6, Length::Half), self.skip_unit(year, Unit::Year))
            }
            Sense::Unit(unit @ (Unit::Quarter | Unit::Year | Unit::Month | Unit::Decade)) => {
                single(Lasting::Months(unit.months()?, unit.length()), start + 1)
            }
            // `the quarterly period ended`
            Sense::Role(Role::Quarterly) if self.is_unit(start + 1, Unit::Period) => {
                single(Lasting::Months(3, Length::Quarter), start + 1)
            }
            Sense::Role(Role::Annual) if self.is_unit(start + 1, Unit::Period) => {
                single(Lasting::Months(12, Length::Year), start + 1)
            }
            Sense::Unit(Unit::Week) => single(Lasting::Weeks(1), start + 1),
            Sense::Unit(Unit::Period) => single(Lasting::Months(0, Length::Other), start + 1),
            _ => self.counted_head(start, calendar),
        }
    }

    /// `three months`, `three- and nine-month periods`, `four quarters`, `13 weeks`.
    fn counted_head(&self, at: usize, calendar: Calendar) -> Read<Head> {
        let mut lengths = Vec::new();
        let mut place = at;
        let unit_at = loop {
            let (count, end) = self.count(place)?;
            lengths.push((count, place, end));
            let dash = self.skip_mark(end, '-');
            match self.list_joint(dash).filter(|next| lengths.len() < 4 && self.count(*next).is_some()) {
                Some(next) => place = next,
                None => break dash,
            }
        };
        let unit = match self.sense(unit_at) {
            Sense::Unit(unit @ (Unit::Month | Unit::Quarter | Unit::Week | Unit::Year)) => unit,
            // `9m to September 2025`, where `€9m to` counts millions.
            _ if self.word(unit_at).eq_ignore_ascii_case("m")
                && lengths.iter().all(|one| is_reported(one.0)) =>
            {
                Unit::Month
            }
            _ => return None,
        };
        let lasting = |count| match unit {
            Unit::Week => Lasting::Weeks(count),
            Unit::Quarter => Lasting::Months(3 * count, months_length(3 * count)),
            Unit::Year => Lasting::Months(12 * count, if count == 1 { Length::Year } else { Length::Other }),
            _ => Lasting::Months(count, months_length(count)),
        };
        let end = self.skip_unit(self.skip_mark(unit_at + 1, '-'), Unit::Period);
        let alone = lengths.len() == 1;
        let lengths = lengths
            .into_iter()
            .map(|(count, first, own_end)| (lasting(count), first, if alone { end } else { own_end }));
        Some((Head { lengths: lengths.collect(), unit_at, calendar }, end))
    }

    /// The last day, behind `ended` or `to`; a month alone ends on its last.
    fn ending(&self, at: usize) -> Option<Ending> {
        let ended = match self.sense(at) {
            Sense::Role(Role::Ended | Role::To) => at,
            _ => self.distant_ended(at)?,
        };
        let mut leads = vec![Role::At, Role::For, Role::In];
        // `the year that runs to March`
        leads.extend(self.is(ended, Role::Ended).then_some(Role::To));
        let preposition = leads.iter().any(|lead| self.is(ended + 1, *lead));
        let day_at = self.end_of(self.skip(ended + 1 + usize::from(preposition), Role::The));
        let day = self
            .plain_date(day_at)
            .or_else(|| self.ending_year(at, ended, day_at))
            .or_else(|| self.ending_quarter(at, day_at))?;
        let named = self.is(ended, Role::Ended)
            || self.anchor.date.is_some()
            || day.phrase.year().is_some_and(|year| year != Year::Unknown);
        named.then(|| Ending {
            first: ended,
            end: day.end,
            last_day: day.phrase.days(self.anchor).map(|(_, end)| end),
        })
    }

    /// The place behind `the end of` or `end-`, if they stand here.
    fn end_of(&self, at: usize) -> usize {
        match (self.sense(at), self.sense(at + 1)) {
            (Sense::Role(Role::End), Sense::Role(Role::Of) | Sense::Mark('-')) => at + 2,
            (Sense::Role(Role::End), _) => at + 1,
            _ => at,
        }
    }

    /// `five years to 2024`: several years end with a whole one.
    fn ending_year(&self, unit_end: usize, ended: usize, at: usize) -> Option<Found> {
        let last = unit_end.checked_sub(1)?;
        let unit_at = if self.is_unit(last, Unit::Period) { last.checked_sub(1)? } else { last };
        let unit = self.sense(unit_at);
        let several = matches!(unit, Sense::Unit(Unit::Year | Unit::Decade)) && ended == unit_end;
        let counted = self.is_plural(unit_at)
            || unit == Sense::Unit(Unit::Decade)
            || self.before(unit_at) == Sense::Mark('-');
        self.lone_year(at).filter(|_| several && counted)
    }

    /// `four quarters to Q3 2025`: several quarters end with a whole one.
    fn ending_quarter(&self, unit_end: usize, at: usize) -> Option<Found> {
        let unit_at = unit_end.checked_sub(1)?;
        let several = self.is_unit(unit_at, Unit::Quarter) && self.is_plural(unit_at);
        let dated = |found: &Found| {
            found.phrase.length() == Length::Quarter && matches!(found.phrase.year(), Some(Year::Given(_)))
        };
        self.plain(at).filter(|found| several && dated(found))
    }

    /// Whether the words behind a unit go on to say when it ended.
    pub(super) fn ends_later(&self, at: usize) -> bool {
        self.ending(at).is_some()
    }

    /// `ended` a few words on, with no mark between.
    fn distant_ended(&self, at: usize) -> Option<usize> {
        let place = (at..at + WORDS_BETWEEN).find(|place| self.is(*place, Role::Ended))?;
        let plain = |sense| {
            matches!(
                sense,
                Sense::Other
                    | Sense::Role(Role::Fiscal | Role::For | Role::Of | Role::The | Role::Which | Role::Just)
            )
        };
        (at..place).all(|between| plain(self.sense(between))).then_some(place)
    }

    /// A day or month with nothing around it.
    pub(super) fn plain_date(&self, at: usize) -> Option<Found> {
        let found = self.digits_date(at).or_else(|| self.month_or_day(at))?;
        matches!(found.phrase, Phrase::Stretch(Stretch { part: Part::Day { .. } | Part::Month(_), .. }))
            .then_some(found)
    }

    /// `and 2023` behind a full date: the same day of another year.
    fn further_year(&self, at: usize) -> Read<i16> {
        let place = self.list_joint(at)?;
        match self.sense(place) {
            Sense::Number { value, digits: 4 } if is_year(value) => Some((i16::try_from(value).ok()?, place)),
            _ => None,
        }
    }

    /// `and September 28, 2024` behind a full date: the last day of another such period.
    fn further_day(&self, at: usize) -> Option<Found> {
        let joint = self.list_joint(at).filter(|joint| self.is(joint - 1, Role::And))?;
        let day = self.plain_date(joint)?;
        let dated =
            day.phrase.length() == Length::Instant && matches!(day.phrase.year(), Some(Year::Given(_)));
        dated.then_some(day)
    }

    /// `the full fiscal year` to a month that tells which.
    fn is_undated_year(&self, found: &Found) -> bool {
        let last = found.end.checked_sub(1);
        let year = last.is_some_and(|last| self.is_unit(last, Unit::Year));
        year && found.phrase.length() == Length::Year && found.phrase.days(self.anchor).is_none()
    }

    /// The part of a year that a period is whose words end with `year`.
    pub(super) fn part_of_year(&self, found: &Found) -> Option<Stretch> {
        let Phrase::Stretch(stretch) = found.phrase else { return None };
        let last = found.end.checked_sub(1).filter(|last| self.is_unit(*last, Unit::Year));
        last.filter(|_| stretch.is_part_of_year()).map(|_| stretch)
    }

    /// The ending that a named period is followed by: `, which ended September 30, 2025`, `（截至2025年9月30日）`.
    pub(super) fn ending_after(&self, found: &Found) -> Option<(Days, usize)> {
        let months = found.phrase.months()?;
        let mark = match self.sense(found.end) {
            Sense::Mark(mark @ (',' | '(')) => Some(mark),
            _ => None,
        };
        let start = found.end + usize::from(mark.is_some());
        let which = self.skip(self.skip(start, Role::Which), Role::Just);
        // `the first half of the year ended March 31` names the last day of the year, not of the half.
        let of_year = self.part_of_year(found).filter(|_| which == found.end);
        let ended = match self.sense(which) {
            Sense::Role(Role::Ended | Role::Until) => which,
            Sense::Role(Role::To) if of_year.is_some() || self.is_undated_year(found) => which,
            _ => return None,
        };
        let preposition =
            matches!(self.sense(ended + 1), Sense::Role(Role::At | Role::For | Role::In | Role::To));
        let day = self
            .plain_date(self.skip(ended + 1 + usize::from(preposition), Role::The))
            .or_else(|| self.chinese_date(ended + 1))?;
        let (_, last_day) = day.phrase.days(self.anchor)?;
        // `the first half of the year ended 30 June` may end on either, and is the half of a civil year.
        let civil = |stretch: &Stretch| {
            let ending = self.word(ended).eq_ignore_ascii_case("ending");
            !ending && found.phrase.calendar() != Calendar::Fiscal && stretch.ends_in(last_day.month())
        };
        let days = match of_year.filter(|stretch| !civil(stretch)) {
            Some(stretch) => stretch.of_year_ending(last_day)?,
            None => calendar::months_up_to(last_day, months)?,
        };
        let end =
            if mark == Some('(') { self.skip_mark(self.skip(day.end, Role::Ended), ')') } else { day.end };
        Some((days, end))
    }
}

impl Head {
    fn told(&self, lasting: Lasting, last_day: Option<Date>) -> Told {
        let (days, length) = match lasting {
            Lasting::Months(0, length) => (None, length),
            Lasting::Months(months, length) => {
                (last_day.and_then(|day| calendar::months_up_to(day, months)), length)
            }
            Lasting::Weeks(weeks) => {
                let start = last_day.and_then(|day| calendar::shift_days(day, 1 - 7 * i64::from(weeks)));
                (start.zip(last_day), weeks_length(weeks))
            }
        };
        Told::own(days, length, self.calendar)
    }
}

/// A label that ends in a year, with another year.
fn of_year(label: &str, year: i16) -> Option<String> {
    let stem = label.trim_end_matches(|c: char| c.is_ascii_digit());
    (stem.len() < label.len()).then(|| format!("{stem}{year}"))
}

/// Fiscal weeks make the quarters of those who count in weeks.
fn weeks_length(weeks: i32) -> Length {
    match weeks {
        1 => Length::Week,
        12..=14 => Length::Quarter,
        26 | 27 => Length::Half,
        39 | 40 => Length::NineMonths,
        52 | 53 => Length::Year,
        _ => Length::Other,
    }
}

/// How many months reports sum up.
fn is_reported(months: i32) -> bool {
    matches!(months, 3 | 6 | 9 | 12 | 18)
}
