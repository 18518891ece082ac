//! Rows in aligned columns, as a code block: the one form of a table that every client shows.
//!
//! The rule: widths are counted as they are displayed; what has too many columns or is too wide is no table, and the
//! caller lists it instead. No words can end the block.

use unicode_width::UnicodeWidthStr;

use crate::render::printable;

/// What a phone shows without breaking lines.
const WIDEST: usize = 44;
const COLUMNS: usize = 4;
const GAP: &str = "  ";
const FENCE: &str = "```";

/// The rows under each other; `None` where they make no table. Columns with numbers are set to the right.
pub(super) fn aligned(rows: &[Vec<String>]) -> Option<String> {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| inert(cell)).collect()).collect();
    let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let columns = rows.iter().map(filled).max().filter(|columns| (2..=COLUMNS).contains(columns))?;
    let column = |at: usize| rows.iter().filter_map(move |row| row.get(at));
    let widths: Vec<usize> =
        (0..columns).map(|at| column(at).map(|cell| cell.width()).max().unwrap_or(0)).collect();
    if widths.iter().sum::<usize>() + GAP.len() * (columns - 1) > WIDEST {
        return None;
    }
    let is_right: Vec<bool> = (0..columns).map(|at| at > 0 && is_mostly_numbers(column(at))).collect();
    let mut block = FENCE.to_owned();
    for row in &rows {
        block.push('\n');
        let cells = row.iter().zip(&widths).zip(&is_right).map(|((cell, width), is_right)| {
            let room = " ".repeat(width - cell.width());
            if *is_right { room + cell } else { cell.clone() + &room }
        });
        block.push_str(cells.collect::<Vec<_>>().join(GAP).trim_end());
    }
    block.push('\n');
    block.push_str(FENCE);
    Some(block)
}

fn is_mostly_numbers<'a>(cells: impl Iterator<Item = &'a String>) -> bool {
    let filled = cells.filter(|cell| cell.contains(char::is_alphanumeric));
    let (with, without): (Vec<_>, Vec<_>) =
        filled.partition(|cell| cell.contains(|c: char| c.is_ascii_digit()));
    with.len() > without.len()
}

/// One line that shows as it stands, without the character that ends a block.
fn inert(cell: &str) -> String {
    let words = printable(cell, &[]).0.replace('`', "ˋ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn numbers_stand_under_each_other() {
        let table =
            rows(&[&["", "2024", "2025"], &["Revenue", "1,240.5", "99"], &["Net profit", "(3)", "7"]]);
        let expected =
            "```\n               2024  2025\nRevenue     1,240.5    99\nNet profit      (3)     7\n```";
        assert_eq!(aligned(&table).as_deref(), Some(expected));
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let table = rows(&[&["营业收入", "31.2亿"], &["profit", "2亿"]]);
        assert_eq!(aligned(&table).as_deref(), Some("```\n营业收入  31.2亿\nprofit       2亿\n```"));
    }

    #[test]
    fn what_is_wide_or_has_many_columns_is_no_table() {
        assert_eq!(aligned(&rows(&[&["a", "b", "c", "d", "e"]])), None);
        assert_eq!(aligned(&rows(&[&["营".repeat(22).as_str(), "1"]])), None);
        assert_eq!(aligned(&rows(&[&["alone", ""], &[""]])), None);
        assert_eq!(aligned(&[]), None);
    }

    proptest! {
        #[test]
        fn no_cell_ends_the_block_or_breaks_a_line(
            cells in proptest::collection::vec("[a-z`\\n\\r|*_ ]{0,12}|[营收`\u{202e}\u{200b}]{0,6}|[اإ`]{0,8}|\\PC{0,9}", 2..9),
        ) {
            let table: Vec<Vec<String>> = cells.chunks(2).map(<[String]>::to_vec).collect();
            if let Some(block) = aligned(&table) {
                prop_assert_eq!(block.matches('`').count(), 6);
                prop_assert_eq!(block.lines().count(), table.len() + 2);
            }
        }
    }
}
