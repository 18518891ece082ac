use proptest::prelude::*;

use super::*;
use crate::answer::task::compute;
use crate::answer::{Citation, Cited, Formula, Library};
use crate::figures::{self, Figure};
use crate::lexicon::Lexicon;

fn citation(quote: &str) -> Citation {
    Citation {
        document: "a.md".to_owned(),
        title: "Results".to_owned(),
        date: None,
        source: None,
        section: String::new(),
        page: None,
        url: None,
        quote: quote.to_owned(),
        span: Span::new(0, quote.len()),
        marks: Vec::new(),
        row: Vec::new(),
        beside: Vec::new(),
    }
}

/// An answer that cites each quote with the figures that are read in it, in order.
fn quoting(quotes: &[&str]) -> Answer {
    let mut answer = Answer {
        question: "how much?".to_owned(),
        status: Status::Answered,
        figures: Vec::new(),
        spans: Vec::new(),
        derivation: None,
        counted: Vec::new(),
        citations: quotes.iter().map(|quote| citation(quote)).collect(),
        conflicts: Vec::new(),
        near_misses: Vec::new(),
        reason: String::new(),
        library: Library::default(),
        id: "7F3K2M".to_owned(),
        elapsed_us: 1,
    };
    for (at, quote) in quotes.iter().enumerate() {
        for figure in figures::read_text(quote, None, &Lexicon::built_in()).figures {
            let text = figure.quantity.span.slice(quote).to_owned();
            answer.figures.push(Cited { figure, text, citation: at + 1, derived: false });
        }
    }
    answer
}

/// An answer with a formula done over its figures, the computed figure first.
fn computing(formula: Formula, quotes: &[&str], decimals: Option<u32>) -> Option<Answer> {
    let mut answer = quoting(quotes);
    let operands: Vec<&Figure> = answer.figures.iter().map(|cited| &cited.figure).collect();
    let computed = compute(formula, &operands, decimals).ok()?;
    let mut derived = answer.figures.first()?.clone();
    derived.figure.quantity.amount = Amount::Exact(computed.value);
    derived.figure.quantity.unit.clone_from(&computed.unit);
    (derived.derived, derived.text) = (true, String::new());
    answer.derivation = Some(derivation::told(formula, &answer.figures, 2, &computed));
    answer.figures.insert(0, derived);
    Some(answer)
}

fn growth() -> Answer {
    let quotes = ["Sales were $1,240 million in 2024.", "Sales were $1,100 million in 2023."];
    computing(Formula::Growth, &quotes, None).expect("it can be computed")
}

#[track_caller]
fn kept(answer: &Answer, line: &str) {
    assert_eq!(check(line, answer), Checked { text: line.to_owned(), withheld: Vec::new() });
}

#[track_caller]
fn withheld(answer: &Answer, line: &str) {
    assert_eq!(check(line, answer).text, "", "{line}");
}

#[test]
fn growth_that_comes_out_the_same_is_kept() {
    let answer = growth();
    kept(&answer, "12.73% · computed\n");
    kept(
        &answer,
        "($1,240 million - $1,100 million) / $1,100 million · rounded to 2 decimals · from [1][2]\n",
    );
    withheld(&answer, "-12.73% · computed");
    withheld(&answer, "12.73 million · computed");
    withheld(&answer, "12.7% · computed");
    withheld(&answer, "2 decimals");
}

#[test]
fn growth_of_another_value_is_withheld_with_its_arithmetic() {
    let mut answer = growth();
    answer.figures[0].figure.quantity.amount = Amount::Exact(Decimal::new(1274, 2));
    for value in ["12.73% · computed", "12.74% · computed"] {
        withheld(&answer, value);
    }
    let expression = answer.derivation.as_ref().map(|derivation| derivation.expression.clone());
    withheld(&answer, &format!("Computed: {} · exact", expression.expect("it is computed")));
    kept(&answer, "Sales were $1,240 million in 2024. [1]\n");
}

