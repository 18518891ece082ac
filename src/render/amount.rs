//! Amounts in words: a quantity as a reader of any language takes it, `CNY 39.824 billion`.
//!
//! The rule: the words have exactly the quantity's value in the report's own digits, so that the gate finds them there.
//!
//! ```
//! use footnote::quantity::Scale;
//! use footnote::render::amount::{decimal, in_scale};
//! let value = "536000000".parse().expect("a decimal");
//! assert_eq!(in_scale(value, Scale::HundredMillion), Scale::Million);
//! assert_eq!(decimal("1240.50".parse().expect("a decimal")), "1,240.5");
//! ```

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::quantity::{Amount, Bound, Cell, Quantity, Scale, Unit, UnitKind, find_in_cell};
use crate::text::{ByLanguage, Language};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    about: String,
    at_least: String,
    at_most: String,
    unstated: String,
    pence: String,
    cents: String,
}

static WORDS: LazyLock<ByLanguage<Words>> =
    LazyLock::new(|| ByLanguage::read(include_str!("data/amount.toml")));

/// The amount with unit, scale and bound, composed from the digits that the report prints; `printed` are the report's own
/// words, and stand where composing would need other digits or where only they name the unit well.
#[must_use]
pub fn in_words(quantity: &Quantity, printed: &str) -> String {
    told(quantity, printed, Language::English)
}

/// The same to a reader of a language: bounds in its words, and what is computed from Chinese powers of ten in them to
/// who reads Chinese.
///
/// ```
/// use footnote::quantity::find;
/// use footnote::render::amount::told;
/// use footnote::text::Language;
/// let found = find("about 60%").quantities;
/// assert_eq!(told(&found[0], "about 60%", Language::English), "about 60%");
/// assert_eq!(told(&found[0], "about 60%", Language::Chinese), "约60%");
/// ```
#[must_use]
pub fn told(quantity: &Quantity, printed: &str, language: Language) -> String {
    let is_han = matches!(quantity.scale, Scale::TenThousand | Scale::HundredMillion);
    match quantity.amount {
        Amount::Exact(value) if is_han && language == Language::Chinese && printed.trim().is_empty() => {
            let number =
                format!("{}{}", decimal(value / size(quantity.scale)), printed_scale(quantity.scale));
            bounded(quantity, &with_unit(&number, quantity.unit.as_ref()), WORDS.of(language))
        }
        _ => composed(quantity, printed.trim(), language),
    }
}

fn composed(quantity: &Quantity, printed: &str, language: Language) -> String {
    let words = WORDS.of(language);
    let says_its_unit = quantity.span != quantity.digits && !printed.is_empty();
    let is_composed =
        quantity.unit.as_ref().is_some_and(|unit| matches!(unit.kind, UnitKind::Money | UnitKind::Ratio));
    if says_its_unit && !is_composed {
        let digits = || quantity.digits.start.checked_sub(quantity.span.start);
        let in_words =
            digits().filter(|at| printed.len() == quantity.span.len() && printed.is_char_boundary(*at));
        let own_words = printed.find(|c: char| c.is_ascii_digit()).or(in_words).unwrap_or(0);
        let is_foreign = language == Language::Chinese && !printed[..own_words].chars().any(is_chinese);
        return match own_words {
            0 => bounded(quantity, printed, words),
            // The bound that it begins with is told in the reader's words.
            at if is_foreign && is_bounded(quantity) => bounded(quantity, &printed[at..], words),
            _ => printed.to_owned(),
        };
    }
    let Some(number) = number(quantity) else { return words.unstated.clone() };
    let keeps_digits = digit_runs(&number).all(|run| digit_runs(printed).any(|other| other == run));
    match (keeps_digits || printed.is_empty(), says_its_unit) {
        (true, _) => bounded(quantity, &with_unit(&number, quantity.unit.as_ref()), words),
        (false, true) => printed.to_owned(),
        (false, false) if is_in_hundredths(quantity, printed) => in_hundredths(quantity, printed, words),
        (false, false) => {
            let number = format!("{printed}{}", printed_scale(quantity.scale));
            with_unit(&number, quantity.unit.as_ref())
        }
    }
}

/// `38.2` of a row `EPS (p)`: the report prints hundredths of the currency.
fn is_in_hundredths(quantity: &Quantity, printed: &str) -> bool {
    let money = quantity.unit.as_ref().is_some_and(Unit::is_money);
    let (Amount::Exact(value), Cell::Quantity(cell)) = (quantity.amount, find_in_cell(printed)) else {
        return false;
    };
    money && matches!(cell.amount, Amount::Exact(cell) if cell.abs() == value.abs() * Decimal::ONE_HUNDRED)
}

fn in_hundredths(quantity: &Quantity, printed: &str, words: &Words) -> String {
    match quantity.unit.as_ref().map(|unit| unit.name.as_str()) {
        Some("GBP") => words.pence.replacen("{}", printed, 1),
        code => format!("{} {}", code.unwrap_or_default(), words.cents.replacen("{}", printed, 1)),
    }
}

