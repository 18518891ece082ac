//! Timelines: runs of dated entries become events.

use std::ops::Range;

use super::blocks::{Block, EventDraft};
use super::dates::{self, Dated};
use super::{Event, Table};
use crate::text::Span;

/// A single dated line is no timeline.
const SHORTEST_RUN: usize = 2;
/// Words a table cell must have to tell what happened.
const FEWEST_WORDS: usize = 3;

/// Turns runs of dated entries into events: a date on a line of its own with what happened below it, or one line or
/// list item that begins with its date.
pub(super) fn mark(blocks: Vec<Block>) -> Vec<Block> {
    let mut marked = Vec::with_capacity(blocks.len());
    let mut run: Vec<(EventDraft, Vec<Block>)> = Vec::new();
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let alone = lone_date(&block);
        let entry = match (alone, blocks.peek()) {
            (Some(dated), Some(next)) if lone_date(next).is_none() => below(&block, &dated, next),
            _ => beside(&block),
        };
        let Some(event) = entry else {
            close(&mut run, &mut marked);
            marked.push(block);
            continue;
        };
        let mut parts = vec![block];
        if alone.is_some() {
            parts.extend(blocks.next());
        }
        run.push((event, parts));
    }
    close(&mut run, &mut marked);
    marked
}

/// The events of a table whose first column holds dates and whose others tell what happened. `passages` holds one for
/// each body row.
pub(super) fn of_table(table: &Table, text: &str, passages: &[usize]) -> Vec<Event> {
    let mut events = Vec::new();
    for (row, passage) in table.body_rows().zip(passages) {
        let [first, rest @ ..] = row.cells.as_slice() else { return Vec::new() };
        let label = first.span.slice(text);
        let told =
            rest.iter().map(|cell| cell.span).filter(|span| row.span.contains(*span) && !span.is_empty());
        let Some(happening) = told.reduce(Span::joined) else { return Vec::new() };
        let words = rest.iter().map(|cell| length_in_words(cell.span.slice(text))).max().unwrap_or_default();
        match dates::leading(label).filter(|dated| dated.span.end == label.len() && words >= FEWEST_WORDS) {
            Some(Dated { start, end, .. }) => {
                events.push(Event { label: first.span, start, end, text: happening, passage: *passage });
            }
            None => return Vec::new(),
        }
    }
    if events.len() < SHORTEST_RUN { Vec::new() } else { events }
}

fn close(run: &mut Vec<(EventDraft, Vec<Block>)>, marked: &mut Vec<Block>) {
    let long_enough = run.len() >= SHORTEST_RUN;
    for (event, parts) in run.drain(..) {
        if long_enough {
            marked.push(Block::Event(event));
        } else {
            marked.extend(parts);
        }
    }
}

/// The date that is all a block says.
fn lone_date(block: &Block) -> Option<Dated> {
    let text = block.words()?;
    let dated = dates::leading(text)?;
    let rest = text[dated.span.end..].trim_matches(is_separator);
    rest.is_empty().then_some(dated)
}

fn below(date: &Block, dated: &Dated, next: &Block) -> Option<EventDraft> {
    let (Block::Paragraph(told) | Block::ListItem(told)) = next else { return None };
    let label = date.words()?;
    let text = format!("{label} {told}");
    let happening = label.len() + 1..text.len();
    Some(draft(text, dated, happening))
}

fn beside(block: &Block) -> Option<EventDraft> {
    let (Block::Paragraph(text) | Block::ListItem(text)) = block else { return None };
    let dated = dates::leading(text)?;
    let rest = &text[dated.span.end..];
    let told = rest.trim_start_matches(is_separator);
    let separated = rest[..rest.len() - told.len()].chars().any(|c| !c.is_whitespace());
    if told.is_empty() || !(separated || rest.starts_with(' ') && !is_year(&dated)) {
        return None;
    }
    let happening = text.len() - told.len()..text.len();
    Some(draft(text.clone(), &dated, happening))
}

fn draft(text: String, dated: &Dated, happening: Range<usize>) -> EventDraft {
    EventDraft {
        text,
        label: dated.span.start..dated.span.end,
        happening,
        start: dated.start,
        end: dated.end,
    }
}

/// `2023 revenue rose` is a sentence about a year; `2023: revenue rose` is an entry.
fn is_year(dated: &Dated) -> bool {
    dated.span.len() == 4
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ':' | '：' | '-' | '–' | '—' | '|' | '·' | '•' | ',' | '，' | '、' | ')' | '）' | '(' | '（'
        )
}

/// Words, or half as many Chinese characters.
fn length_in_words(text: &str) -> usize {
    let wide = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    text.split_whitespace().count().max(wide / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(lines: &[&str]) -> Vec<Block> {
        lines.iter().map(|line| Block::Paragraph((*line).to_owned())).collect()
    }

    #[track_caller]
    fn case(blocks: Vec<Block>, expected: &[&str]) {
        let events = mark(blocks).into_iter().filter_map(|block| match block {
            Block::Event(event) => Some(format!(
                "{} / {}",
                &event.text[event.label.clone()],
                &event.text[event.happening.clone()]
            )),
            _ => None,
        });
        assert_eq!(events.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn dates_on_lines_of_their_own_take_the_line_below() {
        case(
            paragraphs(&["2024-02", "Acme buys back shares.", "2025-05", "Acme opens a plant."]),
            &["2024-02 / Acme buys back shares.", "2025-05 / Acme opens a plant."],
        );
    }

    #[test]
    fn dates_before_their_events() {
        case(
            paragraphs(&["March 2024 — launch", "2024年2月：发布", "Not dated."]),
            &["March 2024 / launch", "2024年2月 / 发布"],
        );
        let items = ["2024-02 Launch", "2024-03 Sale"].map(|text| Block::ListItem(text.to_owned()));
        case(items.to_vec(), &["2024-02 / Launch", "2024-03 / Sale"]);
    }

    #[test]
    fn a_single_date_and_sentences_about_years_are_no_timeline() {
        case(paragraphs(&["12/02 2025", "A first sentence."]), &[]);
        case(paragraphs(&["2023 was good.", "2024 was better."]), &[]);
        let items = ["2023 revenue rose", "2024 revenue fell"].map(|text| Block::ListItem(text.to_owned()));
        case(items.to_vec(), &[]);
    }
}
