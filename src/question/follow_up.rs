//! Follow-ups: what a question takes from the one before it.

use super::Question;
use crate::period::{self, Mention};

/// Gives a follow-up what it lacks: `and in Q2?` keeps entity and metric, `how about Google?` metric and period.
pub(super) fn fill(question: &mut Question, before: Question) {
    lean_on(question, &before);
    let needs_metric = question.metrics.is_empty() && (question.words.is_empty() || question.only_leans);
    if needs_metric {
        question.metrics = before.metrics;
        question.words.clone_from(&before.words);
        question.terms.extend(before.words);
        question.intent = before.intent;
        let task = std::mem::replace(&mut question.task, before.task);
        if !task.periods.is_empty() {
            (question.task.periods, question.task.is_stretch) = (task.periods, task.is_stretch);
        }
        if question.periods.is_empty() {
            question.periods = before.periods;
        }
    }
    if question.entities.is_empty() {
        question.entities = before.entities;
    }
}

/// `and the year before?`, `the quarter after that?`: a period told from the one asked about before.
fn lean_on(question: &mut Question, before: &Question) {
    let Some(known) = before.periods.iter().find(|mention| mention.period.end.is_some()) else { return };
    let told = |reference| question.periods.iter().any(|mention| mention.reference == reference);
    let shifted = if question.next {
        known.period.next()
    } else if told(period::Reference::YearEarlier) {
        Some(known.period.year_earlier())
    } else if told(period::Reference::Previous) {
        Some(known.period.previous())
    } else {
        None
    };
    if let Some(period) = shifted {
        question.task.periods = vec![period.clone()];
        question.periods = vec![Mention { span: known.span, period, reference: period::Reference::Own }];
    }
}
