use std::collections::HashMap;

use super::plain_lines::{Kind, Line, is_emoji};
use super::{dates, masthead};

const LONGEST_HEADING: usize = 80;
const MOST_WORDS: usize = 12;
const LONGEST_TITLE: usize = 160;
/// Lines that can stand before the title.
const HEAD: usize = 6;

/// A line that heads what follows it.
#[derive(Debug, PartialEq)]
pub(super) struct Heading {
    pub level: u8,
    pub text: String,
}

/// The headings of a text by the number of their line.
pub(super) fn find(lines: &[Line]) -> HashMap<usize, Heading> {
    let written: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].kind != Kind::Blank).collect();
    let title = title(lines, &written);
    let mut found = HashMap::new();
    let mut emoji_seen = false;
    for (place, &index) in written.iter().enumerate() {
        let line = &lines[index];
        let above = place.checked_sub(1).map(|place| written[place]);
        let below = written.get(place + 1).copied();
        let around = Around {
            blank_above: above.is_none_or(|above| above + 1 < index),
            above_is_heading: above.is_some_and(|above| found.contains_key(&above)),
            above: above.map(|above| &lines[above]),
            below: below.map(|below| &lines[below]),
            blank_below: below.is_none_or(|below| index + 1 < below),
        };
        let above_title = title.is_some_and(|title| index < title);
        let level = match title {
            Some(title) if index == title => Some(1),
            _ if above_title => None,
            _ => level(line, &around, emoji_seen),
        };
        if let Some(level) = level {
            emoji_seen |= matches!(line.kind, Kind::Emoji(_));
            found.insert(index, Heading { level, text: words(line) });
        }
    }
    found
}

struct Around<'a> {
    above: Option<&'a Line>,
    above_is_heading: bool,
    blank_above: bool,
    below: Option<&'a Line>,
    blank_below: bool,
}

fn level(line: &Line, around: &Around, emoji_seen: bool) -> Option<u8> {
    match &line.kind {
        Kind::Marked(level, _) => Some(*level),
        _ if underlined(line, around) => around.below.and_then(|below| match below.kind {
            Kind::Underline(level) => Some(level),
            _ => None,
        }),
        Kind::Emoji(_) => {
            (!line.repeats_emoji && can_head(&line.text) && around.below.is_some()).then_some(2)
        }
        Kind::Numbered(text) => {
            (can_head(text) && !followed_by_item(around) && heads_something(around)).then_some(2)
        }
        Kind::Short if chinese_number(&line.text) => can_head(&line.text).then_some(2),
        Kind::Short => (stands_alone(line, around)).then_some(if emoji_seen { 3 } else { 2 }),
        _ => None,
    }
}

fn underlined(line: &Line, around: &Around) -> bool {
    let below = around.below.is_some_and(|below| matches!(below.kind, Kind::Underline(_)));
    below && !around.blank_below && matches!(line.kind, Kind::Short | Kind::Numbered(_) | Kind::Emoji(_))
}

fn followed_by_item(around: &Around) -> bool {
    let item = |line: Option<&Line>| line.is_some_and(|line| matches!(line.kind, Kind::Numbered(_)));
    item(around.below) || (item(around.above) && !around.above_is_heading)
}

/// A short line without a stop that has text right below it and does not continue a run of short lines.
fn stands_alone(line: &Line, around: &Around) -> bool {
    let run = around.above.is_some_and(|above| matches!(above.kind, Kind::Short | Kind::Emoji(_)));
    let apart = around.blank_above || around.above_is_heading || !run;
    let set_apart = around.blank_above && around.blank_below && is_all_capitals(&line.text);
    let plain = !line.text.contains([':', '：', '|', '\t', '=']);
    apart && can_head(&line.text) && plain && (set_apart && around.below.is_some() || heads_something(around))
}

fn is_all_capitals(text: &str) -> bool {
    !text.contains(char::is_lowercase) && text.chars().filter(|c| c.is_uppercase()).count() >= 4
}

