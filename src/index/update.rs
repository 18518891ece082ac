use std::collections::BTreeMap;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Serialize, Serializer};
use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexWriter, Term};

use super::IndexError;
use super::compare::{Plan, compare, hash};
use super::folder::{self, Store};
use super::generation::Generation;
use super::pipeline::{Outcome, Progress, Source};
use super::schema::FORMAT;
use super::state::{DocumentEntry, Problem, State};
use crate::corpus::{self, LoadError};
use crate::figures;
use crate::lexicon::Lexicon;

/// Changes whenever the program that reads reports does (see `build.rs`), so that an older index is read again.
const READING: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("FOOTNOTE_READING"));

/// The writer's memory for each of its threads, in bytes.
const HEAP: usize = 50_000_000;

/// A segment is cleaned up once this part of it is deleted.
const DELETED_BEFORE_MERGE: f32 = 0.2;

/// How to bring an index up to date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Update {
    /// Reads every report again, and mends a damaged index.
    pub rebuild: bool,
}

/// What an update did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Reports by what happened to their bytes since the last generation.
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub removed: usize,
    /// What the index holds now.
    pub documents: usize,
    pub passages: usize,
    pub figures: usize,
    pub set_aside: usize,
    /// The size of the files that were read, in bytes.
    pub bytes: u64,
    pub problems: Vec<Problem>,
    pub generation: u64,
    #[serde(rename = "elapsed_us", serialize_with = "microseconds")]
    pub elapsed: Duration,
    /// Whether there is a new generation; without a change there is none.
    pub committed: bool,
}

