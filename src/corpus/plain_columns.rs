//! Tables that plain text sets in columns of spaces.

use super::dates;
use super::plain_lines::{Kind, Line};
use super::tables::{CellDraft, TableDraft};
use crate::text::{fold, is_han};

/// A label above numbers that begins at least so far to the right names a column.
const INDENT: usize = 12;

/// Words of a line between runs of spaces, and the places they take.
#[derive(Debug, Clone)]
struct Run<'l> {
    text: &'l str,
    start: usize,
    end: usize,
}

impl Run<'_> {
    fn is_number(&self) -> bool {
        // `9M 2025` names a column.
        if self.text.contains(char::is_alphabetic) && dates::names_a_period(&fold(self.text)) {
            return false;
        }
        let marks = self.text.trim_matches(|c: char| !c.is_alphanumeric());
        marks.starts_with(|c: char| c.is_ascii_digit())
            && marks.chars().filter(|c| c.is_alphabetic()).count() <= 3
            || self.text.chars().all(|c| matches!(c, '-' | '–' | '—'))
    }

    /// How many places it shares with a column.
    fn overlap(&self, (start, end): (usize, usize)) -> usize {
        self.end.min(end).saturating_sub(self.start.max(start))
    }
}

/// The table that begins with the first of these lines, and how many lines it takes: names at the left, numbers in columns
/// to the right of them, and above those, over a line of dashes or not, what names the columns. Behind an empty line it
/// goes on as long as more rows stand in the same columns.
pub(super) fn at(lines: &[Line]) -> Option<(TableDraft, usize)> {
    let length = lines.iter().take_while(|line| line.kind != Kind::Blank).count();
    let runs: Vec<Vec<Run<'_>>> = lines[..length].iter().map(|line| runs(&line.raw)).collect();
    let first = runs.first()?;
    let heads = |line: &[Run<'_>]| line.len() > 1 || line.first().is_some_and(|run| run.start >= INDENT);
    if !heads(first) {
        return None;
    }
    let body: Vec<usize> = (0..length).filter(|at| is_body(&runs[*at]) && !is_rule(&runs[*at])).collect();
    let (first, to) = (*body.first()?, *body.last()?);
    // `Operating revenue:` right above the first row heads rows, not columns.
    let labels = runs[..first].iter().rev().take_while(|line| is_label(line)).count();
    let from = first - labels;
    let inner = (from..=to).filter(|at| !is_rule(&runs[*at])).count();
    let ruled = runs[..from].iter().all(|line| heads(line) || is_rule(line));
    if body.len() < 2 || !ruled || body.len() * 2 < inner {
        return None;
    }
    let columns = columns(body.iter().map(|at| &runs[*at]));
    let kept = (0..=to).filter(|at| !is_rule(&runs[*at]));
    let told = |at: usize| match runs[at..from.max(at)].iter().find(|line| is_rule(line)) {
        Some(rule) if at < from => row(&underlined(&runs[at], rule), &columns, false),
        _ => row(&runs[at], &columns, at >= from),
    };
    let mut rows: Vec<Vec<CellDraft>> = kept.map(told).collect();
    let mut taken = to + 1;
    // Without a header there is nothing that further rows could share.
    while from > 0
        && taken == length_to_blank(lines, taken)
        && let Some(more) = continued(&lines[taken..], &columns)
    {
        let last = taken + more;
        let next: Vec<Vec<Run<'_>>> = lines[taken..last].iter().map(|line| self::runs(&line.raw)).collect();
        rows.extend(next.iter().filter(|line| !is_rule(line)).map(|line| row(line, &columns, true)));
        taken = last;
    }
    Some((TableDraft { rows, ..TableDraft::default() }, taken))
}

/// Where the next empty line is.
fn length_to_blank(lines: &[Line], from: usize) -> usize {
    from + lines[from..].iter().take_while(|line| line.kind != Kind::Blank).count()
}

/// How many lines go on with a table behind an empty line: rows with as many numbers as there are columns, each in one of
/// its own, and names above them.
fn continued(lines: &[Line], columns: &[(usize, usize)]) -> Option<usize> {
    let from = lines.iter().take_while(|line| line.kind == Kind::Blank).count();
    let to = length_to_blank(lines, from);
    let mut rows = 0;
    for line in &lines[from..to] {
        let line = runs(&line.raw);
        let alone = line.len() == 1 && line[0].start < INDENT && !line[0].text.ends_with(['.', '。']);
        let placed = |run: &Run<'_>| columns.iter().filter(|column| run.overlap(**column) > 0).count() == 1;
        let fills =
            line.len() == columns.len() + 1 && line[1..].iter().all(|run| run.is_number() && placed(run));
        if fills && is_body(&line) {
            rows += 1;
        } else if !alone && !is_rule(&line) {
            return None;
        }
    }
    (rows > 0 && from == 1).then_some(to)
}

fn runs(raw: &str) -> Vec<Run<'_>> {
    let mut found: Vec<Run<'_>> = Vec::new();
    let mut place = 0;
    let mut open: Option<(usize, usize)> = None;
    let mut last = (0, 0);
    let mut spaces = 0;
    for (at, c) in raw.char_indices() {
        let width = if is_han(c) { 2 } else { 1 };
        if c == ' ' {
            spaces += 1;
            if let Some((from, start)) = open.filter(|_| spaces > 1) {
                found.push(Run { text: &raw[from..last.0], start, end: last.1 });
                open = None;
            }
        } else if !c.is_control() {
            open = open.or(Some((at, place)));
            last = (at + c.len_utf8(), place + width);
            spaces = 0;
        }
        place += width;
    }
    found.extend(open.map(|(from, start)| Run { text: &raw[from..last.0], start, end: last.1 }));
    hand_on_signs(raw, &mut found);
    found
}

