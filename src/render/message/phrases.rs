//! The words of a reply that are Footnote's own, read from `data/message.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::text::{ByLanguage, Language};

/// The words in one language; `{}` in them is where a value goes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrases {
    pub apology: String,
    pub not_found: String,
    pub unclear: String,
    pub verbatim: String,
    pub citation_link: String,
    pub page: String,
    pub computed: String,
    pub computed_from: String,
    pub disagrees: String,
    pub close: String,
    pub choices: String,
    pub library: String,
    pub documents: String,
    pub document: String,
    pub newest: String,
    pub newer: String,
    pub indexed: String,
    pub answer: String,
    pub sources: String,
    pub compared: String,
    pub checked: String,
    pub events: String,
    pub in_table: String,
    pub period_to: String,
    pub value: String,
    pub source: String,
    pub more_in_table: String,
    pub context: String,
    pub page_of: String,
    scale: HashMap<String, String>,
    unit: HashMap<String, String>,
    kind: HashMap<String, String>,
    why: HashMap<String, String>,
    direction: HashMap<String, String>,
    basis: HashMap<String, String>,
}

/// A table of [`Phrases`] for the values of one type.
#[derive(Debug, Clone, Copy)]
pub(super) enum Table {
    Scale,
    Unit,
    Kind,
    Why,
    Direction,
    Basis,
}

impl Phrases {
    /// English for what is neither English nor Chinese.
    pub fn of(language: Language) -> &'static Self {
        PHRASES.of(language)
    }

    /// The word for a value, found by the name it has in data; the name itself when it has none.
    pub fn word(&self, table: Table, value: &impl Serialize) -> String {
        let name = serde_json::to_value(value).ok().and_then(|name| name.as_str().map(str::to_owned));
        let name = name.unwrap_or_default();
        self.table(table).get(&name).cloned().unwrap_or(name)
    }

    fn table(&self, table: Table) -> &HashMap<String, String> {
        match table {
            Table::Scale => &self.scale,
            Table::Unit => &self.unit,
            Table::Kind => &self.kind,
            Table::Why => &self.why,
            Table::Direction => &self.direction,
            Table::Basis => &self.basis,
        }
    }
}

/// A phrase with its value in place.
pub(super) fn filled(phrase: &str, value: &str) -> String {
    phrase.replacen("{}", value, 1)
}

static PHRASES: LazyLock<ByLanguage<Phrases>> =
    LazyLock::new(|| ByLanguage::read(include_str!("../data/message.toml")));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Kind;
    use crate::quantity::Scale;

    #[test]
    fn a_value_is_named_in_both_languages() {
        let (en, zh) = (Phrases::of(Language::English), Phrases::of(Language::Chinese));
        assert_eq!(en.word(Table::Kind, &Kind::Guidance), "guidance");
        assert_eq!(zh.word(Table::Scale, &Scale::HundredMillion), "亿");
        assert_eq!(en.word(Table::Unit, &"download"), "download");
    }
}
