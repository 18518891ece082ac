//! What to quote for a question, and which words of it answer.

use super::asked::{Asked, share};
use super::form::{goes_on_about, is_dated, is_in_form, names_anew, says_where};
use super::shortest;
use crate::corpus::{Document, Passage, PassageKind};
use crate::index::stems;
use crate::lexicon::Lexicon;
use crate::question::{Intent, Manner, Question};
use crate::text::{Span, sentences};

/// A passage in the light of a question.
#[derive(Clone, Copy)]
pub(super) struct View<'v> {
    pub(super) document: &'v Document,
    pub(super) passage: &'v Passage,
    pub(super) question: &'v Question,
    pub(super) asked: &'v [Asked],
    pub(super) lexicon: &'v Lexicon,
    /// The reports were given, so that one of them must answer.
    pub(super) given: bool,
}

/// What telling a cause is worth in the answer to a why, and naming somebody in that to a who.
const CAUSE: f64 = 0.3;

/// The share of a why that must be said by what follows from the cause.
pub(super) const FOLLOWS: f64 = 0.4;

/// Without the full stop.
pub(super) fn trimmed_end(text: &str, span: Span) -> Span {
    let words = span.slice(text).trim_end().trim_end_matches(['.', '。', ';']);
    Span::new(span.start, span.start + words.len())
}

/// The share of a question that a sentence must say beyond the one before it to be told with it.
const ADDS: f64 = 0.1;

/// What to quote, the words of it that answer, and whether it is known that they tell what is asked.
pub(super) struct Told {
    pub(super) quote: Span,
    pub(super) words: Span,
    pub(super) tells: bool,
}

