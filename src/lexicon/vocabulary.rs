//! The terms of all vocabulary files laid over each other, and checked.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};
use toml::Spanned;

use super::finder::{Case, Spelling, plain_form};
use super::load::{EntityRow, File, MetricRow};
use super::{Cue, Entity, MetricTerm, QuestionCue};
use crate::text::fold;

/// Everything the files say.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    pub(super) metrics: Listing<MetricTerm>,
    pub(super) entities: Listing<Entity>,
    pub(super) cues: Vec<(Option<Cue>, String)>,
    pub(super) questions: Vec<(QuestionCue, String)>,
    pub(super) synonyms: BTreeMap<String, Vec<String>>,
    pub(super) english_stop_words: BTreeSet<String>,
    pub(super) chinese_stop_words: BTreeSet<String>,
}

/// The terms of one kind with all their spellings; a spelling belongs to one term.
#[derive(Debug, Clone)]
pub(super) struct Listing<T> {
    pub(super) terms: Vec<T>,
    pub(super) places: FxHashMap<String, usize>,
    pub(super) spellings: Vec<Spelling>,
    owners: FxHashMap<String, usize>,
}

/// Two rows that contradict each other, or one that is incomplete, and where the row begins in its file.
#[derive(Debug)]
pub(super) struct Conflict {
    pub(super) at: usize,
    pub(super) message: String,
}

impl Vocabulary {
    /// Lays a file over what is there. Parents and wider terms may be listed after what names them.
    pub(super) fn add(&mut self, file: File) -> Result<(), Conflict> {
        let wider: Vec<(usize, String, String)> = wider_terms(&file);
        for row in file.metric {
            located(row, |row| self.add_metric(row))?;
        }
        for row in file.entity {
            located(row, |row| self.add_entity(row))?;
        }
        self.check_wider(wider)?;
        for row in file.cue {
            add_words(&mut self.cues, row.cue.cue(), row.words);
        }
        for row in file.question {
            add_words(&mut self.questions, row.cue, row.words);
        }
        for row in file.synonym {
            self.add_synonyms(&row.words);
        }
        for row in file.translation {
            self.add_translations(&row.han, &row.english);
            self.add_translations(&row.english, &row.han);
        }
        self.english_stop_words.extend(file.stop_words.english);
        self.chinese_stop_words.extend(file.stop_words.chinese);
        Ok(())
    }

    fn check_wider(&self, wider: Vec<(usize, String, String)>) -> Result<(), Conflict> {
        for (at, role, name) in wider {
            if !self.metrics.places.contains_key(&name) && !self.entities.places.contains_key(&name) {
                let message =
                    format!("the {role} `{name}` is not listed\nadd an entry for it or mend the spelling");
                return Err(Conflict { at, message });
            }
        }
        Ok(())
    }

    fn add_metric(&mut self, row: MetricRow) -> Result<(), String> {
        let place = match self.metrics.places.get(&row.key) {
            Some(place) => *place,
            None => self.metrics.list(row.key.clone(), new_metric(&row)?),
        };
        let term = &mut self.metrics.terms[place];
        term.name = row.name.unwrap_or_else(|| term.name.clone());
        term.name_zh = row.name_zh.or_else(|| term.name_zh.take());
        term.nature = row.nature.unwrap_or(term.nature);
        term.units = row.units.unwrap_or_else(|| term.units.clone());
        term.broader = row.broader.or_else(|| term.broader.take());
        term.otherwise.extend(row.otherwise);
        term.foretells |= row.foretells;
        term.negative_of = row.negative_of.or_else(|| term.negative_of.take());
        term.quotient_of = row.quotient_of.or_else(|| term.quotient_of.take());
        term.difference_of = row.difference_of.or_else(|| term.difference_of.take());
        term.counted = row.counted.or_else(|| term.counted.take());
        term.apart.extend(row.apart.iter().map(|words| fold(words)));
        let names = std::iter::once(term.name.clone()).chain(term.name_zh.clone());
        let any_case: Vec<String> = names.chain(row.aliases).collect();
        self.spell_metric(place, any_case, Case::Any)?;
        self.spell_metric(place, row.exact, Case::Exact)
    }

    fn spell_metric(&mut self, place: usize, spellings: Vec<String>, case: Case) -> Result<(), String> {
        for spelling in spellings {
            if self.metrics.claim(place, &spelling, case, |term| &term.key)? {
                self.metrics.terms[place].aliases.push(spelling);
            }
        }
        Ok(())
    }

    fn add_entity(&mut self, row: EntityRow) -> Result<(), String> {
        if row.fiscal_year_end.is_some_and(|month| !(1..=12).contains(&month)) {
            return Err(format!(
                "entity `{}` has a `fiscal_year_end` that is no month\nuse 1 to 12",
                row.name
            ));
        }
        let place = match self.entities.places.get(&row.name) {
            Some(place) => *place,
            None => self.entities.list(row.name.clone(), new_entity(&row.name)),
        };
        let entity = &mut self.entities.terms[place];
        entity.parent = row.parent.or_else(|| entity.parent.take());
        entity.fiscal_year_end = row.fiscal_year_end.or(entity.fiscal_year_end);
        let strict = row.capitalised.contains(&row.name) || row.exact.contains(&row.name);
        let name = (!strict).then_some(row.name);
        self.spell_entity(place, name.into_iter().chain(row.aliases).collect(), Case::Any)?;
        self.spell_entity(place, row.capitalised, Case::Capitalised)?;
        self.spell_entity(place, row.exact, Case::Exact)
    }

