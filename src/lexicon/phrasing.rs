//! The small words of questions that carry the grammar of arithmetic.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use super::Lexicon;
use crate::text::{fold, is_han, words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrasing {
    part: Vec<String>,
    whole: Vec<String>,
    exceed: Vec<String>,
    pair: Vec<String>,
    total: Vec<String>,
    percent: Vec<String>,
    pub(super) rate: Vec<String>,
    pub(super) lasting: Vec<String>,
    defines: Vec<String>,
    copula: Vec<String>,
    table: Vec<String>,
    showing: Vec<String>,
    pub(super) each: Vec<String>,
    negative: Vec<String>,
    positive: Vec<String>,
    pub(super) linking: Vec<String>,
    cause: Vec<String>,
    pub(super) consequence: Vec<String>,
    pub(super) rationale: Vec<String>,
    degree: Vec<String>,
    pub(super) original: Vec<String>,
    pub(super) restates: Vec<String>,
    pub(super) first_told: Vec<String>,
    pub(super) restated: Vec<String>,
    pub(super) adjustment: Vec<String>,
    opposite: Vec<String>,
    pub(super) prior: Vec<String>,
    next: Vec<String>,
    pub(super) revises: Vec<String>,
    pub(super) former: Vec<String>,
    pub(super) foreseen: Vec<String>,
    pub(super) midpoint: Vec<String>,
    pub(super) cites: Vec<String>,
    pub(super) holds: Vec<String>,
    pub(super) pieces: Vec<String>,
    pub(super) supposes: Vec<String>,
    pub(super) introduces: Vec<String>,
    pub(super) asker: Vec<String>,
    pub(super) contrast: Vec<String>,
    pub(super) had: Vec<String>,
    pub(super) worse: Vec<String>,
    pub(super) lapse: Vec<String>,
    pub(super) lapse_ends: Vec<String>,
    pub(super) first_of_all: Vec<String>,
    pub(super) conjunction: Vec<String>,
    pub(super) supposing: Vec<String>,
    pub(super) stands: Vec<String>,
    pub(super) implying: Vec<String>,
    pub(super) others: Vec<String>,
    pub(super) announcing: Vec<String>,
    pub(super) leaves_out_until: Vec<String>,
    pub(super) group: Vec<String>,
    pub(super) external: Vec<String>,
    pub(super) one_quarter: Vec<String>,
    pub(super) why: Vec<String>,
    pub(super) then: Vec<String>,
    pub(super) negates: Vec<String>,
    pub(super) same_time: Vec<String>,
    pub(super) against: Vec<String>,
    pub(super) explains: Vec<String>,
    pub(super) spends: Vec<String>,
    pub(super) wrote: Vec<String>,
    pub(super) edited: Vec<String>,
    pub(super) width: Vec<String>,
    pub(super) low_end: Vec<String>,
    pub(super) high_end: Vec<String>,
    pub(super) base: Vec<String>,
    pub(super) per_year: Vec<String>,
    pub(super) streak: Vec<String>,
    pub(super) things: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) kinds: Vec<String>,
    pub(super) stands_for: Vec<String>,
    pub(super) leaves_out: Vec<String>,
    pub(super) takes_in: Vec<String>,
    pub(super) stops_short: Vec<String>,
    anyone: Vec<String>,
    subtotal: Vec<String>,
    outflow: Vec<String>,
    inflow: Vec<String>,
    pub(super) year_end: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) subsidiary: Vec<String>,
    pub(super) measures: Vec<String>,
    pub(super) period_headers: Vec<String>,
    pub(super) amounts: Vec<String>,
    pub(super) per: Vec<String>,
    pub(super) half_report: Vec<String>,
    pub(super) nine_months_report: Vec<String>,
    pub(super) quarter_report: Vec<String>,
    pub(super) earlier: Vec<String>,
    pub(super) brackets: Vec<String>,
    pub(super) year_before: Vec<String>,
    pub(super) called: Vec<String>,
    pub(super) correction: Vec<String>,
    pub(super) itself: Vec<String>,
    pub(super) article: Vec<String>,
    pronoun: Vec<String>,
    refers: Vec<String>,
    pub(super) speech: Vec<String>,
    pub(super) deeds: Vec<String>,
    pub(super) hint: Vec<String>,
    owners: Vec<String>,
    pub(super) incoming: Vec<String>,
    pub(super) successor: Vec<String>,
    pub(super) role: Vec<String>,
    pub(super) trail: Vec<String>,
    pub(super) dates: Vec<String>,
    pub(super) before_place: Vec<String>,
    pub(super) more: Vec<String>,
    pub(super) fewer: Vec<String>,
    alternative: Vec<String>,
    rows: Vec<String>,
    pub(super) arm: Vec<String>,
    pub(super) how_measured: Vec<String>,
    contracted: Vec<String>,
    pub(super) places: BTreeMap<String, u32>,
    pub(super) fields: BTreeMap<String, String>,
}

