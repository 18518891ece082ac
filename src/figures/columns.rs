//! What the header rows over a table's columns say: every header of a column together, and what stands right above.

use rust_decimal::prelude::ToPrimitive;

use super::labels::{Context, Label, label, without_note};
use super::{Kind, PeriodFrom, Placed};
use crate::corpus::{Row, Table};
use crate::lexicon::Lexicon;
use crate::period::{self, Anchor, Length, Period, Reference};
use crate::quantity::{self, Amount};
use crate::text::{Span, without};

/// The labels of each column from the header rows over it.
pub(super) fn of(text: &str, table: &Table, headers: &[Row], context: &Context<'_>) -> Vec<Label> {
    let width = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| cell.column + cell.columns)
        .max()
        .unwrap_or(0);
    let mut columns = vec![Label::default(); width];
    let mut joined = vec![String::new(); width];
    for row in headers {
        for cell in row.cells.iter().filter(|cell| !cell.span.is_empty()) {
            let mut named = label(text, cell.span, context);
            let measures = !quantity::find(cell.span.slice(text)).quantities.is_empty();
            if cell.columns > 1 && named.is_unknown() && cell.column > 0 && !measures {
                let name = without_note(cell.span.slice(text));
                named.entity = Some(name).filter(|name| !context.lexicon.is_ordinary(name));
            }
            for place in cell.column..(cell.column + cell.columns).min(width) {
                columns[place].add(named.clone());
                let header = cell.span.slice(text);
                // A header over several rows stands in each of them.
                if !joined[place].trim_end().ends_with(header) {
                    joined[place].push_str(header);
                    joined[place].push(' ');
                }
            }
        }
    }
    name_rivals(&mut columns, &joined, context);
    name_parts(&mut columns, &joined, context);
    tell_adjustments(&mut columns, &joined, context);
    for (column, header) in columns.iter_mut().zip(&joined) {
        let header = &*period::with_short_years(header);
        let whole = period::find(header, context.anchor)
            .into_iter()
            .filter(|mention| mention.reference == Reference::Own && mention.period.end.is_some())
            .map(|mention| mention.period)
            .min_by_key(|period| period.length == Length::Year);
        let undated = period::find(header, context.anchor).into_iter().find(|mention| {
            let parts = matches!(mention.period.length, Length::Quarter | Length::Half | Length::NineMonths);
            mention.reference == Reference::Own && parts && !mention.period.is_bare_ordinal()
        });
        let whole = whole.or_else(|| undated.map(|mention| mention.period));
        let part = whole.clone().filter(|period| period.length != Length::Year);
        let lasting =
            column.period.as_ref().and_then(|placed| first_months(header, &placed.period, context.anchor));
        if let Some(period) = part.or(lasting).or(whole) {
            column.period = Some(Placed { period, from: PeriodFrom::Stated });
        }
        if let Some(part) = part_of_its_year(header, context.anchor) {
            column.period = part.map(|period| Placed { period, from: PeriodFrom::Stated });
        }
    }
    let of_whole = context.focus.subject == context.focus.whole;
    for placed in columns.iter_mut().filter_map(|column| column.period.as_mut()).filter(|_| of_whole) {
        placed.period = context.focus.of_its_years(&placed.period).unwrap_or_else(|| placed.period.clone());
    }
    let above = above(text, table);
    let corner = joined.first().map(String::as_str).unwrap_or_default();
    for column in &mut columns {
        let year = column.period.as_ref().filter(|placed| placed.period.length == Length::Year);
        let told = || std::iter::once(corner).chain(above.iter().copied());
        if let Some(period) = year.and_then(|placed| {
            told().find_map(|said| super::corner::year(said, &placed.period, context.anchor))
        }) {
            column.period = Some(Placed { period, from: PeriodFrom::Stated });
        }
        let day = column.period.as_ref().filter(|placed| placed.period.length == Length::Instant);
        if let Some(period) = day.and_then(|placed| stretch_said(&above, &placed.period, context.anchor)) {
            column.period = Some(Placed { period, from: PeriodFrom::Stated });
        }
        let year = column.period.as_ref().filter(|placed| placed.period.length == Length::Year);
        if let Some(part) = year.and_then(|placed| part_said(&above, &placed.period, context.anchor)) {
            column.period = part.map(|period| Placed { period, from: PeriodFrom::Stated });
        }
    }
    columns
}

/// Beside a column of somebody known, a column whose header says nothing else is somebody's too.
fn name_rivals(columns: &mut [Label], headers: &[String], context: &Context<'_>) {
    if !columns.iter().skip(1).any(|column| column.entity.is_some()) {
        return;
    }
    for (column, header) in columns.iter_mut().zip(headers).skip(1) {
        let name = without_note(header.trim());
        let named = name.starts_with(char::is_uppercase) && !name.contains(|c: char| c.is_ascii_digit());
        if column.is_unknown() && named && !context.lexicon.is_ordinary(&name) {
            column.entity = Some(name);
        }
    }
}

