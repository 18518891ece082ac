//! What a press does: plain data in, a reply out, no network.

use super::caller::Caller;
use super::commands::{self, ask::LONGEST_QUESTION};
use super::components::Modal;
use super::desk::{Desk, Wanted, failed, note, now};
use super::press::{Near, Press};
use super::reply::{self, Reply, leaf};
use super::told::Told;
use super::words::{Words, filled};
use crate::render::{self, Page};
use crate::state::Kept;
use crate::text::Language;

/// How a press is to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// With a form, at once.
    Modal(Modal),
    /// With a message in the place of the one that was pressed.
    Update,
    /// With a message of its own.
    Say { private: bool },
}

/// The longest report of a wrong figure.
const LONGEST_REPORT: u16 = 1000;

/// How a press is answered; `in_private` is whether its message is seen by one person alone.
pub(super) fn way(press: &Press, caller: &Caller, in_private: bool) -> Way {
    let words = Words::of(caller.language.unwrap_or_default());
    match press {
        Press::Wrong { .. } => Way::Modal(Modal::new(
            press,
            &words.wrong_title,
            &words.wrong_label,
            &words.wrong_hint,
            LONGEST_REPORT,
        )),
        Press::Further { .. } | Press::Ask => Way::Modal(ask_modal(press, caller)),
        Press::Sources { turn: true, .. } | Press::Context { turn: true, .. } => Way::Update,
        Press::Library { .. }
        | Press::Events { .. }
        | Press::Leaf { .. }
        | Press::List { .. }
        | Press::Forget => Way::Update,
        Press::Sources { .. } | Press::Context { .. } | Press::Verdict { .. } => Way::Say { private: true },
        Press::Post { .. } | Press::Share { .. } => Way::Say { private: !caller.is_answered_here() },
        Press::Near(_) | Press::Choose { .. } => {
            Way::Say { private: in_private || !caller.is_answered_here() }
        }
    }
}

/// A form for a question.
pub(super) fn ask_modal(press: &Press, caller: &Caller) -> Modal {
    let words = Words::of(caller.language.unwrap_or_default());
    Modal::new(press, &words.ask_title, &words.ask_label, &words.ask_hint, LONGEST_QUESTION)
}

/// What is said to a press. `private` is whether its reply is.
pub(super) fn run(desk: &Desk, caller: &Caller, press: &Press, private: bool) -> Reply {
    match press {
        Press::Sources { answer, page, .. } => sources(desk, caller, answer, *page),
        Press::Context { answer, citation, .. } => context(desk, caller, answer, *citation),
        Press::Post { answer } => post(desk, caller, answer, private),
        Press::Verdict { answer, good } => {
            note(desk.state.judge(answer, (caller.person, caller.server), *good, now()));
            Reply::words(&words(caller).thanks)
        }
        Press::Near(near) => ask_near(desk, caller, near, private),
        Press::Library { page, filter, language } => {
            let caller = Caller { language: language.or(caller.language), ..caller.clone() };
            commands::sources::run(desk, &caller, filter, *page, private)
        }
        Press::Share { page, filter } => share(desk, caller, filter, *page, private),
        Press::Events { page, filter } => commands::timeline::turned(desk, caller, filter, *page),
        Press::List { list, page } => commands::lists::page(desk, caller, *list, *page),
        Press::Leaf { answer, page, language } => turned(desk, caller, (answer, *language), *page, private),
        Press::Forget => forget(desk, caller),
        Press::Wrong { .. } | Press::Further { .. } | Press::Ask | Press::Choose { .. } => {
            Reply::words(&words(caller).unknown)
        }
    }
}

/// What is said to a form that was filled in.
pub(super) fn submitted(desk: &Desk, caller: &Caller, press: &Press, text: &str, private: bool) -> Reply {
    match press {
        Press::Wrong { answer } => {
            note(desk.state.report_wrong(answer, (caller.person, caller.server), text, now()));
            tracing::warn!(answer, "a figure was reported as wrong");
            Reply::words(&filled(&words(caller).thanks_wrong, &[answer]))
        }
        Press::Further { answer } => {
            let before = desk.state.answer(answer).ok().flatten();
            let context = before.map_or_else(Vec::new, Kept::before_next);
            desk.converse(Wanted::after(text, context), caller, private)
        }
        Press::Ask => desk.converse(Wanted::question(text), caller, private),
        _ => Reply::words(&words(caller).unknown),
    }
}

/// An earlier answer again, with what it was then.
pub(super) fn then_and_now(desk: &Desk, caller: &Caller, id: &str, private: bool) -> Reply {
    let Some((kept, told)) = desk.again(id) else { return not_kept(caller, id) };
    let language = caller.language_for(&kept.question);
    let words = Words::of(language);
    let then = filled(&words.then, &[&format!("<t:{}:f>", kept.at)]);
    let mut reply = reply::told(&told, 0, language, private);
    // What was said where more may be seen is not repeated here.
    let shown = if desk.may_tell(&kept.tags) { &kept.shown } else { &words.not_shown };
    reply.message.content = format!("**{then}**\n{shown}\n**{}**", words.now);
    reply
}

