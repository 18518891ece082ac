//! Names offered while somebody types, over a synthetic library: `cargo bench --bench complete`.
//!
//! `FOOTNOTE_BENCH_PASSAGES` sets its size; 50,000 passages of about 75 words unless told. Discord wants names at once:
//! the slowest of all kinds of typing is printed beside divan's table, the very first one after a start included, and
//! the first of a channel that sees a part of the library.

#[path = "support/library.rs"]
mod library;
mod support;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::{Bencher, black_box};
use footnote::answer::{Engine, Slot, Slots};
use tempfile::TempDir;

const SEED: u64 = 7;
/// How many different companies and metrics are typed.
const TYPED: usize = 200;

fn main() {
    slowest();
    divan::main();
}

static LIBRARY: LazyLock<(TempDir, Engine)> = LazyLock::new(|| library::of(SEED));

/// What is typed, and what is chosen already.
type Typing = (Slot, String, Slots);

/// Every kind of typing: nothing yet, a beginning, a misspelt one, with and without other slots.
fn typing() -> Vec<Typing> {
    let mut all = vec![(Slot::Entity, String::new(), Slots::default())];
    for (company, metric) in support::companies_and_metrics(TYPED, SEED) {
        let start: String = company.chars().take(3).collect();
        let misspelt: String =
            company.chars().take(9).enumerate().filter(|(at, _)| *at != 4).map(|(_, c)| c).collect();
        let with = |entity: &str, metric: &str| Slots {
            entity: entity.to_owned(),
            metric: metric.to_owned(),
            period: String::new(),
        };
        all.extend([
            (Slot::Entity, start.clone(), with("", "")),
            (Slot::Entity, misspelt, with("", "")),
            (Slot::Entity, start, with("", &metric)),
            (Slot::Entity, String::new(), with("", &metric)),
            (Slot::Metric, String::new(), with(&company, "")),
            (Slot::Metric, "re".to_owned(), with("", "")),
            (Slot::Period, String::new(), with(&company, &metric)),
            (Slot::Period, "2024".to_owned(), with("", &metric)),
        ]);
    }
    all
}

fn slowest() {
    let (_, engine) = &*LIBRARY;
    let timed = |engine: &Engine, (slot, typed, chosen): &Typing| {
        let started = Instant::now();
        black_box(engine.complete(*slot, typed, chosen));
        started.elapsed()
    };
    let typing = typing();
    let first = timed(engine, &typing[0]);
    let mut times: Vec<Duration> = typing[1..].iter().map(|typing| timed(engine, typing)).collect();
    times.sort_unstable();
    let (median, late) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    let last = times.last().copied().unwrap_or_default();
    eprintln!(
        "{} typings: first {first:.2?}, median {median:.2?}, p99 {late:.2?}, slowest {last:.2?}",
        typing.len()
    );
    let part = engine.part(&["even".to_owned()]);
    let started = Instant::now();
    let documents = part.snapshot().documents().len();
    let made = started.elapsed();
    let first = timed(&part, &typing[0]);
    eprintln!("a part of {documents} reports: made in {made:.2?}, its first typing {first:.2?}");
}

#[divan::bench]
fn complete(bencher: Bencher) {
    let (_, engine) = &*LIBRARY;
    let (typing, mut place) = (typing(), 0);
    bencher.bench_local(|| {
        place = (place + 1) % typing.len();
        let (slot, typed, chosen) = &typing[place];
        black_box(engine.complete(*slot, typed, chosen))
    });
}
