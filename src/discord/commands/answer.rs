//! `/answer`: an earlier answer by the six characters under it, then and now.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandOptionType};

use super::describe::Description;
use super::{Filled, Plan};
use crate::discord::caller::Caller;
use crate::discord::desk::Desk;
use crate::discord::presses;
use crate::discord::reply::Reply;

/// What Discord calls the command.
pub const NAME: &str = "answer";

/// The description of the command.
pub fn register() -> CreateCommand {
    let id = WORDS.option(CommandOptionType::String, "id").required(true).min_length(1).max_length(16);
    WORDS.command(NAME).add_option(id)
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let id = Filled(&data.options).text("id");
    let caller = caller.clone();
    Plan::say(true, move |desk| run(desk, &caller, &id))
}

/// The answer then and now, for the asker alone: it can be posted from there.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, id: &str) -> Reply {
    presses::then_and_now(desk, caller, id, true)
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/answer.toml")));
