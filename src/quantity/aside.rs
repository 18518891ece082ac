use rust_decimal::Decimal;

use super::find::Operand;
use super::lex::{Kind, Page};
use super::measure::is_capitalised;
use super::noun;
use super::numeral::Form;
use super::vocabulary::VOCABULARY;

/// A number that is no figure; an empty reason is a word that is no number either.
pub(super) struct Aside {
    pub from: usize,
    pub next: usize,
    pub why: &'static str,
}

fn aside(from: usize, next: usize, why: &'static str) -> Option<Aside> {
    Some(Aside { from, next, why })
}

/// A web or mail address that starts at a word, and the token after it.
pub(super) fn address(page: &Page, at: usize) -> Option<usize> {
    let web = page.is(at + 1, ":") && page.is(at + 2, "/") && page.is(at + 3, "/")
        || page.folded(at) == "www" && page.is(at + 1, ".");
    let mail = page.is(at + 1, "@") && page.is_glued(at + 1) && page.is_glued(at + 2);
    (web || mail).then(|| glued_end(page, at))
}

fn glued_end(page: &Page, at: usize) -> usize {
    let mut next = at + 1;
    while next < page.len() && page.is_glued(next) && page.kind(next) != Some(Kind::Han) {
        next += 1;
    }
    next
}

/// What the number's own form tells, before its unit is read.
pub(super) fn by_shape(page: &Page, at: usize, floor: usize) -> Option<Aside> {
    if page.is(at.wrapping_sub(1), "第") {
        return aside(at - 1, at + 1, "an ordinal");
    }
    if page.kind(at) != Some(Kind::Digits) {
        return han_date(page, at);
    }
    name(page, at, floor)
        .or_else(|| ordinal(page, at))
        .or_else(|| calendar_date(page, at))
        .or_else(|| time(page, at))
        .or_else(|| chain(page, at))
        .or_else(|| month(page, at))
        .or_else(|| fiscal(page, at))
        .or_else(|| han_date(page, at))
        .or_else(|| listed(page, at))
}

/// Digits onto a word: `H800`, `GPT-4`, `Qwen3.8-27B`.
fn name(page: &Page, at: usize, floor: usize) -> Option<Aside> {
    let mark = matches!(page.slice(at.wrapping_sub(1)), "#" | "§" | "№" | "@" | "_");
    if mark && page.is_glued(at) {
        return aside(at - 1, name_end(page, at), "a number in a list or a reference");
    }
    if !page.is_glued(at) || at <= floor && at == 0 || VOCABULARY.before.ending(page, at, floor).is_some() {
        return None;
    }
    let onto_word = page.kind(at - 1) == Some(Kind::Word);
    let hyphen = matches!(page.slice(at - 1), "-" | "‑" | "–")
        && at >= 2
        && page.is_glued(at - 1)
        && page.kind(at - 2) == Some(Kind::Word);
    let first = if onto_word { at - 1 } else { at.checked_sub(2)? };
    if !(onto_word || hyphen) || first < floor || is_number_prefix(page, first, hyphen) {
        return None;
    }
    aside(first, name_end(page, at), "part of a name")
}

/// Words that a hyphen joins to a quantity: `minus-1.4`, `sub-500`, `to-260,000`.
fn is_number_prefix(page: &Page, word: usize, hyphen: bool) -> bool {
    let folded = page.folded(word);
    let bound = VOCABULARY.bounds_before.has(&folded) || VOCABULARY.negative.contains(folded.as_ref());
    hyphen
        && (bound
            || matches!(folded.as_ref(), "to" | "a" | "and")
            || VOCABULARY.numbers.get(folded.as_ref()).is_some_and(|word| word.cardinal.is_some()))
}

fn name_end(page: &Page, at: usize) -> usize {
    let mut next = at + 1;
    while page.is_glued(next) && next < page.len() {
        let joins = matches!(page.slice(next), "-" | "." | "/" | "_" | "‑")
            && page.is_glued(next + 1)
            && matches!(page.kind(next + 1), Some(Kind::Digits | Kind::Word));
        if !joins && !matches!(page.kind(next), Some(Kind::Digits | Kind::Word)) {
            break;
        }
        next += 1;
    }
    next
}

