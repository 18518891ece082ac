mod publishers;

use super::{Figure, Reading, read_document, read_text};
use crate::corpus;
use crate::lexicon::Lexicon;

/// One line a figure: words | entity | metric | period's end | kind, change and role as they are told.
fn told(text: &str, figure: &Figure) -> String {
    let words = figure.quantity.span.slice(text);
    let entity = figure.entity.as_deref().unwrap_or("?");
    let metric = figure.metric.as_ref().map_or("?", |metric| metric.name.as_str());
    let period = figure.period.as_ref().map(|placed| &placed.period);
    let when = period
        .map_or("?".to_owned(), |period| period.end.map_or(period.label.clone(), |end| end.to_string()));
    let change =
        figure.change.map_or(String::new(), |change| format!(" {:?}/{:?}", change.direction, change.basis));
    format!("{words} | {entity} | {metric} | {when} | {:?}{change}", figure.role)
}

fn lines(text: &str, reading: &Reading) -> Vec<String> {
    reading.figures.iter().map(|figure| told(text, figure)).collect()
}

#[track_caller]
fn case(text: &str, expected: &[&str]) {
    let reading = read_text(text, Some("2026-01-15".parse().expect("a date")), &Lexicon::built_in());
    assert_eq!(lines(text, &reading), expected, "{text}");
}

#[track_caller]
fn report(text: &str, expected: &[&str]) {
    let document = corpus::read("2025/report.md", text.as_bytes()).expect("a report");
    let reading = read_document(&document, &Lexicon::built_in());
    assert_eq!(lines(&document.text, &reading), expected, "{}", document.text);
}

#[test]
fn growth_stands_beside_its_amount() {
    case(
        "Brevik's revenue was 5.2 billion yuan in 2025, up 19% year-over-year.",
        &[
            "5.2 billion yuan | Brevik | revenue | 2025-12-31 | Current",
            "19% | Brevik | revenue | 2025-12-31 | Delta Up/Some(YearOverYear)",
        ],
    );
}

#[test]
fn what_it_fell_from_is_prior() {
    case(
        "Operating income fell 71% to $2.9 billion from $10 billion.",
        &[
            "71% | ? | Operating income | ? | Delta Down/None",
            "$2.9 billion | ? | Operating income | ? | Current",
            "$10 billion | ? | Operating income | ? | Prior",
        ],
    );
}

#[test]
fn listed_periods_are_dealt_out() {
    case(
        "Brevik's capex was €8 million and €6 million in the second and third quarters of 2025, respectively.",
        &[
            "€8 million | Brevik | capex | 2025-06-30 | Current",
            "€6 million | Brevik | capex | 2025-09-30 | Current",
        ],
    );
}

#[test]
fn listed_periods_may_stand_behind_what_the_shares_are_of() {
    case(
        "Sales into Chile accounted for 53%, 57% and 51% of total revenue in 2025, 2024 and 2023, respectively.",
        &[
            "53% | Chile | Sales | 2025-12-31 | Current",
            "57% | Chile | Sales | 2024-12-31 | Current",
            "51% | Chile | Sales | 2023-12-31 | Current",
        ],
    );
}

#[test]
fn listed_names_are_dealt_out() {
    case(
        "Brevik and Tolmer posted revenue of $12 billion and $7 billion, respectively.",
        &["$12 billion | Brevik | revenue | ? | Current", "$7 billion | Tolmer | revenue | ? | Current"],
    );
}

#[test]
fn words_can_turn_an_amount_negative() {
    let text = "Free cash flow turned negative at $4 million.";
    let reading = read_text(text, None, &Lexicon::built_in());
    let amount = reading.figures[0].quantity.amount;
    assert_eq!(amount, crate::quantity::Amount::Exact("-4000000".parse().expect("a decimal")));
}

#[test]
fn a_quoted_promise_does_not_colour_the_figure() {
    let text = "While Brevik says it ‘will invest heavily’, its capital expenditure was $3 million in 2025.";
    let reading = read_text(text, None, &Lexicon::built_in());
    assert_eq!(reading.figures[0].kind, Some(super::Kind::Reported));
}

