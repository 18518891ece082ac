//! Checks, comparisons and events as Discord messages, each line with the mark of its source and the sources below.

use super::compose::{Reply, joined};
use super::further::Page;
use super::phrases::{Phrases, filled};
use super::{Embed, Field, Message};
use crate::answer::{Answer, Check, Comparison, Timeline};
use crate::render::desk;
use crate::render::limits::{self, Line};
use crate::text::Language;

/// How wide the lines are together, and how wide one of them.
const BODY: usize = 3000;
const LINE: usize = 600;
/// How many events stand on a page.
const EVENTS: usize = 5;
const COLOR: u32 = 0x4A_6F_A5;

/// What the library says to each number of a post.
#[must_use]
pub fn checked(check: &Check, language: Language) -> Message {
    let phrases = Phrases::of(language);
    let mut lines = Vec::new();
    for part in desk::check_parts(check, language) {
        let mut heading = Line::default();
        heading.bold(&part.heading);
        lines.push(heading);
        lines.extend(part.lines.iter().map(|words| item(words)));
    }
    if lines.is_empty() {
        lines.extend(desk::check(check, language).lines().map(item));
    }
    let embed = Embed {
        title: phrases.checked.clone(),
        description: joined(lines).fit(BODY),
        fields: sources(&check.answer, phrases).into_iter().collect(),
        color: COLOR,
        ..Embed::default()
    };
    Message { content: String::new(), embed: Some(embed) }
}

/// Two figures, and what is computed of them or why it is not.
#[must_use]
pub fn compared(comparison: &Comparison, language: Language) -> Message {
    let phrases = Phrases::of(language);
    let lines = desk::comparison_lines(comparison, language);
    let embed = Embed {
        title: phrases.compared.clone(),
        description: joined(lines.iter().map(|words| item(words)).collect()).fit(BODY),
        fields: sources(&comparison.answer, phrases).into_iter().collect(),
        color: COLOR,
        ..Embed::default()
    };
    Message { content: String::new(), embed: Some(embed) }
}

/// A page of dated events, newest first; the last one when there are not so many.
#[must_use]
pub fn events(timeline: &Timeline, filter: &str, number: usize, language: Language) -> Page {
    let phrases = Phrases::of(language);
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
    let place = filled(&filled(&phrases.page_of, &(number + 1).to_string()), &pages.to_string());
    let embed = Embed {
        title: title.fit(limits::TITLE),
        description: if shown.is_empty() { phrases.not_found.clone() } else { shown.join("\n") },
        fields: some_sources(&timeline.answer, &on_page, phrases).into_iter().collect(),
        footer: if pages > 1 { place } else { String::new() },
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

fn sources(answer: &Answer, phrases: &Phrases) -> Option<Field> {
    let all: Vec<usize> = (1..=answer.citations.len()).collect();
    some_sources(answer, &all, phrases)
}

/// The sources of these numbers, each once.
fn some_sources(answer: &Answer, numbers: &[usize], phrases: &Phrases) -> Option<Field> {
    let reply = Reply { answer, phrases };
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    let cited = numbers.into_iter().filter_map(|number| {
        let citation = answer.citations.get(number.checked_sub(1)?)?;
        Some(reply.source(number, citation))
    });
    let value = joined(cited.collect()).fit(limits::FIELD_VALUE);
    (!value.trim().is_empty()).then(|| Field { name: phrases.sources.clone(), value })
}
