//! Follow-ups: what a question takes from the one before it.

use super::shifted::numbered_before;
use super::{Intent, Operation, Question};
use crate::period::{self, Calendar, Length, Mention, Period};

/// Gives a follow-up what it lacks: `and in Q2?` keeps entity and metric, `how about Google?` metric and period.
pub(super) fn fill(question: &mut Question, before: Question) {
    lean_on(question, &before);
    // `and the earlier estimate?` is one of the same thing.
    let per_year = question.task.operation == Operation::PerYear;
    let leans = question.leans || question.only_leans || question.prior || per_year;
    let needs_metric = question.metrics.is_empty() && leans;
    if needs_metric {
        question.metrics = before.metrics;
        question.words.clone_from(&before.words);
        question.terms.extend(before.words);
        // `how far down is that?` asks for the change of the figure before.
        let changes = question.intent == Intent::Change || per_year;
        let task = std::mem::replace(&mut question.task, before.task);
        if changes {
            question.task.operation = task.operation;
        } else {
            question.intent = before.intent;
        }
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
    let told = |reference| question.periods.iter().any(|mention| mention.reference == reference);
    let dated = before.periods.iter().find(|mention| mention.period.end.is_some());
    let Some(known) = dated.or_else(|| before.periods.first()) else { return };
    let without_days = known.period.end.is_none() && !known.period.is_bare_ordinal();
    let shifted = if without_days {
        None
    } else if question.next {
        known.period.next()
    } else if let Some(longer) = question.months.and_then(|months| lasting(&known.period, months)) {
        Some(longer)
    } else if told(period::Reference::YearEarlier) {
        Some(known.period.year_earlier())
    } else if told(period::Reference::Previous) && known.period.is_bare_ordinal() {
        numbered_before(&known.period)
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

/// `and for the nine months?` after a quarter asks for those that end with it, `and for the full year?` for its civil year.
fn lasting(known: &Period, months: i8) -> Option<Period> {
    let end = known.end?;
    let (length, label) = match months {
        6 => (Length::Half, format!("six months ended {end}")),
        9 => (Length::NineMonths, format!("nine months ended {end}")),
        12 if known.calendar == Calendar::Civil => (Length::Year, end.year().to_string()),
        _ => return None,
    };
    let end = if months == 12 { end.last_of_year() } else { end };
    let start = end.tomorrow().ok()?.checked_sub(jiff::Span::new().months(months)).ok()?;
    let calendar = known.calendar;
    (known.length < length).then_some(Period { label, start: Some(start), end: Some(end), length, calendar })
}