/// What makes the arithmetic of an answer worthless, one change at a time.
#[test]
fn arithmetic_stands_on_printed_figures_alone() {
    type Change = fn(&mut Answer);
    let changes: [(&str, Change); 12] = [
        ("no arithmetic", |answer| answer.derivation = None),
        ("another formula", |answer| told(answer).formula = Formula::Share),
        ("other decimals", |answer| told(answer).decimals = Some(1)),
        ("other wording", |answer| told(answer).expression.push_str(" + $1,240 million")),
        ("other rounding", |answer| told(answer).rounding = "exact".to_owned()),
        ("an operand twice", |answer| told(answer).operands = vec![2, 2]),
        ("itself as operand", |answer| told(answer).operands = vec![1, 3]),
        ("no such operand", |answer| told(answer).operands = vec![0, 9]),
        ("one operand", |answer| told(answer).operands = vec![2]),
        ("no such citation", |answer| answer.figures[1].citation = 7),
        ("another place", |answer| answer.citations[0].quote.insert(0, ' ')),
        ("another unit", |answer| answer.figures[0].figure.quantity.unit = None),
    ];
    for (what, change) in changes {
        let mut answer = growth();
        change(&mut answer);
        assert_eq!(check("12.73% · computed", &answer).text, "", "{what}");
    }
}

fn told(answer: &mut Answer) -> &mut crate::answer::Derivation {
    answer.derivation.as_mut().expect("it is computed")
}

#[test]
fn an_operand_may_stand_beside_its_quote() {
    let mut answer = growth();
    let words = answer.figures[1].text.clone();
    answer.figures[1].figure.quantity.span = Span::new(900, 900 + words.len());
    withheld(&answer, "12.73%");
    answer.citations[0].beside = vec![format!("before {words}0")];
    withheld(&answer, "12.73%");
    answer.citations[0].beside = vec![format!("total: {words}")];
    kept(&answer, "12.73%");
}

#[test]
fn the_number_of_operands_is_said_in_an_average_only() {
    let quotes = ["It paid $5 million.", "It paid $7 million.", "It paid $9 million."];
    let answer = computing(Formula::Average, &quotes, None).expect("it can be computed");
    kept(&answer, "USD 7 million · computed\n");
    kept(&answer, "Computed: ($5 million + $7 million + $9 million) / 3 · exact · from [1][2][3]\n");
    withheld(&answer, "it paid 3 times");
}

#[test]
fn numbers_in_words_are_kept_when_carried() {
    let english = quoting(&["Revenue was 39 billion yuan."]);
    kept(&english, "thirty-nine billion yuan");
    kept(&english, "三百九十亿元");
    withheld(&english, "thirty-eight billion yuan");
    withheld(&english, "三百九十八亿元");
    withheld(&english, "39 billion yuan to seventy-seven trillion yuan");
    let chinese = quoting(&["营收为三百九十八亿元。"]);
    kept(&chinese, "三百九十八亿元");
    kept(&chinese, "thirty-nine point eight billion yuan");
    withheld(&chinese, "三百九十九亿元");
    withheld(&chinese, "thirty-nine billion yuan");
    kept(&quoting(&["It sold\ntwo million cars."]), "two million cars.");
}

#[test]
fn a_count_is_that_of_the_things_listed() {
    let mut answer = quoting(&["2019 | 5", "Total 2018 | 6"]);
    answer.citations[0].quote = "rows | 5".to_owned();
    answer.citations[0].beside = vec!["December 31, 2019".to_owned()];
    answer.counted = vec!["2019".to_owned(), "2018".to_owned()];
    kept(&answer, "2\n2: 2019, 2018\n");
    for other in ["3", "2: 2019", "2: 2019, 2017", "2 billion", "it is 2", "3: 2019, 2018"] {
        withheld(&answer, other);
    }
    answer.counted.push("2017".to_owned());
    withheld(&answer, "3: 2019, 2018, 2017");
    answer.counted[2] = "2019".to_owned();
    withheld(&answer, "3: 2019, 2018, 2019");
    answer.counted.clear();
    withheld(&answer, "2");
}

#[test]
fn marks_and_choices_are_numbers_in_their_places_only() {
    let mut answer = quoting(&["It grew.", "It shrank."]);
    kept(&answer, "it grew [2]");
    for line in ["it grew 2", "it grew [3]", "2. it grew", "F3K2M 7"] {
        withheld(&answer, line);
    }
    answer.status = Status::Unclear;
    answer.near_misses = vec![super::super::NearMiss { label: "it grew".to_owned(), figure: None }; 4];
    kept(&answer, "4. it grew");
    withheld(&answer, "5. it grew");
}

