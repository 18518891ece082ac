//! The periods of a question one by one: the ends of a stretch, and days and quarters without a year of their own.

use super::Operation;
use super::task::Told;
use jiff::ToSpan as _;
use rust_decimal::prelude::ToPrimitive as _;

use crate::period::{self, Anchor, Length, Mention, Period, Reference};
use crate::quantity::{self, Amount, Quantity};
use crate::text::{Word, WordKind, fold, without, words};

/// The periods a question names one by one; what holds two against each other means the ends of `from Q1 to Q2`, a half-year.
pub(super) fn ends(told: &Told<'_>, operation: Operation) -> (Vec<Period>, bool) {
    let compares = matches!(
        operation,
        Operation::Difference
            | Operation::Gap
            | Operation::Growth
            | Operation::Largest
            | Operation::Smallest
            | Operation::Series
    );
    let mut all: Vec<Period> = Vec::new();
    let mut is_stretch = false;
    for mention in told.periods {
        // `the same period a year before` is one period, told from another.
        let own = mention.reference == Reference::Own;
        match split(mention.span.slice(told.text), told.anchor).filter(|_| own) {
            // `April to September` is how reports name a half-year, too.
            Some(pair) if mention.period.length == Length::Other || compares && !is_month(&pair) => {
                is_stretch = true;
                all.extend(pair);
            }
            _ => all.push(mention.period.clone()),
        }
    }
    let mut distinct: Vec<Period> = Vec::new();
    for period in without_whole(with_years(all, told.anchor)) {
        if !distinct.contains(&period) {
            distinct.push(period);
        }
    }
    (distinct, is_stretch)
}

/// Whether a question tells a stretch of several periods by its ends: `from Q4 2024 to Q3 2025`.
pub(super) fn is_stretch(told: &Told<'_>) -> bool {
    let pair = |mention: &Mention| split(mention.span.slice(told.text), told.anchor);
    told.periods.iter().filter_map(pair).any(|pair| !is_month(&pair))
}

fn is_month(pair: &[Period; 2]) -> bool {
    pair[0].length == Length::Month
}

/// `in the first half of 2025, Q1 and Q2 together`: the periods that make up another say again what that is.
fn without_whole(mut periods: Vec<Period>) -> Vec<Period> {
    let [whole, parts @ ..] = periods.as_slice() else { return periods };
    let within = |part: &Period| {
        let (Some((start, end)), Some((from, to))) = (whole.days(), part.days()) else { return false };
        start <= from && to <= end && (from, to) != (start, end)
    };
    let day = |part: &Period| part.days().map(|(from, to)| (to - from).get_days() + 1);
    let lasts = |part: &Period| day(part).unwrap_or_default();
    let made_up = parts.len() > 1
        && parts.iter().all(within)
        && (parts.iter().map(lasts).sum::<i32>() - lasts(whole)).abs() <= 1;
    if made_up {
        periods.remove(0);
    }
    periods
}

/// `Q1, Q2 and Q3 of 2025`: those without a year are of the year that a later one names.
fn with_years(mut periods: Vec<Period>, anchor: &Anchor) -> Vec<Period> {
    for place in 0..periods.len() {
        let own = &periods[place];
        let yearless = !words(&own.label).any(|word| word.kind == WordKind::Digits && word.span.len() == 4);
        if !yearless || !(own.is_bare_ordinal() || own.length == period::Length::Instant) {
            continue;
        }
        let year_of = |other: &Period| {
            let year =
                words(&other.label).find(|word| word.kind == WordKind::Digits && word.span.len() == 4)?;
            Some(year.span.slice(&other.label).to_owned())
        };
        let later = periods[place + 1..].iter().filter(|later| later.length == own.length);
        // `the first half of 2025, Q1 and Q2`
        let longer = periods[..place].iter().rev();
        let longer = longer.filter(|other| own.is_bare_ordinal() && other.length > own.length);
        let year = later.chain(longer).find_map(year_of);
        let whole = year.map(|year| format!("{}, {year}", own.label));
        if let Some(dated) = whole.and_then(|whole| period::find(&whole, anchor).into_iter().next()) {
            periods[place] = dated.period;
        }
    }
    periods
}

/// The two periods on either side of the word that joins them, if both are of one length.
fn split(joined: &str, anchor: &Anchor) -> Option<[Period; 2]> {
    let only = |part: &str| {
        let found = period::find(part, anchor);
        match found.as_slice() {
            [only] => Some(only.period.clone()),
            _ => None,
        }
    };
    words(joined).filter(|joint| joint.kind != WordKind::Digits).find_map(|joint| {
        let (before, after) = (&joined[..joint.span.start], &joined[joint.span.end..]);
        let after_period = only(after)?;
        let mut before_period = only(before)?;
        let dated = words(before).any(|word| word.kind == WordKind::Digits && word.span.len() == 4);
        let yearless = !dated && before_period.calendar != period::Calendar::Fiscal;
        let year = words(after).find(|word| word.kind == WordKind::Digits && word.span.len() == 4);
        let whole = year.map(|year| format!("{}, {}", before.trim(), year.span.slice(after)));
        if yearless && let Some(whole) = whole.and_then(|whole| only(&whole)) {
            before_period = whole;
        }
        let instant_and_year =
            before_period.length == period::Length::Instant && after_period.length == period::Length::Year;
        if instant_and_year {
            let year = words(before).filter(|word| word.span.len() == 4).last()?;
            let day = before.replace(year.span.slice(before), after.trim());
            return Some([before_period, only(&day)?]);
        }
        (before_period.length == after_period.length).then_some([before_period, after_period])
    })
}

