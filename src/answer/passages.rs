//! The sentence that says it: for who, what, why and when, and for tables whose cells are words.

use super::shortest;
use crate::corpus::{Document, PassageKind};
use crate::lexicon::Lexicon;
use crate::index::{IndexError, PassageHit, PassageQuery, Snapshot, WeightedWord, analysed};
use crate::quantity;
use crate::question::{Intent, Known, Question};
use crate::text::{Span, sentences};

/// How many passages are read for one question.
const READ: usize = 40;
/// The share of a question's weight that a passage must say before it is an answer.
const ENOUGH: f64 = 0.6;

/// The share that the sentence alone must say where an amount is asked for: a sentence near a name is not about it.
const ALONE: f64 = 0.75;

/// The share that a sentence must say itself to explain what is asked.
const EXPLAINS: f64 = 0.75;

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
    /// The same of the quote alone.
    pub(super) here: f64,
    /// The quote holds an amount.
    pub(super) measured: bool,
    /// It says in words what the question wants explained.
    pub(super) explains: bool,
}

/// The best sentences for a question, best first, and whether the best says enough.
pub(super) fn find(
    question: &Question,
    snapshot: &Snapshot,
    documents: Option<&[String]>,
    lexicon: &Lexicon,
) -> Result<(Vec<Said>, bool), IndexError> {
    let weights = weights(question, snapshot)?;
    let words: Vec<WeightedWord> =
        question.terms.iter().map(|word| WeightedWord { text: word.clone(), weight: 1.0 }).collect();
    let query = PassageQuery { words: &words, phrases: &[], documents, limit: READ };
    let mut said: Vec<Said> = Vec::new();
    for hit in snapshot.passages(&query)? {
        let Some(document) = snapshot.document(&hit.document)? else { continue };
        said.extend(best_in(&document, &hit, question, &weights, lexicon));
    }
    said.sort_by(|a, b| {
        let key = |said: &Said| said.covered + said.here;
        key(b)
            .total_cmp(&key(a))
            .then_with(|| (&a.document, a.quote.start).cmp(&(&b.document, b.quote.start)))
    });
    let named = question.entities.iter().all(|asked| asked.known > Known::Unknown);
    let wants_figure =
        !matches!(question.intent, Intent::Passage | Intent::When) && !question.metrics.is_empty();
    let says =
        |best: &Said| best.covered >= ENOUGH && (!wants_figure || (best.measured && best.here >= ALONE));
    let enough = named && said.first().is_some_and(says);
    Ok((said, enough))
}

/// The stem of each content word with its weight: rarer words say more (inverse document frequency, Robertson and Sparck Jones 1976).
fn weights(question: &Question, snapshot: &Snapshot) -> Result<Vec<(String, f64)>, IndexError> {
    let total = snapshot.state().passages.max(1) as f64;
    let mut weights = Vec::new();
    for word in &question.terms {
        let holding = snapshot.frequency(word)? as f64;
        let stem = analysed(word).into_iter().next().map_or_else(|| word.clone(), |(_, stem)| stem);
        weights.push((stem, (1.0 + (total - holding + 0.5).max(0.5) / (holding + 0.5)).ln()));
    }
    Ok(weights)
}

fn best_in(
    document: &Document,
    hit: &PassageHit,
    question: &Question,
    weights: &[(String, f64)],
    lexicon: &Lexicon,
) -> Option<Said> {
    let passage = document.passages.get(hit.passage)?;
    let around = format!(
        "{} {}",
        document.title,
        passage.section.map_or(String::new(), |section| document.section_path(section))
    );
    let around = stems(&around);
    let whole = stems(passage.span.slice(&document.text));
    let covered = share(weights, |word| whole.contains(word) || around.contains(word));
    if let PassageKind::TableRows { table } = passage.kind {
        return cell(document, table, passage.span, hit.passage, weights, &around);
    }
    let mut best: Option<Said> = None;
    for sentence in sentences(passage.span.slice(&document.text)) {
        let sentence = sentence.shifted(passage.span.start);
        let own = stems(sentence.slice(&document.text));
        let here =
            share(weights, |word| own.contains(word)) + form_bonus(question, sentence.slice(&document.text));
        if best.as_ref().is_none_or(|best| here > best.here) {
            best = Some(Said {
                document: document.path.clone(),
                passage: hit.passage,
                quote: sentence,
                words: sentence,
                covered,
                here,
                measured: !quantity::find(sentence.slice(&document.text)).quantities.is_empty(),
                explains: false,
            });
        }
    }
    best.map(|best| {
        let words = shortest::within(best.quote.slice(&document.text), question, lexicon);
        let explains = words.len() < best.quote.len() * 9 / 10 && best.here >= EXPLAINS;
        Said { words: words.shifted(best.quote.start), explains, ..best }
    })
}

/// The cell where the row and the column that the question names meet.
fn cell(
    document: &Document,
    table: usize,
    within: Span,
    passage: usize,
    weights: &[(String, f64)],
    around: &[String],
) -> Option<Said> {
    let text = &document.text;
    let table = document.tables.get(table)?;
    let mut best: Option<Said> = None;
    for row in table.rows.iter().filter(|row| !row.header && within.contains(row.span)) {
        let stub = row.cells.iter().find(|cell| !cell.span.is_empty())?;
        let named = stems(stub.span.slice(text));
        for value in row.cells.iter().filter(|cell| cell.column > stub.column && !cell.span.is_empty()) {
            let header: String = table
                .header_rows()
                .filter_map(|header| header.cell_at(value.column))
                .map(|cell| cell.span.slice(text))
                .collect::<Vec<_>>()
                .join(" ");
            let header = stems(&header);
            let here = share(weights, |word| named.contains(word) || header.contains(word));
            let covered =
                share(weights, |word| named.contains(word) || header.contains(word) || around.contains(word));
            let meets = share(weights, |word| named.contains(word)) > 0.0
                && share(weights, |word| header.contains(word)) > 0.0;
            if meets && best.as_ref().is_none_or(|best| here > best.here) {
                best = Some(Said {
                    document: document.path.clone(),
                    passage,
                    quote: row.span,
                    words: value.span,
                    covered,
                    here,
                    measured: !quantity::find(value.span.slice(text)).quantities.is_empty(),
                    explains: false,
                });
            }
        }
    }
    best
}

/// A sentence in the form the question wants is preferred among equals.
fn form_bonus(question: &Question, sentence: &str) -> f64 {
    let dated = question.intent == Intent::When && sentence.contains(|c: char| c.is_ascii_digit());
    if dated { 0.1 } else { 0.0 }
}

fn share(weights: &[(String, f64)], mut holds: impl FnMut(&String) -> bool) -> f64 {
    let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let held: f64 = weights.iter().filter(|(word, _)| holds(word)).map(|(_, weight)| weight).sum();
    if all > 0.0 { held / all } else { 0.0 }
}

fn stems(text: &str) -> Vec<String> {
    analysed(text).into_iter().map(|(_, word)| word).collect()
}
