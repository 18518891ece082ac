//! The index: documents, passages and figures in one tantivy index, committed at once.
//!
//! [`update`] turns a corpus folder into the next generation; a [`Reader`] hands out [`Snapshot`]s, each one whole
//! generation that searches, counts and returns documents. The rule: a reader sees the last whole generation or
//! none; a crash, a second writer or a format change never leaves half of one.
//!
//! ```
//! use footnote::{index, lexicon::Lexicon};
//! let folder = tempfile::tempdir()?;
//! let (corpus, store) = (folder.path().join("corpus"), folder.path().join("index"));
//! std::fs::create_dir(&corpus)?;
//! let summary = index::update(&corpus, &store, &Lexicon::built_in(), index::Update::default(), &mut |_| {})?;
//! assert!(summary.committed);
//! assert_eq!(index::Reader::open(&store)?.snapshot().state().generation, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analysis;
mod catalogue;
mod compare;
mod error;
mod figures;
mod folder;
mod generation;
mod occurrences;
mod passages;
mod pipeline;
mod presence;
mod reader;
mod schema;
mod seal;
mod stale;
mod state;
mod stems;
mod update;
mod write;

pub use analysis::{analysed, label_words, stems};
pub use error::IndexError;
pub use figures::{FigureQuery, StoredFigure};
pub use passages::{PassageHit, PassageQuery, WeightedWord};
pub use pipeline::Progress;
pub use reader::{Reader, Snapshot};
pub use stale::{Staleness, stale};
pub use state::{DocumentEntry, Problem, State};
pub use update::{Summary, Update, update};

#[cfg(test)]
mod tests;
