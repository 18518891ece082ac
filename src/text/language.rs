use serde::{Deserialize, Serialize};

/// The languages Footnote reads; anything else is read as far as its numbers go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "zh")]
    Chinese,
    #[serde(rename = "other")]
    Other,
}

impl Language {
    /// Reads a BCP 47 tag (`en-US`, `zh-Hans`); `None` for an empty one.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim().to_ascii_lowercase();
        match primary.as_str() {
            "" => None,
            "en" | "eng" => Some(Self::English),
            "zh" | "zho" | "chi" | "cmn" => Some(Self::Chinese),
            _ => Some(Self::Other),
        }
    }

    /// The language a text is written in: Chinese when a fifth of its letters are Han, else what its words say.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if is_chinese(text) {
            return Self::Chinese;
        }
        let head: String = text.chars().take(2000).collect();
        match whatlang::detect(&head) {
            Some(found) if found.is_reliable() && found.lang() != whatlang::Lang::Eng => Self::Other,
            _ => Self::English,
        }
    }
}

/// Whether a fifth of a text's letters are Han.
#[must_use]
pub(crate) fn is_chinese(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(4000);
    let (all, han) = letters.fold((0, 0), |(all, han), c| (all + 1, han + usize::from(is_han(c))));
    han * 5 >= all.max(1)
}

/// Whether a character is a Chinese one (CJK Unified Ideographs and extension A, Unicode 16).
#[must_use]
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_some_latin_names_is_still_chinese() {
        assert_eq!(Language::of("阿里云营收为398亿元，Qwen 下载量超过1000万。"), Language::Chinese);
    }

    #[test]
    fn an_english_text_that_quotes_a_chinese_name_is_english() {
        assert_eq!(
            Language::of("The company (阿里云) reported revenue of 39.8 billion yuan."),
            Language::English
        );
    }
}
