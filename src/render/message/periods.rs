//! An answer's figures of one thing at several periods, as a table.
//!
//! The rule: every row passes the gate as a line of its own; what is no table is told in lines.

use super::compose::{LISTED, Reply, mark};
use super::grid;
use super::phrases::{Phrases, Table};
use crate::answer::{self, Answer, Cited};
use crate::figures::Kind;
use crate::text::Language;

/// From how many figures on a table is shorter than lines, and how many of them it shows.
const FEWEST: usize = 2;
const MOST: usize = 12;

/// Whether an answer has more figures than a message shows.
#[must_use]
pub fn has_more_figures(answer: &Answer) -> bool {
    let reply = Reply { answer, phrases: Phrases::of(Language::English), language: Language::English };
    let printed = answer.figures.iter().filter(|cited| !cited.derived).count();
    printed > if reply.by_period().is_some() { MOST } else { 1 + LISTED }
}

impl Reply<'_> {
    /// The printed figures in aligned columns, where they are one metric of one entity at different periods.
    pub(super) fn by_period(&self) -> Option<String> {
        let printed: Vec<&Cited> = self.answer.figures.iter().filter(|cited| !cited.derived).collect();
        let (first, others) = printed.split_first().filter(|(_, others)| others.len() + 1 >= FEWEST)?;
        let is_same = |other: &&&Cited| is_of_the_same(first, other);
        let mut ends: Vec<_> = printed.iter().map(|cited| period(cited)).collect::<Option<_>>()?;
        ends.sort_unstable();
        ends.dedup();
        if ends.len() < printed.len() || others.iter().filter(is_same).count() < others.len() {
            return None;
        }
        let rows: Vec<Vec<String>> =
            printed.iter().take(MOST).filter_map(|cited| self.passed_row(cited)).collect();
        (rows.len() >= FEWEST).then(|| grid::aligned(&rows)).flatten()
    }

    fn passed_row(&self, cited: &Cited) -> Option<Vec<String>> {
        let label = cited.figure.period.as_ref()?.period.label.clone();
        let kind = cited.figure.kind.filter(|kind| *kind != Kind::Reported);
        let kind = kind.map(|kind| self.phrases.word(Table::Kind, &kind)).unwrap_or_default();
        let row = vec![label, self.amount(cited), mark(cited).trim().to_owned(), kind];
        let is_told = !answer::check(&row.join(" "), self.answer).text.trim().is_empty();
        is_told.then_some(row)
    }
}

/// Whether two figures differ in nothing but when.
fn is_of_the_same(one: &Cited, other: &Cited) -> bool {
    let (one, other) = (&one.figure, &other.figure);
    one.entity == other.entity
        && one.metric == other.metric
        && one.change.is_some() == other.change.is_some()
        && one.quantity.unit == other.quantity.unit
}

/// What tells its period from another's.
fn period(cited: &Cited) -> Option<(String, String)> {
    let period = &cited.figure.period.as_ref()?.period;
    let end = period.end?.to_string();
    (!period.label.trim().is_empty())
        .then(|| (end, period.start.map_or(String::new(), |start| start.to_string())))
}
