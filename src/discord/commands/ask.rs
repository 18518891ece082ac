//! `/ask`: one question, answered in the channel or for the asker alone. Mentions and direct messages ask the same way.

use std::sync::LazyLock;

use serenity::builder::CreateCommand;
use serenity::model::application::{CommandData, CommandOptionType};

use super::describe::Description;
use super::{Filled, Plan, help};
use crate::discord::caller::Caller;
use crate::discord::desk::{Desk, Wanted};
use crate::discord::reply::Reply;

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
}

/// The description of the command.
pub fn register() -> CreateCommand {
    let question = WORDS
        .option(CommandOptionType::String, "question")
        .required(true)
        .min_length(1)
        .max_length(LONGEST_QUESTION);
    WORDS.command(NAME).add_option(question).add_option(WORDS.option(CommandOptionType::Boolean, "private"))
}

pub(super) fn plan(data: &CommandData, caller: &Caller) -> Plan {
    let input = input(Filled(&data.options), caller);
    let caller = caller.clone();
    Plan::say(input.private, move |desk| run(desk, &caller, &input))
}

/// Reads the options a person filled in; the server's maintainers say what holds where nothing is.
fn input(filled: Filled<'_>, caller: &Caller) -> Input {
    Input { question: filled.text("question"), private: filled.is_private(caller) }
}

/// Answers in the light of the questions before; a greeting gets help, and thanks a word.
#[must_use]
pub fn run(desk: &Desk, caller: &Caller, input: &Input) -> Reply {
    if let Some(said) = help::said_to(&input.question, caller) {
        return said;
    }
    desk.converse(Wanted::after(&input.question, desk.conversation(caller)), caller, input.private)
}

static WORDS: LazyLock<Description> = LazyLock::new(|| Description::read(include_str!("../data/ask.toml")));

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::{Value, json};

    use super::*;
    use crate::answer::{Answer, Library, Status};
    use crate::discord::Answers;
    use crate::question::Ask;
    use crate::state::{Server, State};
    use crate::text::Language;

    struct Echo;

    impl Answers for Echo {
        fn part(&self, _tags: &[String]) -> Arc<dyn Answers> {
            Arc::new(Self)
        }

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
                reason: format!("no {} after {}", ask.question, ask.context.join(", ")).trim().to_owned(),
                library: Library::default(),
                id: ask.question.to_ascii_uppercase(),
                elapsed_us: 1,
            }
        }
    }

    fn desk() -> Desk {
        let state = Arc::new(State::in_memory().expect("memory"));
        Desk {
            answers: Arc::new(Echo),
            tags: Vec::new(),
            direct_tags: Arc::from([]),
            server: None,
            state,
            health: Arc::default(),
        }
    }

    fn filled_in(options: Value, caller: &Caller) -> Input {
        let data = json!({"id": "1", "name": "ask", "type": 1, "options": options});
        let data: CommandData = serde_json::from_value(data).expect("data is whole");
        input(Filled(&data.options), caller)
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
    fn options_are_read_and_servers_say_what_holds_without() {
        let question = json!({"name": "question", "type": 3, "value": " revenue? "});
        let private = |value: bool| json!({"name": "private", "type": 5, "value": value});
        let caller = Caller::default();
        let input = filled_in(json!([question, private(true)]), &caller);
        assert_eq!(input, Input { question: "revenue?".into(), private: true });
        assert!(!filled_in(json!([question]), &caller).private);
        assert_eq!(filled_in(json!([]), &caller).question, "");
        let settings = Server { private: true, ..Server::default() };
        let caller = Caller { settings, channel: 3, ..caller };
        assert!(filled_in(json!([question]), &caller).private);
        assert!(!filled_in(json!([question, private(false)]), &caller).private);
        let settings = Server { channels: vec![4], ..Server::default() };
        let caller = Caller { settings, ..caller };
        assert!(filled_in(json!([question, private(false)]), &caller).private);
    }

    #[test]
    fn a_question_is_answered_in_the_askers_language() {
        let ask = |language| {
            let input = Input { question: "revenue".into(), private: false };
            let reply = run(&desk(), &Caller { language, ..Caller::default() }, &input);
            reply.message.embed.expect("an embed")
        };
        assert_eq!(ask(Some(Language::Chinese)).title, "没有找到");
        assert_eq!(ask(None).title, "Nothing found");
    }

    #[test]
    fn questions_follow_each_other_by_person_and_channel() {
        let desk = desk();
        let ask = |question: &str, person, channel| {
            let input = Input { question: question.into(), private: false };
            let reply = run(&desk, &Caller { person, channel, ..Caller::default() }, &input);
            reply.message.embed.expect("an embed").description
        };
        ask("alpha", 1, 2);
        assert_eq!(ask("beta", 1, 2), "no beta after alpha");
        assert_eq!(ask("gamma", 1, 2), "no gamma after alpha, beta");
        assert_eq!(ask("delta", 1, 3), "no delta after");
        assert_eq!(ask("epsilon", 9, 2), "no epsilon after");
        desk.state.forget_person(1).expect("forgotten");
        assert_eq!(ask("zeta", 1, 2), "no zeta after");
    }

    #[test]
    fn an_empty_question_and_a_greeting_get_help() {
        for question in ["", "hello!", "你好"] {
            let input = Input { question: question.into(), private: false };
            let reply = run(&desk(), &Caller::default(), &input);
            assert!(reply.message.content.starts_with("**Ask** with"), "{question}");
        }
    }
}
