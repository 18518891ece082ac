//! Codes like `1H26` in reports of a company whose fiscal year does not end in December.
//!
//! The rule: such codes are fiscal where the report says what one of them means.

use super::{Figure, Reading};
use crate::corpus::Document;
use crate::period::{self, Anchor, Calendar, Length, Period};
use crate::text::fold;

/// Gives the codes of a report the dates of its fiscal year.
pub(super) fn date(reading: &mut Reading, document: &Document, anchor: &Anchor) {
    if anchor.fiscal_year_end.is_none_or(|month| month == 12) {
        return;
    }
    let fiscal: Vec<Option<Period>> = reading.figures.iter().map(|figure| of_code(figure, anchor)).collect();
    if !fiscal.iter().flatten().any(|fiscal| is_defined(fiscal, document, anchor)) {
        return;
    }
    for (figure, fiscal) in reading.figures.iter_mut().zip(fiscal) {
        if let (Some(placed), Some(fiscal)) = (&mut figure.period, fiscal) {
            placed.period = fiscal;
        }
    }
}

/// The fiscal reading of a figure's `1H26`.
fn of_code(figure: &Figure, anchor: &Anchor) -> Option<Period> {
    let civil = &figure.period.as_ref()?.period;
    let part = matches!(civil.length, Length::Half | Length::Quarter) && civil.calendar == Calendar::Unstated;
    let mut letters = civil.label.chars().filter(|c| c.is_alphabetic());
    let code = letters.all(|c| matches!(c.to_ascii_uppercase(), 'H' | 'Q'));
    let (year, ordinal) = (civil.end?.year(), civil.ordinal().filter(|_| part && code)?);
    let letter = if civil.length == Length::Half { 'H' } else { 'Q' };
    let fiscal = period::find(&format!("{ordinal}{letter}FY{year}"), anchor).into_iter().next()?.period;
    (fiscal.length == civil.length && fiscal.end.is_some()).then(|| Period {
        label: civil.label.clone(),
        calendar: Calendar::Fiscal,
        ..fiscal
    })
}

/// `1H26 means the six months to 31 December 2025`: a clause names the code and, in words, the days it stands for.
fn is_defined(fiscal: &Period, document: &Document, anchor: &Anchor) -> bool {
    let label = fold(&fiscal.label);
    let clauses = document.text.split(['\n', ',', ';', '(', '。', '，', '.']);
    clauses.filter(|clause| fold(clause).contains(&label)).any(|clause| {
        period::find(clause, anchor).iter().any(|mention| {
            mention.period.label.contains(' ')
                && (mention.period.start, mention.period.end) == (fiscal.start, fiscal.end)
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::corpus::read;
    use crate::figures::read_document;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn case(said: &str, expected: &[&str]) {
        let report = format!(
            "# Marlo Bank Limited half-year results\n\n{said}\n\n\
             | $m | 1H26 | 2H25 |\n|---|---|---|\n| Revenue | 87 | 92 |\n"
        );
        let report = read("report.md", report.as_bytes()).expect("it is Markdown");
        let reading = read_document(&report, &Lexicon::built_in());
        let cells = reading.figures.iter().filter(|figure| figure.evidence.len() > 1);
        let ends = cells.filter_map(|figure| figure.period.as_ref()?.period.end).map(|end| end.to_string());
        assert_eq!(ends.collect::<Vec<_>>(), expected, "{said}");
    }

    #[test]
    fn a_code_that_the_report_explains_is_fiscal() {
        case(
            "Our financial year runs from 1 July to 30 June. 1H26 means the six months to 31 December 2025.",
            &["2025-12-31", "2025-06-30"],
        );
        case("Our financial year runs from 1 July to 30 June.", &["2026-06-30", "2025-12-31"]);
        case("A bank.", &["2026-06-30", "2025-12-31"]);
    }
}
