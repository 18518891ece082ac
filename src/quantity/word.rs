use rust_decimal::Decimal;

use super::find::Reader;
use super::lex::Kind;
use super::operand::Operand;
use super::range::number_after;
use super::vocabulary::VOCABULARY;
use super::{Amount, Direction, Quantity, Scale, Unit, UnitKind, range};

/// A quantity said by a word without a number before it: `tens of billions`, `doubled`, `triple-digit growth`,
/// `another month`.
pub(super) fn quantity(reader: &Reader, at: usize) -> Option<(Quantity, usize)> {
    let page = &reader.page;
    let word = VOCABULARY.numbers.get(page.folded(at));
    let vague_one = word.and_then(|word| word.vague).and_then(|times| vague(reader, at, times));
    vague_one
        .or_else(|| word.and_then(|word| word.multiple).map(|times| multiple(reader, at, at + 1, times)))
        .or_else(|| word.and_then(|word| word.digits).and_then(|digits| digit_growth(reader, at, digits)))
        .or_else(|| lone_duration(reader, at))
        .or_else(|| age(reader, at))
}

fn plain(reader: &Reader, start: usize, next: usize, amount: Amount, unit: Option<Unit>) -> Quantity {
    let digits = reader.page.span(start, next);
    Quantity { span: digits, digits, amount, unit, scale: Scale::One, bound: None, direction: None }
}

fn unit(kind: UnitKind, name: &str) -> Unit {
    Unit { kind, name: name.to_owned(), per: None }
}

/// `tens of billions of dollars`: from ten to a hundred billion.
fn vague(reader: &Reader, at: usize, times: u64) -> Option<(Quantity, usize)> {
    let page = &reader.page;
    let counted = at > reader.floor && matches!(page.kind(at - 1), Some(Kind::Digits));
    if counted
        || page.folded(at + 1) != "of"
        || matches!(page.folded(at + 2), "the" | "these" | "those" | "them" | "its" | "our" | "their")
    {
        return None;
    }
    let mut next = at + 2;
    let mut low = Decimal::from(times);
    let mut scale = Scale::One;
    while let Some((word, end)) =
        VOCABULARY.scales.starting(page, next).filter(|_| page.slice(next).len() > 2)
    {
        low = low.checked_mul(word.times)?;
        scale = word.scale;
        next = end + usize::from(page.folded(end) == "of");
    }
    let high = if times == 12 { None } else { low.checked_mul(Decimal::TEN) };
    let end = if page.folded(next.wrapping_sub(1)) == "of" { next - 1 } else { next };
    let mut operand = bare(reader, at, end, low)?;
    operand.numeral.scale = scale;
    let currency =
        VOCABULARY.after.starting(page, next).map(|(currency, end)| (super::measure::money(currency), end));
    let measure = VOCABULARY
        .measures
        .starting(page, next)
        .map(|(measure, end)| (unit(measure.kind, measure.name), end));
    if let Some((unit, end)) = currency.or(measure) {
        (operand.unit, operand.next) = (Some(unit), end);
    } else if let Some(counted) = super::noun::counted(page, next, false) {
        (operand.unit, operand.next) = (Some(unit(UnitKind::Count, &counted.name)), counted.next);
    }
    let amount = match high {
        Some(high) => Amount::Range { low: Some(low), high: Some(high) },
        None => Amount::Exact(low),
    };
    let next = operand.next;
    Some(reader.finish(&operand, amount, at, next))
}

fn bare(reader: &Reader, at: usize, next: usize, value: Decimal) -> Option<Operand> {
    let numeral =
        super::numeral::Numeral::new(&reader.page, at, next, Some(value), super::numeral::Form::Words);
    Some(Operand {
        start: at,
        next,
        numeral,
        value,
        unit: None,
        sign: None,
        currency_before: false,
        bound: None,
    })
}

/// `doubled`, `ninefold`, `halved`.
fn multiple(reader: &Reader, at: usize, next: usize, times: Decimal) -> (Quantity, usize) {
    let unit = Some(unit(UnitKind::Ratio, "times"));
    let mut quantity = plain(reader, at, next, Amount::Exact(times), unit);
    let (bound, start, _) = range::bound(reader, None, at, next);
    quantity.bound = bound;
    quantity.span = reader.page.span(start, next);
    quantity.direction = Some(if times < Decimal::ONE { Direction::Down } else { Direction::Up });
    (quantity, next)
}

/// `翻了一番`, `翻倍`.
pub(super) fn han_multiple(reader: &Reader, at: usize) -> Option<(Quantity, usize)> {
    if reader.page.kind(at) != Some(Kind::Han) {
        return None;
    }
    if let Some((share, next)) = VOCABULARY.han_percents.starting(&reader.page, at) {
        return Some((
            plain(reader, at, next, Amount::Exact(share), Some(unit(UnitKind::Ratio, "percent"))),
            next,
        ));
    }
    let (times, next) = VOCABULARY.han_multiples.starting(&reader.page, at)?;
    Some(multiple(reader, at, next, times))
}

/// `triple-digit growth`: from a hundred to a thousand per cent.
fn digit_growth(reader: &Reader, at: usize, low: u64) -> Option<(Quantity, usize)> {
    let page = &reader.page;
    let digit = at + 1 + usize::from(page.is(at + 1, "-"));
    if !matches!(page.folded(digit), "digit" | "digits") {
        return None;
    }
    let growth = (digit + 1..digit + 4).any(|at| VOCABULARY.digit_nouns.contains(page.folded(at)));
    let low = Decimal::from(low);
    let amount = Amount::Range { low: Some(low), high: low.checked_mul(Decimal::TEN) };
    growth.then(|| (plain(reader, at, digit + 1, amount, Some(unit(UnitKind::Ratio, "percent"))), digit + 1))
}

