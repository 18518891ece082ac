//! What the gateway tells, handed to those who act on it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serenity::all::{Context, EventHandler, Interaction, Message, RawEventHandler, Ready, ResumedEvent};
use serenity::http::{LightMethod, Route};
use serenity::model::event::{Event, MessageUpdateEvent};
use serenity::model::id::{ApplicationId, ChannelId, GuildId, MessageId, ShardId, UserId};
use tokio::sync::RwLock;

use super::messages::Heard;
use super::replies::Replies;
use super::seen::Seen;
use super::wire::Wire;
use super::{addressed, calls, commands, messages};
use crate::health::Health;

/// The bot between gateway and replies; outlives a connection.
pub(super) struct Bot {
    replies: Replies,
    wire: Wire,
    seen: Seen,
    /// Known before the first event comes; 0 until then.
    user: AtomicU64,
    registered: AtomicBool,
    /// Held for reading by every question on its way, for writing by a stop that waits for them.
    pub running: RwLock<()>,
    connected: AtomicBool,
}

impl Bot {
    pub fn new(replies: Replies, wire: Wire) -> Self {
        Self {
            replies,
            wire,
            seen: Seen::default(),
            user: AtomicU64::new(0),
            registered: AtomicBool::new(false),
            running: RwLock::new(()),
            connected: AtomicBool::new(false),
        }
    }

    pub fn is_known(&self) -> bool {
        self.user.load(Ordering::Acquire) != 0
    }

    /// Takes note of the user that Discord knows the bot by.
    pub fn know(&self, user: UserId) {
        self.user.store(user.get(), Ordering::Release);
    }

    /// Registers the commands the first time; overwriting them all, so that any number of times gives the same.
    async fn register(&self, application: ApplicationId) {
        if self.registered.swap(true, Ordering::AcqRel) {
            return;
        }
        let route = Route::Commands { application_id: application };
        match self.wire.send(LightMethod::Put, route, Some(&commands::registration().into())).await {
            Ok(_) => tracing::info!("commands registered"),
            Err(error) => {
                self.registered.store(false, Ordering::Release);
                tracing::error!(%error, "commands could not be registered; tried again at the next connection");
            }
        }
    }

    pub fn health(&self) -> &Health {
        self.replies.health()
    }

    /// A shard has a session, its first or another.
    fn is_connected(&self, shard: ShardId) {
        self.connected.store(true, Ordering::Release);
        self.health().connected(shard.get());
    }

    /// Whether a session was begun since the last time that this was asked.
    pub fn was_connected(&self) -> bool {
        self.connected.swap(false, Ordering::AcqRel)
    }

    fn user(&self) -> Option<UserId> {
        std::num::NonZeroU64::new(self.user.load(Ordering::Acquire)).map(UserId::from)
    }

    async fn answer_message(&self, message: &Message) {
        let Some(question) = self.user().and_then(|bot| addressed::question(message, bot)) else { return };
        if self.seen.is_new(message.id.get()) {
            let _waiting = self.health().waiting();
            messages::answer(&self.replies, message.into(), question).await;
        }
    }

    async fn answer_edit(&self, event: MessageUpdateEvent) {
        let Some(bot) = self.user() else { return };
        let Some(question) = addressed::edited(&event, bot) else { return };
        let _waiting = self.health().waiting();
        let heard = Heard::late(&event).filter(|_| addressed::is_late(&event, bot));
        match heard.filter(|_| !messages::is_answered(&self.replies, event.id)) {
            Some(heard) if self.seen.is_new(event.id.get()) => {
                messages::answer(&self.replies, heard, question).await;
            }
            _ => messages::edited(&self.replies, event, question).await,
        }
    }

    async fn answer_interaction(&self, interaction: &Interaction) {
        if !self.seen.is_new(interaction.id().get()) {
            return;
        }
        if let Interaction::Autocomplete(command) = interaction {
            return calls::complete(&self.replies, command).await;
        }
        let _waiting = self.health().waiting();
        match interaction {
            Interaction::Command(command) => calls::command(&self.replies, command).await,
            Interaction::Component(component) => calls::press(&self.replies, component).await,
            Interaction::Modal(modal) => calls::form(&self.replies, modal).await,
            _ => {}
        }
    }
}

/// Serenity's view of a [`Bot`].
pub(super) struct Handler(pub Arc<Bot>);

#[serenity::async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, ready: Ready) {
        self.0.know(ready.user.id);
        self.0.is_connected(context.shard_id);
        tracing::info!(bot = ready.user.name, servers = ready.guilds.len(), "connected to Discord");
        self.0.register(ready.application.id).await;
    }

    async fn resume(&self, context: Context, _resumed: ResumedEvent) {
        self.0.is_connected(context.shard_id);
        tracing::info!("connection to Discord resumed");
    }

    async fn message(&self, _context: Context, message: Message) {
        if let Ok(_running) = self.0.running.try_read() {
            self.0.answer_message(&message).await;
        }
    }

    async fn message_update(
        &self,
        _context: Context,
        _old: Option<Message>,
        _new: Option<Message>,
        event: MessageUpdateEvent,
    ) {
        if let Ok(_running) = self.0.running.try_read() {
            self.0.answer_edit(event).await;
        }
    }

    async fn message_delete(
        &self,
        _context: Context,
        _channel: ChannelId,
        message: MessageId,
        _server: Option<GuildId>,
    ) {
        if let Ok(_running) = self.0.running.try_read() {
            messages::deleted(&self.0.replies, message).await;
        }
    }

    async fn message_delete_bulk(
        &self,
        _context: Context,
        _channel: ChannelId,
        deleted: Vec<MessageId>,
        _server: Option<GuildId>,
    ) {
        if let Ok(_running) = self.0.running.try_read() {
            for message in deleted {
                messages::deleted(&self.0.replies, message).await;
            }
        }
    }

    async fn interaction_create(&self, _context: Context, interaction: Interaction) {
        if let Ok(_running) = self.0.running.try_read() {
            self.0.answer_interaction(&interaction).await;
        }
    }
}

#[serenity::async_trait]
impl RawEventHandler for Handler {
    /// Serenity drops an event it cannot read without a word; one that could be a question is worth a warning.
    async fn raw_event(&self, _context: Context, event: Event) {
        if let Event::Unknown(unknown) = event {
            tracing::warn!(kind = unknown.kind, "an event could not be read and is passed over");
        }
    }
}
