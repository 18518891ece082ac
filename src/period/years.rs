//! Years: bare, fiscal, split (`2024-25`), relative (`last year`), spelled out, and decades.

use super::Calendar;
use super::code::{Code, is_year};
use super::reader::{Found, Read, Reader, Told};
use super::stretch::{Part, Stretch, Year};
use super::vocabulary::{Role, Sense, Shift, Unit};
use super::{Length, calendar};

/// How many words may stand between `of` and the year they own: `of Alibaba Cloud's 2026 fiscal year`.
const OWNER_WORDS: usize = 4;

type YearTerm = (Year, Calendar);

impl Reader<'_> {
    /// The year a part of a year is followed by, with whatever joins the two.
    pub(super) fn year_after(&self, at: usize) -> Read<YearTerm> {
        if let Some(found) = self.year_term(at).filter(|_| !self.is(at, Role::The)) {
            return Some(found);
        }
        match self.sense(at) {
            Sense::Role(Role::Of | Role::For) => self.year_term(at + 1).or_else(|| self.owned_year(at + 1)),
            Sense::Mark(',' | '-' | '/') => {
                self.year_term(at + 1).filter(|((year, _), _)| matches!(year, Year::Given(_)))
            }
            _ => None,
        }
    }

    /// A year behind its owner: `Alibaba Cloud's 2026 fiscal year`.
    fn owned_year(&self, at: usize) -> Read<YearTerm> {
        let owner = (at..at + OWNER_WORDS).find(|place| self.is_possessive(*place))?;
        let plain =
            (at..owner).all(|place| matches!(self.sense(place), Sense::Other | Sense::Role(Role::The)));
        if plain { self.year_term(owner + 1) } else { None }
    }

    /// A year as words name it, wherever it stands; bare digits are taken at their word.
    pub(super) fn year_term(&self, at: usize) -> Read<YearTerm> {
        let start = self.skip(at, Role::The);
        match self.sense(start) {
            Sense::Number { value, digits: 4 } if is_year(value) => Some(self.digits_year(start, value)),
            Sense::Code(Code { part: None, year: Some(year), calendar }) => {
                let (year, end) = self.split_year(start + 1, year).unwrap_or((year, start + 1));
                Some(((Year::Given(year), calendar), end))
            }
            Sense::Role(Role::Fiscal) => self.marked_year(start + 1, Calendar::Fiscal, at < start),
            Sense::Role(Role::Calendar) => self.marked_year(start + 1, Calendar::Civil, at < start),
            Sense::Shift(shift) => self.shifted_year(start, shift),
            Sense::Role(Role::Full) if start == at && !self.is(at + 1, Role::Full) => {
                self.year_term(self.skip_mark(start + 1, '-'))
            }
            Sense::Unit(Unit::Year) => match self.sense(start + 1) {
                Sense::Number { value, digits: 4 } if is_year(value) => {
                    Some(self.digits_year(start + 1, value))
                }
                _ => (at < start).then_some(((Year::Shifted(0), Calendar::Unstated), start + 1)),
            },
            Sense::Mark('\'') => self.short_year(start),
            Sense::Cardinal(_) => self.spelled_year(start),
            _ => None,
        }
    }

    fn digits_year(&self, at: usize, value: i32) -> (YearTerm, usize) {
        let year = i16::try_from(value).unwrap_or_default();
        if let Some((year, end)) = self.split_year(at + 1, year) {
            let end = self.fiscal_tail(end).unwrap_or(end);
            return ((Year::Given(year), Calendar::Fiscal), end);
        }
        match self.fiscal_tail(at + 1) {
            Some(end) => ((Year::Given(year), Calendar::Fiscal), end),
            None => {
                let suffixed = self.is(at + 1, Role::EstimateSuffix) && self.is_glued(at + 1);
                ((Year::Given(year), Calendar::Unstated), at + 1 + usize::from(suffixed))
            }
        }
    }

    /// `fiscal year` behind the digits: `the 2026 fiscal year`.
    fn fiscal_tail(&self, at: usize) -> Option<usize> {
        (self.is(at, Role::Fiscal) && self.is_unit(at + 1, Unit::Year)).then_some(at + 2)
    }

    /// The second half of `2024-25`: the year it ends in.
    fn split_year(&self, at: usize, first: i16) -> Option<(i16, usize)> {
        let joined =
            matches!(self.sense(at), Sense::Mark('-' | '/')) && self.is_glued(at) && self.is_glued(at + 1);
        let next = i32::from(first) + 1;
        match self.sense(at + 1) {
            Sense::Number { value, digits: 2 } if joined && value == next % 100 && value > 12 => {
                Some((i16::try_from(next).ok()?, at + 2))
            }
            _ => None,
        }
    }

    /// What follows `fiscal`, `FY` or `calendar`: `2026`, `year 2026`, `'26`, `2024-25`, `year` alone after `the`.
    fn marked_year(&self, at: usize, calendar: Calendar, definite: bool) -> Read<YearTerm> {
        let start = self.skip_unit(at, Unit::Year);
        let given = |year: i16, end: usize| Some(((Year::Given(year), calendar), end));
        match self.sense(start) {
            Sense::Number { value, digits: 4 } if is_year(value) => {
                let ((year, _), end) = self.digits_year(start, value);
                Some(((year, calendar), end))
            }
            Sense::Number { value, digits: 2 } if !matches!(self.sense(start + 1), Sense::Month(_)) => {
                given(2000 + i16::try_from(value).ok()?, start + 1)
            }
            Sense::Mark('\'') => self.short_year(start).map(|((year, _), end)| ((year, calendar), end)),
            _ => (definite && start > at).then_some(((Year::Shifted(0), calendar), start)),
        }
    }

    /// `'25`.
    fn short_year(&self, at: usize) -> Read<YearTerm> {
        match self.sense(at + 1) {
            Sense::Number { value, digits: 2 } if self.is_glued(at + 1) && !self.is(at + 2, Role::Plural) => {
                Some(((Year::Given(2000 + i16::try_from(value).ok()?), Calendar::Unstated), at + 2))
            }
            _ => None,
        }
    }

    /// `last year`, `this fiscal year`, `the current calendar year`.
    fn shifted_year(&self, at: usize, shift: Shift) -> Read<YearTerm> {
        let (calendar, unit) = match self.sense(at + 1) {
            Sense::Role(Role::Fiscal) => (Calendar::Fiscal, at + 2),
            Sense::Role(Role::Calendar) => (Calendar::Civil, at + 2),
            _ => (Calendar::Unstated, at + 1),
        };
        let by = match shift {
            Shift::This => 0,
            Shift::Last | Shift::Previous => -1,
            Shift::Next => 1,
            Shift::Past => return None,
        };
        self.is_unit(unit, Unit::Year).then_some(((Year::Shifted(by), calendar), unit + 1))
    }

    /// `nineteen ninety nine`, `two thousand and fourteen`, `twenty twenty-five`.
    fn spelled_year(&self, at: usize) -> Read<YearTerm> {
        let (base, rest) = match (self.sense(at), self.sense(at + 1)) {
            (Sense::Cardinal(century @ 19..=20), Sense::Cardinal(10..=90)) => (century * 100, at + 1),
            (Sense::Cardinal(2), Sense::Cardinal(1000)) => (2000, at + 2),
            _ => return None,
        };
        let tens = if base == 2000 && rest == at + 2 { self.skip(rest, Role::And) } else { rest };
        let (within, end) = match self.count(tens) {
            Some((within @ 1..=99, _)) if !self.is(tens, Role::A) => {
                let ones = self.hyphenated_ones(tens, within);
                (within + ones.0, ones.1)
            }
            _ => (0, rest),
        };
        let introduced = within > 0 || self.stands_before_year(at);
        introduced.then_some(((Year::Given(i16::try_from(base + within).ok()?), Calendar::Unstated), end))
    }

    fn hyphenated_ones(&self, at: usize, tens: i32) -> (i32, usize) {
        let plain_end = self.count(at).map_or(at + 1, |(_, end)| end);
        match (self.sense(plain_end), self.sense(plain_end + 1)) {
            (Sense::Mark('-'), Sense::Cardinal(ones @ 1..=9)) if tens % 10 == 0 && tens >= 20 => {
                (ones, plain_end + 2)
            }
            _ => (0, plain_end),
        }
    }

    /// Whether a word that leads to a period stands before a place.
    pub(super) fn stands_before_year(&self, at: usize) -> bool {
        matches!(
            self.before(at),
            Sense::Role(
                Role::For
                    | Role::In
                    | Role::Of
                    | Role::From
                    | Role::To
                    | Role::Between
                    | Role::At
                    | Role::Within
            )
        )
    }

    /// A year that stands on its own.
    pub(super) fn lone_year(&self, at: usize) -> Option<Found> {
        let ((year, calendar), end) = self.year_term(at)?;
        let first = self.skip(at, Role::The);
        match self.sense(first) {
            Sense::Number { .. } if calendar == Calendar::Unstated && !self.reads_as_year(first, end) => None,
            Sense::Number { value, .. } if value % 10 == 0 && self.plural_after(end, first).is_some() => None,
            Sense::Mark('\'') => None,
            Sense::Shift(Shift::Previous) => None,
            Sense::Unit(Unit::Year) if self.is_plural(first) && end > first + 1 => {
                Some(self.stretch(first + 1, end, Stretch::new(Part::Year, year, calendar)))
            }
            _ if self.names_no_year(first) => None,
            _ => Some(self.stretch(first, end, Stretch::new(Part::Year, year, calendar))),
        }
    }

    /// `2025-30`: the second year without its century, further on than the next, which would be one split year.
    pub(super) fn short_range(&self, at: usize) -> Option<Found> {
        let (Sense::Number { value: first, digits: 4 }, Sense::Number { value: last, digits: 2 }) =
            (self.sense(at), self.sense(at + 2))
        else {
            return None;
        };
        let last = first - first.rem_euclid(100) + last;
        let joined = self.is_mark(at + 1, '-') && self.is_glued(at + 1) && self.is_glued(at + 2);
        let free = !self.is_glued(at) || self.is_mark(at - 1, '(');
        let goes_on =
            self.is_glued(at + 3) && matches!(self.sense(at + 3), Sense::Mark('-' | '/' | '%' | ':'));
        let possible = is_year(first) && last > first + 1 && last % 100 > 12;
        if !(joined && free && possible) || goes_on || self.is_counted(at + 3) {
            return None;
        }
        let days = calendar::months(i16::try_from(first).ok()?, 1, 12 * (last - first + 1));
        Some(self.told(at, at + 3, Told::own(days, Length::Other, Calendar::Unstated)))
    }

    /// `the year`, `the fiscal year`: the one under discussion.
    fn names_no_year(&self, at: usize) -> bool {
        let unit = self.skip(at, Role::Fiscal);
        self.is_unit(unit, Unit::Year) && !matches!(self.sense(unit + 1), Sense::Number { .. })
    }

    /// Whether four digits are a year by what stands around them, and no price, count or part of a name.
    fn reads_as_year(&self, at: usize, end: usize) -> bool {
        let led_to = self.stands_before_year(at);
        let glued_before = self.is_glued(at)
            && match self.before(at) {
                Sense::Other | Sense::Number { .. } | Sense::Separated | Sense::Code(_) => {
                    !self.follows_chinese(at)
                }
                Sense::Mark('$' | '#' | '.' | '+' | '@' | '_' | '&' | '=') => true,
                Sense::Mark('-' | '/') => self.is_glued(at - 1) && !self.is_joint_of_periods(at - 1),
                _ => false,
            };
        let counted = match self.sense(end) {
            Sense::Role(Role::Counted) | Sense::Mark('%' | '+') => true,
            Sense::Other | Sense::Code(_) if self.is_glued(end) => true,
            Sense::Mark('-') | Sense::Role(Role::To) if self.is_larger_number(end + 1) => true,
            Sense::Mark('-' | '/' | '.' | ':') if self.is_glued(end) && self.is_glued(end + 1) => {
                matches!(self.sense(end + 1), Sense::Number { .. } | Sense::Separated)
                    && !matches!(self.sense(end + 1), Sense::Number { value, digits: 4 } if is_year(value))
            }
            Sense::Other => {
                self.is_round(at) && !led_to && !self.is_capital(end) && self.word(end).ends_with('s')
            }
            _ => false,
        };
        let compared = at.checked_sub(2).is_some_and(|word| {
            matches!(self.sense(word), Sense::Role(Role::Later | Role::Earlier))
                && self.is(at - 1, Role::Counts)
        });
        let amount =
            !compared && matches!(self.before(at), Sense::Role(Role::Counts) | Sense::Mark('$' | '#'));
        !glued_before && !counted && !amount
    }

    /// Digits that are an amount and no year, as the other end of `2000 - 2500`.
    fn is_larger_number(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Number { value, digits: 3.. } if !is_year(value))
            || self.sense(at) == Sense::Separated
    }

    fn follows_chinese(&self, at: usize) -> bool {
        self.before(at) == Sense::Other && !self.word(at - 1).is_ascii()
    }

    /// A dash or slash between two periods: `2019-2021`, `mid-2025`.
    fn is_joint_of_periods(&self, mark: usize) -> bool {
        match self.before(mark) {
            Sense::Number { value, digits } => (digits == 4 && is_year(value)) || digits <= 2,
            Sense::Other => false,
            _ => true,
        }
    }

    fn is_round(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Number { value, .. } if value % 100 == 0)
    }

    /// `the 1990s`, `the 70's`, `nineteen seventies`.
    pub(super) fn decade(&self, at: usize) -> Option<Found> {
        let (first_year, end) = match self.sense(at) {
            Sense::Number { value, digits: digits @ (2 | 4) } if value % 10 == 0 => {
                let end = self.plural_after(at + 1, at)?;
                let named = digits == 4
                    || matches!(self.before(at), Sense::Role(Role::The | Role::For) | Sense::Mark('\''));
                let year =
                    if digits == 4 { is_year(value).then_some(value)? } else { self.century_of(value)? };
                (named.then_some(year)?, end)
            }
            Sense::Cardinal(century @ 18..=20) => match self.sense(at + 1) {
                Sense::Decade(tens) => (century * 100 + i32::from(tens), at + 2),
                _ => return None,
            },
            Sense::Cardinal(2) if self.sense(at + 1) == Sense::Cardinal(1000) => {
                let tens = self.skip(at + 2, Role::And);
                let Sense::Decade(value) = self.sense(tens) else { return None };
                (2000 + i32::from(value), tens + 1)
            }
            _ => return None,
        };
        Some(self.told(at, end, Told::own(decade_days(first_year), Length::Other, Calendar::Civil)))
    }

    fn plural_after(&self, at: usize, digits: usize) -> Option<usize> {
        let mark = self.skip_mark(at, '\'');
        let plural = self.is(mark, Role::Plural) && self.is_glued(at) && self.is_glued(mark);
        (plural && digits < mark).then_some(mark + 1)
    }

    /// The latest decade so numbered that had begun.
    pub(super) fn century_of(&self, tens: i32) -> Option<i32> {
        let year = i32::from(self.anchor.date?.year());
        let this_century = year - year.rem_euclid(100) + tens;
        Some(if this_century <= year { this_century } else { this_century - 100 })
    }

    /// `21st century`.
    pub(super) fn century(&self, at: usize) -> Option<Found> {
        let (ordinal, end) = self.ordinal(at)?;
        if !self.is_unit(end, Unit::Century) {
            return None;
        }
        let start = (i32::from(ordinal).checked_sub(1)?).checked_mul(100)?;
        let days = calendar::months(i16::try_from(start).ok()?, 1, 1200);
        Some(self.told(at, end + 1, Told::own(days, Length::Other, Calendar::Civil)))
    }
}

/// The ten years that begin with one.
pub(super) fn decade_days(first_year: i32) -> Option<calendar::Days> {
    calendar::months(i16::try_from(first_year).ok()?, 1, 120)
}
