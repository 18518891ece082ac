//! What a figure must meet besides whose it is, of what and when: the asker's other words, and that it can be the answer.

use std::sync::Arc;

use super::agreement::agree;
use super::qualifiers::Wanted;
use super::search::Search;
use crate::figures::{EFFECT, Figure, Kind, PRICE, Role};
use crate::index::{StoredFigure, stems};
use crate::lexicon::{Lexicon, is_anyone};
use crate::period::{self, Reference};
use crate::quantity::{Amount, UnitKind};
use crate::question::{Intent, Known, Operation, Question, lapses};
use crate::text::{Word, fold, words};

/// Whether the asker's other words fit: all of them where nobody is named, since one of them may be a name; otherwise
/// a third of them, where there are more than two.
pub(super) fn speaks_of(
    question: &Question,
    wanted: &Wanted,
    stored: &StoredFigure,
    named: bool,
    search: &Search<'_>,
) -> bool {
    if !is_in_time(question, &stored.sentence, search) {
        return false;
    }
    let mentioned = question.entities.iter().filter(|asked| asked.known == Known::Mentioned);
    let mut mentioned = mentioned.map(|asked| fold(&asked.name)).peekable();
    if question.words.is_empty() && question.proper.is_empty() && mentioned.peek().is_none() {
        return true;
    }
    let title = search.snapshot.entry(&stored.document).map_or("", |entry| entry.title.as_str());
    let figure = &stored.figure;
    let metric = figure.metric.as_ref().map_or("", |metric| metric.name.as_str());
    let said = fold(&format!(
        "{} {metric} {} {title}",
        stored.sentence,
        figure.entity.as_deref().unwrap_or_default()
    ));
    let source = search.snapshot.entry(&stored.document).and_then(|entry| entry.source.as_deref());
    let told = fold(&format!(
        "{metric} {} {}",
        source.unwrap_or_default(),
        // Who or what cost a measure something stands in the sentence beside it.
        if stored.sentence.contains(" | ") || metric.starts_with(EFFECT) {
            stored.sentence.as_str()
        } else {
            ""
        }
    ));
    // `the sales of its Rotor Systems division`: a part is a condition of every operand, too.
    let mut parts = question.proper.iter().filter(|word| !search.lexicon.is_plain_qualifier(word));
    let placed = |word: &str| {
        is_only_place(word, &stored.sentence, search.lexicon) || is_of_its_report(word, stored, search)
    };
    if named && parts.any(|word| !told.contains(word.as_str()) && !placed(word)) {
        return false;
    }
    if question.words.is_empty() {
        return mentioned.all(|name| said.contains(&name) || told.contains(&name));
    }
    let says = |(word, stem): &(&String, &Arc<str>)| {
        let others =
            || search.lexicon.synonyms(word).iter().filter_map(|other| stems(other).into_iter().next());
        said.contains(&***stem) || named && others().any(|other| said.contains(&*other))
    };
    let foretold = matches!(figure.kind, Some(Kind::Guidance | Kind::Forecast));
    // `which range does it work with now`: words of everyday speech, and what a forecast is anyway, say nothing of it.
    let idle = |word: &str| {
        let lexicon = search.lexicon;
        lexicon.is_light(word) || foretold && lexicon.is_foreseen(word)
    };
    // `what are people paying`: who pays is anybody.
    let anyone = |stem: &str| question.intent != Intent::Count && is_anyone(stem);
    let asked = question
        .words
        .iter()
        .zip(&wanted.words)
        .filter(|(word, stem)| (!named || !idle(word)) && !anyone(stem));
    let asked: Vec<(&String, &Arc<str>)> = asked.collect();
    let covered = asked.iter().filter(|word| says(word)).count();
    // How many of them pay is not how many there are.
    let some =
        question.intent == Intent::Count && question.task.operation == Operation::Figure && covered > 0;
    let few = asked.is_empty() || some || asked.len() < 3 && question.intent != Intent::Count;
    if named { few || covered * 3 >= asked.len() } else { covered == asked.len() }
}

/// `in Leeds, where a roll costs €3`: whether a name stands in a sentence behind a preposition of place, and no other does.
pub(super) fn is_only_place(name: &str, sentence: &str, lexicon: &Lexicon) -> bool {
    let all: Vec<Word> = words(sentence).collect();
    let places = all.windows(2).filter_map(|pair| {
        let place = pair[1].span.slice(sentence);
        let leads = lexicon.leads_to_place(&fold(pair[0].span.slice(sentence)));
        (leads && place.starts_with(char::is_uppercase) && !period::is_calendar_word(&fold(place)))
            .then_some(place)
    });
    let places: Vec<&str> = places.collect();
    matches!(places.as_slice(), [only] if fold(only) == name || stems(only).iter().any(|stem| &**stem == name))
}

/// Whether a price stands in a report that speaks of the product whose price is asked for, by whatever other word it calls it
/// there: `the subscription is $95 per robot`.
fn is_of_its_report(name: &str, stored: &StoredFigure, search: &Search<'_>) -> bool {
    let Some(metric) = &stored.figure.metric else { return false };
    let per = stored.figure.quantity.unit.as_ref().is_some_and(|unit| unit.per.is_some());
    // `Acme Pro is $9 per seat` is the price of that, and of nothing else the report names.
    let opens = stored.sentence.starts_with(metric.name.as_str());
    let own =
        metric.name.split(' ').skip(usize::from(opens)).any(|word| word.starts_with(char::is_uppercase));
    let says = || {
        let document = search.snapshot.document(&stored.document).ok().flatten()?;
        Some(stems(&document.text).iter().any(|stem| &**stem == name))
    };
    per && !own && metric.key.as_deref() == Some(PRICE) && says().unwrap_or_default()
}

