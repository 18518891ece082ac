//! The sentence that says it: for who, what, why and when, and for tables whose cells are words.

use std::sync::Arc;

use super::form::{goes_on_about, is_in_form, names_anew};
use super::{definition, shortest};
use crate::corpus::{Document, PassageKind};
use crate::index::{IndexError, PassageHit, PassageQuery, Snapshot, WeightedWord, label_words, stems};
use crate::lexicon::Lexicon;
use crate::quantity;
use crate::question::{Intent, Known, Manner, Question};
use crate::text::{Span, fold, sentences};

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

/// What defining the thing asked about is worth.
const DEFINES: f64 = 1.0;

/// What a synonym counts of the word that was asked.
const SYNONYM: f64 = 0.8;

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
    /// It has the form that is asked for: somebody, a cause, a date.
    pub(super) fits: bool,
}

/// A word of the question with what says the same, stemmed, and its weight: rarer words say more (inverse document
/// frequency, Robertson and Sparck Jones 1976).
struct Asked {
    stem: Arc<str>,
    /// Each is one word or several that must all stand there.
    synonyms: Vec<Vec<Arc<str>>>,
    weight: f64,
    /// Part of a name the question asks about.
    named: bool,
    /// No report has it, nor anything that says the same.
    nowhere: bool,
}

impl Asked {
    /// How much of it these words say.
    fn said_by(&self, stems: &[Arc<str>]) -> f64 {
        if stems.contains(&self.stem) {
            return self.weight;
        }
        let other = self.synonyms.iter().any(|words| words.iter().all(|word| stems.contains(word)));
        if other { self.weight * SYNONYM } else { 0.0 }
    }
}

/// The best sentences for a question, best first, and whether the best says enough.
pub(super) fn find(
    question: &Question,
    snapshot: &Snapshot,
    documents: Option<&[String]>,
    lexicon: &Lexicon,
) -> Result<(Vec<Said>, bool), IndexError> {
    let asked = asked(question, snapshot, lexicon)?;
    let query = PassageQuery { words: &searched(question, lexicon), phrases: &[], documents, limit: READ };
    let mut said: Vec<Said> = Vec::new();
    for hit in likeliest(snapshot.passages(&query)?, snapshot, &asked) {
        let Some(document) = snapshot.document(&hit.document)? else { continue };
        said.extend(best_in(&document, &hit, question, &asked, lexicon));
    }
    if documents.is_none() && question.manner == Manner::Why {
        said.retain(|said| said.fits);
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
        || !matches!(question.intent, Intent::Passage | Intent::When) && !question.metrics.is_empty();
    let given = documents.is_some();
    let why = question.manner == Manner::Why;
    // A why about what no report speaks of has a false premise.
    let premised = given || !why || asked.iter().all(|word| word.named || !word.nowhere);
    let says = |best: &Said| {
        let most = if given {
            1.0
        } else if best.fits {
            LIBRARY_FITTING
        } else {
            LIBRARY
        };
        best.covered + BEYOND * best.beyond >= ENOUGH * most
            && (given || !why || best.fits)
            && (!counts || best.defines || (best.measured && best.here >= ALONE))
    };
    let enough = known && premised && said.first().is_some_and(says);
    Ok((said, enough))
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

/// What is searched for: the question's words, and at half their weight what says the same.
fn searched(question: &Question, lexicon: &Lexicon) -> Vec<WeightedWord> {
    let mut words: Vec<WeightedWord> =
        question.terms.iter().map(|word| WeightedWord { text: word.clone(), weight: 1.0 }).collect();
    for word in &question.terms {
        let synonyms = lexicon.synonyms(word).iter().take(4);
        words.extend(synonyms.map(|other| WeightedWord { text: other.clone(), weight: 0.4 }));
    }
    words
}

fn asked(question: &Question, snapshot: &Snapshot, lexicon: &Lexicon) -> Result<Vec<Asked>, IndexError> {
    let total = snapshot.state().passages.max(1) as f64;
    let names: Vec<Arc<str>> = question.entities.iter().flat_map(|asked| stems(&asked.name)).collect();
    let mut all: Vec<Asked> = Vec::new();
    // A why asks about a movement too: what did not fall did not fall for a reason.
    let moves = if question.manner == Manner::Why { moving(question) } else { Vec::new() };
    for word in question.terms.iter().chain(&moves) {
        let holding = snapshot.frequency(word)? as f64;
        let stem = stems(word).into_iter().next().unwrap_or_else(|| word.as_str().into());
        let weight = (1.0 + (total - holding + 0.5).max(0.5) / (holding + 0.5)).ln();
        let synonyms =
            lexicon.synonyms(word).iter().map(|other| stems(other)).filter(|words| !words.is_empty());
        let synonyms: Vec<Vec<Arc<str>>> = synonyms.collect();
        let named = names.contains(&stem);
        let mut nowhere = holding == 0.0;
        for other in synonyms.iter().flatten() {
            nowhere = nowhere && snapshot.frequency(other)? == 0;
        }
        all.push(Asked { stem, synonyms, weight, named, nowhere });
    }
    Ok(all)
}

/// The words of a question that say how something moved, as they stand there.
fn moving(question: &Question) -> Vec<String> {
    let all = crate::text::words(&question.asked).map(|word| fold(word.span.slice(&question.asked)));
    let moves = |word: &String| {
        word.len() > 1 && label_words(word).iter().any(|stem| question.task.doing.contains(stem))
    };
    all.filter(moves).collect()
}

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
        return cell(document, table, passage.span, hit.passage, asked, &around)
            .map(|said| Said { beyond, ..said });
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
        let here =
            share(asked, &own, |_| true) + form_bonus(question, sentence.slice(text), lexicon) + defines;
        if best.is_none_or(|(known, _)| here > known) {
            best = Some((here, place));
        }
    }
    let (here, place) = best?;
    let (quote, words) = answering(text, &all, place, question, lexicon);
    let defined = defining(all[place]);
    let (quote, words) = defined.map_or((quote, words), |words| (all[place], trimmed_end(text, words)));
    let explains = defined.is_some() || words.len() < quote.len() * 9 / 10 && here >= EXPLAINS;
    let fits = is_in_form(question, quote.slice(text), lexicon);
    let names = question.manner != Manner::Who || fits;
    // `The decline follows …`: what declined stands in the sentence before.
    let from = place.checked_sub(1).map_or(quote, |before| all[before].joined(quote));
    let said_itself = share(asked, &stems(from.slice(text)), |word| !word.named);
    let about = if lexicon.leads_to_cause(quote.slice(text)).is_some() { ABOUT * 0.7 } else { ABOUT };
    let about_them = share(asked, &everything, |word| word.named);
    let told = names && about_them >= NAMED && (question.manner != Manner::Why || said_itself >= about);
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
        fits,
    })
}

