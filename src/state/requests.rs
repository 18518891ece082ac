//! What an answer is to, as it can be asked for again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What was asked for. Its words, where it has any, are the `question` of what is kept.
///
/// ```
/// use footnote::state::Request;
/// let named = r#"{"kind":"events","filter":"alibaba 2026"}"#;
/// assert_eq!(Request::read(named), Some(Request::Events { filter: "alibaba 2026".into() }));
/// assert_eq!(Request::read(r#"{"kind":"of a later version"}"#), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Request {
    /// A question in words, in the light of those before it.
    #[default]
    Question,
    /// A figure over time, of periods that are so long.
    Series { entity: String, metric: String, by: Option<String> },
    /// Two figures beside each other.
    Comparison { sides: [Side; 2] },
    /// The numbers of a post, whose `third quarter` is counted from its own day.
    Post { day: Option<Date> },
    /// Dated events that have all these words.
    Events { filter: String },
}

/// A figure by what was typed for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    pub entity: String,
    pub metric: String,
    pub period: String,
}

impl Request {
    /// Reads what [`Request::written`] wrote; `None` for what another version wrote.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        serde_json::from_str(written).ok()
    }

    /// As it is kept.
    ///
    /// ```
    /// use footnote::state::Request;
    /// assert_eq!(Request::Question.written(), r#"{"kind":"question"}"#);
    /// ```
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_is_read_back() {
        let side =
            |period: &str| Side { entity: "Zeta".into(), metric: "revenue".into(), period: period.into() };
        for request in [
            Request::Question,
            Request::Series { entity: "Zeta".into(), metric: "revenue".into(), by: Some("quarter".into()) },
            Request::Comparison { sides: [side("Q3 2025"), side("")] },
            Request::Post { day: Some(jiff::civil::date(2025, 11, 2)) },
            Request::Post { day: None },
            Request::Events { filter: String::new() },
        ] {
            assert_eq!(Request::read(&request.written()), Some(request));
        }
    }
}
