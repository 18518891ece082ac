//! Where and with what a question's answer is looked for.

use crate::index::Snapshot;
use crate::lexicon::Lexicon;
use crate::question::Directory;

/// One generation of the library with its names and the vocabulary, confined to some documents where they are given.
pub(super) struct Search<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) directory: &'s Directory,
    pub(super) lexicon: &'s Lexicon,
    pub(super) documents: Option<&'s [String]>,
}
