//! What answers for a term that is not told itself: net income for `profit`, a net loss for `net income`.
//!
//! The rule: a stand-in is asked only where the term has no figure that fits; what names only losses is answered by
//! negative amounts alone.

use rust_decimal::Decimal;

use super::candidates::{self, Candidate, Found};
use super::qualifiers;
use super::search::Search;
use crate::figures::Metric;
use crate::index::{IndexError, StoredFigure, label_words};
use crate::lexicon::{Lexicon, is_outflow};
use crate::quantity::Amount;
use crate::question::{Intent, Question};
use crate::text::{fold, words};

/// The figures that a question asks for by a term, or else by what stands in for it.
pub(super) fn find(
    question: &Question,
    entity: Option<&str>,
    metric: &Metric,
    search: &Search<'_>,
) -> Result<Found, IndexError> {
    let mut found = candidates::find(question, entity, metric, search)?;
    unsign_outflows(&mut found.matching);
    if !found.matching.is_empty() || entity.is_none() || search.documents.is_some() {
        return Ok(found);
    }
    for StandIn { key, negative } in stand_ins(metric, search.lexicon) {
        let Some(other) = renamed(metric, &key, search.lexicon) else { continue };
        let mut found = candidates::find(question, entity, &other, search)?;
        found.matching.retain(|candidate| !negative || is_negative(candidate));
        if negative {
            let lost = found.matching.iter_mut().map(|candidate| &mut candidate.stored);
            lost.for_each(|stored| tell_as_loss(stored, metric));
        } else {
            unsign_outflows(&mut found.matching);
        }
        if !found.matching.is_empty() {
            return Ok(found);
        }
    }
    let part = as_a_row(question, entity, metric, search)?;
    Ok(if part.matching.is_empty() { found } else { part })
}

/// What a term of its own asks for, as the row of a table of a broader one: `Ferries` under `Revenue` for ferry revenue.
fn as_a_row(
    question: &Question,
    entity: Option<&str>,
    metric: &Metric,
    search: &Search<'_>,
) -> Result<Found, IndexError> {
    let Some((row, whole)) = parted(metric, search.lexicon) else { return Ok(Found::default()) };
    let mut found = candidates::find(question, entity, &whole, search)?;
    let told = |candidate: &Candidate| {
        let name = candidate.stored.figure.metric.as_ref().map(|metric| label_words(&metric.name));
        name.is_some_and(|name| row.iter().all(|word| name.contains(word)))
    };
    found.matching.retain(told);
    found.near.retain(told);
    Ok(found)
}

/// A term's words before the broader one that it ends with, and that.
fn parted(metric: &Metric, lexicon: &Lexicon) -> Option<(Vec<String>, Metric)> {
    let broader = lexicon.metric(metric.key.as_deref()?)?.broader.clone()?;
    let starts = words(&metric.name).map(|word| word.span.start).skip(1);
    let whole = starts.map(|start| metric.name.split_at(start)).find(|(_, rest)| {
        let found = lexicon.metrics(rest);
        matches!(found.as_slice(), [only] if only.span.len() == rest.len() && only.key == broader)
    });
    let (row, whole) = whole?;
    let row = label_words(row);
    (!row.is_empty()).then(|| (row, Metric { name: whole.to_owned(), key: Some(broader) }))
}

/// The figures of a part of whom is asked about, where nobody else tells what the question names in so many words: the night
/// ferry sales of Acme Ferries for Acme's.
pub(super) fn of_a_part(
    question: &Question,
    name: &str,
    metric: &Metric,
    search: &Search<'_>,
) -> Result<Found, IndexError> {
    let qualifiers = qualifiers::of(metric, search.lexicon).len();
    if qualifiers == 0 || metric.key.is_none() {
        return Ok(Found::default());
    }
    for part in search.directory.names_within(name, search.lexicon) {
        let mut found = candidates::find(question, Some(&part), metric, search)?;
        unsign_outflows(&mut found.matching);
        found.matching.retain(|candidate| candidate.fit.told >= qualifiers);
        if !found.matching.is_empty() {
            return Ok(found);
        }
    }
    Ok(Found::default())
}

