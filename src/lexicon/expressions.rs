//! Expressions of several words whose single words say something else: `take over from`, `put … down to`.
//!
//! The rule: every form of a verb matches, and a gap holds no more than a few words; the longest expression at a place wins.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Lexicon;
use crate::text::{Span, Word, WordKind, fold, words};

/// How many words a gap may hold.
const GAP: usize = 6;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    expressions: BTreeMap<String, Vec<String>>,
}

static EXPRESSIONS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/expressions.toml")).expect("the built-in list is well-formed");
    file.expressions
});

/// An expression of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// Its own words, without those in its gap.
    pub spans: Vec<Span>,
    /// The words that reports have for it.
    pub means: &'static [String],
}

impl Expression {
    /// Its own words in a text, and each of those that mean it.
    #[must_use]
    pub fn alternatives(&self, text: &str) -> Vec<String> {
        let own: Vec<&str> = self.spans.iter().map(|span| span.slice(text)).collect();
        std::iter::once(own.join(" ")).chain(self.means.iter().cloned()).collect()
    }
}

impl Lexicon {
    /// The expressions of a text, in order and not overlapping.
    #[must_use]
    pub fn expressions(&self, text: &str) -> Vec<Expression> {
        let all: Vec<Word> = words(text).filter(|word| word.kind != WordKind::Mark).collect();
        let lowered: Vec<String> = all.iter().map(|word| fold(word.span.slice(text))).collect();
        let mut found: Vec<Expression> = Vec::new();
        let mut at = 0;
        while at < all.len() {
            let matches = EXPRESSIONS.iter().filter_map(|(says, means)| {
                let places = self.matched(says, &lowered, at)?;
                Some(Expression { spans: places.iter().map(|place| all[*place].span).collect(), means })
            });
            match matches.max_by_key(|expression| expression.spans.len()) {
                Some(expression) => {
                    let end = expression.spans.last().map_or(0, |span| span.end);
                    at += 1;
                    while at < all.len() && all[at].span.start < end {
                        at += 1;
                    }
                    found.push(expression);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The places of an expression's words from one place on.
    fn matched(&self, says: &str, lowered: &[String], at: usize) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        let mut next = at;
        let mut gap = false;
        for word in says.split(' ') {
            if word == "_" {
                gap = true;
                continue;
            }
            let reach = if gap { GAP + 1 } else { 1 };
            let place = (next..lowered.len().min(next + reach))
                .find(|place| self.is_form_of(&lowered[*place], word))?;
            places.push(place);
            next = place + 1;
            gap = false;
        }
        Some(places)
    }

    /// Whether a word is another form of the listed one: `took`, `taking`, `takes` of `take`.
    fn is_form_of(&self, word: &str, listed: &str) -> bool {
        if word == listed {
            return true;
        }
        // All forms of a word begin alike, and most words of a text can be told by that.
        if word.chars().next() != listed.chars().next() {
            return false;
        }
        let stem = listed.strip_suffix('e').unwrap_or(listed);
        let doubled = stem.chars().next_back().map(|last| format!("{stem}{last}")).unwrap_or_default();
        let ends = |stem: &str| {
            let ending = word.strip_prefix(stem).filter(|_| stem.len() > 1);
            ending.is_some_and(|ending| matches!(ending, "s" | "es" | "ed" | "ing"))
        };
        let regular = ends(stem) || ends(&doubled);
        regular
            || listed.len() > 2
                && listed.len().abs_diff(word.len()) < 3
                && self.synonyms(listed).iter().any(|other| other == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_found_in_every_form() {
        #[track_caller]
        fn case(text: &str, expected: &[&str]) {
            let found = Lexicon::built_in().expressions(text);
            let told: Vec<String> = found
                .iter()
                .map(|one| one.spans.iter().map(|span| span.slice(text)).collect::<Vec<_>>().join(" "))
                .collect();
            assert_eq!(told, expected, "{text}");
        }
        case("Who took over from Ada Reyes?", &["took over from"]);
        case("Why did Acme put the weak spring down to the weather?", &["put down to"]);
        case("Which firm is Acme getting rid of?", &["getting rid of"]);
        case("Who put up the tent?", &[]);
        case("What did Acme sell?", &[]);
    }
}
