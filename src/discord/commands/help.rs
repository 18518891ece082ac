//! `/help`: what the bot does and how to ask; and what is said to who greets or thanks it.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::CommandData;

use super::Plan;
use super::describe::Description;
use crate::discord::caller::Caller;
use crate::discord::reply::Reply;
use crate::discord::words::Words;
use crate::lexicon::{is_greeting, is_thanks};

/// What Discord calls the command.
pub const NAME: &str = "help";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS.command(NAME)
}

pub(super) fn plan(_data: &CommandData, caller: &Caller) -> Plan {
    let caller = caller.clone();
    Plan::say(true, move |_| run(&caller))
}

/// The help, for the asker alone.
#[must_use]
pub fn run(caller: &Caller) -> Reply {
    Reply::words(&Words::of(caller.language.unwrap_or_default()).help)
}

/// What is said to words that ask nothing of the library, in the caller's language; `None` for a question.
pub(in crate::discord) fn said_to(words: &str, caller: &Caller) -> Option<Reply> {
    if is_thanks(words) {
        return Some(Reply::words(&Words::of(caller.language.unwrap_or_default()).welcome));
    }
    is_greeting(words).then(|| run(caller))
}

static WORDS: LazyLock<Description> = LazyLock::new(|| Description::read(include_str!("../data/help.toml")));
