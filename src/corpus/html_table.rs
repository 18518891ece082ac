use ego_tree::iter::Edge;
use scraper::{ElementRef, Node, Selector};
use std::sync::LazyLock;

use super::tables::{CellDraft, TableDraft};

static TABLE: LazyLock<Selector> = LazyLock::new(|| selector("table"));
static ROW: LazyLock<Selector> = LazyLock::new(|| selector("tr"));
static LINK: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));
static BLOCKS: LazyLock<Selector> = LazyLock::new(|| selector("p, h1, h2, h3, h4, ul, ol"));

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("the selector is a constant")
}

/// Whether a table holds data; else it lays out the page: it holds other tables, a single cell in each row, or whole
/// paragraphs.
pub(super) fn holds_data(table: ElementRef) -> bool {
    let presents = table.attr("role").is_some_and(|role| matches!(role, "presentation" | "none"));
    if presents || table.select(&TABLE).next().is_some() {
        return false;
    }
    let rows = table.select(&ROW).count();
    let wide = table.select(&ROW).any(|row| cells_of(row).nth(1).is_some());
    let lays_out = rows <= 2 && table.select(&BLOCKS).nth(3).is_some();
    wide && !lays_out && !is_navigation(table)
}

/// Most of its words are links, and it has no figures.
fn is_navigation(table: ElementRef) -> bool {
    let letters = |element: ElementRef| element.text().map(|text| text.trim().len()).sum::<usize>();
    let links: usize = table.select(&LINK).map(letters).sum();
    links * 2 > letters(table) && !table.text().any(|text| text.contains(|c: char| c.is_ascii_digit()))
}

/// A table's caption, empty where there is none, and its rows.
pub(super) fn read(table: ElementRef) -> (String, TableDraft) {
    let mut caption = String::new();
    let mut draft = TableDraft::default();
    let mut headers_end = false;
    for edge in table.traverse() {
        let Edge::Open(node) = edge else { continue };
        let Some(element) = ElementRef::wrap(node) else { continue };
        match element.value().name() {
            "caption" => caption = words(element),
            "tr" => {
                let row: Vec<ElementRef> = cells_of(element).collect();
                headers_end |= !is_header(element, &row);
                draft.headers += usize::from(!headers_end);
                draft.rows.push(row.into_iter().map(cell).collect());
            }
            _ => {}
        }
    }
    draft.captioned = !caption.is_empty();
    (caption, draft)
}

fn cells_of(row: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    row.child_elements().filter(|child| matches!(child.value().name(), "td" | "th"))
}

/// A row of the table's head, or one of header cells alone.
fn is_header(row: ElementRef, cells: &[ElementRef]) -> bool {
    let in_head =
        row.parent().and_then(ElementRef::wrap).is_some_and(|parent| parent.value().name() == "thead");
    let headers = cells.iter().filter(|cell| cell.value().name() == "th").count();
    in_head || (headers > 1 && headers + 1 >= cells.len())
}

fn cell(element: ElementRef) -> CellDraft {
    let span = |name: &str| element.attr(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
    CellDraft::spanning(&words(element), span("colspan"), span("rowspan"))
}

/// The words of a cell; its paragraphs and line breaks become spaces.
fn words(element: ElementRef) -> String {
    let mut words = String::new();
    let mut skipping = 0;
    for edge in element.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Text(text) if opens && skipping == 0 => words.push_str(text),
            Node::Element(element) if matches!(element.name(), "script" | "style" | "noscript") => {
                skipping = if opens { skipping + 1 } else { skipping - 1 };
            }
            Node::Element(element) if matches!(element.name(), "br" | "p" | "div" | "li") => words.push(' '),
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn table(html: &str) -> TableDraft {
        let tree = Html::parse_fragment(html);
        let table = tree.select(&TABLE).next().unwrap();
        read(table).1
    }

    #[test]
    fn rows_of_header_cells_are_headers() {
        assert_eq!(table("<table><tr><th>a<th>b<tr><th>c<td>1</table>").headers, 1);
        assert_eq!(table("<table><thead><tr><td>a<td>b</thead><tr><td>c<td>1</table>").headers, 1);
        assert_eq!(table("<table><tr><td>a<td>b<tr><td>c<td>1</table>").headers, 0);
    }

    #[test]
    fn cells_keep_their_spans_and_words() {
        let table = table(
            "<table><tr><td colspan=2>Year<br>ended</td><td rowspan='2'>x</td></tr><tr><td>1</td><td>2</td></tr></table>",
        );
        assert_eq!(table.rows[0], [CellDraft::spanning("Year ended", 2, 1), CellDraft::spanning("x", 1, 2)]);
    }

    #[test]
    fn tables_that_lay_out_pages_hold_no_data() {
        let outer = |html: &str| {
            let tree = Html::parse_fragment(html);
            holds_data(tree.select(&TABLE).next().unwrap())
        };
        assert!(!outer("<table><tr><td><table><tr><td>a<td>b</table></table>"));
        assert!(!outer("<table><tr><td>Only one<tr><td>cell a row</table>"));
        assert!(outer("<table><tr><td>a<td>b</table>"));
    }
}
