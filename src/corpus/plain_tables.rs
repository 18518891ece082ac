use super::plain_columns;
use super::plain_lines::{Kind, Line};
use super::tables::{CellDraft, TableDraft};

/// The table that begins with the first of these lines, and how many lines it takes.
pub(super) fn at(lines: &[Line]) -> Option<(TableDraft, usize)> {
    piped(lines).or_else(|| tabbed(lines)).or_else(|| plain_columns::at(lines))
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
