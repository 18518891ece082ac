//! Quantities as business text prints them, turned into exact decimals in base units.
//!
//! `39.824 billion yuan`, `$91–93 billion`, `(21.8)`, `3.5 percentage points`, `三千八百亿元` become a [`Quantity`] with unit,
//! scale as printed and bound. The rule: what is passed over (a year, a list number, a model name) says why.
//!
//! A text is cut into tokens once ([`find()`]); a number is read where one starts, its currency, sign and bound looked
//! for before it, its scale, unit and noun after it. All words are in tables under `data/`, one line a spelling.
//!
//! ```
//! use footnote::quantity::find;
//! let text = "Capex was 39.824 billion yuan in 2025, up 27%.";
//! let found = find(text);
//! let printed: Vec<&str> = found.quantities.iter().map(|quantity| quantity.span.slice(text)).collect();
//! assert_eq!(printed, ["39.824 billion yuan", "27%"]);
//! assert_eq!(found.set_aside[0].why, "a year");
//! ```

mod aside;
mod cell;
mod change;
mod code;
mod date;
mod elided;
mod find;
mod groups;
mod han;
mod lex;
mod measure;
mod name;
mod note;
mod noun;
mod numeral;
mod operand;
mod phrases;
mod print;
mod range;
mod scale;
mod spelled;
mod sum;
mod tables;
mod vague;
mod vocabulary;
mod word;

pub use note::{Note, find_note, is_note};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// A number with its unit, as one stretch of text says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The whole expression, with currency, scale, unit and any bound that is part of the number phrase.
    pub span: Span,
    /// The digits alone (`39.824`, `１２`, `三千八百`): what a table's header may scale.
    pub digits: Span,
    /// In base units: the scale is applied.
    pub amount: Amount,
    pub unit: Option<Unit>,
    /// The scale word as printed; [`Scale::One`] when there was none.
    pub scale: Scale,
    pub bound: Option<Bound>,
    /// Up or down where the expression or the word right before it says so: `doubled`, `+27%`, `翻番`, `fell 3%`, `up $5`.
    pub direction: Option<Direction>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    Exact(Decimal),
    /// Two-sided, or half-open where one side is missing.
    Range {
        low: Option<Decimal>,
        high: Option<Decimal>,
    },
}

/// What is counted or measured.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    pub kind: UnitKind,
    /// ISO 4217 for money (`CNY`), `percent`, `percentage_point`, `basis_point`, `times`, or a singular noun
    /// (`download`, `kilometer`, `家`).
    pub name: String,
    /// What it is counted per: `share`, `day`, `square_meter`.
    pub per: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    Money,
    /// Percent, percentage points, basis points, multiples.
    Ratio,
    /// Metres, gigawatts, tonnes.
    Physical,
    /// Seconds to years.
    Duration,
    /// A counted noun.
    Count,
}

impl Unit {
    #[must_use]
    pub fn is_money(&self) -> bool {
        self.kind == UnitKind::Money
    }

    /// The last word of the name, which a question may ask for alone: `center` of `data_center`.
    #[must_use]
    pub fn head(&self) -> &str {
        self.name.rsplit('_').next().unwrap_or(&self.name)
    }
}

/// The scale a number is printed in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    #[default]
    #[serde(rename = "")]
    One,
    Thousand,
    /// 万, 10^4: printed as such, reported as thousand's neighbour only in data, never in words.
    TenThousand,
    Million,
    /// 亿, 10^8.
    HundredMillion,
    Billion,
    Trillion,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// `about`, `nearly`, `~`.
    #[serde(rename = "~")]
    About,
    /// `more than`, `at least`, `exceeded`, `300+`.
    #[serde(rename = ">")]
    AtLeast,
    /// `less than`, `up to`, `as much as`.
    #[serde(rename = "<")]
    AtMost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Up,
    Down,
}

/// A number that is no figure, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    pub span: Span,
    /// In words a maintainer reads: `a year`, `part of a name`, `a list number`.
    pub why: String,
}

/// What a text holds: its quantities and the numbers passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub quantities: Vec<Quantity>,
    pub set_aside: Vec<SetAside>,
}

/// What a table's cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// One number and what belongs to it; the span is the cell without the space around it.
    Quantity(Box<Quantity>),
    /// A dash or `n/a`: the table reports nothing here.
    Nothing,
    /// Words, a date, or more than one number.
    Other,
}

impl Quantity {
    /// The quantity in full (`at least USD 1,200,000`), in words that [`find()`] reads as the same amount and unit.
    #[must_use]
    pub fn describe(&self) -> String {
        print(self)
    }
}

/// See [`Quantity::describe`].
#[must_use]
pub fn print(quantity: &Quantity) -> String {
    print::print(quantity)
}

/// Reads a table's cell: one number with its currency, `%`, scale and footnote mark; brackets mean a minus.
///
/// ```
/// use footnote::quantity::{Amount, Cell, find_in_cell};
/// let Cell::Quantity(loss) = find_in_cell("(21.8)[1]") else { panic!() };
/// assert_eq!(loss.amount, Amount::Exact("-21.8".parse().unwrap()));
/// assert_eq!(find_in_cell("—"), Cell::Nothing);
/// ```
#[must_use]
pub fn find_in_cell(text: &str) -> Cell {
    cell::read(text)
}

/// The quantities of a text in order, not overlapping, and the numbers that are none.
#[must_use]
pub fn find(text: &str) -> Found {
    find::find(text)
}

/// Whether a word names a currency when it stands behind a number: `yuan`, `dollars`.
#[must_use]
pub fn is_currency(word: &str) -> bool {
    measure::is_currency(word)
}

#[cfg(test)]
mod tests;
