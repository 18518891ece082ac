//! What the library holds: its reports, and the dated events they tell.
//!
//! The rule: newest first, each with where it stands; what is filtered is counted, not hidden.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::evidence::Evidence;
use super::search::Search;
use super::{Answer, Engine, Slots, Status, worked};
use crate::index::{DocumentEntry, FigureQuery, IndexError, Snapshot};
use crate::question::Ask;
use crate::text::{Span, fold};

/// How many events are cited at most; the newest stay.
const EVENTS: usize = 200;

/// Which reports or events are wanted; what is empty is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// All of them in the title, the source, the path, the authors or the tags; for events in what happened, too.
    pub words: String,
    pub company: String,
    pub tag: String,
    pub year: Option<i16>,
}

/// The reports that pass a filter, newest first, among how many.
#[derive(Debug, Clone, PartialEq)]
pub struct Sources {
    pub reports: Vec<DocumentEntry>,
    pub all: usize,
}

/// Dated events, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// Holds the citations of the events.
    pub answer: Answer,
    pub events: Vec<Event>,
    /// How many passed the filter.
    pub all: usize,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The date as printed.
    pub label: String,
    pub start: Date,
    pub end: Date,
    /// What happened, in the report's words.
    pub text: String,
    /// Which of the answer's citations, from 1.
    pub citation: usize,
}

/// Where an event stands.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    document: String,
    /// Title, tags and the words of the event, folded.
    said: String,
    passage: usize,
    quote: Span,
    start: Date,
    end: Date,
    label: Span,
    text: Span,
}

impl Engine {
    /// The reports that pass a filter.
    #[must_use]
    pub fn sources(&self, filter: &Filter) -> Sources {
        let snapshot = self.snapshot();
        let of_company = self.of_company(filter, &snapshot).unwrap_or_default();
        let passes = |entry: &&DocumentEntry| {
            of_company.as_ref().is_none_or(|paths| paths.binary_search(&entry.path).is_ok())
                && filter.year.is_none_or(|year| date(entry).is_some_and(|date| date.year() == year))
                && (filter.tag.trim().is_empty()
                    || entry.tags.iter().any(|tag| fold(tag) == fold(filter.tag.trim())))
                && has_words(&described(entry), &filter.words)
        };
        let mut reports: Vec<DocumentEntry> = snapshot.documents().iter().filter(passes).cloned().collect();
        reports.sort_by_key(|entry| (Reverse(date(entry)), entry.path.clone()));
        Sources { reports, all: snapshot.documents().len() }
    }

    /// The dated events that pass a filter; a company's are those that name it, or stand in a report that says so in its
    /// title.
    #[must_use]
    pub fn timeline(&self, filter: &Filter) -> Timeline {
        let snapshot = self.snapshot();
        let asked = [filter.company.trim(), filter.words.trim()].join(" ");
        let mut answer = self.empty(&Ask { question: asked.trim().to_owned(), ..Ask::default() }, &snapshot);
        let names = self.spelled(filter, &snapshot);
        let placed = self.events.of(snapshot.state().generation, || all_events(&snapshot));
        let passes = |event: &&Placed| {
            (names.is_empty() || names.iter().any(|name| event.said.contains(name)))
                && filter.year.is_none_or(|year| (event.start.year()..=event.end.year()).contains(&year))
                && has_words(&event.said, &filter.words)
        };
        let found: Vec<&Placed> = placed.iter().filter(passes).collect();
        let mut evidence = Evidence::new(&self.corpus, &snapshot);
        let mut events: Vec<Event> = Vec::new();
        for event in found.iter().take(EVENTS) {
            let mut words = |span| evidence.words(&event.document, span);
            let (Some(label), Some(text)) = (words(event.label), words(event.text)) else { continue };
            let beside = if event.quote.contains(event.label) { Vec::new() } else { vec![label.clone()] };
            let cited = evidence.cite(&event.document, event.passage, event.quote, event.text, beside);
            let Some(citation) = cited else { continue };
            let told = |known: &Event| known.text == text && known.start == event.start;
            if !events.iter().any(told) {
                events.push(Event { label, start: event.start, end: event.end, text, citation });
            }
        }
        answer.status = if events.is_empty() { Status::NotFound } else { Status::Answered };
        answer.citations = evidence.into_citations();
        Timeline { answer, all: found.len(), events }
    }

    /// The paths of the reports with figures of a company, in order; `None` where none is asked for.
    fn of_company(&self, filter: &Filter, snapshot: &Snapshot) -> Result<Option<Vec<String>>, IndexError> {
        if filter.company.trim().is_empty() {
            return Ok(None);
        }
        let entities = self.family(&filter.company, snapshot);
        let query = FigureQuery { entities: &entities, ..FigureQuery::default() };
        let documents = snapshot.documents_with(&query)?;
        Ok(Some(documents.into_iter().map(|entry| entry.path.clone()).collect()))
    }

    /// The names that mean a company in this library.
    fn family(&self, company: &str, snapshot: &Snapshot) -> Vec<String> {
        let slots = Slots { entity: company.to_owned(), ..Slots::default() };
        let directory = self.directory(snapshot);
        let search = Search { snapshot, directory: &directory, lexicon: &self.lexicon, documents: None };
        let named = worked::families(&self.question(&slots, snapshot), &search);
        if named.is_empty() { directory.family(company.trim(), &self.lexicon) } else { named }
    }

    /// The spellings of a company that an event can have, folded.
    fn spelled(&self, filter: &Filter, snapshot: &Snapshot) -> Vec<String> {
        if filter.company.trim().is_empty() {
            return Vec::new();
        }
        let names = self.family(&filter.company, snapshot);
        let aliases =
            names.iter().filter_map(|name| self.lexicon.entity(name)).flat_map(|entity| &entity.aliases);
        names.iter().chain(aliases).map(|name| fold(name)).collect()
    }
}

fn date(entry: &DocumentEntry) -> Option<Date> {
    entry.date.as_ref().map(|found| found.date)
}

fn described(entry: &DocumentEntry) -> String {
    let parts = [entry.title.as_str(), entry.source.as_deref().unwrap_or_default(), &entry.path];
    let named = entry.authors.iter().chain(&entry.tags).map(String::as_str);
    fold(&parts.into_iter().chain(named).collect::<Vec<_>>().join(" "))
}

fn has_words(said: &str, words: &str) -> bool {
    fold(words).split_whitespace().all(|word| said.contains(word))
}

/// The events of all reports, newest first.
fn all_events(snapshot: &Snapshot) -> Vec<Placed> {
    let mut placed = Vec::new();
    for entry in snapshot.documents() {
        let Ok(Some(document)) = snapshot.document(&entry.path) else { continue };
        for event in &document.events {
            let Some(passage) = document.passages.get(event.passage) else { continue };
            let happened = event.text.get(&document.text).unwrap_or_default();
            placed.push(Placed {
                document: entry.path.clone(),
                said: format!("{} {}", described(entry), fold(happened)),
                passage: event.passage,
                quote: passage.span,
                start: event.start,
                end: event.end,
                label: event.label,
                text: event.text,
            });
        }
    }
    placed.sort_by(|one, other| {
        (other.start, &one.document, one.text).cmp(&(one.start, &other.document, other.text))
    });
    placed
}