/// How many days the end of a fiscal quarter may lie apart from that of its last month.
const DAYS_APART: i32 = 10;

/// `the third quarter of 2024 and that of 2025`: the second is the same part of another year.
pub(super) fn same_part(text: &str, periods: &mut [Mention], anchor: &Anchor) {
    for place in 1..periods.len() {
        let (before, after) = periods.split_at_mut(place);
        let (first, second) = (&before[place - 1], &mut after[0]);
        let between: Vec<String> =
            text.get(first.span.end..second.span.start).map_or_else(Vec::new, |between| {
                words(between).map(|word| crate::text::fold(word.span.slice(between))).collect()
            });
        let year_of = |label: &str| {
            words(label)
                .filter(|word| word.kind == WordKind::Digits && word.span.len() == 4)
                .last()
                .map(|word| word.span)
        };
        // `in the six months to March 2025 than in the same half of 2024`
        let same = second.period.label.to_lowercase().starts_with("same ") && second.period.end.is_none();
        if let (true, Some(own), Some(other)) =
            (same, year_of(&first.period.label), year_of(&second.period.label))
        {
            let mut label = first.period.label.clone();
            label.replace_range(own.start..own.end, other.slice(&second.period.label));
            if let [only] = period::find(&label, anchor).as_slice() {
                second.period = only.period.clone();
                second.reference = Reference::Own;
            }
            continue;
        }
        let again = matches!(between.as_slice(), [.., that, of] if of == "of" && matches!(that.as_str(), "that" | "one"));
        let year = words(&first.period.label)
            .filter(|word| word.kind == WordKind::Digits && word.span.len() == 4)
            .last();
        let Some(year) = year.filter(|_| again && second.period.length == Length::Year) else { continue };
        let mut label = first.period.label.clone();
        label.replace_range(year.span.start..year.span.end, &second.period.label);
        if let [only] = period::find(&label, anchor).as_slice() {
            second.period = only.period.clone();
        }
    }
}

/// 2025年比上年: what a running period is held against is the one before it, not that one again, whatever the day of asking.
pub(super) fn not_itself(text: &str, periods: &mut [Mention]) {
    let numbered = |mention: &Mention| mention.span.slice(text).contains(|c: char| c.is_ascii_digit());
    for place in 1..periods.len() {
        let (before, after) = periods.split_at_mut(place);
        let (first, second) = (&before[place - 1], &mut after[0]);
        let again = first.period.days().is_some() && first.period.days() == second.period.days();
        if again && numbered(first) && !numbered(second) {
            second.period = first.period.previous();
        }
    }
}

/// `more in the third quarter of 2025 than in the first`: an ordinal alone names a part of the same year.
fn ordinals_alone(text: &str, periods: &mut Vec<Mention>, anchor: &Anchor) {
    let is_part =
        |mention: &&Mention| mention.period.ordinal().is_some() && mention.reference == Reference::Own;
    let [only] = periods.iter().filter(is_part).collect::<Vec<_>>()[..] else { return };
    let all: Vec<Word> = words(text).collect();
    let word = |place: usize| all.get(place).map(|word| fold(word.span.slice(text)));
    let told: Vec<Mention> = (1..all.len())
        .filter_map(|place| {
            let ordinal = ORDINALS.iter().find(|ordinal| word(place).as_deref() == Some(ordinal))?;
            let article = word(place - 1).as_deref() == Some("the");
            let next = word(place + 1);
            let alone = next.as_deref().is_none_or(|next| {
                !next.starts_with(char::is_alphanumeric) || matches!(next, "than" | "and" | "or" | "to")
            });
            let label = fold(&only.period.label);
            let known = ORDINALS.iter().find(|known| label.contains(*known))?;
            let free = !only.span.overlaps(all[place].span) && known != ordinal;
            let named = period::find(&label.replacen(known, ordinal, 1), anchor).into_iter().next()?;
            let span = all[place - 1].span.joined(all[place].span);
            (article && alone && free).then_some(Mention { span, ..named })
        })
        .collect();
    periods.extend(told);
    periods.sort_by_key(|mention| mention.span);
}

/// As questions say which quarter or half.
const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

