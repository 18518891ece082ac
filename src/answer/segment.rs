//! Names that are no company's but a part's: `Rotor Systems` of a question, where figures are told of `Rotor Systems revenue`.
//!
//! The rule: a part belongs to the company that the question names beside it, or else to the only one that has such a part.

use std::collections::BTreeSet;

use super::search::Search;
use crate::figures::PRICE;
use crate::index::{FigureQuery, IndexError, PassageQuery, WeightedWord};
use crate::question::{Asked, Known, Question};
use crate::text::{fold, words};

/// How many figures are looked at for whose part a name is.
const LIMIT: usize = 400;

/// Makes the names of parts conditions of what is measured, of the company they belong to.
pub(super) fn resolve(question: &mut Question, search: &Search<'_>) -> Result<(), IndexError> {
    if search.documents.is_some() {
        return Ok(());
    }
    let measured: Vec<String> = question
        .entities
        .iter()
        .filter(|asked| asked.known == Known::Measured)
        .map(|asked| asked.name.clone())
        .collect();
    let family: Vec<String> =
        measured.iter().flat_map(|name| search.directory.family(name, search.lexicon)).collect();
    let mut entities: Vec<Asked> = Vec::new();
    for asked in std::mem::take(&mut question.entities) {
        let owners = match asked.known {
            Known::Mentioned => {
                let owners = owners(&asked.name, &family, search)?;
                let priced = owners.is_empty() && measured.is_empty() && asks_for_price(question);
                if priced { makers(&asked.name, search)? } else { owners }
            }
            Known::Measured | Known::Unknown => BTreeSet::new(),
        };
        let only = owners.first().filter(|_| owners.len() == 1);
        let kept = match (measured.is_empty(), only) {
            (true, Some(owner)) => Some(Asked { name: owner.clone(), known: Known::Measured }),
            (false, _) if !owners.is_empty() => None,
            _ => {
                entities.push(asked);
                continue;
            }
        };
        for word in words(&asked.name).map(|word| fold(word.span.slice(&asked.name))) {
            if !question.words.contains(&word) {
                question.words.push(word);
            }
        }
        entities.extend(kept.filter(|owner| !entities.contains(owner)));
    }
    question.entities = entities;
    Ok(())
}

fn asks_for_price(question: &Question) -> bool {
    question.metrics.iter().any(|metric| metric.key.as_deref() == Some(PRICE))
}

/// Whom the reports are about that speak of something by this name: whose product it is.
fn makers(name: &str, search: &Search<'_>) -> Result<BTreeSet<String>, IndexError> {
    let words = [WeightedWord { text: name.to_owned(), weight: 1.0 }];
    let (single, several): (&[_], &[_]) = if name.contains(' ') { (&[], &words) } else { (&words, &[]) };
    let query = PassageQuery { words: single, phrases: several, documents: None, limit: SPOKEN_OF };
    let places = search.snapshot.passage_places(&query)?;
    let about = places.iter().filter_map(|(document, _)| search.snapshot.entry(document)?.about.clone());
    Ok(about.collect())
}

/// How many passages are looked at for whose product a name is.
const SPOKEN_OF: usize = 20;

/// The companies that have figures of a part by this name.
fn owners(name: &str, family: &[String], search: &Search<'_>) -> Result<BTreeSet<String>, IndexError> {
    let names = [name.to_owned()];
    let query =
        FigureQuery { entities: family, metric_names: &names, limit: LIMIT, ..FigureQuery::default() };
    let part = fold(name);
    let of_part = search.snapshot.figures(&query)?.into_iter().filter(|stored| {
        let told = stored.figure.metric.as_ref().map(|metric| fold(&metric.name)).unwrap_or_default();
        told.strip_prefix(&*part).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    Ok(of_part.filter_map(|stored| stored.figure.entity).collect())
}
