//! In which month the fiscal year of a report's company ends, as the report says it.
//!
//! The rule: only a year that does not end in December is told; where a report names years of several ends, none is.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};

use super::Reading;
use crate::corpus::Document;
use crate::lexicon::Lexicon;
use crate::period::{Anchor, Calendar, Length, Mention, Reference};
use crate::text::{fold, sentences, words};

/// The month a report says its fiscal year ends in: `the fiscal year ended January 31, 2025`. Only a year that does not
/// end in December tells one.
pub(super) fn stated(document: &Document, date: Option<Date>, lexicon: &Lexicon) -> Option<i8> {
    let anchor = Anchor { date, fiscal_year_end: None };
    let plain = document.text.lines().take(200).find_map(|line| said(line, &anchor, lexicon));
    if plain.is_some() {
        return plain.filter(|month| *month != 12);
    }
    let told = document
        .text
        .lines()
        .filter(|line| line.contains(|c: char| c.is_ascii_digit()))
        .take(200)
        .find_map(|line| {
            crate::period::find(line, &anchor).into_iter().find_map(|mention| {
                let label = fold(&mention.period.label);
                let end = mention.period.end?;
                let weeks = label.starts_with("52 week") || label.starts_with("53 week");
                if weeks {
                    // Such years end on the weekday nearest to the end of a month.
                    let month = end.saturating_sub(7.days()).month();
                    return (month != 12).then_some(month);
                }
                let month = end.month();
                let year = mention.period.length == Length::Year && label.contains("ended");
                let last = label.contains("final").then_some(4);
                let quarter =
                    mention.period.ordinal().or(last).filter(|_| mention.period.length == Length::Quarter);
                let last = match quarter {
                    Some(ordinal) => (month + 3 * (4 - ordinal) - 1) % 12 + 1,
                    None if year => month,
                    None => return None,
                };
                ((label.contains("fiscal") || label.contains("财年")) && last != 12).then_some(last)
            })
        });
    told.or_else(|| {
        let weekday = document.text.lines().take(200).any(|line| ends_on_a_weekday(line, lexicon));
        if weekday { None } else { only_year_end(document, &anchor) }
    })
    .or_else(|| super::corner::year_end(document, &anchor).filter(|month| *month != 12))
}

/// `Year ended 31 March 2025`, `the year to March 2026`: the month in which all whole years end whose last day or month a
/// report names, where that is one and not December. A report that calls its years by when they begin, or that tells years
/// of weeks, says it otherwise.
fn only_year_end(document: &Document, anchor: &Anchor) -> Option<i8> {
    let mut months: BTreeSet<i8> = BTreeSet::new();
    for line in document.text.lines().filter(|line| line.contains(|c: char| c.is_ascii_digit())).take(400) {
        for sentence in sentences(line).into_iter().map(|sentence| sentence.slice(line)) {
            let found = crate::period::find(sentence, anchor);
            let years = found.iter().filter(|mention| mention.period.length == Length::Year);
            let (named, told): (Vec<&Mention>, Vec<&Mention>) = years
                .partition(|mention| mention.period.calendar == Calendar::Fiscal && !tells_its_end(mention));
            let ends: Vec<Date> = told
                .into_iter()
                .filter(|mention| tells_its_end(mention))
                .filter_map(|mention| mention.period.end)
                .collect();
            let begins = |number: i16| {
                ends.iter().any(|end| end.year() == number + 1)
                    && !ends.iter().any(|end| end.year() == number)
            };
            if named.iter().filter_map(|mention| number_of(mention)).any(begins)
                || ends.iter().any(|end| end.day() != end.last_of_month().day())
            {
                return None;
            }
            months.extend(ends.iter().map(|end| end.month()));
        }
    }
    months.first().copied().filter(|month| months.len() == 1 && *month != 12)
}

/// A bare year is of no calendar; `the year to March 2026` is.
fn tells_its_end(mention: &Mention) -> bool {
    let label = fold(&mention.period.label);
    let ends = ["ended", "ending", "ends", " to ", "止"].iter().any(|word| label.contains(word));
    let dated = label.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    mention.reference == Reference::Own && dated && ends
}

/// The number a fiscal year is called by: 2026 of `FY26`.
fn number_of(mention: &Mention) -> Option<i16> {
    let digits: String = mention.period.label.chars().filter(char::is_ascii_digit).collect();
    let number: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(number),
        2 => Some(2000 + number),
        _ => None,
    }
}

