use super::tables::CellDraft;

/// The cells of a table, each in its columns; rows without words are left out.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub rows: Vec<Vec<Placed>>,
    /// How many columns the widest row has.
    pub width: usize,
    /// How many cells there are; every [`Placed::id`] is smaller.
    pub cells: usize,
}

/// A cell in its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    /// The same in every row that the cell spans.
    pub id: usize,
    pub text: String,
    pub column: usize,
    pub columns: usize,
    /// The column its words are printed in: the first, unless a header was spread to its left.
    pub printed_at: usize,
}

impl Placed {
    pub(super) fn end(&self) -> usize {
        self.column + self.columns
    }
}

impl Grid {
    pub(super) fn of(drafts: &[Vec<CellDraft>]) -> Self {
        let mut grid = place(drafts);
        grid.compact();
        grid
    }

    /// Drops columns without words of their own, and joins what filings print in columns of its own (`$`, `)`, `%`) to the
    /// number it belongs to.
    fn compact(&mut self) {
        let mut kept = self.columns_with_words();
        self.keep_one_column_for_each_cell(&mut kept);
        let mut before = Vec::with_capacity(kept.len() + 1);
        before.push(0);
        for keep in &kept {
            before.push(before[before.len() - 1] + usize::from(*keep));
        }
        for row in &mut self.rows {
            *row = compact_row(std::mem::take(row), &before);
        }
        self.width = before[before.len() - 1];
    }

    fn columns_with_words(&self) -> Vec<bool> {
        let mut kept = vec![false; self.width];
        for row in &self.rows {
            for (index, cell) in row.iter().enumerate() {
                if cell.columns == 1 && !cell.text.is_empty() && joins(row, index).is_none() {
                    kept[cell.column] = true;
                }
            }
        }
        kept
    }

    fn keep_one_column_for_each_cell(&self, kept: &mut [bool]) {
        for cell in self.rows.iter().flatten().filter(|cell| cell.columns > 1 && !cell.text.is_empty()) {
            if !kept[cell.column..cell.end()].contains(&true) {
                kept[cell.column] = true;
            }
        }
    }
}

/// Puts cells into columns, past the cells that reach down from rows above.
fn place(drafts: &[Vec<CellDraft>]) -> Grid {
    let mut grid = Grid::default();
    let mut reaching: Vec<(Placed, usize)> = Vec::new();
    let mut repeats_left = 1000 + 16 * drafts.iter().map(Vec::len).sum::<usize>();
    for drafts in drafts {
        repeats_left = repeats_left.saturating_sub(reaching.len());
        if repeats_left == 0 {
            reaching.clear();
        }
        let first_new = grid.cells;
        let mut row: Vec<Placed> = Vec::with_capacity(drafts.len() + reaching.len());
        let mut above = std::mem::take(&mut reaching).into_iter().peekable();
        let mut next_reaching = Vec::new();
        let mut column = 0;
        for draft in drafts {
            while let Some((cell, left)) = above.next_if(|(cell, _)| cell.column < column + draft.columns) {
                column = column.max(cell.end());
                row.push(cell.clone());
                next_reaching.push((cell, left));
            }
            let cell = Placed {
                id: grid.cells,
                text: draft.text.clone(),
                column,
                columns: draft.columns,
                printed_at: column,
            };
            grid.cells += 1;
            column = cell.end();
            row.push(cell.clone());
            next_reaching.push((cell, draft.rows));
        }
        for (cell, left) in above {
            row.push(cell.clone());
            next_reaching.push((cell, left));
        }
        reaching = next_reaching;
        reaching.retain_mut(|(_, left)| {
            *left -= 1;
            *left > 0
        });
        grid.width = grid.width.max(row.last().map_or(0, Placed::end));
        if row.iter().any(|cell| cell.id >= first_new && !cell.text.is_empty()) {
            grid.rows.push(row);
        }
    }
    grid
}

/// Where the mark in a column of its own belongs.
#[derive(Clone, Copy, PartialEq)]
enum Joins {
    Next,
    Previous,
}

