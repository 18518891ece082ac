//! A document and its figures as entries of the index.

use tantivy::TantivyDocument;

use super::schema::{DOCUMENT, FIGURE, Fields, PASSAGE, passage_key};
use super::seal::seal;
use super::state::{DocumentEntry, Stamp};
use crate::corpus::{Document, Passage, PassageKind};
use crate::figures::{Figure, Reading};
use crate::lexicon::Lexicon;
use crate::text::fold;

/// All that one report puts into the index.
pub(super) struct Entries {
    pub entry: DocumentEntry,
    pub written: Vec<TantivyDocument>,
}

impl Entries {
    pub fn of(
        document: &Document,
        reading: &Reading,
        lexicon: &Lexicon,
        stamp: Stamp,
        fields: &Fields,
    ) -> Self {
        let entry = DocumentEntry::of(document, reading, stamp);
        let mut written = vec![document_entry(document, &entry, fields)];
        let mut names = vec![Vec::new(); document.passages.len()];
        for figure in &reading.figures {
            if let (Some(names), Some(entity)) = (names.get_mut(figure.passage), &figure.entity) {
                names.push(entity.as_str());
            }
        }
        for (place, (passage, mut names)) in document.passages.iter().zip(names).enumerate() {
            let text = passage.span.get(&document.text).unwrap_or_default();
            names.extend(lexicon.entities(text).iter().map(|mention| mention.key));
            names.sort_unstable();
            names.dedup();
            written.push(passage_entry(document, place, passage, text, &names, fields));
        }
        let figures = reading.figures.iter().enumerate();
        written.extend(figures.map(|(place, figure)| figure_entry(document, place, figure, fields)));
        Self { entry, written }
    }
}

fn document_entry(document: &Document, entry: &DocumentEntry, fields: &Fields) -> TantivyDocument {
    let mut written = entry_of(DOCUMENT, document, 0, fields);
    written.add_text(fields.entry, json(entry));
    written.add_text(fields.stored, seal(&json(document)));
    written
}

fn passage_entry(
    document: &Document,
    place: usize,
    passage: &Passage,
    text: &str,
    names: &[&str],
    fields: &Fields,
) -> TantivyDocument {
    let mut written = entry_of(PASSAGE, document, place, fields);
    written.add_text(fields.body, text);
    written.add_text(fields.title, &document.title);
    for heading in headings(document, passage) {
        written.add_text(fields.heading, heading);
    }
    // What the columns of its table are called.
    if let PassageKind::TableRows { table } = passage.kind {
        let rows = document.tables.get(table).into_iter().flat_map(|table| &table.rows);
        let headers = rows.take_while(|row| row.header && !passage.span.contains(row.span));
        headers.for_each(|row| written.add_text(fields.heading, row.span.slice(&document.text)));
    }
    for name in names {
        written.add_text(fields.names, name);
    }
    written.add_text(fields.stored, seal(text));
    written
}

fn figure_entry(document: &Document, place: usize, figure: &Figure, fields: &Fields) -> TantivyDocument {
    let mut written = entry_of(FIGURE, document, place, fields);
    written.add_text(fields.within, passage_key(&document.path, figure.passage));
    if let Some(entity) = &figure.entity {
        written.add_text(fields.entity, entity);
        written.add_text(fields.entity_folded, fold(entity));
    }
    if let Some(metric) = &figure.metric {
        written.add_text(fields.metric, &metric.name);
        written.add_text(fields.metric_words, &metric.name);
    }
    if let Some(key) = figure.metric.as_ref().and_then(|metric| metric.key.as_ref()) {
        written.add_text(fields.metric_key, key);
    }
    let text = figure.quantity.span.get(&document.text).unwrap_or_default();
    let sentence = figure.sentence.get(&document.text).unwrap_or_default();
    written.add_text(fields.stored, seal(&json(&(figure, text, sentence))));
    written
}

fn entry_of(kind: &str, document: &Document, place: usize, fields: &Fields) -> TantivyDocument {
    let mut written = TantivyDocument::new();
    written.add_text(fields.kind, kind);
    written.add_text(fields.path, &document.path);
    written.add_u64(fields.place, place as u64);
    written
}

/// The headings a passage stands under, innermost first.
fn headings<'a>(document: &'a Document, passage: &Passage) -> impl Iterator<Item = &'a str> {
    let innermost = passage.section.and_then(|place| document.sections.get(place));
    // A section comes after its parent, so the walk ends; the limit holds even where that is broken.
    std::iter::successors(innermost, |section| section.parent.and_then(|place| document.sections.get(place)))
        .take(document.sections.len())
        .filter_map(|section| section.heading.get(&document.text))
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("the types of a document have string keys and no failing parts")
}
