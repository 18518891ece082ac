//! Whose, what and when: each quantity of a sentence gets its metric, entity and period by the sentence's grammar.

use super::charges::{PRICE, price_of};
use super::dated::period_of;
use super::effects::effect_of;
use super::grammar::{between, word_before};
use super::measured::{metric_after, metric_before, metric_right_before};
use super::nouns::{counted_by_verb, counted_noun, noun_after, noun_of};
use super::owner::entity_of;
use super::parts::{part_of, some_of};
use super::prices::sold_at;
use super::scene::{MetricPhrase, Scene};
use super::{Metric, PeriodFrom, Placed, Role, lists};
use crate::lexicon::{Cue, Lexicon, Nature};
use crate::period::{Length, Mention, Reference};
use crate::quantity::{Amount, Quantity, UnitKind};
use crate::text::Span;

/// More quantities than this are no sentence but a dump, whose grammar says nothing.
const MOST: usize = 100;

/// What a sentence says of one of its quantities.
#[derive(Debug, Clone, Default)]
pub(super) struct Attached {
    pub(super) metric: Option<Metric>,
    pub(super) entity: Option<String>,
    pub(super) period: Option<Mention>,
    /// The period comes from an earlier clause of the sentence.
    pub(super) shared: bool,
    /// It counts something beside what another number of the sentence counts.
    pub(super) beside: bool,
    /// The clause names some other stretch of time, so no period may be carried in.
    pub(super) other_stretch: bool,
}

/// Attaches every quantity of a sentence, in the order of [`Scene::quantities`].
pub(super) fn attach(scene: &Scene<'_>, lexicon: &Lexicon) -> Vec<Attached> {
    if scene.quantities.len() > MOST {
        return vec![Attached::default(); scene.quantities.len()];
    }
    let mut attached: Vec<Attached> =
        (0..scene.quantities.len()).map(|place| attach_one(scene, place, lexicon)).collect();
    in_apposition(scene, &mut attached);
    bare_margins(&mut attached, lexicon);
    in_brackets(scene, &mut attached);
    compared_counts(scene, &mut attached);
    compared_prices(scene, &mut attached);
    lists::distribute(scene, &mut attached);
    attached
}

/// `on sales of 3 billion, up 7%`: a movement right behind a quantity is of the same metric and entity.
fn in_apposition(scene: &Scene<'_>, attached: &mut [Attached]) {
    for place in 1..attached.len() {
        let (before, quantity) = (&scene.quantities[place - 1], &scene.quantities[place]);
        let moved = scene.cues.iter().any(|mention| {
            matches!(mention.cue, Cue::Moves(_))
                && mention.span.start >= before.span.end
                && mention.span.end <= quantity.span.start
        });
        let gap = between(scene.text, before.span.end, quantity.span.start);
        let beside = gap.first().is_some_and(|mark| matches!(mark.as_str(), "," | "(" | "，" | "（"));
        let said = scene
            .metrics
            .iter()
            .any(|phrase| phrase.span.start >= before.span.end && phrase.span.end <= quantity.span.start);
        if moved && beside && gap.len() <= 3 && !said && super::change::is_delta(scene, place) {
            attached[place].metric = attached[place - 1].metric.clone();
            attached[place].entity = attached[place - 1].entity.clone();
        }
    }
}

/// `EBITA was SEK 685 m, equal to a margin of 16.6%`: a margin without a name is of the profit told right before it.
fn bare_margins(attached: &mut [Attached], lexicon: &Lexicon) {
    for place in 1..attached.len() {
        let bare = attached[place].metric.as_ref().is_some_and(|metric| {
            metric.key.as_deref() == Some(MARGIN)
                && lexicon.metrics(&metric.name).iter().any(|term| term.span.len() == metric.name.len())
        });
        let before = attached[..place].iter().rev().find_map(|told| {
            let metric = told.metric.as_ref()?;
            let term = lexicon.metric(metric.key.as_deref()?)?;
            (term.key != MARGIN && term.units == [UnitKind::Money]).then(|| metric.name.clone())
        });
        let Some(profit) = before.filter(|_| bare) else { continue };
        let name = format!("{profit} {MARGIN}");
        // Only where the two make a term that reports know.
        let key =
            lexicon.metrics(&name).into_iter().find(|term| term.span.end == name.len() && term.key != MARGIN);
        if let Some(key) = key.map(|term| term.key.to_owned()) {
            attached[place].metric = Some(Metric { name, key: Some(key) });
        }
    }
}

/// The key of a margin of which it is not said which.
const MARGIN: &str = "margin";

/// `16.6% (15.6)`: what stands alone in brackets is of the same measure as what stands before them.
fn in_brackets(scene: &Scene<'_>, attached: &mut [Attached]) {
    for place in 1..attached.len() {
        let quantity = &scene.quantities[place];
        if quantity.span.len() == quantity.digits.len() && scene.is_bracketed(place) {
            attached[place].metric = attached[place - 1].metric.clone();
            attached[place].entity = attached[place - 1].entity.clone();
        }
    }
}

