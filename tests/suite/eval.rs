//! `footnote eval`: a golden set through the real program, and what is refused.

use serde_json::json;

use crate::program::{Program, Run};

const REPORT: &str = "---
title: Third quarter 2025
date: 2025-11-04
---
# Third quarter 2025

Harrow Foods reported revenue of $412 million in the third quarter of 2025, up 9% year over year.
";

const RIGHT: &str = r#"{"id": "q1", "kind": "figure", "question": "what was the revenue of Harrow Foods in the third quarter of 2025?", "status": "answered", "value": 412000000, "unit": "USD", "starts": "2025-07-01", "ends": "2025-09-30", "figure_kind": "reported", "words": ["$412 million"], "document": "2025/harrow.md"}"#;
const WRONG: &str = r#"{"id": "q2", "kind": "figure", "question": "what was the revenue of Harrow Foods in the third quarter of 2025?", "status": "answered", "value": 413, "unit": "USD", "note": "a slip"}"#;
const MISSED: &str =
    r#"{"id": "q3", "kind": "text", "question": "who leads Orlin?", "status": "answered", "words": ["Ada"]}"#;
const NOWHERE: &str = r#"{"id": "q4", "kind": "nowhere", "question": "what was the revenue of Zorvex Holdings in 2025?", "status": "not_found"}"#;

fn program() -> Program {
    Program::new().report("2025/harrow.md", REPORT)
}

fn set(rows: &[&str]) -> Program {
    program().file("golden.jsonl", &rows.join("\n"))
}

#[test]
fn a_set_is_told_by_kind_with_what_was_not_right() {
    let run = set(&[RIGHT, WRONG, MISSED, NOWHERE]).run(&["eval", "golden.jsonl"]).status(0);
    let told: Vec<&str> = run.stdout().lines().collect();
    let expected = [
        "         questions  correct  wrong  missed  wrong numbers",
        "figure           2        1      1       0              1",
        "nowhere          1        1      0       0              0",
        "text             1        0      0       1              0",
        "total            4        2      1       1              1",
        "50 % correct",
        "",
        "wrong q2 (figure), a wrong number: what was the revenue of Harrow Foods in the third quarter of 2025?",
        "  expected  answered · value 413 · unit USD",
    ];
    assert_eq!(told[..expected.len()], expected, "{}", run.told());
    let run = run.stdout_contains("  came      answered · value 412,000,000 · unit USD · starts 2025-07-01");
    let run = run.stdout_contains("  unmet     value\n  note      a slip\n");
    run.stdout_contains("missed q3 (text): who leads Orlin?\n  expected  answered · words “Ada”\n");
}

#[test]
fn a_program_gets_every_row() {
    let run = set(&[RIGHT, WRONG, MISSED]).run(&["eval", "golden.jsonl", "--format", "json"]).status(0);
    let report = run.json();
    for (member, expected) in [("questions", 3), ("correct", 1), ("wrong", 1), ("missed", 1)] {
        assert_eq!(report[member], expected, "{report}");
    }
    assert_eq!(report["wrong_numbers"], 1);
    assert_eq!(report["percent"], json!(33.3));
    assert_eq!(report["kinds"]["figure"]["questions"], 2);
    let outcomes: Vec<_> = (0..3).map(|row| report["rows"][row]["outcome"].clone()).collect();
    assert_eq!(outcomes, ["correct", "wrong", "missed"]);
    assert_eq!(report["rows"][1]["unmet"], json!(["value"]));
    assert_eq!(report["against"], json!(null));
}

#[test]
fn tables_are_a_set_too() {
    let set = "[[question]]\nid = \"q1\"\nkind = \"figure\"\nstatus = \"answered\"\n\
        question = \"what was the revenue of Harrow Foods last quarter?\"\n\
        as_of = 2025-11-15\nvalue = 412_000_000\nends = 2025-09-30\n";
    let program = program().file("golden.toml", set);
    let run = program.run(&["eval", "golden.toml", "--format", "json"]).status(0);
    assert_eq!(run.json()["correct"], 1, "{}", run.told());
    let undated = set.replace("as_of = 2025-11-15\n", "");
    let program = run.then().file("golden.toml", &undated);
    let run = program.run(&["eval", "golden.toml", "--least", "100", "--as-of", "2025-11-15"]).status(0);
    run.then().run(&["eval", "golden.toml", "--as-of", "2025-02-30"]).status(2).stderr_contains("--as-of");
}

