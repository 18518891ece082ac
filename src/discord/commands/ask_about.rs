//! "Ask about this": a message's words as the beginning of a question.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandType};

use super::Plan;
use super::describe::Description;
use crate::discord::caller::Caller;
use crate::discord::post::Post;
use crate::discord::press::Press;
use crate::discord::presses;
use crate::discord::reply::Reply;
use crate::discord::words::Words;

/// What Discord shows in the menu of a message.
pub const NAME: &str = "Ask about this";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS.command(NAME).kind(CommandType::Message)
}

/// A form with the message's words in it, to be cut down to a question.
pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let words = data.resolved.messages.values().next().map(|message| Post::of(message).words);
    let words = words.unwrap_or_default();
    if words.is_empty() {
        let caller = caller.clone();
        return Plan::say(true, move |_| {
            Reply::words(&Words::of(caller.language.unwrap_or_default()).empty_message)
        });
    }
    Plan::Modal(presses::ask_modal(&Press::Ask, caller).with(&words))
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/ask_about.toml")));
