//! What a text says, as dates; with sentences of our own.

use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Anchor, Length, Mention, Reference, find};

const TODAY: Date = date(2025, 12, 2);

fn shown(text: &str, mention: &Mention) -> String {
    let words = mention.span.slice(text);
    let day = |day: Option<Date>| day.map_or("..".to_owned(), |day| day.to_string());
    match (mention.reference, mention.period.start, mention.period.end) {
        (Reference::Own, None, None) => format!("{words} ?"),
        (Reference::Own, start, end) => format!("{words} {}/{}", day(start), day(end)),
        (reference, _, _) => format!("{words} {reference:?}"),
    }
}

#[track_caller]
fn case(text: &str, expected: &[&str]) {
    let anchor = Anchor { date: Some(TODAY), fiscal_year_end: None };
    let found: Vec<String> = find(text, &anchor).iter().map(|mention| shown(text, mention)).collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn length(text: &str, expected: Length) {
    let anchor = Anchor { date: Some(TODAY), fiscal_year_end: None };
    let lengths: Vec<Length> = find(text, &anchor).iter().map(|mention| mention.period.length).collect();
    assert_eq!(lengths, [expected], "{text}");
}

#[test]
fn a_label_may_have_a_short_year_of_its_own() {
    case("H1 24", &["H1 24 2024-01-01/2024-06-30"]);
    case("(Q3 25)", &["Q3 25 2025-07-01/2025-09-30"]);
    case("Q2 24 stores opened", &["Q2 2025-04-01/2025-06-30"]);
}

#[test]
fn one_side_may_stay_open() {
    case("Output has doubled since 2019.", &["since 2019 2019-01-01/.."]);
    case("The plant closed after June 2025.", &["after June 2025 2025-07-01/.."]);
    case("due before 2030", &["before 2030 ../2029-12-31"]);
    case("delivery no later than March 2026", &["no later than March 2026 ../2026-03-31"]);
    case("in force from 2026 onwards", &["from 2026 onwards 2026-01-01/.."]);
    case("leases signed on or after 1 January 2025", &["on or after 1 January 2025 2025-01-01/.."]);
    case("Starting in 2027, fees rise.", &["Starting in 2027 2027-01-01/.."]);
    case("自2020年以来", &["自2020年以来 2020-01-01/.."]);
    case("2026年以后", &["2026年以后 2027-01-01/.."]);
    case("2026年前建成", &["2026年前 ../2025-12-31"]);
    case("2025年1月1日或之后", &["2025年1月1日或之后 2025-01-01/.."]);
    case("opened after 2016 and before 2018", &["after 2016 2017-01-01/..", "before 2018 ../2017-12-31"]);
    case("built in 2012 or later", &["2012 or later 2012-01-01/.."]);
    case("before the year 2019", &["before the year 2019 ../2018-12-31"]);
    case("从2025年9月起", &["从2025年9月起 2025-09-01/.."]);
}

#[test]
fn a_lead_word_before_a_noun_opens_nothing() {
    case("Shares fell after Q3 results.", &["Q3 2025-07-01/2025-09-30"]);
    case("2026年前三季度", &["2026年前三季度 2026-01-01/2026-09-30"]);
    case("2025年前后", &["2025年 2025-01-01/2025-12-31"]);
    case("by Q4 2026", &["Q4 2026 2026-10-01/2026-12-31"]);
}

#[test]
fn counted_parts_of_a_whole() {
    case("the last three months of 2024", &["last three months of 2024 2024-10-01/2024-12-31"]);
    case("the first three quarters of 2025", &["first three quarters of 2025 2025-01-01/2025-09-30"]);
    case("the first two weeks of 2021", &["first two weeks of 2021 2021-01-04/2021-01-17"]);
    case("the fifth month of 2024", &["fifth month of 2024 2024-05-01/2024-05-31"]);
    case("the back half of 2025", &["back half of 2025 2025-07-01/2025-12-31"]);
    case("the last six months of the year", &["last six months of the year ?"]);
    case("十月的最后一周", &["十月的最后一周 2025-10-27/2025-11-02"]);
    case("10月下旬", &["10月下旬 2025-10-21/2025-10-31"]);
    case("上月中旬", &["上月中旬 2025-11-11/2025-11-20"]);
    case("2025年年中", &["2025年年中 2025-05-01/2025-08-31"]);
    case("一至三季度", &["一至三季度 2025-01-01/2025-09-30"]);
    case("2025上半年", &["2025上半年 2025-01-01/2025-06-30"]);
    case("2025年第31周", &["2025年第31周 2025-07-28/2025-08-03"]);
    length("the last three months of 2024", Length::Quarter);
    length("一至三季度", Length::NineMonths);
}

#[test]
fn stretches_told_by_either_end() {
    case(
        "nine months to the end of September",
        &["nine months to the end of September 2025-01-01/2025-09-30"],
    );
    case("9m to September 2025", &["9m to September 2025 2025-01-01/2025-09-30"]);
    case("costs rose €7m to September 2025", &["September 2025 2025-09-01/2025-09-30"]);
    case("the five years to 2024", &["five years to 2024 2020-01-01/2024-12-31"]);
    case(
        "12 months beginning January 1, 2026",
        &["12 months beginning January 1, 2026 2026-01-01/2026-12-31"],
    );
    case(
        "fiscal year commencing 1 April 2025",
        &["fiscal year commencing 1 April 2025 2025-04-01/2026-03-31"],
    );
    case("from April until the end of June", &["from April until the end of June 2025-04-01/2025-06-30"]);
    case("the July-September quarter", &["July-September quarter 2025-07-01/2025-09-30"]);
    case("2024年12月31日止年度", &["2024年12月31日止年度 2024-01-01/2024-12-31"]);
    case("w/e 9 March 2025", &["w/e 9 March 2025 2025-03-03/2025-03-09"]);
    case("FYE 31 March 2025", &["FYE 31 March 2025 2024-04-01/2025-03-31"]);
    case(
        "three months ended June 28, 2025 and June 29, 2024",
        &["three months ended June 28, 2025 2025-03-29/2025-06-28", "June 29, 2024 2024-03-30/2024-06-29"],
    );
    case("2025年10月1—7日", &["2025年10月1—7日 2025-10-01/2025-10-07"]);
    case("2015年至今", &["2015年至今 2015-01-01/2025-12-02"]);
    case("the 2025–30 plan", &["2025–30 2025-01-01/2030-12-31"]);
}

#[test]
fn running_stretches_up_to_the_date() {
    case("quarter to date", &["quarter to date 2025-10-01/2025-12-02"]);
    case("MTD sales", &["MTD 2025-12-01/2025-12-02"]);
    case("so far this quarter", &["so far this quarter 2025-10-01/2025-12-02"]);
    case("so far in 2025", &["so far in 2025 2025-01-01/2025-12-02"]);
    case("in the coming months", &["coming months ?"]);
    case("the week after next", &["week after next 2025-12-15/2025-12-21"]);
    case("本月，上个月", &["本月 2025-12-01/2025-12-31", "上个月 2025-11-01/2025-11-30"]);
    case("上周五", &["上周五 2025-11-28/2025-11-28"]);
    case("周五", &[]);
}

#[test]
fn what_only_the_period_under_discussion_can_date() {
    case("a month earlier", &["a month earlier Previous"]);
    case("Q3 a year ago", &["Q3 a year ago YearEarlier"]);
    case("this time last year", &["this time last year YearEarlier"]);
    case("the prior nine-month period", &["prior nine-month period Previous"]);
    case("当季", &["当季 Current"]);
    case("上月同期", &["上月同期 Previous"]);
    case("上一年度", &["上一年度 YearEarlier"]);
    case("报告期末", &["报告期末 ?"]);
    case("同比增长，环比下降，同一标准", &[]);
}

#[test]
fn reports_list_parts_of_several_lengths_with_one_year() {
    let found = find("fourth quarter and full year 2025", &Anchor::default());
    let labels: Vec<&str> = found.iter().map(|mention| mention.period.label.as_str()).collect();
    assert_eq!(labels, ["fourth quarter 2025", "full year 2025"]);
    case(
        "fourth quarter and full year 2025",
        &["fourth quarter 2025-10-01/2025-12-31", "full year 2025 2025-01-01/2025-12-31"],
    );
}

/// A hundred kilobytes of anything are read in the time a page takes times the pages.
#[test]
fn strange_and_long_texts_take_linear_time() {
    let units = [
        "1,",
        "(",
        "Q1 ",
        "一",
        "x",
        "first week of ",
        "last week ",
        "full ",
        "1 到 ",
        "the last 3 months of ",
        "since ",
        "from 2019 to ",
        "第",
        "9月",
        "2025-",
        "three and ",
        "twenty-",
        "the year ended ",
    ];
    for unit in units {
        let text = unit.repeat(100_000 / unit.len());
        let begun = Instant::now();
        let found = find(&text, &Anchor { date: Some(TODAY), fiscal_year_end: Some(3) });
        assert!(found.len() <= text.len(), "{unit}");
        assert!(begun.elapsed() < Duration::from_secs(8), "{unit}");
    }
}

proptest! {
    /// Spans lie in order on character boundaries, labels begin as the text does, and days are in order: at any date.
    #[test]
    fn any_text_is_read_soundly(
        pieces in prop::collection::vec(prop_oneof![
            prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
            "\\PC{0,6}",
        ], 0..12),
        joint in prop::sample::select(vec!["", " ", "，"]),
        day in (1_i16..=9999, 1_i8..=12, 1_i8..=28),
        fiscal_year_end in prop::option::of(-3_i8..=15),
    ) {
        let text = pieces.join(joint);
        let anchor = Anchor { date: Some(date(day.0, day.1, day.2)), fiscal_year_end };
        let mut end = 0;
        for mention in find(&text, &anchor) {
            prop_assert!(mention.span.start >= end && mention.span.get(&text).is_some());
            prop_assert!(!mention.span.is_empty() && !mention.period.label.is_empty());
            prop_assert!(mention.period.days().is_none_or(|(start, end)| start <= end));
            end = mention.span.end;
        }
    }
}

const PIECES: [&str; 70] = [
    "since",
    "after",
    "before",
    "until",
    "or",
    "later",
    "than",
    "no",
    "onwards",
    "from",
    "to",
    "the",
    "of",
    "in",
    "first",
    "last",
    "next",
    "previous",
    "three",
    "12",
    "two",
    "weeks",
    "months",
    "month",
    "quarter",
    "year",
    "week",
    "half",
    "back",
    "beginning",
    "ended",
    "end",
    "so",
    "far",
    "this",
    "date",
    "2025",
    "9999",
    "1900",
    "31",
    "June",
    "May 30",
    "Q4",
    "FY26",
    "-",
    ",",
    "'",
    "twenty",
    "century",
    "decade",
    "自",
    "从",
    "2026年",
    "以来",
    "以后",
    "前",
    "起",
    "最后",
    "一",
    "周",
    "个月",
    "上旬",
    "下旬",
    "底",
    "本",
    "上",
    "月",
    "同期",
    "世纪",
    "止",
];

#[test]
fn a_part_of_a_year_that_is_named_by_its_last_day() {
    case(
        "the third quarter of the fiscal year ending March 31, 2026",
        &["third quarter of the fiscal year ending March 31, 2026 2025-10-01/2025-12-31"],
    );
    case(
        "first half of the financial year ended 30 June 2025",
        &["first half of the financial year ended 30 June 2025 2024-07-01/2024-12-31"],
    );
    case(
        "the first half of the year ended 30 June 2025",
        &["first half of the year ended 30 June 2025 2025-01-01/2025-06-30"],
    );
    case("the full fiscal year to March 2026", &["fiscal year to March 2026 2025-04-01/2026-03-31"]);
}

#[test]
fn an_annual_report_is_of_its_year() {
    case("云谷2025年报显示", &["2025年 2025-01-01/2025-12-31"]);
    case("公司在年报中说明", &[]);
}
