//! Questions in the words of askers over reports in the words of their writers.

use serde_json::{Value, json};

use crate::program::Program;

const TRAMS: &str = "---
title: Marlow Trams has a busy autumn
date: 2025-11-20
---
# Marlow Trams has a busy autumn

Marlow Trams earned revenue of $80 million in the third quarter of 2025, up 12% year over year, while revenue excluding
charter trips grew 7% year over year. Free cash flow was an outflow of $4 million, after an inflow of $6 million in the
same quarter of 2024.

Marlow Trams projects its 2025 capital expenditures to reach between $30 million and $34 million, surpassing its earlier
estimate of $25 million.

Marlow Trams carried 10 million passengers in the first quarter of 2025, 12 million in the second quarter of 2025, 14
million in the third quarter of 2025 and 14 million in the fourth quarter of 2024.

## Rivals

In the harbour, Marlow Trams competes with Osprey Ferries and Blue Quay for the same commuters. Osprey Ferries opened a
second pier in June, and Blue Quay answered with cheaper season tickets. The Line 7 trams may mark a new start.

Ridership grew for the sixth consecutive quarter, helped by late trains.

## Depots

Three of the old depots had to be closed for asbestos. Therefore, fewer trams will be repaired this winter.

Marlow Trams is likely to spin off its parking business within two years.

Parking is no longer worth the capital that it ties up, requiring a new garage every year.

| Feature | Marlow Trams | Osprey Ferries |
|---|---|---|
| Ticketing | Paper and phone | Phone only |
| Focus | Commuters | Day trippers |

## Marlow Trams and its boats

Marlow Trams Boats had revenue of $9 million in the third quarter of 2025. Revenue growth slowed to 4% in the third quarter of
2025, from 6% in the second quarter of 2025. The group pays for the piers. Capital expenditure was $3 million in the third
quarter of 2025.

## People

Finance chief Ada Reyes leaves in March. Her successor will be Bo Lindqvist.
";

#[track_caller]
fn answer(question: Value) -> Value {
    let program = Program::new().report("trams.md", TRAMS).input(format!("{question}\n"));
    program.run(&["ask", "--batch", "-"]).status(0).json_lines().remove(0)
}

#[track_caller]
fn says(question: &str, words: &str) {
    let answer = answer(json!({"question": question, "as_of": "2025-12-15"}));
    assert_eq!(answer["status"], "answered", "{question}: {answer}");
    assert!(answer["spans"].to_string().contains(words), "{question}: {}", answer["spans"]);
}

#[track_caller]
fn gives(question: &Value, value: f64) {
    let answer = answer(question.clone());
    assert_eq!(answer["figures"][0]["value"], value, "{question}: {}", answer["text"]);
}

fn plain(question: &str) -> Value {
    json!({"question": question, "as_of": "2025-12-15"})
}

#[test]
fn a_figure_without_a_part_is_not_the_whole() {
    gives(&plain("If you leave out charter trips, how fast did Marlow Trams' revenue grow?"), 7.0);
    gives(&plain("How fast did Marlow Trams' revenue grow?"), 12.0);
}

#[test]
fn what_was_expected_before_is_told_when_asked() {
    let before = "How much does Marlow Trams expect to spend on capex in 2025?";
    let asked = json!({
        "question": "And what was the number before they bumped it up?",
        "context": [before],
        "as_of": "2025-12-15",
    });
    gives(&asked, 25_000_000.0);
}

#[test]
fn the_middle_of_a_range_is_computed() {
    let asked = "What is the midpoint of the range that Marlow Trams gives for its 2025 capex?";
    gives(&plain(asked), 32_000_000.0);
    let asked = "Measured at the midpoint, how much did Marlow Trams add to its 2025 capex outlook?";
    gives(&plain(asked), 7_000_000.0);
}

#[test]
fn a_share_of_a_stretch_is_of_all_its_parts() {
    let asked =
        "What share of Marlow Trams' passengers in the four quarters to September 2025 came in Q1 2025?";
    gives(&plain(asked), 20.0);
}

#[test]
fn a_long_story_around_a_question_asks_nothing() {
    let asked = "Good evening everyone, I came across a digest of some story about commuters and I vaguely \
                 remember that the trams were doing nicely. Could somebody please tell me how fast Marlow Trams' revenue \
                 grew in the third quarter of 2025?";
    gives(&plain(asked), 12.0);
}

#[test]
fn behind_a_part_the_group_is_the_whole_again() {
    gives(
        &plain("How much was Marlow Trams' capital expenditure in the third quarter of 2025?"),
        3_000_000.0,
    );
}

#[test]
fn growth_may_be_told_as_a_measure_of_its_own() {
    gives(&plain("How fast was Marlow Trams Boats' revenue growing in the second quarter of 2025?"), 6.0);
}

#[test]
fn a_figure_that_is_leant_on_keeps_its_measure() {
    let asked = json!({
        "question": "And how far up is that on the year?",
        "context": ["What was Marlow Trams' revenue in the third quarter of 2025?"],
        "as_of": "2025-12-15",
    });
    gives(&asked, 12.0);
}

#[test]
fn how_far_two_figures_are_apart_has_no_sign() {
    let asked =
        "How big is the swing in Marlow Trams' free cash flow between the same quarter of 2024 and now?";
    gives(&plain(asked), 10_000_000.0);
}

#[test]
fn rivals_are_told_by_their_names() {
    says("Which companies is Marlow Trams up against in the harbour?", "Osprey Ferries and Blue Quay");
}

#[test]
fn a_run_of_quarters_is_told_by_its_sentence() {
    says("For how many quarters running has ridership grown at Marlow Trams?", "sixth consecutive quarter");
}

