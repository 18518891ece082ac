//! For when something is expected: the year it is said in, the quarter to come.

use jiff::civil::Date;

use super::scene::Scene;
use crate::period::{Length, Mention, Period, Reference};

/// Whether a period is a year that has no name: `the full year`.
pub(super) fn is_any_year(period: &Period) -> bool {
    period.length == Length::Year && period.end.is_none() && is_yearless(period)
}

/// `now expects a full-year profit of …` speaks of the year it is said in.
pub(super) fn year_of(period: &Period, said: Date) -> Period {
    Period { label: format!("{} {}", period.label, said.year()), ..Period::year(said.year()) }
}

/// The day by which something was expected that a sentence tells of afterwards: `In May it guided for the second quarter`.
pub(super) fn said_on(scene: &Scene<'_>, expected: &Mention) -> Option<Date> {
    let clause = scene.clause(expected.span.start);
    let day = |mention: &&Mention| {
        matches!(mention.period.length, Length::Month | Length::Instant)
            && mention.reference == Reference::Own
            && clause.contains(mention.span)
            && mention.span.end <= expected.span.start
    };
    scene.periods.iter().find(day).and_then(|mention| mention.period.start)
}

/// `guided to … in the fourth quarter` means one to come: the next that is not over when it is `said`, where that tells
/// which.
pub(super) fn to_come(placed: Period, mentioned: &Period, said: Option<Date>) -> Period {
    let past = said.zip(placed.end).is_some_and(|(said, end)| end < said);
    if !past || !is_yearless(mentioned) {
        return placed;
    }
    let coming =
        placed.next_year().filter(|coming| coming.end.zip(said).is_some_and(|(end, said)| end >= said));
    let undated = Period { start: None, end: None, ..placed.clone() };
    coming.map_or(undated, |coming| Period { label: placed.label, ..coming })
}

/// `Q1` names no year, `Q1 26` does.
fn is_yearless(period: &Period) -> bool {
    period.label.split(|c: char| !c.is_ascii_digit()).all(|digits| digits.len() < 2)
}

#[cfg(test)]
mod tests {

    use crate::figures::read_text;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn case(text: &str, end: &str) {
        let reading = read_text(text, Some("2026-07-20".parse().expect("a date")), &Lexicon::built_in());
        let placed = reading.figures[0].period.as_ref().expect("a period");
        assert_eq!(placed.period.end.map(|end| end.to_string()).as_deref(), Some(end), "{text}");
    }

    #[test]
    fn what_was_expected_is_counted_from_when_it_was() {
        case("In May Brevik guided for second-quarter revenue of €40 million.", "2026-06-30");
        case("Brevik guided for first-quarter revenue of €40 million.", "2027-03-31");
        case("Brevik sees Q1 revenue of €40 million.", "2027-03-31");
    }
}
