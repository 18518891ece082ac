//! Which names a question means: the library's, the lexicon's, misspelt ones, and names nobody here knows.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::near::{self, Sketch, distance, heads, romanised, unaccented};
use super::{Asked, Known};
use crate::figures::Metric;
use crate::index::{DocumentEntry, Snapshot, analysed};
use crate::lexicon::Lexicon;
use crate::text::{Span, Word, fold, words};

/// A canonical name, folded once, and without its legal form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Whole {
    name: String,
    folded: String,
    core: String,
}

/// The names a library holds, folded.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// Folded name or alias to canonical name.
    names: HashMap<String, String>,
    /// The same by what a misspelt word is held against before it is compared letter by letter.
    sketches: Vec<(Sketch, String)>,
    /// The only name that a folded word is a part of; `None` where there are several.
    wholly: HashMap<String, Option<String>>,
    /// All spellings of a canonical name.
    spelled: HashMap<String, Vec<String>>,
    longest: usize,
    /// All canonical names, in order.
    wholes: Vec<Whole>,
    /// The places in `wholes` of the names with a core, and of those that begin with a core and go on.
    by_core: HashMap<String, Vec<usize>>,
    beyond_core: HashMap<String, Vec<usize>>,
    /// The words that names are made of, folded.
    parts: HashSet<String>,
    /// When fiscal years end, by canonical name.
    fiscal_years: HashMap<String, i8>,
    /// Who publishes or writes the reports, folded.
    sources: HashSet<String>,
    /// The stems of the lexicon's one-word English terms: `invest` asks for investment.
    terms: HashMap<String, Metric>,
}

impl Directory {
    /// A directory of the names found in the corpus; the lexicon's aliases lead to them, and those that reports give.
    #[must_use]
    pub fn new(
        names: impl IntoIterator<Item = String>,
        documents: &[DocumentEntry],
        lexicon: &Lexicon,
    ) -> Self {
        let mut directory = Self::default();
        let told = directory.learn(documents);
        for name in names {
            let narrows =
                lexicon.only_narrows(&name) || fold(&name).split(' ').all(crate::period::is_calendar_word);
            if narrows && lexicon.entity(&name).is_none() {
                continue;
            }
            let aliases = lexicon.entity(&name).map(|entity| entity.aliases.clone()).unwrap_or_default();
            for alias in aliases.iter().chain([&name]) {
                directory.longest = directory.longest.max(words(alias).count());
                let folded = fold(alias);
                directory.parts.extend(folded.split(' ').filter(|part| part.is_ascii()).map(str::to_owned));
                let plain = unaccented(&folded);
                if plain != folded {
                    directory.parts.extend(plain.split(' ').map(str::to_owned));
                    directory.names.insert(plain, name.clone());
                }
                directory.names.insert(folded, name.clone());
            }
        }
        directory.add_told(&told, lexicon);
        directory.add_cores(lexicon);
        directory.add_short_forms(lexicon);
        let mut wholes: Vec<String> = directory.names.values().cloned().collect();
        wholes.sort();
        wholes.dedup();
        let whole = |name: String| {
            let folded = fold(&name);
            Whole { core: lexicon.without_form(&folded).to_owned(), folded, name }
        };
        directory.wholes = wholes.into_iter().map(whole).collect();
        directory.add_places();
        for term in lexicon.metric_terms() {
            let spelled = |alias: &&String| alias.bytes().all(|c| c.is_ascii_lowercase());
            for alias in term.aliases.iter().filter(spelled) {
                let metric = Metric { name: term.name.clone(), key: Some(term.key.clone()) };
                directory.terms.extend(analysed(alias).into_iter().map(|(_, stem)| (stem, metric.clone())));
            }
        }
        directory
    }

