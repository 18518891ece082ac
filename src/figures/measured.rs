//! Of what: the listed metric a quantity measures, by where it stands in the clause.

use super::grammar::{between, is_determiner, subordinates, word_before};
use super::scene::{MetricPhrase, Scene};
use crate::lexicon::Cue;
use crate::quantity::Quantity;

/// `$5 billion in revenue`, `60% of orders`, `a 6.5% drop in unit sales`, `10 million downloads`.
pub(super) fn metric_after<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s MetricPhrase> {
    let counted = scene.metrics.iter().find(|phrase| phrase.span.overlaps(quantity.span));
    if counted.is_some() {
        return counted;
    }
    let next = scene
        .metrics
        .iter()
        .find(|phrase| phrase.span.start >= quantity.span.end)
        .filter(|phrase| !scene.moves(phrase.span) || metric_before(scene, quantity).is_none())?;
    let gap = scene.text.get(quantity.span.end..next.span.start)?;
    if gap.contains([',', ';', '，', '；', '(', '（', '.', ':']) {
        return None;
    }
    let of_entity =
        scene.entities.iter().find(|named| named.span.start >= quantity.span.end && named.possessive);
    let gap_end = of_entity.map_or(next.span.start, |named| named.span.start.min(next.span.start));
    let moves = scene
        .cues
        .iter()
        .find(|mention| mention.span.start >= quantity.span.end && mention.span.start < next.span.start);
    let from = match moves {
        Some(mention) if matches!(mention.cue, Cue::Moves(_)) => mention.span.end,
        Some(_) => return None,
        None => quantity.span.end,
    };
    let words = between(scene.text, from, gap_end.max(from));
    if words.is_empty() && moves.is_none() && gap.chars().all(|c| matches!(c, ' ' | '-')) {
        return Some(next);
    }
    let leads = words.first().is_some_and(|word| matches!(word.as_str(), "in" | "of" | "for" | "worth"));
    let plain =
        words.iter().skip(1).all(|word| is_determiner(word) || matches!(word.as_str(), "of" | "total"));
    let joined_to_another =
        metric_before(scene, quantity).is_some() && words.first().is_some_and(|word| word == "for");
    (leads && plain && !joined_to_another).then_some(next)
}

/// `earnings of $0.05`, `net debt: 2.1x`, 营收为5亿元: the metric the quantity is told of right behind it.
pub(super) fn metric_right_before<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s MetricPhrase> {
    let phrase = scene.metrics.iter().rev().find(|phrase| phrase.span.end <= quantity.span.start)?;
    let words = between(scene.text, phrase.span.end, quantity.span.start);
    let links = |word: &super::grammar::Lowered<'_>| {
        matches!(
            word.as_str(),
            "of" | "was" | "is" | "were" | "are" | ":" | "：" | "=" | "为" | "達" | "达" | "是"
        )
    };
    (words.len() == 1 && words.iter().all(links) && !scene.moves(phrase.span)).then_some(phrase)
}

/// The nearest metric before the quantity that its clause, or one before it, is about.
pub(super) fn metric_before<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s MetricPhrase> {
    let about = |phrase: &&MetricPhrase| {
        phrase.span.end <= quantity.span.start
            && subordinator(scene, phrase).is_none_or(|at| heads_own_clause(scene, at, quantity))
            && !belongs_to_earlier(scene, phrase, quantity)
    };
    scene.metrics.iter().rev().find(about).or_else(|| {
        scene.metrics.iter().rev().find(|phrase| {
            phrase.span.end <= quantity.span.start && scene.clause(quantity.span.start).contains(phrase.span)
        })
    })
}

/// Where the word stands that puts a noun phrase under another: `with higher costs`.
fn subordinator(scene: &Scene<'_>, phrase: &MetricPhrase) -> Option<usize> {
    let mut at = phrase.span.start;
    for _ in 0..3 {
        let (word, lowered) = word_before(scene.text, scene.span.start, at)?;
        if subordinates(&lowered) {
            return Some(word.span.start);
        }
        let inside =
            is_determiner(&lowered) || scene.entities.iter().any(|named| named.span.overlaps(word.span));
        if !inside {
            return None;
        }
        at = word.span.start;
    }
    None
}

/// `…, with fuel sales exceeding 4 million`: what stands behind a `with` that opens the quantity's own clause is its subject.
fn heads_own_clause(scene: &Scene<'_>, at: usize, quantity: &Quantity) -> bool {
    let clause = scene.clause(quantity.span.start);
    let opens = scene.text.get(clause.start..at).is_some_and(|before| before.trim().is_empty());
    opens && scene.text.get(at..).is_some_and(|word| word.starts_with("with "))
}

/// `$5 billion in revenue and $1 billion …`: the metric after an earlier quantity is spoken for by that quantity.
fn belongs_to_earlier(scene: &Scene<'_>, phrase: &MetricPhrase, quantity: &Quantity) -> bool {
    scene
        .quantities
        .iter()
        .filter(|other| other.span.end <= phrase.span.start && other.span != quantity.span)
        .any(|other| {
            let words = between(scene.text, other.span.end, phrase.span.start);
            words.first().is_some_and(|word| word == "in" || word == "of")
                && words.iter().skip(1).all(|word| is_determiner(word))
                && scene.metrics.iter().any(|earlier| earlier.span.end <= other.span.start)
        })
}
