//! What a question wants to be looked for: figures by their slots, by its own words, or one for each of several periods.

use std::borrow::Cow;

use super::search::Search;
use crate::figures::Metric;
use crate::lexicon::Lexicon;
use crate::period::{Mention, Reference};
use crate::question::{Intent, Operation, Question};

/// `which company had the highest revenue?`: without a period, each of them would be of another.
pub(super) fn ranks_undated(question: &Question) -> bool {
    let task = &question.task;
    matches!(task.operation, Operation::Largest | Operation::Smallest)
        && question.entities.is_empty()
        && question.proper.is_empty()
        && question.metrics.iter().any(|metric| metric.key.is_some())
        && question.periods.is_empty()
        && task.periods.is_empty()
}

/// `how much was it in the second quarter?` without a question before it.
pub(super) fn says_nothing(question: &Question) -> bool {
    question.entities.is_empty()
        && question.metrics.is_empty()
        && question.words.is_empty()
        && question.task.operands.iter().all(|operand| operand.words.is_empty())
}

/// Whether a question can be answered from figures that its own words name.
pub(super) fn wants_work(question: &Question) -> bool {
    if question.in_words {
        return false;
    }
    question.task.operation != Operation::Figure
        || !matches!(question.intent, Intent::Passage | Intent::When)
        || !question.task.periods.is_empty() && question.intent != Intent::When
}

/// The keys of what grows where nothing else is named, and of its growth.
const REVENUE: &str = "revenue";
const GROWTH: &str = "growth_rate";

/// The terms a question names, or, for a count of something no lexicon lists, its own words.
/// How fast a company grows is how fast its revenue does, or else how fast it says it does.
pub(super) fn asked_metrics(question: &Question, lexicon: &Lexicon) -> Vec<Metric> {
    // `fuel growth` is not the growth of the whole.
    let whole = |name: &str| lexicon.metrics(name).iter().any(|term| term.span.len() == name.len());
    let growth = |metric: &Metric| metric.key.as_deref() == Some(GROWTH) && whole(&metric.name);
    let grows = question.intent == Intent::Change && question.metrics.iter().all(growth);
    let idle = |word: &String| lexicon.is_light(word);
    if grows && !question.in_words && question.words.iter().all(idle) && question.proper.is_empty() {
        let revenue = lexicon.metric(REVENUE);
        let revenue = revenue.map(|term| Metric { name: term.name.clone(), key: Some(term.key.clone()) });
        return revenue.into_iter().chain(question.metrics.iter().cloned()).collect();
    }
    if question.metrics.is_empty() && question.intent == Intent::Count {
        return question.words.iter().map(|word| Metric { name: word.clone(), key: None }).collect();
    }
    question.metrics.clone()
}

/// `revenue in Q1, Q2 and Q3 2025` asks for three figures.
pub(super) fn period_by_period(question: &Question) -> Vec<Cow<'_, Question>> {
    let own = |mention: &&Mention| mention.reference == Reference::Own && mention.period.end.is_some();
    let dated: Vec<&Mention> = question.periods.iter().filter(own).collect();
    let listed = question.task.operation == Operation::Figure
        && question.intent == Intent::Figure
        && !question.entities.is_empty()
        && !question.task.is_stretch
        && dated.len() == question.periods.len();
    if !listed || dated.len() < 2 {
        return vec![Cow::Borrowed(question)];
    }
    let alone = |mention: &Mention| Question { periods: vec![mention.clone()], ..question.clone() };
    dated.into_iter().map(|mention| Cow::Owned(alone(mention))).collect()
}

/// `what would sales have been without the strike?`: nothing that was is the answer.
pub(super) fn supposes(question: &Question, search: &Search<'_>) -> bool {
    let plain =
        matches!(question.task.operation, Operation::Figure | Operation::Difference | Operation::Growth);
    let amount = matches!(question.intent, Intent::Figure | Intent::Count | Intent::Change);
    search.documents.is_none() && plain && amount && search.lexicon.supposes(&question.asked)
}
