//! `/figure`: one figure by its slots, each offered from what the library holds while somebody types; free words are
//! taken too.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandOptionType};

use super::describe::Description;
use super::{Filled, Plan};
use crate::answer::Slots;
use crate::discord::caller::Caller;
use crate::discord::desk::{Desk, Wanted};
use crate::discord::reply::Reply;

/// What Discord calls the command.
pub const NAME: &str = "figure";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS
        .command(NAME)
        .add_option(WORDS.slot("entity").required(true))
        .add_option(WORDS.slot("metric").required(true))
        .add_option(WORDS.slot("period"))
        .add_option(WORDS.option(CommandOptionType::Boolean, "private"))
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let filled = Filled(&data.options);
    let (slots, private) = (slots(filled), filled.is_private(caller));
    let caller = caller.clone();
    Plan::say(private, move |desk| run(desk, &caller, &slots, private))
}

/// What is filled in so far.
pub(super) fn slots(filled: Filled<'_>) -> Slots {
    Slots { entity: filled.text("entity"), metric: filled.text("metric"), period: filled.text("period") }
}

/// Answers as the question that the slots stand for; what was asked before does not matter.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, slots: &Slots, private: bool) -> Reply {
    desk.converse(Wanted::question(&slots.question()), caller, private)
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/figure.toml")));
