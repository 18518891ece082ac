//! Which of the closed set of arithmetic a question asks for, by the cues it holds.

use super::beside::basis_of;
use super::task::{Told, has};
use super::{Operation, when};
use crate::lexicon::{Cue, QuestionCue, QuestionCueMention};
use crate::period::{self, Length, Mention};
use crate::quantity::Direction;
use crate::text::{Word, fold, words};

/// `out of the four quarters …, in which one`: a period is picked where several are spoken of and nothing else is named.
pub(super) fn picks_a_period(told: &Told<'_>) -> bool {
    let one = |mention: &QuestionCueMention| {
        mention.cue == QuestionCue::Which && mention.span.slice(told.text).to_lowercase().ends_with(" one")
    };
    let several = |word: Word| {
        let word = fold(word.span.slice(told.text));
        word.ends_with('s') && period::is_calendar_word(&word)
    };
    told.cues.iter().any(one) && words(told.text).any(several)
}

pub(super) fn of(told: &Told<'_>, limited: bool) -> Operation {
    let has = |cue| has(told, cue);
    if told.lexicon.asks_for_surprise(told.text) && !limited {
        return Operation::Surprise;
    }
    if let Some(more) = told
        .lexicon
        .prefers(told.text)
        .filter(|_| !limited && (has(QuestionCue::Who) || told.periods.len() > 1))
    {
        return if more { Operation::Largest } else { Operation::Smallest };
    }
    if told.lexicon.asks_for_width(told.text) {
        return Operation::Width;
    }
    if let Some(upper) = told.lexicon.asks_for_end(told.text).filter(|_| was_expected(told)) {
        return if upper { Operation::HighChange } else { Operation::LowChange };
    }
    let by_growth = || told.lexicon.question_cues(told.text).iter().any(|mention| is_growth(mention.cue));
    if told.lexicon.asks_for_base(told.text) && by_growth() || grew_from(told) {
        return Operation::Base;
    }
    if told.lexicon.asks_per_year(told.text) {
        return Operation::PerYear;
    }
    if told.lexicon.asks_for_midpoint(told.text).is_some() {
        return Operation::Midpoint;
    }
    let several = has(QuestionCue::Which)
        || has(QuestionCue::WhichPeriods)
        || (has(QuestionCue::IsThere) && told.periods.len() > 1)
        || has(QuestionCue::When)
        || has(QuestionCue::Where)
        || has(QuestionCue::HowMany)
        || has(QuestionCue::Compare)
        || words(told.text).any(|word| fold(word.span.slice(told.text)) == "by");
    if has(QuestionCue::WhichPeriods) && !limited {
        return Operation::Periods;
    }
    if limited && several && !told.lexicon.asks_for_streak(told.text) {
        return Operation::Beyond;
    }
    if has(QuestionCue::Difference) && told.periods.len() > 1 {
        return Operation::Gap;
    }
    // `the peak between Q1 2024 and Q3 2025`: of the periods in between.
    let stretch = when::is_stretch(told);
    let several = several || stretch || has(QuestionCue::Series);
    if several && has(QuestionCue::Largest) {
        return Operation::Largest;
    }
    if several && has(QuestionCue::Smallest) {
        return Operation::Smallest;
    }
    if has(QuestionCue::Parts) {
        return Operation::Parts;
    }
    if has(QuestionCue::RelativeChange) {
        return Operation::Growth;
    }
    if has(QuestionCue::Average) {
        return Operation::Average;
    }
    if has(QuestionCue::Share) || has(QuestionCue::PartOfWhole) {
        return if has(QuestionCue::ByHowMuch) {
            Operation::Difference
        } else if has(QuestionCue::Difference) {
            Operation::Gap
        } else {
            Operation::Share
        };
    }
    if has(QuestionCue::Difference) {
        return Operation::Gap;
    }
    if has(QuestionCue::ByHowMuch) && told.lexicon.exceeds(told.text) {
        return Operation::Gap;
    }
    if has(QuestionCue::ByHowMuch) || has(QuestionCue::Growth) {
        return Operation::Difference;
    }
    if has(QuestionCue::Ratio) {
        return Operation::Ratio;
    }
    if has(QuestionCue::Sum) {
        return Operation::Sum;
    }
    let long = |length| matches!(length, Length::Half | Length::NineMonths | Length::Year);
    let whole = stretch || told.periods.iter().all(|mention| long(mention.period.length));
    if has(QuestionCue::Series) && whole { Operation::Series } else { Operation::Figure }
}

fn is_growth(cue: QuestionCue) -> bool {
    matches!(cue, QuestionCue::Growth | QuestionCue::RelativeChange | QuestionCue::ByHowMuch)
}

/// `it is up 8% on the year, so how large was it a year ago?`: the level that a growth began from.
fn grew_from(told: &Told<'_>) -> bool {
    let asked = told
        .cues
        .iter()
        .rev()
        .find(|mention| mention.cue == QuestionCue::HowMuch)
        .map(|mention| mention.span);
    let Some(asked) = asked else { return false };
    let before = &told.text[..asked.start];
    let grows = told.lexicon.question_cues(before).iter().any(|mention| is_growth(mention.cue));
    let by_so_much = told.lexicon.asks_percent(before) && !told.lexicon.cues(before).is_empty();
    let earlier = |mention: &Mention| {
        mention.span.start >= asked.end
            && basis_of(mention).is_some()
            && !told.lexicon.holds_against(&told.text[..mention.span.start])
    };
    // `it is 8% more than a year ago, so what was it back then?`
    let named =
        told.periods.iter().any(|mention| mention.span.end <= asked.start && basis_of(mention).is_some());
    let then = || told.lexicon.says_then(&told.text[asked.end..]);
    (grows || by_so_much) && (told.periods.iter().any(earlier) || named && then())
}

/// Whether something is held against what was expected before.
fn was_expected(told: &Told<'_>) -> bool {
    told.lexicon.asks_for_prior(told.text).is_some() || told.lexicon.holds_before(told.text)
}

/// `By how much did … cut its debt`: every movement that the question names is down.
pub(super) fn falls(told: &Told<'_>) -> bool {
    let cues = told.lexicon.cues(told.text).into_iter();
    let moves: Vec<Direction> = cues
        .filter_map(|mention| match mention.cue {
            Cue::Moves(direction) => Some(direction),
            _ => None,
        })
        .collect();
    // How far something got worse has no sign either.
    if moves.is_empty() && told.lexicon.says_worse(told.text) {
        return true;
    }
    !moves.is_empty() && moves.iter().all(|direction| *direction == Direction::Down)
}
