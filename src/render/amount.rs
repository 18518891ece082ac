//! Amounts in words: a quantity as a reader of any language takes it, `CNY 39.824 billion`.
//!
//! The rule: the words have exactly the quantity's value. Scales of other counting systems become the nearest of thousand,
//! million, billion and trillion below the amount.
//!
//! ```
//! use footnote::quantity::Scale;
//! use footnote::render::amount::{decimal, in_scale};
//! let value = "536000000".parse().expect("a decimal");
//! assert_eq!(in_scale(value, Scale::HundredMillion), Scale::Million);
//! assert_eq!(decimal("1240.50".parse().expect("a decimal")), "1,240.5");
//! ```

use rust_decimal::Decimal;

use crate::quantity::{Amount, Bound, Quantity, Scale, Unit, UnitKind};

/// The amount with unit, scale and bound, composed; `printed` is what the report says and stands for units that only
/// the report's own words name well.
#[must_use]
pub fn in_words(quantity: &Quantity, printed: &str) -> String {
    let says_its_unit = quantity.span != quantity.digits;
    let by_the_report = quantity.unit.as_ref().is_some_and(|unit| {
        !matches!(unit.kind, UnitKind::Money | UnitKind::Ratio) && says_its_unit && !printed.trim().is_empty()
    });
    if by_the_report {
        return printed.trim().to_owned();
    }
    let (bound, number) = number(quantity);
    format!("{bound}{}", with_unit(&number, quantity.unit.as_ref()))
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

/// The words of a bound and the number with its scale word.
fn number(quantity: &Quantity) -> (&'static str, String) {
    let scale = in_scale(leading_value(&quantity.amount), quantity.scale);
    let scaled = |value: Decimal| decimal(value / size(scale));
    let (bound, digits) = match quantity.amount {
        Amount::Exact(value) => (bound_words(quantity.bound), scaled(value)),
        Amount::Range { low: Some(low), high: Some(high) } => {
            (bound_words(quantity.bound), format!("{}–{}", scaled(low), scaled(high)))
        }
        Amount::Range { low: Some(low), high: None } => ("at least ", scaled(low)),
        Amount::Range { low: None, high: Some(high) } => ("at most ", scaled(high)),
        Amount::Range { low: None, high: None } => ("", "an unstated amount".to_owned()),
    };
    (bound, [digits.as_str(), scale_word(scale)].join(" ").trim_end().to_owned())
}

fn bound_words(bound: Option<Bound>) -> &'static str {
    match bound {
        None => "",
        Some(Bound::About) => "about ",
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::AtMost) => "at most ",
    }
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

    fn exact(value: &str) -> Amount {
        Amount::Exact(value.parse().expect("a decimal"))
    }

    #[track_caller]
    fn case(quantity: &Quantity, expected: &str) {
        assert_eq!(in_words(quantity, "as printed"), expected);
    }

    #[test]
    fn amounts_read_in_unit_and_scale() {
        use UnitKind::{Money, Ratio};
        case(&quantity(exact("39824000000"), Money, "CNY", Scale::Billion), "CNY 39.824 billion");
        case(&quantity(exact("1240000000"), Money, "USD", Scale::Million), "USD 1,240 million");
        case(&quantity(exact("536000000"), Money, "CNY", Scale::HundredMillion), "CNY 536 million");
        case(&quantity(exact("-21800000000"), Money, "CNY", Scale::Billion), "CNY -21.8 billion");
        case(&quantity(exact("0.85"), Money, "USD", Scale::One), "USD 0.85");
        case(&quantity(exact("34"), Ratio, "percent", Scale::One), "34%");
        case(&quantity(exact("3.5"), Ratio, "percentage_point", Scale::One), "3.5 percentage points");
        case(&quantity(exact("17"), Ratio, "times", Scale::One), "17×");
    }

    #[test]
    fn ranges_and_bounds_are_said() {
        let side = |value: &str| Some(value.parse().expect("a decimal"));
        let range = |low, high| quantity(Amount::Range { low, high }, UnitKind::Money, "USD", Scale::Billion);
        case(&range(side("91000000000"), side("93000000000")), "USD 91–93 billion");
        case(&range(side("91000000000"), None), "at least USD 91 billion");
        case(&range(None, side("93000000000")), "at most USD 93 billion");
        let about = quantity(exact("60"), UnitKind::Ratio, "percent", Scale::One);
        case(&Quantity { bound: Some(Bound::About), ..about }, "about 60%");
    }

    #[test]
    fn counts_keep_the_words_of_the_report() {
        let counted = quantity(exact("10000000"), UnitKind::Count, "download", Scale::Million);
        case(&counted, "10 million download");
        case(&Quantity { span: Span::new(0, 20), ..counted }, "as printed");
    }
}
