//! Interactions answered over the network: at once when that is quick, with a promise first when it is not.
//!
//! The rule: an interaction is acknowledged well within Discord's three seconds, and nobody is left without a word: a
//! failure inside gets an apology with an identifier that is in the log.

use std::time::{Duration, Instant};

use serenity::http::{LightMethod, Route};
use serenity::model::channel::PartialChannel;
use serenity::model::id::{ChannelId, InteractionId};
use tokio::task::{JoinError, JoinHandle};

use super::bodies::{self, Body};
use super::caller::Caller;
use super::calls::Call;
use super::commands::Run;
use super::components::Modal;
use super::desk::{Desk, chain, error_id, now};
use super::lacking::Lacks;
use super::limits::{Counters, Reached};
use super::parents::{self, Parents};
use super::pending::Pending;
use super::posted::Posted;
use super::presses::Way;
use super::refusals::Refusals;
use super::reply::Reply;
use super::wire::{ALREADY_ACKNOWLEDGED, Wire, WireError};
use super::words::{Words, filled};
use crate::health::Health;
use crate::render;
use crate::state::State;
use crate::text::Language;

/// How long an answer may take before the asker is told to wait. Discord gives up after 3 s.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Why it is not known what somebody may see where they are.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unplaced {
    #[error("the settings of the server could not be read")]
    Settings,
    #[error(transparent)]
    Wire(#[from] WireError),
}

/// What replies need: who answers, how much may be asked, and the way out.
pub(super) struct Replies {
    /// Over the whole library; what answers somebody is [`Desk::seen_by`] them.
    desk: Desk,
    counters: Counters,
    parents: Parents,
    pub pending: Pending,
    pub lacks: Lacks,
    pub refusals: Refusals,
    pub posted: Posted,
    pub wire: Wire,
}

impl Replies {
    pub fn new(desk: Desk, counters: Counters, wire: Wire) -> Self {
        let (parents, pending, lacks) = (Parents::default(), Pending::default(), Lacks::default());
        let (refusals, posted) = (Refusals::default(), Posted::default());
        Self { desk, counters, parents, pending, lacks, refusals, posted, wire }
    }

    pub fn state(&self) -> &State {
        &self.desk.state
    }

    pub fn health(&self) -> &Health {
        &self.desk.health
    }

    /// What answers somebody where they are.
    pub fn desk_for(&self, caller: &Caller) -> Desk {
        self.desk.seen_by(caller)
    }

    /// Tells a caller which channel they are in a thread of, where that decides what they may see. `told` is the channel
    /// as far as an interaction tells it.
    ///
    /// # Errors
    /// When it decides and Discord does not say, or what holds could not be read; nothing of the library may be told
    /// then.
    pub async fn place(&self, mut caller: Caller, told: Option<&PartialChannel>) -> Result<Caller, Unplaced> {
        if caller.is_unread {
            return Err(Unplaced::Settings);
        }
        if caller.depends_on_channel() {
            caller.parent = match told {
                Some(channel) => parents::told(channel),
                None => self.parents.of(caller.channel, &self.wire).await?,
            };
        }
        Ok(caller)
    }

    /// Whether a channel is a thread, as far as Discord says.
    pub async fn is_thread(&self, channel: ChannelId) -> bool {
        self.parents.of(channel.get(), &self.wire).await.is_ok_and(|parent| parent.is_some())
    }

    /// Takes note of the channel that a new thread is in.
    pub fn note_thread(&self, thread: ChannelId, channel: ChannelId) {
        self.parents.note(thread.get(), Some(channel.get()));
    }

    /// The reply of finished work; an apology when it broke.
    pub fn finished(&self, done: Result<Reply, JoinError>, id: &str, language: Language) -> Reply {
        done.unwrap_or_else(|error| {
            tracing::error!(id, %error, "a question failed inside");
            self.desk.health.broke();
            render::apology(id, language).into()
        })
    }

