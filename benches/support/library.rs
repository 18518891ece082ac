//! A synthetic library that is indexed and open, for the benches that ask it.

use footnote::answer::Engine;
use footnote::index::{self, Update};
use footnote::lexicon::Lexicon;
use tempfile::TempDir;

use crate::support;

/// As many passages as `FOOTNOTE_BENCH_PASSAGES` says, or 50,000, in a folder of its own.
pub fn of(seed: u64) -> (TempDir, Engine) {
    let passages = std::env::var("FOOTNOTE_BENCH_PASSAGES").ok().and_then(|count| count.parse().ok());
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (corpus, store) = (folder.path().join("corpus"), folder.path().join("index"));
    support::write_corpus(&corpus, passages.unwrap_or(50_000), seed).expect("the disk has room");
    index::update(&corpus, &store, &Lexicon::built_in(), Update::default(), &mut |_| {})
        .expect("a new library can be indexed");
    let engine = Engine::open(&corpus, &store).expect("it was just written");
    (folder, engine)
}
