//! Parts of a whole that was told before: `Capacity stood at 6 GW. Wind farms account for 4 GW, solar parks for 2 GW`, `Of its
//! 3,000 shops, 240 lost money`.

use super::grammar::{between, bounds_noun_phrase, is_auxiliary, is_determiner, is_preposition};
use super::scene::Scene;
use super::{Figure, Metric, PeriodFrom, Placed, Role};
use crate::lexicon::Lexicon;
use crate::quantity::{Quantity, Unit, UnitKind};
use crate::text::{Span, Word, fold, words};

/// How many words may name a part, and how many may say what some of those counted do.
const LONGEST: usize = 4;

/// `Wind farms account for 4 GW, solar parks for 2 GW`: the noun phrase before `for`.
pub(super) fn part_of(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Option<Metric> {
    let unit = quantity.unit.as_ref()?;
    if unit.kind == UnitKind::Ratio || unit.kind == UnitKind::Duration {
        return None;
    }
    let before = scene.quantities.iter().rev().find(|other| other.span.end <= quantity.span.start);
    let start = before.map_or(scene.span.start, |before| before.span.end);
    let slice = scene.text.get(start..quantity.span.start)?;
    let all: Vec<Word> = words(slice).collect();
    let lowered: Vec<String> = all.iter().map(|word| fold(word.span.slice(slice))).collect();
    let (link, rest) = lowered.split_last()?;
    if link != "for" {
        return None;
    }
    let accounts = rest.last().is_some_and(|verb| lexicon.is_share_verb(verb));
    let goes_on = before.is_some() && accounts_before(scene, start, lexicon);
    if !accounts && !goes_on {
        return None;
    }
    let end = rest.len() - usize::from(accounts);
    let opens = |word: &String| bounds_noun_phrase(word) || word.chars().all(|c| !c.is_alphanumeric());
    let first = rest[..end].iter().rposition(opens).map_or(0, |at| at + 1);
    if !(1..=LONGEST).contains(&(end - first)) {
        return None;
    }
    let span = all[first].span.joined(all[end - 1].span).shifted(start);
    let taken = scene.entities.iter().any(|named| named.span.overlaps(span))
        || scene.periods.iter().any(|mention| mention.span.overlaps(span))
        || scene.metrics.iter().any(|phrase| phrase.span.overlaps(span));
    (!taken).then(|| Metric { name: span.slice(scene.text).to_owned(), key: None })
}

/// Whether the sentence up to here tells parts already.
fn accounts_before(scene: &Scene<'_>, end: usize, lexicon: &Lexicon) -> bool {
    between(scene.text, scene.span.start, end).iter().any(|word| lexicon.is_share_verb(word))
}

/// `Of the 4.8 million people who use it, some 310,000 pay`: the count of which a bare number before a verb is a part.
fn counted_whole<'s>(scene: &'s Scene<'_>, place: usize) -> Option<&'s Quantity> {
    let quantity = &scene.quantities[place];
    let whole = scene.quantities[..place].iter().rev().find(|other| is_counted(other))?;
    let lead = between(scene.text, scene.span.start, whole.span.start);
    let (first, rest) = lead.split_first()?;
    let bare =
        quantity.span.end == quantity.digits.end && (quantity.unit.is_none() || quantity.unit == whole.unit);
    let fits = bare && first.as_str() == "of" && rest.iter().all(|word| is_determiner(word));
    predicate(scene, quantity).filter(|_| fits).map(|_| whole)
}

/// What a bare number counts that is a part of a count.
pub(super) fn lent_count(scene: &Scene<'_>, place: usize) -> Option<Unit> {
    counted_whole(scene, place)?.unit.clone()
}

/// The metric of such a part: those counted, and what some of them do.
pub(super) fn some_of(scene: &Scene<'_>, place: usize, lexicon: &Lexicon) -> Option<Metric> {
    let (whole, quantity) = (counted_whole(scene, place)?, &scene.quantities[place]);
    let noun = scene.text[whole.digits.end..whole.span.end].trim();
    let noun = noun.rsplit(' ').next().filter(|noun| !noun.is_empty())?;
    let verb = predicate(scene, quantity)?;
    let counted = Metric { name: noun.to_owned(), key: None };
    let key = super::nouns::counted_by_verb(scene, quantity, counted, lexicon).key;
    let gap = between(scene.text, whole.span.end, quantity.span.start);
    let who = if gap.iter().any(|word| word == "who") { "who" } else { "that" };
    Some(Metric { name: format!("{noun} {who} {}", verb.slice(scene.text)), key })
}

fn is_counted(quantity: &Quantity) -> bool {
    let counts = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Count);
    counts && quantity.span.end > quantity.digits.end
}

