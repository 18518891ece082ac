use proptest::prelude::*;

use super::*;

/// `value unit bound` of every quantity, joined by `; `.
fn shown(text: &str) -> String {
    let found = find(text);
    let show = |quantity: &Quantity| {
        let value = match quantity.amount {
            Amount::Exact(value) => value.normalize().to_string(),
            Amount::Range { low, high } => {
                let end = |end: Option<Decimal>| end.map_or(String::new(), |end| end.normalize().to_string());
                format!("{}..{}", end(low), end(high))
            }
        };
        let unit = quantity.unit.as_ref().map(|unit| match &unit.per {
            Some(per) => format!(" {}/{per}", unit.name),
            None => format!(" {}", unit.name),
        });
        let bound = match quantity.bound {
            Some(Bound::About) => " ~",
            Some(Bound::AtLeast) => " >",
            Some(Bound::AtMost) => " <",
            None => "",
        };
        format!("{value}{}{bound}", unit.unwrap_or_default())
    };
    found.quantities.iter().map(show).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn case(text: &str, expected: &str) {
    assert_eq!(shown(text), expected, "{text}");
}

#[track_caller]
fn span(text: &str, expected: &[&str]) {
    let found = find(text);
    let spans: Vec<&str> = found.quantities.iter().map(|quantity| quantity.span.slice(text)).collect();
    assert_eq!(spans, expected);
}

#[track_caller]
fn none(text: &str) {
    case(text, "");
}

#[test]
fn the_m_of_a_range_of_money_is_a_million() {
    case("EBITDA of €1,450–1,550m", "1450000000..1550000000 EUR");
    case("a beam of 70–75m", "70..75 meter");
    case("184 full-time employees", "184 employee");
}

#[test]
fn money_before_and_after() {
    case("Sales were $11B.", "11000000000 USD");
    case("worth US$1.2 trillion today", "1200000000000 USD");
    case("RMB 126bn and RMB412mn", "126000000000 CNY; 412000000 CNY");
    case("126 billion yuan", "126000000000 CNY");
    case("HK$9.3 billion, C$5, A$6 and €1.25m", "9300000000 HKD; 5 CAD; 6 AUD; 1250000 EUR");
    case("A $5 fee", "5 USD");
    case("EUR 3m or 3m euros", "3000000 EUR; 3000000 EUR");
    case("it lost 3.1 billion U.S. dollars", "3100000000 USD");
    case("₹35 crore and 35 lakh rupees", "350000000 INR; 3500000 INR");
    case("50 cents and 30 pence", "0.5 USD; 0.3 GBP");
    case("毛利率同比提升2.4pct", "2.4 percentage_point");
    case("a loss of $11 million, or (5)% of revenue", "11000000 USD; -5 percent");
    case("Customers above $100,000 grew 18% to 1,342", "100000 USD >; 18 percent; 1342");
    case("raised by £3.1m to £27.9m; (688931.SH)", "3100000 GBP; 27900000 GBP");
    case("$1.43 per diluted share", "1.43 USD/share");
    case("between A.D. 900 and 1150 it grew", "");
    case("MSEK 2,184 and SEK 2,097 M", "2184000000 SEK; 2097000000 SEK");
    case("人民幣18.4分", "0.184 CNY");
    case("visits have gone up to 148", "148");
    case("3 dollars 50 cents", "3.5 USD");
    case("120 MEUR", "120000000 EUR");
    case("420 million Finnish markka", "420000000 FIM");
    case("RMB¥5 a share", "5 CNY/share");
    case("Sony lost ¥500", "500 JPY");
    case("市值¥5亿元", "500000000 CNY");
}

#[test]
fn chinese_numbers() {
    case("营收5.36亿元", "536000000 CNY");
    case("1.2万亿", "1200000000000");
    case("约三千万元", "30000000 CNY ~");
    case("三千八百亿元", "380000000000 CNY");
    case("2.5万亿元人民币", "2500000000000 CNY");
    case("1.2兆元新台币", "1200000000000 TWD");
    case("逾两成", "20 percent >");
    case("近百亿元", "10000000000 CNY ~");
    case("30亿至33亿元", "3000000000..3300000000 CNY");
    case("2-3百万元", "2000000..3000000 CNY");
    case("5亿1万4千6百", "500014600");
    case("十几万人", "100000 people >");
    case("净利润为３５．６亿元", "3560000000 CNY");
    case("下降2.4个百分点", "2.4 percentage_point");
    case("每股1.95港元", "1.95 HKD/share");
    case("用户翻了一番", "2 times");
    case("新开店120家，员工3.6万人，1.1亿会员", "120 家; 36000 people; 110000000 会员");
    case("百分之五点五", "5.5 percent");
    case("三年半和8天20小时", "3.5 year; 212 hour");
}

#[test]
fn ranges() {
    case("between $41 billion and $44 billion", "41000000000..44000000000 USD");
    case("$91–93 billion", "91000000000..93000000000 USD");
    case("€50-60m", "50000000..60000000 EUR");
    case("SEK 1,450-1,550m", "1450000000..1550000000 SEK");
    case("31% to 33%", "31..33 percent");
    case("from $200 to $4 million in fines", "200..4000000 USD");
    case("15-22 miles per hour", "15..22 mile/hour");
    case("tens of billions of dollars", "10000000000..100000000000 USD");
    case("hundreds of millions of euros", "100000000..1000000000 EUR");
    case("triple-digit growth", "100..1000 percent");
    case("revenue rose from $5 billion to $7 billion", "5000000000 USD; 7000000000 USD");
    case("gained 0.7 percent to 6,327.80", "0.7 percent; 6327.8");
}

#[test]
fn bounds_and_their_spans() {
    span("More than 60 percent of orders", &["More than 60 percent"]);
    span("as much as $7 billion on chips", &["as much as $7 billion"]);
    span("will hire at least 1,200 engineers.", &["at least 1,200 engineers"]);
    span("burned ~$3B in May", &["~$3B"]);
    span("exceeded 90 billion yuan", &["90 billion yuan"]);
    case("exceeded 90 billion yuan", "90000000000 CNY >");
    case("serves 300+ banks", "300 bank >");
    case(
        ">40%, 5,000 or more, 超过900亿元, 500万元以上",
        "40 percent >; 5000 >; 90000000000 CNY >; 5000000 CNY >",
    );
    case("up to $5, just under 20 percent", "5 USD <; 20 percent <");
}

#[test]
fn signs_make_negative() {
    case("growth was -3.2%, then −3", "-3.2 percent; -3 percent");
    case("minus 4 percent, 负3.9%", "-4 percent; -3.9 percent");
    case("a net loss of $(21.8) million", "-21800000 USD");
    case("a 5-6 split", "5..6");
    case("turned negative at 4.4 billion yuan", "-4400000000 CNY");
}

#[test]
fn words_for_numbers() {
    case("two hundred and five thousand tonnes", "205000 metric_ton");
    case("half a billion dollars", "500000000 USD");
    case("a dozen stores and two and a half weeks", "12 store; 2.5 week");
    case("two-thirds of it, one in five", "0.6666666666666666666666666667; 0.2");
    case("sales nearly doubled, profit halved, use rose ninefold", "2 times ~; 0.5 times; 9 times");
    case("four times", "4 times");
}

#[test]
fn units_and_rates() {
    case(
        "3.5 percentage points, 25 basis points, 80 bps, 17x",
        "3.5 percentage_point; 25 basis_point; 80 basis_point; 17 times",
    );
    case(
        "$1.87 per share, $70 a barrel, $21 per square foot",
        "1.87 USD/share; 70 USD/barrel; 21 USD/square_foot",
    );
    case("800,000 barrels a day", "800000 barrel/day");
    case("10 billion yuan a year earlier", "10000000000 CNY");
    case("1.2 GW, 5 kWh, 12.3m tonnes", "1.2 gigawatt; 5 kilowatt_hour; 12300000 metric_ton");
    case("18 months, 45-year-old", "18 month; 45 year_of_age");
    case("a 70B-parameter model with 70B parameters", "70000000000 parameter; 70000000000 parameter");
}

#[test]
fn counts_take_their_noun() {
    case("10 million downloads", "10000000 download");
    case("8 new data centres opened, 30 more banks", "8 new_data_centre; 30 bank");
    case("1,234,567 users and 40,000 cars.", "1234567 user; 40000 car");
    case("a 12-page document", "12 page");
}

#[test]
fn numbers_that_are_no_figures() {
    none("The board met on November 12, 2025 and again in Q1 2026.");
    none("Model-7 and GPT-9 run on H800, Qwen3.8-27B and A100 clusters in the 6G lab.");
    none("1. Strategy\n2. Outlook");
    none("On the one hand costs fell; on the other, demand was second to none.");
    none("会议将于2025年11月12日在第3会议室举行。");
    none("Call +1-222-222-2222 or see https://example.org/a/12%20b?x=3 at 9:01 p.m.");
    none("the S&P 500, the Fortune 500, page 5 and version 2.1.3");
    none("between 2014 and 2017, the 1990s, the 3rd, a twenty-first time");
    none("a quarter of sales in the first half of 2025");
    case("Adjusted EBITDA was $310 million(2) in 2024.", "310000000 USD");
}

#[test]
fn telephones_addresses_and_forms_are_no_figures() {
    none("Call +44 20 5550 0199, (212) 555-0100 or 0300 555 0100.");
    none("热线400-555-0100，手机13955501000。");
    none("Visit 18 Orchard Street or 200 W 14th Ave.");
    none("Shares 600123.SH and 0123.HK trade daily; see the 10-K and the 401(k) plan.");
    none("It was founded in A.D. 962 and burned in 1204 B.C.");
    none("一条双11广告面向90后。");
    none("The Norvane 320-200 flew.");
}

#[test]
fn movement_right_before_an_amount_is_its_direction() {
    let directions = |text: &str| -> Vec<Option<Direction>> {
        find(text).quantities.iter().map(|quantity| quantity.direction).collect()
    };
    let (up, down) = (Some(Direction::Up), Some(Direction::Down));
    assert_eq!(
        directions("Sales rose 4%, or 3.1% organically, and costs fell by $5 million."),
        [up, up, down]
    );
    assert_eq!(directions("It lost 190 points; it lost $5 million."), [down, None]);
    assert_eq!(directions("Halden was down 2.3%, Orlin by 2.6%."), [down, down]);
    assert_eq!(directions("Tavik cut its forecast by 10%."), [down]);
    assert_eq!(directions("Sales rose to 4%, and the rival gave up 30 yards."), [None, None]);
    assert_eq!(directions("同比增长1.2倍，毛利率下降2.4个百分点"), [up, down]);
}

#[test]
fn a_unit_said_once_counts_twice() {
    case("They sold 460 cars, compared with 63 a year ago.", "460 car; 63 car");
    case("It weighed 208 kg and 193 after the test.", "208 kilogram; 193 kilogram");
    case("Orlin raised 280 million of the 1.5 billion euros it needs.", "280000000 EUR; 1500000000 EUR");
    case("four-, five- and six-seat models", "4 seat; 5 seat; 6 seat");
    case("eight million 250 ml bottles", "8000000 bottle; 250 milliliter");
    case("from 5 to 7 per cent to 3 to 4 per cent", "5..7 percent; 3..4 percent");
    case("22 fires, compared with an average of 20 per week", "22 fire; 20 fire/week");
    case("It fell 3% to 410.", "3 percent; 410");
}

#[test]
fn one_of_many_counts_one() {
    case("one of the largest banks and 12 of its stores", "1 large_bank; 12 store");
    case("one of Tavik's busiest plants", "1 busy_plant");
    case("sold 5,000 Orbit 3 phones and two EVs", "5000 orbit_3_phone; 2 ev");
    none("On the one hand it pays; no one of us knows.");
}

#[test]
fn fractions_and_mixed_numbers() {
    case("nine million and five ninths", "9555555.555555555555555555556");
    case("one hundred thirty-fifths; one hundred and thirty fifths", "2.8571428571428571428571428571; 26");
    case("It is 3 over 20.", "0.15");
    case("3 hundred and 21 yuan, 4 thousand 3 hundred", "321 CNY; 4300");
    case("three hundred and two dozen", "324");
    case("- 1 4/5", "-1.8");
    case("12,5 % and € 1,25 million", "12.5 percent; 1250000 EUR");
    case("a wall 30' high", "30 foot");
}

#[test]
fn chinese_numbers_with_an_open_digit() {
    case("投入几十亿元，招聘数百人", "1000000000..10000000000 CNY; 100..1000 people");
    case("上千家门店，30多家企业", "1000 家 >; 30 家 >");
    case("三五百人，十七八个，两三千万元", "300..500 people; 17..18 个; 20000000..30000000 CNY");
    case("答案是四", "4");
    none("人数以上千篇一律");
}

#[test]
fn what_is_passed_over_says_why() {
    let found = find("In 2025 the H800 came 3rd.");
    let reasons: Vec<&str> = found.set_aside.iter().map(|aside| aside.why.as_str()).collect();
    assert_eq!(reasons, ["a year", "part of a name", "an ordinal"]);
}

#[test]
fn scale_and_digits_are_kept_as_printed() {
    let text = "39.824 billion yuan, 三千八百亿元";
    let found = find(text).quantities;
    assert_eq!((found[0].scale, found[0].digits.slice(text)), (Scale::Billion, "39.824"));
    assert_eq!((found[1].scale, found[1].digits.slice(text)), (Scale::HundredMillion, "三千八百"));
}

#[test]
fn a_chinese_phase_is_no_amount_where_several_are() {
    let found = find("数据中心二期项目投产");
    assert_eq!((found.quantities.len(), found.set_aside[0].why.as_str()), (0, "an ordinal"));
    assert_eq!(find("项目分三期建设").quantities.len(), 1);
}

#[test]
fn numbers_beyond_decimals_are_set_aside() {
    none(&"9".repeat(60));
    none("999999999999999999999999999 trillion");
    none("九千亿亿亿亿亿亿亿亿");
}

#[test]
fn long_texts_nest_nothing() {
    for piece in [
        "百分之",
        "3分之",
        "1 in ",
        "五",
        "一 out of ",
        "two out of ",
        "三又三分之",
        "5-",
        "$(",
        "between 5 and ",
        "(",
        "万",
        "三四",
        "数十",
        "5 of its ",
        "cut its rate by ",
        "5 tonnes of raw copper a ",
        "5-, ",
        "5' ",
        "+1 ",
        "1 Road ",
        "5 to 5 to ",
        "1 hundred and ",
    ] {
        assert!(
            find_note(&piece.repeat(5_000))
                .is_none_or(|note| note.unit.is_some() || note.scale != Scale::One)
        );
        check(&piece.repeat(5_000));
    }
}

/// What numbers are made of, to be put together in any order.
const PIECES: [&str; 62] = [
    "5",
    "1,234.5",
    "2025",
    "$",
    "-",
    "–",
    "(",
    ")",
    "%",
    "billion",
    "m",
    "yuan",
    "亿",
    "万",
    "元",
    "三",
    "十",
    "百分之",
    "half",
    "a",
    "and",
    "two",
    "hundred",
    "thirds",
    "between",
    "from",
    "to",
    "more than",
    "per",
    "share",
    "users",
    " ",
    " ",
    " ",
    "\n",
    ".",
    ",",
    "/",
    "e",
    "^",
    "½",
    "¥",
    "RMB",
    "x",
    "年",
    "点",
    "又",
    "分之",
    "of",
    "tens",
    "doubled",
    "point",
    "一",
    "个",
    "+",
    "℃",
    "１",
    "é",
    "😀",
    "over",
    "in",
    "out",
];

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..24).prop_map(|pieces| pieces.concat())
}

