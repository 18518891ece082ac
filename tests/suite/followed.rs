//! What a question takes from the one before it and what it holds against what: parts, periods, shares and targets.

use serde_json::{Value, json};

use crate::program::Program;

const SEDGE: &str = "---
title: Sedge Castings reports second quarter of 2025
date: 2025-08-04
---
# Sedge Castings reports second quarter of 2025

Sedge Castings had revenue of $90 million in the second quarter of 2025. Net income was $7 million. Sedge Castings is a maker of
cast iron.

| Revenue, $ million | Q2 2025 | Q1 2025 |
|---|---|---|
| Stoves | 50 | 47 |
| Manhole covers | 40 | 38 |
| Total revenue | 90 | 85 |

Sedge Castings said that revenue growth slowed to 6% in the second quarter of 2025. Revenue rose by $5 million to $90 million.

Training a patternmaker took 300 days and cost $2 million. The stove subscription is told of elsewhere.

Sedge Castings had 640 employees at the end of June 2025, including 210 moulders.

Sedge Castings cut its net income target for 2025 to $24 million from $30 million.

## Outlook for 2025

| | Previous | Current |
|---|---|---|
| Cash cost, $ per tonne | 410 - 420 | 430 - 440 |

## Halves

| $ million | Six months ended March 31, 2025 | Six months ended March 31, 2024 |
|---|---|---|
| Exports | 61 | 52 |

Sedge Enamel Ltd, a subsidiary of Sedge Castings, had revenue of $18 million in the second quarter of 2025.
";

const CANGWU: &str = "# 苍梧铸造2025年年报点评

日期：2026-02-11

苍梧铸造2025年营收50亿元，上年为40亿元。公司把2026年净利润指引从7亿元以上下调到6.2亿元至6.6亿元。

| 指标（亿元） | 2025年 | 2024年 |
|---|---|---|
| 营收 | 50 | 40 |

## 分业务

| 业务（收入，亿元） | 2025年 | 2024年 |
|---|---|---|
| 炉具收入 | 30 | 25 |
| 井盖收入 | 20 | 15 |
";

const TANSY: &str = "---
title: Tansy Mills reports second quarter of 2025
date: 2025-08-20
---
Tansy Mills had net income of $3 million in the second quarter of 2025. Its neighbour Orchard Bray sells flour.
";

#[track_caller]
fn answer(context: &[&str], question: &str) -> Value {
    let ask = json!({"question": question, "context": context, "as_of": "2026-03-01"});
    let program =
        Program::new().report("sedge.md", SEDGE).report("cangwu.md", CANGWU).report("tansy.md", TANSY);
    program.input(format!("{ask}\n")).run(&["ask", "--batch", "-"]).json_lines().remove(0)
}

#[track_caller]
fn gives(context: &[&str], question: &str, value: f64) {
    let found = answer(context, question);
    assert_eq!(found["figures"][0]["value"], value, "{question}: {}", found["text"]);
}

#[track_caller]
fn gives_range(question: &str, low: f64, high: f64) {
    let found = answer(&[], question);
    let figure = &found["figures"][0];
    assert_eq!(
        (&figure["low"], &figure["high"]),
        (&json!(low), &json!(high)),
        "{question}: {}",
        found["text"]
    );
}

#[track_caller]
fn says_nothing(context: &[&str], question: &str) {
    let found = answer(context, question);
    assert_eq!(found["status"], "not_found", "{question}: {}", found["text"]);
}

const STOVES: &str =
    "How much revenue did Sedge Castings' stoves business bring in for the second quarter of 2025?";

#[test]
fn a_follow_up_that_names_a_part_asks_for_that_part() {
    gives(&[STOVES], "what about manhole covers?", 40e6);
    gives(&[STOVES], "and the manhole covers segment in the first quarter of 2025?", 38e6);
    gives(&["苍梧铸造2025年炉具收入是多少？"], "那井盖呢？", 2e9);
    says_nothing(&[STOVES], "and bananas?");
}

#[test]
fn a_follow_up_with_its_own_term_keeps_the_period() {
    gives(
        &["What was Sedge Castings' revenue in the second quarter of 2025?"],
        "What about its net income?",
        7e6,
    );
    says_nothing(
        &["What was Sedge Castings' revenue in the fourth quarter of 2019?"],
        "What about its net income?",
    );
}

#[test]
fn whom_no_figure_is_told_of_stays_a_condition() {
    says_nothing(
        &["What was Orchard Bray's revenue in the second quarter of 2025?"],
        "What about its net income?",
    );
}

#[test]
fn how_fast_is_told_as_a_percentage() {
    let found = answer(&[], "How fast was Sedge Castings' revenue growing in the second quarter of 2025?");
    let figure = &found["figures"][0];
    assert_eq!((&figure["value"], &figure["unit"]), (&json!(6.0), &json!("percent")), "{}", found["text"]);
}

#[test]
fn the_same_half_of_another_year_is_a_period() {
    let question = "How many dollars more did Sedge Castings sell in exports in the six months to March 2025 than in the same \
                    half of 2024?";
    gives(&[], question, 9e6);
    gives(&[], "苍梧铸造2025年营收比上年增加了多少？", 1e9);
}

#[test]
fn a_share_is_of_the_whole_that_the_question_names() {
    let question = "What share of Sedge Castings' revenue in the second quarter of 2025 would Sedge Enamel's revenue make?";
    gives(&[], question, 20.0);
}

#[test]
fn a_target_is_of_what_it_is_set_for() {
    gives(&[], "What is Sedge Castings' net income target for 2025?", 24e6);
    gives_range("苍梧铸造2026年净利润指引是多少？", 620_000_000.0, 660_000_000.0);
    gives_range("Where does Sedge Castings now see cash cost landing for 2025?", 430.0, 440.0);
}

#[test]
fn what_is_asked_for_each_month_is_told_for_each() {
    says_nothing(&[], "What does a Sedge Castings subscription cost per month?");
}

#[test]
fn of_two_counts_the_one_of_what_is_counted() {
    gives(&[], "How many moulders does Sedge Castings have?", 210.0);
}