pub(super) static PHRASING: LazyLock<Phrasing> = LazyLock::new(|| {
    toml::from_str(include_str!("data/phrasing.toml")).expect("the built-in phrasing is well-formed")
});

/// What a small word may join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// A part before its whole: `fees in the total`.
    Part,
    /// A whole before its part: `… of fees was audit`.
    Whole,
    /// Two things side by side.
    Pair,
}

static CAUSES: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(&PHRASING.cause).expect("a short list"));

/// What leads from a thing to what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defining {
    pub length: usize,
    /// It may lead to much else: `is`.
    pub links: bool,
}

impl Lexicon {
    /// The words at the head of a text that lead to what something is, the longest of them.
    #[must_use]
    pub fn leads_to_definition(&self, text: &str) -> Option<Defining> {
        let lower = text.to_ascii_lowercase();
        let length = |listed: &[String]| {
            let fits = listed.iter().filter(|words| begins_with(&lower, words));
            fits.map(String::len).max()
        };
        let says = length(&PHRASING.defines).map(|length| Defining { length, links: false });
        says.or_else(|| length(&PHRASING.copula).map(|length| Defining { length, links: true }))
    }

    /// Where the words begin at the end of a question that ask what something is or includes: `what does … include?`.
    #[must_use]
    pub fn asks_for_definition(&self, question: &str) -> Option<usize> {
        let lower = question.to_ascii_lowercase();
        let bare = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
        let ends = PHRASING.defines.iter().filter_map(|words| {
            let at = bare.len().checked_sub(words.len())?;
            (bare.get(at..)? == words && begins_with(&bare[at..], words) && bare[..at].ends_with(' '))
                .then_some(at)
        });
        ends.min()
    }

    /// Whether a folded word is an adverb of degree.
    #[must_use]
    pub fn is_degree(&self, word: &str) -> bool {
        word.len() > 3 && PHRASING.degree.iter().any(|known| known == word)
    }

    /// Whether a word stands for what the rows of a table are: `segment`.
    #[must_use]
    pub fn names_rows(&self, word: &str) -> bool {
        PHRASING.rows.iter().any(|known| known == word)
    }

    /// Whether a folded word joins two things in this way.
    #[must_use]
    pub fn joins(&self, word: &str, joint: Joint) -> bool {
        let listed = match joint {
            Joint::Part => &PHRASING.part,
            Joint::Whole => &PHRASING.whole,
            Joint::Pair => &PHRASING.pair,
        };
        let exceeds = joint == Joint::Pair && PHRASING.exceed.iter().any(|known| known == word);
        exceeds || listed.iter().any(|known| known == word)
    }

    /// Whether a question asks how far one thing exceeds another: `by how much did growth outpace …`.
    #[must_use]
    pub fn exceeds(&self, question: &str) -> bool {
        holds(question, &PHRASING.exceed)
    }

