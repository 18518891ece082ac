//! The shapes of the tables under `data/`, as their files have them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::UnitKind;

#[derive(Deserialize)]
pub(super) struct Currencies {
    pub currency: Vec<CurrencyRow>,
    pub minor: Vec<CurrencyRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CurrencyRow {
    pub code: String,
    #[serde(default)]
    pub word: bool,
    pub of: Option<u64>,
    #[serde(default)]
    pub before: Vec<String>,
    #[serde(default)]
    pub glued: Vec<String>,
    #[serde(default)]
    pub after: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Measures {
    pub unit: Vec<MeasureRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasureRow {
    pub name: String,
    pub kind: UnitKind,
    pub per: Option<String>,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub exact: Vec<String>,
    #[serde(default)]
    pub glued: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Scales {
    pub scale: Vec<ScaleRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScaleRow {
    pub times: u64,
    pub scale: String,
    pub words: Vec<String>,
    #[serde(default)]
    pub glued: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Numbers {
    pub cardinals: BTreeMap<String, u64>,
    pub denominators: BTreeMap<String, u64>,
    pub dozens: BTreeMap<String, u64>,
    pub vague: BTreeMap<String, u64>,
    pub multiples: BTreeMap<String, String>,
    pub han_multiples: BTreeMap<String, String>,
    pub han_percents: BTreeMap<String, String>,
    pub digit_words: BTreeMap<String, u64>,
    pub digit_nouns: Words,
    pub ordinals: Words,
    pub ordinal_endings: Words,
    pub han_ordinals: Words,
    pub han_divides: Words,
    pub han_digits: BTreeMap<char, u64>,
    pub han_small: BTreeMap<char, u64>,
    pub han_large: BTreeMap<char, u64>,
    pub han_open: Characters,
    pub han_before_number: Words,
    pub han_articles: Words,
    pub han_counts: Words,
    pub vulgar: BTreeMap<char, (u64, u64)>,
}

#[derive(Deserialize)]
pub(super) struct Words {
    pub words: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Characters {
    pub words: Vec<char>,
}

#[derive(Deserialize)]
pub(super) struct Cues {
    pub bounds_before: Bounds,
    pub verbs_before: Bounds,
    pub bounds_after: Bounds,
    pub negative: Negative,
    pub range: Range,
    pub movers: Movers,
    pub per: Per,
    pub time: Time,
    pub elided: Elided,
    pub labels: Words,
    pub streets: Words,
    pub hyphenated: Words,
    pub cell: CellWords,
}

#[derive(Deserialize)]
pub(super) struct Bounds {
    pub about: Vec<String>,
    #[serde(default)]
    pub at_least: Vec<String>,
    #[serde(default)]
    pub at_most: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Negative {
    pub words: Vec<String>,
    pub phrases: Vec<String>,
    pub positive: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Range {
    pub between: Vec<String>,
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub and: Vec<String>,
    pub change: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Movers {
    pub up: Vec<String>,
    pub down: Vec<String>,
    pub up_object: Vec<String>,
    pub down_object: Vec<String>,
    pub none: Vec<String>,
    pub between: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Per {
    pub words: Vec<String>,
    pub things: Vec<String>,
    pub nations: Vec<String>,
    pub not_before: Vec<String>,
    pub kinds: Vec<String>,
    pub weights: Vec<String>,
    pub before: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct Time {
    pub months: Vec<String>,
    pub clock: Vec<String>,
    pub han_dates: Vec<String>,
    pub before_year: Vec<String>,
    pub before_old_year: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Elided {
    pub after: Vec<String>,
    pub determiners: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct CellWords {
    pub nothing: Vec<String>,
    pub marks: Vec<char>,
}

#[derive(Deserialize)]
pub(super) struct Nouns {
    pub stops: Words,
    pub modifiers: Words,
    pub quantifiers: Words,
    pub superlatives: BTreeMap<String, String>,
    pub silent_e: Words,
    pub singulars: Words,
    pub plurals: BTreeMap<String, String>,
    pub one: One,
    pub han_counters: BTreeMap<String, String>,
    pub han_nouns: Words,
}

#[derive(Deserialize)]
pub(super) struct One {
    pub before: Vec<String>,
    pub after: Vec<String>,
}

pub(super) fn parse<T: for<'d> Deserialize<'d>>(name: &str, text: &str) -> T {
    toml::from_str(text)
        .unwrap_or_else(|error| panic!("data/{name} is part of the program and tested: {error}"))
}
