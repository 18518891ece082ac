use rust_decimal::Decimal;

use super::code::code;
use super::date::{calendar_date, fiscal, han_date, month, time, year};
use super::lex::{Kind, Page};
use super::measure::is_capitalised;
use super::name::{is_number_prefix, name, name_end, name_part, named, onto_word};
use super::noun;
use super::numeral::Form;
use super::operand::Operand;
use super::vocabulary::{HanNumber, VOCABULARY};

/// A number that is no figure; an empty reason is a word that is no number either.
pub(super) struct Aside {
    pub from: usize,
    pub next: usize,
    pub why: &'static str,
}

pub(super) fn aside(from: usize, next: usize, why: &'static str) -> Option<Aside> {
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
        let is_numeral = |at: usize| page.slice(at).chars().all(|c| VOCABULARY.han.contains_key(&c));
        let next =
            (at + 1..page.len()).find(|next| page.kind(*next) != Some(Kind::Han) || !is_numeral(*next));
        return aside(at - 1, next.unwrap_or(page.len()), "an ordinal");
    }
    if page.kind(at) != Some(Kind::Digits) {
        return han_date(page, at).or_else(|| han_ordinal(page, at));
    }
    code(page, at)
        .or_else(|| name(page, at, floor))
        .or_else(|| time(page, at))
        .or_else(|| ordinal(page, at))
        .or_else(|| calendar_date(page, at))
        .or_else(|| chain(page, at))
        .or_else(|| formula(page, at))
        .or_else(|| month(page, at))
        .or_else(|| fiscal(page, at))
        .or_else(|| han_date(page, at))
        .or_else(|| listed(page, at))
}

/// 数据中心二期: the second phase, no two of anything.
fn han_ordinal(page: &Page, at: usize) -> Option<Aside> {
    let digit = page.slice(at).chars().next().and_then(|c| VOCABULARY.han.get(&c));
    let divided = at > 0 && VOCABULARY.han_divides.contains(page.folded(at - 1));
    let numbered = matches!(digit, Some(HanNumber::Digit(_)))
        && VOCABULARY.han_ordinals.contains(page.folded(at + 1))
        && !(at > 0 && page.slice(at - 1).chars().next().is_some_and(|c| VOCABULARY.han.contains_key(&c)));
    (numbered && !divided).then(|| Aside { from: at, next: at + 2, why: "an ordinal" })
}

