//! A library of reports for measuring: any size, always the same for a seed, written in sentences with figures.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use serde::Deserialize;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PASSAGES_EACH: usize = 24;
const SENTENCES_EACH: usize = 5;

/// What was written.
#[derive(Debug, Clone, Copy)]
pub struct Written {
    pub documents: usize,
    pub passages: usize,
    pub bytes: u64,
}

/// Writes reports with this many passages of about 75 words in all into `folder`.
pub fn write_corpus(folder: &Path, passages: usize, seed: u64) -> io::Result<Written> {
    let mut author = Author::new(seed);
    let mut written = Written { documents: 0, passages: 0, bytes: 0 };
    while written.passages < passages {
        let each = PASSAGES_EACH.min(passages - written.passages);
        let report = author.report(each);
        let subfolder = folder.join(format!("{:03}", written.documents / 100));
        fs::create_dir_all(&subfolder)?;
        fs::write(subfolder.join(format!("report-{:05}.md", written.documents)), &report)?;
        written.documents += 1;
        written.passages += each;
        written.bytes += report.len() as u64;
    }
    Ok(written)
}

/// Questions about such a corpus, a few words each.
#[allow(dead_code, reason = "each bench uses its part of this module")]
pub fn short_questions(count: usize, seed: u64) -> Vec<String> {
    let mut author = Author::new(seed);
    (0..count)
        .map(|_| {
            let (company, metric, period) = (author.company(), author.metric(), author.period());
            format!("{company} {metric} in {period}")
        })
        .collect()
}

/// Companies and metrics of such a corpus.
#[allow(dead_code, reason = "each bench uses its part of this module")]
pub fn companies_and_metrics(count: usize, seed: u64) -> Vec<(String, String)> {
    let mut author = Author::new(seed);
    (0..count).map(|_| (author.company(), author.metric())).collect()
}

/// Questions of some forty words.
#[allow(dead_code, reason = "each bench uses its part of this module")]
pub fn long_questions(count: usize, seed: u64) -> Vec<String> {
    let mut author = Author::new(seed);
    (0..count)
        .map(|_| {
            let subjects: Vec<String> = (0..7).map(|_| author.subject()).collect();
            let (company, metric, period) = (author.company(), author.metric(), author.period());
            format!(
                "What did {company} say in {period} about {metric}, and how far did {} and the delays that came with them \
                 change what its managers, its rivals and its customers in the north expected of the next season?",
                subjects.join(", ")
            )
        })
        .collect()
}

#[derive(Debug, Deserialize)]
struct Words {
    beginnings: Vec<String>,
    endings: Vec<String>,
    forms: Vec<String>,
    metrics: Vec<String>,
    quarters: Vec<String>,
    years: Vec<String>,
    currencies: Vec<String>,
    scales: Vec<String>,
    rises: Vec<String>,
    remarks: Vec<String>,
    subjects: Vec<String>,
}

struct Author {
    words: Words,
    state: u64,
}

impl Author {
    fn new(seed: u64) -> Self {
        let words = toml::from_str(include_str!("words.toml")).expect("the words of the benches are valid");
        Self { words, state: seed }
    }

    fn report(&mut self, passages: usize) -> String {
        let company = self.company();
        let (period, year) = (self.period(), 2021 + self.below(5));
        let month = 1 + self.below(12);
        let tag = if month.is_multiple_of(2) { "even" } else { "odd" };
        let mut report =
            format!("---\ntitle: {company}, {period}\ndate: {year}-{month:02}-15\ntags: {tag}\n---\n");
        for passage in 0..passages {
            if passage % 8 == 0 {
                let _ = write!(report, "\n## {} and {}\n", self.metric(), self.subject());
            }
            let _ = write!(report, "\n{}\n", self.passage(&company));
        }
        report
    }

    fn passage(&mut self, company: &str) -> String {
        let sentences = (0..SENTENCES_EACH)
            .map(|place| if place % 2 == 0 { self.figure(company) } else { self.remark() });
        sentences.collect::<Vec<_>>().join(" ")
    }

    fn figure(&mut self, company: &str) -> String {
        let (metric, period, amount) = (self.metric(), self.period(), self.amount());
        let rise = pick(&mut self.state, &self.words.rises);
        let growth = self.below(400);
        format!(
            "In {period}, {company} reported {metric} of {amount}, {rise} {}.{}% from a year earlier.",
            growth / 10,
            growth % 10
        )
    }

    fn remark(&mut self) -> String {
        let remark = pick(&mut self.state, &self.words.remarks);
        let (one, other) = (self.subject(), self.subject());
        remark.replacen("{}", &one, 1).replacen("{}", &other, 1)
    }

    fn company(&mut self) -> String {
        let parts = [&self.words.beginnings, &self.words.endings, &self.words.forms];
        parts.map(|part| pick(&mut self.state, part)).concat()
    }

    fn amount(&mut self) -> String {
        let (whole, part) = (1 + self.below(999), self.below(1000));
        let scale = pick(&mut self.state, &self.words.scales);
        format!("{whole}.{part:03} {scale} {}", pick(&mut self.state, &self.words.currencies))
    }

    fn period(&mut self) -> String {
        let quarter = pick(&mut self.state, &self.words.quarters);
        format!("{quarter} of {}", pick(&mut self.state, &self.words.years))
    }

    fn metric(&mut self) -> String {
        pick(&mut self.state, &self.words.metrics)
    }

    /// A subject, now and then with a rare word, as in texts that people write.
    fn subject(&mut self) -> String {
        let subject = pick(&mut self.state, &self.words.subjects);
        if self.below(4) > 0 {
            return subject;
        }
        let rare = [&self.words.endings, &self.words.beginnings, &self.words.endings];
        let rare = rare.map(|part| pick(&mut self.state, part)).concat().to_lowercase();
        format!("{rare} {subject}")
    }

    fn below(&mut self, limit: u64) -> u64 {
        next(&mut self.state) % limit
    }
}

fn pick(state: &mut u64, from: &[String]) -> String {
    let place = next(state) as usize % from.len();
    from[place].clone()
}

/// SplitMix64: the same numbers for a seed on every machine.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
