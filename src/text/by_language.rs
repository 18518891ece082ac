use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Language;

/// The program's own words of one kind, in each language that it speaks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByLanguage<T> {
    en: T,
    zh: T,
}

impl<T: DeserializeOwned> ByLanguage<T> {
    /// Reads an embedded file with a part for each language.
    ///
    /// # Panics
    /// When the file lacks a word or has one too many, which the first test that speaks finds.
    #[must_use]
    pub fn read(embedded: &str) -> Self {
        toml::from_str(embedded).expect("the embedded words are tested")
    }
}

impl<T> ByLanguage<T> {
    /// English for what is neither English nor Chinese.
    #[must_use]
    pub fn of(&self, language: Language) -> &T {
        match language {
            Language::Chinese => &self.zh,
            Language::English | Language::Other => &self.en,
        }
    }
}
