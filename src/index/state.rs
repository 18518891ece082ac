use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::corpus::{Document, DocumentDate};
use crate::figures::Reading;
use crate::text::Language;

/// What a generation holds; committed together with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub format: u32,
    /// Counts commits, from 1.
    pub generation: u64,
    /// The corpus folder, absolute.
    pub corpus: String,
    pub indexed_at: Timestamp,
    /// BLAKE3 of the corpus' `lexicon.toml` in hexadecimal; empty without one.
    pub lexicon_hash: String,
    /// The version of the program's reading; another one reads every document again.
    pub reading: String,
    pub documents: usize,
    pub passages: usize,
    pub figures: usize,
    /// Numbers that could not be placed.
    pub set_aside: usize,
    /// The date of the newest document.
    pub newest: Option<Date>,
    pub problems: Vec<Problem>,
}

impl State {
    /// What a generation holds of these documents alone.
    pub(super) fn of_part(&self, documents: &[DocumentEntry]) -> Self {
        let sum = |count: fn(&DocumentEntry) -> usize| documents.iter().map(count).sum();
        let is_of = |problem: &&Problem| documents.iter().any(|entry| entry.path == problem.path);
        Self {
            documents: documents.len(),
            passages: sum(|entry| entry.passages),
            figures: sum(|entry| entry.figures),
            set_aside: sum(|entry| entry.set_aside),
            newest: documents.iter().filter_map(|entry| Some(entry.date.as_ref()?.date)).max(),
            problems: self.problems.iter().filter(is_of).cloned().collect(),
            ..self.clone()
        }
    }
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Path relative to the corpus.
    pub path: String,
    /// Why, and whether an earlier version still answers; for a person.
    pub reason: String,
    /// BLAKE3 of the bytes that could not be understood; `None` when there was no reading them at all.
    pub hash: Option<String>,
    pub stamp: Stamp,
}

impl Problem {
    /// A known document whose folder cannot be looked into.
    pub(super) fn unreached(entry: &DocumentEntry, reason: &str) -> Self {
        let reason = format!("cannot reach `{}`: {reason}", entry.path);
        let mut problem = Self { path: entry.path.clone(), reason, hash: None, stamp: entry.stamp };
        problem.say_kept();
        problem
    }

    /// Adds that an earlier version still answers.
    pub(super) fn say_kept(&mut self) {
        self.reason.push_str("; its last readable version stays in the index");
    }
}

/// What a file's folder says of it, to tell quickly that it did not change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// Nanoseconds since 1970; 0 when it was too fresh to be trusted or is not known.
    pub modified: u64,
}

/// A document without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentEntry {
    /// Path relative to the corpus.
    pub path: String,
    pub title: String,
    pub date: Option<DocumentDate>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub language: Language,
    pub tags: Vec<String>,
    pub authors: Vec<String>,
    /// BLAKE3 of the file's bytes, in hexadecimal.
    pub hash: String,
    /// BLAKE3 of the canonical text, in hexadecimal.
    pub text_hash: String,
    pub passages: usize,
    pub figures: usize,
    pub set_aside: usize,
    pub stamp: Stamp,
    /// Other names that it gives, each with the name it stands for.
    #[serde(default)]
    pub aliases: Vec<(String, String)>,
    /// Whom it is about, and the month in which it says that their fiscal year ends.
    #[serde(default)]
    pub fiscal_year: Option<(String, i8)>,
    /// Whose figures most of its figures are.
    #[serde(default)]
    pub about: Option<String>,
}

/// Whose most of a document's figures are, if anybody's: two in five, and twice as many as anybody else's.
fn subject(reading: &Reading) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in reading.figures.iter().filter_map(|figure| figure.entity.as_deref()) {
        *counts.entry(entity).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let (name, most) = *counts.first()?;
    let next = counts.get(1).map_or(0, |(_, next)| *next);
    (most * 5 > reading.figures.len() * 2 && most >= next * 2).then(|| name.to_owned())
}

impl DocumentEntry {
    pub(super) fn of(document: &Document, reading: &Reading, stamp: Stamp) -> Self {
        Self {
            path: document.path.clone(),
            title: document.title.clone(),
            date: document.date.clone(),
            source: document.source.clone(),
            url: document.url.clone(),
            language: document.language,
            tags: document.tags.clone(),
            authors: document.authors.clone(),
            hash: document.hash.clone(),
            text_hash: blake3::hash(document.text.as_bytes()).to_hex().to_string(),
            passages: document.passages.len(),
            figures: reading.figures.len(),
            set_aside: reading.set_aside.len(),
            stamp,
            aliases: reading.aliases.clone(),
            fiscal_year: reading.fiscal_year.clone(),
            about: subject(reading),
        }
    }
}
