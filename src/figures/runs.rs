//! Runs of capitalised words, which names are made of.

use super::grammar::{bounds_noun_phrase, is_determiner, is_speech};
use crate::text::{Span, Word, WordKind};

/// A run of capitalised words, from one token to another.
pub(super) struct Run {
    pub(super) span: Span,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) possessive: bool,
    pub(super) placed: bool,
    pub(super) speaks: bool,
    pub(super) company: bool,
}

pub(super) fn runs(text: &str, tokens: &[Word]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        if !begins_run(text, tokens, place) {
            place += 1;
            continue;
        }
        let first = place;
        while let Some(step) = continues_run(text, tokens, place) {
            place += step;
        }
        // The `S` of `S.A.` is a legal form's.
        let form = |at: usize| {
            let word = tokens[at].span;
            word.len() == 1 && text[word.end..].starts_with('.')
        };
        let last = place;
        if place > first && form(place) {
            place -= 1;
        }
        let speaker = speaker(text).filter(|label| first == 0 && label.end >= tokens[place].span.end);
        if let Some(label) = speaker {
            place = tokens.iter().take_while(|token| token.span.end <= label.end).count() - 1;
        }
        let last = last.max(place);
        let (span, possessive) =
            without_possessive(text, Span::new(tokens[first].span.start, tokens[place].span.end));
        let before = first.checked_sub(1).map(|before| tokens[before].span.slice(text).to_lowercase());
        let placed = before.is_some_and(|word| matches!(word.as_str(), "in" | "near" | "across" | "from"));
        let behind = |at: usize| tokens.get(place + at).map_or("", |word| word.span.slice(text));
        let said = (1..4)
            .take_while(|at| tokens.get(place + at).is_some_and(|word| word.kind == WordKind::Letters))
            .find(|at| is_speech(behind(*at)));
        let speaks = said.is_some() || speaker.is_some();
        let own = said.is_some_and(|at| matches!(behind(at + 1), "its" | "it" | "their"));
        let company = own
            || is_apposed(text, &tokens[..first])
            || is_told_behind(text, &tokens[place + 1..])
            || span.slice(text).contains('&')
            || matches!(behind(1), "plc" | "inc" | "ltd" | "llc");
        if !is_origin(text, span.end) && !is_dated(text, span.end) {
            found.push(Run { span, first, last: place, possessive, placed, speaks, company });
        }
        place = last + 1;
    }
    found
}

/// `its rival Acme`, `its largest supplier, Acme`: a noun for a company stands right before the name.
fn is_apposed(text: &str, before: &[Word]) -> bool {
    let mut before = before.iter().rev().map(|word| word.span.slice(text)).peekable();
    before.next_if_eq(&",");
    before.next().is_some_and(crate::lexicon::is_company_noun)
}

/// `Acme, the wholly owned subsidiary, …`: a noun for a company, in an apposition behind the name.
fn is_told_behind(text: &str, behind: &[Word]) -> bool {
    let mut words = behind.iter().map(|word| word.span.slice(text));
    if words.next() != Some(",") || !words.next().is_some_and(is_determiner) {
        return false;
    }
    let mut noun = words.by_ref().take(APPOSED + 1).take_while(|word| !matches!(*word, "," | "." | "of"));
    noun.any(crate::lexicon::is_company_noun)
}

/// How many words may stand before the noun of an apposition.
const APPOSED: usize = 4;

/// `IDA BRUN-LEE: Thank you all.`: who speaks in a record of what was said.
fn speaker(text: &str) -> Option<Span> {
    let (label, said) = text.split_once(':')?;
    let capital = |c: char| c.is_uppercase() || matches!(c, ' ' | '-' | '\'' | '’' | '.');
    let person = label.len() <= LONGEST_LABEL && label.contains(' ') && label.chars().all(capital);
    (person && said.contains(char::is_lowercase)).then_some(Span::new(0, label.len()))
}

/// How long the name of a speaker may be, in bytes.
const LONGEST_LABEL: usize = 48;

