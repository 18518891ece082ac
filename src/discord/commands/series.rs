//! `/series`: one figure over time, as a chart that says in words what it shows, and as a table with every source.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandOptionType};

use super::describe::Description;
use super::{Filled, Plan, figure};
use crate::answer::{Series, Slots};
use crate::discord::caller::Caller;
use crate::discord::desk::Desk;
use crate::discord::reply::{self, File, Reply};
use crate::period::Length;
use crate::render::{self, chart, series};
use crate::text::Language;

/// What Discord calls the command.
pub const NAME: &str = "series";
/// The longest name that is taken in a slot, in characters.
const LONGEST_NAME: u16 = 100;
const LENGTHS: [(&str, Length); 4] = [
    ("by.month", Length::Month),
    ("by.quarter", Length::Quarter),
    ("by.half", Length::Half),
    ("by.year", Length::Year),
];

/// The description of the command.
pub fn register() -> CreateCommand {
    let slot = |name: &str| {
        let slot = WORDS.option(CommandOptionType::String, name).set_autocomplete(true);
        slot.required(true).max_length(LONGEST_NAME)
    };
    let by = WORDS.option(CommandOptionType::String, "by");
    let by = LENGTHS.iter().fold(by, |by, (name, _)| WORDS.choice(by, name));
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
    let length =
        LENGTHS.iter().find(|(name, _)| name.ends_with(&format!(".{by}"))).map(|(_, length)| *length);
    let caller = caller.clone();
    Plan::say(private, move |desk| run(desk, &caller, (&slots, length), private))
}

/// The chart and its table; where there are no points, what an ordinary question would get.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, (slots, length): (&Slots, Option<Length>), private: bool) -> Reply {
    let question = slots.question();
    let language = caller.language_for(&question);
    match desk.answers.series(slots, length).filter(|series| !series.points.is_empty()) {
        Some(series) => shown(&series, language),
        None => {
            let answer = desk.ask(&question, Vec::new(), language);
            desk.note_asked(&answer, caller);
            reply::answered(&answer, language, private)
        }
    }
}

fn shown(series: &Series, language: Language) -> Reply {
    let mut files = Vec::new();
    match chart::chart(series, language) {
        Ok(bytes) => {
            let description = series::alt(series, language);
            files.push(File { name: "series.png".to_owned(), bytes, description });
        }
        // The figures stand in the message and the table all the same.
        Err(error) => tracing::error!(answer = series.answer.id, %error, "a chart could not be drawn"),
    }
    match series::csv(series) {
        Ok(table) => files.push(File::table("series.csv", &table)),
        Err(error) => tracing::error!(answer = series.answer.id, %error, "a table could not be written"),
    }
    Reply { message: render::over_time(series, language), rows: Vec::new(), files }
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/series.toml")));
