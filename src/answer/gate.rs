//! The last gate: every number of a rendered reply stands in a source that was re-read for it, or is computed anew from
//! numbers that do.
//!
//! The rule: what the program says of its own (a computed value, its arithmetic, a count, a citation's mark) passes only in
//! the form and at the place in which it was proven; any other number must be carried by words that were re-read.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::{Answer, Status, derivation};
use crate::figures::Placed;
use crate::period::Length;
use crate::quantity::{self, Amount, Quantity};
use crate::text::{Span, Word, WordKind, fold, stretches, without, words};

/// A rendered reply after the gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub text: String,
    /// Lines that were withheld, each with the number that no source carries.
    pub withheld: Vec<String>,
}

/// Passes a rendered reply, withholding every line with a number, in digits or in words, that nothing the answer stands on
/// carries.
///
/// A number may come from a citation's re-read words or its title, date and address; from the question itself; from a
/// period of a figure; from arithmetic that comes out the same when done again over operands that stand in their quotes;
/// or from a count of things that are listed with it.
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
struct Carried<'a> {
    printed: HashSet<String>,
    amounts: Vec<Amount>,
    own: Own<'a>,
}

/// What the program says in its own words, as far as it is proven.
#[derive(Default)]
struct Own<'a> {
    /// The value of a computed figure.
    computed: Option<Decimal>,
    /// Phrases with numbers: the marks of citations, the arithmetic and how it was rounded.
    phrases: Vec<String>,
    /// Arithmetic that was not proven, and the values it was said to have.
    unproven: &'a str,
    refused: Vec<Amount>,
    /// Things that are counted, each of them in a source.
    counted: &'a [String],
    /// How many readings there are to choose between, each numbered.
    choices: usize,
}

impl<'a> Carried<'a> {
    fn by(answer: &'a Answer) -> Self {
        let mut carried = Self { printed: HashSet::new(), amounts: Vec::new(), own: Own::by(answer) };
        carried.add_citations(answer);
        let figures = answer.figures.iter();
        let figures = figures.chain(answer.conflicts.iter().map(|conflict| &conflict.figure));
        let figures = figures.chain(answer.near_misses.iter().filter_map(|near| near.figure.as_ref()));
        for placed in figures.filter_map(|cited| cited.figure.period.as_ref()) {
            carried.add_period(placed);
        }
        carried.add(&answer.question);
        // A failure inside and a question that asks nothing are told in the program's own words, on no source.
        let is_own =
            matches!(answer.status, Status::Error | Status::Unclear) && answer.near_misses.is_empty();
        if is_own && answer.citations.is_empty() && answer.figures.is_empty() {
            carried.add(&answer.reason);
        }
        carried
    }

    fn add_citations(&mut self, answer: &Answer) {
        for citation in &answer.citations {
            let page = citation.page.map(|page| page.to_string());
            let date = citation.date.map(|date| date.to_string());
            let about = [&citation.quote, &citation.title, &citation.section, &citation.document];
            let headers = citation.row.iter().map(|cell| &cell.header);
            let about = about.into_iter().chain(&citation.beside).chain(headers).map(String::as_str);
            let known =
                [citation.url.as_deref(), citation.source.as_deref(), page.as_deref(), date.as_deref()];
            about.chain(known.into_iter().flatten()).for_each(|words| self.add(words));
        }
    }

    /// A period is told by its label, its days, or its length in words.
    fn add_period(&mut self, placed: &Placed) {
        let period = &placed.period;
        self.add(&period.label);
        for date in [period.start, period.end].into_iter().flatten() {
            self.add(&date.to_string());
        }
        let lengths: &[Decimal] = match period.length {
            Length::Week => &[Decimal::ONE],
            Length::Half => &[Decimal::from_parts(6, 0, 0, false, 0), Decimal::from_parts(5, 0, 0, false, 1)],
            Length::NineMonths => &[Decimal::from_parts(9, 0, 0, false, 0)],
            Length::TwelveMonths => &[Decimal::from_parts(12, 0, 0, false, 0)],
            _ => &[],
        };
        self.amounts.extend(lengths.iter().copied().map(Amount::Exact));
    }

    /// Adds the numbers of words that are shown whole or line by line.
    fn add(&mut self, words: &str) {
        self.printed.extend(numbers(words));
        for shown in std::iter::once(words).chain(words.lines().filter(|_| words.contains('\n'))) {
            self.amounts.extend(quantity::find(shown).quantities.into_iter().map(|found| found.amount));
        }
    }

    /// A number of `line` that nothing carries.
    fn stranger(&self, line: &str) -> Option<String> {
        if !stretches(line, self.own.unproven).is_empty() {
            return Some(self.own.unproven.to_owned());
        }
        let line = &self.own.taken_from(line);
        let found = quantity::find(line).quantities;
        let is_strange = |word: &Word| {
            let number = number(word.span.slice(line));
            number.is_some_and(|number| {
                let amount = amount_of(word.span, line, &found);
                let is_refused = amount.is_some_and(|amount| self.own.refused.contains(&amount));
                let is_carried = self.printed.contains(&number)
                    || amount.is_some_and(|amount| self.own.is_computed(&amount));
                is_refused || !is_carried
            })
        };
        let in_digits = numerals(line).find(is_strange).map(|word| word.span.slice(line).to_owned());
        let carries = |amount: &Amount| self.amounts.contains(amount) || self.own.is_computed(amount);
        in_digits.or_else(|| {
            let mut strange = found.iter().filter(|found| !carries(&found.amount));
            strange.find_map(|found| {
                let mut words = in_words(found, line).into_iter();
                words.find(|(amount, _)| !carries(amount)).map(|(_, words)| words)
            })
        })
    }
}

