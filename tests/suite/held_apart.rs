//! Two held against each other, told around, asked again: questions about companies that each report at their own time.

use serde_json::{Value, json};

use crate::program::Program;

const MERLE: &str = "---
title: Merle Trams builds on
date: 2025-11-12
---
# Merle Trams builds on

Over the past twelve months, capital expenditure of Merle Trams has exceeded $90 million. Merle Trams expects capital
expenditure of $30 million in 2026 (previous forecast: $25 million).

Merle Trams had revenue of $52 million in the third quarter of 2025, up 30% year-over-year. External revenue of Merle Trams grew
24% year-over-year.

For the second quarter, operating profit of Merle Trams was $8 million; net profit was $21 million, up 6% year-over-year; and
single-quarter net profit came to $5 million, down 40% year-over-year.

The Merle ticket app passed 2 million downloads within two weeks of its launch.

Operator Lin Haoran stated that depot investments of Merle Trams will surpass $60 million over the next three years.

Merle Trams may pay less tax, while its cautious stance stems from the strength of its school lines.
";

const ORREL: &str = "---
title: Orrel Buses quarter by quarter
date: 2025-11-14
---
# Orrel Buses quarter by quarter

Capital expenditure of Orrel Buses:

| Quarter | Q4 2024 | Q1 2025 | Q2 2025 | Q3 2025 |
|---|---|---|---|---|
| Capital expenditure ($ million) | 12 | 9 | 14 | 10 |

Engine Line: runs on hydrogen and on overhead wire. The Engine Line was painted red.
";

fn program() -> Program {
    Program::new().report("merle.md", MERLE).report("orrel.md", ORREL)
}

#[track_caller]
fn answer(context: &[&str], question: &str) -> Value {
    let asked = json!({ "question": question, "context": context, "as_of": "2025-12-01" });
    program().input(format!("{asked}\n")).run(&["ask", "--batch", "-"]).json_lines().remove(0)
}

#[track_caller]
fn tells(question: &str, value: f64) {
    follows(&[], question, value);
}

#[track_caller]
fn follows(context: &[&str], question: &str, value: f64) {
    let found = answer(context, question);
    assert_eq!(found["figures"][0]["value"].as_f64(), Some(value), "{question}: {found}");
}

#[track_caller]
fn says_nothing(question: &str) {
    let found = answer(&[], question);
    assert_eq!(found["status"], "not_found", "{question}: {found}");
}

#[test]
fn each_side_has_its_own_time() {
    let gap = "What is the gap between Merle Trams' capex over the past twelve months and Orrel Buses' capex from Q4 2024 to Q3 2025?";
    tells(gap, 45_000_000.0);
    let found = answer(&[], gap);
    let shown = found["derivation"].to_string();
    assert!(shown.contains('(') && shown.contains(" + "), "both sides are shown: {found}");
    tells("Who spent more on capex over the past twelve months, Merle Trams or Orrel Buses?", 45_000_000.0);
    tells(
        "How many times Orrel Buses' total capex from Q4 2024 to Q3 2025 is Merle Trams' capex for the past twelve months?",
        2.0,
    );
    says_nothing(
        "How much higher is Merle Trams' capex over the past twelve months than Orrel Buses' capex in Q2 and Q3 2025?",
    );
}

#[test]
fn one_is_held_against_the_other_as_it_is_named() {
    tells("By how many dollars was Orrel Buses' capex in Q1 2025 lower than in Q2 2025?", 5_000_000.0);
    tells("By what percentage was Orrel Buses' capex in Q4 2024 higher than in Q3 2025?", 20.0);
    tells("Orrel Buses' capex in Q4 2024 was how many times its Q3 2025 capex?", 1.2);
    tells("What did Orrel Buses spend on capex in the first half of 2025, Q1 and Q2 together?", 23_000_000.0);
    tells("By how much did Merle Trams raise its capex forecast for 2026?", 5_000_000.0);
}

#[test]
fn what_is_told_around_a_question_is_no_part_of_it() {
    tells("I'm checking my notes on Orrel Buses: what was its capital expenditure in Q2 2025?", 14_000_000.0);
    tells("Now that the depot is open, how much capex did Orrel Buses have in Q1 2025?", 9_000_000.0);
    tells("What did Orrel Buses spend on capex in Q3 2025, not just in September?", 10_000_000.0);
    says_nothing(
        "The note tells how full the order book of Merle Trams is, but could you tell me what EBITDA it made in Q3 2025?",
    );
}

#[test]
fn a_stated_growth_and_a_single_quarter_tell_which_figure_is_meant() {
    tells("Merle Trams reported a net profit that was up 6%. How much was it?", 21_000_000.0);
    tells("What was Merle Trams' single-quarter net profit?", 5_000_000.0);
    tells("Merle Trams' net profit in the second quarter of 2025 alone?", 5_000_000.0);
    tells(
        "If Merle Trams' revenue of $52 million is up 30% from a year ago, how big was it a year ago?",
        40_000_000.0,
    );
    tells("How fast did Merle Trams' revenue from external customers grow?", 24.0);
}

#[test]
fn follow_ups_ask_how_far_something_moved() {
    let before = &["What was Merle Trams' revenue in the third quarter of 2025?"];
    follows(before, "And how steep a rise was that compared with the year before?", 30.0);
    follows(before, "How much was that up on the year?", 30.0);
    follows(
        &["What was Orrel Buses' capex in Q2 2025?"],
        "And how much did they spend on capex a quarter earlier?",
        9_000_000.0,
    );
}

#[test]
fn how_long_something_took_is_a_condition() {
    tells("How many downloads did the Merle ticket app pass within two weeks of its launch?", 2_000_000.0);
    says_nothing("How many downloads did the Merle ticket app pass within two days of its launch?");
}

#[test]
fn names_are_written_in_either_script_and_punctuation_on_any_keyboard() {
    tells("林浩然说Merle Trams未来三年的投资将超过多少？", 60_000_000.0);
    tells("What was Orrel Buses’ capital expenditure in the “Q2 2025” quarter？", 14_000_000.0);
}

#[test]
fn a_label_before_a_colon_says_what_something_is() {
    let found = answer(&[], "What does the Engine Line of Orrel Buses run on?");
    assert!(found["spans"].to_string().contains("hydrogen"), "{found}");
}
