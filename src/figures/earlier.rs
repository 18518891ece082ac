//! What was expected before the expectation changed: `surpassing its earlier estimate of $85 billion`.
//!
//! Such an amount is what another is held against. Where its noun says no more than `figure` or `forecast`, it measures
//! what the figure before it measures, of the same period.

use super::grammar::between;
use super::scene::Scene;
use super::{Figure, PeriodFrom, Placed, Role};
use crate::lexicon::Lexicon;
use crate::period;
use crate::quantity::Quantity;

/// How many words may stand between the adjective and its noun: `its previous full-year capex budget`.
const APART: usize = 3;

/// Gives a figure that was expected before what the figure it is held against measures, of the `known` ones before it.
pub(super) fn hold(scene: &Scene<'_>, figure: &mut Figure, known: &[Figure], lexicon: &Lexicon) {
    if figure.role == Role::Delta || !is_earlier(scene, &figure.quantity, lexicon) {
        return;
    }
    let held = held_against(known, &figure.quantity, figure.passage);
    let Some(held) = held.filter(|held| held.entity == figure.entity) else { return };
    figure.role = Role::Prior;
    if figure.metric.as_ref().is_none_or(|metric| metric.key.is_none()) {
        figure.metric.clone_from(&held.metric);
    }
    if figure.period.is_none() && figure.metric == held.metric {
        figure.period = held.period.clone().map(|placed| Placed { from: PeriodFrom::Carried, ..placed });
        figure.evidence = if held.sentence == figure.sentence { Vec::new() } else { vec![held.sentence] };
    }
    figure.kind = held.kind.or(figure.kind);
}

/// Whether a quantity is what was expected before: an adjective and a noun lead up to it.
fn is_earlier(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> bool {
    let clause = scene.clause(quantity.span.start);
    let words = between(scene.text, clause.start.min(quantity.span.start), quantity.span.start);
    let links = |word: &str| {
        lexicon.is_linking(word) || matches!(word, "of" | "at" | "stood" | ":" | "for" | "around" | "about")
    };
    let mut before = words.iter().rev().map(|word| word.as_str()).skip_while(|word| links(word));
    let noun = before.next().is_some_and(|word| lexicon.is_foreseen(word));
    let mut near =
        before.take(APART).take_while(|word| !period::is_calendar_word(word) && !is_boundary(word));
    noun && near.any(|word| lexicon.is_former(word))
}

fn is_boundary(word: &str) -> bool {
    matches!(word, "," | ";" | "and" | "than" | "from" | "of")
}

/// The figure that one of these is held against, to take metric, period and kind from: the last one of the passage in the
/// same unit.
fn held_against<'f>(figures: &'f [Figure], quantity: &Quantity, passage: usize) -> Option<&'f Figure> {
    let mut before = figures.iter().rev().take_while(|figure| figure.passage == passage);
    before.find(|figure| {
        figure.quantity.unit == quantity.unit && figure.role != Role::Delta && figure.metric.is_some()
    })
}
