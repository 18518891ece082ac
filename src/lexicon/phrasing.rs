//! The small words of questions that carry the grammar of arithmetic.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::Lexicon;
use crate::text::{fold, words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrasing {
    part: Vec<String>,
    whole: Vec<String>,
    pair: Vec<String>,
    total: Vec<String>,
    percent: Vec<String>,
    rate: Vec<String>,
    negative: Vec<String>,
    positive: Vec<String>,
    linking: Vec<String>,
    cause: Vec<String>,
    degree: Vec<String>,
    original: Vec<String>,
    prior: Vec<String>,
    next: Vec<String>,
    subtotal: Vec<String>,
    article: Vec<String>,
    pronoun: Vec<String>,
    contracted: Vec<String>,
    places: BTreeMap<String, u32>,
}

static PHRASING: LazyLock<Phrasing> = LazyLock::new(|| {
    toml::from_str(include_str!("data/phrasing.toml")).expect("the built-in phrasing is well-formed")
});

/// What a small word may join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// A part before its whole: `fees in the total`.
    Part,
    /// A whole before its part: `… of fees was audit`.
    Whole,
    /// Two things side by side.
    Pair,
}

static CAUSES: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(&PHRASING.cause).expect("a short list"));

impl Lexicon {
    /// Whether a folded word joins two things in this way.
    #[must_use]
    pub fn joins(&self, word: &str, joint: Joint) -> bool {
        let listed = match joint {
            Joint::Part => &PHRASING.part,
            Joint::Whole => &PHRASING.whole,
            Joint::Pair => &PHRASING.pair,
        };
        listed.iter().any(|known| known == word)
    }

    /// Whether a question over several periods asks for what they come to: `the total revenue in 2018 and 2019`.
    #[must_use]
    pub fn sums(&self, question: &str) -> bool {
        holds(question, &PHRASING.total)
    }

    /// Whether a question asks for a percentage.
    #[must_use]
    pub fn asks_percent(&self, question: &str) -> bool {
        holds(question, &PHRASING.percent)
    }

    /// Whether a question asks for a rate, which may be told as a percentage.
    #[must_use]
    pub fn asks_rate(&self, question: &str) -> bool {
        holds(question, &PHRASING.rate)
    }

    /// Whether a question asks for what was told at first, before it was restated.
    #[must_use]
    pub fn asks_for_original(&self, question: &str) -> bool {
        says(question, &PHRASING.original)
    }

    /// Whether a question asks for what held before a change: `before it was raised`.
    #[must_use]
    pub fn asks_for_prior(&self, question: &str) -> bool {
        says(question, &PHRASING.prior)
    }

    /// Whether a question asks for the period after the one before: `and the quarter after that?`.
    #[must_use]
    pub fn asks_for_next(&self, question: &str) -> bool {
        says(question, &PHRASING.next)
    }

    /// Whether a folded word only links a thing with what is said of it: `is`, `have`.
    #[must_use]
    pub fn is_linking(&self, word: &str) -> bool {
        PHRASING.linking.iter().any(|known| known == word)
    }

    /// Where a sentence begins to tell a cause: `mainly due to lower prices`.
    #[must_use]
    pub fn leads_to_cause(&self, sentence: &str) -> Option<usize> {
        let lower = sentence.to_ascii_lowercase();
        let found = CAUSES.find_overlapping_iter(&lower).map(|found| found.range());
        let at = found.filter(|found| is_whole(&lower, found.clone())).map(|found| found.start).min()?;
        let before = lower[..at].trim_end();
        let degree =
            PHRASING.degree.iter().filter(|word| word.len() > 3).find(|word| before.ends_with(word.as_str()));
        Some(degree.map_or(at, |word| before.len() - word.len()))
    }

    /// On which side of zero something is asked to be; true above.
    #[must_use]
    pub fn sign(&self, question: &str) -> Option<bool> {
        let above = holds(question, &PHRASING.positive);
        (above || holds(question, &PHRASING.negative)).then_some(above)
    }

    /// Whether a folded word is an article.
    #[must_use]
    pub fn is_article(&self, word: &str) -> bool {
        PHRASING.article.iter().any(|known| known == word)
    }

    /// How many decimals a folded text asks for: `rounded to two decimals`.
    #[must_use]
    pub fn decimals(&self, text: &str) -> Option<u32> {
        PHRASING.places.iter().find(|(words, _)| text.contains(words.as_str())).map(|(_, places)| *places)
    }
}

/// Whether a row whose name begins with this stem sums up others.
pub(crate) fn sums_up(stem: &str) -> bool {
    PHRASING.subtotal.iter().any(|known| known == stem)
}

/// Whether a folded word is a contraction of a pronoun, which names nobody: `I'm`, `we'd`.
pub(crate) fn is_contraction(word: &str) -> bool {
    let listed = |words: &[String], part: &str| words.iter().any(|known| known == part);
    word.split_once('\'').is_some_and(|(pronoun, rest)| {
        listed(&PHRASING.pronoun, pronoun) && listed(&PHRASING.contracted, rest)
    })
}

fn holds(question: &str, listed: &[String]) -> bool {
    let question = fold(question);
    words(&question).any(|word| listed.iter().any(|known| known == word.span.slice(&question)))
}

/// Where a phrase stands in a lower-case text as whole words; Chinese ones anywhere.
fn whole_words(text: &str, phrase: &str) -> Option<usize> {
    let mut found = text.match_indices(phrase).map(|(at, _)| at);
    found.find(|at| is_whole(text, *at..at + phrase.len()))
}

fn is_whole(text: &str, phrase: Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    !text[phrase.clone()].is_ascii()
        || !letter(text[..phrase.start].chars().next_back()) && !letter(text[phrase.end..].chars().next())
}

fn says(question: &str, phrases: &[String]) -> bool {
    let question = fold(question);
    phrases.iter().any(|phrase| whole_words(&question, phrase).is_some())
}
