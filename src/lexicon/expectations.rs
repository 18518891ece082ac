//! What others expected of a figure: `the €318 million that analysts had pencilled in`, `short of the consensus of 5%`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Lexicon;
use crate::text::{fold, words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectations {
    holder: Vec<String>,
    verb: Vec<String>,
    noun: Vec<String>,
    alone: Vec<String>,
    joint: Vec<String>,
    between: Vec<String>,
    asked: Vec<String>,
    surpasses: Vec<String>,
}

static EXPECTATIONS: LazyLock<Expectations> = LazyLock::new(|| {
    toml::from_str(include_str!("data/expectations.toml")).expect("the built-in expectations are well-formed")
});

/// How many words may stand between an amount and the verb that says it was expected.
const REACH: usize = 6;

impl Lexicon {
    /// Whether what stands behind an amount says that others expected it: `that analysts had pencilled in`, `expected by the
    /// market`. A mark ends it.
    #[must_use]
    pub fn expect_behind(&self, behind: &str) -> bool {
        let clause = behind.split([',', '.', ';', '(', ')', '，', '。']).next().unwrap_or_default();
        let near = near(clause.trim_start(), REACH);
        let held = near.iter().any(|word| EXPECTATIONS.holder.contains(word));
        let expected = near.iter().any(|word| EXPECTATIONS.verb.contains(word));
        let plain = |word: &String| {
            let known = [&EXPECTATIONS.holder, &EXPECTATIONS.verb, &EXPECTATIONS.between];
            known.iter().any(|words| words.contains(word))
        };
        let last = near
            .iter()
            .rposition(|word| EXPECTATIONS.holder.contains(word) || EXPECTATIONS.verb.contains(word));
        held && expected && near.iter().take(last.map_or(0, |last| last + 1)).all(plain)
    }

    /// Whether the words before an amount say that others expected it: `above the consensus of`, `against analysts' estimates
    /// of`.
    #[must_use]
    pub fn expect_before(&self, before: &str) -> bool {
        let folded = fold(before);
        let all: Vec<&str> = words(&folded).map(|word| word.span.slice(&folded)).collect();
        let mut last = all.iter().rev();
        let joint =
            last.clone().next().is_some_and(|word| EXPECTATIONS.joint.iter().any(|joint| joint == word));
        if joint {
            last.next();
        }
        let noun = last.next().is_some_and(|word| EXPECTATIONS.noun.iter().any(|noun| noun == word));
        let held = last.take(2).any(|word| {
            EXPECTATIONS
                .holder
                .iter()
                .any(|holder| holder == word.trim_end_matches("'s").trim_end_matches('\''))
        });
        let lone = all.iter().rev().take(2).any(|word| EXPECTATIONS.alone.iter().any(|alone| alone == word));
        joint && (noun && held || lone)
    }

    /// Whether words name those whose expectations are told: `analysts`, `the market`.
    #[must_use]
    pub fn holds_expectations(&self, said: &str) -> bool {
        words(said).any(|word| EXPECTATIONS.holder.contains(&fold(word.span.slice(said))))
    }

    /// Whether a cue is a verb by which somebody foretells: `forecast`, `projected`.
    #[must_use]
    pub fn foretells(&self, cue: &str) -> bool {
        EXPECTATIONS.verb.contains(&fold(cue))
    }

    /// Whether a question asks how far a figure was from what others expected: `by how much did it beat expectations`.
    #[must_use]
    pub fn asks_for_surprise(&self, question: &str) -> bool {
        let folded = fold(question);
        let said = |known: &[String]| {
            known.iter().any(|phrase| {
                folded.match_indices(phrase.as_str()).any(|(at, _)| {
                    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
                    !phrase.is_ascii()
                        || edge(folded[..at].chars().next_back())
                            && edge(folded[at + phrase.len()..].chars().next())
                })
            })
        };
        said(&EXPECTATIONS.asked) && said(&EXPECTATIONS.surpasses)
    }
}

/// The first words of a text, folded.
fn near(text: &str, count: usize) -> Vec<String> {
    words(text)
        .take(count)
        .map(|word| fold(word.span.slice(text)).trim_end_matches("'s").to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn analysts_and_markets_expect() {
        let lexicon = Lexicon::built_in();
        for behind in [
            " that analysts had pencilled in.",
            " the market was expecting",
            " expected by analysts",
            " Wall Street forecast",
        ] {
            assert!(lexicon.expect_behind(behind), "{behind}");
        }
        for behind in [
            ", while analysts expected more",
            " in sales",
            " from analysts at the bank",
            " and the company expects",
        ] {
            assert!(!lexicon.expect_behind(behind), "{behind}");
        }
        assert!(lexicon.expect_before("Sales beat analysts' estimates of"));
        assert!(lexicon.expect_before("It came in above the consensus of"));
        assert!(!lexicon.expect_before("It was below its estimate of"));
    }

    #[test]
    fn a_surprise_is_asked_for() {
        let lexicon = Lexicon::built_in();
        assert!(lexicon.asks_for_surprise("By how much did profit beat analysts' expectations?"));
        assert!(lexicon.asks_for_surprise("How far below what the market expected was revenue?"));
        assert!(!lexicon.asks_for_surprise("What revenue do analysts expect?"));
        assert!(!lexicon.asks_for_surprise("What is expected for 2026?"));
    }
}
