//! `/compare`: the same figure of two entities or of two periods, side by side, each with its own source.
//!
//! The rule: where one of them is missing, each is answered as a question of its own, and nothing is made up for it.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandOptionType};

use super::describe::Description;
use super::{Filled, Plan, figure};
use crate::answer::Slots;
use crate::discord::caller::Caller;
use crate::discord::desk::{Desk, Wanted};
use crate::discord::reply::Reply;
use crate::discord::words::Words;
use crate::state::{Request, Side};

/// What Discord calls the command.
pub const NAME: &str = "compare";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS
        .command(NAME)
        .add_option(WORDS.slot("entity").required(true))
        .add_option(WORDS.slot("metric").required(true))
        .add_option(WORDS.slot("with"))
        .add_option(WORDS.slot("period"))
        .add_option(WORDS.slot("against"))
        .add_option(WORDS.option(CommandOptionType::Boolean, "private"))
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let filled = Filled(&data.options);
    let sides = sides(filled);
    let private = filled.is_private(caller) || sides.is_none();
    let caller = caller.clone();
    Plan::say(private, move |desk| run(desk, &caller, sides.as_ref(), private))
}

/// The two figures; `None` where nothing is told in which the second differs.
fn sides(filled: Filled<'_>) -> Option<[Slots; 2]> {
    let first = figure::slots(filled);
    let (with, against) = (filled.text("with"), filled.text("against"));
    let or = |other: String, own: &str| if other.is_empty() { own.to_owned() } else { other };
    let second = Slots {
        entity: or(with, &first.entity),
        period: or(against, &first.period),
        metric: first.metric.clone(),
    };
    (second != first).then_some([first, second])
}

/// Both figures in one reply; what is needed where one is not told.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, sides: Option<&[Slots; 2]>, private: bool) -> Reply {
    let Some([first, second]) = sides else {
        return Reply::words(&Words::of(caller.language.unwrap_or_default()).compare_with);
    };
    let side = |slots: &Slots| {
        let Slots { entity, metric, period } = slots.clone();
        Side { entity, metric, period }
    };
    // What comes next goes on from the first of them.
    let wanted = Wanted {
        words: first.question(),
        context: vec![second.question()],
        request: Request::Comparison { sides: [side(first), side(second)] },
    };
    desk.converse(wanted, caller, private)
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/compare.toml")));