/// `Earnings per share $    0.08   $    0.21`: a currency sign apart belongs to the amount behind it.
fn hand_on_signs<'l>(raw: &'l str, runs: &mut Vec<Run<'l>>) {
    let at = |text: &str| text.as_ptr() as usize - raw.as_ptr() as usize;
    for place in 1..runs.len() {
        let (before, amount) = (runs[place - 1].clone(), runs[place].clone());
        let sign = before.text.chars().next_back().filter(|c| matches!(c, '$' | '€' | '£' | '¥'));
        let Some(sign) = sign.filter(|_| amount.is_number()) else { continue };
        let bare = &before.text[..before.text.len() - sign.len_utf8()];
        if !bare.is_empty() && !bare.ends_with(' ') {
            continue;
        }
        let text = &raw[at(before.text) + bare.len()..at(amount.text) + amount.text.len()];
        runs[place - 1] = Run { text: bare.trim_end(), end: before.end.saturating_sub(2), ..before };
        runs[place] = Run { text, start: before.end - 1, ..amount };
    }
    runs.retain(|run| !run.text.is_empty());
}

/// A name without amounts that heads the rows below it.
fn is_label(line: &[Run<'_>]) -> bool {
    line.len() == 1 && line[0].start < INDENT && !is_rule(line)
}

/// A name and at least one number in a column of its own.
fn is_body(line: &[Run<'_>]) -> bool {
    let numbers = line.iter().skip(1).filter(|run| run.is_number()).count();
    let named = line.first().is_some_and(|first| first.start < INDENT && !first.is_number());
    let unnamed = line.len() > 1 && line.iter().all(Run::is_number) && line[0].start >= INDENT;
    numbers > 0 && numbers * 2 >= line.len() - 1 && (named || unnamed && !line.iter().all(is_year))
}

fn is_year(run: &Run<'_>) -> bool {
    let digits = run.text.trim_matches(|c: char| !c.is_ascii_digit());
    digits.len() == 4
        && (digits.starts_with("19") || digits.starts_with("20"))
        && !run.text.contains([',', '.'])
}

/// A line of dashes or dots alone, over the whole table or under each column.
fn is_rule(line: &[Run<'_>]) -> bool {
    line.iter().all(|run| {
        run.text.chars().all(|c| matches!(c, '-' | '=' | '_' | '─' | '—' | '.' | '·' | ' '))
            && run.text.len() > 2
    })
}

/// What stands over a stroke of the rule below it takes the places of the stroke: `Three Months Ended` over two columns.
fn underlined<'l>(line: &[Run<'l>], rule: &[Run<'_>]) -> Vec<Run<'l>> {
    let one = rule.len() < 2;
    let stroke =
        |run: &Run<'_>| rule.iter().find(|stroke| !one && run.overlap((stroke.start, stroke.end)) > 0);
    let widened = |run: &Run<'l>| match stroke(run) {
        Some(stroke) => {
            Run { start: run.start.min(stroke.start), end: run.end.max(stroke.end), ..run.clone() }
        }
        None => run.clone(),
    };
    line.iter().map(widened).collect()
}

/// The places that the numbers of a column take, those that share places put together.
fn columns<'r, 'l: 'r>(body: impl Iterator<Item = &'r Vec<Run<'l>>>) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = body
        .flat_map(|line| line.iter().skip(usize::from(line[0].start < INDENT)))
        .map(|run| (run.start, run.end))
        .collect();
    all.sort_unstable();
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (start, end) in all {
        match columns.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => columns.push((start, end)),
        }
    }
    columns
}

