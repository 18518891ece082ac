//! Putting an answer together: figures where a figure is asked for, the sentence that says it otherwise.

use std::path::Path;

use jiff::civil::Date;

use super::candidates::{Age, Candidate, Fit, Found};
use super::evidence::Evidence;
use super::misses::{self, label, miss};
use super::search::Search;
use super::wants::{asked_metrics, period_by_period, ranks_undated, says_nothing, supposes, wants_work};
use super::working::work;
use super::{Answer, Conflict, NearMiss, Status, sentence, stand_in};
use super::{agreement, byline};
use crate::figures::{Metric, Role};
use crate::index::{IndexError, StoredFigure};
use crate::period::Mention;
use crate::question::{Asked, Intent, Known, Operation, Question};

/// How many companies are offered where none is named.
const CHOICES: usize = 5;

/// Fills an empty answer.
pub(super) fn compose(
    answer: &mut Answer,
    question: &Question,
    search: &Search<'_>,
    corpus: &Path,
) -> Result<(), IndexError> {
    let mut evidence = Evidence::new(corpus, search.snapshot);
    if says_nothing(question) && search.documents.is_none() {
        answer.status = Status::Unclear;
        "name a company and a figure, for example `revenue of … in Q2 2025`".clone_into(&mut answer.reason);
    } else if ranks_undated(question) && search.documents.is_none() {
        answer.status = Status::Unclear;
        "name a period: figures of different periods are not held against each other"
            .clone_into(&mut answer.reason);
    } else if let Some(stranger) = question.entities.iter().find(|asked| asked.known == Known::Unknown) {
        answer.reason = format!("no report in the library mentions `{}`", stranger.name);
    } else if supposes(question, search) {
        "the reports tell what was, not what would have been".clone_into(&mut answer.reason);
    } else if !byline::answer_with(answer, question, search, &mut evidence)? {
        let metrics = asked_metrics(question, search.lexicon);
        let works = wants_work(question);
        if works && question.task.names_only_a_kind() {
            work(answer, question, search, &mut evidence)?;
        }
        let open = answer.status != Status::Answered;
        if open
            && (question.defined.is_some()
                || question.in_words
                || question.task.operation == Operation::Parts)
        {
            sentence::answer_with(answer, question, search, &mut evidence, true)?;
        }
        let operation = question.task.operation;
        // `how many in all` may be told as one figure.
        let in_all = operation == Operation::Sum
            && question.entities.len() == 1
            && question.metrics.len() == 1
            && question.task.periods.len() < 2
            && question.apart.len() < 2
            && search.documents.is_none();
        // How far a forecast was cut is not how far what it is of fell.
        let revises = question.ahead
            && question.intent == Intent::Change
            && search.lexicon.asks_for_revision(&question.asked);
        let plain = in_all
            || !revises && matches!(operation, Operation::Figure | Operation::Difference | Operation::Growth);
        // Where no series is told, one figure of it may be.
        let computes = !plain && operation != Operation::Series;
        if works && answer.status != Status::Answered && (search.documents.is_some() || !plain) {
            work(answer, question, search, &mut evidence)?;
        }
        // A count of what no lexicon lists is told by all the words of the question together before any of them alone.
        let unlisted = question.metrics.is_empty() && question.intent == Intent::Count;
        if works && unlisted && answer.status != Status::Answered && search.documents.is_none() {
            work(answer, question, search, &mut evidence)?;
        }
        let listed = question.lists && search.documents.is_none();
        let wants_figure = answer.status != Status::Answered
            && !computes
            && !question.task.lasting
            && question.apart.len() < 2
            && !listed
            && !matches!(question.intent, Intent::Passage | Intent::When)
            && !metrics.is_empty();
        if wants_figure {
            figures(answer, question, &metrics, search, &mut evidence)?;
        }
        let measured = question.entities.iter().any(|asked| asked.known == Known::Measured);
        let settled =
            answer.status == Status::Answered || wants_figure && !question.metrics.is_empty() && measured;
        let open = |answer: &Answer| matches!(answer.status, Status::NotFound);
        // What somebody said or did is looked for in words first.
        let in_words = question.intent == Intent::Passage
            && search.documents.is_none()
            && search.lexicon.asks_for_speech(&question.asked).is_some();
        if in_words && !settled && open(answer) {
            say(answer, question, search, &mut evidence)?;
        }
        if works && open(answer) {
            // What the near misses cite is no source of what is computed.
            let mut afresh = evidence.afresh();
            if work(answer, question, search, &mut afresh)? {
                evidence = afresh;
            }
        }
        let arithmetic = matches!(
            question.task.operation,
            Operation::Sum
                | Operation::Average
                | Operation::Ratio
                | Operation::Share
                | Operation::Gap
                | Operation::Surprise
                | Operation::Beyond
                | Operation::Midpoint
                | Operation::Width
                | Operation::HighChange
                | Operation::LowChange
                | Operation::Base
                | Operation::PerYear
        );
        // The largest of what is measured is no sentence that has one of them.
        let extreme = matches!(question.task.operation, Operation::Largest | Operation::Smallest);
        let arithmetic =
            arithmetic || extreme && !question.metrics.is_empty() && question.entities.is_empty();
        let told = search.documents.is_some() || !arithmetic;
        if told && !in_words && !settled && open(answer) {
            say(answer, question, search, &mut evidence)?;
        }
        if open(answer) && answer.reason.is_empty() {
            let why = if arithmetic {
                "the reports do not give all the figures that this takes"
            } else {
                "the reports do not say"
            };
            why.clone_into(&mut answer.reason);
        }
    }
    answer.citations = evidence.into_citations();
    Ok(())
}

