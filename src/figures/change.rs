//! Change: direction and basis of a growth figure, and amounts below zero by wording.

use super::grammar::between;
use super::scene::Scene;
use super::{Basis, Change};
use crate::lexicon::{Cue, CueMention};
use crate::quantity::{Amount, Direction, Quantity, UnitKind};

/// Whether the quantity is a difference or growth: `up 34%`, `fell by $3bn`, `29% growth`, not `rose to 34%`.
pub(super) fn is_delta(scene: &Scene<'_>, place: usize) -> bool {
    let quantity = &scene.quantities[place];
    let ratio = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio);
    if quantity.direction.is_some() && ratio {
        return true;
    }
    if follows_itself(scene, quantity).is_some() {
        return ratio;
    }
    let Some(moves) = mover_before(scene, place) else { return false };
    let gap = between(scene.text, moves.span.end, quantity.span.start);
    let lands = gap.iter().any(|word| matches!(word.as_str(), "to" | "at" | "from" | "至" | "到"));
    let by = gap.iter().any(|word| word == "by");
    !lands && (ratio || by)
}

/// The figure's change, where its sentence says one.
pub(super) fn change_of(scene: &Scene<'_>, place: usize) -> Option<Change> {
    let quantity = &scene.quantities[place];
    let ratio = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio);
    let direction = if is_delta(scene, place) {
        quantity
            .direction
            .or_else(|| follows_itself(scene, quantity))
            .or_else(|| mover_before(scene, place).map(direction_of))
    } else {
        quantity.direction
    };
    let basis = if ratio { basis_of(scene, place) } else { None };
    let direction = direction.or_else(|| basis.and_then(|_| mover_before(scene, place).map(direction_of)))?;
    Some(Change { direction, basis })
}

/// Turns the amount of `turned negative at 4.6 billion` below zero.
pub(super) fn apply_sign(scene: &Scene<'_>, quantity: &mut Quantity) -> bool {
    let negative = scene.cues.iter().any(|mention| {
        mention.cue == Cue::Negative
            && mention.span.end <= quantity.span.start
            && between(scene.text, mention.span.end, quantity.span.start).len() <= 2
    });
    if negative && let Amount::Exact(value) = &mut quantity.amount {
        value.set_sign_negative(true);
    }
    negative
}

fn direction_of(mention: CueMention) -> Direction {
    match mention.cue {
        Cue::Moves(direction) => direction,
        _ => Direction::Up,
    }
}

/// The movement the quantity is told by: the last one before it, across coordinated quantities (`up 46% … and 82%`).
fn mover_before(scene: &Scene<'_>, place: usize) -> Option<CueMention> {
    let quantity = &scene.quantities[place];
    let is_mover = |mention: &&CueMention| {
        matches!(mention.cue, Cue::Moves(_)) && mention.span.end <= quantity.span.start
    };
    let mover = scene.cues.iter().rev().find(is_mover)?;
    let interrupted = scene
        .metrics
        .iter()
        .any(|phrase| phrase.span.start >= mover.span.end && phrase.span.end <= quantity.span.start);
    let earlier: Vec<&Quantity> = scene
        .quantities
        .iter()
        .filter(|other| other.span.start >= mover.span.end && other.span.end <= quantity.span.start)
        .collect();
    let same_unit = earlier.iter().all(|other| other.unit == quantity.unit);
    let lands = earlier.last().is_some_and(|last| {
        between(scene.text, last.span.end, quantity.span.start)
            .iter()
            .any(|word| matches!(word.as_str(), "to" | "from" | "against" | "compared"))
    });
    let gap = between(scene.text, mover.span.end, quantity.span.start);
    let near = gap.len() <= 6 || !earlier.is_empty();
    (!interrupted && same_unit && !lands && near).then_some(*mover)
}

/// `29% growth`, `a 6.5% drop`: the movement stands right behind the quantity.
fn follows_itself(scene: &Scene<'_>, quantity: &Quantity) -> Option<Direction> {
    let start = named_after(scene, quantity).unwrap_or(quantity.span.end);
    let next = scene.cues.iter().find(|mention| mention.span.start >= start)?;
    let basis = matches!(next.cue, Cue::YearOverYear | Cue::QuarterOverQuarter);
    let mover =
        if basis { scene.cues.iter().find(|mention| mention.span.start >= next.span.end)? } else { next };
    let gap_start = if basis { next.span.end } else { start };
    let gap = scene.text.get(gap_start..mover.span.start)?;
    let before = scene.text.get(start..next.span.start)?;
    match mover.cue {
        Cue::Moves(direction) if gap.trim().is_empty() && before.trim().is_empty() => Some(direction),
        _ => None,
    }
}

/// `a 60% profit decline`: where the metric that stands right behind the quantity ends.
fn named_after(scene: &Scene<'_>, quantity: &Quantity) -> Option<usize> {
    let next = scene.metrics.iter().find(|phrase| phrase.span.start >= quantity.span.end)?;
    let gap = scene.text.get(quantity.span.end..next.span.start)?;
    gap.trim().is_empty().then_some(next.span.end)
}

/// The basis named behind the quantity before the next one, else before it since the last one.
fn basis_of(scene: &Scene<'_>, place: usize) -> Option<Basis> {
    let quantity = &scene.quantities[place];
    let clause = scene.clause(quantity.span.start);
    let next = scene.quantities.get(place + 1).map_or(scene.span.end, |next| next.span.start);
    let last = place
        .checked_sub(1)
        .map_or(scene.span.start, |last| scene.quantities[last].span.end)
        .max(clause.start);
    let named = |from: usize, to: usize| {
        scene.cues.iter().filter(|mention| mention.span.start >= from && mention.span.end <= to).find_map(
            |mention| match mention.cue {
                Cue::YearOverYear => Some(Basis::YearOverYear),
                Cue::QuarterOverQuarter => Some(Basis::QuarterOverQuarter),
                _ => None,
            },
        )
    };
    let han = crate::text::Language::of(scene.span.slice(scene.text)) == crate::text::Language::Chinese;
    if han {
        return named(last, quantity.span.start).or_else(|| named(quantity.span.end, next));
    }
    named(quantity.span.end, next).or_else(|| named(last, quantity.span.start))
}
