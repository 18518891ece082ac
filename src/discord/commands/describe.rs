//! How a command calls itself, by Discord locale, read from its file in `data`.

use std::collections::HashMap;

use serde::Deserialize;
use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::application::{
    CommandDataOption, CommandDataOptionValue, CommandOptionType, InstallationContext, InteractionContext,
};

use crate::discord::caller::Caller;

/// The longest filter, in characters; it goes into the ids of the buttons.
const LONGEST_FILTER: u16 = 60;
/// The longest name that is taken in a slot, in characters.
const LONGEST_NAME: u16 = 100;

/// The words of a command, its options and their choices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Description {
    command: Described,
    /// Options, subcommands and choices by name; those of a subcommand as `channel.answer`.
    #[serde(default)]
    option: HashMap<String, Described>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    /// English; empty for what Discord shows no description of.
    #[serde(default)]
    description: String,
    #[serde(default)]
    localized: HashMap<String, Local>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Local {
    name: String,
    #[serde(default)]
    description: String,
}

impl Description {
    /// Reads an embedded file.
    pub fn read(text: &str) -> Self {
        toml::from_str(text).expect("the embedded words are tested")
    }

    /// A command for servers, direct messages and group chats, whoever installed the bot.
    pub fn command(&self, name: &str) -> CreateCommand {
        let mut command = CreateCommand::new(name)
            .contexts(vec![
                InteractionContext::Guild,
                InteractionContext::BotDm,
                InteractionContext::PrivateChannel,
            ])
            .integration_types(vec![InstallationContext::Guild, InstallationContext::User]);
        if !self.command.description.is_empty() {
            command = command.description(&self.command.description);
        }
        for (locale, local) in &self.command.localized {
            command = command.name_localized(locale, &local.name);
            if !local.description.is_empty() {
                command = command.description_localized(locale, &local.description);
            }
        }
        command
    }

    /// An option; `name` may begin with its subcommand's, parted by a point.
    pub fn option(&self, kind: CommandOptionType, name: &str) -> CreateCommandOption {
        let described = &self.option[name];
        let last = name.rsplit('.').next().unwrap_or(name);
        let option = CreateCommandOption::new(kind, last, &described.description);
        described.localized.iter().fold(option, |option, (locale, local)| {
            option.name_localized(locale, &local.name).description_localized(locale, &local.description)
        })
    }

    /// An option for a name that is offered from the library while somebody types.
    pub fn slot(&self, name: &str) -> CreateCommandOption {
        self.option(CommandOptionType::String, name).set_autocomplete(true).max_length(LONGEST_NAME)
    }

    /// The option for words that a list is narrowed by.
    pub fn filter(&self) -> CreateCommandOption {
        self.option(CommandOptionType::String, "filter").max_length(LONGEST_FILTER)
    }

    /// A choice of an option, with its names by locale.
    pub fn choice(&self, option: CreateCommandOption, name: &str) -> CreateCommandOption {
        let described = &self.option[name];
        let locales =
            described.localized.iter().map(|(locale, local)| (locale.as_str(), local.name.as_str()));
        let value = name.rsplit('.').next().unwrap_or(name);
        option.add_string_choice_localized(&described.description, value, locales)
    }
}

/// The options a person filled in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filled<'a>(pub &'a [CommandDataOption]);

impl<'a> Filled<'a> {
    /// Words; empty when left out.
    pub fn text(self, name: &str) -> String {
        match self.value(name) {
            Some(CommandDataOptionValue::String(text)) => text.trim().to_owned(),
            _ => String::new(),
        }
    }

    /// The words a list is narrowed by, cut to what an id of a button has room for.
    pub fn filter(self) -> String {
        let mut room = usize::from(LONGEST_FILTER);
        let fits = |c: &char| {
            let left = room.checked_sub(c.len_utf16());
            room = left.unwrap_or(0);
            left.is_some()
        };
        self.text("filter").chars().take_while(fits).collect()
    }

    pub fn flag(self, name: &str) -> Option<bool> {
        match self.value(name) {
            Some(CommandDataOptionValue::Boolean(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// The number of a channel or a role.
    pub fn id(self, name: &str) -> Option<u64> {
        match self.value(name) {
            Some(CommandDataOptionValue::Channel(channel)) => Some(channel.get()),
            Some(CommandDataOptionValue::Role(role)) => Some(role.get()),
            _ => None,
        }
    }

    /// Whether the asker alone is to see the reply; the server's maintainers say what holds where nothing is filled in.
    pub fn is_private(self, caller: &Caller) -> bool {
        self.flag("private").unwrap_or(caller.settings.private) || !caller.is_answered_here()
    }

    /// The subcommand and its own options.
    pub fn subcommand(self) -> Option<(&'a str, Self)> {
        let option = self.0.first()?;
        match &option.value {
            CommandDataOptionValue::SubCommand(options) => Some((&option.name, Filled(options))),
            _ => None,
        }
    }

    fn value(self, name: &str) -> Option<&'a CommandDataOptionValue> {
        self.0.iter().find(|option| option.name == name).map(|option| &option.value)
    }
}
