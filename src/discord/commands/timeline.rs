//! `/timeline`: dated events of the reports, newest first, by page, for the asker alone.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::CommandData;

use super::describe::Description;
use super::{Filled, Plan};
use crate::discord::caller::Caller;
use crate::discord::desk::{Desk, Wanted};
use crate::discord::reply::{self, Reply};
use crate::state::Request;

/// What Discord calls the command.
pub const NAME: &str = "timeline";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS.command(NAME).add_option(WORDS.filter())
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let filter = Filled(&data.options).filter();
    let caller = caller.clone();
    Plan::say(true, move |desk| run(desk, &caller, &filter))
}

/// The newest of the events that have all words of the filter; of all events where it is empty.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, filter: &str) -> Reply {
    desk.converse(wanted(filter), caller, true)
}

/// A page of them as an earlier version named it, by the filter.
pub(in crate::discord) fn turned(desk: &Desk, caller: &Caller, filter: &str, number: usize) -> Reply {
    let language = caller.language_for(filter);
    reply::told(&desk.ask(wanted(filter), language), number, language, true)
}

fn wanted(filter: &str) -> Wanted {
    let request = Request::Events { filter: filter.to_owned() };
    Wanted { request, ..Wanted::question(filter) }
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/timeline.toml")));
