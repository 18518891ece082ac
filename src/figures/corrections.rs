//! Corrections: of a passage that corrects an amount, the one printed by mistake is no figure, and the right one is of what the
//! wrong one was said to be of.

use super::{Figure, Reading};
use crate::corpus::{Document, PassageKind};
use crate::lexicon::Lexicon;
use crate::quantity::SetAside;

/// Sets aside what a passage withdraws: `Correction. We wrote that debt was €310 million. It is €301 million.`
pub(super) fn withdraw(reading: &mut Reading, document: &Document, lexicon: &Lexicon) {
    let corrects = |place: usize| {
        let passage = document.passages.get(place)?;
        let prose = !matches!(passage.kind, PassageKind::TableRows { .. });
        Some(prose && lexicon.opens_a_correction(passage.span.slice(&document.text)))
    };
    let mut at = 0;
    while at + 1 < reading.figures.len() {
        let (wrong, right) = (&reading.figures[at], &reading.figures[at + 1]);
        let pair = wrong.passage == right.passage
            && wrong.sentence != right.sentence
            && alike(wrong, right)
            && corrects(wrong.passage) == Some(true);
        if !pair {
            at += 1;
            continue;
        }
        let wrong = reading.figures.remove(at);
        let right = &mut reading.figures[at];
        if right.metric.as_ref().is_none_or(|metric| metric.key.is_none()) {
            right.metric.clone_from(&wrong.metric);
            right.kind = wrong.kind;
        }
        right.period = right.period.take().or(wrong.period);
        right.entity = wrong.entity.or(right.entity.take());
        right.evidence.push(wrong.sentence);
        reading.set_aside.push(SetAside { span: wrong.quantity.span, why: "corrected".to_owned() });
    }
}

fn alike(one: &Figure, other: &Figure) -> bool {
    one.quantity.unit == other.quantity.unit && one.quantity.unit.is_some()
}

#[cfg(test)]
mod tests {
    use crate::corpus::read;
    use crate::figures::read_document;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn case(markdown: &str, expected: &[&str]) {
        let report = read("report.md", markdown.as_bytes()).expect("it is Markdown");
        let figures = read_document(&report, &Lexicon::built_in()).figures;
        let told: Vec<String> = figures
            .into_iter()
            .map(|figure| {
                let metric = figure.metric.map(|metric| metric.name).unwrap_or_default();
                format!("{} {metric}", figure.quantity.digits.slice(&report.text))
            })
            .collect();
        assert_eq!(told, expected, "{markdown}");
    }

    #[test]
    fn what_was_printed_by_mistake_is_no_figure() {
        case(
            "# Letter\n\nCorrection. Last week we wrote that Lindau Brewing had net debt of €310 million. It is €301 million.\n",
            &["301 net debt"],
        );
        case(
            "# Results\n\nCORRECTED VERSION. In that version, net debt was shown as EUR 338.4 million. The right amount is EUR 388.4 million.\n",
            &["388.4 net debt"],
        );
    }

    #[test]
    fn a_passage_that_corrects_nothing_keeps_its_figures() {
        case(
            "# Results\n\nNet debt was €310 million. Sales were €301 million.\n",
            &["310 Net debt", "301 Sales"],
        );
    }
}