fn check(text: &str) {
    let found = find(text);
    let mut end = 0;
    for quantity in &found.quantities {
        assert!(quantity.span.start >= end && quantity.span.get(text).is_some(), "{text:?}: {quantity:?}");
        assert!(quantity.digits.get(text).is_some(), "{text:?}");
        end = quantity.span.end;
    }
    for aside in &found.set_aside {
        assert!(aside.span.get(text).is_some(), "{text:?}");
    }
}

fn names() -> impl Strategy<Value = Option<Unit>> {
    let unit = |kind, name: &str, per: Option<&str>| {
        Some(Unit { kind, name: name.to_owned(), per: per.map(str::to_owned) })
    };
    prop::sample::select(vec![
        None,
        unit(UnitKind::Money, "CNY", None),
        unit(UnitKind::Money, "USD", Some("share")),
        unit(UnitKind::Ratio, "percent", None),
        unit(UnitKind::Ratio, "percentage_point", None),
        unit(UnitKind::Ratio, "basis_point", None),
        unit(UnitKind::Physical, "square_meter", None),
        unit(UnitKind::Physical, "gigawatt_hour", None),
        unit(UnitKind::Duration, "month", None),
        unit(UnitKind::Count, "engineer", None),
        unit(UnitKind::Count, "company", None),
        unit(UnitKind::Count, "家", None),
        unit(UnitKind::Count, "people", None),
    ])
}

