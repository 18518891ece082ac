//! Which quarter or half a label names.

use std::sync::LazyLock;

use regex::Regex;

use super::{Length, Period};

/// `Q3`, `3Q25`, `2025Q3`, `third quarter`, `第三季度`; `H1`, `first half`, `上半年`.
static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        [qh](?P<after>[1-4]) | \b(?P<before>[1-4])[qh] |
        (?P<word>first|second|third|fourth)[\ -](?:fiscal[\ -])?(?:quarter|half) |
        (?P<han>[一二三四1-4])季 | (?P<half>[上下])半年",
    )
    .expect("the pattern is tested")
});

impl Period {
    /// The number of the quarter (1 to 4) or half (1 or 2) that the label names; `None` for other lengths and labels.
    #[must_use]
    pub fn ordinal(&self) -> Option<i8> {
        if !matches!(self.length, Length::Quarter | Length::Half) {
            return None;
        }
        let found = ORDINAL.captures(&self.label)?;
        let named = ["after", "before", "word", "han", "half"].iter().find_map(|name| found.name(name))?;
        match named.as_str().to_lowercase().as_str() {
            "1" | "first" | "一" | "上" => Some(1),
            "2" | "second" | "二" | "下" => Some(2),
            "3" | "third" | "三" => Some(3),
            "4" | "fourth" | "四" => Some(4),
            _ => None,
        }
    }

    /// Whether the label is the number alone, without a year or a day it is counted from: `Q3`, `the third quarter`.
    #[must_use]
    pub fn is_bare_ordinal(&self) -> bool {
        let Some(found) = self.ordinal().and_then(|_| ORDINAL.find(&self.label)) else { return false };
        let beside = self.label.replace(found.as_str(), "").to_lowercase();
        beside
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
            .trim_start_matches("the")
            .trim_start_matches("fiscal")
            .chars()
            .all(|c| matches!(c, '第' | '度'))
    }
}

#[cfg(test)]
mod tests {
    use crate::period::{Anchor, find};

    #[track_caller]
    fn case(text: &str, ordinal: Option<i8>, bare: bool) {
        let period = find(text, &Anchor::default()).remove(0).period;
        assert_eq!((period.ordinal(), period.is_bare_ordinal()), (ordinal, bare), "{text}");
    }

    #[test]
    fn labels_name_their_number() {
        case("Q3", Some(3), true);
        case("the third quarter", Some(3), true);
        case("Q3 2025", Some(3), false);
        case("3Q25", Some(3), false);
        case("fourth quarter of last year", Some(4), false);
        case("第三季度", Some(3), true);
        case("2025年第三季度", Some(3), false);
        case("first half of 2025", Some(1), false);
        case("2025", None, false);
    }
}
