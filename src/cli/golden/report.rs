//! The outcomes of a set for a person and for a program.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;
use serde_json::Number;

use super::judge::{Judged, Verdict};
use super::kept::{Comparison, Moved};
use super::tally::Tally;
use super::tell::on_one_line;

/// Totals by kind and in all, each question that was not right, and what is different from an earlier run.
pub fn text(judged: &[Judged<'_>], comparison: Option<&Comparison>) -> String {
    let mut text = table(judged);
    for judged in judged.iter().filter(|judged| judged.verdict != Verdict::Correct) {
        let _ = write!(text, "\n\n{}", not_right(judged));
    }
    if let Some(comparison) = comparison {
        let _ = write!(text, "\n\n{}", compared(comparison));
    }
    text
}

const HEADS: [&str; 5] = ["questions", "correct", "wrong", "missed", "wrong numbers"];

fn table(judged: &[Judged<'_>]) -> String {
    let total = Tally::new(judged);
    let kinds = Tally::by_kind(judged).into_iter().map(|(kind, tally)| (on_one_line(kind), tally));
    let lines: Vec<(String, Tally)> = kinds.chain([("total".to_owned(), total)]).collect();
    let widest = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    let mut table = format!("{:widest$}  {}", "", HEADS.join("  "));
    for (name, tally) in &lines {
        let counts = [tally.questions, tally.correct, tally.wrong, tally.missed, tally.wrong_numbers];
        let _ = write!(table, "\n{name:widest$}");
        for (head, count) in HEADS.iter().zip(counts) {
            let _ = write!(table, "  {count:>width$}", width = head.len());
        }
    }
    let _ = write!(table, "\n{} % correct", total.percent());
    table
}

fn not_right(judged: &Judged<'_>) -> String {
    let row = judged.row;
    let number = if judged.wrong_number { ", a wrong number" } else { "" };
    let mut text = format!(
        "{} {} ({}){number}: {}\n  expected  {}\n  came      {}\n  unmet     {}",
        judged.verdict.word(),
        on_one_line(&row.id),
        on_one_line(&row.kind),
        on_one_line(&row.ask.question),
        judged.expected,
        judged.came,
        judged.unmet.join(", "),
    );
    if let Some(note) = &row.note {
        let _ = write!(text, "\n  note      {}", on_one_line(note));
    }
    text
}

fn compared(comparison: &Comparison) -> String {
    let was = |moved: &Moved| format!("{} (was {})", on_one_line(&moved.id), moved.verdict.word());
    let is = |moved: &Moved| format!("{} ({})", on_one_line(&moved.id), moved.verdict.word());
    let line = |name: &str, moved: &[Moved], told: &dyn Fn(&Moved) -> String| {
        let ids: Vec<String> = moved.iter().map(told).collect();
        (!ids.is_empty()).then(|| format!("{name:<12}  {}", ids.join(", ")))
    };
    let lines = [
        line("newly right", &comparison.newly_right, &was),
        line("newly wrong", &comparison.newly_wrong, &was),
        line("newly missed", &comparison.newly_missed, &was),
        line("new", &comparison.new, &is),
        line("gone", &comparison.gone, &was),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    if lines.is_empty() { "as before".to_owned() } else { lines.join("\n") }
}

#[derive(Serialize)]
struct ReportMembers<'a> {
    #[serde(flatten)]
    total: TallyMembers,
    kinds: BTreeMap<&'a str, TallyMembers>,
    rows: Vec<RowMember<'a>>,
    against: Option<&'a Comparison>,
}

#[derive(Serialize)]
struct TallyMembers {
    #[serde(flatten)]
    tally: Tally,
    percent: Option<Number>,
}

impl From<Tally> for TallyMembers {
    fn from(tally: Tally) -> Self {
        Self { tally, percent: tally.percent().to_string().parse().ok() }
    }
}

#[derive(Serialize)]
struct RowMember<'a> {
    id: &'a str,
    kind: &'a str,
    question: &'a str,
    outcome: &'static str,
    wrong_number: bool,
    unmet: &'a [&'static str],
    expected: &'a str,
    came: &'a str,
    note: Option<&'a str>,
}

/// The same as one JSON object, with every row.
///
/// # Errors
/// When a member has no form in JSON.
pub fn json(judged: &[Judged<'_>], comparison: Option<&Comparison>) -> serde_json::Result<String> {
    let rows = judged.iter().map(|judged| RowMember {
        id: &judged.row.id,
        kind: &judged.row.kind,
        question: &judged.row.ask.question,
        outcome: judged.verdict.word(),
        wrong_number: judged.wrong_number,
        unmet: &judged.unmet,
        expected: &judged.expected,
        came: &judged.came,
        note: judged.row.note.as_deref(),
    });
    let kinds = Tally::by_kind(judged).into_iter();
    serde_json::to_string(&ReportMembers {
        total: Tally::new(judged).into(),
        kinds: kinds.map(|(kind, tally)| (kind, tally.into())).collect(),
        rows: rows.collect(),
        against: comparison,
    })
}
