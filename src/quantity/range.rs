use rust_decimal::Decimal;

use super::find::Reader;
use super::lex::{Kind, Page};
use super::measure::is_capitalised;
use super::numeral::{Form, numeral};
use super::operand::Operand;
use super::vocabulary::VOCABULARY;
use super::{Amount, Bound, Quantity, Unit, UnitKind, aside};

/// How two numbers are joined.
struct Joint {
    /// The token after the connector.
    next: usize,
    dash: bool,
    /// `between` or `from` stands before, and where.
    opening: Option<Opening>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    Between(usize),
    From(usize),
}

/// A range that starts with `first`. `Some((None, _))` is a pair that is no range of quantities: years, a score.
pub(super) fn read(reader: &Reader, first: &Operand) -> Option<(Option<Quantity>, usize)> {
    if let Some(range) = between_bounds(reader, first) {
        return Some(range);
    }
    let named = named_first(reader, first);
    let first = named.as_ref().unwrap_or(first);
    let joint = joint(reader, first)?;
    // `rose by £3m to £27m`: by how much, and where that led.
    let step = reader.page.folded(first.start.wrapping_sub(1)) == "by"
        && first.unit.as_ref().is_some_and(Unit::is_money);
    if step && !joint.dash && joint.opening.is_none() {
        return None;
    }
    let at = number_after(&reader.page, joint.next)?;
    let mut second = reader.operand(at, joint.next)?.ok()?;
    if first.unit.as_ref().is_some_and(Unit::is_money) {
        scale_as_money(reader, at, &mut second);
    }
    if named.is_some() {
        name_unit(reader, &mut second);
    }
    if second.start != joint.next {
        return None;
    }
    if is_other_pair(reader, first, &second, &joint) {
        return Some((None, second.next));
    }
    if aside::by_shape(&reader.page, at, joint.next).is_some()
        || !are_alike(first, &second, joint.dash || joint.opening.is_some())
    {
        return None;
    }
    let (low, mut second) = shared(first, second)?;
    let rising = low < second.value;
    let explicit = joint.opening.is_some() || second.unit.is_some() && joint.dash;
    if !rising && !explicit || is_change(reader, &joint) && !moves_on(reader, second.next) {
        return None;
    }
    if second.unit.is_none() {
        reader.count(&mut second);
    }
    let start = joint.opening.map_or(first.start, |opening| match opening {
        // `cut from 5–6 million to 3–4 million`: the dash makes the range, and `from` says what it was.
        Opening::From(at) if joint.dash && at + 1 == first.start && is_change(reader, &joint) => first.start,
        Opening::Between(at) | Opening::From(at) => at,
    });
    let amount = Amount::Range { low: Some(low), high: Some(second.value) };
    second.bound = first.bound.or(second.bound);
    second.numeral.digits = first.numeral.digits.joined(second.numeral.digits);
    let next = second.next + usize::from(closes_between(&reader.page, second.next));
    let (quantity, next) = reader.finish(&second, amount, start, next);
    Some((Some(quantity), next))
}

/// `€50-60m`: behind a currency the letter is a scale, not a length.
fn scale_as_money(reader: &Reader, at: usize, second: &mut Operand) {
    if second.unit.as_ref().is_some_and(|unit| unit.kind != UnitKind::Physical) {
        return;
    }
    let scaled = numeral(&reader.page, at, true).filter(|numeral| numeral.times.is_some());
    let Some((numeral, value)) = scaled.and_then(|numeral| Some((numeral, numeral.value?))) else { return };
    if numeral.next >= second.next {
        (second.next, second.value, second.unit, second.numeral) = (numeral.next, value, None, numeral);
    }
}

/// `between 10 stores and 20 stores`, `from $5 per share to $6 per share`: the noun stands after the first number already.
fn named_first(reader: &Reader, first: &Operand) -> Option<Operand> {
    if opening(reader, first).is_none() || joint(reader, first).is_some() {
        return None;
    }
    let mut named = first.clone();
    name_unit(reader, &mut named);
    (named.next > first.next && joint(reader, &named).is_some()).then_some(named)
}

