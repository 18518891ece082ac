//! Names to choose from while somebody types: entities, metrics and periods.
//!
//! The rule: what is offered is in the index, together with what is chosen already.

mod names;
mod periods;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::fitting::measures;
use super::search::Search;
use super::{Engine, Slots, worked};
use crate::figures::{Figure, Metric, Role};
use crate::index::{FigureQuery, IndexError, Snapshot};
use crate::period::Period;
use crate::question::{self, Ask};
use names::Name;

/// How many names are offered, and how long one may be: what a chat shows.
const OFFERED: usize = 25;
const LONGEST: usize = 100;

/// How many of the names that fit what was typed are held against what is chosen already.
const TRIED: usize = 300;

/// How many figures of what is chosen are looked at, in how many of the newest reports, and for how many choices they
/// are kept.
const SEEN: usize = 3000;
const REPORTS: usize = 60;
const CHOICES_KEPT: usize = 64;

/// What is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    Entity,
    Metric,
    Period,
}

/// The names of one generation.
#[derive(Debug, Default)]
pub(super) struct Offered {
    entities: Vec<Name>,
    metrics: Vec<Name>,
    /// What is measured of an entity or a metric, and when, by the words it was chosen with.
    measured: Mutex<HashMap<String, Arc<Vec<Measured>>>>,
}

/// What a figure measures, and when.
#[derive(Debug, Clone)]
struct Measured {
    metric: Metric,
    period: Option<Period>,
}

impl Engine {
    /// At most 25 names of at most 100 characters for what is being typed, best first: those that begin with it, those
    /// with a word that does, those spelled nearly so. What is `chosen` already in the other slots confines them.
    #[must_use]
    pub fn complete(&self, slot: Slot, typed: &str, chosen: &Slots) -> Vec<String> {
        let snapshot = self.snapshot();
        let completed = self.offer(slot, typed, chosen, &snapshot).unwrap_or_else(|error| {
            tracing::error!(%error, "the index failed");
            Vec::new()
        });
        let is_short = |name: &String| name.encode_utf16().count() <= LONGEST;
        completed.into_iter().filter(is_short).take(OFFERED).collect()
    }

    fn offer(
        &self,
        slot: Slot,
        typed: &str,
        chosen: &Slots,
        snapshot: &Snapshot,
    ) -> Result<Vec<String>, IndexError> {
        let offered = self.offered.of(snapshot.state().generation, || Offered {
            entities: names::entities(snapshot.entities().unwrap_or_default(), &self.lexicon),
            metrics: names::metrics(snapshot.metrics().unwrap_or_default(), &self.lexicon),
            measured: Mutex::default(),
        });
        let measured = |slots: &Slots| self.measured(slots, &offered, snapshot);
        let entity = Slots { entity: chosen.entity.clone(), ..Slots::default() };
        let metric = Slots { metric: chosen.metric.clone(), ..Slots::default() };
        let (has_entity, has_metric) = (!chosen.entity.trim().is_empty(), !chosen.metric.trim().is_empty());
        match slot {
            Slot::Entity if has_metric => self.with_metric(&metric, typed, &offered, snapshot),
            Slot::Entity => Ok(names::best(&offered.entities, typed, OFFERED)),
            Slot::Metric if has_entity => {
                let counts = names::counted(&measured(&entity)?);
                Ok(names::best(&names::metrics(&counts, &self.lexicon), typed, OFFERED))
            }
            Slot::Metric => Ok(names::best(&offered.metrics, typed, OFFERED)),
            Slot::Period if has_entity => {
                let asked = if has_metric { self.question(&metric, snapshot).metrics } else { Vec::new() };
                Ok(periods::best(&measured(&entity)?, &asked, typed, self.fiscal_year_end(&entity, snapshot)))
            }
            Slot::Period if has_metric => Ok(periods::best(&measured(&metric)?, &[], typed, None)),
            Slot::Period => Ok(Vec::new()),
        }
    }