#[test]
fn a_cause_may_stand_before_what_follows_from_it() {
    says("Why will fewer trams be repaired this winter?", "closed for asbestos");
}

#[test]
fn a_claim_has_its_reason_in_the_next_paragraph() {
    says("Why might Marlow Trams let go of its parking business?", "no longer worth the capital");
}

#[test]
fn a_table_of_words_is_read_at_row_and_column() {
    says("In the table, what is listed as the focus of Osprey Ferries?", "Day trippers");
}

#[test]
fn whoever_takes_over_is_told_from_the_sentence_that_names_them() {
    says("Who takes over from Ada Reyes as finance chief of Marlow Trams?", "Bo Lindqvist");
}

#[test]
fn a_day_that_no_report_tells_is_not_found() {
    let answer = answer(plain("On what day were the Line 7 trams presented?"));
    assert_ne!(answer["status"], "answered", "{answer}");
}

const FARES: &str = "---
title: Tolmer Radio, one year in
date: 2025-10-20
---
# Tolmer Radio, one year in

Of the 9 million people who listen every week, some 400,000 pay. The largest competitor, Osk Audio, charges $15 a month where
Tolmer Radio charges $9. It claims 700,000 listeners and does not say how many of them pay.

The fire in the Ulm studio cost Tolmer Radio about $3 million of operating profit in 2024. Operating profit was $8 million in
2024.

Tolmer Radio had 50 editors on 30 June 2025. The company employed 140 people on that date, compared with 120 a year earlier.

Tolmer Radio raised its 2025 revenue guidance from $20–22 million to $25–27 million.
";

#[track_caller]
fn of_fares(context: &[&str], question: &str) -> Value {
    let asked = json!({"question": question, "context": context, "as_of": "2025-12-15"});
    let program = Program::new().report("fares.md", FARES).input(format!("{asked}\n"));
    program.run(&["ask", "--batch", "-"]).status(0).json_lines().remove(0)
}

#[track_caller]
fn fares_give(question: &str, words: &str) {
    let answer = of_fares(&[], question);
    assert_eq!(answer["status"], "answered", "{question}: {}", answer["text"]);
    assert_eq!(answer["figures"][0]["text"], words, "{question}: {}", answer["text"]);
}

#[test]
fn prices_are_asked_for_by_verbs() {
    fares_give("What does Tolmer Radio charge per month?", "$9");
    fares_give("What does a month of Osk Audio cost?", "$15 a month");
    fares_give("Which is cheaper, Tolmer Radio or Osk Audio?", "$9");
    fares_give("Which one is pricier, Tolmer Radio or Osk Audio?", "$15 a month");
    let answer = of_fares(&[], "How many dollars a month more does Osk Audio cost than Tolmer Radio?");
    assert_eq!(answer["figures"][0]["value"], 6.0, "{}", answer["text"]);
}

#[test]
fn how_many_pay_is_not_how_many_there_are() {
    fares_give("How many listeners pay for Tolmer Radio?", "some 400,000");
    fares_give("How many paying users does Tolmer Radio have?", "some 400,000");
    let answer = of_fares(&[], "How many Osk Audio listeners pay?");
    assert_eq!(answer["status"], "not_found", "{}", answer["text"]);
}

#[test]
fn what_something_cost_is_no_level() {
    fares_give("How much operating profit did the Ulm fire cost Tolmer Radio in 2024?", "about $3 million");
    fares_give("What was Tolmer Radio's operating profit in 2024?", "$8 million");
    let answer = of_fares(&[], "How much revenue did the Ulm fire cost Tolmer Radio in 2024?");
    assert_eq!(answer["status"], "not_found", "{}", answer["text"]);
}

#[test]
fn a_verb_alone_says_what_is_counted() {
    fares_give("How many people did Tolmer Radio employ on 30 June 2025?", "140 people");
    let before = "How many people did Tolmer Radio employ on 30 June 2025?";
    let answer = of_fares(&[before], "And how many had it employed a year earlier?");
    assert_eq!(answer["figures"][0]["value"], 120.0, "{}", answer["text"]);
}

#[test]
fn what_was_raised_is_asked_for_as_it_is_now_and_as_it_was() {
    fares_give("What is Tolmer Radio's revenue guidance for 2025?", "$25–27 million");
    fares_give("What was Tolmer Radio's revenue guidance for 2025 before it was raised?", "$20–22 million");
}

const MILLS: &str = "---
title: Osk Mills annual report 2025
date: 2026-02-20
---
# Osk Mills annual report 2025

$ million

| Part | Measure | FY 2024 restated | FY 2025 | Comment |
|---|---|---|---|---|
| Linen | Net sales | 40 | 44 | 2024 restated for returns |
| Group | Net sales | 90 | 95 | |

Annualised revenue tripled from $11 million in September 2024. The mill has an annualised revenue of $33 million.
";

#[test]
fn what_was_restated_is_asked_for_as_such() {
    let ask = |question: &str| {
        let asked = json!({"question": question, "as_of": "2026-03-15"});
        let program = Program::new().report("mills.md", MILLS).input(format!("{asked}\n"));
        program.run(&["ask", "--batch", "-"]).status(0).json_lines().remove(0)
    };
    let answer = ask("What were Osk Mills' restated net sales for 2024?");
    assert_eq!(answer["figures"][0]["text"], "90", "{}", answer["text"]);
    // What it rose from has a date, and is not what it is.
    let answer = ask("What is Osk Mills' annualised revenue?");
    assert_eq!(answer["figures"][0]["text"], "$33 million", "{}", answer["text"]);
}
