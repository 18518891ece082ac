//! `/settings`: how the bot behaves in a server, for those who look after it.
//!
//! The rule: the right to change something is looked at on every use. Discord does not hide the command: it knows nothing of
//! the maintainer role, and would hide it from those who have that too.

use std::sync::LazyLock;

use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::application::{CommandData, CommandOptionType, InstallationContext, InteractionContext};
use serenity::model::channel::ChannelType;

use super::describe::{Description, Filled};
use super::sight::{self, Refused};
use super::{Plan, lists};
use crate::discord::caller::Caller;
use crate::discord::desk::{Desk, failed};
use crate::discord::press::{List, Press};
use crate::discord::reply::{Reply, leaf};
use crate::discord::words::{Words, filled};
use crate::render::limits::{CONTENT, Line, width};
use crate::state::{Server, Sight};

/// What Discord calls the command.
pub const NAME: &str = "settings";

/// Where a setting can hold: not in a category, and in a thread as in its channel.
const PLACES: [ChannelType; 5] =
    [ChannelType::Text, ChannelType::News, ChannelType::Forum, ChannelType::Voice, ChannelType::Stage];
const MOST_CHANNELS: usize = 50;
const LONGEST_TAGS: u16 = 300;
/// How much of what is set stands on a page; there is room for a word over it.
const PAGE: usize = CONTENT - 100;

/// One thing that a maintainer wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    Show,
    Channel {
        channel: u64,
        answer: bool,
    },
    /// Tags as they were typed; none stands for everything.
    Part {
        channel: u64,
        tags: String,
    },
    Private(bool),
    Threads(bool),
    /// `None` leaves it to each reader.
    Language(Option<String>),
    Maintainer(Option<u64>),
    /// What is kept for maintainers.
    Look(List),
}

/// The description of the command.
pub fn register() -> CreateCommand {
    let kinds = [CommandOptionType::Channel, CommandOptionType::Boolean, CommandOptionType::String];
    let [channel, flag, text] = kinds;
    let group = |name: &str| WORDS.option(CommandOptionType::SubCommand, name);
    let option = |kind, name: &str| WORDS.option(kind, name).required(true);
    let language = ["language.own", "language.en", "language.zh"]
        .into_iter()
        .fold(option(text, "language.language"), |option, name| WORDS.choice(option, name));
    let with = CreateCommandOption::add_sub_option;
    let place = |name: &str| option(channel, name).channel_types(PLACES.to_vec());
    let channels = with(group("channel"), place("channel.channel"));
    let part = with(group("part"), place("part.channel"));
    let tags = WORDS.option(text, "part.tags").set_autocomplete(true).max_length(LONGEST_TAGS);
    WORDS
        .command(NAME)
        .contexts(vec![InteractionContext::Guild])
        .integration_types(vec![InstallationContext::Guild])
        .add_option(group("show"))
        .add_option(with(channels, option(flag, "channel.answer")))
        .add_option(with(part, tags))
        .add_option(with(group("private"), option(flag, "private.on")))
        .add_option(with(group("threads"), option(flag, "threads.on")))
        .add_option(with(group("language"), language))
        .add_option(with(group("maintainer"), WORDS.option(CommandOptionType::Role, "maintainer.role")))
        .add_option(group("unanswered"))
        .add_option(group("feedback"))
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let wish = wish(Filled(&data.options));
    let caller = caller.clone();
    Plan::say(true, move |desk| run(desk, &caller, &wish))
}

fn wish(filled: Filled<'_>) -> Wish {
    let Some((name, options)) = filled.subcommand() else { return Wish::Show };
    let on = options.flag("on").unwrap_or_default();
    match name {
        "channel" => match options.id("channel") {
            Some(channel) => Wish::Channel { channel, answer: options.flag("answer").unwrap_or_default() },
            None => Wish::Show,
        },
        "part" => match options.id("channel") {
            Some(channel) => Wish::Part { channel, tags: options.text("tags") },
            None => Wish::Show,
        },
        "private" => Wish::Private(on),
        "threads" => Wish::Threads(on),
        "language" => Wish::Language(Some(options.text("language")).filter(|language| language != "own")),
        "maintainer" => Wish::Maintainer(options.id("role")),
        "unanswered" => Wish::Look(List::Unanswered),
        "feedback" => Wish::Look(List::Feedback),
        _ => Wish::Show,
    }
}

/// Does what a maintainer wants, and says what holds then; nobody else gets anything.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, wish: &Wish) -> Reply {
    if let Wish::Look(list) = wish {
        return lists::page(desk, caller, *list, 0);
    }
    let words = Words::of(caller.language.unwrap_or_default());
    if let Some(refused) = refused(caller, &format!("{wish:?}")) {
        return refused;
    }
    let server = caller.server.unwrap_or_default();
    // As they are now: another maintainer may have been at it meanwhile.
    let held = match desk.state.server(server) {
        Ok(held) => held,
        Err(error) => return failed(&error, caller),
    };
    match changed(&held, wish, &desk.answers.tags()) {
        Changed::Nothing => shown(&held, caller, 0),
        Changed::TooMany => Reply::words(&words.too_many_channels),
        Changed::Not(Refused::TooMany) => Reply::words(&words.too_many_tags),
        Changed::Not(Refused::Unknown(tag)) => unknown(&tag, &desk.answers.tags(), words),
        Changed::To(settings) => match desk.state.set_server(server, &settings) {
            Ok(()) => {
                tracing::info!(server, person = caller.person, ?wish, "settings changed");
                let mut reply = shown(&settings, caller, 0);
                reply.message.content.insert_str(0, &format!("{}\n", words.saved));
                reply
            }
            Err(error) => failed(&error, caller),
        },
    }
}

