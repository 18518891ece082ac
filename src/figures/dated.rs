//! When: the period a quantity is told for, of those its sentence names.

use super::grammar::{between, is_determiner, word_before};
use super::scene::Scene;
use crate::lexicon::Cue;
use crate::period::{Length, Mention, Reference};
use crate::quantity::Quantity;
use crate::text::Span;

/// The period of a quantity and whether it stands in an earlier clause.
pub(super) fn period_of<'s>(
    scene: &'s Scene<'_>,
    quantity: &Quantity,
    fits: &dyn Fn(&Mention) -> bool,
) -> (Option<&'s Mention>, bool) {
    let own = scene.bracket(quantity.span.start);
    let outside = |mention: &&Mention| {
        let bracket = scene.bracket(mention.span.start);
        // `6 cents (2024: nil)`: what a bracket tells of another period dates nothing outside it.
        let told = scene.text[mention.span.end..].trim_start().starts_with([':', '：']);
        let apart = bracket != own && bracket.is_some_and(|bracket| told || scene.holds_quantity(bracket));
        !mention.span.overlaps(quantity.digits) && fits(mention) && !apart
    };
    let follows = |mention: &&Mention| {
        follows_directly(scene, quantity, mention) && !is_held_against(scene, mention, quantity)
    };
    if let Some(follows) = scene.periods.iter().filter(outside).find(follows) {
        return (Some(follows), false);
    }
    let clause = scene.clause(quantity.span.start);
    let in_clause: Vec<&Mention> =
        scene.periods.iter().filter(outside).filter(|mention| clause.contains(mention.span)).collect();
    let compared = comparison(scene, quantity).map_or(0, |cue| cue.start);
    let before = in_clause.iter().rev().find(|mention| {
        mention.span.end <= quantity.span.start
            && mention.span.start >= compared
            && !is_spoken_for(scene, mention, quantity)
            && !is_basis(scene, mention, quantity)
            && !is_held_against(scene, mention, quantity)
            && !is_compared_to(scene, mention)
    });
    if let Some(mention) = before {
        return (Some(mention), false);
    }
    let after = in_clause
        .iter()
        .filter(|mention| !is_held_against(scene, mention, quantity))
        .find(|mention| mention.span.start >= quantity.span.end && reaches(scene, quantity, mention));
    let own = |mention: &&&Mention| matches!(mention.reference, Reference::Own | Reference::Current);
    if let Some(mention) = after.filter(own) {
        return (Some(mention), false);
    }
    // `in October; it fell to 76 from 78 in the same quarter a year earlier`: what is held against a quarter is of one.
    let held = in_clause.iter().find(|mention| mention.reference == Reference::YearEarlier);
    let held = held.map(|mention| mention.period.length).filter(|length| *length != Length::Other);
    let as_long = |mention: &&Mention| held.is_none_or(|length| mention.period.length == length);
    let earlier = scene
        .periods
        .iter()
        .rev()
        .filter(outside)
        .filter(as_long)
        .filter(|mention| mention.reference == Reference::Own || mention.reference == Reference::Current)
        .filter(|mention| !is_held_against(scene, mention, quantity))
        .find(|mention| mention.span.end <= clause.start && !is_spoken_for(scene, mention, quantity));
    (earlier, earlier.is_some())
}

/// Where the clause says that the quantity is what another is compared with: `up |from`, `compared with`; `from 5 to 6`
/// compares 6 with nothing.
pub(super) fn comparison(scene: &Scene<'_>, quantity: &Quantity) -> Option<Span> {
    let clause = scene.clause(quantity.span.start);
    let cue = scene.cues.iter().rev().find(|mention| {
        mention.cue == Cue::ComparedWith
            && mention.span.end <= quantity.span.start
            && mention.span.start >= clause.start
    })?;
    let between_them = between(scene.text, cue.span.end, quantity.span.start);
    let lands =
        between_them.last().is_some_and(|word| matches!(word.as_str(), "to" | "至" | "到" | "降至" | "升至"));
    (!lands).then_some(cue.span)
}