/// Brings the index up to date with the corpus in one commit.
///
/// A report that cannot be read is a problem of the summary, and its last readable version stays in the index.
///
/// # Errors
/// [`IndexError::Busy`] while another program writes; [`IndexError::Damaged`] for an index that `rebuild` would mend;
/// a corpus that cannot be listed; a disk that cannot be written. The last generation goes on answering.
pub fn update(
    corpus: &Path,
    index: &Path,
    lexicon: &Lexicon,
    options: Update,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Summary, IndexError> {
    let read = |corpus: &Path, path: &str| {
        let document = corpus::load(corpus, path)?;
        let reading = figures::read_document(&document, lexicon);
        Ok((document, reading))
    };
    update_from(&Source { corpus, lexicon, list: &corpus::list, read: &read }, index, options, progress)
}

pub(super) fn update_from(
    source: &Source<'_>,
    index: &Path,
    options: Update,
    progress: &mut dyn FnMut(Progress<'_>),
) -> Result<Summary, IndexError> {
    let started = Instant::now();
    let origin = Origin::of(source.corpus)?;
    let _lock = folder::lock(index)?;
    let (store, last) = open_or_create(index, options.rebuild)?;
    let listed = (source.list)(source.corpus).map_err(IndexError::Corpus)?;
    progress(Progress::Comparing { files: listed.len() });
    let is_same_origin = last.as_ref().is_some_and(|last| origin.made(&last.state));
    let last = Last::of(last);
    let plan =
        compare(source.corpus, &listed, &last.documents, &last.problems, options.rebuild || !is_same_origin);
    let mut work = Work::new(&store, last, plan);
    work.read(source, progress)?;
    if is_same_origin && !options.rebuild && !work.has_changes() {
        return Ok(work.summary(&origin, started, false));
    }
    progress(Progress::Committing);
    work.commit(&origin)?;
    folder::remove_other_formats(index);
    Ok(work.summary(&origin, started, true))
}

/// What an index is built from besides the reports.
pub(super) struct Origin {
    corpus: String,
    lexicon_hash: String,
}

impl Origin {
    pub fn of(corpus: &Path) -> Result<Self, IndexError> {
        let absolute = corpus.canonicalize().map_err(|source| {
            IndexError::Corpus(LoadError::Unreadable { path: corpus.display().to_string(), source })
        })?;
        let lexicon_hash = hash(&corpus.join("lexicon.toml")).unwrap_or_default();
        Ok(Self { corpus: absolute.to_string_lossy().into_owned(), lexicon_hash })
    }

    /// Whether a generation was built from this, by this version.
    pub fn made(&self, state: &State) -> bool {
        state.corpus == self.corpus && state.lexicon_hash == self.lexicon_hash && state.reading == READING
    }
}

fn open_or_create(index: &Path, rebuild: bool) -> Result<(Store, Option<Generation>), IndexError> {
    match open_last(index, rebuild) {
        Ok(opened) => Ok(opened),
        Err(IndexError::Missing { .. } | IndexError::Format { .. }) => Ok((folder::create(index)?, None)),
        Err(IndexError::Damaged { .. }) if rebuild => Ok((folder::create(index)?, None)),
        Err(error) => Err(error),
    }
}

fn open_last(index: &Path, rebuild: bool) -> Result<(Store, Option<Generation>), IndexError> {
    let store = folder::open(index)?;
    if rebuild {
        store.check_files()?;
    }
    let last = Generation::open(&store)?;
    Ok((store, last))
}

/// The generation before this one, as far as an update needs it.
#[derive(Default)]
struct Last {
    generation: u64,
    documents: Vec<DocumentEntry>,
    problems: Vec<Problem>,
}

impl Last {
    fn of(generation: Option<Generation>) -> Self {
        let Some(last) = generation else { return Self::default() };
        Self { generation: last.state.generation, documents: last.documents, problems: last.state.problems }
    }
}

/// An update under way.
struct Work<'a> {
    store: &'a Store,
    writer: Option<IndexWriter>,
    plan: Plan,
    generation: u64,
    last_problems: Vec<Problem>,
    /// By path: what the index will hold.
    documents: BTreeMap<String, DocumentEntry>,
    problems: BTreeMap<String, Problem>,
    added: usize,
    changed: usize,
    unchanged: usize,
    removed: usize,
    /// Whether any entry of the index was written or deleted.
    has_written: bool,
    bytes: u64,
}

impl<'a> Work<'a> {
    fn new(store: &'a Store, last: Last, mut plan: Plan) -> Self {
        let documents = last.documents.into_iter().map(|entry| (entry.path.clone(), entry)).collect();
        let problems = plan.problems.drain(..).map(|problem| (problem.path.clone(), problem)).collect();
        Self {
            store,
            writer: None,
            generation: last.generation,
            last_problems: last.problems,
            documents,
            problems,
            added: 0,
            changed: 0,
            unchanged: plan.unchanged,
            removed: 0,
            has_written: false,
            bytes: 0,
            plan,
        }
    }

    fn read(
        &mut self,
        source: &Source<'_>,
        progress: &mut dyn FnMut(Progress<'_>),
    ) -> Result<(), IndexError> {
        for path in std::mem::take(&mut self.plan.removed) {
            self.remove(&path)?;
        }
        let paths = std::mem::take(&mut self.plan.read);
        let (mut done, total) = (0, paths.len());
        let fields = self.store.fields;
        source.read_all(&paths, &fields, &mut |outcome| {
            done += 1;
            progress(Progress::Reading { done, total, path: outcome.path() });
            self.take(outcome)
        })
    }

    fn take(&mut self, outcome: Outcome) -> Result<(), IndexError> {
        match outcome {
            Outcome::Gone(path) if self.documents.contains_key(&path) => self.remove(&path),
            Outcome::Gone(_) => Ok(()),
            Outcome::Unreadable(mut problem) => {
                if self.documents.contains_key(&problem.path) {
                    problem.say_kept();
                }
                self.problems.insert(problem.path.clone(), problem);
                Ok(())
            }
            Outcome::Read(entries) => {
                let entry = entries.entry;
                self.delete(&entry.path)?;
                for written in entries.written {
                    self.writer()?.add_document(written).map_err(|error| self.failed(error))?;
                }
                self.count(&entry);
                self.documents.insert(entry.path.clone(), entry);
                Ok(())
            }
        }
    }

    fn count(&mut self, entry: &DocumentEntry) {
        self.bytes += entry.stamp.size;
        match self.documents.get(&entry.path) {
            None => self.added += 1,
            Some(last) if last.hash == entry.hash => self.unchanged += 1,
            Some(_) => self.changed += 1,
        }
    }

    fn remove(&mut self, path: &str) -> Result<(), IndexError> {
        self.delete(path)?;
        self.documents.remove(path);
        self.removed += 1;
        Ok(())
    }

    fn delete(&mut self, path: &str) -> Result<(), IndexError> {
        let term = Term::from_field_text(self.store.fields.path, path);
        self.writer()?.delete_term(term);
        self.has_written = true;
        Ok(())
    }

    /// The writer, made when there is something to write.
    fn writer(&mut self) -> Result<&IndexWriter, IndexError> {
        if self.writer.is_none() {
            self.writer = Some(new_writer(self.store)?);
        }
        Ok(self.writer.as_ref().expect("it was made above"))
    }

    fn has_changes(&self) -> bool {
        self.has_written || !self.problems.values().eq(sorted(&self.last_problems))
    }

    fn commit(&mut self, origin: &Origin) -> Result<(), IndexError> {
        self.generation += 1;
        let state = self.state(origin);
        let payload = serde_json::to_string(&state).expect("a state has string keys and no failing parts");
        self.writer()?;
        let mut writer = self.writer.take().expect("it was made above");
        let mut prepared = writer.prepare_commit().map_err(|error| self.failed(error))?;
        prepared.set_payload(&payload);
        prepared.commit().map_err(|error| self.failed(error))?;
        if let Err(error) = writer.wait_merging_threads() {
            tracing::warn!(%error, "the index is committed but could not be tidied up");
        }
        Ok(())
    }

    fn state(&self, origin: &Origin) -> State {
        let documents = self.documents.values();
        State {
            format: FORMAT,
            generation: self.generation,
            corpus: origin.corpus.clone(),
            indexed_at: Timestamp::now(),
            lexicon_hash: origin.lexicon_hash.clone(),
            reading: READING.to_owned(),
            documents: self.documents.len(),
            passages: documents.clone().map(|entry| entry.passages).sum(),
            figures: documents.clone().map(|entry| entry.figures).sum(),
            set_aside: documents.clone().map(|entry| entry.set_aside).sum(),
            newest: documents.filter_map(|entry| entry.date.as_ref()).map(|date| date.date).max(),
            problems: self.problems.values().cloned().collect(),
        }
    }

    fn summary(&self, origin: &Origin, started: Instant, committed: bool) -> Summary {
        let state = self.state(origin);
        Summary {
            added: self.added,
            changed: self.changed,
            unchanged: self.unchanged,
            removed: self.removed,
            documents: state.documents,
            passages: state.passages,
            figures: state.figures,
            set_aside: state.set_aside,
            bytes: self.bytes,
            problems: state.problems,
            generation: state.generation,
            elapsed: started.elapsed(),
            committed,
        }
    }

    fn failed(&self, error: tantivy::TantivyError) -> IndexError {
        IndexError::write(&self.store.folder, error)
    }
}

fn new_writer(store: &Store) -> Result<IndexWriter, IndexError> {
    let threads = thread::available_parallelism().map_or(1, usize::from).div_ceil(2).min(4);
    let writer = store.index.writer_with_num_threads(threads, threads * HEAP);
    let writer = writer.map_err(|error| match error {
        tantivy::TantivyError::LockFailure(..) => IndexError::Busy { folder: store.folder.clone() },
        error => IndexError::write(&store.folder, error),
    })?;
    let mut merging = LogMergePolicy::default();
    merging.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
    writer.set_merge_policy(Box::new(merging));
    Ok(writer)
}

fn sorted(problems: &[Problem]) -> std::vec::IntoIter<&Problem> {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by(|one, other| one.path.cmp(&other.path));
    sorted.into_iter()
}

fn microseconds<S: Serializer>(elapsed: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u128(elapsed.as_micros())
}