    fn spell_entity(&mut self, place: usize, spellings: Vec<String>, case: Case) -> Result<(), String> {
        for spelling in spellings {
            let fresh = self.entities.claim(place, &spelling, case, |entity| &entity.name)?;
            let entity = &mut self.entities.terms[place];
            if fresh && spelling != entity.name {
                entity.aliases.push(spelling);
            }
        }
        Ok(())
    }

    /// Words of one language that each of the `words` of another is translated with.
    fn add_translations(&mut self, words: &[String], with: &[String]) {
        for word in words {
            let others = self.synonyms.entry(fold(word)).or_default();
            for other in with.iter().map(|other| fold(other)) {
                if !others.contains(&other) {
                    others.push(other);
                }
            }
        }
    }

    fn add_synonyms(&mut self, words: &[String]) {
        let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
        for word in &folded {
            let others = self.synonyms.entry(word.clone()).or_default();
            for other in &folded {
                if other != word && !others.contains(other) {
                    others.push(other.clone());
                }
            }
        }
    }
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self {
            terms: Vec::new(),
            places: FxHashMap::default(),
            spellings: Vec::new(),
            owners: FxHashMap::default(),
        }
    }
}

impl<T> Listing<T> {
    fn list(&mut self, key: String, term: T) -> usize {
        self.places.insert(key, self.terms.len());
        self.terms.push(term);
        self.terms.len() - 1
    }

    /// Makes a spelling the term's own; `false` when it is already.
    fn claim(
        &mut self,
        place: usize,
        spelling: &str,
        case: Case,
        name: impl Fn(&T) -> &String,
    ) -> Result<bool, String> {
        let plain = plain_form(spelling);
        if plain.trim().is_empty() {
            return Err(format!("`{}` has an empty spelling", name(&self.terms[place])));
        }
        match self.owners.get(&plain) {
            Some(owner) if *owner == place => Ok(false),
            Some(owner) => {
                let (first, second) = (name(&self.terms[*owner]), name(&self.terms[place]));
                Err(format!(
                    "`{spelling}` is listed for both `{first}` and `{second}`\nleave it with one of them"
                ))
            }
            None => {
                self.owners.insert(plain.clone(), place);
                self.spellings.push(Spelling { listed: spelling.to_owned(), plain, case, owner: place });
                Ok(true)
            }
        }
    }
}

/// The parents and wider terms a file names, with where and as what.
fn wider_terms(file: &File) -> Vec<(usize, String, String)> {
    let broader = file.metric.iter().map(|row| (row.span().start, "broader term", &row.get_ref().broader));
    let parents = file.entity.iter().map(|row| (row.span().start, "parent", &row.get_ref().parent));
    let named = broader.chain(parents);
    let leading = file.metric.iter().flat_map(|row| {
        let term = row.get_ref();
        let made_of = term.quotient_of.iter().chain(&term.difference_of).flatten();
        let keys = term.otherwise.iter().chain(&term.negative_of).chain(made_of);
        keys.map(|key| (row.span().start, "term".to_owned(), key.clone()))
    });
    let named = named.filter_map(|(at, role, name)| Some((at, role.to_owned(), name.clone()?)));
    named.chain(leading).collect()
}

/// A word that stands in the list with another cue moves to this one.
fn add_words<T: Copy>(listed: &mut Vec<(T, String)>, cue: T, words: Vec<String>) {
    let moved: FxHashSet<&str> = words.iter().map(String::as_str).collect();
    listed.retain(|(_, word)| !moved.contains(word.as_str()));
    listed.extend(words.into_iter().map(|word| (cue, word)));
}

fn located<T>(row: Spanned<T>, add: impl FnOnce(T) -> Result<(), String>) -> Result<(), Conflict> {
    let at = row.span().start;
    add(row.into_inner()).map_err(|message| Conflict { at, message })
}

fn new_metric(row: &MetricRow) -> Result<MetricTerm, String> {
    let nature = row.nature.ok_or_else(|| {
        format!("metric `{}` has no `nature`\nuse \"flow\", \"stock\", \"ratio\" or \"per_share\"", row.key)
    })?;
    Ok(MetricTerm {
        key: row.key.clone(),
        name: row.key.replace('_', " "),
        name_zh: None,
        aliases: Vec::new(),
        nature,
        units: Vec::new(),
        broader: None,
        otherwise: Vec::new(),
        foretells: false,
        negative_of: None,
        quotient_of: None,
        difference_of: None,
        counted: None,
        apart: Vec::new(),
    })
}

fn new_entity(name: &str) -> Entity {
    Entity { name: name.to_owned(), aliases: Vec::new(), parent: None, fiscal_year_end: None }
}
