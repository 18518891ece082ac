//! Putting an answer together: figures where a figure is asked for, the sentence that says it otherwise.

use std::path::Path;

use super::candidates::{self, Candidate, Found, PeriodFit, Search};
use super::evidence::Evidence;
use super::{Answer, Cited, Conflict, NearMiss, Status, sentence, worked};
use crate::figures::{Figure, Metric, Role};
use crate::index::{IndexError, StoredFigure};
use crate::quantity::Amount;
use crate::question::{Asked, Intent, Known, Operation, Question};

/// How many near misses are offered.
const NEAR: usize = 3;

/// Fills an empty answer.
pub(super) fn compose(
    answer: &mut Answer,
    question: &Question,
    search: &Search<'_>,
    corpus: &Path,
) -> Result<(), IndexError> {
    let mut evidence = Evidence::new(corpus, search.snapshot);
    if let Some(stranger) = question.entities.iter().find(|asked| asked.known == Known::Unknown) {
        answer.reason = format!("no report in the library mentions `{}`", stranger.name);
    } else {
        let metrics = asked_metrics(question);
        let works = wants_work(question);
        if question.defined.is_some() || question.in_words || question.task.operation == Operation::Parts {
            sentence::answer_with(answer, question, search, &mut evidence, true)?;
        }
        let computes =
            !matches!(question.task.operation, Operation::Figure | Operation::Difference | Operation::Growth);
        if works && answer.status != Status::Answered && (search.documents.is_some() || computes) {
            work(answer, question, search, &mut evidence)?;
        }
        let wants_figure = answer.status != Status::Answered
            && !computes
            && !matches!(question.intent, Intent::Passage | Intent::When)
            && !metrics.is_empty();
        if wants_figure {
            figures(answer, question, &metrics, search, &mut evidence)?;
        }
        let measured = question.entities.iter().any(|asked| asked.known == Known::Measured);
        let settled =
            answer.status == Status::Answered || (wants_figure && !question.metrics.is_empty() && measured);
        if works && answer.status != Status::Answered {
            work(answer, question, search, &mut evidence)?;
        }
        let arithmetic = matches!(
            question.task.operation,
            Operation::Sum
                | Operation::Average
                | Operation::Ratio
                | Operation::Share
                | Operation::Gap
                | Operation::Beyond
        );
        let told = search.documents.is_some() || !arithmetic;
        if told && !settled && answer.status != Status::Answered {
            sentence::answer_with(answer, question, search, &mut evidence, false)?;
        }
    }
    answer.citations = evidence.into_citations();
    Ok(())
}

/// Whether a question can be answered from figures that its own words name.
fn wants_work(question: &Question) -> bool {
    if question.in_words {
        return false;
    }
    question.task.operation != Operation::Figure
        || !matches!(question.intent, Intent::Passage | Intent::When)
        || !question.task.periods.is_empty() && question.intent != Intent::When
}

fn work(
    answer: &mut Answer,
    question: &Question,
    search: &Search<'_>,
    evidence: &mut Evidence<'_>,
) -> Result<(), IndexError> {
    if let Some(done) = worked::work(question, search)?
        && worked::fill(answer, &done, question.wants_amount, evidence)
    {
        answer.near_misses.clear();
    }
    Ok(())
}

/// The terms a question names, or, for a count of something no lexicon lists, its own words.
fn asked_metrics(question: &Question) -> Vec<Metric> {
    if question.metrics.is_empty() && question.intent == Intent::Count {
        return question.words.iter().map(|word| Metric { name: word.clone(), key: None }).collect();
    }
    question.metrics.clone()
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
    for metric in metrics {
        for asked in &entities {
            let found = candidates::find(question, asked.map(|asked| asked.name.as_str()), metric, search)?;
            if !answer_with(answer, question, &found, evidence) {
                miss(answer, question, asked.map(|asked| asked.name.as_str()), metric, found, evidence);
            }
        }
    }
    if answer.status == Status::Answered {
        answer.reason.clear();
        answer.near_misses.clear();
    }
    Ok(())
}

/// Answers with the best candidate that its source still carries, with its companions and whatever disagrees.
fn answer_with(answer: &mut Answer, question: &Question, found: &Found, evidence: &mut Evidence<'_>) -> bool {
    let best = found
        .matching
        .iter()
        .find_map(|candidate| Some((candidate, evidence.cite_figure(&candidate.stored)?)));
    let best = best.map(|(best, cited)| finer(best, found, evidence).unwrap_or((best, cited)));
    let Some((best, cited)) = best else { return false };
    // `before it was raised` asks for what the same sentence holds the best figure against.
    let held = found.near.iter().map(|candidate| &candidate.stored).filter(|other| {
        question.prior
            && other.figure.role == Role::Prior
            && other.document == best.stored.document
            && other.figure.sentence == best.stored.figure.sentence
    });
    for earlier in held {
        if let Some(cited) = evidence.cite_figure(earlier) {
            push_figure(answer, cited);
        }
    }
    if question.prior && answer.figures.is_empty() && best.stored.figure.role != Role::Prior {
        return false;
    }
    answer.status = Status::Answered;
    push_figure(answer, cited);
    for companion in companions(best, found, question) {
        if let Some(cited) = evidence.cite_figure(companion) {
            push_figure(answer, cited);
        }
    }
    for (other, why) in disagreeing(best, found) {
        if let Some(figure) = evidence.cite_figure(&other.stored) {
            answer.conflicts.push(Conflict { figure, why: why.to_owned() });
        }
    }
    true
}

