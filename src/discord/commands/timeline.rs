//! `/timeline`: dated events of the reports, newest first, by page, for the asker alone.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::CommandData;

use super::describe::Description;
use super::{Filled, Plan};
use crate::discord::caller::Caller;
use crate::discord::desk::Desk;
use crate::discord::press::Press;
use crate::discord::presses::leaf;
use crate::discord::reply::Reply;
use crate::discord::words::Words;
use crate::render::{self, Page};

/// What Discord calls the command.
pub const NAME: &str = "timeline";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS.command(NAME).add_option(WORDS.filter())
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let filter = Filled(&data.options).filter();
    let caller = caller.clone();
    Plan::say(true, move |desk| run(desk, &caller, &filter, 0))
}

/// A page of the events that have all words of the filter; all events where it is empty.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, filter: &str, number: usize) -> Reply {
    let language = caller.language.unwrap_or_default();
    let Some(timeline) = desk.answers.timeline(filter) else {
        return Reply::words(&Words::of(language).unknown);
    };
    let Page { message, number, pages } = render::events(&timeline, filter, number, language);
    let turn = |page| Press::Events { page, filter: filter.to_owned() };
    Reply { message, rows: leaf(language, number, pages, turn), files: Vec::new() }
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/timeline.toml")));