#[test]
fn what_cannot_be_read_is_refused_by_file_and_line_before_anything_is_done() {
    let refused = |set: &str, problem: &str| {
        let run = program().file("golden.jsonl", set).run(&["eval", "golden.jsonl", "--save", "now.jsonl"]);
        let run =
            run.status(2).stdout_is("").stderr_contains(&format!("cannot use `golden.jsonl`: {problem}"));
        let program = run.then();
        assert!(!program.path("now.jsonl").exists() && !program.path("index").exists());
    };
    refused(&format!("{RIGHT}\nnot JSON\n"), "line 2: not JSON at column 2");
    refused(&format!("{RIGHT}\n\n{RIGHT}\n"), "line 3: the id `q1` is taken by line 1");
    refused(&RIGHT.replace("unit", "units"), "line 1: `units` is no member of a question");
    refused(&RIGHT.replace("kind\": \"figure\"", "kind\": 7"), "line 1: `kind` is no text");
    refused(&RIGHT.replace("2025-09-30", "30.9.2025"), "line 1: `ends` is no date");
    refused("", "there is no question in it");
    Program::new().run(&["eval", "gone.jsonl"]).status(2).stdout_is("").stderr_contains("`gone.jsonl`");
    Program::new()
        .run(&["eval", "set.csv"])
        .status(2)
        .stderr_contains("name it .jsonl for JSON lines or .toml");
    let table = "[[question]]\nid = \"q1\"\n";
    let run = program().file("golden.toml", table).run(&["eval", "golden.toml"]).status(2);
    run.stderr_contains("cannot use `golden.toml`: question 1 at line 1: `kind` is missing");
}

#[test]
fn results_are_kept_and_compared() {
    let run = set(&[RIGHT, NOWHERE]).run(&["eval", "golden.jsonl", "--save", "base.jsonl"]).status(0);
    let program = run.then();
    assert_eq!(
        read(&program, "base.jsonl"),
        "{\"id\":\"q1\",\"kind\":\"figure\",\"outcome\":\"correct\"}\n\
         {\"id\":\"q4\",\"kind\":\"nowhere\",\"outcome\":\"correct\"}\n"
    );
    let names: Vec<_> = std::fs::read_dir(program.path(".")).expect("it is there").collect();
    let partial = |name: &std::ffi::OsStr| name.to_string_lossy().contains("partial");
    assert!(!names.into_iter().any(|entry| partial(&entry.expect("a file").file_name())));
    let run = against(program);
    run.status(0).stdout_contains("100 % correct\n\nas before\n").stderr_is_empty();
}

#[test]
fn what_was_right_must_stay_right() {
    let base = "{\"id\":\"q1\",\"kind\":\"figure\",\"outcome\":\"missed\"}\n\
        {\"id\":\"q2\",\"kind\":\"figure\",\"outcome\":\"correct\"}\n";
    let program = set(&[RIGHT, WRONG, NOWHERE]).file("base.jsonl", base);
    let run = against(program).status(2).stderr_contains("1 question was right and no longer is");
    let run = run.stdout_contains(
        "newly right   q1 (was missed)\nnewly wrong   q2 (was correct)\nnew           q4 (correct)\n",
    );
    let program = run.then();
    let run = program.run(&["eval", "golden.jsonl", "--against", "base.jsonl", "--save", "base.jsonl"]);
    let program = run.status(2).stderr_contains("`base.jsonl` stays as it was").then();
    assert_eq!(read(&program, "base.jsonl"), base);
    let program = program.file("golden.jsonl", RIGHT);
    let run = against(program).status(2).stdout_contains("gone          q2 (was correct)");
    let run = run.then().file("golden.jsonl", &WRONG.replace("413", "412000000"));
    against(run).status(0).stdout_contains("gone          q1 (was missed)");
}

#[test]
fn earlier_results_that_cannot_be_read_are_refused() {
    let program = set(&[RIGHT]).file("base.jsonl", "{\"id\": \"q1\"}\n");
    against(program)
        .status(2)
        .stdout_is("")
        .stderr_contains("cannot use `base.jsonl`: line 1: `outcome` is missing");
    against(set(&[RIGHT])).status(2).stdout_is("").stderr_contains("cannot read `base.jsonl`");
}

#[test]
fn a_set_can_be_held_to_a_share() {
    let program = set(&[RIGHT, WRONG]);
    let program = program.run(&["eval", "golden.jsonl", "--least", "50"]).status(0).then();
    let run = program.run(&["eval", "golden.jsonl", "--least", "50.1"]).status(2);
    run.stdout_contains("50 % correct").stderr_contains("50 % are correct, not 50.1 %");
}

#[test]
fn results_that_cannot_be_kept_are_still_told() {
    let run = set(&[RIGHT]).run(&["eval", "golden.jsonl", "--save", "gone/now.jsonl"]).status(2);
    run.stdout_contains("100 % correct").stderr_contains("cannot write `gone/now.jsonl`");
}

fn against(program: Program) -> Run {
    program.run(&["eval", "golden.jsonl", "--against", "base.jsonl"])
}

fn read(program: &Program, path: &str) -> String {
    std::fs::read_to_string(program.path(path)).expect("it is there")
}
