//! Tables whose cells are words: the cell where the row and the column that a question names meet.

use std::sync::Arc;

use super::asked::{Asked, share};
use super::passages::Said;
use crate::corpus::{Document, PassageKind};
use crate::index::stems;
use crate::lexicon::Lexicon;
use crate::quantity;
use crate::text::Span;

/// The cell where the row and the column that the question names meet; of several columns the one of `subject`, where one has
/// its name.
pub(super) fn meeting(
    document: &Document,
    passage: usize,
    asked: &[Asked],
    around: &[Arc<str>],
    subject: &[Arc<str>],
    of_table: bool,
) -> Option<Said> {
    let text = &document.text;
    let rows = document.passages.get(passage)?;
    let PassageKind::TableRows { table } = rows.kind else { return None };
    let (table, within) = (document.tables.get(table)?, rows.span);
    let mut best: Option<Said> = None;
    // Whoever asks about a table may call it by the names of its columns.
    let columns = table.rows.iter().filter(|row| row.header && of_table);
    let columns: Vec<Arc<str>> = columns.flat_map(|row| stems(row.span.slice(text))).collect();
    let heads = table.rows.iter().filter(|row| row.header).flat_map(|row| &row.cells);
    let of_subject =
        |header: &[Arc<str>]| !subject.is_empty() && subject.iter().all(|word| header.contains(word));
    let told_apart = heads.into_iter().any(|cell| of_subject(&stems(cell.span.slice(text))));
    let body = table.rows.iter().enumerate().filter(|(_, row)| !row.header && within.contains(row.span));
    for (at, row) in body {
        let stub = row.cells.iter().find(|cell| !cell.span.is_empty())?;
        let named = stems(stub.span.slice(text));
        for value in row.cells.iter().filter(|cell| cell.column > stub.column && !cell.span.is_empty()) {
            let header: String = table
                .headers_over(at)
                .iter()
                .filter_map(|header| header.cell_at(value.column))
                .map(|cell| cell.span.slice(text))
                .collect::<Vec<_>>()
                .join(" ");
            let header = stems(&header);
            if told_apart && !of_subject(&header) {
                continue;
            }
            let over: Vec<Arc<str>> = named.iter().chain(&header).cloned().collect();
            let here = share(asked, &over, |_| true);
            let everything: Vec<Arc<str>> = over.iter().chain(around).chain(&columns).cloned().collect();
            // The column of whom is asked about and a row whose name is all asked for meet in the answer.
            let whole = of_subject(&header)
                && !named.is_empty()
                && named.iter().all(|stem| asked.iter().any(|word| !word.named && word.is_said_as(stem)));
            let (here, covered) =
                if whole { (1.0, 1.0) } else { (here, share(asked, &everything, |_| true)) };
            let meets = share(asked, &named, |_| true) > 0.0 && share(asked, &header, |_| true) > 0.0;
            if meets && best.as_ref().is_none_or(|best| here > best.here) {
                let told = Told { quote: row.span, words: value.span, covered, here };
                best = Some(said(document, passage, told));
            }
        }
    }
    best
}

/// What a cell tells, and how well.
struct Told {
    quote: Span,
    words: Span,
    covered: f64,
    here: f64,
}

fn said(document: &Document, passage: usize, told: Told) -> Said {
    Said {
        document: document.path.clone(),
        passage,
        quote: told.quote,
        words: told.words,
        covered: told.covered,
        beyond: 0.0,
        here: told.here,
        measured: !quantity::find(told.words.slice(&document.text)).quantities.is_empty(),
        explains: false,
        defines: false,
        picks: false,
        cell: true,
        fits: false,
        hints: false,
        met: String::new(),
    }
}

/// Whom a cell is about that says nothing but what is asked, in several words: the name of its column where the corner says
/// that rows are aspects (`Feature`), else that of its row. `who is the incumbent leader?`
pub(super) fn named_by(
    document: &Document,
    passage: usize,
    asked: &[Asked],
    around: &[Arc<str>],
    lexicon: &Lexicon,
) -> Option<Said> {
    let text = &document.text;
    let rows = document.passages.get(passage)?;
    let PassageKind::TableRows { table } = rows.kind else { return None };
    let (table, within) = (document.tables.get(table)?, rows.span);
    let is_asked = |stem: &Arc<str>| asked.iter().any(|word| !word.named && word.is_said_as(stem));
    let mut found: Vec<Told> = Vec::new();
    let body = table.rows.iter().enumerate().filter(|(_, row)| !row.header && within.contains(row.span));
    for (at, row) in body {
        let stub = row.cells.iter().find(|cell| !cell.span.is_empty())?;
        for value in row.cells.iter().filter(|cell| cell.column > stub.column && !cell.span.is_empty()) {
            let own = stems(value.span.slice(text));
            if own.len() < 2 || !own.iter().all(is_asked) {
                continue;
            }
            let heads = table.headers_over(at);
            let corner = heads.iter().find_map(|head| head.cell_at(stub.column));
            let aspects = corner.is_some_and(|corner| lexicon.heads_measures(corner.span.slice(text)));
            let column = heads.iter().rev().find_map(|head| head.cell_at(value.column));
            let name = if aspects { column?.span } else { stub.span };
            let quote = heads.first().filter(|_| aspects).map_or(row.span, |head| head.span.joined(row.span));
            let everything = stems(&format!("{} {}", quote.slice(text), row.span.slice(text)));
            let here = share(asked, &everything, |_| true);
            let everything: Vec<Arc<str>> = everything.iter().chain(around).cloned().collect();
            let covered = share(asked, &everything, |_| true);
            found.push(Told { quote, words: name, covered, here });
        }
    }
    // Of two the one who is not asked about: `the leader whom Acme challenges`.
    if found.len() > 1 {
        found.retain(|told| {
            let name = stems(told.words.slice(text));
            !asked.iter().any(|word| word.named && word.said_by(&name) > 0.0)
        });
    }
    let only = found.pop().filter(|told| found.is_empty() && told.quote.len() <= LONGEST)?;
    Some(said(document, passage, only))
}

/// How long a part of a table may be that is quoted for a name in its header.
const LONGEST: usize = 1200;
