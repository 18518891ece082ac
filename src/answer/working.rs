//! An answer that is worked out: by slots, else by the words of rows, columns and sentences; with what is shown of it.

use super::evidence::Evidence;
use super::misses::label;
use super::search::Search;
use super::task::Worked;
use super::{Answer, NearMiss, dating, reckon, worked};
use crate::index::IndexError;
use crate::question::{Operation, Question};

/// Whether something came of it: an answer, or why there is none.
pub(super) fn work(
    answer: &mut Answer,
    question: &Question,
    search: &Search<'_>,
    evidence: &mut Evidence<'_>,
) -> Result<bool, IndexError> {
    let mut done = worked_out(question, search)?;
    if done.as_ref().is_none_or(|done| done.refusal.is_some())
        && let Some(dated) = dating::dated(question, search)?
    {
        done = worked_out(&dated, search)?.or(done);
    }
    if let Some(refusal) = done.as_ref().and_then(|done| done.refusal) {
        answer.reason = format!("these figures cannot be computed with: {refusal}");
        let operands = done.iter().flat_map(|done| &done.cells).map(|cell| &cell.stored);
        let near = operands.filter_map(|stored| {
            let figure = evidence.cite_figure(stored)?;
            Some(NearMiss { label: label(&figure.figure), figure: Some(figure) })
        });
        answer.near_misses = near.collect();
        return Ok(true);
    }
    let Some(done) = done else { return Ok(false) };
    // What another way did not find is no longer to be told.
    let reason = std::mem::take(&mut answer.reason);
    let picks = matches!(question.task.operation, Operation::Largest | Operation::Smallest);
    let measured = question.wants_amount || (picks && search.documents.is_none());
    let filled = worked::fill(answer, &done, measured, evidence);
    if filled {
        answer.near_misses.clear();
        name_winner(answer, question, evidence);
    } else {
        answer.reason = reason;
    }
    Ok(filled)
}

/// What comes of figures found by their slots, else by the words of the question.
fn worked_out(question: &Question, search: &Search<'_>) -> Result<Option<Worked>, IndexError> {
    match reckon::work(question, search)? {
        Some(done) if done.refusal.is_none() => Ok(Some(done)),
        refused => Ok(worked::work(question, search)?.or(refused)),
    }
}

/// Where several are held against each other, whose figure is the answer comes with it, if its source says the name.
fn name_winner(answer: &mut Answer, question: &Question, evidence: &Evidence<'_>) {
    let picks = matches!(question.task.operation, Operation::Largest | Operation::Smallest);
    let Some(winner) = answer.figures.first().filter(|_| picks && question.entities.len() > 1) else {
        return;
    };
    let citation = evidence.citation(winner.citation);
    let around = [&citation.quote, &citation.title, &citation.section];
    let said = |name: &&String| {
        around.into_iter().chain(&citation.beside).any(|words| words.contains(name.as_str()))
    };
    if let Some(name) = winner.figure.entity.as_ref().filter(said) {
        answer.spans.insert(0, name.clone());
    }
}