#[test]
fn a_statement_scales_its_rows_but_not_per_share() {
    report(
        "# Brevik Foods: third quarter of 2025\n\nIn millions, except per share\n\n\
         | | Q3 2025 | Q3 2024 |\n|---|---|---|\n| Revenue | $4,310 | $3,905 |\n| Net loss | (127) | (88) |\n| Loss per share | (0.42) | — |\n",
        &[
            "$4,310 | Brevik Foods | Revenue | 2025-09-30 | Current",
            "$3,905 | Brevik Foods | Revenue | 2024-09-30 | Current",
            "(127) | Brevik Foods | Net loss | 2025-09-30 | Current",
            "(88) | Brevik Foods | Net loss | 2024-09-30 | Current",
            "(0.42) | Brevik Foods | Loss per share | 2025-09-30 | Current",
        ],
    );
}

#[test]
fn nine_months_in_a_header_are_no_year() {
    report(
        "# Brevik Foods results\n\n| € million | Nine months 2025 | Nine months 2024 |\n|---|---|---|\n| Revenue | 90 | 80 |\n",
        &[
            "90 | Brevik Foods | Revenue | 2025-09-30 | Current",
            "80 | Brevik Foods | Revenue | 2024-09-30 | Current",
        ],
    );
}

#[test]
fn a_subsidiary_named_after_its_parent_is_itself() {
    report(
        "# Orlen Group in 2025\n\nOrlen Group earned revenue of €90 million in 2025. Orlen's costs rose. Orlen Power's revenue was €20 million.\n",
        &[
            "€90 million | Orlen Group | revenue | 2025-12-31 | Current",
            "€20 million | Orlen Power | revenue | 2025-12-31 | Current",
        ],
    );
}

#[test]
fn every_figure_slices_back_to_its_words() {
    let text = "Umsatz: 3,5 Mio. € — 营收12亿元，同比增长5%；Profit (Q3) rose 2x to “$5bn”.";
    let reading = read_text(text, None, &Lexicon::built_in());
    assert!(reading.figures.iter().all(|figure| figure.sentence.contains(figure.quantity.span)));
    assert!(reading.figures.iter().all(|figure| figure.quantity.span.get(text).is_some()));
}

#[test]
fn whose_a_figure_is_follows_the_sentence() {
    case(
        "Net profit at Brevik fell 40% to €3 million in 2025.",
        &[
            "40% | Brevik | Net profit | 2025-12-31 | Delta Down/None",
            "€3 million | Brevik | Net profit | 2025-12-31 | Current",
        ],
    );
    case(
        "Revenue climbed 9% to $61 million, Norvik Tools said on Wednesday.",
        &[
            "9% | Norvik Tools | Revenue | ? | Delta Up/None",
            "$61 million | Norvik Tools | Revenue | ? | Current",
        ],
    );
    case(
        "Norvik's wind unit Stratus earned €40 million in the nine months to September 2025.",
        &["€40 million | Stratus | ? | 2025-09-30 | Current"],
    );
    case(
        "A fine of €5 million was imposed on Brevik in 2025.",
        &["€5 million | Brevik | fine | 2025-12-31 | Current"],
    );
    case(
        "Ahlmark & Co plc said revenue rose 5% to £2.3 billion in 2025 and operating profit climbed 12% to £214 million.",
        &[
            "5% | Ahlmark & Co | revenue | 2025-12-31 | Delta Up/None",
            "£2.3 billion | Ahlmark & Co | revenue | 2025-12-31 | Current",
            "12% | Ahlmark & Co | operating profit | 2025-12-31 | Delta Up/None",
            "£214 million | Ahlmark & Co | operating profit | 2025-12-31 | Current",
        ],
    );
    case(
        "2025年，岭峰汽车和星砚汽车分别交付新车24.6万辆和18.1万辆。",
        &[
            "24.6万辆 | 岭峰汽车 | 交付 | 2025-12-31 | Current",
            "18.1万辆 | 星砚汽车 | 交付 | 2025-12-31 | Current",
        ],
    );
}

#[test]
fn names_in_a_list_take_the_amounts_in_one() {
    case(
        "Brevik led with 28%, while Ahlmark and Norvik Tools trailed with 13% and 9%.",
        &[
            "28% | Brevik | ? | ? | Current",
            "13% | Ahlmark | ? | ? | Current",
            "9% | Norvik Tools | ? | ? | Current",
        ],
    );
}

