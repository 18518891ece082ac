//! Questions: what is asked of which entity, metric and period, and in which form.
//!
//! Words become slots by the same readers that read reports: `Q3` means one thing on both sides. The rule: an explicit
//! entity or period is a condition, not a hint; what could not be read is kept and said.

mod beside;
mod follow_up;
mod form;
mod gist;
mod lapse;
mod limit;
mod loose;
mod names;
mod near;
mod operation;
mod read;
mod recast;
mod romanised;
mod shifted;
mod sides;
mod spelling;
mod strangers;
mod task;
mod terms;
mod told_by;
mod unknown;
mod when;

pub use lapse::told as lapses;
pub use limit::Limit;
pub use names::Directory;
pub use read::read;
pub use sides::Side;
pub use task::{Operand, Operation, Task};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::figures::{Basis, Metric};
use crate::period::Mention;

/// A question as it reaches the engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    pub question: String,
    /// Earlier questions of the conversation, oldest first.
    pub context: Vec<String>,
    /// Confines the search to these documents (paths relative to the corpus) when it is not empty.
    pub documents: Vec<String>,
    /// The asker's today; `None` takes the machine's date.
    pub as_of: Option<Date>,
}

/// A question as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub intent: Intent,
    /// Conditions: whom it asks about, in the order named.
    pub entities: Vec<Asked>,
    /// What it asks for, the most specific reading first.
    pub metrics: Vec<Metric>,
    /// The comparison a growth is asked for.
    pub basis: Option<Basis>,
    /// The amounts of money that the question states itself, outside yes-or-no questions.
    pub stated: Vec<Decimal>,
    /// What a change is measured from: `from a year earlier`.
    pub against: Option<Mention>,
    /// It asks for what is expected, not for what was reported.
    pub ahead: bool,
    /// It asks for what has happened.
    pub past: bool,
    /// The asker's today.
    pub today: Option<Date>,
    /// When; a mention without dates is a label to compare.
    pub periods: Vec<Mention>,
    /// When the question before asked, where this one goes on about the same without a time of its own: tried first.
    pub lent: Vec<Mention>,
    /// The other content words, as the index knows them.
    pub words: Vec<String>,
    /// What whoever it is about does, as it words it: no part of what is measured.
    pub doing: Option<String>,
    /// What its expressions of several words mean in the words of reports, their own words first.
    pub expressions: Vec<Vec<String>>,
    /// The offices it names, likewise: what one person holds.
    pub offices: Vec<Vec<String>>,
    /// All content words, names and terms included: what passages are searched by.
    pub terms: Vec<String>,
    /// Who is to have said it.
    pub sources: Vec<String>,
    /// How many months the figure is to span, where the question says nothing else of when: `the nine months`.
    pub months: Option<i8>,
    /// How many days after something the figure is to be reached: `within a week of the launch`.
    pub lapse: Option<Decimal>,
    /// Which ones of several of a term are meant: `series b`.
    pub apart: Vec<String>,
    /// What is to be done with the figures.
    pub task: Task,
    /// The question as asked.
    pub asked: String,
    pub manner: Manner,
    /// It may ask for an amount as well as for anything else: `what is the drawback of …`.
    pub vague: bool,
    /// It asks how much or how many in so many words.
    pub asks_amount: bool,
    /// It asks how much, whatever else it asks.
    pub wants_amount: bool,
    /// It asks for money by the name of a currency: `by how many pounds`.
    pub in_money: bool,
    /// It is money that is asked for, so that no count, size or length of time answers: `how much did it pay`.
    pub no_count: bool,
    /// It asks for what was told first, before a restatement.
    pub original: bool,
    /// It asks for what held before a change.
    pub prior: bool,
    /// It asks for several things one by one.
    pub lists: bool,
    /// Its words only stand for the figure of the question before: `how far down is that?`.
    pub leans: bool,
    /// It asks for a figure without a part of it: `excluding fuel`.
    pub leaves_out: bool,
    /// The words for that part, where they could be told from the rest.
    pub left_out: Vec<String>,
    /// It asks for a figure after something that others are told before: `after exceptional items`.
    pub taken_in: bool,
    /// It asks nothing of its own: `and of the parent?`.
    pub only_leans: bool,
    /// It asks for the period after the one asked about before.
    pub next: bool,
    /// Capitalised words that are no known name: a segment, a product.
    pub proper: Vec<String>,
    /// It asks for a place.
    pub place: bool,
    /// Words are wanted, not a number: who, why, what something means.
    pub in_words: bool,
    /// The name or term that the question wants explained: `what is Acme?`.
    pub defined: Option<String>,
}

/// What kind of words answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Manner {
    #[default]
    Plain,
    /// A cause.
    Why,
    /// Somebody.
    Who,
}

/// An entity a question names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its canonical name, or the asker's words where the library has no such name.
    pub name: String,
    pub known: Known,
}

/// How well the library knows a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// It stands nowhere.
    Unknown,
    /// Its words stand in some report, but no figure is told of it.
    Mentioned,
    /// Figures are told of it.
    Measured,
}

/// What form of answer a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// An amount: `how much`, `what was revenue`.
    Figure,
    /// Its growth: `by how much did … rise`, `同比增长多少`.
    Change,
    /// How many of something.
    Count,
    /// The sentence that says it: who, what, why, where, which.
    Passage,
    /// A date or dated event.
    When,
}
