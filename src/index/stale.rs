use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use super::compare::{hash, out_of_reach, stamp};
use super::state::Stamp;
use super::update::Origin;
use super::{IndexError, Reader, Snapshot};
use crate::corpus;

/// Why an index is behind its corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staleness {
    /// There is none yet.
    Missing,
    /// It was written in another format.
    Format,
    /// It was built from another folder, with another vocabulary or by another version of the program.
    Origin,
    /// Reports came, changed or went.
    Reports { added: usize, changed: usize, removed: usize },
}

impl fmt::Display for Staleness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no index yet"),
            Self::Format => f.write_str("the index has another format"),
            Self::Origin => f.write_str("the index was built from another corpus, vocabulary or version"),
            Self::Reports { added, changed, removed } => {
                write!(f, "reports came ({added}), changed ({changed}) or went ({removed})")
            }
        }
    }
}

/// Whether the index is behind the corpus; `None` when it is up to date. Sizes and modification times decide, and the
/// bytes of a file only where these differ.
///
/// # Errors
/// When the corpus folder cannot be listed or the index is damaged.
pub fn stale(corpus: &Path, index: &Path) -> Result<Option<Staleness>, IndexError> {
    match Reader::open(index) {
        Ok(reader) => reader.snapshot().stale(corpus),
        Err(IndexError::Missing { .. }) => Ok(Some(Staleness::Missing)),
        Err(IndexError::Format { .. }) => Ok(Some(Staleness::Format)),
        Err(error) => Err(error),
    }
}

impl Snapshot {
    /// [`stale`] for a generation that is open already.
    ///
    /// # Errors
    /// When the corpus folder cannot be listed.
    pub fn stale(&self, corpus: &Path) -> Result<Option<Staleness>, IndexError> {
        let origin = Origin::of(corpus)?;
        if !origin.made(self.state()) {
            return Ok(Some(Staleness::Origin));
        }
        let listed = corpus::list(corpus).map_err(IndexError::Corpus)?;
        Ok(self.behind(corpus, &listed))
    }

    pub(super) fn behind(&self, corpus: &Path, listed: &[String]) -> Option<Staleness> {
        let mut known: HashMap<&str, Known<'_>> = HashMap::new();
        for entry in self.documents() {
            known.insert(&entry.path, Known { stamp: entry.stamp, hash: Some(&entry.hash) });
        }
        // What was read last counts: a file with a problem is known by the bytes that had it.
        for problem in &self.state().problems {
            known.insert(&problem.path, Known { stamp: problem.stamp, hash: problem.hash.as_deref() });
        }
        let (mut added, mut changed) = (0, 0);
        for path in listed {
            match known.remove(path.as_str()) {
                None => added += 1,
                Some(known) if known.differs(&corpus.join(path)) => changed += 1,
                Some(_) => {}
            }
        }
        let removed = known.keys().filter(|path| out_of_reach(&corpus.join(path)).is_none()).count();
        let is_behind = added + changed + removed > 0;
        is_behind.then_some(Staleness::Reports { added, changed, removed })
    }
}

struct Known<'a> {
    stamp: Stamp,
    hash: Option<&'a str>,
}

impl Known<'_> {
    fn differs(&self, path: &Path) -> bool {
        let now = stamp(path);
        let is_settled = now == self.stamp && now.modified != 0 && self.hash.is_some();
        !is_settled && hash(path).as_deref() != self.hash
    }
}
