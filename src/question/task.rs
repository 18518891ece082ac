//! What is to be done with the figures a question names: the closed set of arithmetic, and choosing among several.

use rust_decimal::Decimal;

use super::{Limit, Side, operation, when};
use crate::index::label_words;
use crate::lexicon::{Joint, Lexicon, QuestionCue, QuestionCueMention};
use crate::period::{self, Anchor, Mention, Period};
use crate::quantity::{self, Amount, Bound};
use crate::text::{Span, Word, WordKind, fold, without, words};

/// What is to be done, and with what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Task {
    pub operation: Operation,
    /// What the figures are to measure; the part before its whole, the minuend before the subtrahend.
    pub operands: Vec<Operand>,
    /// The other ways to cut the question into two operands, where its words alone do not decide.
    pub cuts: Vec<[Operand; 2]>,
    /// When, the ends of a stretch apart: `between 2017 and 2019` is two years.
    pub periods: Vec<Period>,
    /// The stretch was told by its ends, so that everything between them is meant too.
    pub is_stretch: bool,
    /// Two companies that each have a time or an amount of their own.
    pub sides: Vec<Side>,
    /// What a figure is to exceed or to stay below.
    pub limit: Option<Limit>,
    /// How many there are is asked, not which.
    pub counts: bool,
    /// Which period is asked, not which row.
    pub over_periods: bool,
    /// The question says `total`, which a row may say too.
    pub totals: bool,
    /// What a table shows is asked.
    pub of_table: bool,
    /// It asks by how much something fell, so that a fall is told without a sign.
    pub falls: bool,
    /// One is held against the other in the order they are named: `by what percentage was Q4 above Q3`.
    pub as_worded: bool,
    /// The largest or smallest change is asked for, not the largest amount.
    pub grows: bool,
    /// A length of time is asked for.
    pub lasting: bool,
    /// A percentage is asked for.
    pub percent: bool,
    /// A rate is asked for, which may be a percentage.
    pub rate: bool,
    /// Each of several is wanted: `respectively`.
    pub each: bool,
    /// Decimals the asker wants a computed value rounded to.
    pub decimals: Option<u32>,
    /// All words of the question as labels are compared, cue words included.
    pub words: Vec<String>,
    /// Those of them that are a listed term's.
    pub terms: Vec<String>,
    /// Those of them that name whose figures are meant.
    pub owners: Vec<String>,
    /// Those of them that are of everyday speech and say little of what is meant.
    pub light: Vec<String>,
    /// Those of them that say of what kind the parts are: `what segments`.
    pub sorts: Vec<String>,
    /// Those of them that say what to do, which a row's name may have too: `Net increase in cash`.
    pub doing: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Operation {
    /// The figure itself.
    #[default]
    Figure,
    /// The later minus the earlier, or one minus the other.
    Difference,
    /// How far two are apart, without a sign.
    Gap,
    /// How far a figure is from what others expected of it, without a sign.
    Surprise,
    /// The difference as a percentage of the earlier or second figure.
    Growth,
    Average,
    Sum,
    /// One divided by the other, as a number.
    Ratio,
    /// One as a percentage of the other.
    Share,
    Largest,
    Smallest,
    /// Those beyond a [`Limit`].
    Beyond,
    /// The middle of a range, or by how much it moved.
    Midpoint,
    /// How far the ends of a range are apart.
    Width,
    /// How far the upper or the lower end of a range is from what was expected before.
    HighChange,
    LowChange,
    /// What a figure was before it grew as much as is told of it.
    Base,
    /// What of a figure of several years comes to each of them.
    PerYear,
    /// What something is made of.
    Parts,
    /// All periods there are.
    Periods,
    /// The figure of every period of a stretch, or of all there are.
    Series,
}