fn joins(row: &[Placed], index: usize) -> Option<Joins> {
    let cell = &row[index];
    let next = row.get(index + 1).filter(|next| has_digit(&next.text));
    let previous = index
        .checked_sub(1)
        .and_then(|previous| row.get(previous))
        .filter(|previous| has_digit(&previous.text));
    if opens_a_number(&cell.text) && next.is_some() {
        return Some(Joins::Next);
    }
    (closes_a_number(&cell.text) && previous.is_some()).then_some(Joins::Previous)
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// A currency sign, perhaps after a country's letters, perhaps with an open parenthesis: `$`, `(US$`.
fn opens_a_number(text: &str) -> bool {
    let core = text.trim_matches(['(', '-', '−', ' ']);
    let sign = core.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = core.len() - sign.len();
    text == "(" || (letters <= 3 && matches!(sign, "$" | "€" | "£" | "¥" | "￥" | "₹" | "₩"))
}

fn closes_a_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 3 && text.chars().all(|c| matches!(c, ')' | '%' | '*' | ' '))
}

fn compact_row(row: Vec<Placed>, before: &[usize]) -> Vec<Placed> {
    let joined: Vec<Option<Joins>> = (0..row.len())
        .map(|index| joins(&row, index).filter(|_| before[row[index].column] == before[row[index].end()]))
        .collect();
    let mut compacted: Vec<Placed> = Vec::with_capacity(row.len());
    let mut opening = String::new();
    for (mut cell, joins) in row.into_iter().zip(joined) {
        let (first, end) = (before[cell.column], before[cell.end()]);
        match joins {
            Some(Joins::Next) => opening = cell.text,
            Some(Joins::Previous) => {
                if let Some(number) = compacted.last_mut() {
                    number.text.push_str(&cell.text);
                }
            }
            None if first == end => {}
            None => {
                cell.text.insert_str(0, &std::mem::take(&mut opening));
                (cell.column, cell.columns, cell.printed_at) = (first, end - first, first);
                compacted.push(cell);
            }
        }
    }
    compacted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &str) -> Vec<CellDraft> {
        row.split('|')
            .map(|cell| {
                let (text, span) = cell.split_once('@').unwrap_or((cell, "1x1"));
                let (columns, rows) = span.trim().split_once('x').unwrap();
                CellDraft::spanning(text, columns.parse().unwrap(), rows.parse().unwrap())
            })
            .collect()
    }

    #[track_caller]
    fn case(rows: &[&str], expected: &[&str]) {
        let drafts: Vec<_> = rows.iter().map(|row| cells(row)).collect();
        let print = |row: &Vec<Placed>| {
            let cells = row.iter().map(|cell| format!("{}..{} {}", cell.column, cell.end(), cell.text));
            cells.collect::<Vec<_>>().join(", ")
        };
        assert_eq!(Grid::of(&drafts).rows.iter().map(print).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn cells_stand_past_those_that_reach_down() {
        case(
            &["a@1x2|b|c", "d|e", "f|g|h"],
            &["0..1 a, 1..2 b, 2..3 c", "0..1 a, 1..2 d, 2..3 e", "0..1 f, 1..2 g, 2..3 h"],
        );
        case(&["a|b@1x2", "c"], &["0..1 a, 1..2 b", "0..1 c, 1..2 b"]);
        case(&["a|x@2x1", "b|1|2"], &["0..1 a, 1..3 x", "0..1 b, 1..2 1, 2..3 2"]);
    }

    #[test]
    fn currency_signs_in_columns_of_their_own_join_their_numbers() {
        case(
            &["||2025@2x1||2024@2x1|", "Revenue||$|7,144||$|(12|)", "Costs|||33|||4|"],
            &[
                "0..1 , 1..2 2025, 2..3 2024",
                "0..1 Revenue, 1..2 $7,144, 2..3 $(12)",
                "0..1 Costs, 1..2 33, 2..3 4",
            ],
        );
    }

    #[test]
    fn empty_columns_and_rows_are_dropped() {
        case(&["a||b", "||", "1||2"], &["0..1 a, 1..2 b", "0..1 1, 1..2 2"]);
        case(&["a@1x3|b", "", "c"], &["0..1 a, 1..2 b", "0..1 a, 1..2 c"]);
    }
}
