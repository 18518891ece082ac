use std::ops::Range;

use super::blocks::Block;
use super::vocabulary::{WORDS, holds_any};
use crate::text::fold;

/// A longer line above a table is running text.
const LONGEST_CAPTION: usize = 160;
/// An introduction that ends with a colon may be a whole sentence or two.
const LONGEST_INTRODUCTION: usize = 600;
const MOST_NOTES: usize = 12;

/// Which blocks introduce and annotate a table, as places in the list of blocks.
#[derive(Debug, PartialEq)]
pub(super) struct Surroundings {
    pub caption: Option<usize>,
    pub notes: Range<usize>,
}

/// The surroundings of each table, in order.
pub(super) fn find(blocks: &[Block]) -> Vec<Surroundings> {
    let tables: Vec<usize> =
        (0..blocks.len()).filter(|index| matches!(blocks[*index], Block::Table(_))).collect();
    let orphan = if tables.len() == 1 { orphaned_introduction(blocks) } else { None };
    tables
        .into_iter()
        .map(|index| Surroundings { caption: caption(blocks, index).or(orphan), notes: notes(blocks, index) })
        .collect()
}

fn caption(blocks: &[Block], table: usize) -> Option<usize> {
    let above = table.checked_sub(1)?;
    let captioned = matches!(&blocks[table], Block::Table(draft) if draft.captioned);
    let Block::Paragraph(text) = &blocks[above] else { return None };
    (captioned || introduces(text)).then_some(above)
}

/// `(in millions)`, `Table 3 Revenue by segment`, `Years ended 31 December`, `The following table … :`.
fn introduces(text: &str) -> bool {
    if text.len() > LONGEST_INTRODUCTION {
        return false;
    }
    let folded = fold(text);
    if folded.ends_with([':', '：']) || holds_any(&folded, &WORDS.tables.introductions) {
        return true;
    }
    let sentence = folded.ends_with(['.', '。', '!', '?', ';']);
    let short = text.len() <= LONGEST_CAPTION;
    let bracketed = folded.starts_with(['(', '（']) && folded.ends_with([')', '）']);
    let numbered = ["table ", "表", "exhibit ", "figure "].iter().any(|word| folded.starts_with(word));
    let says_unit = holds_any(&folded, &WORDS.tables.units);
    let says_time = holds_any(&folded, &WORDS.tables.time);
    let has_figures = folded.contains(|c: char| c.is_ascii_digit());
    let labels = !sentence && (says_unit || says_time);
    short && (bracketed || numbered || labels || (says_unit && !has_figures))
}

/// Where the only table of a document has lost its place, the sentence that still announces it.
fn orphaned_introduction(blocks: &[Block]) -> Option<usize> {
    blocks.iter().position(|block| match block {
        Block::Paragraph(text) if text.len() <= LONGEST_INTRODUCTION => {
            let folded = fold(text);
            folded.ends_with([':', '：']) && holds_any(&folded, &WORDS.tables.introductions)
        }
        _ => false,
    })
}

fn notes(blocks: &[Block], table: usize) -> Range<usize> {
    let below = table + 1;
    let count = blocks[below..].iter().take(MOST_NOTES).take_while(|block| is_note(block)).count();
    below..below + count
}

/// `(1) Restated.`, `* Unaudited.`, `Note: …`.
fn is_note(block: &Block) -> bool {
    let (Block::Paragraph(text) | Block::ListItem(text)) = block else { return false };
    let folded = fold(&text.chars().take(24).collect::<String>());
    let marked = folded.starts_with(['*', '†', '‡', '¹', '²', '³', '⁴', '⁵']);
    let numbered = folded
        .strip_prefix(['(', '（', '['])
        .and_then(|rest| rest.split_once([')', '）', ']']))
        .is_some_and(|(mark, _)| mark.chars().count() <= 2 && mark.chars().all(char::is_alphanumeric));
    marked || numbered || WORDS.tables.notes.iter().any(|word| folded.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::tables::TableDraft;

    #[track_caller]
    fn case(above: &str, below: &str, expected: (bool, usize)) {
        let table = Block::Table(TableDraft::default());
        let blocks = [Block::Paragraph(above.to_owned()), table, Block::Paragraph(below.to_owned())];
        let found = find(&blocks).remove(0);
        assert_eq!((found.caption.is_some(), found.notes.len()), expected, "{above} / {below}");
    }

    #[test]
    fn a_line_that_introduces_a_table_is_its_caption() {
        case("(in millions, except per share)", "(1) Restated.", (true, 1));
        case("Years ended 31 December", "* Unaudited", (true, 1));
        case("The following table shows revenue by segment.", "Note: rounded.", (true, 1));
        case("All amounts in € million unless stated otherwise.", "Revenue rose.", (true, 0));
        case("单位：亿元", "注：未经审计", (true, 1));
        case("Revenue reached $3 million.", "Revenue rose.", (false, 0));
        case("Acme was founded in Turin.", "Revenue rose.", (false, 0));
    }
}
