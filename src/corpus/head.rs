//! What the first and last lines of a report say about it: title, date line, bylines, source.

use super::blocks::Block;
use super::dates::{self, Dated};
use super::masthead;
use super::vocabulary::WORDS;
use super::{DateFound, DocumentDate};
use crate::text::{Span, fold, is_han};

/// Blocks that belong to the head, and to the foot.
const HEAD: usize = 12;
const FOOT: usize = 8;
/// Blocks among which a heading may be the title.
const OPENING: usize = 4;
/// Blocks that may name who publishes.
const MASTHEAD: usize = 3;
/// A longer block is running text.
const LONGEST_LINE: usize = 160;
const LONGEST_NAME: usize = 60;

#[derive(Debug, Default)]
pub(super) struct Head {
    pub title: Option<String>,
    pub date: Option<DocumentDate>,
    /// Month and day of a dispatch that leaves its year out.
    pub wire: Option<(i8, i8)>,
    pub authors: Vec<String>,
    pub source: Option<String>,
    /// The first words that belong to the report itself.
    pub opening: Option<String>,
}

pub(super) fn read(blocks: &[Block]) -> Head {
    let mut head = Head { title: title(blocks), ..Head::default() };
    let mut editors = Vec::new();
    let foot = blocks.len().saturating_sub(FOOT).max(HEAD);
    for (index, block) in blocks.iter().enumerate().filter(|(index, _)| *index < HEAD || *index >= foot) {
        if let Block::Heading { text, .. } | Block::Paragraph(text) = block {
            head.wire = head.wire.or_else(|| Some(dates::day_of_wire(text)?.1));
        }
        let (Block::Paragraph(text) | Block::ListItem(text)) = block else { continue };
        let line = Line::of(text);
        if index < HEAD {
            head.date = head.date.or(line.date);
            if line.is_prose && head.opening.is_none() {
                head.opening = Some(text.clone());
            }
        }
        let distinct =
            line.authors.into_iter().filter(|name| !head.authors.contains(name)).collect::<Vec<_>>();
        head.authors.extend(distinct);
        editors.extend(line.editors);
        head.source = head.source.or(line.source);
    }
    if head.authors.is_empty() {
        head.authors = editors;
    }
    let lines = blocks.iter().take(MASTHEAD).filter_map(|block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) if text.len() <= LONGEST_LINE => Some(text),
        _ => None,
    });
    head.source = lines.into_iter().find_map(|line| masthead::publisher(line)).or(head.source);
    head
}

/// What a line that names people says of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Byline {
    Authors,
    Editors,
}

/// Where the names stand in a line that says who wrote or edited a report.
///
/// ```
/// use footnote::corpus::{Byline, byline};
/// let names = byline("Written by Ida Brun", Byline::Authors);
/// assert_eq!(names.map(|span| span.slice("Written by Ida Brun")), Some("Ida Brun"));
/// ```
#[must_use]
pub fn byline(text: &str, of: Byline) -> Option<Span> {
    let listed = match of {
        Byline::Authors => &WORDS.bylines.authors,
        Byline::Editors => &WORDS.bylines.editors,
    };
    if text.len() > LONGEST_LINE {
        return None;
    }
    let names = segments(text).into_iter().find_map(|segment| {
        let names = named(divide_at_by(segment).1, listed).or_else(|| named(segment, listed))?;
        (!names_of(names).is_empty()).then_some(names)
    })?;
    let start = names.as_ptr().addr() - text.as_ptr().addr();
    Some(Span::new(start, start + names.trim_end().len()))
}

/// Whether a line says who wrote a report, when or where, and nothing of what it tells.
pub(super) fn is_about_the_report(text: &str) -> bool {
    !Line::of(text).is_prose
}

