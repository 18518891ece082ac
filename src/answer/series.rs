//! One figure over time: a point for each period, every one cited and verified like any figure.
//!
//! The rule: periods of different lengths are never one series, and a period without a figure is a gap, not a line.

mod choose;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::candidates::{self, Candidate};
use super::evidence::Evidence;
use super::search::Search;
use super::{Answer, Engine, Slots, Status};
use crate::figures::{Kind, Metric};
use crate::index::IndexError;
use crate::period::{Length, Period};
use crate::quantity::Unit;
use crate::question::{Intent, Known};
use choose::Chosen;

/// How many points a series has at most; the newest stay.
const POINTS: usize = 40;

/// The points of one figure, oldest first, or why there are none.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Holds the figures of the points with their citations. Not answered where there are no points.
    pub answer: Answer,
    pub entity: String,
    pub metric: String,
    pub unit: Option<Unit>,
    /// How long each period is; [`Length::Year`] stands for any twelve months.
    pub length: Length,
    pub points: Vec<Point>,
    /// Lengths that have points too, with how many.
    pub also: Vec<(Length, usize)>,
}

/// A point of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    pub period: Period,
    /// Its last day, by which points are in order.
    pub end: Date,
    /// Which of the answer's figures, from 0.
    pub figure: usize,
    /// Which figure it had before it was restated.
    pub was: Option<usize>,
    pub kind: Kind,
    /// How many periods have no figure between the point before and this one.
    pub missing: usize,
}

impl Point {
    /// The last days of the periods without a figure before this one, oldest first; months and quarters of the calendar are
    /// taken to end when their months do.
    ///
    /// ```
    /// use footnote::answer::Point;
    /// use footnote::figures::Kind;
    /// use footnote::period::{Calendar, Length, Period};
    /// let end: jiff::civil::Date = "2025-03-31".parse().expect("a date");
    /// let (label, length, calendar) = ("Q1 2025".to_owned(), Length::Quarter, Calendar::Civil);
    /// let period = Period { label, start: None, end: Some(end), length, calendar };
    /// let point = Point { period, end, figure: 0, was: None, kind: Kind::Reported, missing: 2 };
    /// let ends = point.missing_ends(Length::Quarter);
    /// assert_eq!(ends.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2024-09-30", "2024-12-31"]);
    /// ```
    #[must_use]
    pub fn missing_ends(&self, length: Length) -> Vec<Date> {
        let Some(step) = months(length) else { return Vec::new() };
        let is_month_end = self.end == self.end.last_of_month();
        let back = |count: usize| {
            let months = i64::from(step) * i64::try_from(count).ok()?;
            let end = self.end.checked_sub(jiff::Span::new().try_months(months).ok()?).ok()?;
            Some(if is_month_end { end.last_of_month() } else { end })
        };
        (1..=self.missing).rev().filter_map(back).collect()
    }
}

impl Engine {
    /// The series of an entity's metric; a period among the slots is left aside. `length` is the wanted one; without it,
    /// the length with the most points is taken.
    #[must_use]
    pub fn series(&self, slots: &Slots, length: Option<Length>) -> Series {
        let slots = Slots { period: String::new(), ..slots.clone() };
        let answer = self.figure(&slots);
        let mut series = Series {
            entity: slots.entity.trim().to_owned(),
            metric: slots.metric.trim().to_owned(),
            unit: None,
            length: length.unwrap_or(Length::Quarter),
            points: Vec::new(),
            also: Vec::new(),
            answer,
        };
        if let Err(error) = self.fill_series(&mut series, &slots, length) {
            tracing::error!(answer = series.answer.id, %error, "the index failed");
            series.answer.status = Status::Error;
            series.answer.reason = error.to_string();
        }
        series
    }