/// Answers with the sentence that says it; what the near misses cite is no source of that.
fn say(
    answer: &mut Answer,
    question: &Question,
    search: &Search<'_>,
    evidence: &mut Evidence<'_>,
) -> Result<(), IndexError> {
    let mut afresh = evidence.afresh();
    sentence::answer_with(answer, question, search, &mut afresh, false)?;
    if answer.near_misses.is_empty() {
        *evidence = afresh;
    }
    Ok(())
}

fn figures(
    answer: &mut Answer,
    question: &Question,
    metrics: &[Metric],
    search: &Search<'_>,
    evidence: &mut Evidence<'_>,
) -> Result<(), IndexError> {
    let entities: Vec<Option<&Asked>> =
        if question.entities.is_empty() { vec![None] } else { question.entities.iter().map(Some).collect() };
    // Which of several periods asked for have no figure.
    let mut lacking: Vec<String> = Vec::new();
    // Revenue stands for a company's growth.
    let either = metrics.len() > question.metrics.len() && !question.metrics.is_empty();
    for metric in metrics {
        if either && answer.status == Status::Answered {
            break;
        }
        for asked in &entities {
            let entity = asked.map(|asked| asked.name.as_str());
            let mut missing: Vec<Mention> = Vec::new();
            for question in period_by_period(question) {
                let known = answer.figures.len();
                figure(answer, &question, entity, metric, search, evidence)?;
                let missed = answer.figures.len() == known;
                missing.extend(question.periods.iter().filter(|_| missed).cloned());
            }
            if !missing.is_empty() && missing.len() < question.periods.len() {
                lacking.push(misses::not_for(metric, entity, &missing));
            }
        }
    }
    if answer.status == Status::Answered {
        answer.reason = lacking.join("\n");
        answer.near_misses.clear();
    }
    Ok(())
}

fn figure(
    answer: &mut Answer,
    question: &Question,
    entity: Option<&str>,
    metric: &Metric,
    search: &Search<'_>,
    evidence: &mut Evidence<'_>,
) -> Result<(), IndexError> {
    let mut found = stand_in::find(question, entity, metric, search)?;
    let grows = question.intent == Intent::Change && search.documents.is_none();
    if grows && found.matching.is_empty() {
        let growth = stand_in::growth(question, entity, metric, search)?;
        found = if growth.matching.is_empty() { found } else { growth };
    }
    if let Some(name) = entity.filter(|_| found.matching.is_empty() && search.documents.is_none()) {
        let part = stand_in::of_a_part(question, name, metric, search)?;
        found = if part.matching.is_empty() { found } else { part };
    }
    if !answer_with(answer, question, search.documents.is_some(), &found, evidence) {
        miss(answer, question, entity, metric, found, evidence);
    }
    Ok(())
}

