//! A figure that no report tells, of figures that they do: a margin of its two terms, a half-year of nine months and a quarter.
//!
//! The rule: it is made of figures of one entity and one measure's own terms, whose periods make up the one asked for
//! exactly; what it is made of is always shown.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Found, Reckoner, days, exact, period};
use crate::answer::conditions::is_stated;
use crate::answer::task::{self, Formula, Made, Worked, meets, years};
use crate::answer::{stand_in, worked};
use crate::figures::{Basis, Metric};
use crate::index::{FigureQuery, IndexError, StoredFigure};
use crate::lexicon::{MetricTerm, Nature};
use crate::period::Period;
use crate::quantity::{self, Amount, Unit};
use crate::question::{Asked, Operation, Question, Task};
use crate::text::fold;

/// How many figures, of how many reports, are looked at for an amount that a question names.
const MOST: usize = 400;
const REPORTS: usize = 10;

impl Reckoner<'_> {
    /// The figure asked for, of its terms or else of figures of other periods.
    pub(super) fn composed(&self) -> Found<Worked> {
        let named = self.terms();
        let ([asked], [metric]) = (self.question.entities.as_slice(), named.as_slice()) else {
            return Ok(None);
        };
        let term = metric.key.as_deref().and_then(|key| self.search.lexicon.metric(key));
        let Some(term) = term.filter(|_| self.question.basis.is_none()) else { return Ok(None) };
        let metric = (*metric).clone();
        if let Some(worked) = self.of_terms(asked, &metric, term)? {
            let period = worked.cells.first().and_then(|cell| period(&cell.stored)).cloned();
            return Ok(Some(Worked { made: Some(Made { metric, period }), ..worked }));
        }
        if term.nature != Nature::Flow {
            return Ok(None);
        }
        let worked = self.of_periods(asked, &metric)?;
        let period = self.question.periods.first().map(|mention| mention.period.clone());
        Ok(worked.map(|worked| Worked { made: Some(Made { metric, period }), ..worked }))
    }

    /// The quotient or the difference of two terms: the EBITDA margin, free cash flow.
    fn of_terms(&self, asked: &Asked, metric: &Metric, term: &MetricTerm) -> Found<Worked> {
        let quotient = term.quotient_of.as_ref().map(|keys| (Formula::Share, keys));
        let made_of = quotient.or(term.difference_of.as_ref().map(|keys| (Formula::Difference, keys)));
        let Some((formula, keys)) = made_of.filter(|_| self.question.task.periods.len() < 2) else {
            return Ok(None);
        };
        let period = self.question.task.periods.first();
        let mut figures = Vec::new();
        for key in keys {
            // `property segment margin`: what narrows the measure narrows both.
            let Some(part) = stand_in::renamed(metric, key, self.search.lexicon) else { return Ok(None) };
            let part = self.as_listed(part);
            let told = self.figure(asked, &part, period)?;
            // `underlying operating margin`: nobody tells an underlying revenue.
            let plain =
                || stand_in::renamed(&Metric { name: String::new(), key: None }, key, self.search.lexicon);
            let adjusted = part.key.as_ref() == Some(key) && self.search.lexicon.stops_short(&part.name);
            figures.extend(match (told, plain()) {
                (None, Some(plain)) if adjusted => self.figure(asked, &plain, period)?,
                (told, _) => told,
            });
        }
        // Without dates only one label makes them one period.
        let label = |stored: &StoredFigure| super::period(stored).map(|period| fold(&period.label));
        let same = |one: &StoredFigure, other: &StoredFigure| {
            days(one) == days(other) && (days(one).is_some() || label(one) == label(other))
        };
        let one_period = figures.len() == 2 && same(&figures[0], &figures[1]);
        if one_period { self.computed(formula, figures) } else { Ok(None) }
    }

    /// `underlying operating profit` is a term of its own.
    fn as_listed(&self, part: Metric) -> Metric {
        let mentions = self.search.lexicon.metrics(&part.name);
        let whole = mentions.iter().find(|mention| mention.span.len() == part.name.len());
        Metric { key: whole.map(|mention| mention.key.to_owned()).or(part.key), name: part.name }
    }

    /// What an amount was a year or a quarter before, of the growth that the same sentence tells of it.
    pub(super) fn base(&self) -> Found<Worked> {
        let [asked] = self.question.entities.as_slice() else { return Ok(None) };
        for metric in self.terms() {
            let amounts = self.candidates(asked, metric, None)?;
            for growth in self.growths(asked, metric)? {
                let Some(base) = self.before(&growth) else { continue };
                let told = amounts.iter().map(|candidate| &candidate.stored).find(|amount| {
                    amount.document == growth.document
                        && amount.figure.sentence == growth.figure.sentence
                        && days(amount) == days(&growth)
                });
                let Some(amount) = told.cloned() else { continue };
                let worked = self.computed(Formula::Base, vec![amount, growth])?;
                let made = Made { metric: metric.clone(), period: Some(base) };
                return Ok(worked.map(|worked| Worked { made: Some(made), ..worked }));
            }
        }
        self.base_of_stated(asked)
    }

    /// Likewise of an amount and a growth that the question itself states, as a report tells them together.
    fn base_of_stated(&self, asked: &Asked) -> Found<Worked> {
        for amount in self.of_the_amount(asked)? {
            let place = [(amount.document.as_str(), amount.passage)];
            let told = self.search.snapshot.figures_within(&place, &[])?;
            let growth = told.into_iter().find(|growth| is_stated(self.question, &amount, growth));
            let base = growth.as_ref().and_then(|growth| self.before(growth));
            let (Some(growth), Some(base)) = (growth, base) else { continue };
            let Some(metric) = amount.figure.metric.clone() else { continue };
            let worked = self.computed(Formula::Base, vec![amount, growth])?;
            let made = Made { metric, period: Some(base) };
            return Ok(worked.map(|worked| Worked { made: Some(made), ..worked }));
        }
        Ok(None)
    }

    /// What of a figure of several years comes to each of them.
    pub(super) fn per_year(&self) -> Found<Worked> {
        let [asked] = self.question.entities.as_slice() else { return Ok(None) };
        let period = self.question.task.periods.first();
        let mut found: Vec<StoredFigure> = Vec::new();
        for metric in self.terms() {
            let told = self.candidates(asked, metric, period)?;
            found.extend(told.into_iter().map(|candidate| candidate.stored));
        }
        if found.is_empty() {
            found = self.of_the_amount(asked)?;
        }
        if found.is_empty() {
            found = self.named_otherwise()?;
        }
        let Some(figure) = found.into_iter().find(|stored| years(&stored.figure).is_ok()) else {
            return Ok(None);
        };
        let decimals = self.question.task.decimals;
        Ok(Some(task::of_formula(Formula::PerYear, self.cells(vec![figure])?, decimals)))
    }

    /// The figures that the question's own words name, where no listed term does: `invest in rail`.
    fn named_otherwise(&self) -> Result<Vec<StoredFigure>, IndexError> {
        let task = Task { operation: Operation::Figure, ..self.question.task.clone() };
        let alone = Question { task, ..self.question.clone() };
        let worked = worked::work(&alone, self.search)?;
        Ok(worked.into_iter().flat_map(|worked| worked.cells).map(|cell| cell.stored).collect())
    }

    /// The figures that are the amount the question itself names: `if the 380 billion were spread evenly`.
    fn of_the_amount(&self, asked: &Asked) -> Result<Vec<StoredFigure>, IndexError> {
        let named: Vec<Decimal> = quantity::find(&self.question.asked)
            .quantities
            .iter()
            .filter(|found| found.unit.as_ref().is_some_and(Unit::is_money))
            .filter_map(|found| if let Amount::Exact(value) = found.amount { Some(value) } else { None })
            .collect();
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let entities = self.search.directory.family(&asked.name, self.search.lexicon);
        let query =
            FigureQuery { entities: &entities, limit: MOST, newest: Some(REPORTS), ..FigureQuery::default() };
        let mut figures = self.search.snapshot.figures(&query)?;
        figures.retain(|stored| exact(stored).is_some_and(|value| named.contains(&value)));
        Ok(figures)
    }

    /// The period that a growth is counted from, if it is the one asked for or lies before that.
    fn before(&self, growth: &StoredFigure) -> Option<Period> {
        let (own, basis) = (period(growth)?, growth.figure.change?.basis?);
        let base = match basis {
            Basis::YearOverYear => own.year_earlier(),
            Basis::QuarterOverQuarter => own.previous(),
        };
        let of = |period: &Period| {
            let asked = &self.question.task.periods;
            asked.iter().any(|asked| meets(asked, period))
        };
        let asked = self.question.basis.is_none_or(|asked| asked == basis);
        // `a year ago` alone dates nothing.
        let dated = |period: &Period| period.end.is_some() || period.ordinal().is_some();
        let undated = !self.question.task.periods.iter().any(dated);
        let by_basis = self.question.basis.is_some() && (undated || of(own));
        (asked && (of(&base) || by_basis)).then_some(base)
    }

    /// What flowed in a period, of the periods that make it up, or of a longer one less what of it lies outside.
    fn of_periods(&self, asked: &Asked, metric: &Metric) -> Found<Worked> {
        let Some(bounds) = self.bounds() else { return Ok(None) };
        let series = self.series(asked, metric)?;
        let parts = tiles(&series, bounds);
        if parts.len() > 1 {
            return self.computed(Formula::Sum, parts);
        }
        match whole_and_rest(&series, bounds) {
            Some(pair) => self.computed(Formula::Remainder, pair.to_vec()),
            None => Ok(None),
        }
    }
}

