//! Which rows of a table are the sum of those above them, by their numbers.

use rust_decimal::Decimal;

use crate::corpus::{Document, Row, Table};
use crate::quantity::{self, Amount};

/// The rows above a row whose numbers in one column come to its own, nearest first; `None` where no two or more do.
///
/// Header rows and headings end what a row can sum up, and each number is taken as printed: a table's scale is common to
/// all of them. Sums of rounded numbers of three digits or more may be off by one in the last place.
pub(super) fn summed<'t>(
    document: &Document,
    table: &'t Table,
    at: usize,
    column: usize,
) -> Option<Vec<&'t Row>> {
    let total = printed(document, table.rows.get(at)?, column)?;
    let last_place = Decimal::new(1, total.scale());
    let allowed = if total.abs() >= last_place * Decimal::ONE_HUNDRED { last_place } else { Decimal::ZERO };
    let mut sum = Decimal::ZERO;
    let mut parts = Vec::new();
    for row in table.rows[..at].iter().rev().take_while(|row| !row.header && !is_heading(row)) {
        if let Some(part) = printed(document, row, column) {
            sum = sum.checked_add(part)?;
            parts.push(row);
        }
        if parts.len() > 1 && (sum - total).abs() <= allowed {
            return Some(parts);
        }
    }
    None
}

/// A row with a name and nothing else.
fn is_heading(row: &Row) -> bool {
    row.cells.iter().filter(|cell| !cell.span.is_empty()).count() < 2
}

fn printed(document: &Document, row: &Row, column: usize) -> Option<Decimal> {
    let cell = row.cell_at(column)?.span.get(&document.text)?;
    match quantity::find_in_cell(cell) {
        quantity::Cell::Quantity(number) => match number.amount {
            Amount::Exact(value) => Some(value),
            Amount::Range { .. } => None,
        },
        quantity::Cell::Nothing | quantity::Cell::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(rows: &str, at: usize, expected: Option<usize>) {
        let text = format!("# Costs\n\n| | 2025 |\n|---|---|\n{rows}\n");
        let document = crate::corpus::read("a.md", text.as_bytes()).expect("a report");
        let found = summed(&document, &document.tables[0], at, 1).map(|parts| parts.len());
        assert_eq!(found, expected, "{rows}");
    }

    #[test]
    fn a_row_that_adds_up_is_a_total() {
        case("| Staff | 7 |\n| Rent | 3 |\n| | 10 |", 3, Some(2));
        case("| Costs: | |\n| Staff | $ 7.4 |\n| Rent | (3.1) |\n| None | — |\n| | $ 4.3 |", 5, Some(2));
    }

    #[test]
    fn other_rows_are_none() {
        case("| Staff | 7 |\n| Rent | 3 |\n| | 11 |", 3, None);
        case("| Staff | 7 |\n| Other: | |\n| Rent | 3 |\n| | 10 |", 4, None);
        case("| Staff | 7 |\n| | 7 |", 2, None);
    }
}
