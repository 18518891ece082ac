use std::ops::Range;

use super::dates;
use super::table_grid::{Grid, Placed};
use super::vocabulary::{WORDS, holds_any};
use crate::quantity;
use crate::text::fold;

/// More leading rows than this are no header.
const MOST_HEADERS: usize = 8;

/// How many leading rows of a table name its columns. `known` is what the format says; where it says less than there
/// is, rows of labels, years, periods or units above the first row with a figure count as headers too.
pub(super) fn count(grid: &Grid, known: usize) -> usize {
    let most = grid.rows.len().saturating_sub(1);
    if grid.width < 2 {
        return known.min(most);
    }
    let leading: Vec<RowKind> =
        grid.rows.iter().take(MOST_HEADERS + 1).map(|row| RowKind::of(row, grid.width)).collect();
    let figures = leading.iter().position(|row| row.figures);
    let Some(first_figures) = figures else {
        let has_figures =
            grid.rows.iter().skip(leading.len()).any(|row| RowKind::of(row, grid.width).figures);
        return if known > 0 || has_figures { known.max(1) } else { 1 }.min(most);
    };
    let mut seen = Seen::default();
    let mut headers = 0;
    for (index, row) in leading[..first_figures].iter().enumerate() {
        if index < known || seen.takes(row) {
            headers = index + 1;
            seen.note(row);
        } else if !row.label_only {
            break;
        }
    }
    headers.max(known).max(dated(&leading)).min(most)
}

/// A row of periods without a name heads columns, and so does all above it: `| 16 Weeks` over `| 2019 | 2018`.
fn dated(leading: &[RowKind]) -> usize {
    let above_names = leading.iter().take_while(|row| row.first_is_empty || !row.figures);
    above_names.enumerate().filter(|(_, row)| row.heads_columns()).last().map_or(0, |(index, _)| index + 1)
}

/// Whether two rows of labels say the same.
fn alike(one: &[Placed], other: &[Placed]) -> bool {
    let said = |row: &[Placed]| -> Vec<(usize, String)> {
        let words = row.iter().filter(|cell| !cell.text.is_empty());
        words.map(|cell| (cell.column, fold(&cell.text))).collect()
    };
    said(one).len() > 1 && said(one) == said(other)
}

/// The runs of header rows of a table, the leading one first: further down, rows without a name that hold nothing but
/// periods, units and words head the columns anew, if several are periods or a row says what one of the first headers did.
pub(super) fn blocks(grid: &Grid, known: usize) -> Vec<Range<usize>> {
    let leading = count(grid, known);
    let mut blocks: Vec<Range<usize>> = std::iter::once(0..leading).collect();
    let kinds: Vec<RowKind> = grid.rows.iter().map(|row| RowKind::of(row, grid.width)).collect();
    let mut at = leading + 1;
    while at < kinds.len() {
        let unnamed = kinds[at..].iter().take_while(|row| row.first_is_empty && !row.label_only);
        let repeats = |row: usize| grid.rows[..leading].iter().any(|header| alike(header, &grid.rows[row]));
        let heads = |(index, row): &(usize, &RowKind)| row.heads_columns() || repeats(at + index);
        let length = unnamed.enumerate().filter(heads).last().map_or(0, |(last, _)| last + 1);
        if length > 0 && at + length < kinds.len() {
            blocks.push(at..at + length);
        }
        at += length + 1;
    }
    blocks
}

/// Lets the labels of upper header rows cover the columns they stand above, where the format lost how far they span: a
/// label stands at the first column of its span or in its middle, and the cells beside it are empty.
pub(super) fn spread(header_rows: &mut [Vec<Placed>], width: usize) {
    if header_rows.iter().flatten().any(|cell| cell.columns > 1) {
        return;
    }
    let first = first_of_figures(header_rows);
    for place in (0..header_rows.len().saturating_sub(1)).rev() {
        if !goes_on_below(&header_rows[place], &header_rows[place + 1]) {
            spread_row(&mut header_rows[place], first, width);
        }
    }
    // A unit alone in the last row of headers is the unit of every column above it.
    if header_rows.len() > 1
        && let Some(last) = header_rows.last_mut()
        && RowKind::of(last, width).unit_note
    {
        spread_row(last, first, width);
    }
}

