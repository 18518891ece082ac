//! Whose, what and when: each quantity of a sentence gets its metric, entity and period by the sentence's grammar.

use super::grammar::{
    between, bounds_noun_phrase, is_auxiliary, is_determiner, is_letters, is_preposition, is_speech,
    subordinates, word_before,
};
use super::names::Named;
use super::scene::{MetricPhrase, Scene};
use super::{Metric, PeriodFrom, Placed, Role, lists};
use crate::lexicon::{Cue, Lexicon, Nature};
use crate::period::{Length, Mention, Reference};
use crate::quantity::{Quantity, UnitKind};
use crate::text::is_han;

/// What a sentence says of one of its quantities.
#[derive(Debug, Clone, Default)]
pub(super) struct Attached {
    pub(super) metric: Option<Metric>,
    pub(super) entity: Option<String>,
    pub(super) period: Option<Mention>,
    /// The period comes from an earlier clause of the sentence.
    pub(super) shared: bool,
    /// The clause names some other stretch of time, so no period may be carried in.
    pub(super) other_stretch: bool,
}

/// Attaches every quantity of a sentence, in the order of [`Scene::quantities`].
pub(super) fn attach(scene: &Scene<'_>, lexicon: &Lexicon) -> Vec<Attached> {
    let mut attached: Vec<Attached> =
        (0..scene.quantities.len()).map(|place| attach_one(scene, place, lexicon)).collect();
    in_apposition(scene, &mut attached);
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

fn attach_one(scene: &Scene<'_>, place: usize, lexicon: &Lexicon) -> Attached {
    let quantity = &scene.quantities[place];
    let told = metric_right_before(scene, quantity);
    let named = if told.is_none() { noun_of(scene, quantity, lexicon) } else { None };
    let phrase = match &named {
        Some(_) => None,
        None => told.or_else(|| metric_after(scene, quantity)).or_else(|| metric_before(scene, quantity)),
    };
    let metric = named.or_else(|| match phrase {
        Some(phrase) => Some(phrase.metric.clone()),
        None => counted_noun(scene, quantity),
    });
    let nature =
        metric.as_ref().and_then(|metric| lexicon.metric(metric.key.as_deref()?)).map(|term| term.nature);
    let delta = super::change::is_delta(scene, place);
    let fits = |mention: &Mention| {
        let day = matches!(mention.period.length, Length::Instant | Length::Week)
            && mention.reference == Reference::Own;
        let published = day && nature.is_some_and(|nature| nature != Nature::Stock);
        let compared = delta && !matches!(mention.reference, Reference::Own | Reference::Current);
        !published && !compared
    };
    let (period, shared) = period_of(scene, quantity, &fits);
    let clause = scene.clause(quantity.span.start);
    let lasts = |other: &Quantity| {
        other.unit.as_ref().is_some_and(|unit| {
            unit.kind == UnitKind::Duration && matches!(unit.name.as_str(), "month" | "week" | "year")
        })
    };
    let other_stretch = scene.quantities.iter().any(|other| clause.contains(other.span) && lasts(other));
    Attached {
        metric,
        entity: entity_of(scene, quantity, phrase),
        period: period.cloned(),
        shared,
        other_stretch,
    }
}

/// `$5 billion in revenue`, `60% of orders`, `a 6.5% drop in unit sales`, `10 million downloads`.
fn metric_after<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s MetricPhrase> {
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
fn metric_right_before<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s MetricPhrase> {
    let phrase = scene.metrics.iter().rev().find(|phrase| phrase.span.end <= quantity.span.start)?;
    let words = between(scene.text, phrase.span.end, quantity.span.start);
    let links = |word: &String| {
        matches!(
            word.as_str(),
            "of" | "was" | "is" | "were" | "are" | ":" | "：" | "=" | "为" | "達" | "达" | "是"
        )
    };
    (words.len() == 1 && words.iter().all(links) && !scene.moves(phrase.span)).then_some(phrase)
}

/// `an upfront payment of $90m`, `book-to-bill: 1.12x`: a noun phrase the lexicon does not list, right before.
fn noun_of(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Option<Metric> {
    let clause = scene.clause(quantity.span.start);
    let slice = scene.text.get(clause.start..quantity.span.start)?;
    let words: Vec<crate::text::Word> = crate::text::words(slice).collect();
    let (link, before) = words.split_last()?;
    let link = link.span.slice(slice);
    let lowered: Vec<String> = before.iter().map(|word| word.span.slice(slice).to_lowercase()).collect();
    let first = match link {
        "of" => lowered.iter().rposition(|word| is_article(word))? + 1,
        ":" => {
            lowered.iter().rposition(|word| matches!(word.as_str(), ";" | "," | ".")).map_or(0, |at| at + 1)
        }
        _ => return None,
    };
    let measured = scene
        .metrics
        .iter()
        .any(|phrase| clause.contains(phrase.span) && phrase.span.end <= quantity.span.start);
    if link == "of" && measured {
        return None;
    }
    let length = before.len() - first;
    let plain = lowered[first..].iter().all(|word| word.chars().all(char::is_alphabetic) || word == "-");
    let noun = lowered.last().filter(|_| (1..=5).contains(&length) && plain)?;
    let spans = || before[first..].iter().map(|word| word.span.shifted(clause.start));
    let taken = spans().any(|span| {
        scene.entities.iter().any(|named| named.span.overlaps(span))
            || scene.periods.iter().any(|mention| mention.span.overlaps(span))
            || scene.cues.iter().any(|mention| mention.span.overlaps(span))
            || scene.metrics.iter().any(|phrase| phrase.span.overlaps(span))
    });
    let vague = lexicon.is_plain_qualifier(noun) || bounds_noun_phrase(noun);
    let span = before[first].span.joined(before[before.len() - 1].span);
    (!taken && !vague).then(|| Metric { name: span.slice(slice).to_owned(), key: None })
}

/// The nearest metric before the quantity that its clause, or one before it, is about.
fn metric_before<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s MetricPhrase> {
    let about = |phrase: &&MetricPhrase| {
        phrase.span.end <= quantity.span.start
            && !is_subordinate(scene, phrase)
            && !belongs_to_earlier(scene, phrase, quantity)
    };
    scene.metrics.iter().rev().find(about).or_else(|| {
        scene.metrics.iter().rev().find(|phrase| {
            phrase.span.end <= quantity.span.start && scene.clause(quantity.span.start).contains(phrase.span)
        })
    })
}

fn is_subordinate(scene: &Scene<'_>, phrase: &MetricPhrase) -> bool {
    let mut at = phrase.span.start;
    for _ in 0..3 {
        let Some((word, lowered)) = word_before(scene.text, scene.span.start, at) else { return false };
        if subordinates(&lowered) {
            return true;
        }
        let inside =
            is_determiner(&lowered) || scene.entities.iter().any(|named| named.span.overlaps(word.span));
        if !inside {
            return false;
        }
        at = word.span.start;
    }
    false
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

/// A count names what it counts.
fn counted_noun(scene: &Scene<'_>, quantity: &Quantity) -> Option<Metric> {
    let unit = quantity.unit.as_ref()?;
    if unit.kind == UnitKind::Count && quantity.span.end > quantity.digits.end {
        let words = scene.text[quantity.digits.end..quantity.span.end].trim();
        let noun = words.rsplit(' ').next().unwrap_or(words);
        if let Some(counted) = counted_before(scene, quantity, noun) {
            return Some(counted);
        }
        return (!noun.is_empty()).then(|| Metric { name: noun.to_owned(), key: None });
    }
    han_noun_after(scene, quantity).or_else(|| noun_phrase(scene, quantity))
}

/// 两亿元的贷款, 300万元罚款: the noun an amount stands before, up to the end of its clause.
fn han_noun_after(scene: &Scene<'_>, quantity: &Quantity) -> Option<Metric> {
    let rest = &scene.text[quantity.span.end..scene.span.end];
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    let end = rest.find(|c: char| !is_han(c)).unwrap_or(rest.len());
    let noun = &rest[..end];
    let closed = rest[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    let fits = (2..=4).contains(&noun.chars().count()) && closed;
    let moved = scene
        .cues
        .iter()
        .any(|mention| mention.span.start >= quantity.span.end && mention.span.start < quantity.span.end + 6);
    (fits && !moved).then(|| Metric { name: noun.to_owned(), key: None })
}

/// 新开店120家: what a lone Chinese measure word counts stands before the number.
fn counted_before(scene: &Scene<'_>, quantity: &Quantity, measure: &str) -> Option<Metric> {
    if measure.chars().count() != 1 || !measure.chars().all(is_han) {
        return None;
    }
    let clause = scene.clause(quantity.span.start);
    let taken = scene.entities.iter().map(|named| named.span);
    let taken = taken.chain(scene.periods.iter().map(|mention| mention.span));
    let from = taken.map(|span| span.end).filter(|end| *end <= quantity.span.start).max();
    let from = from.unwrap_or(clause.start).max(clause.start);
    let before = scene.text.get(from..quantity.span.start)?;
    let tail = before.trim_end_matches(|c: char| !is_han(c)).len();
    let noun = before[..tail].rsplit(|c: char| !is_han(c)).next()?;
    (2..=8).contains(&noun.chars().count()).then(|| Metric { name: noun.to_owned(), key: None })
}

/// `The fine was €1.25m`, `cut its rate by 25 basis points`: the last noun phrase before the quantity, from its
/// determiner to a form of `be`, a preposition or a movement; one behind a preposition is part of another.
fn noun_phrase(scene: &Scene<'_>, quantity: &Quantity) -> Option<Metric> {
    let clause = scene.clause(quantity.span.start);
    let slice = scene.text.get(clause.start..quantity.span.start)?;
    let words: Vec<crate::text::Word> = crate::text::words(slice).collect();
    let lowered: Vec<String> = words.iter().map(|word| word.span.slice(slice).to_lowercase()).collect();
    let moves = |place: usize| {
        let span = words[place].span.shifted(clause.start);
        scene.cues.iter().any(|mention| matches!(mention.cue, Cue::Moves(_)) && mention.span.overlaps(span))
    };
    let ends =
        |place: &usize| is_auxiliary(&lowered[*place]) || is_preposition(&lowered[*place]) || moves(*place);
    let free = |place: &usize| place.checked_sub(1).is_none_or(|before| !is_preposition(&lowered[before]));
    let articles = (0..words.len()).rev().filter(|place| is_article(&lowered[*place]));
    let bare =
        words.first().is_some_and(|first| is_letters(*first) && !is_determiner(&lowered[0])).then_some(0);
    let starts = articles.filter(free).map(|article| article + 1).chain(bare);
    for first in starts {
        let Some(end) = (first..words.len()).find(ends) else { continue };
        let named = |word: &crate::text::Word| {
            let span = word.span.shifted(clause.start);
            scene.entities.iter().any(|named| named.span.overlaps(span))
                || scene.periods.iter().any(|mention| mention.span.overlaps(span))
        };
        if words[first..end].iter().any(named) {
            continue;
        }
        let told = !is_auxiliary(&lowered[end]) || is_copula(&lowered[end]);
        let plain = lowered[first..end].iter().all(|word| word.chars().all(char::is_alphabetic));
        if told && plain && (1..=3).contains(&(end - first)) {
            let span = words[first].span.joined(words[end - 1].span);
            return Some(Metric { name: span.slice(slice).to_owned(), key: None });
        }
    }
    None
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "its" | "their" | "a" | "an")
}

fn is_copula(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been")
}

fn entity_of(scene: &Scene<'_>, quantity: &Quantity, phrase: Option<&MetricPhrase>) -> Option<String> {
    let clause = scene.clause(quantity.span.start);
    let owner = phrase.and_then(|phrase| owner(scene, phrase));
    let elsewhere = phrase.is_some_and(|phrase| {
        phrase.span.start < clause.start
            && scene
                .entities
                .iter()
                .any(|named| clause.contains(named.span) && named.span.end <= quantity.span.start)
    });
    let name = owner
        .filter(|_| !elsewhere)
        .or_else(|| share_owner(scene, quantity))
        .or_else(|| subject(scene, quantity))
        .or_else(|| speaker(scene, quantity));
    name.map(|named| named.name.clone())
}

/// `Revenue rose 5%, Orlin Group said`: who speaks behind the quantity, where nobody is named before it.
fn speaker<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s Named> {
    scene.entities.iter().find(|named| {
        let before = word_before(scene.text, scene.span.start, named.span.start);
        let after = between(scene.text, named.span.end, scene.span.end);
        let speaks = after.first().is_some_and(|word| is_speech(word))
            || before.is_some_and(|(_, word)| is_speech(&word))
            || scene.text[named.span.end..].starts_with("表示");
        named.span.start >= quantity.span.end && speaks
    })
}

/// The one name of a sentence whose quantities have nobody before them: `a fine of €5m on Orlin`.
pub(super) fn only_name<'s>(scene: &'s Scene<'_>) -> Option<&'s Named> {
    let first = scene.entities.first()?;
    scene.entities.iter().all(|named| named.name == first.name).then_some(first)
}

/// `Alibaba Cloud's revenue`, `Google's 2025 capital expenditures`, `revenue of Orlin`, `岚云科技营收`.
fn owner<'s>(scene: &'s Scene<'_>, phrase: &MetricPhrase) -> Option<&'s Named> {
    let before = scene.entities.iter().rev().find(|named| named.span.end <= phrase.span.start);
    if let Some(named) = before {
        let between_them = scene.text.get(named.span.end..phrase.span.start)?;
        let bare = strip_possessive(between_them);
        let only_period = scene.periods.iter().any(|mention| {
            mention.span.start >= named.span.end && mention.span.end <= phrase.span.start && named.possessive
        });
        if bare.trim().is_empty() || only_period {
            return Some(named);
        }
    }
    let after = scene.entities.iter().find(|named| named.span.start >= phrase.span.end)?;
    let words = between(scene.text, phrase.span.end, after.span.start);
    let leads = words.first().is_some_and(|word| matches!(word.as_str(), "of" | "at" | "for"));
    (leads && words.iter().skip(1).all(|word| is_determiner(word))).then_some(after)
}

/// `60% of Halden's orders`: the owner stands between the quantity and its metric.
fn share_owner<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s Named> {
    let next = scene.entities.iter().find(|named| named.span.start >= quantity.span.end)?;
    let words = between(scene.text, quantity.span.end, next.span.start);
    (next.possessive && words.len() == 1 && words[0] == "of").then_some(next)
}

/// Whom the clause, or the nearest clause before it with a name, is about.
fn subject<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s Named> {
    let mut clause = scene.clause(quantity.span.start);
    loop {
        let within = |named: &&Named| clause.contains(named.span) && named.span.end <= quantity.span.start;
        let mut names = scene.entities.iter().filter(within);
        let first = names.clone().find(|named| !is_oblique(scene, named)).or_else(|| names.next());
        if first.is_some() {
            return first;
        }
        clause = scene.clause_before(clause.start)?;
    }
}

/// A name behind a preposition inside the clause is not what it is about.
fn is_oblique(scene: &Scene<'_>, named: &Named) -> bool {
    let Some((word, lowered)) = word_before(scene.text, scene.span.start, named.span.start) else {
        return false;
    };
    is_preposition(&lowered) && word.span.start > scene.clause(named.span.start).start + 1
}

fn strip_possessive(text: &str) -> &str {
    ["'s", "’s", "'", "’", "的"].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text)
}

/// The period of a quantity and whether it stands in an earlier clause.
fn period_of<'s>(
    scene: &'s Scene<'_>,
    quantity: &Quantity,
    fits: &dyn Fn(&Mention) -> bool,
) -> (Option<&'s Mention>, bool) {
    let own = scene.bracket(quantity.span.start);
    let outside = |mention: &&Mention| {
        let bracket = scene.bracket(mention.span.start);
        let apart = bracket != own && bracket.is_some_and(|bracket| scene.holds_quantity(bracket));
        !mention.span.overlaps(quantity.digits) && fits(mention) && !apart
    };
    if let Some(follows) =
        scene.periods.iter().filter(outside).find(|mention| follows_directly(scene, quantity, mention))
    {
        return (Some(follows), false);
    }
    let clause = scene.clause(quantity.span.start);
    let in_clause: Vec<&Mention> =
        scene.periods.iter().filter(outside).filter(|mention| clause.contains(mention.span)).collect();
    let before = in_clause.iter().rev().find(|mention| {
        mention.span.end <= quantity.span.start
            && !is_spoken_for(scene, mention, quantity)
            && !is_basis(scene, mention, quantity)
    });
    if let Some(mention) = before {
        return (Some(mention), false);
    }
    let after = in_clause
        .iter()
        .find(|mention| mention.span.start >= quantity.span.end && reaches(scene, quantity, mention));
    if let Some(mention) = after.filter(|mention| mention.reference == Reference::Own) {
        return (Some(mention), false);
    }
    let earlier = scene
        .periods
        .iter()
        .rev()
        .filter(outside)
        .filter(|mention| mention.reference == Reference::Own || mention.reference == Reference::Current)
        .find(|mention| mention.span.end <= clause.start && !is_spoken_for(scene, mention, quantity));
    (earlier, earlier.is_some())
}

/// `10 billion yuan a year earlier`, `13 billion in the third quarter`.
fn follows_directly(scene: &Scene<'_>, quantity: &Quantity, mention: &Mention) -> bool {
    if mention.span.start < quantity.span.end {
        return false;
    }
    let words = between(scene.text, quantity.span.end, mention.span.start);
    words.len() <= 3
        && words.iter().all(|word| {
            is_determiner(word)
                || matches!(
                    word.as_str(),
                    "in" | "for" | "during" | "over" | "by" | "at" | "as" | "of" | "(" | "within"
                )
        })
}

/// `from a year earlier`: what a change is counted against dates no amount.
fn is_basis(scene: &Scene<'_>, mention: &Mention, quantity: &Quantity) -> bool {
    let owned =
        scene.text[mention.span.end..].starts_with('的') && quantity.span.start <= mention.span.end + 3;
    !owned
        && scene.cues.iter().any(|cue| {
            matches!(cue.cue, Cue::YearOverYear | Cue::QuarterOverQuarter) && cue.span.contains(mention.span)
        })
}

/// Another quantity before it has this period directly behind it: `fell from 10 in 2023 to 8`.
fn is_spoken_for(scene: &Scene<'_>, mention: &Mention, quantity: &Quantity) -> bool {
    scene
        .quantities
        .iter()
        .filter(|other| other.span.end <= mention.span.start && other.span != quantity.span)
        .filter(|other| {
            is_compared_with(scene, other)
                || !matches!(mention.reference, Reference::Own | Reference::Current)
        })
        .any(|other| follows_directly(scene, other, mention) && no_quantity_between(scene, other, mention))
}

/// `from 10 billion`: the quantity is what another is compared with.
fn is_compared_with(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    word_before(scene.text, scene.span.start, quantity.span.start)
        .is_some_and(|(_, word)| matches!(word.as_str(), "from" | "than" | "由" | "从" | "自"))
}

/// Nothing stands between a quantity and a period behind it but quantities told in one breath with it: `rose 5% to £2bn
/// in 2025`, `€5m ($6m) in 2025`, `12 apps and 5 users in 2025`; after `from` another period may begin.
fn reaches(scene: &Scene<'_>, quantity: &Quantity, mention: &Mention) -> bool {
    let mut at = quantity.span.end;
    for other in scene.quantities.iter().filter(|other| other.span.start >= quantity.span.end) {
        if other.span.end > mention.span.start {
            break;
        }
        let words = between(scene.text, at, other.span.start);
        let joined = words.iter().rev().take(3).any(|word| {
            matches!(
                word.as_str(),
                "to" | "and" | "," | "(" | "or" | "，" | "（" | "和" | "、" | "至" | "到" | "及"
            )
        });
        let parted =
            words.iter().any(|word| matches!(word.as_str(), "from" | "than" | "against" | "with" | ";"));
        if !joined || parted {
            return false;
        }
        at = other.span.end;
    }
    true
}

fn no_quantity_between(scene: &Scene<'_>, quantity: &Quantity, mention: &Mention) -> bool {
    !scene
        .quantities
        .iter()
        .any(|other| other.span.start >= quantity.span.end && other.span.end <= mention.span.start)
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
    let clause = scene.clause(quantity.span.start);
    let compared = scene.cues.iter().any(|mention| {
        mention.cue == Cue::ComparedWith
            && mention.span.end <= quantity.span.start
            && mention.span.start >= clause.start
    });
    let from = word_before(scene.text, scene.span.start, quantity.span.start)
        .is_some_and(|(_, word)| matches!(word.as_str(), "from" | "由" | "从" | "自"));
    if earlier || compared || from { Role::Prior } else { Role::Current }
}

/// A mention as the period of a figure.
pub(super) fn placed(mention: &Mention, shared: bool) -> Placed {
    Placed {
        period: mention.period.clone(),
        from: if shared { PeriodFrom::Carried } else { PeriodFrom::Stated },
    }
}
