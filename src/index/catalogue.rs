//! What the library talks about: entities and metrics with how many figures they have.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use tantivy::schema::Field;

use super::generation::{Generation, count_in};
use super::{IndexError, Snapshot};

type Counts = Vec<(String, usize)>;

impl Snapshot {
    /// The entities of all figures as printed, with the number of their figures, most first.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn entities(&self) -> Result<&[(String, usize)], IndexError> {
        self.kept(&self.0.entities, self.0.fields.entity)
    }

    /// The metrics of all figures as the texts say them, likewise.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn metrics(&self) -> Result<&[(String, usize)], IndexError> {
        self.kept(&self.0.metrics, self.0.fields.metric)
    }

    /// The lexicon's keys of the metrics of all figures, likewise.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn metric_keys(&self) -> Result<&[(String, usize)], IndexError> {
        self.kept(&self.0.metric_keys, self.0.fields.metric_key)
    }

    /// The words of all passages as the index knows them, for putting misspelt ones right.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn words(&self) -> Result<&[String], IndexError> {
        if let Some(words) = self.0.words.get() {
            return Ok(words);
        }
        let words = words(&self.0).map_err(|error| self.0.damaged(error))?;
        Ok(self.0.words.get_or_init(|| words))
    }

    fn kept<'a>(
        &self,
        kept: &'a OnceLock<Counts>,
        field: Field,
    ) -> Result<&'a [(String, usize)], IndexError> {
        if let Some(counts) = kept.get() {
            return Ok(counts);
        }
        let counts = counts(&self.0, field).map_err(|error| self.0.damaged(error))?;
        Ok(kept.get_or_init(|| counts))
    }
}

fn counts(generation: &Generation, field: Field) -> tantivy::Result<Counts> {
    let mut by_term: BTreeMap<String, usize> = BTreeMap::new();
    for (at, segment) in generation.searcher.segment_readers().iter().enumerate() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let count = count_in(generation, at, &inverted, stream.value())?;
            if count > 0 {
                *by_term.entry(String::from_utf8_lossy(stream.key()).into_owned()).or_default() += count;
            }
        }
    }
    let mut counts: Counts = by_term.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    Ok(counts)
}

fn words(generation: &Generation) -> tantivy::Result<Vec<String>> {
    let mut words = BTreeSet::new();
    for (at, segment) in generation.searcher.segment_readers().iter().enumerate() {
        let inverted = segment.inverted_index(generation.fields.body)?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            if let Ok(word) = std::str::from_utf8(stream.key())
                && word.len() > 3
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
                && (!generation.is_part || count_in(generation, at, &inverted, stream.value())? > 0)
            {
                words.insert(word.to_owned());
            }
        }
    }
    Ok(words.into_iter().collect())
}