/// The month in which the fiscal year ends whose quarters a report numbers beside their last days: `third quarter of fiscal
/// 2026` of figures for the three months to October 26, 2025. Only a year that does not end in December tells one.
pub(super) fn numbered(reading: &Reading) -> Option<i8> {
    let numbered = reading.figures.iter().filter_map(|figure| {
        let period = &figure.period.as_ref()?.period;
        let label = fold(&period.label);
        let fiscal = period.length == Length::Quarter && (label.contains("fiscal") || label.contains("财年"));
        // A year of weeks ends on the weekday nearest to the end of a month.
        let month = period.end.filter(|_| fiscal)?.saturating_sub(7.days()).month();
        Some((month + 3 * (4 - period.ordinal()?) - 1) % 12 + 1)
    });
    let months: BTreeSet<i8> = numbered.collect();
    months.first().copied().filter(|month| months.len() == 1 && *month != 12)
}

/// A year of weeks ends on the day that the report tells for each.
fn ends_on_a_weekday(line: &str, lexicon: &Lexicon) -> bool {
    clause_of_end(line, lexicon).is_some_and(|clause| crate::period::names_a_weekday(&clause))
}

/// What a line says of when the fiscal year ends.
fn clause_of_end(line: &str, lexicon: &Lexicon) -> Option<String> {
    let folded = fold(line);
    let near: String = lexicon.after_year_end(&folded)?.chars().take(48).collect();
    near.split(['.', ';', ',', '(']).next().map(str::to_owned)
}

/// `Our fiscal year ends on March 31`, 财年截至每年3月31日.
fn said(line: &str, anchor: &Anchor, lexicon: &Lexicon) -> Option<i8> {
    let clause = clause_of_end(line, lexicon).filter(|clause| !crate::period::names_a_weekday(clause))?;
    // `runs from July to June`
    let day = clause.rsplit_once(" to ").map_or(&*clause, |(_, last)| last);
    let month = |words: String| {
        let found = crate::period::find(&words, anchor).into_iter().next()?;
        let dated = matches!(found.period.length, Length::Month | Length::Instant);
        found.period.end.filter(|_| dated).map(|end| end.month())
    };
    // A day of every year is of none.
    let named = words(day).collect::<Vec<_>>().into_iter().rev();
    let mut named = named.filter_map(|word| month(format!("{} 2000", word.span.slice(day))));
    named.next().or_else(|| month(format!("2000年{}", day.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_told_by_its_end_tells_when_all_end() {
        #[track_caller]
        fn case(text: &str, expected: Option<i8>) {
            let document = crate::corpus::read("report.md", text.as_bytes()).expect("a report");
            let date = Some(jiff::civil::date(2026, 2, 11));
            assert_eq!(stated(&document, date, &Lexicon::built_in()), expected, "{text}");
        }
        case(
            "Revenue for the year ended 31 March 2025 rose; guidance for the year to March 2026 stays.",
            Some(3),
        );
        case("Its year that ends on 30 September 2026 was wet. In 2024 it was dry.", Some(9));
        case("Acme's year to 31 March 2025 overlaps with Bolt's year ended 30 June 2025.", None);
        case("Revenue for the year ended 31 December 2025 rose.", None);
        case("Revenue rose in 2025.", None);
        case(
            "Here FY2025 is the fiscal year ending 31 March 2026. Revenue for the year to March 2025 fell.",
            None,
        );
        case("For FY2026, the year to March 2026, revenue rose.", Some(3));
        case("Revenue for the year ended 25 January 2026 rose.", None);
    }

    #[test]
    fn a_fiscal_year_is_said_by_its_last_day_or_month() {
        #[track_caller]
        fn case(line: &str, expected: Option<i8>) {
            for date in [None, Some(jiff::civil::date(2025, 11, 19))] {
                let anchor = Anchor { date, fiscal_year_end: None };
                assert_eq!(said(line, &anchor, &Lexicon::built_in()), expected, "{line} {date:?}");
            }
        }
        case("Our fiscal year ends on March 31.", Some(3));
        case("The company's fiscal year ends on the last Sunday in January; fiscal 2026 has 52 weeks.", None);
        case("Its fiscal year ends on the Saturday closest to April 30; fiscal 2026 has 52 weeks.", None);
        case(
            "Our financial year runs from 1 July to 30 June. 1H26 means the six months to 31 December.",
            Some(6),
        );
        case("its fiscal year, which runs from April to March", Some(3));
        case("公司财年截至每年3月31日。", Some(3));
        case("Revenue rose in March.", None);
    }
}
