//! The HTTP API v10, as far as a bot of this kind goes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::capture::{self, Request};
use super::objects::{
    self, APPLICATION, ATTACH_FILES, BOT, CREATE_PUBLIC_THREADS, EMBED_LINKS, READ_MESSAGE_HISTORY,
    SEND_MESSAGES, SEND_MESSAGES_IN_THREADS, VIEW_CHANNEL,
};
use super::rules::{self, Refusal, refusal};
use super::server::{Interaction, State, TOKEN, World};

/// How long an interaction waits for its acknowledgement, and how long its token lives.
const ACKNOWLEDGE: Duration = Duration::from_secs(3);
const TOKEN_LIVES: Duration = Duration::from_secs(15 * 60);
/// The flag of a message that only the asker sees.
const EPHEMERAL: u64 = 1 << 6;

type Answered = Result<(u16, Value), Refusal>;

pub async fn answer(
    Shared(world): Shared<Arc<World>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let path = uri.path().trim_start_matches("/api/v10").to_owned();
    let (body, files) = read(&headers, bytes).await;
    let by_bot =
        headers.get(header::USER_AGENT).is_some_and(|agent| agent.as_bytes().starts_with(b"DiscordBot"));
    wait_while_held(&world, &path).await;
    let mut answered = (500, json!({"message": "500: Internal Server Error", "code": 0}));
    let mut told = Vec::new();
    world.change(|state| {
        let wait = limited(state, &path);
        if let Some(wait) = wait {
            // To the whole second in the header, as Discord does.
            told.push(("retry-after", wait.ceil().to_string()));
        }
        let budgeted = state.budget.as_mut().and_then(|budget| budget.take(&path, Instant::now()));
        let is_over = budgeted.as_ref().is_some_and(|budgeted| budgeted.is_over);
        told.extend(budgeted.into_iter().flat_map(|budgeted| budgeted.headers));
        if wait.is_some() || is_over {
            answered = (
                429,
                json!({"message": "You are being rate limited.", "retry_after": wait, "global": false}),
            );
        } else if let Some((_, (status, code))) = state.refused.take_if(|(ending, _)| path.ends_with(*ending))
        {
            answered = (status, json!({"message": "Refused on purpose", "code": code}));
        } else if state.faults > 0 {
            state.faults -= 1;
        } else {
            let routed = route(state, &world, &method, &path, &headers, &body);
            answered = routed.unwrap_or_else(|refusal| (refusal.status, refusal.body()));
        }
        let (status, body) = (answered.0, body.clone());
        state.requests.push(Request { method: method.to_string(), path, body, files, status });
    });
    if by_bot {
        capture::write(method.as_str(), &uri.to_string(), &body);
    }
    response(answered, told)
}

/// The JSON of a request and the files that come with it.
async fn read(headers: &HeaderMap, bytes: Bytes) -> (Value, Vec<(String, Vec<u8>)>) {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        return (serde_json::from_slice(&bytes).unwrap_or(Value::Null), Vec::new());
    }
    let request = axum::http::Request::builder().header(header::CONTENT_TYPE, kind);
    let request = request.body(axum::body::Body::from(bytes)).expect("a request");
    let mut parts = Multipart::from_request(request, &()).await.expect("parts");
    let (mut body, mut files) = (Value::Null, Vec::new());
    while let Some(part) = parts.next_field().await.expect("a part") {
        let (name, file) = (part.name().map(str::to_owned), part.file_name().map(str::to_owned));
        let bytes = part.bytes().await.expect("a whole part");
        match (name.as_deref(), file) {
            (Some("payload_json"), _) => body = serde_json::from_slice(&bytes).expect("JSON"),
            (_, Some(file)) => files.push((file, bytes.to_vec())),
            _ => {}
        }
    }
    (body, files)
}

