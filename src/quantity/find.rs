use rust_decimal::Decimal;

use super::aside::{self, Aside};
use super::lex::{Kind, Page};
use super::measure::{self, Measured, measured};
use super::noun;
use super::numeral::{Form, Numeral, numeral};
use super::vocabulary::{Currency, VOCABULARY};
use super::{Amount, Bound, Direction, Found, Quantity, Scale, SetAside, Unit, UnitKind, range, word};
use crate::text::Span;

/// A number with what is written onto it, before ranges and counted nouns are looked for.
#[derive(Debug, Clone)]
pub(super) struct Operand {
    pub start: usize,
    pub next: usize,
    pub numeral: Numeral,
    pub value: Decimal,
    pub unit: Option<Unit>,
    pub sign: Option<Sign>,
    pub currency_before: bool,
    pub bound: Option<Bound>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
}

/// Goes through a page once; what was taken is never looked at again.
pub(super) struct Reader<'t> {
    pub page: Page<'t>,
    /// The first token that no quantity has taken.
    pub floor: usize,
    found: Found,
}

pub(super) fn find(text: &str) -> Found {
    let mut reader = Reader { page: Page::new(text), floor: 0, found: Found::default() };
    let mut at = 0;
    while at < reader.page.len() {
        at = reader.step(at).max(at + 1);
    }
    reader.found
}

