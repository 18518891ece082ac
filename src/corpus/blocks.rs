use std::ops::Range;

use jiff::civil::Date;

use super::DocumentDate;
use super::tables::TableDraft;
use crate::text::Language;

/// What a reader took from a file, before it is laid out as a document.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub blocks: Vec<Block>,
    pub metadata: Metadata,
}

/// What a file says about itself, as far as it says it.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub title: Option<String>,
    pub date: Option<DocumentDate>,
    pub authors: Vec<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub tags: Vec<String>,
    pub language: Option<Language>,
}

/// One block of a report. Its words are clean: see [`clean`].
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Heading { level: u8, text: String },
    Paragraph(String),
    ListItem(String),
    Table(TableDraft),
    Event(EventDraft),
}

/// A dated entry; both ranges are bytes of `text`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct EventDraft {
    pub text: String,
    pub label: Range<usize>,
    pub happening: Range<usize>,
    pub start: Date,
    pub end: Date,
}

impl Block {
    /// The words of a paragraph, list item or heading.
    pub(super) fn words(&self) -> Option<&str> {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) | Self::ListItem(text) => Some(text),
            Self::Table(_) | Self::Event(_) => None,
        }
    }
}

/// Blocks in the making: cleans what it is given and leaves out what is empty then.
#[derive(Debug, Default)]
pub(super) struct Blocks(Vec<Block>);

impl Blocks {
    pub(super) fn heading(&mut self, level: u8, raw: &str) {
        self.push(raw, |text| Block::Heading { level: level.clamp(1, 6), text });
    }

    pub(super) fn paragraph(&mut self, raw: &str) {
        self.push(raw, Block::Paragraph);
    }

    pub(super) fn list_item(&mut self, raw: &str) {
        self.push(raw, Block::ListItem);
    }

    pub(super) fn table(&mut self, table: TableDraft) {
        if table.rows.iter().flatten().any(|cell| !cell.text.is_empty()) {
            self.0.push(Block::Table(table));
        }
    }

    pub(super) fn append(&mut self, blocks: Vec<Block>) {
        self.0.extend(blocks);
    }

    pub(super) fn into_vec(self) -> Vec<Block> {
        self.0
    }

    fn push(&mut self, raw: &str, block: impl FnOnce(String) -> Block) {
        let text = clean(raw);
        if !text.is_empty() {
            self.0.push(block(text));
        }
    }
}

/// A stretch of text as it stands in the canonical text: white space collapsed, invisible characters gone, trimmed.
/// A line break between two Chinese characters leaves no space.
pub(super) fn clean(raw: &str) -> String {
    if is_clean(raw) {
        return raw.to_owned();
    }
    let mut text = String::with_capacity(raw.len());
    let mut gap = Gap::None;
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let word = rest.bytes().position(|byte| !byte.is_ascii_graphic()).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(if word > 0 { word } else { c.len_utf8() });
        rest = after;
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            gap = if c == '\n' || gap == Gap::Break { Gap::Break } else { Gap::Space };
            continue;
        }
        let joins = gap == Gap::Break && is_wide(c) && text.ends_with(is_wide);
        if gap != Gap::None && !text.is_empty() && !joins {
            text.push(' ');
        }
        gap = Gap::None;
        text.push_str(piece);
    }
    text
}

/// Printable ASCII with single spaces between words.
fn is_clean(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let printable = bytes.iter().all(|byte| matches!(byte, b' '..=b'~'));
    printable && !raw.starts_with(' ') && !raw.ends_with(' ') && !bytes.windows(2).any(|pair| pair == b"  ")
}

#[derive(PartialEq)]
enum Gap {
    None,
    Space,
    Break,
}

/// Zero-width characters, marks of writing direction, soft hyphens, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}')
}

/// Han, kana and full-width punctuation: scripts that put no space between words.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(raw: &str, expected: &str) {
        assert_eq!(clean(raw), expected);
    }

    #[test]
    fn white_space_collapses_and_the_invisible_goes() {
        case("  a \t b\u{a0}c\r\n d ", "a b c d");
        case("soft\u{ad}ware \u{200b}\u{202a}x\u{202c}", "software x");
        case("营收\n214亿元", "营收 214亿元");
        case("净利\n润下降", "净利润下降");
        case("净利 润", "净利 润");
        case("\u{200b} \n", "");
    }
}