#[test]
fn a_list_stands_under_its_lead_in_and_brackets_keep_their_period() {
    case(
        "Highlights of the second quarter of 2025:\n- Bookings: $318 million\n- Free cash flow: $64 million",
        &[
            "$318 million | ? | Bookings | 2025-06-30 | Current",
            "$64 million | ? | Free cash flow | 2025-06-30 | Current",
        ],
    );
    case(
        "Sales were €742 million (2024: €801 million) in 2025.",
        &["€742 million | ? | Sales | 2025-12-31 | Current", "€801 million | ? | Sales | 2024-12-31 | Prior"],
    );
}

#[test]
fn what_is_compared_keeps_its_own_period() {
    case(
        "Profit grew from €10 million to €14 million.",
        &["€10 million | ? | Profit | ? | Prior", "€14 million | ? | Profit | ? | Current"],
    );
    case(
        "Capacity will reach 3.2 GW by 2030, up from 1.1 GW in 2025.",
        &["3.2 GW | ? | Capacity | 2030-12-31 | Current", "1.1 GW | ? | Capacity | 2025-12-31 | Prior"],
    );
    case(
        "Sales were €2 million in 3Q26, 9.6% higher than in 3Q25 and 2.1% above 2Q26.",
        &[
            "€2 million | ? | Sales | 2026-09-30 | Current",
            "9.6% | ? | Sales | 2026-09-30 | Delta Up/None",
            "2.1% | ? | Sales | 2026-09-30 | Delta Up/None",
        ],
    );
    case(
        "Capacity will reach 3.2 GW by 2030, up from 1.1 GW today.",
        &["3.2 GW | ? | Capacity | 2030-12-31 | Current", "1.1 GW | ? | Capacity | ? | Prior"],
    );
    case(
        "Income was €812 million in 2025, 4% lower than in 2024.",
        &[
            "€812 million | ? | Income | 2025-12-31 | Current",
            "4% | ? | Income | 2025-12-31 | Delta Down/None",
        ],
    );
}

#[test]
fn steps_and_index_points_are_changes() {
    case(
        "The index lost 190 points, or 0.6%.",
        &["190 points | ? | index | ? | Delta Down/None", "0.6% | ? | index | ? | Delta Down/None"],
    );
    case(
        "The bank cut its rate by 25 basis points to 3.5%.",
        &["25 basis points | ? | rate | ? | Delta Down/None", "3.5% | ? | rate | ? | Current"],
    );
    case(
        "营业成本增加2.3亿元，至21.9亿元。",
        &["2.3亿元 | ? | 营业成本 | ? | Delta Up/None", "21.9亿元 | ? | 营业成本 | ? | Current"],
    );
    case(
        "曜鼎電子2025年11月合併營收年增23%。",
        &["23% | 曜鼎電子 | 營收 | 2025-11-30 | Delta Up/Some(YearOverYear)"],
    );
}

#[test]
fn years_under_a_part_of_the_year_are_that_part() {
    let halves = ["431 | ? | Revenue | 2025-09-30 | Current", "390 | ? | Revenue | 2024-09-30 | Current"];
    case(
        "| | Six months ended 30 September | |\n| | 2025 | 2024 |\n|---|---|---|\n| Revenue (£m) | 431 | 390 |",
        &halves,
    );
    case(
        "Six months ended 30 September\n\n| £m | 2025 | 2024 |\n|---|---|---|\n| Revenue | 431 | 390 |",
        &halves,
    );
    let dated = "截至九月三十日止六個月\n\n| 百萬港元 | 二零二五年 | 二零二四年 |\n|---|---|---|\n| 收益 | 431 | 390 |";
    case(dated, &["431 | ? | 收益 | 2025-09-30 | Current", "390 | ? | 收益 | 2024-09-30 | Current"]);
}

