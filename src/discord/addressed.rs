//! Which messages are questions to the bot, and what they ask.

use serenity::model::channel::{Message, MessageType};
use serenity::model::event::MessageUpdateEvent;
use serenity::model::id::UserId;

/// How long an edit of a question is followed, in seconds.
pub(super) const FOLLOWED: i64 = 60;

/// The question of a message that speaks to the bot; `None` when it does not, or was written by a program.
///
/// A direct message always speaks to it, one in a server when it mentions it, a reply with its ping included.
pub(super) fn question(message: &Message, bot: UserId) -> Option<String> {
    let by_program = message.author.bot || message.author.system || message.webhook_id.is_some();
    let by_person = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
    if by_program || !by_person || message.author.id == bot {
        return None;
    }
    let mentioned = message.mentions.iter().any(|user| user.id == bot);
    let is_direct = message.guild_id.is_none();
    (is_direct || mentioned).then(|| without_mention(&message.content, bot))
}

/// What an edited message asks; `None` when its words are not told, or nobody changed them: an address in it was
/// unfolded, for example.
pub(super) fn edited(event: &MessageUpdateEvent, bot: UserId) -> Option<String> {
    event.edited_timestamp?;
    let author = event.author.as_ref().filter(|author| !author.bot && author.id != bot)?;
    let content = event.content.as_deref().filter(|content| !content.is_empty())?;
    tracing::debug!(message = %event.id, author = %author.id, "a message was edited");
    Some(without_mention(content, bot))
}

/// Whether an edited message speaks to the bot and was written a short while before: the mention may have been forgotten
/// at first.
pub(super) fn is_late(event: &MessageUpdateEvent, bot: UserId) -> bool {
    let by_person = matches!(event.kind, Some(MessageType::Regular | MessageType::InlineReply))
        && event.webhook_id.is_none_or(|id| id.is_none());
    let is_mentioned = event.mentions.iter().flatten().any(|user| user.id == bot);
    let times = event.edited_timestamp.zip(event.timestamp);
    let after = times.map(|(edited, written)| edited.unix_timestamp() - written.unix_timestamp());
    by_person && is_mentioned && after.is_some_and(|after| after <= FOLLOWED)
}

/// The words without the bot's own mention.
fn without_mention(content: &str, bot: UserId) -> String {
    let without = content.replace(&format!("<@{bot}>"), " ").replace(&format!("<@!{bot}>"), " ");
    without.trim().to_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::*;

    const BOT: UserId = UserId::new(500);

    /// A message of an asker as Discord sends it, with some members changed.
    pub(in crate::discord) fn message(changes: &Value) -> Message {
        let mut message = json!({
            "id": "1", "channel_id": "2", "content": "", "timestamp": "2026-11-22T12:00:00Z", "edited_timestamp": null,
            "author": {"id": "3", "username": "asker", "discriminator": "0", "avatar": null}, "tts": false,
            "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
            "pinned": false, "type": 0,
        });
        for (key, value) in changes.as_object().expect("changes are an object") {
            message[key] = value.clone();
        }
        serde_json::from_value(message).expect("the message is whole")
    }

    #[track_caller]
    fn case(changes: Value, expected: Option<&str>) {
        assert_eq!(question(&message(&changes), BOT).as_deref(), expected);
    }

    fn bot() -> Value {
        json!({"id": "500", "username": "footnote", "discriminator": "0", "avatar": null, "bot": true})
    }

    #[test]
    fn a_mention_or_a_direct_message_asks() {
        case(json!({"content": "revenue?"}), Some("revenue?"));
        case(json!({"content": "<@500> revenue?", "guild_id": "9", "mentions": [bot()]}), Some("revenue?"));
        case(json!({"content": "revenue <@!500>", "guild_id": "9", "mentions": [bot()]}), Some("revenue"));
        case(
            json!({"content": "and Q2?", "guild_id": "9", "mentions": [bot()], "type": 19}),
            Some("and Q2?"),
        );
        case(json!({"content": "<@500>", "guild_id": "9", "mentions": [bot()]}), Some(""));
    }

    #[test]
    fn talk_among_others_does_not() {
        case(json!({"content": "revenue?", "guild_id": "9"}), None);
        case(json!({"content": "<@501> hi", "guild_id": "9"}), None);
    }

    #[test]
    fn programs_are_not_answered() {
        case(json!({"content": "revenue?", "author": bot()}), None);
        case(json!({"content": "revenue?", "webhook_id": "8"}), None);
        case(json!({"content": "", "type": 7}), None);
    }
}
