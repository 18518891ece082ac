//! Misspelt words of a question, put right by the words that the program and the library know.
//!
//! The rule: what stands in a dictionary of English, Wordnik's word list, is no misspelling, at most a British or American one.

use super::Directory;
use super::near::{self, Sketch};
use crate::index::{Snapshot, analysed};
use crate::lexicon::Lexicon;
use crate::period;
use crate::text::{Word, WordKind, words};

/// Shorter words have too many neighbours.
const SHORTEST: usize = 4;
const SHORTEST_STEM: usize = 6;

/// A question with those lower-case words put right that nothing knows and that only one known word is near to. A
/// capitalised word may be a name nobody here knows, and stays.
pub(super) fn corrected(text: &str, directory: &Directory, lexicon: &Lexicon, snapshot: &Snapshot) -> String {
    let mut corrected = text.to_owned();
    let tokens: Vec<Word> = words(text).collect();
    for token in tokens.iter().rev() {
        let word = token.span.slice(text);
        let plain = token.kind == WordKind::Letters && word.chars().all(|c| c.is_ascii_lowercase());
        if !plain || word.len() < SHORTEST {
            continue;
        }
        let whole = whole_of_stem(word, lexicon).or_else(|| plural(word));
        if whole.is_none() && is_known(word, directory, lexicon, snapshot) {
            continue;
        }
        if let Some(right) = whole.or_else(|| nearest(word, directory, lexicon, snapshot)) {
            corrected.replace_range(token.span.start..token.span.end, &right);
        }
    }
    corrected
}

/// `ferrys` for `ferries`.
fn plural(word: &str) -> Option<String> {
    let right = format!("{}ies", word.strip_suffix("ys")?);
    (!wordnik_list::word_exists(word) && wordnik_list::word_exists(&right)).then_some(right)
}

/// `revenu`: the index knows the stem of a listed word that lacks its last letter here.
fn whole_of_stem(word: &str, lexicon: &Lexicon) -> Option<String> {
    if lexicon.is_common(word) || lexicon.spells(word) {
        return None;
    }
    let lacks = |listed: &&str| listed.len() == word.len() + 1;
    let stem = |word: &str| analysed(word).into_iter().next().map(|(_, stem)| stem);
    let own = stem(word)?;
    let mut near = lexicon.spellings_from(word);
    near.find(|listed| lacks(listed) && stem(listed).as_ref() == Some(&own)).map(str::to_owned)
}

fn is_known(word: &str, directory: &Directory, lexicon: &Lexicon, snapshot: &Snapshot) -> bool {
    lexicon.is_common(word)
        || lexicon.spells(word)
        || period::is_calendar_word(word)
        || directory.has_part(word)
        || snapshot.frequency(word).is_ok_and(|count| count > 0)
}

/// The one known word that is one edit away, or two from a long word; the program's own words before the library's.
fn nearest(word: &str, directory: &Directory, lexicon: &Lexicon, snapshot: &Snapshot) -> Option<String> {
    if wordnik_list::word_exists(word) {
        return variant(word, snapshot);
    }
    let allowed = if word.len() < 7 { 1 } else { 2 };
    let calendar = period::calendar_words().map(|word| -> &str { word });
    let own = lexicon.spellings().chain(calendar).chain(directory.parts());
    if let Some(found) = only(word, allowed, own) {
        return Some(found);
    }
    // The library's words are known by their stems.
    let library = snapshot.words().ok()?;
    let alike = |word: &str| {
        let first = word.as_bytes().first().copied();
        let from = library.partition_point(|other| other.as_bytes().first().copied() < first);
        library[from..].iter().take_while(move |other| other.as_bytes().first().copied() == first)
    };
    let stem = analysed(word).into_iter().next().map_or_else(|| word.to_owned(), |(_, stem)| stem);
    only(word, allowed, alike(word).map(String::as_str)).or_else(|| {
        let near = only(&stem, 1, alike(&stem).map(String::as_str));
        near.filter(|_| stem.len() >= SHORTEST_STEM)
    })
}

/// Stretches by which British and American spellings differ.
const SPELLINGS: [(&str, &str); 7] = [
    ("our", "or"),
    ("is", "iz"),
    ("ys", "yz"),
    ("tre", "ter"),
    ("ogue", "og"),
    ("ll", "l"),
    ("ence", "ense"),
];

/// The spelling of a word on the other side of the Atlantic, where the library has it.
fn variant(word: &str, snapshot: &Snapshot) -> Option<String> {
    let swapped = |from: &str, to: &str| {
        let at = word.rfind(from)?;
        let other = format!("{}{to}{}", &word[..at], &word[at + from.len()..]);
        let used =
            wordnik_list::word_exists(&other) && snapshot.frequency(&other).is_ok_and(|count| count > 0);
        used.then_some(other)
    };
    SPELLINGS.iter().find_map(|(one, other)| swapped(one, other).or_else(|| swapped(other, one)))
}

/// The nearest word that begins with the same letter, if it is the only one as near.
fn only<'w>(word: &str, allowed: usize, known: impl Iterator<Item = &'w str>) -> Option<String> {
    let sketch = Sketch::of(word);
    let mut best: Option<(usize, &str)> = None;
    let mut doubtful = false;
    for other in known {
        let same =
            other.as_bytes().first() == word.as_bytes().first() && sketch.may_be(&Sketch::of(other), allowed);
        if !same || best.is_some_and(|(_, known)| known == other) {
            continue;
        }
        let Some(distance) = near::distance(allowed, word, other) else { continue };
        match best {
            Some((known, _)) if known < distance => {}
            Some((known, _)) if known == distance => doubtful = true,
            _ => (best, doubtful) = (Some((distance, other)), false),
        }
    }
    best.filter(|_| !doubtful).map(|(_, word)| word.to_owned())
}
