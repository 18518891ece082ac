//! One committed generation, held in memory as far as every question needs it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::FxHashMap;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::{InvertedIndexReader, SegmentReader};
use tantivy::postings::TermInfo;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{
    DocAddress, DocId, DocSet, IndexReader, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term,
};

use super::IndexError;
use super::figures::StoredFigure;
use super::folder::Store;
use super::occurrences::Occurrences;
use super::passages::{Lengths, SegmentScores};
use super::schema::{DOCUMENT, Fields, PASSAGE};
use super::seal::unseal;
use super::state::{DocumentEntry, State};
use crate::corpus::Document;

/// How many blocks of each segment's store are kept in memory.
const BLOCKS_KEPT: usize = 512;

/// A whole generation.
pub(super) struct Generation {
    pub folder: PathBuf,
    pub searcher: Searcher,
    pub fields: Fields,
    pub state: State,
    /// It shows some documents of its commit alone; entries of others belong to no document.
    pub is_part: bool,
    /// By path.
    pub documents: Vec<DocumentEntry>,
    /// Where each of them is stored.
    pub addresses: Vec<Option<DocAddress>>,
    /// For each segment, where its entries stand.
    pub places: Vec<Places>,
    /// For each segment, its living passages in order.
    pub passages: Vec<Vec<DocId>>,
    pub lengths: OnceLock<Lengths>,
    /// The catalogue, as far as it was asked for.
    pub entities: OnceLock<Vec<(String, usize)>>,
    pub metrics: OnceLock<Vec<(String, usize)>>,
    pub metric_keys: OnceLock<Vec<(String, usize)>>,
    /// The words of all passages, likewise.
    pub words: OnceLock<Vec<String>>,
    /// Documents that were asked for.
    pub read: Mutex<HashMap<usize, Arc<Document>>>,
    /// Likewise figures.
    pub read_figures: Mutex<FxHashMap<DocAddress, Arc<StoredFigure>>>,
    /// Where words occur that were searched for.
    pub occurrences: Mutex<Occurrences>,
    /// Room for the scores of a search, all 0.
    pub room: Mutex<Vec<Vec<SegmentScores>>>,
}

/// Which document each entry of a segment belongs to, and its place there.
pub(super) struct Places {
    /// The place of a document in [`Generation::documents`], by the ordinal of its path.
    ranks: Vec<usize>,
    paths: Column<u64>,
    places: Column<u64>,
}

impl Places {
    /// The document's place in the order of paths, and the entry's place in the document.
    pub fn of(&self, entry: DocId) -> (usize, usize) {
        let ordinal = self.paths.first(entry).and_then(|ordinal| usize::try_from(ordinal).ok());
        let rank = ordinal.and_then(|ordinal| self.ranks.get(ordinal)).copied().unwrap_or(usize::MAX);
        let place = self.places.first(entry).and_then(|place| usize::try_from(place).ok());
        (rank, place.unwrap_or(usize::MAX))
    }

    /// The same entries, where documents have other ranks.
    fn moved(&self, ranks: &[usize]) -> Self {
        let moved = self.ranks.iter().map(|rank| ranks.get(*rank).copied().unwrap_or(usize::MAX));
        Self { ranks: moved.collect(), paths: self.paths.clone(), places: self.places.clone() }
    }
}

impl Generation {
    /// The last commit of a store; `None` before the first.
    pub fn open(store: &Store) -> Result<Option<Self>, IndexError> {
        let reader = new_reader(store)?;
        Self::current(store, &reader)
    }

    /// What `reader` sees after a reload, with the state it was committed with.
    pub fn current(store: &Store, reader: &IndexReader) -> Result<Option<Self>, IndexError> {
        let mut state = store.state()?;
        loop {
            reader.reload().map_err(|error| IndexError::damaged(&store.folder, error))?;
            let after = store.state()?;
            // A commit in between would pair one generation's state with another's entries.
            if after == state {
                break;
            }
            state = after;
        }
        state.map(|state| Self::load(store, reader.searcher(), state)).transpose()
    }

