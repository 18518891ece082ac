//! Which series of figures the words of a question mean.

use rustc_hash::FxHashMap;

use super::sheet::{Cell, Sheet};
use crate::figures::{Kind, Role};
use crate::lexicon;
use crate::quantity::UnitKind;
use crate::question::{Operand, Task};

/// A series and how well its words meet the asked ones.
#[derive(Debug, Clone)]
pub(super) struct Ranked<'s> {
    pub(super) cells: Vec<&'s Cell>,
    /// 0 to 1.
    pub(super) score: f64,
    /// The share of the asked words that name it.
    pub(super) recall: f64,
    /// The share of the row's own words that the question has.
    pub(super) exact: f64,
}

/// What words count.
pub(super) struct Ranker<'s> {
    sheet: &'s Sheet,
    /// How many series a word names.
    naming: FxHashMap<&'s str, usize>,
    series: usize,
    /// All words of the question, and those of listed terms.
    asked: &'s [String],
    terms: &'s [String],
    /// Words that are a condition already: whose figures are meant.
    owners: &'s [String],
    owned: bool,
    /// Words of everyday speech, which say little of a figure in a whole library.
    light: Vec<&'s str>,
    /// Figures that are only expected do not answer.
    pub(super) past: bool,
    /// A percentage is asked for, or is not.
    pub(super) percent: bool,
}

/// What a word counts that stands in the row's own name, beside it, and further off.
const OWN: f64 = 1.0;
const NEAR: f64 = 0.85;
const WIDE: f64 = 0.4;

/// What a word counts that names nothing here.
const NOWHERE: f64 = 0.7;

/// What a word of everyday speech counts.
const LIGHT: f64 = 0.3;

/// Likewise where a listed term says what is measured.
const BESIDE_A_TERM: f64 = 0.2;

/// How much of the score is that the row has no other words.
const EXACTNESS: f64 = 0.3;

impl<'s> Ranker<'s> {
    pub(super) fn new(sheet: &'s Sheet, task: &'s Task, owned: bool) -> Self {
        let owners: &[String] = if owned { &task.owners } else { &[] };
        let mut naming: FxHashMap<&str, usize> = FxHashMap::default();
        let mut last = None;
        let mut series = 0;
        for cell in &sheet.cells {
            if last == Some(cell.series) {
                continue;
            }
            last = Some(cell.series);
            series += 1;
            for word in cell.own.iter().chain(cell.near.iter().filter(|word| !cell.own.contains(word))) {
                *naming.entry(word).or_default() += 1;
            }
        }
        // `Total income` is named by its `total`.
        let names = |word: &&String| sheet.cells.iter().any(|cell| cell.own.contains(word));
        let light = task.light.iter().filter(|word| owned && !names(word)).map(String::as_str).collect();
        Self {
            sheet,
            naming,
            series,
            asked: &task.words,
            terms: &task.terms,
            owners,
            owned,
            light,
            past: false,
            percent: false,
        }
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &'s Cell> {
        self.sheet.cells.iter()
    }

    /// Rarer words say more.
    pub(super) fn weight(&self, word: &str) -> f64 {
        match self.naming.get(word) {
            _ if self.light.contains(&word) => LIGHT,
            Some(_) if lexicon::is_anyone(word) => NOWHERE,
            Some(count) => 1.0 + (self.series as f64 / *count as f64).ln() / 2.0,
            None => NOWHERE,
        }
    }

