use rust_decimal::Decimal;

use super::lex::{Kind, Page};
use super::numeral::{Form, Numeral, scaled};
use super::vocabulary::{NumberWord, VOCABULARY};

/// A number in English words: `two hundred and five thousand`, `half a billion`, `two-thirds`, `three dozen`.
pub(super) fn numeral(page: &Page, at: usize) -> Option<Numeral> {
    let first = page.folded(at);
    let whole = match first {
        "a" | "an" => article(page, at)?,
        "half" | "quarter" => part_of_scale(page, at)?,
        _ if word(page, at).is_some_and(|word| word.cardinal.is_some()) => cardinal(page, at)?,
        _ => return None,
    };
    Some(share(page, &whole).unwrap_or_else(|| with_half(page, whole)))
}

pub(super) fn is_dozen(page: &Page, at: usize) -> bool {
    word(page, at).is_some_and(|word| word.dozen) && !page.is_broken(at)
}

/// `one in five`, `two out of three`.
pub(super) fn share(page: &Page, numeral: &Numeral) -> Option<Numeral> {
    let top = numeral
        .value
        .filter(|_| matches!(numeral.form, Form::Bare | Form::Words) && numeral.times.is_none())?;
    let next = numeral.next;
    let out_of = page.folded(next) == "out" && page.folded(next + 1) == "of";
    let whole_at = match page.folded(next) {
        "in" if top == Decimal::ONE => next + 1,
        _ if out_of => next + 2 + usize::from(page.folded(next + 2) == "every"),
        _ => return None,
    };
    let whole = match page.kind(whole_at)? {
        Kind::Digits => super::numeral::digits(page, whole_at)?,
        Kind::Word => cardinal(page, whole_at)?,
        _ => return None,
    };
    let bottom = whole.value.filter(|bottom| *bottom > top && *bottom <= Decimal::ONE_THOUSAND)?;
    let measured = VOCABULARY.measures.starting(page, whole.next).is_some()
        || page.slice(whole_at).len() == 4 && whole.form == Form::Bare;
    (!measured).then(|| Numeral {
        fraction: true,
        ..Numeral::new(page, numeral.start, whole.next, top.checked_div(bottom), Form::Words)
    })
}

fn word(page: &Page, at: usize) -> Option<NumberWord> {
    if page.kind(at) != Some(Kind::Word) || page.slice(at).len() > 14 {
        return None;
    }
    VOCABULARY.numbers.get(page.folded(at)).copied()
}

/// `a million`, `a dozen`, `a half`.
fn article(page: &Page, at: usize) -> Option<Numeral> {
    if page.is_broken(at + 1) {
        return None;
    }
    if word(page, at + 1).is_some_and(|word| word.dozen) {
        return Some(Numeral::new(page, at, at + 2, Some(Decimal::from(12)), Form::Words));
    }
    if page.folded(at + 1) == "half"
        && !page.is(at + 2, "-")
        && !VOCABULARY.stops.contains(page.folded(at + 2))
    {
        let half = Numeral::new(page, at, at + 2, Decimal::from_str_exact("0.5").ok(), Form::Words);
        return Some(Numeral { fraction: true, ..scaled(page, half, false) });
    }
    let scale = page.slice(at + 1).len() > 2 && VOCABULARY.scales.starting(page, at + 1).is_some();
    scale.then(|| cardinal_from(page, at, at + 1, Decimal::ONE))
}

/// `half a million`, `half a dozen`, `quarter million`, `half an hour`.
fn part_of_scale(page: &Page, at: usize) -> Option<Numeral> {
    let parts = Decimal::from(word(page, at)?.denominator?);
    let part = Decimal::ONE.checked_div(parts);
    let article = matches!(page.folded(at + 1), "a" | "an");
    let next = if article { at + 2 } else { at + 1 };
    let numeral = Numeral { fraction: true, ..Numeral::new(page, at, next, part, Form::Words) };
    if word(page, next).is_some_and(|word| word.dozen) {
        return Some(dozens(page, numeral));
    }
    let with_scale = scaled(page, numeral, false);
    let unit_follows = article && VOCABULARY.measures.starting(page, next).is_some();
    let of_something = page.is(at, "half") && page.folded(at + 1) == "of" && !is_named_half(page, at);
    (with_scale.next > next || unit_follows || of_something).then_some(with_scale)
}

