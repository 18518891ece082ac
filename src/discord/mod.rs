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
mod caller;
mod calls;
pub mod commands;
mod components;
mod connection;
mod delivery;
mod desk;
mod gateway;
mod handler;
mod lacking;
mod library;
mod limits;
mod messages;
mod owners;
mod parents;
mod pending;
mod post;
mod posted;
mod press;
mod presses;
mod refusals;
mod replies;
mod reply;
mod seen;
mod settings;
mod told;
mod watched;
mod wire;
mod words;

pub use caller::Caller;
pub use components::{Button, Menu, Modal, Row};
pub use desk::Desk;
pub use gateway::{DiscordError, run};
pub use library::{Answers, Excerpt};
pub use limits::Limits;
pub use reply::{File, Reply};
pub use settings::DiscordSettings;
