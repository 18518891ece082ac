//! Reports as other publishers lay them out: tables of values, years that end in March, parts, owned companies.

use serde_json::{Value, json};

use crate::program::Program;

const ANNUAL: &str = "---
title: \"Osprey Weir plc: annual report 2025\"
date: 2025-06-12
---
# Osprey Weir plc: annual report 2025

This report covers the financial year ended 31 March 2025. The loss from what was sold widened because Osprey Foundry was
sold below its worth.

The board recommends a final dividend of 7.8 pence per share.

## Income statement

In £ million.

| | | Year ended 31 March 2025 | | | Year ended 31 March 2024 |
|---|---|---|---|---|---|
| | Note | Before exceptional items | Exceptional items | Total | Total (restated) |
| Revenue | 2 | 684.3 | – | 684.3 | 641.7 |
| Operating profit | 3 | 81.8 | (13.4) | 68.4 | 63.3 |

## Revenue by destination

| | 2025 | 2024 |
|---|---|---|
| **Revenue (£ million)** | | |
| Norway | 138.7 | 121.9 |
| Portugal | 545.6 | 519.8 |
";

const WIRE: &str = "MERIDIAN WIRE

OSPREY WEIR LIFTS HALF-YEAR PROFIT
By Ada Reyes

LEEDS, 13 November 2025 (Meridian Wire) - Osprey Weir plc, the maker of sluices, said on Thursday that operating profit
rose by 17.0 per cent to £44.7 million in the six months to 30 September, from £38.2 million a year before.

Half-year revenue came to £361.9 million. Shares in Osprey Weir closed at 512 pence.

Gate Services, which is mostly the 78 per cent-owned Osprey Gate Limited, grew fastest.
";

const VALUES: &str = "segment,metric,unit,Q2 FY2026 (3m to 30 Sep 2025),H1 FY2026 (6m to 30 Sep 2025),remark
Sluice Systems,Revenue,GBP million,91.7,174.0,full rate from July
Gate Handling,Revenue,GBP million,61.2,120.6,
Group,Revenue,GBP million,188.4,361.9,
Sluice Systems,Operating profit,GBP million,13.6,24.8,
Gate Handling,Operating profit,GBP million,7.9,15.3,
Group,Operating profit,GBP million,24.3,44.7,
Sluice Systems,Gates delivered,gates,467,885,
";

const NOTE: &str = "<!DOCTYPE html><html><head><title>Harrow Pell Securities – Osprey Weir: the gates keep turning</title>
<meta name=\"date\" content=\"2026-01-20\"></head><body><h1>Osprey Weir: the gates keep turning</h1>
<p>We keep our rating on Osprey Weir. On our estimates the shares trade on 14.1 times earnings for the year to March 2026.</p>
<table><caption>£ million; years to 31 March</caption>
<tr><th>Item</th><th>FY2025A</th><th>FY2026E</th><th>FY2027E</th></tr>
<tr><th>Revenue</th><td>684.3</td><td>727.5</td><td>771.0</td></tr></table>
<h2>Read-across: Osprey Brothers</h2>
<p>We cut our rating on Osprey Brothers Oyj. Osprey Brothers reports for calendar years.</p>
<table><caption>Osprey Brothers Oyj, € million; years to 31 December</caption>
<tr><th>Item</th><th>2024A</th><th>2025E</th><th>2026E</th></tr>
<tr><th>EBIT</th><td>88.1</td><td>71.4</td><td>80.9</td></tr></table></body></html>";

const OWNED: &str = "---
title: 岚坞精工2025年三季报：营收提速
date: 2025-10-29
---
# 岚坞精工2025年三季报：营收提速

岚坞精工股份有限公司（下称“岚坞精工”）披露2025年第三季度报告。前三季度，公司实现营业收入38.46亿元，净利润4.18亿元。

轴承业务由控股子公司岚坞轴承经营。岚坞轴承前三季度实现营业收入9.85亿元，净利润8,620万元。
";

#[track_caller]
fn answer(question: &str) -> Value {
    let program = Program::new()
        .report("annual.md", ANNUAL)
        .report("wire.txt", WIRE)
        .report("osprey_weir_segments_2025-11-13.csv", VALUES)
        .report("note.html", NOTE)
        .report("lanwu.md", OWNED)
        .input(format!("{}\n", json!({ "question": question, "as_of": "2026-04-15" })));
    program.run(&["ask", "--batch", "-"]).json_lines().remove(0)
}

#[track_caller]
fn gives(question: &str, value: f64, ends: &str) {
    let found = answer(question);
    let first = &found["figures"][0];
    assert_eq!(first["value"].as_f64(), Some(value), "{question}: {found}");
    assert_eq!(first["period"]["end"], ends, "{question}: {found}");
}

#[test]
fn a_total_after_exceptional_items_is_no_part_of_it() {
    gives(
        "What operating profit, after exceptional items, did Osprey Weir make in the year to 31 March 2025?",
        68_400_000.0,
        "2025-03-31",
    );
    gives("What was Osprey Weir's operating profit in the year to March 2025?", 68_400_000.0, "2025-03-31");
}

#[test]
fn a_bare_year_is_that_of_the_report() {
    gives("What was Osprey Weir's revenue in Norway in the year to March 2025?", 138_700_000.0, "2025-03-31");
    gives("What final dividend did Osprey Weir recommend for the year to March 2025?", 0.078, "2025-03-31");
}

#[test]
fn a_headline_in_capitals_names_its_company() {
    gives(
        "What was Osprey Weir's revenue in the six months to 30 September 2025?",
        361_900_000.0,
        "2025-09-30",
    );
    let found = answer("What was Osprey Gate Limited's revenue in the six months to 30 September 2025?");
    assert_eq!(found["status"], "not_found", "{found}");
}

#[test]
fn a_table_of_values_tells_parts_of_what_it_measures() {
    gives(
        "What revenue did Sluice Systems have in the three months to 30 September 2025?",
        91_700_000.0,
        "2025-09-30",
    );
    gives(
        "How many gates did Sluice Systems deliver in the six months to 30 September 2025?",
        885.0,
        "2025-09-30",
    );
    gives(
        "What was the operating margin of Gate Handling in the six months to September 2025, to one decimal place?",
        12.7,
        "2025-09-30",
    );
}

#[test]
fn a_broker_foretells_in_the_years_of_the_company() {
    gives("What revenue does Harrow Pell forecast for Osprey Weir in FY2027?", 771_000_000.0, "2027-03-31");
    gives("What EBIT does Harrow Pell expect from Osprey Brothers in 2026?", 80_900_000.0, "2026-12-31");
}

#[test]
fn an_owned_company_is_not_its_owner() {
    gives("子公司岚坞轴承2025年前三季度净利润是多少？", 86_200_000.0, "2025-09-30");
    gives("岚坞精工2025年前三季度净利润是多少？", 418_000_000.0, "2025-09-30");
}