fn response((status, body): (u16, Value), told: Vec<(&'static str, String)>) -> Response {
    let code = StatusCode::from_u16(status).expect("a status");
    let mut response =
        if status == 204 { code.into_response() } else { (code, axum::Json(body)).into_response() };
    for (name, value) in told {
        response.headers_mut().insert(name, value.parse().expect("digits and letters"));
    }
    response
}

async fn wait_while_held(world: &World, path: &str) {
    let is_held = || world.state().held.as_ref().is_some_and(|ending| path.ends_with(ending));
    if !is_held() {
        return;
    }
    let mut changes = world.changes();
    world.change(|state| state.waiting += 1);
    while is_held() && changes.changed().await.is_ok() {
        changes.borrow_and_update();
    }
    world.change(|state| state.waiting -= 1);
}

/// Seconds that a request must wait; one that comes too early again is counted.
fn limited(state: &mut State, path: &str) -> Option<f64> {
    let now = Instant::now();
    let limit = state.limits.iter_mut().find(|limit| path.ends_with(limit.path))?;
    let Some(since) = limit.since else {
        limit.since = Some(now);
        return Some(limit.wait.as_secs_f64());
    };
    let left = (since + limit.wait).saturating_duration_since(now);
    if left.is_zero() {
        return None;
    }
    state.disobeyed += 1;
    Some(left.as_secs_f64())
}

fn route(
    state: &mut State,
    world: &World,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    body: &Value,
) -> Answered {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let needs_token = !matches!(parts.as_slice(), ["gateway"] | ["interactions" | "webhooks", ..]);
    if needs_token && headers.get(header::AUTHORIZATION).is_none_or(|given| given != &format!("Bot {TOKEN}"))
    {
        return Err(refusal((401, 0), "401: Unauthorized"));
    }
    match (method.as_str(), parts.as_slice()) {
        ("GET", ["gateway"]) => Ok((200, json!({"url": format!("ws://{}", world.address)}))),
        ("GET", ["gateway", "bot"]) => Ok((200, gateway_for_bots(world))),
        ("GET", ["users", "@me"]) => Ok((200, objects::bot_user())),
        ("GET", ["applications", "@me"] | ["oauth2", "applications", "@me"]) => Ok((200, application())),
        ("POST", ["users", "@me", "channels"]) => direct_channel(body),
        ("PUT", ["applications", id, "commands"]) => register(state, id, body),
        ("POST", ["interactions", id, token, "callback"]) => acknowledge(state, id, token, body),
        (_, ["webhooks", id, token, rest @ ..]) => webhook(state, method, (id, token), rest, body),
        (_, ["channels", id, rest @ ..]) => channel(state, method, id, rest, body),
        _ => Err(refusal((404, 0), "404: Not Found")),
    }
}

/// The one person there is has the one direct channel.
fn direct_channel(body: &Value) -> Answered {
    if body["recipient_id"] != json!(objects::ASKER.to_string()) {
        return Err(refusal(rules::INVALID_BODY, "recipient_id: nobody"));
    }
    Ok((200, json!({"id": objects::DIRECT.to_string(), "type": 1, "recipients": [objects::asker()]})))
}

fn gateway_for_bots(world: &World) -> Value {
    let limit = json!({"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1});
    json!({"url": format!("ws://{}", world.address), "shards": 1, "session_start_limit": limit})
}

fn application() -> Value {
    json!({
        "id": APPLICATION.to_string(), "name": "footnote", "icon": null, "description": "", "bot_public": true,
        "bot_require_code_grant": false, "verify_key": "0", "team": null, "flags": 0, "summary": "",
    })
}

fn register(state: &mut State, id: &str, body: &Value) -> Answered {
    if id != APPLICATION.to_string() {
        return Err(refusal(
            (403, 20_012),
            "You are not authorized to perform this action on this application",
        ));
    }
    rules::commands(body)?;
    state.registrations += 1;
    state.commands = body.as_array().cloned().unwrap_or_default();
    let registered = state.commands.clone().into_iter().map(|mut command| {
        command["id"] = json!(state.new_id().to_string());
        command["application_id"] = json!(id);
        command["version"] = json!("1");
        command
    });
    Ok((200, registered.collect()))
}

fn acknowledge(state: &mut State, id: &str, token: &str, body: &Value) -> Answered {
    let now = state.now();
    let unknown = || refusal(rules::UNKNOWN_INTERACTION, "Unknown interaction");
    let interaction = state.interactions.get_mut(token).filter(|known| known.id.to_string() == id);
    let interaction = interaction.ok_or_else(unknown)?;
    if interaction.acknowledged.is_some() {
        return Err(refusal(rules::ALREADY_ACKNOWLEDGED, "Interaction has already been acknowledged."));
    }
    if now.saturating_duration_since(interaction.created) > ACKNOWLEDGE {
        return Err(unknown());
    }
    let data = &body["data"];
    let kind = body["type"].as_u64().filter(|kind| interaction.kind.may_get(*kind));
    let kind = kind.ok_or_else(|| refusal(rules::INVALID_BODY, "type: not one for this interaction"))?;
    match kind {
        4 | 7 => rules::message(data)?,
        8 => rules::choices(data)?,
        9 => rules::modal(data)?,
        _ => {}
    }
    if !matches!(kind, 5 | 6) {
        interaction.shown = Some(data.clone());
    }
    interaction.acknowledged = Some(kind);
    interaction.acknowledged_after = Some(now.saturating_duration_since(interaction.created));
    interaction.private = data["flags"].as_u64().unwrap_or_default() & EPHEMERAL != 0;
    Ok((204, Value::Null))
}

/// The message an interaction was answered with, and messages after it.
fn webhook(
    state: &mut State,
    method: &Method,
    (id, token): (&str, &str),
    rest: &[&str],
    body: &Value,
) -> Answered {
    let (now, fresh) = (state.now(), state.new_id());
    let channel = objects::CHANNEL;
    let interaction = state.interactions.get_mut(token).filter(|_| id == APPLICATION.to_string());
    let interaction = interaction.ok_or_else(|| refusal(rules::UNKNOWN_WEBHOOK, "Unknown Webhook"))?;
    if now.saturating_duration_since(interaction.created) > TOKEN_LIVES {
        return Err(refusal(rules::EXPIRED_TOKEN, "Invalid Webhook Token"));
    }
    let unknown = || refusal(rules::UNKNOWN_MESSAGE, "Unknown Message");
    if interaction.acknowledged.is_none() {
        return Err(unknown());
    }
    let wanted = rest.get(1).copied().unwrap_or_default();
    match (method.as_str(), rest) {
        ("POST", []) => {
            rules::message(body)?;
            interaction.followups.insert(fresh, body.clone());
            Ok((200, objects::own_message(fresh, channel, body)))
        }
        ("PATCH", ["messages", _]) => {
            rules::message(body)?;
            *slot(interaction, wanted).ok_or_else(unknown)? = Some(body.clone());
            Ok((200, objects::own_message(fresh, channel, body)))
        }
        ("GET", ["messages", _]) => {
            let shown = slot(interaction, wanted).and_then(|slot| slot.clone()).ok_or_else(unknown)?;
            Ok((200, objects::own_message(fresh, channel, &shown)))
        }
        ("DELETE", ["messages", _]) => {
            *slot(interaction, wanted).ok_or_else(unknown)? = None;
            Ok((204, Value::Null))
        }
        _ => Err(refusal((404, 0), "404: Not Found")),
    }
}

/// Where the words of the original answer stand.
fn slot<'a>(interaction: &'a mut Interaction, wanted: &str) -> Option<&'a mut Option<Value>> {
    (wanted == "@original").then_some(&mut interaction.shown)
}

fn channel(state: &mut State, method: &Method, id: &str, rest: &[&str], body: &Value) -> Answered {
    let fresh = state.new_id();
    let id: u64 = id.parse().map_err(|_| refusal(rules::INVALID_BODY, "channel_id: not a snowflake"))?;
    if let ("POST", ["messages", message, "threads"]) = (method.as_str(), rest) {
        return thread(state, id, message, body);
    }
    let channel =
        state.channels.get_mut(&id).ok_or_else(|| refusal(rules::UNKNOWN_CHANNEL, "Unknown Channel"))?;
    let may = |permission: u64| channel.permissions & permission != 0;
    if !may(VIEW_CHANNEL) {
        return Err(refusal(rules::MISSING_ACCESS, "Missing Access"));
    }
    if let ("GET", []) = (method.as_str(), rest) {
        return Ok((200, objects::channel(id, channel.parent)));
    }
    let with_embeds = body["embeds"].as_array().is_some_and(|embeds| !embeds.is_empty());
    let to_send = if channel.parent.is_some() { SEND_MESSAGES_IN_THREADS } else { SEND_MESSAGES };
    let with_files = body["attachments"].as_array().is_some_and(|files| !files.is_empty());
    if (with_files && !may(ATTACH_FILES)) || !may(to_send) || (with_embeds && !may(EMBED_LINKS)) {
        return Err(refusal(rules::MISSING_PERMISSIONS, "Missing Permissions"));
    }
    match (method.as_str(), rest) {
        ("POST", ["typing"]) => {
            channel.typing += 1;
            Ok((204, Value::Null))
        }
        ("POST", ["messages"]) => post(channel, id, fresh, body),
        ("PATCH" | "DELETE", ["messages", message]) => change(channel, id, method, message, body),
        _ => Err(refusal((404, 0), "404: Not Found")),
    }
}

/// A thread has the id of the message it begins at.
fn thread(state: &mut State, id: u64, message: &str, body: &Value) -> Answered {
    let parent = state.channels.get(&id).ok_or_else(|| refusal(rules::UNKNOWN_CHANNEL, "Unknown Channel"))?;
    if parent.parent.is_some() {
        return Err(refusal((400, 50_024), "Cannot execute action on this channel type"));
    }
    let permissions = parent.permissions;
    if permissions & CREATE_PUBLIC_THREADS == 0 {
        return Err(refusal(rules::MISSING_PERMISSIONS, "Missing Permissions"));
    }
    let message = message.parse::<u64>().ok().filter(|message| parent.messages.contains_key(message));
    let message = message.ok_or_else(|| refusal(rules::UNKNOWN_MESSAGE, "Unknown Message"))?;
    let name = body["name"].as_str().unwrap_or_default();
    if name.trim().is_empty() || rules::width(name) > 100 {
        return Err(refusal(rules::INVALID_BODY, "name: 1 to 100"));
    }
    if state.channels.contains_key(&message) {
        return Err(refusal(rules::THREAD_EXISTS, "A thread has already been created for this message"));
    }
    state
        .channels
        .insert(message, super::server::Channel { permissions, parent: Some(id), ..Default::default() });
    Ok((201, json!({"id": message.to_string(), "type": 11, "name": name, "parent_id": id.to_string()})))
}

fn post(channel: &mut super::server::Channel, id: u64, fresh: u64, body: &Value) -> Answered {
    rules::message(body)?;
    let reference = &body["message_reference"];
    let referred = reference["message_id"].as_str().and_then(|id| id.parse::<u64>().ok());
    if reference.is_object() && channel.permissions & READ_MESSAGE_HISTORY == 0 {
        return Err(refusal(rules::NO_HISTORY, "Cannot reply without permission to read message history"));
    }
    let is_there = referred.is_some_and(|referred| channel.messages.contains_key(&referred));
    if reference.is_object() && !is_there && reference["fail_if_not_exists"] != json!(false) {
        return Err(refusal(rules::INVALID_BODY, "message_reference: Unknown message"));
    }
    let nonce = body["nonce"].as_str().map(str::to_owned);
    if nonce.as_ref().is_some_and(|nonce| nonce.len() > 25) {
        return Err(refusal(rules::INVALID_BODY, "nonce: 25 characters at most"));
    }
    let enforced = nonce.filter(|_| body["enforce_nonce"] == json!(true));
    let known = enforced.as_ref().and_then(|nonce| channel.nonces.get(nonce));
    if let Some(message) = known.and_then(|known| channel.messages.get(known)) {
        return Ok((200, message.clone()));
    }
    let sent = objects::own_message(fresh, id, body);
    channel.messages.insert(fresh, sent.clone());
    channel.replies.push(body.clone());
    channel.nonces.extend(enforced.map(|nonce| (nonce, fresh)));
    Ok((200, sent))
}

fn change(
    channel: &mut super::server::Channel,
    id: u64,
    method: &Method,
    message: &str,
    body: &Value,
) -> Answered {
    let known = message.parse::<u64>().ok().filter(|known| channel.messages.contains_key(known));
    let known = known.ok_or_else(|| refusal(rules::UNKNOWN_MESSAGE, "Unknown Message"))?;
    if channel.messages[&known]["author"]["id"] != json!(BOT.to_string()) {
        return Err(refusal(rules::NOT_YOURS, "Cannot edit a message authored by another user"));
    }
    if method == Method::DELETE {
        channel.messages.remove(&known);
        return Ok((204, Value::Null));
    }
    rules::message(body)?;
    let changed = objects::own_message(known, id, body);
    channel.messages.insert(known, changed.clone());
    Ok((200, changed))
}