/// Without the full stop.
fn trimmed_end(text: &str, span: Span) -> Span {
    let words = span.slice(text).trim_end().trim_end_matches(['.', '。', ';']);
    Span::new(span.start, span.start + words.len())
}

/// The share of the asked names that a passage with its title must say.
const NAMED: f64 = 0.5;

/// The share of what a why asks about, names aside, that the sentences which tell the cause must say.
const ABOUT: f64 = 0.5;

/// What to quote and the words of it that answer: the sentence, or for a why the next one too when it tells no cause itself.
fn answering(text: &str, all: &[Span], place: usize, question: &Question, lexicon: &Lexicon) -> (Span, Span) {
    let quote = all[place];
    let asks = |span: &Span| span.slice(text).trim_end().ends_with(['?', '？']);
    let causes = lexicon.leads_to_cause(quote.slice(text)).is_some() && !asks(&quote);
    let next = all[place + 1..].iter().find(|next| !asks(next));
    // `She leaves in May. Her successor will be …`: whoever is asked for comes next.
    let nobody = question.manner == Manner::Who && !names_anew(quote.slice(text), question, lexicon);
    if let Some(next) = next.filter(|next| nobody && goes_on_about(next.slice(text), lexicon)) {
        return (quote.joined(*next), trimmed_end(text, *next));
    }
    let leads = question.manner == Manner::Why || asks(&quote);
    if let Some(next) = next.filter(|_| leads && !causes) {
        let within = lexicon.leads_to_cause(next.slice(text)).map_or(0, |at| at);
        let words = Span::new(next.start + within, next.end);
        return (quote.joined(*next), words);
    }
    let words = shortest::within(quote.slice(text), question, lexicon);
    (quote, words.shifted(quote.start))
}

/// The cell where the row and the column that the question names meet.
fn cell(
    document: &Document,
    table: usize,
    within: Span,
    passage: usize,
    asked: &[Asked],
    around: &[Arc<str>],
) -> Option<Said> {
    let text = &document.text;
    let table = document.tables.get(table)?;
    let mut best: Option<Said> = None;
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
            let everything: Vec<Arc<str>> = over.iter().chain(around).cloned().collect();
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
                    fits: false,
                });
            }
        }
    }
    best
}

/// A sentence in the form the question wants is preferred among equals: dated, or telling a cause.
fn form_bonus(question: &Question, sentence: &str, lexicon: &Lexicon) -> f64 {
    let dated = question.intent == Intent::When && sentence.contains(|c: char| c.is_ascii_digit());
    let causes = question.manner == Manner::Why && is_in_form(question, sentence, lexicon);
    let names = question.manner == Manner::Who && names_anew(sentence, question, lexicon);
    match (causes || names, dated) {
        (true, _) => CAUSE,
        (false, true) => 0.1,
        (false, false) => 0.0,
    }
}

/// The share of the asked weight, of the words that count, that some words say; all of it where none counts.
fn share(asked: &[Asked], stems: &[Arc<str>], counts: impl Fn(&Asked) -> bool) -> f64 {
    let (mut said, mut all) = (0.0, 0.0);
    for word in asked.iter().filter(|word| counts(word)) {
        all += word.weight;
        said += word.said_by(stems);
    }
    if all > 0.0 { said / all } else { f64::from(u8::from(!asked.is_empty())) }
}