/// What is said to who may not do this, or cannot do it here; `wish` goes to the log.
pub(super) fn refused(caller: &Caller, wish: &str) -> Option<Reply> {
    let words = Words::of(caller.language.unwrap_or_default());
    let Some(server) = caller.server else { return Some(Reply::words(&words.only_servers)) };
    if caller.maintains {
        return None;
    }
    tracing::warn!(server, person = caller.person, wish, "settings were asked for without the right to");
    Some(Reply::words(&words.only_maintainers))
}

enum Changed {
    Nothing,
    TooMany,
    Not(Refused),
    To(Server),
}

fn changed(held: &Server, wish: &Wish, known: &[String]) -> Changed {
    let mut settings = held.clone();
    match wish {
        Wish::Show | Wish::Look(_) => return Changed::Nothing,
        Wish::Channel { channel, answer } => {
            settings.channels.retain(|held| held != channel);
            if *answer {
                settings.channels.push(*channel);
            }
        }
        Wish::Part { channel, tags } => {
            let tags = match sight::read(tags, known) {
                Ok(tags) => tags,
                Err(refused) => return Changed::Not(refused),
            };
            settings.sights.retain(|held| held.channel != *channel);
            if !tags.is_empty() {
                settings.sights.push(Sight { channel: *channel, tags });
            }
        }
        Wish::Private(on) => settings.private = *on,
        Wish::Threads(on) => settings.threads = *on,
        Wish::Language(language) => settings.language.clone_from(language),
        Wish::Maintainer(role) => settings.maintainer = *role,
    }
    if settings.channels.len().max(settings.sights.len()) > MOST_CHANNELS {
        Changed::TooMany
    } else {
        Changed::To(settings)
    }
}

/// A page of what is set in the caller's server.
pub(super) fn page(desk: &Desk, caller: &Caller, number: usize) -> Reply {
    match desk.state.server(caller.server.unwrap_or_default()) {
        Ok(held) => shown(&held, caller, number),
        Err(error) => failed(&error, caller),
    }
}

/// A page of settings; the last one when there are not so many.
fn shown(settings: &Server, caller: &Caller, number: usize) -> Reply {
    let language = caller.language.unwrap_or_default();
    let words = Words::of(language);
    let mut pages = vec![String::new()];
    for line in told(settings, words).lines() {
        let page = pages.last_mut().expect("there is one");
        if !page.is_empty() && width(page) + 1 + width(line) > PAGE {
            pages.push(line.to_owned());
        } else {
            page.push_str(if page.is_empty() { "" } else { "\n" });
            page.push_str(line);
        }
    }
    let number = number.min(pages.len() - 1);
    let mut reply = Reply::words(&pages[number]);
    reply.rows = leaf(language, number, pages.len(), |page| Press::List { list: List::Settings, page });
    reply
}

fn told(settings: &Server, words: &Words) -> String {
    let channels = settings.channels.iter().map(|channel| format!("<#{channel}>"));
    let channels = channels.collect::<Vec<_>>().join(" ");
    let channels = if channels.is_empty() { words.everywhere.clone() } else { channels };
    let yes_or_no = |on: bool| if on { words.on.as_str() } else { words.off.as_str() };
    let language = match settings.language.as_deref() {
        Some(tag) => words.languages.get(tag).map_or(tag, String::as_str),
        None => &words.readers_own,
    };
    let role = settings.maintainer.map_or_else(|| words.nobody.clone(), |role| format!("<@&{role}>"));
    let parts = parts(settings, words);
    let values =
        [&channels, yes_or_no(settings.private), yes_or_no(settings.threads), language, &role, &parts];
    filled(&words.settings, &values)
}

fn parts(settings: &Server, words: &Words) -> String {
    if settings.sights.is_empty() {
        return words.everything.clone();
    }
    let part = |sight: &Sight| format!("\n• <#{}>: {}", sight.channel, plainly(&sight.tags));
    settings.sights.iter().map(part).chain([format!("\n{}", words.not_confined)]).collect()
}

/// Tags are words of reports.
fn plainly(tags: &[String]) -> String {
    const WIDTH: usize = 600;
    let mut line = Line::default();
    line.text(&tags.join(", "));
    line.fit(WIDTH)
}

fn unknown(tag: &str, known: &[String], words: &Words) -> Reply {
    let known = if known.is_empty() { words.no_tags.clone() } else { plainly(known) };
    Reply::words(&filled(&words.unknown_tag, &[&plainly(&[tag.to_owned()]), &known]))
}

static WORDS: LazyLock<Description> =
    LazyLock::new(|| Description::read(include_str!("../data/settings.toml")));
