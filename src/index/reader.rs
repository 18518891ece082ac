use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::IndexReader;

use super::IndexError;
use super::folder::{self, Store};
use super::generation::{Generation, new_reader};
use super::state::{DocumentEntry, State};
use crate::corpus::Document;

/// Documents kept in memory for the next question.
const DOCUMENTS_KEPT: usize = 64;

/// Opens an index and hands out its generations. Share it between threads.
pub struct Reader {
    store: Store,
    reader: IndexReader,
    current: RwLock<Snapshot>,
}

/// One whole generation. Cheap to clone; stays as it is whatever is committed after it.
#[derive(Clone)]
pub struct Snapshot(pub(super) Arc<Generation>);

impl Reader {
    /// Opens the last generation.
    ///
    /// # Errors
    /// When there is no index, it is of another format, or it is damaged.
    pub fn open(index: &Path) -> Result<Self, IndexError> {
        let store = folder::open(index)?;
        let reader = new_reader(&store)?;
        let Some(generation) = Generation::current(&store, &reader)? else {
            return Err(IndexError::Missing { folder: index.to_owned() });
        };
        Ok(Self { store, reader, current: RwLock::new(Snapshot(Arc::new(generation))) })
    }

    /// Moves on to the last generation, if there is a newer one. Questions go on meanwhile.
    ///
    /// # Errors
    /// When the newer generation cannot be read; the one before goes on answering.
    pub fn reload(&self) -> Result<(), IndexError> {
        let last = self.snapshot();
        let is_current = self.store.state()?.is_some_and(|state| state == *last.state());
        if is_current {
            return Ok(());
        }
        let Some(generation) = Generation::current(&self.store, &self.reader)? else { return Ok(()) };
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Snapshot(Arc::new(generation));
        Ok(())
    }

    /// The generation that answers now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Snapshot {
    /// The same generation as if it held only the documents that pass: nothing of the others is found, counted or told.
    #[must_use]
    pub fn part(&self, passes: impl Fn(&DocumentEntry) -> bool) -> Self {
        Self(Arc::new(self.0.part(passes)))
    }

    #[must_use]
    pub fn state(&self) -> &State {
        &self.0.state
    }

    /// All documents, by path.
    #[must_use]
    pub fn documents(&self) -> &[DocumentEntry] {
        &self.0.documents
    }

    /// The document of a path without its text.
    #[must_use]
    pub fn entry(&self, path: &str) -> Option<&DocumentEntry> {
        self.0.rank(path).and_then(|rank| self.0.documents.get(rank))
    }

    /// The whole document as it was indexed; `None` for an unknown path.
    ///
    /// # Errors
    /// When its stored bytes are damaged: their checksum is verified before a document is first returned.
    pub fn document(&self, path: &str) -> Result<Option<Arc<Document>>, IndexError> {
        let Some(rank) = self.0.rank(path) else { return Ok(None) };
        let read = || self.0.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(document) = read().get(&rank) {
            return Ok(Some(Arc::clone(document)));
        }
        let Some(address) = self.0.addresses.get(rank).copied().flatten() else { return Ok(None) };
        let document: Document = self.0.stored(address, |json| serde_json::from_str(json))?;
        let document = Arc::new(document);
        let mut read = read();
        if read.len() >= DOCUMENTS_KEPT {
            read.clear();
        }
        read.insert(rank, Arc::clone(&document));
        Ok(Some(document))
    }
}
