//! Which names fit what was typed.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Measured;
use crate::lexicon::Lexicon;
use crate::text::fold;

/// Something to choose, with the ways it can be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    shown: String,
    /// As shown and folded, the shown one first.
    spellings: Vec<(String, String)>,
    /// How many figures it has.
    figures: usize,
}

/// How typed words meet a spelling, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meets {
    AtItsStart,
    AtAWord,
    Nearly,
}

/// The entities of a library; names that only narrow others (`Group`, `2025`) are none.
pub(super) fn entities(counts: &[(String, usize)], lexicon: &Lexicon) -> Vec<Name> {
    let mut named: HashMap<String, Name> = HashMap::new();
    for (name, figures) in counts {
        let listed = lexicon.entity(name);
        let narrows =
            lexicon.only_narrows(name) || fold(name).split(' ').all(crate::period::is_calendar_word);
        if narrows && listed.is_none() {
            continue;
        }
        let aliases = listed.map(|entity| entity.aliases.as_slice()).unwrap_or_default();
        add(&mut named, fold(name), name, aliases, *figures);
    }
    in_order(named)
}

/// The metrics of a library: a listed term under its one name, however reports call it, and what they name themselves.
pub(super) fn metrics(counts: &[(String, usize)], lexicon: &Lexicon) -> Vec<Name> {
    let mut named: HashMap<String, Name> = HashMap::new();
    for (name, figures) in counts {
        let folded = fold(name);
        let whole = |span: crate::text::Span| span.start == 0 && span.end == folded.len();
        let mentions = lexicon.metrics(&folded);
        let term =
            mentions.iter().find(|mention| whole(mention.span)).and_then(|found| lexicon.metric(found.key));
        match term {
            Some(term) => add(&mut named, format!("={}", term.key), &term.name, &term.aliases, *figures),
            None => add(&mut named, folded, name, &[], *figures),
        }
    }
    in_order(named)
}

/// How many figures each metric has, as the texts say it.
pub(super) fn counted(measured: &[Measured]) -> Vec<(String, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for one in measured {
        *counts.entry(&one.metric.name).or_default() += 1;
    }
    counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()
}

fn add(named: &mut HashMap<String, Name>, key: String, shown: &str, aliases: &[String], figures: usize) {
    let spelled = |spelling: &str| (spelling.to_owned(), fold(spelling));
    let known = named.entry(key).or_insert_with(|| Name {
        shown: shown.to_owned(),
        spellings: std::iter::once(shown).chain(aliases.iter().map(String::as_str)).map(spelled).collect(),
        figures: 0,
    });
    known.figures += figures;
}

fn in_order(named: HashMap<String, Name>) -> Vec<Name> {
    let mut names: Vec<Name> = named.into_values().collect();
    names.sort_by(|one, other| {
        (Reverse(one.figures), &one.shown).cmp(&(Reverse(other.figures), &other.shown))
    });
    names
}

/// The names that fit, best first; all in their order where nothing is typed. A name is told as it was typed where only
/// another spelling fits so well.
pub(super) fn best(names: &[Name], typed: &str, most: usize) -> Vec<String> {
    let typed = fold(typed.trim());
    if typed.is_empty() {
        return names.iter().take(most).map(|name| name.shown.clone()).collect();
    }
    let fits = |name: &Name, near: bool| {
        let spellings = name.spellings.iter();
        let met = spellings.filter_map(|(spelling, folded)| Some((meets(folded, &typed, near)?, spelling)));
        met.min_by_key(|(meets, _)| *meets).map(|(meets, spelling)| (meets, spelling.clone()))
    };
    let mut found: Vec<(Meets, String)> = names.iter().filter_map(|name| fits(name, false)).collect();
    if found.is_empty() {
        found = names.iter().filter_map(|name| fits(name, true)).collect();
    }
    found.sort_by_key(|(meets, _)| *meets);
    found.truncate(most);
    found.into_iter().map(|(_, shown)| shown).collect()
}

/// How typed words, folded, meet a folded spelling.
pub(super) fn meets(spelling: &str, typed: &str, near: bool) -> Option<Meets> {
    if spelling.starts_with(typed) {
        return Some(Meets::AtItsStart);
    }
    let at_a_word = |(at, _): (usize, &str)| {
        let before = spelling[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() || crate::text::is_han(c))
    };
    if spelling.match_indices(typed).any(at_a_word) {
        return Some(Meets::AtAWord);
    }
    (near && is_near(spelling, typed)).then_some(Meets::Nearly)
}

/// One edit in four letters, two in seven, in what has been typed so far.
fn is_near(spelling: &str, typed: &str) -> bool {
    let length = typed.chars().count();
    let allowed = match length {
        0..=3 => return false,
        4..=6 => 1,
        _ => 2,
    };
    (length.saturating_sub(1)..=length + 1).any(|length| {
        let begun: String = spelling.chars().take(length).collect();
        strsim::osa_distance(&begun, typed) <= allowed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<Name> {
        let counts: Vec<(String, usize)> =
            names.iter().zip(1..).map(|(name, count)| ((*name).to_owned(), count)).collect();
        entities(&counts, &Lexicon::built_in())
    }

    #[track_caller]
    fn case(typed: &str, expected: &[&str]) {
        let names = names(&["Corvane", "Sorrel Bank", "Orlin Energy", "Orlin Group", "白鹭出行"]);
        assert_eq!(best(&names, typed, 25), expected, "{typed}");
    }

    #[test]
    fn starts_come_before_words_and_words_before_near_spellings() {
        case("or", &["Orlin Group", "Orlin Energy"]);
        case("ENERGY", &["Orlin Energy"]);
        case("bank", &["Sorrel Bank"]);
        case("orlni", &["Orlin Group", "Orlin Energy"]);
        case("corvanne", &["Corvane"]);
        case("出行", &["白鹭出行"]);
        case("zzzz", &[]);
        case("", &["白鹭出行", "Orlin Group", "Orlin Energy", "Sorrel Bank", "Corvane"]);
    }

    #[test]
    fn a_listed_metric_is_offered_once_under_the_spelling_that_was_typed() {
        let counts = [("Revenue", 3), ("营业收入", 2), ("Toy revenue", 1)];
        let counts: Vec<(String, usize)> = counts.map(|(name, count)| (name.to_owned(), count)).into();
        let names = metrics(&counts, &Lexicon::built_in());
        assert_eq!(best(&names, "rev", 25), ["revenue", "Toy revenue"]);
        assert_eq!(best(&names, "营业", 25), ["营业收入"]);
    }
}