/// The first column that a label above several may cover: not the names of rows, nor the numbers of notes beside them.
fn first_of_figures(header_rows: &[Vec<Placed>]) -> usize {
    let refers = |column: usize| {
        let words = header_rows.iter().flatten().filter(|cell| cell.column == column);
        let mut words = words.map(|cell| fold(&cell.text)).filter(|text| !text.is_empty());
        words.next().is_some_and(|text| WORDS.tables.references.contains(&text)) && words.next().is_none()
    };
    (1..).find(|column| !refers(*column)).unwrap_or(1)
}

/// `As previously` over `reported | Adjustment | As restated`: the words of one column over two lines.
fn goes_on_below(row: &[Placed], below: &[Placed]) -> bool {
    let mut labels = row.iter().filter(|cell| cell.column > 0 && !cell.text.is_empty());
    let lower = |cell: &Placed| cell.text.starts_with(char::is_lowercase);
    let named = below.iter().any(|cell| cell.column > 0 && cell.text.starts_with(char::is_uppercase));
    named && labels.all(|label| below.iter().any(|cell| cell.column == label.column && lower(cell)))
}

fn spread_row(row: &mut Vec<Placed>, first: usize, width: usize) {
    let above_figures = |cell: &&Placed| cell.column >= first && !cell.text.is_empty();
    let labels: Vec<usize> = row.iter().filter(above_figures).map(|cell| cell.column).collect();
    let is_unit = row.iter().any(|cell| cell.column > 0 && CellKind::of(&cell.text) == CellKind::Unit);
    let alone_at_the_end = labels.len() == 1 && labels[0] + 1 == width && width > 3 && !is_unit;
    if alone_at_the_end || labels.is_empty() {
        return;
    }
    let spans = if labels.len() == 1 { vec![(first, width)] } else { spans_of(&labels, first, width) };
    row.retain(|cell| cell.column == 0 || !cell.text.is_empty());
    for cell in row.iter_mut().filter(|cell| cell.column >= first) {
        if let Some((start, end)) = spans.iter().find(|(start, end)| (*start..*end).contains(&cell.column)) {
            (cell.column, cell.columns) = (*start, end - start);
        }
    }
}

fn spans_of(labels: &[usize], first: usize, width: usize) -> Vec<(usize, usize)> {
    let mut spans = Vec::with_capacity(labels.len());
    let (mut free, mut widest) = (first, 0);
    for (index, &at) in labels.iter().enumerate() {
        let next = labels.get(index + 1).copied();
        let half = (at - free).min(next.unwrap_or(width) - at - 1);
        let (start, end) = match next {
            None if widest == 1 => (at, at + 1),
            None => (at - half, width),
            Some(next) if at == free => (at, next),
            Some(_) => (at - half, at + half + 1),
        };
        spans.push((start, end));
        widest = widest.max(end - start);
        free = end;
    }
    spans
}

/// What a row of a table looks like.
#[derive(Debug, Default)]
struct RowKind {
    /// It holds a figure beyond its first cell.
    figures: bool,
    /// Only its first cell has words.
    label_only: bool,
    /// Every column beyond the first has words.
    full: bool,
    periods: bool,
    /// All its words beyond the first cell are periods or units, or several of them are periods and none a figure.
    periods_or_units: bool,
    first_is_empty: bool,
    /// It says in which unit the table is.
    unit_note: bool,
    opens_a_group: bool,
    /// How many cells beyond the first name a period.
    dates: usize,
}

impl RowKind {
    /// Nothing but periods and units, under no name of a row, and more than one of them.
    fn heads_columns(&self) -> bool {
        self.first_is_empty && self.periods_or_units && self.dates > 1
    }

