//! Rendered replies: an answer as plain text, as JSON, or as a Discord message. Text out, no I/O.
//!
//! The rule: corpus text is untrusted; it is escaped for the place it goes to, and fits its limits by construction.

pub mod amount;
pub mod chart;
pub mod desk;
pub mod json;
pub mod limits;
pub mod markup;
mod message;
pub mod plain;
mod printable;
mod reading;
mod reasons;
pub mod series;
mod when;

pub use message::{
    Embed, Field, Message, Page, answer_page, apology, checked, compared, context, events, has_more_figures,
    headline, in_lines, library, message, message_in, newest, over_time, side_by_side, sources,
};
pub use printable::printable;
pub use reading::reading;
