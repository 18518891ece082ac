//! Where questions are answered and remembered: the engine and the state, without a network.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use super::caller::Caller;
use super::library::Answers;
use super::reply::{self, Reply};
use super::told::Told;
use crate::answer::{Answer, Slots, Status};
use crate::health::{Health, Outcome};
use crate::period::Length;
use crate::question::Ask;
use crate::render;
use crate::state::{Asked, Kept, Request, Side, State, StateError};
use crate::text::Language;

/// How long a conversation goes on, in seconds, and how many questions of it are remembered.
const REMEMBERED_SECONDS: i64 = 15 * 60;
const REMEMBERED: u32 = 4;
/// How many identifiers are tried for an answer. Where a million answers are kept, the first is another's once in a thousand
/// times.
const CLASHES: u32 = 8;

/// What commands and presses work with.
#[derive(Clone)]
pub struct Desk {
    /// What answers here: the whole library, or the part that a channel may see.
    pub answers: Arc<dyn Answers>,
    /// The tags of that part; none for the whole.
    pub tags: Vec<String>,
    /// The tags of the part that is seen in direct messages and by who installed the bot for themselves; none for the
    /// whole.
    pub direct_tags: Arc<[String]>,
    /// The server it answers in; none in a direct message.
    pub server: Option<u64>,
    pub state: Arc<State>,
    /// Where questions are counted.
    pub health: Arc<Health>,
}

impl Desk {
    /// The desk as far as somebody may see where they are.
    pub(super) fn seen_by(&self, caller: &Caller) -> Self {
        let tags = if caller.server.is_some() { caller.tags() } else { &self.direct_tags }.to_vec();
        let answers = if tags.is_empty() { Arc::clone(&self.answers) } else { self.answers.part(&tags) };
        Self { answers, tags, server: caller.server, ..self.clone() }
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
    pub(super) fn ask(&self, wanted: Wanted, language: Language) -> Told {
        let asked = Instant::now();
        let told = self.tell(&wanted);
        let answer = told.answer();
        self.health.answered(outcome(answer.status), asked.elapsed());
        if answer.status == Status::Error {
            return told;
        }
        let Wanted { words, context, request } = wanted;
        let mut kept = Kept {
            id: answer.id.clone(),
            question: words,
            context,
            request,
            tags: self.tags.clone(),
            shown: told.headline(language),
            generation: answer.library.generation,
            at: now(),
        };
        for question in told.unanswered() {
            note(self.state.note_unanswered(question, self.server, kept.at));
        }
        let first = answer.clone();
        for number in 1..=CLASHES {
            match self.state.keep(&kept) {
                Ok(false) => kept.id = first.id_for(&number.to_string()),
                kept => {
                    note(kept.map(drop));
                    break;
                }
            }
        }
        told.renamed(|_| kept.id)
    }

    /// What the library says to a request.
    fn tell(&self, wanted: &Wanted) -> Told {
        let Wanted { words, context, request } = wanted;
        let ask = |question: &str, context: &[String]| {
            self.answers.ask(&Ask {
                question: question.to_owned(),
                context: context.to_vec(),
                ..Ask::default()
            })
        };
        let answer = || Told::Answer(ask(words, context));
        let told = match request {
            Request::Question => answer(),
            Request::Series { entity, metric, by } => {
                let slots = Slots { entity: entity.clone(), metric: metric.clone(), period: String::new() };
                let length = by.as_deref().and_then(length);
                let series = self.answers.series(&slots, length).filter(|series| !series.points.is_empty());
                series.map_or_else(answer, Told::Series)
            }
            Request::Comparison { sides } => {
                let [one, other] = sides.each_ref().map(slots);
                let comparison = self.answers.compare(&one, &other);
                match comparison.filter(|compared| compared.answer.status == Status::Answered) {
                    Some(compared) => Told::Comparison(Box::new(compared)),
                    None => Told::sides(ask(&one.question(), &[]), ask(&other.question(), &[])),
                }
            }
            Request::Post { day } => self.answers.check(words, *day).map_or_else(answer, Told::Check),
            Request::Events { filter } => match self.answers.timeline(filter) {
                Some(timeline) => Told::Events { timeline, filter: filter.clone() },
                None => answer(),
            },
        };
        let told = match request {
            Request::Question => told,
            // The same words asked as a question are another answer.
            other => told.renamed(|answer| answer.id_for(&other.written())),
        };
        log(told.answer());
        told
    }

    /// Takes note of who asked for an answer; one that failed is not kept.
    fn note_asked(&self, answer: &Answer, caller: &Caller) {
        if answer.status != Status::Error {
            let (person, channel) = (caller.person, caller.channel);
            let asked = Asked { person, channel, at: now(), ..Asked::default() };
            note(self.state.note_asked(Some(&answer.id), &asked));
        }
    }

    /// Answers what somebody wants, keeps it and says it.
    pub(super) fn converse(&self, wanted: Wanted, caller: &Caller, private: bool) -> Reply {
        let language = caller.language_for(&wanted.words);
        let told = self.ask(wanted, language);
        self.note_asked(told.answer(), caller);
        reply::told(&told, 0, language, private)
    }

    /// An answer that was given, and the same asked for now.
    pub(super) fn again(&self, id: &str) -> Option<(Kept, Told)> {
        let kept = self.state.answer(id).unwrap_or_else(|error| {
            tracing::error!(error = chain(&error), answer = id, "a kept answer could not be read");
            None
        })?;
        let Kept { question, context, request, .. } = kept.clone();
        // Controls under it go on naming the answer that was kept.
        let told = self.tell(&Wanted { words: question, context, request }).renamed(|_| kept.id.clone());
        Some((kept, told))
    }
}

/// What somebody asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    /// In words that a later question can go on from; of a post, its own.
    pub words: String,
    /// The questions before it, oldest first.
    pub context: Vec<String>,
    pub request: Request,
}

impl Wanted {
    /// A question that stands alone.
    pub fn question(words: &str) -> Self {
        Self::after(words, Vec::new())
    }

    /// A question after others.
    pub fn after(words: &str, context: Vec<String>) -> Self {
        Self { words: words.to_owned(), context, request: Request::Question }
    }
}

fn slots(side: &Side) -> Slots {
    let Side { entity, metric, period } = side.clone();
    Slots { entity, metric, period }
}

/// A length by the name it has in data.
fn length(name: &str) -> Option<Length> {
    serde_json::from_value(name.into()).ok()
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