/// `3rd`, `1990s`, `007`.
fn ordinal(page: &Page, at: usize) -> Option<Aside> {
    let printed = page.slice(at);
    let next = at + 1;
    if page.is_glued(next) && matches!(page.folded(next).as_ref(), "st" | "nd" | "rd" | "th") {
        return aside(at, next + 1, "an ordinal");
    }
    let whole = printed.bytes().all(|byte| byte.is_ascii_digit());
    let plural = if page.is(next, "'") || page.is(next, "’") { next + 1 } else { next };
    if whole
        && printed.ends_with('0')
        && matches!(printed.len(), 2 | 4)
        && page.is_glued(plural)
        && page.is_glued(next)
        && page.is(plural, "s")
    {
        return aside(at, plural + 1, "a decade");
    }
    if whole && printed.len() > 1 && printed.starts_with('0') && !page.is(at.wrapping_sub(1), ".") {
        return aside(at, name_end(page, at), "a code");
    }
    None
}

/// `2019-09-01`, `5/17/2018`.
fn calendar_date(page: &Page, at: usize) -> Option<Aside> {
    let part =
        |at: usize| page.kind(at) == Some(Kind::Digits) && page.is_glued(at) && page.slice(at).len() <= 4;
    let mark = page.slice(at + 1);
    let joined = matches!(mark, "-" | "/" | "." | "–")
        && page.is_glued(at + 1)
        && page.is(at + 3, mark)
        && page.is_glued(at + 3);
    let long = |at: usize| page.slice(at).len() == 4;
    let short = |at: usize| page.slice(at).len() <= 2;
    let fits = (long(at) && short(at + 2) && short(at + 4))
        || (short(at) && short(at + 2) && (long(at + 4) || short(at + 4)));
    (joined && part(at + 2) && part(at + 4) && fits)
        .then(|| glued_end_digits(page, at + 4))?
        .map(|next| Aside { from: at, next, why: "a date" })
}

fn glued_end_digits(page: &Page, at: usize) -> Option<usize> {
    let mut next = at + 1;
    while page.is_glued(next)
        && next < page.len()
        && (matches!(page.kind(next), Some(Kind::Digits)) || matches!(page.slice(next), "T" | ":" | "Z"))
    {
        next += 1;
    }
    let ends_in_mark = page.is(next - 1, ":");
    Some(if ends_in_mark { next - 1 } else { next })
}

/// `9:01 p.m.`, `7 a.m.`, `2:1`.
fn time(page: &Page, at: usize) -> Option<Aside> {
    let mut next = at + 1;
    while matches!(page.slice(next), ":" | "：")
        && page.is_glued(next)
        && page.is_glued(next + 1)
        && page.kind(next + 1) == Some(Kind::Digits)
    {
        next += 2;
    }
    let clock = (!page.is_broken(next)).then(|| VOCABULARY.clock.starting(page, next)).flatten();
    if let Some(((), end)) = clock {
        return aside(at, end, "a time of day");
    }
    (next > at + 1).then_some(Aside { from: at, next, why: "a time of day or a proportion" })
}

/// `222-222-2222`, `1111-22223333-4444`, `10.1.2.3`.
fn chain(page: &Page, at: usize) -> Option<Aside> {
    let mut next = at + 1;
    let mut groups = 1;
    while matches!(page.slice(next), "-" | "/" | "–")
        && page.is_glued(next)
        && page.is_glued(next + 1)
        && page.kind(next + 1) == Some(Kind::Digits)
    {
        next += 2;
        groups += 1;
    }
    if groups > 2 {
        return aside(at, next, "a telephone number or a code");
    }
    let printed = page.slice(at);
    let version = printed.matches('.').count() > 1 && super::numeral::numeral(page, at, false).is_none();
    version.then_some(Aside { from: at, next: name_end(page, at), why: "a version or a date" })
}

/// `February 11, 2026`, `30 September`, `Oct. 25-29`.
fn month(page: &Page, at: usize) -> Option<Aside> {
    let day =
        page.slice(at).parse::<u32>().ok().filter(|day| (1..=31).contains(day) && page.slice(at).len() <= 2);
    let before = at.checked_sub(1)?;
    let before = before - usize::from(page.is(before, ".") && before > 0);
    let is_month =
        |at: usize| page.kind(at) == Some(Kind::Word) && VOCABULARY.months.contains(page.folded(at).as_ref());
    let after_month = is_month(before) && !page.is_broken(at);
    let year = |at: usize| {
        page.slice(at).len() == 4
            && page.slice(at).parse::<u32>().is_ok_and(|year| (1000..2200).contains(&year))
    };
    if after_month && day.is_some() {
        let mut next = at + 1;
        if matches!(page.slice(next), "-" | "–" | "—")
            && page.kind(next + 1) == Some(Kind::Digits)
            && page.slice(next + 1).len() <= 2
        {
            next += 2;
        }
        let comma = next + usize::from(page.is(next, ","));
        let next = if year(comma) && !page.is_broken(comma) { comma + 1 } else { next };
        return aside(before, next, "a date");
    }
    if after_month && year(at) {
        return aside(before, at + 1, "a year");
    }
    let next = at + 1;
    let month_after = day.is_some()
        && is_month(next)
        && !page.is_broken(next)
        && (is_capitalised(page, next) || page.slice(next).len() > 3);
    month_after.then(|| Aside {
        from: at,
        next: if year(next + 1) { next + 2 } else { next + 1 },
        why: "a date",
    })
}

