//! Ordinary words: neither names nor qualifiers that narrow a term.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::phrasing::whole_words;
use super::{Lexicon, MetricTerm};
use crate::text::{Language, Span, Word, WordKind, fold, words};

static COMMON: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed(include_str!("data/common_words.txt")));
static FORMS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed(include_str!("data/company_forms.txt")));
static PARTICIPLES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| listed(include_str!("data/participles.txt")));
static VERBS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed(include_str!("data/plain_verbs.txt")));
static LIGHT: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed(include_str!("data/light_words.txt")));
static JOINING: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed(include_str!("data/joining_words.txt")));
static PLAIN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed(include_str!("data/plain_qualifiers.txt")));

/// The words of a list, one or several a line.
pub(super) fn listed(file: &'static str) -> FxHashSet<&'static str> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
}

/// Whether a folded text ends with a phrase as whole words.
fn ends_with(text: &str, phrase: &str) -> bool {
    let before = text.strip_suffix(phrase);
    before.is_some_and(|before| !phrase.is_ascii() || !before.ends_with(|c: char| c.is_ascii_alphanumeric()))
}

/// The words of a list that a folded text ends with, in an enumeration or alone: `the seed, series a and`.
fn listed_before<'l>(text: &str, list: &'l [String]) -> Vec<&'l str> {
    let open = |text: &str| -> String {
        let text = text.trim_end().trim_end_matches([',', '，', '、', '和', '与', '&']).trim_end();
        text.strip_suffix(" and").unwrap_or(text).trim_end_matches([',', ' ']).to_owned()
    };
    let mut found: Vec<&str> = Vec::new();
    let mut rest = open(text);
    while let Some(last) = list.iter().filter(|one| ends_with(&rest, one)).max_by_key(|one| one.len()) {
        found.push(last);
        rest = open(&rest[..rest.len() - last.len()]);
    }
    found.reverse();
    found
}

/// How many characters a listed Chinese word has at most.
const LONGEST_HAN: usize = 7;

impl Lexicon {
    /// Whether a folded English word is an ordinary one, which at the head of a sentence names nobody.
    #[must_use]
    pub fn is_common(&self, word: &str) -> bool {
        COMMON.contains(word) || self.is_stop_word(word)
    }

    /// Whether a phrase only narrows what others name: `Other`, `Total net`.
    #[must_use]
    pub fn only_narrows(&self, phrase: &str) -> bool {
        let folded = fold(phrase);
        let mut all = words(&folded).filter(|word| word.kind == WordKind::Letters).peekable();
        let narrows = |word: &str| self.is_stop_word(word) || self.is_plain_qualifier(word);
        if self.is_plain_qualifier(&folded) {
            return true;
        }
        all.peek().is_some() && all.all(|word| narrows(word.span.slice(&folded)))
    }

    /// Whether a phrase has only ordinary words, so that it names nobody: `Other`, `Total net`.
    #[must_use]
    pub fn is_ordinary(&self, phrase: &str) -> bool {
        let folded = fold(phrase);
        let mut all = words(&folded).filter(|word| word.kind == WordKind::Letters).peekable();
        let listed = |word: &str| self.is_common(word) || self.is_plain_qualifier(word);
        all.peek().is_some() && all.all(|word| listed(word.span.slice(&folded)))
    }

    /// Whether a folded word is too common to search for, in any language.
    #[must_use]
    pub fn is_stop_word(&self, word: &str) -> bool {
        [Language::English, Language::Chinese].iter().any(|language| {
            self.stop_words(*language).binary_search_by(|known| known.as_str().cmp(word)).is_ok()
        })
    }

