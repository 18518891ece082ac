//! "Check figures": what the library says to each number of somebody's message, told to who asks alone.
//!
//! The rule: a number is supported, contradicted, of another period or not in the library; it is never called false. The
//! message is not kept.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandType};

use super::Plan;
use super::describe::Description;
use crate::discord::caller::Caller;
use crate::discord::desk::Desk;
use crate::discord::reply::Reply;
use crate::discord::words::Words;
use crate::render;

/// What Discord shows in the menu of a message.
pub const NAME: &str = "Check figures";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS.command(NAME).kind(CommandType::Message)
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let mut messages = data.resolved.messages.values();
    let post = messages.next().map(|message| message.content.clone()).unwrap_or_default();
    let caller = caller.clone();
    Plan::say(true, move |desk| run(desk, &caller, &post))
}

/// What the library says to a post.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, post: &str) -> Reply {
    let words = Words::of(caller.language.unwrap_or_default());
    if post.trim().is_empty() {
        return Reply::words(&words.empty_message);
    }
    match desk.answers.check(post) {
        Some(check) => render::checked(&check, caller.language_for(post)).into(),
        None => Reply::words(&words.unknown),
    }
}

static WORDS: LazyLock<Description> = LazyLock::new(|| Description::read(include_str!("../data/check.toml")));
