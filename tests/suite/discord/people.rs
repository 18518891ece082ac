//! What people do besides asking: press, choose, fill in, edit, delete, use other commands.

use serde_json::{Value, json};

use super::objects::{self, BOT, CHANNEL, GUILD};
use super::server::{Channel, Discord, Kind, Slash};

/// The words of a message, its embeds aside.
pub fn said(reply: &Value) -> &str {
    reply["content"].as_str().unwrap_or_default()
}

/// Asserts that a reply tells the figure that most of these tests ask for.
#[track_caller]
pub fn answers(reply: &Value) {
    let words = reply["embeds"][0]["description"].as_str().unwrap_or_default();
    assert!(words.contains("**39.824 billion yuan**"), "{reply}");
}

/// Where somebody uses a bot that they installed for themselves.
#[derive(Clone, Copy)]
pub enum Own {
    GroupChat,
    Server(u64),
}

impl Own {
    /// Makes an interaction of the server one of this place.
    pub fn set(self, interaction: &mut Value) {
        interaction["authorizing_integration_owners"] = json!({"1": objects::ASKER.to_string()});
        match self {
            Self::GroupChat => {
                let members = interaction.as_object_mut().expect("an object");
                for server in ["guild_id", "guild", "guild_locale", "member"] {
                    members.remove(server);
                }
                interaction["user"] = objects::asker();
                interaction["context"] = json!(2);
                interaction["channel"] = objects::group_chat(CHANNEL);
            }
            Self::Server(server) => {
                interaction["guild_id"] = json!(server.to_string());
                interaction["guild"]["id"] = json!(server.to_string());
                interaction["channel"]["guild_id"] = json!(server.to_string());
            }
        }
    }
}

impl Discord {
    /// Somebody uses a command.
    pub fn uses(&self, name: &str, options: &Value) -> Slash {
        self.interacts(Kind::Command, &objects::command(name, options), |_| {})
    }

    /// Somebody types in an option of a command.
    pub fn types(&self, name: &str, options: &Value) -> Slash {
        self.interacts(Kind::Complete, &objects::command(name, options), |_| {})
    }

    /// The same elsewhere than in the usual channel.
    pub fn types_in(&self, channel: u64, name: &str, options: &Value) -> Slash {
        let parent = self.state().channels[&channel].parent;
        self.interacts(Kind::Complete, &objects::command(name, options), |interaction| {
            interaction["channel_id"] = json!(channel.to_string());
            interaction["channel"] = objects::channel(channel, parent);
        })
    }

    /// Somebody uses a command of a message's menu.
    pub fn uses_on(&self, name: &str, content: &str) -> Slash {
        self.uses_on_post(name, &objects::message(7, CHANNEL, content, &json!([]), true))
    }

    /// The same on a message that is whole, its id 7.
    pub fn uses_on_post(&self, name: &str, message: &Value) -> Slash {
        let data = json!({
            "id": "1000000000000000008", "name": name, "type": 3, "target_id": "7",
            "resolved": {"messages": {"7": message}},
        });
        self.interacts(Kind::Command, &data, |_| {})
    }

    /// Somebody presses the button of a shown message whose id begins so.
    #[track_caller]
    pub fn presses(&self, shown: &Value, id: &str) -> Slash {
        let mut buttons = parts(shown).into_iter().filter(|part| starts(&part["custom_id"], id));
        let button = buttons.find(|button| button["disabled"] != json!(true));
        let button = button.unwrap_or_else(|| panic!("no button `{id}` to press in {shown}"));
        let data = json!({"component_type": 2, "custom_id": button["custom_id"]});
        self.interacts(Kind::Press, &data, |interaction| interaction["message"] = of(shown))
    }

    /// Somebody presses a button that no message of this version has.
    pub fn presses_unknown(&self, id: &str) -> Slash {
        let data = json!({"component_type": 2, "custom_id": id});
        let shown = json!({"content": "old"});
        self.interacts(Kind::Press, &data, |interaction| interaction["message"] = of(&shown))
    }

    /// Somebody chooses an option of the menu of a shown message.
    #[track_caller]
    pub fn chooses(&self, shown: &Value, place: usize) -> Slash {
        let menu = parts(shown).into_iter().find(|part| part["type"] == json!(3)).expect("a menu");
        let value = &menu["options"][place]["value"];
        let data = json!({"component_type": 3, "custom_id": menu["custom_id"], "values": [value]});
        self.interacts(Kind::Press, &data, |interaction| interaction["message"] = of(shown))
    }