/// `Private Banking | Corporate Clients | Total`: columns whose headers say nothing else name parts of what the table
/// measures. A column of numbers of notes names none.
fn name_parts(columns: &mut [Label], headers: &[String], context: &Context<'_>) {
    let plain = |header: &str| without_note(header.trim());
    let undated = |header: &str| {
        let dated = period::find(header, context.anchor);
        without(header, dated.iter().map(|mention| mention.span))
    };
    for (column, header) in columns.iter_mut().zip(headers).skip(1) {
        column.refers = context.lexicon.refers_to_notes(&plain(header));
        column.earlier = context.lexicon.tells_earlier(&plain(header));
        column.version = version(&undated(header), context.lexicon);
    }
    let dated: Vec<Option<Period>> =
        columns.iter().map(|column| Some(column.period.as_ref()?.period.clone())).collect();
    let named = |(column, header): (&Label, &String)| {
        let own = column.period.as_ref().map(|placed| &placed.period);
        let alike =
            dated.iter().flatten().filter(|period| own.is_some_and(|own| own.days() == period.days()));
        let says_more = column.metric.is_some()
            || column.entity.is_some()
            || (own.is_some() && (alike.count() < 2 || own.is_some_and(|own| own.days().is_none())))
            || column.change.is_some()
            || column.refers;
        // `Year ended 31 March 2025` over `Before adjusting items | Adjusting items | Total`.
        let name = plain(&undated(header));
        // `As first reported | As restated` tells versions apart, not parts.
        let version = column.version.is_some() || !context.lexicon.cues(&name).is_empty();
        (!says_more && !version && !name.is_empty() && !context.lexicon.only_narrows(&name)).then_some(name)
    };
    let parts: Vec<Option<String>> = columns.iter().zip(headers).map(named).collect();
    let several = parts.iter().skip(1).flatten().collect::<std::collections::BTreeSet<_>>().len() > 1;
    if several {
        for (column, part) in columns.iter_mut().zip(parts).skip(1) {
            column.part = part;
        }
    }
}

/// `2024 (restated)`, 调整前: which telling of the same figures a header names.
fn version(header: &str, lexicon: &Lexicon) -> Option<Kind> {
    if lexicon.tells_original(header) {
        return Some(Kind::Reported);
    }
    lexicon.tells_restated(header).then_some(Kind::Restated)
}

/// `Adjustment` between what was told at first and what is told now: how far the two are apart.
fn tell_adjustments(columns: &mut [Label], headers: &[String], context: &Context<'_>) {
    let told = |kind| columns.iter().any(|column| column.version == Some(kind));
    if !told(Kind::Reported) || !told(Kind::Restated) {
        return;
    }
    for (column, header) in columns.iter_mut().zip(headers).skip(1) {
        if column.version.is_none() && column.change.is_none() && context.lexicon.tells_adjustment(header) {
            column.change = Some(None);
            column.part = None;
        }
    }
}

/// The short lines right above a table.
fn above<'t>(text: &'t str, table: &Table) -> Vec<&'t str> {
    let lines = text[..table.span.start].lines().rev().map(str::trim).filter(|line| !line.is_empty());
    let short = lines.take(4).take_while(|line| line.chars().count() < 60 && !line.ends_with(['.', '。']));
    short.collect()
}

/// `13 weeks ended` above columns of days: the stretches that end with them.
fn stretch_said(above: &[&str], day: &Period, anchor: &Anchor) -> Option<Period> {
    let pieces = above.iter().flat_map(|line| line.split([';', '；', '(', ')', ',']));
    pieces.map(str::trim).filter(|piece| piece.len() > 2).find_map(|piece| {
        let whole = format!("{piece} {}", day.label.trim());
        let found = period::find(&whole, anchor).into_iter().next()?;
        let ends = found.period.end.is_some() && found.period.end == day.end;
        (ends && found.span == Span::new(0, whole.len()) && found.period.length != Length::Instant)
            .then_some(found.period)
    })
}

/// `Six months ended 30 June`, 截至六月三十日止六個月 above columns of years: the part of the year the table is about.
/// `Some(None)` is a part whose dates cannot be told.
fn part_said(above: &[&str], year: &Period, anchor: &Anchor) -> Option<Option<Period>> {
    let label = year.label.trim();
    above.iter().find_map(|line| {
        let undated = Anchor { date: None, ..anchor.clone() };
        let found = period::find(line, &undated);
        let mention = found.iter().find(|mention| {
            matches!(mention.period.length, Length::Quarter | Length::Half | Length::NineMonths)
        })?;
        if mention.period.end.is_some() {
            return None;
        }
        let whole = match line.split_once('至') {
            Some((before, after)) if line.contains('止') => format!("{before}至{label}{after}"),
            _ => format!("{line} {label}"),
        };
        let dated = period::find(&whole, anchor)
            .into_iter()
            .map(|mention| mention.period)
            .find(|period| period.end.is_some() && period.length == mention.period.length);
        Some(dated)
    })
}

/// `截至六月三十日止六個月` over `二零二五年`: the part of the year that the same header names.
fn part_of_its_year(header: &str, anchor: &Anchor) -> Option<Option<Period>> {
    let undated = Anchor { date: None, ..anchor.clone() };
    let found = period::find(header, &undated);
    let year = found.iter().find(|mention| {
        mention.reference == Reference::Own
            && mention.period.length == Length::Year
            && mention.period.end.is_some()
    })?;
    let rest = without(header, std::iter::once(year.span));
    rest.contains('止').then(|| part_said(&[rest.trim()], &year.period, anchor)).flatten()
}

/// `Nine months | 2025`: the first months of a year, which the year alone would hide.
fn first_months(header: &str, year: &Period, anchor: &Anchor) -> Option<Period> {
    let months = quantity::find(header)
        .quantities
        .into_iter()
        .find(|found| found.unit.as_ref().is_some_and(|unit| unit.name == "month"))?;
    let Amount::Exact(count) = months.amount else { return None };
    year.first_months(count.to_i8()?, anchor, header.trim())
}
