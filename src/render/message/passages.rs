//! The quote of a citation as a Discord block quote, with the words that answer in bold.

use super::grid;
use crate::answer::{Citation, QuotedCell};
use crate::render::limits::Line;
use crate::text::Span;

/// The most characters of a quote that are shown, and how many of them may stand before the words that answer.
const LONGEST: usize = 700;
const LEAD: usize = 250;
/// The most lines beside a quote.
const BESIDE: usize = 3;
/// How many cells of a wide row are told besides the one that answers.
const CELLS: usize = 8;
/// The most rows of a table that are quoted as one.
const ROWS: usize = 15;

/// A line for each line of the quote, then what its reading rests on.
pub(super) fn quoted(citation: &Citation) -> Vec<Line> {
    if let Some(lines) = row(citation) {
        let is_header =
            |beside: &&String| citation.row.iter().any(|cell| cell.header.contains(beside.as_str()));
        let beside = citation.beside.iter().filter(|beside| !is_header(beside)).take(BESIDE);
        return beside.map(|beside| beside_line(beside)).chain(lines).collect();
    }
    if let Some(table) = rows(&citation.quote) {
        let beside = citation.beside.iter().take(BESIDE).map(|beside| beside_line(beside));
        return beside.chain([table]).collect();
    }
    let mut lines = quote_lines(citation, window(citation));
    lines.extend(citation.beside.iter().take(BESIDE).map(|beside| beside_line(beside)));
    lines
}

/// A row of a table under the names of its columns where that is narrow enough, else its cells one by one.
fn row(citation: &Citation) -> Option<Vec<Line>> {
    let cells = Some(&citation.row).filter(|cells| cells.len() > 1)?;
    let headers: Vec<String> = cells.iter().map(|cell| cell.header.clone()).collect();
    let words: Vec<String> = cells.iter().map(|cell| cell.words.clone()).collect();
    let rows = if headers.iter().all(String::is_empty) { vec![words] } else { vec![headers, words] };
    if let Some(table) = grid::aligned(&rows) {
        return Some(vec![Line::whole(&table)]);
    }
    let marks = marks(citation);
    let mut at = 0;
    let mut lines = Vec::new();
    for (place, QuotedCell { header, words }) in cells.iter().enumerate() {
        let start = at + citation.quote.get(at..)?.find(words.as_str())?;
        at = start + words.len();
        let is_marked = marks.iter().any(|mark| mark.overlaps(Span::new(start, at)));
        if words.is_empty() || (lines.len() > CELLS && !is_marked) {
            continue;
        }
        let mut line = Line::default();
        line.markup(if place == 0 { "> " } else { "> • " });
        if !header.is_empty() && place > 0 {
            line.text(header).text(": ");
        }
        if is_marked {
            line.bold(words)
        } else {
            line.text(words)
        };
        lines.push(line);
    }
    Some(lines)
}

/// Several rows of a table under each other, where they make one that is narrow enough.
fn rows(quote: &str) -> Option<Line> {
    let rows = quote.split('\n').filter(|row| !row.trim().is_empty());
    let rows: Vec<Vec<String>> = rows.map(|row| row.split(" | ").map(str::to_owned).collect()).collect();
    let is_table = (2..=ROWS).contains(&rows.len()) && rows.iter().all(|row| row.len() > 1);
    is_table.then(|| grid::aligned(&rows)).flatten().map(|table| Line::whole(&table))
}

/// What a long quote goes on with after the part that [`quoted`] shows.
pub(super) fn the_rest(citation: &Citation) -> Vec<Line> {
    let (shown, end) = (window(citation).end, citation.quote.len());
    let start = end - citation.quote[shown..].trim_start().len();
    if start == end || citation.row.len() > 1 || rows(&citation.quote).is_some() {
        return Vec::new();
    }
    quote_lines(citation, Span { start, end })
}

fn quote_lines(citation: &Citation, window: Span) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = window.start;
    for words in window.slice(&citation.quote).split('\n') {
        let span = Span::new(at, at + words.len());
        at = span.end + 1;
        if !words.trim().is_empty() {
            let pieces = pieces(&citation.quote, span);
            lines.extend(pieces.into_iter().map(|piece| quote_line(citation, piece, window)));
        }
    }
    lines
}

