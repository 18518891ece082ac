use rust_decimal::Decimal;

use super::Scale;
use super::lex::{Kind, Page, narrow};
use super::numeral::{Form, Numeral};
use super::vocabulary::{HanNumber, VOCABULARY};

/// A number in Chinese characters, added up character by character.
#[derive(Default)]
pub(super) struct Sum {
    total: Decimal,
    section: Decimal,
    pending: Option<Decimal>,
    small: Option<u64>,
    large: Option<u64>,
    /// The product of the large units at the end: what a range's other end borrows.
    times: Option<Decimal>,
    last_unit: u64,
    zero: bool,
    run: bool,
    open: bool,
    decimals: bool,
    overflow: bool,
    /// The digits that wait for their unit are printed as digits.
    literal: bool,
    /// It starts with a unit: `百亿`.
    headless: bool,
}

impl Sum {
    pub fn is_empty(&self) -> bool {
        self.pending.is_none() && self.section.is_zero() && self.total.is_zero() && !self.zero
    }

    /// No unit and no decimal point was read.
    pub fn is_digits_only(&self) -> bool {
        self.large.is_none() && self.small.is_none() && !self.decimals
    }

    /// Digits in a row without a zero, which words are made of as often as numbers: `三五`.
    pub fn is_idle_run(&self) -> bool {
        self.run && !self.zero && self.is_digits_only()
    }

    pub fn take(&mut self, page: &Page, at: usize) -> Option<usize> {
        let token = page.get(at)?;
        let started = !self.is_empty() || self.headless || self.open;
        if started && page.is_broken(at) {
            return None;
        }
        if token.kind == Kind::Digits {
            return self.literal(page, at, started);
        }
        let c = page.slice(at).chars().next()?;
        if matches!(c, '点' | '點') {
            return self.point(page, at);
        }
        match VOCABULARY.han.get(&c)? {
            HanNumber::Digit(2) if started && is_liang(page, at) => return None,
            HanNumber::Small(_) | HanNumber::Large(_) if started && is_in_measure(page, at) => return None,
            HanNumber::Digit(value) => self.digit(*value)?,
            HanNumber::Small(value) => self.small(*value, started)?,
            HanNumber::Large(value) => self.large(page, at, *value, started)?,
            HanNumber::Open => self.leave_open(page, at, started)?,
        }
        Some(at + 1)
    }

    /// `万分之`, `万万分之`: the unit counts as one of itself here.
    pub fn take_bare_unit(&mut self, page: &Page, at: usize) -> Option<usize> {
        let HanNumber::Large(unit) = VOCABULARY.han.get(&page.slice(at).chars().next()?)? else {
            return None;
        };
        if !self.is_empty() {
            return None;
        }
        self.total = Decimal::from(*unit);
        Some(at + 1)
    }

    fn literal(&mut self, page: &Page, at: usize, started: bool) -> Option<usize> {
        let printed = page.slice(at);
        let whole = !printed.contains(['.', '．']);
        if self.pending.is_some()
            || (started
                && !(whole
                    && self.last_unit > 0
                    && (page.is_glued(at) || page.is_glued(at + 1) && is_unit(page, at + 1))))
        {
            return None;
        }
        let digits: String = printed.chars().map(narrow).filter(|c| *c != ',').collect();
        let value: Decimal = digits.parse().ok()?;
        let below = self.last_unit == 0 || value < Decimal::from(self.last_unit);
        below.then(|| self.pending = Some(value))?;
        self.zero |= self.last_unit > 0 && digits.len() > 1;
        self.literal = true;
        Some(at + 1)
    }

    fn digit(&mut self, value: u64) -> Option<()> {
        if self.decimals {
            return None;
        }
        if value == 0 && self.pending.is_none() && self.last_unit > 0 {
            self.zero = true;
            return Some(());
        }
        let value = Decimal::from(value);
        if let Some(before) = self.pending {
            if self.last_unit > 0 || self.literal {
                return None;
            }
            self.run = true;
            self.zero |= value.is_zero();
            self.pending = Some(before.checked_mul(Decimal::TEN)?.checked_add(value)?);
        } else {
            self.zero = value.is_zero() || self.zero && self.last_unit > 0;
            self.pending = Some(value);
        }
        Some(())
    }

