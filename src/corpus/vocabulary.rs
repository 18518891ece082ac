use std::sync::LazyLock;

use serde::Deserialize;

/// The words of `data/words.toml`.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("data/words.toml")).expect("the built-in word list is valid TOML")
});

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub tables: TableWords,
    pub bylines: BylineWords,
    pub past: PastWords,
    pub furniture: FurnitureWords,
    pub mastheads: MastheadWords,
    pub months: Vec<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableWords {
    pub time: Vec<String>,
    pub units: Vec<String>,
    pub blanks: Vec<String>,
    pub references: Vec<String>,
    pub notes: Vec<String>,
    pub introductions: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BylineWords {
    pub authors: Vec<String>,
    pub editors: Vec<String>,
    pub sources: Vec<String>,
    pub dates: Vec<String>,
    pub beside: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PastWords {
    pub before: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FurnitureWords {
    pub lines: Vec<String>,
    pub parts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MastheadWords {
    pub publishers: Vec<String>,
    pub kinds: Vec<String>,
}

/// Whether a folded text holds one of these as whole words; Chinese ones anywhere.
pub(super) fn holds_any(folded: &str, words: &[String]) -> bool {
    words.iter().any(|word| holds(folded, word))
}

fn holds(folded: &str, word: &str) -> bool {
    let whole_words = word.is_ascii();
    folded.match_indices(word).any(|(at, _)| {
        let before = folded[..at].chars().next_back();
        let after = folded[at + word.len()..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !whole_words || !(inside(before) || inside(after))
    })
}
