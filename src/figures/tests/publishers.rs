//! What other publishers print: a broker's note, a Nordic report, a flash, a call, a dispatch.

use super::{lines, report};
use crate::corpus;
use crate::figures::read_document;
use crate::lexicon::Lexicon;

#[test]
fn a_corner_says_when_years_end() {
    report(
        "# Harrowmere Ferries plc: estimates\n\n| Year to 30 June | 2025A | 2026E |\n|---|---:|---:|\n| Revenue (£m) | 1 917 | 2 015 |\n\nFY26E revenue comes to £2.0bn.\n",
        &[
            "1 917 | Harrowmere Ferries | Revenue | 2025-06-30 | Current",
            "2 015 | Harrowmere Ferries | Revenue | 2026-06-30 | Current",
            "£2.0bn | Harrowmere Ferries | revenue | 2026-06-30 | Current",
        ],
    );
}

#[test]
fn a_cell_tells_what_held_before() {
    report(
        "# Harrowmere Ferries plc\n\n| | |\n|---|---|\n| **Target price** | **515p** (from 480p) |\n| Rating | Buy (was Hold) |\n",
        &[
            "515p | Harrowmere Ferries | Target price | ? | Current",
            "480p | Harrowmere Ferries | Target price | ? | Prior",
        ],
    );
}

#[test]
fn a_margin_is_of_the_profit_before_it_and_brackets_of_the_year_before() {
    report(
        "# Norrhamn Industri AB\n\n*Figures in brackets refer to the corresponding period of the previous year.*\n\n## Full year 2025\n\n- Adjusted EBITA was SEK 712 m (655), equal to a margin of 14.6% (13.9).\n",
        &[
            "SEK 712 m | Norrhamn Industri AB | Adjusted EBITA | 2025-12-31 | Current",
            "655 | Norrhamn Industri AB | Adjusted EBITA | 2024-12-31 | Prior",
            "14.6% | Norrhamn Industri AB | Adjusted EBITA margin | 2025-12-31 | Current",
            "13.9 | Norrhamn Industri AB | Adjusted EBITA margin | 2024-12-31 | Prior",
        ],
    );
}

#[test]
fn a_flash_is_about_whom_its_headline_begins_with() {
    let text = "HARBOUR NEWSWIRE  --  EARNINGS FLASH\n05-Feb-2026 21:04 GMT    Sector: SEMIS\n\nTARNMOOR SEMICONDUCTOR BEATS Q4 ESTIMATES, LIFTS DIVIDEND\n\n* TARNMOOR Q4 REV $1.3 BLN VS $1.1 BLN YR AGO\n* SEES Q1 REV $1.1 BLN TO $1.2 BLN\n\nChipmaker Tarnmoor Semiconductor Corp reported revenue for the quarter ended December 31 above estimates.\n";
    let document = corpus::read("flash.txt", text.as_bytes()).expect("a report");
    assert_eq!(document.source.as_deref(), Some("HARBOUR NEWSWIRE"));
    let reading = read_document(&document, &Lexicon::built_in());
    assert_eq!(
        lines(&document.text, &reading),
        [
            "$1.3 BLN | Tarnmoor Semiconductor Corp | REV | 2025-12-31 | Current",
            "$1.1 BLN | Tarnmoor Semiconductor Corp | REV | 2024-12-31 | Prior",
            "$1.1 BLN TO $1.2 BLN | Tarnmoor Semiconductor Corp | REV | 2026-03-31 | Guidance",
        ]
    );
}

#[test]
fn who_speaks_in_a_call_is_not_whom_it_is_about() {
    report(
        "# Larkmoor Systems (LKMR) - Fiscal Second Quarter 2026 Earnings Call\n\nIDA BRUN-LEE: For the full fiscal year, which ends August 31, we see revenue growing. Revenue was $347.6 million in the second quarter of fiscal 2026.\n",
        &["$347.6 million | Larkmoor Systems | Revenue | 2026-02-28 | Current"],
    );
}

#[test]
fn a_chinese_report_goes_back_to_its_company_behind_a_product() {
    report(
        "# 松原智能三季度净利增三成 割草机器人成第二曲线\n\n2025年第三季度割草机器人出货18.6万台，扫地机器人出货142万台。\n\n分地区看，2025年第三季度海外收入37.2亿元。拟以3亿元至5亿元回购股份。\n",
        &[
            "18.6万台 | 割草机器人 | 出货 | 2025-09-30 | Current",
            "142万台 | 扫地机器人 | 出货 | 2025-09-30 | Current",
            "37.2亿元 | 松原智能 | 海外收入 | 2025-09-30 | Current",
            "3亿元至5亿元 | 松原智能 | 回购 | ? | Guidance",
        ],
    );
}

#[test]
fn cents_are_of_the_currency_of_their_table() {
    let text = "# Harrowmere Ferries plc\n\n| €m | 2025 |\n|---|---:|\n| Revenue | 1 917 |\n| Earnings per share (cents) | 30.4 |\n";
    let document = corpus::read("cents.md", text.as_bytes()).expect("a report");
    let reading = read_document(&document, &Lexicon::built_in());
    let told: Vec<String> = reading
        .figures
        .iter()
        .map(|figure| {
            format!("{:?} {:?}", figure.quantity.amount, figure.quantity.unit.as_ref().map(|unit| &unit.name))
        })
        .collect();
    assert_eq!(told, ["Exact(1917000000) Some(\"EUR\")", "Exact(0.304) Some(\"EUR\")"]);
}
