//! Figures that are told without a part: `revenue excluding fuel`.

use std::sync::Arc;

use super::qualifiers;
use super::search::Search;
use crate::figures::Metric;
use crate::index::{StoredFigure, stems};
use crate::lexicon::Lexicon;
use crate::question::Question;
use crate::text::fold;

/// Whether the report says of a figure that it is told without some part, right before it or in its name: the part that is
/// to be left out, where the question names one.
pub(super) fn is_without(question: &Question, stored: &StoredFigure, search: &Search<'_>) -> bool {
    let figure = &stored.figure;
    let at = figure.quantity.span.start.saturating_sub(figure.sentence.start);
    let before = stored.sentence.get(..at).unwrap_or(&stored.sentence);
    let clause = before.rsplit([',', ';', '，', '；']).next().unwrap_or(before);
    // `Excluding fuel, sales grew 5%`: what leads a sentence holds up to where another clause is set against it.
    let led = search.lexicon.leaves_out_at(before.trim_end()).is_some_and(|marker| marker.start == 0)
        && ![" while ", " whereas ", ";", "；", "而"].iter().any(|word| before.contains(word));
    let clause = if led { before } else { clause };
    let name = figure.metric.as_ref().map_or("", |metric| metric.name.as_str());
    let own = |word: &str| {
        search.lexicon.is_of_the_group(word)
            || question.entities.iter().any(|asked| fold(&asked.name).contains(word))
    };
    // External revenue is what is left without it.
    if question.left_out.iter().any(|word| own(word)) && search.lexicon.is_external(name) {
        return true;
    }
    let named = || {
        let said = fold(&format!("{clause} {name}"));
        let ways = |word: &String| -> Vec<Arc<str>> {
            let others = search.lexicon.synonyms(word).iter().flat_map(|other| stems(other));
            stems(word).into_iter().chain(others).collect()
        };
        // What its own group buys of a company is what it sells within.
        let as_told = |word: &String| if own(word) { WITHIN.to_owned() } else { word.clone() };
        let mut all = question.left_out.iter().map(as_told);
        question.left_out.is_empty() || all.any(|word| ways(&word).iter().any(|way| said.contains(&**way)))
    };
    (search.lexicon.leaves_out(clause) || search.lexicon.leaves_out(name)) && named()
}

/// Whether a figure may be asked for after something: its name does not say that it is told before or without it.
pub(super) fn is_with(question: &Question, metric: &Metric, lexicon: &Lexicon) -> bool {
    !question.taken_in || !lexicon.stops_short(&qualifiers::beside(metric, lexicon).join(" "))
}

/// What a part of a group sells to the rest of it is called.
const WITHIN: &str = "internal";
