use std::path::Path;

use super::{CueMention, Entity, MetricTerm, TermMention};

/// The vocabulary in force: the built-in one with a maintainer's additions over it.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {}

/// A vocabulary file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    #[error("cannot read `{path}`")]
    Unreadable { path: String, source: std::io::Error },
    #[error("`{path}`: {message}")]
    Malformed { path: String, message: String },
}

impl Lexicon {
    /// The built-in vocabulary alone.
    #[must_use]
    pub fn built_in() -> Self {
        Self::default()
    }

    /// The vocabulary with the additions of `corpus/lexicon.toml`, if the file is there.
    ///
    /// # Errors
    /// Names the file and the key when it cannot be read or holds something unknown.
    pub fn load(_corpus: &Path) -> Result<Self, LexiconError> {
        Ok(Self::default())
    }

    /// The metric terms a text mentions: longest first at each place, whole words, in order, not overlapping.
    #[must_use]
    pub fn metrics(&self, _text: &str) -> Vec<TermMention<'_>> {
        Vec::new()
    }

    /// The listed entities a text mentions, likewise.
    #[must_use]
    pub fn entities(&self, _text: &str) -> Vec<TermMention<'_>> {
        Vec::new()
    }

    /// The cue words a text holds, in order.
    #[must_use]
    pub fn cues(&self, _text: &str) -> Vec<CueMention> {
        Vec::new()
    }

    #[must_use]
    pub fn metric(&self, _key: &str) -> Option<&MetricTerm> {
        None
    }

    #[must_use]
    pub fn entity(&self, _name: &str) -> Option<&Entity> {
        None
    }
}
