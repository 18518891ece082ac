//! Who wrote or edited a report, by the line in which it says so.
//!
//! The rule: only a line of the report itself answers; a name that stands in its metadata alone is not quoted.

use jiff::civil::Date;

use super::evidence::Evidence;
use super::search::Search;
use super::{Answer, Status};
use crate::corpus::{self, Byline, Document, PassageKind};
use crate::index::{IndexError, PassageQuery, WeightedWord};
use crate::period::{Length, Period};
use crate::question::Question;
use crate::text::{Span, fold};

/// How many passages are looked at for the report that is meant.
const PASSAGES: usize = 40;

/// Bylines stand among so many passages from either end.
const ENDS: usize = 8;

/// Answers a question for the authors or editors of a report; false where it asks for none, or no such line is there.
pub(super) fn answer_with(
    answer: &mut Answer,
    question: &Question,
    search: &Search<'_>,
    evidence: &mut Evidence<'_>,
) -> Result<bool, IndexError> {
    let (writers, editors) = search.lexicon.asks_who_wrote(&question.asked);
    if !writers && !editors {
        return Ok(false);
    }
    let Some(path) = meant(question, search)? else { return Ok(false) };
    let Some(document) = search.snapshot.document(&path)? else { return Ok(false) };
    let asked = [(writers, Byline::Authors), (editors, Byline::Editors)];
    for (_, byline) in asked.into_iter().filter(|(asked, _)| *asked) {
        for (passage, quote, names) in lines(&document, byline) {
            if evidence.cite(&path, passage, quote, names, Vec::new()).is_some() {
                answer.spans.extend(names.get(&document.text).map(str::to_owned));
                answer.status = Status::Answered;
            }
        }
    }
    if answer.status == Status::Answered {
        answer.reason.clear();
        answer.near_misses.clear();
    }
    Ok(answer.status == Status::Answered)
}

/// The report of the time asked for whose title has the names of the question, or in which most of the best passages for its
/// words stand.
fn meant(question: &Question, search: &Search<'_>) -> Result<Option<String>, IndexError> {
    let words: Vec<WeightedWord> =
        question.terms.iter().map(|word| WeightedWord { text: word.clone(), weight: 1.0 }).collect();
    let query = PassageQuery { words: &words, phrases: &[], documents: search.documents, limit: PASSAGES };
    let dated = |path: &str| {
        let date = search.snapshot.entry(path).and_then(|entry| entry.date.as_ref()).map(|found| found.date);
        let within = |(from, to): (Date, Date)| date.is_some_and(|date| from <= date && date <= to);
        // The quarter that a report is about is not when it was written.
        let published =
            |period: &&Period| matches!(period.length, Length::Instant | Length::Month | Length::Year);
        let periods = question.periods.iter().map(|mention| &mention.period).filter(published);
        periods.filter_map(Period::days).all(within)
    };
    let named = |path: &str| {
        let title = search.snapshot.entry(path).map_or(String::new(), |entry| fold(&entry.title));
        let families =
            question.entities.iter().map(|asked| search.directory.family(&asked.name, search.lexicon));
        families.filter(|family| family.iter().any(|name| title.contains(&fold(name)))).count()
    };
    let mut scored: Vec<(String, f64)> = Vec::new();
    for (place, (path, _)) in search.snapshot.passage_places(&query)?.into_iter().enumerate() {
        if !dated(path) {
            continue;
        }
        let worth = 1.0 / (1.0 + place as f64);
        match scored.iter_mut().find(|(known, _)| known == path) {
            Some((_, score)) => *score += worth,
            None => scored.push((path.to_owned(), worth)),
        }
    }
    let rank = |(path, score): &(String, f64)| (named(path), *score);
    scored.sort_by(|one, other| {
        let (one, other) = (rank(one), rank(other));
        other.0.cmp(&one.0).then_with(|| other.1.total_cmp(&one.1))
    });
    Ok(scored.into_iter().next().map(|(path, _)| path))
}

/// The passages that are such lines, with where their names stand.
fn lines(document: &Document, byline: Byline) -> Vec<(usize, Span, Span)> {
    let last = document.passages.len().saturating_sub(ENDS);
    let ends = document.passages.iter().enumerate().filter(|(place, _)| *place < ENDS || *place >= last);
    let told = ends.filter(|(_, passage)| !matches!(passage.kind, PassageKind::TableRows { .. }));
    told.filter_map(|(place, passage)| {
        let names = corpus::byline(passage.span.get(&document.text)?, byline)?;
        Some((place, passage.span, names.shifted(passage.span.start)))
    })
    .collect()
}
