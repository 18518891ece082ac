//! Everyday questions: prices and where they hold, how long and how old, words that reports have others for, follow-ups.

use serde_json::{Value, json};

use crate::program::Program;

const BAKER: &str = "---
title: Pellerin Frères opens in Ghent
date: 2025-11-10
---
# Pellerin Frères opens in Ghent

Pellerin Frères bakes bread. Nine of its bakeries are in Ghent, where a brioche now costs €4.20. In Lille it is €2.75.

Its ovens will be scarce for long: makers of heating coils say that supply will not meet demand within the next four to five years.

No mixer is thrown away: the oldest mixers still in use are eighteen to twenty years old.

Pellerin Frères has been cautious with debt because its bakeries own their ovens.

The new app was downloaded by many: it passed 3 million downloads within a week of its launch. Twelve days of open testing came first.

In a memo for the bakers alone, Paul Pellerin put down the progress of rival Briochin to better flour.

One kitchen for all shops cuts both ways. It is cheap to run.

The one-kitchen approach relies on a single plan. When tastes shift, it may find difficulties in changing its recipes.
";

const MAKER: &str = "<html><head><title>Tannuma Works | News Release | Results for the first half</title>
<meta name=\"DC.date.issued\" content=\"2025-10-30\"></head><body>
<h2>Results for the first half of the fiscal year ending March 31, 2026</h2>
<p>October 30, 2025<br>Tannuma Works Co., Ltd.</p>
<h3>1. Overview</h3>
<p>For the six months ended September 30, 2025, net sales of Tannuma Works were ¥84.2 billion.</p>
<h3>2. Forecast</h3>
<p>The forecast for the fiscal year ending March 31, 2026 has been raised. Net sales are now expected to be ¥171 billion
(previous forecast: ¥165 billion). Analysts expect ¥175 billion.</p>
</body></html>";

const CHIPS: &str = "# Quellmark Devices reports third quarter of fiscal 2026

November 18, 2025

Quellmark Devices, Inc. today reported revenue of about $2.1 billion for the third quarter of fiscal 2026, which ended October 26, 2025.

| Revenue (in millions) | Three Months Ended October 26, 2025 | Three Months Ended October 27, 2024 |
|---|---|---|
| Sensors | 840.0 | 700.0 |
| Radios | 1,236.5 | 1,100.0 |
| Total revenue | 2,076.5 | 1,800.0 |

## Plants

Capacity stood at 60 MW on 26 October 2025. Sensor plants account for 45 MW, radio plants for 15 MW.
";

#[track_caller]
fn answer(context: &[&str], question: &str) -> Value {
    let asked = json!({ "question": question, "context": context, "as_of": "2025-12-01" });
    let program =
        Program::new().report("baker.md", BAKER).report("maker.html", MAKER).report("chips.md", CHIPS);
    program.input(format!("{asked}\n")).run(&["ask", "--batch", "-"]).json_lines().remove(0)
}

#[track_caller]
fn tells(context: &[&str], question: &str, value: f64) {
    let found = answer(context, question);
    assert_eq!(found["figures"][0]["value"].as_f64(), Some(value), "{question}: {found}");
}

#[track_caller]
fn says(question: &str, words: &str) {
    let found = answer(&[], question);
    assert!(found["text"].to_string().contains(words), "{question}: {found}");
}

#[test]
fn a_price_holds_where_it_is_told() {
    tells(&[], "What does a Pellerin Frères brioche cost in Ghent?", 4.2);
    tells(&[], "What does a Pellerin Frères brioche cost in Lille?", 2.75);
    let found = answer(&[], "What does a Pellerin Frères brioche cost in Rouen?");
    assert_eq!(found["status"], "not_found", "{found}");
}

#[test]
fn a_length_of_time_is_told_where_one_is_asked_for() {
    says(
        "How long until the supply of heating coils meets demand, according to Pellerin Frères?",
        "four to five years",
    );
    says("How old are the oldest mixers that Pellerin Frères still has in use?", "eighteen to twenty years");
    tells(
        &[],
        "How many times was the Pellerin Frères app downloaded in its first week of testing?",
        3_000_000.0,
    );
}

#[test]
fn words_have_to_do_with_each_other() {
    says("Why is Pellerin Frères so careful with debt?", "own their ovens");
    says("Who told his own staff that Briochin's progress came down to better flour?", "Paul Pellerin");
    says("What's the weak spot of the one-kitchen approach of Pellerin Frères?", "changing its recipes");
}

#[test]
fn a_company_guides_in_its_own_release() {
    let found = answer(&[], "What net sales does Tannuma Works forecast for the fiscal year to March 2026?");
    assert_eq!(found["figures"][0]["value"].as_f64(), Some(171_000_000_000.0), "{found}");
    assert_eq!(found["figures"][0]["kind"], "guidance", "{found}");
}

#[test]
fn a_share_is_of_the_latest_quarter_told_exactly() {
    let found = answer(&[], "What share of Quellmark Devices' third-quarter revenue came from Sensors?");
    assert!(found["text"].to_string().contains("40.45%"), "{found}");
}

#[test]
fn what_a_question_states_is_no_answer() {
    let question =
        "Of the roughly $2.1 billion that Quellmark Devices had in revenue, how much went into taxes?";
    let found = answer(&[], question);
    assert_eq!(found["status"], "not_found", "{found}");
}

#[test]
fn a_follow_up_goes_on_from_the_question_before() {
    let whole = "How much capacity did Quellmark Devices have on 26 October 2025?";
    tells(&[whole], "how much of that is sensor plants?", 75.0);
    tells(&[whole], "I see. And what share of that is radio plants?", 25.0);
    let sensors = "What was the Sensors revenue of Quellmark Devices in the third quarter of fiscal 2026?";
    tells(&[sensors], "ok, and of Radios?", 1_236_500_000.0);
}
