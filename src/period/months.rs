//! The first months of a year: `nine months 2025`.

use super::{Anchor, Length, Period};

impl Period {
    /// This year's first 3, 6, 9 or 12 months under a label of their own; `None` for a period that is no year. In
    /// another calendar than the civil one the days stay unknown.
    ///
    /// ```
    /// use footnote::period::{Anchor, Period};
    /// let nine = Period::year(2025).first_months(9, &Anchor::default(), "Nine months 2025").unwrap();
    /// assert_eq!(nine.end.unwrap().to_string(), "2025-09-30");
    /// ```
    #[must_use]
    pub fn first_months(&self, count: i8, anchor: &Anchor, label: &str) -> Option<Self> {
        let length = match (self.length, count) {
            (Length::Year, 3) => Length::Quarter,
            (Length::Year, 6) => Length::Half,
            (Length::Year, 9) => Length::NineMonths,
            (Length::Year, 12) => Length::TwelveMonths,
            _ => return None,
        };
        let start = self.start.filter(|_| anchor.fiscal_year_end.is_none_or(|month| month == 12));
        let after = start.and_then(|start| start.checked_add(jiff::Span::new().months(count)).ok());
        let end = after.and_then(|after| after.yesterday().ok());
        Some(Self { label: label.to_owned(), start, end, length, calendar: self.calendar })
    }
}