/// Adds the counted noun, or what the unit is counted per.
fn name_unit(reader: &Reader, operand: &mut Operand) {
    let Some(unit) = operand.unit.as_mut() else { return reader.count(operand) };
    if unit.per.is_none()
        && let Some((per, next)) = super::measure::per(&reader.page, operand.next)
    {
        unit.per = Some(per);
        operand.next = next;
    }
}

fn closes_between(page: &Page, at: usize) -> bool {
    page.is(at, "间") || page.is(at, "之") && page.is(at + 1, "间")
}

fn joint(reader: &Reader, first: &Operand) -> Option<Joint> {
    let page = &reader.page;
    let opening = opening(reader, first);
    let at = first.next;
    if page.is_broken(at) {
        return None;
    }
    let and = VOCABULARY.and.contains(page.folded(at));
    if and && (matches!(opening, Some(Opening::Between(_))) || closed_by_between(page, at)) {
        return Some(Joint { next: at + 1, dash: false, opening });
    }
    let ((), next) = VOCABULARY.to.starting(page, at)?;
    let dash = page.kind(at) == Some(Kind::Mark);
    let even = page.is_glued(at) == page.is_glued(next) || matches!(page.kind(at - 1), Some(Kind::Han));
    let hyphen_before_to = page.is(at, "-") && page.folded(next) == "to";
    if hyphen_before_to {
        return Some(Joint { next: next + 1 + usize::from(page.is(next + 1, "-")), dash: true, opening });
    }
    (!dash || even).then_some(Joint {
        next: next + usize::from(!dash && page.is(next, "-") && page.is_glued(next)),
        dash,
        opening,
    })
}

/// `10000与20000之间`.
fn closed_by_between(page: &Page, and: usize) -> bool {
    (and + 2..and + 8).any(|at| closes_between(page, at)) && page.kind(and) == Some(Kind::Han)
}

fn opening(reader: &Reader, first: &Operand) -> Option<Opening> {
    let page = &reader.page;
    let (_, start, _) = bound(reader, None, first.start, first.next);
    for place in [first.start, start] {
        if let Some(((), at)) = VOCABULARY.between.ending(page, place, reader.floor) {
            return Some(Opening::Between(at));
        }
        if let Some(((), at)) = VOCABULARY.from.ending(page, place, reader.floor) {
            return Some(Opening::From(at));
        }
    }
    None
}

/// The token where the number itself starts, after its sign and currency.
pub(super) fn number_after(page: &Page, at: usize) -> Option<usize> {
    let after_sign = at + usize::from(VOCABULARY.negative.contains(page.folded(at)));
    let after_currency = VOCABULARY.before.starting(page, after_sign).map_or(after_sign, |(_, next)| next);
    if page.is_broken(after_currency) {
        return None;
    }
    let point = page.is(after_currency, ".");
    let number = match page.kind(after_currency)? {
        Kind::Digits => true,
        Kind::Word => {
            VOCABULARY.numbers.get(page.folded(after_currency)).is_some_and(|word| word.cardinal.is_some())
                || page.is(after_currency, "half")
                || page.folded(after_currency) == "a"
        }
        Kind::Han => {
            page.slice(after_currency).chars().next().is_some_and(|c| VOCABULARY.han.contains_key(&c))
        }
        Kind::Mark => point,
    };
    number.then_some(after_currency)
}

