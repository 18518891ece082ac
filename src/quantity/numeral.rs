use rust_decimal::Decimal;

use super::Scale;
use super::lex::{Kind, Page, narrow};
use super::noun::is_plural;
use super::vocabulary::{ScaleWord, VOCABULARY};
use super::{groups, han, spelled};
use crate::text::Span;

/// How a number is written, which decides how much must stand around it before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits and nothing else: what a year, a list number or a name's number looks like.
    Bare,
    /// Digits with separators, decimals or a scale.
    Digits,
    /// English words.
    Words,
    /// One Chinese character, most often part of a word.
    SingleHan,
    Han,
}

/// A number without sign, currency or unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    /// `None` when it does not fit a decimal.
    pub value: Option<Decimal>,
    pub start: usize,
    pub next: usize,
    pub digits: Span,
    pub scale: Scale,
    pub form: Form,
    /// It says `and more` by itself: `500多亿`.
    pub open: bool,
    /// `two thirds`, `½`.
    pub fraction: bool,
    /// `百分之五`, whose unit stands inside.
    pub percent: bool,
    /// Before the scale was applied; what a range's other end lends its scale to.
    pub unscaled: Option<Decimal>,
    pub times: Option<Decimal>,
}

impl Numeral {
    pub fn new(page: &Page, start: usize, next: usize, value: Option<Decimal>, form: Form) -> Self {
        let digits = page.span(start, next);
        let scale = Scale::One;
        Self {
            value,
            start,
            next,
            digits,
            scale,
            form,
            open: false,
            fraction: false,
            percent: false,
            unscaled: value,
            times: None,
        }
    }

    pub fn scaled(mut self, word: ScaleWord, next: usize) -> Self {
        self.value = self.value.and_then(|value| value.checked_mul(word.times));
        self.times = Some(self.times.unwrap_or(Decimal::ONE)).and_then(|times| times.checked_mul(word.times));
        if word.scale != Scale::One {
            self.scale = word.scale;
        }
        self.form = if self.form == Form::Bare { Form::Digits } else { self.form };
        self.next = next;
        self
    }
}

/// The number that starts at a token. `money` says that a currency stands before it, which makes `5m` five million.
pub(super) fn numeral(page: &Page, at: usize, money: bool) -> Option<Numeral> {
    match page.kind(at)? {
        Kind::Digits => Some(completed(page, scaled(page, literal(page, at, money)?, money))),
        Kind::Word => spelled::numeral(page, at),
        Kind::Han => han::numeral(page, at),
        Kind::Mark if is_leading_point(page, at) => Some(scaled(page, leading_point(page, at)?, money)),
        Kind::Mark => vulgar(page, at, None).map(|numeral| scaled(page, numeral, money)),
    }
}

/// Digits with the words that may follow: `3 dozen`, `2 and a half`, `1 in 5`.
fn completed(page: &Page, numeral: Numeral) -> Numeral {
    if numeral.times.is_none() && spelled::is_dozen(page, numeral.next) {
        return spelled::dozens(page, numeral);
    }
    spelled::share(page, &numeral)
        .or_else(|| spelled::over_digits(page, &numeral))
        .or_else(|| spelled::mixed(page, &numeral))
        .unwrap_or_else(|| spelled::with_half(page, numeral))
}

/// Digits, then what is written onto them: an exponent, a fraction, Chinese multipliers.
fn literal(page: &Page, at: usize, money: bool) -> Option<Numeral> {
    if matches!(page.kind(at + 1), Some(Kind::Han))
        && let Some(numeral) = han::numeral(page, at)
    {
        return Some(numeral);
    }
    alone(page, at, money)
}

/// Digits with their scale and nothing that could hold another number.
pub(super) fn digits(page: &Page, at: usize) -> Option<Numeral> {
    (page.kind(at) == Some(Kind::Digits)).then(|| Some(scaled(page, alone(page, at, false)?, false)))?
}

fn alone(page: &Page, at: usize, money: bool) -> Option<Numeral> {
    let printed = page.slice(at);
    let bare = printed.chars().all(|c| c.is_ascii_digit() || matches!(c, '０'..='９'));
    let next;
    let value = match european(page, at).or_else(|| Some((decimal_comma(page, at, money)?, at + 3))) {
        Some((value, end)) => {
            next = end;
            Some(value)
        }
        None if printed.chars().map(narrow).filter(|c| *c == '.').count() > 1 => return None,
        None => {
            let mut digits = plain(printed);
            next = groups::joined(page, at, &mut digits, money);
            digits.parse().ok()
        }
    };
    let form = if bare && next == at + 1 { Form::Bare } else { Form::Digits };
    let numeral = Numeral::new(page, at, next, value, form);
    Some(
        power(page, &numeral)
            .or_else(|| fraction(page, &numeral))
            .or_else(|| vulgar(page, next, Some(&numeral)))
            .unwrap_or(numeral),
    )
}

