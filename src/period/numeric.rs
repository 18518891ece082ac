//! Dates in digits: `2025-09-30`, `9/30/2025`, `30.09.2025`, `12/02 2025`, `2025/9`, `3-2015`.

use super::Calendar;
use super::code::{full_year, is_year};
use super::reader::{Found, Reader};
use super::stretch::{Part, Stretch, Year};
use super::token::digit_value;
use super::vocabulary::{Role, Sense};

/// What a run of digits stands for.
type Written = (Part, i16, usize);

impl Reader<'_> {
    /// A day or month all in digits.
    pub(super) fn digits_date(&self, at: usize) -> Option<Found> {
        let before_is_number = self.is_glued(at)
            && matches!(self.before(at), Sense::Mark('$' | '#' | '.' | '-' | '/' | '+' | ':'));
        if before_is_number && !self.is_joint(at) {
            return None;
        }
        let (part, year, end) =
            self.dotted(at).or_else(|| self.three_numbers(at)).or_else(|| self.two_numbers(at))?;
        Some(self.stretch(at, end, Stretch::new(part, Year::Given(year), Calendar::Civil)))
    }

    /// A dash right behind another date: the second of `10/1/2018-10/7/2018`.
    fn is_joint(&self, at: usize) -> bool {
        let dates_mark = self.before(at) == Sense::Mark('-');
        dates_mark
            && at >= 2
            && matches!(self.sense(at - 2), Sense::Number { digits: 4, .. } | Sense::Separated)
    }

    /// Digits joined by full stops are one word: `2025.09.30`, `30.09.2025`, `2015.3`.
    fn dotted(&self, at: usize) -> Option<Written> {
        if self.sense(at) != Sense::Separated {
            return None;
        }
        let plain: String = self.word(at).chars().map(|c| digit_value(c).map_or(c, digit)).collect();
        let pieces: Vec<&str> = plain.split(['.', '．']).collect();
        let number = |piece: &str| piece.parse::<i8>().ok();
        match pieces.as_slice() {
            [year, month, day] if year.len() == 4 => {
                day_of(full_year(year)?, number(month)?, number(day)?, at + 1)
            }
            [day, month, year] if year.len() == 4 => {
                day_of(full_year(year)?, number(month)?, number(day)?, at + 1)
            }
            [year, month] if year.len() == 4 && !self.reads_as_decimal(at) => {
                month_of(full_year(year)?, number(month)?, at + 1)
            }
            _ => None,
        }
    }

    /// `2015.3` as a measured value: something counted behind it, or a word that amounts follow before it.
    fn reads_as_decimal(&self, at: usize) -> bool {
        let amount =
            matches!(self.before(at), Sense::Mark('$') | Sense::Role(Role::At | Role::To | Role::Counts));
        amount || self.is_counted(at + 1) || self.sense(at + 1) == Sense::Other
    }

    fn three_numbers(&self, at: usize) -> Option<Written> {
        let (first, second, third) =
            (self.plain_number(at)?, self.plain_number(at + 2)?, self.plain_number(at + 4));
        let mark = self.sense(at + 1);
        if !matches!(mark, Sense::Mark('-' | '/')) || !self.is_glued(at + 1) || !self.is_glued(at + 2) {
            return None;
        }
        let third =
            third.filter(|_| self.sense(at + 3) == mark && self.is_glued(at + 3) && self.is_glued(at + 4));
        match (first, second, third) {
            ((year, 4), (month, _), Some((day, 1 | 2))) => {
                day_of(reported(year)?, small(month)?, small(day)?, at + 5)
            }
            ((one, 1 | 2), (other, 1 | 2), Some((year, digits @ (2 | 4)))) => {
                let year = if digits == 4 { reported(year)? } else { 2000 + i16::try_from(year).ok()? };
                american_or_british(year, small(one)?, small(other)?, at + 5)
            }
            ((one, 1 | 2), (other, 1 | 2), None) => {
                let (year, _) =
                    self.plain_number(at + 3).filter(|(year, digits)| *digits == 4 && is_year(*year))?;
                american_or_british(reported(year)?, small(one)?, small(other)?, at + 4)
            }
            _ => None,
        }
    }

    /// Year and month on either side of a dash or slash, with or without spaces.
    fn two_numbers(&self, at: usize) -> Option<Written> {
        let (first, second) = (self.plain_number(at)?, self.plain_number(at + 2)?);
        let tight = self.is_glued(at + 1) && self.is_glued(at + 2);
        let marked = matches!(self.sense(at + 1), Sense::Mark('-' | '/'));
        let goes_on = matches!(self.sense(at + 3), Sense::Mark('-' | '/' | '.' | ':'))
            && self.is_glued(at + 3)
            && self.is_glued(at + 4);
        if !marked || goes_on || self.is_counted(at + 3) || (!tight && self.sense(at + 3) == Sense::Other) {
            return None;
        }
        match (first, second) {
            ((year, 4), (month, 1 | 2)) => month_of(reported(year)?, small(month)?, at + 3),
            ((month, 1 | 2), (year, 4)) => month_of(reported(year)?, small(month)?, at + 3),
            _ => None,
        }
    }

    fn plain_number(&self, at: usize) -> Option<(i32, u8)> {
        match self.sense(at) {
            Sense::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    pub(super) fn is_counted(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Role(Role::Counted) | Sense::Mark('%'))
    }
}

fn digit(value: i32) -> char {
    u32::try_from(value).ok().and_then(|value| char::from_digit(value, 10)).unwrap_or('0')
}

fn reported(year: i32) -> Option<i16> {
    i16::try_from(year).ok().filter(|_| is_year(year))
}

fn small(value: i32) -> Option<i8> {
    i8::try_from(value).ok()
}

/// Month first unless that cannot be.
fn american_or_british(year: i16, one: i8, other: i8, end: usize) -> Option<Written> {
    day_of(year, one, other, end).or_else(|| day_of(year, other, one, end))
}

fn day_of(year: i16, month: i8, day: i8, end: usize) -> Option<Written> {
    jiff::civil::Date::new(year, month, day).ok()?;
    Some((Part::Day { month, day }, year, end))
}

fn month_of(year: i16, month: i8, end: usize) -> Option<Written> {
    (1..=12).contains(&month).then_some((Part::Month(month), year, end))
}
