//! Answers from real reports through the real program: the number, its words, and what a report may not do.

use crate::program::Program;

const REPORT: &str = "---
title: Third quarter 2025
date: 2025-11-04
---
# Third quarter 2025

Harrow Foods reported revenue of $412 million in the third quarter of 2025, up 9% year over year.
";

const QUESTION: &str = "what was the revenue of Harrow Foods in the third quarter of 2025?";

#[test]
fn a_figure_comes_with_unit_period_and_its_words() {
    let program = Program::new().report("2025/harrow.md", REPORT);
    let answer = program.run(&["ask", "--format", "json", QUESTION]).status(0).json();
    let first = &answer["figures"][0];
    assert_eq!(first["value"], 412_000_000.0, "{answer}");
    assert_eq!(first["unit"], "USD");
    assert_eq!(first["scale"], "million");
    assert_eq!(first["period"]["end"], "2025-09-30");
    let citation = &answer["citations"][0];
    assert_eq!(citation["document"], "2025/harrow.md");
    assert_eq!(citation["date"], "2025-11-04");
    assert!(citation["quote"].as_str().is_some_and(|quote| REPORT.contains(quote)), "{answer}");
    assert!(answer["text"].as_str().is_some_and(|text| text.contains("USD 412 million")), "{answer}");
}

#[test]
fn what_comes_nearest_is_offered_once_however_often_it_is_told() {
    let other = "---\ntitle: Round-up\ndate: 2025-11-05\n---\n\nRevenue of Harrow Foods was $0.412 billion in Q3 2025. Revenue of \
                 Harrow Foods was $401 million in Q2 2025.\n";
    let program = Program::new().report("harrow.md", REPORT).report("round-up.md", other);
    let question = "what was the revenue of Harrow Foods in the third quarter of 2023?";
    let answer = program.run(&["ask", "--format", "json", question]).status(1).json();
    let near = answer["near_misses"].as_array().cloned().unwrap_or_default();
    let values: Vec<f64> = near.iter().filter_map(|near| near["figure"]["value"].as_f64()).collect();
    assert_eq!(values, [412_000_000.0, 401_000_000.0], "{answer}");
}

#[test]
fn what_is_printed_is_the_text_of_the_json() {
    let program = Program::new().report("harrow.md", REPORT).run(&["index"]).status(0).then();
    let run =
        program.run(&["ask", QUESTION]).status(0).stdout_contains("[1] Third quarter 2025 · 2025-11-04");
    let printed = run.stdout().trim_end().to_owned();
    let answer = run.then().run(&["ask", "--format", "json", QUESTION]).json();
    assert_eq!(answer["text"], printed.as_str());
}

#[test]
fn a_question_sees_what_changed_in_the_corpus() {
    let program = Program::new()
        .report("harrow.md", REPORT)
        .ask(QUESTION)
        .status(0)
        .stderr_contains("indexed 1 document")
        .then();
    let program = program.report("harrow.md", &REPORT.replace("$412", "$413"));
    let program = program.ask(QUESTION).status(0).stdout_contains("USD 413 million").then();
    let program = program.without("corpus/harrow.md").ask(QUESTION).status(1).then();
    program.ask(QUESTION).status(1).stderr_is_empty();
}

#[test]
fn a_corpus_out_of_reach_leaves_the_last_generation_answering() {
    let program = Program::new().report("harrow.md", REPORT).run(&["index"]).status(0).then();
    let program = program.without("corpus");
    program
        .ask(QUESTION)
        .stderr_contains("answering from generation 1, the last whole one: there is no corpus folder");
}

#[test]
fn a_report_with_its_figures_is_shown_and_told() {
    let program = Program::new().report("2025/harrow.md", REPORT);
    let run = program
        .run(&["figures", "--document", "2025/harrow.md"])
        .status(0)
        .stdout_contains("$412 million = USD 412 million");
    let told = run
        .then()
        .run(&["figures", "--document", "corpus/2025/harrow.md", "--format", "json"])
        .status(0)
        .json();
    let text = told["text"].as_str().expect("its text is told");
    for figure in told["figures"].as_array().expect("its figures are told") {
        let at = |member: &str| {
            figure[member].as_u64().and_then(|at| usize::try_from(at).ok()).expect("an offset")
        };
        assert_eq!(text.get(at("start")..at("end")), figure["text"].as_str(), "{figure}");
    }
}

#[test]
fn an_explanation_tells_how_the_question_was_read() {
    let program = Program::new().report("harrow.md", REPORT);
    program
        .run(&["ask", "--explain", QUESTION])
        .stderr_contains("metric: revenue")
        .stderr_contains("of: Harrow Foods");
}

#[test]
fn a_report_cannot_steer_the_terminal() {
    let hostile = REPORT.replace("reported", "\u{1b}]0;gone\u{7}\u{202e}reported");
    let run = Program::new().report("harrow.md", &hostile).ask(QUESTION);
    assert!(!run.stdout().contains(['\u{1b}', '\u{7}', '\u{202e}']), "{:?}", run.stdout());
}
