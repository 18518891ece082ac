//! `/sources`: what the library holds, newest first, by page, for the asker alone.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::CommandData;

use super::describe::Description;
use super::{Filled, Plan};
use crate::discord::caller::Caller;
use crate::discord::components::{Button, Row};
use crate::discord::desk::Desk;
use crate::discord::press::Press;
use crate::discord::reply::{Reply, leaf};
use crate::discord::words::Words;
use crate::render::{self, Page};

/// What Discord calls the command.
pub const NAME: &str = "sources";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS.command(NAME).add_option(WORDS.filter())
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let filter = Filled(&data.options).filter();
    let caller = caller.clone();
    Plan::say(true, move |desk| run(desk, &caller, &filter, 0, true))
}

/// A page of the reports that have all words of the filter; all reports where it is empty. `private` is whether the asker
/// alone sees it, who may post it then.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, filter: &str, number: usize, private: bool) -> Reply {
    let language = caller.language.unwrap_or_default();
    let held = desk.answers.documents(filter);
    let Page { message, number, pages } = render::library(&held, filter, number, language);
    let turn = |page| Press::Library { page, filter: filter.to_owned(), language: Some(language) };
    let mut rows = leaf(language, number, pages, turn);
    if private && !held.is_empty() {
        let share = Press::Share { page: number, filter: filter.to_owned() };
        rows.push(Row::Buttons(vec![Button::new(&share, &Words::of(language).post)]));
    }
    Reply { message, rows, files: Vec::new() }
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/sources.toml")));
