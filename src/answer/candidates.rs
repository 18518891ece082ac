//! Which stored figures answer a question: explicit slots are conditions, the rest decides the order.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::attributed::retain_said;
use super::conditions::{is_compared, is_of_that_one, is_stated, is_yet_to_come, may_answer, speaks_of};
use super::dating::{PeriodFit, conditions, period_fit};
use super::fitting::form;
use super::left_out::{is_with, is_without};
use super::qualifiers::{self, Qualified, Wanted};
use super::search::Search;
use crate::figures::{Kind, Metric, Role};
use crate::index::{FigureQuery, IndexError, StoredFigure, stems};
use crate::period::Reference;
use crate::question::{Intent, Question};
use crate::text::{fold, is_han};

/// How many stored figures are looked at for one question.
const LIMIT: usize = 4000;

/// Among so many figures it is looked for which of them leave a part out.
const FEW: usize = 64;

/// How many figures of a part are looked at for whether they can be of the same measure.
const LOOKED_AT: usize = 8;

/// A stored figure and how it fits.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) stored: StoredFigure,
    pub(super) fit: Fit,
}

/// Why a candidate is placed where it is; greater is better, fields in order of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    pub(super) form: u8,
    /// The same words tell a growth of it that the question states.
    pub(super) stated: bool,
    pub(super) period: PeriodFit,
    /// Reported before estimated, or the other way round where that is asked for.
    pub(super) kind: u8,
    pub(super) named: bool,
    /// Not told without some part of it, where the whole is asked for.
    pub(super) whole: bool,
    /// The asked qualifiers that its own metric has, not just its sentence.
    pub(super) told: usize,
    pub(super) role: u8,
    /// The asker's other words that the sentence has.
    pub(super) words: usize,
    /// Qualifiers that were not asked for.
    pub(super) extra: Reverse<usize>,
    /// Told exactly, not as `about` or `over` so much.
    pub(super) exact: bool,
    /// When its period ends, where no period is asked for: the newest says how things stand.
    pub(super) latest: Option<Date>,
    pub(super) restated: bool,
    pub(super) published: Age,
    pub(super) ends: Option<Date>,
}

/// When its report was published: the newest first, or the oldest where the first report is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Age {
    Newest(Option<Date>),
    Oldest(Reverse<Option<Date>>),
}

/// What the library's figures say to a question.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Best first.
    pub(super) matching: Vec<Candidate>,
    /// The same thing in other periods, best first.
    pub(super) near: Vec<Candidate>,
    /// Right in every slot but the form that is asked for: growths beside amounts.
    pub(super) unfit: Vec<StoredFigure>,
    /// The entity is in the library, but with no figure of this metric.
    pub(super) other_metrics: Vec<StoredFigure>,
}

