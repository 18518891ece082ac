//! What a broker's note and a table of divisions are asked for.

use serde_json::{Value, json};

use crate::program::Program;

const NOTE: &str = "# Harbour & Pike — Equity Research

**UK | Ferries | 18 March 2026**

## Harrowmere Ferries plc (HRW LN)

| | |
|---|---|
| **Recommendation** | **ADD** (from HOLD) |
| **Target price** | **515p** (from 480p) |
| Price (close, 17 March 2026) | 430p |

**Why we upgrade.** We move from HOLD to ADD because the sale of the old terminal takes out the last of its losses.

**Valuation.** Our target price is set at 11.2x FY27E earnings. Harrowmere trades on 10.1x, against 12.5x for Tollgate Lines.

### Estimates

| Year to 30 September | 2024A | 2025A | 2026E | 2027E |
|---|---:|---:|---:|---:|
| Revenue (£m) | 1 742 | 1 817 | 1 915 | 2 006 |
| Adjusted EPS (p) | 26.5 | 28.4 | 31.8 | 35.2 |
| Net debt (£m) | 402 | 378 | 331 | 275 |
";

const DIVISIONS: &str = "<html><head><title>Orvanne SA – 2025 annual results</title></head><body>
<h1>Orvanne SA: 2025 annual results</h1>
<p>Press release – Lille, 26 February 2026, 17:45</p>
<table>
<thead>
<tr><th rowspan=\"2\">Division</th><th colspan=\"2\">Revenue (€m)</th><th colspan=\"2\">Operating income (€m)</th></tr>
<tr><th>2025</th><th>2024</th><th>2025</th><th>2024</th></tr>
</thead>
<tbody>
<tr><td>Rail Works</td><td>2,418.6</td><td>2,207.3</td><td>203.2</td><td>174.4</td></tr>
<tr><td>Harbour Cranes</td><td>1,765.2</td><td>1,590.4</td><td>150.0</td><td>120.0</td></tr>
<tr><td>Group</td><td>4,183.8</td><td>3,797.7</td><td>353.2</td><td>294.4</td></tr>
</tbody></table></body></html>";

fn answer(question: &str) -> Value {
    let asked = json!({"id": "q", "question": question, "as_of": "2026-04-15"});
    let program = Program::new().report("note.md", NOTE).report("orvanne.html", DIVISIONS);
    program.input(format!("{asked}\n")).run(&["ask", "--batch", "-"]).json_lines().remove(0)
}

#[track_caller]
fn says(question: &str, words: &str) {
    let answer = answer(question);
    assert_eq!(answer["status"], "answered", "{question}: {}", answer["text"]);
    let text = answer["text"].as_str().unwrap_or_default();
    assert!(text.contains(words), "{question}: {text}");
}

#[test]
fn pence_are_told_as_they_are_printed() {
    says("What adjusted EPS is forecast for Harrowmere Ferries in the year to September 2027?", "35.2p");
    says("What price target does Harbour & Pike have on Harrowmere Ferries?", "515p");
}

#[test]
fn one_row_tells_how_far_something_drops() {
    says(
        "How far is Harrowmere Ferries' net debt expected to drop from fiscal 2025 to fiscal 2026?",
        "GBP 47 million",
    );
}

#[test]
fn who_publishes_is_not_whom_it_is_about() {
    says("Why did Harbour & Pike upgrade Harrowmere Ferries to Add?", "sale of the old terminal");
}

#[test]
fn a_measure_of_one_is_not_told_by_words_about_another() {
    let answer = answer("Which target price does Harbour & Pike set for Tollgate Lines?");
    assert_eq!(answer["status"], "not_found", "{}", answer["text"]);
}

#[test]
fn headers_with_units_tell_columns_apart() {
    says("By what percentage did operating income at Orvanne's Harbour Cranes division rise in 2025?", "25%");
    says(
        "How much higher was the revenue of Orvanne's Harbour Cranes division in 2025 than in 2024?",
        "174.8",
    );
}
