//! What a document as a whole lends its figures: a currency, what is yet to come.

use std::collections::{BTreeSet, HashSet};

use jiff::civil::Date;

use super::{Figure, Kind, PeriodFrom, Placed, Reading};
use crate::corpus::{Document, Event, PassageKind};
use crate::lexicon::Lexicon;
use crate::period::{Calendar, Length, Period};
use crate::quantity::{Amount, Scale, Unit, UnitKind};
use crate::text::sentences;

/// A document that prints one currency alone means it too where a table leaves it out beside an amount of money.
pub(super) fn lend_currency(reading: &mut Reading, document: &Document, lexicon: &Lexicon) {
    tell_dollars(reading, document, lexicon);
    let mut units = reading
        .figures
        .iter()
        .filter_map(|figure| figure.quantity.unit.as_ref())
        .filter(|unit| unit.is_money());
    let Some(first) = units.next().cloned() else { return };
    if units.any(|unit| unit.name != first.name) {
        return;
    }
    let currency = Unit { per: None, ..first };
    for figure in reading.figures.iter_mut().filter(|figure| figure.quantity.unit.is_none()) {
        let key = figure.metric.as_ref().and_then(|metric| metric.key.as_deref());
        let term = key.and_then(|key| lexicon.metric(key));
        // `0.4` in a table may be an amount, `half` is none.
        let in_words = !figure.quantity.digits.slice(&document.text).contains(|c: char| c.is_ascii_digit());
        let part = figure.is_fraction() && in_words;
        if !part && term.is_some_and(|term| term.units == [UnitKind::Money]) {
            figure.quantity.unit = Some(currency.clone());
        }
    }
    // The rows beside an amount of money in the same scale are parts of it.
    let scaled = |figure: &Figure| (figure.passage, figure.quantity.scale);
    let money =
        reading.figures.iter().filter(|figure| figure.quantity.unit.as_ref() == Some(&currency)).map(scaled);
    let money: HashSet<_> = money.collect();
    for figure in reading.figures.iter_mut().filter(|figure| figure.quantity.unit.is_none()) {
        let listed = figure.metric.as_ref().is_some_and(|metric| metric.key.is_some());
        if !listed && figure.quantity.scale != Scale::One && money.contains(&scaled(figure)) {
            figure.quantity.unit = Some(currency.clone());
        }
    }
}

/// `All amounts are in Canadian dollars`: what a bare `$` means in a report that says so.
fn tell_dollars(reading: &mut Reading, document: &Document, lexicon: &Lexicon) {
    let Some(bare) = unit_of("$5") else { return };
    let mut said: BTreeSet<String> = BTreeSet::new();
    for line in document.text.lines().filter(|line| line.contains("dollars")) {
        for sentence in sentences(line).into_iter().map(|sentence| sentence.slice(line)) {
            said.extend(dollars_of(sentence).filter(|_| lexicon.says_of_amounts(sentence)));
        }
    }
    let Some(own) = said.first().filter(|_| said.len() == 1).cloned() else { return };
    let named = |words: &str| ["US$", "USD", "U.S.", "US dollar"].iter().any(|mark| words.contains(mark));
    for figure in &mut reading.figures {
        let spans = figure.evidence.iter().chain([&figure.quantity.span]);
        let plain = !spans.map(|span| span.slice(&document.text)).any(named);
        if let Some(unit) = figure.quantity.unit.as_mut().filter(|unit| unit.name == bare && plain) {
            unit.name.clone_from(&own);
        }
    }
}

/// The currency that a sentence calls dollars: `Canadian dollars`.
fn dollars_of(sentence: &str) -> Option<String> {
    let (before, _) = sentence.split_once(" dollars")?;
    let whose = before.rsplit(' ').next()?;
    unit_of(&format!("5 {whose} dollars"))
}

fn unit_of(amount: &str) -> Option<String> {
    let found = crate::quantity::find(amount).quantities.into_iter().next()?;
    found.unit.filter(|unit| unit.is_money() && found.span.len() == amount.len()).map(|unit| unit.name)
}

/// How many days before its end a period may be reported on as if it were over.
const EARLY: i32 = 31;

/// What is told of a period that is not over when the report is written is no result but expected: a range, the cell of a
/// table, or anything of a period that has not begun.
pub(super) fn foretell(reading: &mut Reading, document: &Document, date: Option<Date>) {
    let Some(date) = date else { return };
    let in_table = |figure: &Figure| {
        let passage = document.passages.get(figure.passage);
        passage.is_some_and(|passage| matches!(passage.kind, PassageKind::TableRows { .. }))
    };
    for figure in reading.figures.iter_mut().filter(|figure| figure.kind == Some(Kind::Reported)) {
        let Some(Placed { period, .. }) = &figure.period else { continue };
        if period.length == Length::Instant {
            continue;
        }
        let left = period.end.map_or(0, |end| (end - date).get_days());
        let range = matches!(figure.quantity.amount, Amount::Range { low: Some(_), high: Some(_) });
        if range && left > 0 {
            figure.kind = Some(Kind::Guidance);
        } else if left > EARLY && (in_table(figure) || period.start.is_some_and(|start| start > date)) {
            figure.kind = Some(Kind::Forecast);
        }
    }
}

/// The day, month or year of a dated entry.
pub(super) fn period_of(event: &Event, text: &str) -> Placed {
    let days = (event.end - event.start).get_days();
    let length = match days {
        0 => Length::Instant,
        1..=31 => Length::Month,
        _ => Length::Year,
    };
    let label = event.label.slice(text).to_owned();
    let period =
        Period { label, start: Some(event.start), end: Some(event.end), length, calendar: Calendar::Civil };
    Placed { period, from: PeriodFrom::Stated }
}
