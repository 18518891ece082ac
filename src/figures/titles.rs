//! What a title says: whom a report is about, and on which period it reports.

use std::borrow::Cow;

use super::names::Names;
use crate::corpus::Document;
use crate::lexicon::{Lexicon, PartOfYear};
use crate::period::{Anchor, Length, Period};
use crate::text::Span;

/// `Half-year report 2025` reports on half of the year it names; `Quarterly report 2025` does not say on which quarter.
pub(super) fn reported(title: &str, period: Period, anchor: &Anchor, lexicon: &Lexicon) -> Option<Period> {
    if period.length != Length::Year {
        return Some(period);
    }
    match lexicon.part_of_year(title) {
        Some(PartOfYear::Half) => period.first_months(6, anchor, &format!("half-year {}", period.label)),
        Some(PartOfYear::NineMonths) => {
            period.first_months(9, anchor, &format!("nine months {}", period.label))
        }
        Some(PartOfYear::Quarter) => None,
        None => Some(period),
    }
}

/// A heading in capitals as it would be said: `ACME REPORTS THIRD QUARTER` speaks of `Acme`.
pub(super) fn spoken(heading: &str) -> Cow<'_, str> {
    if heading.contains(char::is_lowercase) || !heading.contains(' ') || !heading.is_ascii() {
        return Cow::Borrowed(heading);
    }
    let mut inside = false;
    let letters = heading.chars().map(|c| {
        let spoken = if inside { c.to_ascii_lowercase() } else { c };
        inside = c.is_ascii_alphabetic();
        spoken
    });
    Cow::Owned(letters.collect())
}

/// Whether a title writes its ordinary words in capitals too, as headlines do: `Acme Tops Forecasts as Sales Rise`.
pub(super) fn is_headline(title: &str) -> bool {
    let words =
        || title.split(' ').filter(|word| word.len() > SHORT && word.starts_with(char::is_alphabetic));
    let large = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    large > 2 && large == words().count()
}

/// Words up to this length are written small in headlines.
const SHORT: usize = 4;

/// The title, where it is one and not the first row of a table or the unit note above it.
pub(super) fn of<'d>(document: &'d Document, lexicon: &Lexicon) -> &'d str {
    let title = document.title.as_str();
    let row = |table: &crate::corpus::Table| table.span.slice(&document.text).contains(title);
    let head = title.split([':', '：']).next().unwrap_or_default();
    let note = title.starts_with(['(', '（']) || (head.len() < title.len() && lexicon.is_ordinary_han(head));
    if note || document.tables.iter().any(row) { "" } else { title }
}

/// The one entity a title names, or the company it begins with, told by its legal form; `None` where it names several or
/// none.
pub(super) fn entity(title: &str, names: &Names<'_>, lexicon: &Lexicon) -> Option<String> {
    let spoken = spoken(title);
    let found = names.find(&spoken, Span::new(0, spoken.len()));
    let opens = found.first().is_some_and(|named| named.span.start == 0);
    if let Some(company) = names.company_opening(&spoken).filter(|_| !opens) {
        return Some(company);
    }
    let first = found.first()?;
    // `Acme Systems (ACMS) reports`: what stands in brackets behind a name is its code.
    let behind = &spoken[first.span.end..];
    let code = behind.trim_start().strip_prefix(['(', '（']).and_then(|code| code.find([')', '）']));
    let coded =
        first.span.end + code.map_or(0, |length| behind.len() - behind.trim_start().len() + length + 1);
    let only = found
        .iter()
        .filter(|named| named.span.start < first.span.end || named.span.start >= coded)
        .all(|named| named.name.starts_with(&first.name) || first.name.starts_with(&named.name));
    let opens = first.span.start == 0 && lexicon.has_form(&title[..first.span.end], &title[first.span.end..]);
    (only || opens || tells_of(&spoken, first.span, lexicon)).then(|| first.name.clone())
}

/// `Acme Q3 profit tops Bolt's`, 甲乙科技三季度净利增三成: a title that begins with a name and goes on with a period or a term of
/// reports is about whom it begins with.
fn tells_of(title: &str, name: Span, lexicon: &Lexicon) -> bool {
    let behind = &title[name.end..];
    let rest = behind
        .strip_prefix("'s")
        .unwrap_or(behind)
        .trim_start_matches([' ', ':', '：', ',', '，', '-', '–', '—']);
    let dated =
        crate::period::find(rest, &Anchor::default()).first().is_some_and(|found| found.span.start == 0);
    let measured = || lexicon.metrics(rest).first().is_some_and(|term| term.span.start == 0);
    name.start == 0 && (dated || measured())
}