/// The value in a scale that other amounts are told in too, in the reader's words.
///
/// ```
/// use footnote::quantity::{Scale, find};
/// use footnote::render::amount::scaled;
/// use footnote::text::Language;
/// let found = find("€1.370 billion").quantities;
/// assert_eq!(scaled(&found[0], Scale::Million, Language::English), "EUR 1,370 million");
/// ```
#[must_use]
pub fn scaled(quantity: &Quantity, scale: Scale, language: Language) -> String {
    let words = WORDS.of(language);
    let Some(digits) = digits(quantity, scale) else { return words.unstated.clone() };
    let number = format!("{digits}{}", printed_scale(scale));
    bounded(quantity, &with_unit(&number, quantity.unit.as_ref()), words)
}

/// Whether it is no more than a bound or a guess.
#[must_use]
pub fn is_bounded(quantity: &Quantity) -> bool {
    let is_open =
        matches!(quantity.amount, Amount::Range { low: None, .. } | Amount::Range { high: None, .. });
    quantity.bound.is_some() || is_open
}

/// An amount with the words of its bound around it.
fn bounded(quantity: &Quantity, amount: &str, words: &Words) -> String {
    let side = match quantity.amount {
        Amount::Range { low: Some(_), high: None } => Some(Bound::AtLeast),
        Amount::Range { low: None, high: Some(_) } => Some(Bound::AtMost),
        _ => quantity.bound,
    };
    let phrase = match side {
        None => return amount.to_owned(),
        Some(Bound::About) => &words.about,
        Some(Bound::AtLeast) => &words.at_least,
        Some(Bound::AtMost) => &words.at_most,
    };
    phrase.replacen("{}", amount, 1)
}

fn is_chinese(c: char) -> bool {
    Language::of(c.encode_utf8(&mut [0; 4])) == Language::Chinese
}

/// The scale to print an amount in.
#[must_use]
pub fn in_scale(value: Decimal, printed: Scale) -> Scale {
    match printed {
        Scale::TenThousand | Scale::HundredMillion => {
            [Scale::Trillion, Scale::Billion, Scale::Million, Scale::Thousand]
                .into_iter()
                .find(|scale| value.abs() >= size(*scale))
                .unwrap_or(Scale::One)
        }
        scale => scale,
    }
}

/// `thousand` to `trillion`, or nothing.
#[must_use]
pub fn scale_word(scale: Scale) -> &'static str {
    match scale {
        Scale::One => "",
        Scale::Thousand | Scale::TenThousand => "thousand",
        Scale::Million | Scale::HundredMillion => "million",
        Scale::Billion => "billion",
        Scale::Trillion => "trillion",
    }
}

/// The scale as it stands behind digits that are kept: a Chinese power of ten has no English word of its own.
fn printed_scale(scale: Scale) -> String {
    match scale {
        Scale::One => String::new(),
        Scale::TenThousand => "万".to_owned(),
        Scale::HundredMillion => "亿".to_owned(),
        scale => format!(" {}", scale_word(scale)),
    }
}

/// The side of an amount that tells its size: the exact value, or else the high or low end.
#[must_use]
pub fn leading_value(amount: &Amount) -> Decimal {
    match *amount {
        Amount::Exact(value) => value,
        Amount::Range { low, high } => high.or(low).unwrap_or_default(),
    }
}