#[test]
fn an_answer_on_no_source_says_why() {
    let mut answer = quoting(&[]);
    (answer.status, answer.reason) = (Status::Error, "more than 4000 characters".to_owned());
    kept(&answer, "more than 4000 characters");
    answer.status = Status::Unclear;
    kept(&answer, "more than 4000 characters");
    answer.status = Status::NotFound;
    withheld(&answer, "more than 4000 characters");
}

/// A sentence with one figure, as reports print it: digits with and without separators, words, Chinese.
fn sentence() -> impl Strategy<Value = String> {
    let plain = (11u32..9_999, prop::sample::select(vec!["million", "billion"]))
        .prop_map(|(number, scale)| format!("Revenue was ${number} {scale}."));
    let grouped = (1u32..99, 0u32..1000)
        .prop_map(|(whole, rest)| format!("Revenue came to ${whole},{rest:03} million in total."));
    let decimal =
        (2u32..999, 1u32..99).prop_map(|(whole, part)| format!("It made ${whole}.{part:02} billion."));
    let cell =
        (1u32..99, 100u32..999).prop_map(|(whole, rest)| format!("Revenue | $ {whole},{rest} million"));
    prop_oneof![plain, grouped, decimal, cell]
}

fn computed() -> impl Strategy<Value = Answer> {
    let formula = prop::sample::select(vec![
        Formula::Difference,
        Formula::Growth,
        Formula::Sum,
        Formula::Average,
        Formula::Ratio,
        Formula::Share,
    ]);
    let quotes = prop::collection::vec(sentence(), 2..5);
    (formula, quotes, prop::option::of(0u32..4)).prop_filter_map(
        "no arithmetic",
        |(formula, quotes, places)| {
            let taken = if matches!(formula, Formula::Sum | Formula::Average) { quotes.len() } else { 2 };
            let quotes: Vec<&str> = quotes.iter().take(taken).map(String::as_str).collect();
            computing(formula, &quotes, places)
        },
    )
}

/// The lines of a reply as a renderer lays it out; the first has the computed value.
fn lines(answer: &Answer) -> Vec<String> {
    let quantity = &answer.figures[0].figure.quantity;
    let mut lines = vec![format!("{} · computed", quantity.describe())];
    for (at, cited) in answer.figures.iter().enumerate().skip(1) {
        lines.push(format!("{} · reported · verified against source [{}]", cited.text, cited.citation));
        lines.push(format!("  “{}”", answer.citations[at - 1].quote));
        lines.push(format!("[{at}] Results · a.md"));
    }
    let derivation = answer.derivation.as_ref().expect("it is computed");
    lines.push(format!("Computed: {} · {} · from [1][2]", derivation.expression, derivation.rounding));
    lines
}

/// A text with its `at`th digit, counted round, replaced by another; the first digit of a number becomes no zero.
fn changed(text: &str, at: usize, by: u8) -> Option<String> {
    let places: Vec<usize> =
        text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(place, _)| place).collect();
    let place = *places.get(at % places.len().max(1))?;
    let digit = text.as_bytes()[place] - b'0';
    let other = (digit + 1 + by % 9) % 10;
    Some(format!("{}{other}{}", &text[..place], &text[place + 1..]))
}

