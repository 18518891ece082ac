//! Questions in, replies out: answers at once when that is quick, promises first when it is not.
//!
//! The rule: an interaction is acknowledged well within Discord's three seconds, and nobody is left without a word: a
//! failure inside gets an apology with an identifier that is in the log.

use std::sync::Arc;
use std::time::Duration;

use serenity::http::{LightMethod, Route};
use serenity::model::application::CommandInteraction;
use serenity::model::channel::Message as Asked;
use serenity::model::id::{ChannelId, InteractionId};
use tokio::task::JoinHandle;

use super::Answers;
use super::bodies;
use super::commands::ask::{self, Input};
use super::wire::{Wire, WireError};
use crate::render::{self, Message};
use crate::text::Language;

/// How long an answer may take before the asker is told to wait. Discord gives up after 3 s.
const PATIENCE: Duration = Duration::from_millis(1500);
/// How long an answer may take before the channel shows that the bot is typing.
const SILENCE: Duration = Duration::from_secs(1);

/// What replies need: who answers and the way out.
pub(super) struct Replies {
    answers: Arc<dyn Answers>,
    wire: Wire,
}

impl Replies {
    pub fn new(answers: Arc<dyn Answers>, wire: Wire) -> Self {
        Self { answers, wire }
    }

    /// Answers `/ask`.
    pub async fn to_command(&self, command: &CommandInteraction) {
        let input = ask::input(&command.data.options, &command.locale);
        let mut work = self.begin(&input);
        let id = error_id(command.id.get());
        let sent = match tokio::time::timeout(PATIENCE, &mut work).await {
            Ok(done) => {
                let message = finished(done, &id, &input);
                self.respond(command, &bodies::response(&message, input.private)).await
            }
            Err(_) => self.defer(command, &input, work, &id).await,
        };
        if let Err(error) = sent {
            log_failure(&error, command.channel_id, &id);
        }
    }

    /// Tells the sender of an interaction that this version knows nothing of it.
    pub async fn to_unknown(&self, interaction: InteractionId, token: &str, locale: &str) {
        let message = render::help(Language::from_tag(locale).unwrap_or_default());
        let route = Route::InteractionResponse { interaction_id: interaction, token };
        if let Err(error) =
            self.wire.send(LightMethod::Post, route, Some(&bodies::response(&message, true))).await
        {
            tracing::error!(%interaction, error = chain(&error), "an unknown interaction could not be answered");
        }
    }

    /// Answers a message.
    pub async fn to_message(&self, asked: &Asked, question: String) {
        let input = Input { question, private: false, language: None };
        let mut work = self.begin(&input);
        let id = error_id(asked.id.get());
        let done = match tokio::time::timeout(SILENCE, &mut work).await {
            Ok(done) => done,
            Err(_) => {
                self.show_typing(asked.channel_id).await;
                work.await
            }
        };
        let message = finished(done, &id, &input);
        let body = bodies::reply(&message, asked.channel_id, asked.id);
        let route = Route::ChannelMessages { channel_id: asked.channel_id };
        if let Err(error) = self.wire.send(LightMethod::Post, route, Some(&body)).await {
            log_failure(&error, asked.channel_id, &id);
        }
    }

    /// Works on an answer apart from the network.
    fn begin(&self, input: &Input) -> JoinHandle<Message> {
        let (answers, input) = (Arc::clone(&self.answers), input.clone());
        tokio::task::spawn_blocking(move || ask::run(&*answers, &input))
    }

    async fn respond(&self, command: &CommandInteraction, body: &serde_json::Value) -> Result<(), WireError> {
        let route = Route::InteractionResponse { interaction_id: command.id, token: &command.token };
        self.wire.send(LightMethod::Post, route, Some(body)).await
    }

    async fn defer(
        &self,
        command: &CommandInteraction,
        input: &Input,
        work: JoinHandle<Message>,
        id: &str,
    ) -> Result<(), WireError> {
        self.respond(command, &bodies::deferral(input.private)).await?;
        let message = finished(work.await, id, input);
        let application_id = command.application_id;
        let route = Route::WebhookOriginalInteractionResponse { application_id, token: &command.token };
        self.wire.send(LightMethod::Patch, route, Some(&bodies::edit(&message))).await
    }

    async fn show_typing(&self, channel: ChannelId) {
        let route = Route::ChannelTyping { channel_id: channel };
        if let Err(error) = self.wire.send(LightMethod::Post, route, None).await {
            tracing::debug!(%channel, error = chain(&error), "typing could not be shown");
        }
    }
}

/// The message of finished work; an apology when it broke.
fn finished(done: Result<Message, tokio::task::JoinError>, id: &str, input: &Input) -> Message {
    done.unwrap_or_else(|error| {
        tracing::error!(id, %error, question = input.question, "a question failed inside");
        render::apology(id, input.language.unwrap_or_else(|| Language::of(&input.question)))
    })
}

/// Seven characters that name a failure in the chat and in the log.
fn error_id(question: u64) -> String {
    let hash = blake3::hash(&question.to_le_bytes()).to_hex();
    hash.chars().take(7).collect::<String>().to_ascii_uppercase()
}

/// Discord's codes for what the bot may not do.
const MISSING_ACCESS: i64 = 50_001;
const MISSING_PERMISSIONS: i64 = 50_013;

fn log_failure(error: &WireError, channel: ChannelId, id: &str) {
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

/// An error with its causes in one line.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