/// A decimal with thousands separators and no trailing zeros.
#[must_use]
pub fn decimal(value: Decimal) -> String {
    let digits = value.normalize().abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

/// How many one of a scale is.
fn size(scale: Scale) -> Decimal {
    let zeros = match scale {
        Scale::One => 0,
        Scale::Thousand => 3,
        Scale::TenThousand => 4,
        Scale::Million => 6,
        Scale::HundredMillion => 8,
        Scale::Billion => 9,
        Scale::Trillion => 12,
    };
    Decimal::from(10_u64.pow(zeros))
}

/// The number with its scale word, without its bound; `None` where neither end is told.
fn number(quantity: &Quantity) -> Option<String> {
    let scale = in_scale(leading_value(&quantity.amount), quantity.scale);
    let digits = digits(quantity, scale)?;
    Some([digits.as_str(), scale_word(scale)].join(" ").trim_end().to_owned())
}

fn digits(quantity: &Quantity, scale: Scale) -> Option<String> {
    let scaled = |value: Decimal| decimal(value / size(scale));
    Some(match quantity.amount {
        Amount::Exact(value) => scaled(value),
        Amount::Range { low: Some(low), high: Some(high) } => format!("{}–{}", scaled(low), scaled(high)),
        Amount::Range { low, high } => scaled(low.or(high)?),
    })
}

/// The numbers of a text as they are written, separators within them included.
pub(super) fn digit_runs(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    runs.map(|run| run.trim_matches([',', '.'])).filter(|run| !run.is_empty())
}

fn with_unit(number: &str, unit: Option<&Unit>) -> String {
    let Some(unit) = unit else { return number.to_owned() };
    let name = unit.name.replace('_', " ");
    let amount = match (unit.kind, unit.name.as_str()) {
        (UnitKind::Money, _) => format!("{name} {number}"),
        (UnitKind::Ratio, "percent") => format!("{number}%"),
        (UnitKind::Ratio, "times") => format!("{number}×"),
        (UnitKind::Ratio, _) if number != "1" => format!("{number} {name}s"),
        _ => format!("{number} {name}"),
    };
    match &unit.per {
        Some(per) => format!("{amount} per {}", per.replace('_', " ")),
        None => amount,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn quantity(amount: Amount, kind: UnitKind, unit: &str, scale: Scale) -> Quantity {
        let unit = Unit { kind, name: unit.to_owned(), per: None };
        let span = Span::new(0, 4);
        Quantity { span, digits: span, amount, unit: Some(unit), scale, bound: None, direction: None }
    }

    #[test]
    fn what_is_computed_in_chinese_powers_of_ten_stays_in_them_for_who_reads_chinese() {
        let lost = quantity(exact("-125000000"), UnitKind::Money, "CNY", Scale::HundredMillion);
        assert_eq!(told(&lost, "", Language::Chinese), "CNY -1.25亿");
        assert_eq!(told(&lost, "", Language::English), "CNY -125 million");
    }

    fn exact(value: &str) -> Amount {
        Amount::Exact(value.parse().expect("a decimal"))
    }

    #[track_caller]
    fn case(quantity: &Quantity, printed: &str, expected: &str) {
        assert_eq!(in_words(quantity, printed), expected);
    }

    fn phrase(quantity: Quantity) -> Quantity {
        Quantity { span: Span::new(0, 20), ..quantity }
    }

    #[test]
    fn amounts_read_in_unit_and_scale() {
        use UnitKind::{Money, Ratio};
        case(
            &phrase(quantity(exact("39824000000"), Money, "CNY", Scale::Billion)),
            "39.824 billion yuan",
            "CNY 39.824 billion",
        );
        case(&quantity(exact("1240000000"), Money, "USD", Scale::Million), "1,240", "USD 1,240 million");
        case(&quantity(exact("-21800000"), Money, "CNY", Scale::Million), "(21.8)", "CNY -21.8 million");
        case(&phrase(quantity(exact("0.85"), Money, "USD", Scale::One)), "$0.85", "USD 0.85");
        case(&phrase(quantity(exact("34"), Ratio, "percent", Scale::One)), "34%", "34%");
        case(
            &phrase(quantity(exact("3.5"), Ratio, "percentage_point", Scale::One)),
            "3.5 pp",
            "3.5 percentage points",
        );
        case(&phrase(quantity(exact("17"), Ratio, "times", Scale::One)), "17x", "17×");
    }

    #[test]
    fn the_digits_of_the_report_stay() {
        use UnitKind::Money;
        case(
            &phrase(quantity(exact("536000000"), Money, "CNY", Scale::HundredMillion)),
            "5.36亿元",
            "5.36亿元",
        );
        case(
            &phrase(quantity(exact("412000000"), Money, "EUR", Scale::Million)),
            "€412.0 million",
            "€412.0 million",
        );
        case(&quantity(exact("5360000000"), Money, "EUR", Scale::Million), "5360", "EUR 5360 million");
        case(
            &phrase(quantity(exact("500000000"), Money, "USD", Scale::Billion)),
            "half a billion dollars",
            "half a billion dollars",
        );
    }

    #[test]
    fn ranges_and_bounds_are_said() {
        let side = |value: &str| Some(value.parse().expect("a decimal"));
        let range =
            |low, high| phrase(quantity(Amount::Range { low, high }, UnitKind::Money, "USD", Scale::Billion));
        case(
            &range(side("91000000000"), side("93000000000")),
            "between $91 billion and $93 billion",
            "USD 91–93 billion",
        );
        case(&range(side("91000000000"), None), "from $91 billion", "at least USD 91 billion");
        case(&range(None, side("93000000000")), "up to $93 billion", "at most USD 93 billion");
        let about = phrase(quantity(exact("60"), UnitKind::Ratio, "percent", Scale::One));
        case(&Quantity { bound: Some(Bound::About), ..about }, "~60%", "about 60%");
    }

    #[test]
    fn bounds_are_chinese_to_who_reads_chinese() {
        #[track_caller]
        fn chinese(printed: &str, expected: &str) {
            let found = crate::quantity::find(printed).quantities;
            assert_eq!(told(&found[0], printed, Language::Chinese), expected);
        }
        chinese("at least $91 billion", "至少USD 91 billion");
        chinese("up to $93 billion", "至多USD 93 billion");
        chinese("about 60%", "约60%");
        chinese("more than 5,000 employees", "至少5,000 employees");
        chinese("约5000人", "约5000人");
        chinese("超过60%", "至少60%");
        chinese("$5 billion", "USD 5 billion");
    }

    #[test]
    fn counts_keep_the_words_of_the_report() {
        let counted = quantity(exact("10000000"), UnitKind::Count, "download", Scale::Million);
        case(&counted, "10", "10 million download");
        case(&phrase(counted), "10 million downloads", "10 million downloads");
        let over = crate::quantity::find("over eleven weeks").quantities.remove(0);
        case(&over, "over eleven weeks", "over eleven weeks");
    }
}
