//! Wholes and their parts: shares of a stretch, the figures that make one up, the middle of a range.

use jiff::civil::Date;

use super::{Found, Reckoner, days, exact, has_length};
use crate::answer::task::{self, Formula, Worked};
use crate::figures::{Metric, Role};
use crate::index::{IndexError, StoredFigure, label_words};
use crate::period::{Length, Period};
use crate::quantity::Amount;
use crate::question::{Asked, Operand, Operation};

impl Reckoner<'_> {
    /// A share or a ratio: of two terms, of two periods or of two entities, the part first.
    pub(super) fn part(&self, formula: Formula) -> Found<Worked> {
        let mut figures = Vec::new();
        let (task, terms) = (&self.question.task, self.terms());
        if let ([one, two], [_]) = (self.question.entities.as_slice(), terms.as_slice()) {
            figures = self.of_each_entity()?;
            // Where the words do not say which is the part, it is the smaller.
            let larger = figures.len() == 2 && exact(&figures[0]) > exact(&figures[1]);
            let is_part = self.is_part(one, two).unwrap_or(formula != Formula::Share || !larger);
            if !is_part {
                figures.reverse();
            }
        }
        if let [asked] = self.question.entities.as_slice() {
            for [part, whole] in &task.cuts {
                let of = |keys: &[String]| {
                    let listed =
                        |metric: &&&Metric| metric.key.as_ref().is_some_and(|key| keys.contains(key));
                    terms.iter().filter(listed).copied().next()
                };
                if let (Some(part), Some(whole)) = (of(&part.keys), of(&whole.keys))
                    && part.key != whole.key
                {
                    let period = task.periods.first();
                    figures.extend(self.figure(asked, part, period)?);
                    figures.extend(self.figure(asked, whole, period)?);
                    break;
                }
            }
            if let ([one, two], [metric]) = (task.periods.as_slice(), terms.as_slice())
                && figures.is_empty()
                && let Some((part, whole)) = part_of_whole(one, two).filter(|_| formula == Formula::Share)
            {
                return self.share_of(asked, metric, part, whole);
            }
            if figures.is_empty() && self.is_several() && task.periods.len() == 2 && terms.len() == 1 {
                figures = self.of_each(asked, terms[0], &task.periods)?;
            }
        }
        if figures.len() == 2 { self.computed(formula, figures) } else { Ok(None) }
    }

    /// Whether the first of two entities is the part that is asked for and the second its whole, as the question words it.
    fn is_part(&self, one: &Asked, two: &Asked) -> Option<bool> {
        let names = [one, two].map(|asked| label_words(&asked.name));
        let named = |operand: &Operand, at: usize| {
            names[at].iter().any(|word| !names[1 - at].contains(word) && operand.words.contains(word))
        };
        self.question.task.cuts.iter().find_map(|[part, whole]| {
            let first = named(part, 0) && named(whole, 1);
            let second = named(part, 1) && named(whole, 0);
            (first != second).then_some(first)
        })
    }

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

    pub(super) fn parts_between(
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
