//! What stands beside a listed term: asked for, told by a figure, or both.

use std::sync::Arc;

use super::search::Search;
use crate::figures::{Kind, Metric};
use crate::index::{StoredFigure, stems};
use crate::lexicon::{Lexicon, TermMention};
use crate::question::Question;
use crate::text::{fold, is_han, words};

/// What a question's words come to, read once for all figures.
pub(super) struct Wanted {
    /// Beyond the listed term.
    qualifiers: Vec<String>,
    /// Stems of the words outside every slot, and of all words.
    pub(super) words: Vec<Arc<str>>,
    terms: Vec<Arc<str>>,
}

impl Wanted {
    pub(super) fn of(question: &Question, metric: &Metric, lexicon: &Lexicon) -> Self {
        let stemmed = |words: &[String]| words.iter().map(|word| stem(word)).collect();
        let (words, terms) = (stemmed(&question.words), stemmed(&question.terms));
        Self { qualifiers: of(metric, lexicon), words, terms }
    }
}

impl Wanted {
    /// Likewise, with words that name parts of what is measured.
    pub(super) fn of_parts(mut self, parts: Vec<String>) -> Self {
        self.qualifiers.extend(parts);
        self
    }
}

/// How a figure's qualifiers meet the asked ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct Qualified {
    /// Asked for and in the metric's own name.
    pub(super) told: usize,
    /// Not asked for.
    pub(super) extra: usize,
}

/// How many qualifiers the figure has that were not asked for; `None` when one that was asked for is missing.
pub(super) fn fit(
    wanted: &Wanted,
    told: &[String],
    stored: &StoredFigure,
    search: &Search<'_>,
) -> Option<Qualified> {
    let entity = stored.figure.entity.as_deref().map(fold).unwrap_or_default();
    let beside = fold(&stored.sentence);
    let has =
        |word: &str| told.iter().any(|told| told == word) || entity.contains(word) || beside.contains(word);
    let says = |word: &str| has(word) || has(&stem(word));
    // `restated sales` asks for figures that are, whatever tells it of them.
    let restated = stored.figure.kind == Some(Kind::Restated);
    let missing = wanted
        .qualifiers
        .iter()
        .filter(|word| !(restated && search.lexicon.is_restated(word)))
        .any(|word| !says(word) && !search.lexicon.synonyms(word).iter().any(|other| says(other)));
    if missing {
        return None;
    }
    let asked_for = wanted.qualifiers.iter().filter(|word| told.contains(word)).count();
    let in_words = wanted.words.iter().filter(|word| told.iter().any(|told| **told == ***word)).count();
    let asked =
        |word: &String| wanted.qualifiers.contains(word) || wanted.terms.iter().any(|term| **term == **word);
    Some(Qualified { told: asked_for + in_words, extra: told.iter().filter(|word| !asked(word)).count() })
}

/// The words of a metric's name beyond the listed term.
pub(super) fn of(metric: &Metric, lexicon: &Lexicon) -> Vec<String> {
    beside(metric, lexicon).iter().flat_map(|part| cut(part, lexicon)).collect()
}

/// What stands in a metric's name before and behind the listed term.
pub(super) fn beside(metric: &Metric, lexicon: &Lexicon) -> [String; 2] {
    let folded = fold(&metric.name);
    // `NIM` is a term only as it is spelled.
    let found = [lexicon.metrics(&folded), lexicon.metrics(&metric.name)];
    let listed = |mentions: &[TermMention<'_>]| {
        let listed = mentions.iter().rev().find(|mention| Some(mention.key) == metric.key.as_deref());
        listed.map(|mention| mention.span).filter(|span| folded.get(span.start..span.end).is_some())
    };
    let term = found.iter().find_map(|mentions| listed(mentions));
    let parts = term.map_or((folded.as_str(), ""), |term| (&folded[..term.start], &folded[term.end..]));
    [parts.0.to_owned(), parts.1.to_owned()]
}

/// The words of a part of a name, Chinese ones as they are looked up.
fn cut(part: &str, lexicon: &Lexicon) -> Vec<String> {
    if part.contains(is_han) {
        let told = stems(part).into_iter().filter(|word| !lexicon.is_plain_qualifier(word));
        return told.map(|word| word.as_ref().to_owned()).collect();
    }
    words(part)
        .map(|word| word.span.slice(part))
        .filter(|word| !lexicon.is_plain_qualifier(word))
        .flat_map(stems)
        .map(|word| word.as_ref().to_owned())
        .collect()
}

/// The stem of a word as the index compares it.
fn stem(word: &str) -> Arc<str> {
    stems(word).into_iter().next().unwrap_or_else(|| word.into())
}
