use rust_decimal::Decimal;

use super::aside::{self, Aside};
use super::date;
use super::elided::{self, Gap};
use super::lex::{Kind, Page};
use super::measure;
use super::noun;
use super::operand::Operand;
use super::vocabulary::VOCABULARY;
use super::{Amount, Found, Quantity, Scale, SetAside, Unit, UnitKind, change, range, vague, word};
use crate::text::Span;

/// Goes through a page once; what was taken is never looked at again.
pub(super) struct Reader<'t> {
    pub page: Page<'t>,
    /// The first token that no quantity has taken.
    pub floor: usize,
    found: Found,
    /// The token after each quantity.
    ends: Vec<usize>,
}

pub(super) fn find(text: &str) -> Found {
    let mut reader = Reader { page: Page::new(text), floor: 0, found: Found::default(), ends: Vec::new() };
    let mut at = 0;
    while at < reader.page.len() {
        at = reader.step(at).max(at + 1);
    }
    reader.found
}

/// The quantity of a text that is one number with its currency and unit and nothing else.
pub(super) fn whole(text: &str) -> Option<Quantity> {
    let reader = Reader { page: Page::new(text), floor: 0, found: Found::default(), ends: Vec::new() };
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
            || matches!(c, '半' | '数' | '數' | '上' | '过' | '過' | '破' | '成')
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
        let grammar = matches!(folded, "a" | "an" | "another" | "all" | "whole" | "full" | "age");
        if !grammar && !VOCABULARY.numbers.contains_key(folded) {
            return at + 1;
        }
        if let Some((quantity, next)) = word::quantity(self, at) {
            return self.take(quantity, next);
        }
        self.number(at)
    }

    /// A number at a token: a quantity, or set aside, or (`None` read) no number at all.
    fn number(&mut self, at: usize) -> usize {
        if let Some((quantity, next)) = word::han_multiple(self, at).or_else(|| vague::quantity(self, at)) {
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
        if date::is_year_with_time(&self.page, &first) {
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
        self.take_lone_sign(&mut first);
        let next = first.next;
        let quantity = self.finish(&first, Amount::Exact(first.value), first.start, next);
        let end = quantity.1;
        self.take(quantity.0, end)
    }

    /// `- 10`: a line that holds a dash and a number is below zero, not a list.
    fn take_lone_sign(&self, first: &mut Operand) {
        let page = &self.page;
        let Some(dash) = first.start.checked_sub(1).filter(|_| first.unit.is_none() && first.sign.is_none())
        else {
            return;
        };
        let line = page.kind(dash) == Some(Kind::Mark)
            && page.tokens.get(dash).is_some_and(|token| token.broken)
            && page.is_broken(first.next)
            && !page.is_broken(first.start);
        if line && VOCABULARY.negative.contains(page.slice(dash)) {
            (first.start, first.value) = (dash, -first.value);
        }
    }

    pub fn count(&self, first: &mut Operand) {
        let one = first.value == Decimal::ONE;
        if first.numeral.fraction && first.value < Decimal::ONE {
            return;
        }
        if aside::is_age(&self.page, first) || aside::is_after_age(&self.page, first) {
            first.unit = Some(Unit { kind: UnitKind::Duration, name: "year_of_age".to_owned(), per: None });
            return;
        }
        let counted = noun::counted(&self.page, first.next, one);
        if let Some(counted) = counted.or_else(|| noun::partitive(&self.page, first.next)) {
            let measure = noun::measure(&self.page, counted.next - 1);
            first.unit = measure.or(Some(Unit { kind: UnitKind::Count, name: counted.name, per: None }));
            first.next = counted.next;
        }
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
        if let Some(unit) = unit.as_mut().filter(|unit| unit.per.is_none()) {
            unit.per = rate_of_stuff(page, unit, next);
        }
        if let Some((per, first)) = VOCABULARY.per_before.ending(page, start, self.floor)
            && let Some(unit) =
                unit.as_mut().filter(|unit| unit.kind == UnitKind::Money && unit.per.is_none())
        {
            unit.per = Some(per.to_owned());
            start = first;
        }
        if let Some(unit) =
            unit.as_mut().filter(|unit| unit.name == "year" && aside::is_after_age(page, first))
        {
            "year_of_age".clone_into(&mut unit.name);
        }
        let mut amount = amount;
        if VOCABULARY.negative_phrases.ending(page, start, self.floor).is_some() {
            amount = negative(amount);
        }
        let (bound, start, next) = range::bound(self, first.bound, start, next);
        let direction = change::direction(self, first, start, unit.as_ref());
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

    fn take(&mut self, mut quantity: Quantity, mut next: usize) -> usize {
        let start = self.page.token_at(quantity.span.start);
        if let Some(last) = self.ends.last().copied()
            && let Some(previous) = self.found.quantities.last()
        {
            let gap = Gap { from: last, start, next };
            if quantity.direction.is_none() && previous.unit == quantity.unit
                || change::names_change(&quantity)
            {
                let carried = previous.direction.filter(|_| change::carries_over(&self.page, &gap));
                quantity.direction = quantity.direction.or(carried);
            }
            if quantity.bound.is_none() && elided::says_again(&self.page, previous, &quantity, &gap) {
                quantity.bound = previous.bound;
            }
            if quantity.unit.is_none() {
                quantity.unit = self.borrowed(&quantity, start, next);
                next = self.add_per(&mut quantity, next);
            } else if previous.unit.is_none() {
                let unit = elided::lent(&self.page, previous, &quantity, &gap);
                self.lend(unit, start);
            }
        }
        self.found.quantities.push(quantity);
        self.ends.push(next);
        self.floor = next;
        next
    }

    /// Gives a unit to the last quantity and, along a row of hyphens (`four-, five- and six-`), to those before it.
    fn lend(&mut self, unit: Option<Unit>, start: usize) {
        let mut start = start;
        for (previous, from) in self.found.quantities.iter_mut().zip(&self.ends).rev().take(4) {
            let suspended = elided::is_suspended(&self.page, &Gap { from: *from, start, next: start });
            if previous.unit.is_some() {
                break;
            }
            previous.unit.clone_from(&unit);
            if !suspended || unit.is_none() {
                break;
            }
            start = self.page.token_at(previous.span.start);
        }
    }

    /// `an average of 20 per week`, where the noun stands earlier.
    fn add_per(&self, quantity: &mut Quantity, next: usize) -> usize {
        let Some(unit) = quantity.unit.as_mut().filter(|unit| unit.per.is_none() && may_be_per(unit)) else {
            return next;
        };
        let Some((per, end)) = measure::per(&self.page, next) else { return next };
        unit.per = Some(per);
        quantity.span = quantity.span.joined(self.page.span(next, end));
        end
    }

    /// The unit that one of the last two quantities says for this one as well.
    fn borrowed(&self, quantity: &Quantity, start: usize, next: usize) -> Option<Unit> {
        let earlier = self.found.quantities.iter().zip(&self.ends).rev().take(2);
        earlier.into_iter().find_map(|(previous, from)| {
            elided::borrowed(&self.page, previous, quantity, &Gap { from: *from, start, next })
        })
    }

    fn set_aside(&mut self, from: usize, next: usize, why: &str) -> usize {
        let next = next.max(from + 1);
        let span: Span = self.page.span(from, next);
        self.found.set_aside.push(SetAside { span, why: why.to_owned() });
        self.floor = next;
        next
    }
}

/// `500 tonnes of raw copper a year`: what is measured stands between the measure and the time.
fn rate_of_stuff(page: &Page, unit: &Unit, next: usize) -> Option<String> {
    if page.folded(next) != "of" || unit.kind != UnitKind::Physical || unit.name == "point" {
        return None;
    }
    let stuff = (next + 1..next + 5)
        .take_while(|at| {
            page.kind(*at) == Some(Kind::Word)
                && !page.is_broken(*at)
                && !VOCABULARY.stops.contains(page.folded(*at))
        })
        .count();
    let adverb = matches!(page.folded(next + 1 + stuff), "every" | "each");
    let (per, end) = measure::per(page, next + 1 + stuff).filter(|_| stuff > 0 && !adverb)?;
    let time = VOCABULARY
        .measures
        .starting(page, end - 1)
        .is_some_and(|(measure, _)| measure.kind == UnitKind::Duration);
    time.then_some(per)
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
