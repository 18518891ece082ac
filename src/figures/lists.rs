//! Lists: `A and B … x and y` dealt out in order.

use super::attach::Attached;
use super::grammar::between;
use super::names::Named;
use super::scene::{MetricPhrase, Scene};
use crate::lexicon::Cue;
use crate::text::Span;

/// `A and B … x and y`: as many names, metrics or periods in a list as quantities in one are dealt out in order.
pub(super) fn distribute(scene: &Scene<'_>, attached: &mut [Attached]) {
    let says_so = scene.has_cue(Cue::Respectively);
    for list in lists(scene) {
        let size = list.len();
        let places =
            Span::new(scene.quantities[list[0]].span.start, scene.quantities[list[size - 1]].span.end);
        let periods = row_of(
            scene,
            &scene.periods.iter().map(|mention| mention.span).collect::<Vec<_>>(),
            places,
            size,
            says_so,
        );
        if let Some(first) = periods {
            // One thing in several periods: `of total revenue` behind the last amount speaks of all of them.
            let (metric, entity) = (attached[list[0]].metric.clone(), attached[list[0]].entity.clone());
            for (place, figure) in list.iter().enumerate() {
                attached[*figure].period = Some(scene.periods[first + place].clone());
                attached[*figure].shared = false;
                if says_so && metric.is_some() {
                    attached[*figure].metric.clone_from(&metric);
                    attached[*figure].entity.clone_from(&entity);
                }
            }
        } else if says_so {
            deal_names(scene, attached, &list);
        } else if let Some(names) = listed_names(scene, places.start, size) {
            for (figure, name) in list.iter().zip(names) {
                attached[*figure].entity = Some(name.name.clone());
            }
        }
    }
}

/// `Ampora and Nordlicht trailed with 13% and 9%`: as many names in a list of their own, in the same clause.
fn listed_names<'s>(scene: &'s Scene<'_>, start: usize, size: usize) -> Option<&'s [Named]> {
    let before = scene.entities.iter().filter(|named| named.span.end <= start).count();
    let names = scene.entities.get(before.checked_sub(size)?..before)?;
    let clause = scene.clause(start);
    let listed = names.windows(2).all(|pair| is_list_gap(scene, pair[0].span.end, pair[1].span.start));
    let alone = before == size
        || !is_list_gap(scene, scene.entities[before - size - 1].span.end, names[0].span.start);
    let owned = names.last().is_some_and(|last| last.possessive);
    (listed && alone && !owned && names.iter().all(|named| clause.contains(named.span))).then_some(names)
}

fn deal_names(scene: &Scene<'_>, attached: &mut [Attached], list: &[usize]) {
    let start = scene.quantities[list[0]].span.start;
    let all: Vec<&Named> = scene.entities.iter().filter(|named| named.span.end <= start).collect();
    let named = match listed_names(scene, start, list.len()) {
        Some(names) => names.iter().collect(),
        None => all,
    };
    if named.len() == list.len() {
        for (figure, name) in list.iter().zip(named) {
            attached[*figure].entity = Some(name.name.clone());
        }
        return;
    }
    let metrics: Vec<&MetricPhrase> =
        scene.metrics.iter().filter(|phrase| phrase.span.end <= start).collect();
    if metrics.len() == list.len() {
        for (figure, phrase) in list.iter().zip(metrics) {
            attached[*figure].metric = Some(phrase.metric.clone());
        }
    }
}

/// Runs of quantities joined only by commas and `and`.
fn lists(scene: &Scene<'_>) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for place in 0..scene.quantities.len() {
        let joins = place > 0
            && is_list_gap(scene, scene.quantities[place - 1].span.end, scene.quantities[place].span.start);
        match found.last_mut() {
            Some(list) if joins => list.push(place),
            _ => found.push(vec![place]),
        }
    }
    found.retain(|list| list.len() > 1);
    found
}

fn is_list_gap(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let words = between(scene.text, from, to);
    !words.is_empty()
        && words.iter().all(|word| matches!(word.as_str(), "and" | "," | "和" | "、" | "及" | "与" | "，"))
}

/// How many words may stand between a list of amounts and that of their periods, and how many where the sentence says
/// `respectively`: `53%, 57% and 51% of our total net revenue in 2019, 2018 and 2017, respectively`.
const NEAR: usize = 3;
const FAR: usize = 12;

/// The first of `size` listed mentions that belong to the quantities at `places`: the list right behind them, or, where
/// the sentence says `respectively`, right before.
fn row_of(scene: &Scene<'_>, mentions: &[Span], places: Span, size: usize, says_so: bool) -> Option<usize> {
    let is_row = |first: usize| {
        mentions.get(first..first + size).is_some_and(|row| {
            row.windows(2).all(|pair| {
                between(scene.text, pair[0].end, pair[1].start).iter().all(|word| {
                    matches!(word.as_str(), "and" | "," | "the" | "in" | "和" | "、" | "及" | "与" | "of")
                })
            })
        })
    };
    let behind = mentions.iter().position(|span| span.start >= places.end);
    if let Some(first) = behind.filter(|first| is_row(*first)) {
        let gap = between(scene.text, places.end, mentions[first].start);
        let next_is_free = mentions
            .get(first + size)
            .is_none_or(|next| !is_list_gap(scene, mentions[first + size - 1].end, next.start));
        let measures = scene
            .quantities
            .iter()
            .any(|found| places.end <= found.span.start && found.span.end <= mentions[first].start);
        let near = gap.len() <= NEAR || says_so && gap.len() <= FAR && !measures;
        if near && next_is_free {
            return Some(first);
        }
    }
    let before = mentions.iter().filter(|span| span.end <= places.start).count();
    before.checked_sub(size).filter(|first| says_so && is_row(*first))
}
