//! In which passages a word stands and how much that counts, kept for the next question with the same word: the words
//! that take longest to look up are those that questions have most often.

use std::sync::{Arc, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::generation::Generation;
use super::passages::{Lengths, fields};

/// How many places of words are kept for each passage of the library, and at most, at 8 bytes each.
const KEPT_EACH: usize = 64;
const KEPT: usize = 1 << 24;

/// What a word costs beside its places, counted in places.
const EACH: usize = 16;

/// The passages that a word stands in, counted in their segment, with its weighted occurrences there; in order, by
/// segment.
pub(super) type Places = Vec<Vec<(u32, f32)>>;

/// The places of the words that were looked for: those of the last questions, and those before them until as many new ones
/// came.
#[derive(Default)]
pub(super) struct Occurrences {
    latest: Kept,
    before: Kept,
}

#[derive(Default)]
struct Kept {
    of_term: FxHashMap<String, Arc<Places>>,
    size: usize,
}

impl Occurrences {
    fn find(&mut self, term: &str, most: usize) -> Option<Arc<Places>> {
        if let Some(places) = self.latest.of_term.get(term) {
            return Some(Arc::clone(places));
        }
        let places = self.before.of_term.get(term).map(Arc::clone)?;
        self.keep(term, &places, most);
        Some(places)
    }

    /// Keeps the places of a term among so many at most.
    fn keep(&mut self, term: &str, places: &Arc<Places>, most: usize) {
        let size = EACH + places.iter().map(Vec::len).sum::<usize>();
        if size > most / 2 {
            return;
        }
        if self.latest.size + size > most / 2 {
            self.before = std::mem::take(&mut self.latest);
        }
        if self.latest.of_term.insert(term.to_owned(), Arc::clone(places)).is_none() {
            self.latest.size += size;
        }
    }
}

impl Generation {
    /// Where a term stands in living passages, in any of their parts.
    pub(super) fn places_of(&self, term: &str, lengths: &Lengths) -> tantivy::Result<Arc<Places>> {
        let kept = || self.occurrences.lock().unwrap_or_else(PoisonError::into_inner);
        let most = KEPT.min(self.state.passages.saturating_mul(KEPT_EACH));
        if let Some(places) = kept().find(term, most) {
            return Ok(places);
        }
        let segments = 0..self.searcher.segment_readers().len();
        let places = segments.map(|segment| {
            let mut all = Vec::new();
            for (place, field) in fields(self).into_iter().enumerate() {
                all = joined(all, self.places_in(segment, (place, field), term, lengths)?);
            }
            Ok(counted(all, &self.passages[segment]))
        });
        let places = Arc::new(places.collect::<tantivy::Result<Places>>()?);
        kept().keep(term, &places, most);
        Ok(places)
    }

    fn places_in(
        &self,
        segment: usize,
        (place, field): (usize, Field),
        term: &str,
        lengths: &Lengths,
    ) -> tantivy::Result<Vec<(DocId, f32)>> {
        let reader = self.searcher.segment_reader(u32::try_from(segment).unwrap_or(u32::MAX));
        let inverted = reader.inverted_index(field)?;
        let term = Term::from_field_text(field, term);
        let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::WithFreqs)? else {
            return Ok(Vec::new());
        };
        let mut found = Vec::with_capacity(postings.size_hint() as usize);
        while postings.doc() != TERMINATED {
            let entry = postings.doc();
            if !reader.is_deleted(entry) {
                let each = lengths.occurrence(segment, place, entry);
                found.push((entry, postings.term_freq() as f32 * each));
            }
            postings.advance();
        }
        Ok(found)
    }
}

/// Puts the number of each passage among all for its entry; other entries than passages are left out.
pub(super) fn counted(found: Vec<(DocId, f32)>, passages: &[DocId]) -> Vec<(u32, f32)> {
    let mut at = 0;
    let number = |(entry, count): (DocId, f32)| {
        let mut step = 1;
        while passages.get(at + step).is_some_and(|passage| *passage <= entry) {
            at += step;
            step *= 2;
        }
        let within = &passages[at..passages.len().min(at + step + 1)];
        at += within.partition_point(|passage| *passage < entry);
        (passages.get(at) == Some(&entry)).then(|| (u32::try_from(at).unwrap_or(u32::MAX), count))
    };
    found.into_iter().filter_map(number).collect()
}

/// Two lists in one, what both have added up.
fn joined(one: Vec<(DocId, f32)>, other: Vec<(DocId, f32)>) -> Vec<(DocId, f32)> {
    if one.is_empty() {
        return other;
    }
    let mut all = Vec::with_capacity(one.len() + other.len());
    let mut other = other.into_iter().peekable();
    for (entry, count) in one {
        while let Some(before) = other.next_if(|(before, _)| *before < entry) {
            all.push(before);
        }
        let same = other.next_if(|(same, _)| *same == entry);
        all.push((entry, count + same.map_or(0.0, |(_, more)| more)));
    }
    all.extend(other);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_joined_in_order() {
        let (one, other) = (vec![(2, 1.0), (5, 1.0)], vec![(1, 0.5), (5, 0.5), (9, 0.5)]);
        assert_eq!(joined(one.clone(), other), [(1, 0.5), (2, 1.0), (5, 1.5), (9, 0.5)]);
        assert_eq!(joined(Vec::new(), one.clone()), one);
        assert_eq!(joined(one.clone(), Vec::new()), one);
    }

    #[test]
    fn passages_are_counted() {
        let passages: Vec<DocId> = (0..1000).map(|number| number * 3 + number % 2).collect();
        let all: Vec<(DocId, f32)> = (0..3000).map(|entry| (entry, 1.0)).collect();
        let numbers = |found: Vec<(u32, f32)>| found.into_iter().map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(numbers(counted(all.clone(), &passages)), (0..1000).collect::<Vec<_>>());
        let some: Vec<(DocId, f32)> = all.into_iter().filter(|(entry, _)| entry % 700 < 5).collect();
        let expected = |(at, _): &(usize, &DocId)| passages[*at] % 700 < 5;
        let expected = passages.iter().enumerate().filter(expected).map(|(at, _)| at as u32);
        assert_eq!(numbers(counted(some, &passages)), expected.collect::<Vec<_>>());
        assert_eq!(counted(vec![(1, 1.0)], &[]), []);
    }

    #[test]
    fn what_is_kept_has_an_end() {
        let mut kept = Occurrences::default();
        let few = Arc::new(vec![vec![(0, 1.0); 100], vec![(0, 1.0); 50]]);
        for term in 0..40 {
            kept.keep(&term.to_string(), &few, 1000);
            assert!(kept.find("0", 1000).is_some(), "what is asked again stays: {term}");
            assert!(kept.latest.size + kept.before.size <= 1000);
        }
        assert!(kept.find("5", 1000).is_none());
        kept.keep("most", &few, 200);
        assert!(kept.find("most", 200).is_none());
    }
}