fn plain(printed: &str) -> String {
    printed.chars().map(narrow).filter(|c| !matches!(c, ',' | '\'' | '’')).collect()
}

/// `1.111,11` and `1.234.567`.
fn european(page: &Page, at: usize) -> Option<(Decimal, usize)> {
    let printed = plain(page.slice(at));
    let groups: Vec<&str> = printed.split('.').collect();
    let thousands =
        groups.len() > 1 && groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    if !thousands {
        return None;
    }
    let whole = groups.concat();
    let decimals = page.is(at + 1, ",") && page.is_glued(at + 1) && page.is_glued(at + 2);
    if decimals && matches!(page.kind(at + 2), Some(Kind::Digits)) && page.slice(at + 2).len() <= 2 {
        return Some((format!("{whole}.{}", page.slice(at + 2)).parse().ok()?, at + 3));
    }
    (groups.len() > 2).then(|| Some((whole.parse().ok()?, at + 1)))?
}

/// `12,5 %`, `€ 1,25 Mio`: a comma before one or two decimals, where a unit, a scale or a currency says that it counts.
fn decimal_comma(page: &Page, at: usize, money: bool) -> Option<Decimal> {
    let whole = page.slice(at);
    let decimals = page.slice(at + 2);
    let shaped = page.is(at + 1, ",")
        && page.is_glued(at + 1)
        && page.is_glued(at + 2)
        && page.kind(at + 2) == Some(Kind::Digits)
        && is_whole(whole)
        && is_whole(decimals)
        && decimals.len() <= 2
        && !(page.is(at + 3, ",") && page.is_glued(at + 3));
    let measured = |next: usize| {
        !page.is_broken(next)
            && (VOCABULARY.measures.starting(page, next).is_some()
                || VOCABULARY.after.starting(page, next).is_some()
                || VOCABULARY.scales.starting(page, next).is_some_and(|_| page.slice(next).len() > 1))
    };
    (shaped && (money || measured(at + 3))).then(|| format!("{whole}.{decimals}").parse().ok())?
}