fn shown_value(answer: &Answer) -> String {
    lines(answer)[0].clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn lines_without_foreign_numbers_are_kept_byte_for_byte(answer in computed(), english in any::<bool>()) {
        let end = if english { "\n" } else { "\r\n" };
        let rendered = lines(&answer).join(end);
        prop_assert_eq!(check(&rendered, &answer), Checked { text: rendered, withheld: Vec::new() });
    }

    #[test]
    fn a_foreign_number_withholds_its_line_and_no_other(
        answer in computed(),
        number in prop_oneof![
            (10_000u32..99_999_999).prop_map(|number| number.to_string()),
            (10_000u32..99_999, 1u32..999).prop_map(|(whole, part)| format!("{whole}.{part}")),
            (10u32..999, 100u32..999).prop_map(|(whole, rest)| format!("{whole},{rest},{rest}")),
            Just("seventy-seven trillion".to_owned()),
            Just("七十七万亿".to_owned()),
            Just("７７７７７".to_owned()),
        ],
        line in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
    ) {
        let mut lines = lines(&answer);
        let carried = Carried::by(&answer);
        let line = line.index(lines.len());
        let gaps: Vec<usize> = lines[line].match_indices(' ').map(|(at, _)| at).chain([0, lines[line].len()]).collect();
        prop_assume!(numbers(&number).iter().all(|number| !carried.printed.contains(number)));
        prop_assume!(quantity::find(&number).quantities.iter().all(|found| !carried.own.is_computed(&found.amount)));
        lines[line].insert_str(gaps[place.index(gaps.len())], &format!(" {number} "));
        let checked = check(&lines.join("\n"), &answer);
        lines.remove(line);
        let others = lines.join("\n");
        prop_assert_eq!(checked.text.trim_end(), others.trim_end());
        prop_assert_eq!(checked.withheld.len(), 1);
    }

    #[test]
    fn digits_put_anywhere_withhold_the_line(
        answer in computed(),
        digits in "[0-9]{9}",
        line in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
    ) {
        let mut lines = lines(&answer);
        let line = line.index(lines.len());
        let places: Vec<usize> = lines[line].char_indices().map(|(at, _)| at).collect();
        let at = places[place.index(places.len())];
        let fraction = lines[line][..at].trim_end_matches(|c: char| c.is_ascii_digit()).ends_with('.');
        prop_assume!(!digits.starts_with('0') && !fraction);
        lines[line].insert_str(at, &digits);
        let checked = check(&lines[line], &answer);
        prop_assert_eq!(checked.text, "", "{}", lines[line]);
    }

    #[test]
    fn another_digit_of_an_operand_withholds_the_value(
        answer in computed(),
        operand in any::<prop::sample::Index>(),
        digit in any::<usize>(),
        by in any::<u8>(),
    ) {
        let shown = shown_value(&answer);
        let operand = 1 + operand.index(answer.figures.len() - 1);
        let mut printed = answer.clone();
        let words = &mut printed.figures[operand].text;
        *words = changed(words, digit, by).expect("it has digits");
        prop_assert_eq!(check(&shown, &printed).text, "");
        let mut amount = answer;
        let Amount::Exact(value) = amount.figures[operand].figure.quantity.amount else { unreachable!() };
        let value = changed(&value.normalize().to_string(), digit, by).expect("it has digits");
        amount.figures[operand].figure.quantity.amount = Amount::Exact(value.parse().expect("a decimal"));
        prop_assert_eq!(check(&shown, &amount).text, "");
    }

    #[test]
    fn another_digit_of_the_value_withholds_it(answer in computed(), digit in any::<usize>(), by in any::<u8>()) {
        let shown = shown_value(&answer);
        let Amount::Exact(value) = answer.figures[0].figure.quantity.amount else { unreachable!() };
        let other: Decimal =
            changed(&value.normalize().to_string(), digit, by).expect("it has digits").parse().expect("a decimal");
        let mut wrong = answer.clone();
        wrong.figures[0].figure.quantity.amount = Amount::Exact(other);
        let carried = Carried::by(&answer);
        let alike = |line: &str| numbers(line).iter().all(|number| carried.printed.contains(number));
        if !alike(&shown) {
            prop_assert_eq!(check(&shown, &wrong).text, "");
        }
        prop_assert_eq!(check(&shown_value(&wrong), &wrong).text, "");
        if !alike(&shown_value(&wrong)) {
            prop_assert_eq!(check(&shown_value(&wrong), &answer).text, "");
        }
    }

    #[test]
    fn another_digit_of_a_quote_withholds_the_value(
        answer in computed(),
        quote in any::<prop::sample::Index>(),
        digit in any::<usize>(),
        by in any::<u8>(),
    ) {
        let shown = shown_value(&answer);
        let mut wrong = answer;
        let quote = quote.index(wrong.citations.len());
        let words = &mut wrong.citations[quote].quote;
        *words = changed(words, digit, by).expect("it has digits");
        prop_assert_eq!(check(&shown, &wrong).text, "");
    }
}