/// Another page of an answer, in the place of the one that was pressed and in its language: others read it too.
fn turned(
    desk: &Desk,
    caller: &Caller,
    (id, shown): (&str, Option<Language>),
    number: usize,
    private: bool,
) -> Reply {
    match again(desk, caller, id) {
        Some((own, told)) => reply::told(&told, number, shown.unwrap_or(own), private),
        None => not_kept(caller, id),
    }
}

fn sources(desk: &Desk, caller: &Caller, id: &str, number: usize) -> Reply {
    let Some((language, told)) = again(desk, caller, id) else { return not_kept(caller, id) };
    let answer = told.answer();
    if answer.citations.is_empty() {
        return Reply::words(&Words::of(language).no_sources);
    }
    let Page { message, number, pages } = render::sources(answer, number, language);
    let turn = |page| Press::Sources { answer: id.to_owned(), page, turn: true };
    Reply { message, rows: leaf(language, number, pages, turn), files: Vec::new() }
}

fn context(desk: &Desk, caller: &Caller, id: &str, number: usize) -> Reply {
    let Some((language, told)) = again(desk, caller, id) else { return not_kept(caller, id) };
    let answer = told.answer();
    let pages = answer.citations.len();
    let number = number.min(pages.saturating_sub(1));
    let Some(citation) = answer.citations.get(number) else {
        return Reply::words(&Words::of(language).no_sources);
    };
    let Some(excerpt) = desk.answers.surroundings(citation) else {
        return Reply::words(&Words::of(language).no_context);
    };
    let message = render::context(citation, &excerpt.text, excerpt.quote, language);
    let turn = |citation| Press::Context { answer: id.to_owned(), citation, turn: true };
    Reply { message, rows: leaf(language, number, pages, turn), files: Vec::new() }
}

fn post(desk: &Desk, caller: &Caller, id: &str, private: bool) -> Reply {
    let Some((language, told)) = again(desk, caller, id) else { return not_kept(caller, id) };
    if private {
        return elsewhere(caller);
    }
    let mut reply = reply::told(&told, 0, language, false);
    reply.message.content = filled(&Words::of(language).posted, &[&format!("<@{}>", caller.person)]);
    reply
}

/// A page of what the library holds, for all.
fn share(desk: &Desk, caller: &Caller, filter: &str, page: usize, private: bool) -> Reply {
    if private {
        return elsewhere(caller);
    }
    let mut reply = commands::sources::run(desk, caller, filter, page, false);
    reply.message.content = filled(&words(caller).posted, &[&format!("<@{}>", caller.person)]);
    reply
}

/// Where the bot answers, for who asks it where it does not.
pub(super) fn elsewhere(caller: &Caller) -> Reply {
    const NAMED: usize = 20;
    let channels = caller.settings.channels.iter().take(NAMED).map(|channel| format!("<#{channel}>"));
    Reply::words(&filled(&words(caller).elsewhere, &[&channels.collect::<Vec<_>>().join(" ")]))
}

/// Asks for a near miss; where the library has changed since, the question is answered anew.
fn ask_near(desk: &Desk, caller: &Caller, near: &Near, private: bool) -> Reply {
    let Some((language, told)) = again(desk, caller, &near.answer) else {
        return not_kept(caller, &near.answer);
    };
    match told.answer().near_misses.get(near.place).filter(|miss| near.is(&miss.label)) {
        Some(miss) => desk.converse(Wanted::question(&miss.label), caller, private),
        None => {
            let mut reply = reply::told(&told, 0, language, private);
            Words::of(language).changed.clone_into(&mut reply.message.content);
            reply
        }
    }
}

fn forget(desk: &Desk, caller: &Caller) -> Reply {
    match desk.state.forget_person(caller.person) {
        Ok(()) => Reply::words(&words(caller).forgotten),
        // Somebody who wants to be forgotten must not be told that it was done when it was not.
        Err(error) => failed(&error, caller),
    }
}

/// What is said to a kept request now, and the language to say it in.
fn again(desk: &Desk, caller: &Caller, id: &str) -> Option<(Language, Told)> {
    let (kept, told) = desk.again(id)?;
    Some((caller.language_for(&kept.question), told))
}

fn not_kept(caller: &Caller, id: &str) -> Reply {
    let known: String = id.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
    Reply::words(&filled(&words(caller).not_kept, &[&known]))
}

fn words(caller: &Caller) -> &'static Words {
    Words::of(caller.language.unwrap_or_default())
}
