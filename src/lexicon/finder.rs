//! Finds listed spellings in a text: whole words, the longest at each place, in linear time.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::plain::{Plain, continues_word, is_hyphen};
use crate::text::Span;

/// How a spelling's letters must be cased to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Any,
    /// The first letter must be a capital: a name that is an ordinary word too (`Apple`).
    Capitalised,
    /// Exactly as listed: a short abbreviation (`GM`).
    Exact,
}

/// One way to write a term, and which term that is.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    /// As listed. Words before a `|` or behind a `>` must stand there but are no part of the mention; `^` in front means the beginning of
    /// the text, `$` behind its end, and `#` behind that a digit or a currency sign follows.
    pub(super) listed: String,
    /// The same as texts are compared with it, see [`plain_form`].
    pub(super) plain: String,
    pub(super) case: Case,
    /// The place of the term among its kind.
    pub(super) owner: usize,
}

/// What may stand around and after a spelling, by kind of term.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habits {
    /// A plural `s` or `es` may follow and belongs to the mention.
    pub(super) plural: bool,
    /// A mention may be joined to another word by a hyphen: `Alibaba-backed`, but not `profit-taking`.
    pub(super) joined: bool,
}

/// The spellings of one kind of term, ready to be looked for.
#[derive(Debug)]
pub(super) struct Finder {
    /// The patterns that begin with a word, or with one character that needs no word's edge.
    beginnings: FxHashMap<Box<str>, Vec<usize>>,
    patterns: Vec<Pattern>,
    habits: Habits,
}

#[derive(Debug)]
struct Pattern {
    /// In plain form.
    text: Box<str>,
    owner: usize,
    case: Case,
    /// Letters as listed, where case counts.
    letters: String,
    /// Bytes of the leading words that are no part of the mention.
    context: usize,
    /// Bytes of the words behind it that are none either.
    ahead: usize,
    first: bool,
    last: bool,
    amount: bool,
}

/// A spelling that stands in a text; another may stand there too.
struct Candidate {
    span: Span,
    /// It took a plural ending to fit.
    plural: bool,
    owner: usize,
}

/// Where the words of a text begin and end, for spellings that must stand there.
struct Edges {
    first: usize,
    last: usize,
}

impl Finder {
    pub(super) fn new(spellings: &[Spelling], habits: Habits) -> Self {
        let patterns: Vec<Pattern> = spellings.iter().map(pattern).collect();
        let mut beginnings: FxHashMap<Box<str>, Vec<usize>> = FxHashMap::default();
        for (place, pattern) in patterns.iter().enumerate() {
            let first = &pattern.text[..beginning(&pattern.text)];
            match beginnings.get_mut(first) {
                Some(places) => places.push(place),
                None => drop(beginnings.insert(first.into(), vec![place])),
            }
        }
        Self { beginnings, patterns, habits }
    }

    /// The terms a text mentions, as place and owner, in order and not overlapping. `hasty` lets names that want a
    /// capital letter do without.
    pub(super) fn find(&self, text: &str, hasty: bool) -> Vec<(Span, usize)> {
        self.find_in(text, &Plain::of(text), hasty, &[])
    }

