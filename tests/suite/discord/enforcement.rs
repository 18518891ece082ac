//! The server's own rules bite: each is broken here once, without the bot.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use super::objects::{APPLICATION, CHANNEL, CLOSED, DIRECT, VIEW_CHANNEL};
use super::server::{Discord, Limit, TOKEN};

async fn send(discord: &Discord, method: Method, path: &str, body: Value) -> (u16, Value) {
    let request = reqwest::Client::new()
        .request(method, format!("{}/api/v10{path}", discord.url()))
        .header("authorization", format!("Bot {TOKEN}"))
        .header("content-type", "application/json")
        .body(body.to_string());
    let response = request.send().await.expect("the server answers");
    let status = response.status().as_u16();
    let bytes = response.bytes().await.expect("a whole body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

async fn post(discord: &Discord, path: &str, body: Value) -> (u16, u64) {
    let (status, body) = send(discord, Method::POST, path, body).await;
    (status, body["code"].as_u64().unwrap_or_default())
}

fn words(content: &str) -> Value {
    json!({"content": content, "allowed_mentions": {"parse": [], "replied_user": false}})
}

fn with_embed(embed: Value) -> Value {
    let mut body = words("");
    body["embeds"] = json!([embed]);
    body
}

fn answer(data: Value) -> Value {
    json!({"type": 4, "data": data})
}

fn callback(discord: &Discord, token: &str) -> String {
    format!("/interactions/{}/{token}/callback", discord.state().interactions[token].id)
}

fn original(token: &str) -> String {
    format!("/webhooks/{APPLICATION}/{token}/messages/@original")
}

fn messages(channel: u64) -> String {
    format!("/channels/{channel}/messages")
}

#[tokio::test]
async fn an_interaction_is_acknowledged_once_in_three_seconds_by_its_token() {
    let discord = Discord::start().await;
    let token = discord.slash_unsent(Instant::now());
    let path = callback(&discord, &token);
    assert_eq!(post(&discord, &path.replace(&token, "other"), answer(words("a"))).await, (404, 10_062));
    assert_eq!(send(&discord, Method::PATCH, &original(&token), words("a")).await.0, 404);
    assert_eq!(post(&discord, &path, answer(words("a"))).await.0, 204);
    assert_eq!(post(&discord, &path, answer(words("a"))).await, (400, 40_060));

    let late = discord.slash_unsent(Instant::now());
    discord.change(|state| state.moved = Duration::from_secs(4));
    assert_eq!(post(&discord, &callback(&discord, &late), answer(words("a"))).await, (404, 10_062));
}

#[tokio::test]
async fn a_token_lives_fifteen_minutes() {
    let discord = Discord::start().await;
    let token = discord.slash_unsent(Instant::now());
    assert_eq!(post(&discord, &callback(&discord, &token), json!({"type": 5})).await.0, 204);
    let original = original(&token);
    assert_eq!(send(&discord, Method::PATCH, &original, words("a")).await.0, 200);
    assert_eq!(send(&discord, Method::GET, &original, Value::Null).await.1["content"], json!("a"));
    let followups = format!("/webhooks/{APPLICATION}/{token}");
    assert_eq!(post(&discord, &followups, words("b")).await.0, 200);
    assert_eq!(send(&discord, Method::DELETE, &original, Value::Null).await.0, 204);
    assert_eq!(post(&discord, &format!("/webhooks/{APPLICATION}/other"), words("b")).await, (404, 10_015));
    discord.change(|state| state.moved = Duration::from_secs(16 * 60));
    assert_eq!(post(&discord, &followups, words("b")).await, (401, 50_027));
    assert_eq!(send(&discord, Method::PATCH, &original, words("a")).await.0, 401);
}

#[tokio::test]
async fn every_limit_of_a_message_is_enforced() {
    let discord = Discord::start().await;
    let path = messages(CHANNEL);
    let long = |length: usize| "x".repeat(length);
    let fields = |count: usize, width: usize| vec![json!({"name": "n", "value": long(width)}); count];
    for body in [
        words(&long(2001)),
        words(&"😀".repeat(1001)),
        with_embed(json!({"title": long(257)})),
        with_embed(json!({"description": long(4097)})),
        with_embed(json!({"footer": {"text": long(2049)}})),
        with_embed(json!({"fields": fields(26, 1)})),
        with_embed(json!({"fields": fields(1, 1025)})),
        with_embed(json!({"fields": fields(6, 1010)})),
        with_embed(json!({"fields": [{"name": " ", "value": "v"}]})),
        with_embed(json!({"title": "t", "url": "javascript:alert(1)"})),
    ] {
        assert_eq!(post(&discord, &path, body.clone()).await, (400, 50_035), "{body}");
    }
    assert_eq!(post(&discord, &path, words(" ")).await, (400, 50_006));
    assert_eq!(post(&discord, &path, with_embed(json!({"fields": fields(5, 1000)}))).await.0, 200);
}

#[tokio::test]
async fn every_body_with_words_must_ping_nobody() {
    let discord = Discord::start().await;
    let token = discord.slash_unsent(Instant::now());
    for allowed in [
        Value::Null,
        json!({"parse": ["users"], "replied_user": false}),
        json!({"parse": [], "replied_user": true}),
        json!({"parse": []}),
        json!({"parse": [], "users": ["1"], "replied_user": false}),
    ] {
        let body = json!({"content": "a", "allowed_mentions": allowed});
        assert_eq!(post(&discord, &messages(CHANNEL), body.clone()).await, (400, 50_035), "{body}");
        assert_eq!(post(&discord, &callback(&discord, &token), answer(body)).await, (400, 50_035));
    }
    assert_eq!(post(&discord, &callback(&discord, &token), json!({"type": 5})).await.0, 204);
    assert_eq!(send(&discord, Method::PATCH, &original(&token), json!({"content": "a"})).await.0, 400);
}

#[tokio::test]
async fn permissions_are_those_that_were_given() {
    let discord = Discord::start().await;
    assert_eq!(post(&discord, &messages(9), words("a")).await, (404, 10_003));
    assert_eq!(post(&discord, &messages(CLOSED), words("a")).await, (403, 50_001));
    discord.change(|state| state.channels.get_mut(&CLOSED).expect("a channel").permissions = VIEW_CHANNEL);
    assert_eq!(post(&discord, &messages(CLOSED), words("a")).await, (403, 50_013));
    assert_eq!(post(&discord, &format!("/channels/{CLOSED}/typing"), Value::Null).await, (403, 50_013));
}

#[tokio::test]
async fn a_reply_needs_its_message_and_a_nonce_is_used_once() {
    let discord = Discord::start().await;
    let mut body = words("a");
    body["message_reference"] = json!({"message_id": "9", "channel_id": DIRECT.to_string()});
    assert_eq!(post(&discord, &messages(DIRECT), body.clone()).await, (400, 50_035));
    body["message_reference"]["fail_if_not_exists"] = json!(false);
    body["nonce"] = json!("x".repeat(26));
    assert_eq!(post(&discord, &messages(DIRECT), body.clone()).await, (400, 50_035));
    body["nonce"] = json!("once");
    body["enforce_nonce"] = json!(true);
    for _ in 0..2 {
        assert_eq!(post(&discord, &messages(DIRECT), body.clone()).await.0, 200);
    }
    assert_eq!(discord.state().channels[&DIRECT].replies.len(), 1);
}

#[tokio::test]
async fn only_its_own_messages_can_be_changed() {
    let discord = Discord::start().await;
    let theirs = discord.written(CHANNEL, "a");
    let path = format!("{}/{theirs}", messages(CHANNEL));
    assert_eq!(send(&discord, Method::PATCH, &path, words("b")).await.1["code"], json!(50_005));
    let gone = format!("{}/1", messages(CHANNEL));
    assert_eq!(send(&discord, Method::DELETE, &gone, Value::Null).await.1["code"], json!(10_008));
    let (_, own) = send(&discord, Method::POST, &messages(CHANNEL), words("a")).await;
    let path = format!("{}/{}", messages(CHANNEL), own["id"].as_str().expect("an id"));
    assert_eq!(send(&discord, Method::PATCH, &path, words("b")).await.0, 200);
    assert_eq!(send(&discord, Method::DELETE, &path, Value::Null).await.0, 204);
}

#[tokio::test]
async fn commands_need_names_and_descriptions() {
    let discord = Discord::start().await;
    let path = format!("/applications/{APPLICATION}/commands");
    for bad in [json!([{"name": "Ask", "description": "d"}]), json!([{"name": "ask"}]), json!({})] {
        assert_eq!(send(&discord, Method::PUT, &path, bad).await.1["code"], json!(50_035));
    }
    assert_eq!(send(&discord, Method::PUT, &path, footnote::discord::commands::registration()).await.0, 200);
    assert_eq!(send(&discord, Method::PUT, "/applications/1/commands", json!([])).await.0, 403);
}

#[tokio::test]
async fn a_limit_that_is_not_waited_out_is_counted() {
    let discord = Discord::start().await;
    discord.change(|state| {
        state.limits = vec![Limit { path: "/messages", wait: Duration::from_secs(60), since: None }];
    });
    for _ in 0..2 {
        assert_eq!(post(&discord, &messages(CHANNEL), words("a")).await.0, 429);
    }
    assert_eq!(discord.state().disobeyed, 1);
}

#[tokio::test]
async fn a_wrong_token_is_refused() {
    let discord = Discord::start().await;
    let response =
        reqwest::get(format!("{}/api/v10/users/@me", discord.url())).await.expect("the server answers");
    assert_eq!(response.status().as_u16(), 401);
}

#[tokio::test]
async fn controls_and_forms_have_their_limits_too() {
    let discord = Discord::start().await;
    let path = messages(CHANNEL);
    let button = |id: &str, label: &str| json!({"type": 2, "style": 2, "custom_id": id, "label": label});
    let with = |rows: Value| {
        let mut body = words("a");
        body["components"] = rows;
        body
    };
    let row = |parts: Vec<Value>| json!({"type": 1, "components": parts});
    let option = |value: &str| json!({"label": "a", "value": value});
    let menu = |options: Vec<Value>| json!({"type": 3, "custom_id": "m", "options": options});
    for rows in [
        json!([row(vec![button("a", "a"), button("a", "b")])]),
        json!([row(vec![button("a", &"x".repeat(81))])]),
        json!([row(vec![button("a", " ")])]),
        json!([row(vec![button(&"x".repeat(101), "a")])]),
        json!([row(vec![])]),
        json!([row((0..6).map(|at| button(&at.to_string(), "a")).collect())]),
        json!([row(vec![menu(vec![])])]),
        json!([row(vec![menu(vec![option("a"), option("a")])])]),
        (0..6).map(|at| row(vec![button(&at.to_string(), "a")])).collect(),
    ] {
        assert_eq!(post(&discord, &path, with(rows.clone())).await, (400, 50_035), "{rows}");
    }
    assert_eq!(post(&discord, &path, with(json!([row(vec![button("a", "a")])]))).await.0, 200);

    let token = discord.slash_unsent(Instant::now());
    let input = |label: &str| json!({"type": 4, "custom_id": "i", "style": 2, "label": label});
    let form = |title: &str, label: &str| {
        let rows = [row(vec![input(label)])];
        json!({"type": 9, "data": {"custom_id": "f", "title": title, "components": rows}})
    };
    let callback = callback(&discord, &token);
    for body in
        [form(&"x".repeat(46), "a"), form("a", &"x".repeat(46)), json!({"type": 7}), json!({"type": 8})]
    {
        assert_eq!(post(&discord, &callback, body.clone()).await, (400, 50_035), "{body}");
    }
    assert_eq!(post(&discord, &callback, form("a", "a")).await.0, 204);
}

#[tokio::test]
async fn a_thread_needs_its_right_its_message_and_a_name() {
    let discord = Discord::start().await;
    let message = discord.written(CHANNEL, "a");
    let path = format!("{}/{message}/threads", messages(CHANNEL));
    assert_eq!(post(&discord, &path, json!({"name": "a"})).await, (403, 50_013));
    let may = super::objects::CREATE_PUBLIC_THREADS;
    discord.change(|state| state.channels.get_mut(&CHANNEL).expect("a channel").permissions |= may);
    assert_eq!(post(&discord, &path, json!({"name": "x".repeat(101)})).await, (400, 50_035));
    assert_eq!(post(&discord, &path, json!({"name": "a"})).await.0, 201);
    assert_eq!(post(&discord, &path, json!({"name": "a"})).await, (400, 160_004));
}

#[tokio::test]
async fn who_may_not_read_the_history_may_not_reply() {
    let discord = Discord::start().await;
    let message = discord.written(CHANNEL, "a");
    let mut body = words("b");
    body["message_reference"] = json!({"message_id": message.to_string(), "channel_id": CHANNEL.to_string()});
    assert_eq!(post(&discord, &messages(CHANNEL), body.clone()).await.0, 200);
    let may = super::objects::READ_MESSAGE_HISTORY;
    discord.change(|state| state.channels.get_mut(&CHANNEL).expect("a channel").permissions &= !may);
    assert_eq!(post(&discord, &messages(CHANNEL), body).await, (400, 160_002));
}
