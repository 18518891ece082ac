//! Wholes and their parts: shares of a stretch, the figures that make one up, the middle of a range.

use jiff::civil::Date;

use super::{Found, Reckoner, days, has_length};
use crate::answer::task::{self, Formula, Worked};
use crate::figures::{Metric, Role};
use crate::index::{IndexError, StoredFigure};
use crate::period::{Length, Period};
use crate::quantity::Amount;
use crate::question::{Asked, Operation};

impl Reckoner<'_> {
    /// What share of a stretch one part of it has: of the stretch's own figure, or of all the parts that make it up.
    pub(super) fn share_of(
        &self,
        asked: &Asked,
        metric: &Metric,
        part: &Period,
        whole: &Period,
    ) -> Found<Worked> {
        let Some(one) = self.figure(asked, metric, Some(part))? else { return Ok(None) };
        if let Some(all) = self.figure(asked, metric, Some(whole))? {
            return self.computed(Formula::Share, vec![one, all]);
        }
        let Some(bounds) = whole.days() else { return Ok(None) };
        let mut all = self.parts_between(asked, metric, bounds)?;
        let Some(place) = all.iter().position(|stored| days(stored) == days(&one)) else { return Ok(None) };
        let first = all.remove(place);
        all.insert(0, first);
        self.computed(Formula::ShareOfAll, all)
    }

    /// The middle of the range that is told, how far its ends are apart, or how far its middle is from what was told before.
    pub(super) fn of_range(&self) -> Found<Worked> {
        let period = self.question.task.periods.first();
        let [asked] = self.question.entities.as_slice() else { return Ok(None) };
        let is_range = |stored: &&StoredFigure| {
            matches!(stored.figure.quantity.amount, Amount::Range { low: Some(_), high: Some(_) })
        };
        for metric in self.terms() {
            let found: Vec<StoredFigure> = self
                .candidates(asked, metric, period)?
                .into_iter()
                .map(|candidate| candidate.stored)
                .collect();
            let Some(range) = found.iter().find(is_range).cloned() else { continue };
            if self.question.task.operation == Operation::Width {
                return Ok(Some(task::of_formula(Formula::Width, self.cells(vec![range])?, None)));
            }
            let percent = self.question.task.percent;
            let formula = match self.question.task.operation {
                Operation::HighChange if percent => Formula::HighGrowth,
                Operation::LowChange if percent => Formula::LowGrowth,
                Operation::HighChange => Formula::HighChange,
                Operation::LowChange => Formula::LowChange,
                _ => Formula::MidpointChange,
            };
            let moved = formula != Formula::MidpointChange
                || self.question.prior
                || self.search.lexicon.asks_for_revision(&self.question.asked);
            if !moved {
                return Ok(Some(task::of_formula(Formula::Midpoint, self.cells(vec![range])?, None)));
            }
            let before = |stored: &&StoredFigure| {
                stored.figure.role == Role::Prior
                    && stored.document == range.document
                    && stored.passage == range.passage
            };
            if let Some(before) = found.iter().find(before).cloned() {
                let cells = self.cells(vec![range, before])?;
                return Ok(Some(task::of_formula(formula, cells, None)));
            }
        }
        Ok(None)
    }

    /// The figures of the quarters, or else the years or months, within the stretch asked for.
    pub(super) fn within(&self, asked: &Asked, metric: &Metric) -> Result<Vec<StoredFigure>, IndexError> {
        self.between_days(asked, metric, self.bounds())
    }

    fn between_days(
        &self,
        asked: &Asked,
        metric: &Metric,
        bounds: Option<(Date, Date)>,
    ) -> Result<Vec<StoredFigure>, IndexError> {
        let series = self.series(asked, metric)?;
        for length in [Length::Quarter, Length::Half, Length::Year, Length::Month] {
            let mut figures: Vec<StoredFigure> =
                series.iter().filter(|stored| has_length(stored, length)).cloned().collect();
            if let Some((start, end)) = bounds {
                figures.retain(|stored| days(stored).is_some_and(|(from, to)| start <= from && to <= end));
            }
            if figures.len() > 1 {
                return Ok(figures);
            }
        }
        Ok(Vec::new())
    }

    /// The figures that make up the stretch asked for, without gaps.
    pub(super) fn parts(&self, asked: &Asked, metric: &Metric) -> Result<Vec<StoredFigure>, IndexError> {
        let Some(bounds) = self.bounds() else { return Ok(Vec::new()) };
        self.parts_between(asked, metric, bounds)
    }

    fn parts_between(
        &self,
        asked: &Asked,
        metric: &Metric,
        (start, end): (Date, Date),
    ) -> Result<Vec<StoredFigure>, IndexError> {
        let figures = self.between_days(asked, metric, Some((start, end)))?;
        let spans: Vec<(Date, Date)> = figures.iter().filter_map(days).collect();
        let joined = spans.windows(2).all(|pair| pair[1].1.tomorrow().is_ok_and(|day| day == pair[0].0));
        let whole = spans.last().is_some_and(|last| last.0 == start)
            && spans.first().is_some_and(|first| first.1 == end);
        Ok(if joined && whole { figures } else { Vec::new() })
    }
}

/// Which of two periods is a part of the other, before it.
pub(super) fn part_of_whole<'p>(one: &'p Period, two: &'p Period) -> Option<(&'p Period, &'p Period)> {
    let within = |part: &Period, whole: &Period| {
        let ((from, to), (start, end)) = (part.days()?, whole.days()?);
        (start <= from && to <= end && (start, end) != (from, to)).then_some(())
    };
    within(one, two).map(|()| (one, two)).or_else(|| within(two, one).map(|()| (two, one)))
}