    fn small(&mut self, unit: u64, started: bool) -> Option<()> {
        let after_zero = self.zero && self.pending.is_none_or(|pending| pending.is_zero());
        if self.pending.is_none() && unit != 10 && started && !self.open && !after_zero
            || self.run
            || self.decimals
        {
            return None;
        }
        self.headless |= self.pending.is_none() && unit != 10 && !started;
        let count = match self.pending.take() {
            Some(count) if !(count.is_zero() && unit == 10) => count,
            None if started && !self.open && !self.zero && self.last_unit > 0 && self.last_unit <= unit => {
                return None;
            }
            _ if self.open && !self.section.is_zero() => {
                self.section = self.section.checked_mul(Decimal::from(unit))?;
                self.small = Some(unit);
                self.last_unit = unit;
                return Some(());
            }
            _ => Decimal::ONE,
        };
        self.section = self.section.checked_add(count.checked_mul(Decimal::from(unit))?)?;
        self.small = Some(unit);
        self.last_unit = unit;
        self.zero = false;
        Some(())
    }

    fn large(&mut self, page: &Page, at: usize, unit: u64, started: bool) -> Option<()> {
        if !started && !self.multiplies_another(page, at) {
            return None;
        }
        self.headless |= !started;
        let unit = Decimal::from(unit);
        let section = self.section.checked_add(self.pending.take().unwrap_or_default())?;
        let stacked = section.is_zero() && !self.total.is_zero();
        let product = if stacked {
            self.total.checked_mul(unit)
        } else {
            section.max(headless_one(started, self.open)).checked_mul(unit)
        };
        let Some(product) = product else {
            self.overflow = true;
            return Some(());
        };
        self.total = if stacked { product } else { self.total.checked_add(product)? };
        self.times = if stacked { self.times.and_then(|times| times.checked_mul(unit)) } else { Some(unit) };
        self.section = Decimal::ZERO;
        self.large = u64::try_from(unit).ok();
        self.last_unit = self.large.unwrap_or_default();
        (self.zero, self.decimals) = (false, false);
        Some(())
    }

    /// `万亿` alone is 10^12; `万` alone is a word or a name.
    fn multiplies_another(&self, page: &Page, at: usize) -> bool {
        let next = page.slice(at + 1).chars().next().and_then(|c| VOCABULARY.han.get(&c));
        matches!(next, Some(HanNumber::Large(_))) && page.slice(at) != page.slice(at + 1)
    }

    /// `十几万`, `500多亿`: at least as much.
    fn leave_open(&mut self, page: &Page, at: usize, started: bool) -> Option<()> {
        let next = page.slice(at + 1).chars().next().and_then(|c| VOCABULARY.han.get(&c));
        let multiplied = matches!(next, Some(HanNumber::Large(_) | HanNumber::Small(_)));
        if !started
            || self.open
            || !(multiplied
                || page.is(at, "几")
                || page.is(at, "幾")
                || page.is(at, "多")
                || page.is(at, "余"))
        {
            return None;
        }
        if !multiplied && !counts_on(page, at + 1) {
            return None;
        }
        self.open = true;
        Some(())
    }

    fn point(&mut self, page: &Page, at: usize) -> Option<usize> {
        if self.is_empty() || self.decimals || self.run && self.zero {
            return None;
        }
        let mut digits = String::from("0.");
        let mut next = at + 1;
        while let Some(HanNumber::Digit(value)) =
            page.slice(next).chars().next().and_then(|c| VOCABULARY.han.get(&c))
        {
            if digits.len() > 20 {
                break;
            }
            digits.push_str(&value.to_string());
            next += 1;
        }
        if next == at + 1
            || VOCABULARY
                .han
                .get(&page.slice(next).chars().next().unwrap_or(' '))
                .is_some_and(|n| matches!(n, HanNumber::Small(_)))
        {
            return None;
        }
        let whole = self.pending.take().unwrap_or_default();
        self.section = self.section.checked_add(whole)?.checked_add(digits.parse().ok()?)?;
        (self.decimals, self.run) = (true, false);
        Some(next)
    }

