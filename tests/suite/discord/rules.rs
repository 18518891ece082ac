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
pub const NO_HISTORY: (u16, u64) = (400, 160_002);
pub const THREAD_EXISTS: (u16, u64) = (400, 160_004);

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
    components(body)?;
    let files = body["attachments"].as_array().map_or(0, Vec::len);
    if content.trim().is_empty() && embeds.is_empty() && files == 0 {
        return Err(refusal(EMPTY_MESSAGE, "Cannot send an empty message"));
    }
    Ok(())
}

/// A form.
pub fn modal(body: &Value) -> Result<(), Refusal> {
    let bad = |what: &str| Err(refusal(INVALID_BODY, format!("modal: {what}")));
    let title = body["title"].as_str().unwrap_or_default();
    if title.trim().is_empty() || width(title) > 45 {
        return bad("title");
    }
    custom_id(body)?;
    let rows = body["components"].as_array().cloned().unwrap_or_default();
    if rows.is_empty() || rows.len() > 5 {
        return bad("components: 1 to 5");
    }
    for row in &rows {
        let input = &row["components"][0];
        custom_id(input)?;
        let label = input["label"].as_str().unwrap_or_default();
        let most = input["max_length"].as_u64().unwrap_or(4000);
        if input["type"] != json!(4) || label.trim().is_empty() || width(label) > 45 || most > 4000 {
            return bad("input");
        }
        fits("placeholder", input["placeholder"].as_str().unwrap_or_default(), 100)?;
        let most = usize::try_from(most).expect("a small number");
        fits("value", input["value"].as_str().unwrap_or_default(), most)?;
    }
    Ok(())
}

/// The choices of an autocomplete.
pub fn choices(body: &Value) -> Result<(), Refusal> {
    let choices = body["choices"].as_array().cloned().unwrap_or_default();
    if choices.len() > 25 {
        return Err(refusal(INVALID_BODY, "choices: 25 at most"));
    }
    for choice in &choices {
        for part in ["name", "value"] {
            let text = choice[part].as_str().unwrap_or_default();
            fits(part, text, 100)?;
            if text.trim().is_empty() {
                return Err(refusal(INVALID_BODY, "choices: This field is required"));
            }
        }
    }
    Ok(())
}

/// The controls of a message: rows of buttons or one menu, each id once.
fn components(body: &Value) -> Result<(), Refusal> {
    let bad = |what: &str| Err(refusal(INVALID_BODY, format!("components: {what}")));
    let rows = body["components"].as_array().cloned().unwrap_or_default();
    if rows.len() > 5 {
        return bad("5 rows at most");
    }
    let mut ids = Vec::new();
    for row in &rows {
        let parts = row["components"].as_array().cloned().unwrap_or_default();
        let menus = parts.iter().filter(|part| part["type"] == json!(3)).count();
        if row["type"] != json!(1) || parts.is_empty() || parts.len() > 5 || (menus > 0 && parts.len() > 1) {
            return bad("a row holds 1 to 5 buttons or one menu");
        }
        for part in &parts {
            ids.push(custom_id(part)?);
            let label = part["label"].as_str().unwrap_or_default();
            fits("label", label, 80)?;
            if part["type"] == json!(2) && label.trim().is_empty() {
                return bad("a button needs a label");
            }
            options(part)?;
        }
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    if ids.len() == count { Ok(()) } else { bad("Component custom id cannot be duplicated") }
}

fn options(menu: &Value) -> Result<(), Refusal> {
    let options = menu["options"].as_array().cloned().unwrap_or_default();
    if menu["type"] == json!(3) && !(1..=25).contains(&options.len()) {
        return Err(refusal(INVALID_BODY, "options: 1 to 25"));
    }
    let mut values: Vec<&str> = options.iter().filter_map(|option| option["value"].as_str()).collect();
    for option in &options {
        fits("option label", option["label"].as_str().unwrap_or_default(), 100)?;
        fits("option value", option["value"].as_str().unwrap_or_default(), 100)?;
    }
    values.sort_unstable();
    values.dedup();
    if values.len() == options.len() { Ok(()) } else { Err(refusal(INVALID_BODY, "options: a value twice")) }
}

fn custom_id(part: &Value) -> Result<String, Refusal> {
    let id = part["custom_id"].as_str().unwrap_or_default();
    if id.is_empty() || width(id) > 100 {
        return Err(refusal(INVALID_BODY, format!("custom_id: `{id}` is none")));
    }
    Ok(id.to_owned())
}

/// A registration of all commands.
pub fn commands(body: &Value) -> Result<(), Refusal> {
    let commands = body.as_array().ok_or_else(|| refusal(INVALID_BODY, "commands are a list"))?;
    for command in commands {
        let name = command["name"].as_str().unwrap_or_default();
        // What stands in the menu of a message or a person is called as one likes, and not described.
        let in_menu = matches!(command["type"].as_u64(), Some(2 | 3));
        let words = |c: char| in_menu || c == '-' || c == '_' || (c.is_alphanumeric() && !c.is_uppercase());
        if in_menu && command["description"].as_str().is_some_and(|text| !text.is_empty()) {
            return Err(refusal(INVALID_BODY, format!("{name}: a description where none is shown")));
        }
        if name.is_empty() || width(name) > 32 || !name.chars().all(words) {
            return Err(refusal(INVALID_BODY, format!("name: `{name}` is none")));
        }
        for described in std::iter::once(command).chain(command["options"].as_array().into_iter().flatten()) {
            let text = described["description"].as_str().unwrap_or_default();
            if text.is_empty() && !in_menu {
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