    /// What reports say besides leads to the names that have figures, where it is no known name itself: no report takes
    /// another company's name away.
    fn add_told(&mut self, told: &BTreeMap<&str, Vec<&str>>, lexicon: &Lexicon) {
        let known: HashSet<String> = self.names.values().cloned().collect();
        let shared = near::shared(told, lexicon);
        for (name, aliases) in told.iter().filter(|(name, _)| known.contains(**name)) {
            let heads = aliases.iter().flat_map(|alias| heads(alias)).map(|alias| (alias, fold(alias)));
            for (alias, folded) in heads.filter(|(_, folded)| !shared.contains(folded)) {
                self.longest = self.longest.max(words(alias).count());
                self.parts.extend(folded.split(' ').filter(|part| part.is_ascii()).map(str::to_owned));
                self.names.entry(folded).or_insert_with(|| (*name).to_owned());
            }
        }
    }

    /// The other names that reports give, by what they stand for. When fiscal years end is kept as the newest report says it.
    fn learn<'d>(&mut self, documents: &'d [DocumentEntry]) -> BTreeMap<&'d str, Vec<&'d str>> {
        let mut told: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut dated: Vec<&DocumentEntry> = documents.iter().collect();
        dated.sort_by_key(|entry| entry.date.as_ref().map(|found| found.date));
        for entry in dated {
            for (alias, name) in &entry.aliases {
                told.entry(name).or_default().push(alias);
            }
            told.entry(entry.about.as_deref().unwrap_or_default()).or_default();
            let romanised =
                entry.about.as_deref().and_then(|name| Some((name, romanised(&entry.path, name)?)));
            if let Some((name, alias)) = romanised {
                told.entry(name).or_default().push(alias);
            }
            self.fiscal_years.extend(entry.fiscal_year.clone());
            let longest = entry.source.iter().map(|name| words(name).count()).max();
            self.longest = self.longest.max(longest.unwrap_or(0));
            self.sources.extend(entry.source.iter().chain(&entry.authors).map(|name| fold(name)));
        }
        told
    }

    /// Whether a name is that of somebody who publishes or writes reports here.
    #[must_use]
    pub fn is_source(&self, name: &str) -> bool {
        let name = fold(name);
        let short = |source: &String| source.strip_prefix(&*name).is_some_and(|rest| rest.starts_with(' '));
        self.sources.contains(&name) || name.contains(' ') && self.sources.iter().any(short)
    }

    /// The month in which the fiscal year of an entity ends, as its reports say.
    pub(super) fn fiscal_year_end(&self, name: &str) -> Option<i8> {
        self.fiscal_years.get(name).copied()
    }

    /// A name without its legal form leads to it, where no other name is spelled so.
    fn add_cores(&mut self, lexicon: &Lexicon) {
        let mut cores: HashMap<String, Vec<String>> = HashMap::new();
        for (folded, name) in &self.names {
            let core = lexicon.without_form(folded);
            if core.len() > 2 && core != folded && !self.names.contains_key(core) && !lexicon.is_common(core)
            {
                let known = cores.entry(core.to_owned()).or_default();
                if !known.contains(name) {
                    known.push(name.clone());
                }
            }
        }
        for (core, mut names) in cores {
            names.sort_by_key(|name| (name.len(), name.clone()));
            self.names.extend(names.into_iter().next().map(|name| (core, name)));
        }
    }

    /// 澄曜精密 for 澄曜精密科技, 青穹 for 青穹科技.
    fn add_short_forms(&mut self, lexicon: &Lexicon) {
        for (head, name) in near::short_forms(&self.names, lexicon) {
            self.longest = self.longest.max(words(&head).count());
            self.names.entry(head).or_insert(name);
        }
    }

    /// Where names are found again without looking at all of them.
    fn add_places(&mut self) {
        for (folded, name) in &self.names {
            self.spelled.entry(name.clone()).or_default().push(folded.clone());
            self.sketches.push((Sketch::of(folded), folded.clone()));
            for part in folded.split(' ') {
                let only = self.wholly.entry(part.to_owned()).or_insert_with(|| Some(name.clone()));
                if only.as_ref().is_some_and(|known| known != name) {
                    *only = None;
                }
            }
        }
        for (place, whole) in self.wholes.iter().enumerate() {
            self.by_core.entry(whole.core.clone()).or_default().push(place);
            for (end, _) in whole.core.match_indices(' ') {
                self.beyond_core.entry(whole.core[..end].to_owned()).or_default().push(place);
            }
        }
    }

    /// The spellings that lead to a name, folded.
    pub fn spellings(&self, name: &str) -> impl Iterator<Item = String> {
        self.spelled.get(name).into_iter().flatten().cloned()
    }

    fn placed(&self, places: &HashMap<String, Vec<usize>>, core: &str) -> Vec<&Whole> {
        places.get(core).into_iter().flatten().map(|place| &self.wholes[*place]).collect()
    }

    /// The term that a word of a question is another form of.
    pub(super) fn term_like(&self, word: &str) -> Option<Metric> {
        analysed(word).first().and_then(|(_, stem)| self.terms.get(stem)).cloned()
    }

    pub(super) fn has_part(&self, word: &str) -> bool {
        self.parts.contains(word)
    }

    pub(super) fn parts(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(String::as_str)
    }

    /// The names a question mentions, with where, in order; longer ones first at each place.
    pub(super) fn find(&self, text: &str, lexicon: &Lexicon, snapshot: &Snapshot) -> Vec<(Span, Asked)> {
        let mut found: Vec<(Span, Asked)> = self.exact(text);
        for (span, asked) in &mut found {
            if let Some((whole, name)) = self.arm(text, *span, &asked.name, lexicon) {
                (*span, asked.name) = (whole, name);
            }
        }
        for mention in lexicon.entities(text) {
            if !found.iter().any(|(span, _)| span.overlaps(mention.span)) {
                let asked =
                    Asked { name: mention.key.to_owned(), known: self.known(mention.key, lexicon, snapshot) };
                found.push((mention.span, asked));
            }
        }
        found.sort_by_key(|(span, _)| *span);
        found
    }

    fn exact(&self, text: &str) -> Vec<(Span, Asked)> {
        let tokens: Vec<Word> = words(text).collect();
        let mut found = Vec::new();
        let mut place = 0;
        while place < tokens.len() {
            let hit = (1..=self.longest.min(tokens.len() - place)).rev().find_map(|length| {
                let span =
                    without_possessive(text, tokens[place].span.joined(tokens[place + length - 1].span));
                let folded = fold(span.slice(text));
                let measured = || Some((self.names.get(&folded)?.clone(), Known::Measured));
                // `Harbour & Pike` publishes reports: one name, and not two.
                let publishes = length > 1 && self.sources.contains(&folded);
                let published = || publishes.then(|| (span.slice(text).to_owned(), Known::Mentioned));
                let (name, known) = measured().or_else(published)?;
                Some((length, span, Asked { name, known }))
            });
            match hit {
                Some((length, span, asked)) => {
                    found.push((span, asked));
                    place += length;
                }
                None => place += 1,
            }
        }
        found
    }

    /// `Acme's cloud arm`: the name that a company's and the word before `arm` make, if there is one.
    fn arm(&self, text: &str, span: Span, name: &str, lexicon: &Lexicon) -> Option<(Span, String)> {
        let rest = &text[span.end..];
        let rest = rest.strip_prefix("'s ").or_else(|| rest.strip_prefix("’s "))?;
        let from = text.len() - rest.len();
        let next: Vec<Word> = words(rest).take(2).collect();
        let [what, noun] = next.as_slice() else { return None };
        let is_arm = lexicon.is_arm(&fold(noun.span.slice(rest)));
        let whole = self.names.get(&format!("{} {}", fold(name), fold(what.span.slice(rest))))?;
        is_arm.then(|| (span.joined(noun.span.shifted(from)), whole.clone()))
    }

    /// The only name of which a word is a part: `Vaudémont` of `Maison Vaudémont`.
    pub(super) fn part_of(&self, word: &str) -> Option<String> {
        self.wholly.get(&fold(word)).cloned().flatten()
    }

    /// The known name that a misspelt word must mean: one edit in five letters, two in eight, and only one such name.
    pub(super) fn misspelt(&self, word: &str) -> Option<String> {
        let word = fold(word);
        let allowed = match word.chars().count() {
            0..=3 => return None,
            4..=6 => 1,
            _ => 2,
        };
        // Names of companies differ by their first letter: another one is another company.
        let first = word.chars().next();
        let sketch = Sketch::of(&word);
        let mut close: Vec<&String> = self
            .sketches
            .iter()
            .filter(|(_, name)| name.chars().next() == first)
            .filter(|(known, name)| sketch.may_be(known, allowed) && distance(allowed, name, &word).is_some())
            .filter_map(|(_, name)| self.names.get(name))
            .collect();
        close.sort();
        close.dedup();
        match close.as_slice() {
            [only] => Some((*only).clone()),
            _ => None,
        }
    }

    /// Names that begin with a name and go on, which may be parts of it: `Acme Ferries` of `Acme`.
    #[must_use]
    pub fn names_within(&self, name: &str, lexicon: &Lexicon) -> Vec<String> {
        let folded = fold(name);
        let longer = self.placed(&self.beyond_core, lexicon.without_form(&folded));
        longer.iter().map(|whole| whole.name.clone()).collect()
    }

    /// The names that mean the same entity as `name` in this library: with and without a legal form (`Orlin Group`,
    /// `Orlin`), and the short form of the only longer name that begins with it (`Tavik` of `Tavik Robotics`). A name
    /// the lexicon lists is no short form of another; where a short form could be two, it is itself alone.
    #[must_use]
    pub fn family(&self, name: &str, lexicon: &Lexicon) -> Vec<String> {
        let folded = fold(name);
        let core = lexicon.without_form(&folded);
        let extensions = |short: &str| -> Vec<&Whole> {
            let mut found: Vec<&Whole> = Vec::new();
            for other in self.placed(&self.beyond_core, short) {
                if !found.iter().any(|known| known.core == other.core) {
                    found.push(other);
                }
            }
            found
        };
        let listed = |name: &str| lexicon.entity(name).is_some();
        let alike = self.placed(&self.by_core, core);
        let has_form = alike.iter().any(|other| other.core != other.folded);
        let mut family: Vec<String> = alike.iter().map(|other| other.name.clone()).collect();
        if let [only] = extensions(core).as_slice()
            && !has_form
            && !listed(name)
            && !listed(&only.name)
        {
            family.push(only.name.clone());
        }
        let short = core.rsplit_once(' ').map(|(short, _)| short).filter(|short| !short.is_empty());
        let formed =
            |short: &str| self.placed(&self.by_core, short).iter().any(|other| other.folded != short);
        if let Some(short) = short.filter(|short| extensions(short).len() == 1 && !formed(short)) {
            let is_short = |other: &&Whole| other.folded == short && !listed(&other.name);
            family.extend(self.wholes.iter().filter(is_short).map(|other| other.name.clone()));
        }
        if family.is_empty() {
            family.push(name.to_owned());
        }
        family.sort();
        family.dedup();
        family
    }

    /// How well the library knows a name; an index that cannot say knows nothing of it.
    pub(super) fn known(&self, name: &str, lexicon: &Lexicon, snapshot: &Snapshot) -> Known {
        if self.names.contains_key(&fold(name)) {
            return Known::Measured;
        }
        let mentioned = words(name).all(|word| {
            let part = word.span.slice(name);
            let holds = |part: &str| {
                analysed(part).iter().all(|(_, stem)| snapshot.has_stem(stem).unwrap_or_default())
            };
            let stands = |part: &str| !analysed(part).is_empty() && holds(part);
            let translated = || lexicon.synonyms(part).iter().any(|other| stands(other));
            analysed(part).is_empty() || stands(part) || translated()
        });
        if mentioned || self.is_source(name) { Known::Mentioned } else { Known::Unknown }
    }
}

pub(super) fn without_possessive(text: &str, span: Span) -> Span {
    let slice = span.slice(text);
    let bare = slice.strip_suffix("'s").or_else(|| slice.strip_suffix("’s")).unwrap_or(slice);
    Span::new(span.start, span.start + bare.len())
}