/// `Stuttgart-based`: the word says where from, and names nobody.
fn is_origin(text: &str, end: usize) -> bool {
    text[end..].strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// `FY3/2026`: what a number goes on behind a stroke is a period's.
fn is_dated(text: &str, end: usize) -> bool {
    text[end..].strip_prefix('/').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn begins_run(text: &str, tokens: &[Word], place: usize) -> bool {
    let word = tokens[place].span.slice(text);
    let glued = place.checked_sub(1).is_some_and(|before| {
        tokens[before].kind == WordKind::Digits && tokens[before].span.end == tokens[place].span.start
    });
    if tokens[place].kind == WordKind::Digits {
        return leads_a_name(text, tokens, place);
    }
    let before = &text[..tokens[place].span.start];
    let listed_at = before.strip_suffix('.').is_some_and(|code| code.ends_with(|c: char| c.is_ascii_digit()));
    !glued
        && !listed_at
        && !is_code(text, tokens[place].span)
        && tokens[place].kind == WordKind::Letters
        && word.starts_with(char::is_uppercase)
        && !bounds_noun_phrase(&word.to_lowercase())
}

/// `CV-118`: a few capitals before a hyphen and a number name a product, and nobody whose figures are told.
fn is_code(text: &str, word: Span) -> bool {
    let capitals = word.slice(text).bytes().all(|byte| byte.is_ascii_uppercase());
    let behind = text[word.end..].strip_prefix('-').unwrap_or_default();
    capitals && (2..=4).contains(&word.len()) && behind.starts_with(|c: char| c.is_ascii_digit())
}

/// `3Pine Labs`: digits glued to a capitalised word.
fn leads_a_name(text: &str, tokens: &[Word], place: usize) -> bool {
    let (digits, Some(next)) = (tokens[place].span, tokens.get(place + 1)) else { return false };
    let word = next.span.slice(text);
    digits.len() <= 3
        && next.span.start == digits.end
        && next.kind == WordKind::Letters
        && word.starts_with(char::is_uppercase)
        && word.chars().filter(|c| c.is_lowercase()).count() > 1
        && text[..digits.start].chars().next_back().is_none_or(char::is_whitespace)
}

/// How many words further the same name goes on: by a capitalised word or a short number one space further, or by `&`
/// and a capitalised word.
fn continues_run(text: &str, tokens: &[Word], place: usize) -> Option<usize> {
    let (this, next) = (tokens[place].span, *tokens.get(place + 1)?);
    let gap = &text[this.end..next.span.start];
    let ended = this.slice(text).ends_with("'s") || this.slice(text).ends_with("’s");
    if gap.is_empty() && tokens[place].kind == WordKind::Digits {
        return Some(1);
    }
    let glued_mark = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|mark| mark.span.slice(text) == "&" && mark.span.start == tokens[at - 1].span.end)
    };
    if ended || gap != " " || glued_mark(place + 2) {
        return None;
    }
    let both = next.span.slice(text) == "&" && tokens.len() > place + 2;
    if both {
        let spaced = tokens[place + 2].span.start == next.span.end + 1;
        return (spaced && begins_run(text, tokens, place + 2)).then_some(2);
    }
    let goes_on = match next.kind {
        WordKind::Letters => begins_run(text, tokens, place + 1),
        WordKind::Digits => {
            let alone = |after: &Word| after.span.start > next.span.end && after.kind != WordKind::Digits;
            let number = |after: &Word| matches!(after.span.slice(text), "%" | "million" | "billion");
            next.span.len() <= 2 && tokens.get(place + 2).is_none_or(|after| alone(after) && !number(after))
        }
        _ => false,
    };
    goes_on.then_some(1)
}

pub(super) fn without_possessive(text: &str, span: Span) -> (Span, bool) {
    let words = span.slice(text);
    let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s"));
    match bare {
        Some(bare) => (Span::new(span.start, span.start + bare.len()), true),
        None => (span, possessive_follows(text, span.end)),
    }
}

pub(super) fn possessive_follows(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|rest| ["'s", "’s", "' ", "’ ", "的"].iter().any(|mark| rest.starts_with(mark)))
}
