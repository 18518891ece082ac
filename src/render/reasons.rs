//! What the engine says of its own (why nothing was found, why something is not computed, how it was rounded) in the
//! reader's language.
//!
//! The rule: what asker and reports say stays as it is, and a sentence without a translation is shown as the engine says
//! it.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Language;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reasons {
    reason: Vec<Reason>,
}

/// A sentence of the engine; `{}` is where a value goes, `{0}` and so on where Chinese has another order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reason {
    en: String,
    zh: String,
}

/// A sentence of the engine to a reader.
#[must_use]
pub fn told(reason: &str, language: Language) -> String {
    if language != Language::Chinese {
        return reason.to_owned();
    }
    let found = REASONS.reason.iter().find_map(|known| Some((known, values(&known.en, reason)?)));
    match (found, reason.contains('\n')) {
        (Some((known, values)), _) => known.chinese(&values),
        // Several sentences, a line each.
        (None, true) => {
            let lines: Vec<String> = reason.lines().map(|line| told(line, language)).collect();
            if lines.iter().eq(reason.lines()) { reason.to_owned() } else { lines.join("\n") }
        }
        (None, false) => reason.to_owned(),
    }
}

impl Reason {
    fn chinese(&self, values: &[&str]) -> String {
        let mut parts = self.zh.split('{');
        let mut told = parts.next().unwrap_or_default().to_owned();
        for (at, part) in parts.enumerate() {
            let (number, rest) = part.split_once('}').unwrap_or(("", part));
            let value = values.get(number.parse().unwrap_or(at)).copied().unwrap_or_default();
            told.push_str(&self::told(value, Language::Chinese));
            told.push_str(rest);
        }
        told
    }
}

/// What stands in the places of a pattern, each in one line; `None` where the text is another.
fn values<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut values = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let end = match parts.peek() {
            Some(_) => rest.find(part)?,
            None => rest.strip_suffix(part)?.len(),
        };
        values.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    (rest.is_empty() && !values.iter().any(|value| value.contains('\n'))).then_some(values)
}

static REASONS: LazyLock<Reasons> = LazyLock::new(|| {
    toml::from_str(include_str!("data/reasons.toml")).expect("the embedded words are tested")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(reason: &str, chinese: &str) {
        assert_eq!(told(reason, Language::Chinese), chinese);
        assert_eq!(told(reason, Language::English), reason);
    }

    #[test]
    fn sentences_are_told_in_chinese_with_the_askers_words_in_them() {
        case("no report in the library mentions `Omega {} Ltd`", "报告库中没有报告提到“Omega {} Ltd”");
        case(
            "the reports give `营收` for `Orlin`, but not for Q3 2023 or 1950",
            "报告给出了“Orlin”的“营收”，但没有 Q3 2023 or 1950 的",
        );
        case("these figures cannot be computed with: their units differ", "这些数字无法计算：单位不同");
        case("rounded to 2 decimals", "四舍五入到2位小数");
        case("the reports give `营收`, but not for 1950", "报告给出了“营收”，但没有 1950 的");
        case(
            "the reports give `营收` for `Orlin`, but not for 2019\nthe reports give no `营收` for `Tavik`",
            "报告给出了“Orlin”的“营收”，但没有 2019 的\n报告没有给出“Tavik”的“营收”",
        );
        case("the index is damaged", "the index is damaged");
        // What has no translation is the same to the letter: callers tell by that whose words it is.
        case("**a**\r\nb\n", "**a**\r\nb\n");
        case("", "");
    }

    #[test]
    fn every_place_of_a_sentence_is_in_its_translation() {
        for Reason { en, zh } in &REASONS.reason {
            assert_eq!(en.matches("{}").count(), zh.matches('{').count(), "{en}");
            let sample = en.replace("{}", "x");
            assert_eq!(
                told(&sample, Language::Chinese).matches('x').count(),
                en.matches("{}").count(),
                "{en}"
            );
        }
    }
}
