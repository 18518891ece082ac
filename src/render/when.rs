//! Days and periods as a reader takes them: `3Q25 (quarter ended 30 Sep 2025)`.
//!
//! The rule: a period is told by its own label and by the days it was read as, never by one alone where both are known.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::period::{Length, Period};
use crate::text::{ByLanguage, Language};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    date: String,
    from_to: String,
    until: String,
    length: HashMap<String, String>,
}

static WORDS: LazyLock<ByLanguage<Words>> =
    LazyLock::new(|| ByLanguage::read(include_str!("data/when.toml")));

/// `30 Sep 2025`.
pub(super) fn day(date: Date, language: Language) -> String {
    date.strftime(&WORDS.of(language).date).to_string()
}

/// `quarter ended 30 Sep 2025`; `None` where its last day is not known.
pub(super) fn days(period: &Period, language: Language) -> Option<String> {
    let words = WORDS.of(language);
    let end = day(period.end?, language);
    let ended = ended(period.length, language);
    Some(match (ended, period.start.filter(|start| Some(*start) != period.end)) {
        (Some(ended), _) => ended.replacen('…', &end, 1),
        (None, Some(start)) => words.from_to.replacen("{}", &day(start, language), 1).replacen("{}", &end, 1),
        (None, None) => words.until.replacen("{}", &end, 1),
    })
}

/// `quarter ended …`, over days that are told each by itself; `None` for a length without words.
pub(super) fn ended(length: Length, language: Language) -> Option<String> {
    let name = serde_json::to_value(length).ok()?;
    let words = WORDS.of(language).length.get(name.as_str()?)?;
    Some(words.replacen("{}", "…", 1))
}

/// The label, and what days that is where it does not say so itself.
pub(super) fn told(period: &Period, language: Language) -> String {
    let label = period.label.as_str();
    let is_said = period.end.is_some_and(|end| says(label, end));
    match days(period, language).filter(|_| !is_said) {
        None => label.to_owned(),
        Some(days) if label.is_empty() => days,
        Some(days) => format!("{label} ({days})"),
    }
}

/// Whether a label already names a day.
fn says(label: &str, date: Date) -> bool {
    let mut numbers = label.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let day = date.day().to_string();
    let names_day = numbers.clone().any(|number| number.trim_start_matches('0') == day);
    names_day && numbers.any(|number| number == date.year().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Calendar;

    #[track_caller]
    fn case(label: &str, start: &str, end: &str, length: Length, expected: [&str; 2]) {
        let (start, end) = (start.parse().ok(), end.parse().ok());
        let period = Period { label: label.into(), start, end, length, calendar: Calendar::Civil };
        assert_eq!([Language::English, Language::Chinese].map(|language| told(&period, language)), expected);
    }

    #[test]
    fn a_period_is_told_by_label_and_days() {
        let quarter = ["3Q25 (quarter ended 30 Sep 2025)", "3Q25 (截至2025年9月30日的季度)"];
        case("3Q25", "2025-07-01", "2025-09-30", Length::Quarter, quarter);
        case("3Q25", "", "", Length::Quarter, ["3Q25"; 2]);
        let named = "the quarter ended September 30, 2025";
        case(named, "2025-07-01", "2025-09-30", Length::Quarter, [named; 2]);
        let stretch = ["since May (1 May 2025 to 30 Sep 2025)", "since May (2025年5月1日至2025年9月30日)"];
        case("since May", "2025-05-01", "2025-09-30", Length::Other, stretch);
        case("", "", "2025-09-30", Length::Other, ["until 30 Sep 2025", "至2025年9月30日"]);
        case("", "2025-09-30", "2025-09-30", Length::Instant, ["as of 30 Sep 2025", "截至2025年9月30日"]);
    }
}
