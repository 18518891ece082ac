//! `/ask`: one question, answered in the channel or for the asker alone. Mentions and direct messages ask the same way.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::application::{
    CommandDataOption, CommandDataOptionValue, CommandOptionType, InstallationContext, InteractionContext,
};

use crate::discord::Answers;
use crate::question::Ask;
use crate::render::{self, Message};
use crate::text::Language;

/// What Discord calls the command.
pub const NAME: &str = "ask";
/// The longest question the command takes, in characters.
pub const LONGEST_QUESTION: u16 = 300;

/// What a person asked and how to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub question: String,
    /// Only the asker sees the answer.
    pub private: bool,
    /// What the asker reads; the question's own language when Discord does not say.
    pub language: Option<Language>,
}

/// The description of the command.
pub fn register() -> CreateCommand {
    let words = &*WORDS;
    let mut command = CreateCommand::new(NAME)
        .description(&words.command.description)
        .contexts(vec![
            InteractionContext::Guild,
            InteractionContext::BotDm,
            InteractionContext::PrivateChannel,
        ])
        .integration_types(vec![InstallationContext::Guild, InstallationContext::User]);
    for (locale, local) in &words.command.localized {
        command =
            command.name_localized(locale, &local.name).description_localized(locale, &local.description);
    }
    let question = option(CommandOptionType::String, "question", &words.question)
        .required(true)
        .min_length(1)
        .max_length(LONGEST_QUESTION);
    command.add_option(question).add_option(option(CommandOptionType::Boolean, "private", &words.private))
}

/// Reads the options a person filled in; `locale` is the one their client runs in.
#[must_use]
pub fn input(options: &[CommandDataOption], locale: &str) -> Input {
    let value = |name: &str| options.iter().find(|option| option.name == name).map(|option| &option.value);
    let question = match value("question") {
        Some(CommandDataOptionValue::String(question)) => question.trim().to_owned(),
        _ => String::new(),
    };
    let private = matches!(value("private"), Some(CommandDataOptionValue::Boolean(true)));
    Input { question, private, language: Language::from_tag(locale) }
}

/// Answers; an empty question gets the help text.
#[must_use]
pub fn run(answers: &dyn Answers, input: &Input) -> Message {
    let language = input.language.unwrap_or_else(|| Language::of(&input.question));
    if input.question.is_empty() {
        return render::help(language);
    }
    let answer = answers.ask(&Ask { question: input.question.clone(), ..Ask::default() });
    let (id, micros) = (&answer.id, answer.elapsed_us);
    match answer.status {
        crate::answer::Status::Error => {
            tracing::error!(answer = id, micros, reason = answer.reason, "an answer failed")
        }
        status => tracing::info!(answer = id, micros, ?status, "answered"),
    }
    render::message_in(&answer, language)
}

fn option(kind: CommandOptionType, name: &str, words: &Words) -> CreateCommandOption {
    let option = CreateCommandOption::new(kind, name, &words.description);
    words.localized.iter().fold(option, |option, (locale, local)| {
        option.name_localized(locale, &local.name).description_localized(locale, &local.description)
    })
}

/// The words of the command and its options.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommandWords {
    command: Words,
    question: Words,
    private: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    description: String,
    localized: HashMap<String, Local>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Local {
    name: String,
    description: String,
}

static WORDS: LazyLock<CommandWords> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/ask.toml")).expect("the embedded words are tested")
});

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::answer::{Answer, Library, Status};

    struct Echo;

    impl Answers for Echo {
        fn ask(&self, ask: &Ask) -> Answer {
            Answer {
                question: ask.question.clone(),
                status: Status::NotFound,
                figures: vec![],
                spans: vec![],
                derivation: None,
                counted: Vec::new(),
                citations: vec![],
                conflicts: vec![],
                near_misses: vec![],
                reason: format!("no {}", ask.question),
                library: Library::default(),
                id: "ABC".into(),
                elapsed_us: 1,
            }
        }
    }

    fn filled_in(options: Value) -> Input {
        let data = json!({"id": "1", "name": "ask", "type": 1, "options": options});
        let data: serenity::model::application::CommandData =
            serde_json::from_value(data).expect("data is whole");
        input(&data.options, "zh-CN")
    }

    #[test]
    fn the_command_is_described_as_discord_wants_it() {
        let command = serde_json::to_value(register()).expect("plain data");
        assert_eq!(command["contexts"], json!([0, 1, 2]));
        assert_eq!(command["integration_types"], json!([0, 1]));
        assert_eq!(command["options"][0]["required"], json!(true));
        assert_eq!(command["options"][0]["max_length"], json!(300));
        assert_eq!(command["options"][1]["type"], json!(5));
        assert!(command["name_localizations"]["zh-CN"].is_string());
    }

    #[test]
    fn options_are_read() {
        let question = json!({"name": "question", "type": 3, "value": " revenue? "});
        let private = json!({"name": "private", "type": 5, "value": true});
        assert_eq!(
            filled_in(json!([question, private])),
            Input { question: "revenue?".into(), private: true, language: Some(Language::Chinese) }
        );
        assert!(!filled_in(json!([question])).private);
        assert_eq!(filled_in(json!([])).question, "");
    }

    #[test]
    fn a_question_is_answered_in_the_askers_language() {
        let mut input =
            Input { question: "revenue".into(), private: false, language: Some(Language::Chinese) };
        assert_eq!(run(&Echo, &input).embed.expect("an embed").title, "没有找到");
        input.language = None;
        assert_eq!(run(&Echo, &input).embed.expect("an embed").description, "no revenue");
    }

    #[test]
    fn an_empty_question_gets_help() {
        let input = Input { question: String::new(), private: false, language: None };
        assert!(run(&Echo, &input).content.starts_with("Ask about"));
    }
}
