//! Periods completed by their neighbours: ranges, lists that share a year, a name with its ending.

use super::calendar::{self, Days};
use super::code::is_year;
use super::reader::{Found, Phrase, Reader, Told};
use super::stretch::{Part, Stretch, Year};
use super::vocabulary::{Role, Sense};
use super::{Calendar, Length};

impl Reader<'_> {
    /// `from March to May 2025`, `between 2020 and 2023`, `2019-2021`: from the first day of one to the last of the other.
    pub(super) fn range(&self, at: usize, first: &Found) -> Option<Found> {
        let led = at < first.first;
        let onset = self.chinese && self.word(first.end) == "起" && self.is(first.end + 1, Role::To);
        let joint = self.range_joint(first.end + usize::from(onset))?;
        let by_and = self.is(joint - 1, Role::And);
        let dashed = self.is_mark(joint - 1, '-');
        let start = self.skip(self.skip(joint, Role::For), Role::The);
        let other = self.range_end(start, first)?;
        let closed = self.is(other.end, Role::Date);
        if by_and && !(closed || self.is(at, Role::Between)) {
            return None;
        }
        let days = self.span_of(first, &other);
        let known = days.is_some_and(|(start, end)| start <= end);
        let both_dated = first.phrase.days(self.anchor).is_some() && other.phrase.days(self.anchor).is_some();
        if (both_dated && !known) || (dashed && !led && first.phrase.length() != other.phrase.length()) {
            return None;
        }
        let length = days.map_or(Length::Other, calendar::length);
        let told = Told::own(days, length, shared_calendar(first.phrase.calendar(), other.phrase.calendar()));
        Some(self.told(at, other.end + usize::from(closed), told))
    }

    fn range_end(&self, at: usize, first: &Found) -> Option<Found> {
        if let Some(loose) =
            self.chinese_loose_day(at).filter(|_| matches!(first.phrase.length(), Length::Instant))
        {
            return Some(loose);
        }
        let edge = || self.edge(at).filter(|edge| edge.phrase.length() == Length::Instant);
        self.plain(at).or_else(edge).filter(|other| other.phrase.reference() == super::Reference::Own)
    }

    /// The days from the first's first to the other's last; a year or month said once serves both.
    fn span_of(&self, first: &Found, other: &Found) -> Option<Days> {
        let (one, two) = match (first.phrase, other.phrase) {
            (Phrase::Stretch(one), Phrase::Stretch(two)) => shared_year(one, two),
            _ => {
                let (start, end) = (first.phrase.days(self.anchor)?.0, other.phrase.days(self.anchor)?);
                let unstated = other.phrase.year() == Some(Year::Unknown);
                let end = if end.1 < start && unstated { calendar::shift(end, 12)?.1 } else { end.1 };
                return Some((start, end));
            }
        };
        let (start, end) = (one.days(self.anchor)?, two.days(self.anchor)?.1);
        let turned = start.0 > end && first.phrase.year() == Some(Year::Unknown);
        let start = if turned { calendar::shift(start, -12)?.0 } else { start.0 };
        Some((start, end))
    }

    /// A found period with the ending that follows it, in one.
    pub(super) fn with_ending(&self, found: Found) -> Found {
        let Some((days, end)) = self.ending_after(&found) else { return found };
        let marked = matches!(self.sense(found.end), Sense::Mark(_));
        let words_end = if marked { found.end } else { end };
        let label = found.label.clone().unwrap_or_else(|| self.words(found.first, words_end));
        let told = Told::own(Some(days), found.phrase.length(), found.phrase.calendar());
        Found { end, tail: end, phrase: Phrase::Told(told), label: Some(label), ..found }
    }

    /// Lends years along lists: `Q1 and Q2 2025`, `第二季度和第三季度`, `third quarter of 2025 and 2024`.
    pub(super) fn share_years(&self, found: &mut [Found]) {
        for later in (1..found.len()).rev() {
            let (before, after) = found.split_at_mut(later);
            if let (Some(one), Some(two)) = (before.last_mut(), after.first()) {
                self.lend_back(one, two);
            }
        }
        for later in 1..found.len() {
            let (before, after) = found.split_at_mut(later);
            if let (Some(one), Some(two)) = (before.last(), after.first_mut()) {
                self.lend_part(one, two);
                self.lend_forward(one, two);
            }
        }
    }

    fn listed(&self, one: &Found, two: &Found) -> bool {
        self.list_joint(one.end)
            .is_some_and(|next| next == two.first || self.skip(next, Role::The) == two.first)
    }

    /// The year at a list's end serves the members before it.
    fn lend_back(&self, one: &mut Found, two: &Found) {
        let (Phrase::Stretch(lacking), Phrase::Stretch(full)) = (one.phrase, two.phrase) else { return };
        let like = lacking.is_like(full) || (lacking.is_report_part() && full.is_report_part());
        let lends = lacking.year == Year::Unknown && full.year != Year::Unknown && like;
        if !lends || !self.listed(one, two) || two.tail == two.end && two.label.is_none() {
            return;
        }
        let calendar = shared_calendar(lacking.calendar, full.calendar);
        one.phrase = Phrase::Stretch(Stretch { year: full.year, calendar, ..lacking });
        let tail = self.words(two.tail, two.end);
        let label = one.label.take().unwrap_or_else(|| self.words(one.first, one.end));
        let space = if tail.starts_with(|c: char| c.is_alphanumeric()) { " " } else { "" };
        one.label = Some(format!("{label}{space}{tail}"));
    }

    /// Bare years behind a part's year name the same part: `third quarter of 2025 and 2024`.
    fn lend_part(&self, one: &Found, two: &mut Found) {
        let (Phrase::Stretch(full), Phrase::Stretch(year)) = (one.phrase, two.phrase) else { return };
        let bare = two.end == two.first + 1
            && matches!(self.sense(two.first), Sense::Number { value, .. } if is_year(value));
        let named = matches!(full.year, Year::Given(_)) && !matches!(full.part, Part::Year | Part::Season);
        let ends = matches!(self.sense(two.end), Sense::Mark(_) | Sense::End | Sense::Role(_));
        if year.part != Part::Year || !bare || !named || !ends || !self.listed(one, two) {
            return;
        }
        two.phrase = Phrase::Stretch(Stretch { year: year.year, ..full });
        let label = one.label.clone().unwrap_or_else(|| self.words(one.first, one.end));
        let stem = label.trim_end_matches(|c: char| c.is_ascii_digit());
        two.label = Some(format!("{stem}{}", self.word(two.first)));
    }

    /// In Chinese the year comes first and serves what follows.
    fn lend_forward(&self, one: &Found, two: &mut Found) {
        let (Phrase::Stretch(full), Phrase::Stretch(lacking)) = (one.phrase, two.phrase) else { return };
        let chinese = !self.words(two.first, two.end).is_ascii();
        let lends = lacking.year == Year::Unknown && full.year != Year::Unknown && lacking.is_like(full);
        if chinese && lends && self.listed(one, two) {
            let calendar = shared_calendar(lacking.calendar, full.calendar);
            two.phrase = Phrase::Stretch(Stretch { year: full.year, calendar, ..lacking });
            let year_words =
                self.chinese_year(one.first).map_or_else(String::new, |(_, end)| self.words(one.first, end));
            two.label = Some(year_words + &self.words(two.first, two.end));
        }
    }
}

