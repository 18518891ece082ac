//! Capitalised words that name nobody: terms of reports, units, amounts.

use crate::lexicon::Lexicon;

/// A run that is all metric or period vocabulary (`Free Cash Flow`, `Q3 Revenue`) names nobody.
pub(super) fn is_vocabulary(name: &str, lexicon: &Lexicon) -> bool {
    let covered: usize = lexicon.metrics(name).iter().map(|mention| mention.span.len()).sum();
    let periods = crate::period::find(name, &crate::period::Anchor::default());
    let dated: usize = periods.iter().map(|mention| mention.span.len()).sum();
    covered * 2 > name.len() || dated * 2 > name.len() || is_unit(name) || is_amount(name)
}

/// `EUR50m` is an amount.
fn is_amount(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_digit())
        && crate::quantity::find(name).quantities.iter().any(|found| {
            found.span.len() == name.len() && found.unit.as_ref().is_some_and(crate::quantity::Unit::is_money)
        })
}

/// The letters of a unit, a scale or a currency are no name: `GW`, `MLN`, the `HK` of `HK$`.
fn is_unit(name: &str) -> bool {
    let measures = |text: String| {
        let found = crate::quantity::find(&text).quantities;
        found.iter().any(|found| {
            // `BLN` in a line of capitals is a scale.
            let scale = found.unit.is_none() && found.scale != crate::quantity::Scale::One;
            let unit = found.unit.as_ref();
            found.span.len() == text.len()
                && unit.map_or(scale, |unit| unit.kind != crate::quantity::UnitKind::Count)
        })
    };
    name.len() <= 4
        && (measures(format!("5 {name}")) || measures(format!("{name}$5")) || measures(format!("{name} 5")))
}