impl Task {
    /// Whether parts of whatever is named are asked for, so that only their kind tells which: `what segments does Acme have`.
    #[must_use]
    pub fn names_only_a_kind(&self) -> bool {
        let named = self.operands.iter().flat_map(|operand| &operand.words);
        self.operation == Operation::Parts
            && !self.sorts.is_empty()
            && !self.owners.is_empty()
            && named.into_iter().all(|word| self.owners.contains(word))
    }
}

/// What one figure of a task measures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operand {
    /// As the asker put it.
    pub text: String,
    /// Its words as labels are compared.
    pub words: Vec<String>,
    /// The lexicon's keys of the terms in it.
    pub keys: Vec<String>,
}

/// What a reader of tasks is told of the question's words.
pub(super) struct Told<'t> {
    pub(super) text: &'t str,
    pub(super) cues: &'t [QuestionCueMention],
    pub(super) periods: &'t [Mention],
    pub(super) anchor: &'t Anchor,
    pub(super) lexicon: &'t Lexicon,
}

/// `How far is its debt expected to drop from 2025 to 2026?`
fn how_far(told: &Told<'_>, operation: Operation, periods: usize) -> bool {
    operation == Operation::Difference && periods > 1 && !has(told, QuestionCue::HowMany)
}

/// Reads what a question wants done.
pub(super) fn read(told: &Told<'_>) -> Task {
    let limit = limit(told);
    let operation = operation::of(told, limit.is_some());
    let (periods, is_stretch) = when::ends(told, operation);
    let each = told.lexicon.asks_for_each(told.text) && !is_each_time(told.text);
    // The share of each is told by a report, not computed of the others.
    let operation = if each && operation == Operation::Share { Operation::Figure } else { operation };
    let down = has(told, QuestionCue::ByHowMuch) || how_far(told, operation, periods.len());
    let mut task = Task {
        operation,
        periods,
        is_stretch,
        limit: limit.map(|(limit, _)| limit),
        counts: has(told, QuestionCue::HowMany),
        over_periods: has(told, QuestionCue::When)
            || has(told, QuestionCue::WhichPeriods)
            || told.periods.len() > 1
            || counts_periods(told)
            || operation::picks_a_period(told),
        totals: told.lexicon.sums(told.text),
        of_table: told.lexicon.asks_of_table(told.text),
        as_worded: has(told, QuestionCue::RelativeChange) && says_than(told),
        falls: down && operation::falls(told),
        grows: [QuestionCue::Growth, QuestionCue::RelativeChange, QuestionCue::ByHowMuch]
            .into_iter()
            .any(|cue| has(told, cue)),
        lasting: told.lexicon.asks_for_duration(told.text),
        percent: told.lexicon.asks_percent(&without(told.text, ratios(told.text))),
        rate: told.lexicon.asks_rate(told.text),
        each,
        decimals: told.lexicon.decimals(&fold(told.text)),
        words: label_words(told.text),
        terms: told
            .lexicon
            .metrics(told.text)
            .iter()
            .flat_map(|term| label_words(term.span.slice(told.text)))
            .collect(),
        light: words(told.text)
            .map(|word| fold(word.span.slice(told.text)))
            .filter(|word| told.lexicon.is_light(word))
            .flat_map(|word| label_words(&word))
            .collect(),
        sorts: sorts(told),
        doing: doing(told),
        ..Task::default()
    };
    if task.operation == Operation::Figure
        && task.periods.len() > 1
        && !task.each
        && told.lexicon.sums(told.text)
    {
        task.operation = Operation::Sum;
    }
    let mut bare = bare(told, limit.map(|(_, span)| span));
    if task.of_table {
        let shows = |word: &Word| told.lexicon.is_showing(&fold(word.span.slice(&bare)));
        bare = without(&bare, words(&bare).filter(shows).map(|word| word.span));
    }
    if matches!(operation, Operation::Largest | Operation::Smallest) {
        let sort = |word: &Word| told.lexicon.names_rows(&fold(word.span.slice(&bare)));
        bare = without(&bare, words(&bare).filter(sort).map(|word| word.span));
    }
    let named = if operation == Operation::Parts { without_verb(bare.trim()) } else { &bare };
    task.operands = vec![operand(named, told.lexicon)];
    let long = |period: &Period| matches!(period.length, period::Length::Other | period::Length::NineMonths);
    let stretches = task.periods.len() > 1 || task.periods.iter().any(long);
    if task.operation == Operation::Sum && stretches {
        task.operands[0].words.retain(|word| !told.lexicon.sums(word));
    }
    task.cuts = cuts(&bare, told, operation);
    task
}

