//! What a question asks for by a verb: `what does Acme charge a month`, `how much profit did the strike cost Acme`.

use super::read::Reader;
use super::{Asked, Known, Operation};
use crate::figures::{EFFECT, Metric, PRICE};
use crate::index::FigureQuery;
use crate::lexicon::TermMention;
use crate::period;
use crate::text::{Span, fold, words};

/// How many words may stand between the preposition and the measure: `off the group's annual sales`.
const NEAR: usize = 4;

/// What a verb of a question asks for.
pub(super) struct ToldBy {
    pub(super) span: Span,
    /// Where prices of several are asked for, what is to be done with them.
    pub(super) operation: Option<Operation>,
}

/// The words of a question, folded, with where they stand.
struct Spoken<'t> {
    words: Vec<(Span, String)>,
    terms: &'t [TermMention<'t>],
}

impl Reader<'_> {
    /// Puts in place of `metrics` the one that a verb of the question asks for, and says where that verb stands, and what
    /// is to be done with the prices of several.
    pub(super) fn told_by_verb(
        &self,
        text: &str,
        terms: &[TermMention<'_>],
        named: &[(Span, Asked)],
        metrics: &mut Vec<Metric>,
    ) -> Option<ToldBy> {
        let words = words(text).map(|word| (word.span, fold(word.span.slice(text)))).collect();
        let spoken = Spoken { words, terms };
        if let Some((verb, measure)) = self.effect(&spoken, metrics) {
            *metrics = vec![Metric { name: format!("{EFFECT} {measure}"), key: None }];
            return Some(ToldBy { span: verb, operation: None });
        }
        let graded = if terms.is_empty() { self.graded(&spoken) } else { None };
        let verb = self.price(&spoken).map(|verb| {
            let more = spoken.words.iter().any(|(_, word)| self.lexicon.is_comparative(word));
            let several = named.iter().filter(|(_, asked)| asked.known == Known::Measured).count() > 1;
            ToldBy { span: verb, operation: (more && several).then_some(Operation::Gap) }
        });
        let told = verb.or(graded).filter(|_| self.has_price(named))?;
        *metrics = vec![Metric { name: PRICE.to_owned(), key: Some(PRICE.to_owned()) }];
        Some(told)
    }

    /// `which is cheaper, Acme or Zeta`: the comparative, and which of the prices it asks for.
    fn graded(&self, spoken: &Spoken<'_>) -> Option<ToldBy> {
        spoken.words.iter().find_map(|(span, word)| {
            let dearer = self.lexicon.compares_prices(word)?;
            let operation = if dearer { Operation::Largest } else { Operation::Smallest };
            Some(ToldBy { span: *span, operation: Some(operation) })
        })
    }

    /// `how much profit did the strike cost`, `what did the strike take off profit`: the verb, and the measure it is told of.
    fn effect(&self, spoken: &Spoken<'_>, metrics: &[Metric]) -> Option<(Span, String)> {
        // What was added to an outlook is how far it was raised.
        if spoken.words.iter().any(|(_, word)| self.lexicon.is_foreseen(word)) {
            return None;
        }
        let verbs = spoken.verbs().filter(|(_, word)| self.lexicon.is_effect_verb(word));
        verbs.into_iter().find_map(|(verb, word)| {
            let measure = spoken.terms.iter().find(|term| {
                let before = term.span.end <= verb.start && self.lexicon.costs(word);
                let behind = term.span.start >= verb.end
                    && spoken.before(term.span.start).take(NEAR).any(|(span, other)| {
                        span.start >= verb.end && self.lexicon.tells_effect(word, other)
                    });
                before || behind
            })?;
            let own = |metric: &&Metric| metric.key.as_deref() == Some(measure.key);
            Some((verb, metrics.iter().find(own)?.name.clone()))
        })
    }

    /// `what does Acme charge`, `what does a seat cost`, `what do people pay per month`: the verb.
    fn price(&self, spoken: &Spoken<'_>) -> Option<Span> {
        let measured =
            |verb: Span| spoken.terms.iter().any(|term| self.is_money(term.key) && !term.span.overlaps(verb));
        let rate = spoken.words.windows(2).any(|pair| {
            let each = matches!(pair[0].1.as_str(), "per" | "each" | "every");
            each || pair[0].1 == "a" && period::is_calendar_word(&pair[1].1)
        });
        let asks = |word: &str| {
            self.lexicon.is_charging(word) && (spoken.is_present() || !self.lexicon.costs(word))
                || rate && self.lexicon.pays(word)
        };
        let (verb, _) = spoken.verbs().find(|(_, word)| asks(word))?;
        (!measured(verb)).then_some(verb)
    }

    fn is_money(&self, key: &str) -> bool {
        let term = self.lexicon.metric(key);
        term.is_some_and(|term| term.units.contains(&crate::quantity::UnitKind::Money))
    }

    /// Whether a price is told of those asked about, of anybody where nobody is named.
    fn has_price(&self, named: &[(Span, Asked)]) -> bool {
        let measured = named.iter().filter(|(_, asked)| asked.known == Known::Measured);
        let entities: Vec<String> =
            measured.flat_map(|(_, asked)| self.directory.family(&asked.name, self.lexicon)).collect();
        let keys = [PRICE.to_owned()];
        let query =
            FigureQuery { entities: &entities, metric_keys: &keys, limit: 1, ..FigureQuery::default() };
        self.snapshot.figures(&query).is_ok_and(|found| !found.is_empty())
    }
}

impl Spoken<'_> {
    /// The words that may be the verb: behind an auxiliary and at least one other word, in the form that goes with it.
    fn verbs(&self) -> impl Iterator<Item = (Span, &str)> {
        let first = self.words.iter().position(|(_, word)| is_auxiliary(word) || is_being(word));
        let being = first.is_some_and(|first| is_being(&self.words[first].1));
        let from = first.map_or(self.words.len(), |first| first + 2);
        let verbs = self.words.iter().skip(from).filter(move |(_, word)| word.ends_with("ing") == being);
        verbs.map(|(span, word)| (*span, word.as_str()))
    }

    /// The words before a place, the nearest first.
    fn before(&self, at: usize) -> impl Iterator<Item = (Span, &str)> {
        let before = self.words.iter().rev().skip_while(move |(span, _)| span.start >= at);
        before.map(|(span, word)| (*span, word.as_str()))
    }

    /// What things cost is asked for as it is, what something did cost as it was.
    fn is_present(&self) -> bool {
        !self.words.iter().any(|(_, word)| matches!(word.as_str(), "did" | "has" | "had"))
    }
}

fn is_auxiliary(word: &str) -> bool {
    matches!(word, "do" | "does" | "did" | "has" | "have" | "had" | "will" | "would")
}

/// `what are people paying`: behind a form of `be` the verb is a participle.
fn is_being(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were")
}
