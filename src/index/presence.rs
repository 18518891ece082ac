//! Whether figures are there, and in which documents, told without reading any of them.

use tantivy::DocAddress;
use tantivy::collector::{Count, DocSetCollector};

use super::{DocumentEntry, FigureQuery, IndexError, Snapshot};

impl Snapshot {
    /// How many figures meet all conditions; `limit`, `newest` and `documents` of the query are left aside.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn count_figures(&self, query: &FigureQuery<'_>) -> Result<usize, IndexError> {
        let generation = &self.0;
        let conditions = self.conditions(query);
        if !generation.is_part {
            let count = generation.searcher.search(&conditions, &Count);
            return count.map_err(|error| generation.damaged(error));
        }
        let found = generation.searcher.search(&conditions, &DocSetCollector);
        let found = found.map_err(|error| generation.damaged(error))?;
        let is_shown = |address: &&DocAddress| generation.shows(address.segment_ord as usize, address.doc_id);
        Ok(found.iter().filter(is_shown).count())
    }

    /// The documents that hold such figures, by path; `limit`, `newest` and `documents` of the query are left aside.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn documents_with(&self, query: &FigureQuery<'_>) -> Result<Vec<&DocumentEntry>, IndexError> {
        let generation = &self.0;
        let found = generation.searcher.search(&self.conditions(query), &DocSetCollector);
        let found = found.map_err(|error| generation.damaged(error))?;
        let rank = |address: &DocAddress| {
            Some(generation.places.get(address.segment_ord as usize)?.of(address.doc_id).0)
        };
        let mut ranks: Vec<usize> = found.iter().filter_map(rank).collect();
        ranks.sort_unstable();
        ranks.dedup();
        Ok(ranks.into_iter().filter_map(|rank| generation.documents.get(rank)).collect())
    }
}