#[test]
fn a_report_goes_on_about_the_whole_after_a_part() {
    report(
        "# Lindau SE lifts profit\n\nLindau SE's revenue was €418 million in the first half of 2026 (H1 2025: €393 million). \
         EBIT came in at €37 million. Its subsidiary Rheintal AG earned €5 million. Net debt was €96 million.",
        &[
            "€418 million | Lindau SE | revenue | 2026-06-30 | Current",
            "€393 million | Lindau SE | revenue | 2025-06-30 | Prior",
            "€37 million | Lindau SE | EBIT | 2026-06-30 | Current",
            "€5 million | Rheintal AG | ? | ? | Current",
            "€96 million | Lindau SE | Net debt | 2026-06-30 | Current",
        ],
    );
}

#[test]
fn a_segment_s_amount_is_not_the_company_s() {
    case("智能門鎖分部收益為人民幣19億元。", &["人民幣19億元 | ? | 智能門鎖分部收益 | ? | Current"]);
    case("公司收益為人民幣19億元。", &["人民幣19億元 | ? | 收益 | ? | Current"]);
}

#[test]
fn a_bracket_behind_an_amount_is_its_comparison() {
    case(
        "Order intake was MSEK 2,184 (2,013) in 2025.",
        &["MSEK 2,184 | ? | Order intake | 2025-12-31 | Current", "2,013 | ? | Order intake | ? | Prior"],
    );
}

#[test]
fn tables_in_a_text_are_read_as_tables() {
    case(
        "Brevik Group (in millions, except per share)\n| | 2025 | 2024 |\n|---|---|---|\n| Revenue | €431 | €390 |\n| Dividend (pence) | 9.2 | 8.8 |",
        &[
            "€431 | Brevik Group | Revenue | 2025-12-31 | Current",
            "€390 | Brevik Group | Revenue | 2024-12-31 | Current",
            "9.2 | Brevik Group | Dividend | 2025-12-31 | Current",
            "8.8 | Brevik Group | Dividend | 2024-12-31 | Current",
        ],
    );
    case(
        "| Segment | Revenue (RMB mn) | YoY |\n|---|---|---|\n| Cloud[1] | 12,480 | +27% |\n| Retail | 8,015 | (3)% |",
        &[
            "12,480 | Cloud | Revenue | ? | Current",
            "+27% | Cloud | Revenue | ? | Delta Up/Some(YearOverYear)",
            "8,015 | Retail | Revenue | ? | Current",
            "(3)% | Retail | Revenue | ? | Delta Down/Some(YearOverYear)",
        ],
    );
    let text = "| Year | Turnover (£m) | Dividend (pence) |\n|---|---|---|\n| 2024 | 281.9 | 9.8 |";
    let reading = read_text(text, None, &Lexicon::built_in());
    let amounts: Vec<String> = reading.figures.iter().map(|figure| figure.quantity.describe()).collect();
    assert_eq!(amounts, ["GBP 281,900,000", "GBP 0.098"]);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let reading = read_text(&text, None, &Lexicon::built_in());
        proptest::prop_assert!(reading.figures.iter().all(|figure| figure.quantity.span.get(&text).is_some()));
    }
}

mod soundness {
    use proptest::prelude::*;

    use super::*;

    const PIECES: [&str; 40] = [
        "Revenue ",
        "rose 5% ",
        "to $3 billion ",
        "from ",
        "a year earlier",
        ", ",
        ". ",
        "\n",
        "\n\n",
        "- ",
        "# ",
        "Tarn Motors ",
        "Tarn's ",
        "| ",
        "|---|---|\n",
        "| Q3 2025 | ",
        "| 1,240 | ",
        "(in millions) ",
        "\t",
        "  ",
        "respectively",
        "营收",
        "同比增长",
        "5.36亿元",
        "。",
        "岚云科技",
        "的",
        "<table><tr><td>",
        "</td>",
        "up ",
        "(127) ",
        "Q2 ",
        "in 2025 ",
        "and ",
        "“",
        "”",
        "said ",
        "its ",
        "1. ",
        "％",
    ];