    fn of(row: &[Placed], width: usize) -> Self {
        let first = row.first().filter(|cell| cell.column == 0);
        let words = |cell: &&Placed| !cell.text.is_empty();
        let rest: Vec<&Placed> = row.iter().filter(|cell| cell.column > 0).filter(words).collect();
        let kinds: Vec<CellKind> = rest.iter().map(|cell| CellKind::of(&cell.text)).collect();
        let dates = kinds.iter().filter(|kind| **kind == CellKind::Period).count();
        let covered: usize = rest.iter().map(|cell| cell.columns).sum();
        let first_text = first.map_or("", |cell| cell.text.as_str());
        let alone = rest.len() + usize::from(!first_text.is_empty()) == 1;
        let text = rest.first().map_or(first_text, |cell| cell.text.as_str());
        Self {
            figures: kinds.contains(&CellKind::Figure),
            label_only: rest.is_empty(),
            full: covered + 1 >= width,
            periods: kinds.contains(&CellKind::Period),
            periods_or_units: !kinds.is_empty()
                && !kinds.contains(&CellKind::Figure)
                && (dates > 1 || kinds.iter().all(|kind| matches!(kind, CellKind::Period | CellKind::Unit))),
            first_is_empty: first_text.is_empty(),
            unit_note: alone && CellKind::of(text) == CellKind::Unit,
            opens_a_group: alone && text.ends_with([':', '：']),
            dates,
        }
    }
}

/// What the header rows so far have named.
#[derive(Debug, Default)]
struct Seen {
    columns: bool,
    every_column: bool,
    periods: bool,
}

impl Seen {
    fn note(&mut self, row: &RowKind) {
        self.columns |= !row.label_only;
        self.every_column |= row.full;
        self.periods |= row.periods;
    }

