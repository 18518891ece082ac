//! A named part of a year, not yet tied to dates.

use jiff::civil::Date;

use super::calendar::{self, Days};
use super::{Anchor, Calendar, Length};

/// `second quarter of fiscal 2026` taken apart; any piece may come from the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub part: Part,
    pub year: Year,
    pub calendar: Calendar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Year,
    Half(i8),
    Quarter(i8),
    /// The first so many months of the year; `first nine months`.
    FirstMonths(i8),
    Month(i8),
    Day {
        month: i8,
        day: i8,
    },
    /// A day of a month that other words name: the `3` of `from 3 until 12 of Sept`.
    LooseDay(i8),
    /// A week of the year, or of a month of it, from the end if negative.
    Week {
        month: Option<i8>,
        ordinal: i8,
    },
    /// `summer`: a name without agreed days.
    Season,
}

/// Which year a part belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    Unknown,
    Given(i16),
    /// So many years from the anchor's.
    Shifted(i16),
}

impl Stretch {
    pub(super) fn new(part: Part, year: Year, calendar: Calendar) -> Self {
        Self { part, year, calendar }
    }

    pub(super) fn length(self) -> Length {
        match self.part {
            Part::Year => Length::Year,
            Part::Half(_) => Length::Half,
            Part::Quarter(_) => Length::Quarter,
            Part::FirstMonths(count) => months_length(i32::from(count)),
            Part::Month(_) => Length::Month,
            Part::Day { .. } | Part::LooseDay(_) => Length::Instant,
            Part::Week { .. } => Length::Week,
            Part::Season => Length::Other,
        }
    }

    /// The calendar it is told in once nothing more can be learnt: months and days are the civil ones.
    pub(super) fn told_calendar(self) -> Calendar {
        match self.part {
            Part::Month(_) | Part::Day { .. } | Part::LooseDay(_) | Part::Week { .. } => Calendar::Civil,
            _ => self.calendar,
        }
    }

    /// First and last day, where words and anchor tell them.
    pub(super) fn days(self, anchor: &Anchor) -> Option<Days> {
        let year = match self.year {
            Year::Given(year) => year,
            Year::Shifted(by) => self.year_of(anchor.date?, anchor)?.checked_add(by)?,
            Year::Unknown => return self.latest(anchor),
        };
        self.days_of(year, anchor)
    }

    /// The latest one that had ended by the anchor's date; of days and months, that had begun.
    fn latest(self, anchor: &Anchor) -> Option<Days> {
        if self.part == Part::Year {
            return None;
        }
        let date = anchor.date?;
        let this_year = self.year_of(date, anchor)?;
        let begun_is_enough = matches!(self.part, Part::Month(_) | Part::Day { .. } | Part::Week { .. });
        [this_year, this_year.checked_sub(1)?, this_year.checked_sub(2)?]
            .into_iter()
            .filter_map(|year| self.days_of(year, anchor))
            .find(|(start, end)| if begun_is_enough { *start <= date } else { *end <= date })
    }

    fn year_of(self, date: Date, anchor: &Anchor) -> Option<i16> {
        match (self.calendar, anchor.fiscal_year_end) {
            (Calendar::Fiscal, None) => None,
            (Calendar::Fiscal, Some(month)) if date.month() > month => date.year().checked_add(1),
            _ => Some(date.year()),
        }
    }

    fn days_of(self, year: i16, anchor: &Anchor) -> Option<Days> {
        match self.part {
            Part::Month(month) => calendar::months(year, month.into(), 1),
            Part::Day { month, day } => Date::new(year, month, day).ok().map(|day| (day, day)),
            Part::Week { month: Some(month), ordinal } => {
                calendar::week_within(calendar::months(year, month.into(), 1)?, ordinal)
            }
            Part::Week { month: None, ordinal } => calendar::week_within(calendar::year(year)?, ordinal),
            Part::Season | Part::LooseDay(_) => None,
            Part::Year | Part::Half(_) | Part::Quarter(_) | Part::FirstMonths(_) => {
                let first = self.first_month(anchor)?;
                let (skipped, count) = self.months_of_year();
                calendar::months(year, first + skipped, count)
            }
        }
    }

    /// Whether it is a half, a quarter or some months of a year.
    pub(super) fn is_part_of_year(self) -> bool {
        matches!(self.part, Part::Half(_) | Part::Quarter(_) | Part::FirstMonths(_))
    }

    /// Whether a part of a civil year ends in a month.
    pub(super) fn ends_in(self, month: i8) -> bool {
        let (skipped, count) = self.months_of_year();
        skipped + count == i32::from(month)
    }

    /// The days of a part of the year that ends on a day.
    pub(super) fn of_year_ending(self, last_day: Date) -> Option<Days> {
        let (first, _) = calendar::months_up_to(last_day, 12)?;
        let (skipped, count) = self.months_of_year();
        let start = calendar::shift_months(first, skipped)?;
        let end = calendar::shift_months(first, skipped + count)?.yesterday().ok()?;
        Some((start, end))
    }

    /// Where year N begins, as a month of calendar year N; below 1 it lies in the year before.
    fn first_month(self, anchor: &Anchor) -> Option<i32> {
        let year_end = anchor.fiscal_year_end.map(|month| i32::from(month.clamp(1, 12)));
        match (self.calendar, year_end) {
            (Calendar::Fiscal, year_end) => Some(year_end? - 11),
            (Calendar::Civil, _) | (Calendar::Unstated, None | Some(12)) => Some(1),
            (Calendar::Unstated, Some(_)) if self.part == Part::Year || self.year != Year::Unknown => Some(1),
            (Calendar::Unstated, Some(_)) => None,
        }
    }

    /// Months of the year before it, and its own.
    fn months_of_year(self) -> (i32, i32) {
        match self.part {
            Part::Half(ordinal) => (6 * (i32::from(ordinal) - 1), 6),
            Part::Quarter(ordinal) => (3 * (i32::from(ordinal) - 1), 3),
            Part::FirstMonths(count) => (0, count.into()),
            _ => (0, 12),
        }
    }
}

/// The length of so many months.
pub(super) fn months_length(count: i32) -> Length {
    match count {
        1 => Length::Month,
        3 => Length::Quarter,
        6 => Length::Half,
        9 => Length::NineMonths,
        12 => Length::TwelveMonths,
        _ => Length::Other,
    }
}

/// The months a length counts.
pub(super) fn length_months(length: Length) -> Option<i32> {
    match length {
        Length::Month => Some(1),
        Length::Quarter => Some(3),
        Length::Half => Some(6),
        Length::NineMonths => Some(9),
        Length::Year | Length::TwelveMonths => Some(12),
        Length::Instant | Length::Week | Length::Other => None,
    }
}
