use rust_decimal::Decimal;

use super::lex::{Kind, Page};
use super::noun::singular;
use super::numeral::{Form, Numeral};
use super::vocabulary::{Currency, ScaleWord, VOCABULARY};
use super::{Scale, Unit, UnitKind};

/// A unit found after a number, with what it does to the number.
pub(super) struct Measured {
    pub unit: Unit,
    pub next: usize,
    /// What the number is divided by: 100 for cents.
    pub parts: u64,
    /// What it is multiplied by: 10 for 成.
    pub times: u64,
    /// Million in `MEUR` or `75 USD million`.
    pub numeral: Numeral,
}

impl Measured {
    fn new(unit: Unit, next: usize, numeral: Numeral) -> Self {
        Self { unit, next, parts: 1, times: 1, numeral }
    }
}

pub(super) fn money(currency: Currency) -> Unit {
    Unit { kind: UnitKind::Money, name: currency.code.to_owned(), per: None }
}

/// The unit that stands after a number; `before` is the currency that stands before it.
pub(super) fn measured(page: &Page, numeral: Numeral, before: Option<Currency>) -> Option<Measured> {
    let at = numeral.next;
    if let Some(currency) = before {
        return repeated(page, numeral, currency);
    }
    if page.is_broken(at) {
        return None;
    }
    let hyphen = page.is(at, "-") && page.is_glued(at) && page.is_glued(at + 1);
    let at = at + usize::from(hyphen);
    let currency = currency_after(page, numeral, at);
    let measure = measure_after(page, numeral, at)
        .or_else(|| tenths(page, numeral, at))
        .or_else(|| prime(page, numeral, at))
        .or_else(|| bracketed(page, numeral, at));
    match (currency, measure) {
        (Some(currency), Some(measure)) if measure.next > currency.next => Some(measure),
        (Some(currency), _) => Some(currency),
        (None, measure) => measure,
    }
}

/// `$10 dollars`, `US$5 million USD`: said twice.
fn repeated(page: &Page, numeral: Numeral, currency: Currency) -> Option<Measured> {
    let unit = money(currency);
    let mut measured = Measured { parts: currency.parts, ..Measured::new(unit, numeral.next, numeral) };
    if page.is_broken(numeral.next) {
        return Some(measured);
    }
    if matches!(page.slice(numeral.next), "分" | "仙") && currency.parts == 1 {
        return Some(Measured { parts: 100, next: numeral.next + 1, ..measured });
    }
    // 港币34亿元: the word for any currency's unit behind the name of one.
    if matches!(page.folded(numeral.next), "元" | "圆") && currency.parts == 1 && page.is_glued(numeral.next)
    {
        measured.next = numeral.next + 1;
        return Some(measured);
    }
    if let Some(((), next)) =
        VOCABULARY.nations.starting(page, numeral.next).filter(|_| currency.code == "USD")
    {
        return Some(Measured { next, ..measured });
    }
    if let Some((again, next)) = VOCABULARY.after.starting(page, numeral.next)
        && page.kind(next) != Some(Kind::Digits)
        && (again.code == currency.code && again.parts == 1 || is_broad(page, &numeral, again))
    {
        measured.unit = money(Currency { parts: 1, ..again });
        measured.next = next;
    }
    Some(measured)
}

/// `¥5亿元` is in yuan, `$5 Canadian dollars` in Canadian ones: the words after decide.
fn is_broad(page: &Page, numeral: &Numeral, again: Currency) -> bool {
    let symbol = numeral.start.checked_sub(1).map_or("", |before| page.slice(before));
    matches!(symbol, "$" | "¥" | "￥" | "£") && again.parts == 1
}

fn currency_after(page: &Page, numeral: Numeral, at: usize) -> Option<Measured> {
    if let Some(measured) = scaled_code(page, numeral, at) {
        return Some(measured);
    }
    let (currency, mut next) = VOCABULARY.after.starting(page, at)?;
    if currency.code == "GBP" && page.folded(at).starts_with("pound") && next == at + 1 && is_weight(page, at)
    {
        let unit = Unit { kind: UnitKind::Physical, name: "pound-mass".to_owned(), per: None };
        return Some(Measured::new(unit, next, numeral));
    }
    let symbol = page.kind(next - 1) == Some(Kind::Mark);
    let belongs_to_next = page.kind(next) == Some(Kind::Digits)
        && (symbol || page.is_glued(next))
        && VOCABULARY.before.starting(page, at).is_some();
    if belongs_to_next {
        return None;
    }
    let mut numeral = numeral;
    if let Some((scale, after)) = VOCABULARY
        .scales
        .starting(page, next)
        .filter(|_| page.slice(next).len() > 2 && numeral.times.is_none())
    {
        numeral = numeral.scaled(scale, after);
        next = after;
    }
    Some(Measured { parts: currency.parts, ..Measured::new(money(currency), next, numeral) })
}

