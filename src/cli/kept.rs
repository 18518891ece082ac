//! `footnote unanswered` and `footnote feedback`: what the bot keeps for who runs it.

use std::path::Path;

use anyhow::bail;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::arguments::{Format, FormatArgument};
use super::places::Places;
use super::run::Outcome;
use super::streams;
use crate::render::printable;
use crate::state::{Judged, State, Unanswered};

/// Prints what was asked in vain, most often first.
///
/// # Errors
/// When the bot has kept nothing, or what it keeps cannot be read.
pub(super) fn unanswered(typed: FormatArgument, places: &Places) -> anyhow::Result<Outcome> {
    let kept = open(&places.state)?.unanswered_anywhere()?;
    let line =
        |Unanswered { question, times, at }: &Unanswered| format!("{times} × {question} · {}", day(*at));
    let member = |Unanswered { question, times, at }: &Unanswered| json!({"question": question, "times": times, "last": time(*at)});
    print(typed, &kept, line, member)
}

/// Prints what was reported as wrong, then what was found bad, newest first.
///
/// # Errors
/// When the bot has kept nothing, or what it keeps cannot be read.
pub(super) fn feedback(typed: FormatArgument, places: &Places) -> anyhow::Result<Outcome> {
    let kept = open(&places.state)?.feedback_anywhere()?;
    let member = |Judged { answer, question, good, bad, wrong }: &Judged| json!({"answer_id": answer, "question": question, "good": good, "bad": bad, "wrong": wrong});
    print(typed, &kept, judged, member)
}

fn judged(Judged { answer, question, good, bad, wrong }: &Judged) -> String {
    let question = question.as_deref().unwrap_or("its question was forgotten");
    let mut lines = vec![format!("{answer} · {good} found it good, {bad} bad · {question}")];
    lines.extend(wrong.iter().map(|words| format!("  reported: {}", words.replace('\n', " "))));
    lines.join("\n")
}

fn open(path: &Path) -> anyhow::Result<State> {
    if !path.exists() {
        bail!(
            "there is no `{}`\nthe bot makes it when it first runs; `--state FILE` says where it is",
            path.display()
        );
    }
    Ok(State::open(path)?)
}

/// A line each for a person; one JSON list for a program.
fn print<T>(
    typed: FormatArgument,
    kept: &[T],
    line: impl Fn(&T) -> String,
    member: impl Fn(&T) -> Value,
) -> anyhow::Result<Outcome> {
    match typed.format {
        Format::Json => streams::print(&Value::from_iter(kept.iter().map(member)).to_string())?,
        Format::Text if kept.is_empty() => streams::remark("there is none"),
        Format::Text => {
            let lines: Vec<String> = kept.iter().map(line).collect();
            streams::print(&printable(&lines.join("\n"), &[]).0)?;
        }
    }
    Ok(Outcome::Done)
}

fn time(at: i64) -> Option<String> {
    Timestamp::from_second(at).ok().map(|time| time.to_string())
}

fn day(at: i64) -> String {
    Timestamp::from_second(at).map_or_else(|_| String::new(), |time| time.strftime("%Y-%m-%d").to_string())
}
