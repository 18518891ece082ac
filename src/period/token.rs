//! A text as a run of words with what each can mean for a period.

use super::Calendar;
use super::code::{self, Code};
use super::vocabulary::{Role, Sense, VOCABULARY, Vocabulary};
use crate::text::{Span, Word, WordKind, words};

/// A word or mark and what the grammar sees in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub span: Span,
    pub sense: Sense,
    /// No white space stands before it.
    pub glued: bool,
    /// It begins with a capital.
    pub capital: bool,
    /// It ends in `'s`: `Alibaba's`, `last year's`.
    pub possessive: bool,
}

/// The tokens of a text; none at all when nothing in it could be part of a period's name.
pub(super) fn read(text: &str) -> Vec<Token> {
    let vocabulary = &*VOCABULARY;
    if !may_tell(text, vocabulary) {
        return Vec::new();
    }
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5 + 4);
    let mut telling = false;
    let mut end = 0;
    for word in words(text) {
        if word.span.start < end {
            continue;
        }
        let token = token(text, word, end, vocabulary);
        let token = merged(text, token, &mut tokens);
        telling |= tells(token.sense);
        end = token.span.end;
        tokens.push(token);
    }
    if telling { tokens } else { Vec::new() }
}

/// Whether a word alone makes a text worth reading.
fn tells(sense: Sense) -> bool {
    match sense {
        Sense::Number { .. } | Sense::Separated | Sense::Code(_) | Sense::Month(_) | Sense::Unit(_) => true,
        Sense::Decade(_) | Sense::Half(_) | Sense::NamedYear(_) | Sense::Cardinal(_) => true,
        Sense::Role(role) => role.is_telling(),
        _ => false,
    }
}

/// Whether a text holds a digit, a telling word or anything that could be Chinese; most sentences are done here.
fn may_tell(text: &str, vocabulary: &Vocabulary) -> bool {
    // From U+3000 on, characters begin with such a byte; the circle that stands for a zero lies before.
    let could_tell = |byte: u8| byte.is_ascii_digit() | (byte >= 0xe3);
    // Without an early exit, so that many bytes are looked at in one step.
    if text.bytes().fold(false, |tells, byte| tells | could_tell(byte)) || text.contains('○') {
        return true;
    }
    let letters = text.as_bytes().split(|byte| !byte.is_ascii_alphabetic());
    letters
        .filter(|word| vocabulary.may_hold(word))
        .any(|word| std::str::from_utf8(word).is_ok_and(|word| tells(letters_sense(word, vocabulary))))
}

fn token(text: &str, word: Word, end: usize, vocabulary: &Vocabulary) -> Token {
    let slice = word.span.slice(text);
    let mut token = Token {
        span: word.span,
        sense: Sense::Other,
        glued: word.span.start == end && end > 0,
        capital: slice.starts_with(char::is_uppercase),
        possessive: false,
    };
    match word.kind {
        WordKind::Digits => token.sense = number(slice),
        WordKind::Letters if slice.is_ascii() || slice.contains('’') => {
            (token.sense, token.possessive) = letters(slice, vocabulary);
        }
        WordKind::Mark if !matches!(slice, "○") => token.sense = Sense::Mark(plain(slice)),
        _ => {
            let rest = &text[word.span.start..];
            let (length, sense) = chinese(rest, vocabulary).unwrap_or((word.span.len(), Sense::Other));
            token.span = Span::new(word.span.start, word.span.start + length);
            token.sense = sense;
        }
    }
    token
}

/// Joins digits and the letters glued to them where together they are a code: `2` and `Q25`.
fn merged(text: &str, token: Token, tokens: &mut Vec<Token>) -> Token {
    let Some(before) = tokens.last().copied() else { return token };
    let joins = token.glued
        && matches!(before.sense, Sense::Number { digits: 1..=4, .. })
        && token.span.slice(text).starts_with(['Q', 'q', 'H', 'h', 'M']);
    if !joins {
        return token;
    }
    let span = before.span.joined(token.span);
    let Some(code) = read_code(span.slice(text)) else { return token };
    tokens.pop();
    Token { span, sense: Sense::Code(code), glued: before.glued, ..token }
}