    /// Works apart from the network.
    fn begin(&self, caller: &Caller, run: Run) -> JoinHandle<Reply> {
        let desk = self.desk_for(caller);
        tokio::task::spawn_blocking(move || run(&desk))
    }

    /// Whether it is one question too many.
    pub fn too_much(&self, person: u64, server: Option<u64>, language: Language) -> Option<Reply> {
        let reached = self.counters.count(person, server, Instant::now()).err()?;
        let words = Words::of(language);
        let (phrase, wait) = match reached {
            Reached::Person(wait) => (&words.limit_person, wait),
            Reached::Server(wait) => (&words.limit_server, wait),
        };
        tracing::info!(person, server, ?reached, "one question too many");
        self.desk.health.refused();
        let at = now() + i64::try_from(wait.as_secs()).unwrap_or_default() + 1;
        Some(Reply::words(&filled(phrase, &[&format!("<t:{at}:R>")])))
    }

    /// Says when to come back to who asks too much.
    pub async fn is_too_much(&self, call: &Call) -> bool {
        let (caller, language) = (&call.caller, call.caller.language.unwrap_or_default());
        let Some(reply) = self.too_much(caller.person, caller.server, language) else { return false };
        self.say(call, Way::Say { private: true }, Box::new(move |_| reply)).await;
        true
    }

    /// Shows a form.
    pub async fn show(&self, call: &Call, modal: &Modal) {
        let modal = if call.is_guest { modal.clone().of_a_guest() } else { modal.clone() };
        if let Err(error) = self.respond(call, &bodies::modal(&modal)).await {
            log_failure(&error, call.channel, &error_id(call.id.get()));
        }
    }

    /// Shows names to choose from; one that comes too late is of no interest any more.
    pub async fn offer(&self, interaction_id: InteractionId, token: &str, offered: &[String]) {
        let route = Route::InteractionResponse { interaction_id, token };
        if let Err(error) = self.wire.send(LightMethod::Post, route, Some(&bodies::choices(offered))).await {
            tracing::debug!(%interaction_id, error = chain(&error), "names could not be offered");
        }
    }

    /// Answers with what `run` says, in its way.
    pub async fn say(&self, call: &Call, way: Way, run: Run) {
        let id = error_id(call.id.get());
        let language = call.caller.language.unwrap_or_default();
        let mut work = self.begin(&call.caller, run);
        let sent = match tokio::time::timeout(PATIENCE, &mut work).await {
            Ok(done) => self.answer(call, &way, &self.finished(done, &id, language)).await,
            Err(_) => self.promise(call, &way, work, &id).await,
        };
        if let Err(error) = sent {
            log_failure(&error, call.channel, &id);
            if error.is_refusal() {
                self.apologise(call, &way, &id).await;
            }
        }
    }

    /// Says that Discord took no answer, wherever it takes that.
    async fn apologise(&self, call: &Call, way: &Way, id: &str) {
        let apology = render::apology(id, call.caller.language.unwrap_or_default()).into();
        let said = match self.respond(call, &bodies::response(&apology, true)).await {
            Err(WireError::Refused { code: ALREADY_ACKNOWLEDGED, .. }) => {
                let (application_id, token) = (call.application, call.token.as_str());
                match way {
                    // The message that was pressed stays.
                    Way::Update | Way::Modal(_) => {
                        let route = Route::WebhookFollowupMessages { application_id, token };
                        let body = bodies::private(&apology);
                        self.wire.send(LightMethod::Post, route, Some(&body)).await.map(drop)
                    }
                    Way::Say { .. } => {
                        let route = Route::WebhookOriginalInteractionResponse { application_id, token };
                        self.wire
                            .send(LightMethod::Patch, route, Some(&bodies::edit(&apology)))
                            .await
                            .map(drop)
                    }
                }
            }
            said => said,
        };
        if let Err(error) = said {
            log_failure(&error, call.channel, id);
        }
    }

