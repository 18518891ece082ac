use rust_decimal::Decimal;

use super::lex::{Kind, Page, narrow};
use super::numeral::{Form, Numeral};
use super::sum::Sum;
use super::vocabulary::{HanNumber, VOCABULARY};

/// A number with Chinese characters: `三千八百亿`, `1.2万亿`, `5亿1万4千6百`, `十几万`, `百分之五`, `二分之一`.
pub(super) fn numeral(page: &Page, at: usize) -> Option<Numeral> {
    parts(page, at).or_else(|| whole(page, at).map(|numeral| and_fraction(page, numeral)))
}

/// A number that is not said as parts of another. Parts are made of these, so that nothing nests without end.
fn whole(page: &Page, at: usize) -> Option<Numeral> {
    let mut sum = Sum::default();
    let mut next = at;
    while let Some(step) = sum.take(page, next) {
        next = step;
    }
    let digits_only = sum.is_digits_only();
    if next == at || (digits_only && next == at + 1 && page.kind(at) == Some(Kind::Digits)) {
        return half(page, at);
    }
    let form = if next == at + 1 { Form::SingleHan } else { Form::Han };
    let idle = sum.is_idle_run();
    let numeral = Numeral::new(page, at, next, sum.value(), if idle { Form::SingleHan } else { form });
    let numeral = sum.describe(page, numeral);
    if sum.is_empty() {
        return None;
    }
    Some(dozen(page, numeral))
}

/// `半百`, `半成`.
fn half(page: &Page, at: usize) -> Option<Numeral> {
    if !page.is(at, "半") {
        return None;
    }
    let half = Decimal::new(5, 1);
    if page.is(at + 1, "百") {
        return Some(Numeral::new(page, at, at + 2, half.checked_mul(Decimal::ONE_HUNDRED), Form::Han));
    }
    Some(Numeral::new(page, at, at + 1, Some(half), Form::SingleHan))
}

/// `一打`.
fn dozen(page: &Page, numeral: Numeral) -> Numeral {
    if !page.is(numeral.next, "打")
        || page.is(numeral.next + 1, "折")
        || page.is(numeral.next + 1, "造")
        || page.is(numeral.next + 1, "开")
    {
        return numeral;
    }
    let value = numeral.value.and_then(|value| value.checked_mul(Decimal::from(12)));
    Numeral::new(page, numeral.start, numeral.next + 1, value, Form::Han)
}

/// `三百五又三分之一`.
fn and_fraction(page: &Page, numeral: Numeral) -> Numeral {
    if !page.is(numeral.next, "又") {
        return numeral;
    }
    let Some(part) = parts(page, numeral.next + 1).filter(|part| !part.percent) else { return numeral };
    let value = numeral.value.and_then(|value| value.checked_add(part.value?));
    Numeral { fraction: true, ..Numeral::new(page, numeral.start, part.next, value, Form::Han) }
}

/// `三分之一`, and `百分之五`, `万分之三` as percent.
fn parts(page: &Page, at: usize) -> Option<Numeral> {
    let (divisor, next) = divisor(page, at)?;
    if !(page.is(next, "分") && page.is(next + 1, "之")) {
        return None;
    }
    let negative = VOCABULARY.negative.contains(page.slice(next + 2));
    let number = next + 2 + usize::from(negative);
    let part = match page.kind(number)? {
        Kind::Digits => whole(page, number).or_else(|| super::numeral::digits(page, number))?,
        Kind::Han => whole(page, number)?,
        _ => return None,
    };
    let bare = next == at + 1
        && !matches!(VOCABULARY.han.get(&page.slice(at).chars().next()?), None | Some(HanNumber::Digit(_)))
        || page.is(at, "万")
        || page.is(at, "千") && page.is(at + 1, "万");
    let share = part
        .value
        .and_then(|value| if negative { (-value).checked_div(divisor) } else { value.checked_div(divisor) });
    if part.form == Form::SingleHan && part.next > next + 3 {
        return None;
    }
    let value = if bare { share.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED)) } else { share };
    let mut numeral = Numeral::new(page, at, part.next, value, Form::Han);
    numeral.digits = part.digits;
    numeral.fraction = !bare;
    numeral.percent = bare;
    Some(numeral)
}

fn divisor(page: &Page, at: usize) -> Option<(Decimal, usize)> {
    if page.kind(at) == Some(Kind::Digits) && page.is(at + 1, "分") {
        let digits: String = page.slice(at).chars().map(narrow).filter(|c| *c != ',').collect();
        return Some((digits.parse().ok()?, at + 1)).filter(|(value, _): &(Decimal, usize)| !value.is_zero());
    }
    if page.kind(at) != Some(Kind::Han) {
        return None;
    }
    let mut sum = Sum::default();
    let mut next = at;
    // No divisor is longer than this; a run of units must not be walked from each of its characters.
    while !page.is(next, "分") && next < at + 24 {
        let Some(step) = sum.take(page, next).or_else(|| sum.take_bare_unit(page, next)) else { break };
        next = step;
    }
    sum.value().filter(|value| !value.is_zero()).map(|value| (value, next))
}
