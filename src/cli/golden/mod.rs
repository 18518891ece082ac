//! Golden sets: questions with what their answers must say, and how far the library's answers hold.
//!
//! A set is read from JSON lines or TOML ([`Form`], [`parse`]), each [`Row`] is judged against the answer the engine gave
//! ([`Judged`]), and the outcomes are told with totals by kind ([`text`], [`json`]) and against those of an earlier run
//! ([`Kept`], [`Comparison`]). Text in, text out: the command does the reading and writing. The rule: nothing of a set is
//! passed over; what cannot be read is refused with its place.

mod judge;
mod kept;
mod report;
mod set;
mod tally;
mod tell;

pub use judge::Judged;
pub use kept::{Comparison, Kept};
pub use report::{json, text};
pub use set::{Form, Row, parse};
pub use tally::Tally;
