//! Answers and readings as JSON lines for programs, in the forms that outside programs rely on.
//!
//! The rule: members are added, never renamed or dropped; floats exist only here, made from exact decimals.
//!
//! ```
//! use footnote::render::json;
//! let line = json::failed_answer(&"q1".into(), "line 1: `question` is missing");
//! assert!(line.starts_with(r#"{"id":"q1","status":"error","text":"line 1: `question` is missing""#));
//! ```

mod answer;
mod members;
mod reading;

pub use answer::{answer, failed_answer};
pub use reading::{document, failed_reading, reading};

/// One line of JSON, without its line break.
fn line(members: &impl serde::Serialize) -> String {
    serde_json::to_string(members).expect("every member has a form in JSON and every key is a string")
}
