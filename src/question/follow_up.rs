//! Follow-ups: what a question takes from the one before it.

use super::loose::content;
use super::read::Reader;
use super::shifted::numbered_before;
use super::{Intent, Known, Operation, Question};
use crate::index::stems;
use crate::lexicon::{Lexicon, QuestionCue, TermMention};
use crate::period::{self, Anchor, Calendar, Length, Mention, Period};
use crate::quantity::{self, UnitKind};
use crate::text::{Span, WordKind, fold, is_han, without, words};

/// Reads a question in the light of the one before it.
pub(super) fn read_after(reader: &Reader<'_>, before: Option<Question>, asked: &str) -> Question {
    let mut question = reader.read(asked);
    if let Some(before) = before {
        if let Some((part, whole)) = of_part(&question, &before, reader.lexicon) {
            question = reader.read(&whole);
            // What no figure is told of has none.
            question
                .proper
                .extend(content(&part).iter().flat_map(|word| stems(word)).map(|stem| stem.to_string()));
        }
        if let Some(whole) = of_the_whole(&question, &before, reader.lexicon) {
            question = reader.read(&whole);
        } else if let Some(whole) = of_another(&question, &before, reader) {
            // What nobody has told as a fact may be all there is of the other.
            question = Question { past: question.past, ..reader.read(&whole) };
        }
        fill(&mut question, before, reader.lexicon);
    }
    question
}

/// `how much of that came from ferries?`: the question with what the one before asked for in the place of the pronoun.
fn of_the_whole(question: &Question, before: &Question, lexicon: &Lexicon) -> Option<String> {
    let ([metric], [asked]) = (before.metrics.as_slice(), before.entities.as_slice()) else { return None };
    let pointer = lexicon.points_to_whole(&question.asked)?;
    // `at the end of that quarter` points to no whole.
    let next = words(&question.asked[pointer.end..]).next();
    let next = next.map(|word| fold(word.span.slice(&question.asked[pointer.end..])));
    let goes_on = |word: &String| {
        lexicon.is_verb(word) || lexicon.is_stop_word(word) || !word.starts_with(char::is_alphabetic)
    };
    let is_chinese = pointer.slice(&question.asked).contains(is_han);
    if !is_chinese && !next.as_ref().is_none_or(goes_on) {
        return None;
    }
    if !question.entities.is_empty() || !question.periods.is_empty() || metric.key.is_none() {
        return None;
    }
    let period = before.periods.first().map(|mention| mention.period.label.as_str());
    let whole = if is_chinese {
        format!("{}{}的{}中", asked.name, period.unwrap_or_default(), metric.name)
    } else {
        let dated = period.map(|label| format!(" in {label}")).unwrap_or_default();
        format!("of {}'s {}{dated}", asked.name, metric.name)
    };
    let mut told = question.asked.clone();
    told.replace_range(pointer.start..pointer.end, &whole);
    Some(told)
}

/// The question before, of somebody else: `and its rival Globex?`.
fn of_another(question: &Question, before: &Question, reader: &Reader<'_>) -> Option<String> {
    let ([other], [asked]) = (question.entities.as_slice(), before.entities.as_slice()) else { return None };
    let bare = question.only_leans && question.metrics.is_empty() && question.periods.is_empty();
    if !bare || other.known != Known::Measured || other.name == asked.name {
        return None;
    }
    let names = reader.directory.find(&before.asked, reader.lexicon, reader.snapshot);
    let (name, _) = names.into_iter().find(|(_, found)| found.name == asked.name)?;
    let mut whole = before.asked.clone();
    whole.replace_range(name.start..name.end, &other.name);
    Some(whole)
}