    /// Whether a question over several periods asks for what they come to: `the total revenue in 2018 and 2019`.
    #[must_use]
    pub fn sums(&self, question: &str) -> bool {
        holds(question, &PHRASING.total)
    }

    /// Whether a question asks for a percentage.
    #[must_use]
    pub fn asks_percent(&self, question: &str) -> bool {
        holds(question, &PHRASING.percent)
    }

    /// Whether a question asks about a table itself.
    #[must_use]
    pub fn asks_of_table(&self, question: &str) -> bool {
        holds(question, &PHRASING.table)
    }

    /// Whether a folded word only says that a table shows something.
    #[must_use]
    pub fn is_showing(&self, word: &str) -> bool {
        PHRASING.table.iter().chain(&PHRASING.showing).any(|known| known == word)
    }

    /// Whether a question asks for the period after the one before: `and the quarter after that?`.
    #[must_use]
    pub fn asks_for_next(&self, question: &str) -> bool {
        says(question, &PHRASING.next)
    }

    /// Whether a folded word only links a thing with what is said of it: `is`, `have`.
    #[must_use]
    pub fn is_linking(&self, word: &str) -> bool {
        PHRASING.linking.iter().any(|known| known == word)
    }

    /// Where a sentence begins to tell a cause: `mainly due to lower prices`.
    #[must_use]
    pub fn leads_to_cause(&self, sentence: &str) -> Option<usize> {
        let lower = sentence.to_ascii_lowercase();
        let found = CAUSES.find_overlapping_iter(&lower).map(|found| found.range());
        let whole =
            found.filter(|found| is_whole(&lower, found.clone()) && !is_no_cause(&lower, found.clone()));
        let at = whole.map(|found| found.start).min()?;
        // What something is reflected in is no cause of it.
        if lower[at..].starts_with("reflected in ") {
            return None;
        }
        let before = lower[..at].trim_end();
        let degree =
            PHRASING.degree.iter().filter(|word| word.len() > 3).find(|word| before.ends_with(word.as_str()));
        Some(degree.map_or(at, |word| before.len() - word.len()))
    }

    /// On which side of zero something is asked to be; true above.
    #[must_use]
    pub fn sign(&self, question: &str) -> Option<bool> {
        let above = holds(question, &PHRASING.positive);
        (above || holds(question, &PHRASING.negative)).then_some(above)
    }

    /// Whether a folded word is an article.
    #[must_use]
    pub fn is_article(&self, word: &str) -> bool {
        PHRASING.article.iter().any(|known| known == word)
    }

    /// Whether a folded word stands for somebody or something named before.
    #[must_use]
    pub fn refers_back(&self, word: &str) -> bool {
        PHRASING.refers.iter().any(|known| known == word)
    }

    /// Whether a question holds two alternatives against each other, and whether it asks for the larger: `who sells more,
    /// … or …`.
    #[must_use]
    pub fn prefers(&self, question: &str) -> Option<bool> {
        let more = holds(question, &PHRASING.more);
        let fewer = holds(question, &PHRASING.fewer);
        (holds(question, &PHRASING.alternative) && more != fewer).then_some(more)
    }
}

/// A row's name without what says in brackets that it may have the other sign: `Net income (loss) per share`,
/// `Profit/(loss) before tax`.
pub(crate) fn without_opposite(label: &str) -> Cow<'_, str> {
    let opposite = |inner: &str| PHRASING.opposite.iter().any(|known| *known == fold(inner.trim()));
    let found = label.match_indices(['(', '（']).find_map(|(open, bracket)| {
        let inner = &label[open + bracket.len()..];
        let close = inner.find([')', '）']).filter(|close| opposite(&inner[..*close]))?;
        let behind = inner[close..].trim_start_matches([')', '）']);
        Some((label[..open].trim_end_matches(['/', '／', ' ', '╱']), behind.trim_start()))
    });
    match found {
        Some((before, behind)) => {
            let glued = before.is_empty() || behind.is_empty() || before.ends_with(is_han);
            Cow::Owned([before, behind].join(if glued { "" } else { " " }))
        }
        None => Cow::Borrowed(label),
    }
}

