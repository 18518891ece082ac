//! The sentence that says it: for who, what, why and when, and for tables whose cells are words.

use std::cmp::Reverse;
use std::sync::Arc;

use super::asked::{Asked, asked, searched, share, share_of};
use super::conditions::is_of_another_one;
use super::enough::{UNHEARD, says_enough, stands_out, unknown};
use super::form::{asks_for_name, asks_which, is_in_form, is_why, tells_which};
use super::search::Search;
use super::told::{FOLLOWS, Told, View, answering, form_bonus, trimmed_end};
use super::window::{dated, is_cover, moves_alike, publisher, spoken_of};
use super::{cells, definition, holder};
use crate::corpus::PassageKind;
use crate::index::{IndexError, PassageHit, PassageQuery, Snapshot, stems};
use crate::quantity;
use crate::question::{Intent, Known, Manner, Question};
use crate::text::{Span, sentences, words};

/// How many passages are read for one question.
const READ: usize = 40;

/// The share that a sentence must say itself to explain what is asked.
const EXPLAINS: f64 = 0.75;

/// What it is worth besides that words say which the cause is, where another sentence says more of the claim.
const EXPLICIT: f64 = 0.8;

/// What defining the thing asked about is worth.
const DEFINES: f64 = 1.0;

/// A sentence, cell or event that answers.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) document: String,
    pub(super) passage: usize,
    /// What to quote: the sentence, the row, the event.
    pub(super) quote: Span,
    /// The shortest words that answer, inside the quote.
    pub(super) words: Span,
    /// Share of the question's weight that stands there, with heading and title.
    pub(super) covered: f64,
    /// The share that the passage itself says of what title and headings do not.
    pub(super) beyond: f64,
    /// The same of the quote alone.
    pub(super) here: f64,
    /// The quote holds an amount.
    pub(super) measured: bool,
    /// It says in words what the question wants explained.
    pub(super) explains: bool,
    /// It says what the thing asked about is.
    pub(super) defines: bool,
    /// It says of something that it is the largest or smallest.
    pub(super) picks: bool,
    /// It is a cell of a table.
    pub(super) cell: bool,
    /// It has the form that is asked for: somebody, a cause, a date.
    pub(super) fits: bool,
    /// It may tell a cause, though nothing says that it does.
    pub(super) hints: bool,
    /// The question's words and how it says them.
    pub(super) met: String,
}

/// The best sentences for a question, best first, and whether the best says enough.
pub(super) fn find(question: &Question, search: &Search<'_>) -> Result<(Vec<Said>, bool), IndexError> {
    let Search { snapshot, documents, lexicon, .. } = *search;
    let asked = asked(question, search)?;
    let query = PassageQuery { words: &searched(question, lexicon), phrases: &[], documents, limit: READ };
    let mut said: Vec<Said> = Vec::new();
    for hit in likeliest(snapshot.passages(&query)?, snapshot, &asked) {
        let Some(document) = snapshot.document(&hit.document)? else { continue };
        let about = snapshot.entry(&hit.document).and_then(|entry| entry.about.clone()).unwrap_or_default();
        let about = if documents.is_some() { String::new() } else { about };
        let Some(passage) = document.passages.get(hit.passage) else { continue };
        let given = documents.is_some();
        let view = View { document: &document, passage, question, asked: &asked, lexicon, given };
        said.extend(best_in(&view, &about, hit.passage));
    }
    let of_table = documents.is_none() && question.task.of_table;
    if of_table && said.iter().any(|said| said.cell) {
        said.retain(|said| said.cell);
    }
    let given = documents.is_some();
    let why = !given && question.manner == Manner::Why;
    // Of equals the newest report says how things stand.
    let published =
        |said: &Said| snapshot.entry(&said.document).and_then(|entry| Some(entry.date.as_ref()?.date));
    said.sort_by(|a, b| {
        let tells = |said: &Said| if why && said.fits { EXPLICIT } else { 0.0 };
        let key = |said: &Said| said.covered + said.here + tells(said);
        key(b)
            .total_cmp(&key(a))
            .then_with(|| published(b).cmp(&published(a)))
            .then_with(|| (&a.document, a.quote.start).cmp(&(&b.document, b.quote.start)))
    });
    let known = question.entities.iter().all(|asked| asked.known > Known::Unknown);
    // A why about what no report speaks of has a false premise.
    let named = |word: &Asked| word.named && word.nowhere;
    let premised = !why || !asked.iter().any(named) && unknown(&asked) <= UNHEARD;
    // A name alone is told of by every sentence about it.
    let plain = question.manner == Manner::Plain && question.intent == Intent::Passage;
    let several = plain && asked.len() > 1 && said.first().is_some_and(|best| best.here >= 1.0);
    let asks = given || question.defined.is_some() || several || asked.iter().any(|word| !word.named);
    let says = |best: &Said| says_enough(best, question, given, lexicon);
    if !given && (why || question.manner == Manner::Who || question.intent == Intent::When) {
        // What says more without saying who, why or when is no answer.
        said.sort_by_key(|said| !says(said));
        // Who holds an office the newest report knows.
        if holder::is_asked(question) {
            let whose = |said: &Said| said.covered > WHOSE;
            said.sort_by_key(|said| (!says(said), !whose(said), Reverse(published(said))));
        }
    }
    // `what drove …` is answered by a sentence that names the driver.
    let caused = why && lexicon.asks_plainly_why(&question.asked) && put_cause_first(&mut said, says);
    let enough = known
        && asks
        && premised
        && (caused
            || said.first().is_some_and(|best| says(best) || !given && stands_out(&said, question, lexicon)));
    Ok((said, enough))
}

