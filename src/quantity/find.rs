use rust_decimal::Decimal;

use super::aside::{self, Aside};
use super::lex::{Kind, Page};
use super::measure::{self, Measured, measured};
use super::noun;
use super::numeral::{self, Form, Numeral, numeral};
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

/// The quantity of a text that is one number with its currency and unit and nothing else.
pub(super) fn whole(text: &str) -> Option<Quantity> {
    let reader = Reader { page: Page::new(text), floor: 0, found: Found::default() };
    let at = (0..reader.page.len().min(6)).find(|at| reader.page.kind(*at) == Some(Kind::Digits))?;
    let first = reader.operand(at, 0)?.ok()?;
    let (quantity, next) = reader.finish(&first, Amount::Exact(first.value), first.start, first.next);
    (quantity.span.start == 0 && next == reader.page.len()).then_some(quantity)
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
            || VOCABULARY.han_percents.starting(&self.page, at).is_some()
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
        let first = match first {
            Ok(first) => first,
            Err(next) => return self.set_aside(at, next, "a number too large or too small to hold"),
        };
        if let Some((quantity, next)) = range::read(self, &first) {
            return match quantity {
                Some(quantity) => self.take(quantity, next),
                None => self.set_aside(first.start, next, "a range of years, a score or a list"),
            };
        }
        if aside::is_year_with_time(&self.page, &first) {
            return self.set_aside(first.start, first.numeral.next, "a year");
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
        if aside::is_age(&self.page, first) {
            first.unit = Some(Unit { kind: UnitKind::Duration, name: "year_of_age".to_owned(), per: None });
            return;
        }
        if let Some(counted) = noun::counted(&self.page, first.next, one) {
            let measure = noun::measure(&self.page, counted.next - 1);
            first.unit = measure.or(Some(Unit { kind: UnitKind::Count, name: counted.name, per: None }));
            first.next = counted.next;
        }
    }

    /// Reads the currency, sign, number and unit around a token. `Err` is a number that fits no decimal.
    pub fn operand(&self, at: usize, floor: usize) -> Option<Result<Operand, usize>> {
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
        if let Some((opening, closed)) = self.accounting(start, &numeral, floor) {
            (start, numeral, sign) = (opening, closed, Some(Sign::Minus));
        }
        let currency = currency.or_else(|| self.currency_before(start, floor).map(|(currency, _)| currency));
        if let Some((_, first)) = self.currency_before(start, floor).filter(|_| page.is(start, "(")) {
            start = first;
        }
        let Some(value) = numeral.value else { return Some(Err(numeral.next)) };
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
        let next = operand.next;
        Some(self.with_unit(operand, currency).ok_or(next))
    }

    /// `$(21.8) million` and a table's `| (127) |`: in brackets, below zero.
    fn accounting(&self, start: usize, numeral: &Numeral, floor: usize) -> Option<(usize, Numeral)> {
        let page = &self.page;
        let open =
            start.checked_sub(1).filter(|open| *open >= floor && matches!(page.slice(*open), "(" | "（"))?;
        let in_cell = open > 0 && page.is(open - 1, "|");
        let money = page.is_glued(open) && self.currency_before(open, floor).is_some();
        let closed = matches!(page.slice(numeral.next), ")" | "）") && (in_cell || money);
        closed.then(|| (open, numeral::scaled(page, Numeral { next: numeral.next + 1, ..*numeral }, money)))
    }

    fn with_unit(&self, mut operand: Operand, currency: Option<Currency>) -> Option<Operand> {
        let page = &self.page;
        let percent_of = self.percent_of(operand.start);
        if operand.numeral.percent || percent_of.is_some() {
            operand.start = percent_of.unwrap_or(operand.start);
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

    /// `per cent of 210`, where no number stands before `per cent`.
    fn percent_of(&self, start: usize) -> Option<usize> {
        let page = &self.page;
        let of = start.checked_sub(1).filter(|of| *of > self.floor && page.folded(*of) == "of")?;
        let (measure, first) = (self.floor..of).rev().take(2).find_map(|at| {
            VOCABULARY
                .measures
                .starting(page, at)
                .filter(|(_, next)| *next == of)
                .map(|(measure, _)| (measure, at))
        })?;
        let free = first == 0 || page.is_broken(first) || page.kind(first - 1) == Some(Kind::Mark);
        let alone = self.page.is_broken(start + 1) || page.kind(start + 1) == Some(Kind::Mark);
        (measure.name == "percent" && free && alone).then_some(first)
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
