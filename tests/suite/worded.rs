//! Questions as people word them: who says it, what is left out, what a change is measured from, from what to count back.

use serde_json::{Value, json};

use crate::program::Program;

const QUILL: &str = "---
title: Quill Ferries carries more
date: 2025-11-12
---
# Quill Ferries carries more

Quill Ferries had revenue of $48 million in the third quarter of 2025, up 20% year-over-year: the sixth consecutive quarter
that it grew by more than 10%. Excluding internal revenue, which is what the ferries sell to the cafes, revenue of Quill
Ferries grew 16% year-over-year.

Quill Ferries' order backlog reached $90 million at the end of the third quarter of 2025, up 25% quarter-over-quarter and 50%
year-over-year.

Chief executive Iva Brandt said that Quill Ferries would put more into piers: pier investments of Quill Ferries will surpass
$70 million over the next four years.

Passenger satisfaction of Quill Ferries improved in most ports, with night ferry growth exceeding 30%.

Quill Ferries carried 900,000 bicycles in the third quarter of 2025, compared with 750,000 in the third quarter of 2024.
Quill Ferries employs 640 people and owns 12 quays.

Quill Ferries projects capital expenditures of between $40 million and $44 million in 2025, surpassing its earlier estimate of
$32 million.

Quill Ferries may sell its pier cafes within 15 months.

Old Fen shipyard stopped work for three weeks in August. The shipyard stood still because a crane fell into the dock.

Jo Marsh mentioned in an internal memo that the new timetable is mainly due to tides.
";