/// `10 billion yuan a year earlier`, `13 billion in the third quarter`.
fn follows_directly(scene: &Scene<'_>, quantity: &Quantity, mention: &Mention) -> bool {
    if mention.span.start < quantity.span.end {
        return false;
    }
    let words = between(scene.text, quantity.span.end, mention.span.start);
    if leads_another(scene, quantity, mention) {
        return false;
    }
    words.len() <= 3
        && words.iter().all(|word| {
            is_determiner(word)
                || matches!(
                    word.as_str(),
                    "in" | "for" | "during" | "over" | "by" | "at" | "as" | "of" | "(" | "within"
                )
        })
}

/// `6.94亿元，上年为5.21亿元`: behind a mark, a period right before another quantity is of that one.
fn leads_another(scene: &Scene<'_>, quantity: &Quantity, mention: &Mention) -> bool {
    let apart = scene.text[quantity.span.end..mention.span.start].contains([',', '，', ';', '；']);
    let next = scene.quantities.iter().find(|other| other.span.start >= mention.span.end);
    let close = |other: &Quantity| {
        let words = between(scene.text, mention.span.end, other.span.start);
        words.is_empty()
            || matches!(words.as_slice(), [word] if matches!(word.as_str(), "为" | "是" | "was" | "at"))
    };
    apart && next.is_some_and(close)
}

/// `from a year earlier`: what a change is counted against dates no amount.
fn is_basis(scene: &Scene<'_>, mention: &Mention, quantity: &Quantity) -> bool {
    let owned =
        scene.text[mention.span.end..].starts_with('的') && quantity.span.start <= mention.span.end + 3;
    !owned
        && scene.cues.iter().any(|cue| {
            matches!(cue.cue, Cue::YearOverYear | Cue::QuarterOverQuarter) && cue.span.contains(mention.span)
        })
}

/// 较二季度下降, 比上年末多, 与一季度相比: what is held against a period in Chinese is of another, unlike 较二季度的95%.
fn is_held_against(scene: &Scene<'_>, mention: &Mention, quantity: &Quantity) -> bool {
    is_compared_in_chinese(scene, mention) && !is_its_own(scene, mention, quantity)
}

/// 较二季度的95%: the amount of a period that another is held against.
pub(super) fn is_chinese_base(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let base =
        |mention: &Mention| is_compared_in_chinese(scene, mention) && is_its_own(scene, mention, quantity);
    scene.periods.iter().any(base)
}

fn is_compared_in_chinese(scene: &Scene<'_>, mention: &Mention) -> bool {
    let before = scene.text[scene.span.start..mention.span.start].trim_end();
    let behind = &scene.text[mention.span.end..scene.span.end];
    let rate = ["同比", "环比", "占比", "对比"].iter().any(|rate| before.ends_with(rate));
    let clause = behind.split(['，', '。', '；', ',']).next().unwrap_or_default();
    let beside = before.ends_with(['与', '同', '和'])
        && ["相比", "比较", "相较"].iter().any(|word| clause.contains(word));
    !rate && before.ends_with(['较', '比']) || beside
}

fn is_its_own(scene: &Scene<'_>, mention: &Mention, quantity: &Quantity) -> bool {
    let owned = scene.text[mention.span.end..].starts_with('的');
    owned && (mention.span.end..=mention.span.end + '的'.len_utf8()).contains(&quantity.span.start)
}

/// `higher than in 2024`: the period another is compared with dates nothing that follows.
fn is_compared_to(scene: &Scene<'_>, mention: &Mention) -> bool {
    let before = between(scene.text, scene.span.start, mention.span.start);
    before.iter().rev().take(2).any(|word| matches!(word.as_str(), "than" | "versus" | "vs"))
}

/// Another quantity before it has this period directly behind it: `fell from 10 in 2023 to 8`.
fn is_spoken_for(scene: &Scene<'_>, mention: &Mention, quantity: &Quantity) -> bool {
    scene
        .quantities
        .iter()
        .filter(|other| other.span.end <= mention.span.start && other.span != quantity.span)
        .filter(|other| {
            is_compared_with(scene, other)
                || !matches!(mention.reference, Reference::Own | Reference::Current)
        })
        .any(|other| follows_directly(scene, other, mention) && no_quantity_between(scene, other, mention))
}

