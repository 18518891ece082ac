//! Whether a sentence says enough of a question to be its answer, or whether the reports do not say.

use super::asked::Asked;
use super::passages::Said;
use crate::lexicon::Lexicon;
use crate::question::{Intent, Manner, Operation, Question};

/// The share of a question's weight that a passage must say before it is an answer, and what it must say beyond the words
/// of its title and headings. Together they set one threshold: a passage that says all but the title's words answers,
/// and so does one that says little else but them.
const ENOUGH: f64 = 0.72;
const BEYOND: f64 = 0.7;

/// The share that the sentence alone must say where an amount is asked for: a sentence near a name is not about it.
const ALONE: f64 = 0.75;

/// How much more must be said where a whole library can say it by chance.
const LIBRARY: f64 = 1.5;

/// Likewise of a why without a word that hints at a cause.
const LIBRARY_PLAIN: f64 = 2.25;

/// Likewise of a sentence in the form that is asked for: somebody for a who, a cause for a why, a date for a when.
const LIBRARY_FITTING: f64 = 1.3;

/// Whether a sentence says enough of a question, in the form that it asks for.
pub(super) fn says_enough(best: &Said, question: &Question, given: bool, lexicon: &Lexicon) -> bool {
    let says = best.covered + BEYOND * best.beyond;
    let why = question.manner == Manner::Why;
    let most = match (given, best.fits, best.hints) {
        (true, ..) => 1.0,
        (false, true, _) => LIBRARY_FITTING,
        (false, false, hints) if hints || !why => LIBRARY,
        _ => LIBRARY_PLAIN,
    };
    says >= ENOUGH * most && in_form(best, question, given, lexicon)
}

fn in_form(best: &Said, question: &Question, given: bool, lexicon: &Lexicon) -> bool {
    let counts = matches!(question.intent, Intent::Count)
        || !matches!(question.intent, Intent::Passage | Intent::When)
            && !question.metrics.is_empty()
            && !question.lists;
    // A length of time is of what its sentence goes on about.
    let alone = if question.task.lasting && best.fits { ALONE / 2.0 } else { ALONE };
    // The largest of several is told by a sentence that says so, unless a person or a date is asked for.
    let picks = matches!(question.task.operation, Operation::Largest | Operation::Smallest);
    let extreme = picks && lexicon.picks_one(&question.asked);
    (given || question.intent != Intent::When || best.fits)
        && (given || !extreme || best.defines || best.fits || best.picks)
        && (!counts || best.defines || (best.measured && best.here >= alone))
}

/// What a sentence must say that stands out, and by how much more than any other: what no other comes near to is no chance.
/// A who and a why hold a claim that may be false, so that nearness is not enough.
const OUTSTANDING: f64 = 0.85;
const AHEAD: f64 = 0.3;

/// The share of a why that no report has a word for.
pub(super) fn unknown(asked: &[Asked]) -> f64 {
    let weighed =
        |counts: &dyn Fn(&&Asked) -> bool| asked.iter().filter(counts).map(Asked::weight).sum::<f64>();
    weighed(&|word| word.nowhere) / weighed(&|_| true).max(f64::MIN_POSITIVE)
}

/// How much of it may be so: what no report speaks of has a false premise.
pub(super) const UNHEARD: f64 = 0.34;

pub(super) fn stands_out(said: &[Said], question: &Question, lexicon: &Lexicon) -> bool {
    let Some((best, others)) = said.split_first() else { return false };
    let says = best.covered + BEYOND * best.beyond;
    let in_words = question.intent == Intent::Passage || question.lists;
    let grows = question.intent == Intent::Change && question.metrics.is_empty();
    let plain = question.manner == Manner::Plain && (in_words || grows);
    let elsewhere = |other: &&Said| (&other.document, other.passage) != (&best.document, best.passage);
    let next = others.iter().find(elsewhere).map_or(0.0, |next| next.covered + BEYOND * next.beyond);
    plain && says >= OUTSTANDING && says - next >= AHEAD && in_form(best, question, false, lexicon)
}
