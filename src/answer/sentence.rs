//! An answer in words: the sentence that says it, or the amount that stands in it.

use super::conditions::{is_in_the_question, is_in_time};
use super::evidence::Evidence;
use super::form::{length_of_time, until_when};
use super::search::Search;
use super::{Answer, Status, passages, sure, worked};
use crate::figures::Role;
use crate::index::{IndexError, StoredFigure, label_words};
use crate::question::{Intent, Known, Question};
use crate::text::{Span, fold};

/// Answers with the sentence that says it, or with the number it holds where one is wanted. `strictly` takes only a sentence
/// that explains in words what is asked.
pub(super) fn answer_with(
    answer: &mut Answer,
    question: &Question,
    search: &Search<'_>,
    evidence: &mut Evidence<'_>,
    strictly: bool,
) -> Result<(), IndexError> {
    let (said, enough) = passages::find(question, search)?;
    if !enough {
        if answer.reason.is_empty() {
            "the reports do not say".clone_into(&mut answer.reason);
        }
        return Ok(());
    }
    if is_of_several(&said, question, search) {
        answer.status = Status::Unclear;
        "several companies report this: name the one you mean".clone_into(&mut answer.reason);
        return Ok(());
    }
    // Where figures might answer as well, only a sentence that explains what is asked comes before them.
    let explains = |said: &&passages::Said| !strictly || said.explains;
    for best in said.iter().take(1).filter(explains) {
        if wants_amount(question)
            && let Some(stored) = amount_of(&said, question, search)?
            && let Some(cited) = evidence.cite_figure(&stored)
        {
            answer.status = Status::Answered;
            answer.add(cited);
            answer.reason.clear();
            answer.near_misses.clear();
            continue;
        }
        // In a whole library some sentence always holds most of the words: a number is answered by a number.
        let in_words = best.cell && !best.measured || question.vague && !best.cell || question.task.lasting;
        if search.documents.is_none() && wants_number(question) && !in_words {
            if answer.reason.is_empty() {
                "the reports do not say".clone_into(&mut answer.reason);
            }
            continue;
        }
        // A bare number says nothing of who, which or why.
        if search.documents.is_none() && best.cell && best.measured && question.intent == Intent::Passage {
            continue;
        }
        if is_of_another(best, question, search, evidence) {
            if answer.reason.is_empty() {
                "the reports do not say".clone_into(&mut answer.reason);
            }
            continue;
        }
        let Some(words) = told_words(best, question, search)? else { continue };
        let Some(place) = evidence.cite(&best.document, best.passage, best.quote, words, Vec::new()) else {
            continue;
        };
        answer.status = Status::Answered;
        let quote = &evidence.citation(place).quote;
        let from = words.start - best.quote.start;
        answer.spans.push(quote[from..from + words.len()].to_owned());
        answer.reason.clear();
        answer.near_misses.clear();
    }
    Ok(())
}

/// Whether a measure of somebody is asked for, and the words are told in a report on another without naming them: what
/// stands beside `Bolt trades at 9x` of the note on Acme is of Acme.
fn is_of_another(
    best: &passages::Said,
    question: &Question,
    search: &Search<'_>,
    evidence: &mut Evidence<'_>,
) -> bool {
    let listed = question.metrics.iter().any(|metric| metric.key.is_some());
    let about = search.snapshot.entry(&best.document).and_then(|entry| entry.about.clone());
    let Some(about) = about.filter(|_| listed && search.documents.is_none()) else { return false };
    let Some(quote) = evidence.words(&best.document, best.quote) else { return false };
    let document = search.snapshot.document(&best.document).ok().flatten();
    let headings = document
        .as_ref()
        .and_then(|document| Some(document.section_path(document.passages.get(best.passage)?.section?)));
    let quote = fold(&format!("{} {quote}", headings.unwrap_or_default()));
    let known = question.entities.iter().filter(|asked| asked.known != Known::Unknown);
    let names: Vec<&str> = known.map(|asked| asked.name.as_str()).collect();
    let own = |name: &&str| {
        let family = search.directory.family(name, search.lexicon);
        let said = search.directory.spellings(name).any(|spelling| quote.contains(&spelling));
        let part = quote.contains(&fold(name));
        family.contains(&about) || said || part || family.iter().any(|other| quote.contains(&fold(other)))
    };
    !names.is_empty() && !names.iter().any(own)
}

