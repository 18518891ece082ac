//! Answers and readings as plain text for a terminal, coloured on request.
//!
//! The rule: whatever a report holds, a terminal only shows it: every line goes through
//! [`printable`] first, and every number of an answer through the gate before it is coloured.
//!
//! ```
//! use footnote::render::plain::{Paint, remark};
//! assert_eq!(remark("index is behind", Paint::Plain), "footnote: index is behind");
//! ```

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};

use super::amount;
use super::{printable, when};
use crate::answer::{self, Answer, Citation, Cited, Library, NearMiss, Status};
use crate::figures::{Basis, Change, Figure, Kind};
use crate::quantity::Direction;
use crate::text::{Language, Span};

/// Whether a text carries colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    Plain,
    Coloured,
}

/// One line of a reply before it is coloured.
struct Line {
    style: Style,
    text: String,
    /// What stands out within the line.
    marks: Vec<Span>,
}

const PLAIN: Style = Style::new();
const HEADLINE: Style = Style::new().bold();
const MARKED: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
const CAUTION: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
const QUIET: Style = Style::new().dimmed();

/// The whole reply: headline, quotes, citations, arithmetic, conflicts, near misses, library and answer id.
///
/// A line with a number that no source carries is withheld by the gate, which logs it.
#[must_use]
pub fn reply(answer: &Answer, paint: Paint) -> String {
    let body = body(answer);
    let checked = answer::check(&joined(&body), answer);
    let mut painted = painted(checked.text.trim_end(), &body, paint);
    for line in footer(answer) {
        painted.push('\n');
        painted.push_str(&line.painted(paint));
    }
    painted
}

/// A text with stretches of it standing out, safe for a terminal: a report with its figures.
#[must_use]
pub fn marked(text: &str, marks: &[Span], paint: Paint) -> String {
    let (text, marks) = printable(text, marks);
    Line { style: PLAIN, text, marks }.painted(paint)
}

/// Something said to a person beside the results.
#[must_use]
pub fn remark(text: &str, paint: Paint) -> String {
    format!("{} {}", Line::new(CAUTION, "footnote:").painted(paint), printable(text, &[]).0)
}

/// A figure in one line, as far as its parts are known: `Acme — revenue — Q3 2025: CNY 39.824 billion`.
#[must_use]
pub fn figure_line(figure: &Figure, printed: &str) -> String {
    let subject = subject(figure);
    let amount = amount::in_words(&figure.quantity, printed);
    if subject.is_empty() { amount } else { format!("{subject}: {amount}") }
}

impl Line {
    fn new(style: Style, text: impl AsRef<str>) -> Self {
        Self { style, text: printable(text.as_ref(), &[]).0, marks: Vec::new() }
    }

    fn painted(&self, paint: Paint) -> String {
        if paint == Paint::Plain {
            return self.text.clone();
        }
        let mut painted = String::new();
        let mut at = 0;
        for mark in &self.marks {
            painted.push_str(&styled(self.style, &self.text[at..mark.start]));
            painted.push_str(&styled(MARKED, mark.slice(&self.text)));
            at = mark.end;
        }
        painted.push_str(&styled(self.style, &self.text[at..]));
        painted
    }
}

