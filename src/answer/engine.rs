//! The engine: a question in, an answer out.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use jiff::Zoned;

use super::complete::Offered;
use super::kept::Kept;
use super::search::Search;
use super::{Answer, Library, Status, compose, segment, sources, trace};
use crate::index::{DocumentEntry, IndexError, Reader, Snapshot};
use crate::lexicon::{Lexicon, LexiconError};
use crate::question::{self, Ask, Directory, Question, Task};
use crate::text::fold;

/// The longest question in characters; Discord's longest message is half of it.
const LONGEST: usize = 4_000;

/// How many parts of the library are kept ready.
const PARTS_KEPT: usize = 16;

/// How many earlier questions a follow-up can lean on.
const REMEMBERED: usize = 8;

/// Answers questions over one index and the corpus it was built from. Cheap to share between threads.
pub struct Engine {
    pub(super) corpus: PathBuf,
    reader: Arc<Reader>,
    pub(super) lexicon: Arc<Lexicon>,
    /// Reports with one of these tags are all it sees; all reports where there are none.
    tags: Vec<String>,
    seen: Kept<Snapshot>,
    /// Engines that see a part, by their tags.
    parts: Mutex<HashMap<Vec<String>, Arc<Engine>>>,
    /// The names of one generation, read once.
    directory: Kept<Directory>,
    pub(super) offered: Kept<Offered>,
    pub(super) events: Kept<Vec<sources::Placed>>,
}

