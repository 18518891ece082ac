//! Answers: figures with citations, the sentence that says it, near misses, or an honest not found.
//!
//! The rule: an answer is built only from what was re-read in its source; nothing is stated without its citation.

mod agreement;
mod asked;
mod attributed;
mod byline;
mod candidates;
mod cells;
mod checked;
mod compared;
mod complete;
mod compose;
mod conditions;
mod dating;
mod definition;
mod derivation;
mod engine;
mod enough;
mod evidence;
mod fitting;
mod form;
mod gate;
mod holder;
mod kept;
mod left_out;
mod misses;
mod passages;
mod qualifiers;
mod reckon;
mod search;
mod segment;
mod sentence;
mod series;
mod shortest;
mod slots;
mod sources;
mod stand_in;
mod sure;
mod task;
mod told;
mod trace;
mod wants;
mod window;
mod worked;
mod working;

pub use checked::{Check, Finding, Verdict};
pub use compared::Comparison;
pub use complete::Slot;
pub use derivation::is_sourced;
pub use engine::{Engine, EngineError};
pub use gate::{Checked, check};
pub use series::{Point, Series};
pub use slots::Slots;
pub use sources::{Event, Filter, Sources, Timeline};
pub use task::Formula;

use jiff::{Timestamp, civil::Date};

use crate::figures::Figure;
use crate::text::Span;

/// What a question gets.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The question as it was asked.
    pub question: String,
    pub status: Status,
    /// Best first; the first is the answer when a number was asked for.
    pub figures: Vec<Cited>,
    /// The words of the report that answer, verbatim, best first.
    pub spans: Vec<String>,
    pub derivation: Option<Derivation>,
    /// What was counted where a number of things was asked, in the reports' words; how many they are is the answer.
    pub counted: Vec<String>,
    /// Numbered by their place, from 1.
    pub citations: Vec<Citation>,
    pub conflicts: Vec<Conflict>,
    pub near_misses: Vec<NearMiss>,
    /// Why nothing was found, what to choose between, or what went wrong; for a person. Empty when answered.
    pub reason: String,
    pub library: Library,
    /// Seven characters that name this answer in the log.
    pub id: String,
    pub elapsed_us: u64,
}

impl Answer {
    /// Adds a figure and its words, once.
    fn add(&mut self, cited: Cited) {
        let known = self.figures.iter().any(|other| {
            other.citation == cited.citation && other.figure.quantity.span == cited.figure.quantity.span
        });
        if !known {
            self.spans.push(cited.text.clone());
            self.figures.push(cited);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Answered,
    NotFound,
    /// Two readings are equally good; `near_misses` holds the choices.
    Unclear,
    Error,
}

/// A figure of an answer with the citation that carries it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    pub figure: Figure,
    /// The figure's words as printed, re-read from the source.
    pub text: String,
    /// Which of [`Answer::citations`], from 1.
    pub citation: usize,
    /// Computed by [`Answer::derivation`] instead of printed.
    pub derived: bool,
}

/// A passage of a report that an answer stands on. Its words were read from the source for this answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Path relative to the corpus.
    pub document: String,
    pub title: String,
    pub date: Option<Date>,
    pub source: Option<String>,
    /// Headings from the outermost in, joined by ` › `; empty outside any section.
    pub section: String,
    pub page: Option<u32>,
    pub url: Option<String>,
    /// Verbatim.
    pub quote: String,
    /// Where the quote stands in the document's canonical text.
    pub span: Span,
    /// The answer's own words within the quote, for emphasis; offsets count from the start of the quote.
    pub marks: Vec<Span>,
    /// The quote's cells where it is a row of a table; empty elsewhere.
    pub row: Vec<QuotedCell>,
    /// Verbatim surroundings a figure's reading rests on (column header, caption), each shown beside the quote.
    pub beside: Vec<String>,
}

impl Citation {
    /// The headings within the report, without its own title that most reports begin with.
    ///
    /// ```
    /// use footnote::answer::Citation;
    /// use footnote::text::Span;
    /// let cited = |section: &str| Citation {
    ///     title: "Results".into(), section: section.into(),
    /// #     document: String::new(), date: None, source: None, page: None, url: None, quote: String::new(),
    /// #     span: Span::new(0, 0), marks: vec![], row: vec![], beside: vec![],
    ///     // ... and the quote
    /// };
    /// assert_eq!(cited("Results › Cloud").place(), "Cloud");
    /// assert_eq!(cited("Results").place(), "");
    /// assert_eq!(cited("Cloud › Prices").place(), "Cloud › Prices");
    /// ```
    #[must_use]
    pub fn place(&self) -> &str {
        let within = self.section.strip_prefix(self.title.as_str()).unwrap_or(&self.section);
        match (within.is_empty(), within.strip_prefix(" › ")) {
            (true, _) => "",
            (false, Some(rest)) => rest,
            (false, None) => &self.section,
        }
    }
}

/// A cell of a quoted row, verbatim, with what the table prints over it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuotedCell {
    /// Empty where nothing stands over it.
    pub header: String,
    pub words: String,
}

/// Arithmetic over cited figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    pub formula: Formula,
    /// `36.6 billion - 13 billion`, in the reports' own digits.
    pub expression: String,
    /// Which of [`Answer::figures`] went in, from 1.
    pub operands: Vec<usize>,
    /// The decimals the result was rounded to, in the largest scale of the operands; `None` where it was left as it came.
    pub decimals: Option<u32>,
    /// `exact`, or how the result was rounded.
    pub rounding: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub figure: Cited,
    /// `rounding`, `restated`, `different basis`, `unexplained`.
    pub why: String,
}

/// Something the library does say, close to what was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct NearMiss {
    /// `Tencent capital expenditure, 2025 Q2`.
    pub label: String,
    pub figure: Option<Cited>,
}

/// What was searched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    pub documents: usize,
    pub newest: Option<Date>,
    /// When the newest report with the same measure of the same entity was published, where an older one answered.
    pub newer: Option<Date>,
    pub indexed_at: Option<Timestamp>,
    pub generation: u64,
}