    proptest! {
        #[test]
        fn every_figure_stands_where_it_says(
            places in proptest::collection::vec(0..PIECES.len(), 0..60),
            tail in ".{0,20}",
        ) {
            let text: String = places.into_iter().map(|place| PIECES[place]).chain([tail.as_str()]).collect();
            let reading = read_text(&text, Some(jiff::civil::date(2026, 1, 15)), &Lexicon::built_in());
            for figure in &reading.figures {
                prop_assert!(figure.quantity.span.get(&text).is_some_and(|words| !words.is_empty()));
                prop_assert!(figure.quantity.digits.get(&text).is_some());
                prop_assert!(figure.sentence.get(&text).is_some());
                prop_assert!(figure.evidence.iter().all(|span| span.get(&text).is_some()));
            }
            prop_assert!(reading.periods.iter().all(|mention| mention.span.get(&text).is_some()));
            prop_assert!(reading.set_aside.iter().all(|passed| passed.span.get(&text).is_some()));
        }
    }
}

#[test]
fn the_groups_amount_is_not_its_parts() {
    report(
        "# Brevik cuts output\n\nBrevik Lithium is owned by Brevik. Brevik may sell Brevik Lithium.\n\nThe group as a whole had revenue of $5.2 billion in 2024, of which Brevik Lithium contributed $740 million.",
        &[
            "$5.2 billion | Brevik | revenue | 2024-12-31 | Current",
            "$740 million | Brevik Lithium | revenue | 2024-12-31 | Current",
        ],
    );
}

#[test]
fn what_comes_from_a_part_is_the_parts() {
    case(
        "Brevik Group expects a net profit of €421 million: €356 million from the bank, €79 million from the insurer Brevik Life.",
        &[
            "€421 million | Brevik Group | net profit | ? | Guidance",
            "€356 million | Brevik Group | net profit | ? | Guidance",
            "€79 million | Brevik Life | net profit | ? | Guidance",
        ],
    );
}

#[test]
fn a_previous_forecast_in_brackets_is_prior() {
    report(
        "# Brevik half-year results\n\nThe forecast for 2026 has been lowered. Net sales are now expected to be €450 million (previous forecast: €465 million).",
        &[
            "€450 million | Brevik | Net sales | 2026-12-31 | Current",
            "€465 million | Brevik | Net sales | 2026-12-31 | Prior",
        ],
    );
}

#[test]
fn a_column_beside_a_known_name_is_a_rivals() {
    report(
        "# Brevik against its rival\n\n| Feature | Brevik | Kolvi Minerals |\n|---|---|---|\n| Revenue (€ million) | 69 | 54 |\n",
        &["69 | Brevik | Revenue | ? | Current", "54 | Kolvi Minerals | Revenue | ? | Current"],
    );
}

#[test]
fn columns_under_one_year_are_parts_of_it_and_numbers_of_notes_are_none() {
    report(
        "# Osprey Pumps plc: annual report\n\nIn £ million.\n\n\
         | | | Year ended 31 March 2025 | | | Year ended 31 March 2024 |\n|---|---|---|---|---|---|\n\
         | | Note | Before exceptional items | Exceptional items | Total | Total (restated) |\n\
         | Operating profit | 2 | 81.8 | (13.4) | 68.4 | 63.3 |\n",
        &[
            "81.8 | Osprey Pumps | Before exceptional items Operating profit | 2025-03-31 | Current",
            "(13.4) | Osprey Pumps | Exceptional items Operating profit | 2025-03-31 | Current",
            "68.4 | Osprey Pumps | Operating profit | 2025-03-31 | Current",
            "63.3 | Osprey Pumps | Operating profit | 2024-03-31 | Current",
        ],
    );
}

#[test]
fn what_is_held_against_a_quarter_is_of_one() {
    case(
        "Brevik raised prices in October 2025; occupancy slipped to 76.3% from 78.9% in the same quarter a year earlier.",
        &[
            "76.3% | Brevik | occupancy | ? | Current",
            "78.9% | Brevik | occupancy | same quarter a year earlier | Prior",
        ],
    );
}

#[test]
fn a_range_has_the_scale_of_its_table_and_a_price_none() {
    let text = "# Brevik Gold Corp outlook\n\nIn millions of US dollars.\n\n| | 2026 |\n|---|---|\n\
                | Capital expenditure | 13 - 14 |\n| Unit cost, $/oz | 1,480 - 1,560 |\n";
    let document = corpus::read("report.md", text.as_bytes()).expect("a report");
    let reading = read_document(&document, &Lexicon::built_in());
    let lows = reading.figures.iter().map(|figure| match figure.quantity.amount {
        crate::quantity::Amount::Range { low, .. } => low.map(|low| low.normalize().to_string()),
        crate::quantity::Amount::Exact(_) => None,
    });
    assert_eq!(lows.flatten().collect::<Vec<_>>(), ["13000000", "1480"]);
}

