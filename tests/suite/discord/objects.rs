//! Whole objects as Discord sends them: serenity passes over an event that lacks one required member.

use serde_json::{Value, json};

pub const APPLICATION: u64 = 1_000_000_000_000_000_001;
/// A bot's user has its application's id.
pub const BOT: u64 = APPLICATION;
pub const GUILD: u64 = 1_000_000_000_000_000_002;
pub const CHANNEL: u64 = 1_000_000_000_000_000_003;
pub const DIRECT: u64 = 1_000_000_000_000_000_004;
pub const ASKER: u64 = 1_000_000_000_000_000_005;
/// A channel where the bot may do nothing until a test grants it.
pub const CLOSED: u64 = 1_000_000_000_000_000_006;

/// A channel of posts, each a thread.
pub const FORUM: u64 = 1_000_000_000_000_000_010;

pub const VIEW_CHANNEL: u64 = 1 << 10;
pub const SEND_MESSAGES: u64 = 1 << 11;
pub const EMBED_LINKS: u64 = 1 << 14;
pub const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
pub const MANAGE_GUILD: u64 = 1 << 5;
pub const ATTACH_FILES: u64 = 1 << 15;
pub const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;
pub const READ_MESSAGE_HISTORY: u64 = 1 << 16;
/// What the bot may do in an ordinary channel and its threads.
pub const USUAL: u64 = VIEW_CHANNEL
    | SEND_MESSAGES
    | SEND_MESSAGES_IN_THREADS
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY;
/// What a member may do who may not manage the server.
pub const MEMBER: u64 = 2_248_473_465_835_073 & !MANAGE_GUILD;

/// The type of a thread.
pub const PUBLIC_THREAD: u64 = 11;

const JOINED: &str = "2026-01-01T00:00:00.000000+00:00";

pub fn bot_user() -> Value {
    json!({
        "id": BOT.to_string(), "username": "footnote", "global_name": null, "discriminator": "0", "avatar": null,
        "bot": true, "flags": 0, "public_flags": 0, "mfa_enabled": true, "verified": true, "email": null,
    })
}

pub fn asker() -> Value {
    json!({
        "id": ASKER.to_string(), "username": "asker", "global_name": "Asker", "discriminator": "0", "avatar": null,
        "public_flags": 0, "flags": 0,
    })
}

fn member() -> Value {
    json!({
        "nick": null, "avatar": null, "banner": null, "roles": [], "joined_at": JOINED, "premium_since": null,
        "deaf": false, "mute": false, "flags": 0, "pending": false, "communication_disabled_until": null,
    })
}

pub fn ready(session: &str, gateway: &str, shard: &Value) -> Value {
    json!({
        "v": 10, "user": bot_user(), "guilds": [{"id": GUILD.to_string(), "unavailable": true}],
        "session_id": session, "resume_gateway_url": gateway, "shard": shard, "session_type": "normal",
        "application": {"id": APPLICATION.to_string(), "flags": 0}, "private_channels": [], "presences": [],
        "relationships": [], "user_settings": {}, "geo_ordered_rtc_regions": [], "_trace": ["[\"fake\"]"],
    })
}

/// The server, with the ids above.
pub fn guild() -> Value {
    serde_json::from_str(include_str!("guild.json")).expect("the file is JSON")
}

/// A message of the asker. `guild` is whether it was written in the server.
pub fn message(id: u64, channel: u64, content: &str, mentions: &Value, guild: bool) -> Value {
    let mut message = json!({
        "id": id.to_string(), "channel_id": channel.to_string(), "author": asker(), "content": content,
        "timestamp": "2026-11-22T12:00:00.000000+00:00", "edited_timestamp": null, "tts": false,
        "mention_everyone": false, "mentions": mentions, "mention_roles": [], "attachments": [], "embeds": [],
        "pinned": false, "type": 0, "flags": 0, "components": [], "nonce": id.to_string(),
        "channel_type": if guild { 0 } else { 1 },
    });
    if guild {
        message["guild_id"] = json!(GUILD.to_string());
        message["member"] = member();
    }
    message
}

/// A channel as Discord describes it.
pub fn channel(id: u64, parent: Option<u64>) -> Value {
    let kind = match (id, parent) {
        (_, Some(_)) => PUBLIC_THREAD,
        (FORUM, None) => 15,
        (DIRECT, None) => 1,
        _ => 0,
    };
    json!({
        "id": id.to_string(), "type": kind, "name": "general", "guild_id": GUILD.to_string(), "flags": 0,
        "permissions": "2248473465835073", "position": 0, "nsfw": false, "topic": null, "last_message_id": null,
        "rate_limit_per_user": 0, "parent_id": parent.map(|parent| parent.to_string()),
    })
}

/// A chat of a few people, as Discord describes it to a bot that one of them installed.
pub fn group_chat(id: u64) -> Value {
    json!({
        "id": id.to_string(), "type": 3, "name": null, "icon": null, "owner_id": ASKER.to_string(), "flags": 0,
        "last_message_id": null, "recipients": [asker()],
    })
}

/// A message of the bot as the API gives it back.
pub fn own_message(id: u64, channel: u64, body: &Value) -> Value {
    let mut sent = message(id, channel, body["content"].as_str().unwrap_or_default(), &json!([]), false);
    sent["author"] = bot_user();
    sent["flags"] = json!(body["flags"].as_u64().unwrap_or_default());
    sent["components"] = body["components"].as_array().cloned().unwrap_or_default().into();
    sent["embeds"] = body["embeds"].as_array().cloned().unwrap_or_default().into();
    sent
}

/// A filled-in `/ask`.
pub fn slash(question: &str, private: Option<bool>) -> Value {
    let mut options = vec![json!({"name": "question", "type": 3, "value": question})];
    options.extend(private.map(|private| json!({"name": "private", "type": 5, "value": private})));
    command("ask", &json!(options))
}

/// The data of a filled-in command.
pub fn command(name: &str, options: &Value) -> Value {
    json!({"id": "1000000000000000007", "name": name, "type": 1, "options": options})
}

/// An interaction of the asker, who has these permissions and roles, in the server.
pub fn interaction(id: u64, token: &str, kind: u64, data: &Value, (may, locale): (u64, &str)) -> Value {
    let mut caller = member();
    caller["user"] = asker();
    caller["permissions"] = json!(may.to_string());
    json!({
        "id": id.to_string(), "application_id": APPLICATION.to_string(), "type": kind, "token": token, "version": 1,
        "guild_id": GUILD.to_string(), "channel_id": CHANNEL.to_string(), "member": caller, "locale": locale,
        "guild_locale": "en-US", "app_permissions": "2248473465835073", "entitlements": [],
        "authorizing_integration_owners": {"0": GUILD.to_string()}, "context": 0, "attachment_size_limit": 10_485_760,
        "entitlement_sku_ids": [],
        "guild": {"id": GUILD.to_string(), "locale": "en-US", "features": []},
        "channel": channel(CHANNEL, None),
        "data": data,
    })
}
