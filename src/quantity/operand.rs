use rust_decimal::Decimal;

use super::find::Reader;
use super::lex::Kind;
use super::measure::{Measured, code_in_scale, measured};
use super::numeral::{self, Form, Numeral, numeral};
use super::vocabulary::{Currency, ScaleWord, VOCABULARY};
use super::{Bound, Unit, UnitKind};

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

impl Reader<'_> {
    /// Reads the currency, sign, number and unit around a token. `Err` is a number that fits no decimal.
    pub fn operand(&self, at: usize, floor: usize) -> Option<Result<Operand, usize>> {
        let page = &self.page;
        let (mut start, mut sign) = self.sign(at, floor);
        let currency = self.currency_before(start, floor);
        if let Some((_, first)) = currency {
            let outer = self.sign(first, floor);
            (start, sign) = (outer.0, sign.or(outer.1));
        }
        let coded = currency
            .is_none()
            .then(|| self.code_before(start, floor))
            .flatten()
            .filter(|_| !page.is_broken(start));
        if coded.is_some() {
            start -= 1;
        }
        let currency =
            currency.or(coded.map(|(currency, _)| (currency, start))).map(|(currency, _)| currency);
        let mut numeral = numeral(page, at, currency.is_some())?;
        if let Some((_, scale)) = coded.filter(|_| numeral.times.is_none()) {
            let next = numeral.next;
            numeral = numeral.scaled(scale, next);
        }
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
        let percent = matches!(page.slice(numeral.next + 1), "%" | "％") && page.is_glued(numeral.next + 1);
        let closed = matches!(page.slice(numeral.next), ")" | "）") && (in_cell || money || percent);
        closed.then(|| (open, numeral::scaled(page, Numeral { next: numeral.next + 1, ..*numeral }, money)))
    }

    /// The operand with the unit that stands after its number, or the currency before it.
    pub fn with_unit(&self, mut operand: Operand, currency: Option<Currency>) -> Option<Operand> {
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
            && VOCABULARY.negative.contains(page.folded(before - 1))
        {
            before -= 1;
        }
        let folded = page.folded(before);
        let mark = page.kind(before) == Some(Kind::Mark);
        let stands_free = !mark || (page.is_glued(at) && self.is_free(before));
        if stands_free && VOCABULARY.negative.contains(folded) {
            return (before, Some(Sign::Minus));
        }
        if stands_free && VOCABULARY.positive.contains(folded) {
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

    /// `MSEK 2,184`.
    fn code_before(&self, at: usize, floor: usize) -> Option<(Currency, ScaleWord)> {
        let before = at.checked_sub(1).filter(|before| *before >= floor)?;
        code_in_scale(self.page.slice(before))
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
}
