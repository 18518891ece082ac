use super::UnitKind;
use super::aside::{Aside, aside};
use super::lex::{Kind, Page};
use super::measure::is_capitalised;
use super::name::name_end;
use super::noun;
use super::numeral::Form;
use super::operand::Operand;
use super::vocabulary::{HanNumber, VOCABULARY};

/// `2019-09-01`, `5/17/2018`.
pub(super) fn calendar_date(page: &Page, at: usize) -> Option<Aside> {
    let part =
        |at: usize| page.kind(at) == Some(Kind::Digits) && page.is_glued(at) && page.slice(at).len() <= 4;
    let mark = page.slice(at + 1);
    let joined = matches!(mark, "-" | "/" | "." | "–")
        && page.is_glued(at + 1)
        && page.is(at + 3, mark)
        && page.is_glued(at + 3);
    let long = |at: usize| page.slice(at).len() == 4;
    let short = |at: usize| page.slice(at).len() <= 2;
    let fits = (long(at) && short(at + 2) && short(at + 4))
        || (short(at) && short(at + 2) && (long(at + 4) || short(at + 4)));
    (joined && part(at + 2) && part(at + 4) && fits)
        .then(|| glued_end_digits(page, at + 4))?
        .map(|next| Aside { from: at, next, why: "a date" })
}

fn glued_end_digits(page: &Page, at: usize) -> Option<usize> {
    let mut next = at + 1;
    while page.is_glued(next)
        && next < page.len()
        && (matches!(page.kind(next), Some(Kind::Digits)) || matches!(page.slice(next), "T" | ":" | "Z"))
    {
        next += 1;
    }
    let ends_in_mark = page.is(next - 1, ":");
    Some(if ends_in_mark { next - 1 } else { next })
}

/// `9:01 p.m.`, `7 a.m.`, `2:1`.
pub(super) fn time(page: &Page, at: usize) -> Option<Aside> {
    let mut next = at + 1;
    while matches!(page.slice(next), ":" | "：")
        && page.is_glued(next)
        && page.is_glued(next + 1)
        && page.kind(next + 1) == Some(Kind::Digits)
    {
        next += 2;
    }
    let clock = (!page.is_broken(next)).then(|| VOCABULARY.clock.starting(page, next)).flatten();
    if let Some(((), end)) = clock {
        return aside(at, end, "a time of day");
    }
    (next > at + 1).then_some(Aside { from: at, next, why: "a time of day or a proportion" })
}

/// `February 11, 2026`, `30 September`, `Oct. 25-29`.
pub(super) fn month(page: &Page, at: usize) -> Option<Aside> {
    let day =
        page.slice(at).parse::<u32>().ok().filter(|day| (1..=31).contains(day) && page.slice(at).len() <= 2);
    let before = at.checked_sub(1)?;
    let before = before - usize::from(page.is(before, ".") && before > 0);
    let is_month =
        |at: usize| page.kind(at) == Some(Kind::Word) && VOCABULARY.months.contains(page.folded(at));
    let after_month = is_month(before) && !page.is_broken(at);
    let year = |at: usize| {
        page.slice(at).len() == 4
            && page.slice(at).parse::<u32>().is_ok_and(|year| (1000..2200).contains(&year))
    };
    if after_month && day.is_some() {
        let mut next = at + 1;
        if matches!(page.slice(next), "-" | "–" | "—")
            && page.kind(next + 1) == Some(Kind::Digits)
            && page.slice(next + 1).len() <= 2
        {
            next += 2;
        }
        let comma = next + usize::from(page.is(next, ","));
        let next = if year(comma) && !page.is_broken(comma) { comma + 1 } else { next };
        return aside(before, next, "a date");
    }
    if after_month && year(at) {
        return aside(before, at + 1, "a year");
    }
    let next = at + 1;
    let month_after = day.is_some()
        && is_month(next)
        && !page.is_broken(next)
        && (is_capitalised(page, next) || page.slice(next).len() > 3 || page.folded(before) == "on");
    month_after.then(|| Aside {
        from: at,
        next: if year(next + 1) { next + 2 } else { next + 1 },
        why: "a date",
    })
}

/// `3Q25`, `1H 2025`.
pub(super) fn fiscal(page: &Page, at: usize) -> Option<Aside> {
    let half =
        page.is(at + 1, "H") || page.is(at + 1, "Q") || page.is(at + 1, "M") && page.slice(at + 2).len() == 4;
    let period = half && page.is_glued(at + 1) && page.slice(at).len() == 1;
    period.then(|| Aside { from: at, next: name_end(page, at), why: "a period" })
}