/// Whether one of the pieces of a header, which brackets and dashes tell apart, is such a phrase.
pub(super) fn has_piece(header: &str, phrases: &[String]) -> bool {
    let header = fold(header);
    let pieces = header.split(|c: char| "()（）[]–—;；,，:：\n".contains(c));
    let mut pieces = pieces.flat_map(|piece| piece.split(" - ")).map(str::trim);
    pieces.any(|piece| phrases.iter().any(|known| known == piece))
}

/// Whether a stem says nothing of who is counted: people.
pub(crate) fn is_anyone(stem: &str) -> bool {
    PHRASING.anyone.iter().any(|known| known == stem)
}

/// Whether a row whose name begins with this stem sums up others.
pub(crate) fn sums_up(stem: &str) -> bool {
    PHRASING.subtotal.iter().any(|known| known == stem)
}

/// Whether the stems of a row's name say that it is spent or set aside, so that a table may print it below zero.
pub(crate) fn is_outflow(stems: &[String]) -> bool {
    let names = |listed: &[String]| stems.iter().any(|stem| listed.contains(stem));
    names(&PHRASING.outflow) && !names(&PHRASING.inflow)
}

/// The stems that name a row which sums up others and has no name of its own.
pub(crate) fn total_words() -> Vec<String> {
    PHRASING.subtotal.iter().take(1).cloned().collect()
}

/// Whether a folded word is a contraction of a pronoun, which names nobody: `I'm`, `we'd`.
pub(crate) fn is_contraction(word: &str) -> bool {
    let listed = |words: &[String], part: &str| words.iter().any(|known| known == part);
    word.split_once('\'').is_some_and(|(pronoun, rest)| {
        listed(&PHRASING.pronoun, pronoun) && listed(&PHRASING.contracted, rest)
    })
}

pub(super) fn holds(question: &str, listed: &[String]) -> bool {
    let question = fold(question);
    words(&question).any(|word| listed.iter().any(|known| known == word.span.slice(&question)))
}

/// Where a phrase stands in a lower-case text as whole words; Chinese ones anywhere.
pub(super) fn whole_words(text: &str, phrase: &str) -> Option<usize> {
    let mut found = text.match_indices(phrase).map(|(at, _)| at);
    found.find(|at| is_whole(text, *at..at + phrase.len()))
}

/// Whether a lower-case text begins with a phrase as whole words.
fn begins_with(text: &str, phrase: &str) -> bool {
    text.starts_with(phrase) && is_whole(text, 0..phrase.len())
}

fn is_whole(text: &str, phrase: Range<usize>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    !text[phrase.clone()].is_ascii()
        || !letter(text[..phrase.start].chars().next_back()) && !letter(text[phrase.end..].chars().next())
}

/// `since March`, `since listing`: no cause, where `since the mills stood still` may be one; nor `attributable to owners`.
fn is_no_cause(text: &str, phrase: Range<usize>) -> bool {
    let behind = &text[phrase.end..];
    let next = words(behind)
        .map(|word| word.span.slice(behind))
        .find(|word| !PHRASING.article.iter().any(|known| known == word));
    if &text[phrase.clone()] == "attributable to" {
        return next.is_some_and(|next| PHRASING.owners.iter().any(|known| known == next));
    }
    let clause = |word: &str| {
        PHRASING.article.iter().chain(&PHRASING.refers).chain(&PHRASING.pronoun).any(|known| known == word)
    };
    &text[phrase.clone()] == "since"
        && !words(&text[phrase.end..]).next().is_some_and(|next| clause(next.span.slice(&text[phrase.end..])))
}

pub(super) fn says(question: &str, phrases: &[String]) -> bool {
    let question = fold(question);
    phrases.iter().any(|phrase| whole_words(&question, phrase).is_some())
}