/// `3rd`, `1990s`, `007`.
fn ordinal(page: &Page, at: usize) -> Option<Aside> {
    let printed = page.slice(at);
    let next = at + 1;
    if page.is_glued(next) && VOCABULARY.ordinal_endings.contains(page.folded(next)) {
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
    let decimals = (at..next).step_by(2).any(|at| page.slice(at).contains('.'));
    if groups > 2 && !decimals {
        return aside(at, next, "a telephone number or a code");
    }
    let printed = page.slice(at);
    let version = printed.matches('.').count() > 1 && super::numeral::numeral(page, at, false).is_none();
    version.then_some(Aside { from: at, next: name_end(page, at), why: "a version or a date" })
}

/// `1+6+N`, `5+2`: parts of a structure, joined by signs.
fn formula(page: &Page, at: usize) -> Option<Aside> {
    let mut next = at + 1;
    let joined = |next: usize| {
        let digits = page.kind(next + 1) == Some(Kind::Digits);
        let letter = page.slice(next + 1).len() == 1 && page.kind(next + 1) == Some(Kind::Word);
        page.is(next, "+")
            && page.is_glued(next)
            && page.is_glued(next + 1)
            && (digits || letter && next > at + 1)
    };
    while joined(next) {
        next += 2;
    }
    (next > at + 1).then_some(Aside { from: at, next, why: "part of a name" })
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
    let last =
        page.is_broken(next + 1) && page.kind(next + 1).is_some() || at > 0 && page.kind(next + 1).is_none();
    (small && heads && !last || spaced_bracket).then_some(Aside {
        from: at,
        next: next + 1,
        why: "a list number",
    })
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
    if is_said_to_be(page, first) || is_price_of_one(page, first) {
        return None;
    }
    let general = VOCABULARY.han_articles.contains(page.slice(at)) && first.next == at + 1;
    let counted =
        noun::counted(page, first.next, false).filter(|_| !general && first.value >= Decimal::new(5, 1));
    let quoted = !page.is_broken(first.next)
        && page.kind(first.next) == Some(Kind::Mark)
        && page.kind(at.wrapping_sub(1)) == Some(Kind::Mark);
    let plain =
        VOCABULARY.han_counts.contains(page.slice(at)) || page.kind(at.wrapping_sub(1)) != Some(Kind::Han);
    let bounded = VOCABULARY.bounds_before.ending(page, at, 0).is_some();
    if (counted.is_some() && (plain || bounded)) || (quoted && !page.is(first.next, "、")) {
        return None;
    }
    aside(at, first.next, "")
}

/// `答案是四`, `排名前三的`: what the digit equals, or how many of the first.
fn is_said_to_be(page: &Page, first: &Operand) -> bool {
    let before = page.slice(first.start.wrapping_sub(1));
    let after = page.slice(first.next);
    let ends = page.is_broken(first.next) || page.kind(first.next) == Some(Kind::Mark);
    if page.is_broken(first.start) && page.is_broken(first.next) {
        return true;
    }
    let equals = before == "是" && (ends || matches!(after, "这" | "那" | "不" | "而" | "和" | "与"));
    let foremost =
        before == "前" && first.value > Decimal::ONE && (ends || matches!(after, "的" | "名" | "位"));
    equals || foremost
}

/// `一台八千`, and `一台` where nothing else is said.
fn is_price_of_one(page: &Page, first: &Operand) -> bool {
    let Some(counted) = noun::counted(page, first.next, false).filter(|_| first.next == first.start + 1)
    else {
        return false;
    };
    let alone = page.is_broken(first.start) && page.is_broken(counted.next);
    let number = page.slice(counted.next).chars().next().and_then(|c| VOCABULARY.han.get(&c));
    let second = page.slice(counted.next + 1).chars().next().and_then(|c| VOCABULARY.han.get(&c));
    let priced = matches!(number, Some(HanNumber::Digit(value)) if *value > 1)
        && matches!(second, Some(HanNumber::Small(_) | HanNumber::Large(_)));
    alone || priced
}

/// `one` that stands for something said before, and numbers after a label: `phase two`.
fn spelled(page: &Page, first: &Operand, floor: usize) -> Option<Aside> {
    if noun::partitive(page, first.next).is_some() {
        return None;
    }
    let word = page.folded(first.start);
    let before = first
        .numeral
        .start
        .checked_sub(1)
        .filter(|before| *before >= floor && !page.is_broken(first.numeral.start));
    let ordinal = first.next + usize::from(page.is(first.next, "-"));
    let tens = first.value >= Decimal::from(20);
    if tens && VOCABULARY.ordinals.contains(page.folded(ordinal)) {
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
        let pronoun = VOCABULARY.one_after.contains(page.folded(first.next)) || page.is(first.next, "'");
        let referred = before.is_some_and(|before| VOCABULARY.one_before.contains(page.folded(before)));
        let lonely = noun::counted(page, first.next, true).is_none();
        if pronoun || referred || (lonely && before.is_some()) {
            return aside(first.start, first.next, "a pronoun");
        }
        if page.is(first.next, "-") && page.folded(first.next + 1) == "time" {
            return aside(first.start, first.next + 2, "an adjective");
        }
    }
    if is_adjective(page, first) {
        return aside(first.start, first.next + 2, "an adjective");
    }
    let label = VOCABULARY.labels.ending(page, first.start, floor).is_some();
    (label && noun::counted(page, first.next, false).is_none()).then_some(Aside {
        from: first.start,
        next: first.next,
        why: "a label's number",
    })
}

/// `one-stop`, `two-wheeler`, `four-door`: a spelled number joined to a noun that measures nothing.
fn is_adjective(page: &Page, first: &Operand) -> bool {
    let noun = first.next + 1;
    let joined = page.is(first.next, "-") && page.is_glued(first.next) && page.is_glued(noun);
    let plain = page.kind(noun) == Some(Kind::Word)
        && VOCABULARY.measures.starting(page, noun).is_none()
        && VOCABULARY.scales.starting(page, noun).is_none()
        && VOCABULARY.after.starting(page, noun).is_none()
        && !VOCABULARY.ordinals.contains(page.folded(noun));
    let word = page.folded(noun);
    let numeric =
        matches!(word, "fold" | "digit" | "figure" | "thirds" | "quarters" | "fifths" | "and" | "to" | "or");
    let listed = matches!(page.folded(first.start.wrapping_sub(1)), "and" | "or" | ",")
        && page.is(first.start.wrapping_sub(2), "-");
    first.next == first.start + 1
        && !listed
        && joined
        && plain
        && !numeric
        && super::numeral::numeral(page, noun, false).is_none()
}

/// `Jane Doe, 52, said`.
pub(super) fn is_age(page: &Page, first: &Operand) -> bool {
    let adult =
        first.numeral.form == Form::Bare && (Decimal::from(15)..=Decimal::from(105)).contains(&first.value);
    let between_commas = first.start >= 2 && page.is(first.start - 1, ",") && page.is(first.next, ",");
    adult && between_commas && is_capitalised(page, first.start - 2)
}

/// `under the age of 5`, `at age 62 years`.
pub(super) fn is_after_age(page: &Page, first: &Operand) -> bool {
    let before = |back: usize| first.start.checked_sub(back).map_or("", |at| page.folded(at));
    let age = |word: &str| matches!(word, "age" | "ages");
    let adult = first.value > Decimal::ZERO && first.value <= Decimal::from(120);
    adult && !page.is_broken(first.start) && (age(before(1)) || before(1) == "of" && age(before(2)))
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
