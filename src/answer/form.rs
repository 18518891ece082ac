//! In which form a sentence answers: somebody for a who, a cause for a why, a date for a when, several things for a list.

use crate::index::stems;
use crate::lexicon::{Lexicon, QuestionCue, QuestionCueMention};
use crate::quantity::{self, Quantity, UnitKind};
use crate::question::{Intent, Manner, Question};
use crate::text::{Span, Word, WordKind, fold, words};

/// Whether some words have the form that is asked for: somebody for a who, a cause for a why, a date for a when.
pub(super) fn is_in_form(question: &Question, words: &str, lexicon: &Lexicon) -> bool {
    match question.manner {
        Manner::Who => names_anew(words, question, lexicon),
        Manner::Why => {
            lexicon.leads_to_cause(words).is_some()
                || asks_why(words, lexicon)
                || lexicon.follows_from_before(words)
        }
        Manner::Plain if question.lists => enumerates(words),
        Manner::Plain if question.task.lasting => {
            says_how_long(words) || until_when(words, lexicon).is_some()
        }
        Manner::Plain => question.intent == Intent::When && is_dated(words, question),
    }
}

/// Whether some words say when: a period that is no running one, or a year that the question does not have.
pub(super) fn is_dated(words: &str, question: &Question) -> bool {
    let anchor = crate::period::Anchor::default();
    let periods = crate::period::find(words, &anchor);
    let says = |mention: &crate::period::Mention| mention.reference != crate::period::Reference::Current;
    let asked = |word: &Word| question.asked.contains(word.span.slice(words));
    let year = |word: &Word| {
        let digits = word.span.slice(words);
        digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
    };
    let digits = || crate::text::words(words).filter(|word| word.kind == WordKind::Digits);
    periods.iter().any(says) || digits().any(|word| year(&word) && !asked(&word))
}

/// `a, b and c`: whether some words list several things.
fn enumerates(words: &str) -> bool {
    let commas = words.matches([',', '，', '、', ';', '；']).count();
    commas > 1 || commas == 1 && words.contains(" and ") || words.contains('、')
}

/// Whether one of several is asked for: `which of its segments`.
pub(super) fn asks_which(question: &Question, lexicon: &Lexicon) -> bool {
    let which = |mention: &QuestionCueMention| {
        let asks = fold(mention.span.slice(&question.asked));
        mention.cue == QuestionCue::Which && asks.starts_with("which of")
    };
    question.manner == Manner::Plain && lexicon.question_cues(&question.asked).iter().any(which)
}

/// Whether the name of somebody or something is asked for: a who, `which company`.
pub(super) fn asks_for_name(question: &Question, lexicon: &Lexicon) -> bool {
    let which = |mention: &QuestionCueMention| mention.cue == QuestionCue::Which;
    question.manner == Manner::Who
        || question.manner == Manner::Plain && lexicon.question_cues(&question.asked).iter().any(which)
}

/// Whether some words may tell which: a name that the question does not have, or several things.
pub(super) fn tells_which(words: &str, question: &Question, lexicon: &Lexicon) -> bool {
    names_anew(words, question, lexicon) || enumerates(words)
}

/// Whether a sentence says where: a name that the question does not have behind a preposition of place.
pub(super) fn says_where(sentence: &str, question: &Question, lexicon: &Lexicon) -> bool {
    let all: Vec<Word> = words(sentence).collect();
    let place = |pair: &[Word]| {
        let leads = lexicon.leads_to_place(&fold(pair[0].span.slice(sentence)));
        leads && names_anew(&format!("x {}", pair[1].span.slice(sentence)), question, lexicon)
    };
    all.windows(2).any(place)
}

/// Whether a sentence has a length of time: `within 18 months`.
pub(super) fn says_how_long(sentence: &str) -> bool {
    length_of_time(sentence).is_some()
}

/// The length of time that a sentence has; `the nine months ended September 30` say when, not how long.
pub(super) fn length_of_time(sentence: &str) -> Option<Span> {
    let dated = crate::period::find(sentence, &crate::period::Anchor::default());
    let when = |span: Span| dated.iter().any(|told| told.period.end.is_some() && told.span.overlaps(span));
    let lasts = |found: &Quantity| found.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Duration);
    let found = quantity::find(sentence).quantities.into_iter().filter(lasts).map(|found| found.span);
    let mut found = found.filter(|span| !when(*span));
    found.next()
}

/// `into the second half of 2027`, `until March`: what says up to when something lasts.
pub(super) fn until_when(sentence: &str, lexicon: &Lexicon) -> Option<Span> {
    let dated = crate::period::find(sentence, &crate::period::Anchor::default());
    dated.into_iter().map(|mention| mention.span).find_map(|span| {
        let start = lexicon.leads_to_an_end(&sentence[..span.start])?;
        Some(Span::new(start, span.end))
    })
}

/// Whether a report asks itself why, and answers in its next sentence.
fn asks_why(words: &str, lexicon: &Lexicon) -> bool {
    words.contains(['?', '？']) && is_why(words, lexicon)
}

/// Whether some words ask for a cause.
pub(super) fn is_why(words: &str, lexicon: &Lexicon) -> bool {
    lexicon.question_cues(words).iter().any(|mention| mention.cue == QuestionCue::Why)
}

/// Whether a sentence names somebody whom the question does not: a capitalised word within it, or two at its head. Chinese
/// names show by nothing, so that any sentence may hold one.
pub(super) fn names_anew(sentence: &str, question: &Question, lexicon: &Lexicon) -> bool {
    let tokens: Vec<Word> = words(sentence).filter(|word| word.kind != WordKind::Mark).collect();
    let new = |word: &Word| {
        let text = word.span.slice(sentence);
        let stem = stems(text).into_iter().next();
        word.kind == WordKind::Letters
            && text.starts_with(char::is_uppercase)
            && text.chars().nth(1).is_some_and(char::is_lowercase)
            && !crate::period::is_calendar_word(&fold(text))
            && !lexicon.is_company_form(&fold(text))
            && stem.is_some_and(|stem| !question.terms.iter().any(|term| stems(term).contains(&stem)))
    };
    sentence.contains(crate::text::is_han)
        || tokens.iter().skip(1).any(new)
        || tokens.len() > 1 && tokens[..2].iter().all(new)
}

/// Whether a sentence begins with a pronoun for whom the one before was about.
pub(super) fn goes_on_about(sentence: &str, lexicon: &Lexicon) -> bool {
    words(sentence)
        .find(|word| word.kind != WordKind::Mark)
        .is_some_and(|first| lexicon.refers_back(&fold(first.span.slice(sentence))))
}
