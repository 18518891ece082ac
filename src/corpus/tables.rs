use super::blocks::clean;
use super::table_grid::{Grid, Placed};
use super::{Cell, Row, table_headers};
use crate::text::Span;

/// The widest span of columns that is believed.
const WIDEST_SPAN: usize = 50;

/// A table as a format hands it over, row by row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct TableDraft {
    pub rows: Vec<Vec<CellDraft>>,
    /// How many leading rows the format itself calls headers.
    pub headers: usize,
    /// The format says that the block above is its caption.
    pub captioned: bool,
}

/// A cell and how many columns and rows it covers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CellDraft {
    pub text: String,
    pub columns: usize,
    pub rows: usize,
}

impl CellDraft {
    pub(super) fn new(raw: &str) -> Self {
        Self::spanning(raw, 1, 1)
    }

    pub(super) fn spanning(raw: &str, columns: usize, rows: usize) -> Self {
        Self { text: clean(raw), columns: columns.clamp(1, WIDEST_SPAN), rows: rows.max(1) }
    }
}

/// Prints a table to the end of `text`, a line per row, and says where its rows and cells stand.
pub(super) fn print(draft: &TableDraft, text: &mut String) -> Vec<Row> {
    let mut grid = Grid::of(&draft.rows);
    let headers = table_headers::blocks(&grid, draft.headers);
    for block in &headers {
        table_headers::spread(&mut grid.rows[block.clone()], grid.width);
    }
    let mut places = vec![None; grid.cells];
    let mut rows = Vec::with_capacity(grid.rows.len());
    for (index, cells) in grid.rows.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        rows.push(print_row(cells, headers.iter().any(|block| block.contains(&index)), &mut places, text));
    }
    rows
}

fn print_row(row: &[Placed], header: bool, places: &mut [Option<Span>], text: &mut String) -> Row {
    let start = text.len();
    let mut column = 0;
    let mut cells = Vec::with_capacity(row.len());
    for cell in row {
        for _ in column..cell.printed_at {
            text.push_str(" | ");
        }
        column = cell.printed_at;
        let at = text.len();
        let place = places[cell.id];
        let span = place.unwrap_or_else(|| {
            text.push_str(&cell.text);
            Span::new(at, text.len())
        });
        places[cell.id] = Some(span);
        cells.push(Cell { span, column: cell.column, columns: cell.columns });
    }
    Row { span: Span::new(start, text.len()), header, cells }
}
