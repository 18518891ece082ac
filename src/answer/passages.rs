//! The sentence that says it: for who, what, why and when, and for tables whose cells are words.

use std::sync::Arc;

use super::asked::{Asked, asked, searched, share};
use super::form::{goes_on_about, is_dated, is_in_form, names_anew};
use super::{definition, shortest};
use crate::corpus::{Document, Passage, PassageKind};
use crate::index::{IndexError, PassageHit, PassageQuery, Snapshot, stems};
use crate::lexicon::Lexicon;
use crate::quantity;
use crate::question::{Intent, Known, Manner, Operation, Question};
use crate::text::{Span, sentences};

/// How many passages are read for one question.
const READ: usize = 40;

/// The share of a question's weight that a passage must say before it is an answer, and what it must say beyond the words
/// of its title and headings. Together they set one threshold: a passage that says all but the title's words answers,
/// and so does one that says little else but them.
const ENOUGH: f64 = 0.72;
const BEYOND: f64 = 0.7;

/// The share that the sentence alone must say where an amount is asked for: a sentence near a name is not about it.
const ALONE: f64 = 0.75;

/// The share that a sentence must say itself to explain what is asked.
const EXPLAINS: f64 = 0.75;

/// What telling a cause is worth in the answer to a why, and naming somebody in that to a who.
const CAUSE: f64 = 0.3;

/// The share of a why that must be said by what follows from the cause.
const FOLLOWS: f64 = 0.4;

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
}

/// The best sentences for a question, best first, and whether the best says enough.
pub(super) fn find(
    question: &Question,
    snapshot: &Snapshot,
    documents: Option<&[String]>,
    lexicon: &Lexicon,
) -> Result<(Vec<Said>, bool), IndexError> {
    let asked = asked(question, documents.is_some(), snapshot, lexicon)?;
    let query = PassageQuery { words: &searched(question, lexicon), phrases: &[], documents, limit: READ };
    let mut said: Vec<Said> = Vec::new();
    for hit in likeliest(snapshot.passages(&query)?, snapshot, &asked) {
        let Some(document) = snapshot.document(&hit.document)? else { continue };
        said.extend(best_in(&document, &hit, question, &asked, lexicon));
    }
    if documents.is_none() && question.manner == Manner::Why {
        said.retain(|said| said.fits);
    }
    let of_table = documents.is_none() && question.task.of_table;
    if of_table && said.iter().any(|said| said.cell) {
        said.retain(|said| said.cell);
    }
    // Of equals the newest report says how things stand.
    let published =
        |said: &Said| snapshot.entry(&said.document).and_then(|entry| Some(entry.date.as_ref()?.date));
    said.sort_by(|a, b| {
        let key = |said: &Said| said.covered + said.here;
        key(b)
            .total_cmp(&key(a))
            .then_with(|| published(b).cmp(&published(a)))
            .then_with(|| (&a.document, a.quote.start).cmp(&(&b.document, b.quote.start)))
    });
    let known = question.entities.iter().all(|asked| asked.known > Known::Unknown);
    let counts = matches!(question.intent, Intent::Count)
        || !matches!(question.intent, Intent::Passage | Intent::When)
            && !question.metrics.is_empty()
            && !question.lists;
    let given = documents.is_some();
    let why = question.manner == Manner::Why;
    // A why about what no report speaks of has a false premise.
    let premised = given || !why || asked.iter().all(|word| word.named || !word.nowhere);
    // The largest of several is told by a sentence that says so, unless a person or a date is asked for.
    let picks = matches!(question.task.operation, Operation::Largest | Operation::Smallest);
    let extreme = picks && lexicon.picks_one(&question.asked);
    let says = |best: &Said| {
        let most = if given {
            1.0
        } else if best.fits {
            LIBRARY_FITTING
        } else {
            LIBRARY
        };
        let says = best.covered + BEYOND * best.beyond;
        (says >= ENOUGH * most || !given && stands_out(&said, question, says))
            && (given || !why || best.fits)
            && (given || question.intent != Intent::When || best.fits)
            && (given || !extreme || best.defines || best.fits || best.picks)
            && (!counts || best.defines || (best.measured && best.here >= ALONE))
    };
    let enough = known && premised && said.first().is_some_and(says);
    Ok((said, enough))
}

/// What a sentence must say that stands out, and by how much more than any other: what no other comes near to is no chance.
/// A who and a why hold a claim that may be false, so that nearness is not enough.
const OUTSTANDING: f64 = 0.85;
const AHEAD: f64 = 0.3;

fn stands_out(said: &[Said], question: &Question, says: f64) -> bool {
    let Some((best, others)) = said.split_first() else { return false };
    let in_words = question.intent == Intent::Passage || question.lists;
    let grows = question.intent == Intent::Change && question.metrics.is_empty();
    let plain = question.manner == Manner::Plain && (in_words || grows);
    let elsewhere = |other: &&Said| (&other.document, other.passage) != (&best.document, best.passage);
    let next = others.iter().find(elsewhere).map_or(0.0, |next| next.covered + BEYOND * next.beyond);
    plain && says >= OUTSTANDING && says - next >= AHEAD
}