/// The cells of a line: its name first, what stands over several columns spanning them.
fn row(line: &[Run<'_>], columns: &[(usize, usize)], is_body: bool) -> Vec<CellDraft> {
    let named = line.first().filter(|first| {
        first.start < INDENT && columns.first().is_none_or(|column| first.overlap(*column) == 0)
    });
    let mut cells = vec![CellDraft::new(named.map_or("", |name| name.text))];
    for run in line.iter().skip(usize::from(named.is_some())) {
        let over: Vec<usize> = (0..columns.len()).filter(|at| run.overlap(columns[*at]) > 0).collect();
        let nearest = || (0..columns.len()).min_by_key(|at| columns[*at].1.abs_diff(run.end));
        let Some(first) = over.first().copied().or_else(nearest) else { continue };
        let spanned = if is_body { 1 } else { over.len().max(1) };
        let text = run.text.trim_matches(|c: char| matches!(c, '-' | '=' | '_') && !is_body).trim();
        while cells_wide(&cells) < first + 1 {
            cells.push(CellDraft::new(""));
        }
        cells.push(CellDraft::spanning(text, spanned, 1));
    }
    cells
}

fn cells_wide(cells: &[CellDraft]) -> usize {
    cells.iter().map(|cell| cell.columns).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::plain_lines;

    #[track_caller]
    fn case(text: &str, expected: &[&str], length: usize) {
        let lines = plain_lines::of(text);
        let (table, taken) = at(&lines).expect("a table");
        let told = |cell: &CellDraft| match cell.columns {
            1 => cell.text.clone(),
            wide => format!("{}*{wide}", cell.text),
        };
        let rows: Vec<String> =
            table.rows.iter().map(|row| row.iter().map(told).collect::<Vec<_>>().join("|")).collect();
        assert_eq!(
            (rows.iter().map(String::as_str).collect::<Vec<_>>(), taken),
            (expected.to_vec(), length),
            "{text}"
        );
    }

    #[test]
    fn what_stands_over_a_column_names_it() {
        case(
            "                          26 weeks to   27 weeks to\n                               31 Jan         1 Feb\n                                 2026         2025\n\
             -----------------------------------------------------\nRevenue                         612.4        598.7\nNet debt (no leases)             87.5            -\n\
             -----------------------------------------------------\n *  Restated. Shown net.",
            &[
                "|26 weeks to|27 weeks to",
                "|31 Jan|1 Feb",
                "|2026|2025",
                "Revenue|612.4|598.7",
                "Net debt (no leases)|87.5|-",
            ],
            6,
        );
    }

    #[test]
    fn a_label_over_several_columns_spans_them() {
        case(
            "                  ------ Sales ------   - Profit -\nEURm                 FY26    FY25 *        FY26\n\
             Bread               341.8     329.5        33.0\nTins                158.3     166.9         4.8",
            &["|Sales*2|Profit", "EURm|FY26|FY25 *|FY26", "Bread|341.8|329.5|33.0", "Tins|158.3|166.9|4.8"],
            4,
        );
    }

    #[test]
    fn strokes_of_a_rule_tell_how_far_a_label_reaches() {
        case(
            "                            Three Months Ended      Six Months Ended\n\
             \x20                           ------------------     -----------------\n\
             \x20                              2025      2024         2025      2024\n\
             \x20                            (Restated)            (Restated)\n\
             \x20                           --------  --------     --------  --------\n\
             Freight                         42,8       51,3         87,1      04,7\nFuel                          19,640    22,407       39,885    45,866\n\
             \x20                           --------  --------     --------  --------\nTotal                         61,275    54,918      118,902   107,331\n",
            &[
                "|Three Months Ended*2|Six Months Ended*2",
                "|2025|2024|2025|2024",
                "|(Restated)||(Restated)",
                "Freight|42,8|51,3|87,1|04,7",
                "Fuel|19,640|22,407|39,885|45,866",
                "Total|61,275|54,918|118,902|107,331",
            ],
            9,
        );
    }

    #[test]
    fn rows_go_on_behind_an_empty_line() {
        case(
            "Ore mined (tonnes)     Q3 2025    9M 2025\n...................     .......    .......\n\
             Aster pit               38,214    110,287\nWillow pit              27,655     83,940\n\n\
             Per tonne ($)\n  Cash cost               1,104      1,089\n\nThe pits closed in May.",
            &[
                "Ore mined (tonnes)|Q3 2025|9M 2025",
                "Aster pit|38,214|110,287",
                "Willow pit|27,655|83,940",
                "Per tonne ($)",
                "Cash cost|1,104|1,089",
            ],
            7,
        );
    }

    #[test]
    fn running_text_is_no_table() {
        let lines = plain_lines::of("Revenue rose to 5 million  in 2025.\nCosts fell  by 3 million.");
        assert!(at(&lines).is_none());
    }
}
