use rust_decimal::Decimal;

use super::aside::{Aside, aside};
use super::lex::{Kind, Page};
use super::measure::is_capitalised;
use super::noun;
use super::operand::Operand;
use super::vocabulary::VOCABULARY;

/// Digits onto a word: `H800`, `GPT-4`, `Qwen3.8-27B`.
pub(super) fn name(page: &Page, at: usize, floor: usize) -> Option<Aside> {
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

/// `5G`, `23andMe`, `3D`.
pub(super) fn onto_word(page: &Page, first: &Operand) -> Option<Aside> {
    let glued = page.is_glued(first.next) && matches!(page.kind(first.next), Some(Kind::Word | Kind::Digits));
    (glued && first.bound.is_none()).then(|| Aside {
        from: first.start,
        next: name_end(page, first.next - 1),
        why: "part of a name",
    })
}

/// `Gemma 27B`: a size that is part of a model's name.
pub(super) fn name_part(page: &Page, first: &Operand, floor: usize) -> Option<Aside> {
    let letter =
        page.slice(first.next.wrapping_sub(1)).len() == 1 && page.kind(first.next - 1) == Some(Kind::Word);
    let before =
        first.start.checked_sub(1).filter(|before| *before >= floor && !page.is_broken(first.start))?;
    let capital = is_capitalised(page, before) && !VOCABULARY.stops.contains(page.folded(before));
    (letter && capital && noun::counted(page, first.next, false).is_none()).then_some(Aside {
        from: before,
        next: name_end(page, first.next - 1),
        why: "part of a name",
    })
}

/// `Fortune 500`, `Boeing 787`, `Model 3 sedans`.
pub(super) fn named(page: &Page, first: &Operand, floor: usize) -> Option<Aside> {
    if let Some(aside) = proper_noun(page, first) {
        return Some(aside);
    }
    let before =
        first.start.checked_sub(1).filter(|before| *before >= floor && !page.is_broken(first.start))?;
    let folded = page.folded(before);
    let name = is_capitalised(page, before)
        && !page.is_glued(first.start)
        && !VOCABULARY.stops.contains(folded)
        && !VOCABULARY.bounds_before.has(folded)
        && !VOCABULARY.modifiers.contains(folded);
    let starts_sentence = before == 0
        || page.is_broken(before)
        || matches!(page.slice(before - 1), "." | ":" | ";" | "!" | "?" | "\"" | "“");
    let counted = noun::counted(page, first.next, false).is_some();
    let verb = VOCABULARY.change.contains(folded);
    let hyphen = page.is(first.next, "-") && page.is_glued(first.next) && page.is_glued(first.next + 1);
    let next = if hyphen { name_end(page, first.next - 1) } else { first.next };
    (name && !verb && !(starts_sentence && counted)).then_some(Aside {
        from: before,
        next,
        why: "part of a name",
    })
}

/// `787 Dreamliner`, `49 Ranch Road`: no count, since no plural follows.
fn proper_noun(page: &Page, first: &Operand) -> Option<Aside> {
    let next = first.next;
    let spaced = !page.is_broken(next) && !page.is_glued(next) && is_capitalised(page, next);
    let name = spaced && !VOCABULARY.stops.contains(page.folded(next)) && page.slice(next).len() > 1;
    let signed = first.sign.is_some() || first.bound.is_some() || first.value >= Decimal::from(100_000);
    let signed = signed || VOCABULARY.before.starting(page, next).is_some();
    let counted = noun::counted(page, next, first.value == Decimal::ONE).is_some();
    (name && !signed && !counted).then(|| Aside { from: first.start, next: next + 1, why: "part of a name" })
}

/// Words that a hyphen joins to a quantity: `minus-1.4`, `sub-500`, `to-260,000`.
pub(super) fn is_number_prefix(page: &Page, word: usize, hyphen: bool) -> bool {
    let folded = page.folded(word);
    let bound = VOCABULARY.bounds_before.has(folded) || VOCABULARY.negative.contains(folded);
    hyphen
        && (bound
            || VOCABULARY.hyphenated.contains(folded)
            || VOCABULARY.numbers.get(folded).is_some_and(|word| word.cardinal.is_some()))
}

pub(super) fn name_end(page: &Page, at: usize) -> usize {
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