/// Whether a sentence tells a time as long as the one after which a figure is asked for: `within a week of the launch`.
pub(super) fn is_in_time(question: &Question, sentence: &str, search: &Search<'_>) -> bool {
    let as_long = |days| lapses(sentence, search.lexicon).iter().any(|(_, told)| *told == days);
    question.lapse.is_none_or(as_long)
}

/// Whether a figure is of one of those of several that are asked for: what its name does not tell, its sentence does.
pub(super) fn is_of_that_one(question: &Question, stored: &StoredFigure, search: &Search<'_>) -> bool {
    let asked = &question.apart;
    let name = stored.figure.metric.as_ref().map_or("", |metric| metric.name.as_str());
    asked.is_empty()
        || match search.lexicon.told_apart(name).as_slice() {
            [] => asked.iter().any(|one| search.lexicon.tells(&stored.sentence, one)),
            told => told.iter().any(|told| asked.iter().any(|one| one == told)),
        }
}

/// Whether words tell of another one of several than those asked for: of a `Series A` or a `Phase 2` where a `Series B` or a
/// `Phase 3` is asked for.
pub(super) fn is_of_another_one(question: &Question, told: &str, lexicon: &Lexicon) -> bool {
    let asked = &question.apart;
    let apart = !asked.is_empty()
        && !asked.iter().any(|one| lexicon.tells(told, one))
        && !lexicon.told_apart(told).is_empty();
    let listed = numbered(told);
    let other = |(noun, number): &(String, String)| {
        let same: Vec<&str> =
            listed.iter().filter(|(known, _)| known == noun).map(|(_, number)| number.as_str()).collect();
        !same.is_empty() && !same.contains(&number.as_str())
    };
    apart || numbered(&question.asked).iter().any(other)
}

/// The nouns of a text that a number tells apart: `Phase 2`. A number that counts what follows is none, nor one of a date.
fn numbered(text: &str) -> Vec<(String, String)> {
    let all: Vec<Word> = words(text).collect();
    let pairs = all.windows(3).filter_map(|three| {
        let [noun, number, next] = three else { return None };
        let (name, digits) = (noun.span.slice(text), number.span.slice(text));
        let short = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let named =
            name.starts_with(char::is_uppercase) && name.len() > 3 && !period::is_calendar_word(&fold(name));
        let beside = &text[noun.span.end..number.span.start] == " ";
        let plain = !next.span.slice(text).starts_with(['%', '.', ',', '-']) || next.span.end == text.len();
        (short && named && beside && plain).then(|| (fold(name), digits.to_owned()))
    });
    pairs.collect()
}

/// `How much did … make in 2026` asks for a fact, which nobody has before the period is over, and which what was expected of
/// it does not become afterwards.
pub(super) fn is_yet_to_come(question: &Question, figure: &Figure) -> bool {
    let ends = figure.period.as_ref().and_then(|placed| placed.period.end);
    let foretold = match figure.kind {
        Some(Kind::Guidance | Kind::Forecast) => true,
        Some(Kind::Estimate | Kind::Analysis) => {
            ends.zip(question.today).is_some_and(|(ends, today)| ends > today)
        }
        _ => false,
    };
    question.past && !question.ahead && !question.prior && foretold
}

/// Whether the question states an amount itself, exactly or rounded: `of the $11 billion that it spent, how much went into ferries?`.
pub(super) fn is_in_the_question(question: &Question, figure: &Figure) -> bool {
    question.stated.iter().any(|stated| agree(&Amount::Exact(*stated), &figure.quantity.amount))
}

/// No amount that a question states itself is its answer, and nothing but a percentage is one in percent.
pub(super) fn may_answer(question: &Question, figure: &Figure) -> bool {
    let quantity = &figure.quantity;
    let stated = is_in_the_question(question, figure);
    let ratio = quantity.unit.as_ref().is_none_or(|unit| unit.kind == UnitKind::Ratio);
    let plain = question.task.operation == Operation::Figure;
    !(plain && (stated || question.task.percent && !ratio))
}

/// `the profit that fell 7%`: a growth told with a figure that the question states.
pub(super) fn is_stated(question: &Question, stored: &StoredFigure, growth: &StoredFigure) -> bool {
    let name = |stored: &StoredFigure| stored.figure.metric.as_ref().map(|metric| fold(&metric.name));
    let stated = matches!(growth.figure.quantity.amount, Amount::Exact(value) if question.stated.contains(&value.abs()));
    stated
        && growth.figure.role == Role::Delta
        && growth.document == stored.document
        && growth.figure.sentence == stored.figure.sentence
        && name(growth) == name(stored)
}

/// `a year earlier`, `the previous quarter` without another date ask for what a figure was compared with.
pub(super) fn is_compared(question: &Question, figure: &Figure) -> bool {
    let dated = question.periods.iter().any(|mention| mention.reference == Reference::Own);
    let comparison = question.periods.iter().any(|mention| mention.reference != Reference::Own);
    dated || !comparison || figure.role == Role::Prior || question.intent == Intent::Change
}
