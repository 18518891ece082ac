//! Lost sockets, reconnects, invalid sessions, bad tokens.

use std::time::Duration;

use serde_json::json;

use super::bot::Bot;
use super::gateway::DISALLOWED_INTENTS;
use super::objects::{BOT, CHANNEL, DIRECT};
use super::server::Discord;

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_socket_resumes_and_a_missed_question_is_answered_once() {
    let discord = Discord::start().await;
    let _bot = Bot::start(&discord);
    discord.ready().await;
    let missed = discord.written(CHANNEL, &format!("<@{BOT}> revenue?"));
    let message = discord.state().channels[&CHANNEL].messages[&missed].clone();
    discord.drop_socket(Some(("MESSAGE_CREATE", message.clone())));
    discord.reply_in(CHANNEL, missed).await;
    // Told a second time, as a gateway may after a resume, and then something after it.
    discord.dispatch("MESSAGE_CREATE", &message);
    let next = discord.says(DIRECT, "revenue?");
    discord.reply_in(DIRECT, next).await;
    let state = discord.state();
    assert_eq!((state.resumes, state.identifies.len()), (1, 1));
    assert_eq!(state.channels[&CHANNEL].replies.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reconnect_is_followed_by_a_resume() {
    let discord = Discord::start().await;
    let _bot = Bot::start(&discord);
    discord.ready().await;
    discord.push(json!({"op": 7, "d": null, "s": null, "t": null}));
    discord.until("a resume", |state| (state.resumes == 1).then_some(())).await;
    let asked = discord.slash("revenue?", None);
    discord.reply(&asked).await;
    assert_eq!(discord.state().identifies.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_session_begins_anew_and_registers_nothing_twice() {
    let discord = Discord::start().await;
    let _bot = Bot::start(&discord);
    discord.ready().await;
    discord.push(json!({"op": 9, "d": false, "s": null, "t": null}));
    discord
        .until("a second session", |state| {
            (state.identifies.len() == 2 && state.socket.is_some()).then_some(())
        })
        .await;
    let asked = discord.slash("revenue?", None);
    discord.reply(&asked).await;
    assert_eq!(discord.state().registrations, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_of_the_gateway_is_noticed() {
    let discord = Discord::start().await;
    discord.change(|state| {
        state.silent = true;
        state.heartbeat = Duration::from_millis(300);
    });
    let _bot = Bot::start(&discord);
    discord.ready().await;
    discord.until("a second session", |state| (state.identifies.len() >= 2).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_token_stops_with_what_to_do() {
    let discord = Discord::start().await;
    let mut bot = Bot::with_token(&discord, "not.the.token");
    assert_eq!(bot.ended().await.code(), Some(2));
    assert!(bot.log().contains("does not accept the bot token"), "{}", bot.log());
    assert!(bot.log().contains("DISCORD_TOKEN"), "{}", bot.log());
    assert!(!bot.log().contains("not.the.token"), "{}", bot.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_the_gateway_alone_rejects_stops_too() {
    let discord = Discord::start().await;
    discord.change(|state| state.closes.push_back(super::gateway::AUTHENTICATION_FAILED));
    let mut bot = Bot::start(&discord);
    assert_eq!(bot.ended().await.code(), Some(2));
    assert!(bot.log().contains("does not accept the bot token"), "{}", bot.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn disallowed_intents_stop_with_what_to_do() {
    let discord = Discord::start().await;
    discord.change(|state| state.closes.push_back(DISALLOWED_INTENTS));
    let mut bot = Bot::start(&discord);
    assert_eq!(bot.ended().await.code(), Some(2));
    assert!(bot.log().contains("no privileged intent"), "{}", bot.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_that_is_down_at_first_is_tried_again() {
    let discord = Discord::start().await;
    discord.change(|state| state.faults = 1);
    let _bot = Bot::start(&discord);
    discord.ready().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_shard_is_run_beyond_the_last() {
    let discord = Discord::start().await;
    let _bot = Bot::start(&discord);
    discord.ready().await;
    // Shards are started five seconds apart.
    tokio::time::sleep(Duration::from_secs(6)).await;
    let shards: Vec<_> =
        discord.state().identifies.iter().map(|identify| identify["shard"].clone()).collect();
    assert_eq!(shards, [json!([0, 1])]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_several_processes_identifies_with_its_own_shards() {
    let discord = Discord::start().await;
    let _bot = Bot::with_settings(&discord, "[discord]\nshards = \"3/4\"\n");
    discord.ready().await;
    assert_eq!(discord.state().identifies[0]["shard"], json!([3, 4]));
    let asked = discord.slash("revenue?", None);
    discord.reply(&asked).await;
}
