//! What a document as a whole lends its figures: a currency, the end of a fiscal year.

use std::collections::HashSet;

use jiff::{ToSpan, civil::Date};

use super::{Figure, Kind, PeriodFrom, Placed, Reading};
use crate::corpus::{Document, Event};
use crate::lexicon::Lexicon;
use crate::period::{Anchor, Calendar, Length, Period};
use crate::quantity::{Amount, Scale, Unit, UnitKind};
use crate::text::fold;

/// A document that prints one currency alone means it too where a table leaves it out beside an amount of money.
pub(super) fn lend_currency(reading: &mut Reading, lexicon: &Lexicon) {
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
        if term.is_some_and(|term| term.units == [UnitKind::Money]) {
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

/// A range of amounts for a period that is not over when the report is written is no result: somebody expects it.
pub(super) fn foretell_ranges(reading: &mut Reading, date: Option<Date>) {
    let Some(date) = date else { return };
    for figure in &mut reading.figures {
        let range = matches!(figure.quantity.amount, Amount::Range { low: Some(_), high: Some(_) });
        let open = figure.period.as_ref().and_then(|placed| placed.period.end).is_some_and(|end| end > date);
        if range && open && figure.kind == Some(Kind::Reported) {
            figure.kind = Some(Kind::Guidance);
        }
    }
}

/// The month a report says its fiscal year ends in: `the fiscal year ended January 31, 2025`. Only a year that does not
/// end in December tells one.
pub(super) fn stated_year_end(document: &Document, date: Option<Date>) -> Option<i8> {
    let anchor = Anchor { date, fiscal_year_end: None };
    document.text.lines().filter(|line| line.contains(|c: char| c.is_ascii_digit())).take(200).find_map(
        |line| {
            crate::period::find(line, &anchor).into_iter().find_map(|mention| {
                let label = fold(&mention.period.label);
                let end = mention.period.end?;
                let weeks = label.starts_with("52 week") || label.starts_with("53 week");
                if weeks {
                    // Such years end on the weekday nearest to the end of a month.
                    let month = end.saturating_sub(7.days()).month();
                    return (month != 12).then_some(month);
                }
                let month = end.month();
                let year = mention.period.length == Length::Year && label.contains("ended");
                let quarter = mention.period.ordinal().filter(|_| mention.period.length == Length::Quarter);
                let last = match quarter {
                    Some(ordinal) => (month + 3 * (4 - ordinal) - 1) % 12 + 1,
                    None if year => month,
                    None => return None,
                };
                (label.contains("fiscal") && last != 12).then_some(last)
            })
        },
    )
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