impl Reader<'_> {
    fn step(&mut self, at: usize) -> usize {
        match self.page.tokens[at].kind {
            Kind::Word => self.word(at),
            Kind::Han if self.may_start(at) => self.number(at),
            Kind::Digits => self.number(at),
            Kind::Mark if self.page.is(at, ".") || self.is_vulgar(at) => self.number(at),
            _ => at + 1,
        }
    }

    fn may_start(&self, at: usize) -> bool {
        let c = self.page.slice(at).chars().next().unwrap_or(' ');
        VOCABULARY.han.contains_key(&c)
            || c == '半'
            || VOCABULARY.han_multiples.starting(&self.page, at).is_some()
    }

    fn is_vulgar(&self, at: usize) -> bool {
        self.page.slice(at).chars().next().is_some_and(|c| VOCABULARY.vulgar.contains_key(&c))
    }

    fn word(&mut self, at: usize) -> usize {
        if let Some(next) = aside::address(&self.page, at) {
            return self.set_aside(at, next, "part of an address");
        }
        let folded = self.page.folded(at);
        let grammar = matches!(folded.as_ref(), "a" | "an" | "another" | "all" | "whole" | "full" | "age");
        if !grammar && !VOCABULARY.numbers.contains_key(folded.as_ref()) {
            return at + 1;
        }
        if let Some((quantity, next)) = word::quantity(self, at) {
            return self.take(quantity, next);
        }
        self.number(at)
    }

    /// A number at a token: a quantity, or set aside, or (`None` read) no number at all.
    fn number(&mut self, at: usize) -> usize {
        if let Some((quantity, next)) = word::han_multiple(self, at) {
            return self.take(quantity, next);
        }
        if let Some(Aside { from, next, why }) = aside::by_shape(&self.page, at, self.floor) {
            return self.set_aside(from, next, why);
        }
        let Some(first) = self.operand(at, self.floor) else {
            return if self.page.kind(at) == Some(Kind::Digits) {
                self.set_aside(at, at + 1, "a version or a date")
            } else {
                at + 1
            };
        };
        let Ok(first) = first else { return self.set_aside(at, at + 1, "too large a number") };
        if let Some((quantity, next)) = range::read(self, &first) {
            return match quantity {
                Some(quantity) => self.take(quantity, next),
                None => self.set_aside(first.start, next, "a range of years, a score or a list"),
            };
        }
        let first = self.joined_parts(first);
        self.single(first)
    }

    /// A number alone: with its noun, or set aside for what it is part of.
    fn single(&mut self, mut first: Operand) -> usize {
        if first.unit.is_none() {
            match aside::by_place(&self.page, &first, self.floor) {
                Some(Aside { from, next, why }) if !why.is_empty() => return self.set_aside(from, next, why),
                Some(Aside { next, .. }) => return next,
                None => {}
            }
            self.count(&mut first);
        }
        let next = first.next;
        let quantity = self.finish(&first, Amount::Exact(first.value), first.start, next);
        let end = quantity.1;
        self.take(quantity.0, end)
    }

    pub fn count(&self, first: &mut Operand) {
        let one = first.value == Decimal::ONE;
        if first.numeral.fraction && first.value < Decimal::ONE {
            return;
        }
        if let Some(counted) = noun::counted(&self.page, first.next, one) {
            first.unit = Some(Unit { kind: UnitKind::Count, name: counted.name, per: None });
            first.next = counted.next;
        }
    }

    /// Reads the currency, sign, number and unit around a token. `Err` is a number that fits no decimal.
    pub fn operand(&self, at: usize, floor: usize) -> Option<Result<Operand, ()>> {
        let page = &self.page;
        let (mut start, mut sign) = self.sign(at, floor);
        let currency = self.currency_before(start, floor);
        if let Some((_, first)) = currency {
            let outer = self.sign(first, floor);
            (start, sign) = (outer.0, sign.or(outer.1));
        }
        let currency = currency.map(|(currency, _)| currency);
        let mut numeral = numeral(page, at, currency.is_some())?;
        let mut bound = numeral.open.then_some(Bound::AtLeast);
        if page.is(numeral.next, "+") && page.is_glued(numeral.next) && numeral.form != Form::Words {
            bound = Some(Bound::AtLeast);
            numeral.next += 1;
        }
        let Some(value) = numeral.value else { return Some(Err(())) };
        let operand = Operand {
            start,
            next: numeral.next,
            numeral,
            value,
            unit: None,
            sign,
            currency_before: currency.is_some(),
            bound,
        };
        Some(self.with_unit(operand, currency).ok_or(()))
    }

    fn with_unit(&self, mut operand: Operand, currency: Option<Currency>) -> Option<Operand> {
        let page = &self.page;
        if operand.numeral.percent {
            operand.unit = Some(Unit { kind: UnitKind::Ratio, name: "percent".to_owned(), per: None });
        } else if let Some(Measured { unit, next, parts, times, numeral }) =
            measured(page, operand.numeral, currency)
        {
            operand.value =
                numeral.value?.checked_mul(Decimal::from(times))?.checked_div(Decimal::from(parts))?;
            operand.unit = Some(unit);
            operand.next = next;
            operand.numeral = numeral;
            if page.is(next, "半")
                && operand
                    .unit
                    .as_ref()
                    .is_some_and(|unit| matches!(unit.kind, UnitKind::Duration | UnitKind::Physical))
            {
                operand.value = operand.value.checked_add(Decimal::new(5, 1))?;
                operand.next += 1;
            }
        }
        if operand.sign == Some(Sign::Minus) {
            operand.value = -operand.value;
        }
        Some(operand)
    }

    /// A sign written onto what starts at `at`, and where the whole starts then.
    fn sign(&self, at: usize, floor: usize) -> (usize, Option<Sign>) {
        let page = &self.page;
        let Some(mut before) = at.checked_sub(1).filter(|before| *before >= floor && !page.is_broken(at))
        else {
            return (at, None);
        };
        if page.is(before, "-")
            && page.is_glued(at)
            && page.is_glued(before)
            && before > floor
            && VOCABULARY.negative.contains(page.folded(before - 1).as_ref())
        {
            before -= 1;
        }
        let folded = page.folded(before);
        let mark = page.kind(before) == Some(Kind::Mark);
        let stands_free = !mark || (page.is_glued(at) && self.is_free(before));
        if stands_free && VOCABULARY.negative.contains(folded.as_ref()) {
            return (before, Some(Sign::Minus));
        }
        if stands_free && VOCABULARY.positive.contains(folded.as_ref()) {
            return (before, Some(Sign::Plus));
        }
        (at, None)
    }

    /// Whether a mark starts something: nothing that a dash could join stands onto it.
    fn is_free(&self, mark: usize) -> bool {
        if !self.page.is_glued(mark) {
            return true;
        }
        let before = self.page.slice(mark - 1);
        matches!(self.page.kind(mark - 1), Some(Kind::Han))
            || matches!(
                before,
                "(" | "（"
                    | ":"
                    | "："
                    | "|"
                    | ","
                    | "，"
                    | "\""
                    | "“"
                    | "~"
                    | "="
                    | "。"
                    | "、"
                    | "["
                    | ">"
                    | "<"
                    | "$"
            )
    }

    fn currency_before(&self, at: usize, floor: usize) -> Option<(Currency, usize)> {
        let page = &self.page;
        let (currency, first) = VOCABULARY.before.ending(page, at, floor)?;
        let glued_to_word = page.is_glued(first)
            && matches!(page.kind(first - 1), Some(Kind::Word | Kind::Digits))
            && page.kind(first) == Some(Kind::Word);
        let currency = if matches!(page.slice(at - 1), "¥" | "￥") && self.is_chinese(at) {
            Currency { code: "CNY", parts: 1 }
        } else {
            currency
        };
        (!glued_to_word).then_some((currency, first))
    }

    /// `¥` is yuan where Chinese words or `RMB` stand near.
    fn is_chinese(&self, at: usize) -> bool {
        let near = at.saturating_sub(12)..(at + 12).min(self.page.len());
        let yen = |at: usize| {
            matches!(self.page.slice(at), "日" | "円" | "JPY" | "yen" | "Japan" | "Japanese" | "Tokyo")
        };
        let yuan = |at: usize| {
            matches!(
                self.page.slice(at),
                "元" | "亿" | "万" | "RMB" | "yuan" | "CNY" | "Chinese" | "China" | "renminbi"
            )
        };
        !near.clone().any(yen)
            && (near.clone().any(yuan)
                || near.filter(|at| self.page.kind(*at) == Some(Kind::Han)).count() > 3)
    }

    /// `3 dollars 50 cents`, `5 ft 2 in`, `8天20小时`: one quantity in two units.
    fn joined_parts(&self, mut first: Operand) -> Operand {
        for _ in 0..5 {
            let Some(joined) = word::joined(self, &first) else { break };
            first = joined;
        }
        first
    }

    /// Adds what belongs to the phrase around: what it is counted per, the bound, and the direction it says.
    pub fn finish(&self, first: &Operand, amount: Amount, start: usize, next: usize) -> (Quantity, usize) {
        let page = &self.page;
        let (mut start, mut next, mut unit) = (start, next, first.unit.clone());
        if let Some(unit) = unit.as_mut().filter(|unit| unit.per.is_none() && may_be_per(unit))
            && let Some((per, end)) = measure::per(page, next)
        {
            unit.per = Some(per);
            next = end;
        }
        if let Some((per, first)) = VOCABULARY.per_before.ending(page, start, self.floor)
            && let Some(unit) =
                unit.as_mut().filter(|unit| unit.kind == UnitKind::Money && unit.per.is_none())
        {
            unit.per = Some(per.to_owned());
            start = first;
        }
        let mut amount = amount;
        if VOCABULARY.negative_phrases.ending(page, start, self.floor).is_some() {
            amount = negative(amount);
        }
        let (bound, start, next) = range::bound(self, first.bound, start, next);
        let direction = (first.sign == Some(Sign::Plus)).then_some(Direction::Up);
        let scale = if matches!(amount, Amount::Exact(_)) || first.numeral.scale != Scale::One {
            first.numeral.scale
        } else {
            Scale::One
        };
        let quantity = Quantity {
            span: page.span(start, next),
            digits: first.numeral.digits,
            amount,
            unit,
            scale,
            bound,
            direction,
        };
        (quantity, next)
    }

    fn take(&mut self, quantity: Quantity, next: usize) -> usize {
        self.found.quantities.push(quantity);
        self.floor = next;
        next
    }

    fn set_aside(&mut self, from: usize, next: usize, why: &str) -> usize {
        let next = next.max(from + 1);
        let span: Span = self.page.span(from, next);
        self.found.set_aside.push(SetAside { span, why: why.to_owned() });
        self.floor = next;
        next
    }
}

fn may_be_per(unit: &Unit) -> bool {
    match unit.kind {
        UnitKind::Duration => false,
        UnitKind::Ratio => !unit.name.ends_with("point"),
        _ => true,
    }
}

fn negative(amount: Amount) -> Amount {
    match amount {
        Amount::Exact(value) => Amount::Exact(-value.abs()),
        range => range,
    }
}
