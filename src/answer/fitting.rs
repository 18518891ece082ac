//! Whether a figure has the form that is asked for: an amount for `how much`, a growth for `by how much`.

use super::sure::may_be_money;
use crate::figures::{Figure, Role};
use crate::lexicon::Lexicon;
use crate::quantity::UnitKind;
use crate::question::{Intent, Operation, Question};

/// The key of what is the growth of another measure.
const GROWTH: &str = "growth_rate";

/// Whether the figure has the form that is asked for: an amount for `how much`, a growth for `by how much`; 0 is never.
pub(super) fn form(question: &Question, figure: &Figure, lexicon: &Lexicon) -> u8 {
    let unit = figure.quantity.unit.as_ref().map(|unit| unit.kind);
    let growth = figure.role == Role::Delta || figure.change.is_some_and(|change| change.basis.is_some());
    // `fuel growth exceeded 20%`
    let rate = unit == Some(UnitKind::Ratio) && question.intent == Intent::Change;
    let growth =
        growth || rate && figure.metric.as_ref().is_some_and(|metric| metric.key.as_deref() == Some(GROWTH));
    if question.in_money && unit != Some(UnitKind::Money) || !may_be_money(question, figure) {
        return 0;
    }
    match question.intent {
        Intent::Change if question.basis.is_some() => match figure.change.and_then(|change| change.basis) {
            told if growth && told == question.basis => 2,
            None if figure.role == Role::Delta => 1,
            _ => 0,
        },
        // `how fast did it grow`: by which part of it, not by which amount.
        Intent::Change if question.task.operation == Operation::Growth && unit.is_some_and(is_amount) => 0,
        Intent::Change => 2 * u8::from(growth),
        Intent::Count if unit == Some(UnitKind::Money) => 0,
        _ if growth || !measures(figure, unit, lexicon) => 0,
        _ => 2,
    }
}

fn is_amount(unit: UnitKind) -> bool {
    matches!(unit, UnitKind::Money | UnitKind::Count | UnitKind::Physical)
}

/// Whether the unit can be the metric's own: a percentage beside revenue is a share or a growth of it.
pub(super) fn measures(figure: &Figure, unit: Option<UnitKind>, lexicon: &Lexicon) -> bool {
    let term = figure.metric.as_ref().and_then(|metric| lexicon.metric(metric.key.as_deref()?));
    match (term, unit) {
        (Some(term), Some(unit)) => term.units.contains(&unit),
        // `more than half of revenue` is no revenue.
        (Some(term), None) => term.units.contains(&UnitKind::Ratio) || !figure.is_fraction(),
        _ => true,
    }
}
