//! Periods made and compared by name: quarters and years, the one before, the one a year earlier.

use super::calendar::{self, Days};
use super::stretch::{Part, Stretch, Year, length_months};
use super::{Anchor, Calendar, Length, Period};
use crate::text::fold;
use jiff::civil::Date;

impl Period {
    /// A calendar quarter, 1 to 4: `Q3 2025`. Other numbers have no dates.
    #[must_use]
    pub fn quarter(year: i16, quarter: i8) -> Self {
        Self::of(Part::Quarter(quarter), year, format!("Q{quarter} {year}"), Calendar::Unstated, None)
    }

    /// A calendar year.
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self::of(Part::Year, year, year.to_string(), Calendar::Unstated, None)
    }

    /// A quarter of a fiscal year, with dates when the month (1 to 12) the year ends in is known.
    #[must_use]
    pub fn fiscal_quarter(year: i16, quarter: i8, year_end: Option<i8>) -> Self {
        Self::of(Part::Quarter(quarter), year, format!("Q{quarter} FY{year}"), Calendar::Fiscal, year_end)
    }

    /// A fiscal year, with dates when the month (1 to 12) it ends in is known.
    #[must_use]
    pub fn fiscal_year(year: i16, year_end: Option<i8>) -> Self {
        Self::of(Part::Year, year, format!("FY{year}"), Calendar::Fiscal, year_end)
    }

    fn of(part: Part, year: i16, label: String, calendar: Calendar, year_end: Option<i8>) -> Self {
        let possible = !matches!(part, Part::Quarter(quarter) if !(1..=4).contains(&quarter));
        let stretch = Stretch::new(part, Year::Given(year), calendar);
        let days = stretch.days(&Anchor { date: None, fiscal_year_end: year_end }).filter(|_| possible);
        let (start, end) = days.unzip();
        Self { label, start, end, length: stretch.length(), calendar }
    }

    /// First and last day when both are known.
    #[must_use]
    pub fn days(&self) -> Option<(Date, Date)> {
        self.start.zip(self.end)
    }

    /// Whether a day lies in it; `false` when its dates are unknown.
    #[must_use]
    pub fn contains_date(&self, date: Date) -> bool {
        self.days().is_some_and(|(start, end)| start <= date && date <= end)
    }

    /// Whether both name one stretch: by dates when both are known, else by the words of their labels.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        match (self.days(), other.days()) {
            (Some(one), Some(two)) => one == two,
            _ => fold(&self.label) == fold(&other.label),
        }
    }

    /// The same stretch one year before. The label's years go down by one, or it is named anew.
    #[must_use]
    pub fn year_earlier(&self) -> Self {
        let days = self.days().and_then(|days| calendar::shift(days, -12));
        let label = label_with_years(&self.label, -1);
        self.moved(days, label, "a year before")
    }

    /// The stretch of the same length just before: the quarter before a quarter, the year before a year.
    #[must_use]
    pub fn previous(&self) -> Self {
        let days = self.days().and_then(|days| match length_months(self.length) {
            Some(months) => calendar::shift(days, -months),
            None => {
                let end = days.0.yesterday().ok()?;
                let lasted = i64::from((days.1 - days.0).get_days());
                Some((calendar::shift_days(end, -lasted)?, end))
            }
        });
        let years = matches!(self.length, Length::Year).then(|| label_with_years(&self.label, -1)).flatten();
        self.moved(days, years, "the period before")
    }

    /// The stretch of the same length just after; `None` where its length is no number of months.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        let months = length_months(self.length)?;
        let days = self.days().and_then(|days| calendar::shift(days, months));
        let years = matches!(self.length, Length::Year).then(|| label_with_years(&self.label, 1)).flatten();
        Some(self.moved(days, years, "the period after"))
    }

    /// The same stretch one year later; `None` where its days are not known.
    #[must_use]
    pub fn next_year(&self) -> Option<Self> {
        let days = calendar::shift(self.days()?, 12);
        days.map(|days| self.moved(Some(days), label_with_years(&self.label, 1), "a year after"))
    }

    /// A copy elsewhere in time, under the label given or one from its dates.
    fn moved(&self, days: Option<Days>, label: Option<String>, relation: &str) -> Self {
        let (start, end) = days.unzip();
        let mut moved =
            Self { label: String::new(), start, end, length: self.length, calendar: self.calendar };
        moved.label = match (label, days) {
            (Some(label), _) => label,
            (None, Some(_)) => moved.display_label(),
            (None, None) => format!("{relation} {}", self.label),
        };
        moved
    }

    /// An English name from its dates: `Q3 2025`, `quarter ended 2025-09-30`, `2025`, `September 2025`,
    /// `2025-09-30`; the printed label when the dates are unknown.
    #[must_use]
    pub fn display_label(&self) -> String {
        let Some((start, end)) = self.days() else { return self.label.clone() };
        let civil = self.calendar != Calendar::Fiscal && calendar::length((start, end)) == self.length;
        let (year, month) = (start.year(), start.month());
        match self.length {
            Length::Instant => end.to_string(),
            Length::Quarter if civil && month % 3 == 1 => format!("Q{} {year}", month / 3 + 1),
            Length::Half if civil && month % 6 == 1 => format!("H{} {year}", month / 6 + 1),
            Length::Year if civil => year.to_string(),
            Length::Month if civil => start.strftime("%B %Y").to_string(),
            Length::Week => format!("week ended {end}"),
            Length::Month => format!("month ended {end}"),
            Length::Quarter => format!("quarter ended {end}"),
            Length::Half => format!("half year ended {end}"),
            Length::NineMonths => format!("nine months ended {end}"),
            Length::Year => format!("year ended {end}"),
            Length::TwelveMonths => format!("twelve months ended {end}"),
            Length::Other => format!("{start} to {end}"),
        }
    }
}

