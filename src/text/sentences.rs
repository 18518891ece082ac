use std::collections::HashSet;
use std::sync::LazyLock;

use super::Span;

/// A stretch without a sentence's end is cut at the next mark or space after so many bytes, and at twice that anywhere:
/// what is read of a sentence takes more than linear time in its length.
const LONGEST: usize = 4000;

/// The sentences of a passage, without the white space between them.
///
/// A full stop ends a sentence when white space and then something other than a lower-case letter follows, and the
/// word before it is no abbreviation; Chinese marks end one always. Line breaks end one, and so does a length of some
/// thousand bytes.
///
/// ```
/// use footnote::text::sentences;
/// let text = "Sales rose 3.5 percent. The U.S. unit fell.";
/// let found: Vec<&str> = sentences(text).into_iter().map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["Sales rose 3.5 percent.", "The U.S. unit fell."]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let length = after.saturating_sub(start);
        let overlong = length > LONGEST && !c.is_alphanumeric();
        if ends_here(text, at, c) || overlong || length > 2 * LONGEST {
            let end = after + closing_marks(&text[after..]);
            push_trimmed(text, start, end.max(start), &mut found);
            start = end;
        }
    }
    push_trimmed(text, start.min(text.len()), text.len(), &mut found);
    found
}

fn ends_here(text: &str, at: usize, c: char) -> bool {
    match c {
        '。' | '！' | '？' | '；' | '\n' => true,
        '!' | '?' => starts_anew(&text[at + 1..]),
        '.' => starts_anew(&text[at + 1..]) && !is_abbreviated(&text[..at]) && !is_list_number(&text[..at]),
        _ => false,
    }
}

fn starts_anew(rest: &str) -> bool {
    let rest = &rest[closing_marks(rest)..];
    let trimmed = rest.trim_start();
    trimmed.is_empty() || (trimmed.len() < rest.len() && !trimmed.starts_with(char::is_lowercase))
}

fn closing_marks(rest: &str) -> usize {
    rest.find(|c: char| !matches!(c, '"' | '\'' | '”' | '’' | ')' | '」' | '』' | '）' | ']'))
        .unwrap_or(rest.len())
}

/// Abbreviations that a full stop belongs to. Single letters (`U.S.`, `J. Smith`) are recognised by shape.
static ABBREVIATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("data/abbreviations.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

fn is_abbreviated(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let initials =
        word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    initials || ABBREVIATIONS.contains(word.to_lowercase().as_str())
}

/// `1. Strategy`: the line begins with a short number.
fn is_list_number(before: &str) -> bool {
    let tail = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = before.len() - tail.len();
    let line = tail.trim_end_matches([' ', '\t']);
    (1..=3).contains(&digits) && (line.is_empty() || line.ends_with('\n'))
}

fn push_trimmed(text: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let slice = &text[start..end];
    let trimmed = slice.trim();
    if !trimmed.is_empty() {
        let from = start + (slice.len() - slice.trim_start().len());
        found.push(Span::new(from, from + trimmed.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_at_marks_and_lines() {
        case("One. Two.", &["One.", "Two."]);
        case("It grew 3.5% vs. 2% before. Good.", &["It grew 3.5% vs. 2% before.", "Good."]);
        case("营收214亿元。净利润下降！", &["营收214亿元。", "净利润下降！"]);
        case("He said “Yes.” Then left.", &["He said “Yes.”", "Then left."]);
        case("a\nb", &["a", "b"]);
        case(
            "1. Plan\n2. Risks. It grew to 12. Then fell.",
            &["1. Plan", "2. Risks.", "It grew to 12.", "Then fell."],
        );
        case("", &[]);
        assert_eq!(sentences(&"1, ".repeat(4000)).len(), 3);
        assert_eq!(sentences(&"一".repeat(4000)).len(), 2);
    }
}
