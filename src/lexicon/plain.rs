//! A text as terms are compared with it, with the way back to its bytes.

use crate::text::{Span, simplified};

/// Lower case, full-width Latin made plain, traditional Chinese characters simplified, runs of white space and hyphens inside words made one space, curly
/// apostrophes straight. A blank line stays a line break, so that no term reaches across it.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) text: String,
    /// For every byte of `text`, and for its end, where that stands in the text it was made of.
    origins: Vec<usize>,
}

impl Plain {
    pub(super) fn of(text: &str) -> Self {
        let mut plain =
            Self { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len() + 1) };
        let mut before = '\n';
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            if c.is_ascii_alphanumeric() {
                plain.text.push(c.to_ascii_lowercase());
                plain.origins.push(at);
            } else if c.is_whitespace() {
                plain.push_space(at, c, before);
            } else if is_hyphen(c) {
                let next = characters.peek().map_or(' ', |(_, next)| *next);
                let inside = before.is_alphanumeric() && next.is_alphanumeric();
                plain.push(at, if inside { ' ' } else { '-' });
            } else {
                plain.push(at, folded(c));
            }
            before = c;
        }
        plain.origins.push(text.len());
        plain
    }

    /// Where a stretch of the plain text stands in the text it was made of.
    pub(super) fn origin(&self, start: usize, end: usize) -> Span {
        Span::new(self.origins[start], self.origins[end])
    }

    fn push_space(&mut self, at: usize, c: char, before: char) {
        if !before.is_whitespace() {
            self.push(at, ' ');
        } else if c == '\n' && before == '\n' && self.text.ends_with(' ') {
            self.text.pop();
            self.text.push('\n');
        }
    }

    fn push(&mut self, at: usize, c: char) {
        self.text.push(c);
        self.origins.extend(std::iter::repeat_n(at, c.len_utf8()));
    }
}

/// Whether a character joins words into one: `year-over-year`.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–')
}

/// Whether a character would make a Latin word longer; Chinese, Japanese and Korean ones never do.
pub(super) fn continues_word(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

fn folded(c: char) -> char {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        '‘' | '’' | '´' | '`' => '\'',
        '\u{ff01}'..='\u{ff5e}' => half_width(c).to_ascii_lowercase(),
        '\u{2e80}'.. => simplified(c),
        c => single_lower_case(c),
    }
}

fn half_width(c: char) -> char {
    char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
}

fn single_lower_case(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &str) {
        let plain = Plain::of(text);
        assert_eq!(plain.text, expected);
        assert_eq!(plain.origins.len(), plain.text.len() + 1);
        assert_eq!(plain.origin(0, plain.text.len()).end, text.len());
    }

    #[test]
    fn spellings_that_mean_the_same_become_the_same() {
        case("Year-over-Year", "year over year");
        case("free  cash\nflow", "free cash flow");
        case("ＥＰＳ（稀释）", "eps(稀释)");
        case("Macy’s – sales", "macy's - sales");
        case("合併營收", "合并营收");
        case("total\n\nassets", "total\nassets");
        case("", "");
    }
}
