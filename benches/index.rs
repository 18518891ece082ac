//! Reading, indexing and searching a synthetic library: `cargo bench --bench index`.
//!
//! `FOOTNOTE_BENCH_PASSAGES` sets its size; 50,000 passages of about 75 words unless told.

mod support;

use std::path::Path;
use std::sync::LazyLock;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use footnote::index::{self, FigureQuery, PassageQuery, Reader, Snapshot, Update, WeightedWord};
use footnote::lexicon::Lexicon;
use footnote::{corpus, figures};
use tempfile::TempDir;

const SEED: u64 = 7;
/// A smaller library, for what is measured by rebuilding it.
const FEW: usize = 5_000;

fn main() {
    divan::main();
}

struct Library {
    folder: TempDir,
    written: support::Written,
}

impl Library {
    fn of(passages: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let written =
            support::write_corpus(&folder.path().join("corpus"), passages, SEED).expect("the disk has room");
        Self { folder, written }
    }

    fn update(&self, rebuild: bool) -> index::Summary {
        let (corpus, store) = (self.folder.path().join("corpus"), self.folder.path().join("index"));
        index::update(&corpus, &store, &Lexicon::built_in(), Update { rebuild }, &mut |_| {})
            .expect("a new library can be indexed")
    }

    fn corpus(&self) -> std::path::PathBuf {
        self.folder.path().join("corpus")
    }
}

static SMALL: LazyLock<Library> = LazyLock::new(|| Library::of(FEW));

static LARGE: LazyLock<(Library, Snapshot)> = LazyLock::new(|| {
    let passages = std::env::var("FOOTNOTE_BENCH_PASSAGES").ok().and_then(|count| count.parse().ok());
    let library = Library::of(passages.unwrap_or(50_000));
    let summary = library.update(false);
    let speed = library.written.bytes as f64 / 1e6 / summary.elapsed.as_secs_f64();
    eprintln!(
        "{} documents, {} passages, {} figures from {:.1} MB in {:.2?}: {speed:.1} MB/s; index {:.1} MB",
        summary.documents,
        summary.passages,
        summary.figures,
        library.written.bytes as f64 / 1e6,
        summary.elapsed,
        size(&library.folder.path().join("index")) as f64 / 1e6,
    );
    let reader = Reader::open(&library.folder.path().join("index")).expect("it was just written");
    (library, reader.snapshot())
});

fn size(folder: &Path) -> u64 {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten();
    files.filter_map(|entry| entry.metadata().ok()).filter(|file| file.is_file()).map(|file| file.len()).sum()
}

/// Documents alone, one thread.
#[divan::bench(sample_count = 5)]
fn load(bencher: Bencher) {
    let corpus = SMALL.corpus();
    let paths = corpus::list(&corpus).expect("the library is there");
    bencher.counter(BytesCount::new(SMALL.written.bytes)).bench(|| {
        for path in &paths {
            let _ = black_box(corpus::load(&corpus, path));
        }
    });
}

/// Documents with their figures, one thread.
#[divan::bench(sample_count = 5)]
fn load_and_read_figures(bencher: Bencher) {
    let (corpus, lexicon) = (SMALL.corpus(), Lexicon::built_in());
    let paths = corpus::list(&corpus).expect("the library is there");
    bencher.counter(BytesCount::new(SMALL.written.bytes)).bench(|| {
        for path in &paths {
            if let Ok(document) = corpus::load(&corpus, path) {
                black_box(figures::read_document(&document, &lexicon));
            }
        }
    });
}

/// All of it, all cores, committed.
#[divan::bench(sample_count = 3)]
fn rebuild(bencher: Bencher) {
    bencher.counter(BytesCount::new(SMALL.written.bytes)).bench(|| SMALL.update(true));
}

#[divan::bench]
fn open(bencher: Bencher) {
    let store = LARGE.0.folder.path().join("index");
    bencher.bench(|| Reader::open(&store));
}

#[divan::bench]
fn is_stale(bencher: Bencher) {
    let (library, snapshot) = &*LARGE;
    bencher.counter(ItemsCount::new(library.written.documents)).bench(|| snapshot.stale(&library.corpus()));
}

#[divan::bench]
fn passages_of_a_short_question(bencher: Bencher) {
    search(bencher, support::short_questions(64, SEED + 1));
}

#[divan::bench]
fn passages_of_a_long_question(bencher: Bencher) {
    search(bencher, support::long_questions(64, SEED + 1));
}

fn search(bencher: Bencher, questions: Vec<String>) {
    let snapshot = &LARGE.1;
    let next = std::cell::Cell::new(0);
    let question = || questions[next.replace(next.get() + 1) % questions.len()].clone();
    bencher.with_inputs(question).bench_local_values(|question| {
        let words = [WeightedWord { text: question, weight: 1.0 }];
        snapshot.passages(&PassageQuery { words: &words, limit: 40, ..PassageQuery::default() })
    });
}

#[divan::bench]
fn figures_of_an_entity(bencher: Bencher) {
    let snapshot = &LARGE.1;
    let entities = snapshot.entities().expect("the index is whole");
    let names: Vec<String> = entities.iter().take(64).map(|(name, _)| name.clone()).collect();
    let next = std::cell::Cell::new(0);
    let entity =
        || names.get(next.replace(next.get() + 1) % names.len().max(1)).cloned().into_iter().collect();
    bencher.with_inputs(entity).bench_local_values(|entities: Vec<String>| {
        snapshot.figures(&FigureQuery { entities: &entities, limit: 4_000, ..FigureQuery::default() })
    });
}
