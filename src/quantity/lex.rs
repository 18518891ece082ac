use std::borrow::Cow;

use crate::text::{Span, simplified};

/// What a [`Token`] is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits with the separators that belong to them: `1,496.5`, `12.11.2025`, `１２`.
    Digits,
    /// Letters alone, with inner apostrophes; `H800` is a word and digits without a space between.
    Word,
    /// One Chinese character.
    Han,
    /// Any other single character.
    Mark,
}

/// One piece of a text and how it joins the piece before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub span: Span,
    pub kind: Kind,
    /// White space stands before it.
    pub spaced: bool,
    /// A line break stands before it.
    pub broken: bool,
    /// Where its folded form stands in [`Page::folds`], for a token that is not its own.
    fold: Option<(usize, usize)>,
}

/// A text cut once into tokens; every reader looks at these.
pub(super) struct Page<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token>,
    /// The folded forms of capitalised and full-width tokens, one after the other.
    folds: String,
}

impl<'t> Page<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut page = Self { text, tokens: tokens(text), folds: String::new() };
        for token in &mut page.tokens {
            if let Cow::Owned(folded) = fold(token.kind, token.span.slice(text)) {
                let start = page.folds.len();
                page.folds.push_str(&folded);
                token.fold = Some((start, page.folds.len()));
            }
        }
        page
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The printed form of a token, empty beyond the end.
    pub fn slice(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.span.slice(self.text))
    }

    /// The token as it is compared, see [`fold_token`]; empty beyond the end.
    pub fn folded(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(Token { fold: Some((start, end)), .. }) => self.folds.get(*start..*end).unwrap_or_default(),
            Some(token) => token.span.slice(self.text),
            None => "",
        }
    }

    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub fn is(&self, at: usize, mark: &str) -> bool {
        self.slice(at) == mark
    }

    /// Whether the token follows the one before it without white space.
    pub fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// Whether a line ends before the token, or the text does.
    pub fn is_broken(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.broken)
    }

    /// The token that starts at a byte, or the first after it.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < byte)
    }

    /// The stretch of the tokens from `from` up to but not including `to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.tokens.get(from).map_or(self.text.len(), |token| token.span.start);
        let end =
            to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.span.end);
        Span::new(start, end.max(start))
    }
}

fn fold(kind: Kind, token: &str) -> Cow<'_, str> {
    if kind != Kind::Han {
        return fold_token(token);
    }
    let traditional = token.chars().any(|c| simplified(c) != c);
    if traditional { Cow::Owned(token.chars().map(simplified).collect()) } else { Cow::Borrowed(token) }
}

/// A token as it is compared: lower case, full-width letters made narrow, traditional characters simplified.
pub(super) fn fold_token(token: &str) -> Cow<'_, str> {
    if token.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(token);
    }
    if token.is_ascii() {
        return Cow::Owned(token.to_ascii_lowercase());
    }
    Cow::Owned(
        token
            .chars()
            .map(|c| simplified(narrow(c)))
            .flat_map(char::to_lowercase)
            .map(|c| if c == '’' { '\'' } else { c })
            .collect(),
    )
}

/// Full-width ASCII as ASCII.
pub(super) fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '○')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 4 + 4);
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let trimmed = rest.trim_start();
        let Some(first) = trimmed.chars().next() else { break };
        let space = &rest[..rest.len() - trimmed.len()];
        let start = at + space.len();
        let (kind, length) = match first {
            c if is_digit(c) => (Kind::Digits, digits(trimmed)),
            c if is_han(c) => (Kind::Han, c.len_utf8()),
            c if c.is_alphabetic() => (Kind::Word, letters(trimmed)),
            c => (Kind::Mark, c.len_utf8()),
        };
        let spaced = !space.is_empty() || found.is_empty();
        let broken = space.contains('\n') || found.is_empty();
        at = start + length;
        found.push(Token { span: Span::new(start, at), kind, spaced, broken, fold: None });
    }
    found
}

fn letters(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = characters.next() {
        let letter = c.is_alphabetic() && !is_han(c);
        let apostrophe = matches!(c, '\'' | '’')
            && characters.peek().is_some_and(|(_, next)| next.is_alphabetic() && !is_han(*next));
        if !letter && !apostrophe {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// The length of a run of digits. A comma or an apostrophe belongs to it before three digits (a comma also before two, as Indian numbers are printed),
/// a full stop before any digit.
fn digits(text: &str) -> usize {
    let mut end = run(text);
    let mut commas_fit = text[..end].chars().count() <= 3;
    loop {
        let rest = &text[end..];
        let Some(separator) = rest.chars().next() else { return end };
        let group = &rest[separator.len_utf8()..];
        let length = run(group);
        let width = group[..length].chars().count();
        // `双11，618`: a full-width comma belongs to full-width digits alone.
        let wide = separator != '，' || text.starts_with(|c: char| !c.is_ascii());
        let belongs = match narrow(separator) {
            ',' if !wide => false,
            ',' => commas_fit && (width == 3 || (width == 2 && indian_group_follows(&group[length..]))),
            // `1'234'567`, as Swiss reports print it.
            '\'' | '’' => commas_fit && width == 3,
            '.' => width > 0,
            _ => false,
        };
        if !belongs {
            return end;
        }
        commas_fit = width == 3 || (commas_fit && width == 2);
        end += separator.len_utf8() + length;
    }
}

fn run(text: &str) -> usize {
    text.find(|c: char| !is_digit(c)).unwrap_or(text.len())
}

fn indian_group_follows(rest: &str) -> bool {
    let Some(group) = rest.strip_prefix(',') else { return false };
    matches!(run(group), 2 | 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let page = Page::new(text);
        let found: Vec<&str> = (0..page.len()).map(|at| page.slice(at)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn digits_keep_the_separators_that_belong_to_them() {
        case("up 1,496.5% in Q3", &["up", "1,496.5", "%", "in", "Q", "3"]);
        case("12,34,567.89 1,3 2025,300", &["12,34,567.89", "1", ",", "3", "2025", ",", "300"]);
        case("1.111,11 净利３５．６亿", &["1.111", ",", "11", "净", "利", "３５．６", "亿"]);
        case("$US55,931,000.", &["$", "US", "55,931,000", "."]);
    }
}