/// `the profit that fell 53%`: a percentage that is stated is not asked for.
fn ratios(text: &str) -> impl Iterator<Item = Span> {
    let ratio = |found: &quantity::Quantity| {
        found.unit.as_ref().is_some_and(|unit| unit.kind == quantity::UnitKind::Ratio)
    };
    quantity::find(text).quantities.into_iter().filter(ratio).map(|found| found.span)
}

pub(super) fn has(told: &Told<'_>, cue: QuestionCue) -> bool {
    told.cues.iter().any(|mention| mention.cue == cue)
}

/// `… than …`: what stands before it is held against what stands behind.
fn says_than(told: &Told<'_>) -> bool {
    let than = |mention: &QuestionCueMention| fold(mention.span.slice(told.text)) == "than";
    told.cues.iter().any(|mention| mention.cue == QuestionCue::Compare && than(mention))
}

/// The words of cues that ask for parts.
fn sorts(told: &Told<'_>) -> Vec<String> {
    let cues = told.cues.iter().filter(|mention| mention.cue == QuestionCue::Parts);
    cues.flat_map(|mention| label_words(mention.span.slice(told.text))).collect()
}

/// `does Acme report`: the verb at the end says nothing of what is meant.
fn without_verb(bare: &str) -> &str {
    let all: Vec<Word> = words(bare).filter(|word| word.kind != WordKind::Mark).collect();
    match all.as_slice() {
        [first, .., last] if matches!(first.span.slice(bare), "do" | "does" | "did") => {
            &bare[..last.span.start]
        }
        _ => bare,
    }
}

/// The words of cues that ask for arithmetic.
fn doing(told: &Told<'_>) -> Vec<String> {
    let asks = |cue: QuestionCue| {
        matches!(
            cue,
            QuestionCue::ByHowMuch
                | QuestionCue::RelativeChange
                | QuestionCue::Growth
                | QuestionCue::Average
                | QuestionCue::Difference
                | QuestionCue::Largest
                | QuestionCue::Smallest
        )
    };
    let cues = told.cues.iter().filter(|mention| asks(mention.cue));
    cues.flat_map(|mention| label_words(mention.span.slice(told.text))).collect()
}

/// `how many years`: the periods themselves are counted.
fn counts_periods(told: &Told<'_>) -> bool {
    told.cues.iter().filter(|mention| mention.cue == QuestionCue::HowMany).any(|mention| {
        words(&told.text[mention.span.end..]).next().is_some_and(|next| {
            let word = &told.text[mention.span.end..][..next.span.end];
            quantity::find(&format!("2{word}")).quantities.iter().any(|found| {
                found.unit.as_ref().is_some_and(|unit| unit.kind == quantity::UnitKind::Duration)
            })
        })
    })
}

