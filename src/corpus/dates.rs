//! Dates as heads of reports, file names and timelines print them.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::vocabulary::{WORDS, holds_any};
use super::{DateFound, DocumentDate};
use crate::text::{Span, fold};

/// A day, month, quarter, half or year somewhere in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    pub span: Span,
    pub start: Date,
    pub end: Date,
    /// The other reading of a day like `12/02 2025`.
    pub or: Option<Date>,
}

impl Dated {
    pub(super) fn is_day(&self) -> bool {
        self.start == self.end
    }
}

/// Every way a date is printed; a name ends in the digit of its way.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let months: Vec<&str> = WORDS.months.iter().flatten().map(String::as_str).collect();
    let month = format!("(?:{})", months.join("|"));
    let pattern = format!(
        r"(?xi)
          (?<y1>\d{{4}})(?:-(?<m1>\d{{1,2}})(?:-(?<d1>\d{{1,2}}))? | /(?<m1s>\d{{1,2}})(?:/(?<d1s>\d{{1,2}}))?
              | \.(?<m1p>\d{{1,2}})\.(?<d1p>\d{{1,2}}))
        | (?<y2>\d{{4}})\s*年(?:\s*(?<m2>\d{{1,2}})\s*月(?:\s*(?<d2>\d{{1,2}})\s*[日号])?)?
        | \b(?<w3>{month})\b\.?\s*(?<d3>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?<y3>\d{{4}})
        | (?<d4>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?<w4>{month})\b\.?[\s,-]*(?<y4>\d{{4}})
        | \b(?<w5>{month})\b\.?,?\s+(?<y5>\d{{4}})
        | (?<a6>\d{{1,2}})(?:/(?<b6>\d{{1,2}})(?:\s*/\s*|\s+) | -(?<b6h>\d{{1,2}})-)(?<y6>\d{{4}})
        | (?<d7>\d{{1,2}})\.(?<m7>\d{{1,2}})\.(?<y7>\d{{4}})
        | \b(?:(?<q8>Q[1-4]|H[12])[\s-]*(?<y8>\d{{4}}) | (?<y9>\d{{4}})[\s/-]*(?<q9>Q[1-4]|H[12]))\b
        | \b(?<y0>\d{{4}})"
    );
    Regex::new(&pattern).expect("the date pattern is built from the word list's month names")
});

/// The dates of a text in order; bare years are among them.
pub(super) fn find(text: &str) -> impl Iterator<Item = Dated> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(captures) = DATE.captures_at(text, from) {
            let span = captures.get(0).map(|whole| Span::new(whole.start(), whole.end()))?;
            from = span.end;
            if let Some(dated) = stands_alone(text, span).then(|| read(&captures, span)).flatten() {
                return Some(dated);
            }
        }
        None
    })
}

/// The date that a text begins with.
pub(super) fn leading(text: &str) -> Option<Dated> {
    let head = text.char_indices().nth(40).map_or(text, |(end, _)| &text[..end]);
    if !head.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    find(head).next().filter(|dated| dated.span.start == 0)
}

/// Whether a folded table header is a year, date or named stretch of time and nothing else of weight.
pub(super) fn names_a_period(folded: &str) -> bool {
    static FISCAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:fy|f|cy|q[1-4]|h[12]|[1-4]q|[12]h|[369]m|12m|ytd)[\s'/-]*\d{2,4}|\d{4}\s*[/-]\s*\d{2,4}|q[1-4]|h[12]|[1-4]q|[12]h)\b")
            .expect("the pattern is a constant")
    });
    if FISCAL.is_match(folded) {
        return true;
    }
    let Some(dated) = find(folded).next() else { return false };
    let digits_before = folded[..dated.span.start].contains(|c: char| c.is_ascii_digit());
    let plausible = (1900..=2100).contains(&dated.start.year());
    let joined = folded[dated.span.end..].starts_with([',', '.'])
        && folded[dated.span.end + 1..].starts_with(|c: char| c.is_ascii_digit());
    plausible && !joined && (!digits_before || holds_any(folded, &WORDS.tables.time))
}

/// The date in a file's name or its folders; a month, quarter or year there counts by its last day.
pub(super) fn of_path(path: &str) -> Option<DocumentDate> {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let in_name =
        compact_date(stem).or_else(|| find(&stem.replace('_', "-")).find(|dated| plausible(dated.start)));
    let in_folder = || find(folders).filter(|dated| plausible(dated.start)).last();
    let dated = |dated: Dated, found| DocumentDate { date: dated.end, found, or: dated.or };
    match in_name {
        Some(day) if day.is_day() => Some(dated(day, DateFound::FileName)),
        in_name => in_folder()
            .map(|folder| dated(folder, DateFound::Folder))
            .or(in_name.map(|name| dated(name, DateFound::FileName))),
    }
}