    /// Likewise in a text already made plain, beside the `taken` stretches of it.
    pub(super) fn find_in(
        &self,
        text: &str,
        plain: &Plain,
        hasty: bool,
        taken: &[Span],
    ) -> Vec<(Span, usize)> {
        let edges = Edges::of(&plain.text);
        let mut found: Vec<Candidate> = Vec::new();
        let mut start = 0;
        while start < plain.text.len() {
            let rest = &plain.text[start..];
            let first = beginning(rest);
            if ends_a_number(&plain.text[..start], rest) {
                start += first;
                continue;
            }
            for stem in stems(&rest[..first], self.habits) {
                for place in self.beginnings.get(stem).into_iter().flatten() {
                    let pattern = &self.patterns[*place];
                    if !rest.starts_with(&*pattern.text) {
                        continue;
                    }
                    let listed_end = start + pattern.text.len();
                    let Some(end) = self.word_end(&plain.text, listed_end) else { continue };
                    let span = plain.origin(start + pattern.context, end - pattern.ahead);
                    let placed = edges.allow(pattern, start, end)
                        && (!pattern.amount || starts_amount(&plain.text[end..]));
                    let cased = pattern.is_cased(span.slice(text), hasty);
                    let free =
                        self.stands_free(text, span) && !taken.iter().any(|other| other.overlaps(span));
                    if placed && cased && free {
                        found.push(Candidate { span, plural: end > listed_end, owner: pattern.owner });
                    }
                }
            }
            start += first;
        }
        found.sort_unstable_by_key(|it| (it.span.start, Reverse(it.span.end), it.plural, it.owner));
        without_overlaps(&found)
    }

    /// Where a match that ends at `end` ends as a word, its plural included.
    fn word_end(&self, plain: &str, end: usize) -> Option<usize> {
        let (word, rest) = plain.split_at(end);
        if !word.ends_with(continues_word) || !rest.starts_with(continues_word) {
            return Some(end);
        }
        let plural = ["s", "es"].into_iter().find(|plural| {
            rest.strip_prefix(plural).is_some_and(|after| !after.starts_with(continues_word))
        })?;
        self.habits.plural.then_some(end + plural.len())
    }

    fn stands_free(&self, text: &str, span: Span) -> bool {
        let mut before = text[..span.start].chars().rev();
        let mut after = text[span.end..].chars();
        self.habits.joined || !(joins(&mut before) || joins(&mut after))
    }
}

impl Pattern {
    fn is_cased(&self, mention: &str, hasty: bool) -> bool {
        match self.case {
            Case::Any => true,
            Case::Capitalised => hasty || !mention.starts_with(char::is_lowercase),
            Case::Exact => letters(mention).zip(self.letters.chars()).all(|(read, listed)| read == listed),
        }
    }
}

impl Edges {
    fn of(plain: &str) -> Self {
        let first = plain.find(char::is_alphanumeric).unwrap_or(plain.len());
        let last = plain.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        Self { first, last }
    }

    fn allow(&self, pattern: &Pattern, start: usize, end: usize) -> bool {
        (!pattern.first || start <= self.first) && (!pattern.last || end >= self.last)
    }
}

/// The same spelling written another way has the same plain form.
pub(super) fn plain_form(listed: &str) -> String {
    let words = listed.trim_start_matches('^').trim_end_matches(['$', '#']);
    Plain::of(&words.replacen('|', "", 1).replacen('>', "", 1)).text
}

fn pattern(spelling: &Spelling) -> Pattern {
    let listed = &spelling.listed;
    let context = listed.find('|').map_or(0, |at| plain_form(&listed[..at]).len());
    let ahead = listed.find('>').map_or(0, |at| spelling.plain.len() - plain_form(&listed[..at]).len());
    Pattern {
        text: spelling.plain.as_str().into(),
        ahead,
        owner: spelling.owner,
        case: spelling.case,
        letters: letters(listed.rsplit('|').next().unwrap_or_default()).collect(),
        context,
        first: listed.starts_with('^'),
        last: listed.ends_with('$'),
        amount: listed.ends_with('#'),
    }
}

fn starts_amount(rest: &str) -> bool {
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£' | '¥'))
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// The `3m` of `9.3m` and of `$3m` is part of an amount.
fn ends_a_number(before: &str, rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit()) && before.ends_with(['$', '€', '£', '¥', '.', ','])
}

/// How long the word is that a plain text begins with; one character where it begins with none.
fn beginning(plain: &str) -> usize {
    let word = plain.find(|c| !continues_word(c)).unwrap_or(plain.len());
    if word > 0 { word } else { plain.chars().next().map_or(0, char::len_utf8) }
}

