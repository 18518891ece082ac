//! Lines that say who publishes a text, and what kind of text it is: `Acme Newswire -- Earnings Flash`.

use super::vocabulary::WORDS;
use crate::text::fold;

/// How many words the name of a publisher has.
const LONGEST: usize = 6;

/// Whether a line says no more than who publishes, and what kind of text.
///
/// ```
/// use footnote::corpus::is_masthead;
/// assert!(is_masthead("Harbour & Pike — Equity Research"));
/// assert!(!is_masthead("Harbour & Pike lifts its dividend"));
/// ```
#[must_use]
pub fn is_masthead(line: &str) -> bool {
    let all: Vec<&str> = parts(line).collect();
    let marked = all.iter().any(|part| is_kind(part) || publishes(part));
    marked && all.iter().all(|part| part.split_whitespace().count() <= LONGEST)
}

/// Who publishes, as a masthead names them: `Acme & Bolt — Equity Research`.
pub(super) fn publisher(line: &str) -> Option<String> {
    let all: Vec<&str> = parts(line).collect();
    let named = |part: &&&str| {
        let capital = part.starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
        capital && !is_kind(part) && part.split_whitespace().count() <= LONGEST
    };
    let own = all.iter().find(|part| publishes(part) && !is_kind(part)).copied();
    let beside = || all.first().filter(named).filter(|_| all[1..].iter().any(|part| is_kind(part))).copied();
    // 甲乙通讯社 上海3月2日电
    let first = || line.split_whitespace().next().filter(|word| !word.is_ascii() && publishes(word));
    own.or_else(beside).or_else(first).map(str::to_owned)
}

fn parts(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(['|', '｜', '—', '–', '·']).flat_map(|part| part.split(" - "));
    let parts = parts.flat_map(|part| part.split(" -- "));
    parts
        .map(|part| part.trim_matches(|c: char| c.is_whitespace() || c == '-'))
        .filter(|part| !part.is_empty())
}

/// Nothing but a kind of text.
fn is_kind(part: &str) -> bool {
    WORDS.mastheads.kinds.contains(&fold(part))
}

fn publishes(part: &str) -> bool {
    let folded = fold(part);
    let mut ends =
        WORDS.mastheads.publishers.iter().filter_map(|ending| folded.strip_suffix(ending.as_str()));
    ends.any(|name| !name.is_empty() && (name.ends_with(' ') || !name.is_ascii()) && !name.contains(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(line: &str, expected: Option<&str>) {
        assert!(is_masthead(line), "{line}");
        assert_eq!(publisher(line).as_deref(), expected, "{line}");
    }

    #[test]
    fn a_masthead_names_who_publishes() {
        case("HARBOUR NEWSWIRE -- EARNINGS FLASH", Some("HARBOUR NEWSWIRE"));
        case("Harbour & Pike — Equity Research", Some("Harbour & Pike"));
        case("Harbour Transcripts", Some("Harbour Transcripts"));
        case("PRESS RELEASE", None);
        case("港桥证券 | 公司研究报告", Some("港桥证券"));
        assert_eq!(publisher("港桥通讯社 杭州3月2日电（记者 甲乙）").as_deref(), Some("港桥通讯社"));
    }

    #[test]
    fn what_tells_something_is_no_masthead() {
        for line in [
            "Acme's news agency business shrinks",
            "Acme Corp — results for 2025",
            "Acme cuts its equity research staff again as fees fall",
            "甲乙公司三季度净利增三成",
        ] {
            assert!(!is_masthead(line), "{line}");
        }
    }
}