/// The same amount told to more places in the same report: 218,412 million where the headline says 218.4 billion.
fn finer<'f>(
    best: &'f Candidate,
    found: &'f Found,
    evidence: &mut Evidence<'_>,
) -> Option<(&'f Candidate, Cited)> {
    let digits = |candidate: &Candidate| match candidate.stored.figure.quantity.amount {
        Amount::Exact(value) => significant(value),
        Amount::Range { .. } => 0,
    };
    let known = best.stored.figure.quantity.amount;
    let same = |other: &&Candidate| {
        other.stored.document == best.stored.document
            && other.stored.figure.quantity.bound.is_none()
            && same_slot(&best.stored.figure, &other.stored.figure)
            && other.fit.extra == best.fit.extra
            && agree(&known, &other.stored.figure.quantity.amount)
            && digits(other) > digits(best)
    };
    let finer = found.matching.iter().filter(same).max_by_key(|candidate| digits(candidate))?;
    Some((finer, evidence.cite_figure(&finer.stored)?))
}

pub(super) fn push_figure(answer: &mut Answer, cited: Cited) {
    let known = answer.figures.iter().any(|other| {
        other.citation == cited.citation && other.figure.quantity.span == cited.figure.quantity.span
    });
    if !known {
        answer.spans.push(cited.text.clone());
        answer.figures.push(cited);
    }
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

/// Figures of the same entity, metric and period that give another amount.
fn disagreeing<'f>(best: &Candidate, found: &'f Found) -> Vec<(&'f Candidate, &'static str)> {
    let dated = best.stored.figure.period.as_ref().and_then(|placed| placed.period.end).is_some();
    if !dated {
        return Vec::new();
    }
    let mut seen = vec![best.stored.figure.quantity.amount];
    let mut others = Vec::new();
    for other in &found.matching {
        let exact =
            other.stored.figure.quantity.bound.is_none() && best.stored.figure.quantity.bound.is_none();
        let same = exact
            && other.fit.period == PeriodFit::Exact
            && same_slot(&best.stored.figure, &other.stored.figure)
            && best.fit.extra == other.fit.extra;
        let amount = other.stored.figure.quantity.amount;
        if same && !seen.iter().any(|known| agree(known, &amount)) {
            seen.push(amount);
            let restated = [best, other].iter().any(|candidate| candidate.fit.restated);
            others.push((other, if restated { "restated" } else { "unexplained" }));
        }
    }
    others
}

fn same_slot(one: &Figure, other: &Figure) -> bool {
    let period = |figure: &Figure| {
        figure.period.as_ref().map(|placed| (placed.period.start, placed.period.end, placed.period.length))
    };
    one.entity == other.entity
        && one.quantity.unit == other.quantity.unit
        && period(one) == period(other)
        && one.kind == other.kind
        && one.change == other.change
}

/// Whether two amounts are one, told to different places: the coarser is the finer rounded.
fn agree(one: &Amount, other: &Amount) -> bool {
    let (Amount::Exact(one), Amount::Exact(other)) = (one, other) else { return one == other };
    let (one, other) = (one.normalize(), other.normalize());
    let rounds = |fine: rust_decimal::Decimal, coarse: rust_decimal::Decimal| {
        let digits = significant(coarse);
        fine.round_sf(digits).is_some_and(|rounded| rounded == coarse)
    };
    one == other || rounds(one, other) || rounds(other, one)
}

/// How many digits a number is printed with, trailing zeros of a whole number left out.
fn significant(value: rust_decimal::Decimal) -> u32 {
    let digits = value.mantissa().unsigned_abs().to_string();
    u32::try_from(digits.trim_end_matches('0').len().max(1)).unwrap_or(28)
}

/// Says why there is no answer and what is nearest.
fn miss(
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
        let when: Vec<&str> = question.periods.iter().map(|mention| mention.period.label.as_str()).collect();
        answer.reason = match when.as_slice() {
            [] => format!("the reports give `{asked}`{who} only for what is still to come"),
            when => format!("the reports give `{asked}`{who}, but not for {}", when.join(" or ")),
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
fn label(figure: &Figure) -> String {
    let what = figure.metric.as_ref().map_or("", |metric| metric.name.as_str());
    let who = figure.entity.as_deref().unwrap_or_default();
    let when = figure.period.as_ref().map(|placed| format!(", {}", placed.period.label)).unwrap_or_default();
    format!("{who} {what}{when}").trim().to_owned()
}
