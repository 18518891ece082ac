use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use serde::{Deserialize, Serialize};
use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

use super::analysis::analysed;
use super::generation::Generation;
use super::schema::{FIGURE, passage_key};
use super::{IndexError, Snapshot};
use crate::figures::Figure;
use crate::text::fold;

/// Figures kept in memory for the next question.
const FIGURES_KEPT: usize = 4096;

/// Which figures to return. Each list that is not empty is a condition met by any of its members; metric keys and
/// metric names are one condition together.
#[derive(Debug, Clone, Copy, Default)]
pub struct FigureQuery<'a> {
    /// Whole names, compared folded.
    pub entities: &'a [String],
    /// The lexicon's keys.
    pub metric_keys: &'a [String],
    /// Met by a figure whose metric holds all the words of one of these.
    pub metric_names: &'a [String],
    /// Confines the search to these documents; an empty list has no figures.
    pub documents: Option<&'a [String]>,
    /// How many at most.
    pub limit: usize,
    /// Only those of the newest documents that have any, so many at most; undated ones are the oldest.
    pub newest: Option<usize>,
}

/// A figure of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFigure {
    /// Path of its document.
    pub document: String,
    pub figure: Figure,
    /// Its words as printed.
    pub text: String,
    /// The words of the sentence, table row or event that says it.
    pub sentence: String,
    /// Which passage of the document it stands in.
    pub passage: usize,
}

impl Snapshot {
    /// The figures that meet all conditions, by document path and place.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn figures(&self, query: &FigureQuery<'_>) -> Result<Vec<StoredFigure>, IndexError> {
        let documents = query.documents.map(|paths| self.ranks(paths));
        self.fetch(&self.conditions(query), documents.as_ref(), query.newest, query.limit)
    }

    /// The places of these documents in the order of paths; unknown paths have none.
    pub(super) fn ranks(&self, paths: &[String]) -> BTreeSet<usize> {
        paths.iter().filter_map(|path| self.0.rank(path)).collect()
    }

    /// Two ways to an answer mostly read the same figures, and so does the next question of a conversation.
    fn figure(&self, rank: usize, address: DocAddress) -> Result<StoredFigure, IndexError> {
        let read = || self.0.read_figures.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(figure) = read().get(&address) {
            return Ok(StoredFigure::clone(figure));
        }
        let (figure, text, sentence): (Figure, String, String) =
            self.0.stored(address, |json| serde_json::from_str(json))?;
        let document = self.0.documents.get(rank).map(|entry| entry.path.clone());
        let document = document.ok_or_else(|| self.0.damaged("a figure has no document"))?;
        let figure = StoredFigure { document, passage: figure.passage, figure, text, sentence };
        let mut read = read();
        if read.len() >= FIGURES_KEPT {
            read.clear();
        }
        read.insert(address, Arc::new(figure.clone()));
        Ok(figure)
    }

    /// The figures of these passages, by document path and place; of these entities alone, compared folded, unless there
    /// are none.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn figures_within(
        &self,
        passages: &[(&str, usize)],
        entities: &[String],
    ) -> Result<Vec<StoredFigure>, IndexError> {
        let within = self.0.fields.within;
        let terms = passages.iter().map(|(path, passage)| exact(within, &passage_key(path, *passage)));
        let mut conditions: Vec<Box<dyn Query>> = vec![Box::new(BooleanQuery::union(terms.collect()))];
        if !entities.is_empty() {
            conditions.push(Box::new(BooleanQuery::union(self.named(entities))));
        }
        self.fetch(&BooleanQuery::intersection(conditions), None, None, usize::MAX)
    }

    /// All figures of a document, in its order.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn figures_of(&self, path: &str) -> Result<Vec<StoredFigure>, IndexError> {
        let fields = &self.0.fields;
        let conditions = vec![exact(fields.path, path), exact(fields.kind, FIGURE)];
        self.fetch(&BooleanQuery::intersection(conditions), None, None, usize::MAX)
    }

    fn fetch(
        &self,
        query: &BooleanQuery,
        documents: Option<&BTreeSet<usize>>,
        newest: Option<usize>,
        limit: usize,
    ) -> Result<Vec<StoredFigure>, IndexError> {
        let generation = &self.0;
        let found = found(generation, query).map_err(|error| generation.damaged(error))?;
        let mut placed: Vec<(usize, usize, DocAddress)> = found
            .into_iter()
            .filter_map(|address| {
                let (rank, place) = generation.places.get(address.segment_ord as usize)?.of(address.doc_id);
                let is_shown = !generation.is_part || rank != usize::MAX;
                let is_wanted = is_shown && documents.is_none_or(|documents| documents.contains(&rank));
                is_wanted.then_some((rank, place, address))
            })
            .collect();
        placed.sort_unstable();
        if let Some(newest) = newest {
            self.keep_newest(&mut placed, newest);
        }
        placed.truncate(limit);
        placed.into_iter().map(|(rank, _, address)| self.figure(rank, address)).collect()
    }

    /// Before anything is read from the store: what is dropped here costs nothing.
    fn keep_newest(&self, placed: &mut Vec<(usize, usize, DocAddress)>, newest: usize) {
        let mut ranks: Vec<usize> = placed.iter().map(|(rank, ..)| *rank).collect();
        ranks.dedup();
        let date = |rank: &usize| self.0.documents.get(*rank)?.date.as_ref().map(|found| found.date);
        ranks.sort_by_key(|rank| std::cmp::Reverse(date(rank)));
        ranks.truncate(newest);
        placed.retain(|(rank, ..)| ranks.contains(rank));
    }

    fn named(&self, entities: &[String]) -> Vec<Box<dyn Query>> {
        entities.iter().map(|name| exact(self.0.fields.entity_folded, &fold(name))).collect()
    }

    pub(super) fn conditions(&self, query: &FigureQuery<'_>) -> BooleanQuery {
        let fields = &self.0.fields;
        let mut conditions = vec![(Occur::Must, exact(fields.kind, FIGURE))];
        let entities = self.named(query.entities);
        let keys = query.metric_keys.iter().map(|key| exact(fields.metric_key, key));
        let names = query.metric_names.iter().map(|name| all_words(fields.metric_words, name));
        let metrics: Vec<_> = keys.chain(names).collect();
        for choices in [entities, metrics] {
            if !choices.is_empty() {
                conditions.push((Occur::Must, Box::new(BooleanQuery::union(choices))));
            }
        }
        BooleanQuery::new(conditions)
    }
}

/// The living entries that meet a query.
fn found(generation: &Generation, query: &dyn Query) -> tantivy::Result<Vec<DocAddress>> {
    let mut found = Vec::new();
    let weight = query.weight(EnableScoring::disabled_from_searcher(&generation.searcher))?;
    for (segment, reader) in (0..).zip(generation.searcher.segment_readers()) {
        let mut entries = weight.scorer(reader, 1.0)?;
        while entries.doc() != TERMINATED {
            if !reader.is_deleted(entries.doc()) {
                found.push(DocAddress::new(segment, entries.doc()));
            }
            entries.advance();
        }
    }
    Ok(found)
}

fn exact(field: Field, term: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::Basic))
}

/// Met by no figure when the name holds no word.
fn all_words(field: Field, name: &str) -> Box<dyn Query> {
    let words = analysed(name).into_iter().map(|(_, word)| exact(field, &word));
    Box::new(BooleanQuery::intersection(words.collect()))
}
