//! The gateway: HELLO, IDENTIFY, READY, heartbeats, RESUME with replay, reconnects, invalid sessions, close codes.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::objects;
use super::server::{Push, Session, State, TOKEN, World};

const GUILDS: u64 = 1;
const GUILD_MESSAGES: u64 = 1 << 9;
const DIRECT_MESSAGES: u64 = 1 << 12;
/// Members, presences and message content need Discord's leave.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;

pub const AUTHENTICATION_FAILED: u16 = 4004;
pub const INVALID_SHARD: u16 = 4010;
pub const DISALLOWED_INTENTS: u16 = 4014;
const DECODE_ERROR: u16 = 4002;
const NOT_AUTHENTICATED: u16 = 4003;

pub async fn socket(Shared(world): Shared<Arc<World>>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async move |socket| serve(socket, world).await)
}

/// Whether a session with these intents is told of an event.
pub fn is_wanted(intents: u64, kind: &str, data: &Value) -> bool {
    match kind {
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" if data["guild_id"].is_string() => {
            intents & GUILD_MESSAGES != 0
        }
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" => intents & DIRECT_MESSAGES != 0,
        "GUILD_CREATE" => intents & GUILDS != 0,
        _ => true,
    }
}

async fn serve(mut socket: WebSocket, world: Arc<World>) {
    let (sender, mut pushes) = mpsc::unbounded_channel();
    let heartbeat = u64::try_from(world.state().heartbeat.as_millis()).expect("a short time");
    let hello = json!({"op": 10, "s": null, "t": null, "d": {"heartbeat_interval": heartbeat, "_trace": []}});
    if send(&mut socket, &hello).await.is_err() {
        return;
    }
    loop {
        tokio::select! {
            push = pushes.recv() => match push {
                Some(Push::Frame(frame)) => if send(&mut socket, &frame).await.is_err() { break },
                Some(Push::Close(code)) => { close(&mut socket, code).await; break }
                Some(Push::Drop) | None => break,
            },
            frame = socket.recv() => match frame {
                Some(Ok(Message::Text(text))) => heard(&world, &sender, text.as_str()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                Some(Ok(_)) => {}
            },
        }
    }
    world.change(|state| {
        if state.socket.as_ref().is_some_and(|(_, open)| open.same_channel(&sender)) {
            state.socket = None;
        }
    });
}

/// Acts on a payload of the bot; what it is told goes through `socket`.
fn heard(world: &World, socket: &mpsc::UnboundedSender<Push>, text: &str) {
    let Ok(payload) = serde_json::from_str::<Value>(text) else {
        let _ = socket.send(Push::Close(DECODE_ERROR));
        return;
    };
    let data = &payload["d"];
    world.change(|state| match payload["op"].as_u64() {
        Some(1) => heartbeat(state, socket),
        Some(2) => identify(state, socket, data, world),
        Some(6) => resume(state, socket, data),
        Some(3) => {}
        _ => drop(socket.send(Push::Close(NOT_AUTHENTICATED))),
    });
}

fn heartbeat(state: &mut State, socket: &mpsc::UnboundedSender<Push>) {
    state.heartbeats += 1;
    if !state.silent {
        let _ = socket.send(Push::Frame(json!({"op": 11, "d": null, "s": null, "t": null})));
    }
}

fn identify(state: &mut State, socket: &mpsc::UnboundedSender<Push>, data: &Value, world: &World) {
    state.identifies.push(data.clone());
    let intents = data["intents"].as_u64().unwrap_or_default();
    let refused = match state.closes.pop_front() {
        Some(code) => Some(code),
        None if !is_token(&data["token"]) => Some(AUTHENTICATION_FAILED),
        None if intents & PRIVILEGED != 0 => Some(DISALLOWED_INTENTS),
        None if data["shard"][0].as_u64() >= data["shard"][1].as_u64() => Some(INVALID_SHARD),
        None if !data["properties"]["os"].is_string() => Some(DECODE_ERROR),
        None => None,
    };
    if let Some(code) = refused {
        let _ = socket.send(Push::Close(code));
        return;
    }
    let shard = data["shard"].clone();
    let name = format!("session{}", state.identifies.len());
    state.sessions.clear();
    state.sessions.insert(name.clone(), Session { intents, ..Session::default() });
    state.socket = Some((name.clone(), socket.clone()));
    state.dispatch("READY", &objects::ready(&name, &format!("ws://{}", world.address), &shard));
    state.dispatch("GUILD_CREATE", &objects::guild());
}

fn resume(state: &mut State, socket: &mpsc::UnboundedSender<Push>, data: &Value) {
    let name = data["session_id"].as_str().unwrap_or_default().to_owned();
    let after = data["seq"].as_u64().unwrap_or_default();
    let Some(session) = state.sessions.get(&name).filter(|_| is_token(&data["token"])) else {
        let _ = socket.send(Push::Frame(json!({"op": 9, "d": false, "s": null, "t": null})));
        return;
    };
    for (_, event) in session.log.iter().filter(|(seq, _)| *seq > after) {
        let _ = socket.send(Push::Frame(event.clone()));
    }
    state.resumes += 1;
    state.socket = Some((name, socket.clone()));
    state.dispatch("RESUMED", &json!({"_trace": []}));
}

fn is_token(token: &Value) -> bool {
    token.as_str().is_some_and(|token| token.trim_start_matches("Bot ") == TOKEN)
}

async fn send(socket: &mut WebSocket, payload: &Value) -> Result<(), axum::Error> {
    socket.send(Message::Text(payload.to_string().into())).await
}

async fn close(socket: &mut WebSocket, code: u16) {
    let _ = socket.send(Message::Close(Some(CloseFrame { code, reason: "".into() }))).await;
    while let Some(Ok(_)) = socket.recv().await {}
}
