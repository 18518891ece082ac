//! The vocabulary of reports: metrics, entities, cue words, as data.
//!
//! A text comes in; out come the places where it mentions a listed term, whole words only and the longest at each
//! place. The built-in vocabulary is TOML under `src/lexicon/data/`; a maintainer adds to it with a `lexicon.toml` in
//! the corpus folder. The rule: no company, metric or cue word stands in code.
//!
//! ```
//! use footnote::lexicon::Lexicon;
//! let text = "Alibaba Cloud's revenues rose 34%";
//! let lexicon = Lexicon::built_in();
//! let metric = &lexicon.metrics(text)[0];
//! assert_eq!((metric.key, metric.span.slice(text)), ("revenue", "revenues"));
//! let unit = lexicon.entity(lexicon.entities(text)[0].key).expect("a mention names a listed entity");
//! assert_eq!(unit.parent.as_deref(), Some("Alibaba"));
//! ```

mod asked;
mod common;
mod expectations;
mod expressions;
mod finder;
mod greetings;
mod issuers;
mod labels;
mod load;
mod lookup;
mod organisations;
mod phrasing;
mod plain;
mod spoken;
mod telling;
mod thesaurus;
mod vocabulary;

pub use asked::Deed;
pub use expressions::Expression;
pub use greetings::{is_greeting, is_interjection, is_thanks};
pub use labels::PartOfYear;
pub use load::LexiconError;
pub use lookup::Lexicon;
pub(crate) use organisations::joins;
pub use phrasing::Joint;
pub(crate) use phrasing::{is_anyone, is_contraction, is_outflow, sums_up, total_words, without_opposite};
pub(crate) use telling::is_company_noun;
pub(crate) use thesaurus::related;

use serde::Deserialize;

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
    /// Terms that answer for it where it is not told itself: net income for `profit`.
    pub otherwise: Vec<String>,
    /// It only says that another term is foretold: `profit target`.
    pub foretells: bool,
    /// The term whose negative amounts it names: `net_income` for `net_loss`.
    pub negative_of: Option<String>,
    /// The two terms whose quotient it is: EBITDA and revenue for the EBITDA margin.
    pub quotient_of: Option<[String; 2]>,
    /// The two terms whose difference it is: cash from operations and capital expenditure for free cash flow.
    pub difference_of: Option<[String; 2]>,
    /// Nouns that are counted and verbs beside them that say it without its name: `people` and `employs`, folded.
    pub counted: Option<[Vec<String>; 2]>,
    /// Words that tell several of it apart, folded: a `series a` is never a `series b`.
    pub apart: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// `change`, `变动`: some movement, without its direction.
    Differs,
    /// `restated`, `revised`, `corrected`.
    Restated,
}

/// A cue's place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueMention {
    pub span: Span,
    pub cue: Cue,
}

/// Words that say what a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionCue {
    /// `how much`, `what was`, `多少`: an amount.
    HowMuch,
    /// `how many`, `the number of`, `几家`: a count.
    HowMany,
    /// `by how much`, `变化了多少`: the difference between two values.
    ByHowMuch,
    /// `growth`, `how fast`, `增速`: a rate of change.
    Growth,
    /// `compare`, `versus`, `对比`: two or more side by side.
    Compare,
    /// `difference between`, `the gap`, `相差`: one minus the other.
    Difference,
    /// `ratio of`, `times as much`, `几倍`: one over the other.
    Ratio,
    /// `percentage change`, `growth rate`, `增速`: a difference as a percentage.
    RelativeChange,
    /// `share of`, `what percentage of`, `占比`: a part of its whole.
    Share,
    /// `as a percentage of`, `out of`: the part stands before, the whole behind.
    PartOfWhole,
    /// `made up of`, `came from`: the whole stands before, the part behind.
    WholeToPart,
    /// `consist of`, `components of`: what something is made of.
    Parts,
    /// `sum of`, `combined`, `合计`.
    Sum,
    /// `average`, `平均`.
    Average,
    /// `largest`, `highest`, `最高`.
    Largest,
    /// `smallest`, `lowest`, `最低`.
    Smallest,
    /// `when`, `what date`, `什么时候`.
    When,
    /// `which years`, `for which periods`: every one that there is.
    WhichPeriods,
    /// `what does … mean`, `how is … calculated`: what is said of something in words.
    Meaning,
    /// `who`, `谁`.
    Who,
    /// `why`, `what caused`, `为什么`.
    Why,
    /// `which`, `哪家`.
    Which,
    /// `where`, `哪里`.
    Where,
    /// `is there`, `does`, `有没有`: yes or no.
    IsThere,
    /// `list`, `what are the`, `有哪些`: several.
    List,
    /// `over time`, `by quarter`, `历年`: the same figure period by period.
    Series,
    /// `please`, `according to the report`, `请问`: asks for nothing and is to be passed over.
    Polite,
    /// `and`, `what about` at the beginning, `呢` at the end: leans on the question before.
    FollowUp,
}

/// A question cue's place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionCueMention {
    pub span: Span,
    pub cue: QuestionCue,
}