/// `2025年11月12日`, `第3`, `三月`.
pub(super) fn han_date(page: &Page, at: usize) -> Option<Aside> {
    let mut next = at;
    while next < at + 6 && (page.kind(next) == Some(Kind::Digits) || is_han_digit(page, next)) {
        next += 1;
    }
    if next == at || page.is_broken(next) {
        return None;
    }
    let printed = page.span(at, next).slice(page.text);
    let digits = printed.chars().count();
    let money = VOCABULARY.after.starting(page, next).map_or(0, |(_, end)| end);
    if let Some(((), end)) = VOCABULARY.han_dates.starting(page, next).filter(|((), end)| *end > money) {
        return aside(at, end, "a date");
    }
    let four = digits == 4 && !printed.contains(['.', ',']) && !printed.contains(['千', '百', '十', '万']);
    let year =
        page.is(next, "年") && (four || page.kind(next + 1) == Some(Kind::Digits) && page.is(next + 2, "月"));
    year.then_some(Aside { from: at, next: next + 1, why: "a year" })
}

fn is_han_digit(page: &Page, at: usize) -> bool {
    let number = page.slice(at).chars().next().and_then(|c| VOCABULARY.han.get(&c));
    matches!(number, Some(HanNumber::Digit(_) | HanNumber::Small(10)))
}

/// `the 1988 quarter`: the number is the year, the unit its own word.
pub(super) fn is_year_with_time(page: &Page, first: &Operand) -> bool {
    let printed = first.numeral.digits.slice(page.text);
    let duration = first.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Duration);
    let singular = !page.slice(first.next.wrapping_sub(1)).ends_with('s');
    let year = printed.parse::<u32>().is_ok_and(|year| (1900..=2099).contains(&year));
    first.numeral.form == Form::Bare && duration && singular && year && printed.len() == 4
}

/// `A.D. 40`, `AD 1066`, `44 BC`, `500 B.C.E.`, and where the era starts and ends.
fn era(page: &Page, first: &Operand) -> Option<Aside> {
    let dotted = |at: usize| {
        page.is(at + 1, ".")
            && page.is_glued(at + 1)
            && page.is_glued(at + 2)
            && page.kind(at + 2) == Some(Kind::Word)
    };
    let start = first.start;
    let opened = |at: usize| {
        let letters =
            at.checked_sub(4).filter(|from| dotted(*from) && page.is(*from, "A") && page.is(from + 2, "D"));
        letters.or_else(|| at.checked_sub(1).filter(|from| page.is(*from, "AD") && !page.is_broken(at)))
    };
    if let Some(from) = opened(start) {
        return aside(from, first.next, "a year");
    }
    // `between A.D. 900 and 1150`
    let joined = matches!(page.folded(start.wrapping_sub(1)), "and" | "to" | "-" | "–");
    if joined && start.checked_sub(2).is_some_and(|year| opened(year).is_some()) {
        return aside(start, first.next, "a year");
    }
    if page.is_broken(first.next) {
        return None;
    }
    if matches!(page.slice(first.next), "BC" | "BCE" | "AD" | "CE") {
        return aside(start, first.next + 1, "a year");
    }
    let after =
        matches!((page.slice(first.next), page.slice(first.next + 2)), ("B", "C") | ("A", "D") | ("C", "E"));
    (after && dotted(first.next)).then_some(Aside { from: start, next: first.next + 3, why: "a year" })
}

pub(super) fn year(page: &Page, first: &Operand, floor: usize) -> Option<Aside> {
    if let Some(era) = era(page, first) {
        return Some(era);
    }
    let printed = first.numeral.digits.slice(page.text);
    let year: u32 = printed.parse().ok().filter(|_| printed.len() == 4)?;
    let before = first.start.checked_sub(1).map_or("", |before| page.folded(before));
    let counted = noun::counted(page, first.next, false).is_some();
    let bound = VOCABULARY.bounds_before.ending(page, first.start, floor).is_some();
    let announced = VOCABULARY.before_old_year.contains(before);
    let modern = (1900..=2099).contains(&year);
    let current = (1990..=2040).contains(&year);
    let is_year = match () {
        () if VOCABULARY.before_year.contains(before) && modern => true,
        () if announced && (1000..1900).contains(&year) => !counted,
        () if bound || first.bound.is_some() => false,
        () if current => true,
        () => modern && !counted,
    };
    is_year.then_some(Aside { from: first.start, next: first.next, why: "a year" })
}