/// The sentence; for a why with the one that tells the cause when it tells none itself: the one before where it follows
/// from that, else the next, in the next paragraph too where that says why.
pub(super) fn answering(view: &View<'_>, all: &[Span], place: usize) -> Told {
    let View { document, passage, question, asked, lexicon, given } = *view;
    let text = &document.text;
    let quote = all[place];
    let asks = |span: &Span| span.slice(text).trim_end().ends_with(['?', '？']);
    let why = question.manner == Manner::Why;
    let causes = lexicon.leads_to_cause(quote.slice(text)).is_some() && !asks(&quote);
    let mut behind = all[place + 1..].iter().filter(|next| !asks(next));
    let explains = |next: &&Span| lexicon.leads_to_cause(next.slice(text)).is_some();
    let explained = all[place + 1..].iter().take(AROUND).find(|next| !given && why && explains(next));
    let next = explained.or_else(|| behind.next());
    // `She leaves in May. Her successor will be …`: whoever is asked for comes next.
    let nobody = question.manner == Manner::Who && !names_anew(quote.slice(text), question, lexicon);
    if let Some(next) = next.filter(|next| nobody && goes_on_about(next.slice(text), lexicon)) {
        return Told { quote: quote.joined(*next), words: trimmed_end(text, *next), tells: false };
    }
    let before = place.checked_sub(1).map(|before| all[before]);
    // `Her successor will be …`: whose the sentence before says.
    let office = |span: Span| share(asked, &stems(span.slice(text)), |word| word.office) >= 1.0;
    let who = question.manner == Manner::Who && !given;
    let of = |before: &Span| goes_on_about(quote.slice(text), lexicon) || !office(quote) && office(*before);
    if let Some(before) = before.filter(|before| who && of(before)) {
        return Told { quote: before.joined(quote), words: trimmed_end(text, quote), tells: false };
    }
    if let Some(before) = before.filter(|_| why && lexicon.follows_from_before(quote.slice(text))) {
        return Told { quote: before.joined(quote), words: trimmed_end(text, before), tells: true };
    }
    // `It has its pros and cons. …`: what is only announced comes next.
    let announced = all[place + 1..].iter().take(AROUND).next_back();
    let announces = !given && question.manner == Manner::Plain && lexicon.announces(quote.slice(text));
    if let Some(last) = announced.filter(|_| announces) {
        let quote = quote.joined(*last);
        return Told { quote, words: trimmed_end(text, quote), tells: false };
    }
    // `It has its drawbacks. Its strength is …`: what the sentence does not say of it the next one may.
    let goes_on = next.filter(|next| goes_on_about(next.slice(text), lexicon));
    let adds = |next: &&Span| {
        let (own, its) = (stems(quote.slice(text)), stems(next.slice(text)));
        let more = share(asked, &its, |word| !word.named && word.said_by(&own) == 0.0);
        let all = share(asked, &own, |word| !word.named);
        more * (1.0 - all) >= ADDS
    };
    let plain = question.manner == Manner::Plain;
    let goes_on = goes_on.filter(|_| plain);
    let follows =
        next.filter(|next| question.manner == Manner::Who && names_anew(next.slice(text), question, lexicon));
    if let Some(next) = goes_on.or(follows).filter(adds) {
        return Told { quote: quote.joined(*next), words: trimmed_end(text, *next), tells: false };
    }
    let in_words = question.intent == Intent::Passage || question.vague;
    if let Some(next) = next.filter(|_| plain && in_words && !given).filter(adds) {
        let quote = quote.joined(*next);
        return Told { quote, words: trimmed_end(text, quote), tells: false };
    }
    let leads = why || asks(&quote);
    let hints = |span: &Span| lexicon.hints_at_cause(span.slice(text));
    let earlier = before.filter(|before| why && !asks(&quote) && !next.is_some_and(hints) && hints(before));
    // In a library whatever comes next must look like a cause.
    let told = |next: &&Span| {
        given || !why || asks(&quote) || hints(next) || lexicon.leads_to_cause(next.slice(text)).is_some()
    };
    if let Some(next) = next.filter(|_| leads && !causes && earlier.is_none()).filter(told) {
        let within = lexicon.leads_to_cause(next.slice(text)).map_or(0, |at| at);
        let words = Span::new(next.start + within, next.end);
        return Told { quote: quote.joined(*next), words, tells: false };
    }
    // A reason goes on from the claim; what tells it anew is another one.
    let anew = |reason: &Span| share(asked, &stems(reason.slice(text)), |_| true) >= FOLLOWS;
    let reason = || rationale(document, passage, lexicon).filter(|reason| !anew(reason));
    if let Some(reason) = (why && !causes && place + 1 == all.len()).then(reason).flatten() {
        return Told { quote: quote.joined(reason), words: trimmed_end(text, reason), tells: true };
    }
    // What no word says the cause of, the sentences around it may tell.
    let untold = why && !causes && !given;
    let from = place.saturating_sub(AROUND);
    if before.is_some() && untold {
        let quote = all[from].joined(quote);
        return Told { quote, words: trimmed_end(text, quote), tells: false };
    }
    let words = shortest::within(quote.slice(text), question, lexicon).shifted(quote.start);
    // A sentence cut at a semicolon goes on with the next reason.
    let rest = all[place..].windows(2).take_while(|pair| why && pair[0].slice(text).ends_with('；'));
    let last = rest.last().map_or(quote, |pair| pair[1]);
    let (quote, words) =
        if last == quote { (quote, words) } else { (quote.joined(last), words.joined(last)) };
    Told { quote, words, tells: false }
}

/// How many sentences before a claim may tell its cause where no word says so.
const AROUND: usize = 2;

/// The first sentence of the next paragraph of a section, where it says why what stands before it is so.
fn rationale(document: &Document, passage: &Passage, lexicon: &Lexicon) -> Option<Span> {
    let place = document.passages.partition_point(|other| other.span.start <= passage.span.start);
    let next = document.passages.get(place)?;
    let prose = matches!(next.kind, PassageKind::Paragraph | PassageKind::ListItem);
    let first = sentences(next.span.slice(&document.text)).into_iter().next()?.shifted(next.span.start);
    let says = first.slice(&document.text);
    let tells = lexicon.leads_to_cause(says).is_some() || lexicon.gives_rationale(says);
    (prose && next.section == passage.section && tells).then_some(first)
}

/// A sentence in the form the question wants is preferred among equals: dated, or telling a cause.
pub(super) fn form_bonus(question: &Question, sentence: &str, lexicon: &Lexicon) -> f64 {
    let dated = question.intent == Intent::When && is_dated(sentence, question);
    let causes = question.manner == Manner::Why && is_in_form(question, sentence, lexicon);
    let names = question.manner == Manner::Who && names_anew(sentence, question, lexicon);
    let placed = question.place && says_where(sentence, question, lexicon);
    let lasts = question.task.lasting && is_in_form(question, sentence, lexicon);
    match (causes || names || placed || lasts, dated) {
        (true, _) => CAUSE,
        (false, true) => 0.1,
        (false, false) => 0.0,
    }
}