/// `another month`, `all year`, `an hour and a half`, `a couple of days`, `a fortnight`.
fn lone_duration(reader: &Reader, at: usize) -> Option<(Quantity, usize)> {
    let page = &reader.page;
    let first = page.folded(at);
    let article = matches!(first, "a" | "an");
    let couple = article && page.folded(at + 1) == "couple";
    let unit_at = if couple {
        at + 2 + usize::from(page.folded(at + 2) == "of")
    } else {
        at + 1 + usize::from(page.is(at + 1, "-"))
    };
    let (measure, next) = VOCABULARY
        .measures
        .starting(page, unit_at)
        .filter(|(measure, _)| measure.kind == UnitKind::Duration)?;
    let (value, next) = match first {
        _ if couple => (Decimal::TWO, next),
        "another" => (Decimal::ONE, next),
        "all" | "whole" => (Decimal::ONE, next),
        "full" if measure.name != "year" && measure.name != "quarter" => (Decimal::ONE, next),
        _ if article
            && page.folded(next) == "and"
            && page.folded(next + 1) == "a"
            && page.folded(next + 2) == "half" =>
        {
            (Decimal::new(15, 1), next + 3)
        }
        _ if article && measure.name == "fortnight" => (Decimal::ONE, next),
        _ => return None,
    };
    Some((plain(reader, at, next, Amount::Exact(value), Some(unit(UnitKind::Duration, measure.name))), next))
}

/// `aged 87`, `of age 87`.
fn age(reader: &Reader, at: usize) -> Option<(Quantity, usize)> {
    let page = &reader.page;
    if page.folded(at) != "age" || page.kind(at + 1) != Some(Kind::Digits) || page.slice(at + 1).len() > 3 {
        return None;
    }
    let value: Decimal = page.slice(at + 1).parse().ok()?;
    Some((
        plain(reader, at, at + 2, Amount::Exact(value), Some(unit(UnitKind::Duration, "year_of_age"))),
        at + 2,
    ))
}

/// How many of the smaller unit make one of the larger, where reports print both in a row.
fn parts_of(larger: &str, smaller: &str) -> Option<Decimal> {
    let seconds = |name: &str| match name {
        "second" => Some(1_u64),
        "minute" => Some(60),
        "hour" => Some(3600),
        "day" => Some(86_400),
        "week" => Some(604_800),
        "month" => Some(2_592_000),
        "year" => Some(31_536_000),
        _ => None,
    };
    if larger == "foot" && smaller == "inch" {
        return Some(Decimal::from(12));
    }
    let (large, small) = (seconds(larger)?, seconds(smaller)?);
    Decimal::from(large).checked_div(Decimal::from(small)).filter(|parts| *parts > Decimal::ONE)
}

/// The quantity with the part in another unit that follows it.
pub(super) fn joined(reader: &Reader, first: &Operand) -> Option<Operand> {
    let page = &reader.page;
    let unit = first.unit.as_ref().filter(|_| first.bound.is_none())?;
    let links = page.is(first.next, "又")
        || page.is(first.next, "余")
        || page.is(first.next, "多")
        || page.is(first.next, "零");
    let link = first.next + usize::from(links);
    let at = number_after(page, link).filter(|at| *at == link)?;
    if unit.kind == UnitKind::Money && first.currency_before {
        return None;
    }
    let second = reader.operand(at, link)?.ok()?;
    let mut whole = first.clone();
    whole.next = second.next;
    match &second.unit {
        Some(other) if unit.kind == UnitKind::Money => {
            let part = *other == *unit && second.value < Decimal::ONE && first.value >= Decimal::ONE
                || is_minor(unit, other, &second);
            whole.value = part.then(|| first.value.checked_add(second.value))??;
        }
        Some(other) if matches!(unit.kind, UnitKind::Duration | UnitKind::Physical) => {
            if unit.name == "foot" {
                let inches = second.value.checked_div(parts_of(&unit.name, &other.name)?)?;
                whole.value = first.value.checked_add(inches)?;
            } else if let Some(parts) = parts_of(&unit.name, &other.name) {
                whole.value = first.value.checked_mul(parts)?.checked_add(second.value)?;
                whole.unit.clone_from(&second.unit);
            } else {
                let parts = parts_of(&other.name, &unit.name)?;
                whole.value = second.value.checked_mul(parts)?.checked_add(first.value)?;
            }
        }
        None if unit.name == "foot" && page.folded(second.next) == "in" => {
            whole.value = first.value.checked_add(second.value.checked_div(Decimal::from(12))?)?;
            whole.next = second.next + 1;
        }
        None if unit.kind == UnitKind::Money => {
            let cents =
                page.slice(at).len() == 2 && second.next == at + 1 && page.kind(at) == Some(Kind::Digits);
            let onto_word = page.is_glued(second.next) && page.kind(second.next) == Some(Kind::Word);
            let counts = onto_word || super::noun::counted(page, second.next, false).is_some();
            whole.value = (cents && !counts)
                .then(|| first.value.checked_add(second.value.checked_div(Decimal::ONE_HUNDRED)?))??;
        }
        _ => return None,
    }
    Some(whole)
}

/// `3 dollars 50 cents`, also where the cents are of an unnamed currency.
fn is_minor(unit: &Unit, other: &Unit, second: &Operand) -> bool {
    let generic = other.name == unit.name || other.name == "USD";
    generic
        && other.kind == UnitKind::Money
        && second.value < Decimal::ONE
        && second.numeral.value.is_some_and(|printed| printed != second.value)
}
