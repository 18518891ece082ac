//! Change: direction and basis of a growth figure, and amounts below zero by wording.

use super::grammar::{between, is_determiner};
use super::scene::Scene;
use super::{Basis, Change};
use crate::lexicon::{Cue, CueMention};
use crate::quantity::{Amount, Direction, Quantity, UnitKind};
use crate::text::{Span, is_chinese, is_han};

/// Whether the quantity is a difference or growth: `up 34%`, `fell by $3bn`, `29% growth`, not `rose to 34%`.
pub(super) fn is_delta(scene: &Scene<'_>, place: usize) -> bool {
    let quantity = &scene.quantities[place];
    let rate = is_rate(quantity);
    if quantity.direction.is_some() && rate {
        return true;
    }
    if follows_itself(scene, quantity).is_some() {
        return rate;
    }
    if steps_by(scene, place) {
        return true;
    }
    let Some(moves) = mover_before(scene, place) else { return false };
    if lands_itself(scene, moves) {
        return false;
    }
    let gap = between(scene.text, moves.span.end, quantity.span.start);
    let lands = gap.iter().any(|word| matches!(word.as_str(), "to" | "at" | "from" | "至" | "到"));
    let by = gap.iter().any(|word| word == "by");
    !lands && (rate || by || is_step(scene, place, moves))
}

/// `by €14 million to €502 million`: a step and where it led, whatever verb is before it.
fn steps_by(scene: &Scene<'_>, place: usize) -> bool {
    let quantity = &scene.quantities[place];
    let before = super::grammar::word_before(scene.text, scene.span.start, quantity.span.start);
    let Some(next) = scene.quantities.get(place + 1) else { return false };
    let to = between(scene.text, quantity.span.end, next.span.start);
    before.is_some_and(|(_, word)| word == "by")
        && to.len() == 1
        && to[0].as_str() == "to"
        && quantity.unit.is_some()
        && quantity.unit == next.unit
}

/// A percentage, a multiple or the points of an index.
fn is_rate(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio || unit.name == "point")
}

/// `降至`: a movement that says where it leads.
fn lands_itself(scene: &Scene<'_>, moves: CueMention) -> bool {
    moves.span.slice(scene.text).ends_with(['至', '到', '为'])
}

/// `fell $3.20 to $45`, `down $1.1bn`, 增加2.3亿元: an amount right behind the movement, and in a sentence without a
/// particle where it led right behind the amount.
fn is_step(scene: &Scene<'_>, place: usize, moves: CueMention) -> bool {
    let quantity = &scene.quantities[place];
    let direct = between(scene.text, moves.span.end, quantity.span.start).is_empty();
    let words = moves.span.slice(scene.text);
    let measured = quantity.unit.as_ref().is_some_and(|unit| unit.kind != UnitKind::Duration);
    if direct && measured && (matches!(words, "up" | "down") || words.starts_with(is_han)) {
        return true;
    }
    let Some(next) = scene.quantities.get(place + 1) else { return false };
    let to = between(scene.text, quantity.span.end, next.span.start);
    direct
        && to.len() == 1
        && matches!(to[0].as_str(), "to" | "至" | "到")
        && quantity.unit.is_some()
        && quantity.unit == next.unit
}

/// The figure's change, where its sentence says one, and where that says what it is counted against.
pub(super) fn change_of(scene: &Scene<'_>, place: usize) -> (Option<Change>, Option<Span>) {
    let quantity = &scene.quantities[place];
    let delta = is_delta(scene, place);
    let direction = if delta {
        quantity
            .direction
            .or_else(|| follows_itself(scene, quantity))
            .or_else(|| mover_before(scene, place).map(direction_of))
    } else {
        quantity.direction
    };
    let basis = if is_rate(quantity) { basis_of(scene, place) } else { None };
    let direction = direction.or_else(|| basis.and_then(|_| mover_before(scene, place).map(direction_of)));
    let Some(direction) = direction else { return (None, None) };
    let compared = basis.filter(|_| delta).map(|(_, said)| said);
    (Some(Change { direction, basis: basis.map(|(basis, _)| basis) }), compared)
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
    if is_interrupted(scene, *mover, quantity) {
        return None;
    }
    let earlier: Vec<&Quantity> = scene
        .quantities
        .iter()
        .filter(|other| other.span.start >= mover.span.end && other.span.end <= quantity.span.start)
        .collect();
    let Some(last) = earlier.last() else {
        let near = between(scene.text, mover.span.end, quantity.span.start).len() <= 6;
        return near.then_some(*mover);
    };
    let gap = between(scene.text, last.span.end, quantity.span.start);
    let said_again = gap.iter().all(|word| matches!(word.as_str(), "," | "or" | "(" | "，" | "（" | "或"));
    if said_again && !gap.is_empty() {
        return is_delta(scene, place - 1).then_some(*mover);
    }
    let same_unit = earlier.iter().all(|other| other.unit == quantity.unit);
    let lands =
        gap.iter().any(|word| matches!(word.as_str(), "to" | "from" | "against" | "compared" | "至" | "到"));
    (same_unit && !lands).then_some(*mover)
}

/// A metric between the movement and the quantity takes the quantity, unless it is what moves: `grew sales by 35%`,
/// `cut its dividend 10%`.
fn is_interrupted(scene: &Scene<'_>, mover: CueMention, quantity: &Quantity) -> bool {
    let inside = |span: Span| {
        span.start >= mover.span.end && span.end <= quantity.span.start && !mover.span.is_empty()
    };
    let mut phrases = scene.metrics.iter().map(|phrase| phrase.span).filter(|span| inside(*span));
    let Some(first) = phrases.next() else { return false };
    let object = between(scene.text, mover.span.end, first.start)
        .iter()
        .all(|word| is_determiner(word) || word.starts_with(is_han));
    let behind = between(scene.text, first.end, quantity.span.start);
    let direct = behind.iter().all(|word| matches!(word.as_str(), "by" | "了"));
    phrases.next().is_some() || !(object && direct)
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
    let told_of_next = scene.quantities.iter().any(|other| {
        other.span.start >= mover.span.end && scene.text[mover.span.end..other.span.start].trim().is_empty()
    });
    let leads_on = scene.text[mover.span.end..].starts_with(['至', '到', '为', '為']);
    if told_of_next || leads_on {
        return None;
    }
    match mover.cue {
        Cue::Moves(_) if lands_itself(scene, *mover) => None,
        Cue::Moves(direction) if gap.trim().is_empty() && before.trim().is_empty() => Some(direction),
        _ => None,
    }
}

/// `a 60% profit decline`: where the metric that stands right behind the quantity ends.
fn named_after(scene: &Scene<'_>, quantity: &Quantity) -> Option<usize> {
    let next = scene.metrics.iter().find(|phrase| phrase.span.start >= quantity.span.end)?;
    let gap = scene.text.get(quantity.span.end..next.span.start)?;
    (gap.trim().is_empty() && !scene.moves(next.span)).then_some(next.span.end)
}

/// The basis named behind the quantity before the next one, else before it since the last one.
fn basis_of(scene: &Scene<'_>, place: usize) -> Option<(Basis, Span)> {
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
                Cue::YearOverYear => Some((Basis::YearOverYear, mention.span)),
                Cue::QuarterOverQuarter => Some((Basis::QuarterOverQuarter, mention.span)),
                _ => None,
            },
        )
    };
    let han = is_chinese(scene.span.slice(scene.text));
    if han {
        return named(last, quantity.span.start).or_else(|| named(quantity.span.end, next));
    }
    named(quantity.span.end, next).or_else(|| named(last, quantity.span.start))
}
