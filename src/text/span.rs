use serde::{Deserialize, Serialize};

use super::words;

/// A stretch of a text in bytes, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// A span whose start lies before or at its end.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward");
        Self { start, end }
    }

    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words it covers. The span must come from this text.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Like [`Span::slice`], for a span that may not belong to this text.
    #[must_use]
    pub fn get(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// The same stretch counted from `offset` bytes further left.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start + offset, self.end + offset)
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A text with some stretches blanked byte for byte, so that places stay where they are.
///
/// ```
/// use footnote::text::{Span, without};
/// assert_eq!(without("Alibaba Cloud revenue", [Span::new(8, 13)].into_iter()), "Alibaba       revenue");
/// ```
#[must_use]
pub fn without(text: &str, stretches: impl Iterator<Item = Span>) -> String {
    let mut blanked = text.to_owned();
    for span in stretches {
        blanked.replace_range(span.start..span.end, &" ".repeat(span.len()));
    }
    blanked
}

/// Where `phrase` stands in a text as whole words: `1.5` is not found in `11.5`, nor `Q1` in `Q12`.
///
/// ```
/// use footnote::text::{Span, stretches};
/// assert_eq!(stretches("11.5 - 1.5 - 1.50", "1.5"), [Span::new(7, 10)]);
/// ```
#[must_use]
pub fn stretches(text: &str, phrase: &str) -> Vec<Span> {
    let phrase = phrase.trim();
    if phrase.is_empty() || !text.contains(phrase) {
        return Vec::new();
    }
    let words: Vec<Span> = words(text).map(|word| word.span).collect();
    let begins = |at: usize| words.binary_search_by_key(&at, |word| word.start).is_ok();
    let ends = |at: usize| words.binary_search_by_key(&at, |word| word.end).is_ok();
    let found = text.match_indices(phrase).map(|(at, _)| Span::new(at, at + phrase.len()));
    found.filter(|span| begins(span.start) && ends(span.end)).collect()
}