fn read_code(word: &str) -> Option<Code> {
    code::parse(word)
        .or_else(|| Some(Code { part: Some(code::months(word)?), year: None, calendar: Calendar::Unstated }))
}

fn number(slice: &str) -> Sense {
    let mut value: i32 = 0;
    let mut digits: u8 = 0;
    for c in slice.chars() {
        let Some(digit) = digit_value(c).filter(|_| digits < 8) else { return Sense::Separated };
        value = value * 10 + digit;
        digits += 1;
    }
    Sense::Number { value, digits }
}

/// The value of an ASCII or full-width digit.
pub(super) fn digit_value(c: char) -> Option<i32> {
    let zero = if c >= '０' { '０' } else { '0' };
    let value = u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10)?;
    i32::try_from(value).ok()
}

fn letters(slice: &str, vocabulary: &Vocabulary) -> (Sense, bool) {
    let bare = ["'s", "’s", "'S"].iter().find_map(|ending| slice.strip_suffix(ending));
    let word = bare.unwrap_or(slice);
    (letters_sense(word, vocabulary), bare.is_some())
}

fn letters_sense(word: &str, vocabulary: &Vocabulary) -> Sense {
    let is_coded =
        word.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'e' | 'a' | 'f' | 'E' | 'A' | 'F'));
    if !is_coded && !vocabulary.may_hold(word.as_bytes()) {
        return Sense::Other;
    }
    let mut buffer = [0_u8; 16];
    let Some(lower) = buffer.get_mut(..word.len()) else { return Sense::Other };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(lower) else { return Sense::Other };
    if let Some(sense) = vocabulary.english(lower) {
        return sense;
    }
    let could_be_code = lower.starts_with(['q', 'h', 'f', 'c'])
        && lower.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'e' | 'a' | 'f'));
    // `FY3/2026`: the year that ends in the third month.
    let fiscal = if is_fiscal_month(lower) { Sense::Role(Role::Fiscal) } else { Sense::Other };
    if could_be_code { code::parse(word).map_or(fiscal, Sense::Code) } else { Sense::Other }
}

fn is_fiscal_month(lower: &str) -> bool {
    lower.strip_prefix("fy").is_some_and(|month| matches!(month.as_bytes(), [b'1'..=b'9']))
}

fn chinese(rest: &str, vocabulary: &Vocabulary) -> Option<(usize, Sense)> {
    let known = rest.chars().next().is_some_and(|first| vocabulary.may_begin(first));
    if known { vocabulary.chinese(rest).or_else(|| numeral(rest, vocabulary)) } else { None }
}

/// A run of Chinese numerals, read digit by digit (`二〇二五`) or by tens (`二十五`).
fn numeral(rest: &str, vocabulary: &Vocabulary) -> Option<(usize, Sense)> {
    let (mut length, mut digits) = (0, 0_u8);
    let (mut sum, mut last, mut string) = (0_i32, 0_i32, 0_i32);
    let mut by_tens = false;
    for c in rest.chars().take(8) {
        let Some(value) = vocabulary.numeral(c) else { break };
        if value >= 10 {
            by_tens = true;
            sum += last.max(1) * value;
            last = 0;
        } else {
            last = value;
            string = string * 10 + value;
        }
        length += c.len_utf8();
        digits += 1;
    }
    let value = if by_tens { sum + last } else { string };
    let written = if by_tens { 0 } else { digits };
    (digits > 0).then_some((length, Sense::Number { value, digits: written }))
}

/// Marks of one meaning as one: dashes, apostrophes, brackets, commas.
fn plain(mark: &str) -> char {
    match mark.chars().next().unwrap_or(' ') {
        '–' | '—' | '−' | '‐' | '‑' | '~' | '～' | '－' => '-',
        '’' | '‘' | '`' | '´' => '\'',
        '（' => '(',
        '）' => ')',
        '，' | '、' => ',',
        '￥' | '€' | '£' | '¥' => '$',
        '％' => '%',
        '．' => '.',
        '／' => '/',
        other => other,
    }
}
