//! The commands: each file describes one (`register`) and turns its input into a reply (`run`).

pub mod answer;
pub mod ask;
pub mod ask_about;
pub mod check;
pub mod compare;
mod describe;
pub mod figure;
pub mod help;
pub(super) mod lists;
pub mod privacy;
pub mod series;
pub mod settings;
mod sight;
pub mod sources;
pub mod timeline;

use serde_json::Value;
use serenity::builder::CreateCommand;
use serenity::model::application::CommandData;

use super::Answers;
use super::caller::Caller;
use super::components::Modal;
use super::desk::Desk;
use super::reply::Reply;
use crate::answer::Slot;
use describe::Filled;

/// What a command leads to.
pub enum Plan {
    /// A form, at once.
    Modal(Modal),
    /// A reply, which may take its time.
    Say { private: bool, run: Run },
}

/// Work without a network.
pub type Run = Box<dyn FnOnce(&Desk) -> Reply + Send>;

impl Plan {
    fn say(private: bool, run: impl FnOnce(&Desk) -> Reply + Send + 'static) -> Self {
        Self::Say { private, run: Box::new(run) }
    }
}

type Register = fn() -> CreateCommand;
type Planned = fn(&CommandData, &Caller) -> Plan;

/// Every command: its name, its description, what it does.
const COMMANDS: [(&str, Register, Planned); 12] = [
    (ask::NAME, ask::register, ask::plan),
    (figure::NAME, figure::register, figure::plan),
    (compare::NAME, compare::register, compare::plan),
    (series::NAME, series::register, series::plan),
    (sources::NAME, sources::register, sources::plan),
    (answer::NAME, answer::register, answer::plan),
    (privacy::NAME, privacy::register, privacy::plan),
    (help::NAME, help::register, help::plan),
    (settings::NAME, settings::register, settings::plan),
    (timeline::NAME, timeline::register, timeline::plan),
    (check::NAME, check::register, check::plan),
    (ask_about::NAME, ask_about::register, ask_about::plan),
];

/// Whether a command asks something of the library; only that counts as a question. What it asks in a form counts when
/// that is sent.
pub(super) fn is_question(name: &str) -> bool {
    ![privacy::NAME, help::NAME, settings::NAME, ask_about::NAME].contains(&name)
}

/// What a command leads to; `None` for one of another version.
pub(super) fn plan(data: &CommandData, caller: &Caller) -> Option<Plan> {
    let (.., plan) = COMMANDS.iter().find(|(name, ..)| *name == data.name)?;
    Some(plan(data, caller))
}

/// What is offered for the option that somebody is typing in; nothing for what this version does not know.
pub(super) fn offered(data: &CommandData, caller: &Caller, answers: &dyn Answers) -> Vec<String> {
    let Some(typed) = data.autocomplete() else { return Vec::new() };
    let slot = match typed.name {
        "entity" | "with" => Slot::Entity,
        "metric" => Slot::Metric,
        "period" | "against" => Slot::Period,
        "tags" if caller.maintains => return sight::offered(typed.value, &answers.tags()),
        _ => return Vec::new(),
    };
    answers.complete(slot, typed.value, &figure::slots(Filled(&data.options)))
}

/// All commands as they are sent to Discord in one bulk overwrite.
#[must_use]
pub fn registration() -> Value {
    let commands: Vec<CreateCommand> = COMMANDS.iter().map(|(_, register, _)| register()).collect();
    said(serde_json::to_value(commands).expect("commands are plain data"))
}

/// Leaves out members that say nothing; serenity writes all of them, some where Discord knows no such member.
fn said(value: Value) -> Value {
    match value {
        Value::Array(values) => values.into_iter().map(said).collect(),
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, value)| says(value))
            .map(|(key, value)| (key, said(value)))
            .collect(),
        other => other,
    }
}

fn says(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
        && value.as_array().is_none_or(|values| !values.is_empty())
        && value.as_object().is_none_or(|members| !members.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::words::Words;
    use crate::render::limits::width;
    use crate::text::Language;

    #[test]
    fn the_registration_says_no_more_than_it_must() {
        let options = registration()[0]["options"].as_array().cloned().expect("options");
        let keys =
            |at: usize| options[at].as_object().expect("an option").keys().cloned().collect::<Vec<_>>();
        assert!(keys(0).contains(&"max_length".to_owned()));
        assert_eq!(
            keys(1),
            ["description", "description_localizations", "name", "name_localizations", "type"]
        );
    }

    #[test]
    fn no_command_is_hidden_from_a_maintainer_role() {
        for command in registration().as_array().expect("commands") {
            assert!(command["default_member_permissions"].is_null(), "{command}");
        }
    }

    #[test]
    fn every_command_speaks_chinese_and_fits_in_every_locale() {
        for command in registration().as_array().expect("commands") {
            assert!(command["name_localizations"]["zh-CN"].is_string(), "{command}");
            let locales = ["zh-CN", "zh-TW"].map(|locale| all_in(command, locale));
            for total in [all_in(command, "")].into_iter().chain(locales) {
                assert!(total <= 8000, "{total}: {command}");
            }
            fits(command);
        }
    }

    #[test]
    fn help_names_every_command_and_fits_in_a_message() {
        for language in [Language::English, Language::Chinese] {
            let help = &Words::of(language).help;
            assert!(width(help) <= crate::render::limits::CONTENT, "{help}");
            for command in registration().as_array().expect("commands") {
                let name = command["name"].as_str().expect("a name");
                let (menu, english) = (command["type"] == 3, language == Language::English);
                let told = match (menu, english) {
                    (false, _) => format!("`/{name}`"),
                    (true, true) => format!("*{name}*"),
                    (true, false) => {
                        command["name_localizations"]["zh-CN"].as_str().expect("a name").to_owned()
                    }
                };
                assert!(name == help::NAME || help.contains(&told), "{told}");
            }
        }
    }

    #[track_caller]
    fn fits(described: &Value) {
        let names = described["name_localizations"].as_object().into_iter().flatten().map(|(_, name)| name);
        for name in names.chain([&described["name"]]) {
            let name = name.as_str().expect("a name");
            assert!((1..=32).contains(&width(name)) && name == name.trim(), "{name}");
        }
        let local =
            described["description_localizations"].as_object().into_iter().flatten().map(|(_, text)| text);
        for text in local.chain([&described["description"]]) {
            assert!(text.as_str().is_none_or(|text| (1..=100).contains(&width(text))), "{text}");
        }
        let options = described["options"].as_array().cloned().unwrap_or_default();
        assert!(options.len() <= 25);
        options.iter().for_each(fits);
    }

    /// All words of a command in one locale, as Discord counts them.
    fn all_in(described: &Value, locale: &str) -> usize {
        let one = |key: &str| {
            let local = described[format!("{key}_localizations")][locale].as_str();
            width(local.or(described[key].as_str()).unwrap_or_default())
        };
        let options = described["options"].as_array().into_iter().flatten();
        one("name") + one("description") + options.map(|option| all_in(option, locale)).sum::<usize>()
    }
}