fn styled(style: Style, text: &str) -> Cow<'_, str> {
    if text.is_empty() || style == PLAIN {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{style}{text}{style:#}"))
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Colours what the gate let through; a line it wrote itself stays plain.
fn painted(checked: &str, lines: &[Line], paint: Paint) -> String {
    if paint == Paint::Plain {
        return checked.to_owned();
    }
    let mut left = checked;
    let mut painted = String::new();
    for line in lines {
        let Some(rest) = left.strip_prefix(line.text.as_str()) else { continue };
        let Some(rest) = rest.strip_prefix('\n').or(rest.is_empty().then_some("")) else { continue };
        painted.push_str(&line.painted(paint));
        painted.push_str(if rest.is_empty() { "" } else { "\n" });
        left = rest;
    }
    painted + left
}

fn body(answer: &Answer) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(first) = answer.figures.first() {
        lines.extend(headline(first));
        let said = subject(&first.figure);
        let others = answer.figures[1..].iter().map(|other| {
            let line = if subject(&other.figure) == said { value_line(other) } else { reading(other) };
            Line::new(PLAIN, line)
        });
        lines.extend(others);
    } else if let (Status::Answered, Some(words)) = (answer.status, answer.spans.first()) {
        lines.push(Line::new(HEADLINE, words));
    }
    if !answer.reason.is_empty() {
        lines.push(Line::new(PLAIN, &answer.reason));
    }
    lines.extend(answer.near_misses.iter().enumerate().map(|(at, near)| near_miss(at, near, answer.status)));
    for (at, citation) in answer.citations.iter().enumerate() {
        lines.extend(quote(citation));
        lines.push(Line::new(PLAIN, source(at + 1, citation)));
    }
    lines.extend(derivation(answer));
    for conflict in &answer.conflicts {
        lines.push(Line::new(CAUTION, format!("! {} — {}", reading(&conflict.figure), conflict.why)));
    }
    lines
}

fn headline(first: &Cited) -> Vec<Line> {
    let subject = subject(&first.figure);
    let value = Line::new(HEADLINE, value_line(first));
    if subject.is_empty() { vec![value] } else { vec![Line::new(HEADLINE, subject), value] }
}

/// `Acme Corp — revenue — Q3 2025 (quarter ended 30 Sep 2025)`, as far as it is known.
fn subject(figure: &Figure) -> String {
    let metric = figure.metric.as_ref().map(|metric| metric.name.clone());
    let period = figure.period.as_ref().map(|placed| when::told(&placed.period, Language::English));
    let parts = [figure.entity.clone(), metric, period];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" — ")
}

fn value_line(cited: &Cited) -> String {
    let mut parts = vec![amount::in_words(&cited.figure.quantity, &cited.text)];
    parts.extend(cited.figure.change.map(change_words));
    if cited.derived {
        parts.push("computed".to_owned());
    } else {
        parts.extend(cited.figure.kind.map(|kind| kind_word(kind).to_owned()));
        parts.push(format!("verified against source [{}]", cited.citation));
    }
    parts.join(" · ")
}

fn reading(cited: &Cited) -> String {
    let subject = subject(&cited.figure);
    let value = value_line(cited);
    if subject.is_empty() { value } else { format!("{subject}: {value}") }
}

/// `up year over year`.
pub(super) fn change_words(change: Change) -> String {
    let direction = match change.direction {
        Direction::Up => "up",
        Direction::Down => "down",
    };
    match change.basis {
        Some(Basis::YearOverYear) => format!("{direction} year over year"),
        Some(Basis::QuarterOverQuarter) => format!("{direction} quarter over quarter"),
        None => direction.to_owned(),
    }
}

/// How sure a figure is, for a reader.
#[must_use]
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Reported => "reported",
        Kind::Restated => "restated",
        Kind::Guidance => "guidance",
        Kind::Forecast => "forecast",
        Kind::Estimate => "estimate",
        Kind::Analysis => "analysis",
    }
}

/// The quote line by line, its marks kept, and what its reading rests on.
fn quote(citation: &Citation) -> Vec<Line> {
    let (quote, marks) = printable(&citation.quote, &citation.marks);
    let mut lines = Vec::new();
    let mut at = 0;
    let last = quote.lines().count().saturating_sub(1);
    for (number, words) in quote.split('\n').enumerate() {
        let span = Span::new(at, at + words.len());
        at = span.end + 1;
        if number > last {
            break;
        }
        let (open, close) = (if number == 0 { "“" } else { " " }, if number == last { "”" } else { "" });
        let within = marks.iter().filter(|mark| span.contains(**mark));
        let marks = within.map(|mark| {
            Span::new(mark.start - span.start + 2 + open.len(), mark.end - span.start + 2 + open.len())
        });
        lines.push(Line { style: PLAIN, marks: marks.collect(), text: format!("  {open}{words}{close}") });
    }
    lines.extend(citation.beside.iter().map(|beside| Line::new(QUIET, format!("  ({beside})"))));
    lines
}