/// The growth of a term that reports tell as a measure of its own: `revenue growth slowed to 12%`.
pub(super) fn growth(
    question: &Question,
    entity: Option<&str>,
    metric: &Metric,
    search: &Search<'_>,
) -> Result<Found, IndexError> {
    let lexicon = search.lexicon;
    let key = lexicon.metrics(GROWTH).first().map(|mention| mention.key.to_owned());
    let (Some(_), Some(key)) = (&metric.key, key) else { return Ok(Found::default()) };
    let amount = Question { intent: Intent::Figure, ..question.clone() };
    let other = Metric { name: GROWTH.to_owned(), key: Some(key) };
    let mut found = candidates::find(&amount, entity, &other, search)?;
    let of_it = |candidate: &Candidate| {
        let name = candidate.stored.figure.metric.as_ref().map_or("", |metric| metric.name.as_str());
        let bare = fold(name).replace(GROWTH, "");
        lexicon.metrics(&bare).iter().any(|mention| Some(mention.key) == metric.key.as_deref())
    };
    found.matching.retain(of_it);
    Ok(found)
}

/// What a measure is called that is the growth of another.
const GROWTH: &str = "growth";

/// The term itself and those that stand in for it, with whether only their negative amounts do.
pub(super) fn with_stand_ins(metric: &Metric, lexicon: &Lexicon) -> Vec<(Metric, bool)> {
    let others = stand_ins(metric, lexicon).into_iter();
    let others = others.filter_map(|other| Some((renamed(metric, &other.key, lexicon)?, other.negative)));
    std::iter::once((metric.clone(), false)).chain(others).collect()
}

struct StandIn {
    key: String,
    /// Only its negative amounts will do.
    negative: bool,
}

fn stand_ins(metric: &Metric, lexicon: &Lexicon) -> Vec<StandIn> {
    let Some(term) = metric.key.as_deref().and_then(|key| lexicon.metric(key)) else { return Vec::new() };
    let mut all: Vec<StandIn> =
        term.otherwise.iter().map(|key| StandIn { key: key.clone(), negative: false }).collect();
    let keys: Vec<String> = std::iter::once(&term.key).chain(&term.otherwise).cloned().collect();
    for key in keys {
        let negative_of = lexicon.metric(&key).and_then(|term| term.negative_of.clone());
        all.extend(negative_of.map(|key| StandIn { key, negative: true }));
        let losses = lexicon.metric_terms().filter(|term| term.negative_of.as_ref() == Some(&key));
        all.extend(losses.map(|term| StandIn { key: term.key.clone(), negative: false }));
    }
    all
}

/// The same qualifiers before another term.
pub(super) fn renamed(metric: &Metric, key: &str, lexicon: &Lexicon) -> Option<Metric> {
    let term = lexicon.metric(key)?;
    let mentions = lexicon.metrics(&metric.name);
    let own = mentions.iter().rev().find(|mention| Some(mention.key) == metric.key.as_deref());
    let before = own.map_or("", |mention| &metric.name[..mention.span.start]);
    Some(Metric { name: format!("{before}{}", term.name), key: Some(key.to_owned()) })
}

/// `(258.1)` of expenses in a table is 258.1 spent. Where some are printed above zero, the sign tells something.
fn unsign_outflows(candidates: &mut [Candidate]) {
    let spent = |candidate: &Candidate| {
        let name = candidate.stored.figure.metric.as_ref().map_or("", |metric| metric.name.as_str());
        candidate.stored.sentence.contains(" | ") && is_outflow(&label_words(name))
    };
    let negative = |candidate: &Candidate| matches!(candidate.stored.figure.quantity.amount, Amount::Exact(value) if value <= Decimal::ZERO);
    if !candidates.iter().filter(|candidate| spent(candidate)).all(negative) {
        return;
    }
    for candidate in candidates.iter_mut().filter(|candidate| spent(candidate)) {
        if let Amount::Exact(value) = &mut candidate.stored.figure.quantity.amount {
            value.set_sign_positive(true);
        }
    }
}

/// A net profit of -12.3 million, where a loss was asked for, is a loss of 12.3 million.
pub(super) fn tell_as_loss(stored: &mut StoredFigure, metric: &Metric) {
    if let Amount::Exact(value) = &mut stored.figure.quantity.amount {
        value.set_sign_positive(true);
    }
    stored.figure.metric = Some(metric.clone());
}

fn is_negative(candidate: &Candidate) -> bool {
    matches!(candidate.stored.figure.quantity.amount, Amount::Exact(value) if value < Decimal::ZERO)
}
