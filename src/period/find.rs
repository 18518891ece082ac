//! The one pass over a text: at each word the longest-reaching rule first.

use super::open::Bound;
use super::reader::{Found, Phrase, Reader, Told};
use super::stretch::{Part, Stretch, Year};
use super::token;
use super::vocabulary::{Role, Sense, Shift};
use super::{Anchor, Calendar, Length, Mention, Period};
use crate::text::Span;

/// The periods a text mentions, in order, not overlapping.
///
/// Relative ones get dates only when the anchor has one; fiscal ones only when it has the entity's year end or the
/// text itself says when they ended. Linear in the length of the text.
#[must_use]
pub fn find(text: &str, anchor: &Anchor) -> Vec<Mention> {
    let tokens = token::read(text);
    let chinese = !text.is_ascii() && text.chars().any(crate::text::is_han);
    let reader = Reader { text, tokens: &tokens, anchor, chinese };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = reader.read(at, &mut found).unwrap_or(at + 1).max(at + 1);
    }
    reader.share_years(&mut found);
    reader.open_sides(&mut found);
    found.iter().filter_map(|found| reader.mention(found)).collect()
}

impl Reader<'_> {
    /// Reads what begins at a token; the token after it.
    fn read(&self, at: usize, found: &mut Vec<Found>) -> Option<usize> {
        if !self.may_begin(at) {
            return None;
        }
        for several in [self.ended(at), self.chinese_phrases(at)] {
            if let Some(last) = several.last() {
                let end = last.end;
                found.extend(several);
                return Some(end);
            }
        }
        let mut several = self.parts(at);
        if several.len() > 1 {
            let last = self.with_ending(several.pop()?);
            let end = last.end;
            found.extend(several);
            found.push(last);
            return Some(end);
        }
        if let Some(earlier) = several.first().and_then(|part| self.part_year_ago(part)) {
            let end = earlier.end;
            found.push(earlier);
            return Some(end);
        }
        let single = self.spanning(at).or_else(|| self.telling(at))?;
        let end = single.end;
        found.push(single);
        Some(end)
    }

    /// `the third quarter a year earlier`, `Q3 a year ago`: that part of the year before.
    fn part_year_ago(&self, part: &Found) -> Option<Found> {
        let led = self.is(part.end, Role::A) || self.sense(part.end) == Sense::Cardinal(1);
        let earlier = self.year_back(part.end).filter(|_| led && part.phrase.year() == Some(Year::Unknown));
        let told = Told::refers(super::Reference::YearEarlier, part.phrase.length());
        earlier.map(|(_, end)| self.told(part.first, end, told))
    }

    /// Whether a period can begin with a token; most words end here.
    fn may_begin(&self, at: usize) -> bool {
        match self.sense(at) {
            Sense::Other | Sense::End | Sense::Mark(_) => false,
            Sense::Role(role) => role.may_begin(),
            _ => true,
        }
    }

    /// A range, or a period that ranges are made of.
    fn spanning(&self, at: usize) -> Option<Found> {
        if let Some(days) = self.days_of_month(at) {
            return Some(days);
        }
        if matches!(self.sense(at), Sense::Role(Role::From | Role::Between | Role::For)) {
            let start = self.skip(self.skip(at + 1, Role::For), Role::The);
            let edge = || self.edge(start).filter(|edge| edge.phrase.length() == Length::Instant);
            let first = self.plain(start).or_else(edge)?;
            return self.range(at, &first);
        }
        None
    }

    fn telling(&self, at: usize) -> Option<Found> {
        let indirect = self
            .counted_part(at)
            .or_else(|| self.numbered_month(at))
            .or_else(|| self.kind_then_name(at))
            .or_else(|| self.months_of_quarter(at))
            .or_else(|| self.after_next(at))
            .or_else(|| self.beginning(at))
            .or_else(|| self.reference(at))
            .or_else(|| self.edge(at))
            .or_else(|| self.week(at))
            .or_else(|| self.rolling(at));
        if let Some(found) = indirect {
            return Some(self.with_ending(found));
        }
        let first = self.plain(at)?;
        if first.phrase.length() == Length::Instant && self.is_today(at) {
            return self.range(at, &first);
        }
        // `the first half of the year to March 2026` is one half.
        if self.part_of_year(&first).is_some() && self.ending_after(&first).is_some() {
            return Some(self.with_ending(first));
        }
        Some(self.range(at, &first).unwrap_or_else(|| self.with_ending(first)))
    }

    /// A period told by its own words alone.
    pub(super) fn plain(&self, at: usize) -> Option<Found> {
        self.year_then_part(at)
            .or_else(|| Some(self.parts(at)).filter(|parts| parts.len() == 1)?.pop())
            .or_else(|| self.month_quarter(at))
            .or_else(|| self.year_of_unit(at))
            .or_else(|| self.year_then_month(at))
            .or_else(|| self.chinese(at))
            .or_else(|| self.digits_date(at))
            .or_else(|| self.short_range(at))
            .or_else(|| self.month_or_day(at))
            .or_else(|| self.season(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.week_number(at))
            .or_else(|| self.lone_year(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.today(at))
    }

    /// `2015 June`, `2016, nov`, `2019-aug-01`.
    fn year_then_month(&self, at: usize) -> Option<Found> {
        let ((year, calendar), end) =
            self.year_term(at).filter(|_| matches!(self.sense(at), Sense::Number { .. }))?;
        let mark = self.sense(end);
        let marked = matches!(mark, Sense::Mark(',' | '-' | '/'));
        let month_at = end + usize::from(marked);
        let Sense::Month(month) = self.sense(month_at) else { return None };
        let day_follows = marked && self.sense(month_at + 1) == mark && self.is_glued(month_at + 1);
        if let (true, Sense::Number { value: day @ 1..=31, digits: 1 | 2 }) =
            (day_follows, self.sense(month_at + 2))
        {
            let part = Part::Day { month, day: i8::try_from(day).ok()? };
            return Some(self.stretch(at, month_at + 3, Stretch::new(part, year, Calendar::Civil)));
        }
        let month = self.month_or_day(month_at)?;
        match month.phrase {
            Phrase::Stretch(Stretch { part, year: Year::Unknown, .. }) if calendar == Calendar::Unstated => {
                Some(self.stretch(at, month.end, Stretch::new(part, year, Calendar::Civil)))
            }
            _ => None,
        }
    }

    fn season(&self, at: usize) -> Option<Found> {
        if let (Sense::Shift(shift), Sense::Season(_)) = (self.sense(at), self.sense(at + 1)) {
            let named = matches!(shift, Shift::This | Shift::Last | Shift::Next);
            let told = Told::own(None, Length::Other, Calendar::Civil);
            return named.then(|| self.told(at, at + 2, told));
        }
        let Sense::Season(_) = self.sense(at) else { return None };
        let ((year, _), end) = self.year_after(at + 1)?;
        Some(self.stretch(at, end, Stretch::new(Part::Season, year, Calendar::Civil)))
    }

    fn week_number(&self, at: usize) -> Option<Found> {
        if self.is_unit(at, super::vocabulary::Unit::Week) { self.week(at) } else { None }
    }

    /// `today`, `now`, `tomorrow`: only as ends of a range.
    pub(super) fn today(&self, at: usize) -> Option<Found> {
        let by = match self.sense(at) {
            Sense::Role(Role::Today) => 0,
            Sense::Role(Role::Tomorrow) => 1,
            Sense::Role(Role::Yesterday) => -1,
            _ => return None,
        };
        let day = self.anchor.date.and_then(|date| super::calendar::shift_days(date, by));
        Some(self.told(at, at + 1, Told::own(day.map(|day| (day, day)), Length::Instant, Calendar::Civil)))
    }

    fn is_today(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Role(Role::Today | Role::Tomorrow | Role::Yesterday))
    }

    fn mention(&self, found: &Found) -> Option<Mention> {
        let first = self.tokens.get(found.first)?.span.start;
        let last = self.tokens.get(found.end.checked_sub(1)?)?.span.end;
        let (start, end) = found.bound.of(found.phrase.days(self.anchor));
        let label = found.label.clone().unwrap_or_else(|| self.words(found.first, found.end));
        let period = Period {
            label,
            start,
            end,
            length: if found.bound == Bound::Whole { found.phrase.length() } else { Length::Other },
            calendar: found.phrase.calendar(),
        };
        Some(Mention { span: Span::new(first, last), period, reference: found.phrase.reference() })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::period::Reference;

    const TODAY: Date = date(2025, 12, 2);

    fn read(text: &str, anchor: &Anchor) -> Vec<String> {
        let shown = |mention: &Mention| {
            let (words, label) = (mention.span.slice(text), &mention.period.label);
            let name = if words == label { label.clone() } else { format!("{words} = {label}") };
            match (mention.reference, mention.period.days()) {
                (Reference::Own, Some((start, end))) => format!("{name} {start}/{end}"),
                (Reference::Own, None) if mention.period.start.is_none() && mention.period.end.is_none() => {
                    format!("{name} ?")
                }
                (Reference::Own, None) => {
                    let shown = |day: Option<Date>| day.map_or("..".to_owned(), |day| day.to_string());
                    format!("{name} {}/{}", shown(mention.period.start), shown(mention.period.end))
                }
                (reference, _) => format!("{name} {reference:?}"),
            }
        };
        find(text, anchor).iter().map(shown).collect()
    }

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        assert_eq!(read(text, &Anchor { date: Some(TODAY), fiscal_year_end: None }), expected, "{text}");
    }

    /// Of an entity whose fiscal year ends in March.
    #[track_caller]
    fn march_case(text: &str, expected: &[&str]) {
        assert_eq!(read(text, &Anchor { date: Some(TODAY), fiscal_year_end: Some(3) }), expected, "{text}");
    }

    #[test]
    fn quarters_with_their_year() {
        let dates = "2025-07-01/2025-09-30";
        for text in [
            "Q3 2025",
            "3Q25",
            "Q3'25",
            "2025 Q3",
            "2025Q3",
            "third quarter of 2025",
            "third-quarter 2025",
            "Q3",
        ] {
            case(text, &[&format!("{text} {dates}")]);
        }
        for text in ["2025年第三季度", "2025年三季度", "今年第三季度", "第三季度", "三季度", "2025年Q3"]
        {
            case(text, &[&format!("{text} {dates}")]);
        }
        case("in Q4 of last year", &["Q4 of last year 2024-10-01/2024-12-31"]);
        case("the September 2025 quarter", &[&format!("September 2025 quarter {dates}")]);
        case("by Q4 2026", &["Q4 2026 2026-10-01/2026-12-31"]);
    }

    #[test]
    fn halves_and_nine_months() {
        case("H1 2025, 1H24", &["H1 2025 2025-01-01/2025-06-30", "1H24 2024-01-01/2024-06-30"]);
        case("the first nine months of 2025", &["first nine months of 2025 2025-01-01/2025-09-30"]);
        case("2025年上半年", &["2025年上半年 2025-01-01/2025-06-30"]);
        case("2025年前三季度", &["2025年前三季度 2025-01-01/2025-09-30"]);
        case("1-9月", &["1-9月 2025-01-01/2025-09-30"]);
        case("2025年7至9月", &["2025年7至9月 2025-07-01/2025-09-30"]);
        case("half-year ended 30 June 2025", &["half-year ended 30 June 2025 2025-01-01/2025-06-30"]);
    }

    #[test]
    fn a_year_may_end_behind_its_part() {
        for (text, days) in [
            ("first half of the fiscal year ending March 31, 2026", "2025-04-01/2025-09-30"),
            ("third quarter of the year ended 30 June 2025", "2025-01-01/2025-03-31"),
            ("first half of the year to March 2026", "2025-04-01/2025-09-30"),
        ] {
            case(text, &[&format!("{text} {days}")]);
        }
        case("full year to March 2026", &["year to March 2026 2025-04-01/2026-03-31"]);
    }

    #[test]
    fn fiscal_names_have_dates_only_where_they_are_told() {
        case("fiscal 2026, FY26 Q2", &["fiscal 2026 ?", "FY26 Q2 ?"]);
        case("2026财年第二季度", &["2026财年第二季度 ?"]);
        march_case("FY26 Q2", &["FY26 Q2 2025-07-01/2025-09-30"]);
        march_case("2026财年", &["2026财年 2025-04-01/2026-03-31"]);
        march_case("the second quarter", &["second quarter ?"]);
        march_case("Q2 2025", &["Q2 2025 2025-04-01/2025-06-30"]);
        march_case("calendar Q2 2025", &["calendar Q2 2025 2025-04-01/2025-06-30"]);
        case(
            "the second quarter of Orlin Cloud's 2026 fiscal year",
            &["second quarter of Orlin Cloud's 2026 fiscal year ?"],
        );
        case(
            "the second quarter of fiscal 2026, which ended on September 30, 2025,",
            &[
                "second quarter of fiscal 2026, which ended on September 30, 2025 = second quarter of fiscal 2026 2025-07-01/2025-09-30",
            ],
        );
        case(
            "2026财年第二季度（截至2025年9月30日）",
            &["2026财年第二季度（截至2025年9月30日） = 2026财年第二季度 2025-07-01/2025-09-30"],
        );
    }

    #[test]
    fn periods_named_by_their_last_day() {
        case("quarter ended 30 September 2025", &["quarter ended 30 September 2025 2025-07-01/2025-09-30"]);
        case(
            "years ended December 31, 2024 and 2023",
            &[
                "years ended December 31, 2024 = year ended December 31, 2024 2024-01-01/2024-12-31",
                "2023 = year ended December 31, 2023 2023-01-01/2023-12-31",
            ],
        );
        case(
            "three and nine months ended June 30, 2025",
            &[
                "three = three months ended June 30, 2025 2025-04-01/2025-06-30",
                "nine months ended June 30, 2025 2024-10-01/2025-06-30",
            ],
        );
        case("截至2025年9月30日止九个月", &["截至2025年9月30日止九个月 2025-01-01/2025-09-30"]);
        case("as of September 30, 2025", &["September 30, 2025 2025-09-30/2025-09-30"]);
    }

    #[test]
    fn days_and_months_in_every_common_form() {
        for text in [
            "2025-09-30",
            "09/30/2025",
            "30/09/2025",
            "Sept. 30 2025",
            "30 September 2025",
            "30.09.2025",
            "2025年9月30日",
        ] {
            case(text, &[&format!("{text} 2025-09-30/2025-09-30")]);
        }
        case("12/02 2025", &["12/02 2025 2025-12-02/2025-12-02"]);
        case(
            "March 2025; Mar-25; 2025-03",
            &[
                "March 2025 2025-03-01/2025-03-31",
                "Mar-25 2025-03-01/2025-03-31",
                "2025-03 2025-03-01/2025-03-31",
            ],
        );
        case("Sales may rise on the march to 5.", &[]);
        case("It rose in May.", &["May 2025-05-01/2025-05-31"]);
    }

    #[test]
    fn bare_years_but_no_prices_counts_or_names() {
        case("in 2024", &["2024 2024-01-01/2024-12-31"]);
        case("二〇二五年", &["二〇二五年 2025-01-01/2025-12-31"]);
        case(
            "$2024, 2,024, GPT-2024, 2000 stores, 2024 million, 2024%, 2000X, 555-2024-1, more than 2000",
            &[],
        );
        case("about 2000 - 2500 calories", &[]);
        case("12年", &[]);
    }

    #[test]
    fn lists_share_what_stands_once() {
        case(
            "the second and third quarters of last year, respectively",
            &[
                "second = second quarter of last year 2024-04-01/2024-06-30",
                "third quarters of last year = third quarter of last year 2024-07-01/2024-09-30",
            ],
        );
        case("Q1 and Q2 2025", &["Q1 = Q1 2025 2025-01-01/2025-03-31", "Q2 2025 2025-04-01/2025-06-30"]);
        case("第二、第三季度", &["第二 = 第二季度 2025-04-01/2025-06-30", "第三季度 2025-07-01/2025-09-30"]);
        case(
            "third quarter of 2025 and 2024.",
            &[
                "third quarter of 2025 2025-07-01/2025-09-30",
                "2024 = third quarter of 2024 2024-07-01/2024-09-30",
            ],
        );
    }

    #[test]
    fn ranges_include_both_ends() {
        case("2019-2021", &["2019-2021 2019-01-01/2021-12-31"]);
        case("from March to May 2025", &["from March to May 2025 2025-03-01/2025-05-31"]);
        case("between 2020 and 2023", &["between 2020 and 2023 2020-01-01/2023-12-31"]);
        case("November to March 2025", &["November to March 2025 2024-11-01/2025-03-31"]);
        case("November 19-20", &["November 19-20 2025-11-19/2025-11-20"]);
        case("2019年至2021年", &["2019年至2021年 2019-01-01/2021-12-31"]);
        case("2023-24", &["2023-24 ?"]);
    }

    #[test]
    fn relative_periods_count_from_the_date() {
        case("over the past twelve months", &["past twelve months 2024-12-02/2025-12-01"]);
        case("over the next three years", &["next three years 2025-12-02/2028-12-01"]);
        case("within 18 months", &["within 18 months 2025-12-02/2027-06-01"]);
        case("the last two quarters", &["last two quarters 2025-04-01/2025-09-30"]);
        case("今年以来", &["今年以来 2025-01-01/2025-12-02"]);
        case("this week", &["this week 2025-12-01/2025-12-07"]);
        case("过去十二个月", &["过去十二个月 2024-12-02/2025-12-01"]);
        case("未来三年", &["未来三年 2025-12-02/2028-12-01"]);
        case("early 2025", &["early 2025 2025-01-01/2025-06-30"]);
        assert_eq!(read("the past twelve months", &Anchor::default()), ["past twelve months ?"]);
    }

    #[test]
    fn references_are_told_from_the_period_under_discussion() {
        case("a year earlier", &["a year earlier YearEarlier"]);
        case("twelve months earlier", &["twelve months earlier YearEarlier"]);
        case("the same period last year", &["same period last year YearEarlier"]);
        case("the prior-year period", &["prior-year period YearEarlier"]);
        case("year-ago quarter", &["year-ago quarter YearEarlier"]);
        case("去年同期", &["去年同期 YearEarlier"]);
        case("the previous quarter", &["previous quarter Previous"]);
        case("上一季度", &["上一季度 Previous"]);
        case("for the quarter", &["the quarter Current"]);
        case("full-year guidance", &["full-year Current"]);
        case("全年", &["全年 Current"]);
        case("报告期内，本期，上期", &["报告期内 Current", "本期 Current", "上期 Previous"]);
        case("three to five years ago", &[]);
    }

    #[test]
    fn everyday_words_are_no_periods() {
        case("统一标准，第一名，近日公告，马上，日本", &[]);
        case("a second look at quarter-over-quarter growth, year over year", &[]);
        case("H800 and H20 chips, Qwen3.8-27B, the 6G lab", &[]);
    }

    proptest::proptest! {
        #[test]
        fn spans_are_ordered_and_slice_back(text in "\\PC{0,60}") {
            sound(&text);
        }

        #[test]
        fn words_of_periods_in_any_order_are_read_soundly(
            words in proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 0..14),
            spaces in proptest::bool::ANY,
        ) {
            sound(&words.join(if spaces { " " } else { "" }));
        }
    }

    const WORDS: [&str; 62] = [
        "Q3",
        "2025",
        "fiscal",
        "FY26",
        "second",
        "third",
        "quarter",
        "quarters",
        "of",
        "the",
        "and",
        ",",
        "ended",
        "September",
        "30",
        "-",
        "/",
        "'",
        "25",
        "last",
        "past",
        "next",
        "year",
        "years",
        "twelve",
        "months",
        "within",
        "earlier",
        "ago",
        "same",
        "period",
        "from",
        "to",
        "between",
        "mid",
        "end",
        "week",
        "31",
        "9999999",
        "2025.3",
        "s",
        "th",
        "(",
        ")",
        "年",
        "第",
        "三",
        "季度",
        "财年",
        "截至",
        "9月",
        "30日",
        "止",
        "上",
        "上半年",
        "去年",
        "同期",
        "近",
        "个月",
        "十",
        "世纪",
        "年代",
    ];

    #[track_caller]
    fn sound(text: &str) {
        for anchor in [Anchor::default(), Anchor { date: Some(TODAY), fiscal_year_end: Some(1) }] {
            let mut end = 0;
            for mention in find(text, &anchor) {
                assert!(mention.span.start >= end && mention.span.get(text).is_some(), "{text}");
                assert!(!mention.period.label.is_empty() && !mention.span.is_empty(), "{text}");
                assert!(mention.period.days().is_none_or(|(start, end)| start <= end), "{text}");
                end = mention.span.end;
            }
        }
    }
}
