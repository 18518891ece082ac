use super::elided::Gap;
use super::find::Reader;
use super::lex::{Kind, Page};
use super::operand::{Operand, Sign};
use super::vocabulary::{Mover, VOCABULARY};
use super::{Direction, Quantity, Unit, UnitKind};

/// Which way an amount goes, as its sign or the word right before it says: `+5%`, `fell 3%`, `dropped by $5`,
/// `up 9.2 points, or 0.4%`.
pub(super) fn direction(
    reader: &Reader,
    first: &Operand,
    start: usize,
    unit: Option<&Unit>,
) -> Option<Direction> {
    if first.sign == Some(Sign::Plus) {
        return Some(Direction::Up);
    }
    if unit.is_some_and(|unit| unit.kind == UnitKind::Duration) {
        return None;
    }
    let (mover, by) = mover_before(reader, start)?;
    (by || !mover.object || is_difference(unit)).then_some(mover.direction)
}

/// The movement an amount is told by, and whether `by` joins them.
fn mover_before(reader: &Reader, start: usize) -> Option<(Mover, bool)> {
    let page = &reader.page;
    if page.is_broken(start) || VOCABULARY.no_mover.ending(page, start, reader.floor).is_some() {
        return None;
    }
    if let Some((mover, _)) = VOCABULARY.movers.ending(page, start, reader.floor) {
        return Some((mover, false));
    }
    let ((), gap) = VOCABULARY.mover_gap.ending(page, start, reader.floor)?;
    let by = page.folded(gap) == "by";
    if let Some((mover, _)) = VOCABULARY.movers.ending(page, gap, reader.floor) {
        return Some((mover, by));
    }
    by.then(|| Some((mover_of_object(reader, gap)?, true)))?
}

/// `cut its rate by`, `grow sales by`: the verb stands before its object.
fn mover_of_object(reader: &Reader, by: usize) -> Option<Mover> {
    let page = &reader.page;
    let from = reader.floor.max(by.saturating_sub(6));
    let mut ends =
        (from + 1..by).rev().take_while(|at| page.kind(*at) == Some(Kind::Word) && !page.is_broken(*at));
    ends.find_map(|at| VOCABULARY.movers.ending(page, at, reader.floor)).map(|(mover, _)| mover)
}

/// Shares, points and measured things differ by an amount; money and people are gained and lost themselves.
fn is_difference(unit: Option<&Unit>) -> bool {
    unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Ratio | UnitKind::Physical) || unit.name == "point")
}

/// Whether a quantity can be a difference at all.
pub(super) fn names_change(quantity: &Quantity) -> bool {
    quantity.direction.is_none()
        && is_difference(quantity.unit.as_ref())
        && quantity.unit.as_ref().is_some_and(|unit| unit.name != "times")
}

/// Whether only `or`, `and`, a comma or a bracket stands between two amounts, so that the movement before the first
/// is said of both; `by` says so across a name: `Steel was down 2.3%, Glass by 2.6%`.
pub(super) fn carries_over(page: &Page, gap: &Gap) -> bool {
    let Gap { from, start, .. } = *gap;
    if from >= start || gap.is_interrupted(page, 8) {
        return false;
    }
    let link = |at: usize| {
        matches!(page.slice(at), "," | "(" | "（" | "，" | "、")
            || matches!(page.folded(at), "or" | "and" | "和")
    };
    let linked = start - from <= 3 && (from..start).all(link);
    linked || page.folded(start - 1) == "by" && start - 1 > from
}
