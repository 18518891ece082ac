//! Corpus text made safe to show: no control characters, nothing invisible, nothing that reorders a line.

use crate::text::Span;

/// A text without control, zero-width and bidirectional characters, its marks moved along; line breaks stay, a tab
/// becomes a space. Marks that are no stretch of the text are dropped.
///
/// ```
/// use footnote::render::printable;
/// use footnote::text::Span;
/// let (text, marks) = printable("\u{1b}[31mup \u{202e}34%", &[Span::new(11, 14)]);
/// assert_eq!(text, "[31mup 34%");
/// assert_eq!(marks[0].slice(&text), "34%");
/// ```
#[must_use]
pub fn printable(text: &str, marks: &[Span]) -> (String, Vec<Span>) {
    let mut clean = String::with_capacity(text.len());
    let mut marks: Vec<Span> = marks.iter().copied().filter(|mark| mark.get(text).is_some()).collect();
    marks.sort_unstable();
    let mut moved: Vec<Span> = Vec::with_capacity(marks.len());
    let mut at = 0;
    for mark in marks {
        if mark.start < at {
            continue;
        }
        push_visible(&mut clean, &text[at..mark.start]);
        let start = clean.len();
        push_visible(&mut clean, mark.slice(text));
        moved.push(Span::new(start, clean.len()));
        at = mark.end;
    }
    push_visible(&mut clean, &text[at..]);
    (clean, moved)
}

fn push_visible(clean: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\n' => clean.push('\n'),
            '\t' | '\u{2028}' | '\u{2029}' => clean.push(' '),
            c if c.is_control() || is_invisible(c) => {}
            c => clean.push(c),
        }
    }
}

/// Zero-width, bidirectional and tag characters, as Unicode's blocks have them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &str) {
        assert_eq!(printable(text, &[]).0, expected);
    }

    #[test]
    fn what_moves_the_cursor_or_hides_is_left_out() {
        case("a\u{1b}]0;title\u{7}b", "a]0;titleb");
        case("a\rb\u{8}c\u{9b}2J", "abc2J");
        case("zero\u{200b}width\u{feff}", "zerowidth");
        case("\u{2066}isolated\u{2069}", "isolated");
        case("a\tb\nc", "a b\nc");
        case("净利润 −5.36亿元", "净利润 −5.36亿元");
    }

    #[test]
    fn marks_keep_their_words() {
        let text = "\u{200b}up 34\u{200b}% and 12%";
        let (clean, marks) =
            printable(text, &[Span::new(17, 20), Span::new(6, 12), Span::new(7, 9), Span::new(90, 99)]);
        let marked: Vec<&str> = marks.iter().map(|mark| mark.slice(&clean)).collect();
        assert_eq!(marked, ["34%", "12%"]);
    }
}