/// A label with its years moved: `Q3 2025`, `FY26 Q2`, `2025年第三季度`; `None` when it names none.
fn label_with_years(label: &str, by: i32) -> Option<String> {
    let mut moved = String::with_capacity(label.len());
    let mut changed = false;
    let mut rest = label;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, digits_on) = rest.split_at(at);
        let length = digits_on.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits_on.len());
        let (digits, after) = digits_on.split_at(length);
        moved.push_str(before);
        let year = digits.parse::<i32>().ok().filter(|year| names_year(before, *year, length, after));
        match year {
            Some(year) => {
                moved.push_str(&format!(
                    "{:0length$}",
                    (year + by).rem_euclid(10_i32.pow(length.min(4) as u32))
                ));
                changed = true;
            }
            None => moved.push_str(digits),
        }
        rest = after;
    }
    moved.push_str(rest);
    changed.then_some(moved)
}

/// Four digits within reach, or two behind `FY`, an apostrophe or a quarter's letter.
fn names_year(before: &str, value: i32, digits: usize, after: &str) -> bool {
    let marked = before.ends_with(['\'', '’', 'Q', 'H']) || before.to_ascii_lowercase().ends_with("fy");
    match digits {
        4 => super::code::is_year(value),
        2 => marked && !after.starts_with(['.', ',']),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_quarter_and_a_year_have_their_dates() {
        let quarter = Period::quarter(2025, 3);
        assert_eq!(quarter.days(), Some((date(2025, 7, 1), date(2025, 9, 30))));
        assert_eq!(quarter.label, "Q3 2025");
        assert!(quarter.contains_date(date(2025, 9, 30)) && !quarter.contains_date(date(2025, 10, 1)));
        assert_eq!(Period::year(2024).days(), Some((date(2024, 1, 1), date(2024, 12, 31))));
        assert_eq!(Period::quarter(2025, 7).days(), None);
    }

    #[test]
    fn a_fiscal_quarter_has_dates_only_with_its_year_end() {
        assert_eq!(Period::fiscal_quarter(2026, 2, None).days(), None);
        let known = Period::fiscal_quarter(2026, 2, Some(3));
        assert_eq!(known.days(), Some((date(2025, 7, 1), date(2025, 9, 30))));
        assert_eq!(known.display_label(), "quarter ended 2025-09-30");
        assert_eq!(Period::fiscal_year(2025, Some(1)).days(), Some((date(2024, 2, 1), date(2025, 1, 31))));
    }

    #[track_caller]
    fn earlier(label: &str, expected: &str) {
        let period = Period { label: label.to_owned(), ..Period::fiscal_quarter(2026, 2, None) };
        assert_eq!(period.year_earlier().label, expected);
    }

    #[test]
    fn a_year_earlier_the_label_says_the_year_before() {
        earlier("Q3 2025", "Q3 2024");
        earlier("FY26 Q2", "FY25 Q2");
        earlier("2Q25", "2Q24");
        earlier("Q3'25", "Q3'24");
        earlier("three months ended June 30, 2025", "three months ended June 30, 2024");
        earlier("2025年第三季度", "2024年第三季度");
        earlier("the quarter", "a year before the quarter");
        assert_eq!(Period::quarter(2024, 1).year_earlier(), Period::quarter(2023, 1));
    }

    #[test]
    fn the_previous_one_ends_the_day_before() {
        assert_eq!(Period::quarter(2025, 1).previous(), Period::quarter(2024, 4));
        assert_eq!(Period::year(2025).previous(), Period::year(2024));
    }

    #[test]
    fn labels_decide_only_where_dates_do_not() {
        let printed = Period { label: "third quarter of 2025".to_owned(), ..Period::quarter(2025, 3) };
        assert!(printed.same_as(&Period::quarter(2025, 3)));
        assert!(!printed.same_as(&Period::quarter(2024, 3)));
        let unknown = Period { label: "q2 fy2026".to_owned(), ..Period::fiscal_quarter(2026, 2, None) };
        assert!(unknown.same_as(&Period::fiscal_quarter(2026, 2, Some(3))));
    }

    proptest::proptest! {
        #[test]
        fn no_label_panics(label in "\\PC{0,40}", length in 0_usize..9) {
            let lengths = [Length::Instant, Length::Week, Length::Month, Length::Quarter, Length::Half, Length::NineMonths,
                Length::Year, Length::TwelveMonths, Length::Other];
            let period = Period { label, length: lengths[length], ..Period::quarter(2025, 3) };
            let _ = (period.year_earlier(), period.previous(), period.display_label());
        }
    }
}
