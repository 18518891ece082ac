//! `/series`: one figure over time, as a chart that says in words what it shows, and as a table with every source.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandOptionType};

use super::describe::Description;
use super::{Filled, Plan, figure};
use crate::answer::Slots;
use crate::discord::caller::Caller;
use crate::discord::desk::{Desk, Wanted};
use crate::discord::reply::Reply;
use crate::state::Request;

/// What Discord calls the command.
pub const NAME: &str = "series";
/// The longest name that is taken in a slot, in characters.
const LONGEST_NAME: u16 = 100;
/// Lengths by the names they have in data.
const LENGTHS: [&str; 4] = ["by.month", "by.quarter", "by.half", "by.year"];

/// The description of the command.
pub fn register() -> CreateCommand {
    let slot = |name: &str| {
        let slot = WORDS.option(CommandOptionType::String, name).set_autocomplete(true);
        slot.required(true).max_length(LONGEST_NAME)
    };
    let by = WORDS.option(CommandOptionType::String, "by");
    let by = LENGTHS.iter().fold(by, |by, name| WORDS.choice(by, name));
    WORDS
        .command(NAME)
        .add_option(slot("entity"))
        .add_option(slot("metric"))
        .add_option(by)
        .add_option(WORDS.option(CommandOptionType::Boolean, "private"))
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let filled = Filled(&data.options);
    let (slots, private, by) = (figure::slots(filled), filled.is_private(caller), filled.text("by"));
    let by = LENGTHS.contains(&format!("by.{by}").as_str()).then_some(by);
    let caller = caller.clone();
    Plan::say(private, move |desk| run(desk, &caller, &slots, by, private))
}

/// The chart and its table; where there are no points, what an ordinary question would get. `by` is how long each
/// period is.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, slots: &Slots, by: Option<String>, private: bool) -> Reply {
    let (entity, metric) = (slots.entity.clone(), slots.metric.clone());
    let wanted =
        Wanted { request: Request::Series { entity, metric, by }, ..Wanted::question(&slots.question()) };
    desk.converse(wanted, caller, private)
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/series.toml")));
