//! What is said where a figure is not there: why, and what comes nearest.

use super::candidates::Found;
use super::evidence::Evidence;
use super::{Answer, NearMiss};
use crate::figures::{Figure, Metric, Role};
use crate::index::StoredFigure;
use crate::period::Mention;
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
        if amount
            && !labels.contains(&label)
            && let Some(figure) = evidence.cite_figure(&stored)
        {
            labels.push(label.clone());
            answer.near_misses.push(NearMiss { label, figure: Some(figure) });
        }
    }
}

/// `Tencent capital expenditure, second quarter of 2025`.
pub(super) fn label(figure: &Figure) -> String {
    let what = figure.metric.as_ref().map_or("", |metric| metric.name.as_str());
    let who = figure.entity.as_deref().unwrap_or_default();
    let when = figure.period.as_ref().map(|placed| format!(", {}", placed.period.label)).unwrap_or_default();
    format!("{who} {what}{when}").trim().to_owned()
}
