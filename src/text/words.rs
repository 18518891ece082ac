use super::{Span, language::is_han};

/// What a [`Word`] is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// Letters, with inner apostrophes, and digits that follow letters: `Alibaba's`, `Qwen3`, `H800`.
    Letters,
    /// ASCII or full-width digits, with inner separators only where digits follow: `1,496.5`.
    Digits,
    /// One Chinese character.
    Han,
    /// Any other single character that is not white space.
    Mark,
}

/// One word or mark of a text and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub span: Span,
    pub kind: WordKind,
}

/// The words of a text in order; white space is left out, nothing else is.
///
/// ```
/// use footnote::text::words;
/// let text = "up 1,496.5% (Q3)";
/// let found: Vec<&str> = words(text).map(|word| word.span.slice(text)).collect();
/// assert_eq!(found, ["up", "1,496.5", "%", "(", "Q3", ")"]);
/// ```
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// See [`words`].
#[derive(Debug, Clone)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let mut rest = &self.text[self.at..];
        if !bytes.get(self.at)?.is_ascii_alphanumeric() {
            rest = rest.trim_start();
            self.at = self.text.len() - rest.len();
        }
        let first = rest.chars().next()?;
        let (kind, length) = match first {
            c if c.is_ascii_alphabetic() => (WordKind::Letters, letters(rest)),
            c if is_han(c) => (WordKind::Han, c.len_utf8()),
            c if is_digit(c) => (WordKind::Digits, digits(rest)),
            c if c.is_alphabetic() => (WordKind::Letters, letters(rest)),
            c => (WordKind::Mark, c.len_utf8()),
        };
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        Some(Word { span, kind })
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

fn digits(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = characters.next() {
        let separates = matches!(c, ',' | '.' | '，' | '．') && at > 0;
        let digit_follows = characters.peek().is_some_and(|(_, next)| is_digit(*next));
        let belongs = is_digit(c) || (separates && digit_follows);
        if !belongs {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn letters(text: &str) -> usize {
    let plain = text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
    if text[plain..].starts_with(|c: char| c.is_ascii() && c != '\'') || plain == text.len() {
        return plain;
    }
    let mut characters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = characters.next() {
        let apostrophe =
            matches!(c, '\'' | '’') && characters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let letter = c.is_alphanumeric() && !is_han(c);
        if !letter && !apostrophe {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}