/// Gives a follow-up what it lacks: `and in Q2?` keeps entity and metric, `how about Google?` metric and period.
fn fill(question: &mut Question, before: Question, lexicon: &Lexicon) {
    lean_on(question, &before);
    // `and the earlier estimate?` is one of the same thing.
    let per_year = question.task.operation == Operation::PerYear;
    let leans = question.leans || question.only_leans || question.prior || per_year;
    let needs_metric = question.metrics.is_empty() && leans;
    if needs_metric {
        question.metrics = before.metrics;
        // `what was its earlier estimate?` asks for no explanation of a word.
        question.defined = None;
        question.words.clone_from(&before.words);
        question.terms.extend(before.words);
        // `how far down is that?` asks for the change of the figure before.
        let changes = question.intent == Intent::Change || per_year;
        let in_money =
            words(&question.asked).any(|word| quantity::is_currency(word.span.slice(&question.asked)));
        let task = std::mem::replace(&mut question.task, before.task.clone());
        if changes {
            question.task.operation = task.operation;
        } else if question.asks_amount && in_money && before.intent == Intent::Change {
            // `and how much was left of it, in euros?`
            question.task.operation = Operation::Figure;
            question.task.percent = false;
        } else if !(in_words(before.intent) && question.asks_amount) {
            question.intent = before.intent;
        }
        if !task.periods.is_empty() {
            (question.task.periods, question.task.is_stretch) = (task.periods, task.is_stretch);
        }
        if question.periods.is_empty() {
            question.periods.clone_from(&before.periods);
        }
    }
    if question.entities.is_empty() {
        question.entities = before.entities;
        // Of whom no figure is told is named by words alone.
        if question.entities.iter().all(|asked| asked.known == Known::Mentioned) {
            let names = question.entities.iter().flat_map(|asked| content(&asked.name));
            let names: Vec<String> = names.collect();
            question.proper.extend(names.iter().flat_map(|word| stems(word)).map(|stem| stem.to_string()));
            question.terms.extend(names);
        }
        // `and its net profit?`, `what was it in that quarter?` ask for that of the same time.
        let same = question.only_leans || lexicon.says_same_time(&question.asked);
        if same && question.periods.is_empty() {
            question.periods = before.periods;
            (question.task.periods, question.task.is_stretch) = (before.task.periods, before.task.is_stretch);
        } else if question.periods.is_empty() && question.asks_amount && question.months.is_none() {
            // `how many trams did they build?` goes on about the quarter asked about, if that is told.
            let dated = |mention: &Mention| mention.period.end.is_some() || mention.period.is_bare_ordinal();
            question.lent = before.periods.into_iter().filter(dated).collect();
        }
    }
}

/// `when …? and how large was it?`: an amount is no answer of the kind that was wanted before.
fn in_words(intent: Intent) -> bool {
    matches!(intent, Intent::Passage | Intent::When)
}

/// `what about the retail arm?`: what names a part, and the question before, asked of that. It stands in the place of the
/// term there, and what narrowed the term is left out.
fn of_part(question: &Question, before: &Question, lexicon: &Lexicon) -> Option<(String, String)> {
    // `and for the nine months?` names no part.
    let other_time = question.next || question.prior || question.months.is_some();
    if !question.only_leans || !question.entities.is_empty() || other_time {
        return None;
    }
    let part = part(question, lexicon)?;
    let terms = lexicon.metrics(&before.asked);
    let amount = |mention: &&TermMention<'_>| {
        lexicon.metric(mention.key).is_some_and(|term| term.units.contains(&UnitKind::Money))
    };
    let term = terms.iter().find(amount).or(terms.first())?;
    let (term, head) = (term.span, head(term, &before.asked, lexicon, lexicon.says_how_measured(part)));
    // A Chinese part is glued to its term.
    let gap = if head.contains(is_han) && part.contains(is_han) { "" } else { " " };
    let named = format!("{part}{gap}{head}");
    let listed = || lexicon.metrics(&named).iter().any(|mention| mention.span.len() == named.len());
    if !listed() && (!question.metrics.is_empty() || question.words.is_empty()) {
        return None;
    }
    let qualifiers = before.metrics.iter().flat_map(|metric| content(&metric.name));
    let narrowing: Vec<String> = before.words.iter().cloned().chain(qualifiers).collect();
    let narrows = words(&before.asked).filter(|word| {
        let said = fold(word.span.slice(&before.asked));
        !word.span.overlaps(term) && narrowing.iter().any(|known| *known == said.trim_end_matches("'s"))
    });
    // A period that the earlier question took from one before it stands nowhere in it.
    let told = |mention: &&Mention| {
        let words = before.asked.get(mention.span.start..mention.span.end).unwrap_or_default();
        !period::find(words, &Anchor::default()).is_empty()
    };
    let old = before.periods.iter().filter(|_| !question.periods.is_empty()).filter(told);
    let old = old.map(|mention| mention.span);
    let glued = glued(before, term);
    let mut whole = without(&before.asked, narrows.map(|word| word.span).chain(old).chain(glued));
    whole.replace_range(term.start..term.end, &named);
    for mention in &question.periods {
        whole = format!("{} {}", whole.trim_end_matches(['?', '？']), mention.span.slice(&question.asked));
    }
    Some((part.to_owned(), whole))
}