/// The day without a year of a dispatch, 上海3月2日电, `LYON, March 2 (Acme News) -`, with its month and day.
pub(super) fn day_of_wire(text: &str) -> Option<(Span, (i8, i8))> {
    static WIRE: LazyLock<Regex> = LazyLock::new(|| {
        let months: Vec<&str> = WORDS.months.iter().flatten().map(String::as_str).collect();
        let pattern = format!(
            r"(?x)^(?:[^\d。]{{0,30}}?(?<m>\d{{1,2}})月(?<d>\d{{1,2}})日(?:电|讯|電|訊)
              | \p{{Lu}}[^\d.]{{1,40}}?,\s(?i:(?<w>{})\b)\.?\s(?<n>\d{{1,2}})
                \s*(?:\([^)]{{1,40}}\)|/[^/]{{1,40}}/)?\s*(?:-{{1,2}}|–|—)\s)",
            months.join("|")
        );
        Regex::new(&pattern).expect("the pattern is built from the word list's month names")
    });
    let captures = WIRE.captures(text)?;
    let number = |name: &str| captures.name(name)?.as_str().parse::<i8>().ok();
    let month = number("m").or_else(|| i8::try_from(month_of(captures.name("w")?.as_str())?).ok())?;
    let day = number("d").or_else(|| number("n"))?;
    let whole = captures.get(0)?;
    Some((Span::new(whole.start(), whole.end()), (month, day)))
}

/// The date of a dispatch that leaves its year out: the first such day behind the quarter or in the month that the path
/// names. A path that names a whole year does not say which year's end it stands behind.
pub(super) fn of_wire(path: &str, (month, day): (i8, i8)) -> Option<DocumentDate> {
    let file = path.rsplit_once('/').map_or(path, |(_, file)| file);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).replace('_', "-");
    let named = find(&stem).find(|dated| plausible(dated.start) && !dated.is_day())?;
    let days = (named.end - named.start).get_days();
    let from = match days {
        ..=31 => named.start,
        32..=200 => named.end,
        _ => return None,
    };
    let of = |year: i16| Date::new(year, month, day).ok().filter(|date| *date >= from);
    let date = of(from.year()).or_else(|| of(from.year() + 1))?;
    Some(DocumentDate { date, found: DateFound::Head, or: None })
}

/// One reading where the text shows that the other cannot be: something on a date between the two is told as past.
pub(super) fn settle(date: DocumentDate, text: &str) -> DocumentDate {
    let Some(other) = date.or else { return date };
    let (earlier, later) = (date.date.min(other), date.date.max(other));
    let between =
        |dated: &Dated| dated.is_day() && dated.or.is_none() && earlier < dated.start && dated.start <= later;
    if find(text).any(|dated| between(&dated) && told_as_past(text, dated.span)) {
        return DocumentDate { date: later, or: None, ..date };
    }
    date
}

fn told_as_past(text: &str, date: Span) -> bool {
    let from = text[..date.start].char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    let before = fold(&text[from..date.start]);
    holds_any(&before, &WORDS.past.before)
}

/// `20251118` in a file name.
fn compact_date(stem: &str) -> Option<Dated> {
    let digits = stem.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 8)?;
    let day =
        Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()?;
    plausible(day).then_some(Dated { span: Span::new(0, 0), start: day, end: day, or: None })
}

fn plausible(date: Date) -> bool {
    (1950..=2100).contains(&date.year())
}

fn stands_alone(text: &str, span: Span) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    !digit(text[..span.start].chars().next_back()) && !digit(text[span.end..].chars().next())
}

