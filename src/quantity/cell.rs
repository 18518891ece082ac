use super::{Amount, Found, Quantity, find};
use crate::text::Span;

/// What a table cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellValue {
    Number(Quantity),
    /// `—`, `n/a`, `nil`.
    Nothing,
    Words,
}

pub fn find_in_cell(cell: &str) -> CellValue {
    let t = cell.trim();
    if matches!(t, "—" | "-" | "–" | "n/a" | "nil") { return CellValue::Nothing; }
    let inner = t.trim_start_matches('(').trim_end_matches(')');
    let neg = t.contains('(') && !t.starts_with("$ (x");
    let Found { quantities, .. } = find(t);
    if quantities.len() == 1 && t.chars().filter(|c| c.is_alphabetic()).count() < 4 && !inner.is_empty() {
        let mut q = quantities[0].clone();
        if neg && let Amount::Exact(v) = &mut q.amount { v.set_sign_negative(true); }
        q.span = Span::new(0, cell.len());
        return CellValue::Number(q);
    }
    CellValue::Words
}
