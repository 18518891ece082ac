//! What the bot says of itself, by language, read from `data/words.toml`; `{}` is where a value goes.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::{ByLanguage, Language};

/// The words in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub more_sources: String,
    pub context: String,
    pub further: String,
    pub wrong: String,
    pub post: String,
    pub good: String,
    pub bad: String,
    pub choose: String,
    pub back: String,
    pub forth: String,
    pub wrong_title: String,
    pub wrong_label: String,
    pub wrong_hint: String,
    pub ask_title: String,
    pub ask_label: String,
    pub ask_hint: String,
    pub thanks: String,
    pub thanks_wrong: String,
    pub posted: String,
    pub posted_already: String,
    pub unknown: String,
    pub not_kept: String,
    pub changed: String,
    pub no_context: String,
    pub no_sources: String,
    pub empty_message: String,
    pub empty_post: String,
    pub then: String,
    pub now: String,
    pub not_shown: String,
    pub kept: String,
    pub forget: String,
    pub forgotten: String,
    pub help: String,
    pub welcome: String,
    pub only_maintainers: String,
    pub only_servers: String,
    pub settings: String,
    pub on: String,
    pub off: String,
    pub everywhere: String,
    pub nobody: String,
    pub readers_own: String,
    pub saved: String,
    pub too_many_channels: String,
    pub everything: String,
    pub not_confined: String,
    pub unknown_tag: String,
    pub no_tags: String,
    pub too_many_tags: String,
    pub no_unanswered: String,
    pub unanswered: String,
    pub no_feedback: String,
    pub feedback: String,
    pub forgotten_question: String,
    pub place: String,
    pub languages: HashMap<String, String>,
    pub elsewhere: String,
    pub compare_with: String,
    pub limit_person: String,
    pub limit_server: String,
    pub needs_embed_links: String,
    pub needs_attach_files: String,
    pub needs_send_messages: String,
    pub needs_send_in_threads: String,
    pub needs_history: String,
    pub needs_create_threads: String,
    pub needs_send_in_threads_too: String,
}

impl Words {
    /// English for what is neither English nor Chinese.
    pub fn of(language: Language) -> &'static Self {
        WORDS.of(language)
    }
}

/// A phrase with its values in place, in order.
pub(super) fn filled(phrase: &str, values: &[&str]) -> String {
    let mut parts = phrase.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        filled.push_str(values.get(at).copied().unwrap_or_default());
        filled.push_str(part);
    }
    filled
}

static WORDS: LazyLock<ByLanguage<Words>> =
    LazyLock::new(|| ByLanguage::read(include_str!("data/words.toml")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_in_once_each_whatever_they_hold() {
        assert_eq!(filled("{} and {}", &["{}", "b"]), "{} and b");
        assert_eq!(filled("{} and {}", &["a"]), "a and ");
    }

    #[test]
    fn both_languages_speak() {
        assert_eq!(Words::of(Language::English).context, "Context");
        assert_eq!(Words::of(Language::Chinese).context, "上下文");
    }
}