/// `and the year before?`, `the quarter after that?`: a period told from the one asked about before.
fn lean_on(question: &mut Question, before: &Question) {
    let told = |reference| question.periods.iter().any(|mention| mention.reference == reference);
    let dated = before.periods.iter().find(|mention| mention.period.end.is_some());
    let Some(known) = dated.or_else(|| before.periods.first()) else { return };
    let without_days = known.period.end.is_none() && !known.period.is_bare_ordinal();
    let shifted = if without_days {
        None
    } else if question.next {
        known.period.next()
    } else if let Some(longer) = question
        .months
        .filter(|_| question.intent != Intent::Change)
        .and_then(|months| lasting(&known.period, months))
    {
        Some(longer)
    } else if told(period::Reference::YearEarlier) {
        Some(known.period.year_earlier())
    } else if told(period::Reference::Previous) && known.period.is_bare_ordinal() {
        numbered_before(&known.period)
    } else if told(period::Reference::Previous) {
        Some(known.period.previous())
    } else {
        None
    };
    if let Some(period) = shifted {
        question.task.periods = vec![period.clone()];
        question.periods = vec![Mention { span: known.span, period, reference: period::Reference::Own }];
    }
}

/// `and for the nine months?` after a quarter asks for those that end with it, `and for the full year?` for its civil year.
fn lasting(known: &Period, months: i8) -> Option<Period> {
    let end = known.end?;
    let (length, label) = match months {
        6 => (Length::Half, format!("six months ended {end}")),
        9 => (Length::NineMonths, format!("nine months ended {end}")),
        12 if known.calendar != Calendar::Fiscal => (Length::Year, end.year().to_string()),
        _ => return None,
    };
    let end = if months == 12 { end.last_of_year() } else { end };
    let start = end.tomorrow().ok()?.checked_sub(jiff::Span::new().months(months)).ok()?;
    let calendar = known.calendar;
    (known.length < length).then_some(Period { label, start: Some(start), end: Some(end), length, calendar })
}

/// 炉具 of 苍梧铸造2025年炉具收入: the Chinese characters that narrow a term right before it, where they begin behind a period,
/// a mark or the name that is asked about.
fn glued(before: &Question, term: Span) -> Option<Span> {
    let text = &before.asked;
    let dated =
        |at: usize| before.periods.iter().any(|mention| mention.span.start <= at && at < mention.span.end);
    let narrows = |(at, c): &(usize, char)| is_han(*c) && *c != '的' && !dated(*at);
    let run = text[..term.start].char_indices().rev().take_while(narrows);
    let start = run.last().map(|(at, _)| at)?;
    let names = before.entities.iter().filter_map(|asked| {
        let at = text[start..term.start].find(&asked.name)?;
        Some(start + at + asked.name.len())
    });
    let from = names.max().unwrap_or(start);
    (from > 0 && from < term.start).then(|| Span::new(from, term.start))
}

/// The term that a part's own term holds: `revenue` in `cloud revenue`, but `net income` whole unless that is asked anew.
fn head<'t>(mention: &TermMention<'_>, text: &'t str, lexicon: &Lexicon, anew: bool) -> &'t str {
    let whole = mention.span.slice(text);
    let broader = lexicon.metric(mention.key).and_then(|term| term.broader.as_deref());
    let starts = words(whole).map(|word| word.span.start).filter(|start| *start > 0);
    let mut parted = starts.map(|start| whole.split_at(start));
    let found = parted.find(|(lead, rest)| {
        let found = lexicon.metrics(rest);
        let wider = |only: &TermMention<'_>| only.span.len() == rest.len() && Some(only.key) == broader;
        matches!(found.as_slice(), [only] if wider(only)) && anew == lexicon.says_how_measured(lead)
    });
    found.map_or(whole, |(_, rest)| rest)
}

/// The words of a follow-up that name a part, without what leads to it and what only says that it is one.
fn part<'q>(question: &'q Question, lexicon: &Lexicon) -> Option<&'q str> {
    let asked = &question.asked;
    let leads =
        lexicon.question_cues(asked).into_iter().filter(|mention| mention.cue == QuestionCue::FollowUp);
    let taken: Vec<Span> = leads
        .map(|mention| mention.span)
        .chain(question.periods.iter().map(|mention| mention.span))
        .collect();
    let plain = |span: &Span| {
        let word = fold(span.slice(asked));
        lexicon.is_stop_word(&word) || lexicon.names_rows(&word) || lexicon.is_arm(&word)
    };
    let left = words(asked).filter(|word| word.kind != WordKind::Mark).map(|word| word.span);
    let left: Vec<Span> = left.filter(|span| !taken.iter().any(|other| other.overlaps(*span))).collect();
    let first = left.iter().position(|span| !plain(span))?;
    let last = left.iter().rposition(|span| !plain(span))?;
    let part = left[first].joined(left[last]);
    let whole = !taken.iter().any(|other| other.overlaps(part));
    (whole && words(part.slice(asked)).count() <= LONGEST_PART).then(|| part.slice(asked))
}

/// How many words the name of a part has at most; of a Chinese one every character may be one.
const LONGEST_PART: usize = 8;