    fn load(store: &Store, searcher: Searcher, state: State) -> Result<Self, IndexError> {
        let damaged = |error: tantivy::TantivyError| IndexError::damaged(&store.folder, error);
        let mut documents = Vec::with_capacity(state.documents);
        for segment in searcher.segment_readers() {
            read_entries(segment, &store.fields, &mut documents).map_err(damaged)?;
        }
        documents.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        if documents.len() != state.documents {
            let what = format!("it holds {} documents instead of {}", documents.len(), state.documents);
            return Err(IndexError::damaged(&store.folder, what));
        }
        let places = searcher.segment_readers().iter().map(|segment| places(segment, &documents));
        let places: Vec<Places> = places.collect::<tantivy::Result<_>>().map_err(damaged)?;
        let mut addresses = vec![None; documents.len()];
        for (ordinal, (segment, places)) in (0..).zip(searcher.segment_readers().iter().zip(&places)) {
            let of_kind = Term::from_field_text(store.fields.kind, DOCUMENT);
            for entry in living(segment, &of_kind).map_err(damaged)? {
                if let Some(address) = addresses.get_mut(places.of(entry).0) {
                    *address = Some(DocAddress::new(ordinal, entry));
                }
            }
        }
        let of_kind = Term::from_field_text(store.fields.kind, PASSAGE);
        let passages = searcher.segment_readers().iter().map(|segment| living(segment, &of_kind));
        let passages = passages.collect::<tantivy::Result<_>>().map_err(damaged)?;
        let whole = Self::without_entries(store.folder.clone(), store.fields, searcher, state);
        Ok(Self { documents, addresses, places, passages, ..whole })
    }

    fn without_entries(folder: PathBuf, fields: Fields, searcher: Searcher, state: State) -> Self {
        Self {
            folder,
            searcher,
            fields,
            state,
            is_part: false,
            documents: Vec::new(),
            addresses: Vec::new(),
            places: Vec::new(),
            passages: Vec::new(),
            lengths: OnceLock::new(),
            entities: OnceLock::new(),
            metrics: OnceLock::new(),
            metric_keys: OnceLock::new(),
            words: OnceLock::new(),
            read: Mutex::default(),
            read_figures: Mutex::default(),
            occurrences: Mutex::default(),
            room: Mutex::default(),
        }
    }

    /// The same commit as if these documents alone were in it: nothing of others is found, counted or spelled.
    pub fn part(&self, holds: impl Fn(&DocumentEntry) -> bool) -> Self {
        let (mut documents, mut addresses) = (Vec::new(), Vec::new());
        let mut ranks = vec![usize::MAX; self.documents.len()];
        for (rank, (entry, address)) in ranks.iter_mut().zip(self.documents.iter().zip(&self.addresses)) {
            if holds(entry) {
                *rank = documents.len();
                documents.push(entry.clone());
                addresses.push(*address);
            }
        }
        let places: Vec<Places> = self.places.iter().map(|places| places.moved(&ranks)).collect();
        let shown = |(places, passages): (&Places, &Vec<DocId>)| {
            passages.iter().copied().filter(|passage| places.of(*passage).0 != usize::MAX).collect()
        };
        let passages = places.iter().zip(&self.passages).map(shown).collect();
        let state = self.state.of_part(&documents);
        let part = Self::without_entries(self.folder.clone(), self.fields, self.searcher.clone(), state);
        Self { is_part: true, documents, addresses, places, passages, ..part }
    }

    /// Whether an entry belongs to a document that is shown.
    pub fn shows(&self, segment: usize, entry: DocId) -> bool {
        !self.is_part || self.places.get(segment).is_some_and(|places| places.of(entry).0 != usize::MAX)
    }

