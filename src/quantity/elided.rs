//! Units that a sentence says once for two numbers: `208 pounds, now 193`, `six million homes, including 1.5 million
//! in the south`, `280 million of the 1.5 billion pesos`, `four-, five- and six-cylinder engines`.

use super::lex::{Kind, Page};
use super::vocabulary::VOCABULARY;
use super::{Amount, Quantity, Unit, UnitKind};

/// What lies between two quantities.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    /// The token after the first.
    pub from: usize,
    /// Where the second starts, and the token after it.
    pub start: usize,
    pub next: usize,
}

/// How far apart, in tokens, two numbers may stand for the second to leave out its unit.
const REACH: usize = 24;

impl Gap {
    /// Whether a sentence, a line or a table's cell ends in between, or more than `reach` tokens stand there.
    pub fn is_interrupted(&self, page: &Page, reach: usize) -> bool {
        self.start.saturating_sub(self.from) > reach
            || (self.from..=self.start).any(|at| page.is_broken(at))
            || (self.from..self.start).any(|at| ends(page, at))
    }
}

fn ends(page: &Page, at: usize) -> bool {
    match page.slice(at) {
        ";" | "；" | "。" | "|" | "!" | "?" | "！" | "？" | ":" | "：" => true,
        "." => !page.is_glued(at + 1) && page.slice(at.wrapping_sub(1)).len() > 3,
        _ => false,
    }
}

/// The unit of the quantity before, for a number that names none itself.
pub(super) fn borrowed(page: &Page, previous: &Quantity, quantity: &Quantity, gap: &Gap) -> Option<Unit> {
    let unit = previous.unit.as_ref()?;
    if gap.is_interrupted(page, REACH) || !stands_alone(page, gap.next) {
        return None;
    }
    // `2 billion pesos ($90 million) and 71 million`: what stands in brackets says the same again.
    if page.is(gap.from, ")") {
        return None;
    }
    let ((), first) = VOCABULARY.elided_after.ending(page, gap.start, gap.from)?;
    let joined = first == gap.from || first == gap.from + 1 && page.is(gap.from, ",");
    let moved = previous.direction.is_some() && unit.kind == UnitKind::Ratio;
    let lands = matches!(page.folded(gap.start.saturating_sub(1)), "to" | "from" | "than" | "at");
    let fits = match unit.kind {
        UnitKind::Ratio => unit.name != "times" && !(moved && lands),
        UnitKind::Duration => joined && is_alike(previous, quantity),
        // `$5.1 million from 4.8` may mean millions or not; what is not said stays unknown.
        UnitKind::Money => joined && previous.scale == quantity.scale,
        UnitKind::Physical | UnitKind::Count => true,
    };
    fits.then(|| unit.clone())
}

/// `just under 300 hp (224 kW / 304 PS)`: what stands in brackets right after is the same amount, bound and all.
pub(super) fn says_again(page: &Page, previous: &Quantity, quantity: &Quantity, gap: &Gap) -> bool {
    let kinds = previous.unit.as_ref().zip(quantity.unit.as_ref());
    let alike = kinds.is_some_and(|(one, other)| one.kind == other.kind && one != other);
    let mark = gap.start == gap.from + 1 && matches!(page.slice(gap.from), "(" | "（" | "/");
    alike && mark && !page.is_broken(gap.start)
}

/// Whether two amounts are of one order, as stretches of time in a row are.
fn is_alike(previous: &Quantity, quantity: &Quantity) -> bool {
    let top = |amount: Amount| match amount {
        Amount::Exact(value) => Some(value),
        Amount::Range { low, high } => high.or(low),
    };
    let limit = top(previous.amount).and_then(|value| value.checked_mul(rust_decimal::Decimal::from(20)));
    top(quantity.amount).zip(limit).is_some_and(|(value, limit)| value <= limit)
}

/// Whether nothing that could be counted follows: a mark, or a word that no noun phrase starts with.
fn stands_alone(page: &Page, next: usize) -> bool {
    match page.kind(next) {
        None => true,
        Some(Kind::Mark) => {
            !page.is_glued(next + 1) && matches!(page.slice(next), "." | "," | ")" | ";" | "?" | "!")
        }
        Some(Kind::Word) => {
            let folded = page.folded(next);
            !page.is_glued(next)
                && !matches!(folded, "more" | "straight" | "running" | "percent" | "such" | "each")
                && (VOCABULARY.stops.contains(folded) || matches!(folded, "last" | "this" | "next"))
        }
        Some(Kind::Digits | Kind::Han) => false,
    }
}

/// The unit that the number before shares with a quantity.
pub(super) fn lent(page: &Page, previous: &Quantity, quantity: &Quantity, gap: &Gap) -> Option<Unit> {
    let unit = quantity.unit.as_ref()?;
    if gap.from == gap.start && unit.kind == UnitKind::Physical && !page.is_broken(gap.start) {
        let counted = super::noun::counted(page, gap.next, false)?;
        return Some(Unit { kind: UnitKind::Count, name: counted.name, per: None });
    }
    if gap.is_interrupted(page, 6) || gap.from >= gap.start {
        return None;
    }
    let of_these = of_a_whole(page, gap.from, gap.start) && is_less(previous, quantity);
    let apart = gap.start - gap.from;
    let linked = apart == 1 && matches!(page.folded(gap.from), "or" | "to");
    let level = unit.name == "point" && quantity.direction.is_some() && apart <= 2;
    let shared = matches!(unit.kind, UnitKind::Money | UnitKind::Count) && of_these
        || linked && unit.name != "times" && previous.scale == super::Scale::One
        || is_suspended(page, gap)
        || level;
    shared.then(|| unit.clone())
}

/// `of the`, `of its`, `of a total of`.
fn of_a_whole(page: &Page, from: usize, start: usize) -> bool {
    page.folded(from) == "of"
        && (from + 1..start).all(|at| {
            let word = page.folded(at);
            VOCABULARY.determiners.contains(word) || matches!(word, "total" | "of" | "about" | "some")
        })
}

fn is_less(previous: &Quantity, quantity: &Quantity) -> bool {
    match (previous.amount, quantity.amount) {
        (Amount::Exact(part), Amount::Exact(whole)) => part <= whole,
        _ => false,
    }
}

/// `four-, five- and six-cylinder`: the hyphen says that the noun comes later.
pub(super) fn is_suspended(page: &Page, gap: &Gap) -> bool {
    let hyphen = page.is(gap.from, "-") && page.is_glued(gap.from) && !page.is_glued(gap.from + 1)
        || page.is(gap.from, "-") && page.is(gap.from + 1, ",");
    hyphen && (gap.from + 1..gap.start).all(|at| matches!(page.folded(at), "," | "and" | "or" | "to"))
}