    /// The names of entities that have figures of a metric.
    fn with_metric(
        &self,
        metric: &Slots,
        typed: &str,
        offered: &Offered,
        snapshot: &Snapshot,
    ) -> Result<Vec<String>, IndexError> {
        let asked = self.question(metric, snapshot).metrics;
        let keys: Vec<String> = asked.iter().filter_map(|metric| metric.key.clone()).collect();
        let metric_names = if keys.is_empty() { vec![metric.metric.clone()] } else { Vec::new() };
        let mut kept = Vec::new();
        for name in names::best(&offered.entities, typed, TRIED) {
            let entities = [name.clone()];
            let query = FigureQuery {
                entities: &entities,
                metric_keys: &keys,
                metric_names: &metric_names,
                ..FigureQuery::default()
            };
            if snapshot.count_figures(&query)? > 0 {
                kept.push(name);
            }
            if kept.len() == OFFERED {
                break;
            }
        }
        Ok(kept)
    }

    /// What is measured of an entity, or for a metric; read once for each choice of a generation.
    fn measured(
        &self,
        slots: &Slots,
        offered: &Offered,
        snapshot: &Snapshot,
    ) -> Result<Arc<Vec<Measured>>, IndexError> {
        let kept = || offered.measured.lock().unwrap_or_else(PoisonError::into_inner);
        let choice = format!("{}\n{}", slots.entity, slots.metric);
        if let Some(known) = kept().get(&choice) {
            return Ok(Arc::clone(known));
        }
        let measured = Arc::new(self.read_measured(slots, snapshot)?);
        let mut kept = kept();
        if kept.len() >= CHOICES_KEPT {
            kept.clear();
        }
        kept.insert(choice, Arc::clone(&measured));
        Ok(measured)
    }

    fn read_measured(&self, slots: &Slots, snapshot: &Snapshot) -> Result<Vec<Measured>, IndexError> {
        let question = self.question(slots, snapshot);
        let directory = self.directory(snapshot);
        let search = Search { snapshot, directory: &directory, lexicon: &self.lexicon, documents: None };
        let entities = if slots.entity.is_empty() {
            Vec::new()
        } else {
            let named = worked::families(&question, &search);
            if named.is_empty() { directory.family(&slots.entity, &self.lexicon) } else { named }
        };
        let keys: Vec<String> = match slots.entity.is_empty() {
            true => question.metrics.iter().filter_map(|metric| metric.key.clone()).collect(),
            false => Vec::new(),
        };
        if entities.is_empty() && keys.is_empty() {
            return Ok(Vec::new());
        }
        let query = FigureQuery {
            entities: &entities,
            metric_keys: &keys,
            limit: SEEN,
            newest: Some(REPORTS),
            ..FigureQuery::default()
        };
        let figures = snapshot.figures(&query)?.into_iter().map(|stored| stored.figure);
        // `11% of revenue in May` is no revenue of May.
        let unit = |figure: &Figure| figure.quantity.unit.as_ref().map(|unit| unit.kind);
        let amounts = figures
            .filter(|figure| figure.role != Role::Delta && measures(figure, unit(figure), &self.lexicon));
        let measured = amounts.filter_map(|figure| {
            Some(Measured { metric: figure.metric?, period: figure.period.map(|placed| placed.period) })
        });
        Ok(measured.collect())
    }

    /// How chosen words are read.
    pub(super) fn question(&self, slots: &Slots, snapshot: &Snapshot) -> question::Question {
        let ask = Ask { question: slots.question(), ..Ask::default() };
        question::read(&ask, &self.directory(snapshot), &self.lexicon, snapshot)
    }

    fn fiscal_year_end(&self, entity: &Slots, snapshot: &Snapshot) -> Option<i8> {
        let question = self.question(entity, snapshot);
        question.entities.iter().find_map(|asked| self.lexicon.fiscal_year_end(&asked.name))
    }
}
