//! Days counted out: months, quarters and weeks as first and last day.

use jiff::{Span, civil::Date};

use super::Length;

/// First and last day, both inclusive.
pub(super) type Days = (Date, Date);

/// `count` whole months, the first of them `month` (which may lie outside 1 to 12) of `year`.
pub(super) fn months(year: i16, month: i32, count: i32) -> Option<Days> {
    let start = first_of(year, month)?;
    let end = first_of(year, month.checked_add(count)?)?.yesterday().ok()?;
    Some((start, end))
}

fn first_of(year: i16, month: i32) -> Option<Date> {
    let index = i32::from(year).checked_mul(12)?.checked_add(month - 1)?;
    let year = i16::try_from(index.div_euclid(12)).ok()?;
    let month = i8::try_from(index.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

/// A whole year.
pub(super) fn year(year: i16) -> Option<Days> {
    months(year, 1, 12)
}

/// The week a day lies in, Monday to Sunday.
pub(super) fn week(day: Date) -> Option<Days> {
    let start = shift_days(day, -i64::from(day.weekday().to_monday_zero_offset()))?;
    Some((start, shift_days(start, 6)?))
}

/// The weeks whose Thursday lies within a stretch belong to it; the `ordinal`th of them, from the end if negative.
pub(super) fn week_within(days: Days, ordinal: i8) -> Option<Days> {
    let thursdays_week = |day: Date, step: i64| {
        let (start, end) = week(day)?;
        let thursday = shift_days(start, 3)?;
        let outside = thursday < days.0 || thursday > days.1;
        if outside { Some((shift_days(start, step)?, shift_days(end, step)?)) } else { Some((start, end)) }
    };
    let (edge, skip) = match ordinal {
        1.. => (thursdays_week(days.0, 7)?, i64::from(ordinal) - 1),
        _ => (thursdays_week(days.1, -7)?, i64::from(ordinal) + 1),
    };
    let found = (shift_days(edge.0, 7 * skip)?, shift_days(edge.1, 7 * skip)?);
    let reaches_in = shift_days(found.0, 3)? <= days.1 && shift_days(found.0, 3)? >= days.0;
    reaches_in.then_some(found)
}

pub(super) fn shift_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The same day of another month, or that month's last.
pub(super) fn shift_months(day: Date, months: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(i64::from(months)).ok()?).ok()
}

/// Both ends moved by whole months; a last day of a month stays one.
pub(super) fn shift(days: Days, months: i32) -> Option<Days> {
    let start = shift_months(days.0, months)?;
    let end = shift_months(days.1, months)?;
    let end = if days.1 == days.1.last_of_month() { end.last_of_month() } else { end };
    Some((start, end))
}

/// The stretch of `months` that ends with `end`.
pub(super) fn months_up_to(end: Date, months: i32) -> Option<Days> {
    let start = if end == end.last_of_month() {
        shift_months(end.first_of_month(), 1 - months)?
    } else {
        shift_months(end, -months)?.tomorrow().ok()?
    };
    Some((start, end))
}

/// How long a stretch is, told by its days.
pub(super) fn length(days: Days) -> Length {
    let (start, end) = days;
    if start == end {
        return Length::Instant;
    }
    if shift_days(start, 6) == Some(end) {
        return Length::Week;
    }
    match whole_months(days) {
        Some(1) => Length::Month,
        Some(3) => Length::Quarter,
        Some(6) => Length::Half,
        Some(9) => Length::NineMonths,
        Some(12) if start.month() == 1 => Length::Year,
        Some(12) => Length::TwelveMonths,
        _ => Length::Other,
    }
}

fn whole_months((start, end): Days) -> Option<i32> {
    if start.day() != 1 || end != end.last_of_month() || end < start {
        return None;
    }
    let index = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    Some(index(end) - index(start) + 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn months_may_cross_the_turn_of_the_year() {
        assert_eq!(months(2025, 11, 3), Some((date(2025, 11, 1), date(2026, 1, 31))));
        assert_eq!(months(2025, -2, 3), Some((date(2024, 10, 1), date(2024, 12, 31))));
    }

    #[test]
    fn a_week_belongs_where_its_thursday_lies() {
        let october = months(2017, 10, 1).expect("a month");
        assert_eq!(week_within(october, 1), Some((date(2017, 10, 2), date(2017, 10, 8))));
        let july = months(2017, 7, 1).expect("a month");
        assert_eq!(week_within(july, -1), Some((date(2017, 7, 24), date(2017, 7, 30))));
        assert_eq!(week_within(july, 9), None);
    }

    #[test]
    fn a_month_end_stays_a_month_end() {
        let february = (date(2025, 2, 1), date(2025, 2, 28));
        assert_eq!(shift(february, -12), Some((date(2024, 2, 1), date(2024, 2, 29))));
        assert_eq!(months_up_to(date(2025, 2, 28), 12), Some((date(2024, 3, 1), date(2025, 2, 28))));
    }

    #[test]
    fn length_is_told_by_days() {
        assert_eq!(length((date(2025, 7, 1), date(2025, 9, 30))), Length::Quarter);
        assert_eq!(length((date(2024, 4, 1), date(2025, 3, 31))), Length::TwelveMonths);
        assert_eq!(length((date(2025, 7, 1), date(2025, 7, 1))), Length::Instant);
    }
}