pub(super) fn is_currency(word: &str) -> bool {
    let page = Page::new(word);
    VOCABULARY.after.starting(&page, 0).is_some_and(|(_, next)| next == page.len())
}

/// `120 MEUR`.
fn scaled_code(page: &Page, numeral: Numeral, at: usize) -> Option<Measured> {
    let (currency, scale) = code_in_scale(page.slice(at))?;
    Some(Measured::new(money(currency), at + 1, numeral.scaled(scale, at + 1)))
}

/// `MSEK`, `TEUR`, `SEKm`: a currency's code with its scale in one word.
pub(super) fn code_in_scale(word: &str) -> Option<(Currency, ScaleWord)> {
    let known = |code: Option<&str>| VOCABULARY.codes.get(code?).copied();
    let (code, scale) = match known(word.get(1..)) {
        Some(code) => (code, word.get(..1)?),
        None => (known(word.get(..3))?, word.get(3..)?),
    };
    let times: u64 = match scale {
        "M" | "m" | "mn" | "mln" => 1_000_000,
        "K" | "k" | "T" => 1000,
        "B" | "bn" => 1_000_000_000,
        _ => return None,
    };
    let scale = ScaleWord { times: Decimal::from(times), scale: Scale::from_multiple(times) };
    Some((Currency { code, parts: 1 }, scale))
}

/// `pounds` are a weight where words of weighing stand near.
fn is_weight(page: &Page, at: usize) -> bool {
    (at.saturating_sub(12)..at + 12).any(|near| VOCABULARY.weights.contains(page.folded(near)))
}

fn measure_after(page: &Page, numeral: Numeral, at: usize) -> Option<Measured> {
    let (measure, next) = VOCABULARY.measures.starting(page, at)?;
    let printed = page.span(at, next).slice(page.text);
    let pairs = printed == page.slice(numeral.start) && numeral.next == numeral.start + 1;
    if pairs {
        return None;
    }
    let letter = printed.chars().count() == 1 && printed.is_ascii() && printed != "%";
    if letter && !letter_fits(page, at, next, printed)
        || numeral.form == Form::SingleHan && measure.name == "degree"
    {
        return None;
    }
    if page.is_glued(next)
        && matches!(page.kind(next), Some(Kind::Digits))
        && printed.is_ascii()
        && printed != "%"
    {
        return None;
    }
    let prime = matches!(printed, "′" | "″") && page.is_glued(next) && page.kind(next) == Some(Kind::Word);
    if prime {
        return None;
    }
    let name =
        if printed == "pct" && is_among_han(page, numeral.start) { "percentage_point" } else { measure.name };
    let unit = Unit { kind: measure.kind, name: name.to_owned(), per: measure.per.map(str::to_owned) };
    Some(Measured::new(unit, next, numeral))
}

/// 同比提升2.4pct: in Chinese text `pct` is a percentage point.
fn is_among_han(page: &Page, start: usize) -> bool {
    (start.saturating_sub(4)..start).any(|at| page.kind(at) == Some(Kind::Han))
}

/// A letter alone is a unit only where nothing else is likely: `12 C`, not the form `13F`.
fn letter_fits(page: &Page, at: usize, next: usize, printed: &str) -> bool {
    let glued = page.is_glued(at);
    let alone = !page.is_glued(next) || page.kind(next) == Some(Kind::Mark);
    match printed {
        "C" | "F" => !glued && page.slice(at - 1).len() <= 5 && !is_capitalised(page, next),
        _ => alone,
    }
}

pub(super) fn is_capitalised(page: &Page, at: usize) -> bool {
    page.kind(at) == Some(Kind::Word) && page.slice(at).contains(char::is_uppercase)
}