    /// The series that the words mean, best first; `beside` are words that help without being asked of it.
    pub(super) fn rank(&self, operand: &Operand, beside: &[String]) -> Vec<Ranked<'s>> {
        let mut of_series: FxHashMap<usize, Ranked<'s>> = FxHashMap::default();
        let mut order = Vec::new();
        for cell in &self.sheet.cells {
            if (self.past && is_expected(cell)) || (self.owned && is_of_another_term(operand, cell)) {
                continue;
            }
            match of_series.get_mut(&cell.series) {
                Some(ranked) => ranked.cells.push(cell),
                None => {
                    let (score, recall, exact) = self.score(operand, beside, cell);
                    order.push(cell.series);
                    of_series.insert(cell.series, Ranked { cells: vec![cell], score, recall, exact });
                }
            }
        }
        let mut ranked: Vec<Ranked<'s>> =
            order.iter().filter_map(|series| of_series.remove(series)).collect();
        ranked.retain(|ranked| ranked.recall > 0.0);
        // Of equals, what was restated before what was first told, what is expected now before what was expected once, and
        // the newest report before older ones.
        let newer = |ranked: &Ranked<'_>| {
            let figure = &ranked.cells[0].stored.figure;
            let once = figure.kind == Some(Kind::Guidance) && figure.role == Role::Prior;
            (figure.kind == Some(Kind::Restated), !once, ranked.cells[0].published)
        };
        ranked.sort_by(|one, other| {
            other.score.total_cmp(&one.score).then_with(|| newer(other).cmp(&newer(one)))
        });
        ranked
    }

    fn score(&self, operand: &Operand, beside: &[String], cell: &Cell) -> (f64, f64, f64) {
        let term = cell.stored.figure.metric.as_ref().and_then(|metric| metric.key.as_ref());
        let same_term = term.is_some_and(|key| operand.keys.contains(key));
        let mut met = 0.0;
        let mut all = 0.0;
        let owns = |word: &&String| self.owners.contains(word);
        let only_owners = operand.words.iter().all(|word| owns(&word));
        for word in operand.words.iter().filter(|word| only_owners || !owns(word)) {
            let told = self.told(word, cell, same_term);
            let loose = same_term && told == 0.0 && !self.naming.contains_key(word.as_str());
            let weight = if loose { BESIDE_A_TERM } else { self.weight(word) };
            all += weight;
            met += weight * told;
        }
        if all == 0.0 {
            return (0.0, 0.0, 0.0);
        }
        let recall = met / all;
        let asked = |word: &String| self.asked.contains(word);
        let own = cell.own.len().max(1) as f64;
        let exact = cell.own.iter().filter(|word| asked(word)).count() as f64 / own;
        let exact = if same_term { exact.max(0.6) } else { exact };
        let helps = beside.iter().filter(|word| cell.own.contains(word) || cell.near.contains(word)).count();
        let delta = if cell.stored.figure.role == Role::Delta { 0.08 } else { 0.0 };
        let prose = if cell.row.is_none() { 0.05 } else { 0.0 };
        let ratio =
            cell.stored.figure.quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio);
        let form = if ratio == self.percent { 0.0 } else { 0.06 };
        let score =
            recall * (1.0 - EXACTNESS) + exact * EXACTNESS + helps as f64 * 0.02 - delta - prose - form;
        (score, recall, exact)
    }

    fn told(&self, word: &String, cell: &Cell, same_term: bool) -> f64 {
        if cell.own.contains(word) {
            OWN
        } else if cell.near.contains(word) {
            NEAR
        } else if same_term && self.terms.contains(word) {
            // Another name of the same term.
            NEAR
        } else if cell.wide.contains(word) {
            WIDE
        } else {
            0.0
        }
    }
}

/// A listed term is a condition where the whole library is searched: gaming revenue is not revenue. A row whose name of
/// several words is asked for as it stands is none other: `Subscriptions and service` under `Revenue`.
fn is_of_another_term(operand: &Operand, cell: &Cell) -> bool {
    let named = cell.row.is_some() && cell.own.len() > 1;
    if named && cell.own.iter().all(|word| operand.words.contains(word)) {
        return false;
    }
    let term = cell.stored.figure.metric.as_ref().and_then(|metric| metric.key.as_ref());
    !operand.keys.is_empty() && term.is_some_and(|key| !operand.keys.contains(key))
}

fn is_expected(cell: &Cell) -> bool {
    matches!(cell.stored.figure.kind, Some(Kind::Guidance | Kind::Forecast))
}
