//! One of several of a kind is no other: rounds of funding, phases, shares of a whole, columns of a table.

use serde_json::{Value, json};

use crate::program::Program;

const VELM: &str = "---
title: Velm Labs grows up
date: 2025-11-10
---
# Velm Labs grows up

Velm Labs tests drugs. In its Series C in April 2024 Velm Labs raised €24 million. A Series D of €66 million followed in
September 2025.

| Round | Date | Raised (€ million) | Valuation (€ million) | Lead investor |
|---|---|---|---|---|
| Angel | May 2019 | 1.5 | 6 | Ostrava Partners |
| Series C | April 2024 | 24 | 130 | Quillfund |
| Series D | September 2025 | 66 | 410 | Harrowgate Capital |

Two hospitals account for 41% of the order backlog. Of its patients, 300,000 use the portal each week, out of 1.2 million in total.

The Phase 1 study of VL-77 enrolled 84 patients at 9 clinics. It began in March 2024.

The shared-laboratory model has its pros and cons. Its strength is speed. When a test changes, it struggles with retraining.
";

const TABLE: &str = "---
title: Two makers of lamps
date: 2025-11-11
---
# Two makers of lamps

| | Brindle | Castor |
|---|---|---|
| Design focus | Street lamps | Theatre lights |
| Sales channel | Own shops | Wholesalers |
";

const XUANSONG: &str = "---
title: 玄松光电2025年三季报
date: 2025-10-30
---
# 玄松光电2025年三季报

玄松光电第三季度营业收入为7.2亿元，同比增长11%。净利润为0.9亿元。
";

const PERIODS: &str = "---
title: Norrby Ferries, third quarter of 2025
date: 2025-11-12
---
# Norrby Ferries, third quarter of 2025

In October a pier burned; charters were 14% of revenue in the quarter. The order backlog at the end of the quarter was $45 million.

Norrby Ferries raised its estimate of capital expenditure for 2026 to $12 million.

Total revenue, including sales to sister companies, grew 20% year-over-year, while revenue excluding sales to sister companies grew
13% year-over-year.

Norrby Ferries charges $25 a ticket. Its rival Skerry Lines charges $30 a ticket.
";

fn program() -> Program {
    Program::new()
        .report("velm.md", VELM)
        .report("lamps.md", TABLE)
        .report("xuansong.md", XUANSONG)
        .report("norrby.md", PERIODS)
}

#[track_caller]
fn answer(context: &[&str], question: &str) -> Value {
    let asked = json!({ "question": question, "context": context, "as_of": "2025-12-01" });
    program().input(format!("{asked}\n")).run(&["ask", "--batch", "-"]).json_lines().remove(0)
}

#[track_caller]
fn tells(question: &str, value: f64) {
    let found = answer(&[], question);
    assert_eq!(found["figures"][0]["value"].as_f64(), Some(value), "{question}: {found}");
}

#[track_caller]
fn says(question: &str, words: &str) {
    let found = answer(&[], question);
    assert!(found["text"].to_string().contains(words), "{question}: {found}");
}

#[track_caller]
fn says_nothing(question: &str) {
    let found = answer(&[], question);
    assert_eq!(found["status"], "not_found", "{question}: {found}");
}

#[test]
fn a_round_is_no_other() {
    tells("How much did Velm Labs raise in its Series C?", 24_000_000.0);
    tells("How much did Velm Labs raise in its angel round?", 1_500_000.0);
    tells("What was Velm Labs' valuation in the Series C?", 130_000_000.0);
    says_nothing("How much did Velm Labs raise in its Series B?");
    says("Who was the lead investor in Velm Labs' angel round?", "Ostrava Partners");
}

#[test]
fn several_rounds_are_each_themselves() {
    tells("What did Velm Labs raise in its angel, Series C and Series D rounds together?", 91_500_000.0);
    tells("How much more did Velm Labs raise in its Series D than in its Series C?", 42_000_000.0);
    tells("What is the difference between Velm Labs' Series C and Series D valuations?", 280_000_000.0);
    says_nothing("What did Velm Labs raise in its Series B, Series C and Series D rounds together?");
}

#[test]
fn a_sentence_tells_a_share_or_its_parts() {
    tells("What share of Velm Labs' backlog sits with two hospitals?", 41.0);
    says_nothing("What share of Velm Labs' backlog sits with four hospitals?");
    tells("What percentage of Velm Labs' patients use the portal each week?", 25.0);
}

#[test]
fn a_numbered_thing_is_no_other() {
    tells("How many patients did the Phase 1 study of Velm Labs enrol?", 84.0);
    says_nothing("When did the Phase 2 study of VL-77 begin?");
}

#[test]
fn what_is_only_announced_comes_next() {
    says("What is the drawback of the shared-laboratory model of Velm Labs?", "struggles with retraining");
}

#[test]
fn the_column_of_whom_is_asked_about_answers() {
    says("What does Brindle focus its design on, compared with Castor?", "Street lamps");
    says("Where does Castor concentrate its design efforts, compared with Brindle?", "Theatre lights");
}

#[test]
fn a_chinese_company_is_called_without_its_kind_of_business() {
    tells("玄松第三季度收入是多少？", 720_000_000.0);
    says_nothing("玄杉第三季度收入是多少？");
}

#[test]
fn the_quarter_is_the_one_under_discussion() {
    tells("What share of Norrby Ferries' revenue were charters in the third quarter of 2025?", 14.0);
    let found =
        answer(&[], "How large was the order backlog of Norrby Ferries at the end of September 2025?");
    assert_eq!(found["figures"][0]["period"]["end"], "2025-09-30", "{found}");
    let found = answer(&[], "What capital expenditure does Norrby Ferries estimate for 2026?");
    assert_eq!(found["figures"][0]["kind"], "guidance", "{found}");
}

#[test]
fn what_is_left_out_may_be_told_first_or_last() {
    tells("Strip out sales to sister companies: how fast did the revenue of Norrby Ferries grow?", 13.0);
    tells("How fast did Norrby Ferries' revenue grow if sales to sister companies are left out?", 13.0);
}

#[test]
fn a_follow_up_about_somebody_else_asks_the_same() {
    let found = answer(&["How much is a ticket of Norrby Ferries?"], "and of its rival Skerry Lines?");
    assert_eq!(found["figures"][0]["value"].as_f64(), Some(30.0), "{found}");
}

#[test]
fn where_a_measure_stands_asks_for_an_amount() {
    tells("Where does the order backlog of Norrby Ferries stand?", 45_000_000.0);
}
