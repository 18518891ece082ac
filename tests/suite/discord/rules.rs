//! What Discord accepts in a body, and how it says no.

use serde_json::{Value, json};

/// How Discord says no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    pub code: u64,
    pub message: String,
}

pub const UNKNOWN_CHANNEL: (u16, u64) = (404, 10_003);
pub const UNKNOWN_MESSAGE: (u16, u64) = (404, 10_008);
pub const UNKNOWN_WEBHOOK: (u16, u64) = (404, 10_015);
pub const UNKNOWN_INTERACTION: (u16, u64) = (404, 10_062);
pub const ALREADY_ACKNOWLEDGED: (u16, u64) = (400, 40_060);
pub const MISSING_ACCESS: (u16, u64) = (403, 50_001);
pub const NOT_YOURS: (u16, u64) = (403, 50_005);
pub const EMPTY_MESSAGE: (u16, u64) = (400, 50_006);
pub const MISSING_PERMISSIONS: (u16, u64) = (403, 50_013);
pub const EXPIRED_TOKEN: (u16, u64) = (401, 50_027);
pub const INVALID_BODY: (u16, u64) = (400, 50_035);

pub fn refusal((status, code): (u16, u64), message: impl Into<String>) -> Refusal {
    Refusal { status, code, message: message.into() }
}

impl Refusal {
    pub fn body(&self) -> Value {
        json!({"message": self.message, "code": self.code})
    }
}

/// How Discord counts, at its strictest.
pub fn width(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A message to be sent or put in the place of another.
pub fn message(body: &Value) -> Result<(), Refusal> {
    pings_nobody(body)?;
    let content = body["content"].as_str().unwrap_or_default();
    fits("content", content, 2000)?;
    let embeds = body["embeds"].as_array().cloned().unwrap_or_default();
    if embeds.len() > 10 {
        return Err(refusal(INVALID_BODY, "embeds: 10 at most"));
    }
    let total: usize = embeds.iter().map(embed).sum::<Result<usize, Refusal>>()?;
    if total > 6000 {
        return Err(refusal(INVALID_BODY, format!("embeds: {total} characters in all, 6000 at most")));
    }
    if content.trim().is_empty() && embeds.is_empty() {
        return Err(refusal(EMPTY_MESSAGE, "Cannot send an empty message"));
    }
    Ok(())
}

/// A registration of all commands.
pub fn commands(body: &Value) -> Result<(), Refusal> {
    let commands = body.as_array().ok_or_else(|| refusal(INVALID_BODY, "commands are a list"))?;
    for command in commands {
        let name = command["name"].as_str().unwrap_or_default();
        let words = |c: char| c == '-' || c == '_' || (c.is_alphanumeric() && !c.is_uppercase());
        if name.is_empty() || width(name) > 32 || !name.chars().all(words) {
            return Err(refusal(INVALID_BODY, format!("name: `{name}` is none")));
        }
        for described in std::iter::once(command).chain(command["options"].as_array().into_iter().flatten()) {
            let text = described["description"].as_str().unwrap_or_default();
            if text.is_empty() {
                return Err(refusal(INVALID_BODY, format!("{name}: no description")));
            }
            fits("description", text, 100)?;
        }
    }
    Ok(())
}

/// This server's own rule: the bot never pings, not even by accident.
fn pings_nobody(body: &Value) -> Result<(), Refusal> {
    let allowed = &body["allowed_mentions"];
    let is_empty = |key: &str| allowed[key].as_array().is_none_or(Vec::is_empty);
    let parse = allowed["parse"].as_array().is_some_and(Vec::is_empty);
    let nobody = parse && is_empty("users") && is_empty("roles") && allowed["replied_user"] == json!(false);
    if nobody {
        Ok(())
    } else {
        Err(refusal(INVALID_BODY, "allowed_mentions: must be there and ping nobody"))
    }
}

/// The width of an embed's strings.
fn embed(embed: &Value) -> Result<usize, Refusal> {
    let mut total = 0;
    let mut part = |name: &str, value: &Value, limit: usize| {
        let text = value.as_str().unwrap_or_default();
        total += width(text);
        fits(name, text, limit)
    };
    part("title", &embed["title"], 256)?;
    part("description", &embed["description"], 4096)?;
    part("footer", &embed["footer"]["text"], 2048)?;
    part("author", &embed["author"]["name"], 256)?;
    let fields = embed["fields"].as_array().cloned().unwrap_or_default();
    if fields.len() > 25 {
        return Err(refusal(INVALID_BODY, "fields: 25 at most"));
    }
    for field in &fields {
        part("field name", &field["name"], 256)?;
        part("field value", &field["value"], 1024)?;
        let is_blank = |key: &str| field[key].as_str().is_none_or(|text| text.trim().is_empty());
        if is_blank("name") || is_blank("value") {
            return Err(refusal(INVALID_BODY, "fields: This field is required"));
        }
    }
    if let Some(url) = embed["url"].as_str()
        && !(url.starts_with("http://") || url.starts_with("https://"))
    {
        return Err(refusal(INVALID_BODY, "url: Not a well formed URL"));
    }
    if total == 0 {
        return Err(refusal(EMPTY_MESSAGE, "Cannot send an empty message"));
    }
    Ok(total)
}

fn fits(name: &str, text: &str, limit: usize) -> Result<(), Refusal> {
    let length = width(text);
    if length <= limit {
        return Ok(());
    }
    Err(refusal(INVALID_BODY, format!("{name}: {length} characters, {limit} at most")))
}