fn heads_something(around: &Around) -> bool {
    around.below.is_some_and(|below| match below.kind {
        Kind::Prose | Kind::Bullet(_) | Kind::Numbered(_) | Kind::Date => true,
        // Columns of a table.
        Kind::Short => {
            below.text.starts_with('|') || below.raw.contains('\t') || below.raw.trim().contains("   ")
        }
        _ => false,
    })
}

fn can_head(text: &str) -> bool {
    let core = text.trim_start_matches(|c: char| is_emoji(c) || c.is_whitespace());
    let length = core.chars().count();
    let wide = core.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    let starts_well = core.starts_with(|c: char| {
        c.is_alphanumeric() && !c.is_lowercase() || matches!(c, '“' | '"' | '‘' | '《')
    });
    let short = length <= LONGEST_HEADING && core.split_whitespace().count() <= MOST_WORDS && wide <= 40;
    short
        && starts_well
        && core.contains(char::is_alphabetic)
        && !super::plain_lines::ends_like_a_sentence(core)
}

/// `一、概览`, `（一）营收`, `第三章 展望`.
fn chinese_number(text: &str) -> bool {
    let number = |c: char| "一二三四五六七八九十百".contains(c);
    let core = text.trim_start_matches(['（', '(', '第']);
    let rest = core.trim_start_matches(number);
    let marks: &[char] = if text.starts_with('第') {
        &['章', '节', '部', '篇']
    } else {
        &['、', '）', ')', '．', '.']
    };
    rest.len() < core.len() && rest.starts_with(marks)
}

/// The line that names the whole text: it stands near the top, before any sentence, and is not the site's own line.
fn title(lines: &[Line], written: &[usize]) -> Option<usize> {
    if let Some(first) = written.first().filter(|first| matches!(lines[**first].kind, Kind::Marked(..))) {
        return Some(*first).filter(|first| matches!(lines[*first].kind, Kind::Marked(1, _)));
    }
    let head = written.iter().take(HEAD).copied().take_while(|index| {
        matches!(
            lines[*index].kind,
            Kind::Short | Kind::Emoji(_) | Kind::Date | Kind::Byline | Kind::Furniture | Kind::Prose
        )
    });
    let mut before_prose = true;
    let mut masthead = None;
    for index in head {
        let line = &lines[index];
        before_prose &= line.kind != Kind::Prose;
        let names = line.kind == Kind::Short && line.text.chars().count() <= LONGEST_TITLE;
        if !before_prose {
            return masthead;
        }
        let plain = !line.text.starts_with('|') && !line.raw.contains('\t') && !is_reference(&line.text);
        if names && is_substantial(&line.text) && plain {
            if !is_masthead(&line.text) {
                return Some(index);
            }
            masthead = masthead.or(Some(index));
        }
    }
    masthead
}

/// `ACME NEWSWIRE -- EARNINGS FLASH`, `甲乙通讯社 上海3月2日电`: who publishes, and what kind of text. What it tells is said below.
fn is_masthead(text: &str) -> bool {
    let wire = dates::day_of_wire(text);
    wire.is_some_and(|(span, _)| text[span.end..].chars().count() <= LONGEST_BYLINE)
        || masthead::is_masthead(text)
}

/// How long what stands behind the day of a dispatch may be where no sentence follows: `（记者 甲乙）`.
const LONGEST_BYLINE: usize = 14;

/// `RNS Number : 4471T`: the mark under which a wire or a registry files the text, and no title of it.
fn is_reference(text: &str) -> bool {
    text.split_once([':', '：']).is_some_and(|(_, code)| {
        let code = code.trim();
        !code.contains(char::is_whitespace) && code.contains(|c: char| c.is_ascii_digit())
    })
}

/// Three words, or six Chinese characters.
fn is_substantial(text: &str) -> bool {
    let wide = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() >= 3 || wide >= 6
}

/// The heading's words without emoji, marks and what a page folds away (`▸ Show`).
fn words(line: &Line) -> String {
    let text = match &line.kind {
        Kind::Marked(_, text) => text,
        _ => &line.text,
    };
    let text = text.split(['▸', '▾', '▶', '▼', '⌄']).next().unwrap_or(text);
    text.trim_start_matches(|c: char| is_emoji(c) || c.is_whitespace()).trim_end().to_owned()
}