/// Years, scores and page spans: two bare numbers that measure nothing.
fn is_other_pair(reader: &Reader, first: &Operand, second: &Operand, joint: &Joint) -> bool {
    let page = &reader.page;
    let bare = first.numeral.form == Form::Bare && second.numeral.form == Form::Bare;
    if !bare || first.unit.is_some() || second.unit.is_some() {
        return false;
    }
    let printed = |operand: &Operand| operand.numeral.digits.slice(page.text).len();
    let year = |operand: &Operand| {
        printed(operand) == 4 && (Decimal::from(1000)..=Decimal::from(2100)).contains(&operand.value)
    };
    let named = first
        .start
        .checked_sub(1)
        .is_some_and(|before| page.kind(before) == Some(Kind::Word) && page.is_glued(first.start));
    let named = named || joint.dash && joint.opening.is_none() && follows_name(page, first.start);
    let modern = |operand: &Operand| year(operand) && operand.value >= Decimal::from(1900);
    let short_year = modern(first) && joint.dash && printed(second) == 2;
    let years = year(first) && year(second) && (modern(second) || joint.opening.is_some());
    let score = joint.dash && second.value <= first.value && printed(first) <= 3;
    let followed = second.next;
    let counted = super::noun::counted(page, followed, false).is_some();
    let address = joint.dash && is_capitalised(page, followed) && !counted;
    years || short_year || (!counted && (score || named || address))
}

/// `Boeing 737-800`: a name that starts no sentence.
fn follows_name(page: &Page, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|_| !page.is_broken(start)) else { return false };
    let folded = page.folded(before);
    let starts = before == 0
        || page.is_broken(before)
        || matches!(page.slice(before - 1), "." | ":" | ";" | "!" | "?");
    is_capitalised(page, before)
        && !starts
        && !VOCABULARY.stops.contains(folded)
        && !VOCABULARY.bounds_before.has(folded)
        && !VOCABULARY.modifiers.contains(folded)
        && !VOCABULARY.change.contains(folded)
}

/// Two ends of one range have one unit, or one of them says it for both.
fn are_alike(first: &Operand, second: &Operand, dash: bool) -> bool {
    match (&first.unit, &second.unit) {
        (Some(one), Some(other)) => one == other,
        (Some(one), None) => {
            one.kind == UnitKind::Money && first.currency_before
                || one.kind == UnitKind::Ratio && dash && second.numeral.form != Form::Words
        }
        (None, Some(other)) => {
            !(other.kind == UnitKind::Money && second.currency_before)
                && first.numeral.form != Form::SingleHan
                || second.numeral.form == Form::SingleHan
        }
        (None, None) => true,
    }
}

/// The low end with the scale it borrows, and the high end with the unit it borrows.
fn shared(first: &Operand, mut second: Operand) -> Option<(Decimal, Operand)> {
    let mut low = first.value;
    let smaller = second.numeral.unscaled.is_some_and(|other| first.value < other);
    if let Some(times) = second.numeral.times.filter(|_| first.numeral.times.is_none() && smaller) {
        low = low.checked_mul(times)?;
    }
    if first.unit.is_none()
        && let Some(unit) = &second.unit
    {
        low = low.checked_mul(second_ratio(&second, unit)?)?;
    }
    if second.unit.is_none() {
        second.unit.clone_from(&first.unit);
    }
    Some((low, second))
}

/// What the unit after the high end did to its number: cents are hundredths, 成 tens of per cent.
fn second_ratio(second: &Operand, unit: &Unit) -> Option<Decimal> {
    let printed = second.numeral.value?;
    if unit.kind != UnitKind::Money && unit.name != "percent" || printed.is_zero() || second.numeral.percent {
        return Some(Decimal::ONE);
    }
    second.value.abs().checked_div(printed.abs())
}

/// `rose from 5 to 7` is a prior figure and a result.
fn is_change(reader: &Reader, joint: &Joint) -> bool {
    let Some(Opening::From(from)) = joint.opening else { return false };
    let page = &reader.page;
    for at in (from.saturating_sub(10)..from).rev() {
        if matches!(page.slice(at), "." | "。" | ";" | "；" | "!" | "?") || page.is_broken(at + 1) {
            return false;
        }
        if VOCABULARY.change.contains(page.folded(at))
            || page.kind(at) == Some(Kind::Han) && VOCABULARY.change_han.starting(page, at).is_some()
        {
            return true;
        }
    }
    false
}

