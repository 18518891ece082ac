//! Questions: what is asked of which entity, metric and period, and in which form.
//!
//! The rule: an explicit entity or period is a condition, not a hint; what could not be read is kept and said.

use jiff::civil::Date;

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