fn quote_line(citation: &Citation, span: Span, window: Span) -> Line {
    let mut line = Line::default();
    line.markup("> ");
    if span.start == window.start && window.start > 0 {
        line.markup("…");
    }
    let mut at = span.start;
    for mark in marks(citation) {
        let mark = Span { start: mark.start.clamp(at, span.end), end: mark.end.clamp(at, span.end) };
        if mark.is_empty() {
            continue;
        }
        line.text(&cells(Span::new(at, mark.start).slice(&citation.quote)));
        line.bold(mark.slice(&citation.quote));
        at = mark.end;
    }
    line.text(&cells(Span::new(at, span.end).slice(&citation.quote)));
    if span.end == window.end && window.end < citation.quote.len() {
        line.markup("…");
    }
    line
}

fn beside_line(beside: &str) -> Line {
    let mut line = Line::default();
    let words = beside.split_whitespace().collect::<Vec<_>>().join(" ");
    line.markup("> ").text(&cells(&format!("({words})")));
    line
}

/// Table rows are shown without pipes.
fn cells(words: &str) -> String {
    words.replace(" | ", " · ")
}

/// The marks that lie in the quote, in order, touching ones joined.
fn marks(citation: &Citation) -> Vec<Span> {
    let inside = citation.marks.iter().copied().filter(|mark| mark.start < mark.end);
    let mut sound: Vec<Span> = inside.filter(|mark| mark.get(&citation.quote).is_some()).collect();
    sound.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for mark in sound {
        match joined.last_mut() {
            Some(last) if mark.start <= last.end => *last = last.joined(mark),
            _ => joined.push(mark),
        }
    }
    joined
}

/// The part of a long quote that is shown: around the first mark, cut between words where there are any.
fn window(citation: &Citation) -> Span {
    let quote = citation.quote.as_str();
    let mark = marks(citation).first().map_or(0, |mark| mark.start);
    if quote.char_indices().nth(LONGEST).is_none() {
        return Span::new(0, quote.len());
    }
    let start = back(quote, mark, LEAD);
    let end = end_of_piece(&quote[start..])
        .map_or(quote.len(), |end| start + quote[start..start + end].trim_end().len());
    Span::new(start, end)
}

/// A line of a quote in pieces that a page has room for.
fn pieces(quote: &str, line: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut at = line.start;
    while let Some(end) = end_of_piece(&quote[at..line.end]) {
        // Bold words that end in a space are not bold.
        pieces.push(Span::new(at, at + quote[at..at + end].trim_end().len()));
        at += end;
    }
    pieces.push(Span::new(at, line.end));
    pieces
}

/// Where a text that is too long for a piece is cut: after a sentence if one ends in the latter half, else after a word.
/// A number stays with its unit then, in most cases.
fn end_of_piece(text: &str) -> Option<usize> {
    let (most, _) = text.char_indices().nth(LONGEST)?;
    let after = |(at, mark): (usize, &str)| at + mark.len();
    let is_late = |end: &usize| *end > most / 2;
    let ends = |mark: &str| text[..most].rmatch_indices(mark).map(after).next();
    let sentence = [". ", "。", "！", "？", "；"].into_iter().filter_map(ends).max().filter(is_late);
    let word = || text[..most].rmatch_indices(char::is_whitespace).map(after).next().filter(is_late);
    Some(sentence.or_else(word).unwrap_or(most))
}

/// Up to `most` characters before `from`, at the start of a word.
fn back(quote: &str, from: usize, most: usize) -> usize {
    let Some((start, _)) = quote[..from].char_indices().rev().nth(most) else { return 0 };
    let word = quote[start..from].find(char::is_whitespace).map_or(0, |at| at + 1);
    let next = quote[start + word.saturating_sub(1)..].chars().next().map_or(0, char::len_utf8);
    if word == 0 { start } else { start + word - 1 + next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_rows_of_a_table_stand_under_each_other() {
        let shown = rows("Segment | 2025\nCloud | 1,370\nLogistics | 99").expect("a table");
        assert_eq!(shown.fit(200), "```\nSegment     2025\nCloud      1,370\nLogistics     99\n```");
        assert_eq!(rows("Cloud | 1,370"), None);
        assert_eq!(rows("Cloud grew.\nIt was | so."), None);
        assert_eq!(rows("a | b | c | d | e\n1 | 2 | 3 | 4 | 5"), None);
    }
}
