//! Arithmetic over figures found by their slots: whose, of what, when.
//!
//! The rule: every operand is the figure that a question for it alone would be answered with, of one measure and one unit;
//! where one of them is missing, nothing is reckoned.

mod composed;
mod parts;
mod revised;
mod several;
mod sides;

use jiff::civil::Date;

use super::candidates::Candidate;
use super::search::Search;
use super::stand_in;
use super::task::{self, Cell, Formula, Sheet, Worked};
use crate::figures::{Kind, Metric};
use crate::index::{IndexError, StoredFigure};
use crate::period::{Length, Mention, Period, Reference};
use crate::quantity::Amount;
use crate::question::{Asked, Intent, Known, Operation, Question, Task};
use crate::text::Span;

/// Does a question's task over the figures that its names and listed terms find in the whole library; `None` where they
/// do not say all of it.
pub(super) fn work(question: &Question, search: &Search<'_>) -> Result<Option<Worked>, IndexError> {
    let measured = question.entities.iter().all(|asked| asked.known == Known::Measured);
    if search.documents.is_some() || question.entities.is_empty() || !measured {
        return Ok(None);
    }
    // What narrows a figure narrows what it is made of, too.
    let words = match question.task.operation {
        Operation::Figure => question.words.clone(),
        _ => Vec::new(),
    };
    let counts = matches!(question.intent, Intent::Count | Intent::Change);
    let things = question.words.iter().filter(|word| counts && !search.lexicon.is_light(word));
    let counted = things.map(|word| Metric { name: word.clone(), key: None }).collect();
    let reckoner = Reckoner { question, search, words, counted };
    if let Some(worked) = reckoner.of_sides()? {
        return Ok(Some(worked));
    }
    if question.apart.len() > 1 {
        return reckoner.of_those_apart();
    }
    match question.task.operation {
        Operation::Sum => reckoner.total(Formula::Sum),
        Operation::Average => reckoner.total(Formula::Average),
        Operation::Gap | Operation::Difference => reckoner.between(Formula::Difference),
        Operation::Surprise => reckoner.surprise(),
        Operation::Growth => reckoner.between(Formula::Growth),
        Operation::Share => reckoner.part(Formula::Share),
        Operation::Ratio => reckoner.part(Formula::Ratio),
        Operation::Largest | Operation::Smallest => reckoner.extreme(),
        Operation::Figure => reckoner.composed(),
        Operation::Midpoint | Operation::Width | Operation::HighChange | Operation::LowChange => {
            reckoner.of_range()
        }
        Operation::Base => reckoner.base(),
        Operation::PerYear => reckoner.per_year(),
        Operation::Series => reckoner.over_time(),
        Operation::Beyond | Operation::Parts | Operation::Periods => Ok(None),
    }
}

struct Reckoner<'r> {
    question: &'r Question,
    search: &'r Search<'r>,
    /// Words outside the slots that every operand must meet.
    words: Vec<String>,
    /// The things that are counted, where no listed term is asked for.
    counted: Vec<Metric>,
}

type Found<T> = Result<Option<T>, IndexError>;

