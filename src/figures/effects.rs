//! What something cost a measure or added to it: `the strike cost us €5 million of profit`, `a €5 million hit to sales`.
//!
//! Such an amount is no level of the measure. Its metric says so, and has no key.

use super::Metric;
use super::grammar::{between, is_determiner};
use super::scene::{MetricPhrase, Scene};
use crate::lexicon::Lexicon;
use crate::quantity::{Quantity, UnitKind};

/// How many words may stand between the verb and the amount: `cost us about €5 million`.
const NEAR: usize = 4;

/// What a metric of an effect is called, before the measure's own name.
pub const EFFECT: &str = "effect on";

/// The metric of an amount that something cost a measure or added to it.
pub(super) fn effect_of(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Option<Metric> {
    let unit = quantity.unit.as_ref()?;
    if !matches!(unit.kind, UnitKind::Money | UnitKind::Physical | UnitKind::Count) {
        return None;
    }
    let measure = scene.metrics.iter().find(|phrase| phrase.span.start >= quantity.span.end)?;
    let words = between(scene.text, quantity.span.end, measure.span.start);
    let (preposition, rest) = match words.split_first()? {
        (noun, rest) if lexicon.is_effect_noun(noun) => (None, rest),
        (first, rest) => (Some(first), rest),
    };
    let rest = if preposition.is_none() { rest.split_first()?.1 } else { rest };
    let plain =
        |word: &super::grammar::Lowered<'_>| is_determiner(word) || is_possessive(scene, word, measure);
    if !rest.iter().all(plain) {
        return None;
    }
    let told = match preposition {
        None => true,
        Some(preposition) => verb_before(scene, quantity, preposition, lexicon),
    };
    told.then(|| Metric { name: format!("{EFFECT} {}", measure.metric.name), key: None })
}

/// `off Acme's sales`: the one whose measure it is.
fn is_possessive(scene: &Scene<'_>, word: &str, measure: &MetricPhrase) -> bool {
    matches!(word, "'" | "’" | "s")
        || scene.entities.iter().any(|named| {
            named.possessive
                && named.span.end <= measure.span.start
                && named
                    .span
                    .slice(scene.text)
                    .to_lowercase()
                    .contains(word.trim_end_matches("'s").trim_end_matches("’s"))
        })
}

/// Whether a verb of such an effect leads to the amount, over nothing but whom it is told of: `cost the group some`.
fn verb_before(scene: &Scene<'_>, quantity: &Quantity, preposition: &str, lexicon: &Lexicon) -> bool {
    let clause = scene.clause(quantity.span.start);
    let words = between(scene.text, clause.start, quantity.span.start);
    let near = words.iter().rev().take(NEAR + 1);
    near.take_while(|word| !matches!(word.as_str(), "," | "of" | "to" | "at"))
        .any(|word| lexicon.tells_effect(word, preposition))
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
    fn what_something_cost_a_measure_is_no_level_of_it() {
        case(
            "The lockout cost Brevik some €7 million of net profit.",
            &["some €7 million | Brevik | effect on net profit | ? | Current"],
        );
        case(
            "A weak krona knocked €3 million off Brevik's revenue.",
            &["€3 million | Brevik | effect on revenue | ? | Current"],
        );
        case(
            "Brevik took a €4 million hit to EBITDA.",
            &["€4 million | Brevik | effect on EBITDA | ? | Current"],
        );
        case(
            "The merger added €9 million to revenue.",
            &["€9 million | ? | effect on revenue | ? | Current"],
        );
    }

    #[test]
    fn an_amount_of_a_measure_is_one() {
        case("Brevik took €7 million in revenue.", &["€7 million | Brevik | revenue | revenue | Current"]);
        case(
            "Brevik reported €7 million of net profit.",
            &["€7 million | Brevik | net profit | net_income | Current"],
        );
    }
}
