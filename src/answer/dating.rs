//! Which figures are of the periods a question asks for.

use super::candidates::PeriodFit;
use crate::figures::Figure;
use crate::index::{StoredFigure, analysed};
use crate::period::{Length, Mention, Period};
use crate::text::fold;

/// How a figure's period meets the ones asked for; `None` when it is another.
pub(super) fn period_fit(asked: &[Period], figure: &Figure) -> Option<PeriodFit> {
    if asked.is_empty() {
        return Some(if figure.period.is_some() { PeriodFit::Exact } else { PeriodFit::Loose });
    }
    let known = figure.period.as_ref().map(|placed| &placed.period)?;
    let told = |period: &&Period| fold(&period.label) == fold(&known.label) && known.length == Length::Other;
    if asked.iter().any(|period| told(&period)) {
        return Some(PeriodFit::Exact);
    }
    asked.iter().any(|period| meets(period, known)).then_some(PeriodFit::Exact)
}

/// The periods that are conditions: those with dates, trailing stretches that only their length can tell, and labels
/// (`first quarter of fiscal 2026`), which get their dates from the figures of the same label; `of_one` are the
/// figures of one entity.
pub(super) fn conditions(asked: &[Mention], stored: &[StoredFigure], of_one: bool) -> Vec<Period> {
    let told = asked.iter().map(|mention| &mention.period).filter(|period| {
        period.end.is_some() || !matches!(period.length, Length::Week | Length::Other | Length::Instant)
    });
    told.map(|period| {
        let known = || {
            let all = stored.iter().filter_map(|stored| Some(&stored.figure.period.as_ref()?.period));
            all.filter(|known| known.end.is_some())
        };
        let named =
            || known().find(|known| same_label(period, known) || super::task::numbered_alike(period, known));
        let latest = || known().filter(|known| same_number(period, known)).max_by_key(|known| known.end);
        let open = period.end.is_some() || (period.is_bare_ordinal() && !of_one);
        let dated = if open { None } else { named_or_latest(period, named, latest) };
        dated.unwrap_or(period).clone()
    })
    .collect()
}

/// `Q3` without a year is the latest third quarter there is; a fuller label is the period of that label.
fn named_or_latest<'p>(
    period: &Period,
    named: impl Fn() -> Option<&'p Period>,
    latest: impl Fn() -> Option<&'p Period>,
) -> Option<&'p Period> {
    if period.is_bare_ordinal() { latest() } else { named() }
}

fn same_number(asked: &Period, known: &Period) -> bool {
    asked.length == known.length && asked.ordinal().is_some() && asked.ordinal() == known.ordinal()
}

/// Whether a known period's label has all the words of an asked one: `third quarter of its fiscal 2026`.
fn same_label(asked: &Period, known: &Period) -> bool {
    let told = fold(&known.label);
    let mut wanted = analysed(&asked.label).into_iter().map(|(_, word)| word).peekable();
    asked.length == known.length && wanted.peek().is_some() && wanted.all(|word| told.contains(&word))
}

fn meets(asked: &Period, known: &Period) -> bool {
    if asked.length == Length::TwelveMonths && known.length == Length::TwelveMonths {
        return true;
    }
    let numbered = known.end.is_none() && super::task::same_number(asked, known);
    let stock = known.length == Length::Instant && asked.end.is_some() && asked.end == known.end;
    let event = known.length == Length::Month && within(asked, known);
    let close = super::task::close(asked, known);
    asked.same_as(known)
        || close
        || stock
        || event
        || numbered
        || (asked.end.is_none() && (same_label(asked, known) || super::task::numbered_alike(asked, known)))
}

fn within(asked: &Period, known: &Period) -> bool {
    match (asked.start, asked.end, known.start, known.end) {
        (Some(start), Some(end), Some(from), Some(to)) => start <= from && to <= end,
        _ => false,
    }
}
