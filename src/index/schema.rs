//! The fields of the index.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use super::analysis::ANALYSER;

/// The number of the layout on disk. Any change of the fields or of the stored forms takes the next one.
pub(super) const FORMAT: u32 = 4;

/// What one entry of tantivy stands for, as the term of [`Fields::kind`].
pub(super) const DOCUMENT: &str = "document";
pub(super) const PASSAGE: &str = "passage";
pub(super) const FIGURE: &str = "figure";

/// Where each thing is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub kind: Field,
    /// The document's path; on every entry, so that one term deletes all of a document.
    pub path: Field,
    /// The place of a passage or a figure within its document.
    pub place: Field,
    /// The passage a figure stands in, as [`passage_key`] writes it.
    pub within: Field,
    /// A sealed text: a document's JSON, a passage's words, a figure's JSON. As bytes, tantivy would read it one by one.
    pub stored: Field,
    /// A document's [`super::DocumentEntry`] as JSON, in a column that is read without the stored documents.
    pub entry: Field,
    pub body: Field,
    pub heading: Field,
    pub title: Field,
    pub names: Field,
    /// A figure's entity as printed, and folded.
    pub entity: Field,
    pub entity_folded: Field,
    pub metric_key: Field,
    /// A figure's metric as the text says it: whole for counting, analysed for search.
    pub metric: Field,
    pub metric_words: Field,
}

pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let exact = exact_options();
    let fields = Fields {
        kind: builder.add_text_field("kind", exact.clone()),
        path: builder.add_text_field("path", exact.clone().set_fast("raw")),
        place: builder.add_u64_field("place", FAST),
        within: builder.add_text_field("within", exact.clone()),
        stored: builder.add_text_field("stored", TextOptions::from(STORED)),
        entry: builder.add_text_field("entry", TextOptions::default().set_fast("raw")),
        body: analysed(&mut builder, "body", IndexRecordOption::WithFreqsAndPositions),
        heading: analysed(&mut builder, "heading", IndexRecordOption::WithFreqs),
        title: analysed(&mut builder, "title", IndexRecordOption::WithFreqs),
        names: analysed(&mut builder, "names", IndexRecordOption::WithFreqs),
        entity: builder.add_text_field("entity", exact.clone()),
        entity_folded: builder.add_text_field("entity_folded", exact.clone()),
        metric_key: builder.add_text_field("metric_key", exact.clone()),
        metric: builder.add_text_field("metric", exact),
        metric_words: analysed(&mut builder, "metric_words", IndexRecordOption::Basic),
    };
    (builder.build(), fields)
}

/// A passage as the term of [`Fields::within`]; no path holds a line break.
pub(super) fn passage_key(path: &str, passage: usize) -> String {
    format!("{path}\n{passage}")
}

fn exact_options() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    TextOptions::default().set_indexing_options(indexing)
}

fn analysed(builder: &mut SchemaBuilder, name: &str, option: IndexRecordOption) -> Field {
    let indexing = TextFieldIndexing::default().set_tokenizer(ANALYSER).set_index_option(option);
    builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}
