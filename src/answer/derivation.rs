//! Arithmetic over cited figures: told once where it was done, and done again before it is shown.
//!
//! The rule: a computed figure is worth what its operands are: each stands in its quote as the amount it is computed with,
//! and the same formula over them gives the same value, in the same words.

use rust_decimal::Decimal;

use super::task::{Computed, compute, years};
use super::{Answer, Cited, Derivation, Formula, evidence};
use crate::figures::Figure;
use crate::quantity::{self, Amount, Direction};
use crate::text::stretches;

/// Why a computed figure is not to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unproven {
    #[error("a computed figure comes without its arithmetic")]
    Unstated,
    #[error("an operand is missing, computed itself or there twice")]
    Operands,
    #[error("an operand does not stand in its source as the amount that was computed with")]
    Unsourced,
    #[error("the operands cannot be computed with")]
    Refused,
    #[error("the arithmetic gives another value or unit")]
    Value,
    #[error("the arithmetic is worded otherwise than it was done")]
    Wording,
}

/// Tells arithmetic over operands that are the figures of the answer from number `first`, counted from 1.
pub(super) fn told(formula: Formula, operands: &[Cited], first: usize, computed: &Computed) -> Derivation {
    let operands: Vec<&Cited> = operands.iter().collect();
    Derivation {
        formula,
        expression: expression(formula, &operands),
        operands: (first..first + operands.len()).collect(),
        decimals: computed.decimals,
        rounding: rounding(computed),
    }
}

/// Does the arithmetic of an answer again, from its quotes; the value of its computed figures, `None` where it has none.
pub(super) fn prove(answer: &Answer) -> Result<Option<Decimal>, Unproven> {
    let mut computed = answer.figures.iter().filter(|cited| cited.derived).peekable();
    let Some(derivation) = &answer.derivation else {
        return if computed.peek().is_some() { Err(Unproven::Unstated) } else { Ok(None) };
    };
    let operands = operands(derivation, answer)?;
    if !operands.iter().all(|operand| is_sourced(operand, answer)) {
        return Err(Unproven::Unsourced);
    }
    let figures: Vec<&Figure> = operands.iter().map(|operand| &operand.figure).collect();
    let again = compute(derivation.formula, &figures, derivation.decimals).map_err(|_| Unproven::Refused)?;
    let same = |cited: &Cited| {
        let quantity = &cited.figure.quantity;
        let amount = quantity.amount == Amount::Exact(again.value);
        amount && quantity.unit == again.unit && quantity.bound == again.bound
    };
    if !computed.all(same) {
        return Err(Unproven::Value);
    }
    let is_worded = derivation.expression == expression(derivation.formula, &operands)
        && derivation.rounding == rounding(&again);
    if is_worded { Ok(Some(again.value)) } else { Err(Unproven::Wording) }
}

/// The printed figures that went in, each once, as many as the formula takes.
fn operands<'a>(derivation: &Derivation, answer: &'a Answer) -> Result<Vec<&'a Cited>, Unproven> {
    let numbered = derivation.operands.iter();
    let found: Option<Vec<&Cited>> =
        numbered.map(|number| answer.figures.get(number.checked_sub(1)?)).collect();
    let operands = found.ok_or(Unproven::Operands)?;
    let takes = match derivation.formula {
        Formula::OfSums { first, .. } => (1..operands.len()).contains(&first),
        Formula::Sum | Formula::Average => !operands.is_empty(),
        Formula::ShareOfAll => operands.len() > 1,
        Formula::Midpoint | Formula::Width | Formula::PerYear => operands.len() == 1,
        Formula::Difference
        | Formula::Remainder
        | Formula::Growth
        | Formula::Ratio
        | Formula::Share
        | Formula::Base
        | Formula::HighChange
        | Formula::LowChange
        | Formula::HighGrowth
        | Formula::LowGrowth
        | Formula::MidpointChange => operands.len() == 2,
    };
    let place = |cited: &Cited| (cited.citation, cited.figure.quantity.span);
    let again = |at: usize| operands[..at].iter().any(|other| place(other) == place(operands[at]));
    let is_sound = takes && !operands.iter().any(|cited| cited.derived) && !(0..operands.len()).any(again);
    if is_sound { Ok(operands) } else { Err(Unproven::Operands) }
}

