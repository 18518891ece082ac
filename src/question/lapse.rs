//! How long after something a figure was reached: `downloads within a week of the launch`, 上线头一周.
//!
//! The rule: such a time is no date; the sentence that tells the figure must tell one as long.

use rust_decimal::Decimal;

use crate::lexicon::Lexicon;
use crate::period::Mention;
use crate::quantity::{self, Amount, UnitKind};
use crate::text::{Span, fold, words};

/// A longer time than so many days is a period of its own.
const LONGEST: i64 = 92;

/// A month is counted as so many days.
const MONTH: i64 = 30;

/// The time after something that a question asks for, with its words.
pub(super) fn asked(text: &str, periods: &[Mention], lexicon: &Lexicon) -> Option<(Span, Decimal)> {
    let marked = |(span, days): &(Span, Decimal)| {
        // `the first three months` are a part of a year.
        let part = *days > Decimal::from(MONTH) && lexicon.counts_one(&text[..span.start]);
        let led = !part && lexicon.leads_to_lapse(&text[..span.start]);
        let closed = lexicon.closes_lapse(&text[span.end..]);
        // `the first week of January 2025` is a date.
        let year =
            |mention: &Mention| mention.period.label.matches(|c: char| c.is_ascii_digit()).count() >= 4;
        let dated = periods.iter().any(|mention| mention.span.overlaps(*span) && year(mention));
        !dated && (led || closed) && *days <= Decimal::from(LONGEST)
    };
    told(text, lexicon).into_iter().find(marked)
}

/// The lengths of time that a text tells, in days: `a week`, `first week`, 七天.
#[must_use]
pub fn told(text: &str, lexicon: &Lexicon) -> Vec<(Span, Decimal)> {
    let lasts = |found: quantity::Quantity| {
        let unit = found.unit.filter(|unit| unit.kind == UnitKind::Duration)?;
        let Amount::Exact(count) = found.amount else { return None };
        let span = Span::new(found.digits.start, found.span.end);
        Some((span, count.checked_mul(days(&unit.name)?)?))
    };
    let mut all: Vec<(Span, Decimal)> =
        quantity::find(text).quantities.into_iter().filter_map(lasts).collect();
    // `its first week` is one week.
    for word in words(text) {
        let one = format!("1 {}", fold(word.span.slice(text)));
        let known = all.iter().any(|(span, _)| span.overlaps(word.span));
        if known || !lexicon.counts_one(&text[..word.span.start]) {
            continue;
        }
        let unit = quantity::find(&one).quantities.into_iter().find_map(lasts);
        all.extend(unit.filter(|(span, _)| span.len() == one.len()).map(|(_, days)| (word.span, days)));
    }
    all
}

fn days(unit: &str) -> Option<Decimal> {
    let days = match unit {
        "day" => 1,
        "week" => 7,
        "month" => MONTH,
        _ => return None,
    };
    Some(Decimal::from(days))
}
