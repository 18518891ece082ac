//! A series in words: lines for a chat or a terminal, the picture's description, and a table for spreadsheets.
//!
//! The rule: every line with a figure passes the gate; a cell of a table never becomes a formula.

use jiff::civil::Date;
use serde::Serialize;

use super::chart::labels::{self, Words};
use super::limits::width;
use super::{amount, printable, when};
use crate::answer::{self, Answer, Cited, Point, Series};
use crate::figures::Kind;
use crate::period::Period;
use crate::text::Language;

/// Discord's longest description of a picture.
const ALT: usize = 1024;
/// How many periods without figures are named one by one.
pub(super) const GAP: usize = 3;

/// `Acme Corp — revenue (USD million by quarter)`.
#[must_use]
pub fn title(series: &Series, language: Language) -> String {
    let title = Words::of(language).title.replacen("{}", &series.entity, 1).replacen("{}", &series.metric, 1);
    format!("{title} ({})", labels::unit_by(series, language))
}

/// A line for each point, oldest first, each with the mark of its citation.
#[must_use]
pub fn lines(series: &Series, language: Language) -> Vec<String> {
    let words = Words::of(language);
    let mut lines = Vec::new();
    for point in &series.points {
        lines.extend(gaps(point, series).into_iter().map(|end| match end {
            Some(end) => {
                let period = Period { end: Some(end), start: None, ..point.period.clone() };
                let when = when::days(&period, language).unwrap_or_default();
                format!("{when}: {}", words.gap)
            }
            None => format!("… {}", words.gap),
        }));
        lines.extend(line(point, series, language).and_then(|line| passed(&line, series)));
    }
    lines
}

/// The cells of each point, oldest first: its last day, the number in the scale of the title, the mark of its citation
/// and what else it is; a gap has its own row.
#[must_use]
pub fn rows(series: &Series, language: Language) -> Vec<Vec<String>> {
    let words = Words::of(language);
    let mut rows = Vec::new();
    for point in &series.points {
        rows.extend(gaps(point, series).into_iter().map(|end| {
            let period = end.map_or_else(|| "…".to_owned(), |end| when::day(end, language));
            vec![period, "—".to_owned(), String::new(), words.gap.clone()]
        }));
        let Some(cited) = series.answer.figures.get(point.figure) else { continue };
        if line(point, series, language).and_then(|line| passed(&line, series)).is_none() {
            continue;
        }
        let number = number(cited, series, language).unwrap_or_else(|| told(cited, series, language));
        let mut row = vec![when::day(point.end, language), number, format!("[{}]", cited.citation)];
        if point.kind != Kind::Reported {
            row.push(words.kind(point.kind).to_owned());
        }
        rows.push(row);
    }
    rows
}

/// The last day of each period without a figure before a point; one without a day stands for many.
fn gaps(point: &Point, series: &Series) -> Vec<Option<Date>> {
    match point.missing_ends(series.length) {
        ends if ends.len() <= GAP => ends.into_iter().map(Some).collect(),
        _ => vec![None],
    }
}

/// What points were before they were restated, a line each.
#[must_use]
pub fn restatements(series: &Series, language: Language) -> Vec<String> {
    let words = Words::of(language);
    let line = |point: &Point| {
        let was = series.answer.figures.get(point.was?)?;
        let (end, amount) = (when::day(point.end, language), told(was, series, language));
        passed(&format!("{end}: {} {amount} [{}]", words.before, was.citation), series)
    };
    series.points.iter().filter_map(line).collect()
}

/// What the chart shows, in at most 1,024 characters: the unit, the newest points, the gaps.
#[must_use]
pub fn alt(series: &Series, language: Language) -> String {
    let head = passed(&title(series, language), series).unwrap_or_default();
    let mut told = head;
    let mut points: Vec<String> = Vec::new();
    for line in lines(series, language).into_iter().rev() {
        let length =
            width(&told) + points.iter().map(|point| width(point) + 2).sum::<usize>() + width(&line) + 4;
        if length > ALT {
            break;
        }
        points.push(line);
    }
    points.reverse();
    if !points.is_empty() {
        told = format!("{told}: {}", points.join("; "));
    }
    let fits = |end: &usize| width(&told[..*end]) <= ALT;
    let end = told.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(fits).last().unwrap_or(0);
    told[..end].to_owned()
}

/// The whole series for a terminal: title, points, their sources.
#[must_use]
pub fn text(series: &Series, language: Language) -> String {
    if series.points.is_empty() {
        return super::plain::reply(&series.answer, super::plain::Paint::Plain);
    }
    let mut text = vec![title(series, language)];
    text.extend(lines(series, language));
    text.extend(super::plain::sources(&series.answer));
    text.iter().filter_map(|line| passed(line, series)).collect::<Vec<_>>().join("\n")
}