impl Reckoner<'_> {
    /// A sum or an average over entities, over the periods named, or over the parts of a stretch.
    fn total(&self, formula: Formula) -> Found<Worked> {
        let periods = &self.question.task.periods;
        let [asked] = self.question.entities.as_slice() else {
            return self.computed(formula, self.of_each_entity()?);
        };
        for metric in self.terms() {
            let figures = if self.is_several() {
                self.of_each(asked, metric, periods)?
            } else {
                self.parts(asked, metric)?
            };
            if figures.len() > 1 {
                return self.computed(formula, figures);
            }
        }
        Ok(None)
    }

    /// A difference or a growth: between entities, with a part and without it, or between the later and the earlier of two periods.
    fn between(&self, formula: Formula) -> Found<Worked> {
        let [asked] = self.question.entities.as_slice() else {
            let mut figures = self.of_each_entity()?;
            if self.question.task.operation == Operation::Gap {
                figures.sort_by_key(|stored| std::cmp::Reverse(exact(stored)));
            }
            return if figures.len() == 2 { self.computed(formula, figures) } else { Ok(None) };
        };
        if let Some(worked) = self.revised(asked)? {
            return Ok(Some(worked));
        }
        if let Some(worked) = self.with_and_without(asked)? {
            return Ok(Some(worked));
        }
        for metric in self.terms() {
            let periods = self.resolved(asked, metric)?;
            if periods.len() != 2 {
                continue;
            }
            let mut figures = self.of_each(asked, metric, &periods)?;
            if !self.question.task.as_worded {
                figures.sort_by_key(|stored| std::cmp::Reverse(ends(stored)));
            }
            // How far two are apart has no sign, and neither has by how much something fell.
            let fell = self.question.task.falls && formula == Formula::Difference;
            if fell || self.question.task.operation == Operation::Gap {
                figures.sort_by_key(|stored| std::cmp::Reverse(exact(stored)));
            }
            if figures.len() == 2 {
                return self.computed(formula, figures);
            }
        }
        Ok(None)
    }

    /// What was reported and what others had expected of it, the larger first.
    fn surprise(&self) -> Found<Worked> {
        let [asked] = self.question.entities.as_slice() else { return Ok(None) };
        for metric in self.terms() {
            let all = self.candidates(asked, metric, self.question.task.periods.first())?;
            let of = |expected: bool| {
                let kind = move |candidate: &&Candidate| {
                    let kind = candidate.stored.figure.kind;
                    if expected {
                        kind == Some(Kind::Estimate)
                    } else {
                        matches!(kind, Some(Kind::Reported | Kind::Restated))
                    }
                };
                all.iter().find(kind).map(|candidate| candidate.stored.clone())
            };
            let (Some(reported), Some(expected)) = (of(false), of(true)) else { continue };
            if days(&reported) == days(&expected) {
                let mut figures = vec![reported, expected];
                figures.sort_by_key(|stored| std::cmp::Reverse(exact(stored)));
                return self.computed(Formula::Difference, figures);
            }
        }
        Ok(None)
    }

    /// The listed terms that are asked for.
    fn terms(&self) -> Vec<&Metric> {
        let listed: Vec<&Metric> =
            self.question.metrics.iter().filter(|metric| metric.key.is_some()).collect();
        // `how many more trams did it run`: what is counted is a measure too.
        if listed.is_empty() { self.counted.iter().collect() } else { listed }
    }

    fn is_several(&self) -> bool {
        self.question.task.periods.len() > 1 && !self.question.task.is_stretch
    }

    /// Whether what is asked for is a stretch that shorter periods make up.
    fn is_stretch(&self) -> bool {
        let long = |period: &Period| matches!(period.length, Length::NineMonths | Length::Other);
        self.question.task.is_stretch || self.question.task.periods.iter().any(long)
    }

    /// The figure of every entity, of the first term and the one period asked for; empty where one is missing.
    fn of_each_entity(&self) -> Result<Vec<StoredFigure>, IndexError> {
        if self.question.task.periods.len() > 1 {
            return Ok(Vec::new());
        }
        let period = self.question.task.periods.first();
        for metric in self.terms() {
            let mut figures = Vec::new();
            for asked in &self.question.entities {
                figures.extend(self.figure(asked, metric, period)?);
            }
            if figures.len() == self.question.entities.len() {
                return Ok(figures);
            }
        }
        Ok(Vec::new())
    }

    /// The figure of every period; empty where one is missing.
    fn of_each(
        &self,
        asked: &Asked,
        metric: &Metric,
        periods: &[Period],
    ) -> Result<Vec<StoredFigure>, IndexError> {
        let mut found = Vec::new();
        for period in periods {
            found.extend(self.candidates(asked, metric, Some(period))?.into_iter().next());
        }
        // What has a qualifier that was not asked for, a part, is not held against the whole.
        let alike = found.windows(2).all(|pair| pair[0].fit.extra == pair[1].fit.extra);
        let figures: Vec<StoredFigure> = found.into_iter().map(|candidate| candidate.stored).collect();
        Ok(if alike && figures.len() == periods.len() { figures } else { Vec::new() })
    }

    /// The figure that a question for one slot is answered with.
    fn figure(&self, asked: &Asked, metric: &Metric, period: Option<&Period>) -> Found<StoredFigure> {
        let found = self.candidates(asked, metric, period)?;
        Ok(found.into_iter().map(|candidate| candidate.stored).next())
    }

    /// The growths that are told of a measure.
    fn growths(&self, asked: &Asked, metric: &Metric) -> Result<Vec<StoredFigure>, IndexError> {
        let found = self.told(asked, metric, None, Intent::Change)?;
        Ok(found.into_iter().map(|candidate| candidate.stored).collect())
    }

    fn candidates(
        &self,
        asked: &Asked,
        metric: &Metric,
        period: Option<&Period>,
    ) -> Result<Vec<Candidate>, IndexError> {
        self.told(asked, metric, period, Intent::Figure)
    }

    fn told(
        &self,
        asked: &Asked,
        metric: &Metric,
        period: Option<&Period>,
        intent: Intent,
    ) -> Result<Vec<Candidate>, IndexError> {
        let alone = self.alone(asked, metric, period, intent);
        Ok(stand_in::find(&alone, Some(&asked.name), metric, self.search)?.matching)
    }

    /// The question for one figure alone.
    fn alone(&self, asked: &Asked, metric: &Metric, period: Option<&Period>, intent: Intent) -> Question {
        let own = |period: &Period| Mention {
            span: Span::new(0, 0),
            period: period.clone(),
            reference: Reference::Own,
        };
        Question {
            intent,
            entities: vec![asked.clone()],
            metrics: vec![metric.clone()],
            periods: period.map(own).into_iter().collect(),
            words: self.words.clone(),
            basis: None,
            task: Task { percent: false, ..self.question.task.clone() },
            // What held before is one of the operands, not what each of them is to be.
            prior: false,
            ..self.question.clone()
        }
    }

    /// The best figure of each dated period there is, newest first; narrower ones than the best are left out.
    fn series(&self, asked: &Asked, metric: &Metric) -> Result<Vec<StoredFigure>, IndexError> {
        let all = self.candidates(asked, metric, None)?;
        let Some(extra) = all.iter().map(|candidate| candidate.fit.extra).max() else {
            return Ok(Vec::new());
        };
        let mut series: Vec<StoredFigure> = Vec::new();
        for candidate in all.into_iter().filter(|candidate| candidate.fit.extra == extra) {
            let known = |other: &StoredFigure| days(other) == days(&candidate.stored);
            if days(&candidate.stored).is_some() && !series.iter().any(known) {
                series.push(candidate.stored);
            }
        }
        series.sort_by_key(|stored| std::cmp::Reverse(ends(stored)));
        Ok(series)
    }

    /// First and last day of what is asked for, where it is one stretch.
    fn bounds(&self) -> Option<(Date, Date)> {
        match self.question.task.periods.as_slice() {
            [only] => only.days(),
            [first, last] if self.question.task.is_stretch => {
                Some((first.start?.min(last.start?), first.end?.max(last.end?)))
            }
            _ => None,
        }
    }

    /// The two periods that are held against each other; what is told from another period is counted from the one
    /// named, or from the newest there is.
    fn resolved(&self, asked: &Asked, metric: &Metric) -> Result<Vec<Period>, IndexError> {
        let mentions = &self.question.periods;
        let mut others = mentions.iter().chain(&self.question.against);
        let Some(told) = others.find(|mention| mention.reference != Reference::Own) else {
            return Ok(self.question.task.periods.clone());
        };
        let own = mentions.iter().find(|mention| mention.reference == Reference::Own);
        let base = match own {
            Some(own) => self.figure(asked, metric, Some(&own.period))?,
            None => self
                .series(asked, metric)?
                .into_iter()
                .find(|stored| told.period.length == Length::Other || has_length(stored, told.period.length)),
        };
        let Some(base) = base.as_ref().and_then(period) else { return Ok(Vec::new()) };
        let earlier =
            if told.reference == Reference::Previous { base.previous() } else { base.year_earlier() };
        Ok(vec![base.clone(), earlier])
    }

    fn computed(&self, formula: Formula, figures: Vec<StoredFigure>) -> Found<Worked> {
        let place = |stored: &StoredFigure| (stored.document.clone(), stored.figure.quantity.span);
        // One figure is not held against itself.
        let same = figures.windows(2).any(|pair| place(&pair[0]) == place(&pair[1]));
        if figures.len() < 2 || same {
            return Ok(None);
        }
        let cells = self.cells(figures)?;
        if task::repeats(&cells) {
            return Ok(None);
        }
        let decimals = self.question.task.decimals;
        Ok(Some(task::of_formula(formula, cells, decimals)))
    }

    fn cells(&self, figures: Vec<StoredFigure>) -> Result<Vec<Cell>, IndexError> {
        let mut cells = Vec::new();
        for stored in figures {
            cells.extend(Sheet::of_figures(self.search.snapshot, vec![stored])?.cells);
        }
        Ok(cells)
    }
}

fn period(stored: &StoredFigure) -> Option<&Period> {
    stored.figure.period.as_ref().map(|placed| &placed.period)
}

fn days(stored: &StoredFigure) -> Option<(Date, Date)> {
    period(stored).and_then(Period::days)
}

fn ends(stored: &StoredFigure) -> Option<Date> {
    period(stored).and_then(|period| period.end)
}

fn has_length(stored: &StoredFigure, length: Length) -> bool {
    period(stored).is_some_and(|period| period.length == length)
}

fn exact(stored: &StoredFigure) -> Option<rust_decimal::Decimal> {
    match stored.figure.quantity.amount {
        Amount::Exact(value) => Some(value),
        Amount::Range { .. } => None,
    }
}

/// Whether all are told in one unit.
fn alike<'f>(mut figures: impl Iterator<Item = &'f StoredFigure>) -> bool {
    let unit = |stored: &StoredFigure| stored.figure.quantity.unit.clone();
    let Some(first) = figures.next().map(unit) else { return false };
    figures.all(|stored| unit(stored) == first)
}
