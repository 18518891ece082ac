use super::lex::{Kind, Page};
use super::measure::code_in_scale;
use super::noun;
use super::numeral::is_whole;
use super::vocabulary::VOCABULARY;

/// Groups of three after a space (`40 000`, `4 312`, `10, 000`) and decimals after a point with spaces (`46 . 8`), added to
/// the first group's digits; the token behind them all. `money` says that a currency stands before.
pub(super) fn joined(page: &Page, at: usize, digits: &mut String, money: bool) -> usize {
    let mut next = at + 1;
    if digits.len() <= 3 && is_whole(digits) {
        let end = groups_end(page, at);
        let mut whole = digits.clone();
        (next..end).for_each(|group| whole.push_str(page.slice(group)));
        let behind = decimals(page, end, &mut whole);
        if end > next && !digits.starts_with('0') && parts_groups(page, at, behind, money) {
            *digits = whole;
            next = behind;
        }
        while let Some(group) = thousands_group(page, next).filter(|_| !digits.contains('.')) {
            digits.push_str(page.slice(group));
            next = group + 1;
        }
    }
    let point =
        page.is(next, ".") && !page.is_glued(next) && !page.is_glued(next + 1) && !page.is_broken(next + 1);
    if point
        && matches!(page.kind(next + 1), Some(Kind::Digits))
        && !digits.contains('.')
        && is_whole(page.slice(next + 1))
    {
        digits.push('.');
        digits.push_str(page.slice(next + 1));
        next += 2;
    }
    next
}

fn thousands_group(page: &Page, next: usize) -> Option<usize> {
    let comma = page.is(next, ",") && matches!(page.kind(next + 1), Some(Kind::Digits));
    let group = if comma { next + 1 } else { next };
    let printed = page.slice(group);
    if printed.len() != 3 || !is_whole(printed) || page.is_broken(group) || page.is_glued(group) {
        return None;
    }
    let space = gap(page, group)?;
    let narrow_space = matches!(space, "\u{a0}" | "\u{202f}" | "\u{2009}");
    (narrow_space || (space == " " && printed.starts_with('0'))).then_some(group)
}

fn gap<'t>(page: &Page<'t>, at: usize) -> Option<&'t str> {
    page.text.get(page.tokens.get(at.checked_sub(1)?)?.span.end..page.tokens.get(at)?.span.start)
}

/// Behind the groups of three digits that plain spaces divide, if any follow.
fn groups_end(page: &Page, at: usize) -> usize {
    let group = |at: &usize| {
        let printed = page.slice(*at);
        printed.len() == 3 && is_whole(printed) && gap(page, *at) == Some(" ")
    };
    let whole = (at + 1..page.len()).take_while(group).last().map_or(at + 1, |last| last + 1);
    // `1 234.5`: the last group holds the decimals.
    let last =
        page.slice(whole).split_once('.').is_some_and(|(group, _)| group.len() == 3 && is_whole(group));
    if last && gap(page, whole) == Some(" ") { whole + 1 } else { whole }
}

/// The decimals behind the last group, onto it or behind a comma: `1 234.5`, `1 234,5`.
fn decimals(page: &Page, end: usize, digits: &mut String) -> usize {
    let comma = page.is(end, ",") && page.is_glued(end) && page.is_glued(end + 1);
    let last = page.slice(end + 1);
    let closes = !(page.is(end + 2, ",") && page.is_glued(end + 2));
    if comma && closes && (1..=2).contains(&last.len()) && is_whole(last) {
        digits.push('.');
        digits.push_str(last);
        return end + 2;
    }
    end
}

/// Whether plain spaces part the groups of one number, and not two numbers: it is money, it is measured, nothing else
/// stands beside it, or a word leads to it that numbers nothing. `Phase 3 100 patients` is two numbers.
fn parts_groups(page: &Page, at: usize, end: usize, money: bool) -> bool {
    let mark = |at: usize, marks: [&str; 2]| page.is(at, marks[0]) || page.is(at, marks[1]);
    let measured = !page.is_broken(end)
        && (VOCABULARY.measures.starting(page, end).is_some()
            || VOCABULARY.after.starting(page, end).is_some()
            || VOCABULARY.scales.starting(page, end).is_some_and(|_| page.slice(end).len() > 1)
            || code_in_scale(page.slice(end)).is_some());
    // `2 300-seat halls`, `2 737s`
    let joined = mark(end, ["-", "/"]) && page.is_glued(end) && page.kind(end + 1) == Some(Kind::Word);
    let onto = page.is_glued(end) && page.kind(end) == Some(Kind::Word) && !measured && !money;
    if joined || onto {
        return false;
    }
    let beside = |at: usize| page.kind(at) == Some(Kind::Mark);
    let alone = (0..at).chain(end..page.len()).all(beside);
    let bracketed = at > 0 && mark(at - 1, ["(", "（"]) && mark(end, [")", "）"]);
    money || measured || alone || bracketed || end > at + 2 || is_led_to(page, at, end)
}

/// `fell to 7 918 employees`, `of 4 127 (4 045)`: a plain word before, and a noun that is counted, a mark or nothing behind.
fn is_led_to(page: &Page, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| !page.is_broken(at) && !page.is_glued(at)) else {
        return false;
    };
    let plain = page.kind(before) == Some(Kind::Word)
        && page.slice(before).chars().all(char::is_lowercase)
        && VOCABULARY.labels.ending(page, at, 0).is_none();
    let closes = page.is_broken(end) || page.kind(end) == Some(Kind::Mark);
    plain && (closes || noun::counted(page, end, false).is_some())
}

#[cfg(test)]
mod tests {
    use crate::quantity::{Amount, find};

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let told = |amount: &Amount| match amount {
            Amount::Exact(value) => value.normalize().to_string(),
            Amount::Range { low, high } => format!("{low:?}..{high:?}"),
        };
        let found: Vec<String> = find(text).quantities.iter().map(|found| told(&found.amount)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn spaces_part_the_groups_of_one_number() {
        case("Sales were SEK 5 218 m (4 907).", &["5218000000", "4907"]);
        case("EBITDA 1 234,5 MSEK", &["1234500000"]);
        case("an output of 12 345,6 tonnes", &["12345.6"]);
        case("It has 7 318 employees.", &["7318"]);
        case("1 846", &["1846"]);
        case("–1 846", &["-1846"]);
        case("a volume of 1 234 567 and more", &["1234567"]);
        case("CHF 1'234'567", &["1234567"]);
        case("between EUR 1 500 and EUR 1 600 million", &["Some(1500000000)..Some(1600000000)"]);
    }

    #[test]
    fn two_numbers_stay_two() {
        case("Phase 3 250 patients", &["250"]);
        case("page 12 300 people", &["300"]);
        case("Acme ordered 2 737s", &["2"]);
    }

    #[test]
    fn a_letter_behind_money_is_a_scale() {
        case("SEK 685 m was paid", &["685000000"]);
        case("€ 1.2 b", &["1200000000"]);
        case("a beam of 685 m", &["685"]);
    }
}
