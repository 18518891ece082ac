//! Each way to ask gets its reply.

use serde_json::{Value, json};

use super::bot::started;
use super::objects::{BOT, CHANNEL, CLOSED, DIRECT, VIEW_CHANNEL};
use super::server::Limit;

const QUESTION: &str = "What was Zeta Instruments' revenue in the quarter ended September 30, 2025?";

#[track_caller]
fn is_reply(body: &Value) {
    let embed = &body["embeds"][0];
    assert!(embed["title"].as_str().is_some_and(|title| title.contains("Zeta Instruments")), "{body}");
    let words = embed["description"].as_str().unwrap_or_default();
    assert!(words.contains("**39.824 billion yuan**"), "{body}");
    assert!(words.contains("> Zeta Instruments, an invented company"), "{body}");
    assert!(embed["footer"]["text"].as_str().is_some_and(|footer| footer.starts_with("answer ")), "{body}");
    assert_eq!(body["allowed_mentions"]["parse"], json!([]), "{body}");
    assert_eq!(body["allowed_mentions"]["replied_user"], json!(false), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_command_is_answered_for_all() {
    let (discord, _bot) = started().await;
    let asked = discord.slash(QUESTION, None);
    is_reply(&discord.reply(&asked).await);
    assert!(!discord.state().interactions[&asked.token].private);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_question_is_answered_to_its_asker_alone() {
    let (discord, _bot) = started().await;
    let asked = discord.slash(QUESTION, Some(true));
    is_reply(&discord.reply(&asked).await);
    assert!(discord.state().interactions[&asked.token].private);
}

#[tokio::test(flavor = "multi_thread")]
async fn mentions_and_direct_messages_are_answered_as_replies() {
    let (discord, _bot) = started().await;
    let mentioned = discord.says(CHANNEL, &format!("<@{BOT}> {QUESTION}"));
    is_reply(&discord.reply_in(CHANNEL, mentioned).await);
    let written = discord.says(DIRECT, QUESTION);
    is_reply(&discord.reply_in(DIRECT, written).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn talk_among_others_is_left_alone_and_a_bare_mention_gets_help() {
    let (discord, _bot) = started().await;
    discord.says(CHANNEL, "what a day");
    let bare = discord.says(CHANNEL, &format!("<@{BOT}>"));
    let help = discord.reply_in(CHANNEL, bare).await;
    assert!(help["content"].as_str().is_some_and(|words| words.starts_with("**Ask** with")), "{help}");
    assert_eq!(discord.state().channels[&CHANNEL].replies.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_is_logged_with_its_channel() {
    let (discord, bot) = started().await;
    discord.says(CLOSED, &format!("<@{BOT}> {QUESTION}"));
    bot.logs("needs View Channel").await;
    discord.change(|state| state.channels.get_mut(&CLOSED).expect("a channel").permissions = VIEW_CHANNEL);
    discord.says(CLOSED, &format!("<@{BOT}> {QUESTION}"));
    bot.logs("needs Send Messages").await;
    assert!(bot.log().contains(&CLOSED.to_string()), "{}", bot.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_429_is_waited_out_and_no_question_is_lost() {
    let (discord, _bot) = started().await;
    let limit = |path| Limit { path, wait: std::time::Duration::from_millis(700), since: None };
    discord.change(|state| state.limits = vec![limit("/callback"), limit("/messages")]);
    let asked = discord.slash(QUESTION, None);
    let written = discord.says(DIRECT, QUESTION);
    is_reply(&discord.reply(&asked).await);
    is_reply(&discord.reply_in(DIRECT, written).await);
    assert_eq!(discord.state().disobeyed, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_of_the_server_loses_no_question() {
    let (discord, _bot) = started().await;
    discord.change(|state| state.faults = 1);
    let written = discord.says(DIRECT, QUESTION);
    is_reply(&discord.reply_in(DIRECT, written).await);
    assert_eq!(discord.state().channels[&DIRECT].replies.len(), 1);
}