/// `shipped 500 trams, compared with 450 a year earlier`: a bare number that a count is held against counts the same.
fn compared_counts(scene: &Scene<'_>, attached: &mut [Attached]) {
    for place in 1..attached.len() {
        let (before, quantity) = (&scene.quantities[place - 1], &scene.quantities[place]);
        let counted = before.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Count);
        let bare = (quantity.unit.is_none() || quantity.unit == before.unit)
            && quantity.span.end == quantity.digits.end
            && attached[place].metric.is_none();
        let whole = |quantity: &Quantity| match quantity.amount {
            Amount::Exact(value) => value.is_integer(),
            Amount::Range { .. } => false,
        };
        let held = super::dated::comparison(scene, quantity).is_some();
        if counted && bare && held && whole(before) && whole(quantity) {
            attached[place].metric = attached[place - 1].metric.clone();
            attached[place].entity =
                attached[place].entity.take().or_else(|| attached[place - 1].entity.clone());
        }
    }
}

/// `charges $12 a month, against Zeta's $8`: what a price is set against is one, too.
fn compared_prices(scene: &Scene<'_>, attached: &mut [Attached]) {
    for place in 1..attached.len() {
        let rate = |place: usize| scene.quantities[place].unit.as_ref().filter(|unit| unit.per.is_some());
        let alike = rate(place).is_some() && rate(place) == rate(place - 1);
        let price = attached[place - 1].metric.clone().filter(|metric| metric.key.as_deref() == Some(PRICE));
        if alike && attached[place].metric.is_none() {
            attached[place].metric = price;
        }
    }
}

/// Weeks are no profit: a listed term takes the units it lists, and percentages as its change or share.
fn can_measure(phrase: &MetricPhrase, quantity: &Quantity, lexicon: &Lexicon) -> bool {
    let (Some(unit), Some(term)) =
        (&quantity.unit, phrase.metric.key.as_deref().and_then(|key| lexicon.metric(key)))
    else {
        return true;
    };
    let counted = term.units == [UnitKind::Count];
    let foreign = matches!(unit.kind, UnitKind::Duration | UnitKind::Physical) || unit.is_money() && counted;
    !foreign || term.units.is_empty() || term.units.contains(&unit.kind)
}

/// `412 shops and 20 depots`: what one number counts is not what another does that has a noun of its own.
fn is_counted_apart(scene: &Scene<'_>, phrase: &MetricPhrase, quantity: &Quantity) -> bool {
    let counts = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Count);
    counts
        && quantity.span.end > quantity.digits.end
        && scene
            .quantities
            .iter()
            .any(|other| other.span != quantity.span && other.span.overlaps(phrase.span))
}

fn attach_one(scene: &Scene<'_>, place: usize, lexicon: &Lexicon) -> Attached {
    let quantity = &scene.quantities[place];
    let told = metric_right_before(scene, quantity);
    let some = if told.is_none() { some_of(scene, place, lexicon) } else { None };
    let named = if told.is_none() {
        effect_of(scene, quantity, lexicon)
            .or_else(|| price_of(scene, quantity, lexicon))
            .or_else(|| sold_at(scene, quantity, lexicon))
            .or_else(|| part_of(scene, quantity, lexicon))
            .or_else(|| some.clone())
            .or_else(|| noun_after(scene, quantity, lexicon))
            .or_else(|| noun_of(scene, quantity, lexicon))
    } else {
        None
    };
    let measures = |phrase: &&MetricPhrase| can_measure(phrase, quantity, lexicon);
    let phrase = match &named {
        Some(_) => None,
        None => told
            .or_else(|| metric_after(scene, quantity))
            .or_else(|| metric_before(scene, quantity))
            .filter(measures),
    };
    // The other count's subject is this one's too.
    let subject = phrase;
    let phrase = phrase.filter(|phrase| !is_counted_apart(scene, phrase, quantity));
    let metric = named.or_else(|| match phrase {
        Some(phrase) => Some(phrase.metric.clone()),
        None => counted_noun(scene, quantity).map(|metric| counted_by_verb(scene, quantity, metric, lexicon)),
    });
    let nature =
        metric.as_ref().and_then(|metric| lexicon.metric(metric.key.as_deref()?)).map(|term| term.nature);
    let delta = super::change::is_delta(scene, place);
    let fits = |mention: &Mention| {
        let day = matches!(mention.period.length, Length::Instant | Length::Week)
            && mention.reference == Reference::Own;
        let balance = word_before(scene.text, scene.span.start, mention.span.start)
            .is_some_and(|(_, word)| matches!(word.as_str(), "of" | "at"));
        let published = day && !balance && nature.is_some_and(|nature| nature != Nature::Stock);
        let compared = delta && !matches!(mention.reference, Reference::Own | Reference::Current);
        !published && !compared
    };
    let bare = quantity.span.len() == quantity.digits.len() && scene.is_bracketed(place);
    let (period, shared) = if bare { (None, false) } else { period_of(scene, quantity, &fits) };
    let clause = scene.clause(quantity.span.start);
    let lasts = |other: &Quantity| {
        other.unit.as_ref().is_some_and(|unit| {
            unit.kind == UnitKind::Duration && matches!(unit.name.as_str(), "month" | "week" | "year")
        })
    };
    let other_stretch = scene.quantities.iter().any(|other| clause.contains(other.span) && lasts(other));
    Attached {
        metric,
        entity: entity_of(scene, quantity, subject),
        period: period.cloned(),
        shared,
        beside: subject.is_some() && phrase.is_none(),
        // What some of those counted do is told of the same time as the count.
        other_stretch: other_stretch || some.is_some(),
    }
}

