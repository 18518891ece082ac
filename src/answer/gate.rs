//! The last gate: every number of a rendered reply stands in a source that was re-read for it.

use std::collections::HashSet;

use super::Answer;
use crate::quantity::{self, Amount};
use crate::text::{WordKind, fold, words};

/// A rendered reply after the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub text: String,
    /// Lines that were withheld, each with the number that no source carries.
    pub withheld: Vec<String>,
}

/// Passes a rendered reply, withholding every line with a number that nothing the answer stands on carries.
///
/// A number may come from a citation's re-read words or its title, date and address; from the question itself; from shown
/// arithmetic; or from the answer's own count of documents, date and identifier.
#[must_use]
pub fn check(rendered: &str, answer: &Answer) -> Checked {
    let carried = Carried::by(answer);
    let mut kept = String::with_capacity(rendered.len());
    let mut withheld = Vec::new();
    for line in rendered.split_inclusive('\n') {
        match carried.stranger(line) {
            None => kept.push_str(line),
            Some(number) => {
                tracing::warn!(answer = answer.id, number, line, "withheld: no source carries this number");
                withheld.push(format!("{}: {number}", line.trim_end()));
            }
        }
    }
    Checked { text: kept, withheld }
}

/// The numbers an answer may print.
struct Carried {
    printed: HashSet<String>,
    amounts: Vec<Amount>,
}

impl Carried {
    fn by(answer: &Answer) -> Self {
        let mut carried = Self { printed: HashSet::new(), amounts: Vec::new() };
        for citation in &answer.citations {
            let page = citation.page.map(|page| page.to_string());
            let date = citation.date.map(|date| date.to_string());
            let beside = citation.beside.iter().map(String::as_str);
            let about = [&citation.quote, &citation.title, &citation.section, &citation.document];
            about
                .into_iter()
                .map(String::as_str)
                .chain(beside)
                .chain(citation.url.as_deref())
                .chain(citation.source.as_deref())
                .chain(page.as_deref())
                .chain(date.as_deref())
                .for_each(|words| carried.add(words));
        }
        for number in 1..=answer.citations.len() {
            carried.printed.insert(number.to_string());
        }
        for cited in answer
            .figures
            .iter()
            .chain(answer.conflicts.iter().map(|conflict| &conflict.figure))
            .chain(answer.near_misses.iter().filter_map(|near| near.figure.as_ref()))
        {
            if let Some(placed) = &cited.figure.period {
                carried.add(&placed.period.label);
                for date in [placed.period.start, placed.period.end].into_iter().flatten() {
                    carried.add(&date.to_string());
                }
            }
        }
        if let Some(derivation) = &answer.derivation {
            carried.add(&derivation.expression);
        }
        carried.add(&answer.question);
        carried.add(&answer.id);
        let library = &answer.library;
        carried.printed.insert(library.documents.to_string());
        carried.printed.insert(library.generation.to_string());
        for date in [library.newest, library.newer]
            .into_iter()
            .flatten()
            .map(|date| date.to_string())
            .chain(library.indexed_at.map(|at| at.to_string()))
        {
            carried.add(&date);
        }
        carried
    }

    fn add(&mut self, words: &str) {
        self.printed.extend(numbers(words));
        self.amounts.extend(quantity::find(words).quantities.into_iter().map(|found| found.amount));
    }

    /// A number of `line` that nothing carries.
    fn stranger(&self, line: &str) -> Option<String> {
        let digits = numbers(line).into_iter().find(|number| !self.printed.contains(number));
        digits.or_else(|| {
            quantity::find(line)
                .quantities
                .into_iter()
                .filter(|found| numbers(found.digits.slice(line)).is_empty())
                .find(|found| !self.amounts.contains(&found.amount))
                .map(|found| found.digits.slice(line).to_owned())
        })
    }
}

/// Every run of digits of a text, full-width ones folded; the digits of a name like `H800` are its own.
fn numbers(text: &str) -> Vec<String> {
    words(text)
        .filter(|word| matches!(word.kind, WordKind::Digits | WordKind::Letters))
        .map(|word| fold(word.span.slice(text)))
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
        .map(|word| unpadded(&word).to_owned())
        .collect()
}

/// A day or month reads the same with and without its leading zero.
fn unpadded(number: &str) -> &str {
    let unpadded = number.trim_start_matches('0');
    if unpadded.starts_with(|c: char| c.is_ascii_digit()) { unpadded } else { number }
}
