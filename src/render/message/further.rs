//! What stands behind an answer, page by page: its sources with their quotes, and a quote among the words around it.

use super::compose::{Reply, joined};
use super::passages::quoted;
use super::phrases::Phrases;
use super::{Embed, Message};
use crate::answer::{Answer, Citation};
use crate::render::limits::{self, Line};
use crate::render::{markup, reasons};
use crate::text::{Language, Span};

/// How many sources stand on a page; each with its whole quote.
const SOURCES: usize = 3;
const SOURCE: usize = 1300;
const EXCERPT: usize = 3600;
pub(super) const HEADLINE: usize = 800;
const COLOR: u32 = 0x4A_6F_A5;

/// One page of a longer message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub message: Message,
    /// From 0.
    pub number: usize,
    pub pages: usize,
}

/// An answer in a line or two: what it is of, and the value.
#[must_use]
pub fn headline(answer: &Answer, language: Language) -> String {
    let reply = Reply { answer, phrases: Phrases::of(language), language };
    let mut line = reply.title();
    match answer.figures.first() {
        Some(first) => drop(line.text(": ").append(reply.value(first))),
        None if !answer.reason.is_empty() => {
            line.text(": ").text(&reasons::told(&answer.reason, language).replace('\n', "; "));
        }
        None => {}
    }
    line.fit(HEADLINE)
}

/// A page of an answer's sources; the last one when there are not so many.
#[must_use]
pub fn sources(answer: &Answer, number: usize, language: Language) -> Page {
    let reply = Reply { answer, phrases: Phrases::of(language), language };
    let pages = answer.citations.len().div_ceil(SOURCES).max(1);
    let number = number.min(pages - 1);
    let mut body = String::new();
    for (at, citation) in answer.citations.iter().enumerate().skip(number * SOURCES).take(SOURCES) {
        let mut lines = quoted(citation);
        lines.insert(0, reply.source(at + 1, citation));
        body.push_str(&joined(lines).fit(SOURCE));
        body.push_str("\n\n");
    }
    let embed = Embed {
        title: reply.phrases.sources.clone(),
        description: body.trim_end().to_owned(),
        footer: reply.foot(number, pages),
        color: COLOR,
        ..Embed::default()
    };
    Page { message: Message { content: String::new(), embed: Some(embed) }, number, pages }
}

/// A quote in bold among the words around it; `quote` is where it stands in `text`.
#[must_use]
pub fn context(citation: &Citation, text: &str, quote: Span, language: Language) -> Message {
    let phrases = Phrases::of(language);
    let mut lines = Vec::new();
    let mut at = 0;
    for words in text.split('\n') {
        let span = Span::new(at, at + words.len());
        at = span.end + 1;
        if !words.trim().is_empty() {
            lines.push(excerpt_line(text, span, quote));
        }
    }
    let mut title = Line::default();
    title.text(&citation.title);
    let embed = Embed {
        title: title.fit(limits::TITLE),
        description: joined(lines).fit(EXCERPT),
        fields: Vec::new(),
        footer: [phrases.context.as_str(), citation.place()].join(" · ").chars().take(200).collect(),
        url: citation.url.as_deref().and_then(markup::address),
        color: COLOR,
    };
    Message { content: String::new(), embed: Some(embed) }
}

fn excerpt_line(text: &str, span: Span, quote: Span) -> Line {
    let marked =
        Span { start: quote.start.clamp(span.start, span.end), end: quote.end.clamp(span.start, span.end) };
    let part = |start, end| Span::new(start, end).get(text).unwrap_or_default().replace(" | ", " · ");
    let mut line = Line::default();
    line.markup("> ").text(&part(span.start, marked.start));
    line.bold(&part(marked.start, marked.end)).text(&part(marked.end, span.end));
    line
}
