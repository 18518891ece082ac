//! Reports read on all cores and handed to one writer, a bounded number at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use super::IndexError;
use super::compare::{hash, stamp};
use super::schema::Fields;
use super::state::{Problem, Stamp};
use super::write::Entries;
use crate::corpus::{Document, LoadError};
use crate::figures::Reading;
use crate::lexicon::Lexicon;

/// How far an update is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress<'a> {
    /// Comparing this many files with the index.
    Comparing { files: usize },
    /// The report that was read last; `done` of `total` are through.
    Reading { done: usize, total: usize, path: &'a str },
    /// Making the new generation visible.
    Committing,
}

/// A report and the figures it states.
pub(super) type Loaded = Result<(Document, Reading), LoadError>;

/// Where documents come from.
pub(super) struct Source<'a> {
    pub corpus: &'a Path,
    pub lexicon: &'a Lexicon,
    pub list: &'a (dyn Fn(&Path) -> Result<Vec<String>, LoadError> + Sync),
    pub read: &'a (dyn Fn(&Path, &str) -> Loaded + Sync),
}

/// What came of one file.
pub(super) enum Outcome {
    Read(Box<Entries>),
    /// It went away meanwhile.
    Gone(String),
    Unreadable(Problem),
}

impl Outcome {
    pub fn path(&self) -> &str {
        match self {
            Self::Read(entries) => &entries.entry.path,
            Self::Gone(path) => path,
            Self::Unreadable(problem) => &problem.path,
        }
    }
}

impl Source<'_> {
    /// Reads `paths` in parallel; `take` gets each outcome in whatever order they come, on this thread.
    pub fn read_all(
        &self,
        paths: &[String],
        fields: &Fields,
        take: &mut dyn FnMut(Outcome) -> Result<(), IndexError>,
    ) -> Result<(), IndexError> {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(paths.len());
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            let (sender, receiver) = sync_channel(threads);
            for _ in 0..threads {
                let sender = sender.clone();
                scope.spawn(|| self.read_next(paths, &next, fields, sender));
            }
            drop(sender);
            receiver.into_iter().try_for_each(take)
        })
    }

    fn read_next(&self, paths: &[String], next: &AtomicUsize, fields: &Fields, sender: SyncSender<Outcome>) {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            if sender.send(self.outcome(path, fields)).is_err() {
                return;
            }
        }
    }

    fn outcome(&self, path: &str, fields: &Fields) -> Outcome {
        let file = self.corpus.join(path);
        let stamp = stamp(&file);
        let entries = catch_unwind(AssertUnwindSafe(|| {
            let (document, reading) = (self.read)(self.corpus, path)?;
            Ok(Entries::of(&document, &reading, self.lexicon, stamp, fields))
        }));
        match entries {
            Ok(Ok(entries)) => Outcome::Read(Box::new(entries)),
            Ok(Err(error)) if is_gone(&error) => Outcome::Gone(path.to_owned()),
            Ok(Err(error)) => Outcome::Unreadable(problem(path, reason(&error), &file, stamp)),
            Err(_) => {
                let reason =
                    format!("cannot read `{path}`: the program has an error, please report it with the file");
                Outcome::Unreadable(problem(path, reason, &file, stamp))
            }
        }
    }
}

fn is_gone(error: &LoadError) -> bool {
    matches!(error, LoadError::Unreadable { source, .. } if source.kind() == std::io::ErrorKind::NotFound)
}

/// The message with its cause, on one line.
fn reason(error: &LoadError) -> String {
    let mut reason = error.to_string().replace('\n', "; ");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        reason = format!("{reason}: {error}");
        cause = error.source();
    }
    reason
}

fn problem(path: &str, reason: String, file: &Path, stamp: Stamp) -> Problem {
    Problem { path: path.to_owned(), reason, hash: hash(file), stamp }
}