/// The passages that say most of the question together with their titles, before any document is read for them.
fn likeliest(hits: Vec<PassageHit>, snapshot: &Snapshot, asked: &[Asked]) -> Vec<PassageHit> {
    let mut scored: Vec<(f64, PassageHit)> = hits
        .into_iter()
        .map(|hit| {
            let title = snapshot.entry(&hit.document).map_or("", |entry| entry.title.as_str());
            let mut words = stems(&hit.text);
            let beyond = share(asked, &words, |_| true);
            words.extend(stems(title));
            (share(asked, &words, |_| true) + beyond, hit)
        })
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    scored.into_iter().take(LIKELIEST).map(|(_, hit)| hit).collect()
}

/// How many of the passages found are read in their documents.
const LIKELIEST: usize = 10;

/// How much more must be said where a whole library can say it by chance.
const LIBRARY: f64 = 1.5;

/// Likewise of a sentence in the form that is asked for: somebody for a who, a cause for a why, a date for a when.
const LIBRARY_FITTING: f64 = 1.3;

fn best_in(
    document: &Document,
    hit: &PassageHit,
    question: &Question,
    asked: &[Asked],
    lexicon: &Lexicon,
) -> Option<Said> {
    let passage = document.passages.get(hit.passage)?;
    let text = &document.text;
    let section = passage.section.map_or(String::new(), |section| document.section_path(section));
    let around = stems(&format!("{} {section}", document.title));
    let whole = stems(passage.span.slice(text));
    let everything: Vec<Arc<str>> = whole.iter().chain(&around).cloned().collect();
    let covered = share(asked, &everything, |_| true);
    let beyond = share(asked, &whole, |word| word.said_by(&around) == 0.0);
    if let PassageKind::TableRows { table } = passage.kind {
        let of_table = question.task.of_table;
        return cell(document, table, passage.span, hit.passage, asked, &around, of_table).map(|said| Said {
            beyond,
            fits: of_table,
            ..said
        });
    }
    let all: Vec<Span> = sentences(passage.span.slice(text))
        .into_iter()
        .map(|sentence| sentence.shifted(passage.span.start))
        .collect();
    let mut best: Option<(f64, usize)> = None;
    let defining = |sentence: Span| {
        let name = question.defined.as_deref()?;
        definition::within(sentence.slice(text), name, lexicon).map(|words| words.shifted(sentence.start))
    };
    for (place, sentence) in all.iter().enumerate() {
        let own = stems(sentence.slice(text));
        let defines = if defining(*sentence).is_some() { DEFINES } else { 0.0 };
        let said = share(asked, &own, |_| true);
        // `Therefore, …` answers only where it says what is asked.
        let leads = said >= FOLLOWS || !lexicon.follows_from_before(sentence.slice(text));
        let form = if leads { form_bonus(question, sentence.slice(text), lexicon) } else { 0.0 };
        let here = said + form + defines;
        if best.is_none_or(|(known, _)| here > known) {
            best = Some((here, place));
        }
    }
    let (here, place) = best?;
    let Told { quote, words, tells } = answering(document, passage, &all, place, question, asked, lexicon);
    let defined = defining(all[place]);
    let (quote, words) = defined.map_or((quote, words), |words| (all[place], trimmed_end(text, words)));
    let explains = defined.is_some() || words.len() < quote.len() * 9 / 10 && here >= EXPLAINS;
    let fits = tells || is_in_form(question, quote.slice(text), lexicon);
    // Whom a who asks for may stand in the sentence after what is asked about.
    let joined =
        share(asked, &stems(quote.slice(text)), |_| true) + form_bonus(question, quote.slice(text), lexicon);
    let here = if question.manner == Manner::Who { here.max(joined) } else { here };
    let names = question.manner != Manner::Who || fits;
    // `The decline follows …`: what declined stands in the sentence before.
    let from = place.checked_sub(1).map_or(quote, |before| all[before].joined(quote));
    let said_itself = share(asked, &stems(from.slice(text)), |word| !word.named);
    let about = if lexicon.leads_to_cause(quote.slice(text)).is_some() { ABOUT * 0.7 } else { ABOUT };
    let about_them = share(asked, &everything, |word| word.named);
    let told = names
        && !is_cover(quote.slice(text))
        && about_them >= NAMED
        && (question.manner != Manner::Why || said_itself >= about);
    Some(Said {
        document: document.path.clone(),
        passage: hit.passage,
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
    })
}

/// `Name: … Listing: … Contact: …`: labels with values, run together, say nothing in a sentence.
fn is_cover(quote: &str) -> bool {
    quote.matches(": ").count() > MOST_LABELS
}

