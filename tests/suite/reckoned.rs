//! Figures that no report tells, made of those that it does.

use serde_json::{Value, json};

use crate::program::Program;

const QUARRY: &str = "---
title: Umber Quarries reports third quarter of 2025
date: 2025-11-02
---
# Umber Quarries reports third quarter of 2025

(in thousands, except per share amounts)

| | Three months ended September 30, 2025 | Three months ended September 30, 2024 | Nine months ended September 30, 2025 |
|---|---|---|---|
| Net sales | 80,000 | 77,310 | 230,000 |
| Operating income | 12,000 | 9,000 | 30,000 |
| Cash provided by operating activities | 15,000 | 11,000 | 40,000 |
| Capital expenditures | 4,000 | 3,000 | 10,000 |
| Earnings per share: | | | |
| Basic | 0.61 | 0.50 | 1.80 |
| Diluted | 0.60 | 0.49 | 1.77 |

## Outlook

Umber Quarries expects 2026 capital expenditures of between $18 million and $22 million.

Umber Quarries had a backlog of $300 million at the end of the third quarter of 2025, up 20% from a year earlier.

Umber Quarries plans to invest more than $90 million in rail over the next three years.

## People

Umber Quarries has 74 employees and plans to have at least 110 by the end of 2026.

## Marble

Umber Marble Ltd, a subsidiary of Umber Quarries, had revenue of $20 million in the third quarter of 2025.

| Umber Marble Ltd, $ million | Q4 2024 | Q1 2025 | Q2 2025 | Q3 2025 |
|---|---|---|---|---|
| Capital expenditure | 5 | 4 | 3 | 2 |
";

fn answer(question: &Value) -> Value {
    let program = Program::new().report("quarry.md", QUARRY).input(format!("{question}\n"));
    program.run(&["ask", "--batch", "-"]).status(0).json_lines().remove(0)
}

#[track_caller]
fn first(question: &Value) -> Value {
    let answer = answer(question);
    assert_eq!(answer["status"], "answered", "{question}: {}", answer["text"]);
    answer["figures"][0].clone()
}

#[track_caller]
fn gives(question: &str, value: f64) {
    let figure = first(&plain(question));
    assert_eq!(figure["value"], value, "{question}: {figure}");
}

fn plain(question: &str) -> Value {
    json!({"question": question, "as_of": "2025-12-15"})
}

#[test]
fn a_measure_is_made_of_its_terms() {
    gives("What was Umber Quarries' operating margin in the third quarter of 2025?", 15.0);
    gives(
        "Umber Quarries free cash flow in Q3 2025, defined as operating cash flow less capex?",
        11_000_000.0,
    );
    let figure = first(&plain("Umber Quarries free cash flow in Q3 2025"));
    assert_eq!(figure["metric"], "free cash flow");
    assert_eq!(figure["kind"], "derived");
}

#[test]
fn a_period_is_made_of_others() {
    let figure =
        first(&plain("How much did Umber Quarries sell in the first half of 2025? Its net sales, please."));
    assert_eq!(figure["value"], 150_000_000.0, "{figure}");
    assert_eq!(figure["period"]["end"], "2025-06-30");
    gives("Umber Marble capital expenditure from Q4 2024 to Q3 2025", 14_000_000.0);
}

#[test]
fn every_quarter_of_a_stretch_is_told() {
    let answer = answer(&plain("Umber Marble capex quarter by quarter, Q4 2024 to Q3 2025"));
    let values: Vec<f64> = answer["figures"]
        .as_array()
        .expect("figures")
        .iter()
        .filter_map(|figure| figure["value"].as_f64())
        .collect();
    assert_eq!(values, [5e6, 4e6, 3e6, 2e6], "{}", answer["text"]);
    gives("What was the trough in Umber Marble's capex from Q4 2024 to Q3 2025?", 2_000_000.0);
}

#[test]
fn what_a_figure_implies_is_computed() {
    gives(
        "What backlog did Umber Quarries have in Q3 2024, working backwards from the growth?",
        250_000_000.0,
    );
    gives("How wide is the range of Umber Quarries' capex guidance for 2026?", 4_000_000.0);
    let rail = "How much will Umber Quarries invest in rail over the next three years?";
    let figure = first(
        &json!({"question": "And how much is that per year?", "context": [rail], "as_of": "2025-12-15"}),
    );
    assert_eq!(figure["value"], 30_000_000.0, "{figure}");
    assert_eq!(figure["bound"], ">", "more than ninety over three is more than thirty");
}

#[test]
fn a_part_is_shared_by_its_own_whole() {
    gives("What share of Umber Quarries' revenue came from Umber Marble in Q3 2025?", 25.0);
    gives("How many times larger was Umber Quarries' revenue than Umber Marble's in Q3 2025?", 4.0);
}

#[test]
fn a_longer_stretch_is_asked_for_after_a_shorter() {
    let before = "What was Umber Quarries' operating income in the third quarter of 2025?";
    let figure =
        first(&json!({"question": "and for the nine months?", "context": [before], "as_of": "2025-12-15"}));
    assert_eq!(figure["value"], 30_000_000.0, "{figure}");
}

#[test]
fn a_row_under_a_group_is_a_term_of_its_own() {
    gives("Umber Quarries diluted EPS for Q3 2025?", 0.60);
    gives("Umber Quarries basic EPS for Q3 2024?", 0.50);
}

#[test]
fn a_plan_dates_nothing_that_is_so() {
    let figure = first(&plain("How many employees does Umber Quarries have?"));
    assert_eq!(figure["value"], 74.0, "{figure}");
    assert_ne!(figure["period"]["end"], "2026-12-31", "{figure}");
}

#[test]
fn a_place_that_no_figure_is_told_of_is_a_condition() {
    let answer =
        answer(&plain("What revenue did Umber Quarries make in Norway in the third quarter of 2025?"));
    assert_eq!(answer["status"], "not_found", "{}", answer["text"]);
}

#[test]
fn what_is_paid_is_money() {
    let answer = answer(&plain("How much did Umber Quarries pay for its employees' boots?"));
    assert_ne!(answer["figures"][0]["unit"], "employees", "{}", answer["text"]);
    gives("How wide is the band of Umber Quarries' 2026 capex guidance?", 4_000_000.0);
}
