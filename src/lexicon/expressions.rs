//! Expressions of several words whose single words say something else: `take over from`, `put … down to`.
//!
//! The rule: every form of a verb matches, and a gap holds no more than a few words; the longest expression at a place wins.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Lexicon;
use crate::text::{Span, Word, WordKind, fold, is_han, words};

/// How many words a gap may hold.
const GAP: usize = 6;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    expressions: BTreeMap<String, Vec<String>>,
    measure: Vec<Measure>,
    office: Vec<Office>,
}

/// A listed term in everyday speech.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Measure {
    term: String,
    asked: Vec<String>,
    #[serde(default)]
    bare: bool,
}

/// An office that one person holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Office {
    /// How it is asked for, and how reports name it; words before a `|` must stand there but are no part of it.
    asked: Vec<String>,
    /// What says it besides in reports.
    #[serde(default)]
    says: Vec<String>,
    /// It may be any of several: `the boss`.
    #[serde(default)]
    loose: bool,
}

/// What is listed, cut into words; `_` stands for a gap.
struct Listed {
    words: Vec<String>,
    /// How many of them only stand before it.
    context: usize,
    means: Vec<String>,
    office: bool,
    /// Only where nothing else follows.
    bare: bool,
}

/// By their first letter: all forms of a word begin alike.
type ByLetter = FxHashMap<char, Vec<Listed>>;

/// The expressions with the offices, and the measures in everyday speech.
static LISTED: LazyLock<(ByLetter, ByLetter)> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/expressions.toml")).expect("the built-in list is well-formed");
    let mut expressions = ByLetter::default();
    for (says, means) in file.expressions {
        list(&mut expressions, &says, means, false, false);
    }
    for Office { asked, says, loose } in file.office {
        let own = asked.iter().filter(|asked| !asked.contains('|'));
        let means: Vec<String> = own.chain(&says).cloned().collect();
        asked.iter().for_each(|asked| list(&mut expressions, asked, means.clone(), !loose, false));
    }
    let mut measures = ByLetter::default();
    for Measure { term, asked, bare } in file.measure {
        asked.iter().for_each(|asked| list(&mut measures, asked, vec![term.clone()], false, bare));
    }
    (expressions, measures)
});

fn list(all: &mut ByLetter, says: &str, means: Vec<String>, office: bool, bare: bool) {
    let cut =
        |says: &str| -> Vec<String> { words(says).map(|word| word.span.slice(says).to_owned()).collect() };
    let (before, own) = says.split_once('|').unwrap_or(("", says));
    let mut listed = cut(before);
    let context = listed.len();
    listed.extend(cut(own));
    let first = says.chars().next().unwrap_or_default();
    all.entry(first).or_default().push(Listed { words: listed, context, means, office, bare });
}

/// An expression of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// Its own words, without those in its gap.
    pub spans: Vec<Span>,
    /// The words that reports have for it.
    pub means: &'static [String],
    /// It names an office that one person holds, which no other office stands for.
    pub office: bool,
    /// It says so only where nothing else follows.
    pub bare: bool,
}

impl Expression {
    /// Its own words in a text, and each of those that mean it.
    #[must_use]
    pub fn alternatives(&self, text: &str) -> Vec<String> {
        let own: Vec<&str> = self.spans.iter().map(|span| span.slice(text)).collect();
        let apart = if own.iter().any(|word| word.contains(is_han)) { "" } else { " " };
        std::iter::once(own.join(apart)).chain(self.means.iter().cloned()).collect()
    }
}

impl Lexicon {
    /// The expressions of a text, in order and not overlapping.
    #[must_use]
    pub fn expressions(&self, text: &str) -> Vec<Expression> {
        self.listed(text, &LISTED.0)
    }

    /// What a question calls listed terms in everyday speech, each with the term: `turn over` is revenue.
    #[must_use]
    pub fn measures(&self, text: &str) -> Vec<Expression> {
        self.listed(text, &LISTED.1)
    }

    fn listed(&self, text: &str, listed: &'static ByLetter) -> Vec<Expression> {
        let all: Vec<Word> = words(text).filter(|word| word.kind != WordKind::Mark).collect();
        let lowered: Vec<String> = all.iter().map(|word| fold(word.span.slice(text))).collect();
        let mut found: Vec<Expression> = Vec::new();
        let mut at = 0;
        while at < all.len() {
            let first = lowered[at].chars().next().unwrap_or_default();
            let matches = listed.get(&first).into_iter().flatten().filter_map(|listed| {
                let places = self.matched(&listed.words, &lowered, at)?;
                let spans = places.iter().skip(listed.context).map(|place| all[*place].span).collect();
                Some(Expression { spans, means: &listed.means, office: listed.office, bare: listed.bare })
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
    fn matched(&self, listed: &[String], lowered: &[String], at: usize) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        let mut next = at;
        let mut gap = false;
        for word in listed {
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
        if word.chars().next() != listed.chars().next() || listed.contains(is_han) {
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
        case("Who runs the docks?", &["runs"]);
        case("Acme runs the docks.", &[]);
        case("澄曜的首席执行官是谁？", &["首 席 执 行 官"]);
    }

    #[test]
    fn an_office_is_told_from_what_else_a_verb_may_mean() {
        let offices = |text: &str| {
            let found = Lexicon::built_in().expressions(text);
            found
                .into_iter()
                .filter(|one| one.office)
                .flat_map(|one| one.alternatives(text))
                .collect::<Vec<_>>()
        };
        assert!(
            offices("Who looks after the money at Acme?").contains(&"chief financial officer".to_owned())
        );
        assert!(offices("Who chairs Acme?").contains(&"董事长".to_owned()));
        assert_eq!(offices("Which boss sold Acme?"), Vec::<String>::new());
    }
}
