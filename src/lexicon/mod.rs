//! The vocabulary of reports: metrics, entities, cue words, as data.
//!
//! The built-in vocabulary is TOML under `src/lexicon/data/`; a maintainer adds to it with a `lexicon.toml` in the corpus
//! folder. The rule: no company, metric or cue word stands in code.

mod load;

pub use load::{Lexicon, LexiconError};

use crate::quantity::{Direction, UnitKind};
use crate::text::Span;

/// A reporting term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricTerm {
    /// `revenue`, `capital_expenditure`, `free_cash_flow`.
    pub key: String,
    /// How it is named to an English reader: `capital expenditure`.
    pub name: String,
    /// How it is named to a Chinese reader: `资本开支`.
    pub name_zh: Option<String>,
    /// Every way it is written, in any language, the names included.
    pub aliases: Vec<String>,
    pub nature: Nature,
    /// The units its amount can have; a percentage beside it is then a change or a share.
    pub units: Vec<UnitKind>,
    /// The wider term it is a kind of: `operating_profit` for `adjusted_operating_profit`.
    pub broader: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Over a period: revenue.
    Flow,
    /// At an instant: cash, backlog, users.
    Stock,
    /// A margin or share.
    Ratio,
    PerShare,
}

/// A company, a unit of one, a product or an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    pub name: String,
    /// Other names and tickers, in any language.
    pub aliases: Vec<String>,
    /// The entity it belongs to; a subsidiary is not its parent.
    pub parent: Option<String>,
    /// The month (1 to 12) its fiscal year ends in, where known.
    pub fiscal_year_end: Option<i8>,
}

/// A term's place in a text; `key` names a metric, `name` an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermMention<'a> {
    pub span: Span,
    pub key: &'a str,
}

/// Words that say how a figure is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cue {
    /// `rose`, `up`, `fell`, `down`, `增长`, `下降`: the movement itself.
    Moves(Direction),
    /// `year over year`, `同比`.
    YearOverYear,
    /// `quarter over quarter`, `sequentially`, `环比`.
    QuarterOverQuarter,
    /// `turned negative at`, `net outflow of`, `净流出`: the amount after it is below zero.
    Negative,
    /// `compared with`, `versus`, `down from`, `from … a year earlier`: what follows is the earlier value.
    ComparedWith,
    /// `respectively`, `分别`.
    Respectively,
    /// `expects`, `guidance`, `projects`, `预计`: said ahead by the entity itself.
    Guidance,
    /// `forecast`, `is likely to`, `by 2030`: said ahead by others.
    Forecast,
    /// `estimated`, `analysts put`: not known, said of the present or past.
    Estimate,
    /// `AI-generated analysis`, `in our view`: machine-written or an opinion.
    Analysis,
    /// `restated`, `revised`, `corrected`.
    Restated,
}

/// A cue's place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueMention {
    pub span: Span,
    pub cue: Cue,
}