proptest! {
    #[test]
    fn any_text_is_read_in_order_and_without_panic(text in "\\PC{0,60}") {
        check(&text);
    }

    #[test]
    fn numbers_in_any_order_are_read_in_order(text in texts()) {
        check(&text);
        let _ = find_in_cell(&text);
    }

    #[test]
    fn what_is_printed_is_read_again(whole in -10_000_000_000_i64..10_000_000_000, decimals in 0_u32..4, unit in names(),
                                      bound in prop::sample::select(vec![None, Some(Bound::About), Some(Bound::AtLeast), Some(Bound::AtMost)])) {
        let empty = crate::text::Span::new(0, 0);
        let amount = Amount::Exact(Decimal::new(whole, decimals).normalize());
        let said = Quantity { span: empty, digits: empty, amount, unit, scale: Scale::One, bound, direction: None };
        prop_assume!(said.unit.is_some() || whole.abs() > 100_000_000);
        let text = said.describe();
        let found = find(&text).quantities;
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!(&found[0].amount, &said.amount, "{}", text);
        prop_assert_eq!(&found[0].unit, &said.unit, "{}", text);
        prop_assert_eq!(found[0].bound, said.bound, "{}", text);
    }

    #[test]
    fn ranges_are_read_again(low in 1_000_000_i64..10_000_000, more in 1_i64..1_000_000, decimals in 0_u32..3, unit in names()) {
        let empty = crate::text::Span::new(0, 0);
        let end = |whole: i64| Some(Decimal::new(whole, decimals).normalize());
        let amount = Amount::Range { low: end(low), high: end(low + more) };
        prop_assume!(unit.is_some());
        let said = Quantity { span: empty, digits: empty, amount, unit, scale: Scale::One, bound: None, direction: None };
        let text = said.describe();
        let found = find(&text).quantities;
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!(&found[0].amount, &said.amount, "{}", text);
        prop_assert_eq!(&found[0].unit, &said.unit, "{}", text);
    }

    #[test]
    fn notes_and_cells_of_any_text_are_read_without_panic(text in "\\PC{0,40}") {
        let _ = find_note(&text);
        if let Cell::Quantity(quantity) = find_in_cell(&text) {
            prop_assert!(quantity.digits.get(&text).is_some() && quantity.span.get(&text).is_some());
        }
    }
}
