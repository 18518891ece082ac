//! `/privacy`: what is kept of a person, and a button that deletes it.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::CommandData;

use super::Plan;
use super::describe::Description;
use crate::discord::caller::Caller;
use crate::discord::components::{Button, Row};
use crate::discord::desk::{Desk, failed};
use crate::discord::press::Press;
use crate::discord::reply::Reply;
use crate::discord::words::{Words, filled};

/// What Discord calls the command.
pub const NAME: &str = "privacy";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS.command(NAME)
}

pub(super) fn plan(_data: &CommandData, caller: &Caller) -> Plan {
    let caller = caller.clone();
    Plan::say(true, move |desk| run(desk, &caller))
}

/// How much is kept, for that person alone.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller) -> Reply {
    let words = Words::of(caller.language.unwrap_or_default());
    let held = match desk.state.held(caller.person) {
        Ok(held) => held,
        Err(error) => return failed(&error, caller),
    };
    let counts = [held.questions, held.verdicts, held.reports, held.checks].map(|count| count.to_string());
    let mut reply = Reply::words(&filled(&words.kept, &counts.each_ref().map(String::as_str)));
    reply.rows = vec![Row::Buttons(vec![Button::new(&Press::Forget, &words.forget)])];
    reply
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/privacy.toml")));