/// The words of a sentence that answer: the length of time where one is asked for, `within 18 months`; `None` where it has none.
fn told_words(
    best: &passages::Said,
    question: &Question,
    search: &Search<'_>,
) -> Result<Option<Span>, IndexError> {
    if !question.task.lasting || search.documents.is_some() {
        return Ok(Some(best.words));
    }
    let Some(document) = search.snapshot.document(&best.document)? else { return Ok(None) };
    let quote = best.quote.get(&document.text).unwrap_or_default();
    // `into the second half of 2027`
    let found = length_of_time(quote).or_else(|| until_when(quote, search.lexicon));
    Ok(found.map(|found| found.shifted(best.quote.start)))
}

/// Whether nobody is named and reports on several companies say it equally well.
fn is_of_several(said: &[passages::Said], question: &Question, search: &Search<'_>) -> bool {
    if search.documents.is_some() || !question.entities.is_empty() || !question.proper.is_empty() {
        return false;
    }
    let about =
        |said: &passages::Said| search.snapshot.entry(&said.document).and_then(|entry| entry.about.clone());
    let Some((best, others)) = said.split_first() else { return false };
    let Some(whose) = about(best) else { return false };
    let as_good = |other: &&passages::Said| {
        other.covered >= best.covered - AS_GOOD
            && other.here >= best.here - AS_GOOD
            && other.fits == best.fits
    };
    others.iter().filter(as_good).filter_map(about).any(|other| other != whose)
}

/// How much less than the best another sentence may say to answer with its amount where the best has none, and what it
/// must say itself.
const AS_GOOD: f64 = 0.05;
const ITSELF: f64 = 0.7;

/// The amount that the best sentence has, or one that says as much: in a given report the best alone.
fn amount_of(
    said: &[passages::Said],
    question: &Question,
    search: &Search<'_>,
) -> Result<Option<StoredFigure>, IndexError> {
    let Some(best) = said.first() else { return Ok(None) };
    if let Some(stored) = amount_in(best, question, search)? {
        return Ok(Some(stored));
    }
    let as_good = |other: &&passages::Said| {
        search.documents.is_none() && other.covered >= best.covered - AS_GOOD && other.here >= ITSELF
    };
    for other in said.iter().skip(1).filter(as_good) {
        if let Some(stored) = amount_in(other, question, search)? {
            return Ok(Some(stored));
        }
    }
    Ok(None)
}

/// Whether a number is wanted, so that a sentence answers with the one it holds.
fn wants_amount(question: &Question) -> bool {
    let grows = question.intent == Intent::Change && question.metrics.is_empty();
    let asks = grows || matches!(question.intent, Intent::Figure | Intent::Count);
    asks && !question.in_words && !question.lists && question.defined.is_none()
}

/// Whether only a number answers.
fn wants_number(question: &Question) -> bool {
    wants_amount(question) || (question.intent == Intent::Change && !question.in_words)
}

