use super::plain_lines::{Kind, Line};
use super::tables::{CellDraft, TableDraft};

/// The table that begins with the first of these lines, and how many lines it takes.
pub(super) fn at(lines: &[Line]) -> Option<(TableDraft, usize)> {
    piped(lines).or_else(|| tabbed(lines)).or_else(|| aligned(lines))
}

/// `| a | b |` or `a | b | c`, with or without a line of dashes.
fn piped(lines: &[Line]) -> Option<(TableDraft, usize)> {
    let fenced = |line: &Line| line.text.starts_with('|') && line.text.len() > 1;
    let bare = |line: &Line| line.text.matches(" | ").count() >= 2 || is_rule(&line.text);
    let first = lines.first()?;
    let length = if fenced(first) {
        lines.iter().take_while(|line| fenced(line)).count()
    } else {
        lines.iter().take_while(|line| bare(line)).count()
    };
    let ruled = lines.get(1).is_some_and(|line| is_rule(&line.text));
    if length < 2 && !(length == 1 && fenced(first)) {
        return None;
    }
    let rows = lines[..length]
        .iter()
        .filter(|line| !is_rule(&line.text))
        .map(|line| pipe_cells(&line.text))
        .collect();
    Some((TableDraft { rows, headers: usize::from(ruled), captioned: false }, length))
}

/// `|---|:--:|`.
fn is_rule(text: &str) -> bool {
    text.contains('|')
        && text.contains("--")
        && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+'))
}

fn pipe_cells(text: &str) -> Vec<CellDraft> {
    let inner = text.strip_prefix('|').unwrap_or(text);
    let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in inner.chars() {
        match (c, cells.last_mut()) {
            ('|', Some(cell)) if escaped => {
                cell.pop();
                cell.push('|');
            }
            ('|', _) => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
        escaped = c == '\\';
    }
    cells.iter().map(|cell| CellDraft::new(cell)).collect()
}

/// Cells between tabs, as a spreadsheet copies them.
fn tabbed(lines: &[Line]) -> Option<(TableDraft, usize)> {
    let tabs = |line: &Line| line.raw.trim_end_matches(['\r', '\n']).matches('\t').count();
    let width = tabs(lines.first()?);
    let length = lines.iter().take_while(|line| tabs(line) > 0 && line.kind != Kind::Blank).count();
    if width == 0
        || length < 2
        || lines[..length].iter().all(|line| line.raw.trim_start().matches('\t').count() == 0)
    {
        return None;
    }
    let rows =
        lines[..length].iter().map(|line| line.raw.split('\t').map(CellDraft::new).collect()).collect();
    Some((TableDraft { rows, ..TableDraft::default() }, length))
}

/// Columns that runs of spaces set apart, in three lines or more with figures in them.
fn aligned(lines: &[Line]) -> Option<(TableDraft, usize)> {
    let in_columns = |line: &Line| line.kind != Kind::Blank && columns(&line.raw).len() >= 2;
    if !in_columns(lines.first()?) {
        return None;
    }
    let mut length = lines.iter().take_while(|line| line.kind != Kind::Blank).count();
    while length > 0 && !in_columns(&lines[length - 1]) {
        length -= 1;
    }
    let split: Vec<Vec<&str>> = lines[..length].iter().map(|line| columns(&line.raw)).collect();
    let width = split.iter().map(Vec::len).max()?;
    let regular = split.iter().filter(|cells| cells.len() + 1 >= width && cells.len() > 1).count();
    let figures = split
        .iter()
        .filter(|cells| cells.iter().skip(1).any(|cell| cell.contains(|c: char| c.is_ascii_digit())))
        .count();
    if regular < 3 || regular * 3 < length * 2 || figures * 2 < length {
        return None;
    }
    let rows =
        split.into_iter().zip(lines).map(|(cells, line)| aligned_row(&cells, &line.raw, width)).collect();
    Some((TableDraft { rows, ..TableDraft::default() }, length))
}

/// A row that begins far to the right has no label.
fn aligned_row(cells: &[&str], raw: &str, width: usize) -> Vec<CellDraft> {
    let indent = raw.len() - raw.trim_start().len();
    let unlabelled = cells.len() < width && cells.len() > 1 && indent >= 8;
    let empty = unlabelled.then(|| CellDraft::new(""));
    empty.into_iter().chain(cells.iter().map(|cell| CellDraft::new(cell))).collect()
}

fn columns(raw: &str) -> Vec<&str> {
    raw.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
}