/// `3Q25`, `1H 2025`.
fn fiscal(page: &Page, at: usize) -> Option<Aside> {
    let half =
        page.is(at + 1, "H") || page.is(at + 1, "Q") || page.is(at + 1, "M") && page.slice(at + 2).len() == 4;
    let period = half && page.is_glued(at + 1) && page.slice(at).len() == 1;
    period.then(|| Aside { from: at, next: name_end(page, at), why: "a period" })
}

/// `2025年11月12日`, `第3`, `三月`.
fn han_date(page: &Page, at: usize) -> Option<Aside> {
    let mut next = at;
    while next < at + 6 && (page.kind(next) == Some(Kind::Digits) || is_han_digit(page, next)) {
        next += 1;
    }
    if next == at || page.is_broken(next) {
        return None;
    }
    let printed = page.span(at, next).slice(page.text);
    let digits = printed.chars().count();
    let money = VOCABULARY.after.starting(page, next).map_or(0, |(_, end)| end);
    if let Some(((), end)) = VOCABULARY.han_dates.starting(page, next).filter(|((), end)| *end > money) {
        return aside(at, end, "a date");
    }
    let four = digits == 4 && !printed.contains(['.', ',']) && !printed.contains(['千', '百', '十', '万']);
    let year =
        page.is(next, "年") && (four || page.kind(next + 1) == Some(Kind::Digits) && page.is(next + 2, "月"));
    year.then_some(Aside { from: at, next: next + 1, why: "a year" })
}

fn is_han_digit(page: &Page, at: usize) -> bool {
    use super::vocabulary::HanNumber;
    let number = page.slice(at).chars().next().and_then(|c| VOCABULARY.han.get(&c));
    matches!(number, Some(HanNumber::Digit(_) | HanNumber::Small(10)))
}

/// `1. Strategy`, `2) …`, `(3)`, `[1]`.
fn listed(page: &Page, at: usize) -> Option<Aside> {
    let printed = page.slice(at);
    let small = printed.len() <= 2 && printed.parse::<u32>().is_ok();
    let next = at + 1;
    let open = page.slice(at.wrapping_sub(1));
    let bracketed = matches!((open, page.slice(next)), ("[" | "【", "]" | "】")) && printed.len() <= 3;
    if bracketed {
        return aside(at - 1, next + 1, "a footnote mark");
    }
    let in_cell = page.is(at.wrapping_sub(2), "|")
        || at >= 2 && page.is_glued(at - 1) && VOCABULARY.before.ending(page, at - 1, 0).is_some();
    let round = !in_cell && matches!(open, "(" | "（") && matches!(page.slice(next), ")" | "）");
    let mark_follows = matches!(page.slice(next + 1), "%" | "％") && page.is_glued(next + 1);
    if small && round && !mark_follows {
        return aside(at - 1, next + 1, "a footnote mark or a list number");
    }
    let heads = page.is_broken(at)
        && matches!(page.slice(next), "." | "、" | "．" | ")" | "）")
        && page.is_glued(next);
    let spaced_bracket = small
        && matches!(page.slice(next), ")" | "）")
        && !(at.saturating_sub(14)..at).any(|at| matches!(page.slice(at), "(" | "（"));
    (small && heads && !page.is_broken(next + 1) || spaced_bracket).then_some(Aside {
        from: at,
        next: next + 1,
        why: "a list number",
    })
}

/// `the 1988 quarter`: the number is the year, the unit its own word.
pub(super) fn is_year_with_time(page: &Page, first: &Operand) -> bool {
    let printed = first.numeral.digits.slice(page.text);
    let duration = first.unit.as_ref().is_some_and(|unit| unit.kind == super::UnitKind::Duration);
    let singular = !page.slice(first.next.wrapping_sub(1)).ends_with('s');
    let year = printed.parse::<u32>().is_ok_and(|year| (1900..=2099).contains(&year));
    first.numeral.form == Form::Bare && duration && singular && year && printed.len() == 4
}

