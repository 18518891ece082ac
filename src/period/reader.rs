//! The cursor over a text's tokens that every part of the grammar reads with.

use super::calendar::Days;
use super::open::Bound;
use super::stretch::{Stretch, Year, length_months};
use super::token::Token;
use super::vocabulary::{Role, Sense, Unit};
use super::{Anchor, Calendar, Length, Reference};

/// Something read and the token after it.
pub(super) type Read<T> = Option<(T, usize)>;

/// A period as read, before its neighbours have completed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// First token, and the one after its last.
    pub first: usize,
    pub end: usize,
    /// Where the year behind it begins; `end` when there is none.
    pub tail: usize,
    pub phrase: Phrase,
    /// Which of its sides the words around it leave open.
    pub bound: Bound,
    /// The complete words, where the tokens do not hold them all.
    pub label: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    Stretch(Stretch),
    Told(Told),
}

/// A period whose dates, if any, are known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    pub days: Option<Days>,
    pub length: Length,
    pub calendar: Calendar,
    pub reference: Reference,
}

impl Told {
    pub(super) fn own(days: Option<Days>, length: Length, calendar: Calendar) -> Self {
        Self { days, length, calendar, reference: Reference::Own }
    }

    pub(super) fn refers(reference: Reference, length: Length) -> Self {
        Self { days: None, length, calendar: Calendar::Unstated, reference }
    }
}

impl Phrase {
    pub(super) fn days(self, anchor: &Anchor) -> Option<Days> {
        match self {
            Self::Stretch(stretch) => stretch.days(anchor),
            Self::Told(told) => told.days,
        }
    }

    pub(super) fn length(self) -> Length {
        match self {
            Self::Stretch(stretch) => stretch.length(),
            Self::Told(told) => told.length,
        }
    }

    pub(super) fn months(self) -> Option<i32> {
        length_months(self.length())
    }

    pub(super) fn calendar(self) -> Calendar {
        match self {
            Self::Stretch(stretch) => stretch.told_calendar(),
            Self::Told(told) => told.calendar,
        }
    }

    pub(super) fn reference(self) -> Reference {
        match self {
            Self::Stretch(_) => Reference::Own,
            Self::Told(told) => told.reference,
        }
    }

    pub(super) fn year(self) -> Option<Year> {
        match self {
            Self::Stretch(stretch) => Some(stretch.year),
            Self::Told(_) => None,
        }
    }
}

/// Tokens of one text, read from any place.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub anchor: &'a Anchor,
    /// The text holds Chinese characters.
    pub chinese: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn sense(&self, at: usize) -> Sense {
        self.tokens.get(at).map_or(Sense::End, |token| token.sense)
    }

    /// What stands before a place.
    pub(super) fn before(&self, at: usize) -> Sense {
        at.checked_sub(1).map_or(Sense::End, |before| self.sense(before))
    }

    pub(super) fn is(&self, at: usize, role: Role) -> bool {
        matches!(self.sense(at), Sense::Role(found) if found == role)
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        matches!(self.sense(at), Sense::Mark(found) if found == mark)
    }

    pub(super) fn is_unit(&self, at: usize, unit: Unit) -> bool {
        matches!(self.sense(at), Sense::Unit(found) if found == unit)
    }

    /// The place after a word, if it stands here.
    pub(super) fn skip(&self, at: usize, role: Role) -> usize {
        if self.is(at, role) { at + 1 } else { at }
    }

    pub(super) fn skip_mark(&self, at: usize, mark: char) -> usize {
        if self.is_mark(at, mark) { at + 1 } else { at }
    }

    pub(super) fn skip_unit(&self, at: usize, unit: Unit) -> usize {
        if self.is_unit(at, unit) { at + 1 } else { at }
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.possessive)
    }

    /// A unit in the plural: `years`, not `year's`.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        !self.is_possessive(at) && self.word(at).ends_with('s')
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| token.span.get(self.text)).unwrap_or_default()
    }

    /// A count in digits or words: `3`, `three`, `a couple of`.
    pub(super) fn count(&self, at: usize) -> Read<i32> {
        let start = self.skip(at, Role::A);
        match self.sense(start) {
            Sense::Number { value, .. } if start == at && (1..=600).contains(&value) => Some((value, at + 1)),
            Sense::Cardinal(value) if value < 100 => match self.sense(start + 1) {
                Sense::Cardinal(ones) if value >= 20 && ones < 10 => Some((value + ones, start + 2)),
                _ => Some((value, self.skip(start + 1, Role::Of))),
            },
            _ => None,
        }
    }

    /// A word that joins list members: `,`, `and`, `, and`, `&`, `/`.
    pub(super) fn list_joint(&self, at: usize) -> Option<usize> {
        let after_comma = self.skip_mark(at, ',');
        let after = match self.sense(after_comma) {
            Sense::Role(Role::And) | Sense::Mark('&') => after_comma + 1,
            Sense::Mark('/') if after_comma == at => at + 1,
            _ => after_comma,
        };
        (after > at).then_some(after)
    }

    pub(super) fn stretch(&self, first: usize, end: usize, stretch: Stretch) -> Found {
        Found { first, end, tail: end, phrase: Phrase::Stretch(stretch), bound: Bound::Whole, label: None }
    }

    pub(super) fn told(&self, first: usize, end: usize, told: Told) -> Found {
        Found { first, end, tail: end, phrase: Phrase::Told(told), bound: Bound::Whole, label: None }
    }

    /// The words from one token up to another, white space made plain.
    pub(super) fn words(&self, first: usize, end: usize) -> String {
        let slice = match (self.tokens.get(first), end.checked_sub(1).and_then(|last| self.tokens.get(last)))
        {
            (Some(first), Some(last)) => self.text.get(first.span.start..last.span.end).unwrap_or_default(),
            _ => "",
        };
        slice.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