/// `from 10 billion`: the quantity is what another is compared with.
fn is_compared_with(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    word_before(scene.text, scene.span.start, quantity.span.start)
        .is_some_and(|(_, word)| matches!(word.as_str(), "from" | "than" | "由" | "从" | "自"))
}

/// Nothing stands between a quantity and a period behind it but quantities told in one breath with it: `rose 5% to £2bn
/// in 2025`, `€5m ($6m) in 2025`, `12 apps and 5 users in 2025`; after `from` another period may begin.
fn reaches(scene: &Scene<'_>, quantity: &Quantity, mention: &Mention) -> bool {
    let compares = scene.cues.iter().any(|cue| {
        cue.cue == Cue::ComparedWith
            && cue.span.start >= quantity.span.end
            && cue.span.end <= mention.span.start
    });
    if compares || leads_another(scene, quantity, mention) {
        return false;
    }
    let mut at = quantity.span.end;
    for other in scene.quantities.iter().filter(|other| other.span.start >= quantity.span.end) {
        if other.span.end > mention.span.start {
            break;
        }
        let words = between(scene.text, at, other.span.start);
        // `has 74 and plans to have 110 by 2026`: what is planned is told in another breath.
        let ahead = scene.cues.iter().any(|cue| {
            matches!(cue.cue, Cue::Guidance | Cue::Forecast)
                && cue.span.start >= at
                && cue.span.end <= other.span.start
        });
        let joined = words.iter().rev().take(3).any(|word| {
            matches!(
                word.as_str(),
                "to" | "and" | "," | "(" | "or" | "，" | "（" | "和" | "、" | "至" | "到" | "及"
            )
        });
        if ahead || !joined || words.iter().any(|word| parts(word)) {
            return false;
        }
        at = other.span.end;
    }
    let behind = between(scene.text, at, mention.span.start);
    if at == quantity.span.end
        && behind
            .iter()
            .any(|word| matches!(word.as_str(), "and" | "which" | "who" | "than" | "above" | "below"))
    {
        return false;
    }
    at == quantity.span.end || !between(scene.text, at, mention.span.start).iter().any(|word| parts(word))
}

/// What stands behind one of these is what the quantities before it are compared with.
fn parts(word: &str) -> bool {
    matches!(
        word,
        "from" | "than" | "above" | "below" | "against" | "with" | "versus" | "vs" | ";" | "；" | "比" | "较"
    )
}

fn no_quantity_between(scene: &Scene<'_>, quantity: &Quantity, mention: &Mention) -> bool {
    !scene
        .quantities
        .iter()
        .any(|other| other.span.start >= quantity.span.end && other.span.end <= mention.span.start)
}

#[cfg(test)]
mod tests {
    use crate::figures::{Role, read_text};
    use crate::lexicon::Lexicon;

    #[test]
    fn what_a_period_is_held_against_is_of_another() {
        #[track_caller]
        fn case(text: &str, expected: &[(&str, Option<&str>, Role)]) {
            let reading = read_text(text, Some("2025-11-15".parse().expect("a date")), &Lexicon::built_in());
            let told = reading.figures.iter().map(|figure| {
                let label = figure.period.as_ref().map(|placed| placed.period.label.as_str());
                (figure.quantity.span.slice(text), label, figure.role)
            });
            assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
        }
        let third = Some("2025年三季度");
        case(
            "2025年三季度续费率为94%，较二季度下降1个百分点。",
            &[("94%", third, Role::Current), ("1个百分点", third, Role::Delta)],
        );
        case(
            "2025年三季度收入为10亿元，与二季度的9亿元相比增长11%。",
            &[
                ("10亿元", third, Role::Current),
                ("9亿元", Some("二季度"), Role::Prior),
                ("11%", third, Role::Delta),
            ],
        );
        case(
            "续费率为94%，比二季度低1个百分点。",
            &[("94%", None, Role::Current), ("1个百分点", None, Role::Current)],
        );
    }
}
