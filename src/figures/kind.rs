//! Kind: reported, guidance, forecast, estimate or analysis, by cue words, section and the document's own labels.

use super::scene::Scene;
use super::{Kind, Role};
use crate::lexicon::{Cue, Joint, Lexicon};
use crate::quantity::Quantity;
use crate::text::{fold, words};

/// The kind a heading or a document's label lends to what stands under it.
pub(super) fn of_heading(heading: &str, lexicon: &Lexicon) -> Option<Kind> {
    let restated = |cue| (cue == Cue::Restated).then_some(Kind::Restated);
    lexicon
        .cues(heading)
        .iter()
        .find_map(|mention| said_ahead(mention.cue).or(opinion(mention.cue)).or(restated(mention.cue)))
}

/// What a line over a list says of its items: `For the second quarter, Acme expects:`
pub(super) fn of_lead(line: &str, lexicon: &Lexicon) -> Option<Kind> {
    lexicon.cues(line).iter().find_map(|mention| said_ahead(mention.cue))
}

/// The kind of a figure: what its own clause says, else what its section lends, else reported where it has a metric.
pub(super) fn of_figure(
    scene: &Scene<'_>,
    quantity: &Quantity,
    role: Role,
    measured: bool,
    lent: Option<Kind>,
    lexicon: &Lexicon,
) -> Option<Kind> {
    let clause = scene.clause(quantity.span.start);
    let quotes = super::grammar::quoted(scene.text, scene.span);
    let spoken = |span: crate::text::Span| {
        let apart = |around: crate::text::Span| around.contains(span) && !around.contains(quantity.span);
        // `¥450 billion (previous forecast: ¥465 billion), operating profit ¥41 billion`
        quotes.iter().any(|quote| apart(*quote)) || scene.bracket(span.start).is_some_and(apart)
    };
    let before = scene
        .cues
        .iter()
        .rev()
        .filter(|mention| mention.span.end <= quantity.span.start && !spoken(mention.span));
    let in_clause = before.filter(|mention| mention.span.start >= clause.start);
    let own = in_clause.clone().find_map(|mention| said_ahead(mention.cue));
    let restated = in_clause.clone().any(|mention| mention.cue == Cue::Restated).then_some(Kind::Restated);
    let own = own.or_else(|| in_clause.clone().find_map(|mention| opinion(mention.cue)));
    let own = own.or_else(|| expected_by_others(scene, quantity, lexicon));
    let own = own.or_else(|| shared(scene, clause.start, quantity));
    let reported = (measured || role == Role::Delta).then_some(Kind::Reported);
    let lent = lent.filter(|kind| *kind != Kind::Guidance || !tells_the_past(scene));
    own.or(restated).or(lent).or(reported)
}

/// `The airline forecast EBIT of €5 million`: what a company foretells of itself is its guidance. `by` names the one who
/// foretells, whom the report is about; others named before it would be the ones who do.
pub(super) fn is_own_forecast(
    scene: &Scene<'_>,
    quantity: &Quantity,
    whose: &str,
    lexicon: &Lexicon,
) -> bool {
    let clause = scene.clause(quantity.span.start);
    let own = |mention: &&crate::lexicon::CueMention| {
        matches!(mention.cue, Cue::Forecast | Cue::Estimate)
            && clause.start <= mention.span.start
            && mention.span.end <= quantity.span.start
    };
    let Some(cue) = scene.cues.iter().find(own) else { return false };
    let before = &scene.text[clause.start..cue.span.start];
    let strangers = scene.entities.iter().any(|named| {
        clause.start <= named.span.start && named.span.end <= cue.span.start && named.name != whose
    });
    let said = fold(before);
    let last = words(&said).last().map(|word| word.span.slice(&said));
    // `The company raised its estimate`, `其预测`.
    let itself = last.is_some_and(|word| matches!(word, "its" | "其"));
    let subject = last.is_some_and(|word| !lexicon.is_stop_word(word));
    let foretells = subject && cue.cue == Cue::Forecast && lexicon.foretells(cue.span.slice(scene.text));
    (itself || foretells) && !strangers && !lexicon.holds_expectations(before)
}

/// `the $2.7 billion analysts had expected`: the estimate stands behind the amount.
pub(super) fn expected_by_others(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Option<Kind> {
    let near = |start: usize| {
        start >= quantity.span.end
            && super::grammar::between(scene.text, quantity.span.end, start)
                .iter()
                .all(|word| matches!(word.as_str(), "that" | "the" | "的"))
    };
    let behind = &scene.text[quantity.span.end..scene.span.end];
    if lexicon.expect_behind(behind)
        || lexicon.expect_before(&scene.text[scene.span.start..quantity.span.start])
    {
        return Some(Kind::Estimate);
    }
    let cue = scene.cues.iter().find(|mention| near(mention.span.start))?;
    match cue.cue {
        Cue::Estimate => Some(Kind::Estimate),
        Cue::Guidance if scene.text[quantity.span.end..].starts_with('的') => Some(Kind::Guidance),
        _ => None,
    }
}

/// Under `Outlook` a sentence in the past tense still reports.
fn tells_the_past(scene: &Scene<'_>) -> bool {
    let past = |word: &str| {
        matches!(word, "was" | "were" | "had" | "did" | "fell" | "rose" | "stood")
            || (word.len() > 4 && word.ends_with("ed"))
    };
    super::grammar::between(scene.text, scene.span.start, scene.span.end).iter().any(|word| past(word))
}

/// A heading over several things, `Results and revision of the forecast`, says of none of them what its figures are.
pub(super) fn names_several(heading: &str, lexicon: &Lexicon) -> bool {
    crate::text::words(heading)
        .any(|word| lexicon.joins(&crate::text::fold(word.span.slice(heading)), Joint::Pair))
}

/// A cue of an earlier clause holds when the clause goes on in the same tense: no finite past verb can be told
/// without a tagger, so only a clause without a metric of its own inherits.
fn shared(scene: &Scene<'_>, start: usize, quantity: &Quantity) -> Option<Kind> {
    let own_metric = scene
        .metrics
        .iter()
        .any(|phrase| phrase.span.start >= start && phrase.span.end <= quantity.span.start);
    if own_metric {
        return None;
    }
    scene
        .cues
        .iter()
        .rev()
        .filter(|mention| mention.span.end <= start)
        .find_map(|mention| said_ahead(mention.cue))
}

fn said_ahead(cue: Cue) -> Option<Kind> {
    match cue {
        Cue::Guidance => Some(Kind::Guidance),
        Cue::Forecast => Some(Kind::Forecast),
        Cue::Estimate => Some(Kind::Estimate),
        _ => None,
    }
}

fn opinion(cue: Cue) -> Option<Kind> {
    (cue == Cue::Analysis).then_some(Kind::Analysis)
}
