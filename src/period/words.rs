//! Words that say when and nothing else.

use std::collections::HashSet;
use std::sync::LazyLock;

static CALENDAR: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("data/calendar_words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Whether a folded word, in full or stemmed, only says when: `ended`, `fiscal`, `december`.
#[must_use]
pub fn is_calendar_word(word: &str) -> bool {
    CALENDAR.contains(word) || word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 2
}

/// The words that [`is_calendar_word`] knows.
pub fn calendar_words() -> impl Iterator<Item = &'static str> {
    CALENDAR.iter().copied()
}
