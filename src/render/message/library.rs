//! What the library holds, page by page, two answers side by side, and a figure over time.

use super::compose::Reply;
use super::desk::some_sources;
use super::further::{self, Page};
use super::grid;
use super::phrases::{Phrases, filled};
use super::{Embed, Field, Message};
use crate::answer::{Answer, Series};
use crate::index::DocumentEntry;
use crate::render::limits::{self, Line};
use crate::render::{self, markup, when};
use crate::text::Language;

/// How many reports stand on a page, and how wide each may be.
const REPORTS: usize = 10;
const REPORT: usize = 350;
/// A source beside a headline; together they fit a field.
const SOURCE: usize = limits::FIELD_VALUE - further::HEADLINE - 1;
/// How wide all points of a series may be, and one of them.
const POINTS: usize = 3000;
const POINT: usize = 300;
const COLOR: u32 = 0x4A_6F_A5;

/// A page of reports in the order given; the last one when there are not so many.
#[must_use]
pub fn library(held: &[DocumentEntry], filter: &str, number: usize, language: Language) -> Page {
    let phrases = Phrases::of(language);
    let pages = held.len().div_ceil(REPORTS).max(1);
    let number = number.min(pages - 1);
    let shown = held.iter().skip(number * REPORTS).take(REPORTS);
    let lines: Vec<String> = shown.map(|entry| report(entry, phrases, language).fit(REPORT)).collect();
    let mut title = Line::default();
    title.text(&phrases.library);
    if !filter.is_empty() {
        title.text(": ").text(filter);
    }
    let count = match held.len() {
        1 => phrases.document.clone(),
        many => filled(&phrases.documents, &many.to_string()),
    };
    let place = filled(&filled(&phrases.page_of, &(number + 1).to_string()), &pages.to_string());
    let embed = Embed {
        title: title.fit(limits::TITLE),
        description: if lines.is_empty() { phrases.not_found.clone() } else { lines.join("\n") },
        footer: if pages > 1 { format!("{place} · {count}") } else { count },
        color: COLOR,
        ..Embed::default()
    };
    Page { message: Message { content: String::new(), embed: Some(embed) }, number, pages }
}

/// Two answers under one title, each as a line or two with its source; `both` has the citations of both.
#[must_use]
pub fn side_by_side(answers: [&Answer; 2], both: &Answer, language: Language) -> Message {
    let phrases = Phrases::of(language);
    let numbers = [1, answers[0].citations.len() + 1];
    let fields = (1..).zip(answers).zip(numbers).map(|((place, answer), number)| {
        let reply = Reply { answer, phrases, language };
        let mut value = further::headline(answer, language);
        if let Some(citation) = answer.citations.first() {
            value.push('\n');
            value.push_str(&reply.source(number, citation).fit(SOURCE));
        }
        let mut name = Line::default();
        name.text(&format!("{place}. {}", answer.question));
        Field { name: name.fit(limits::FIELD_NAME), value }
    });
    let reply = Reply { answer: both, phrases, language };
    let embed = Embed {
        title: phrases.compared.clone(),
        fields: fields.chain(reply.library_field()).collect(),
        footer: reply.foot(0, 1),
        color: COLOR,
        ..Embed::default()
    };
    Message { content: String::new(), embed: Some(embed) }
}

/// A figure over time, each point with the mark of its source, and the sources below.
#[must_use]
pub fn over_time(series: &Series, language: Language) -> Message {
    let phrases = Phrases::of(language);
    let reply = Reply { answer: &series.answer, phrases, language };
    let table = tabled(series, language).unwrap_or_else(|| listed(series, language));
    let all: Vec<usize> = (1..=series.answer.citations.len()).collect();
    let embed = Embed {
        title: of_what(series, language).fit(limits::TITLE),
        description: format!("{table}\n{}", phrases.in_table),
        fields: some_sources(&reply, &all).into_iter().chain(reply.library_field()).collect(),
        footer: reply.foot(0, 1),
        color: COLOR,
        ..Embed::default()
    };
    Message { content: String::new(), embed: Some(embed) }
}

/// The newest point of a series, in a line.
#[must_use]
pub fn newest(series: &Series, language: Language) -> String {
    let mut line = of_what(series, language);
    if let Some(newest) = render::series::lines(series, language).last() {
        line.text(": ").bold(newest);
    }
    line.fit(further::HEADLINE)
}

/// `Acme Corp — revenue (USD million by quarter)`.
fn of_what(series: &Series, language: Language) -> Line {
    let mut line = Line::default();
    line.text(&render::series::title(series, language));
    line
}

/// The points in aligned columns, and a line for each that was restated.
fn tabled(series: &Series, language: Language) -> Option<String> {
    let phrases = Phrases::of(language);
    let header = [&phrases.period_to, &phrases.value, &phrases.source].map(String::clone);
    let rows: Vec<Vec<String>> =
        std::iter::once(header.into()).chain(render::series::rows(series, language)).collect();
    let table = grid::aligned(&rows)?;
    let mut lines = vec![table];
    for words in render::series::restatements(series, language) {
        let mut line = Line::default();
        line.markup("• ").text(&words);
        lines.push(line.fit(POINT));
    }
    let whole = lines.join("\n");
    (limits::width(&whole) <= POINTS).then_some(whole)
}

/// A line for each point; the newest where not all have room.
fn listed(series: &Series, language: Language) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut room = POINTS;
    for words in render::series::lines(series, language).iter().rev() {
        let mut line = Line::default();
        line.text(words);
        let line = line.fit(POINT);
        let Some(left) = room.checked_sub(limits::width(&line) + 1) else { break };
        room = left;
        lines.push(line);
    }
    lines.reverse();
    lines.join("\n")
}

/// `• 12 Mar 2026 · Annual Report 2025 · Example Press · energy`.
fn report(entry: &DocumentEntry, phrases: &Phrases, language: Language) -> Line {
    let mut line = Line::default();
    line.markup("• ");
    if let Some(date) = entry.date.as_ref().map(|dated| dated.date) {
        line.text(&format!("{} · ", when::day(date, language)));
    }
    match entry.url.as_deref().and_then(markup::address) {
        Some(address) => {
            line.bold(&entry.title).text(" · ").markup(&format!("[{}](<{address}>)", phrases.citation_link));
        }
        None => drop(line.bold(&entry.title)),
    }
    for part in entry.source.iter().chain(&entry.tags).filter(|part| !part.is_empty()) {
        line.text(" · ").text(part);
    }
    line
}
