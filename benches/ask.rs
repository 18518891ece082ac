//! Asking a synthetic library: `cargo bench --bench ask`.
//!
//! `FOOTNOTE_BENCH_PASSAGES` sets its size; 50,000 passages of about 75 words unless told. Beside divan's table, the
//! median and the 99th percentile of a thousand different questions are printed.

#[path = "support/library.rs"]
mod library;
mod support;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::{Bencher, black_box};
use footnote::answer::Engine;
use footnote::question::Ask;
use tempfile::TempDir;

const SEED: u64 = 7;
const QUESTIONS: usize = 500;

fn main() {
    percentiles();
    divan::main();
}

static LIBRARY: LazyLock<(TempDir, Engine)> = LazyLock::new(|| library::of(SEED));

fn asks(questions: Vec<String>) -> Vec<Ask> {
    questions.into_iter().map(|question| Ask { question, ..Ask::default() }).collect()
}

fn percentiles() {
    let mut questions = support::short_questions(QUESTIONS, SEED);
    questions.extend(support::long_questions(QUESTIONS, SEED));
    let (_, engine) = &*LIBRARY;
    let mut times: Vec<Duration> = asks(questions)
        .iter()
        .map(|ask| {
            let started = Instant::now();
            black_box(engine.ask(ask));
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    let median = times[times.len() / 2];
    let late = times[times.len() * 99 / 100];
    eprintln!("{} questions: median {median:.2?}, 99th percentile {late:.2?}", times.len());
}

#[divan::bench]
fn short(bencher: Bencher) {
    ask_each(bencher, asks(support::short_questions(QUESTIONS, SEED)));
}

#[divan::bench]
fn long(bencher: Bencher) {
    ask_each(bencher, asks(support::long_questions(QUESTIONS, SEED)));
}

fn ask_each(bencher: Bencher, asks: Vec<Ask>) {
    let (_, engine) = &*LIBRARY;
    let mut place = 0;
    bencher.bench_local(|| {
        place = (place + 1) % asks.len();
        black_box(engine.ask(&asks[place]))
    });
}