fn program() -> Program {
    Program::new().report("quill.md", QUILL)
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
fn says(question: &str, words: &str) {
    let found = answer(&[], question);
    assert!(found["spans"].to_string().contains(words), "{question}: {found}");
}

#[track_caller]
fn says_nothing(question: &str) {
    let found = answer(&[], question);
    assert_eq!(found["status"], "not_found", "{question}: {found}");
}

#[test]
fn who_says_something_is_not_whom_it_is_about() {
    tells("How much does Iva Brandt want Quill Ferries to invest in piers?", 70_000_000.0);
    tells("How much money is Quill Ferries going to put into piers, according to Iva Brandt?", 70_000_000.0);
    says_nothing("How much does Jo Marsh want Quill Ferries to invest in piers?");
    says("Who wrote in an internal memo that the new timetable comes from the tides?", "Jo Marsh");
}

#[test]
fn everyday_words_ask_for_a_measure() {
    tells("What did Quill Ferries turn over in the third quarter of 2025?", 48_000_000.0);
    tells("How many people work for Quill Ferries?", 640.0);
    tells("How fast is Quill Ferries growing?", 20.0);
    tells("How much did night ferry growth at Quill Ferries exceed?", 30.0);
    says_nothing("How fast is the pier cafe growth of Quill Ferries?");
}

#[test]
fn what_is_left_out_is_no_term_of_the_question() {
    tells("If I leave out what Quill Ferries sells to its own sister units, how fast is it growing?", 16.0);
    tells("How fast did Quill Ferries' revenue grow, excluding internal revenue?", 16.0);
    says_nothing("How fast did Quill Ferries' revenue grow, excluding fuel surcharges?");
    follows(
        &["How fast did Quill Ferries' revenue grow in the third quarter of 2025?"],
        "And if you leave out internal revenue?",
        16.0,
    );
    tells(
        "How big is the gap between Quill Ferries' revenue growth and its growth without internal revenue?",
        4.0,
    );
}

#[test]
fn a_change_is_told_from_what_it_is_measured_from() {
    let backlog = "order backlog of Quill Ferries";
    tells(&format!("How fast did the {backlog} climb compared with twelve months before?"), 50.0);
    tells(&format!("How fast did the {backlog} climb against the quarter just before?"), 25.0);
    follows(
        &["What was the revenue of Quill Ferries in the third quarter of 2025?"],
        "How much of a jump is that on a year earlier, in percent?",
        20.0,
    );
}

#[test]
fn a_period_is_counted_from_another_of_the_question() {
    tells(
        "Quill Ferries' revenue of $48 million was 20% higher than a year earlier. What was it a year earlier?",
        40_000_000.0,
    );
    tells(
        "The backlog of Quill Ferries is 25% up on the quarter before. How large was it a quarter earlier?",
        72_000_000.0,
    );
    says_nothing(
        "Quill Ferries had revenue of $48 million in Q3 2025. What was it in the quarter before Q3 2025?",
    );
    tells("How many bicycles did Quill Ferries carry in the third quarter of 2024?", 750_000.0);
    tells(
        "How many more bicycles did Quill Ferries carry in the third quarter of 2025 than in the same quarter a year earlier?",
        150_000.0,
    );
}

#[test]
fn what_a_question_states_is_no_answer_to_it() {
    says_nothing("What would the revenue of Quill Ferries have been without the night ferries?");
    tells("What revenue did Quill Ferries have, the one that was up 20%?", 48_000_000.0);
}

#[test]
fn the_end_of_a_range_is_held_against_what_was_expected_in_percent() {
    let range = "end of the 2025 capex range of Quill Ferries above its earlier estimate";
    tells(&format!("By what percentage is the top {range}?"), 37.5);
    tells(&format!("By what percentage is the lower {range}?"), 25.0);
}

#[test]
fn lengths_of_time_and_runs_of_periods_are_told_in_words() {
    says("Within how many months might Quill Ferries sell its pier cafes?", "within 15 months");
    says("How many quarters in a row has Quill Ferries now grown by more than 10%?", "sixth consecutive");
}

#[test]
fn a_cause_may_stand_in_a_sentence_of_its_own() {
    says("Why did the Old Fen shipyard stop for three weeks?", "crane");
}

#[test]
fn a_long_story_around_a_question_asks_nothing() {
    tells(
        "Hi all, hope you are well! My aunt sails with Quill Ferries every week and worries about prices, profits and \
         the weather. Could somebody kindly tell me how many people work for them? Thank you ever so much!",
        640.0,
    );
}

const TARN: &str = "---
title: Tarn Denki, third quarter
date: 2026-02-10
---
# Tarn Denki, third quarter

Tarn Denki had operating profit of ¥12.9 billion in the quarter. Tarn Denki raised its guidance for FY3/2026 operating profit
to ¥45.0 billion from ¥43.0 billion.
";

const QINGSHI: &str = "# 青石科技2025年年报

日期：2026-03-25

青石科技2025年实现营业收入72.35亿元，同比增长18.6%。

控股子公司青石营养（持股72%）2025年实现营业收入8.74亿元，同比增长40.7%。
";

#[track_caller]
fn of_others(context: &[&str], question: &str) -> Value {
    let asked = json!({ "question": question, "context": context, "as_of": "2026-04-01" });
    let program = Program::new().report("tarn.md", TARN).report("qingshi.md", QINGSHI);
    program.input(format!("{asked}\n")).run(&["ask", "--batch", "-"]).json_lines().remove(0)
}

#[test]
fn a_fiscal_year_is_named_by_its_last_month() {
    let found = of_others(&[], "What operating profit does Tarn Denki now guide to for FY3/2026?");
    assert_eq!(found["figures"][0]["value"], 45_000_000_000.0, "{found}");
    assert_eq!(found["figures"][0]["period"]["end"], "2026-03-31", "{found}");
}

#[test]
fn what_a_subsidiary_sells_is_not_what_its_parent_does() {
    let growth = |company: &str| of_others(&[], &format!("{company}2025年营业收入同比增长多少？"));
    let parent = growth("青石科技");
    assert_eq!(parent["figures"][0]["value"], 18.6, "{parent}");
    let owned = growth("青石营养");
    assert_eq!(owned["figures"][0]["value"], 40.7, "{owned}");
}

#[test]
fn a_period_of_two_questions_before_stands_in_no_other() {
    let context = ["青石科技2025年的营业收入是多少？", "那归母净利润呢？"];
    let found = of_others(&context, "第四季度单季的呢？");
    assert_ne!(found["status"], "error", "{found}");
}