/// Where a sentence says what is asked about and not why, another of its report that tells the cause of it in so many words
/// comes before it; whether there is one.
fn put_cause_first(said: &mut Vec<Said>, says: impl Fn(&Said) -> bool) -> bool {
    let Some(first) = said.first().filter(|first| !first.fits && says(first)) else { return false };
    let tells = |other: &Said| other.fits && other.document == first.document && other.covered >= CAUSE;
    let Some(place) = said.iter().position(tells) else { return false };
    let cause = said.remove(place);
    said.insert(0, cause);
    true
}

/// What a sentence must say of the question, with its passage and title, to be the cause of what another says.
const CAUSE: f64 = 0.5;

/// The passages that say most of the question together with their titles, before any document is read for them.
fn likeliest(hits: Vec<PassageHit>, snapshot: &Snapshot, asked: &[Asked]) -> Vec<PassageHit> {
    let mut scored: Vec<(f64, PassageHit)> = hits
        .into_iter()
        .enumerate()
        .map(|(place, hit)| {
            let entry = snapshot.entry(&hit.document);
            let mut words = stems(&hit.text);
            let beyond = share(asked, &words, |word| !word.named);
            words.extend(stems(entry.map_or("", |entry| entry.title.as_str())));
            words.extend(stems(entry.and_then(|entry| entry.about.as_deref()).unwrap_or_default()));
            // What the search puts first may have its words in a heading.
            let first = if place < FOREMOST { 1.0 } else { 0.0 };
            (share(asked, &words, |_| true) + beyond + first, hit)
        })
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    scored.into_iter().take(LIKELIEST).map(|(_, hit)| hit).collect()
}

/// What a passage says that names whom it speaks of, and does not leave that to those before.
const WHOSE: f64 = 0.95;

/// How many of the passages found are read in their documents, and how many of them whatever they say.
const LIKELIEST: usize = 12;
const FOREMOST: usize = 4;