    fn fill_series(
        &self,
        series: &mut Series,
        slots: &Slots,
        wanted: Option<Length>,
    ) -> Result<(), IndexError> {
        let snapshot = self.snapshot();
        let directory = self.directory(&snapshot);
        let mut question = self.question(slots, &snapshot);
        (question.intent, question.past) = (Intent::Figure, false);
        let measured = question.entities.iter().find(|asked| asked.known == Known::Measured);
        let Some(entity) = measured.map(|asked| asked.name.clone()) else { return Ok(()) };
        let named = || Metric { name: slots.metric.clone(), key: None };
        let metric = question.metrics.first().cloned().unwrap_or_else(named);
        let search =
            Search { snapshot: &snapshot, directory: &directory, lexicon: &self.lexicon, documents: None };
        let found = candidates::find(&question, Some(&entity), &metric, &search)?;
        let mut by_length = choose::by_length(&found.matching);
        let Some(length) = choose::length(&by_length, wanted) else { return Ok(()) };
        let periods = by_length.remove(&length).unwrap_or_default();
        series.also = by_length.iter().map(|(length, periods)| (*length, periods.len())).collect();
        (series.entity, series.metric, series.length) = (entity, metric.name, length);
        let mut evidence = Evidence::new(&self.corpus, &snapshot);
        place(series, &periods, &mut evidence);
        series.answer.citations = evidence.into_citations();
        Ok(())
    }
}

/// Cites the chosen figure of each period and notes the gaps.
fn place(series: &mut Series, periods: &BTreeMap<Date, Vec<&Candidate>>, evidence: &mut Evidence<'_>) {
    let answer = &mut series.answer;
    let blank = Answer { figures: Vec::new(), spans: Vec::new(), conflicts: Vec::new(), ..answer.clone() };
    *answer = Answer { derivation: None, near_misses: Vec::new(), reason: String::new(), ..blank };
    let skipped = periods.len().saturating_sub(POINTS);
    for (end, candidates) in periods.iter().skip(skipped) {
        let Some(Chosen { cited, was }) = choose::figure(candidates, evidence) else { continue };
        let Some(placed) = cited.figure.period.clone() else { continue };
        let kind = cited.figure.kind.unwrap_or(Kind::Reported);
        let missing = series.points.last().map_or(0, |before| gap(before.end, *end, series.length));
        series.unit = cited.figure.quantity.unit.clone();
        let figure = answer.figures.len();
        answer.figures.push(cited);
        let was = was.map(|was| {
            answer.figures.push(was);
            answer.figures.len() - 1
        });
        series.points.push(Point { period: placed.period, end: *end, figure, was, kind, missing });
    }
    answer.status = if series.points.is_empty() { Status::NotFound } else { Status::Answered };
}

/// How many periods of a length lie between two that end on these days.
fn gap(before: Date, end: Date, length: Length) -> usize {
    let Some(step) = months(length) else { return 0 };
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    // Fiscal quarters end a few days to either side of a month's end.
    let steps = (months(end) - months(before) + step / 2) / step;
    usize::try_from(steps - 1).unwrap_or_default()
}

/// How many months lie between the ends of two periods after each other.
fn months(length: Length) -> Option<i32> {
    match length {
        Length::Month => Some(1),
        Length::Quarter => Some(3),
        Length::Half => Some(6),
        Length::Year | Length::TwelveMonths | Length::NineMonths => Some(12),
        Length::Instant | Length::Week | Length::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(before: &str, end: &str, length: Length, expected: usize) {
        let day = |day: &str| day.parse().expect("a date");
        assert_eq!(gap(day(before), day(end), length), expected, "{before} {end}");
    }

    #[test]
    fn periods_without_a_figure_are_counted() {
        case("2025-06-30", "2025-09-30", Length::Quarter, 0);
        case("2025-03-31", "2025-09-30", Length::Quarter, 1);
        case("2024-12-28", "2025-04-02", Length::Quarter, 0);
        case("2021-12-31", "2025-12-31", Length::Year, 3);
        case("2025-01-01", "2025-09-30", Length::Instant, 0);
    }
}