/// Finds the figures of one entity (or of any, when `entity` is `None`) that a question asks for.
pub(super) fn find(
    question: &Question,
    entity: Option<&str>,
    metric: &Metric,
    search: &Search<'_>,
) -> Result<Found, IndexError> {
    let family = entity.map(|name| search.directory.family(name, search.lexicon)).unwrap_or_default();
    let mut stored = search.snapshot.figures(&FigureQuery {
        entities: &family,
        metric_keys: &metric.key.iter().cloned().collect::<Vec<_>>(),
        metric_names: &if metric.key.is_none() { vec![metric.name.clone()] } else { Vec::new() },
        documents: search.documents,
        limit: LIMIT,
        newest: None,
    })?;
    retain_said(&mut stored, question, search)?;
    if let Some(name) = entity {
        keep_told_apart(&mut stored, name, &family, search)?;
    }
    // Where nobody is named, the latest third quarter is another for each.
    let asked = conditions(&question.periods, &stored);
    let parts = parts(question, metric, &family, search)?;
    let wanted = Wanted::of(question, metric, search.lexicon).of_parts(parts);
    let mut told: HashMap<Metric, Vec<String>> = HashMap::new();
    let mut found = Found::default();
    let mut restated = false;
    // What the question states itself.
    let mut given: Vec<StoredFigure> = Vec::new();
    for stored in stored {
        let Some(metric) = &stored.figure.metric else { continue };
        let told = told.entry(metric.clone()).or_insert_with(|| qualifiers::of(metric, search.lexicon));
        let Some(qualified) = qualifiers::fit(&wanted, told, &stored, search) else { continue };
        if !speaks_of(question, &wanted, &stored, entity.is_some(), search) {
            continue;
        }
        if question.original && stored.figure.kind == Some(Kind::Restated) {
            restated |= period_fit(&asked, &stored.figure, search.lexicon).is_some();
            continue;
        }
        if search.documents.is_none() && !may_answer(question, &stored.figure) {
            given.push(stored);
            continue;
        }
        if !is_with(question, metric, search.lexicon) {
            continue;
        }
        if question.leaves_out && search.documents.is_none() && !is_without(question, &stored, search) {
            continue;
        }
        let that = is_of_that_one(question, &stored, search);
        match period_fit(&asked, &stored.figure, search.lexicon)
            .filter(|_| that)
            .filter(|_| !is_yet_to_come(question, &stored.figure) && is_compared(question, &stored.figure))
        {
            Some(period) => {
                let fit = fit(question, &wanted, &stored, period, qualified, search);
                found.matching.push(Candidate { stored, fit });
            }
            None => {
                let fit = fit(question, &wanted, &stored, PeriodFit::Loose, qualified, search);
                found.near.push(Candidate { stored, fit });
            }
        }
    }
    // What was told at first is known where what it was restated to is known too.
    if question.original && !restated {
        found.near.append(&mut found.matching);
    }
    let (matching, unfit): (Vec<_>, Vec<_>) =
        found.matching.into_iter().partition(|candidate| candidate.fit.form > 0);
    found.matching = matching;
    found.unfit = unfit.into_iter().map(|candidate| candidate.stored).collect();
    if !question.leaves_out && found.matching.len() <= FEW {
        for candidate in &mut found.matching {
            candidate.fit.whole = !is_without(question, &candidate.stored, search);
        }
    }
    for candidate in &mut found.matching {
        candidate.fit.stated = given.iter().any(|growth| is_stated(question, &candidate.stored, growth));
    }
    for list in [&mut found.matching, &mut found.near] {
        list.sort_by(|a, b| b.fit.cmp(&a.fit).then_with(|| place(&a.stored).cmp(&place(&b.stored))));
    }
    if found.matching.is_empty() && found.near.is_empty() && entity.is_some() {
        let all = FigureQuery {
            entities: &family,
            metric_keys: &[],
            metric_names: &[],
            documents: search.documents,
            limit: 50,
            newest: None,
        };
        found.other_metrics = search.snapshot.figures(&all)?;
    }
    Ok(found)
}

/// The words outside every slot by which figures of the family name a part of what they measure: `services` where there is
/// a row `Services`. Such a word is a condition.
fn parts(
    question: &Question,
    metric: &Metric,
    family: &[String],
    search: &Search<'_>,
) -> Result<Vec<String>, IndexError> {
    let mut parts = Vec::new();
    if family.is_empty() || metric.key.is_none() {
        return Ok(parts);
    }
    let units = metric.key.as_deref().and_then(|key| search.lexicon.metric(key)).map(|term| &term.units);
    let measures = |stored: &StoredFigure| {
        let unit = stored.figure.quantity.unit.as_ref().map(|unit| unit.kind);
        unit.zip(units).is_none_or(|(unit, units)| units.contains(&unit))
    };
    // `how often was it downloaded`: another form of the term is no part of it.
    let own = stems(&metric.name);
    for word in question.words.iter().filter(|word| !stems(word).iter().any(|stem| own.contains(stem))) {
        // A report in another language names the part in its own.
        let others = search.lexicon.synonyms(word).iter().filter(|other| has_han(other) != has_han(word));
        let names: Vec<String> = std::iter::once(word).chain(others).cloned().collect();
        let query = FigureQuery {
            entities: family,
            metric_keys: &[],
            metric_names: &names,
            documents: search.documents,
            limit: LOOKED_AT,
            newest: None,
        };
        let narrows = search.lexicon.only_narrows(word)
            || search.lexicon.is_verb(word)
            || question.doing.as_ref() == Some(word)
            || search.lexicon.names_rows(word);
        if !narrows && search.snapshot.figures(&query)?.iter().any(measures) {
            parts.push(word.clone());
        }
    }
    Ok(parts)
}