/// `single quarter Sept 2025`: with a quarter spoken of, a month is the last one of it.
pub(super) fn of_quarters(text: &str, periods: &mut Vec<Mention>, anchor: &Anchor) {
    ordinals_alone(text, periods, anchor);
    if !periods.iter().any(|mention| mention.period.length == Length::Month) {
        return;
    }
    let bare = without(text, periods.iter().map(|mention| mention.span));
    let is_quarter = |word: &str| {
        let found = period::find(&format!("this {word}"), anchor);
        found.iter().any(|mention| mention.period.length == Length::Quarter)
    };
    if !words(&bare).any(|word| is_quarter(word.span.slice(&bare))) {
        return;
    }
    for mention in periods.iter_mut().filter(|mention| mention.period.length == Length::Month) {
        let quarter = format!("{} quarter", mention.period.label);
        if let [only] = period::find(&quarter, anchor).as_slice()
            && only.period.length == Length::Quarter
        {
            mention.period = only.period.clone();
        }
    }
}

/// Periods that say twice which one is meant, made one: `the quarter before, April to June`, and `the second quarter of
/// fiscal 2026, the one ended July 27, 2025`.
pub(super) fn told_once(text: &str, mut periods: Vec<Mention>) -> Vec<Mention> {
    let mut place = 0;
    while place + 1 < periods.len() {
        let (first, second) = (&periods[place], &periods[place + 1]);
        let between = text.get(first.span.end..second.span.start).unwrap_or_default();
        let apposed = matches!(between.trim(), "," | "(" | "，" | "（" | ":");
        // `this year (2025)`
        let again = first.period.days().is_some() && first.period.days() == second.period.days();
        if apposed && second.reference == Reference::Own && (again || first.reference != Reference::Own) {
            periods[place + 1].span = first.span.joined(second.span);
            periods.remove(place);
            continue;
        }
        let ended = between.trim_end().ends_with("ended") || between.trim_end().ends_with("ending");
        let near =
            |end: jiff::civil::Date, day: jiff::civil::Date| (end - day).get_days().abs() <= DAYS_APART;
        let again = first.period.end.is_none_or(|end| second.period.end.is_some_and(|day| near(end, day)));
        let day = second.period.length == Length::Instant && again;
        if let Some(start) = begins(first.period.length, &second.period).filter(|_| ended && day) {
            let end = second.period.end;
            let span = first.span.joined(second.span);
            periods[place].span = span;
            periods[place].period.start = Some(start);
            periods[place].period.end = end;
            periods.remove(place + 1);
        }
        place += 1;
    }
    periods
}

/// The first day of a quarter, half or year that ends on a day.
fn begins(length: Length, day: &Period) -> Option<jiff::civil::Date> {
    let months = match length {
        Length::Quarter => 3,
        Length::Half => 6,
        Length::NineMonths => 9,
        Length::Year => 12,
        _ => return None,
    };
    day.end?.checked_sub(months.months()).ok()?.tomorrow().ok()
}

/// `in the quarter before, April to June 2025`: what is told again with its dates says nothing more.
pub(super) fn without_appositions(text: &str, periods: &mut Vec<Mention>) {
    let told_again = |relative: &Mention, next: &Mention| {
        let between = text.get(relative.span.end..next.span.start).unwrap_or("-");
        let joined = between.chars().all(|c| matches!(c, ' ' | ',' | '(' | '（' | '，' | ':'));
        relative.period.end.is_none()
            && relative.reference != period::Reference::Own
            && next.reference == period::Reference::Own
            && next.period.end.is_some()
            && joined
    };
    let again: Vec<bool> = periods.windows(2).map(|pair| told_again(&pair[0], &pair[1])).collect();
    let mut again = again.into_iter();
    periods.retain(|_| !again.next().unwrap_or(false));
}

/// The number of months that a text speaks of.
pub(super) fn months(text: &str) -> Option<i8> {
    let months = |found: &Quantity| found.unit.as_ref().is_some_and(|unit| unit.name == "month");
    match quantity::find(text).quantities.into_iter().find(months)?.amount {
        Amount::Exact(count) => count.to_i8(),
        Amount::Range { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, today: jiff::civil::Date, starts: [&str; 2]) {
        let anchor = Anchor { date: Some(today), ..Anchor::default() };
        let mut periods = period::find(text, &anchor);
        same_part(text, &mut periods, &anchor);
        not_itself(text, &mut periods);
        let found: Vec<String> =
            periods.iter().filter_map(|mention| mention.period.start).map(|day| day.to_string()).collect();
        assert_eq!(found, starts, "{text}: {periods:?}");
    }

    #[test]
    fn what_a_period_is_held_against_is_another() {
        let today = jiff::civil::date(2026, 3, 1);
        case("2025年营收比上年增加了多少", today, ["2025-01-01", "2024-01-01"]);
        case(
            "in the six months to March 2025 than in the same half of 2024",
            today,
            ["2024-10-01", "2023-10-01"],
        );
    }
}
