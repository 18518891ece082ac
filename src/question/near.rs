//! How far two spellings are from each other, found quickly where they are far.

use std::collections::{BTreeMap, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::index::analysed;
use crate::lexicon::Lexicon;
use crate::text::{fold, is_han};

/// What of a word shows that another one is not near it: its length and which letters it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sketch {
    /// In bytes.
    length: usize,
    /// A bit for each letter; letters may share one.
    letters: u64,
}

impl Sketch {
    pub(super) fn of(word: &str) -> Self {
        let letters = word.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 64));
        Self { length: word.len(), letters }
    }

    /// Whether so few edits may lead from one to the other. An edit puts at most one letter for another, so that two
    /// bits differ for each.
    pub(super) fn may_be(&self, other: &Self, edits: usize) -> bool {
        self.length.abs_diff(other.length) <= edits
            && (self.letters ^ other.letters).count_ones() as usize <= 2 * edits
    }
}

/// How many edits lead from one word to the other, if they are no more than `edits`.
pub(super) fn distance(edits: usize, one: &str, other: &str) -> Option<usize> {
    Some(strsim::osa_distance(one, other)).filter(|distance| *distance <= edits)
}

/// The single words that reports call several companies by, which name none of them; a word with which the name of another
/// company begins that reports are about is such a word too.
pub(super) fn shared(told: &BTreeMap<&str, Vec<&str>>, lexicon: &Lexicon) -> HashSet<String> {
    let companies: HashSet<String> =
        told.keys().map(|name| lexicon.without_form(&fold(name)).to_owned()).collect();
    let mut owners: HashMap<String, HashSet<String>> = HashMap::new();
    for (name, alias) in told.iter().flat_map(|(name, all)| all.iter().map(move |alias| (name, alias))) {
        let core = lexicon.without_form(&fold(name)).to_owned();
        let alias = fold(alias);
        let begins = companies.iter().filter(|other| {
            core.starts_with(&alias) && other.strip_prefix(&*alias).is_some_and(|rest| rest.starts_with(' '))
        });
        owners.entry(alias.clone()).or_default().extend(begins.cloned().chain([core.clone()]));
    }
    let several = owners.into_iter().filter(|(alias, owners)| !alias.contains(' ') && owners.len() > 1);
    several.map(|(alias, _)| alias).collect()
}

/// A name and what it begins with: `Acme Precision Technology Co` is called `Acme Precision` too.
pub(super) fn heads(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.match_indices(' ').map(|(at, _)| at).skip(1);
    ends.chain([name.len()]).map(|end| name[..end].trim_end_matches([',', '.', '&', ' ']))
}

/// How many letters a name in a file's name has at least.
const ROMANISED: usize = 4;

/// How many characters the head of a Chinese name must have to stand for all of it.
const SHORT_FORM: usize = 4;

/// The heads of Chinese names that stand for one of them alone: a long one, or what stands before the kind of business.
pub(super) fn short_forms(names: &HashMap<String, String>, lexicon: &Lexicon) -> Vec<(String, String)> {
    let mut heads: HashMap<&str, Option<&String>> = HashMap::new();
    for (folded, name) in names.iter().filter(|(folded, _)| folded.chars().all(is_han)) {
        let ends = folded.char_indices().map(|(at, _)| at);
        let short = lexicon.before_kind(folded).filter(|head| !is_word(head));
        for head in ends.skip(SHORT_FORM).map(|end| &folded[..end]).chain(short) {
            let only = heads.entry(head).or_insert(Some(name));
            if only.is_some_and(|known| known != name) {
                *only = None;
            }
        }
    }
    let only = heads.into_iter().filter_map(|(head, name)| Some((head.to_owned(), name?.clone())));
    only.collect()
}

/// Whether a Chinese phrase is a word of its own, which may mean something else: 北京 of 北京银行.
fn is_word(phrase: &str) -> bool {
    analysed(phrase).iter().any(|(_, word)| word == phrase)
}

/// `lantu-2026财年q2.txt`: how the file of a report writes the Chinese name of whom it is about.
pub(super) fn romanised<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let file = path.rsplit('/').next()?;
    let end = file.find(|c: char| !c.is_ascii_alphabetic())?;
    let word = &file[..end];
    let plain = crate::lexicon::Lexicon::built_in().is_common(&word.to_ascii_lowercase());
    let whole = name.chars().all(crate::text::is_han);
    (whole && end >= ROMANISED && !plain).then_some(word)
}

/// `vaudemont` for `vaudémont`, as many type it.
pub(super) fn unaccented(name: &str) -> String {
    name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_near_look_near() {
        let pairs = [
            ("gogle", "google", 1),
            ("tencnet", "tencent", 1),
            ("vaudémont", "vaudemont", 2),
            ("backlg", "backlog", 1),
            ("qoogle", "google", 1),
        ];
        for (one, other, edits) in pairs {
            assert!(Sketch::of(one).may_be(&Sketch::of(other), edits), "{one} {other}");
            assert_eq!(distance(edits, one, other), Some(1), "{one} {other}");
        }
        assert!(!Sketch::of("orlin").may_be(&Sketch::of("tavik"), 2));
        assert_eq!(distance(1, "orlin", "tavik"), None);
    }
}
