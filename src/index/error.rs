use std::path::{Path, PathBuf};

use crate::corpus::LoadError;

/// Why the index cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error("there is no index in `{}`\nrun `footnote index`", folder.display())]
    Missing { folder: PathBuf },
    #[error("the index in `{}` is being written by another program\nwait until it is done, then try again", folder.display())]
    Busy { folder: PathBuf },
    /// `found` is the number on disk, or `other` where only the layout differs.
    #[error(
        "the index in `{}` has format {found}, this program reads format {wanted}\nrun `footnote index --rebuild`",
        folder.display()
    )]
    Format { folder: PathBuf, found: String, wanted: u32 },
    #[error("the index in `{}` is damaged: {what}\nrun `footnote index --rebuild`", folder.display())]
    Damaged { folder: PathBuf, what: String },
    #[error("cannot use the index folder `{}`\ncheck that it can be written and that its disk has room", folder.display())]
    Folder { folder: PathBuf, source: std::io::Error },
    #[error("cannot read the corpus")]
    Corpus(#[source] LoadError),
    #[error("cannot write the index in `{}`\ncheck that its disk has room, then run `footnote index`", folder.display())]
    Write { folder: PathBuf, source: tantivy::TantivyError },
}

impl IndexError {
    pub(super) fn damaged(folder: &Path, what: impl ToString) -> Self {
        Self::Damaged { folder: folder.to_owned(), what: what.to_string() }
    }

    pub(super) fn folder(folder: &Path, source: std::io::Error) -> Self {
        Self::Folder { folder: folder.to_owned(), source }
    }

    pub(super) fn write(folder: &Path, source: tantivy::TantivyError) -> Self {
        Self::Write { folder: folder.to_owned(), source }
    }
}