/// How many labels a sentence may have.
const MOST_LABELS: usize = 3;

/// Without the full stop.
fn trimmed_end(text: &str, span: Span) -> Span {
    let words = span.slice(text).trim_end().trim_end_matches(['.', '。', ';']);
    Span::new(span.start, span.start + words.len())
}

/// The share of the asked names that a passage with its title must say.
const NAMED: f64 = 0.5;

/// The share of what a why asks about, names aside, that the sentences which tell the cause must say.
const ABOUT: f64 = 0.5;

/// What to quote, the words of it that answer, and whether it is known that they tell what is asked.
struct Told {
    quote: Span,
    words: Span,
    tells: bool,
}

/// The sentence; for a why with the one that tells the cause when it tells none itself: the one before where it follows
/// from that, else the next, in the next paragraph too where that says why.
fn answering(
    document: &Document,
    passage: &Passage,
    all: &[Span],
    place: usize,
    question: &Question,
    asked: &[Asked],
    lexicon: &Lexicon,
) -> Told {
    let text = &document.text;
    let quote = all[place];
    let asks = |span: &Span| span.slice(text).trim_end().ends_with(['?', '？']);
    let why = question.manner == Manner::Why;
    let causes = lexicon.leads_to_cause(quote.slice(text)).is_some() && !asks(&quote);
    let next = all[place + 1..].iter().find(|next| !asks(next));
    // `She leaves in May. Her successor will be …`: whoever is asked for comes next.
    let nobody = question.manner == Manner::Who && !names_anew(quote.slice(text), question, lexicon);
    if let Some(next) = next.filter(|next| nobody && goes_on_about(next.slice(text), lexicon)) {
        return Told { quote: quote.joined(*next), words: trimmed_end(text, *next), tells: false };
    }
    let before = place.checked_sub(1).map(|before| all[before]);
    if let Some(before) = before.filter(|_| why && lexicon.follows_from_before(quote.slice(text))) {
        return Told { quote: before.joined(quote), words: trimmed_end(text, before), tells: true };
    }
    let leads = why || asks(&quote);
    if let Some(next) = next.filter(|_| leads && !causes) {
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
    let words = shortest::within(quote.slice(text), question, lexicon);
    Told { quote, words: words.shifted(quote.start), tells: false }
}

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

/// The cell where the row and the column that the question names meet.
fn cell(
    document: &Document,
    table: usize,
    within: Span,
    passage: usize,
    asked: &[Asked],
    around: &[Arc<str>],
    of_table: bool,
) -> Option<Said> {
    let text = &document.text;
    let table = document.tables.get(table)?;
    let mut best: Option<Said> = None;
    // Whoever asks about a table may call it by the names of its columns.
    let columns = table.rows.iter().filter(|row| row.header && of_table);
    let columns: Vec<Arc<str>> = columns.flat_map(|row| stems(row.span.slice(text))).collect();
    let body = table.rows.iter().enumerate().filter(|(_, row)| !row.header && within.contains(row.span));
    for (at, row) in body {
        let stub = row.cells.iter().find(|cell| !cell.span.is_empty())?;
        let named = stems(stub.span.slice(text));
        for value in row.cells.iter().filter(|cell| cell.column > stub.column && !cell.span.is_empty()) {
            let header: String = table
                .headers_over(at)
                .iter()
                .filter_map(|header| header.cell_at(value.column))
                .map(|cell| cell.span.slice(text))
                .collect::<Vec<_>>()
                .join(" ");
            let header = stems(&header);
            let over: Vec<Arc<str>> = named.iter().chain(&header).cloned().collect();
            let here = share(asked, &over, |_| true);
            let everything: Vec<Arc<str>> = over.iter().chain(around).chain(&columns).cloned().collect();
            let covered = share(asked, &everything, |_| true);
            let meets = share(asked, &named, |_| true) > 0.0 && share(asked, &header, |_| true) > 0.0;
            if meets && best.as_ref().is_none_or(|best| here > best.here) {
                best = Some(Said {
                    document: document.path.clone(),
                    passage,
                    quote: row.span,
                    words: value.span,
                    covered,
                    beyond: 0.0,
                    here,
                    measured: !quantity::find(value.span.slice(text)).quantities.is_empty(),
                    explains: false,
                    defines: false,
                    picks: false,
                    cell: true,
                    fits: false,
                });
            }
        }
    }
    best
}

/// A sentence in the form the question wants is preferred among equals: dated, or telling a cause.
fn form_bonus(question: &Question, sentence: &str, lexicon: &Lexicon) -> f64 {
    let dated = question.intent == Intent::When && is_dated(sentence, question);
    let causes = question.manner == Manner::Why && is_in_form(question, sentence, lexicon);
    let names = question.manner == Manner::Who && names_anew(sentence, question, lexicon);
    match (causes || names, dated) {
        (true, _) => CAUSE,
        (false, true) => 0.1,
        (false, false) => 0.0,
    }
}
