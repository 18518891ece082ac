//! `/compare`: the same figure of two entities or of two periods, side by side, each with its own source.
//!
//! The rule: where one of them is missing, each is answered as a question of its own, and nothing is made up for it.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandOptionType};

use super::describe::Description;
use super::{Filled, Plan, figure};
use crate::answer::{Answer, Slots, Status};
use crate::discord::caller::Caller;
use crate::discord::components::{Button, Row};
use crate::discord::desk::Desk;
use crate::discord::press::Press;
use crate::discord::reply::Reply;
use crate::discord::words::{Words, filled};
use crate::render;

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
    Plan::say(private, move |desk| run(desk, &caller, sides.as_ref()))
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
pub fn run(desk: &Desk, caller: &Caller, sides: Option<&[Slots; 2]>) -> Reply {
    let language = caller.language.unwrap_or_default();
    let words = Words::of(language);
    let Some([first, second]) = sides else { return Reply::words(&words.compare_with) };
    if let Some(comparison) = desk.answers.compare(first, second)
        && comparison.answer.status == Status::Answered
    {
        return render::compared(&comparison, language).into();
    }
    let answers = [first, second].map(|slots| desk.ask(&slots.question(), Vec::new(), language));
    for answer in &answers {
        desk.note_asked(answer, caller);
    }
    let [one, other] = &answers;
    let message = render::side_by_side([one, other], language);
    let rows = if one.id == other.id { Vec::new() } else { vec![Row::Buttons(buttons(&answers, words))] };
    Reply { message, rows, files: Vec::new() }
}

fn buttons(answers: &[Answer; 2], words: &Words) -> Vec<Button> {
    let with_sources = answers.iter().zip(["1", "2"]).filter(|(answer, _)| !answer.citations.is_empty());
    let button = |(answer, number): (&Answer, &str)| {
        let press = Press::Context { answer: answer.id.clone(), citation: 0, turn: false };
        Button::new(&press, &filled(&words.context_of, &[number]))
    };
    with_sources.map(button).collect()
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/compare.toml")));
