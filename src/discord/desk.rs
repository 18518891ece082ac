//! Where questions are answered and remembered: the engine and the state, without a network.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use super::caller::Caller;
use super::library::Answers;
use super::reply::{self, Reply};
use crate::answer::{Answer, Status};
use crate::health::{Health, Outcome};
use crate::question::Ask;
use crate::render;
use crate::state::{Asked, Kept, State, StateError};
use crate::text::Language;

/// How long a conversation goes on, in seconds, and how many questions of it are remembered.
const REMEMBERED_SECONDS: i64 = 15 * 60;
const REMEMBERED: u32 = 4;

/// What commands and presses work with.
#[derive(Clone)]
pub struct Desk {
    /// What answers here: the whole library, or the part that a channel may see.
    pub answers: Arc<dyn Answers>,
    /// The tags of that part; none for the whole.
    pub tags: Vec<String>,
    pub state: Arc<State>,
    /// Where questions are counted.
    pub health: Arc<Health>,
}

impl Desk {
    /// The desk as far as somebody may see where they are.
    pub(super) fn seen_by(&self, caller: &Caller) -> Self {
        let tags = caller.tags().to_vec();
        let answers = if tags.is_empty() { Arc::clone(&self.answers) } else { self.answers.part(&tags) };
        Self { answers, tags, ..self.clone() }
    }

    /// Whether what was told within these tags may be told here.
    pub(super) fn may_tell(&self, told: &[String]) -> bool {
        let is_seen = |tag: &String| self.tags.contains(tag);
        self.tags.is_empty() || (!told.is_empty() && told.iter().all(is_seen))
    }

    /// The questions that a person asked in a channel a while ago, oldest first.
    pub(super) fn conversation(&self, caller: &Caller) -> Vec<String> {
        let since = now() - REMEMBERED_SECONDS;
        let last = self.state.last_questions((caller.person, caller.channel), since, REMEMBERED);
        last.unwrap_or_else(|error| {
            tracing::error!(
                error = chain(&error),
                "the conversation could not be read; the question stands alone"
            );
            Vec::new()
        })
    }

    /// Answers and keeps the answer.
    pub(super) fn ask(&self, question: &str, context: Vec<String>, language: Language) -> Answer {
        let ask = Ask { question: question.to_owned(), context, ..Ask::default() };
        let asked = Instant::now();
        let answer = self.answers.ask(&ask);
        self.health.answered(outcome(answer.status), asked.elapsed());
        log(&answer);
        let kept = Kept {
            id: answer.id.clone(),
            question: ask.question,
            context: ask.context,
            tags: self.tags.clone(),
            shown: render::headline(&answer, language),
            generation: answer.library.generation,
            at: now(),
        };
        if answer.status != Status::Error {
            note(self.state.keep(&kept));
        }
        if answer.status == Status::NotFound {
            note(self.state.note_unanswered(&kept.question, kept.at));
        }
        answer
    }

    /// Takes note of who asked for an answer; one that failed is not kept.
    pub(super) fn note_asked(&self, answer: &Answer, caller: &Caller) {
        if answer.status != Status::Error {
            let (person, channel) = (caller.person, caller.channel);
            note(
                self.state.note_asked(&answer.id, &Asked { person, channel, at: now(), ..Asked::default() }),
            );
        }
    }

    /// Answers a question of a conversation, keeps it and says it.
    pub(super) fn converse(
        &self,
        question: &str,
        context: Vec<String>,
        caller: &Caller,
        private: bool,
    ) -> Reply {
        let language = caller.language_for(question);
        let answer = self.ask(question, context, language);
        self.note_asked(&answer, caller);
        reply::answered(&answer, language, private)
    }

    /// An answer that was given, and the same question answered now.
    pub(super) fn again(&self, id: &str) -> Option<(Kept, Answer)> {
        let kept = self.state.answer(id).unwrap_or_else(|error| {
            tracing::error!(error = chain(&error), answer = id, "a kept answer could not be read");
            None
        })?;
        let ask = Ask { question: kept.question.clone(), context: kept.context.clone(), ..Ask::default() };
        let answer = self.answers.ask(&ask);
        log(&answer);
        // Controls under it go on naming the answer that was kept.
        let answer = Answer { id: kept.id.clone(), ..answer };
        Some((kept, answer))
    }
}

fn outcome(status: Status) -> Outcome {
    match status {
        Status::Answered => Outcome::Answered,
        Status::NotFound => Outcome::NotFound,
        Status::Unclear => Outcome::Unclear,
        Status::Error => Outcome::Failed,
    }
}

fn log(answer: &Answer) {
    let (id, micros) = (&answer.id, answer.elapsed_us);
    match answer.status {
        Status::Error => tracing::error!(answer = id, micros, reason = answer.reason, "an answer failed"),
        status => tracing::info!(answer = id, micros, ?status, "answered"),
    }
}

/// An answer goes out whether or not it could be remembered.
pub(super) fn note(written: Result<(), StateError>) {
    if let Err(error) = written {
        tracing::error!(error = chain(&error), "something could not be remembered");
    }
}

/// What is said when what is remembered cannot be used; the log has its identifier.
pub(super) fn failed(error: &StateError, caller: &Caller) -> Reply {
    let id = error_id(caller.person ^ now().cast_unsigned());
    tracing::error!(id, error = chain(error), "a command failed inside");
    render::apology(&id, caller.language.unwrap_or_default()).into()
}

/// Seven characters that name a failure in the chat and in the log.
pub(super) fn error_id(question: u64) -> String {
    let hash = blake3::hash(&question.to_le_bytes()).to_hex();
    hash.chars().take(7).collect::<String>().to_ascii_uppercase()
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    Timestamp::now().as_second()
}

/// An error with its causes in one line.
pub(super) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