#[test]
fn a_range_that_was_raised_is_prior_and_where_it_led_is_not() {
    let both = |old: &str, new: &str, metric: &str| {
        [
            format!("{old} | ? | {metric} | 2025-12-31 | Prior"),
            format!("{new} | ? | {metric} | 2025-12-31 | Guidance"),
        ]
    };
    let check = |text: &str, expected: [String; 2]| case(text, &expected.each_ref().map(String::as_str));
    check(
        "公司将2025年净利润指引由5亿元至6亿元下调至3亿元至4亿元。",
        both("由5亿元至6亿元", "3亿元至4亿元", "净利润指引"),
    );
    check(
        "It cut 2025 revenue guidance from €6–7 million to €4–5 million.",
        both("€6–7 million", "€4–5 million", "revenue guidance"),
    );
    check(
        "It raised 2025 revenue guidance from €4 million to €5 million to a range of €6 million to €7 million.",
        both("from €4 million to €5 million", "€6 million to €7 million", "revenue guidance"),
    );
}

#[test]
fn a_list_takes_its_time_and_kind_from_the_line_over_it() {
    let text = "# Brevik Foods: second quarter of 2025\n\nFor the third quarter of 2025, Brevik Foods expects:\n\n\
                - Revenue of €30 million.\n- Capital expenditure of €2 million.\n\nRevenue was €28 million.\n";
    let document = corpus::read("2025/report.md", text.as_bytes()).expect("a report");
    let reading = read_document(&document, &Lexicon::built_in());
    let told = reading.figures.iter().map(|figure| {
        let period = figure.period.as_ref().map_or("?", |placed| placed.period.label.as_str());
        format!(
            "{} | {period} | {:?}",
            figure.quantity.span.slice(&document.text),
            figure.kind.expect("a kind")
        )
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "€30 million | third quarter of 2025 | Guidance",
            "€2 million | third quarter of 2025 | Guidance",
            "€28 million | second quarter of 2025 | Reported",
        ]
    );
}

#[test]
fn a_day_may_be_pointed_to() {
    case(
        "Brevik had net debt of €9 million as of 30 June 2025. The company employed 80 people on that date.",
        &[
            "€9 million | Brevik | net debt | 2025-06-30 | Current",
            "80 people | Brevik | people | 2025-06-30 | Current",
        ],
    );
}

#[test]
fn a_rival_named_beside_its_noun_is_somebody() {
    report(
        "# Brevik in 2025\n\nBrevik has 90 shops. The largest competitor, Tolmer, has 70 shops.\n",
        &[
            "90 shops | Brevik | shops | 2025-12-31 | Current",
            "70 shops | Tolmer | shops | 2025-12-31 | Current",
        ],
    );
}

#[test]
fn a_pronoun_goes_on_about_whom_the_sentence_before_began_with() {
    report(
        "# Brevik Tops Forecasts as Cold Winter Lifts Demand\n\nTolmer Heat, the wholly owned boiler subsidiary, grew faster than Brevik. \
         Its revenue was €7 million in 2025.\n\n## Group\n\nThe company had revenue of €90 million in 2025.\n",
        &[
            "€7 million | Tolmer Heat | revenue | 2025-12-31 | Current",
            "€90 million | Brevik | revenue | 2025-12-31 | Current",
        ],
    );
}

#[test]
fn a_company_may_be_called_by_its_last_word() {
    report(
        "# Sakai Brevik in 2025\n\nSakai Brevik had revenue of €7 million in 2025. Brevik's net profit was €2 million in 2025. \
         Brevik guides for FY3/2026 revenue of €8 million.\n",
        &[
            "€7 million | Sakai Brevik | revenue | 2025-12-31 | Current",
            "€2 million | Sakai Brevik | net profit | 2025-12-31 | Current",
            "€8 million | Sakai Brevik | revenue | 2026-03-31 | Guidance",
        ],
    );
}