/// A word as spellings may begin with it: itself, and what it is the plural of.
fn stems(word: &str, habits: Habits) -> impl Iterator<Item = &str> {
    let plural = |ending| word.strip_suffix(ending).filter(|stem| habits.plural && !stem.is_empty());
    [Some(word), plural("s"), plural("es")].into_iter().flatten()
}

/// Whether the neighbour is a hyphen with a letter behind it.
fn joins(neighbours: &mut impl Iterator<Item = char>) -> bool {
    neighbours.next().is_some_and(is_hyphen)
        && neighbours.next().is_some_and(|c| c.is_alphabetic() && continues_word(c))
}

fn without_overlaps(sorted: &[Candidate]) -> Vec<(Span, usize)> {
    let mut kept: Vec<(Span, usize)> = Vec::with_capacity(sorted.len());
    for candidate in sorted {
        let free = kept.last().is_none_or(|(last, _)| last.end <= candidate.span.start);
        if free && !candidate.span.is_empty() {
            kept.push((candidate.span, candidate.owner));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finder(listed: &[(&str, Case)], habits: Habits) -> Finder {
        let spellings: Vec<Spelling> = listed
            .iter()
            .enumerate()
            .map(|(owner, (listed, case))| {
                let plain = plain_form(listed);
                Spelling { listed: (*listed).to_owned(), plain, case: *case, owner }
            })
            .collect();
        Finder::new(&spellings, habits)
    }

    fn terms() -> Finder {
        let listed = [
            ("net income", Case::Any),
            ("income", Case::Any),
            ("sales", Case::Any),
            ("GM", Case::Exact),
            ("Apple", Case::Capitalised),
            ("净利润", Case::Any),
            ("up |from", Case::Any),
            ("up", Case::Any),
            ("^and", Case::Any),
            ("呢$", Case::Any),
            ("增#", Case::Any),
            ("tax", Case::Any),
            ("年>增", Case::Any),
            ("3M", Case::Exact),
        ];
        finder(&listed, Habits { plural: true, joined: false })
    }

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            terms().find(text, false).into_iter().map(|(span, _)| span.slice(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_longest_whole_word_counts() {
        case("Net income and other income", &["Net income", "income"]);
        case("incomes, taxes, TAXES’ and taxing", &["incomes", "taxes", "TAXES"]);
        case("its sales's share", &["sales"]);
        case("wholesales of incomeless salesmen", &[]);
        case("net-income, net\nincome; net\n\nincome", &["net-income", "net\nincome", "income"]);
        case("sales-driven pre-sales and Q3-sales", &["sales"]);
        case("公司净利润增长", &["净利润"]);
        case("ＧＭ", &[]);
        case("", &[]);
    }

    #[test]
    fn case_counts_where_the_list_says_so() {
        case("GM, gm and Gm", &["GM"]);
        case("Apple or an apple, APPLE", &["Apple", "APPLE"]);
        let found = terms().find("apple revenue", true);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn surroundings_count_where_the_list_says_so() {
        case("up from 3, from 2", &["up", "from"]);
        case("And sales and income", &["And", "sales", "income"]);
        case("那腾讯呢？", &["呢"]);
        case("呢子", &[]);
        case("利润增5%，增值税", &["增"]);
        case("年增5%，每年涨", &["年", "增"]);
        case("3M made 9.3M, $3M and 3M", &["3M", "3M"]);
    }

    proptest! {
        #[test]
        fn mentions_are_whole_and_in_order(text in "(net|-|income|s|'|\n| |GM|up|from|净利润|增|é|İ|Apple|１|[a-z]|.){0,40}") {
            let mut end = 0;
            for (span, _) in terms().find(&text, true) {
                prop_assert!(span.get(&text).is_some_and(|words| !words.is_empty()));
                prop_assert!(span.start >= end);
                end = span.end;
            }
        }
    }
}