fn title(blocks: &[Block]) -> Option<String> {
    let heading = |block: &Block, outermost: u8| match block {
        Block::Heading { level, text } if *level <= outermost => Some(text.clone()),
        _ => None,
    };
    let opening = |plain: bool| {
        let mut all = blocks.iter().take(OPENING).filter_map(|block| heading(block, 6));
        all.find(|text| !plain || !masthead::is_masthead(text))
    };
    let first = blocks.iter().find_map(|block| heading(block, 1));
    // `Acme Securities — Equity Research` says who publishes; what it tells is said below.
    if first.as_deref().is_some_and(masthead::is_masthead) {
        return opening(true).or(first);
    }
    first.or_else(|| opening(false))
}

/// What one line says about the report.
#[derive(Debug, Default)]
struct Line {
    date: Option<DocumentDate>,
    authors: Vec<String>,
    editors: Vec<String>,
    source: Option<String>,
    is_prose: bool,
}

impl Line {
    fn of(text: &str) -> Self {
        let mut line = Self::default();
        if text.len() > LONGEST_LINE {
            line.is_prose = true;
            line.date = dateline(text);
            return line;
        }
        for segment in segments(text) {
            let (before, byline) = divide_at_by(segment);
            line.date = line.date.or_else(|| date_line(before));
            if let Some(names) = named(byline, &WORDS.bylines.authors) {
                line.date = line.date.or_else(|| names.split_once(',').and_then(|(_, rest)| date_line(rest)));
                line.authors.extend(names_of(names));
            } else if let Some(names) = named(segment, &WORDS.bylines.editors) {
                line.editors.extend(names_of(names));
            } else if let Some(source) = named(segment, &WORDS.bylines.sources) {
                let (source, date) = before_date(source);
                line.date = line.date.or(date);
                line.source = line.source.or_else(|| publisher(source));
            }
        }
        let found = line.date.is_some()
            || line.source.is_some()
            || !(line.authors.is_empty() && line.editors.is_empty())
            || is_reference(text);
        line.is_prose = !found;
        if line.is_prose {
            line.date = dateline(text);
        }
        line
    }
}

/// `Northgate Wire 2026-03-05 20:16` in its name and its date.
fn before_date(names: &str) -> (&str, Option<DocumentDate>) {
    let at = dates::find(names).find(Dated::is_day).map(|dated| dated.span.start);
    let told =
        at.filter(|at| *at > 0).and_then(|at| Some((names[..at].trim_end(), date_line(&names[at..])?)));
    told.map_or((names, None), |(name, date)| (name, Some(date)))
}

/// `RNS Number : 4471T`, `证券代码：600519`: under what number something is filed.
fn is_reference(text: &str) -> bool {
    let Some((label, code)) = text.split_once([':', '：']) else { return false };
    let code = code.trim();
    let codes = code.contains(|c: char| c.is_ascii_digit())
        && code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.'));
    codes
        && date_line(code).is_none()
        && label.split_whitespace().count() <= 3
        && label.chars().all(|c| c.is_alphabetic() || c == ' ')
}

/// `Posted on 2 Dec 2025 by A` in two; a segment that is all of one kind is both.
fn divide_at_by(segment: &str) -> (&str, &str) {
    let divided = segment.find(" by ").filter(|at| date_line(&segment[..*at]).is_some());
    divided.map_or((segment, segment), |at| (&segment[..at], &segment[at + 1..]))
}

/// The parts of a head line: `By A | 2 Dec 2025 · 5 min read`, `作者：甲 编辑：乙`. A byline's word keeps its names.
fn segments(text: &str) -> Vec<&str> {
    let text = text.trim_matches(['(', ')', '（', '）', '[', ']', '【', '】', '*', '_']);
    let mut cuts = vec![0];
    for (at, c) in text.char_indices() {
        let start = cuts[cuts.len() - 1];
        let after = at + c.len_utf8();
        let divides = matches!(c, '|' | '｜' | '·' | '•' | '丨');
        let cuts_here = divides || (c == ' ' && begins_with_a_label(&text[after..]));
        if cuts_here && !is_byline_word(text[start..at].trim()) {
            cuts.push(after);
        }
    }
    cuts.push(text.len());
    cuts.windows(2).map(|cut| text[cut[0]..cut[1]].trim_matches(|c: char| is_divider(c))).collect()
}