/// What stands right behind a number up to the next mark: a finite verb and what goes with it.
fn predicate(scene: &Scene<'_>, quantity: &Quantity) -> Option<Span> {
    let rest = scene.text.get(quantity.span.end..scene.span.end)?;
    let rest = rest.strip_prefix(' ')?;
    let start = scene.span.end - rest.len();
    let all: Vec<Word> = words(rest).collect();
    let word = |word: &Word| word.span.slice(rest);
    let dated =
        |next: &Word| scene.periods.iter().any(|mention| mention.span.overlaps(next.span.shifted(start)));
    let ends = |next: &Word| !word(next).starts_with(char::is_alphabetic) || dated(next);
    let mut end = all.iter().position(ends).unwrap_or(all.len());
    while end > 1 && bounds_noun_phrase(&fold(word(&all[end - 1]))) {
        end -= 1;
    }
    let first = fold(word(all.first()?));
    let opens = is_auxiliary(&first) || !bounds_noun_phrase(&first) && !is_preposition(&first);
    let told = opens && (1..=LONGEST).contains(&end) && first.starts_with(char::is_lowercase);
    told.then(|| all[0].span.joined(all[end - 1].span).shifted(start))
}

/// Gives a part the period of the whole that was told before it in the passage.
pub(super) fn hold(scene: &Scene<'_>, figure: &mut Figure, known: &[Figure], lexicon: &Lexicon) {
    let part = figure.period.is_none()
        && figure.role == Role::Current
        && accounts_before(scene, figure.quantity.span.start, lexicon);
    if !part {
        return;
    }
    let kind = |figure: &Figure| figure.quantity.unit.as_ref().map(|unit| unit.kind);
    let mut before = known
        .iter()
        .rev()
        .take_while(|other| other.passage == figure.passage)
        .filter(|other| other.sentence != figure.sentence && other.role == Role::Current);
    let whole = before.find(|other| kind(other) == kind(figure) && other.entity == figure.entity);
    if let Some(whole) = whole.filter(|whole| whole.period.is_some()) {
        figure.period = whole.period.clone().map(|placed| Placed { from: PeriodFrom::Carried, ..placed });
        figure.evidence = vec![whole.sentence];
    }
}

#[cfg(test)]
mod tests {
    use crate::figures::read_text;
    use crate::lexicon::Lexicon;

    /// One line a figure: words | entity | metric | key | role.
    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let reading = read_text(text, Some("2026-01-15".parse().expect("a date")), &Lexicon::built_in());
        let told = reading.figures.iter().map(|figure| {
            let words = figure.quantity.span.slice(text);
            let entity = figure.entity.as_deref().unwrap_or("?");
            let metric = figure.metric.as_ref();
            let name = metric.map_or("?", |metric| metric.name.as_str());
            let key = metric.and_then(|metric| metric.key.as_deref()).unwrap_or("?");
            format!("{words} | {entity} | {name} | {key} | {:?}", figure.role)
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn some_of_those_counted_are_named_by_what_they_do() {
        case(
            "Of the 9 million people who read it, about 400,000 pay for it.",
            &[
                "9 million people | ? | people | ? | Current",
                "about 400,000 | ? | people who pay | paying_users | Current",
            ],
        );
        case(
            "Of its 900 shops, 60 were closed in 2025.",
            &["900 shops | ? | shops | stores | Current", "60 | ? | shops that were closed | ? | Current"],
        );
    }

    #[test]
    fn parts_of_a_whole_have_names_of_their_own() {
        case(
            "Gas plants account for 3 GW, river dams for 2 GW and waste for 90 MW.",
            &[
                "3 GW | ? | Gas plants | ? | Current",
                "2 GW | ? | river dams | ? | Current",
                "90 MW | ? | waste | ? | Current",
            ],
        );
    }

    #[test]
    fn a_part_is_of_the_time_of_its_whole() {
        let text =
            "Capacity stood at 5 GW on 30 June 2025. Gas plants account for 3 GW, river dams for 2 GW.";
        let reading = read_text(text, None, &Lexicon::built_in());
        let ends = |at: usize| reading.figures[at].period.as_ref().and_then(|placed| placed.period.end);
        assert_eq!((ends(1), ends(2)), (ends(0), ends(0)));
        assert!(ends(0).is_some());
    }
}
