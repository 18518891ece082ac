//! The two sides of a comparison, each with its own company and its own time: `Acme over the past twelve months against
//! Globex from Q4 to Q3`.
//!
//! The rule: a name takes the periods and amounts that stand between it and the next name; what stands before both names is
//! of both.

use rust_decimal::Decimal;

use super::task::Told;
use super::when;
use super::{Asked, Known, Operation};
use crate::period::Period;
use crate::quantity::{self, Amount, Unit};
use crate::text::Span;

/// One of two that are held against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub asked: Asked,
    /// When; several are taken together.
    pub periods: Vec<Period>,
    /// The periods are the ends of a stretch.
    pub is_stretch: bool,
    /// The amounts of money that the question gives for it.
    pub stated: Vec<Decimal>,
}

/// The sides of a question that holds two names against each other, where each has a time or an amount of its own.
pub(super) fn of(told: &Told<'_>, named: &[(Span, Asked)], operation: Operation) -> Vec<Side> {
    let measured: Vec<&(Span, Asked)> =
        named.iter().filter(|(_, asked)| asked.known == Known::Measured).collect();
    let [(first, one), .., (last, other)] = measured.as_slice() else { return Vec::new() };
    let two = measured.iter().all(|(_, asked)| asked == one || asked == other) && one != other;
    // `how much did Acme make, and how much of that Globex?`: the second name begins the second side.
    let second = measured.iter().find(|(_, asked)| asked == other).map_or(*last, |(span, _)| *span);
    if !two
        || last.start < second.start
        || measured.iter().any(|(span, asked)| asked == one && span.start > second.start)
    {
        return Vec::new();
    }
    let sides = [(Span::new(0, second.start), one), (Span::new(second.start, told.text.len()), other)];
    let side = |(within, asked): (Span, &Asked)| {
        let own: Vec<_> =
            told.periods.iter().filter(|mention| within.contains(mention.span)).cloned().collect();
        // `over the past year, who spent more, Acme or Globex?`
        let dated = own.iter().any(|mention| mention.span.start > first.start);
        let apart = Told { periods: &own, ..*told };
        let (periods, is_stretch) = when::ends(&apart, operation);
        let stated = amounts(within.slice(told.text));
        let has_own = dated || !stated.is_empty();
        has_own.then(|| Side { asked: asked.clone(), periods, is_stretch, stated })
    };
    sides.into_iter().map(side).collect::<Option<_>>().unwrap_or_default()
}

fn amounts(text: &str) -> Vec<Decimal> {
    let money = quantity::find(text).quantities.into_iter();
    money
        .filter(|found| found.unit.as_ref().is_some_and(Unit::is_money))
        .filter_map(|found| match found.amount {
            Amount::Exact(value)
            | Amount::Range { low: Some(value), high: None }
            | Amount::Range { low: None, high: Some(value) } => Some(value),
            Amount::Range { .. } => None,
        })
        .collect()
}
