//! "Check figures": what the library says to each number of somebody's message, told to who asks alone.
//!
//! The rule: a number is supported, contradicted, of another period or not in the library; it is never called false. The
//! message is kept only where what is said to it has more pages than one, for who asked and nobody else.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandType};

use super::Plan;
use super::describe::Description;
use crate::discord::caller::Caller;
use crate::discord::desk::{Desk, chain, note, now};
use crate::discord::press::Press;
use crate::discord::presses::leaf;
use crate::discord::reply::Reply;
use crate::discord::words::Words;
use crate::render::{self, Page};
use crate::state::Checked;
use crate::text::Language;

/// What Discord shows in the menu of a message.
pub const NAME: &str = "Check figures";

/// The description of the command.
pub fn register() -> CreateCommand {
    WORDS.command(NAME).kind(CommandType::Message)
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let post = data.resolved.messages.values().next().map(|message| Checked {
        post: message.content.clone(),
        day: day(message.timestamp.unix_timestamp()),
    });
    let (post, caller) = (post.unwrap_or_default(), caller.clone());
    Plan::say(true, move |desk| run(desk, &caller, &post))
}

/// The day in UTC of seconds since 1970.
fn day(seconds: i64) -> Option<Date> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

/// What the library says to a post; its `third quarter` is counted from its own day.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, checked: &Checked) -> Reply {
    let post = checked.post.as_str();
    let words = Words::of(caller.language.unwrap_or_default());
    if post.trim().is_empty() {
        return Reply::words(&words.empty_message);
    }
    let Some(check) = desk.answers.check(post, checked.day) else { return Reply::words(&words.unknown) };
    let page = render::checked(&check, 0, caller.language_for(post));
    if page.pages > 1 {
        note(desk.state.keep_check(&check.answer.id, caller.person, checked, now()));
    }
    leafed(&check.answer.id, page, caller.language_for(post))
}

/// Another page of a check, made anew from the post.
pub(in crate::discord) fn turned(desk: &Desk, caller: &Caller, id: &str, number: usize) -> Reply {
    let words = Words::of(caller.language.unwrap_or_default());
    let post = desk.state.checked_post(id, caller.person).unwrap_or_else(|error| {
        tracing::error!(error = chain(&error), check = id, "a kept post could not be read");
        None
    });
    let Some(Checked { post, day }) = post else { return Reply::words(&words.no_check) };
    let language = caller.language_for(&post);
    match desk.answers.check(&post, day) {
        Some(check) => leafed(id, render::checked(&check, number, language), language),
        None => Reply::words(&words.unknown),
    }
}

fn leafed(id: &str, page: Page, language: Language) -> Reply {
    let turn = |page| Press::Check { check: id.to_owned(), page };
    Reply { rows: leaf(language, page.number, page.pages, turn), ..page.message.into() }
}

static WORDS: LazyLock<Description> = LazyLock::new(|| Description::read(include_str!("../data/check.toml")));