fn has_han(word: &str) -> bool {
    word.chars().any(is_han)
}

/// A report that has figures of a name and of a longer one means two by them: the parent's are not the subsidiary's.
fn keep_told_apart(
    stored: &mut Vec<StoredFigure>,
    name: &str,
    family: &[String],
    search: &Search<'_>,
) -> Result<(), IndexError> {
    let core = |name: &str| search.lexicon.without_form(&fold(name)).to_owned();
    let asked = core(name);
    let (same, longer): (Vec<String>, Vec<String>) =
        family.iter().cloned().partition(|name| core(name) == asked);
    let is_longer =
        |stored: &StoredFigure| stored.figure.entity.as_ref().is_some_and(|name| longer.contains(name));
    if same.is_empty() || !stored.iter().any(is_longer) {
        return Ok(());
    }
    let of_same = FigureQuery { entities: &same, limit: LIMIT, ..FigureQuery::default() };
    let own: HashSet<String> =
        search.snapshot.figures(&of_same)?.into_iter().map(|stored| stored.document).collect();
    stored.retain(|stored| !is_longer(stored) || !own.contains(&stored.document));
    Ok(())
}

fn place(stored: &StoredFigure) -> (&str, usize) {
    (&stored.document, stored.figure.quantity.span.start)
}

fn fit(
    question: &Question,
    wanted: &Wanted,
    stored: &StoredFigure,
    period: PeriodFit,
    Qualified { told, extra }: Qualified,
    search: &Search<'_>,
) -> Fit {
    let figure = &stored.figure;
    let published =
        search.snapshot.entry(&stored.document).and_then(|entry| entry.date.as_ref()).map(|date| date.date);
    let said = fold(&stored.sentence);
    let ends = figure.period.as_ref().and_then(|placed| placed.period.end);
    // A date makes no plan fit better than what is so.
    let foretold = matches!(figure.kind, Some(Kind::Guidance | Kind::Forecast));
    let planned = foretold && question.periods.is_empty() && !question.ahead;
    // Nor does it make what something rose from.
    let undated = question.periods.is_empty() && !question.entities.is_empty();
    let left = figure.role == Role::Prior && undated && !question.prior;
    Fit {
        form: form(question, figure, search.lexicon),
        period: if planned || left { PeriodFit::Loose } else { period },
        named: figure.entity.is_some(),
        stated: false,
        whole: true,
        told,
        role: match figure.role {
            Role::Current | Role::Guidance => 1,
            Role::Prior if wants_earlier(question) || question.prior => 2,
            // What was expected earlier of the same period is no longer expected.
            Role::Prior if figure.kind == Some(Kind::Guidance) => 0,
            Role::Prior => u8::from(period == PeriodFit::Exact && !question.periods.is_empty()),
            Role::Delta => u8::from(question.intent == Intent::Change),
        },
        words: wanted.words.iter().filter(|word| said.contains(&***word)).count(),
        extra: Reverse(extra),
        exact: figure.quantity.bound.is_none(),
        // What has no period is so on the day of its report.
        latest: ends.or(published).filter(|_| question.periods.is_empty() && !question.original),
        restated: (figure.kind == Some(Kind::Restated)) != question.original,
        published: if question.original { Age::Oldest(Reverse(published)) } else { Age::Newest(published) },
        ends,
        kind: kind(question, figure.kind),
    }
}

fn kind(question: &Question, kind: Option<Kind>) -> u8 {
    match kind {
        Some(Kind::Guidance) if question.ahead => 5,
        Some(Kind::Forecast) if question.ahead => 4,
        Some(Kind::Reported | Kind::Restated) => 3,
        Some(Kind::Guidance) => 2,
        Some(_) => 1,
        None => 0,
    }
}

/// `a year earlier` without another date asks for what a figure was compared with.
fn wants_earlier(question: &Question) -> bool {
    question.periods.iter().any(|mention| mention.reference == Reference::YearEarlier)
}