    /// A digit at the end takes the place below the last unit: `一万三` is 13,000.
    pub fn value(&self) -> Option<Decimal> {
        let rest = match self.pending {
            Some(pending) if self.last_unit > 10 && !self.zero && pending < Decimal::TEN => {
                pending.checked_mul(Decimal::from(self.last_unit / 10))?
            }
            pending => pending.unwrap_or_default(),
        };
        let value = self.total.checked_add(self.section)?.checked_add(rest)?;
        (!self.overflow).then_some(value)
    }

    pub fn describe(&self, page: &Page, mut numeral: Numeral) -> Numeral {
        numeral.open = self.open;
        let printed = (page.kind(numeral.start) == Some(Kind::Digits))
            .then(|| plain(page.slice(numeral.start)))
            .flatten();
        let units_follow = (numeral.start + 1..numeral.next).all(|at| is_unit(page, at));
        let product =
            printed.filter(|_| units_follow).and_then(|printed| numeral.value?.checked_div(printed));
        numeral.times = product.or(self.times);
        let ends_in_unit = self.pending.is_none() && self.section.is_zero();
        if let Some(times) = self.times.filter(|_| ends_in_unit) {
            numeral.scale = scale_of(times);
            let last = (numeral.start..numeral.next).rev().take_while(|at| is_large(page, *at)).count();
            numeral.digits = page.span(numeral.start, (numeral.next - last).max(numeral.start + 1));
        }
        numeral.unscaled =
            numeral.times.and_then(|times| numeral.value?.checked_div(times)).or(numeral.value);
        if self.headless && self.pending.is_none() && numeral.form != Form::SingleHan {
            numeral.form = Form::SingleHan;
        }
        numeral
    }
}

/// `两` after a number is the weight unless a unit follows: `三千两百`.
fn is_liang(page: &Page, at: usize) -> bool {
    let next = page.slice(at + 1).chars().next().and_then(|c| VOCABULARY.han.get(&c));
    matches!(page.slice(at), "两" | "兩") && !matches!(next, Some(HanNumber::Small(_) | HanNumber::Large(_)))
}

/// `千米`, `千卡`, `兆瓦`: the character belongs to the unit.
fn is_in_measure(page: &Page, at: usize) -> bool {
    VOCABULARY.measures.starting(page, at).is_some_and(|(_, next)| next > at + 1)
}

fn headless_one(started: bool, open: bool) -> Decimal {
    if started && !open { Decimal::ZERO } else { Decimal::ONE }
}

fn plain(printed: &str) -> Option<Decimal> {
    let digits: String = printed.chars().map(narrow).filter(|c| *c != ',').collect();
    digits.parse().ok().filter(|value: &Decimal| !value.is_zero())
}

fn is_unit(page: &Page, at: usize) -> bool {
    let number = page.slice(at).chars().next().and_then(|c| VOCABULARY.han.get(&c));
    matches!(number, Some(HanNumber::Large(_) | HanNumber::Small(_) | HanNumber::Open))
}

fn is_large(page: &Page, at: usize) -> bool {
    let number = page.slice(at).chars().next().and_then(|c| VOCABULARY.han.get(&c));
    matches!(number, Some(HanNumber::Large(_)))
}

fn scale_of(times: Decimal) -> Scale {
    let scales = [Scale::TenThousand, Scale::HundredMillion, Scale::Trillion];
    scales.into_iter().find(|scale| scale.multiple() == times).unwrap_or_default()
}

/// What may follow `多` for it to belong to the number: something counted, not `多年来`.
fn counts_on(page: &Page, at: usize) -> bool {
    VOCABULARY.after.starting(page, at).is_some()
        || VOCABULARY.measures.starting(page, at).is_some()
        || VOCABULARY.han_counters.starting(page, at).is_some()
        || page.is(at, "个")
        || page.is(at, "個")
        || VOCABULARY.han_nouns.starting(page, at).is_some()
}
