//! Who holds an office: a name that stands beside it.

use crate::index::stems;
use crate::lexicon::Lexicon;
use crate::question::{Manner, Question};
use crate::text::{Word, WordKind, fold, is_han, words};

/// How many words may stand between an office and the name of who holds it: `The finance chief leaves in May. Her
/// successor will be Ada Reyes`.
const APART: usize = 24;

/// Whether the holder of an office is asked for.
pub(super) fn is_asked(question: &Question) -> bool {
    question.manner == Manner::Who && question.offices.len() == 1
}

/// Whether a sentence names somebody beside the office that is asked for: two capitalised words that the question does not
/// have. Chinese names show by nothing, so that they may stand anywhere.
pub(super) fn named_in(sentence: &str, question: &Question, lexicon: &Lexicon) -> bool {
    if sentence.contains(is_han) {
        return true;
    }
    let tokens: Vec<Word> = words(sentence).collect();
    let stemmed: Vec<String> = tokens
        .iter()
        .map(|word| {
            stems(word.span.slice(sentence)).first().map_or_else(String::new, |stem| stem.to_string())
        })
        .collect();
    let office = |at: usize| {
        let ways = question.offices.iter().flatten();
        ways.into_iter().any(|way| {
            let way = stems(way);
            !way.is_empty()
                && way
                    .iter()
                    .enumerate()
                    .all(|(place, stem)| stemmed.get(at + place).is_some_and(|word| **word == **stem))
        })
    };
    let capital = |word: &Word| {
        let text = word.span.slice(sentence);
        let letters = word.kind == WordKind::Letters && text.starts_with(char::is_uppercase);
        let known = || {
            stems(text)
                .first()
                .is_some_and(|stem| question.terms.iter().any(|term| stems(term).contains(stem)))
        };
        let plain = || {
            let word = fold(text);
            lexicon.is_role(&word)
                || lexicon.is_company_form(&word)
                || lexicon.is_stop_word(&word)
                || crate::period::is_calendar_word(&word)
                || question.offices.iter().flatten().any(|way| way.split(' ').any(|part| part == word))
        };
        letters && !known() && !plain()
    };
    let joined = |one: &Word, other: &Word| {
        sentence[one.span.end..other.span.start].chars().all(|c| matches!(c, ' ' | '-'))
    };
    let names = tokens
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| capital(&pair[0]) && capital(&pair[1]) && joined(&pair[0], &pair[1]))
        .map(|(at, _)| at);
    let names: Vec<usize> = names.collect();
    (0..tokens.len()).filter(|at| office(*at)).any(|at| names.iter().any(|name| name.abs_diff(at) <= APART))
}
