//! What something is sold at: `Seats to Turin sell for €49`, and what a pronoun goes on about: `In Paris it is €1.95`.

use super::charges::PRICE;
use super::grammar::{Lowered, between, bounds_noun_phrase, is_auxiliary, is_determiner, is_preposition};
use super::scene::Scene;
use super::{Figure, Metric, Role};
use crate::lexicon::Lexicon;
use crate::quantity::{Quantity, UnitKind};
use crate::text::{Word, words};

/// How many words the name of what is sold has at most.
const LONGEST: usize = 4;

/// An amount of money behind a verb by which things are sold: the noun phrase that its clause begins with has that price.
pub(super) fn sold_at(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Option<Metric> {
    if !quantity.unit.as_ref().is_some_and(crate::quantity::Unit::is_money) {
        return None;
    }
    let clause = scene.clause(quantity.span.start);
    let slice = scene.text.get(clause.start..quantity.span.start)?;
    let told = lexicon.sells_before(slice)?;
    let all: Vec<Word> = words(&slice[..told]).collect();
    let lowered: Vec<String> = all.iter().map(|word| word.span.slice(slice).to_lowercase()).collect();
    let mark = |word: &String| !word.starts_with(char::is_alphanumeric) && word != "-";
    let own = lowered.iter().rposition(mark).map_or(0, |at| at + 1);
    // `In Leeds a roll costs …`, `where a roll costs …`
    let led = lowered[own..].first().is_some_and(|word| is_preposition(word));
    let behind_place = lowered[own..].iter().position(|word| is_determiner(word)).filter(|_| led);
    let opens = |word: &&String| bounds_noun_phrase(word) || word.as_str() == "where";
    let first = own + behind_place.unwrap_or(0);
    let first = first + lowered[first..].iter().take_while(opens).count();
    let rest = &lowered[first..];
    let end = rest.iter().position(|word| is_preposition(word) || is_auxiliary(word)).unwrap_or(rest.len());
    let plain = rest.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || c == '-'));
    if !plain || !(1..=LONGEST).contains(&end) {
        return None;
    }
    let span = all[first].span.joined(all[first + end - 1].span).shifted(clause.start);
    // `Acme cost its owners €5 million`: a company is not what is sold.
    let named = scene.entities.iter().any(|named| named.span.overlaps(span));
    (!named).then(|| Metric { name: span.slice(scene.text).to_owned(), key: Some(PRICE.to_owned()) })
}

/// Gives a figure whose subject is a pronoun what the last one of its kind in the passage measures.
pub(super) fn go_on(scene: &Scene<'_>, figure: &mut Figure, known: &[Figure]) {
    if figure.role == Role::Delta || !is_of_pronoun(scene, &figure.quantity) {
        return;
    }
    let kind = |figure: &Figure| figure.quantity.unit.as_ref().map(|unit| unit.kind);
    let comparable = matches!(kind(figure), Some(UnitKind::Money | UnitKind::Ratio));
    let mut before = known.iter().rev().take_while(|other| other.passage == figure.passage);
    let told = before.find(|other| kind(other) == kind(figure) && other.role != Role::Delta);
    if let Some(told) = told.filter(|told| comparable && told.entity == figure.entity) {
        figure.metric.clone_from(&told.metric);
        figure.kind = figure.kind.or(told.kind);
        if told.sentence != figure.sentence {
            figure.evidence.push(told.sentence);
        }
    }
}

/// `it is`, `in Paris it was`: whether nothing but a pronoun and its verb leads up to a quantity, places and times aside.
fn is_of_pronoun(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let clause = scene.clause(quantity.span.start);
    let lead = between(scene.text, clause.start.min(quantity.span.start), quantity.span.start);
    let lead: Vec<&Lowered<'_>> = lead.iter().collect();
    match lead.as_slice() {
        [.., pronoun, verb] => pronoun.as_str() == "it" && matches!(verb.as_str(), "is" | "was" | "costs"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::figures::read_text;
    use crate::lexicon::Lexicon;

    /// What each amount of a text is told to be the price of, or the measure of.
    #[track_caller]
    fn case(text: &str, expected: &[(&str, &str, Option<&str>)]) {
        let reading = read_text(text, Some("2026-01-15".parse().expect("a date")), &Lexicon::built_in());
        let told = reading.figures.iter().map(|figure| {
            let metric = figure.metric.as_ref();
            let name = metric.map_or("?", |metric| metric.name.as_str());
            (figure.quantity.span.slice(text), name, metric.and_then(|metric| metric.key.as_deref()))
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn what_is_sold_has_a_price() {
        case("A seat on the night train to Turin sells for €49.", &[("€49", "seat", Some("price"))]);
        case("Tickets in York cost £9.", &[("£9", "Tickets", Some("price"))]);
        case("Labour costs were £9 million.", &[("£9 million", "Labour costs", Some("labour_cost"))]);
        case("The lockout cost Brevik €7 million.", &[("€7 million", "lockout cost", Some("costs"))]);
    }

    #[test]
    fn a_pronoun_goes_on_about_the_figure_before() {
        let both = [("€3.40", "roll", Some("price")), ("€1.95", "roll", Some("price"))];
        case("In Leeds a roll now costs €3.40. In Turin it is €1.95.", &both);
        case("There is a shop in Leeds, where a roll costs €3.40. In Turin it costs €1.95.", &both);
    }
}
