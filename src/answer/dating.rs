//! Which figures are of the periods a question asks for.

use super::search::Search;
use super::worked::families;
use crate::figures::{Figure, PeriodFrom};
use crate::index::{FigureQuery, IndexError, StoredFigure, analysed};
use crate::lexicon::{Lexicon, Nature};
use crate::period::{Calendar, Length, Mention, Period, Reference};
use crate::question::Question;
use crate::text::fold;

/// How well a figure's period is known to be one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PeriodFit {
    /// The figure's period is unknown, or known only from what the document reports on.
    Loose,
    Exact,
}

/// How a figure's period meets the ones asked for; `None` when it is another.
pub(super) fn period_fit(asked: &[Period], figure: &Figure, lexicon: &Lexicon) -> Option<PeriodFit> {
    if asked.is_empty() {
        return Some(if figure.period.is_some() { PeriodFit::Exact } else { PeriodFit::Loose });
    }
    let known = figure.period.as_ref().map(|placed| &placed.period)?;
    let told = |period: &&Period| fold(&period.label) == fold(&known.label) && known.length == Length::Other;
    // What a report calls `1H26` is its own.
    let code = |period: &&Period| {
        fold(&period.label) == fold(&known.label)
            && period.length == known.length
            && (period.calendar, known.calendar) == (Calendar::Unstated, Calendar::Fiscal)
    };
    // How many there were at the end of June stands in the column of the half year to June.
    let term = figure.metric.as_ref().and_then(|metric| lexicon.metric(metric.key.as_deref()?));
    let stated = figure.period.as_ref().is_some_and(|placed| placed.from == PeriodFrom::Stated);
    let counts = stated && term.is_some_and(|term| term.nature == Nature::Stock);
    let closing = |period: &&Period| counts && period.length == Length::Instant && period.end == known.end;
    if asked.iter().any(|period| told(&period) || code(&period) || closing(&period)) {
        return Some(PeriodFit::Exact);
    }
    asked.iter().any(|period| meets(period, known)).then_some(PeriodFit::Exact)
}

/// The periods that are conditions: those with dates, trailing stretches that only their length can tell, and labels
/// (`first quarter of fiscal 2026`), which get their dates from the figures of the same label.
pub(super) fn conditions(asked: &[Mention], stored: &[StoredFigure]) -> Vec<Period> {
    let known = || {
        let all = stored.iter().filter_map(|stored| Some(&stored.figure.period.as_ref()?.period));
        all.filter(|known| known.end.is_some())
    };
    let says_when = |mention: &&Mention| {
        let period = &mention.period;
        let labelled = mention.reference == Reference::Own
            && !matches!(period.length, Length::Week | Length::Other | Length::Instant);
        period.end.is_some() || labelled
    };
    let dated = |mention: &Mention| {
        let period = &mention.period;
        let named =
            || known().find(|known| same_label(period, known) || super::task::numbered_alike(period, known));
        match period {
            period if period.end.is_some() => vec![period.clone()],
            period if period.is_bare_ordinal() => latest(period, known()),
            period => vec![named().unwrap_or(period).clone()],
        }
    };
    asked.iter().filter(says_when).flat_map(dated).collect()
}

/// The question with the dates of the latest quarters or halves that have the numbers it names without a year, in the newest
/// reports on those asked about; `None` where it names none, or no report has one.
pub(super) fn dated(question: &Question, search: &Search<'_>) -> Result<Option<Question>, IndexError> {
    let entities = families(question, search);
    let bare = question.task.periods.iter().any(Period::is_bare_ordinal);
    if !bare || entities.is_empty() {
        return Ok(None);
    }
    let query =
        FigureQuery { entities: &entities, limit: LOOKED_AT, newest: Some(NEWEST), ..FigureQuery::default() };
    let stored = search.snapshot.figures(&query)?;
    let known = || {
        let all = stored.iter().filter_map(|stored| Some(&stored.figure.period.as_ref()?.period));
        all.filter(|known| known.end.is_some())
    };
    let mut dated = question.clone();
    let own = dated.periods.iter_mut().map(|mention| &mut mention.period);
    for period in own.chain(&mut dated.task.periods).filter(|period| period.is_bare_ordinal()) {
        let found = latest(period, known());
        let Some(first) = found.into_iter().find(|found| found.end.is_some()) else { return Ok(None) };
        *period = first;
    }
    Ok(Some(dated))
}

/// How many figures, of how many reports, are looked at for the dates of a quarter.
const LOOKED_AT: usize = 400;
const NEWEST: usize = 4;

/// How far apart in days the ends of one quarter may lie in the fiscal years of several companies.
const FISCAL: i32 = 100;

/// `Q3` without a year is the latest third quarter there is, of each company; itself where there is none.
fn latest<'p>(asked: &Period, known: impl Iterator<Item = &'p Period>) -> Vec<Period> {
    let all: Vec<&Period> = known.filter(|known| same_number(asked, known)).collect();
    let Some(last) = all.iter().filter_map(|known| known.end).max() else { return vec![asked.clone()] };
    let mut found: Vec<Period> = Vec::new();
    for period in all {
        let near = period.end.is_some_and(|end| (last - end).get_days() < FISCAL);
        if near && !found.contains(period) {
            found.push(period.clone());
        }
    }
    found
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
    // `third quarter of fiscal 2025` has no dates in the report that compares with it.
    let by_name = known.end.is_none()
        && asked.label.contains(|c: char| c.is_ascii_digit())
        && same_label(asked, known)
        && same_label(known, asked);
    let closes = known.length == Length::Instant && known.end.is_some() && asked.end.is_some();
    // A fiscal quarter closes on a weekday near the end of its last month.
    let fiscal = asked.calendar == Calendar::Fiscal && super::task::near(asked.end, known.end);
    let stock = closes && (asked.end == known.end || fiscal);
    let event = known.length == Length::Month && within(asked, known);
    let close = super::task::close(asked, known);
    asked.same_as(known)
        || close
        || stock
        || event
        || numbered
        || by_name
        || (asked.end.is_none() && (same_label(asked, known) || super::task::numbered_alike(asked, known)))
}

fn within(asked: &Period, known: &Period) -> bool {
    match (asked.start, asked.end, known.start, known.end) {
        (Some(start), Some(end), Some(from), Some(to)) => start <= from && to <= end,
        _ => false,
    }
}
