//! What the library talks about: entities and metrics with how many figures they have.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::schema::Field;

use super::Snapshot;
use super::generation::{Generation, count_in, logged};

impl Snapshot {
    /// The entities of all figures as printed, with the number of their figures, most first. Read from the index at
    /// every call: keep it for the generation.
    #[must_use]
    pub fn entities(&self) -> Vec<(String, usize)> {
        self.counts(self.0.fields.entity)
    }

    /// The metrics of all figures as the texts say them, likewise.
    #[must_use]
    pub fn metrics(&self) -> Vec<(String, usize)> {
        self.counts(self.0.fields.metric)
    }

    /// The lexicon's keys of the metrics of all figures, likewise.
    #[must_use]
    pub fn metric_keys(&self) -> Vec<(String, usize)> {
        self.counts(self.0.fields.metric_key)
    }

    fn counts(&self, field: Field) -> Vec<(String, usize)> {
        logged(counts(&self.0, field).map_err(|error| self.0.damaged(error))).unwrap_or_default()
    }
}

fn counts(generation: &Generation, field: Field) -> tantivy::Result<Vec<(String, usize)>> {
    let mut by_term: BTreeMap<String, usize> = BTreeMap::new();
    for segment in generation.searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let count = count_in(segment, &inverted, stream.value())?;
            if count > 0 {
                *by_term.entry(String::from_utf8_lossy(stream.key()).into_owned()).or_default() += count;
            }
        }
    }
    let mut counts: Vec<(String, usize)> = by_term.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    Ok(counts)
}
