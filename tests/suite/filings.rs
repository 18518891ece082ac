//! Questions over filings and coverage whose calendar, names and columns are the publisher's own.

use serde_json::{Value, json};

use crate::program::Program;

const FILING: &str = "---
title: form-10q
---
UNITED STATES SECURITIES AND EXCHANGE COMMISSION

For the quarterly period ended December 27, 2025

BRAMLEY VALVES, INC. (Exact name of registrant as specified in its charter)

We operate on a 52- or 53-week fiscal year ending on the Saturday closest to June 30. References to fiscal 2026 are to the
52 weeks ending June 27, 2026.

## Statements of income (in thousands)

| | Note | Three Months Ended December 27, 2025 | Three Months Ended December 28, 2024 |
|---|---|---|---|
| Products | | 148,212 | 131,940 |
| Services | | 41,377 | 36,905 |
| Total net revenue | 3 | 189,589 | 168,845 |
| Net income | | 15,020 | 12,110 |

## Profit before tax, USD m

| | Marine Pumps | Process Controls | Total |
|---|---|---|---|
| Q2 fiscal 2026 | 9.1 | 4.4 | 13.5 |

## Discussion

Net revenue for the second quarter of fiscal 2026 increased 12.3% compared with the second quarter of fiscal 2025.
";

const COVERAGE: &str = "---
title: Corwell Chemie cuts its profit target
date: 2025-10-14
---
# Corwell Chemie cuts its profit target

Corwell Chemie AG lowered its profit target and said it would shut one of its two crackers. For the third quarter of 2025
adjusted EBITDA was €286 million, down from €352 million a year before and short of the €318 million that analysts had
pencilled in. Sales were €2.91 billion in the third quarter of 2025.

Corwell Chemie forecast sales of between €11.2 billion and €11.6 billion in 2026.

Net debt was €3.1 billion at the end of September 2025 and €3.4 billion at the end of June 2025.
";

#[track_caller]
fn answer(question: &str) -> Value {
    let program = Program::new().report("filing.md", FILING).report("coverage.md", COVERAGE);
    let asked = json!({"question": question, "as_of": "2026-03-15"});
    program.input(format!("{asked}\n")).run(&["ask", "--batch", "-"]).status(0).json_lines().remove(0)
}

#[track_caller]
fn gives(question: &str, value: f64, end: &str) {
    let answer = answer(question);
    let first = &answer["figures"][0];
    assert_eq!(
        (first["value"].as_f64(), first["period"]["end"].as_str()),
        (Some(value), Some(end)),
        "{answer}"
    );
}

#[test]
fn a_fiscal_quarter_is_the_one_its_report_says() {
    gives("What was Bramley Valves' revenue in Q2 fiscal 2026?", 189_589_000.0, "2025-12-27");
    gives("How fast did Bramley's revenue grow in the second quarter of fiscal 2026?", 12.3, "2025-12-27");
}

#[test]
fn a_part_is_not_answered_with_the_whole() {
    gives("How much did Bramley Valves earn from services in Q2 fiscal 2026?", 41_377_000.0, "2025-12-27");
    gives(
        "What was the profit before tax of Process Controls at Bramley Valves in Q2 fiscal 2026?",
        4_400_000.0,
        "2025-12-31",
    );
}

#[test]
fn how_far_a_figure_was_from_what_was_expected() {
    let answer =
        answer("How far below analysts' expectations was Corwell Chemie's adjusted EBITDA in Q3 2025?");
    assert_eq!(answer["figures"][0]["value"], 32_000_000.0, "{answer}");
    assert_eq!(answer["derivation"]["operands"].as_array().map(Vec::len), Some(2), "{answer}");
}

#[test]
fn a_surprise_without_an_expectation_is_not_the_figure() {
    let answer = answer("By how much did Corwell Chemie's sales beat analysts' expectations in Q3 2025?");
    assert_eq!(answer["status"], "not_found", "{answer}");
}

#[test]
fn a_fall_is_told_without_a_sign_and_in_the_money_asked_for() {
    gives(
        "By how many euros did Corwell Chemie cut its net debt between June 2025 and September 2025?",
        300_000_000.0,
        "2025-09-30",
    );
}

#[test]
fn a_companys_own_forecast_is_its_guidance() {
    let answer = answer("What sales does Corwell Chemie expect for 2026?");
    let first = &answer["figures"][0];
    assert_eq!((&first["low"], &first["kind"]), (&json!(11_200_000_000.0), &json!("guidance")), "{answer}");
}

#[test]
fn a_target_is_never_a_count_of_something_else() {
    let answer = answer("What is Corwell Chemie's profit target for 2025?");
    assert_ne!(answer["figures"][0]["unit"], "two_cracker", "{answer}");
}

#[test]
fn several_periods_get_a_figure_each() {
    let answer = answer(
        "What was Bramley Valves' total net revenue in the quarter ended December 27, 2025 and the quarter ended December 28, 2024?",
    );
    let values: Vec<&Value> =
        answer["figures"].as_array().expect("figures").iter().map(|figure| &figure["value"]).collect();
    assert!(values.contains(&&json!(189_589_000.0)) && values.contains(&&json!(168_845_000.0)), "{answer}");
}

#[test]
fn a_period_that_is_missing_of_several_is_named() {
    let answer = answer("What were Corwell Chemie's sales in Q3 2025 and Q3 2022?");
    let text = answer["text"].as_str().expect("a text");
    assert!(text.contains("2.91 billion") && text.contains("but not for Q3 2022"), "{answer}");
}

#[test]
fn a_ranking_without_a_period_asks_for_one() {
    let answer = answer("Which company had the highest revenue?");
    assert_eq!(
        (&answer["status"], answer["figures"].as_array().map(Vec::len)),
        (&json!("unclear"), Some(0)),
        "{answer}"
    );
}

#[test]
fn no_report_takes_another_companys_name_away() {
    let other = "# Osprey Tools

Osprey Tools Inc. (formerly “Bramley Valves”) had revenue of $7 million in the quarter ended December 27, 2025.
";
    let program = Program::new().report("filing.md", FILING).report("other.md", other);
    let asked =
        json!({"question": "What was Bramley Valves' revenue in Q2 fiscal 2026?", "as_of": "2026-03-15"});
    let answer =
        program.input(format!("{asked}\n")).run(&["ask", "--batch", "-"]).status(0).json_lines().remove(0);
    assert_eq!(answer["figures"][0]["value"], 189_589_000.0, "{answer}");
}