impl Stretch {
    /// Whether two are parts of one kind.
    fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self.part) == std::mem::discriminant(&other.part)
    }

    /// What reports list together: `fourth quarter and full year 2025`.
    fn is_report_part(self) -> bool {
        matches!(self.part, Part::Year | Part::Half(_) | Part::Quarter(_) | Part::FirstMonths(_))
    }

    /// Where in its year it begins, for telling which of two comes first.
    fn place(self) -> i32 {
        match self.part {
            Part::Month(month) => 100 * i32::from(month),
            Part::Day { month, day } => 100 * i32::from(month) + i32::from(day),
            Part::Quarter(ordinal) => 300 * i32::from(ordinal) - 200,
            Part::Half(ordinal) => 600 * i32::from(ordinal) - 500,
            _ => 0,
        }
    }
}

/// Two ends of a range with the year, and for a loose day the month, that one of them says.
fn shared_year(one: Stretch, two: Stretch) -> (Stretch, Stretch) {
    let two = match (one.part, two.part) {
        (Part::Day { month, .. }, Part::LooseDay(day)) => Stretch { part: Part::Day { month, day }, ..two },
        _ => two,
    };
    let turns = one.place() > two.place();
    let moved = |year: Year, by: i16| match year {
        Year::Given(year) => Year::Given(year.saturating_add(by)),
        Year::Shifted(year) => Year::Shifted(year.saturating_add(by)),
        Year::Unknown => Year::Unknown,
    };
    match (one.year, two.year) {
        (Year::Unknown, year) => (Stretch { year: moved(year, if turns { -1 } else { 0 }), ..one }, two),
        (year, Year::Unknown) => (one, Stretch { year: moved(year, i16::from(turns)), ..two }),
        _ => (one, two),
    }
}

fn shared_calendar(one: Calendar, two: Calendar) -> Calendar {
    match (one, two) {
        (Calendar::Fiscal, _) | (_, Calendar::Fiscal) => Calendar::Fiscal,
        (one, two) if one == two => one,
        _ => Calendar::Unstated,
    }
}