    /// Where a text has Chinese words of several characters that something else says too, the longest at each place.
    #[must_use]
    pub fn han_words(&self, text: &str) -> Vec<Span> {
        let all: Vec<Word> = words(text).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < all.len() {
            let run =
                all[at..].iter().take(LONGEST_HAN).take_while(|word| word.kind == WordKind::Han).count();
            let whole = |length: &usize| all[at].span.joined(all[at + length - 1].span);
            let known = |length: &usize| !self.synonyms(whole(length).slice(text)).is_empty();
            match (2..=run).rev().find(known) {
                Some(length) => {
                    found.push(whole(&length));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Articles, prepositions and the like, which never tell the names of two rows apart.
    pub fn joining_words(&self) -> impl Iterator<Item = &'static str> {
        JOINING.iter().copied()
    }

    /// Whether a folded word before a reporting term leaves it the same term: `total` in `total revenue`.
    #[must_use]
    pub fn is_plain_qualifier(&self, word: &str) -> bool {
        PLAIN.contains(word)
    }

    /// Whether a folded word is a verb that may stand right before a reporting term: `brought`.
    #[must_use]
    pub fn is_verb(&self, word: &str) -> bool {
        VERBS.contains(word)
    }

    /// Whether a folded word of everyday speech says little of what is asked: `supposed`, `get`, `actually`.
    #[must_use]
    pub fn is_light(&self, word: &str) -> bool {
        LIGHT.contains(word)
    }

    /// The term that counts a thing by what a verb beside it says of it: `employed 500 people`. All words folded.
    #[must_use]
    pub fn counted_as(&self, words: &[String]) -> Option<(&MetricTerm, &[Vec<String>; 2])> {
        let told = |listed: &[String]| words.iter().any(|word| listed.contains(word));
        self.metric_terms().find_map(|term| {
            let counted = term.counted.as_ref()?;
            counted.iter().all(|listed| told(listed)).then_some((term, counted))
        })
    }

    /// Which of several of a term a text names: `series b` of all funding, in or right before a name of the term.
    #[must_use]
    pub fn told_apart(&self, text: &str) -> Vec<&str> {
        let mut told: Vec<&str> = Vec::new();
        for mention in self.metrics(text) {
            let apart = self.metric(mention.key).map(|term| term.apart.as_slice()).unwrap_or_default();
            let name = fold(mention.span.slice(text));
            told.extend(listed_before(&fold(&text[..mention.span.start]), apart));
            let said = apart.iter().filter(|one| whole_words(&name, one).is_some());
            told.extend(said.max_by_key(|one| one.len()).map(String::as_str));
        }
        told
    }

    /// Whether a text holds a folded phrase as whole words.
    #[must_use]
    pub fn tells(&self, text: &str, phrase: &str) -> bool {
        whole_words(&fold(text), phrase).is_some()
    }

    /// The term that a verb alone says is counted, where the noun is left out: `how many did it employ`. Folded.
    #[must_use]
    pub fn counted_by(&self, verb: &String) -> Option<&MetricTerm> {
        self.metric_terms().find(|term| term.counted.as_ref().is_some_and(|[_, verbs]| verbs.contains(verb)))
    }

    /// Whether a folded word in -ed qualifies a term instead of being a verb: `adjusted`.
    #[must_use]
    pub fn is_participle(&self, word: &str) -> bool {
        PARTICIPLES.contains(word)
    }

    /// Whether a folded word after a name says its legal form or that the whole group is meant: `inc`, `group`.
    #[must_use]
    pub fn is_company_form(&self, word: &str) -> bool {
        FORMS.contains(word)
    }

    /// Whether a name ends in a legal form, or one stands right behind it: `Acme` `, Inc. reports`.
    #[must_use]
    pub fn has_form(&self, name: &str, behind: &str) -> bool {
        // `N.V.` is `NV`.
        let plain = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric())).replace('.', "");
        let last = name.split_whitespace().next_back().map(plain);
        let next = behind.strip_prefix([' ', ',']).and_then(|rest| rest.split_whitespace().next()).map(plain);
        last.into_iter().chain(next).any(|word| self.is_company_form(&word))
    }

    /// A folded name without the words of legal form at its end: `orlin group` and `orlin` are one.
    #[must_use]
    pub fn without_form<'n>(&self, name: &'n str) -> &'n str {
        let mut core = name.trim_end_matches(['.', ',']);
        while let Some((rest, last)) = core.rsplit_once(' ') {
            if !self.is_company_form(last.trim_end_matches('.')) {
                break;
            }
            core = rest.trim_end_matches(',');
        }
        let han = FORMS.iter().filter(|form| !form.is_ascii()).find_map(|form| core.strip_suffix(form));
        han.filter(|rest| !rest.is_empty()).unwrap_or(core)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_and_a_verb_say_what_is_counted() {
        let lexicon = Lexicon::built_in();
        let key = |words: &str| {
            let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
            lexicon.counted_as(&words).map(|(term, _)| term.key.clone())
        };
        assert_eq!(key("people group employed"), Some("employees".to_owned()));
        assert_eq!(key("people use"), None);
        assert_eq!(key("capital employed"), None);
    }
}
