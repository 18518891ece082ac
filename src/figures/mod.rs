//! Figures: a quantity with whose it is, of what, when, and of what kind.
//!
//! The rule: clauses, headings, headers and focus decide, never distance alone; what cannot be told stays `None`.

mod aliases;
mod apart;
mod attach;
mod cell;
mod cell_units;
mod change;
mod charges;
mod columns;
mod corner;
mod corrections;
mod dated;
mod document;
mod earlier;
mod effects;
mod expected;
mod fiscal_codes;
mod focus;
mod grammar;
mod identifiers;
mod issuer;
mod kind;
mod labels;
mod last_day;
mod lent;
mod lists;
mod measured;
mod names;
mod nouns;
mod ordinary;
mod owner;
mod parts;
mod prices;
mod row_periods;
mod run_in;
mod runs;
mod scene;
mod short_names;
mod stated;
mod stubs;
mod subsidiaries;
mod table;
mod tabled;
mod titles;
mod whole;
mod year_end;

pub use charges::PRICE;
pub use document::{read_document, read_text};
pub use effects::EFFECT;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::period::Period;
use crate::quantity::{Amount, Direction, Quantity, SetAside};
use crate::text::Span;

/// One number of a report and everything the report says about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Its span points into the text that was read.
    pub quantity: Quantity,
    pub entity: Option<String>,
    pub metric: Option<Metric>,
    pub period: Option<Placed>,
    pub change: Option<Change>,
    /// Where the text says what a change is counted against: `year-over-year`.
    pub compared: Option<Span>,
    pub kind: Option<Kind>,
    pub role: Role,
    /// The sentence, table row or event that says it.
    pub sentence: Span,
    /// Which passage of the document it stands in; 0 for raw text.
    pub passage: usize,
    /// Other stretches its reading rests on: column header, caption, heading, the sentence a period came from.
    pub evidence: Vec<Span>,
}

impl Figure {
    /// Whether a number without a unit is a part of one: `more than half of revenue`.
    #[must_use]
    pub fn is_fraction(&self) -> bool {
        let within = |value: Decimal| !value.is_zero() && value.abs() < Decimal::ONE;
        let fraction = match self.quantity.amount {
            Amount::Exact(value)
            | Amount::Range { low: Some(value), high: None }
            | Amount::Range { low: None, high: Some(value) } => within(value),
            Amount::Range { .. } => false,
        };
        self.quantity.unit.is_none() && fraction
    }
}

/// What a figure measures.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Metric {
    /// As the text says it, qualifiers included: `cloud order reserve`.
    pub name: String,
    /// The lexicon's key where it lists the term: `revenue`.
    pub key: Option<String>,
}

/// A figure's period and how it is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Placed {
    pub period: Period,
    pub from: PeriodFrom,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodFrom {
    /// The figure's own sentence or column header.
    Stated,
    /// An earlier sentence of the passage or section.
    Carried,
    /// What the document as a whole reports on.
    Document,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Change {
    pub direction: Direction,
    pub basis: Option<Basis>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    YearOverYear,
    QuarterOverQuarter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Reported,
    Restated,
    Guidance,
    Forecast,
    Estimate,
    Analysis,
}

/// A figure's part in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Current,
    /// What it is compared with: `from 10 billion a year earlier`.
    Prior,
    /// The difference or growth itself.
    Delta,
    Guidance,
}

/// What a text says in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    pub figures: Vec<Figure>,
    pub periods: Vec<crate::period::Mention>,
    pub set_aside: Vec<SetAside>,
    /// Other names that a report gives, each with the name it stands for.
    pub aliases: Vec<(String, String)>,
    /// Whom a report is about, and the month in which it says that their fiscal year ends.
    pub fiscal_year: Option<(String, i8)>,
}

#[cfg(test)]
mod tests;
