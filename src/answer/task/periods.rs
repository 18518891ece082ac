//! How near a figure's period is to the one asked for.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::period::{Calendar, Length, Period};

/// How many days the ends of fiscal periods may lie apart from calendar ones.
const DAYS_APART: i32 = 10;

/// How a known period meets an asked one; `None` when it is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Affinity {
    /// A balance-sheet date within the asked year, which may be the end of a fiscal one.
    Within,
    /// The fiscal or calendar year of the same number.
    SameNumber,
    /// The balance-sheet date on which the asked period ends.
    AtEnd,
    Same,
}

/// Compares the period of a figure with an asked one.
pub(super) fn affinity(asked: &Period, known: &Period) -> Option<Affinity> {
    if asked.end.is_some() && asked.same_as(known) || same_words(asked, known) {
        return Some(Affinity::Same);
    }
    if known.length == Length::Instant && asked.end.is_some() && asked.end == known.end {
        return Some(Affinity::AtEnd);
    }
    if asked.length == Length::Instant && known.end == asked.end && known.end.is_some() {
        return Some(Affinity::AtEnd);
    }
    if close(asked, known) || (asked.end.is_none() && numbered_alike(asked, known)) {
        return Some(Affinity::SameNumber);
    }
    let numbers = year(asked).is_some() && year(asked) == year(known);
    if !numbers {
        return None;
    }
    let yearly = |period: &Period| matches!(period.length, Length::Year | Length::TwelveMonths);
    if yearly(asked) && yearly(known) && !(dated_otherwise(asked, known)) {
        return Some(Affinity::SameNumber);
    }
    let parts =
        asked.length == known.length && asked.ordinal().is_some() && asked.ordinal() == known.ordinal();
    if parts && (asked.end.is_none() || known.end.is_none() || asked.calendar != known.calendar) {
        return Some(Affinity::SameNumber);
    }
    (yearly(asked) && known.length == Length::Instant).then_some(Affinity::Within)
}

/// Whether two days are close enough to end the same fiscal period.
pub(in crate::answer) fn near(one: Option<Date>, two: Option<Date>) -> bool {
    one.zip(two).is_some_and(|(one, two)| (one - two).get_days().abs() <= DAYS_APART)
}

/// Whether both are of one length and begin and end within days of each other: fiscal quarters end on a weekday.
pub(in crate::answer) fn close(asked: &Period, known: &Period) -> bool {
    let long = matches!(asked.length, Length::Quarter | Length::Half | Length::NineMonths | Length::Year);
    long_stretches(asked, known)
        || long
            && asked.length == known.length
            && near(asked.start, known.start)
            && near(asked.end, known.end)
}

/// `the next three years`, asked weeks after it was told: as many years, begun within months of each other.
fn long_stretches(asked: &Period, known: &Period) -> bool {
    let (Some((from, to)), Some((start, end))) = (asked.days(), known.days()) else { return false };
    let (asked_days, known_days) = ((to - from).get_days(), (end - start).get_days());
    asked.length == Length::Other
        && known.length == Length::Other
        && asked_days > YEAR
        && (asked_days - known_days).abs() <= DAYS_APART
        && (from - start).get_days().abs() <= MONTHS_APART
}

/// Longer than a year, and how many days the beginnings of such stretches may lie apart.
const YEAR: i32 = 367;
const MONTHS_APART: i32 = 100;

/// Whether a label without dates names the same part of the same year as one with dates: 2026财年第三季度 and `Third Quarter
/// Fiscal 2026`.
pub(in crate::answer) fn numbered_alike(asked: &Period, known: &Period) -> bool {
    asked.length == known.length
        && asked.ordinal().is_some()
        && asked.ordinal() == known.ordinal()
        && labelled_year(asked) == labelled_year(known)
        && (labelled_year(asked).is_some() || known.end.is_none())
}

/// Whether a known period can be the asked one.
pub(in crate::answer) fn meets(asked: &Period, known: &Period) -> bool {
    affinity(asked, known).is_some()
}

/// Whether two years are named by the same number: `FY25` without known dates, and 2025.
pub(in crate::answer) fn same_number(asked: &Period, known: &Period) -> bool {
    let yearly = |period: &Period| matches!(period.length, Length::Year | Length::TwelveMonths);
    yearly(asked) && yearly(known) && year(asked).is_some() && year(asked) == year(known)
}

/// Both are calendar years with dates, and not the same ones.
fn dated_otherwise(asked: &Period, known: &Period) -> bool {
    let civil = |period: &Period| period.calendar == Calendar::Civil && period.end.is_some();
    civil(asked)
        && civil(known)
        && asked.end != known.end
        && asked.start.map(|day| day.month()) == known.start.map(|day| day.month())
}

fn same_words(asked: &Period, known: &Period) -> bool {
    asked.length == known.length && asked.label.eq_ignore_ascii_case(&known.label)
}

/// Whether a period says when, not only how long: by its days, its year or its number.
pub(super) fn is_placed(period: &Period) -> bool {
    period.end.is_some() || labelled_year(period).is_some() || period.ordinal().is_some()
}

/// The year that a period's label names, or in which it ends: 2019 of `FY19`, `2018/2019`, `June 30, 2019`.
pub(super) fn year(period: &Period) -> Option<i16> {
    labelled_year(period).or_else(|| period.end.map(|end| end.year()))
}

fn labelled_year(period: &Period) -> Option<i16> {
    static FULL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:19|20)\d\d").expect("a fixed pattern"));
    static SHORT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)(?:fy|f|year|')\s?(\d\d)\b").expect("a fixed pattern"));
    static STRADDLING: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:19|20)\d\d/(?:20)?(\d\d)\b").expect("a fixed pattern"));
    if let Some(second) = STRADDLING.captures(&period.label).and_then(|found| found.get(1)) {
        return second.as_str().parse::<i16>().ok().map(|year| 2000 + year);
    }
    let full = FULL.find_iter(&period.label).last().and_then(|found| found.as_str().parse().ok());
    let short = || {
        let found = SHORT.captures(&period.label)?.get(1)?;
        found.as_str().parse::<i16>().ok().map(|year| 2000 + year)
    };
    full.or_else(short)
}
