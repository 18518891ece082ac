//! What was sent to the server, in order.

use std::fmt;
use std::fs::OpenOptions;
use std::io::Write as _;

use serde_json::{Value, json};

/// One request and what it got.
#[derive(Clone)]
pub struct Request {
    pub method: String,
    /// Without `/api/v10` and the query.
    pub path: String,
    pub body: Value,
    /// Names and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    pub status: u16,
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {} {} {}", self.status, self.method, self.path, self.body)
    }
}

/// Appends a request of the bot to the file that `FOOTNOTE_CAPTURE` names.
pub fn write(method: &str, path_and_query: &str, body: &Value) {
    let Some(file) = std::env::var_os("FOOTNOTE_CAPTURE") else { return };
    let line = json!({"method": method, "path": path_and_query, "body": body}).to_string() + "\n";
    let opened = OpenOptions::new().create(true).append(true).open(file);
    opened.and_then(|mut file| file.write_all(line.as_bytes())).expect("FOOTNOTE_CAPTURE can be written");
}
