//! Words that say when and nothing else.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::vocabulary::{Role, Sense, VOCABULARY};
use super::{Calendar, Length, Mention, Period, Reference};
use crate::text::Span;

static CALENDAR: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("data/calendar_words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Whether a folded word, in full or stemmed, only says when: `ended`, `fiscal`, `december`.
#[must_use]
pub fn is_calendar_word(word: &str) -> bool {
    CALENDAR.contains(word) || word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 2
}

/// Whether a lower-case text names a day of the week: `the last sunday in january`.
#[must_use]
pub fn names_a_weekday(text: &str) -> bool {
    let word = |word: &str| VOCABULARY.english(word) == Some(Sense::Role(Role::Weekday));
    text.split(|c: char| !c.is_alphabetic()).any(word)
}

/// The words that [`is_calendar_word`] knows.
pub fn calendar_words() -> impl Iterator<Item = &'static str> {
    CALENDAR.iter().copied()
}

/// `2018/2019` alone: a fiscal year over two calendar years.
#[must_use]
pub fn straddling(label: &str) -> Option<Mention> {
    let trimmed = label.trim();
    let (first, second) = trimmed.split_once('/')?;
    let year = |text: &str| (text.len() == 4).then(|| text.parse::<i16>().ok()).flatten();
    (year(first)? + 1 == year(second)?).then(|| Mention {
        span: Span::new(0, label.len()),
        period: Period {
            label: trimmed.to_owned(),
            start: None,
            end: None,
            length: Length::Year,
            calendar: Calendar::Fiscal,
        },
        reference: Reference::Own,
    })
}

/// Years in short within a text as the readers of periods know them: `2018/19` for `2018/2019`, `H1 2024` for `H1 24`,
/// `end Sep 2025` for `end Sep 25`.
#[must_use]
pub fn with_short_years(text: &str) -> Cow<'_, str> {
    static STRADDLING: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b((?:19|20)\d\d)/(?:19|20)(\d\d)\b").expect("a fixed pattern"));
    static CODED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b([QH][1-4]|[1-4][QH]) ([1-3]\d)($|[ ,;.?)])").expect("a fixed pattern")
    });
    static MONTH_END: LazyLock<Regex> = LazyLock::new(|| {
        let months = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec";
        Regex::new(&format!(r"(?i)\b(end(?: of)? (?:{months})[a-z]*) ([1-3]\d)($|[ ,;.?)])"))
            .expect("a fixed pattern")
    });
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        let months = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec";
        Regex::new(&format!(r"(?i)\b([0-3]?\d (?:{months})[a-z]*\.?) ['’]?([1-3]\d)($|[ ,;.?)])"))
            .expect("a fixed pattern")
    });
    let mut told = STRADDLING.replace_all(text, "$1/$2");
    for short in [&*CODED, &*MONTH_END, &*DAY] {
        if short.is_match(&told) {
            told = Cow::Owned(short.replace_all(&told, "$1 20$2$3").into_owned());
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &str) {
        assert_eq!(with_short_years(text), expected);
    }

    #[test]
    fn short_years_behind_a_code_or_the_end_of_a_month() {
        case("loan loss rate H1 24", "loan loss rate H1 2024");
        case("backlog end sep 25?", "backlog end sep 2025?");
        case("capex of 2018/2019", "capex of 2018/19");
        case("Half year ended 31 Dec 25", "Half year ended 31 Dec 2025");
        case("Sep 25", "Sep 25");
    }
}
