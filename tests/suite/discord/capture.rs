//! What was sent to the server, in order.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::time::Instant;

use serde_json::{Value, json};

/// One request and what it got.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    /// Without `/api/v10` and the query.
    pub path: String,
    pub body: Value,
    pub status: u16,
    pub at: Instant,
}

/// Appends a request of the bot to the file that `FOOTNOTE_CAPTURE` names.
pub fn write(method: &str, path_and_query: &str, body: &Value) {
    let Some(file) = std::env::var_os("FOOTNOTE_CAPTURE") else { return };
    let line = json!({"method": method, "path": path_and_query, "body": body}).to_string() + "\n";
    let opened = OpenOptions::new().create(true).append(true).open(file);
    opened.and_then(|mut file| file.write_all(line.as_bytes())).expect("FOOTNOTE_CAPTURE can be written");
}
