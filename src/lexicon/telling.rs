//! Words by which a sentence tells an amount: what is charged, what something cost or added to a measure.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Lexicon;
use super::phrasing::{says, whole_words};
use crate::text::Span;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Telling {
    companies: Vec<String>,
    costs: Vec<String>,
    pays: Vec<String>,
    dearer: Vec<String>,
    cheaper: Vec<String>,
    charges: Vec<String>,
    sells: Vec<String>,
    now: Vec<String>,
    takes: Vec<String>,
    gives: Vec<String>,
    lost: Vec<String>,
    away: Vec<String>,
    into: Vec<String>,
    blows: Vec<String>,
    lifts: Vec<String>,
    that_day: Vec<String>,
    of_that: Vec<String>,
    remains: Vec<String>,
    until: Vec<String>,
    shares: Vec<String>,
}

static TELLING: LazyLock<Telling> = LazyLock::new(|| {
    toml::from_str(include_str!("data/telling.toml")).expect("the built-in words are well-formed")
});

impl Lexicon {
    /// Whether a folded word is a verb by which a price is told: `charges`.
    #[must_use]
    pub fn is_charging(&self, word: &str) -> bool {
        has(&TELLING.charges, word)
    }

    /// Where the verb begins that a text ends with and by which things are sold: `sells for`, `now costs about`.
    #[must_use]
    pub fn sells_before(&self, text: &str) -> Option<usize> {
        let lowered = text.to_lowercase();
        if lowered.len() != text.len() {
            return None;
        }
        let without = |told: &str, listed: &[String]| {
            let told = told.trim_end();
            listed.iter().find_map(|word| {
                let rest = told.strip_suffix(word.as_str())?;
                rest.ends_with(' ').then_some(rest.len())
            })
        };
        let mut end = lowered.len();
        while let Some(before) = without(&lowered[..end], &TELLING.now) {
            end = before;
        }
        let mut start = without(&lowered[..end], &TELLING.sells)?;
        while let Some(before) = without(&lowered[..start], &TELLING.now) {
            start = before;
        }
        Some(start)
    }

    /// Where a follow-up points to the whole that was asked for before it: `how much of that is wind?`.
    #[must_use]
    pub fn points_to_whole(&self, question: &str) -> Option<Span> {
        longest(&TELLING.of_that, question)
    }

    /// Where a preposition begins that a text ends with and that leads to the end of a time: `funded |into`.
    #[must_use]
    pub fn leads_to_an_end(&self, text: &str) -> Option<usize> {
        let text = text.trim_end();
        let text = text.strip_suffix(" the").unwrap_or(text);
        TELLING.until.iter().find_map(|word| {
            let before = text.strip_suffix(word.as_str())?;
            (before.ends_with(' ') || !word.is_ascii()).then_some(before.len())
        })
    }

    /// Where a question says that it asks for what is left of a measure.
    #[must_use]
    pub fn asks_for_rest(&self, question: &str) -> Option<Span> {
        longest(&TELLING.remains, question)
    }

    /// Whether a verb, and a preposition behind the amount, say what something cost a measure or added to it: `took …
    /// off`, `added … to`. All folded.
    #[must_use]
    pub fn tells_effect(&self, verb: &str, preposition: &str) -> bool {
        has(&TELLING.costs, verb) && has(&TELLING.lost, preposition)
            || has(&TELLING.takes, verb) && has(&TELLING.away, preposition)
            || has(&TELLING.gives, verb) && has(&TELLING.into, preposition)
    }

    /// Whether a folded word is a verb that may say what something cost a measure or added to it.
    #[must_use]
    pub fn is_effect_verb(&self, word: &str) -> bool {
        [&TELLING.costs, &TELLING.takes, &TELLING.gives].into_iter().any(|listed| has(listed, word))
    }

    /// Whether a folded verb says by itself that something was lost: `the profit that the strike cost`.
    #[must_use]
    pub fn costs(&self, verb: &str) -> bool {
        has(&TELLING.costs, verb)
    }

    /// Whether a folded verb is what the buyer does: `pays`.
    #[must_use]
    pub fn pays(&self, verb: &str) -> bool {
        has(&TELLING.pays, verb)
    }

    /// Whether a folded comparative asks for the higher of several prices, or for the lower: `dearer`, `cheaper`.
    #[must_use]
    pub fn compares_prices(&self, word: &str) -> Option<bool> {
        let dearer = has(&TELLING.dearer, word);
        (dearer || has(&TELLING.cheaper, word)).then_some(dearer)
    }

    /// Whether a clause points to a day named before it: `on that date`.
    #[must_use]
    pub fn points_to_a_day(&self, clause: &str) -> bool {
        says(clause, &TELLING.that_day)
    }

    /// Whether a folded verb tells a part of a whole: `accounts for`.
    #[must_use]
    pub fn is_share_verb(&self, word: &str) -> bool {
        has(&TELLING.shares, word)
    }

    /// Whether a folded noun is such a cost or gain itself: `a hit to profit`.
    #[must_use]
    pub fn is_effect_noun(&self, word: &str) -> bool {
        has(&TELLING.blows, word) || has(&TELLING.lifts, word)
    }
}

/// Whether a folded noun says what a company beside it is to another: `rival`.
pub(crate) fn is_company_noun(word: &str) -> bool {
    has(&TELLING.companies, word)
}

/// The longest of some phrases that a text has.
fn longest(phrases: &[String], text: &str) -> Option<Span> {
    let lowered = text.to_lowercase();
    let found = phrases.iter().filter_map(|phrase| {
        let start = whole_words(&lowered, phrase)?;
        Some(Span::new(start, start + phrase.len()))
    });
    found.max_by_key(|found| found.len()).filter(|_| lowered.len() == text.len())
}

fn has(listed: &[String], word: &str) -> bool {
    listed.iter().any(|known| known == word)
}
