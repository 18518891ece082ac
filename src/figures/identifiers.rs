//! Headers of data files that are names of fields: `revenue_usd_m` for revenue in millions of dollars.
//!
//! The rule: only what ends such a name and is nothing but a unit or a scale is taken for one.

use std::borrow::Cow;

use crate::lexicon::Lexicon;
use crate::quantity::{self, UnitKind};

/// How many parts of a name its unit and scale have at most.
const LONGEST: usize = 3;

/// A label with the name of a field in words, its unit in brackets.
pub(super) fn spelled<'l>(label: &'l str, lexicon: &Lexicon) -> Cow<'l, str> {
    let parts: Vec<&str> = label.split('_').collect();
    let plain = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric());
    if parts.len() < 2 || !parts.iter().all(plain) {
        return Cow::Borrowed(label);
    }
    let unit = (1..parts.len().min(LONGEST + 1)).rev().find_map(|count| {
        let at = parts.len() - count;
        let note = parts[at..]
            .iter()
            .map(|part| lexicon.of_field(part).unwrap_or(part))
            .collect::<Vec<_>>()
            .join(" ");
        // Millions of what no term tells may be of anything, and `per_month` is no unit of its own.
        let unit = quantity::find_note(&note)?.unit;
        let told = unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Money | UnitKind::Ratio));
        let listed = || {
            let scale = quantity::find_note(&note).is_some_and(|note| note.unit.is_none());
            scale && !lexicon.metrics(&parts[..at].join(" ")).is_empty()
        };
        (quantity::is_note(&note) && (told || listed())).then_some((at, note))
    });
    match unit {
        Some((at, note)) => Cow::Owned(format!("{} ({note})", parts[..at].join(" "))),
        None => Cow::Owned(parts.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_end_in_their_unit() {
        #[track_caller]
        fn case(label: &str, expected: &str) {
            assert_eq!(spelled(label, &Lexicon::built_in()), expected);
        }
        case("revenue_usd_m", "revenue (usd million)");
        case("subscribers_k", "subscribers (thousand)");
        case("hours_flown_k", "hours flown k");
        case("fee_usd_per_month", "fee usd per month");
        case("margin_pct", "margin (%)");
        case("order_intake", "order intake");
        case("Revenue", "Revenue");
        case("a _ b", "a _ b");
    }
}