    fn takes(&self, row: &RowKind) -> bool {
        if row.unit_note {
            return true;
        }
        if row.label_only || (row.opens_a_group && self.columns) {
            return false;
        }
        !self.every_column || row.first_is_empty || (row.periods_or_units && !self.periods)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum CellKind {
    Figure,
    Period,
    Unit,
    Words,
}

impl CellKind {
    fn of(text: &str) -> Self {
        let folded = fold(text);
        if WORDS.tables.blanks.contains(&folded) {
            return Self::Figure;
        }
        let digits = folded.chars().filter(char::is_ascii_digit).count();
        if dates::names_a_period(&folded) {
            return Self::Period;
        }
        if digits == 0 || folded.contains("'000") {
            return if is_unit(&folded) { Self::Unit } else { Self::Words };
        }
        // `485p (from 410p)`: a figure, and what it was before.
        let now = folded.split(['(', '（']).next().unwrap_or_default().trim_end();
        if is_figure(&folded) || is_figure(now) { Self::Figure } else { Self::Words }
    }
}

/// `£m`, `$'000`, `%`, `(in millions)`, `amounts in thousands of us dollars`.
fn is_unit(folded: &str) -> bool {
    let bracketed = folded.starts_with(['(', '（']) && folded.ends_with([')', '）']);
    let sign = folded.starts_with(['$', '€', '£', '¥', '₹', '%']) || folded.ends_with(['$', '€', '£', '%']);
    let short = folded.chars().count() <= 6;
    let marked = bracketed || sign && short || folded.contains("'000");
    marked || quantity::is_note(folded) || holds_any(folded, &WORDS.tables.units)
}

/// A number with its marks and at most two words of scale or unit: `$ (1,234)`, `rmb 39.8 billion`, `59 %`, `214亿元`.
fn is_figure(folded: &str) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric();
    let core = folded.trim_start_matches(is_mark);
    let letters = core.len() - core.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let after_code = if letters <= 4 { core[letters..].trim_start_matches(is_mark) } else { core };
    if !after_code.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let rest = after_code.trim_start_matches(|c: char| c.is_ascii_digit() || is_mark(c));
    let words = rest.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    words <= 2
        && rest.chars().count() <= 24
        && !holds_any(rest, &WORDS.tables.time)
        && !WORDS.months.iter().any(|names| holds_any(rest, names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::tables::CellDraft;

    #[track_caller]
    fn case(rows: &[&str], expected: usize) {
        let drafts: Vec<_> = rows.iter().map(|row| row.split('|').map(CellDraft::new).collect()).collect();
        assert_eq!(count(&Grid::of(&drafts), 0), expected, "{rows:?}");
    }

    #[test]
    fn rows_of_periods_and_units_above_figures_are_headers() {
        case(&["|2019|2018", "|€m|€m", "Due within one year:||", "Debtors|32|199"], 2);
        case(&["October 31,||", "|2019|2018", "(In thousands)||", "Liabilities:||", "Leases|3|4"], 3);
        case(
            &[
                "Year ended May 31,|||",
                "||Change|",
                "(in millions)|2019|Actual|2018",
                "Costs:|||",
                "R&D|2|3|4",
            ],
            3,
        );
        case(&["|Year Ended|", "|2019|2018|2017", "||(In millions)|", "Net cash|1|2|3"], 3);
        case(&["F19|F18||", "$ MILLION|53 WEEKS|52 WEEKS|CHANGE", "Sales|1,671|1,612|3.7%"], 2);
        case(&["30 June 2019|Current|0 to 30 days past due|Total", "|$'000|$'000|$'000", "Rate|1%|5%|-"], 2);
        case(&["VMware plan|January 31, 2020|February 1, 2019", "Dividend yield|None|None", "Rate|1%|2%"], 1);
        case(&["|First|Second|", "|Quarter|Quarter|Total", "Revenue|$ 1|$ 2|$3"], 2);
        case(&["|", "Target price|485p (from 410p)", "Rating|Buy (was Hold)"], 0);
        case(&["Ore mined (tonnes)|Q3 2025|9M 2025|9M 2024", "Aster pit|38,214|110,287|99,120"], 1);
        case(&["Year ended|EPS|Return on equity", "|Yen|%", "May 31, 2025|163.42|8.1"], 2);
        case(&["|2025年|2024年", "|亿元|亿元", "营业收入|214亿元|198亿元"], 2);
    }

    #[test]
    fn a_row_of_years_heads_columns_whatever_stands_above() {
        case(&["||Years Ended December 31,|31,", "|2019|2018|2017", "State|49|44|48"], 2);
        case(&["||16 Weeks", "|12 Weeks Ended|Ended", "|July 7,|April 14,", "|2019|2019", "High|9|8"], 4);
    }

    #[test]
    fn a_day_and_a_change_stand_in_headers() {
        case(
            &[
                "|52 weeks to|53 weeks to|",
                "|31 Jan|1 Feb|",
                "|2026|2025 *|Change",
                "|GBPm|GBPm|",
                "Sales|6|5|+2%",
            ],
            4,
        );
        case(&["|Revenue|Revenue|Revenue", "GBPm|FY26|FY25 *|Chg", "Bread|6|5|+2%"], 2);
    }

    #[test]
    fn columns_are_headed_anew_further_down() {
        let rows = [
            "|2019|2018",
            "High|9|8",
            "||16 Weeks",
            "|July 8,|April 15,",
            "|2017|2016",
            "High|7|6",
            "|16|14",
        ];
        let drafts: Vec<_> = rows.iter().map(|row| row.split('|').map(CellDraft::new).collect()).collect();
        assert_eq!(blocks(&Grid::of(&drafts), 0), [0..1, 2..5]);
    }

    #[test]
    fn a_table_of_words_has_one_header_row() {
        case(&["Feature|Acme|Globex", "Focus|Cloud|Shops", "Place|Leader|Challenger"], 1);
    }

    #[test]
    fn figures_in_the_first_row_leave_no_header() {
        case(&["Revenue|1,240|1,100", "Costs|900|800"], 0);
    }

    #[track_caller]
    fn spread_case(labels: &[usize], width: usize, expected: &[(usize, usize)]) {
        assert_eq!(spans_of(labels, 1, width), expected);
    }

    #[test]
    fn no_label_reaches_over_the_numbers_of_notes() {
        let row = |row: &str| {
            let cells: Vec<CellDraft> = row.split('|').map(CellDraft::new).collect();
            Grid::of(&[cells, vec![CellDraft::new("x"); 6]]).rows.remove(0)
        };
        let mut rows =
            [row("||Year ended 31 March 2025|||2024"), row("|Note|Before|Items|Total|Total (restated)")];
        spread(&mut rows, 6);
        let year = rows[0].iter().find(|cell| cell.text.starts_with("Year")).expect("it is printed");
        assert_eq!((year.column, year.end()), (2, 5));
    }

    #[test]
    fn labels_reach_over_the_empty_cells_beside_them() {
        spread_case(&[1, 3], 5, &[(1, 3), (3, 5)]);
        spread_case(&[2, 4], 6, &[(1, 4), (4, 6)]);
        spread_case(&[2, 5], 8, &[(1, 4), (4, 8)]);
        spread_case(&[1, 2], 5, &[(1, 2), (2, 3)]);
    }
}
