use super::names::{self, Directory};
use super::{Ask, Asked, Intent, Known, Question};
use crate::figures::{Basis, Metric};
use crate::index::{Snapshot, analysed};
use crate::lexicon::{Cue, Lexicon, QuestionCue};
use rust_decimal::prelude::ToPrimitive;

use crate::period::{self, Anchor, Mention};
use crate::quantity::{self, Amount};
use crate::text::{Language, Span, WordKind, fold, without, words};

/// Reads a question against the names of a library. A follow-up takes the slots it lacks from the questions before.
#[must_use]
pub fn read(ask: &Ask, directory: &Directory, lexicon: &Lexicon, snapshot: &Snapshot) -> Question {
    let mut question = read_one(&ask.question, ask, directory, lexicon, snapshot);
    for earlier in ask.context.iter().rev() {
        if !question.entities.is_empty() && !question.metrics.is_empty() {
            break;
        }
        let before = read_one(earlier, ask, directory, lexicon, snapshot);
        fill(&mut question, before);
    }
    question
}

/// Gives a follow-up what it lacks: `and in Q2?` keeps entity and metric, `how about Google?` metric and period.
fn fill(question: &mut Question, before: Question) {
    let needs_metric = question.metrics.is_empty() && question.words.is_empty();
    if needs_metric {
        question.metrics = before.metrics;
        question.words.clone_from(&before.words);
        question.terms.extend(before.words);
        question.intent = before.intent;
        if question.periods.is_empty() {
            question.periods = before.periods;
        }
    }
    if question.entities.is_empty() {
        question.entities = before.entities;
    }
}