fn best_in(view: &View<'_>, about: &str, place_of: usize) -> Option<Said> {
    let View { document, passage, question, asked, lexicon, given } = *view;
    let text = &document.text;
    let section = passage.section.map_or(String::new(), |section| document.section_path(section));
    let around = stems(&format!("{} {section} {about}", document.title));
    let publisher = if given { Vec::new() } else { publisher(document) };
    let whole = stems(passage.span.slice(text));
    let everything: Vec<Arc<str>> = whole.iter().chain(&around).cloned().collect();
    // Of whom a section speaks, its next paragraphs need not say.
    let unnamed = !given && share(asked, &everything, |word| word.named) < 1.0;
    let mut carried = if unnamed { spoken_of(document, passage, &everything) } else { everything.clone() };
    carried.extend(publisher);
    let covered = share_of(asked, &everything, &carried);
    let beyond = share(asked, &whole, |word| word.said_by(&around) == 0.0);
    // Under a question that a report asks itself, the heading says what is asked.
    let asks_itself = !given
        && passage.section.and_then(|section| document.sections.get(section)).is_some_and(|section| {
            section.heading.slice(text).contains(['?', '？']) || is_why(section.heading.slice(text), lexicon)
        });
    let beyond = if asks_itself { beyond.max(covered) } else { beyond };
    if !given && question.manner == Manner::Why && matches!(passage.kind, PassageKind::TableRows { .. }) {
        return None;
    }
    if matches!(passage.kind, PassageKind::TableRows { .. }) {
        let named = if given || !asks_for_name(question, lexicon) {
            None
        } else {
            cells::named_by(document, place_of, asked, &around, lexicon)
        };
        if let Some(named) = named {
            return Some(Said { beyond: named.covered, fits: true, ..named });
        }
        // `what is Acme's focus, compared to Globex?`: the other columns of the table are named too.
        let of_table = question.task.of_table || question.entities.len() > 1;
        let subject = question.entities.first().filter(|_| question.entities.len() > 1);
        let subject = subject.map(|asked| stems(&asked.name)).unwrap_or_default();
        let row = cells::meeting(document, place_of, asked, &around, &subject, of_table);
        let row = row.filter(|row| given || !is_of_another_one(question, row.quote.slice(text), lexicon));
        let whole = |said: &Said| said.here >= 1.0;
        return row.map(|said| Said {
            beyond: if whole(&said) { 1.0 } else { beyond },
            fits: of_table,
            ..said
        });
    }
    let all: Vec<Span> = sentences(passage.span.slice(text))
        .into_iter()
        .map(|sentence| sentence.shifted(passage.span.start))
        .collect();
    let mut best: Option<(f64, f64, usize)> = None;
    let defining = |sentence: Span| {
        let name = question.defined.as_deref()?;
        let says = sentence.slice(text);
        let defined = definition::within(says, name, lexicon);
        let defined = defined.or_else(|| definition::described(says, name, lexicon).filter(|_| !given));
        defined.map(|words| words.shifted(sentence.start))
    };
    for (place, sentence) in all.iter().enumerate() {
        let own = stems(sentence.slice(text));
        let defines = if defining(*sentence).is_some() { DEFINES } else { 0.0 };
        let said = share(asked, &own, |_| true);
        // A name carries over from the sentences around: what is asked of it decides.
        let itself = if given { said } else { (said + 2.0 * share(asked, &own, |word| !word.named)) / 3.0 };
        // `Therefore, …` answers only where it says what is asked.
        let leads = said >= FOLLOWS || !lexicon.follows_from_before(sentence.slice(text));
        let form = if leads { form_bonus(question, sentence.slice(text), lexicon) } else { 0.0 };
        let labelled = if !given && is_label_of(sentence.slice(text), asked) { LABELLED } else { 0.0 };
        let only = if !given && lexicon.announces(sentence.slice(text)) { ANNOUNCES } else { 0.0 };
        let here = said + form + defines + labelled + dated(question, sentence.slice(text)) - only;
        if best.is_none_or(|(known, ..)| itself + form + defines > known) {
            best = Some((itself + form + defines, here, place));
        }
    }
    let (_, here, place) = best?;
    let Told { quote, words, tells } = answering(view, &all, place);
    let defined = defining(all[place]);
    let (quote, words) = defined.map_or((quote, words), |words| (all[place], trimmed_end(text, words)));
    let explains = defined.is_some() || words.len() < quote.len() * 9 / 10 && here >= EXPLAINS;
    // Under `Why the number changed` the report tells why.
    let gives_reasons = asks_itself && question.manner == Manner::Why;
    let fits = tells || gives_reasons || is_in_form(question, quote.slice(text), lexicon);
    // Whom a who asks for may stand in the sentence after what is asked about.
    let joined =
        share(asked, &stems(quote.slice(text)), |_| true) + form_bonus(question, quote.slice(text), lexicon);
    let here = if question.manner == Manner::Who { here.max(joined) } else { here };
    let names = question.manner != Manner::Who || fits;
    let names = names
        && (given || !asks_which(question, lexicon) || tells_which(quote.slice(text), question, lexicon));
    // `The decline follows …`: what declined stands in the sentence before.
    // A cause that is told in so many words may follow any sentence before it.
    let causes =
        !given && question.manner == Manner::Why && lexicon.leads_to_cause(quote.slice(text)).is_some();
    let before = if causes { Some(0) } else { place.checked_sub(1) };
    let from = before.map_or(quote, |before| all[before].joined(quote));
    // So may a heading: `Why the loss narrowed`.
    let mut itself = stems(from.slice(text));
    let heading = passage.section.and_then(|section| document.sections.get(section));
    if let Some(heading) = heading.filter(|_| !given) {
        itself.extend(stems(heading.heading.slice(text)));
    }
    if gives_reasons {
        itself.extend(stems(&document.title));
    }
    let said_itself = share(asked, &itself, |word| !word.named && !word.office);
    let here = if !given && question.manner == Manner::Why {
        here.max(SAID_BEFORE * said_itself + form_bonus(question, quote.slice(text), lexicon))
    } else {
        here
    };
    let about = if lexicon.leads_to_cause(quote.slice(text)).is_some() { ABOUT * 0.7 } else { ABOUT };
    let about_them = share(asked, &carried, |word| word.named);
    let holder = if question.manner == Manner::Who { stems(quote.slice(text)) } else { everything.clone() };
    let in_office = share(asked, &holder, |word| word.office);
    let told = names
        && (given || !is_of_another_one(question, quote.slice(text), lexicon))
        && in_office >= 1.0 - f64::EPSILON
        && (given || !holder::is_asked(question) || holder::named_in(quote.slice(text), question, lexicon))
        && (share(asked, &itself, |word| word.moves) > 0.0
            || moves_alike(question, asked, from.slice(text), lexicon))
        && (given
            || share(asked, &itself, |word| !word.named) >= ITSELF
            || holder::is_asked(question)
            || question.manner != Manner::Why && joins_names(asked, &stems(quote.slice(text))))
        && (given || question.manner != Manner::Why || share(asked, &itself, Asked::is_mentioned) > 0.0)
        && !is_cover(quote.slice(text))
        && about_them >= NAMED
        && (question.manner != Manner::Why || said_itself >= about);
    let met: Vec<String> = asked.iter().map(|word| word.told(&everything)).collect();
    Some(Said {
        met: met.join(", "),
        document: document.path.clone(),
        passage: place_of,
        quote,
        words,
        covered: if told { covered } else { 0.0 },
        beyond: if told { beyond } else { 0.0 },
        here,
        measured: !quantity::find(quote.slice(text)).quantities.is_empty(),
        explains,
        defines: defined.is_some(),
        picks: lexicon.picks_one(quote.slice(text)),
        cell: false,
        fits,
        hints: question.manner == Manner::Why && lexicon.hints_at_cause(quote.slice(text)),
    })
}

