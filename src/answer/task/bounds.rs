//! What the bounds of operands say of a result: more than 126 less 96 is more than 30.
//!
//! The rule: a result is bounded on the side that its operands leave open, and refused where they leave both.

use rust_decimal::Decimal;

use super::Refusal;
use super::arithmetic::Formula;
use crate::figures::Figure;
use crate::quantity::{Amount, Bound};

/// What a figure is computed with, and whether it is that much at least, at most or about.
pub(super) fn bounded(figure: &Figure) -> Result<(Decimal, Option<Bound>), Refusal> {
    match figure.quantity.amount {
        Amount::Exact(value) => Ok((value, figure.quantity.bound)),
        Amount::Range { low: Some(low), high: None } => Ok((low, Some(Bound::AtLeast))),
        Amount::Range { low: None, high: Some(high) } => Ok((high, Some(Bound::AtMost))),
        Amount::Range { .. } => Err(Refusal::Inexact),
    }
}

/// The bound of what a formula gives.
pub(super) fn of_result(
    formula: Formula,
    operands: &[(Decimal, Option<Bound>)],
) -> Result<Option<Bound>, Refusal> {
    if operands.iter().all(|(_, bound)| bound.is_none()) {
        return Ok(None);
    }
    let divides = matches!(formula, Formula::Growth | Formula::Ratio | Formula::Share);
    let adds = matches!(
        formula,
        Formula::Sum | Formula::Average | Formula::Difference | Formula::Remainder | Formula::PerYear
    );
    if !(adds || divides && operands.iter().all(|(value, _)| *value > Decimal::ZERO)) {
        return Err(Refusal::Inexact);
    }
    let sums = matches!(formula, Formula::Sum | Formula::Average);
    let mut result = None;
    for (place, (_, bound)) in operands.iter().enumerate() {
        // What is taken away or divided by leaves the other side open.
        let turned = place > 0 && !sums;
        let bound = match bound {
            Some(Bound::AtLeast) if turned => Bound::AtMost,
            Some(Bound::AtMost) if turned => Bound::AtLeast,
            Some(bound) => *bound,
            None => continue,
        };
        match result {
            None => result = Some(bound),
            Some(known) if known == bound => {}
            Some(_) => return Err(Refusal::Inexact),
        }
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_open_where_its_operands_are() {
        #[track_caller]
        fn case(formula: Formula, bounds: [Option<Bound>; 2], expected: Result<Option<Bound>, Refusal>) {
            let operands = bounds.map(|bound| (Decimal::TEN, bound));
            assert_eq!(of_result(formula, &operands), expected, "{formula:?} of {bounds:?}");
        }
        let (least, most, about) = (Some(Bound::AtLeast), Some(Bound::AtMost), Some(Bound::About));
        case(Formula::Difference, [None, None], Ok(None));
        case(Formula::Difference, [least, None], Ok(least));
        case(Formula::Difference, [None, least], Ok(most));
        case(Formula::Difference, [least, most], Ok(least));
        case(Formula::Difference, [least, least], Err(Refusal::Inexact));
        case(Formula::Sum, [least, least], Ok(least));
        case(Formula::Sum, [least, about], Err(Refusal::Inexact));
        case(Formula::Share, [None, about], Ok(about));
        case(Formula::ShareOfAll, [about, None], Err(Refusal::Inexact));
    }
}