fn line(point: &Point, series: &Series, language: Language) -> Option<String> {
    let words = Words::of(language);
    let told = |cited: &Cited| format!("{} [{}]", told(cited, series, language), cited.citation);
    let figure = series.answer.figures.get(point.figure)?;
    let was = point.was.and_then(|was| series.answer.figures.get(was));
    let was = was.map(|was| format!(", {} {}", words.before, told(was))).unwrap_or_default();
    let period = Period { end: Some(point.end), ..point.period.clone() };
    let when = when::days(&period, language)?;
    Some(format!("{when}: {} · {}{was}", told(figure), words.kind(point.kind)))
}

/// An amount in the scale of the whole series; as it is printed where the gate does not find it so.
fn told(cited: &Cited, series: &Series, language: Language) -> String {
    let printed = || amount::told(&cited.figure.quantity, &cited.text, language);
    in_scale(cited, series, language).unwrap_or_else(printed)
}

/// The number alone, in the scale of the whole series.
fn number(cited: &Cited, series: &Series, language: Language) -> Option<String> {
    let number = labels::number(cited, series, language);
    if in_scale(cited, series, language).is_some() {
        return Some(number);
    }
    // `147.0` is no other amount than `147`, but it is what stands in the report.
    let mut printed = amount::digit_runs(&cited.text);
    let digits = printed.next().filter(|_| printed.next().is_none())?;
    let is_same = cited.figure.quantity.scale == labels::scale(series, language);
    let sign = number.find(|c: char| c.is_ascii_digit()).map(|at| &number[..at])?;
    is_same.then(|| format!("{sign}{digits}"))
}

fn in_scale(cited: &Cited, series: &Series, language: Language) -> Option<String> {
    let scale = labels::scale(series, language);
    passed(&amount::scaled(&cited.figure.quantity, scale, language), series)
}

/// A line as the gate lets it through, safe to show; nothing where a number of it stands in no source.
fn passed(line: &str, series: &Series) -> Option<String> {
    let shown = printable(line, &[]).0.replace('\n', " ");
    let checked = answer::check(&shown, &series.answer).text;
    (!checked.trim().is_empty()).then_some(checked)
}

/// A row of the table.
#[derive(Serialize)]
struct Row<'a> {
    period: String,
    start: Option<Date>,
    end: Option<Date>,
    value: Option<String>,
    low: Option<String>,
    high: Option<String>,
    unit: &'a str,
    kind: String,
    document: String,
    quote: String,
}

/// The points as comma-separated values (RFC 4180), a header first; a range has `low` and `high` instead of a value.
///
/// # Errors
/// Never in memory; the writer's own error otherwise.
pub fn csv(series: &Series) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for point in &series.points {
        let figures = std::iter::once(point.figure).chain(point.was);
        for cited in figures.filter_map(|figure| series.answer.figures.get(figure)) {
            let row = row(cited, &series.answer);
            writer.serialize(Row { start: point.period.start, end: Some(point.end), ..row })?;
        }
    }
    written(writer)
}

/// The printed figures of an answer in the same form.
///
/// # Errors
/// Never in memory; the writer's own error otherwise.
pub fn figures_csv(answer: &Answer) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for cited in answer.figures.iter().filter(|cited| !cited.derived) {
        writer.serialize(row(cited, answer))?;
    }
    written(writer)
}

fn written(writer: csv::Writer<Vec<u8>>) -> Result<String, csv::Error> {
    let written = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&written).into_owned())
}

fn row<'a>(cited: &'a Cited, answer: &Answer) -> Row<'a> {
    use crate::quantity::Amount;
    let citation = answer.citations.get(cited.citation.wrapping_sub(1));
    let plain = |value: rust_decimal::Decimal| value.normalize().to_string();
    let (value, low, high) = match cited.figure.quantity.amount {
        Amount::Exact(value) => (Some(plain(value)), None, None),
        Amount::Range { low, high } => (None, low.map(plain), high.map(plain)),
    };
    let period = cited.figure.period.as_ref().map(|placed| &placed.period);
    let kind = Words::of(Language::English).kind(cited.figure.kind.unwrap_or(Kind::Reported));
    Row {
        period: inert(period.map_or("", |period| period.label.as_str())),
        start: period.and_then(|period| period.start),
        end: period.and_then(|period| period.end),
        value,
        low,
        high,
        unit: cited.figure.quantity.unit.as_ref().map_or("", |unit| unit.name.as_str()),
        kind: kind.to_owned(),
        document: inert(citation.map_or("", |citation| citation.document.as_str())),
        quote: inert(citation.map_or("", |citation| citation.quote.as_str())),
    }
}

/// Words that a spreadsheet takes as words: what it would take for a formula gets an apostrophe before it.
fn inert(words: &str) -> String {
    let words = printable(words, &[]).0;
    if words.starts_with(['=', '+', '-', '@']) { format!("'{words}") } else { words }
}
