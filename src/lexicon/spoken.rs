//! The words of questions about who says something, and what a change is measured from.

use super::Lexicon;
use super::phrasing::{PHRASING, says};
use crate::text::fold;

impl Lexicon {
    /// Whether words lead to the name of who says something: `according to the`.
    #[must_use]
    pub fn cites(&self, before: &str) -> bool {
        let folded = fold(before);
        let bare = folded.trim_end();
        let bare = bare.strip_suffix(" the").unwrap_or(bare);
        PHRASING.cites.iter().any(|phrase| {
            bare.strip_suffix(phrase.as_str())
                .is_some_and(|rest| !rest.ends_with(char::is_alphabetic) || !phrase.is_ascii())
        })
    }

    /// Whether words begin with what somebody does who says or wants something: `wants …`, `said that …`.
    #[must_use]
    pub fn holds(&self, after: &str) -> bool {
        let folded = fold(after);
        let bare = folded.trim_start();
        PHRASING.holds.iter().any(|phrase| {
            bare.strip_prefix(phrase.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || !phrase.is_ascii())
        })
    }

    /// Whether words end with one that holds what follows against what went before: `compared with the`, `from`.
    #[must_use]
    pub fn holds_against(&self, before: &str) -> bool {
        let folded = fold(before);
        let bare = folded.trim_end();
        let bare = bare.strip_suffix(" the").unwrap_or(bare);
        PHRASING.against.iter().any(|word| {
            bare.strip_suffix(word.as_str())
                .is_some_and(|rest| !rest.ends_with(char::is_alphabetic) || !word.is_ascii())
        })
    }

    /// Whether a question asks who wrote a report, and whether who edited it.
    #[must_use]
    pub fn asks_who_wrote(&self, question: &str) -> (bool, bool) {
        (says(question, &PHRASING.wrote), says(question, &PHRASING.edited))
    }
}