/// `the first half of 2025` is a period.
fn is_named_half(page: &Page, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return page.kind(at + 2) == Some(Kind::Digits) };
    let before = page.folded(before);
    matches!(
        before,
        "first"
            | "second"
            | "the"
            | "this"
            | "last"
            | "next"
            | "latter"
            | "other"
            | "previous"
            | "each"
            | "better"
            | "back"
            | "front"
    )
}

fn cardinal(page: &Page, at: usize) -> Option<Numeral> {
    let value = Decimal::from(word(page, at)?.cardinal?);
    Some(cardinal_from(page, at, at, value))
}

/// Adds up what stands in words from `from` on: units, tens, hundreds, then scales from large to small.
struct Sum {
    /// Of the scales that are closed.
    total: Decimal,
    /// Of what no scale has multiplied yet.
    group: Decimal,
    scale: Option<Decimal>,
    last: Last,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Unit,
    Ten,
    Scale,
}

fn cardinal_from(page: &Page, start: usize, from: usize, first: Decimal) -> Numeral {
    let article = start != from;
    let last = if first >= Decimal::from(20) { Last::Ten } else { Last::Unit };
    let mut sum = Sum { total: Decimal::ZERO, group: first, scale: None, last };
    let mut next = if article { from } else { start + 1 };
    let mut scale = super::Scale::One;
    while let Some(step) = take(page, next, &mut sum, &mut scale) {
        next = step;
    }
    let value = sum.total.checked_add(sum.group);
    let mut numeral = Numeral::new(page, start, next, value, Form::Words);
    numeral.scale = scale;
    numeral.times = sum.scale;
    numeral.unscaled = sum.scale.and_then(|scale| value?.checked_div(scale)).or(value);
    if let Some(done) =
        decimals(page, &numeral).or_else(|| fraction(page, &numeral)).or_else(|| over(page, &numeral))
    {
        return done;
    }
    if word(page, next).is_some_and(|word| word.dozen) && !page.is(next + 1, "of") {
        dozens(page, numeral)
    } else {
        numeral
    }
}

fn take(page: &Page, at: usize, sum: &mut Sum, scale: &mut super::Scale) -> Option<usize> {
    if page.is_broken(at) {
        return None;
    }
    let hyphen = page.is(at, "-") && page.kind(at + 1) == Some(Kind::Word);
    let and = page.folded(at) == "and" && sum.last == Last::Scale;
    let here = at + usize::from(hyphen || and);
    if let Some(value) = word(page, here).and_then(|word| word.cardinal) {
        let tens = value >= 20;
        let fits = match sum.last {
            Last::Unit => false,
            Last::Ten => !tens && (1..10).contains(&value),
            Last::Scale => !(hyphen || and && starts_another(page, here)),
        };
        let fits = fits && !(and && is_fraction_after(page, here));
        sum.group = fits.then(|| sum.group.checked_add(Decimal::from(value)))??;
        sum.last = if tens { Last::Ten } else { Last::Unit };
        return Some(here + 1);
    }
    if and || page.slice(here).len() < 2 {
        return None;
    }
    let (word, next) = VOCABULARY.scales.starting(page, here)?;
    multiply(sum, word.times)?;
    if word.scale != super::Scale::One {
        *scale = word.scale;
    }
    Some(next)
}

fn multiply(sum: &mut Sum, times: Decimal) -> Option<()> {
    if sum.group.is_zero() {
        sum.total = sum.total.checked_mul(times)?;
    } else if times == Decimal::ONE_HUNDRED {
        sum.group = sum.group.checked_mul(times)?;
    } else {
        sum.total = sum.total.checked_add(sum.group.checked_mul(times)?)?;
        sum.group = Decimal::ZERO;
    }
    if times > Decimal::ONE_HUNDRED {
        sum.scale = Some(times);
    }
    sum.last = Last::Scale;
    Some(())
}

