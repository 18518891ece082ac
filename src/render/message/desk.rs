//! Checks, comparisons and events as Discord messages, each line with the mark of its source and the sources below.

use super::compose::{Reply, joined};
use super::further::{HEADLINE, Page};
use super::grid;
use super::phrases::Phrases;
use super::{Embed, Field, Message};
use crate::answer::{Check, Citation, Comparison, Timeline};
use crate::render::desk;
use crate::render::limits::{self, Line};
use crate::text::Language;

/// How wide the lines are together, and how wide one of them.
const BODY: usize = 3000;
const LINE: usize = 600;
/// How many events stand on a page.
const EVENTS: usize = 5;
/// How many numbers of a post, how wide what is said to one may be, and a figure under it.
const FINDINGS: usize = 5;
const HEADING: usize = 160;
const FOUND: usize = 220;
const COLOR: u32 = 0x4A_6F_A5;

/// A page of what the library says to the numbers of a post; the last one when there are not so many.
#[must_use]
pub fn checked(check: &Check, number: usize, language: Language) -> Page {
    let phrases = Phrases::of(language);
    let reply = Reply { answer: &check.answer, phrases, language };
    let parts = desk::check_parts(check, language);
    let pages = parts.len().div_ceil(FINDINGS).max(1);
    let number = number.min(pages - 1);
    let mut lines: Vec<String> = Vec::new();
    let mut marks: Vec<usize> = Vec::new();
    for part in parts.iter().skip(number * FINDINGS).take(FINDINGS) {
        let mut heading = Line::default();
        heading.bold(&part.heading);
        lines.push(heading.fit(HEADING));
        lines.extend(part.lines.iter().map(|words| item(words).fit(FOUND)));
        marks.extend(&part.citations);
    }
    if lines.is_empty() {
        let told = desk::check(check, language);
        lines.extend(told.lines().take(FINDINGS).map(|words| item(words).fit(FOUND)));
    }
    let embed = Embed {
        title: phrases.checked.clone(),
        description: lines.join("\n"),
        fields: some_sources(&reply, &marks).into_iter().chain(reply.library_field()).collect(),
        footer: reply.foot(number, pages),
        color: COLOR,
        ..Embed::default()
    };
    Page { message: Message { content: String::new(), embed: Some(embed) }, number, pages }
}

/// Two figures, and what is computed of them or why it is not.
#[must_use]
pub fn compared(comparison: &Comparison, language: Language) -> Message {
    let phrases = Phrases::of(language);
    let reply = Reply { answer: &comparison.answer, phrases, language };
    let lines = desk::comparison_lines(comparison, language);
    let table = desk::comparison_rows(comparison, language);
    let table = table.and_then(|(common, rows)| Some((common, grid::aligned(&rows)?)));
    let description = match table {
        Some((common, table)) => {
            let mut heading = Line::default();
            heading.bold(&common);
            // The figures are in the table; what is left are the computations.
            let computed = lines.iter().skip(comparison.answer.figures.len()).map(|words| item(words));
            joined([heading, Line::whole(&table)].into_iter().chain(computed).collect()).fit(BODY)
        }
        None => joined(lines.iter().map(|words| item(words)).collect()).fit(BODY),
    };
    let all: Vec<usize> = (1..=comparison.answer.citations.len()).collect();
    let embed = Embed {
        title: phrases.compared.clone(),
        description,
        fields: some_sources(&reply, &all).into_iter().chain(reply.library_field()).collect(),
        footer: reply.foot(0, 1),
        color: COLOR,
        ..Embed::default()
    };
    Message { content: String::new(), embed: Some(embed) }
}

/// A page of dated events, newest first; the last one when there are not so many.
#[must_use]
pub fn events(timeline: &Timeline, filter: &str, number: usize, language: Language) -> Page {
    let phrases = Phrases::of(language);
    let reply = Reply { answer: &timeline.answer, phrases, language };
    let lines = desk::event_lines(timeline);
    let pages = lines.len().div_ceil(EVENTS).max(1);
    let number = number.min(pages - 1);
    let shown = lines.iter().skip(number * EVENTS).take(EVENTS);
    let shown: Vec<String> = shown.map(|words| item(words).fit(LINE)).collect();
    let mut title = Line::default();
    title.text(&phrases.events);
    if !filter.is_empty() {
        title.text(": ").text(filter);
    }
    let on_page: Vec<usize> =
        timeline.events.iter().skip(number * EVENTS).take(EVENTS).map(|event| event.citation).collect();
    let embed = Embed {
        title: title.fit(limits::TITLE),
        description: if shown.is_empty() { phrases.not_found.clone() } else { shown.join("\n") },
        fields: some_sources(&reply, &on_page).into_iter().chain(reply.library_field()).collect(),
        footer: reply.foot(number, pages),
        color: COLOR,
        ..Embed::default()
    };
    Page { message: Message { content: String::new(), embed: Some(embed) }, number, pages }
}

fn item(words: &str) -> Line {
    let mut line = Line::default();
    line.markup("• ").text(words);
    line
}

/// The sources of these numbers, each once.
pub(super) fn some_sources(reply: &Reply<'_>, numbers: &[usize]) -> Option<Field> {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    // What reads alike stands once, under all its numbers.
    let mut told: Vec<(Line, String, &Citation)> = Vec::new();
    for number in numbers {
        let found = number.checked_sub(1).and_then(|at| reply.answer.citations.get(at));
        let Some(citation) = found else { continue };
        let words = reply.source_of("", citation);
        match told.iter_mut().find(|(other, ..)| *other == words) {
            Some((_, marks, _)) => marks.push_str(&format!(" [{number}]")),
            None => told.push((words, format!("[{number}]"), citation)),
        }
    }
    let cited = told.iter().map(|(_, marks, citation)| reply.source_of(marks, citation));
    let value = joined(cited.collect()).fit(limits::FIELD_VALUE);
    (!value.trim().is_empty()).then(|| Field { name: reply.phrases.sources.clone(), value })
}

/// A few lines as they may be repeated elsewhere.
#[must_use]
pub fn in_lines(lines: &[String]) -> String {
    joined(lines.iter().take(FINDINGS).map(|words| item(words)).collect()).fit(HEADLINE)
}