fn read_one(
    text: &str,
    ask: &Ask,
    directory: &Directory,
    lexicon: &Lexicon,
    snapshot: &Snapshot,
) -> Question {
    let mut named = directory.find(text, lexicon, snapshot);
    let fiscal_year_end = named.iter().find_map(|(_, asked)| lexicon.fiscal_year_end(&asked.name));
    let anchor = Anchor { date: ask.as_of, fiscal_year_end };
    let mut periods = period::find(text, &anchor);
    let months = quantity::find(text)
        .quantities
        .into_iter()
        .find(|found| found.unit.as_ref().is_some_and(|unit| unit.name == "month"));
    if let Some(Amount::Exact(count)) = months.map(|found| found.amount) {
        for mention in &mut periods {
            let first = count.to_i8().and_then(|count| mention.period.first_months(count, &anchor, text));
            mention.period = first.unwrap_or_else(|| mention.period.clone());
        }
    }
    let cues = lexicon.question_cues(text);
    let unnamed = without(text, named.iter().map(|(span, _)| *span));
    let grows = cues.iter().filter(|mention| mention.cue == QuestionCue::Growth).map(|mention| mention.span);
    let bare = without(&unnamed, grows);
    let terms = Some(lexicon.metrics(&bare))
        .filter(|terms| !terms.is_empty())
        .unwrap_or_else(|| lexicon.metrics(&unnamed));
    let mut taken: Vec<Span> = named.iter().map(|(span, _)| *span).collect();
    taken.extend(periods.iter().map(|mention| mention.span));
    taken.extend(terms.iter().map(|mention| mention.span));
    taken.extend(cues.iter().map(|mention| mention.span));
    named.extend(strangers(text, &mut taken, directory, lexicon, snapshot));
    named.sort_by_key(|(span, _)| *span);
    let mut metrics: Vec<Metric> = terms
        .iter()
        .map(|mention| Metric {
            name: phrase(text, mention.span, &taken, lexicon),
            key: Some(mention.key.to_owned()),
        })
        .collect();
    let qualifiers: Vec<String> = metrics.iter().flat_map(|metric| content(&metric.name)).collect();
    let mut rest = left_over(text, &taken);
    rest.retain(|word| !qualifiers.contains(word));
    let how_much = cues.iter().any(|mention| mention.cue == QuestionCue::HowMuch);
    if metrics.is_empty() && how_much {
        metrics.extend(rest.iter().filter_map(|word| directory.term_like(word)).take(1));
    }
    let months = periods
        .iter()
        .filter(|mention| mention.period.length == period::Length::Month)
        .filter_map(|mention| mention.period.start);
    if metrics.is_empty() && rest.len() <= 1 {
        rest.extend(months.flat_map(|month| content(&month.strftime("%Y-%m").to_string())));
    }
    let mut all = rest.clone();
    for word in named.iter().flat_map(|(_, asked)| content(&asked.name)).chain(qualifiers) {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    Question {
        intent: intent(&cues.iter().map(|mention| mention.cue).collect::<Vec<_>>(), &metrics),
        entities: named.into_iter().map(|(_, asked)| asked).collect(),
        metrics,
        basis: basis(text, lexicon),
        past: words(text).any(|word| is_past(&word.span.slice(text).to_lowercase())),
        today: ask.as_of,
        ahead: lexicon
            .cues(text)
            .iter()
            .any(|mention| matches!(mention.cue, Cue::Guidance | Cue::Forecast | Cue::Estimate)),
        periods: periods.into_iter().filter(|mention| says_when(mention)).collect(),
        words: rest,
        terms: all,
        language: Language::of(text),
    }
}

/// Misspelt names the library knows, and capitalised ones that it does not.
fn strangers(
    text: &str,
    taken: &mut Vec<Span>,
    directory: &Directory,
    lexicon: &Lexicon,
    snapshot: &Snapshot,
) -> Vec<(Span, Asked)> {
    let mut found = Vec::new();
    let loose: Vec<Span> = words(text)
        .filter(|word| word.kind == WordKind::Letters)
        .map(|word| word.span)
        .filter(|span| !taken.iter().any(|other| other.overlaps(*span)))
        .collect();
    for span in loose {
        let word = span.slice(text).trim_end_matches("'s").trim_end_matches("’s");
        let common = lexicon.is_common(&fold(word)) || lexicon.is_stop_word(&fold(word));
        if let Some(name) =
            (!common).then(|| directory.part_of(word).or_else(|| directory.misspelt(word))).flatten()
        {
            taken.push(span);
            found.push((span, Asked { name, known: Known::Measured }));
        }
    }
    for (span, name) in names::unknown(text, taken) {
        let common = fold(&name).split(' ').all(|word| lexicon.is_common(word) || lexicon.is_stop_word(word));
        if !common {
            taken.push(span);
            let known = directory.known(&name, snapshot);
            found.push((span, Asked { name, known }));
        }
    }
    found
}

/// A metric term with the loose words right before it: `cloud order reserve`, `external revenue`.
fn phrase(text: &str, term: Span, taken: &[Span], lexicon: &Lexicon) -> String {
    let before: Vec<Span> = words(&text[..term.start]).map(|word| word.span).collect();
    let mut start = term.start;
    for span in before.iter().rev().take(3) {
        let word = fold(span.slice(text));
        let adjoins = text[span.end..start].chars().all(|c| c == ' ' || c == '-');
        let loose = !taken.iter().any(|other| other.overlaps(*span));
        if !adjoins
            || !loose
            || lexicon.is_stop_word(&word)
            || !word.chars().next().is_some_and(char::is_alphabetic)
        {
            break;
        }
        start = span.start;
    }
    text[start..term.end].to_owned()
}

/// A running reference (`the quarter`) asks for no particular period.
fn says_when(mention: &Mention) -> bool {
    mention.reference == period::Reference::Own || mention.reference == period::Reference::YearEarlier
}

/// Auxiliaries that ask for what has happened.
fn is_past(word: &str) -> bool {
    matches!(word, "did" | "was" | "were" | "had")
}

fn basis(text: &str, lexicon: &Lexicon) -> Option<Basis> {
    lexicon.cues(text).iter().find_map(|mention| match mention.cue {
        Cue::YearOverYear => Some(Basis::YearOverYear),
        Cue::QuarterOverQuarter => Some(Basis::QuarterOverQuarter),
        _ => None,
    })
}

fn intent(cues: &[QuestionCue], metrics: &[Metric]) -> Intent {
    let has = |cue: QuestionCue| cues.contains(&cue);
    let prose = [QuestionCue::Who, QuestionCue::Why, QuestionCue::Where].into_iter().any(has);
    if prose {
        return Intent::Passage;
    }
    if has(QuestionCue::ByHowMuch) || has(QuestionCue::Growth) {
        return Intent::Change;
    }
    if has(QuestionCue::When) {
        return Intent::When;
    }
    if has(QuestionCue::HowMany) {
        return Intent::Count;
    }
    if metrics.is_empty() && !has(QuestionCue::HowMuch) { Intent::Passage } else { Intent::Figure }
}

/// The content words outside every slot.
fn left_over(text: &str, taken: &[Span]) -> Vec<String> {
    let loose = without(text, taken.iter().copied());
    let mut left = Vec::new();
    for word in content(&loose) {
        if !left.contains(&word) {
            left.push(word);
        }
    }
    left
}

/// The words of a text that carry meaning, as the index knows them.
fn content(text: &str) -> Vec<String> {
    analysed(text).into_iter().map(|(_, word)| word).collect()
}