/// `[1] Annual Report 2025 · Publisher · 2026-03-12 · Results › Cloud · page 47 · reports/acme.md`.
fn source(number: usize, citation: &Citation) -> String {
    let parts = [
        Some(citation.title.clone()),
        citation.source.clone(),
        citation.date.map(|date| date.to_string()),
        Some(citation.place().to_owned()),
        citation.page.map(|page| format!("page {page}")),
        Some(citation.document.clone()),
        citation.url.clone(),
    ];
    let said: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    format!("[{number}] {}", said.join(" · ").replace('\n', " "))
}

/// The citations of an answer, a line each; not yet through the gate.
pub(super) fn sources(answer: &Answer) -> Vec<String> {
    answer.citations.iter().zip(1..).map(|(citation, number)| source(number, citation)).collect()
}

fn derivation(answer: &Answer) -> Option<Line> {
    let derivation = answer.derivation.as_ref()?;
    let cited = derivation.operands.iter().filter_map(|operand| answer.figures.get(operand.checked_sub(1)?));
    let mut marks: Vec<usize> = cited.map(|operand| operand.citation).collect();
    marks.dedup();
    let from: String = marks.iter().map(|mark| format!("[{mark}]")).collect();
    let rounding = &derivation.rounding;
    Some(Line::new(PLAIN, format!("Computed: {} · {rounding} · from {from}", derivation.expression)))
}

fn near_miss(at: usize, near: &NearMiss, status: Status) -> Line {
    let figure = near.figure.as_ref().map(|cited| {
        let amount = amount::in_words(&cited.figure.quantity, &cited.text);
        format!(": {amount} [{}]", cited.citation)
    });
    let lead = if status == Status::Unclear { format!("{}.", at + 1) } else { "near:".to_owned() };
    Line::new(PLAIN, format!("{lead} {}{}", near.label, figure.unwrap_or_default()))
}

fn footer(answer: &Answer) -> Vec<Line> {
    let mut said = vec![library(&answer.library)];
    if !answer.id.is_empty() {
        said.push(format!("answer {}", answer.id));
    }
    vec![Line::new(QUIET, said.join(" · "))]
}

/// `Library: 312 documents, newest 2026-03-12, indexed 2026-03-12 08:15 UTC`.
#[must_use]
pub fn library(library: &Library) -> String {
    let documents = counted(library.documents, "document");
    let newest = library.newest.map(|date| format!(", newest {date}"));
    let indexed = library.indexed_at.map(|at| format!(", indexed {}", at.strftime("%Y-%m-%d %H:%M UTC")));
    let newer = library.newer.map(|date| format!(", a newer report on this is of {date}"));
    let said = [newest, newer, indexed].map(Option::unwrap_or_default).concat();
    format!("Library: {documents}{said}")
}

