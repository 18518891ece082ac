//! The members of one object that a program hands in, each checked when it is taken.
//!
//! The rule: a problem names its member; null is the same as missing.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

/// The members of a line's object.
#[derive(Debug)]
pub(super) struct Members(Map<String, Value>);

impl Members {
    pub(super) fn new(members: Map<String, Value>) -> Self {
        Self(members)
    }

    /// Reads one line; a byte order mark is passed over where the line is the `first`.
    pub(super) fn parse(line: &[u8], first: bool) -> Result<Self, String> {
        let text = str::from_utf8(line).map_err(|_| "not UTF-8".to_owned())?;
        let text = if first { text.trim_start_matches('\u{feff}') } else { text };
        match serde_json::from_str(text) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            Ok(_) => Err("not a JSON object".to_owned()),
            Err(error) => Err(format!("not JSON at column {}", error.column())),
        }
    }

    /// The first member that is none of the `known` ones.
    pub(super) fn unknown(&self, known: &[&str]) -> Option<&str> {
        self.0.keys().map(String::as_str).find(|key| !known.contains(key))
    }

    pub(super) fn states(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// A value of any type, null when it is missing.
    pub(super) fn any(&self, key: &str) -> Value {
        self.0.get(key).cloned().unwrap_or_default()
    }

    /// A text that must be there and say something.
    pub(super) fn words(&self, key: &str) -> Result<String, String> {
        let text = self.text(key)?;
        if text.trim().is_empty() { Err(format!("`{key}` is empty")) } else { Ok(text) }
    }

    /// A text that must be there.
    pub(super) fn text(&self, key: &str) -> Result<String, String> {
        match self.value(key) {
            None => Err(format!("`{key}` is missing")),
            Some(Value::String(text)) => Ok(text.clone()),
            Some(_) => Err(format!("`{key}` is no text")),
        }
    }

    /// A list of texts; none when it is missing.
    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, String> {
        let list = match self.value(key) {
            None => return Ok(Vec::new()),
            Some(Value::Array(list)) => list,
            Some(_) => return Err(format!("`{key}` is no list of texts")),
        };
        let texts: Option<Vec<String>> = list.iter().map(|text| text.as_str().map(str::to_owned)).collect();
        texts.ok_or_else(|| format!("`{key}` is no list of texts"))
    }

    /// A date; `None` when it is missing.
    pub(super) fn date(&self, key: &str) -> Result<Option<Date>, String> {
        let date = match self.value(key) {
            None => return Ok(None),
            Some(Value::String(date)) => date.trim().parse().ok(),
            Some(_) => None,
        };
        date.map(Some).ok_or_else(|| format!("`{key}` is no date, write it like 2026-01-31"))
    }

    /// A number, exactly as its digits say; `None` when it is missing.
    pub(super) fn number(&self, key: &str) -> Result<Option<Decimal>, String> {
        match self.value(key) {
            None => Ok(None),
            Some(Value::Number(number)) => {
                let digits = number.to_string();
                let value = digits.parse().or_else(|_| Decimal::from_scientific(&digits));
                value.map(Some).map_err(|_| format!("`{key}` is beyond what can be counted with"))
            }
            Some(_) => Err(format!("`{key}` is no number")),
        }
    }

    fn value(&self, key: &str) -> Option<&Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(number: &str, expected: Result<&str, &str>) {
        let line = format!(r#"{{"value": {number}}}"#);
        let value = Members::parse(line.as_bytes(), false).expect("it is an object").number("value");
        let value = value.map(|value| value.map_or_else(|| "none".to_owned(), |value| value.to_string()));
        assert_eq!(value, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn numbers_keep_their_digits() {
        case("39824000000", Ok("39824000000"));
        case("-0.1", Ok("-0.1"));
        case("1.345e9", Ok("1345000000.0"));
        case("1e21", Ok("1000000000000000000000"));
        case("null", Ok("none"));
        case("1e300", Err("`value` is beyond what can be counted with"));
        case("\"7\"", Err("`value` is no number"));
    }

    #[test]
    fn bytes_that_are_no_text_are_told() {
        assert_eq!(Members::parse(b"\xff\xfe", true).err(), Some("not UTF-8".to_owned()));
        assert!(Members::parse("\u{feff}{}".as_bytes(), true).is_ok());
        assert!(Members::parse("\u{feff}{}".as_bytes(), false).is_err());
    }

    #[test]
    fn a_member_nobody_knows_is_named() {
        let members = Members::parse(br#"{"id": 1, "colour": 2}"#, false).expect("it is an object");
        assert_eq!(members.unknown(&["id"]), Some("colour"));
        assert_eq!(members.unknown(&["colour", "id"]), None);
    }
}