/// Answers with the best candidate that its source still carries, with its companions and whatever disagrees.
fn answer_with(
    answer: &mut Answer,
    question: &Question,
    confined: bool,
    found: &Found,
    evidence: &mut Evidence<'_>,
) -> bool {
    let best = found
        .matching
        .iter()
        .find_map(|candidate| Some((candidate, evidence.cite_figure(&candidate.stored)?)));
    let best = best.map(|(best, cited)| agreement::finer(best, found, evidence).unwrap_or((best, cited)));
    let Some((best, cited)) = best else { return false };
    if unclear(answer, question, confined, best, found, evidence) {
        return true;
    }
    // `before it was raised` asks for what the same passage holds the best figure against.
    let told = found.near.iter().chain(&found.matching).map(|candidate| &candidate.stored);
    let held = told.filter(|other| {
        question.prior
            && other.figure.role == Role::Prior
            && other.document == best.stored.document
            && other.passage == best.stored.passage
    });
    for earlier in held {
        if let Some(cited) = evidence.cite_figure(earlier) {
            answer.add(cited);
        }
    }
    if question.prior && answer.figures.is_empty() && best.stored.figure.role != Role::Prior {
        return false;
    }
    answer.status = Status::Answered;
    answer.add(cited);
    for companion in companions(best, found, question) {
        if let Some(cited) = evidence.cite_figure(companion) {
            answer.add(cited);
        }
    }
    answer.library.newer = newer(best, found);
    for (other, why) in agreement::disagreeing(best, found) {
        if let Some(figure) = evidence.cite_figure(&other.stored) {
            answer.conflicts.push(Conflict { figure, why: why.to_owned() });
        }
    }
    true
}

/// Where nobody is named and several report the measure equally well, the asker chooses; true when it is so.
fn unclear(
    answer: &mut Answer,
    question: &Question,
    confined: bool,
    best: &Candidate,
    found: &Found,
    evidence: &mut Evidence<'_>,
) -> bool {
    let fits = |candidate: &Candidate| {
        let Fit { form, period, told, extra, .. } = candidate.fit;
        (form, period, told, extra)
    };
    let mut choices: Vec<&Candidate> = Vec::new();
    for other in found.matching.iter().filter(|other| fits(other) == fits(best)) {
        let entity = &other.stored.figure.entity;
        let known = choices.iter().any(|choice| choice.stored.figure.entity == *entity);
        if entity.is_some() && !known && choices.len() < CHOICES {
            choices.push(other);
        }
    }
    if !question.entities.is_empty() || confined || choices.len() < 2 {
        return false;
    }
    answer.status = Status::Unclear;
    "several companies report this: name the one you mean".clone_into(&mut answer.reason);
    for choice in choices {
        if let Some(figure) = evidence.cite_figure(&choice.stored) {
            let label = label(&figure.figure);
            answer.near_misses.push(NearMiss { label, figure: Some(figure) });
        }
    }
    true
}

/// When the newest report was published that has this measure of this entity, if it is newer than the one that answers.
fn newer(best: &Candidate, found: &Found) -> Option<Date> {
    let date = |candidate: &Candidate| match candidate.fit.published {
        Age::Newest(date) => date,
        Age::Oldest(_) => None,
    };
    let all = found.matching.iter().chain(&found.near);
    let newest =
        all.filter(|other| other.stored.figure.entity == best.stored.figure.entity).filter_map(date).max();
    newest.filter(|newest| date(best).is_some_and(|known| *newest > known))
}

/// What the same sentence says of the same metric: its growth, and what it is compared with.
fn companions<'f>(best: &Candidate, found: &'f Found, question: &Question) -> Vec<&'f StoredFigure> {
    let same_sentence = |other: &&StoredFigure| {
        other.document == best.stored.document
            && other.figure.sentence == best.stored.figure.sentence
            && other.figure.quantity.span != best.stored.figure.quantity.span
            && other.figure.metric.as_ref().map(|metric| &metric.name)
                == best.stored.figure.metric.as_ref().map(|metric| &metric.name)
    };
    let dated = !question.periods.is_empty();
    let told_with = |other: &&StoredFigure| match other.figure.role {
        Role::Delta => question.basis.is_none(),
        Role::Prior => !dated,
        Role::Current | Role::Guidance => question.periods.len() > 1,
    };
    let all = found.matching.iter().chain(&found.near).map(|candidate| &candidate.stored).chain(&found.unfit);
    let mut companions: Vec<&StoredFigure> = all.filter(same_sentence).filter(told_with).collect();
    companions.sort_by_key(|other| other.figure.quantity.span);
    companions.dedup_by_key(|other| other.figure.quantity.span);
    companions
}
