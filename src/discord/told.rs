//! What comes of a request, whatever its kind: the answer that controls and `/answer` go by, what is said, and files.
//!
//! The rule: every kind has an answer with an identifier and citations of its own, so that all can be done with it that
//! can be done with the answer to a question.

use super::reply::File;
use crate::answer::{Answer, Check, Comparison, Series, Status, Timeline};
use crate::render::{self, Page, chart, series};
use crate::text::Language;

/// What was found.
#[derive(Debug, Clone)]
pub(super) enum Told {
    Answer(Answer),
    /// With a point at least.
    Series(Series),
    /// Of two figures that are both there.
    Comparison(Box<Comparison>),
    /// Two figures of which one is not there, each answered as a question of its own; `both` has the citations of both.
    Sides {
        both: Answer,
        sides: Box<[Answer; 2]>,
    },
    Check(Check),
    Events {
        timeline: Timeline,
        filter: String,
    },
}

impl Told {
    /// Two answers as one.
    pub fn sides(one: Answer, other: Answer) -> Self {
        let answered = [&one, &other].iter().any(|side| side.status == Status::Answered);
        let failed = [&one, &other].iter().any(|side| side.status == Status::Error);
        let status = match (failed, answered) {
            (true, _) => Status::Error,
            (false, true) => Status::Answered,
            (false, false) => Status::NotFound,
        };
        let both = Answer {
            status,
            citations: [one.citations.as_slice(), &other.citations].concat(),
            near_misses: [one.near_misses.as_slice(), &other.near_misses].concat(),
            figures: Vec::new(),
            spans: Vec::new(),
            derivation: None,
            conflicts: Vec::new(),
            ..one.clone()
        };
        Self::Sides { both, sides: Box::new([one, other]) }
    }

    /// What its controls name and cite.
    pub fn answer(&self) -> &Answer {
        match self {
            Self::Answer(answer) | Self::Sides { both: answer, .. } => answer,
            Self::Series(series) => &series.answer,
            Self::Comparison(comparison) => &comparison.answer,
            Self::Check(check) => &check.answer,
            Self::Events { timeline, .. } => &timeline.answer,
        }
    }

    /// The same under another identifier.
    pub fn renamed(mut self, id: impl FnOnce(&Answer) -> String) -> Self {
        let answer = match &mut self {
            Self::Answer(answer) | Self::Sides { both: answer, .. } => answer,
            Self::Series(series) => &mut series.answer,
            Self::Comparison(comparison) => &mut comparison.answer,
            Self::Check(check) => &mut check.answer,
            Self::Events { timeline, .. } => &mut timeline.answer,
        };
        answer.id = id(answer);
        self
    }

    /// What the library could not answer, in its own words.
    pub fn unanswered(&self) -> Vec<&str> {
        let missing = |answer: &'_ &Answer| answer.status == Status::NotFound;
        match self {
            Self::Answer(answer) => {
                Some(answer).filter(missing).map(|answer| answer.question.as_str()).into_iter().collect()
            }
            Self::Sides { sides, .. } => {
                sides.iter().filter(missing).map(|answer| answer.question.as_str()).collect()
            }
            Self::Series(_) | Self::Comparison(_) | Self::Check(_) | Self::Events { .. } => Vec::new(),
        }
    }

    /// What it says, in a line or two.
    pub fn headline(&self, language: Language) -> String {
        match self {
            Self::Answer(answer) => render::headline(answer, language),
            Self::Series(told) => render::newest(told, language),
            Self::Comparison(comparison) => {
                render::in_lines(&render::desk::comparison_lines(comparison, language))
            }
            Self::Sides { sides, .. } => {
                let [one, other] = sides.as_ref();
                [one, other].map(|side| render::headline(side, language)).join("\n")
            }
            Self::Check(check) => {
                let parts = render::desk::check_parts(check, language);
                render::in_lines(&parts.into_iter().map(|part| part.heading).collect::<Vec<_>>())
            }
            Self::Events { timeline, .. } => render::in_lines(&render::desk::event_lines(timeline)),
        }
    }

    /// One page of what is said; the last one when there are not so many.
    pub fn page(&self, number: usize, language: Language) -> Page {
        let whole = |message| Page { message, number: 0, pages: 1 };
        match self {
            Self::Answer(answer) => render::answer_page(answer, number, language),
            Self::Series(told) => whole(render::over_time(told, language)),
            Self::Comparison(comparison) => whole(render::compared(comparison, language)),
            Self::Sides { both, sides } => {
                let [one, other] = sides.as_ref();
                whole(render::side_by_side([one, other], both, language))
            }
            Self::Check(check) => render::checked(check, number, language),
            Self::Events { timeline, filter } => render::events(timeline, filter, number, language),
        }
    }

    /// What goes with it: a chart and tables.
    pub fn files(&self, language: Language) -> Vec<File> {
        match self {
            Self::Answer(answer) => figures(answer).into_iter().collect(),
            Self::Series(told) => charted(told, language),
            Self::Comparison(_) | Self::Sides { .. } | Self::Check(_) | Self::Events { .. } => Vec::new(),
        }
    }
}

/// All figures for a spreadsheet, where the message shows a part of them.
fn figures(answer: &Answer) -> Option<File> {
    if !render::has_more_figures(answer) {
        return None;
    }
    let table = series::figures_csv(answer).inspect_err(|error| {
        tracing::error!(answer = answer.id, %error, "a table could not be written");
    });
    Some(File::table("figures.csv", &table.ok()?))
}

fn charted(told: &Series, language: Language) -> Vec<File> {
    let mut files = Vec::new();
    match chart::chart(told, language) {
        Ok(bytes) => {
            let description = series::alt(told, language);
            files.push(File { name: "series.png".to_owned(), bytes, description });
        }
        // The figures stand in the message and the table all the same.
        Err(error) => tracing::error!(answer = told.answer.id, %error, "a chart could not be drawn"),
    }
    match series::csv(told) {
        Ok(table) => files.push(File::table("series.csv", &table)),
        Err(error) => tracing::error!(answer = told.answer.id, %error, "a table could not be written"),
    }
    files
}
