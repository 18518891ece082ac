use std::sync::LazyLock;

use regex::Regex;

use super::blocks::clean;
use super::vocabulary::{WORDS, holds_any};
use super::{dates, head};
use crate::text::fold;

/// Lines that can hold a view count or the site's own line above the title.
const HEAD: usize = 10;
/// Longer lines are wrapped by no one.
const WIDEST_WRAP: usize = 130;
const NARROWEST_WRAP: usize = 40;

/// A line of text, or several that were one before they were wrapped.
#[derive(Debug)]
pub(super) struct Line {
    /// As typed, for columns.
    pub raw: String,
    /// Clean.
    pub text: String,
    pub kind: Kind,
    /// The line above or below begins with the same emoji.
    pub repeats_emoji: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Blank,
    /// Belongs to the site: a view count, a link, a rule.
    Furniture,
    /// The words without the bullet.
    Bullet(String),
    Numbered(String),
    /// `##` and the words after it.
    Marked(u8, String),
    /// `===` or `---`: makes a heading of the line above.
    Underline(u8),
    Emoji(char),
    Date,
    Byline,
    /// Ends like a sentence, or is long.
    Prose,
    Short,
}

pub(super) fn of(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = join_wrapped(text).into_iter().map(line).collect();
    for line in lines.iter_mut().filter(|line| line.kind != Kind::Blank).take(HEAD) {
        if line.text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ')) {
            line.kind = Kind::Furniture;
        }
    }
    mark_repeated_emoji(&mut lines);
    lines
}

fn line(raw: String) -> Line {
    let text = clean(&raw);
    let kind = kind_of(&text);
    Line { raw, text, kind, repeats_emoji: false }
}

static BULLET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[-*+–—]\s+[•·▪◦]?|[•·▪◦‣►●○■□◆◇➢➤∙]|[-*–]\s*[•·▪])\s*")
        .expect("the pattern is a constant")
});
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\d{1,2}(?:\.\d{1,2}){0,2}[.)、．]\s*|\d{1,2}(?:\.\d{1,2}){1,2}\s+|[(（]\d{1,2}[)）]\s*|[a-zA-Z][.)]\s+|[ivx]+[.)]\s+|[①-⑳]\s*)")
        .expect("the pattern is a constant")
});
static MARKED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(#{1,6})\s+(.+?)\s*#*$").expect("the pattern is a constant"));

fn kind_of(text: &str) -> Kind {
    if text.is_empty() {
        return Kind::Blank;
    }
    if let Some(level) = underline(text) {
        return Kind::Underline(level);
    }
    let first = text.chars().next().unwrap_or(' ');
    if !text.contains(char::is_alphanumeric) || is_furniture(text) {
        return Kind::Furniture;
    }
    if let Some(marks) = MARKED.captures(text) {
        return Kind::Marked(u8::try_from(marks[1].len()).unwrap_or(6), marks[2].to_owned());
    }
    if let Some(bullet) = BULLET.find(text) {
        return Kind::Bullet(text[bullet.end()..].to_owned());
    }
    if dates::leading(text).is_some_and(|dated| dated.span.end == text.len()) {
        return Kind::Date;
    }
    if let Some(number) = NUMBERED.find(text).filter(|number| number_stands_apart(text, number.end())) {
        return Kind::Numbered(text[number.end()..].to_owned());
    }
    if ends_like_a_sentence(text) || text.chars().count() > 100 {
        return Kind::Prose;
    }
    if head::is_about_the_report(text) {
        return Kind::Byline;
    }
    if is_emoji(first) { Kind::Emoji(first) } else { Kind::Short }
}

/// `1. Overview` and `1、概览`, but not `1.5 million`.
fn number_stands_apart(text: &str, end: usize) -> bool {
    text[end..].starts_with(char::is_alphabetic) || text[end..].starts_with(['“', '"', '‘', '《', '$', '¥'])
}

pub(super) fn ends_like_a_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['”', '"', '’', '\'', ')', '）', '」', '』', ']']);
    end.ends_with(['.', '。', '!', '！', ';', '；', ',', '，', ':', '：', '…', '、'])
}

fn underline(text: &str) -> Option<u8> {
    let long = text.len() >= 3;
    let all = |mark: char| long && text.chars().all(|c| c == mark);
    if all('=') { Some(1) } else { all('-').then_some(2) }
}

fn is_furniture(text: &str) -> bool {
    let links_away = text.ends_with(['→', '»', '›']);
    let short = text.chars().count() <= 120;
    short && (links_away || holds_any(&fold(text), &WORDS.furniture.lines))
}

/// Pictographs, not the letters and digits that have emoji forms.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{1f000}'..='\u{1f2ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{2300}'..='\u{23ff}')
}

fn mark_repeated_emoji(lines: &mut [Line]) {
    let emoji: Vec<Option<char>> =
        lines.iter().map(|line| line.text.chars().next().filter(|first| is_emoji(*first))).collect();
    for (index, line) in lines.iter_mut().enumerate() {
        let same = |other: Option<usize>| other.and_then(|other| *emoji.get(other)?) == emoji[index];
        line.repeats_emoji = emoji[index].is_some() && (same(index.checked_sub(1)) || same(Some(index + 1)));
    }
}

/// The lines of a text, those joined that were broken only because a margin was reached.
fn join_wrapped(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let Some(margin) = margin(&lines) else {
        return lines.into_iter().map(str::to_owned).collect();
    };
    let mut joined: Vec<String> = Vec::with_capacity(lines.len());
    let mut above = "";
    for line in lines {
        match joined.last_mut() {
            Some(last) if is_wrapped(above, line, margin) => {
                last.push('\n');
                last.push_str(line);
            }
            _ => joined.push(line.to_owned()),
        }
        above = line;
    }
    joined
}

/// The width that the lines of a text are wrapped at, if most of its broken lines are.
fn margin(lines: &[&str]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .iter()
        .map(|line| line.trim_end().chars().count())
        .filter(|width| *width >= NARROWEST_WRAP)
        .collect();
    widths.sort_unstable();
    let margin = *widths.get(widths.len() * 19 / 20)?;
    if margin > WIDEST_WRAP {
        return None;
    }
    let followed = lines.windows(2).filter(|pair| is_text(pair[0]) && is_text(pair[1]));
    let (wrapped, unfinished, all) = followed.fold((0, 0, 0), |(wrapped, unfinished, all), pair| {
        let wraps = is_wrapped(pair[0], pair[1], margin);
        let open = wraps && !ends_like_a_sentence(pair[0].trim_end());
        (wrapped + usize::from(wraps), unfinished + usize::from(open), all + 1)
    });
    (wrapped > 0 && wrapped * 2 >= all && unfinished * 2 >= wrapped).then_some(margin)
}

/// The first word below would not have fitted on the line above.
fn is_wrapped(above: &str, below: &str, margin: usize) -> bool {
    let width = above.trim_end().chars().count();
    let word = below.split_whitespace().next().unwrap_or_default().chars().count();
    let starts_anew = BULLET.is_match(below.trim_start()) || NUMBERED.is_match(below.trim_start());
    is_text(above) && is_text(below) && !starts_anew && width >= NARROWEST_WRAP && width + word >= margin
}

fn is_text(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with(['|', '#']) && !line.contains('\t') && !line.contains("   ")
}
