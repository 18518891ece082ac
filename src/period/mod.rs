//! Periods as business text names them, turned into dates.
//!
//! `Q2`, `fiscal 2026`, `the quarter ended September 30, 2025`, `the same period last year`, `2026财年第二季度` become a
//! [`Period`] with its label as printed. The rule: what the words do not say stays unknown. A fiscal label becomes
//! dates only when the text says when the period ends or the reader was handed that entity's fiscal calendar; a
//! relative one only when it was handed the document's date.
//!
//! ```
//! use footnote::period::{Anchor, find};
//! let found = find("Revenue rose in the third quarter of 2025.", &Anchor::default());
//! let period = &found[0].period;
//! assert_eq!(period.label, "third quarter of 2025");
//! assert_eq!(period.end.map(|day| day.to_string()).as_deref(), Some("2025-09-30"));
//! ```

mod buckets;
mod calendar;
mod chinese;
mod chinese_parts;
mod chinese_relative;
mod code;
mod counted;
mod days;
mod edges;
mod ended;
mod find;
mod join;
mod months;
mod named;
mod numeric;
mod open;
mod ordinal;
mod parts;
mod reader;
mod references;
mod relative;
mod stretch;
#[cfg(test)]
mod tests;
mod token;
mod vocabulary;
mod words;
mod years;

pub use find::find;
pub use words::{calendar_words, is_calendar_word, names_a_weekday, straddling, with_short_years};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// A stretch of time that a figure is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// As printed, or as completed from its surroundings: `second quarter of 2025`.
    pub label: String,
    /// First and last day, both inclusive; unknown stays `None`, and so does the open side of `since 2019`.
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub length: Length,
    pub calendar: Calendar,
}

/// How long a period is as the words say it; a nine-month total is not a quarter's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// A single day: a balance-sheet date.
    Instant,
    Week,
    Month,
    Quarter,
    Half,
    NineMonths,
    /// A calendar or fiscal year.
    Year,
    /// Twelve months that are not named as a year.
    TwelveMonths,
    /// Any other stretch.
    Other,
}

/// Whose calendar a period is named in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    Civil,
    Fiscal,
    Unstated,
}

/// What a reader knows of the surroundings when it reads a period.
#[derive(Debug, Clone, Default)]
pub struct Anchor {
    /// The document's date, or the asker's today.
    pub date: Option<Date>,
    /// The month (1 to 12) in which the entity's fiscal year ends.
    pub fiscal_year_end: Option<i8>,
}

/// A period and where its words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
    pub period: Period,
    pub reference: Reference,
}

/// Whether a mention stands on its own or is told from another period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// `Q3 2025`, `last year`.
    Own,
    /// `the same period last year`, `a year earlier`: one year before the period under discussion.
    YearEarlier,
    /// `the previous quarter`, `上一季度`: the period just before the one under discussion.
    Previous,
    /// `the quarter`, `the period`, `the year`: the period under discussion itself.
    Current,
}
