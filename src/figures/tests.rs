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

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let reading = read_text(&text, None, &Lexicon::built_in());
        proptest::prop_assert!(reading.figures.iter().all(|figure| figure.quantity.span.get(&text).is_some()));
    }
}