/// What the words around a number without a unit tell.
pub(super) fn by_place(page: &Page, first: &Operand, floor: usize) -> Option<Aside> {
    let numeral = &first.numeral;
    match numeral.form {
        Form::SingleHan => single_han(page, first),
        Form::Han => None,
        Form::Words => spelled(page, first, floor),
        Form::Digits if numeral.times.is_none() => onto_word(page, first),
        Form::Digits => name_part(page, first, floor),
        Form::Bare => onto_word(page, first)
            .or_else(|| year(page, first, floor))
            .or_else(|| labelled(page, first, floor))
            .or_else(|| named(page, first, floor)),
    }
}

/// One Chinese digit is part of a word unless something counted follows or it stands alone.
fn single_han(page: &Page, first: &Operand) -> Option<Aside> {
    let at = first.start;
    let general = matches!(page.slice(at), "一" | "壹") && first.next == at + 1;
    let counted =
        noun::counted(page, first.next, false).filter(|_| !general && first.value >= Decimal::new(5, 1));
    let quoted = !page.is_broken(first.next)
        && page.kind(first.next) == Some(Kind::Mark)
        && page.kind(at.wrapping_sub(1)) == Some(Kind::Mark);
    let plain =
        matches!(page.slice(at), "二" | "三" | "四" | "五" | "六" | "七" | "八" | "九" | "十" | "两" | "兩")
            || page.kind(at.wrapping_sub(1)) != Some(Kind::Han);
    if (counted.is_some() && plain) || (quoted && !page.is(first.next, "、")) {
        return None;
    }
    aside(at, first.next, "")
}

/// `one` that stands for something said before, and numbers after a label: `phase two`.
fn spelled(page: &Page, first: &Operand, floor: usize) -> Option<Aside> {
    let word = page.folded(first.start);
    let before = first
        .numeral
        .start
        .checked_sub(1)
        .filter(|before| *before >= floor && !page.is_broken(first.numeral.start));
    let ordinal = first.next + usize::from(page.is(first.next, "-"));
    let tens = first.value >= Decimal::from(20);
    if tens && VOCABULARY.ordinals.contains(page.folded(ordinal).as_ref()) {
        return aside(first.start, ordinal + 1, "an ordinal");
    }
    let onto = first
        .start
        .checked_sub(1)
        .filter(|at| page.is(*at, "-") && page.is_glued(*at) && page.is_glued(first.start));
    if let Some(hyphen) = onto.filter(|at| {
        *at > 0 && page.kind(*at - 1) == Some(Kind::Word) && !is_number_prefix(page, *at - 1, true)
    }) {
        return aside(hyphen - 1, first.next, "part of a compound word");
    }
    if word == "one" && first.next == first.start + 1 {
        let pronoun =
            VOCABULARY.one_after.contains(page.folded(first.next).as_ref()) || page.is(first.next, "'");
        let referred =
            before.is_some_and(|before| VOCABULARY.one_before.contains(page.folded(before).as_ref()));
        let lonely = noun::counted(page, first.next, true).is_none();
        if pronoun || referred || (lonely && before.is_some()) {
            return aside(first.start, first.next, "a pronoun");
        }
        if page.is(first.next, "-") && page.folded(first.next + 1) == "time" {
            return aside(first.start, first.next + 2, "an adjective");
        }
    }
    let label = VOCABULARY.labels.ending(page, first.start, floor).is_some();
    (label && noun::counted(page, first.next, false).is_none()).then_some(Aside {
        from: first.start,
        next: first.next,
        why: "a label's number",
    })
}

/// `5G`, `23andMe`, `3D`.
fn onto_word(page: &Page, first: &Operand) -> Option<Aside> {
    let glued = page.is_glued(first.next) && matches!(page.kind(first.next), Some(Kind::Word | Kind::Digits));
    (glued && first.bound.is_none()).then(|| Aside {
        from: first.start,
        next: name_end(page, first.next - 1),
        why: "part of a name",
    })
}

/// `Gemma 27B`: a size that is part of a model's name.
fn name_part(page: &Page, first: &Operand, floor: usize) -> Option<Aside> {
    let letter =
        page.slice(first.next.wrapping_sub(1)).len() == 1 && page.kind(first.next - 1) == Some(Kind::Word);
    let before =
        first.start.checked_sub(1).filter(|before| *before >= floor && !page.is_broken(first.start))?;
    let capital = is_capitalised(page, before) && !VOCABULARY.stops.contains(page.folded(before).as_ref());
    (letter && capital && noun::counted(page, first.next, false).is_none()).then_some(Aside {
        from: before,
        next: name_end(page, first.next - 1),
        why: "part of a name",
    })
}

