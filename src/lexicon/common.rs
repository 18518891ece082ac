//! Ordinary words: neither names nor qualifiers that narrow a term.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::Lexicon;
use crate::text::Language;

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| listed(include_str!("data/common_words.txt")));
static PLAIN: LazyLock<HashSet<&str>> = LazyLock::new(|| listed(include_str!("data/plain_qualifiers.txt")));

fn listed(file: &'static str) -> HashSet<&'static str> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

impl Lexicon {
    /// Whether a folded English word is an ordinary one, which at the head of a sentence names nobody.
    #[must_use]
    pub fn is_common(&self, word: &str) -> bool {
        COMMON.contains(word) || self.is_stop_word(word)
    }

    /// Whether a folded word is too common to search for, in any language.
    #[must_use]
    pub fn is_stop_word(&self, word: &str) -> bool {
        [Language::English, Language::Chinese]
            .iter()
            .any(|language| self.stop_words(*language).binary_search_by(|known| known.as_str().cmp(word)).is_ok())
    }

    /// Whether a folded word before a reporting term leaves it the same term: `total` in `total revenue`.
    #[must_use]
    pub fn is_plain_qualifier(&self, word: &str) -> bool {
        PLAIN.contains(word)
    }
}
