//! Questions over the sample corpus that are answered right; the list moves only in a commit someone meant.

use std::path::Path;

use serde_json::{Value, json};

use crate::program::Program;

/// The asker's today in every question.
const TODAY: &str = "2025-12-15";

#[test]
fn the_listed_questions_are_answered_right() {
    let listed: Vec<Value> = include_str!("questions/sample.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a listed question is JSON"))
        .collect();
    let asked: String = listed
        .iter()
        .map(|row| format!("{}\n", json!({"question": row["question"], "as_of": TODAY})))
        .collect();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let run = Program::new().input(asked).run(&[
        "ask",
        "--batch",
        "-",
        "--corpus",
        corpus.to_str().expect("a plain path"),
    ]);
    let answers = run.status(0).json_lines();
    assert_eq!(answers.len(), listed.len());
    let wrong: Vec<String> =
        listed.iter().zip(&answers).filter(|(row, answer)| !is_right(row, answer)).map(told).collect();
    assert!(wrong.is_empty(), "{} of {} went wrong:\n{}", wrong.len(), listed.len(), wrong.join("\n"));
}

/// Every member that the row states must be what the answer gives first.
fn is_right(row: &Value, answer: &Value) -> bool {
    let first = &answer["figures"][0];
    let cited = first["citation"]
        .as_u64()
        .and_then(|n| usize::try_from(n).ok())
        .map(|n| &answer["citations"][n - 1]["document"]);
    let states = |member: &str| row.get(member).is_some_and(|value| !value.is_null());
    let figure = ["value", "low", "high", "unit"]
        .iter()
        .all(|member| !states(member) || row[*member] == first[*member]);
    let period = !states("ends") || row["ends"] == first["period"]["end"];
    let document = !states("document") || Some(&row["document"]) == cited;
    let words = row["words"].as_str().is_none_or(|words| answer["spans"].to_string().contains(words));
    row["status"] == answer["status"] && figure && period && document && words
}

fn told((row, answer): (&Value, &Value)) -> String {
    format!("{row}\n  got {} {} {}", answer["status"], answer["figures"][0], answer["spans"])
}

/// What the program answers right of the golden set stays right; `questions/right.jsonl` is written with `eval --save` in
/// a commit that means it.
#[test]
fn what_was_right_stays_right() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = |path: &str| here.join(path).to_str().expect("a plain path").to_owned();
    let (set, right) =
        (place("tests/suite/questions/golden.jsonl"), place("tests/suite/questions/right.jsonl"));
    let corpus = place("corpus");
    Program::new().run(&["eval", &set, "--against", &right, "--as-of", TODAY, "--corpus", &corpus]).status(0);
}
