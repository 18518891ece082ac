//! One measure told of a quarter and of a longer time beside it: `net profit was 30 million; single-quarter net profit was 9`.
//!
//! The rule: where a report sets the quarter's figure apart from another of the same measure, the other is not of that
//! quarter, whatever period the sentence began with; of when it is stays open.

use super::{Figure, Reading};
use crate::lexicon::Lexicon;

/// Takes the quarter from figures that stand beside the one that is said to be of a single quarter.
pub(super) fn from_single_quarters(reading: &mut Reading, lexicon: &Lexicon) {
    let single = |figure: &Figure| {
        figure.metric.as_ref().is_some_and(|metric| lexicon.is_of_one_quarter(&metric.name))
    };
    let marked: Vec<Figure> = reading.figures.iter().filter(|figure| single(figure)).cloned().collect();
    let key = |figure: &Figure| figure.metric.as_ref().and_then(|metric| metric.key.clone());
    let days = |figure: &Figure| figure.period.as_ref().and_then(|placed| placed.period.days());
    for figure in &mut reading.figures {
        let beside = |other: &Figure| {
            other.sentence == figure.sentence
                && other.entity == figure.entity
                && key(other).is_some()
                && key(other) == key(figure)
                && days(other) == days(figure)
        };
        if !single(figure) && marked.iter().any(beside) {
            figure.period = None;
            figure.evidence.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::figures::read_text;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let figures = read_text(text, None, &Lexicon::built_in()).figures;
        let told: Vec<String> = figures
            .into_iter()
            .map(|figure| {
                let period = figure.period.map_or("?".to_owned(), |placed| placed.period.label);
                format!("{} {period}", figure.quantity.digits.slice(text))
            })
            .collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn a_figure_beside_that_of_a_single_quarter_is_of_another_time() {
        case(
            "In Q2 2025 Acme's revenue was $90 million; net profit was $30 million, and single-quarter net profit was $9 million.",
            &["90 Q2 2025", "30 ?", "9 Q2 2025"],
        );
        case(
            "In Q2 2025 Acme's net profit was $9 million, and revenue was $90 million.",
            &["9 Q2 2025", "90 Q2 2025"],
        );
    }
}