/// `nine million and five ninths`, `three hundred and two dozen`: the cardinal is the top of a fraction.
fn is_fraction_after(page: &Page, at: usize) -> bool {
    let bottom = at + 1 + usize::from(page.is(at + 1, "-"));
    let plural = page.folded(bottom).ends_with('s') && !page.is_broken(bottom);
    let dozen = word(page, bottom).is_some_and(|word| word.dozen);
    let small = word(page, at).and_then(|word| word.cardinal).is_some_and(|value| value < 20);
    dozen || small && plural && word(page, bottom).is_some_and(|word| word.denominator.is_some())
}

/// After `two million and` a number with its own unit starts anew: `two million and three new stores` does not tell,
/// `two thousand and five` does.
fn starts_another(page: &Page, at: usize) -> bool {
    matches!(page.folded(at), "one") && page.folded(at + 1) == "of"
}

/// `five point five`, `zero point zero eight`.
fn decimals(page: &Page, numeral: &Numeral) -> Option<Numeral> {
    if page.folded(numeral.next) != "point" {
        return None;
    }
    let mut digits = String::from("0.");
    let mut next = numeral.next + 1;
    while let Some(value) = word(page, next).and_then(|word| word.cardinal).filter(|_| digits.len() < 24) {
        digits.push_str(&value.to_string());
        next += 1;
    }
    if next == numeral.next + 1 {
        return None;
    }
    let value = numeral.value?.checked_add(digits.parse().ok()?);
    Some(scaled(page, Numeral::new(page, numeral.start, next, value, Form::Words), false))
}

/// `two thirds`, `twenty-three fifths`; `three quarters` alone is a time.
fn fraction(page: &Page, numeral: &Numeral) -> Option<Numeral> {
    let hyphen = page.is(numeral.next, "-");
    let at = numeral.next + usize::from(hyphen);
    let (mut denominator, next) = denominator(page, at)?;
    let mut value = numeral.value?;
    // `one hundred thirty-fifths`: the tens belong to the thirty-fifths.
    if let Some(tens) = last_tens(page, numeral).filter(|tens| denominator < 10 && value > *tens) {
        denominator += u64::try_from(tens).ok()?;
        value = value.checked_sub(tens)?;
    }
    let plural = value != Decimal::ONE;
    if plural != page.folded(next - 1).ends_with('s') && !hyphen {
        return None;
    }
    let quarters = page.folded(at).starts_with("quarter");
    let part_of = page.folded(next) == "of" && !matches!(page.folded(next + 1), "growth" | "fiscal");
    let nothing_else = page.is_broken(numeral.start) && page.is_broken(next);
    if quarters
        && !nothing_else
        && !(value == Decimal::from(3)
            && (hyphen || part_of || VOCABULARY.scales.starting(page, next).is_some()))
    {
        return None;
    }
    let whole =
        Numeral::new(page, numeral.start, next, value.checked_div(Decimal::from(denominator)), Form::Words);
    let whole = Numeral { fraction: true, ..whole };
    let of_scale = page.folded(next) == "of"
        && page.folded(next + 1) == "a"
        && VOCABULARY.scales.starting(page, next + 2).is_some();
    Some(if of_scale {
        scaled(page, Numeral { next: next + 2, ..whole }, false)
    } else {
        scaled(page, whole, false)
    })
}

fn last_tens(page: &Page, numeral: &Numeral) -> Option<Decimal> {
    let tens =
        word(page, numeral.next.checked_sub(1)?)?.cardinal.filter(|value| (20..100).contains(value))?;
    let joined = numeral.next.checked_sub(2).is_some_and(|and| page.folded(and) == "and");
    (!joined).then(|| Decimal::from(tens))
}

fn denominator(page: &Page, at: usize) -> Option<(u64, usize)> {
    if let Some(value) = word(page, at).and_then(|word| word.denominator) {
        return Some((value, at + 1));
    }
    let tens = word(page, at)?.cardinal.filter(|value| *value >= 20)?;
    let unit = at + 1 + usize::from(page.is(at + 1, "-"));
    let ones = match page.folded(unit).trim_end_matches('s') {
        "first" => 1,
        "second" => 2,
        _ => word(page, unit)?.denominator?,
    };
    (ones < 10).then_some((tens + ones, unit + 1))
}

