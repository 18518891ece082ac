//! The figures of several periods or entities: all of them, or the one that is larger or smaller than the others.

use super::{Found, Reckoner, alike, days, ends, exact};
use crate::answer::left_out::is_without;
use crate::answer::stand_in;
use crate::answer::task::{Formula, Worked};
use crate::answer::wants::asked_metrics;
use crate::figures::Metric;
use crate::index::{IndexError, StoredFigure};
use crate::question::{Asked, Intent, Operation, Question};

impl Reckoner<'_> {
    /// Every figure of a stretch, or of all periods there are, the oldest first.
    pub(super) fn over_time(&self) -> Found<Worked> {
        let [asked] = self.question.entities.as_slice() else { return Ok(None) };
        let mut figures = self.over_periods(asked)?;
        figures.sort_by_key(ends);
        if figures.len() < 2 || !alike(figures.iter()) {
            return Ok(None);
        }
        Ok(Some(Worked { cells: self.cells(figures)?, score: 1.0, ..Worked::default() }))
    }

    /// What several of a term come to that are told apart: `seed and series A together`.
    pub(super) fn of_those_apart(&self) -> Found<Worked> {
        let [asked] = self.question.entities.as_slice() else { return Ok(None) };
        // `series A and series B valuations`: what is told of each.
        let plain = |metric: &&&Metric| self.search.lexicon.told_apart(&metric.name).is_empty();
        let terms = self.terms();
        let Some(metric) = terms.iter().find(plain).or(terms.first()) else { return Ok(None) };
        let mut figures = Vec::new();
        for one in &self.question.apart {
            let alone =
                Question { apart: vec![one.clone()], ..self.alone(asked, metric, None, Intent::Figure) };
            let found = stand_in::find(&alone, Some(&asked.name), metric, self.search)?.matching;
            figures.extend(found.into_iter().next().map(|candidate| candidate.stored));
        }
        if figures.len() < self.question.apart.len() {
            return Ok(None);
        }
        let formula = match self.question.task.operation {
            Operation::Figure => {
                return Ok(Some(Worked { cells: self.cells(figures)?, score: 1.0, ..Worked::default() }));
            }
            Operation::Sum => Formula::Sum,
            Operation::Average => Formula::Average,
            Operation::Gap | Operation::Difference => Formula::Difference,
            _ => return Ok(None),
        };
        if formula == Formula::Difference {
            figures.sort_by_key(|stored| std::cmp::Reverse(exact(stored)));
        }
        self.computed(formula, figures)
    }

    /// How far a measure, or its growth, with a part is from the one without: `growth with and without fuel`.
    pub(super) fn with_and_without(&self, asked: &Asked) -> Found<Worked> {
        if !self.question.leaves_out {
            return Ok(None);
        }
        let grows =
            self.question.intent == Intent::Change || self.search.lexicon.tells_growth(&self.question.asked);
        let intent = if grows { Intent::Change } else { Intent::Figure };
        for metric in asked_metrics(
            &Question { intent, words: Vec::new(), ..self.question.clone() },
            self.search.lexicon,
        ) {
            let without = self.alone(asked, &metric, self.question.task.periods.first(), intent);
            let with = Question { leaves_out: false, ..without.clone() };
            let find =
                |question: &Question| stand_in::find(question, Some(&asked.name), &metric, self.search);
            let (without, with) = (find(&without)?.matching, find(&with)?.matching);
            let Some(part) = without.first() else { continue };
            let whole = with.iter().find(|candidate| {
                days(&candidate.stored) == days(&part.stored)
                    && !is_without(self.question, &candidate.stored, self.search)
            });
            if let Some(whole) = whole {
                return self.computed(Formula::Difference, vec![whole.stored.clone(), part.stored.clone()]);
            }
        }
        Ok(None)
    }

    /// The entity or the period with the largest or smallest figure, before the others.
    pub(super) fn extreme(&self) -> Found<Worked> {
        let several = match self.question.entities.as_slice() {
            [asked] if self.question.task.over_periods || self.is_stretch() => self.over_periods(asked)?,
            [_] => Vec::new(),
            _ => self.of_each_entity()?,
        };
        let largest = self.question.task.operation == Operation::Largest;
        let mut valued: Vec<_> =
            several.into_iter().filter_map(|stored| Some((exact(&stored)?, stored))).collect();
        if valued.len() < 2 || !alike(valued.iter().map(|(_, stored)| stored)) {
            return Ok(None);
        }
        // The sort is stable: of equals the first named wins.
        valued.sort_by(|one, other| if largest { other.0.cmp(&one.0) } else { one.0.cmp(&other.0) });
        let cells = self.cells(valued.into_iter().map(|(_, stored)| stored).collect())?;
        Ok(Some(Worked { cells, score: 1.0, ..Worked::default() }))
    }

    /// One figure for each of the periods named, or all of the stretch that they bound.
    fn over_periods(&self, asked: &Asked) -> Result<Vec<StoredFigure>, IndexError> {
        let mut best: Vec<StoredFigure> = Vec::new();
        for metric in self.terms() {
            for (other, negative) in stand_in::with_stand_ins(metric, self.search.lexicon) {
                let mut figures = if self.is_several() {
                    self.of_each(asked, &other, &self.question.task.periods)?
                } else {
                    self.within(asked, &other)?
                };
                figures.retain(|stored| {
                    !negative || exact(stored).is_some_and(|value| value.is_sign_negative())
                });
                if negative {
                    figures.iter_mut().for_each(|stored| stand_in::tell_as_loss(stored, metric));
                }
                if figures.len() > best.len() && are_one_series(&figures) {
                    best = figures;
                }
            }
            if best.len() > 1 {
                return Ok(best);
            }
        }
        Ok(Vec::new())
    }
}

/// Figures of one series are of one order of magnitude: a number a thousand times smaller lacks its scale.
fn are_one_series(figures: &[StoredFigure]) -> bool {
    let sizes = || figures.iter().filter_map(exact).map(|value| value.abs()).filter(|value| !value.is_zero());
    match (sizes().min(), sizes().max()) {
        (Some(least), Some(most)) => {
            most / least < rust_decimal::Decimal::ONE_THOUSAND * rust_decimal::Decimal::TEN
        }
        _ => true,
    }
}
