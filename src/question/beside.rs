//! What stands beside what a question asks: who says it, what a change is measured from, what comes with it anyway.

use rust_decimal::Decimal;

use super::read::Reader;
use super::{Asked, Known};
use crate::figures::Basis;
use crate::lexicon::{Cue, CueMention, Lexicon, QuestionCue};
use crate::period::{Length, Mention, Reference};
use crate::quantity::{self, Amount, Bound, UnitKind};
use crate::text::{Span, fold, sentences, words};

/// `according to the Ferry Times`, `does Ada Reyes want Acme to`: one who writes the reports, or is cited here, or says
/// something of the last company that is named.
pub(super) fn is_source(
    text: &str,
    span: Span,
    asked: &Asked,
    last: Option<Span>,
    reader: &Reader<'_>,
) -> bool {
    let cited = || reader.lexicon.cites(&text[..span.start]).is_some();
    let holds = || last.is_some_and(|last| last.start > span.end) && reader.lexicon.holds(&text[span.end..]);
    let named = || reader.directory.is_source(&asked.name) || cited() || holds();
    asked.known == Known::Mentioned && (named() || is_of_a_piece(text, span, reader.lexicon))
}

/// `the Ferry Times story`: a name by which a text is called, whoever wrote it.
pub(super) fn is_of_a_piece(text: &str, span: Span, lexicon: &Lexicon) -> bool {
    // `What does Acme report?` is no report of Acme's.
    let before = words(&text[..span.start]).last().map(|word| fold(word.span.slice(text)));
    if !before.is_some_and(|before| lexicon.is_article(&before)) {
        return false;
    }
    let behind = text[span.end..].trim_start();
    let next =
        words(behind).next().filter(|word| word.span.start == 0).map(|word| fold(word.span.slice(behind)));
    next.is_some_and(|next| lexicon.is_piece(&next))
}

/// `…, not the whole Acme Group`: a name that says whom a question is not about.
pub(super) fn is_excluded(text: &str, span: Span, lexicon: &Lexicon) -> bool {
    let before = words(&text[..span.start]).map(|word| fold(word.span.slice(text)));
    let before: Vec<String> = before.filter(|word| !lexicon.is_article(word)).collect();
    let mut near = before.iter().rev().take(NEAR);
    near.any(|word| lexicon.negates(word))
}

/// How many words before a name may say that it is not meant.
const NEAR: usize = 3;

/// `Sales were 5 million in Q3. And in Q2?`: of several sentences that which asks says when, if it says so itself.
pub(super) fn of_the_asking(text: &str, periods: Vec<Mention>, lexicon: &Lexicon) -> Vec<Mention> {
    let all = sentences(text);
    let asks = |sentence: &Span| {
        lexicon.question_cues(sentence.slice(text)).iter().any(|found| is_asking(found.cue))
    };
    let mut asking = all.iter().filter(|sentence| asks(sentence));
    let (Some(only), None) = (asking.next(), asking.next()) else { return periods };
    let own = |mention: &Mention| mention.reference == Reference::Own && only.contains(mention.span);
    if all.len() > 1 && periods.iter().any(own) {
        return periods.into_iter().filter(|mention| only.contains(mention.span)).collect();
    }
    periods
}

fn is_asking(cue: QuestionCue) -> bool {
    use QuestionCue::{ByHowMuch, HowMany, HowMuch, When, Which, Who, Why};
    matches!(cue, ByHowMuch | HowMany | HowMuch | When | Which | Who | Why)
}

/// Whether a period is what a change is measured from: `from a year earlier`, `versus last year`.
pub(super) fn is_basis(text: &str, mention: &Mention, lexicon: &Lexicon) -> bool {
    basis_of(mention).is_some() && lexicon.holds_against(&text[..mention.span.start])
}

/// The basis of a change that is measured from such a period.
pub(super) fn basis_of(mention: &Mention) -> Option<Basis> {
    let last = |unit: &str| {
        let label = fold(&mention.period.label);
        mention.reference == Reference::Own
            && (label == format!("last {unit}") || label == format!("previous {unit}"))
    };
    match (mention.reference, mention.period.length) {
        (Reference::YearEarlier, _) | (Reference::Previous, Length::Year) => Some(Basis::YearOverYear),
        (Reference::Previous, Length::Quarter) => Some(Basis::QuarterOverQuarter),
        _ if last("year") || mention.period.label == "去年" => Some(Basis::YearOverYear),
        _ if last("quarter") => Some(Basis::QuarterOverQuarter),
        _ => None,
    }
}

/// The words that say what changes are counted against.
pub(super) fn bases(text: &str, lexicon: &Lexicon) -> impl Iterator<Item = Span> {
    let basis = |mention: &CueMention| matches!(mention.cue, Cue::YearOverYear | Cue::QuarterOverQuarter);
    lexicon.cues(text).into_iter().filter(basis).map(|mention| mention.span)
}

/// A name that is cited with the words that lead to it: `according to the Ferry Times`.
pub(super) fn cited(text: &str, name: Span, lexicon: &Lexicon) -> Span {
    Span::new(lexicon.cites(&text[..name.start]).unwrap_or(name.start), name.end)
}

/// The basis that a question's own words name: `year on year`.
pub(super) fn basis(text: &str, lexicon: &Lexicon) -> Option<Basis> {
    lexicon.cues(text).iter().find_map(|mention| match mention.cue {
        Cue::YearOverYear => Some(Basis::YearOverYear),
        Cue::QuarterOverQuarter => Some(Basis::QuarterOverQuarter),
        _ => None,
    })
}

/// `… and its growth`, `… and the year-earlier one`: what is asked beside the amount comes with it anyway.
pub(super) fn is_beside(text: &str, span: Span) -> bool {
    let before: Vec<String> = words(&text[..span.start]).map(|word| fold(word.span.slice(text))).collect();
    // `and twelve months earlier?` goes on from another question.
    let before = before.get(1..).unwrap_or_default();
    let linked = |word: &str| matches!(word, "its" | "the" | "their" | "how" | "that" | "of");
    let first = before.iter().rev().find(|word| !linked(word));
    first.is_some_and(|word| matches!(word.as_str(), "and" | "和" | "与" | "及"))
}

/// `according to the December piece`: the day of a text is not when the figure is of.
pub(super) fn dates_a_piece(text: &str, mention: &Mention, lexicon: &Lexicon) -> bool {
    let behind = &text[mention.span.end..];
    let next = words(behind).next().map(|word| fold(word.span.slice(behind)));
    matches!(mention.period.length, Length::Month | Length::Instant)
        && lexicon.cites(&text[..mention.span.start]).is_some()
        && next.is_some_and(|next| lexicon.is_piece(&next))
}

/// The amounts of money and percentages that a question states: `if sales of 155 billion dollars are up 8%`.
pub(super) fn stated(text: &str) -> Vec<Decimal> {
    let found = quantity::find(text).quantities.into_iter();
    let told = |kind| matches!(kind, UnitKind::Money | UnitKind::Ratio);
    found
        .filter(|found| found.bound.is_none_or(|bound| bound == Bound::About))
        .filter(|found| found.unit.as_ref().is_some_and(|unit| told(unit.kind)))
        .filter_map(|found| if let Amount::Exact(value) = found.amount { Some(value) } else { None })
        .collect()
}
