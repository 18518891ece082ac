//! What the library says to the numbers in somebody's post.
//!
//! The rule: a number is never called false. It is supported, or another is cited for the same entity, metric and
//! period, or it stands for another period, or the library has nothing to hold it against.

use jiff::civil::Date;

use super::agreement::{agree, significant};
use super::candidates::{self, Candidate, Found};
use super::evidence::Evidence;
use super::search::Search;
use super::{Answer, Cited, Engine, Slots, Status};
use crate::figures::{self, Figure, Kind, Metric, Role};
use crate::index::{IndexError, Snapshot, StoredFigure};
use crate::period::{Mention, Reference};
use crate::quantity::{Amount, Bound};
use crate::question::{Ask, Intent, Known, Question};

/// How long a post may be, and how many of its numbers are looked at.
const LONGEST: usize = 8_000;
const MOST: usize = 25;

/// A post's numbers with what the library says to each.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Its question is the post; holds the cited figures.
    pub answer: Answer,
    /// In the order of the post.
    pub findings: Vec<Finding>,
}

/// A number of a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Its words in the post.
    pub text: String,
    pub figure: Figure,
    pub verdict: Verdict,
    /// Which of the answer's figures speak to it, from 0, the telling one first.
    pub figures: Vec<usize>,
}

/// What the library says to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    Supported,
    /// One of the two is the other rounded.
    SupportedAsRounding,
    /// The library has another figure for the same entity, metric and period.
    Contradicted,
    /// The same number is told of another period.
    OtherPeriod,
    NotInLibrary,
    /// The post does not say whose or what it is.
    Unplaced,
}

impl Engine {
    /// Holds the numbers of a post of today against the library.
    #[must_use]
    pub fn check(&self, post: &str) -> Check {
        self.check_of(post, None)
    }

    /// The same of a post that was written on a day, which its `last quarter` is counted from.
    #[must_use]
    pub fn check_of(&self, post: &str, day: Option<Date>) -> Check {
        let post: String = post.chars().take(LONGEST).collect();
        let snapshot = self.snapshot();
        // The same words on another day are another check.
        let context = day.iter().map(Date::to_string).collect();
        let ask = Ask { question: post.clone(), context, ..Ask::default() };
        let mut answer = self.empty(&ask, &snapshot);
        let day = day.unwrap_or_else(|| jiff::Zoned::now().date());
        let reading = figures::read_text(&post, Some(day), &self.lexicon);
        let mut evidence = Evidence::new(&self.corpus, &snapshot);
        let mut findings = Vec::new();
        for figure in reading.figures.into_iter().take(MOST) {
            let spoken = self.speaks(&figure, &snapshot).unwrap_or_else(|error| {
                tracing::error!(answer = answer.id, %error, "the index failed");
                Spoken { verdict: Verdict::NotInLibrary, stored: Vec::new() }
            });
            let text = figure.quantity.span.get(&post).unwrap_or_default().trim().to_owned();
            findings.push(cite(text, figure, spoken, &mut answer, &mut evidence));
        }
        let found = findings.iter().any(|finding| !finding.figures.is_empty());
        answer.status = if found { Status::Answered } else { Status::NotFound };
        answer.citations = evidence.into_citations();
        Check { answer, findings }
    }

    fn speaks(&self, figure: &Figure, snapshot: &Snapshot) -> Result<Spoken, IndexError> {
        let unplaced = Spoken { verdict: Verdict::Unplaced, stored: Vec::new() };
        let (Some(entity), Some(metric)) = (&figure.entity, &figure.metric) else { return Ok(unplaced) };
        let slots = Slots { entity: entity.clone(), metric: metric.name.clone(), ..Slots::default() };
        let mut question = self.question(&slots, snapshot);
        aim(&mut question, figure);
        let asked = question.entities.iter().find(|asked| asked.known == Known::Measured);
        let Some(asked) = asked.map(|asked| asked.name.clone()) else {
            return Ok(Spoken { verdict: Verdict::NotInLibrary, stored: Vec::new() });
        };
        let directory = self.directory(snapshot);
        let search = Search { snapshot, directory: &directory, lexicon: &self.lexicon, documents: None };
        let named: Metric = question.metrics.first().cloned().unwrap_or_else(|| metric.clone());
        let found = candidates::find(&question, Some(&asked), &named, &search)?;
        Ok(judge(figure, &found))
    }
}

/// What the library says, with the figures it says it by, the telling one first.
struct Spoken {
    verdict: Verdict,
    stored: Vec<StoredFigure>,
}

/// A question for figures of the form and the period of a post's number.
fn aim(question: &mut Question, figure: &Figure) {
    let growth = figure.role == Role::Delta || figure.change.is_some_and(|change| change.basis.is_some());
    question.intent = if growth { Intent::Change } else { Intent::Figure };
    question.basis = figure.change.and_then(|change| change.basis).filter(|_| growth);
    (question.past, question.original) = (false, false);
    (question.words, question.proper) = (Vec::new(), Vec::new());
    question.periods = figure
        .period
        .iter()
        .map(|placed| Mention {
            span: figure.quantity.span,
            period: placed.period.clone(),
            reference: Reference::Own,
        })
        .collect();
}

