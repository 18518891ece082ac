//! The one pass over a text: at each word the longest-reaching rule first.

use super::reader::{Found, Phrase, Reader, Told};
use super::stretch::{Part, Stretch, Year};
use super::token;
use super::vocabulary::{Role, Sense};
use super::{Anchor, Calendar, Length, Mention, Period};
use crate::text::Span;

/// The periods a text mentions, in order, not overlapping.
///
/// Relative ones get dates only when the anchor has one; fiscal ones only when it has the entity's year end or the
/// text itself says when they ended. Linear in the length of the text.
#[must_use]
pub fn find(text: &str, anchor: &Anchor) -> Vec<Mention> {
    let tokens = token::read(text);
    let reader = Reader { text, tokens: &tokens, anchor };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = reader.read(at, &mut found).unwrap_or(at + 1).max(at + 1);
    }
    reader.share_years(&mut found);
    found.iter().filter_map(|found| reader.mention(found)).collect()
}

impl Reader<'_> {
    /// Reads what begins at a token; the token after it.
    fn read(&self, at: usize, found: &mut Vec<Found>) -> Option<usize> {
        if !self.may_begin(at) {
            return None;
        }
        for several in [self.ended(at), self.chinese_phrases(at)] {
            if let Some(last) = several.last() {
                let end = last.end;
                found.extend(several);
                return Some(end);
            }
        }
        let mut several = self.parts(at);
        if several.len() > 1 {
            let last = self.with_ending(several.pop()?);
            let end = last.end;
            found.extend(several);
            found.push(last);
            return Some(end);
        }
        let single = self.spanning(at).or_else(|| self.telling(at))?;
        let end = single.end;
        found.push(single);
        Some(end)
    }

    /// Whether a period can begin with a token; most words end here.
    fn may_begin(&self, at: usize) -> bool {
        !matches!(
            self.sense(at),
            Sense::Other | Sense::End | Sense::Role(Role::Counted | Role::Counts | Role::Which)
        )
    }

    /// A range, or a period that ranges are made of.
    fn spanning(&self, at: usize) -> Option<Found> {
        if let Some(days) = self.days_of_month(at) {
            return Some(days);
        }
        if matches!(self.sense(at), Sense::Role(Role::From | Role::Between | Role::For)) {
            let first = self.plain(self.skip(self.skip(at + 1, Role::For), Role::The))?;
            return self.range(at, &first);
        }
        None
    }

    fn telling(&self, at: usize) -> Option<Found> {
        let indirect = self
            .reference(at)
            .or_else(|| self.edge(at))
            .or_else(|| self.week(at))
            .or_else(|| self.rolling(at));
        if let Some(found) = indirect {
            return Some(self.with_ending(found));
        }
        let first = self.plain(at)?;
        if first.phrase.length() == Length::Instant && self.is_today(at) {
            return self.range(at, &first);
        }
        Some(self.range(at, &first).unwrap_or_else(|| self.with_ending(first)))
    }

    /// A period told by its own words alone.
    pub(super) fn plain(&self, at: usize) -> Option<Found> {
        self.year_then_part(at)
            .or_else(|| Some(self.parts(at)).filter(|parts| parts.len() == 1)?.pop())
            .or_else(|| self.month_quarter(at))
            .or_else(|| self.year_then_month(at))
            .or_else(|| self.chinese(at))
            .or_else(|| self.digits_date(at))
            .or_else(|| self.month_or_day(at))
            .or_else(|| self.season(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.week_number(at))
            .or_else(|| self.lone_year(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.today(at))
    }

    /// `2015 June`, `2016, nov`, `2019-aug-01`.
    fn year_then_month(&self, at: usize) -> Option<Found> {
        let ((year, calendar), end) =
            self.year_term(at).filter(|_| matches!(self.sense(at), Sense::Number { .. }))?;
        let mark = self.sense(end);
        let marked = matches!(mark, Sense::Mark(',' | '-' | '/'));
        let month_at = end + usize::from(marked);
        let Sense::Month(month) = self.sense(month_at) else { return None };
        if calendar == Calendar::Unstated
            && marked
            && self.sense(month_at + 1) == mark
            && self.is_glued(month_at + 1)
        {
            if let Sense::Number { value: day @ 1..=31, digits: 1 | 2 } = self.sense(month_at + 2) {
                let part = Part::Day { month, day: i8::try_from(day).ok()? };
                return Some(self.stretch(at, month_at + 3, Stretch::new(part, year, Calendar::Civil)));
            }
        }
        let month = self.month_or_day(month_at)?;
        match month.phrase {
            Phrase::Stretch(Stretch { part, year: Year::Unknown, .. }) if calendar == Calendar::Unstated => {
                Some(self.stretch(at, month.end, Stretch::new(part, year, Calendar::Civil)))
            }
            _ => None,
        }
    }

    fn season(&self, at: usize) -> Option<Found> {
        let Sense::Season(_) = self.sense(at) else { return None };
        let ((year, _), end) = self.year_after(at + 1)?;
        Some(self.stretch(at, end, Stretch::new(Part::Season, year, Calendar::Civil)))
    }

    fn week_number(&self, at: usize) -> Option<Found> {
        self.week(at).filter(|_| self.is_unit(at, super::vocabulary::Unit::Week))
    }

    /// `today`, `now`, `tomorrow`: only as ends of a range.
    fn today(&self, at: usize) -> Option<Found> {
        let by = match self.sense(at) {
            Sense::Role(Role::Today) => 0,
            Sense::Role(Role::Tomorrow) => 1,
            Sense::Role(Role::Yesterday) => -1,
            _ => return None,
        };
        let day = self.anchor.date.and_then(|date| super::calendar::shift_days(date, by));
        Some(self.told(at, at + 1, Told::own(day.map(|day| (day, day)), Length::Instant, Calendar::Civil)))
    }

    fn is_today(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Role(Role::Today | Role::Tomorrow | Role::Yesterday))
    }

    fn mention(&self, found: &Found) -> Option<Mention> {
        let first = self.tokens.get(found.first)?.span.start;
        let last = self.tokens.get(found.end.checked_sub(1)?)?.span.end;
        let days = found.phrase.days(self.anchor);
        let label = found.label.clone().unwrap_or_else(|| self.words(found.first, found.end));
        let period = Period {
            label,
            start: days.map(|(start, _)| start),
            end: days.map(|(_, end)| end),
            length: found.phrase.length(),
            calendar: found.phrase.calendar(),
        };
        Some(Mention { span: Span::new(first, last), period, reference: found.phrase.reference() })
    }
}
