use super::find::find;
use super::lex::Page;
use super::vocabulary::VOCABULARY;
use super::{Amount, Cell, Quantity};

/// Reads a table's cell whole: footnote marks off, brackets as a minus, then one quantity and no other words.
pub(super) fn read(text: &str) -> Cell {
    let bare = without_footnotes(text);
    let compact: String =
        bare.chars().filter(|c| !c.is_whitespace() && !VOCABULARY.cell_marks.contains(c)).collect();
    if compact.is_empty() || VOCABULARY.nothing.contains(&compact.to_lowercase()) {
        return Cell::Nothing;
    }
    let offset = text.len() - text.trim_start().len();
    let Some(inner) = in_brackets(bare) else { return number(text, bare, offset, false) };
    number(text, &inner, offset, true)
}

/// `12,480[1]`, `310(2)`, `5.2*`.
fn without_footnotes(text: &str) -> &str {
    let mut bare = text.trim();
    loop {
        let shorter = bare.trim_end_matches(['*', '†', '‡', '¹', '²', '³', '⁴', '⁵']).trim_end();
        let shorter =
            without_mark(shorter, '[', ']').or_else(|| without_mark(shorter, '(', ')')).unwrap_or(shorter);
        if shorter.len() == bare.len() {
            return bare;
        }
        bare = shorter;
    }
}

/// A mark of one digit or letter after something else; `(3)` alone is minus three.
fn without_mark(text: &str, open: char, close: char) -> Option<&str> {
    let inner = text.strip_suffix(close)?;
    let at = inner.rfind(open).filter(|at| *at > 0)?;
    let mark = inner.get(at + 1..)?;
    let before = text.get(..at)?.trim_end();
    let follows_number = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | ')'));
    (mark.chars().count() == 1 && follows_number).then_some(before)
}

/// The cell without the brackets that make it negative: `(21.8)`, `$(127)`, `(3)%`, `($1.2 million)`.
fn in_brackets(text: &str) -> Option<String> {
    let open = text.find(['(', '（'])?;
    let close = text.rfind([')', '）'])?;
    let head = text.get(..open)?.trim();
    let digits_in = text.get(open..close)?.contains(|c: char| c.is_ascii_digit());
    let digits_out =
        head.contains(|c: char| c.is_alphanumeric()) && head.contains(|c: char| c.is_ascii_digit());
    if !digits_in || digits_out {
        return None;
    }
    Some(text.chars().map(|c| if matches!(c, '(' | ')' | '（' | '）') { ' ' } else { c }).collect())
}

fn number(text: &str, bare: &str, offset: usize, negative: bool) -> Cell {
    // Taking brackets and marks off moves the digits; they are looked up where the cell prints them.
    let Some(mut quantity) = only(bare) else { return Cell::Other };
    if negative {
        quantity.amount = negated(quantity.amount);
    }
    let digits = quantity
        .digits
        .get(bare.trim())
        .and_then(|digits| text.find(digits).map(|start| (start, digits.len())));
    let Some((start, length)) = digits else { return Cell::Other };
    quantity.digits = crate::text::Span::new(start, start + length);
    quantity.span = crate::text::Span::new(offset, text.trim_end().len());
    Cell::Quantity(Box::new(quantity))
}

/// The one number of a cell: years and all that prose would pass over count here.
fn only(text: &str) -> Option<Quantity> {
    let trimmed = text.trim();
    if let Some(whole) = super::find::whole(trimmed) {
        return Some(whole);
    }
    let mut found = find(trimmed).quantities;
    let quantity = found.pop().filter(|_| found.is_empty())?;
    let rest = quantity.span.start + trimmed.len().saturating_sub(quantity.span.end);
    let page = Page::new(trimmed.get(quantity.span.end..)?);
    (rest == 0 || page.len() == 0).then_some(quantity)
}

fn negated(amount: Amount) -> Amount {
    match amount {
        Amount::Exact(value) => Amount::Exact(-value.abs()),
        range @ Amount::Range { .. } => range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::find_in_cell;

    #[track_caller]
    fn case(cell: &str, value: &str, unit: Option<&str>) {
        let Cell::Quantity(quantity) = find_in_cell(cell) else { panic!("no quantity in {cell:?}") };
        assert_eq!(quantity.amount, Amount::Exact(value.parse().expect("a decimal")), "{cell:?}");
        assert_eq!(quantity.unit.as_ref().map(|unit| unit.name.as_str()), unit, "{cell:?}");
        assert!(quantity.digits.get(cell).is_some_and(|digits| !digits.is_empty()));
    }

    #[test]
    fn a_cell_is_one_number() {
        case("12,480", "12480", None);
        case("2025", "2025", None);
        case("(127)", "-127", None);
        case("(88)", "-88", None);
        case("（88）", "-88", None);
        case("$(1.2)", "-1.2", Some("USD"));
        case("($1,204)", "-1204", Some("USD"));
        case("(3)%", "-3", Some("percent"));
        case("+27%", "27", Some("percent"));
        case("$ 4,310", "4310", Some("USD"));
        case("12,480[1]", "12480", None);
        case("310(2)", "310", None);
        case("5.36亿元", "536000000", Some("CNY"));
        case("-3.2", "-3.2", None);
        case("2.4pp", "2.4", Some("percentage_point"));
        case("1.2bn", "1200000000", None);
        case("14.2x", "14.2", Some("times"));
    }

    #[test]
    fn dashes_report_nothing() {
        for cell in ["—", "-", "n/a", "N/A", "nil", "", "  ", "$ —", "NM"] {
            assert_eq!(find_in_cell(cell), Cell::Nothing, "{cell:?}");
        }
    }

    #[test]
    fn words_are_no_number() {
        for cell in ["Revenue", "Q3 2025", "Cloud[1]", "1 of 3 units", "2025-09-30"] {
            assert_eq!(find_in_cell(cell), Cell::Other, "{cell:?}");
        }
    }
}