/// The figures whose periods follow each other without a gap from one day to another, longest first, newest first.
fn tiles(series: &[StoredFigure], (start, end): (Date, Date)) -> Vec<StoredFigure> {
    let mut parts = Vec::new();
    let mut from = start;
    loop {
        let within = series.iter().filter_map(|stored| Some((days(stored)?.1, stored)));
        let next =
            within.filter(|(to, stored)| days(stored).is_some_and(|(day, _)| day == from) && *to <= end);
        let Some((to, stored)) = next.max_by_key(|(to, _)| *to) else { return Vec::new() };
        parts.insert(0, stored.clone());
        match to.tomorrow() {
            Ok(day) if to < end && from < day => from = day,
            _ => return parts,
        }
    }
}

/// A longer period's figure and that of its other part, where the two leave just the days asked for.
fn whole_and_rest(series: &[StoredFigure], (start, end): (Date, Date)) -> Option<[StoredFigure; 2]> {
    let follows = |one: Date, other: Date| one.tomorrow().is_ok_and(|day| day == other);
    series.iter().find_map(|whole| {
        let (from, to) = days(whole)?;
        let rest = series.iter().find(|rest| {
            let Some((first, last)) = days(rest) else { return false };
            let later = from == first && to == end && follows(last, start);
            let earlier = to == last && from == start && follows(end, first);
            later || earlier
        })?;
        Some([whole.clone(), rest.clone()])
    })
}
