//! A report as a maintainer checks it: its text with every figure numbered, then each figure as it was read, then the
//! numbers that were set aside and why.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::amount;
use super::plain::{Paint, change_words, counted, kind_word, marked};
use crate::corpus::Document;
use crate::figures::{Figure, PeriodFrom, Placed, Reading, Role};
use crate::text::Span;

/// The whole of it, safe for a terminal. Figures stand in the text as `⟦3 $412 million⟧`; lines count from 1.
#[must_use]
pub fn reading(document: &Document, reading: &Reading, paint: Paint) -> String {
    let text = document.text.as_str();
    let lines = Lines::of(text);
    let mut shown = numbered(text, &reading.figures, paint);
    let _ = write!(shown, "\n\n{}", counted(reading.figures.len(), "figure"));
    for (word, missing) in gaps(&reading.figures) {
        let _ = write!(shown, ", {missing} without {word}");
    }
    for (place, figure) in reading.figures.iter().enumerate() {
        let told = told(text, place + 1, figure, &lines);
        let _ = write!(shown, "\n{}", marked(&told, &[], Paint::Plain));
    }
    let _ = write!(shown, "\n\n{} set aside", counted(reading.set_aside.len(), "number"));
    let mut reasons: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for passed in &reading.set_aside {
        let words = passed.span.get(text).unwrap_or_default().replace('\n', " ");
        let line = lines.at(passed.span.start);
        reasons.entry(&passed.why).or_default().push(format!("{words} (line {line})"));
    }
    for (why, numbers) in reasons {
        let _ = write!(shown, "\n{}", marked(&format!("  {why}: {}", numbers.join(", ")), &[], Paint::Plain));
    }
    shown
}

/// The text with each figure in brackets behind its number.
fn numbered(text: &str, figures: &[Figure], paint: Paint) -> String {
    let mut shown = String::with_capacity(text.len() + figures.len() * 8);
    let mut marks = Vec::with_capacity(figures.len());
    let mut order: Vec<(usize, Span)> =
        figures.iter().map(|figure| figure.quantity.span).enumerate().collect();
    order.sort_by_key(|(_, span)| *span);
    let mut at = 0;
    for (place, span) in order {
        let (Some(before), Some(words)) = (text.get(at..span.start), span.get(text)) else { continue };
        shown.push_str(before);
        let start = shown.len();
        let _ = write!(shown, "⟦{} {words}⟧", place + 1);
        marks.push(Span::new(start, shown.len()));
        at = span.end;
    }
    shown.push_str(&text[at..]);
    marked(&shown, &marks, paint)
}

/// One figure: its words and amount, then whose it is, of what, when, in which part and of which kind.
fn told(text: &str, number: usize, figure: &Figure, lines: &Lines) -> String {
    let printed = figure.quantity.span.get(text).unwrap_or_default();
    let amount = amount::in_words(&figure.quantity, printed);
    let mut parts = vec![
        figure.entity.clone().unwrap_or_else(|| "entity unknown".to_owned()),
        figure.metric.as_ref().map_or("metric unknown", |metric| metric.name.as_str()).to_owned(),
        figure.period.as_ref().map_or_else(|| "period unknown".to_owned(), period),
        figure.kind.map_or("kind unknown", kind_word).to_owned(),
    ];
    parts.extend(figure.change.map(change_words));
    parts.extend(role(figure.role).map(str::to_owned));
    let line = lines.at(figure.quantity.span.start);
    format!("{number:>4}  line {line}: {printed} = {amount}\n      {}", parts.join(" · ")).replace('\t', " ")
}

/// `Q3 2025 (2025-07-01 to 2025-09-30, carried)`.
fn period(placed: &Placed) -> String {
    let day = |date: Option<jiff::civil::Date>| date.map_or("?".to_owned(), |date| date.to_string());
    let mut told = placed.period.label.clone();
    let mut known = Vec::new();
    if placed.period.start.is_some() || placed.period.end.is_some() {
        known.push(format!("{} to {}", day(placed.period.start), day(placed.period.end)));
    } else {
        known.push("no dates".to_owned());
    }
    match placed.from {
        PeriodFrom::Stated => {}
        PeriodFrom::Carried => known.push("from an earlier sentence".to_owned()),
        PeriodFrom::Document => known.push("what the report is about".to_owned()),
    }
    let _ = write!(told, " ({})", known.join(", "));
    told
}

fn role(role: Role) -> Option<&'static str> {
    match role {
        Role::Current | Role::Guidance => None,
        Role::Prior => Some("compared with"),
        Role::Delta => Some("a change"),
    }
}

/// What is unknown of how many figures.
fn gaps(figures: &[Figure]) -> Vec<(&'static str, usize)> {
    let count = |missing: fn(&Figure) -> bool| figures.iter().filter(|figure| missing(figure)).count();
    let gaps = [
        ("entity", count(|figure| figure.entity.is_none())),
        ("metric", count(|figure| figure.metric.is_none())),
        ("period", count(|figure| figure.period.is_none())),
    ];
    gaps.into_iter().filter(|(_, missing)| *missing > 0).collect()
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect())
    }

    /// The line a place stands in, the first being 1.
    fn at(&self, place: usize) -> usize {
        self.0.partition_point(|start| *start <= place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_report_is_shown_with_its_figures_numbered_and_what_was_set_aside() {
        let text =
            "# Tarn Motors in Q3 2025\n\nRevenue was $412 million, up 5%.\n\nIt was founded in 1998.\n";
        let document = crate::corpus::read("tarn.md", text.as_bytes()).expect("a report");
        let read = crate::figures::read_document(&document, &Lexicon::built_in());
        let shown = reading(&document, &read, Paint::Plain);
        assert!(shown.contains("Revenue was ⟦1 $412 million⟧, up ⟦2 5%⟧."), "{shown}");
        assert!(shown.contains("$412 million = USD 412 million\n"), "{shown}");
        assert!(shown.contains("Tarn Motors · Revenue · Q3 2025 (2025-07-01 to 2025-09-30"), "{shown}");
        assert!(shown.contains("a year: 1998 (line 5)"), "{shown}");
    }
}