/// The figure of a sentence that is of the period asked for and stands on its own, not for a change or a comparison.
fn amount_in(
    said: &passages::Said,
    question: &Question,
    search: &Search<'_>,
) -> Result<Option<StoredFigure>, IndexError> {
    let figures = search.snapshot.figures_within(&[(said.document.as_str(), said.passage)], &[])?;
    let asked = &question.task.periods;
    let meets = |stored: &StoredFigure| {
        let known = stored.figure.period.as_ref().map(|placed| &placed.period);
        known.is_some_and(|known| asked.iter().any(|asked| super::task::meets(asked, known)))
    };
    // What another figure of the sentence is of, one without a period is of too.
    let dated: Vec<Span> =
        figures.iter().filter(|stored| meets(stored)).map(|stored| stored.figure.sentence).collect();
    let fits = |stored: &StoredFigure| {
        let figure = &stored.figure;
        asked.is_empty() || meets(stored) || figure.period.is_none() && dated.contains(&figure.sentence)
    };
    let plain = |stored: &StoredFigure| {
        let unit = stored.figure.quantity.unit.as_ref();
        let counted = question.intent == Intent::Count;
        let money = unit.is_some_and(crate::quantity::Unit::is_money);
        let term = question.metrics.first().and_then(|metric| search.lexicon.metric(metric.key.as_deref()?));
        let measures = term.is_none_or(|term| unit.is_none_or(|unit| term.units.contains(&unit.kind)));
        let ratio = unit.is_some_and(|unit| unit.kind == crate::quantity::UnitKind::Ratio);
        let measures = measures && (ratio || !question.task.percent);
        // `how many times`: no length of time counts.
        let lasts = counted && sure::lasts(&stored.figure) && !sure::counts_time(question, search.lexicon);
        let told = search.documents.is_none() && is_in_the_question(question, &stored.figure);
        if lasts || told || !sure::may_be_money(question, &stored.figure) {
            return false;
        }
        if question.intent == Intent::Change {
            return ratio && stored.figure.role != Role::Prior;
        }
        measures && stored.figure.role == Role::Current && !(counted && money && question.metrics.is_empty())
    };
    let families = worked::families(question, search);
    // `what is the drawback of …`: a number that stands beside what is asked is none of it.
    let telling = question.words.iter().filter(|word| !search.lexicon.is_arm(word));
    let asks: Vec<String> = telling.flat_map(|word| label_words(word)).collect();
    // `how fast do Acme's night ferries grow?`: what is named in so many words of `Acme Ferries` is Acme's.
    let of_part = |stored: &StoredFigure, entity: &str| {
        let name = stored.figure.metric.as_ref().map(|metric| label_words(&metric.name)).unwrap_or_default();
        let part =
            |whole: &String| entity.strip_prefix(whole.as_str()).is_some_and(|rest| rest.starts_with(' '));
        !asks.is_empty() && asks.iter().all(|word| name.contains(word)) && families.iter().any(part)
    };
    let whose = |stored: &StoredFigure| match stored.figure.entity.as_deref() {
        _ if families.is_empty() => true,
        None => search.documents.is_some(),
        Some(entity) => families.iter().any(|name| name == entity) || of_part(stored, entity),
    };
    let named = |stored: &StoredFigure| {
        let name = stored.figure.metric.as_ref().map_or("", |metric| metric.name.as_str());
        !question.vague
            || search.documents.is_some()
            || label_words(name).iter().any(|word| asks.contains(word))
    };
    let in_time = |stored: &StoredFigure| is_in_time(question, &stored.sentence, search);
    let inside = figures.into_iter().filter(|stored| said.quote.contains(stored.figure.quantity.span));
    let mut inside = inside.filter(in_time);
    if question.task.lasting {
        return Ok(inside.find(|stored| sure::lasts(&stored.figure)));
    }
    let fitting: Vec<StoredFigure> =
        inside.filter(|stored| fits(stored) && plain(stored) && whose(stored) && named(stored)).collect();
    // `3,071 employees, including 1,905 drivers`: of drivers, where they are asked for, in whatever language.
    let synonyms = question.words.iter().flat_map(|word| search.lexicon.synonyms(word));
    let asks: Vec<String> = synonyms.flat_map(|word| label_words(word)).chain(asks.iter().cloned()).collect();
    let own = |stored: &StoredFigure| {
        let name = stored.figure.metric.as_ref().map_or("", |metric| metric.name.as_str());
        let unit = stored.figure.quantity.unit.as_ref().map_or("", |unit| unit.name.as_str());
        label_words(name).iter().chain(&label_words(unit)).any(|word| asks.contains(word))
    };
    let place = fitting.iter().position(own).unwrap_or_default();
    Ok(fitting.into_iter().nth(place))
}