fn judge(figure: &Figure, found: &Found) -> Spoken {
    let of = |candidate: &Candidate| candidate.stored.clone();
    let told = |verdict, candidates: Vec<&Candidate>| Spoken {
        verdict,
        stored: candidates.into_iter().map(of).collect(),
    };
    let best = |list: &'_ [Candidate], wanted: Agrees| {
        list.iter().position(|candidate| agrees(figure, &candidate.stored.figure) == Some(wanted))
    };
    let dated = figure.period.as_ref().is_some_and(|placed| placed.period.end.is_some());
    let comparable =
        found.matching.iter().filter(|candidate| dated && is_comparable(figure, candidate, found));
    // The plain figure speaks clearer than one that is told as `about`.
    let other = comparable.clone().find(|other| other.stored.figure.quantity.bound.is_none());
    let other = other.or_else(|| comparable.clone().next());
    for (wanted, verdict) in
        [(Agrees::Exactly, Verdict::Supported), (Agrees::Rounded, Verdict::SupportedAsRounding)]
    {
        if let Some(at) = best(&found.matching, wanted) {
            let restated = other.filter(|other| other.stored.figure.kind == Some(Kind::Restated));
            let disagrees = restated.filter(|other| agrees(figure, &other.stored.figure).is_none());
            return told(verdict, std::iter::once(&found.matching[at]).chain(disagrees).collect());
        }
    }
    let elsewhere = found.near.iter().find(|candidate| {
        let known = &candidate.stored.figure;
        agrees(figure, known) == Some(Agrees::Exactly) && dated && known.period.is_some()
    });
    let numbered = found.near.iter().find(|candidate| {
        let known = &candidate.stored.figure;
        agrees(figure, known) == Some(Agrees::Exactly) && is_numbered_alike(figure, known)
    });
    // Where the library has another figure for the quarter that the post's day means, the same number is an older one.
    if let Some(numbered) = numbered.filter(|_| other.is_none()) {
        return told(Verdict::Supported, vec![numbered]);
    }
    if let Some(elsewhere) = elsewhere {
        return told(Verdict::OtherPeriod, std::iter::once(elsewhere).chain(other).collect());
    }
    match other {
        Some(other) => told(Verdict::Contradicted, vec![other]),
        None => told(Verdict::NotInLibrary, Vec::new()),
    }
}

/// Whether a post's `third quarter`, of no year, can be the one that a report tells of.
fn is_numbered_alike(post: &Figure, report: &Figure) -> bool {
    let (Some(said), Some(known)) = (&post.period, &report.period) else { return false };
    let (said, known) = (&said.period, &known.period);
    said.is_bare_ordinal() && said.length == known.length && said.ordinal() == known.ordinal()
}

/// Whether a figure is of just the same thing, so that another number contradicts it.
fn is_comparable(figure: &Figure, candidate: &Candidate, found: &Found) -> bool {
    let known = &candidate.stored.figure;
    let fact = |kind| matches!(kind, None | Some(Kind::Reported | Kind::Restated));
    let bare = found.matching.iter().map(|other| other.fit.extra).max();
    known.quantity.unit == figure.quantity.unit
        && fact(known.kind) == fact(figure.kind)
        && known.role != Role::Prior
        && Some(candidate.fit.extra) == bare
        && candidate.fit.extra.0 == 0
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agrees {
    Exactly,
    Rounded,
}

/// Whether a report's figure carries a post's number; a loss is told with and without its sign.
fn agrees(post: &Figure, report: &Figure) -> Option<Agrees> {
    let (said, known) = (&post.quantity, &report.quantity);
    if said.unit != known.unit {
        return None;
    }
    let (Amount::Exact(one), Amount::Exact(other)) = (said.amount, known.amount) else {
        return (said.amount == known.amount).then_some(Agrees::Exactly);
    };
    let (one, other) = (one.abs(), other.abs());
    let beyond = match said.bound {
        Some(Bound::AtLeast) => other >= one && other <= one * rust_decimal::Decimal::new(12, 1),
        Some(Bound::AtMost) => other <= one && one <= other * rust_decimal::Decimal::new(12, 1),
        Some(Bound::About) | None => false,
    };
    if one == other && said.bound.is_none() == known.bound.is_none() {
        return Some(Agrees::Exactly);
    }
    let coarse = significant(one).min(significant(other)) >= 2 || one == other;
    let rounds = agree(&Amount::Exact(one), &Amount::Exact(other)) && coarse;
    (rounds || beyond).then_some(Agrees::Rounded)
}

fn cite(
    text: String,
    figure: Figure,
    spoken: Spoken,
    answer: &mut Answer,
    evidence: &mut Evidence<'_>,
) -> Finding {
    let told = spoken.stored.len();
    let cited: Vec<Cited> = spoken.stored.iter().map_while(|stored| evidence.cite_figure(stored)).collect();
    if cited.is_empty() && told > 0 {
        return Finding { text, figure, verdict: Verdict::NotInLibrary, figures: Vec::new() };
    }
    let first = answer.figures.len();
    answer.figures.extend(cited);
    let figures = (first..answer.figures.len()).collect();
    Finding { text, figure, verdict: spoken.verdict, figures }
}
