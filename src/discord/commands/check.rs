//! "Check figures": what the library says to each number of somebody's message, told to who asks alone.
//!
//! The rule: a number is supported, contradicted, of another period or not in the library; it is never called false.

use std::sync::LazyLock;

use jiff::civil::Date;
use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandType};

use super::Plan;
use super::describe::Description;
use crate::discord::caller::Caller;
use crate::discord::desk::{Desk, Wanted};
use crate::discord::post::Post;
use crate::discord::reply::Reply;
use crate::discord::words::Words;
use crate::state::Request;

/// What Discord shows in the menu of a message.
pub const NAME: &str = "Check figures";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS.command(NAME).kind(CommandType::Message)
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let post = data.resolved.messages.values().next().map(Post::of).unwrap_or_default();
    let caller = caller.clone();
    Plan::say(true, move |desk| run(desk, &caller, &post.words, post.day))
}

/// What the library says to a post; its `third quarter` is counted from its own day.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, post: &str, day: Option<Date>) -> Reply {
    if post.trim().is_empty() {
        return Reply::words(&Words::of(caller.language.unwrap_or_default()).empty_post);
    }
    desk.converse(Wanted { request: Request::Post { day }, ..Wanted::question(post) }, caller, true)
}

static WORDS: LazyLock<Description> = LazyLock::new(|| Description::read(include_str!("../data/check.toml")));
