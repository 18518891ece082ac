//! Chinese numbers that leave a digit open: `几十亿` and `数百家` (ten times apart, as `tens of billions`), `三四百万` and
//! `十七八个` (between two digits), `上千家` (at least).

use rust_decimal::Decimal;

use super::find::Reader;
use super::lex::{Kind, Page};
use super::numeral::{Form, Numeral};
use super::operand::Operand;
use super::vocabulary::{HanNumber, VOCABULARY};
use super::{Amount, Bound, Quantity, Unit};

/// The two ends, and the token after the number.
struct Ends {
    low: Decimal,
    high: Option<Decimal>,
    next: usize,
    /// The characters alone could be part of a word: something counted must follow.
    loose: bool,
}

pub(super) fn quantity(reader: &Reader, at: usize) -> Option<(Quantity, usize)> {
    let page = &reader.page;
    if page.kind(at) != Some(Kind::Han) {
        return None;
    }
    let ends = some(page, at).or_else(|| between_digits(page, at)).or_else(|| upward(page, at))?;
    let numeral = Numeral::new(page, at, ends.next, Some(ends.low), Form::Han);
    let operand = Operand {
        start: at,
        next: ends.next,
        numeral,
        value: ends.low,
        unit: None,
        sign: None,
        currency_before: false,
        bound: ends.high.is_none().then_some(Bound::AtLeast),
    };
    let mut operand = reader.with_unit(operand, None)?;
    if operand.unit.is_none() {
        reader.count(&mut operand);
    }
    let part = operand.unit.as_ref().is_some_and(|unit: &Unit| unit.name == "percent")
        && page.is(at.wrapping_sub(1), "之");
    if part || ends.loose && operand.unit.is_none() {
        return None;
    }
    let ratio = operand.value.checked_div(ends.low)?;
    let amount = match ends.high {
        Some(high) => Amount::Range { low: Some(operand.value), high: high.checked_mul(ratio) },
        None => Amount::Exact(operand.value),
    };
    let next = operand.next;
    Some(reader.finish(&operand, amount, at, next))
}

fn number(page: &Page, at: usize) -> Option<HanNumber> {
    (page.kind(at)? == Kind::Han).then(|| VOCABULARY.han.get(&page.slice(at).chars().next()?).copied())?
}

fn digit(page: &Page, at: usize) -> Option<u64> {
    match number(page, at)? {
        HanNumber::Digit(value) => Some(value),
        _ => None,
    }
}

/// The product of the units that stand in a row: `十亿`, `百万`, `千`; `None` where there is none or it is a measure's.
fn units(page: &Page, at: usize) -> Option<(Decimal, usize)> {
    let (mut product, mut next) = (Decimal::ONE, at);
    while let Some(HanNumber::Small(unit) | HanNumber::Large(unit)) =
        number(page, next).filter(|_| next < at + 4 && !page.is_broken(next))
    {
        if VOCABULARY.measures.starting(page, next).is_some_and(|(_, end)| end > next + 1) {
            break;
        }
        product = product.checked_mul(Decimal::from(unit))?;
        next += 1;
    }
    (next > at).then_some((product, next))
}

/// `几十亿`, `数百`; not the 数 of `人数`.
fn some(page: &Page, at: usize) -> Option<Ends> {
    let several = matches!(page.slice(at), "几" | "幾");
    let number = matches!(page.slice(at), "数" | "數");
    let before = at.checked_sub(1).filter(|_| page.is_glued(at));
    let free = before.is_none_or(|before| !VOCABULARY.han_before_number.contains(page.slice(before)));
    if !(several || number && free) || before.is_some_and(|before| self::number(page, before).is_some()) {
        return None;
    }
    let (low, next) = units(page, at + 1)?;
    Some(Ends { low, high: low.checked_mul(Decimal::TEN), next, loose: false })
}

/// `三四百万`, `三五个`, `十七八家`, `二十三四岁`.
fn between_digits(page: &Page, at: usize) -> Option<Ends> {
    let tens_at = if digit(page, at).is_some() { at + 1 } else { at };
    let tens = matches!(number(page, tens_at), Some(HanNumber::Small(10)))
        .then(|| (digit(page, at).unwrap_or(1), tens_at + 1))
        .filter(|(_, next)| pair(page, *next).is_some());
    let (base, first) = tens.map_or((0, at), |(tens, next)| (tens * 10, next));
    let (one, other) = pair(page, first)?;
    if at > 0 && page.is_glued(at) && (digit(page, at - 1).is_some() || page.is(at - 1, "第")) {
        return None;
    }
    let scale = units(page, first + 2);
    let (times, next) = scale.unwrap_or((Decimal::ONE, first + 2));
    if digit(page, next).is_some() || matches!(page.slice(next), "分" | "成" | "折" | "点") {
        return None;
    }
    let end = |digit: u64| Decimal::from(base + digit).checked_mul(times);
    Some(Ends { low: end(one)?, high: end(other), next, loose: scale.is_none() })
}

/// Two digits that follow each other, or 三五.
fn pair(page: &Page, at: usize) -> Option<(u64, u64)> {
    let (one, other) = (digit(page, at)?, digit(page, at + 1).filter(|_| !page.is_broken(at + 1))?);
    (one > 0 && other == one + 1 || (one, other) == (3, 5)).then_some((one, other))
}

/// `上千家`, `过亿元`: from the unit on.
fn upward(page: &Page, at: usize) -> Option<Ends> {
    let opens = matches!(page.slice(at), "上" | "过" | "過" | "破" | "成");
    let before = page.slice(at.wrapping_sub(1));
    let word = page.is_glued(at)
        && matches!(
            before,
            "以" | "之"
                | "线"
                | "早"
                | "晚"
                | "网"
                | "通"
                | "经"
                | "超"
                | "不"
                | "地"
                | "市"
                | "路"
                | "突"
                | "越"
                | "完"
                | "达"
        );
    if !opens || word {
        return None;
    }
    let (low, next) = units(page, at + 1)?;
    Some(Ends { low, high: None, next, loose: true })
}