impl<'a> Own<'a> {
    fn by(answer: &'a Answer) -> Self {
        let mut own = Self {
            phrases: (1..=answer.citations.len()).map(|number| format!("[{number}]")).collect(),
            counted: if is_listed(&answer.counted, answer) { &answer.counted } else { &[] },
            choices: if answer.status == Status::Unclear { answer.near_misses.len() } else { 0 },
            ..Self::default()
        };
        match (derivation::prove(answer), &answer.derivation) {
            (Ok(Some(value)), Some(derivation)) => {
                own.computed = Some(value);
                own.phrases.extend([derivation.expression.clone(), derivation.rounding.clone()]);
            }
            (Err(error), derivation) => {
                tracing::warn!(answer = answer.id, %error, "withheld: the arithmetic is not proven");
                own.unproven = derivation.as_ref().map_or("", |derivation| derivation.expression.as_str());
                let computed = answer.figures.iter().filter(|cited| cited.derived);
                own.refused = computed.map(|cited| cited.figure.quantity.amount).collect();
            }
            (Ok(_), _) => {}
        }
        own
    }

    /// A line without what is proven in the form it has there; places stay where they are.
    fn taken_from(&self, line: &str) -> String {
        let phrases = self.phrases.iter().flat_map(|phrase| stretches(line, phrase));
        without(line, phrases.chain(self.lead(line)))
    }

    /// The number that a line begins with: of a choice (`2. …`), or how many things it lists (`2: 2019, 2018`); a count
    /// may also be the whole line.
    fn lead(&self, line: &str) -> Option<Span> {
        let first = words(line).next().filter(|word| word.kind == WordKind::Digits)?;
        let number: usize = first.span.slice(line).parse().ok()?;
        let rest = &line[first.span.end..];
        let chooses = rest.starts_with(". ") && (1..=self.choices).contains(&number);
        let lists = || self.counted.iter().all(|thing| !stretches(rest, thing).is_empty());
        let is_count = !self.counted.is_empty() && number == self.counted.len();
        let counts = is_count && (rest.trim().is_empty() || rest.starts_with(": ") && lists());
        (chooses || counts).then_some(first.span)
    }

    fn is_computed(&self, amount: &Amount) -> bool {
        self.computed.is_some_and(|value| *amount == Amount::Exact(value))
    }
}

/// The numbers of a quantity that are written as words: all of it, one end of a range, or none.
fn in_words(found: &Quantity, line: &str) -> Vec<(Amount, String)> {
    let printed = found.digits.slice(line);
    if numbers(printed).is_empty() {
        return vec![(found.amount, printed.to_owned())];
    }
    if matches!(found.amount, Amount::Exact(_)) {
        return Vec::new();
    }
    let digits = numerals(printed).filter(|word| number(word.span.slice(printed)).is_some());
    let rest = without(printed, digits.map(|word| word.span));
    let ends = quantity::find(&rest).quantities;
    ends.into_iter().map(|end| (end.amount, end.digits.slice(&rest).to_owned())).collect()
}

/// What a number of a line amounts to, with its sign and scale where it is read as a quantity, bare otherwise.
fn amount_of(number: Span, line: &str, found: &[Quantity]) -> Option<Amount> {
    match found.iter().find(|found| found.span.contains(number)) {
        Some(found) => Some(found.amount),
        None => fold(number.slice(line)).replace(',', "").parse().ok().map(Amount::Exact),
    }
}

/// Whether each of the things counted stands in a source, as often as it is counted.
fn is_listed(counted: &[String], answer: &Answer) -> bool {
    let shown =
        || answer.citations.iter().flat_map(|citation| citation.beside.iter().chain([&citation.quote]));
    counted.iter().all(|thing| {
        let times = counted.iter().filter(|other| *other == thing).count();
        shown().map(|words| stretches(words, thing).len()).sum::<usize>() >= times
    })
}

/// Every run of digits of a text, full-width ones folded; the digits of a name like `H800` are its own.
fn numbers(text: &str) -> Vec<String> {
    numerals(text).filter_map(|word| number(word.span.slice(text))).collect()
}

/// The words of a text that can hold digits.
fn numerals(text: &str) -> impl Iterator<Item = Word> + '_ {
    words(text).filter(|word| matches!(word.kind, WordKind::Digits | WordKind::Letters))
}

/// A word with digits as it is compared: a day or month reads the same with and without its leading zero.
fn number(word: &str) -> Option<String> {
    let folded = fold(word);
    if !folded.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let unpadded = folded.trim_start_matches('0');
    let is_number = unpadded.starts_with(|c: char| c.is_ascii_digit());
    Some(if is_number { unpadded.to_owned() } else { folded })
}

#[cfg(test)]
mod tests;
