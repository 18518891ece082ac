use rust_decimal::Decimal;

use super::{Amount, Bound, Quantity, Unit, UnitKind};

/// Writes a quantity in full, in words that [`super::find`] reads back as the same amount and unit.
pub(super) fn print(quantity: &Quantity) -> String {
    let number = match quantity.amount {
        Amount::Exact(value) => measured(value, quantity.unit.as_ref()),
        Amount::Range { low: Some(low), high: Some(high) } => {
            let unit = quantity.unit.as_ref();
            format!("between {} and {}", measured(low, unit), measured(high, unit))
        }
        Amount::Range { low: Some(value), high: None } | Amount::Range { low: None, high: Some(value) } => {
            measured(value, quantity.unit.as_ref())
        }
        Amount::Range { low: None, high: None } => return String::new(),
    };
    let bound = quantity.bound.or(match quantity.amount {
        Amount::Range { low: Some(_), high: None } => Some(Bound::AtLeast),
        Amount::Range { low: None, high: Some(_) } => Some(Bound::AtMost),
        _ => None,
    });
    let before = match bound {
        Some(Bound::About) => "about ",
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::AtMost) => "up to ",
        None => "",
    };
    format!("{before}{number}")
}

fn measured(value: Decimal, unit: Option<&Unit>) -> String {
    let digits = grouped(value);
    let Some(unit) = unit else { return digits };
    let per = unit.per.as_ref().map(|per| format!(" per {}", per.replace('_', " "))).unwrap_or_default();
    if unit.kind == UnitKind::Money {
        return format!("{} {digits}{per}", unit.name);
    }
    if unit.name == "percent" {
        return format!("{digits}%{per}");
    }
    let name = unit.name.replace('_', " ");
    let name = if value == Decimal::ONE || unit.kind == UnitKind::Count && !name.is_ascii() {
        name
    } else {
        plural(&name)
    };
    if name.is_ascii() { format!("{digits} {name}{per}") } else { format!("{digits}{name}{per}") }
}

/// The plural that the reader knows; words that stay as they are are left alone.
fn plural(name: &str) -> String {
    super::noun::plural(name)
}

/// Digits with commas between the thousands and no zeros at the end.
pub(super) fn grouped(value: Decimal) -> String {
    let printed = value.normalize().to_string();
    let (sign, digits) = printed.strip_prefix('-').map_or(("", printed.as_str()), |digits| ("-", digits));
    let (whole, decimals) =
        digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(decimals) = decimals {
        grouped.push('.');
        grouped.push_str(decimals);
    }
    grouped
}