/// `Engine: runs on …`: whether all that is asked stands before the colon that a sentence begins with.
fn is_label_of(sentence: &str, asked: &[Asked]) -> bool {
    let Some((label, told)) = sentence.split_once([':', '：']) else { return false };
    let short = label.len() < told.len() && words(label).count() <= LONGEST_LABEL;
    short && asked.iter().any(|word| !word.named) && share(asked, &stems(label), |word| !word.named) >= 1.0
}

/// How many words such a label has at most, and by how much its sentence comes before others that say as much.
const LONGEST_LABEL: usize = 6;
const LABELLED: f64 = 0.05;

/// By how much what only announces comes behind what tells it.
const ANNOUNCES: f64 = 0.2;

/// Whether some words say several names that are asked about together.
fn joins_names(asked: &[Asked], words: &[Arc<str>]) -> bool {
    asked.iter().filter(|word| word.named && word.said_by(words) > 0.0).count() > 1
}

/// What the words of a heading or the sentence before count of the answer's own.
const SAID_BEFORE: f64 = 0.9;

/// The share of what is asked, names aside, that the sentences must say which answer.
const ITSELF: f64 = 0.35;

/// The share of the asked names that a passage with its title must say.
const NAMED: f64 = 0.5;

/// The share of what a why asks about, names aside, that the sentences which tell the cause must say.
const ABOUT: f64 = 0.5;