/// What part a quantity plays, from the cues around it.
pub(super) fn role_of(scene: &Scene<'_>, place: usize, attached: &Attached) -> Role {
    let quantity = &scene.quantities[place];
    if super::change::is_delta(scene, place) {
        return Role::Delta;
    }
    let earlier = attached.period.as_ref().is_some_and(|mention| {
        matches!(mention.reference, Reference::YearEarlier | Reference::Previous) && !attached.shared
    });
    let before = word_before(scene.text, scene.span.start, quantity.span.start);
    let is = |words: &[&str]| before.as_ref().is_some_and(|(_, word)| words.contains(&word.as_str()));
    let compared =
        super::dated::comparison(scene, quantity).is_some() || super::dated::is_chinese_base(scene, quantity);
    let from = is(&LEFT) || is_left_range(scene, place);
    let bare = scene.quantities[place].span.len() == scene.quantities[place].digits.len();
    let bracketed = bare && scene.is_bracketed(place) || is_dated_aside(scene, place);
    let before_it_changed = is_earlier_aside(scene, place);
    if bracketed || earlier || compared || from || before_it_changed { Role::Prior } else { Role::Current }
}

/// What an amount that something moved away from stands behind.
const LEFT: [&str; 4] = ["from", "由", "从", "自"];

/// `raised from €5 million to €6 million to between €7 million and €8 million`, 由5亿元至6亿元上调至7亿元: a range with the
/// word that opens it, and right behind it where that led.
fn is_left_range(scene: &Scene<'_>, place: usize) -> bool {
    let quantity = &scene.quantities[place];
    let Some(next) = scene.quantities.get(place + 1) else { return false };
    let opens = LEFT.iter().any(|word| quantity.span.slice(scene.text).to_lowercase().starts_with(word));
    let gap = Span::new(quantity.span.end, next.span.start);
    let moved = scene.cues.iter().any(|cue| matches!(cue.cue, Cue::Moves(_)) && gap.contains(cue.span));
    let words = between(scene.text, gap.start, gap.end);
    let lands = words.iter().any(|word| word.as_str() == "to" || word.ends_with(['至', '到', '为']));
    let range = matches!(quantity.amount, Amount::Range { low: Some(_), high: Some(_) });
    let near = words.len() <= NEAR && (moved || words.first().is_some_and(|word| word == "to"));
    range && opens && lands && near && quantity.unit == next.unit
}

/// How many words may stand between a range and where it led: `to a new range of`, 上调至.
const NEAR: usize = 5;

/// `¥41 billion (previous forecast: ¥46 billion)`: what held before, in brackets behind what holds now.
fn is_earlier_aside(scene: &Scene<'_>, place: usize) -> bool {
    let at = scene.quantities[place].span.start;
    let lead = scene.bracket(at).and_then(|bracket| scene.text.get(bracket.start..at)).unwrap_or_default();
    let lead = lead.trim_start_matches(['(', '（']).trim_start().to_lowercase();
    place > 0
        && ["previous", "prior", "earlier ", "formerly", "此前", "前值", "原"]
            .iter()
            .any(|word| lead.starts_with(word))
}

/// `€419 million (H1 2024: €394 million)`: an amount in brackets with a period of its own, behind another.
fn is_dated_aside(scene: &Scene<'_>, place: usize) -> bool {
    let quantity = &scene.quantities[place];
    let Some(bracket) = scene.bracket(quantity.span.start) else { return false };
    let dated = scene
        .periods
        .iter()
        .any(|mention| bracket.contains(mention.span) && mention.span.end <= quantity.span.start);
    dated && place > 0 && scene.quantities[place - 1].span.end <= bracket.start
}

/// A mention as the period of a figure.
pub(super) fn placed(mention: &Mention, shared: bool) -> Placed {
    Placed {
        period: mention.period.clone(),
        from: if shared { PeriodFrom::Carried } else { PeriodFrom::Stated },
    }
}
