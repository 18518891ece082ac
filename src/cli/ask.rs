//! `footnote ask`: one question, or a batch of them.

use std::path::Path;

use serde_json::Value;

use super::arguments::{AskArguments, Format};
use super::batch;
use super::library::Library;
use super::members::Members;
use super::places::Places;
use super::run::Outcome;
use super::{explain, streams};
use crate::answer::{Answer, Status};
use crate::question::Ask;
use crate::render::{json, plain};

/// Answers what was asked on standard output.
///
/// # Errors
/// When there is nothing to answer from, or input or output fail.
pub(super) fn run(typed: &AskArguments, places: &Places) -> anyhow::Result<Outcome> {
    let library = Library::open(places)?;
    if let Some(file) = &typed.batch {
        return run_batch(file, &library, typed.explain);
    }
    let ask = Ask { question: typed.question.join(" "), ..Ask::default() };
    let answer = answered(&library, &ask, typed.explain);
    streams::print(&match typed.format.format {
        Format::Text => plain::reply(&answer, streams::paint()),
        Format::Json => json::answer(&Value::Null, &answer),
    })?;
    Ok(outcome(&answer))
}

fn run_batch(file: &Path, library: &Library, explains: bool) -> anyhow::Result<Outcome> {
    batch::run(file, question, |id, asked| match asked {
        Ok(ask) => json::answer(id, &answered(library, &ask, explains)),
        Err(problem) => json::failed_answer(id, &problem),
    })?;
    Ok(Outcome::Done)
}

fn answered(library: &Library, ask: &Ask, explains: bool) -> Answer {
    let answer = library.ask(ask);
    if explains {
        streams::remark(&explain::reading(&library.read(ask), &answer, &library.trace(ask)));
    }
    answer
}

fn question(members: &Members) -> Result<Ask, String> {
    Ok(Ask {
        question: members.words("question")?,
        context: members.texts("context")?,
        documents: members.texts("documents")?,
        as_of: members.date("as_of")?,
    })
}

fn outcome(answer: &Answer) -> Outcome {
    match answer.status {
        Status::Answered => Outcome::Done,
        Status::NotFound | Status::Unclear => Outcome::NothingFound,
        Status::Error => Outcome::Failed,
    }
}
