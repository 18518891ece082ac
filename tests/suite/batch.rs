//! `ask --batch` and `figures --batch`: a line in, a line out, whatever the line holds.

use serde_json::{Value, json};

use crate::program::Program;

const MEMBERS_OF_AN_ANSWER: [&str; 12] = [
    "id",
    "status",
    "text",
    "spans",
    "figures",
    "derivation",
    "citations",
    "conflicts",
    "near_misses",
    "answer_id",
    "generation",
    "elapsed_us",
];

#[test]
fn every_line_is_answered_in_order_and_none_stops_the_run() {
    let lines = [
        r#"{"id": "q1", "question": "what is the revenue of nobody?", "colour": "blue"}"#,
        "",
        "not JSON",
        r#"{"id": 3}"#,
        r#"{"id": "q4", "question": "x", "as_of": "yesterday"}"#,
        r#"{"id": {"a": 1}, "question": "x", "documents": [], "context": ["y"], "as_of": "2026-01-31"}"#,
    ];
    let answers = Program::new().input(lines.join("\n")).run(&["ask", "--batch", "-"]).status(0).json_lines();
    let ids: Vec<Value> = answers.iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(ids, [json!("q1"), Value::Null, json!(3), json!("q4"), json!({"a": 1})]);
    let errors: Vec<bool> = answers.iter().map(|answer| answer["status"] == "error").collect();
    assert_eq!(errors, [false, true, true, true, false]);
    assert_eq!(answers[1]["text"], "line 3: not JSON at column 2");
    assert_eq!(answers[2]["text"], "line 4: `question` is missing");
    assert_eq!(answers[3]["text"], "line 5: `as_of` is no date, write it like 2026-01-31");
}

#[test]
fn every_answer_has_every_member() {
    let lines = "{\"question\": \"what is the revenue of nobody?\"}\n{}\n";
    for answer in Program::new().input(lines).run(&["ask", "--batch", "-"]).status(0).json_lines() {
        for member in MEMBERS_OF_AN_ANSWER {
            assert!(answer.get(member).is_some(), "no `{member}` in {answer}");
        }
    }
}

#[test]
fn a_batch_is_read_from_a_file_too() {
    let program = Program::new().file("questions.jsonl", "{\"id\": 1, \"question\": \"what?\"}");
    let answers = program.run(&["ask", "--batch", "questions.jsonl"]).status(0).json_lines();
    assert_eq!(answers.len(), 1);
    Program::new()
        .run(&["ask", "--batch", "gone.jsonl"])
        .status(2)
        .stdout_is("")
        .stderr_contains("`gone.jsonl`");
}

#[test]
fn bytes_that_are_no_text_get_an_answer() {
    let input = b"\xff\xfe\xfd\n\x00\n{\"id\": 1, \"text\": \"nothing\"}\r\n";
    let lines = Program::new().input(input).run(&["figures", "--batch", "-"]).status(0).json_lines();
    assert_eq!(lines[0]["error"], "line 1: not UTF-8");
    assert_eq!(lines[1]["error"], "line 2: not JSON at column 1");
    assert_eq!(lines[2]["id"], 1);
}

#[test]
fn figures_of_texts_need_no_index() {
    let input = r#"{"id": "t1", "text": "nothing here", "language": "en", "date": "2025-12-02"}"#;
    let run = Program::new().without("corpus").input(input).run(&["figures", "--batch", "-"]).status(0);
    assert_eq!(run.json(), json!({"id": "t1", "figures": [], "periods": [], "set_aside": []}));
    assert!(!run.then().path("index").exists());
}

#[test]
fn an_answer_comes_before_the_next_question_is_written() {
    use std::io::{BufRead, BufReader, Write};
    let program = Program::new();
    let mut command = program.command(&["figures", "--batch", "-"]);
    let mut child = command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it was piped");
    let mut stdout = BufReader::new(child.stdout.take().expect("it was piped"));
    for number in 0..3 {
        writeln!(stdin, "{{\"id\": {number}, \"text\": \"\"}}").expect("it listens");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("it answers");
        assert!(line.starts_with(&format!("{{\"id\":{number},")), "{line}");
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}