/// `编辑：乙 …`, `Sector: Shipping …`, 证券简称：甲乙 …: a byline's word or a capitalised or Chinese label, and what it labels.
fn begins_with_a_label(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let label = |label: &str| {
        let wide = label.chars().all(is_han) && label.chars().count() > 1;
        wide || label.starts_with(char::is_uppercase) && label.chars().all(char::is_alphabetic)
    };
    word.split_once([':', '：']).is_some_and(|(word, _)| is_byline_word(word) || label(word))
}

fn is_byline_word(text: &str) -> bool {
    let folded = fold(text);
    let bylines = &WORDS.bylines;
    [&bylines.authors, &bylines.editors, &bylines.sources].into_iter().any(|words| words.contains(&folded))
}

/// What follows one of these words at the start of a segment. A word that is no phrase with "by" needs a mark after it.
fn named<'a>(segment: &'a str, words: &[String]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let head = segment.get(..word.len())?;
        let rest = segment.get(word.len()..)?;
        let matches = head.to_lowercase() == *word;
        let marked = rest.trim_start().starts_with([':', '：', '|', '｜', '/', '／', '丨']);
        let phrase = (word.ends_with("by") || word.ends_with("on")) && rest.starts_with(' ');
        (matches && (marked || phrase))
            .then(|| rest.trim_start_matches(|c: char| is_divider(c) || c == '/' || c == '／'))
    })
}

fn is_divider(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '｜' | '·' | '•' | '丨' | ':' | '：')
}