/// `1 document`, `312 documents`.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", amount::decimal(number.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(quote: &str, marks: Vec<Span>) -> Answer {
        let citation = Citation {
            document: "2025/acme.md".to_owned(),
            title: "Third quarter".to_owned(),
            date: Some("2025-11-06".parse().expect("a date")),
            source: None,
            section: "Results".to_owned(),
            page: None,
            url: None,
            quote: quote.to_owned(),
            span: Span::new(0, quote.len()),
            marks,
            row: Vec::new(),
            beside: Vec::new(),
        };
        Answer {
            question: "what was said?".to_owned(),
            status: Status::Answered,
            figures: Vec::new(),
            spans: vec!["nothing new".to_owned()],
            derivation: None,
            counted: Vec::new(),
            citations: vec![citation],
            conflicts: Vec::new(),
            near_misses: Vec::new(),
            reason: String::new(),
            library: Library { documents: 1, ..Library::default() },
            id: "7F3K2M".to_owned(),
            elapsed_us: 1,
        }
    }

    #[test]
    fn a_reply_has_headline_quote_citation_and_library() {
        let answer = answered("They said nothing new.", vec![Span::new(10, 21)]);
        let expected = "nothing new\n  “They said nothing new.”\n\
                        [1] Third quarter · 2025-11-06 · Results · 2025/acme.md\n\
                        Library: 1 document · answer 7F3K2M";
        assert_eq!(reply(&answer, Paint::Plain), expected);
    }

    #[test]
    fn colours_change_no_words() {
        let answer = answered("They said\nnothing new.", vec![Span::new(10, 21)]);
        let coloured = reply(&answer, Paint::Coloured);
        assert!(coloured.contains("\u{1b}[1m\u{1b}[32mnothing new\u{1b}[0m"), "{coloured:?}");
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), reply(&answer, Paint::Plain));
    }

    #[test]
    fn a_report_cannot_steer_the_terminal() {
        let hostile = answered("They \u{1b}]0;gone\u{7}said \u{202e}nothing\u{9b}J new.\r", Vec::new());
        for paint in [Paint::Plain, Paint::Coloured] {
            let shown = reply(&hostile, paint);
            let stripped = anstream::adapter::strip_str(&shown).to_string();
            assert!(!stripped.contains(|c: char| c.is_control() && c != '\n'), "{stripped:?}");
            assert!(stripped.contains("They ]0;gonesaid nothingJ new."), "{stripped:?}");
        }
    }

    #[test]
    fn a_number_without_a_source_is_withheld_with_its_line() {
        let invented = Answer {
            reason: "it was 4711 all along".to_owned(),
            ..answered("They said nothing new.", Vec::new())
        };
        for paint in [Paint::Plain, Paint::Coloured] {
            let shown = reply(&invented, paint);
            assert!(!shown.contains("4711") && shown.contains("nothing new"), "{shown}");
        }
    }

    /// What is left of the second of two amounts, computed.
    fn difference(one: &str, two: &str) -> Answer {
        let quote = format!("Revenue was {one}, against {two} a year ago.");
        let place =
            |words: &str| quote.find(words).map(|at| Span::new(at, at + words.len())).expect("it is there");
        let operand = |words: &str| {
            let mut read = crate::quantity::find(&quote).quantities.into_iter();
            let quantity = read.find(|found| found.span == place(words)).expect("it is a quantity");
            let sentence = Span::new(0, quote.len());
            let figure = Figure {
                quantity,
                entity: None,
                metric: None,
                period: None,
                change: None,
                compared: None,
                kind: None,
                role: crate::figures::Role::Current,
                sentence,
                passage: 0,
                evidence: vec![],
            };
            Cited { figure, text: words.to_owned(), citation: 1, derived: false }
        };
        let operands = [operand(one), operand(two)];
        let value = |cited: &Cited| amount::leading_value(&cited.figure.quantity.amount);
        let mut derived = Cited { text: String::new(), derived: true, ..operands[0].clone() };
        let quantity = &mut derived.figure.quantity;
        quantity.amount = crate::quantity::Amount::Exact(value(&operands[0]) - value(&operands[1]));
        if let Some(unit) = quantity.unit.as_mut().filter(|unit| unit.name == "percent") {
            unit.name = "percentage_point".to_owned();
        }
        let derivation = answer::Derivation {
            formula: answer::Formula::Difference,
            expression: format!("{one} - {two}"),
            operands: vec![2, 3],
            decimals: None,
            rounding: "exact".to_owned(),
        };
        let [first, second] = operands;
        Answer {
            figures: vec![derived, first, second],
            derivation: Some(derivation),
            ..answered(&quote, vec![])
        }
    }

    #[test]
    fn a_computed_amount_is_shown_as_it_is_printed_here() {
        let cases = [
            ("$1,240 million", "$1,100 million", "USD 140 million · computed"),
            ("$1,100 million", "$3,240 million", "USD -2,140 million · computed"),
            ("39.8亿元", "12.3亿元", "CNY 2.75 billion · computed"),
            ("12.3亿元", "39.8亿元", "CNY -2.75 billion · computed"),
            ("34%", "30.5%", "3.5 percentage points · computed"),
            ("3,412 stores", "1,400 stores", "2,012 store · computed"),
            ("€0.85", "€0.80", "EUR 0.05 · computed"),
            ("12 million tons", "14 million tons", "-2 million ton · computed"),
        ];
        for (one, two, expected) in cases {
            let mut answer = difference(one, two);
            let shown = reply(&answer, Paint::Plain);
            assert!(shown.starts_with(expected), "{shown}");
            assert!(shown.contains(&format!("Computed: {one} - {two} · exact · from [1]")), "{shown}");
            answer.figures[1].figure.quantity.amount = answer.figures[2].figure.quantity.amount;
            let shown = reply(&answer, Paint::Plain);
            assert!(!shown.contains("omputed"), "{shown}");
        }
    }
}