    /// What is made of the text stored with an entry.
    pub fn stored<T, E: ToString>(
        &self,
        address: DocAddress,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, IndexError> {
        let entry: TantivyDocument = self.searcher.doc(address).map_err(|error| self.damaged(error))?;
        let sealed = entry.get_first(self.fields.stored).and_then(|value| value.as_str());
        let content = sealed.and_then(unseal);
        let content = content.ok_or_else(|| self.damaged("a stored text is not as it was written"))?;
        read(content).map_err(|error| self.damaged(error.to_string()))
    }

    pub fn damaged(&self, what: impl ToString) -> IndexError {
        IndexError::damaged(&self.folder, what)
    }

    /// The place of a document in the order of paths.
    pub fn rank(&self, path: &str) -> Option<usize> {
        self.documents.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()
    }
}

/// A reader that moves on only when it is told to.
pub(super) fn new_reader(store: &Store) -> Result<IndexReader, IndexError> {
    let reader = store.index.reader_builder().reload_policy(ReloadPolicy::Manual);
    let reader = reader.doc_store_cache_num_blocks(BLOCKS_KEPT).try_into();
    reader.map_err(|error: tantivy::TantivyError| IndexError::damaged(&store.folder, error))
}

/// The living entries of a segment that carry a term, in order.
pub(super) fn living(segment: &SegmentReader, term: &Term) -> tantivy::Result<Vec<DocId>> {
    let mut found = Vec::new();
    let inverted = segment.inverted_index(term.field())?;
    if let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? {
        while postings.doc() != TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                found.push(postings.doc());
            }
            postings.advance();
        }
    }
    Ok(found)
}

/// How many living entries carry a term.
pub(super) fn count(generation: &Generation, term: &Term) -> tantivy::Result<usize> {
    let mut found = 0;
    for (at, segment) in generation.searcher.segment_readers().iter().enumerate() {
        let inverted = segment.inverted_index(term.field())?;
        let Some(term) = inverted.get_term_info(term)? else { continue };
        found += count_in(generation, at, &inverted, &term)?;
    }
    Ok(found)
}

/// How many living entries of a segment carry a term of its dictionary.
pub(super) fn count_in(
    generation: &Generation,
    at: usize,
    inverted: &InvertedIndexReader,
    term: &TermInfo,
) -> tantivy::Result<usize> {
    let segment = &generation.searcher.segment_readers()[at];
    let postings = || inverted.read_postings_from_terminfo(term, IndexRecordOption::Basic);
    if generation.is_part {
        let (mut postings, mut found) = (postings()?, 0);
        while postings.doc() != TERMINATED {
            let entry = postings.doc();
            found += usize::from(!segment.is_deleted(entry) && generation.shows(at, entry));
            postings.advance();
        }
        return Ok(found);
    }
    let count = match segment.alive_bitset() {
        None => term.doc_freq,
        Some(alive) => postings()?.doc_freq_given_deletes(alive),
    };
    Ok(count as usize)
}

fn read_entries(
    segment: &SegmentReader,
    fields: &Fields,
    documents: &mut Vec<DocumentEntry>,
) -> tantivy::Result<()> {
    let Some(column) = segment.fast_fields().str("entry")? else { return Ok(()) };
    let mut wanted = vec![false; column.num_terms()];
    for document in living(segment, &Term::from_field_text(fields.kind, DOCUMENT))? {
        for ordinal in column.term_ords(document) {
            if let Some(wanted) = usize::try_from(ordinal).ok().and_then(|ordinal| wanted.get_mut(ordinal)) {
                *wanted = true;
            }
        }
    }
    let mut stream = column.dictionary().stream()?;
    for wanted in wanted {
        if !stream.advance() {
            break;
        }
        if wanted {
            let entry = serde_json::from_slice(stream.key());
            documents.push(entry.map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))?);
        }
    }
    Ok(())
}

fn places(segment: &SegmentReader, documents: &[DocumentEntry]) -> tantivy::Result<Places> {
    let columns = segment.fast_fields();
    let paths: Option<StrColumn> = columns.str("path")?;
    let paths = paths.ok_or_else(|| tantivy::TantivyError::FieldNotFound("path".to_owned()))?;
    let mut ranks = Vec::with_capacity(paths.num_terms());
    let mut stream = paths.dictionary().stream()?;
    while stream.advance() {
        // A path that no living document has belongs to deleted entries, which no search returns.
        let rank = documents.binary_search_by(|entry| entry.path.as_bytes().cmp(stream.key()));
        ranks.push(rank.unwrap_or(usize::MAX));
    }
    Ok(Places { ranks, paths: paths.ords().clone(), places: columns.u64("place")? })
}
