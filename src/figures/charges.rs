//! What is charged: `Acme charges $12 a month where Zeta charges $8`.

use super::Metric;
use super::grammar::{Lowered, between, bounds_noun_phrase, is_determiner};
use super::scene::Scene;
use crate::lexicon::{Cue, Lexicon};
use crate::quantity::{Quantity, UnitKind};

/// The lexicon's key of a price.
pub const PRICE: &str = "price";

/// How many words may stand between the verb and the amount: `charges its customers about $5 a month`.
const NEAR: usize = 4;

/// An amount of money for each of something, behind a verb by which a price is told.
pub(super) fn price_of(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Option<Metric> {
    let unit = quantity.unit.as_ref().filter(|unit| unit.is_money())?;
    unit.per.as_ref()?;
    let clause = scene.clause(quantity.span.start);
    let words = between(scene.text, clause.start, quantity.span.start);
    let near = words.iter().rev().take(NEAR + 1).take_while(|word| !is_mark(word));
    let Some(verb) = near.clone().find(|word| lexicon.is_charging(word)) else {
        return fare(scene, quantity, lexicon);
    };
    let measured = scene.metrics.iter().any(|phrase| {
        clause.contains(phrase.span)
            && phrase.span.end <= quantity.span.start
            && phrase.metric.name != verb.as_str()
    });
    (!measured).then(|| Metric { name: verb.as_str().to_owned(), key: Some(PRICE.to_owned()) })
}

/// `The pass is $95 per seat`: what the clause begins with is the price of it, unless it is a term for an amount of money.
fn fare(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> Option<Metric> {
    let clause = scene.clause(quantity.span.start);
    let slice = scene.text.get(clause.start..quantity.span.start)?;
    let all: Vec<crate::text::Word> = crate::text::words(slice).collect();
    let (copula, rest) = all.split_last()?;
    let word = |word: &crate::text::Word| word.span.slice(slice).to_lowercase();
    // `Leasing is $900 per truck`
    let noun = if rest.len() == 1 {
        rest
    } else {
        rest.split_first().filter(|(first, _)| is_determiner(&word(first)))?.1
    };
    let told = matches!(word(copula).as_str(), "is" | "was" | "costs");
    let plain = noun
        .iter()
        .all(|next| word(next).chars().all(char::is_alphabetic) && !bounds_noun_phrase(&word(next)));
    let span = noun.first()?.span.joined(noun.last()?.span).shifted(clause.start);
    let share = quantity.unit.as_ref().and_then(|unit| unit.per.as_deref()) == Some("share");
    let money = |phrase: &&super::scene::MetricPhrase| {
        let term = phrase.metric.key.as_deref().and_then(|key| lexicon.metric(key));
        phrase.span.overlaps(span) && term.is_none_or(|term| term.units != [UnitKind::Count])
    };
    (told && plain && !share && noun.len() <= 3 && !scene.metrics.iter().any(|phrase| money(&phrase)))
        .then(|| Metric { name: span.slice(scene.text).to_owned(), key: Some(PRICE.to_owned()) })
}

fn is_mark(word: &str) -> bool {
    matches!(word, "," | ";" | ":")
}

/// `$12 a month where Zeta charges $8`, `$12 a month, against Zeta's $8`: what an amount is for, where the one it is set
/// against says so, and nothing but a name and the same verb stands between them.
pub(super) fn lent_rate(scene: &Scene<'_>, place: usize) -> Option<String> {
    let (before, quantity) = (&scene.quantities[place.checked_sub(1)?], &scene.quantities[place]);
    let (lender, unit) = (before.unit.as_ref()?, quantity.unit.as_ref()?);
    if !unit.is_money() || unit.name != lender.name || unit.per.is_some() || before.scale != quantity.scale {
        return None;
    }
    let words = between(scene.text, before.span.end, quantity.span.start);
    let lead = words.iter().skip_while(|word| is_mark(word));
    let set_against = lead.clone().next().is_some_and(|word| {
        matches!(
            word.as_str(),
            "where" | "while" | "whereas" | "against" | "versus" | "and" | "but" | "compared"
        )
    });
    let own = between(scene.text, scene.span.start, before.span.start);
    let verb = own.last();
    let named = |word: &&Lowered<'_>| {
        let said = |named: &super::names::Named| {
            let name = named.span.slice(scene.text).to_lowercase();
            named.span.start >= before.span.end
                && name.contains(word.trim_end_matches("'s").trim_end_matches("’s"))
        };
        scene.entities.iter().any(said)
    };
    let plain = |word: &&Lowered<'_>| {
        is_determiner(word)
            || matches!(
                word.as_str(),
                "with" | "to" | "just" | "only" | "about" | "'" | "’" | "s" | "rival" | "competitor"
            )
            || verb.is_some_and(|verb| **verb == ***word)
            || named(word)
    };
    let measured = scene
        .metrics
        .iter()
        .any(|phrase| phrase.span.start >= before.span.end && phrase.span.end <= quantity.span.start);
    let moved = scene.cues.iter().any(|cue| {
        matches!(cue.cue, Cue::Moves(_))
            && cue.span.start >= before.span.end
            && cue.span.end <= quantity.span.start
    });
    let same = lead.clone().any(|word| named(&word)) && lead.skip(1).all(|word| plain(&word));
    (set_against && same && !measured && !moved).then(|| lender.per.clone()).flatten()
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
    fn each_of_two_prices_has_its_own_subject() {
        let both =
            ["$15 a month | Tolmer | charges | price | Current", "$9 | Brevik | charges | price | Current"];
        case("The largest rival, Tolmer, charges $15 a month where Brevik charges $9.", &both);
        case("Tolmer charges $15 a month while Brevik charges just $9.", &both);
        let both =
            ["$15 a month | Tolmer | charges | price | Current", "$9 | Brevik | charges | price | Prior"];
        case("Tolmer charges $15 a month, against Brevik's $9.", &both);
    }

    #[test]
    fn the_second_price_is_for_what_the_first_is_for() {
        let text = "Tolmer charges $15 a month where Brevik charges $9, and made $9.";
        let reading = read_text(text, None, &Lexicon::built_in());
        let per: Vec<Option<&str>> = reading
            .figures
            .iter()
            .map(|figure| figure.quantity.unit.as_ref().and_then(|unit| unit.per.as_deref()))
            .collect();
        assert_eq!(per, [Some("month"), Some("month"), None]);
    }

    #[test]
    fn an_amount_for_each_of_something_is_a_price() {
        case("The pass is €40 per seat.", &["€40 per seat | ? | pass | price | Current"]);
        case("The subscription is €40 per seat.", &["€40 per seat | ? | subscription | price | Current"]);
        case("Leasing is $900 per truck.", &["$900 per truck | ? | Leasing | price | Current"]);
        case("It is $900 per truck.", &["$900 per truck | ? | ? | ? | Current"]);
        case("The dividend is €2 per share.", &["€2 per share | ? | dividend | dividends_paid | Current"]);
    }
}