/// `from 5 to 7 per cent to 3 to 5 per cent`: both the prior figure and the result are ranges.
fn moves_on(reader: &Reader, next: usize) -> bool {
    let page = &reader.page;
    let number = |to: usize| {
        let at = number_after(page, to + 1).filter(|_| page.folded(to) == "to" && !page.is_broken(to))?;
        Some(reader.operand(at, to + 1)?.ok()?.next)
    };
    if led_to_range(page, next) {
        return true;
    }
    number(next).is_some_and(|third| {
        let dash = matches!(page.slice(third), "-" | "–") && page.kind(third + 1) == Some(Kind::Digits);
        dash || number(third).is_some()
    })
}

/// `from 5 to 6 to a new range of 7 to 8`, `to between 7 and 8`: what follows the range is one, too.
fn led_to_range(page: &Page, to: usize) -> bool {
    let behind = to + 1..to + 6;
    let mut words = behind.take_while(|at| !page.is_broken(*at) && page.kind(*at) == Some(Kind::Word));
    page.folded(to) == "to" && words.any(|at| matches!(page.folded(at), "range" | "between"))
}

/// `larger than 10 and smaller than 20`, `大于10小于20`.
fn between_bounds(reader: &Reader, first: &Operand) -> Option<(Option<Quantity>, usize)> {
    let page = &reader.page;
    let (lower, start) = VOCABULARY.bounds_before.ending(page, first.start, reader.floor)?;
    let mut at = first.next;
    let joins = |at: usize| {
        VOCABULARY.and.contains(page.folded(at))
            || matches!(page.slice(at), "且" | "并" | "并且" | "的" | "同" | "时")
    };
    while joins(at) && at < first.next + 4 {
        at += 1;
    }
    let (upper, next) = VOCABULARY.bounds_before.starting(page, at)?;
    if lower == upper || lower == Bound::About || upper == Bound::About {
        return None;
    }
    let number = number_after(page, next)?;
    let mut second = reader.operand(number, next)?.ok()?;
    if second.start != next || !are_alike(first, &second, true) {
        return None;
    }
    let (low, high) =
        if lower == Bound::AtLeast { (first.value, second.value) } else { (second.value, first.value) };
    if low > high {
        return None;
    }
    if second.unit.is_none() {
        second.unit.clone_from(&first.unit);
    }
    let end = second.next;
    let quantity = Quantity {
        span: page.span(start, end),
        digits: first.numeral.digits.joined(second.numeral.digits),
        amount: Amount::Range { low: Some(low), high: Some(high) },
        unit: second.unit,
        scale: second.numeral.scale,
        bound: None,
        direction: None,
    };
    Some((Some(quantity), end))
}

/// The bound said before or after a phrase, and the phrase with it. A verb bounds without belonging to the phrase.
pub(super) fn bound(
    reader: &Reader,
    own: Option<Bound>,
    start: usize,
    next: usize,
) -> (Option<Bound>, usize, usize) {
    let page = &reader.page;
    let (mut bound, mut start, mut next) = (own, start, next);
    for _ in 0..2 {
        let hyphen = start > reader.floor
            && page.is(start - 1, "-")
            && page.is_glued(start)
            && page.is_glued(start - 1);
        let Some((said, first)) =
            VOCABULARY.bounds_before.ending(page, start - usize::from(hyphen), reader.floor)
        else {
            break;
        };
        let moved = page.folded(first) == "up"
            && first.checked_sub(1).is_some_and(|verb| VOCABULARY.change.contains(page.folded(verb)));
        if moved {
            break;
        }
        bound = if said == Bound::About { bound.or(Some(said)) } else { Some(said) };
        start = first;
    }
    if bound.is_none() {
        bound = VOCABULARY.verbs_before.ending(page, start, reader.floor).map(|(said, _)| said);
    }
    if !page.is_broken(next)
        && let Some((said, end)) = VOCABULARY.bounds_after.starting(page, next)
        && (page.kind(next) != Some(Kind::Mark) || page.is_glued(next))
        && !page.is(end, "文")
    {
        bound = Some(said);
        next = end;
    }
    (bound, start, next)
}
