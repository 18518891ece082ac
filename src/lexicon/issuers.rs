//! Words by which a report says whose it is.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Lexicon;
use crate::text::fold;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issuers {
    issuer: Vec<String>,
    issuer_before: Vec<String>,
    release: Vec<String>,
}

static ISSUERS: LazyLock<Issuers> = LazyLock::new(|| {
    toml::from_str(include_str!("data/issuers.toml")).expect("the built-in words are well-formed")
});

impl Lexicon {
    /// Where a line begins to say that the name before it is that of the company whose report it is.
    #[must_use]
    pub fn names_issuer_before(&self, line: &str) -> Option<usize> {
        let lower = line.to_ascii_lowercase();
        ISSUERS.issuer_before.iter().find_map(|label| lower.find(label.as_str()))
    }

    /// Whether a folded label stands before the name of the company whose report it is: `company name`.
    #[must_use]
    pub fn labels_issuer(&self, label: &str) -> bool {
        ISSUERS.issuer.iter().any(|known| known == label)
    }

    /// Whether a part of a title says that a company issues the report itself: `News Release`.
    #[must_use]
    pub fn is_release(&self, part: &str) -> bool {
        ISSUERS.release.contains(&fold(part))
    }
}