/// Whether a figure's words stand at their place in the quote of its citation, or else beside it, and read as its amount.
#[must_use]
pub fn is_sourced(cited: &Cited, answer: &Answer) -> bool {
    let citation = cited.citation.checked_sub(1).and_then(|number| answer.citations.get(number));
    let Some(citation) = citation else { return false };
    let (from, span) = (citation.span.start, cited.figure.quantity.span);
    let in_quote = span.start.checked_sub(from).and_then(|start| citation.quote.get(start..span.end - from));
    match in_quote {
        Some(words) => words == cited.text && evidence::reads_as(&citation.quote, from, &cited.figure),
        None => citation.beside.iter().any(|beside| is_said(beside, cited)),
    }
}

/// Whether words hold a figure's own as whole words that read as its amount.
fn is_said(beside: &str, cited: &Cited) -> bool {
    stretches(beside, &cited.text).into_iter().any(|span| {
        let found = quantity::find(beside).quantities;
        let same = |amount: &Amount| *amount == cited.figure.quantity.amount;
        found.iter().any(|found| span.contains(found.digits) && same(&found.amount))
            || matches!(quantity::find_in_cell(&cited.text), quantity::Cell::Quantity(cell) if same(&cell.amount))
    })
}

/// The arithmetic in the reports' own digits.
fn expression(formula: Formula, cited: &[&Cited]) -> String {
    let mut operands: Vec<String> = cited.iter().map(|cited| operand(cited)).collect();
    if let Formula::OfSums { first, .. } = formula {
        let sum = |side: &[String]| match side {
            [only] => only.clone(),
            several => format!("({})", several.join(" + ")),
        };
        let (one, other) = operands.split_at(first.min(operands.len()));
        operands = vec![sum(one), sum(other)];
    }
    match (formula.of_wholes(), operands.as_slice()) {
        (Formula::Difference | Formula::Remainder, [one, two]) => format!("{one} - {two}"),
        (Formula::Growth, [one, two]) => format!("({one} - {two}) / {two}"),
        (Formula::Ratio | Formula::Share, [one, two]) => format!("{one} / {two}"),
        (Formula::ShareOfAll, all) => format!("{} / ({})", all[0], all.join(" + ")),
        (Formula::PerYear, [one]) => {
            let years = years(&cited[0].figure).map(|years| years.to_string()).unwrap_or_default();
            format!("{one} / {years} years")
        }
        (Formula::Width, [one]) => format!("high end - low end of {}", ends(one)),
        (Formula::Base, [amount, growth]) => {
            let fell = cited[1].figure.change.is_some_and(|change| change.direction == Direction::Down);
            format!("{amount} / (1 {} {growth})", if fell { '-' } else { '+' })
        }
        (Formula::HighChange, [one, two]) => format!("high end of {} - {two}", ends(one)),
        (Formula::HighGrowth, [one, two]) => format!("(high end of {} - {two}) / {two}", ends(one)),
        (Formula::LowGrowth, [one, two]) => format!("(low end of {} - {two}) / {two}", ends(one)),
        (Formula::LowChange, [one, two]) => format!("low end of {} - {two}", ends(one)),
        (Formula::Midpoint, [one]) => format!("midpoint of {}", ends(one)),
        (Formula::MidpointChange, [one, two]) => format!("midpoint of {} - {}", ends(one), ends(two)),
        (Formula::Average, all) => format!("({}) / {}", all.join(" + "), all.len()),
        (_, all) => all.join(" + "),
    }
}

/// A range without the word that leads to it.
fn ends(operand: &str) -> &str {
    operand.strip_prefix("between ").or_else(|| operand.strip_prefix("from ")).unwrap_or(operand)
}

/// An operand as printed; brackets that mean a minus become one.
fn operand(cited: &Cited) -> String {
    let printed = cited.text.trim();
    let bare = printed.trim_matches(['(', ')']);
    let negative = matches!(cited.figure.quantity.amount, Amount::Exact(value) if value.is_sign_negative());
    if negative && !bare.starts_with(['-', '−', '–']) { format!("(-{bare})") } else { bare.to_owned() }
}

fn rounding(computed: &Computed) -> String {
    match computed.decimals.filter(|_| computed.is_rounded) {
        None => "exact".to_owned(),
        Some(0) => "rounded to a whole number".to_owned(),
        Some(1) => "rounded to 1 decimal".to_owned(),
        Some(places) => format!("rounded to {places} decimals"),
    }
}
