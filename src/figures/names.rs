//! Names of companies, units and products in a document: the lexicon's and those the document itself uses as names.

use std::collections::{HashMap, HashSet};

use super::grammar::{bounds_noun_phrase, is_speech};
use crate::lexicon::Lexicon;
use crate::text::{Span, Word, WordKind, words};

/// An entity mentioned at a place, by its canonical name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) span: Span,
    pub(super) name: String,
    /// A possessive mark follows.
    pub(super) possessive: bool,
}

/// The names in force while one document is read.
pub(super) struct Names<'l> {
    lexicon: &'l Lexicon,
    learned: HashSet<String>,
}

/// What a document shows of one capitalised run.
#[derive(Default)]
struct Seen {
    inside: usize,
    at_start: usize,
    possessive: usize,
    speaks: usize,
    words: usize,
}

impl<'l> Names<'l> {
    /// Learns the names that a text uses beyond the lexicon's.
    pub(super) fn learn(text: &str, lexicon: &'l Lexicon) -> Self {
        let mut seen: HashMap<String, Seen> = HashMap::new();
        let mut lower: HashSet<String> = HashSet::new();
        let tokens: Vec<Word> = words(text).collect();
        for token in &tokens {
            let word = token.span.slice(text);
            if token.kind == WordKind::Letters && word.starts_with(char::is_lowercase) {
                lower.insert(word.to_owned());
            }
        }
        for run in runs(text, &tokens) {
            let counted = seen.entry(run.span.slice(text).to_owned()).or_default();
            counted.words = run.words;
            counted.inside += usize::from(!run.starts_sentence);
            counted.at_start += usize::from(run.starts_sentence);
            counted.possessive += usize::from(run.possessive);
            counted.speaks += usize::from(run.speaks);
        }
        let learned = seen
            .into_iter()
            .filter(|(name, counted)| is_name(name, counted, &lower, lexicon))
            .map(|(name, _)| name)
            .collect();
        Self { lexicon, learned }
    }

    /// The entities a stretch mentions, in order, not overlapping.
    pub(super) fn find(&self, text: &str, within: Span) -> Vec<Named> {
        let slice = within.slice(text);
        let mut found: Vec<Named> = self
            .lexicon
            .entities(slice)
            .into_iter()
            .map(|mention| Named {
                span: mention.span.shifted(within.start),
                name: mention.key.to_owned(),
                possessive: possessive_follows(text, within.start + mention.span.end),
            })
            .collect();
        let tokens: Vec<Word> = words(slice).collect();
        for run in runs(slice, &tokens) {
            let name = run.span.slice(slice);
            let span = run.span.shifted(within.start);
            if !self.learned.contains(name) {
                continue;
            }
            let covers = |known: &Named| known.span.overlaps(span);
            if found.iter().any(|known| covers(known) && known.span.len() >= span.len()) {
                continue;
            }
            found.retain(|known| !covers(known));
            found.push(Named { span, name: name.to_owned(), possessive: run.possessive });
        }
        found.sort_by_key(|named| named.span);
        found
    }
}

/// A run of capitalised words.
struct Run {
    span: Span,
    words: usize,
    starts_sentence: bool,
    possessive: bool,
    speaks: bool,
}

fn runs(text: &str, tokens: &[Word]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        if !begins_run(text, tokens, place) {
            place += 1;
            continue;
        }
        let first = place;
        while place + 1 < tokens.len() && continues_run(text, tokens, place) {
            place += 1;
        }
        let (span, possessive) = without_possessive(text, Span::new(tokens[first].span.start, tokens[place].span.end));
        let starts_sentence = first == 0
            || matches!(tokens[first - 1].span.slice(text), "." | "!" | "?" | ":" | "“" | "\"" | "•" | "#" | "|" | "-")
            || text[tokens[first - 1].span.end..span.start].contains('\n');
        let speaks = tokens[place + 1..]
            .iter()
            .take(3)
            .take_while(|word| word.kind == WordKind::Letters)
            .any(|word| is_speech(word.span.slice(text)));
        found.push(Run { span, words: place - first + 1, starts_sentence, possessive, speaks });
        place += 1;
    }
    found
}

fn begins_run(text: &str, tokens: &[Word], place: usize) -> bool {
    let word = tokens[place].span.slice(text);
    tokens[place].kind == WordKind::Letters
        && word.starts_with(char::is_uppercase)
        && !bounds_noun_phrase(&word.to_lowercase())
}

/// Whether the word after `place` belongs to the same name: capitalised or a short number, one space further.
fn continues_run(text: &str, tokens: &[Word], place: usize) -> bool {
    let (this, next) = (tokens[place].span, tokens[place + 1]);
    let gap = &text[this.end..next.span.start];
    let ended = this.slice(text).ends_with("'s") || this.slice(text).ends_with("’s");
    if ended || gap != " " {
        return false;
    }
    match next.kind {
        WordKind::Letters => begins_run(text, tokens, place + 1),
        WordKind::Digits => {
            next.span.len() <= 2 && tokens.get(place + 2).is_none_or(|after| !matches!(after.span.slice(text), "%" | "million" | "billion"))
        }
        _ => false,
    }
}

fn without_possessive(text: &str, span: Span) -> (Span, bool) {
    let words = span.slice(text);
    let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s"));
    match bare {
        Some(bare) => (Span::new(span.start, span.start + bare.len()), true),
        None => (span, possessive_follows(text, span.end)),
    }
}

fn possessive_follows(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| {
        ["'s", "’s", "' ", "’ ", "的"].iter().any(|mark| rest.starts_with(mark))
    })
}

fn is_name(name: &str, counted: &Seen, lower: &HashSet<String>, lexicon: &Lexicon) -> bool {
    let lowered = name.to_lowercase();
    let every_word_is_common = lowered.split(' ').all(|word| lower.contains(word) || lexicon.is_common(word));
    let is_person = counted.speaks > 0 && counted.words > 1;
    if every_word_is_common || is_person || is_vocabulary(name, lexicon) {
        return false;
    }
    counted.inside + counted.possessive > 0 || counted.at_start > 0
}

/// A run that is all metric, period or cue vocabulary (`Free Cash Flow`, `Q3 Revenue`) names nobody.
fn is_vocabulary(name: &str, lexicon: &Lexicon) -> bool {
    let covered: usize = lexicon.metrics(name).iter().map(|mention| mention.span.len()).sum();
    let periods = crate::period::find(name, &crate::period::Anchor::default());
    let dated: usize = periods.iter().map(|mention| mention.span.len()).sum();
    covered * 2 > name.len() || dated * 2 > name.len()
}