/// Why an engine cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error(transparent)]
    Index(#[from] IndexError),
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

impl Engine {
    /// Opens the last committed index.
    ///
    /// # Errors
    /// When there is no index, one of another format, or the corpus folder's `lexicon.toml` is malformed.
    pub fn open(corpus: &Path, index: &Path) -> Result<Self, EngineError> {
        let lexicon = Arc::new(Lexicon::load(corpus)?);
        let reader = Arc::new(Reader::open(index)?);
        Ok(Self::over(corpus.to_owned(), reader, lexicon, Vec::new()))
    }

    fn over(corpus: PathBuf, reader: Arc<Reader>, lexicon: Arc<Lexicon>, tags: Vec<String>) -> Self {
        Self {
            corpus,
            reader,
            lexicon,
            tags,
            seen: Kept::default(),
            parts: Mutex::default(),
            directory: Kept::default(),
            offered: Kept::default(),
            events: Kept::default(),
        }
    }

    /// The engine over the reports with one of these tags, as if the others were not there; over all reports where there
    /// are no tags.
    #[must_use]
    pub fn part(&self, tags: &[String]) -> Arc<Self> {
        let mut tags: Vec<String> = tags.iter().map(|tag| fold(tag.trim())).collect();
        tags.sort_unstable();
        tags.dedup();
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        if parts.len() >= PARTS_KEPT && !parts.contains_key(&tags) {
            parts.clear();
        }
        let (corpus, reader, lexicon) = (&self.corpus, &self.reader, &self.lexicon);
        let part = parts.entry(tags).or_insert_with_key(|tags| {
            let (reader, lexicon) = (Arc::clone(reader), Arc::clone(lexicon));
            Arc::new(Self::over(corpus.clone(), reader, lexicon, tags.clone()))
        });
        Arc::clone(part)
    }

    /// The tags of the whole library as they are written, in order.
    #[must_use]
    pub fn tags(&self) -> Vec<String> {
        let whole = self.reader.snapshot();
        let tags: BTreeMap<String, &String> =
            whole.documents().iter().flat_map(|entry| &entry.tags).map(|tag| (fold(tag), tag)).collect();
        tags.into_values().cloned().collect()
    }

    /// Takes up a newer generation if one was committed.
    ///
    /// # Errors
    /// When the index cannot be read any more; the generation in use stays.
    pub fn refresh(&self) -> Result<(), EngineError> {
        self.reader.reload()?;
        Ok(())
    }

    /// The generation in use, with what it holds.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let whole = self.reader.snapshot();
        if self.tags.is_empty() {
            return whole;
        }
        let is_seen = |entry: &DocumentEntry| entry.tags.iter().any(|tag| self.tags.contains(&fold(tag)));
        Snapshot::clone(&self.seen.of(whole.state().generation, || whole.part(is_seen)))
    }

    /// Answers one question; never fails, an inner failure becomes [`Status::Error`] with its reason.
    #[must_use]
    pub fn ask(&self, ask: &Ask) -> Answer {
        let started = Instant::now();
        let snapshot = self.snapshot();
        let directory = self.directory(&snapshot);
        let mut ask = Ask { as_of: ask.as_of.or_else(|| Some(Zoned::now().date())), ..ask.clone() };
        ask.context.retain(|earlier| earlier.chars().count() <= LONGEST);
        ask.context.drain(..ask.context.len().saturating_sub(REMEMBERED));
        let mut answer = self.empty(&ask, &snapshot);
        if ask.question.trim().is_empty() {
            answer.status = Status::Error;
            "there is no question\nask for a figure, for example `revenue of … in Q3 2025`"
                .clone_into(&mut answer.reason);
            return answer;
        }
        if ask.question.chars().count() > LONGEST {
            answer.status = Status::Error;
            answer.reason =
                format!("the question has more than {LONGEST} characters\nask one thing at a time");
            return answer;
        }
        let mut question = question::read(&ask, &directory, &self.lexicon, &snapshot);
        let documents = (!ask.documents.is_empty()).then_some(ask.documents.as_slice());
        let search = Search { snapshot: &snapshot, directory: &directory, lexicon: &self.lexicon, documents };
        let composed = segment::resolve(&mut question, &search)
            .and_then(|()| self.compose(&mut answer, &question, &search));
        if let Err(error) = composed {
            tracing::error!(answer = answer.id, %error, "the index failed");
            answer.status = Status::Error;
            answer.reason = error.to_string();
        }
        answer.elapsed_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        answer
    }

    /// Fills an empty answer: with the time that the question before lends, if there is one and it is told, else without.
    fn compose(
        &self,
        answer: &mut Answer,
        question: &Question,
        search: &Search<'_>,
    ) -> Result<(), IndexError> {
        if !question.lent.is_empty() {
            let periods = question.lent.iter().map(|mention| mention.period.clone()).collect();
            let task = Task { periods, ..question.task.clone() };
            let dated = Question { periods: question.lent.clone(), task, ..question.clone() };
            let mut tried = answer.clone();
            compose::compose(&mut tried, &dated, search, &self.corpus)?;
            if tried.status == Status::Answered {
                *answer = tried;
                return Ok(());
            }
        }
        compose::compose(answer, question, search, &self.corpus)
    }

    /// Which candidates a question has and what each scored, for `--explain`; a line each.
    #[must_use]
    pub fn trace(&self, ask: &Ask) -> Vec<String> {
        let snapshot = self.snapshot();
        let directory = self.directory(&snapshot);
        let mut question = self.read(ask);
        let documents = (!ask.documents.is_empty()).then_some(ask.documents.as_slice());
        let search = Search { snapshot: &snapshot, directory: &directory, lexicon: &self.lexicon, documents };
        let resolved = segment::resolve(&mut question, &search);
        resolved
            .and_then(|()| trace::trace(&question, &search))
            .unwrap_or_else(|error| vec![error.to_string()])
    }

    /// How a question is read, for `--explain`.
    #[must_use]
    pub fn read(&self, ask: &Ask) -> Question {
        let snapshot = self.snapshot();
        let ask = Ask { as_of: ask.as_of.or_else(|| Some(Zoned::now().date())), ..ask.clone() };
        question::read(&ask, &self.directory(&snapshot), &self.lexicon, &snapshot)
    }

    pub(super) fn directory(&self, snapshot: &Snapshot) -> Arc<Directory> {
        self.directory.of(snapshot.state().generation, || {
            let names = snapshot.entities().unwrap_or_default().iter().map(|(name, _)| name.clone());
            Directory::new(names, snapshot.documents(), &self.lexicon)
        })
    }

    pub(super) fn empty(&self, ask: &Ask, snapshot: &Snapshot) -> Answer {
        let state = snapshot.state();
        let searched = if ask.documents.is_empty() { state.documents } else { ask.documents.len() };
        Answer {
            question: ask.question.clone(),
            status: Status::NotFound,
            figures: Vec::new(),
            spans: Vec::new(),
            derivation: None,
            counted: Vec::new(),
            citations: Vec::new(),
            conflicts: Vec::new(),
            near_misses: Vec::new(),
            reason: String::new(),
            library: Library {
                documents: searched,
                newest: state.newest,
                newer: None,
                indexed_at: Some(state.indexed_at),
                generation: state.generation,
            },
            id: identify(ask, &self.tags, state.generation),
            elapsed_us: 0,
        }
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("corpus", &self.corpus).finish_non_exhaustive()
    }
}

impl Answer {
    /// The identifier of another request to which this is the answer too; `request` tells it from the question.
    #[must_use]
    pub fn id_for(&self, request: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.id.as_bytes()).update(&[0]).update(request.as_bytes());
        identifier(&hasher)
    }
}

/// From the question, its context, what is seen and the generation: the same question to the same library has the same
/// identifier.
fn identify(ask: &Ask, tags: &[String], generation: u64) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in ask.context.iter().chain(&ask.documents).chain(tags).chain([&ask.question]) {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    hasher.update(&generation.to_le_bytes());
    identifier(&hasher)
}

/// Six characters of Crockford's base 32.
fn identifier(hasher: &blake3::Hasher) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let hash = hasher.finalize();
    hash.as_bytes().iter().take(6).map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}
