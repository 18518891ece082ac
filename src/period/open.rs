//! Periods with one side open: `since 2019`, `after June 2025`, `before 2030`, `2026年以后`, `自2020年以来`.

use jiff::civil::Date;
use serde::Deserialize;

use super::Reference;
use super::calendar::Days;
use super::reader::{Found, Reader};
use super::vocabulary::{Role, Sense, Shift, VOCABULARY};

/// Which side of a period stays open: `since 2019`, `before 2030`, `2026年以后`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Bound {
    /// Neither.
    Whole,
    /// From its first day on.
    From,
    /// From the day after its last.
    After,
    /// Up to the day before its first.
    Before,
    /// Up to its last day.
    Until,
}

impl Reader<'_> {
    /// Opens the periods whose neighbouring words say so.
    pub(super) fn open_sides(&self, found: &mut [Found]) {
        let mut free_from = 0;
        for place in 0..found.len() {
            let next = found.get(place + 1).map_or(usize::MAX, |next| next.first);
            let Some(one) = found.get_mut(place) else { return };
            if one.phrase.reference() == Reference::Own
                && let Some((bound, first, end)) =
                    self.bound_of(one, free_from).filter(|(_, _, end)| *end <= next)
            {
                *one = Found { bound, first, end, tail: end, label: None, ..one.clone() };
            }
            free_from = one.end;
        }
    }

    /// The side left open, with the tokens the words for it add; none before `free_from`.
    fn bound_of(&self, found: &Found, free_from: usize) -> Option<(Bound, usize, usize)> {
        let (bound, first, end) = self
            .chinese_bound_behind(found)
            .or_else(|| self.bound_behind(found))
            .or_else(|| self.bound_before(found))?;
        (bound != Bound::Whole && first >= free_from).then_some((bound, first, end))
    }

    /// `since 2019`, `starting in 2026`, `no later than January 2027`, `prior to 2020`.
    fn bound_before(&self, found: &Found) -> Option<(Bound, usize, usize)> {
        let mut at = found.first;
        if !self.is(at, Role::The) && self.before(at) == Sense::Role(Role::The) {
            at -= 1;
        }
        if let Some((bound, first)) = self.compared(at) {
            return Some((bound, first, found.end));
        }
        let lead = at.checked_sub(1)?;
        if let Some(bound) = VOCABULARY.bound(self.word(lead)) {
            let on = lead.checked_sub(2).filter(|on| self.is(*on, Role::At) && self.is(on + 1, Role::And));
            match (bound, on) {
                (Bound::After, Some(on)) => return Some((Bound::From, on, found.end)),
                (Bound::Before, Some(on)) => return Some((Bound::Until, on, found.end)),
                _ => {}
            }
            return self.opens(bound, lead, found.end).then_some((bound, lead, found.end));
        }
        let first =
            lead.checked_sub(1).filter(|_| matches!(self.sense(lead), Sense::Role(Role::For | Role::At)))?;
        let begins = self.is(first, Role::Start) && VOCABULARY.bound(self.word(first)) == Some(Bound::From);
        (begins && self.opens(Bound::From, first, found.end)).then_some((Bound::From, first, found.end))
    }

    /// `later than 2020`, `no earlier than March`, `prior to 2020`.
    fn compared(&self, at: usize) -> Option<(Bound, usize)> {
        let (joint, word) = (at.checked_sub(1)?, at.checked_sub(2)?);
        let negated = word.checked_sub(1).filter(|no| self.word(*no).eq_ignore_ascii_case("no"));
        let than = self.word(joint).eq_ignore_ascii_case("than");
        match (self.sense(word), negated) {
            (Sense::Role(Role::Later), None) if than => Some((Bound::After, word)),
            (Sense::Role(Role::Earlier), None) if than => Some((Bound::Before, word)),
            (Sense::Role(Role::Later), Some(no)) if than => Some((Bound::Until, no)),
            (Sense::Role(Role::Earlier), Some(no)) if than => Some((Bound::From, no)),
            (Sense::Shift(Shift::Previous), _) if self.is(joint, Role::To) => Some((Bound::Before, word)),
            _ => None,
        }
    }

    /// Whether a lead word opens the period and no noun of its own: not `after Q3 results`, not `the year before 2020`,
    /// not `the year beginning April 1`.
    fn opens(&self, bound: Bound, lead: usize, end: usize) -> bool {
        let counted = matches!(self.before(lead), Sense::Unit(_));
        let names_a_thing =
            matches!(self.sense(end), Sense::Other | Sense::Mark('-')) || self.is_possessive(end - 1);
        match bound {
            Bound::From if self.is(lead, Role::In) => true,
            Bound::After | Bound::Before => !counted && !names_a_thing,
            _ => !counted,
        }
    }

    /// `2026 onwards`, `2012 or later`, `2025 and beyond`, `2019 or earlier`.
    fn bound_behind(&self, found: &Found) -> Option<(Bound, usize, usize)> {
        let onward = |at: usize| {
            ["onward", "onwards", "forward"].iter().any(|word| self.word(at).eq_ignore_ascii_case(word))
        };
        let first = match self.before(found.first) {
            Sense::Role(Role::From) => found.first - 1,
            _ => found.first,
        };
        if onward(found.end) {
            return Some((Bound::From, first, found.end + 1));
        }
        let side = found.end + 1;
        let goes_on =
            matches!(
                self.sense(side + 1),
                Sense::Number { .. } | Sense::Code(_) | Sense::Month(_) | Sense::Shift(_) | Sense::Ordinal(_)
            ) || matches!(self.sense(side + 1), Sense::Role(Role::Counts | Role::The | Role::Fiscal));
        let joined = self.is(found.end, Role::And) && !goes_on;
        match self.sense(side) {
            Sense::Role(Role::Later) if joined => Some((Bound::From, found.first, side + 1)),
            Sense::Role(Role::Earlier) if joined => Some((Bound::Until, found.first, side + 1)),
            _ if joined
                && ["after", "beyond"].iter().any(|word| self.word(side).eq_ignore_ascii_case(word)) =>
            {
                Some((Bound::From, found.first, side + 1))
            }
            _ => None,
        }
    }

    /// `2020年以来`, `自2025年9月起`, `2026年前`, `2015年2月1日或之后`.
    fn chinese_bound_behind(&self, found: &Found) -> Option<(Bound, usize, usize)> {
        let last = self.tokens.get(found.end.checked_sub(1)?).filter(|_| self.chinese)?.span.end;
        let behind = self.text.get(last..)?;
        let gap = behind.len() - behind.trim_start_matches([' ', '\u{3000}']).len();
        let ends_now = matches!(self.sense(found.first), Sense::Shift(Shift::Past));
        let (length, bound) = VOCABULARY.chinese_bound(behind.get(gap..)?).filter(|_| !ends_now)?;
        let (start, stop) = (last + gap, last + gap + length);
        let led =
            self.before(found.first) == Sense::Role(Role::From) && !self.word(found.first - 1).is_ascii();
        let goes_on = self.text.get(stop..)?.starts_with(crate::text::is_han);
        if !led && goes_on && self.text.get(start..stop)? == "起" {
            return None;
        }
        let end = (found.end..self.tokens.len().min(found.end + 4))
            .find(|at| self.tokens.get(*at).is_some_and(|token| token.span.end == stop))?;
        Some((bound, found.first - usize::from(led), end + 1))
    }
}

impl Bound {
    /// First and last day of what it leaves of a period.
    pub(super) fn of(self, days: Option<Days>) -> (Option<Date>, Option<Date>) {
        let Some((start, end)) = days else { return (None, None) };
        match self {
            Self::Whole => (Some(start), Some(end)),
            Self::From => (Some(start), None),
            Self::After => (end.tomorrow().ok(), None),
            Self::Before => (None, start.yesterday().ok()),
            Self::Until => (None, Some(end)),
        }
    }
}
