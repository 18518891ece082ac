//! The library as the commands use it: the only place of the command line that opens index and engine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;

use super::places::Places;
use super::progress::Bar;
use super::{failure, streams};
use crate::answer::{Answer, Engine};
use crate::index::{self, Reader, Summary, Update};
use crate::lexicon::Lexicon;
use crate::question::{Ask, Question};

/// An index that is as fresh as it can be now, and the engine over it.
pub(super) struct Library {
    pub engine: Arc<Engine>,
}

impl Library {
    /// Brings the index up to date and opens it. When it cannot be brought up to date, because another program is at it for
    /// example, its last generation answers and a remark says so.
    ///
    /// # Errors
    /// When there is no generation to answer from, or it belongs to another corpus than the named one.
    pub(super) fn open(places: &Places) -> anyhow::Result<Self> {
        let index = &places.index;
        let corpus = places.corpus_to_answer_from(remembered(index).as_deref())?;
        match refresh(&corpus, index) {
            Ok(Some(summary)) => streams::remark(&refreshed(&summary)),
            Ok(None) => {}
            Err(error) => match Reader::open(index) {
                Ok(reader) => {
                    let generation = reader.snapshot().state().generation;
                    let why = failure::describe(&error);
                    streams::remark(&format!(
                        "answering from generation {generation}, the last whole one: {why}"
                    ));
                }
                Err(_) => return Err(error),
            },
        }
        Ok(Self { engine: Arc::new(Engine::open(&corpus, index)?) })
    }

    pub(super) fn ask(&self, ask: &Ask) -> Answer {
        self.engine.ask(ask)
    }

    /// How a question is read before anything is looked up.
    pub(super) fn read(&self, ask: &Ask) -> Question {
        self.engine.read(ask)
    }

    /// Which candidates a question has and what each scored.
    pub(super) fn trace(&self, ask: &Ask) -> Vec<String> {
        self.engine.trace(ask)
    }

    /// Takes up what another program indexed meanwhile; where that fails, the generation in use goes on answering.
    pub(super) fn refresh(&self) {
        if let Err(error) = self.engine.refresh() {
            tracing::warn!(%error, "the newest generation cannot be used");
        }
    }
}

/// Brings the index up to date with a corpus, with a bar on a terminal meanwhile.
///
/// # Errors
/// When corpus or vocabulary cannot be read, or the index cannot be written.
pub(super) fn update(corpus: &Path, index: &Path, options: Update) -> anyhow::Result<Summary> {
    if !corpus.is_dir() {
        bail!(
            "there is no corpus folder `{}`\nname the folder of your reports with --corpus",
            corpus.display()
        );
    }
    let lexicon = Lexicon::load(corpus)?;
    let bar = Bar::new();
    Ok(index::update(corpus, index, &lexicon, options, &mut |progress| bar.show(progress))?)
}

/// The corpus that commands without a question work on.
pub(super) fn corpus(places: &Places) -> PathBuf {
    places.corpus(remembered(&places.index).as_deref())
}

fn refresh(corpus: &Path, index: &Path) -> anyhow::Result<Option<Summary>> {
    if corpus.is_dir() && index::stale(corpus, index)?.is_none() {
        return Ok(None);
    }
    let summary = update(corpus, index, Update::default())?;
    Ok(summary.committed.then_some(summary))
}

fn refreshed(summary: &Summary) -> String {
    let documents = crate::render::plain::counted(summary.documents, "document");
    let indexed = format!("indexed {documents} in {:.1} s", summary.elapsed.as_secs_f64());
    match summary.problems.len() {
        0 => indexed,
        1 => format!("{indexed}; one file could not be read, `footnote status` says why"),
        many => format!("{indexed}; {many} files could not be read, `footnote status` says why"),
    }
}

/// The corpus that an index was built from; `None` when there is no index to tell.
fn remembered(index: &Path) -> Option<PathBuf> {
    Reader::open(index).ok().map(|reader| PathBuf::from(&reader.snapshot().state().corpus))
}
