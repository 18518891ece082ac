//! Numbers that are dialled, posted or looked up: telephone numbers, street addresses, tickers, forms.

use super::aside::{Aside, aside};
use super::lex::{Kind, Page};
use super::measure::is_capitalised;
use super::vocabulary::VOCABULARY;

/// What is written onto or around digits so that they only name something.
pub(super) fn code(page: &Page, at: usize) -> Option<Aside> {
    telephone(page, at).or_else(|| street(page, at)).or_else(|| ticker(page, at)).or_else(|| form(page, at))
}

/// `+1 408 555 0142`, `(408) 555-0142`, `0800 123 4567`, `13800138000`.
fn telephone(page: &Page, at: usize) -> Option<Aside> {
    let plus = page.is(at.wrapping_sub(1), "+") && page.is_glued(at);
    let bracket = page.is(at.wrapping_sub(1), "(") && page.is(at + 1, ")");
    let zero = page.slice(at).starts_with('0') && page.slice(at).len() > 2;
    let mobile = page.slice(at).strip_prefix('1').filter(|rest| rest.len() == 10 && is_whole(rest));
    let onto = page.is_glued(at + 1) && page.kind(at + 1) == Some(Kind::Word);
    if mobile.is_some_and(|rest| !rest.starts_with(['0', '1', '2'])) && !onto {
        return aside(at, at + 1, "a telephone number");
    }
    if !(plus || bracket || zero) || !is_whole(page.slice(at)) {
        return None;
    }
    let from = if plus || bracket { at - 1 } else { at };
    let (mut next, mut groups, mut digits) = (at + 1, 1, page.slice(at).len());
    while groups < 7 {
        let link = next + usize::from(matches!(page.slice(next), "-" | ")" | "." | "–" | "("));
        let link = link + usize::from(link > next && matches!(page.slice(link), "(" | "-"));
        let group = page.slice(link);
        let joins = page.kind(link) == Some(Kind::Digits) && is_whole(group) && !page.is_broken(link);
        if !joins || !(2..=8).contains(&group.len()) {
            break;
        }
        (next, groups, digits) = (link + 1, groups + 1, digits + group.len());
    }
    let long =
        (8..=15).contains(&digits) && groups >= if plus { 2 } else { 3 - usize::from(bracket || zero) };
    long.then_some(Aside { from, next, why: "a telephone number" })
}

fn is_whole(printed: &str) -> bool {
    printed.bytes().all(|byte| byte.is_ascii_digit())
}

/// `12 Kings Road`, `9 E 71st St`: a number, capitalised words and a word for a street.
fn street(page: &Page, at: usize) -> Option<Aside> {
    let mut next = at + 1;
    while next < at + 6 && !page.is_broken(next) {
        let word = page.folded(next);
        if next > at + 1 && is_capitalised(page, next) && VOCABULARY.streets.contains(word) {
            return aside(at, next + 1, "part of an address");
        }
        let ordinal = page.kind(next) == Some(Kind::Digits) || VOCABULARY.ordinal_endings.contains(word);
        let named = is_capitalised(page, next) || next > at + 1 && ordinal || page.is(next, ".");
        if !named || page.is_glued(next) && next == at + 1 {
            return None;
        }
        next += 1;
    }
    None
}

/// `600519.SH`, `0700.HK`.
fn ticker(page: &Page, at: usize) -> Option<Aside> {
    let market = page.slice(at + 2);
    let glued = page.is(at + 1, ".") && page.is_glued(at + 1) && page.is_glued(at + 2);
    let code = (1..=3).contains(&market.len()) && market.bytes().all(|byte| byte.is_ascii_uppercase());
    let goes_on = page.is_glued(at + 3) && matches!(page.kind(at + 3), Some(Kind::Word | Kind::Digits));
    (glued && code && is_whole(page.slice(at)) && !goes_on).then_some(Aside {
        from: at,
        next: at + 3,
        why: "part of a name",
    })
}

/// `10-K`, `20-F`, `401(k)`, `24/7`, `90后`, `十一届`, `双11`.
fn form(page: &Page, at: usize) -> Option<Aside> {
    let letter = |at: usize| page.kind(at) == Some(Kind::Word) && page.slice(at).len() == 1;
    let glued = |to: usize| (at + 1..=to).all(|at| page.is_glued(at));
    let hyphen = page.is(at + 1, "-") && is_capitalised(page, at + 2) && letter(at + 2);
    if hyphen && glued(at + 2) && !(page.is_glued(at + 3) && page.is(at + 3, "-")) {
        return aside(at, at + 3, "part of a name");
    }
    if matches!(page.slice(at + 1), "(" | "[")
        && letter(at + 2)
        && matches!(page.slice(at + 3), ")" | "]")
        && glued(at + 3)
    {
        return aside(at, at + 4, "part of a name");
    }
    if page.is(at, "24") && page.is(at + 1, "/") && page.is(at + 2, "7") && glued(at + 2) {
        return aside(at, at + 3, "a manner of speaking");
    }
    let decade = page.slice(at).len() == 2 && page.slice(at).ends_with(['0', '5']) && page.is(at + 1, "后");
    if decade
        && matches!(
            page.slice(at + 2),
            "" | "的" | "，" | "、" | "。" | "人" | "员" | "消" | "群" | "用" | "年" | "父" | "女" | "宝"
        )
    {
        return aside(at, at + 2, "a generation");
    }
    let day = page.is(at.wrapping_sub(1), "双")
        && page.is_glued(at)
        && matches!(page.slice(at), "11" | "12" | "10");
    day.then(|| Aside { from: at - 1, next: at + 1, why: "part of a name" })
}