/// The names of a byline; none when it reads like a sentence (`By 2026, capacity …`).
fn names_of(text: &str) -> Vec<String> {
    let text = text.split(" | ").next().unwrap_or(text).replace(" and ", ",").replace(" & ", ",");
    let parts = text.split([',', '、', '，', ';', '；', '&']).map(str::trim);
    let names: Vec<&str> = parts.filter(|part| !part.is_empty() && date_line(part).is_none()).collect();
    let plain = |name: &&str| {
        let words = name.split_whitespace().count();
        let proper = name.split_whitespace().next().is_some_and(|word| !word.starts_with(char::is_lowercase));
        words <= 5
            && proper
            && name.len() <= LONGEST_NAME
            && !name.contains(|c: char| c.is_ascii_digit())
            && !name.ends_with(['.', '。', '?', '!'])
    };
    if names.iter().all(plain) { names.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

fn publisher(text: &str) -> Option<String> {
    let name = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）' | '.' | '!'));
    let name = name.strip_prefix("https://").or_else(|| name.strip_prefix("http://")).unwrap_or(name);
    let short = !name.is_empty() && name.len() <= LONGEST_NAME;
    (short && name.split_whitespace().count() <= 6).then(|| name.to_owned())
}

/// A segment that is a date and little else: `Published: 2 Dec 2025, 08:30 GMT`.
fn date_line(segment: &str) -> Option<DocumentDate> {
    let dated = dates::find(segment).find(|dated| dated.span.len() > 4)?;
    let rest = format!("{} {}", &segment[..dated.span.start], &segment[dated.span.end..]);
    let mut rest = fold(&rest);
    for word in WORDS.bylines.dates.iter().chain(&WORDS.bylines.beside) {
        if !word.is_ascii() || rest.contains(' ') {
            rest = remove_word(&rest, word);
        } else if rest == *word {
            rest.clear();
        }
    }
    let words = rest.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1).count();
    let most = usize::from(dated.is_day());
    (words <= most).then(|| document_date(&dated))
}

fn remove_word(text: &str, word: &str) -> String {
    if !word.is_ascii() {
        return text.replace(word, " ");
    }
    let padded = format!(" {text} ").replace([':', ',', '.'], " ");
    padded.replace(&format!(" {word} "), " ").trim().to_owned()
}

/// The date of a dispatch: `TURIN, 5 March 2026 /Newswire/ -- Acme …`.
fn dateline(text: &str) -> Option<DocumentDate> {
    let end = text.char_indices().nth(120).map_or(text.len(), |(at, _)| at);
    let opening = &text[..end];
    let dated = dates::find(opening).find(Dated::is_day)?;
    let place = &opening[..dated.span.start];
    let rest = opening[dated.span.end..].trim_start_matches([')', ' ']);
    let rest = match rest.strip_prefix(['/', '(']).and_then(|rest| rest.split_once(['/', ')'])) {
        Some((_, rest)) => rest.trim_start(),
        None => rest,
    };
    let dashed = ["—", "–", "--", "- ", "― "].iter().any(|dash| rest.starts_with(dash));
    let names_a_place = place.split_whitespace().count() <= 7
        && place.split([' ', '(', ',']).all(|word| !word.starts_with(char::is_lowercase));
    (dashed && names_a_place).then(|| document_date(&dated))
}

fn document_date(dated: &Dated) -> DocumentDate {
    DocumentDate { date: dated.end, found: DateFound::Head, or: dated.or }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn authors(text: &str, expected: &[&str]) {
        assert_eq!(Line::of(text).authors, expected, "{text}");
    }

    #[test]
    fn bylines_name_authors() {
        authors("Written by Jo March", &["Jo March"]);
        authors("By Jo March and Amy March | 5 min read", &["Jo March", "Amy March"]);
        authors("Posted on 4 December 2025 by Jo March · 3 comments", &["Jo March"]);
        authors("by Jo March, 21 October 2025 · 7 min read", &["Jo March"]);
        authors("文 | 张三", &["张三"]);
        authors("文/张三", &["张三"]);
        authors("作者：张三、李四 编辑：王五", &["张三", "李四"]);
        authors("By 2026, capacity will double", &[]);
        authors("Author: Jo March", &["Jo March"]);
        authors("Author rights are reserved", &[]);
    }

    #[track_caller]
    fn date(text: &str, expected: Option<&str>) {
        assert_eq!(
            Line::of(text).date.map(|date| date.date.to_string()),
            expected.map(str::to_owned),
            "{text}"
        );
    }

    #[test]
    fn date_lines_are_told_from_sentences_with_dates() {
        date("Posted on 4 December 2025 by Jo March · 3 comments", Some("2025-12-04"));
        date("by Jo March, 21 October 2025 · 7 min read", Some("2025-10-21"));
        date("12/02 2025", Some("2025-12-02"));
        date("Published: 2 Dec 2025, 08:30 GMT", Some("2025-12-02"));
        date("By Jo March | Tuesday, Dec. 2, 2025 · 5 min read", Some("2025-12-02"));
        date("发布时间：2025年12月2日 08:30", Some("2025-12-02"));
        date("2025-12-02 08:30 来源：某某日报", Some("2025-12-02"));
        date("Gävle, 12 May 2026, 08:00 CEST", Some("2026-05-12"));
        date("Press release – Lille, 12 May 2026, 17:40", Some("2026-05-12"));
        date("公告日期：2026年5月12日 证券简称：甲乙股份", Some("2026-05-12"));
        date("12-May-2026 20:10 GMT Sector: Shipping Ticker: ABCD.X", Some("2026-05-12"));
        date("Results for the quarter ended September 30, 2025", None);
        date("Outlook for 2026", None);
        date(
            "TURIN, Italy, 5 March 2026 /Newswire/ -- Acme reported revenue of $3 billion.",
            Some("2026-03-05"),
        );
    }

    #[track_caller]
    fn source(text: &str, expected: Option<&str>) {
        assert_eq!(Line::of(text).source.as_deref(), expected, "{text}");
    }

    #[test]
    fn source_lines_name_the_publisher() {
        source("Original source: The Ledger ↗", Some("The Ledger"));
        source("来源：某某日报", Some("某某日报"));
        source("2025-12-02 08:30 来源：某某日报", Some("某某日报"));
        source("Source of growth was cloud", None);
    }
}
