//! Report files turned into documents over one canonical text.
//!
//! Markdown, HTML and plain text come in; out come title, date, authors, source, sections, passages, tables and dated
//! events. The rule: every span points into [`Document::text`], and slicing by it gives the words back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::{Language, Span};

/// One report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Path relative to the corpus folder, with `/` between parts.
    pub path: String,
    /// BLAKE3 of the file's bytes, in hexadecimal.
    pub hash: String,
    pub format: Format,
    pub title: String,
    pub date: Option<DocumentDate>,
    pub authors: Vec<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub tags: Vec<String>,
    pub language: Language,
    /// The canonical text: blocks separated by a blank line, table rows as `cell | cell`, a line each.
    pub text: String,
    /// In reading order; a subsection comes after its parent.
    pub sections: Vec<Section>,
    /// In reading order, not overlapping. Headings are no passages of their own.
    pub passages: Vec<Passage>,
    pub tables: Vec<Table>,
    pub events: Vec<Event>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Markdown,
    Html,
    Text,
}

/// When a document was published, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentDate {
    pub date: Date,
    pub found: DateFound,
    /// The other reading of a date like `12/02 2025`; `None` where there is only one.
    pub or: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateFound {
    FrontMatter,
    /// `<meta>`, `<time>` or JSON-LD.
    PageMetadata,
    /// A line near the head of the text.
    Head,
    FileName,
    Folder,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub heading: Span,
    /// 1 for the outermost.
    pub level: u8,
    /// From the heading to the next heading of its level or above.
    pub span: Span,
    pub parent: Option<usize>,
}

/// The unit of retrieval and quoting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub span: Span,
    pub kind: PassageKind,
    /// The innermost section it stands in.
    pub section: Option<usize>,
    /// From 1, for paged formats.
    pub page: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassageKind {
    Paragraph,
    ListItem,
    /// A group of body rows of `Document::tables[table]`.
    TableRows {
        table: usize,
    },
    /// An entry of a dated timeline.
    Event,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// All its rows in the canonical text, caption excluded.
    pub span: Span,
    /// The caption or the line above that introduces it (`in millions, except per share`).
    pub caption: Option<Span>,
    pub section: Option<usize>,
    pub rows: Vec<Row>,
    /// Footnote lines below it.
    pub notes: Vec<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub span: Span,
    /// A header row names columns; a body row holds cells under them.
    pub header: bool,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its words without padding; empty for an empty cell.
    pub span: Span,
    /// First column it covers, from 0, and how many.
    pub column: usize,
    pub columns: usize,
}

/// A dated entry: `2024-02 Alibaba announces …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The date as printed.
    pub label: Span,
    /// First day of the day, month or year it names, and the last.
    pub start: Date,
    pub end: Date,
    /// What happened.
    pub text: Span,
    /// Which of `Document::passages` holds it.
    pub passage: usize,
}

/// The relative paths of the files under `root` that can be reports, sorted; hidden files and `lexicon.toml` are none.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn list(_root: &std::path::Path) -> Result<Vec<String>, LoadError> {
    Ok(Vec::new())
}

/// Loads one report.
///
/// # Errors
/// Names the file and why it cannot be read as a report.
pub fn load(_root: &std::path::Path, path: &str) -> Result<Document, LoadError> {
    Err(LoadError::Unsupported { path: path.to_owned() })
}

/// Why a report cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("cannot read `{path}`")]
    Unreadable { path: String, source: std::io::Error },
    #[error("`{path}` is in no format that Footnote reads\nuse .md, .html or .txt")]
    Unsupported { path: String },
    #[error("`{path}` holds no text")]
    Empty { path: String },
}