/// The number that figures are held against, and where it stands.
fn limit(told: &Told<'_>) -> Option<(Limit, Span)> {
    if let Some(above) = told.lexicon.sign(told.text) {
        return Some((Limit { above, value: Decimal::ZERO, digits: Decimal::ZERO }, Span::new(0, 0)));
    }
    let unnamed = without(told.text, told.periods.iter().map(|mention| mention.span));
    quantity::find(&unnamed).quantities.into_iter().find_map(|found| {
        // `less than one year` is the name of a column.
        if found.unit.as_ref().is_some_and(|unit| unit.kind == quantity::UnitKind::Duration) {
            return None;
        }
        let above = match found.bound? {
            Bound::AtLeast => true,
            Bound::AtMost => false,
            Bound::About => return None,
        };
        let (Amount::Exact(value)
        | Amount::Range { low: Some(value), high: None }
        | Amount::Range { low: None, high: Some(value) }) = found.amount
        else {
            return None;
        };
        let digits = value / found.scale.multiple();
        Some((Limit { above, value, digits }, found.span))
    })
}

/// The question without what says how to answer it: cues, periods with their prepositions, limits.
fn bare(told: &Told<'_>, limit: Option<Span>) -> String {
    let cut = told
        .cues
        .iter()
        .filter(|mention| {
            mention.cue != QuestionCue::Sum || !told.lexicon.sums(mention.span.slice(told.text))
        })
        .map(|mention| mention.span)
        .chain(told.periods.iter().map(|mention| mention.span))
        .chain(limit);
    without(told.text, cut)
}

/// `each week`: a time, and nothing of which there are several.
fn is_each_time(text: &str) -> bool {
    let all: Vec<String> = words(text).map(|word| fold(word.span.slice(text))).collect();
    all.windows(2).any(|pair| pair[0] == "each" && period::is_calendar_word(&pair[1]))
}

fn operand(text: &str, lexicon: &Lexicon) -> Operand {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
    let keys = lexicon.metrics(text).into_iter().map(|mention| mention.key.to_owned()).collect();
    let mut words = label_words(text);
    // Currencies are what the asker wants it told in.
    words.retain(|word| {
        !period::is_calendar_word(word) && !lexicon.is_verb(word) && !quantity::is_currency(word)
    });
    Operand { text: super::loose::squeezed(text), words, keys }
}

/// Every place where the words can be cut into two operands, in the order the operation takes them.
fn cuts(bare: &str, told: &Told<'_>, operation: Operation) -> Vec<[Operand; 2]> {
    let sides = |(at, turned): (Span, bool)| {
        let left = operand(&bare[..at.start], told.lexicon);
        let right = operand(&bare[at.end..], told.lexicon);
        let both = !left.words.is_empty() && !right.words.is_empty();
        both.then_some(if turned { [right, left] } else { [left, right] })
    };
    let divides = matches!(operation, Operation::Share | Operation::Ratio);
    let by_cue = told.cues.iter().filter_map(|mention| match mention.cue {
        QuestionCue::PartOfWhole => Some((mention.span, false)),
        QuestionCue::WholeToPart => Some((mention.span, true)),
        QuestionCue::Compare | QuestionCue::Difference => Some((mention.span, false)),
        _ => None,
    });
    let mut cuts: Vec<[Operand; 2]> = by_cue.filter_map(sides).collect();
    if divides && !cuts.is_empty() {
        return cuts;
    }
    let by_word = words(bare).filter_map(|joint| {
        // What led to a period joins nothing: `in` of `in the second quarter of 2025`.
        let behind = &bare[joint.span.end..];
        let behind = behind.strip_prefix(" the").unwrap_or(behind);
        if divides && behind.starts_with("   ") {
            return None;
        }
        let word = fold(joint.span.slice(bare));
        let joins = |joint| told.lexicon.joins(&word, joint);
        let turned = divides && joins(Joint::Whole);
        let joined = if divides { joins(Joint::Part) } else { joins(Joint::Pair) };
        (turned || joined).then_some((joint.span, turned))
    });
    cuts.extend(by_word.filter_map(sides));
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_of_a_question_for_parts_is_dropped() {
        assert_eq!(without_verb("does Acme Holdings report?"), "does Acme Holdings ");
        assert_eq!(without_verb("total revenue"), "total revenue");
        assert_eq!(without_verb("does"), "does");
    }
}