    async fn answer(&self, call: &Call, way: &Way, reply: &Reply) -> Result<(), WireError> {
        let body = |reply: &Reply| match way {
            Way::Update => bodies::update(reply),
            Way::Say { private } => bodies::response(reply, *private),
            Way::Modal(modal) => bodies::modal(modal),
        };
        let route = Route::InteractionResponse { interaction_id: call.id, token: &call.token };
        self.deliver(call, (LightMethod::Post, route), reply, body).await
    }

    /// Without its files, and with a word on that, where the bot may not attach any.
    async fn deliver(
        &self,
        call: &Call,
        (method, route): (LightMethod, Route<'_>),
        reply: &Reply,
        body: impl Fn(&Reply) -> Body,
    ) -> Result<(), WireError> {
        match self.wire.send(method, route, Some(&body(reply))).await {
            Err(WireError::Refused { code: MISSING_PERMISSIONS, .. }) if !reply.files.is_empty() => {
                let channel = call.channel;
                tracing::warn!(%channel, "files were left out: the bot needs Attach Files in this channel");
                let bare = reply.without_files(call.caller.language.unwrap_or_default());
                self.wire.send(method, route, Some(&body(&bare))).await.map(drop)
            }
            sent => sent.map(drop),
        }
    }

    async fn promise(
        &self,
        call: &Call,
        way: &Way,
        work: JoinHandle<Reply>,
        id: &str,
    ) -> Result<(), WireError> {
        let promise = match way {
            Way::Say { private } => bodies::deferral(*private),
            Way::Update | Way::Modal(_) => bodies::acknowledgement(),
        };
        self.respond(call, &promise).await?;
        let reply = self.finished(work.await, id, call.caller.language.unwrap_or_default());
        let route = Route::WebhookOriginalInteractionResponse {
            application_id: call.application,
            token: &call.token,
        };
        let body = |reply: &Reply| match way {
            Way::Update => bodies::late_update(reply),
            Way::Say { .. } | Way::Modal(_) => bodies::edit(reply),
        };
        self.deliver(call, (LightMethod::Patch, route), &reply, body).await
    }

    async fn respond(&self, call: &Call, body: &Body) -> Result<(), WireError> {
        let route = Route::InteractionResponse { interaction_id: call.id, token: &call.token };
        self.wire.send(LightMethod::Post, route, Some(body)).await.map(drop)
    }
}

/// Discord's codes for what the bot may not do.
pub(super) const MISSING_ACCESS: i64 = 50_001;
pub(super) const MISSING_PERMISSIONS: i64 = 50_013;
/// A message cannot be replied to without the right to read it.
pub(super) const MISSING_HISTORY: i64 = 160_002;
/// There are no threads in a channel of this kind.
pub(super) const NO_THREADS: i64 = 50_024;
/// A message has one thread at most.
pub(super) const THREAD_EXISTS: i64 = 160_004;
/// Discord's code for a message that is gone.
pub(super) const UNKNOWN_MESSAGE: i64 = 10_008;

impl Unplaced {
    pub fn log(&self, channel: ChannelId, id: &str) {
        match self {
            Self::Settings => tracing::error!(%channel, id, error = chain(self), "a reply was not sent"),
            Self::Wire(error) => log_failure(error, channel, id),
        }
    }
}

pub(super) fn log_failure(error: &WireError, channel: ChannelId, id: &str) {
    match error {
        WireError::Refused { code: MISSING_ACCESS, .. } => {
            tracing::warn!(%channel, id, "a reply was not sent: the bot needs View Channel in this channel");
        }
        WireError::Refused { code: MISSING_PERMISSIONS, .. } => tracing::warn!(
            %channel,
            id,
            "a reply was not sent: the bot needs Send Messages and Embed Links in this channel, in a thread Send Messages in Threads"
        ),
        other => tracing::error!(%channel, id, error = chain(other), "a reply was not sent"),
    }
}
