//! The Discord bot: questions come in over the gateway, rendered answers go out over HTTP.
//!
//! [`run`] connects, answers commands, mentions and direct messages, and returns when it is told to stop. The rule:
//! nothing here decides what is said; a command's `run` turns plain input into a rendered message without a network,
//! and every request that goes out pings nobody.
//!
//! ```
//! let commands = footnote::discord::commands::registration();
//! assert_eq!(commands[0]["name"], "ask");
//! ```

mod addressed;
mod awake;
mod bodies;
pub mod commands;
mod connection;
mod gateway;
mod handler;
mod replies;
mod seen;
mod settings;
mod wire;

use crate::answer::{Answer, Engine};
use crate::question::Ask;

pub use gateway::{DiscordError, run};
pub use settings::DiscordSettings;

/// What answers questions: the engine, or a stand-in of the tests.
pub trait Answers: Send + Sync + 'static {
    /// Answers one question; may take its time, never fails.
    fn ask(&self, ask: &Ask) -> Answer;
}

impl Answers for Engine {
    /// From the newest generation: reports are indexed by another process while the bot runs.
    fn ask(&self, ask: &Ask) -> Answer {
        if let Err(error) = self.refresh() {
            tracing::warn!(%error, "answering from the generation in use");
        }
        Self::ask(self, ask)
    }
}