fn read(captures: &Captures, span: Span) -> Option<Dated> {
    let number = |names: &[&str]| -> Option<i16> {
        names.iter().find_map(|name| captures.name(name)).and_then(|found| found.as_str().parse().ok())
    };
    let year = number(&["y1", "y2", "y3", "y4", "y5", "y6", "y7", "y8", "y9", "y0"])?;
    let between = |start: Date, end: Date| Dated { span, start, end, or: None };
    if let Some(part) = captures.name("q8").or(captures.name("q9")) {
        let (first, last) = months_of(part.as_str())?;
        return Some(between(day(year, first, 1)?, day(year, last, 1)?.last_of_month()));
    }
    if let (Some(a), Some(b)) = (number(&["a6"]), number(&["b6", "b6h"])) {
        let (month_first, day_first) = (day(year, a, b), day(year, b, a));
        let date = month_first.or(day_first)?;
        let or = month_first.and(day_first).filter(|other| *other != date);
        return Some(Dated { span, start: date, end: date, or });
    }
    let word = ["w3", "w4", "w5"].iter().find_map(|name| captures.name(name));
    let month = match word {
        Some(word) => month_of(word.as_str()),
        None => number(&["m1", "m1s", "m1p", "m2", "m7"]),
    };
    let Some(month) = month else {
        return Some(between(day(year, 1, 1)?, day(year, 12, 31)?));
    };
    match number(&["d1", "d1s", "d1p", "d2", "d3", "d4", "d7"]) {
        Some(date) => day(year, month, date).map(|day| between(day, day)),
        None => day(year, month, 1).map(|first| between(first, first.last_of_month())),
    }
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn month_of(word: &str) -> Option<i16> {
    let word = word.to_lowercase();
    let index = WORDS.months.iter().position(|names| names.contains(&word))?;
    i16::try_from(index + 1).ok()
}

/// First and last month of `Q3` or `H1`.
fn months_of(part: &str) -> Option<(i16, i16)> {
    let index = i16::from(part.as_bytes().get(1)?.checked_sub(b'0')?);
    let months = if part.starts_with(['q', 'Q']) { 3 } else { 6 };
    Some(((index - 1) * months + 1, index * months))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dispatch_is_dated_in_the_year_of_its_file() {
        #[track_caller]
        fn case(path: &str, text: &str, expected: Option<&str>) {
            let date = day_of_wire(text).and_then(|(_, day)| of_wire(path, day));
            assert_eq!(date.map(|date| date.date.to_string()).as_deref(), expected, "{path} {text}");
        }
        case("甲乙_q3_2025.txt", "甲乙通讯社 杭州10月28日电（记者 丙丁）", Some("2025-10-28"));
        case("acme-2025-q4.txt", "LYON, Feb 6 (Harbour Wire) - Acme said on Friday", Some("2026-02-06"));
        case("acme-2026-02.txt", "LYON, Feb 6 -- Acme said on Friday", Some("2026-02-06"));
        case("acme-2025.txt", "LYON, Feb 6 (Harbour Wire) - Acme said on Friday", None);
        case("acme-2025-q4.txt", "Acme will report on Feb 6 - a Friday.", None);
        case("acme-2025-q4.txt", "Sales rose. LYON, Feb 6 - Acme said", None);
    }

    #[track_caller]
    fn case(text: &str, expected: &str) {
        let found: Vec<String> = find(text)
            .map(|dated| match (dated.is_day(), dated.or) {
                (true, Some(or)) => format!("{} or {or}", dated.start),
                (true, None) => dated.start.to_string(),
                (false, _) => format!("{}..{}", dated.start, dated.end),
            })
            .collect();
        assert_eq!(found.join(", "), expected, "{text}");
    }

    #[test]
    fn dates_are_read_in_every_common_form() {
        case("12/02 2025", "2025-12-02 or 2025-02-12");
        case("12/12/2025", "2025-12-12");
        case("25/12/2025", "2025-12-25");
        case("02.12.2025", "2025-12-02");
        case("2025-12-02T08:30:00Z", "2025-12-02");
        case("2025/12/2", "2025-12-02");
        case("Dec. 2nd, 2025", "2025-12-02");
        case("2 December 2025", "2025-12-02");
        case("March 2024 — launch", "2024-03-01..2024-03-31");
        case("2024年2月：发布", "2024-02-01..2024-02-29");
        case("2025年11月18日", "2025-11-18");
        case("2023", "2023-01-01..2023-12-31");
        case("Q3 2025", "2025-07-01..2025-09-30");
        case("2025/Q3", "2025-07-01..2025-09-30");
    }

    #[test]
    fn what_is_no_date_is_passed_over() {
        case("2025-13-40", "");
        case("123456", "");
        case("31 February 2025", "");
    }

    #[track_caller]
    fn path(path: &str, expected: Option<(&str, DateFound)>) {
        let found = of_path(path).map(|date| (date.date.to_string(), date.found));
        assert_eq!(found, expected.map(|(date, found)| (date.to_owned(), found)));
    }

    #[test]
    fn paths_tell_dates() {
        path("x/2025-11-18-acme-q3.md", Some(("2025-11-18", DateFound::FileName)));
        path("20251118_acme.txt", Some(("2025-11-18", DateFound::FileName)));
        path("2025/Q3/acme.md", Some(("2025-09-30", DateFound::Folder)));
        path("2025/11/acme.md", Some(("2025-11-30", DateFound::Folder)));
        path("2024/acme.md", Some(("2024-12-31", DateFound::Folder)));
        path("acme-2025.md", Some(("2025-12-31", DateFound::FileName)));
        path("000_0492b3de273ec8c1.txt", None);
        path("-1083595222203077649.md", None);
    }

    #[test]
    fn a_past_event_settles_which_reading_is_meant() {
        let date = DocumentDate {
            date: "2025-12-02".parse().unwrap(),
            found: DateFound::Head,
            or: Some("2025-02-12".parse().unwrap()),
        };
        let settled = settle(date.clone(), "The quarter ended on September 30, 2025, was good.");
        assert_eq!((settled.date, settled.or), (date.date, None));
        assert_eq!(settle(date.clone(), "It will open on September 30, 2025."), date);
    }
}
