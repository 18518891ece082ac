//! Of what, where the lexicon lists no term: the noun phrase the sentence itself uses.

use super::Metric;
use super::grammar::{between, bounds_noun_phrase, is_auxiliary, is_determiner, is_letters, is_preposition};
use super::scene::Scene;
use crate::lexicon::{Cue, Lexicon};
use crate::quantity::{Quantity, UnitKind};
use crate::text::{fold, is_han};

/// `an upfront payment of $90m`, `book-to-bill: 1.12x`: a noun phrase the lexicon does not list, right before.
pub(super) fn noun_of(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Option<Metric> {
    let clause = scene.clause(quantity.span.start);
    let slice = scene.text.get(clause.start..quantity.span.start)?;
    if !["of", ":"].iter().any(|link| slice.trim_end().ends_with(link)) {
        return None;
    }
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

/// `$2.0 million of unrecognized compensation expense related to options`: the noun phrase an amount is of, with the listed
/// term that ends it. A share is of a whole, and `of which`, `of the increase` name nothing new.
pub(super) fn noun_after(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Option<Metric> {
    let unit = quantity.unit.as_ref()?;
    if !matches!(unit.kind, UnitKind::Money | UnitKind::Physical) {
        return None;
    }
    let clause = scene.clause(quantity.span.start);
    let rest = scene.text.get(quantity.span.end..clause.end)?.strip_prefix(" of ")?;
    let start = clause.end - rest.len();
    let all: Vec<crate::text::Word> = crate::text::words(rest).collect();
    let lowered: Vec<String> = all.iter().map(|word| word.span.slice(rest).to_lowercase()).collect();
    let leads_on = |place: usize| {
        lowered[place].ends_with("ed") && lowered.get(place + 1).is_some_and(|next| is_preposition(next))
    };
    let ends = |place: &usize| {
        let word = lowered[*place].as_str();
        !word.chars().all(|c| c.is_alphabetic() || c == '-') || bounds_noun_phrase(word) || leads_on(*place)
    };
    let end = (0..all.len()).find(ends).unwrap_or(all.len());
    let told = all.get(..end)?;
    let (first, last) = (told.first()?, told.last()?);
    let span = first.span.joined(last.span).shifted(start);
    let named = scene.entities.iter().any(|named| named.span.overlaps(span))
        || scene.periods.iter().any(|mention| mention.span.overlaps(span));
    let vague = lexicon.is_plain_qualifier(&lowered[end - 1]) || lexicon.is_verb(&lowered[end - 1]);
    if named || vague || end > LONGEST {
        return None;
    }
    let term = scene.metrics.iter().find(|phrase| phrase.span.end == span.end);
    let key = term.and_then(|phrase| phrase.metric.key.clone());
    Some(Metric { name: span.slice(scene.text).to_owned(), key })
}

/// How many words a noun phrase may have.
const LONGEST: usize = 6;

/// `employed 500 people`: the listed term that the counted noun and a verb of its clause say together.
pub(super) fn counted_by_verb(
    scene: &Scene<'_>,
    quantity: &Quantity,
    metric: Metric,
    lexicon: &Lexicon,
) -> Metric {
    let verbs = || {
        let clause = scene.clause(quantity.span.start);
        let before = between(scene.text, clause.start, quantity.span.start);
        // `900,000 users and will not say how many pay`: what goes on behind `and` says nothing of those counted.
        let behind = between(scene.text, quantity.span.end, clause.end);
        let behind = behind.into_iter().take(NEAR).take_while(|word| is_letter_word(word) && !is_joint(word));
        before.into_iter().chain(behind).map(|word| fold(&word)).collect::<Vec<_>>()
    };
    let term = lexicon.metric_terms().find(|term| {
        term.counted.as_ref().is_some_and(|[nouns, listed]| {
            nouns.contains(&fold(&metric.name)) && verbs().iter().any(|verb| listed.contains(verb))
        })
    });
    let key = metric.key.clone().or_else(|| term.map(|term| term.key.clone()));
    Metric { key, ..metric }
}

/// How far behind a count its verb may stand: `300 people are employed`.
const NEAR: usize = 3;

fn is_letter_word(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

fn is_joint(word: &str) -> bool {
    matches!(word, "and" | "or" | "but" | "who" | "which" | "that" | "while")
}

/// A count names what it counts.
pub(super) fn counted_noun(scene: &Scene<'_>, quantity: &Quantity) -> Option<Metric> {
    let unit = quantity.unit.as_ref()?;
    if unit.kind == UnitKind::Count && quantity.span.end > quantity.digits.end {
        let words = scene.text[quantity.digits.end..quantity.span.end].trim();
        // 3.2万辆: the scale belongs to the number.
        let words = words.trim_start_matches(['十', '百', '千', '万', '萬', '亿', '億', '多', '余', '餘']);
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