/// `one over twenty`.
fn over(page: &Page, numeral: &Numeral) -> Option<Numeral> {
    if page.folded(numeral.next) != "over" || page.is(numeral.next + 1, "the") {
        return None;
    }
    let below = match page.kind(numeral.next + 1)? {
        Kind::Digits => super::numeral::digits(page, numeral.next + 1)?,
        _ => word(page, numeral.next + 1)?.cardinal.map(|_| cardinal(page, numeral.next + 1))??,
    };
    let value = numeral.value?.checked_div(below.value?);
    Some(Numeral { fraction: true, ..Numeral::new(page, numeral.start, below.next, value, Form::Words) })
}

/// `7 over 20` at the end of a clause; `rose 7 over 20 years` is none.
pub(super) fn over_digits(page: &Page, numeral: &Numeral) -> Option<Numeral> {
    let whole = over(page, numeral).filter(|_| numeral.times.is_none() && numeral.form == Form::Bare)?;
    let ends =
        page.is_broken(whole.next) || page.kind(whole.next) == Some(Kind::Mark) && !page.is(whole.next, "%");
    ends.then_some(whole)
}

/// `3 hundred and 21`, `4 thousand 3 hundred`: digits with a small scale word, then what is below it.
pub(super) fn mixed(page: &Page, numeral: &Numeral) -> Option<Numeral> {
    let small =
        |times: &Decimal| *times <= Decimal::ONE_THOUSAND || page.kind(numeral.next + 1) == Some(Kind::Word);
    let times = numeral.times.filter(small)?;
    let words = page.slice(numeral.next.checked_sub(1)?).len() > 2;
    let and = page.folded(numeral.next) == "and";
    let at = numeral.next + usize::from(and);
    if !words || page.is_broken(at) {
        return None;
    }
    let below = match page.kind(at)? {
        Kind::Digits => super::numeral::digits(page, at)?,
        Kind::Word if and => cardinal(page, at).filter(|below| below.value >= Some(Decimal::ONE_HUNDRED))?,
        _ => return None,
    };
    let counted = super::noun::counted(page, below.next, false).is_some();
    if below.form == Form::Words && counted {
        return None;
    }
    let value = below.value.filter(|value| *value < times && *value >= Decimal::ONE && value.is_integer())?;
    if !and && below.times.is_none() {
        return None;
    }
    let whole = numeral.value?.checked_add(value);
    Some(Numeral::new(page, numeral.start, below.next, whole, Form::Digits))
}

pub(super) fn dozens(page: &Page, numeral: Numeral) -> Numeral {
    let value = numeral.value.and_then(|value| value.checked_mul(Decimal::from(12)));
    Numeral::new(page, numeral.start, numeral.next + 1, value, Form::Words)
}

/// `two and a half`, `five and a half million`, `one million and a half`, `three and one fourth`.
pub(super) fn with_half(page: &Page, numeral: Numeral) -> Numeral {
    read_half(page, &numeral).unwrap_or(numeral)
}

fn read_half(page: &Page, numeral: &Numeral) -> Option<Numeral> {
    let at = numeral.next;
    if page.folded(at) != "and" || page.is_broken(at + 2) || numeral.fraction {
        return None;
    }
    let top = match page.folded(at + 1) {
        "a" | "an" => 1,
        _ => word(page, at + 1)?.cardinal?,
    };
    let whole = numeral.value?;
    if is_dozen(page, at + 2) {
        let value = Decimal::from(top).checked_mul(Decimal::from(12))?.checked_add(whole);
        return Some(Numeral::new(page, numeral.start, at + 3, value, Form::Words));
    }
    let (bottom, mut next) = denominator(page, at + 2)?;
    let part = Decimal::from(top).checked_div(Decimal::from(bottom))?;
    let mut of = numeral.times.unwrap_or(Decimal::ONE);
    // `one billion and a quarter million`: the part has a scale of its own.
    if let Some((scale, end)) = VOCABULARY.scales.starting(page, next).filter(|(scale, _)| scale.times < of) {
        (of, next) = (scale.times, end);
    }
    let value = whole.checked_add(part.checked_mul(of)?);
    let numeral = Numeral {
        scale: numeral.scale,
        times: numeral.times,
        ..Numeral::new(page, numeral.start, next, value, Form::Words)
    };
    Some(if numeral.times.is_none() { scaled(page, numeral, false) } else { numeral })
}