/// `Jane Doe, 52, said`.
pub(super) fn is_age(page: &Page, first: &Operand) -> bool {
    let adult =
        first.numeral.form == Form::Bare && (Decimal::from(15)..=Decimal::from(105)).contains(&first.value);
    let between_commas = first.start >= 2 && page.is(first.start - 1, ",") && page.is(first.next, ",");
    adult && between_commas && is_capitalised(page, first.start - 2)
}

/// `787 Dreamliner`, `49 Ranch Road`: no count, since no plural follows.
fn proper_noun(page: &Page, first: &Operand) -> Option<Aside> {
    let next = first.next;
    let spaced = !page.is_broken(next) && !page.is_glued(next) && is_capitalised(page, next);
    let name = spaced && !VOCABULARY.stops.contains(page.folded(next).as_ref()) && page.slice(next).len() > 1;
    let signed = first.sign.is_some() || first.bound.is_some() || first.value >= Decimal::from(100_000);
    let signed = signed || VOCABULARY.before.starting(page, next).is_some();
    let counted = noun::counted(page, next, first.value == Decimal::ONE).is_some();
    (name && !signed && !counted).then(|| Aside { from: first.start, next: next + 1, why: "part of a name" })
}

fn year(page: &Page, first: &Operand, floor: usize) -> Option<Aside> {
    let printed = first.numeral.digits.slice(page.text);
    let year: u32 = printed.parse().ok().filter(|_| printed.len() == 4)?;
    let before = first.start.checked_sub(1).map_or("".into(), |before| page.folded(before));
    let counted = noun::counted(page, first.next, false).is_some();
    let (bound, _, _) = bound_before(page, first, floor);
    let announced = matches!(before.as_ref(), "in" | "since" | "until" | "circa" | "d" | "bc" | "ad");
    let modern = (1900..=2099).contains(&year);
    let current = (1990..=2040).contains(&year);
    let is_year = match () {
        () if VOCABULARY.before_year.contains(before.as_ref()) && modern => true,
        () if announced && (1000..1900).contains(&year) => !counted,
        () if bound || first.bound.is_some() => false,
        () if current => true,
        () => modern && !counted,
    };
    is_year.then_some(Aside { from: first.start, next: first.next, why: "a year" })
}

fn bound_before(page: &Page, first: &Operand, floor: usize) -> (bool, usize, usize) {
    let bound = VOCABULARY.bounds_before.ending(page, first.start, floor);
    (bound.is_some(), first.start, first.next)
}

/// `page 5`, `No. 1`, `version 2`.
fn labelled(page: &Page, first: &Operand, floor: usize) -> Option<Aside> {
    let dot = first.start.checked_sub(1).filter(|before| page.is(*before, ".") && *before > floor);
    let label = VOCABULARY
        .labels
        .ending(page, first.start, floor)
        .or_else(|| VOCABULARY.labels.ending(page, dot?, floor));
    (label.is_some() && noun::counted(page, first.next, false).is_none()).then_some(Aside {
        from: first.start,
        next: first.next,
        why: "a label's number",
    })
}

/// `Fortune 500`, `Boeing 787`, `Model 3 sedans`.
fn named(page: &Page, first: &Operand, floor: usize) -> Option<Aside> {
    if let Some(aside) = proper_noun(page, first) {
        return Some(aside);
    }
    let before =
        first.start.checked_sub(1).filter(|before| *before >= floor && !page.is_broken(first.start))?;
    let folded = page.folded(before);
    let name = is_capitalised(page, before)
        && !page.is_glued(first.start)
        && !VOCABULARY.stops.contains(folded.as_ref())
        && !VOCABULARY.bounds_before.has(&folded)
        && !VOCABULARY.modifiers.contains(folded.as_ref());
    let starts_sentence = before == 0
        || page.is_broken(before)
        || matches!(page.slice(before - 1), "." | ":" | ";" | "!" | "?" | "\"" | "“");
    let counted = noun::counted(page, first.next, false).is_some();
    let verb = VOCABULARY.change.contains(folded.as_ref());
    (name && !verb && !(starts_sentence && counted)).then_some(Aside {
        from: before,
        next: first.next,
        why: "part of a name",
    })
}
