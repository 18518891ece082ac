//! Which periods there are figures for, each told by words that a question can be asked with.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::civil::Date;

use super::names::{self, Meets};
use super::{Measured, OFFERED};
use crate::figures::Metric;
use crate::period::{self, Anchor, Length, Period, Reference};
use crate::text::fold;

/// What tells one period from another: its days, or its label where they are not known.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Days(Option<Date>, Date, Length),
    Label(String),
}

/// The periods of what is measured, the newest first among those that fit equally well; those of the `asked` metrics
/// where there are any.
pub(super) fn best(
    measured: &[Measured],
    asked: &[Metric],
    typed: &str,
    fiscal_year_end: Option<i8>,
) -> Vec<String> {
    let is_asked = |one: &&Measured| {
        asked.iter().any(|asked| match &asked.key {
            Some(key) => one.metric.key.as_ref() == Some(key),
            None => fold(&one.metric.name).contains(&fold(&asked.name)),
        })
    };
    let mut periods: Vec<&Period> =
        measured.iter().filter(is_asked).filter_map(|one| one.period.as_ref()).collect();
    if periods.is_empty() {
        periods = measured.iter().filter_map(|one| one.period.as_ref()).collect();
    }
    let typed = fold(typed.trim());
    let mut found: Vec<(Option<Meets>, Reverse<Option<Date>>, String)> = Vec::new();
    for labels in by_days(periods).values() {
        let anchor = Anchor { date: None, fiscal_year_end };
        let Some(shown) = shown(labels, &anchor) else { continue };
        let spelled = labels.iter().map(|period| fold(&period.label)).chain([fold(&shown)]);
        let meets = spelled.filter_map(|label| names::meets(&label, &typed, false)).min();
        if meets.is_some() {
            found.push((meets, Reverse(labels[0].end), shown));
        }
    }
    found.sort();
    found.dedup_by(|one, other| one.2 == other.2);
    found.into_iter().take(OFFERED).map(|(_, _, shown)| shown).collect()
}

fn by_days(periods: Vec<&Period>) -> HashMap<Key, Vec<&Period>> {
    let mut grouped: HashMap<Key, Vec<&Period>> = HashMap::new();
    for period in periods {
        let key = match period.end {
            Some(end) => Key::Days(period.start, end, period.length),
            None => Key::Label(fold(&period.label)),
        };
        grouped.entry(key).or_default().push(period);
    }
    grouped
}

/// The shortest label of a period that names it to a reader who has seen nothing else, or else its days.
fn shown(labels: &[&Period], anchor: &Anchor) -> Option<String> {
    let standing =
        labels.iter().filter(|period| stands_alone(period, anchor)).map(|period| period.label.trim());
    let shortest = standing.min_by_key(|label| (label.chars().count(), (*label).to_owned()));
    shortest.map(str::to_owned).or_else(|| {
        let first = labels.first()?;
        Some(format!("{} to {}", first.start?, first.end?))
    })
}

/// Whether a label alone is read as this period; one without days must name its year.
fn stands_alone(period: &Period, anchor: &Anchor) -> bool {
    let label = period.label.trim();
    let found = period::find(label, anchor);
    let [mention] = found.as_slice() else { return false };
    let whole = mention.span.len() == label.len() && mention.reference == Reference::Own;
    let year = label.chars().filter(char::is_ascii_digit).count() >= 4;
    let read = &mention.period;
    let same = read.end == period.end && read.start == period.start;
    whole && year && (same || read.end.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(label: &str, start: &str, end: &str) -> Measured {
        let (start, end) = (start.parse().ok(), end.parse().ok());
        let period = Period {
            label: label.to_owned(),
            start,
            end,
            length: Length::Quarter,
            calendar: period::Calendar::Civil,
        };
        Measured { metric: Metric { name: "revenue".to_owned(), key: None }, period: Some(period) }
    }

    #[test]
    fn periods_are_told_once_newest_first_in_words_that_stand_alone() {
        let all = [
            measured("the second quarter", "2025-04-01", "2025-06-30"),
            measured("Q3 2025", "2025-07-01", "2025-09-30"),
            measured("third quarter of 2025", "2025-07-01", "2025-09-30"),
            measured("third quarter of fiscal 2026", "", ""),
        ];
        let told = ["Q3 2025", "2025-04-01 to 2025-06-30", "third quarter of fiscal 2026"];
        assert_eq!(best(&all, &[], "", None), told);
        assert_eq!(best(&all, &[], "third", None), ["Q3 2025", "third quarter of fiscal 2026"]);
        assert_eq!(best(&all, &[], "2024", None), Vec::<String>::new());
    }
}
