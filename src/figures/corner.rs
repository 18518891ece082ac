//! What the corner of a table says of when its years end: `Year to 30 September` over `2024A | 2025E`.

use std::collections::BTreeSet;

use crate::corpus::Document;
use crate::period::{self, Anchor, Length, Period};
use crate::text::Span;

/// The year that ends as the corner says, for a column that says no more than its number.
pub(super) fn year(corner: &str, bare: &Period, anchor: &Anchor) -> Option<Period> {
    let digits: String = bare.label.chars().filter(char::is_ascii_digit).collect();
    let number: i16 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    let period = of(corner, number, anchor)?;
    Some(Period { label: bare.label.clone(), ..period })
}

/// The month in which the years of all tables end whose corners say so.
pub(super) fn year_end(document: &Document, anchor: &Anchor) -> Option<i8> {
    let corners = document.tables.iter().flat_map(|table| table.rows.iter().take_while(|row| row.header));
    let corners = corners.filter_map(|row| row.cells.first()).map(|cell| cell.span.slice(&document.text));
    let months: BTreeSet<i8> =
        corners.filter_map(|corner| of(corner, 2000, anchor)?.end).map(|end| end.month()).collect();
    months.first().copied().filter(|_| months.len() == 1)
}

/// `FYE 31 March, £m`: the year of that number, where one of the pieces says nothing but when a year ends.
fn of(corner: &str, number: i16, anchor: &Anchor) -> Option<Period> {
    let pieces = corner.split([';', '；', '(', ')', '（', '）', ',', '，', '|', '\n']).map(str::trim);
    pieces.filter(|piece| piece.len() > 3).find_map(|piece| {
        let whole = match piece.split_once('至') {
            Some((before, behind)) => format!("{before}至{number}年{behind}"),
            None => format!("{piece} {number}"),
        };
        let found = period::find(&whole, anchor).into_iter().next()?;
        let told = found.span == Span::new(0, whole.len()) && found.period.length == Length::Year;
        let ends = found.period.end.is_some_and(|end| end.year() == number);
        (told && ends && whole.len() > piece.len()).then_some(found.period)
    })
}