    /// Somebody fills in a form; `shown` is the message whose control opened it.
    #[track_caller]
    pub fn fills_in(&self, form: &Value, words: &str, shown: Option<&Value>) -> Slash {
        let input = &form["components"][0]["components"][0];
        let part = json!({"type": 4, "custom_id": input["custom_id"], "value": words});
        let data = json!({
            "custom_id": form["custom_id"], "components": [{"type": 1, "components": [part]}],
        });
        self.interacts(Kind::Form, &data, |interaction| {
            if let Some(shown) = shown {
                interaction["message"] = of(shown);
            }
        })
    }

    /// A thread in a channel, where the bot may do the usual.
    pub fn thread_in(&self, channel: u64) -> u64 {
        let mut id = 0;
        self.change(|state| {
            id = state.new_id();
            let thread = Channel { permissions: objects::USUAL, parent: Some(channel), ..Channel::default() };
            state.channels.insert(id, thread);
        });
        id
    }

    /// Somebody uses a command elsewhere than in the usual channel.
    pub fn uses_in(&self, channel: u64, name: &str, options: &Value) -> Slash {
        let parent = self.state().channels[&channel].parent;
        self.interacts(Kind::Command, &objects::command(name, options), |interaction| {
            interaction["channel_id"] = json!(channel.to_string());
            interaction["channel"] = objects::channel(channel, parent);
        })
    }

    /// Somebody who installed the bot for themselves uses a command in a group chat, or in a server that it is no part of.
    pub fn uses_as_own(&self, place: Own, name: &str, options: &Value) -> Slash {
        self.interacts(Kind::Command, &objects::command(name, options), |interaction| place.set(interaction))
    }

    /// A maintainer sets something with `/settings`; back comes what is said to it.
    pub async fn sets(&self, name: &str, options: Value) -> String {
        let may = self.state().may;
        self.change(|state| state.may = objects::MEMBER | objects::MANAGE_GUILD);
        let used = self.uses("settings", &json!([{"name": name, "type": 1, "options": options}]));
        self.change(|state| state.may = may);
        let reply = self.reply(&used).await;
        reply["content"].as_str().unwrap_or_default().to_owned()
    }

    /// Somebody changes their message.
    pub fn edits(&self, channel: u64, id: u64, content: &str) {
        let mut message = self.state().channels[&channel].messages[&id].clone();
        message["content"] = json!(content);
        if content.contains(&format!("<@{BOT}>")) {
            message["mentions"] = json!([objects::bot_user()]);
        }
        self.change(|state| {
            // Each is later than the one before.
            let micros = state.new_id() % 1_000_000;
            message["edited_timestamp"] = json!(format!("2026-11-22T12:00:30.{micros:06}+00:00"));
            state.channels.get_mut(&channel).expect("a channel").messages.insert(id, message.clone());
        });
        self.dispatch("MESSAGE_UPDATE", &message);
    }

    /// Somebody deletes their message.
    pub fn deletes(&self, channel: u64, id: u64) {
        self.change(|state| {
            state.channels.get_mut(&channel).expect("a channel").messages.remove(&id);
        });
        let mut event = json!({"id": id.to_string(), "channel_id": channel.to_string()});
        if channel == CHANNEL {
            event["guild_id"] = json!(GUILD.to_string());
        }
        self.dispatch("MESSAGE_DELETE", &event);
    }
}

/// All controls of a shown message.
pub fn parts(shown: &Value) -> Vec<Value> {
    let rows = shown["components"].as_array().into_iter().flatten();
    rows.flat_map(|row| row["components"].as_array().cloned().unwrap_or_default()).collect()
}

/// Words that mention the bot.
pub fn to_bot(words: &str) -> String {
    format!("<@{BOT}> {words}")
}

/// A shown message as it comes with an interaction.
fn of(shown: &Value) -> Value {
    objects::own_message(9, CHANNEL, shown)
}

fn starts(id: &Value, with: &str) -> bool {
    id.as_str().is_some_and(|id| id.starts_with(with))
}