pub(super) fn is_whole(printed: &str) -> bool {
    printed.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1e10`, `12.32e+14`, `1.3x10^6`, `2.5^-1`.
fn power(page: &Page, numeral: &Numeral) -> Option<Numeral> {
    let next = numeral.next;
    let value = numeral.value?;
    if !page.is_glued(next) {
        return None;
    }
    let (base, at) = match page.folded(next) {
        "e" => (Decimal::TEN, next + 1),
        "x" | "×" if page.is(next + 1, "10") => {
            (Decimal::TEN, if page.is(next + 2, "^") { next + 3 } else { next + 2 })
        }
        "^" => (value, next + 1),
        _ => return None,
    };
    let negative = matches!(page.slice(at), "-" | "−" | "–");
    let digits = if negative || page.is(at, "+") { at + 1 } else { at };
    let exponent: u32 = page
        .get(digits)
        .filter(|token| token.kind == Kind::Digits && !token.spaced)?
        .span
        .slice(page.text)
        .parse()
        .ok()?;
    let mut power = raised(base, exponent.min(64));
    if negative {
        power = power.and_then(|power| Decimal::ONE.checked_div(power));
    }
    let value = if base == value && page.is(next, "^") {
        power
    } else {
        power.and_then(|power| power.checked_mul(value))
    };
    Some(Numeral::new(page, numeral.start, digits + 1, value, Form::Digits))
}

fn raised(base: Decimal, exponent: u32) -> Option<Decimal> {
    (0..exponent).try_fold(Decimal::ONE, |power, _| power.checked_mul(base))
}

/// `1/2`, `10 1/2`.
fn fraction(page: &Page, numeral: &Numeral) -> Option<Numeral> {
    if numeral.form != Form::Bare {
        return None;
    }
    let (whole, top) = if is_slash(page, numeral.next + 1)
        && !page.is_broken(numeral.next)
        && !page.is_glued(numeral.next)
    {
        (numeral.value?, numeral.next)
    } else {
        (Decimal::ZERO, numeral.start)
    };
    let glued = is_slash(page, top + 1) && page.is_glued(top + 1) && page.is_glued(top + 2);
    if !glued
        || (is_slash(page, top + 3) && page.is_glued(top + 3))
        || !matches!(page.kind(top + 2), Some(Kind::Digits))
    {
        return None;
    }
    let numerator: Decimal = plain(page.slice(top)).parse().ok()?;
    let denominator: Decimal = plain(page.slice(top + 2)).parse().ok()?;
    let small =
        denominator > Decimal::ONE && denominator <= Decimal::from(100) && numerator <= Decimal::from(100);
    if !small || (numerator >= denominator && whole.is_zero() && numerator > Decimal::from(20)) {
        return None;
    }
    let value = numerator.checked_div(denominator)?.checked_add(whole);
    Some(Numeral { fraction: true, ..Numeral::new(page, numeral.start, top + 3, value, Form::Digits) })
}

fn is_slash(page: &Page, at: usize) -> bool {
    matches!(page.slice(at), "/" | "／")
}

/// `½`, alone or onto digits.
fn vulgar(page: &Page, at: usize, whole: Option<&Numeral>) -> Option<Numeral> {
    let (top, bottom) = VOCABULARY.vulgar.get(&page.slice(at).chars().next()?)?;
    let part = Decimal::from(*top).checked_div(Decimal::from(*bottom))?;
    let start = whole.map_or(at, |whole| whole.start);
    let value = part.checked_add(whole.map_or(Some(Decimal::ZERO), |whole| whole.value)?);
    Some(Numeral { fraction: true, ..Numeral::new(page, start, at + 1, value, Form::Digits) })
}

fn is_leading_point(page: &Page, at: usize) -> bool {
    let follows = matches!(page.kind(at + 1), Some(Kind::Digits)) && page.is_glued(at + 1);
    let first = !page.is_glued(at) || matches!(page.kind(at - 1), Some(Kind::Mark)) && !page.is(at - 1, ".");
    page.is(at, ".") && follows && first
}

fn leading_point(page: &Page, at: usize) -> Option<Numeral> {
    let digits = plain(page.slice(at + 1));
    (!digits.contains('.'))
        .then(|| Numeral::new(page, at, at + 2, format!("0.{digits}").parse().ok(), Form::Digits))
}

/// The number with the scale words that follow it.
pub(super) fn scaled(page: &Page, mut numeral: Numeral, money: bool) -> Numeral {
    loop {
        let hyphen = page.is(numeral.next, "-") && !matches!(page.kind(numeral.next + 1), Some(Kind::Digits));
        let at = numeral.next + usize::from(hyphen);
        if page.is_broken(at) {
            return numeral;
        }
        let Some((word, next)) = VOCABULARY.scales.starting(page, at) else { return numeral };
        let letter = page.slice(at).chars().count() == 1;
        if letter && (hyphen || !is_scale_letter(page, &numeral, at, money)) || (hyphen && !page.is_glued(at))
        {
            return numeral;
        }
        if !letter && is_other_word(page, at, next) {
            return numeral;
        }
        numeral = numeral.scaled(word, next);
    }
}

/// `mm` and `mil` are also units; `cr` and `bil` need the digits before them.
fn is_other_word(page: &Page, at: usize, next: usize) -> bool {
    let printed = page.slice(at);
    printed == "mm"
        || (printed.len() <= 3
            && !page.is_glued(at)
            && page.is_glued(next)
            && matches!(page.kind(next), Some(Kind::Digits)))
}

/// Whether a letter onto digits is a scale: `5m` is five metres, `5m users` five million.
fn is_scale_letter(page: &Page, numeral: &Numeral, at: usize, money: bool) -> bool {
    let next = at + 1;
    let glued = page.is_glued(at);
    let ends =
        page.is_broken(next) || matches!(page.kind(next), Some(Kind::Mark)) && !page.is_glued(next + 1);
    if !glued {
        // `SEK 685 m`, `€ 1.2 b`: behind money no letter is a length; `m²` is one.
        let million = money && matches!(page.slice(at), "M" | "m" | "b");
        return million && (ends || !page.is_glued(next))
            || (money || numeral.form == Form::Digits || page.folded(at) == "k")
                && ends
                && page.slice(at) != "m"
                && page.slice(at) != "b"
                && page.slice(at) != "t";
    }
    if page.is_glued(next) && matches!(page.kind(next), Some(Kind::Digits | Kind::Word)) {
        return false;
    }
    let currency_follows = VOCABULARY.after.starting(page, next).is_some();
    if money || currency_follows || page.folded(at) == "k" {
        return true;
    }
    let han = page.kind(next) == Some(Kind::Han) && super::noun::counted(page, next, false).is_some();
    let counted = han
        || page.is(next, "of")
        || page.is(next, "+")
        || page.is(next, "-") && page.is_glued(next + 1) && page.kind(next + 1) == Some(Kind::Word)
        || is_plural(page.folded(next))
        || counts_further(page, next);
    let decimal = numeral.form == Form::Digits;
    match page.slice(at) {
        "m" | "t" => counted,
        "b" => counted || decimal,
        _ => counted || (decimal && !page.is_glued(numeral.start)),
    }
}

/// A unit, or adjectives and then a plural.
fn counts_further(page: &Page, next: usize) -> bool {
    let unit = !page.is_broken(next)
        && page.kind(next) == Some(Kind::Word)
        && VOCABULARY.measures.starting(page, next).is_some();
    let plural = (next..next + 4)
        .take_while(|at| matches!(page.kind(*at), Some(Kind::Word)) && !page.is_broken(*at))
        .find(|at| is_plural(page.folded(*at)));
    let stop = (next..next + 4).find(|at| VOCABULARY.stops.contains(page.folded(*at)));
    unit || plural.is_some_and(|plural| stop.is_none_or(|stop| plural < stop || page.is(stop, "and")))
}
