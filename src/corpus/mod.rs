//! Report files turned into documents over one canonical text.
//!
//! Markdown, HTML, plain text and tables of values between commas come in; out come title, date, authors, source, sections, passages, tables and dated
//! events. The rule: every span points into [`Document::text`], and slicing by it gives the words back.
//!
//! ```
//! let report = footnote::corpus::read("2025-11-18-acme.md", b"# Acme in Q3\n\nRevenue rose to **$3 billion**.").unwrap();
//! assert_eq!(report.title, "Acme in Q3");
//! assert_eq!(report.passage_text(0), "Revenue rose to $3 billion.");
//! assert_eq!(report.date.unwrap().date.to_string(), "2025-11-18");
//! ```

mod assemble;
mod blocks;
mod captions;
mod dates;
mod delimited;
mod document;
mod encoding;
mod error;
mod events;
mod front_matter;
mod head;
mod html;
mod html_article;
mod html_blocks;
mod html_metadata;
mod html_table;
mod json_ld;
mod layout;
mod load;
mod markdown;
mod masthead;
mod plain;
mod plain_columns;
mod plain_headings;
mod plain_lines;
mod plain_tables;
mod table_grid;
mod table_headers;
mod tables;
mod vocabulary;

pub use error::LoadError;
pub use head::{Byline, byline};
pub use load::{hash, list, load, read};
pub use masthead::is_masthead;

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
    /// Values between commas, semicolons or tabs.
    Csv,
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
    /// A header row names the columns below it, up to the next run of header rows; a body row holds cells under them.
    pub header: bool,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its words without padding; empty for an empty cell. A cell that spans rows stands in each of them, always with
    /// the span of the one place where it is printed.
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
