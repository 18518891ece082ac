//! Closed-class words of English and Chinese that shape a sentence. Open vocabulary is lexicon data.

use std::borrow::Cow;

use crate::text::{Span, Word, WordKind, words};

/// Where clauses begin in a sentence, the sentence's own start first.
pub(super) fn clause_starts(text: &str, sentence: Span) -> Vec<usize> {
    let slice = sentence.slice(text);
    let mut starts = vec![sentence.start];
    let tokens: Vec<Word> = words(slice).collect();
    let mut subordinate = tokens.first().is_some_and(|first| opens_subordinate(first.span.slice(slice)));
    for (place, token) in tokens.iter().enumerate() {
        let next = tokens.get(place + 1).map_or("", |next| next.span.slice(slice));
        let opens = match token.span.slice(slice) {
            ";" | "；" => true,
            "," | "，" => {
                let after = tokens.get(place + 2).map_or("", |after| after.span.slice(slice));
                opens_clause(next) || (subordinate && (opens_main(next) || opens_main(after)))
            }
            "and" | "but" | "than" => false,
            "where" | "a" => false,
            _ if next == "where" => {
                let after = tokens.get(place + 2).map_or("", |after| after.span.slice(slice));
                after.starts_with(char::is_uppercase)
            }
            _ => contrasts(next),
        };
        if opens {
            subordinate = false;
            starts.push(sentence.start + token.span.end);
        }
    }
    starts
}

/// `While Tencent says so, its spending fell`: the comma before a subject ends the clause that such a word opens.
fn opens_subordinate(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "while" | "although" | "though" | "if" | "when" | "as" | "since" | "because" | "whereas"
    )
}

/// `sales rose 3% while costs fell`: these begin a clause without a comma too.
fn contrasts(word: &str) -> bool {
    matches!(word, "while" | "whereas")
}

fn opens_main(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || word.starts_with(['\'', '"', '’', '”'])
        || is_determiner(&word.to_lowercase())
}

/// The stretches of a sentence that stand in quotation marks.
pub(super) fn quoted(text: &str, sentence: Span) -> Vec<Span> {
    let slice = sentence.slice(text);
    if !slice.contains(['“', '‘', '「', '"', '\'']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, c) in slice.char_indices() {
        let after = slice[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        match open {
            None if matches!(c, '“' | '‘' | '「')
                || (matches!(c, '"' | '\'') && !before.is_alphanumeric()) =>
            {
                open = Some((at, c))
            }
            Some((start, mark)) if closes_quote(mark, c) && !after.is_alphanumeric() => {
                found.push(Span::new(sentence.start + start, sentence.start + at));
                open = None;
            }
            _ => {}
        }
        before = c;
    }
    found
}

fn closes_quote(open: char, c: char) -> bool {
    matches!((open, c), ('“', '”') | ('‘', '’') | ('「', '」') | ('"', '"') | ('\'', '\''))
}

fn opens_clause(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "while" | "whereas" | "but" | "although" | "though" | "as" | "with" | "and" | "而" | "但"
    )
}

/// Whether a word can stand before a noun phrase but not in it.
pub(super) fn bounds_noun_phrase(word: &str) -> bool {
    is_determiner(word) || is_preposition(word) || is_auxiliary(word) || is_conjunction(word)
}

pub(super) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "this"
            | "that"
            | "these"
            | "those"
            | "each"
            | "every"
            | "some"
            | "any"
            | "all"
            | "both"
            | "it"
            | "they"
            | "we"
            | "which"
            | "who"
            | "what"
            | "more"
            | "most"
            | "such"
            | "no"
    )
}

pub(super) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "on"
            | "at"
            | "for"
            | "from"
            | "to"
            | "by"
            | "with"
            | "without"
            | "into"
            | "over"
            | "under"
            | "about"
            | "across"
            | "after"
            | "against"
            | "amid"
            | "among"
            | "before"
            | "between"
            | "despite"
            | "during"
            | "excluding"
            | "including"
            | "like"
            | "per"
            | "since"
            | "than"
            | "through"
            | "until"
            | "via"
            | "within"
            | "toward"
            | "towards"
            | "versus"
            | "vs"
            | "beyond"
            | "above"
            | "below"
            | "around"
            | "as"
    )
}

pub(super) fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "shall"
            | "should"
            | "must"
            | "not"
    )
}

fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "but"
            | "while"
            | "whereas"
            | "although"
            | "though"
            | "because"
            | "if"
            | "when"
            | "where"
            | "so"
            | "nor"
    )
}

/// Prepositions after which a noun phrase cannot be what the sentence is about.
pub(super) fn subordinates(word: &str) -> bool {
    matches!(
        word,
        "excluding"
            | "including"
            | "despite"
            | "amid"
            | "without"
            | "by"
            | "to"
            | "on"
            | "against"
            | "than"
            | "after"
            | "before"
            | "with"
            | "versus"
            | "vs"
            | "as"
    )
}

/// Words by which a person is heard: the noun phrase before them speaks.
pub(super) fn is_speech(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "stated"
            | "states"
            | "told"
            | "noted"
            | "added"
            | "explained"
            | "argued"
            | "wrote"
            | "mentioned"
            | "declared"
            | "commented"
            | "warned"
            | "remarked"
    )
}

/// The lower-cased word that stands before `at` in `text`, not looking past `from`.
pub(super) fn word_before(text: &str, from: usize, at: usize) -> Option<(Word, String)> {
    let slice = text.get(from..at)?;
    let reach = slice.char_indices().rev().nth(40).map_or(0, |(place, _)| place);
    let last = words(&slice[reach..]).last()?;
    let word = Word { span: last.span.shifted(from + reach), kind: last.kind };
    Some((word, word.span.slice(text).to_lowercase()))
}

/// The words between two places, lower-cased.
pub(super) fn between(text: &str, from: usize, to: usize) -> Vec<Lowered<'_>> {
    let Some(slice) = text.get(from..to) else { return Vec::new() };
    words(slice).map(|word| Lowered::of(word.span.slice(slice))).collect()
}

/// A word in lower case, borrowed where it is so in the text.
#[derive(Debug, Clone)]
pub(super) struct Lowered<'t>(Cow<'t, str>);

impl<'t> Lowered<'t> {
    pub(super) fn of(word: &'t str) -> Self {
        let lower = !word.contains(char::is_uppercase);
        Self(if lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for Lowered<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Lowered<'_> {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

pub(super) fn is_letters(word: Word) -> bool {
    word.kind == WordKind::Letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_begin_after_semicolons_and_conjunctions() {
        let text = "Profit was 5; sales fell, while costs rose, net of tax.";
        let starts: Vec<&str> =
            clause_starts(text, Span::new(0, text.len())).iter().map(|at| &text[*at..*at + 5]).collect();
        assert_eq!(starts, ["Profi", " sale", " whil"]);
    }
}
