//! What is said where a figure is not there: why, and what comes nearest.

use super::agreement::agree;
use super::candidates::Found;
use super::evidence::Evidence;
use super::{Answer, NearMiss};
use crate::figures::{Figure, Metric, Role};
use crate::index::StoredFigure;
use crate::period::{Calendar, Length, Mention, Period};
use crate::question::Question;

/// How many near misses are offered.
const NEAR: usize = 3;

/// That a measure is told, but of other periods.
pub(super) fn not_for(metric: &Metric, entity: Option<&str>, periods: &[Mention]) -> String {
    let who = entity.map(|name| format!(" for `{name}`")).unwrap_or_default();
    let when: Vec<&str> = periods.iter().map(|mention| mention.period.label.as_str()).collect();
    format!("the reports give `{}`{who}, but not for {}", metric.name, when.join(" or "))
}

/// Says why there is no answer and what is nearest.
pub(super) fn miss(
    answer: &mut Answer,
    question: &Question,
    entity: Option<&str>,
    metric: &Metric,
    found: Found,
    evidence: &mut Evidence<'_>,
) {
    let asked = metric.name.as_str();
    let who = entity.map(|name| format!(" for `{name}`")).unwrap_or_default();
    let near: Vec<StoredFigure> = if found.near.is_empty() {
        answer.reason = if found.other_metrics.is_empty() {
            format!("no report in the library gives figures{who}")
        } else {
            format!("the reports give no `{asked}`{who}")
        };
        found.other_metrics
    } else {
        answer.reason = if question.periods.is_empty() {
            format!("the reports give `{asked}`{who} only for what is still to come")
        } else {
            not_for(metric, entity, &question.periods)
        };
        found.near.into_iter().map(|candidate| candidate.stored).collect()
    };
    let mut labels: Vec<String> = answer.near_misses.iter().map(|miss| miss.label.clone()).collect();
    for stored in near {
        if labels.len() >= NEAR {
            break;
        }
        let label = label(&stored.figure);
        let listed =
            stored.figure.metric.as_ref().is_some_and(|metric| metric.key.is_some() || metric.name == asked);
        let amount = stored.figure.role != Role::Delta && listed;
        let is_told = answer.near_misses.iter().filter_map(|miss| miss.figure.as_ref());
        let is_told = is_told.into_iter().any(|told| is_same(&told.figure, &stored.figure));
        if amount
            && !is_told
            && !labels.contains(&label)
            && let Some(figure) = evidence.cite_figure(&stored)
        {
            labels.push(label.clone());
            answer.near_misses.push(NearMiss { label, figure: Some(figure) });
        }
    }
}

/// Whether two figures say the same of the same, told in other words or to other places.
fn is_same(one: &Figure, other: &Figure) -> bool {
    let days =
        |figure: &Figure| figure.period.as_ref().map(|placed| (placed.period.start, placed.period.end));
    // The `Group Revenue` of Orlin is the `Revenue` of Orlin Group.
    subject(one).to_lowercase() == subject(other).to_lowercase()
        && days(one) == days(other)
        && days(one).is_some_and(|(_, end)| end.is_some())
        && one.quantity.unit == other.quantity.unit
        && agree(&one.quantity.amount, &other.quantity.amount)
}

/// `Tencent capital expenditure, second quarter of 2025`.
pub(super) fn label(figure: &Figure) -> String {
    let when =
        figure.period.as_ref().map(|placed| format!(", {}", named(&placed.period))).unwrap_or_default();
    format!("{}{when}", subject(figure)).trim().to_owned()
}

/// Whose, and of what.
fn subject(figure: &Figure) -> String {
    let what = figure.metric.as_ref().map_or("", |metric| metric.name.as_str());
    format!("{} {what}", figure.entity.as_deref().unwrap_or_default())
}

/// A period's label with its year, where it is a part of a calendar year that the label leaves out.
fn named(period: &Period) -> String {
    let label = period.label.as_str();
    let is_part =
        matches!(period.length, Length::Month | Length::Quarter | Length::Half | Length::NineMonths);
    match period.end {
        Some(end)
            if is_part
                && period.calendar != Calendar::Fiscal
                && !label.contains(|c: char| c.is_ascii_digit()) =>
        {
            let is_han = label.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            if is_han { format!("{}年{label}", end.year()) } else { format!("{label} of {}", end.year()) }
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(label: &str, length: Length, calendar: Calendar, expected: &str) {
        let (start, end) = ("2025-07-01".parse().ok(), "2025-09-30".parse().ok());
        assert_eq!(named(&Period { label: label.into(), start, end, length, calendar }), expected);
    }

    #[test]
    fn a_quarter_is_named_with_its_year() {
        case("third quarter", Length::Quarter, Calendar::Civil, "third quarter of 2025");
        case("三季度", Length::Quarter, Calendar::Civil, "2025年三季度");
        case("Q3 2025", Length::Quarter, Calendar::Civil, "Q3 2025");
        case("the second quarter", Length::Quarter, Calendar::Fiscal, "the second quarter");
        case("since summer", Length::Other, Calendar::Civil, "since summer");
    }
}
