//! Short and loud forms of the names that a document uses, and the whole names they stand for.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::Lexicon;
use crate::text::{fold, sentences};

/// In how many sentences two names must stand side by side to be two.
const TOLD_APART: usize = 2;

/// `Lindau Brewing SE` is called `Lindau Brewing` too.
pub(super) fn with_short_forms(mut learned: FxHashSet<String>, lexicon: &Lexicon) -> FxHashSet<String> {
    let short: Vec<String> = learned
        .iter()
        .filter_map(|name| name.rsplit_once(' '))
        .filter(|(short, form)| lexicon.is_company_form(&fold(form)) && !lexicon.is_common(&fold(short)))
        .map(|(short, _)| short.to_owned())
        .collect();
    learned.extend(short);
    learned
}

/// What a sentence opens with before a name is no part of it: `Bookseller Acme Pages Ltd` where the title is about `Acme Pages`.
/// Each name with that word, and without it; `told` are names, whether the title has them and how often they stand.
pub(super) fn described<'n>(
    told: impl Iterator<Item = (&'n str, bool, usize)>,
    lexicon: &Lexicon,
) -> Vec<(String, String)> {
    let all: Vec<(&str, bool, usize)> = told.collect();
    let begins = |rest: &str, name: &str| {
        rest.strip_prefix(name).is_some_and(|behind| behind.is_empty() || behind.starts_with(' '))
    };
    // `Ida Acme Bridge` in a text on Acme is a name of its own.
    let titled = |rest: &str| {
        let whole = |name: &str| name.contains(' ') || lexicon.has_form(rest, "");
        let opens = |name: &str| name.len() >= LONGEST_ABBREVIATION && begins(rest, name) && whole(name);
        all.iter().any(|(name, titled, _)| *titled && opens(name))
    };
    let once = all.iter().filter(|(_, titled, times)| !titled && *times == 1);
    let described = once.filter_map(|(name, ..)| Some((*name, name.split_once(' ')?.1)));
    described
        .filter(|(_, rest)| titled(rest))
        .map(|(name, rest)| (name.to_owned(), rest.to_owned()))
        .collect()
}

/// The whole names that short forms stand for: the only longer name that begins with the short one, or that is it with a
/// legal form. A listed name stands for itself.
pub(super) fn whole_names(learned: &FxHashSet<String>, lexicon: &Lexicon) -> FxHashMap<String, String> {
    let mut whole = FxHashMap::default();
    for short in learned.iter().filter(|short| lexicon.entity(short).is_none()) {
        let core = lexicon.without_form(&fold(short)).to_owned();
        if core != fold(short) {
            continue;
        }
        let longer = learned.iter().filter(|name| {
            // `Acme T4` is a product, no company.
            name.strip_prefix(short.as_str())
                .is_some_and(|rest| rest.starts_with(' ') && !rest.contains(|c: char| c.is_ascii_digit()))
                && lexicon.entity(name).is_none()
        });
        let mut longer: Vec<&String> = longer.collect();
        longer.sort_by_key(|name| (name.len(), (*name).clone()));
        let formal = longer.iter().find(|name| lexicon.without_form(&fold(name)) == core).copied();
        let mut cores: Vec<String> =
            longer.iter().map(|name| lexicon.without_form(&fold(name)).to_owned()).collect();
        cores.dedup();
        let only = longer.first().copied().filter(|_| cores.len() == 1);
        if let Some(name) = formal.or(only) {
            whole.insert(short.clone(), name.clone());
        }
    }
    whole.extend(by_last_word(learned, lexicon));
    // `Acme` stands for `Acme Gold`, which stands for `Acme Gold Corp`.
    let last = |name: &String| whole.get(name).unwrap_or(name).clone();
    whole.iter().map(|(short, name)| (short.clone(), last(name))).collect()
}

/// `Denver` for `Sakai Denver`: the only name of two words that ends with an uncommon one.
fn by_last_word(learned: &FxHashSet<String>, lexicon: &Lexicon) -> Vec<(String, String)> {
    let listed = |name: &str| lexicon.entity(name).is_some();
    let plain = |short: &&String| {
        let folded = fold(short);
        !short.contains(' ')
            && !listed(short)
            && !lexicon.is_company_form(&folded)
            && !lexicon.is_common(&folded)
            && !lexicon.is_arm(&folded)
    };
    let long = |short: &String| {
        let mut ending = learned.iter().filter(|name| {
            name.split_once(' ').is_some_and(|(_, last)| last == short.as_str()) && !listed(name)
        });
        ending.next().filter(|_| ending.next().is_none()).cloned()
    };
    learned.iter().filter(plain).filter_map(|short| Some((short.clone(), long(short)?))).collect()
}

/// Whether a document speaks of both names in one sentence, and again: a parent beside the company that bears its name.
pub(super) fn are_told_apart<'t>(short: &str, long: &str, prose: impl Iterator<Item = &'t str>) -> bool {
    let both = |sentence: &str| sentence.contains(long) && sentence.replace(long, "").contains(short);
    let told = |text: &str| sentences(text).into_iter().filter(|span| both(span.slice(text))).count();
    prose.map(told).sum::<usize>() >= TOLD_APART
}

/// What names in capitals stand for: `ACME GOLD CORP` for the `Acme Gold Corp` of the prose.
pub(super) fn in_capitals(learned: &FxHashSet<String>, lexicon: &Lexicon) -> FxHashMap<String, String> {
    let core = |name: &str| lexicon.without_form(&fold(name)).to_owned();
    let shouts = |name: &&String| name.len() > LONGEST_ABBREVIATION && !name.contains(char::is_lowercase);
    let (loud, plain): (Vec<&String>, Vec<&String>) = learned.iter().partition(shouts);
    let spoken = |loud: &String| {
        let same = plain.iter().filter(|name| core(name) == core(loud));
        same.max_by_key(|name| (name.len(), (**name).clone())).map(|name| (loud.clone(), (*name).clone()))
    };
    loud.into_iter().filter_map(spoken).collect()
}

/// Longer words in capitals abbreviate nothing.
const LONGEST_ABBREVIATION: usize = 4;