/// `三成` is thirty per cent, `八折` eighty; `成为` is a verb.
fn tenths(page: &Page, numeral: Numeral, at: usize) -> Option<Measured> {
    let tenths = page.is(at, "成") || page.is(at, "折");
    let verb = matches!(
        page.slice(at + 1),
        "为" | "本"
            | "立"
            | "功"
            | "员"
            | "长"
            | "交"
            | "效"
            | "绩"
            | "就"
            | "分"
            | "都"
            | "旧"
            | "扣"
            | "算"
            | "合"
    );
    let discount_of_ten = page.is(at, "折") && numeral.value == Some(Decimal::TEN);
    if !tenths || verb || discount_of_ten || numeral.value.is_none_or(|value| value > Decimal::ONE_HUNDRED) {
        return None;
    }
    let half_off = page.is(at, "折") && numeral.value.is_some_and(|value| value < Decimal::ONE);
    let times = match numeral.value {
        Some(value) if value > Decimal::TEN => 1,
        _ if half_off => 100,
        _ => 10,
    };
    let unit = Unit { kind: UnitKind::Ratio, name: "percent".to_owned(), per: None };
    Some(Measured { times, ..Measured::new(unit, at + 1, numeral) })
}

/// `30' high`, `10" wide`: the mark is no quote, since none was opened.
fn prime(page: &Page, numeral: Numeral, at: usize) -> Option<Measured> {
    let name = match page.slice(at) {
        "'" => "foot",
        "\"" => "inch",
        _ => return None,
    };
    let next = at + 1;
    let sized =
        matches!(page.folded(next), "long" | "wide" | "tall" | "high" | "deep" | "thick" | "x" | "by");
    let onto = page.is_glued(next) && page.kind(next) != Some(Kind::Mark);
    if !(page.is_glued(at) || sized)
        || onto && page.kind(next) != Some(Kind::Digits)
        || numeral.form == Form::Words
    {
        return None;
    }
    let opened = (at.saturating_sub(120)..at).filter(|before| page.is(*before, page.slice(at))).count();
    let unit = Unit { kind: UnitKind::Physical, name: name.to_owned(), per: None };
    opened.is_multiple_of(2).then(|| Measured::new(unit, next, numeral))
}

/// `20 (kg)`.
fn bracketed(page: &Page, numeral: Numeral, at: usize) -> Option<Measured> {
    let close = match page.slice(at) {
        "(" => ")",
        "[" => "]",
        "{" => "}",
        "<" => ">",
        _ => return None,
    };
    let (measure, next) = VOCABULARY.measures.starting(page, at + 1)?;
    let fits = page.is(next, close) && measure.kind == UnitKind::Physical;
    let unit = Unit { kind: measure.kind, name: measure.name.to_owned(), per: None };
    fits.then(|| Measured::new(unit, next + 1, numeral))
}

/// What a figure is counted per: `per share`, `a barrel`, `/kWh`, `-a-share`.
pub(super) fn per(page: &Page, at: usize) -> Option<(String, usize)> {
    let hyphen = usize::from(page.is(at, "-"));
    let word = at + hyphen;
    if page.is_broken(word) || !VOCABULARY.per_words.contains(page.folded(word)) {
        return None;
    }
    let thing = word + 1 + usize::from(page.is(word + 1, "-"));
    if page.is_broken(thing) {
        return None;
    }
    let slash = page.is(word, "/");
    let open = page.folded(word) == "per";
    if slash && !page.is_glued(thing) {
        return None;
    }
    if open || slash || page.is(word, "每") {
        if let Some((measure, next)) =
            VOCABULARY.measures.starting(page, thing).filter(|(measure, _)| measure.kind != UnitKind::Ratio)
        {
            return Some((measure.name.to_owned(), next));
        }
        if let Some((counter, next)) = VOCABULARY.han_counters.starting(page, thing) {
            return Some((counter.to_owned(), next));
        }
    }
    let shares = VOCABULARY.per_kinds.contains(page.folded(thing));
    let thing = thing + usize::from(shares && page.folded(thing + 1).starts_with("share"));
    if let Some((name, next)) = VOCABULARY.per_things.starting(page, thing) {
        if !open && VOCABULARY.not_per.contains(page.folded(next)) {
            return None;
        }
        return Some((if name == "annum" { "year".to_owned() } else { name.to_owned() }, next));
    }
    let noun = open && page.kind(thing) == Some(Kind::Word) && page.slice(thing).len() > 2;
    noun.then(|| (singular(page.folded(thing)), thing + 1))
}
