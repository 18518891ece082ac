//! Posts of a forum: a mention is answered in place, follow-ups remember it, and a missing permission is named.

use serde_json::json;

use super::bot::started;
use super::objects::{self, DIRECT, EMBED_LINKS, FORUM, SEND_MESSAGES, VIEW_CHANNEL};
use super::people::{answers, to_bot};
use super::server::Discord;

const QUESTION: &str = "What was Zeta Instruments' revenue in the quarter ended September 30, 2025?";

/// Somebody begins a post: a thread whose first message has the thread's own number.
fn posts(discord: &Discord, words: &str) -> u64 {
    let post = discord.thread_in(FORUM);
    let mut thread = objects::channel(post, Some(FORUM));
    thread["newly_created"] = json!(true);
    thread["owner_id"] = json!(objects::ASKER.to_string());
    thread["thread_metadata"] = json!({
        "archived": false, "auto_archive_duration": 1440, "archive_timestamp": "2026-11-22T12:00:00.000000+00:00",
        "locked": false,
    });
    discord.dispatch("THREAD_CREATE", &thread);
    let mut message = objects::message(post, post, words, &json!([objects::bot_user()]), true);
    message["channel_type"] = json!(objects::PUBLIC_THREAD);
    discord.change(|state| {
        state.channels.get_mut(&post).expect("a thread").messages.insert(post, message.clone());
    });
    discord.dispatch("MESSAGE_CREATE", &message);
    post
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_mentions_the_bot_is_answered_in_place_and_goes_on_there() {
    let (discord, _bot) = started().await;
    let on = json!([{"name": "on", "type": 5, "value": true}]);
    assert!(discord.sets("threads", on).await.starts_with("Saved"), "no thread is made in a thread");
    let post = posts(&discord, &to_bot(QUESTION));
    answers(&discord.reply_in(post, post).await);
    // What the bot remembers it writes down after its answer was taken.
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let next = discord.says(post, &to_bot("and in the third quarter of 2025?"));
    let reply = discord.reply_in(post, next).await;
    answers(&reply);
    let title = reply["embeds"][0]["title"].as_str().unwrap_or_default();
    assert!(title.contains("Zeta Instruments") && title.contains("revenue"), "{reply}");
    assert_eq!(discord.own_messages(post).len(), 2, "both in the post");
    let other = posts(&discord, &to_bot("and in the third quarter of 2025?"));
    let reply = discord.reply_in(other, other).await;
    let words = reply["embeds"][0].to_string();
    assert!(!words.contains("**39.824 billion yuan**"), "another post is another conversation: {reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_permission_to_write_in_threads_is_named() {
    let (discord, bot) = started().await;
    let post = discord.thread_in(FORUM);
    let may = VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS;
    discord.change(|state| state.channels.get_mut(&post).expect("a thread").permissions = may);
    discord.says(post, &to_bot(QUESTION));
    let told =
        discord.until("a direct message", |state| state.channels[&DIRECT].replies.first().cloned()).await;
    let words = told["content"].as_str().unwrap_or_default();
    assert!(words.contains(&format!("<#{post}>")) && words.contains("*Send Messages in Threads*"), "{words}");
    assert!(!words.contains("*View Channel*"), "what is there is not asked for: {words}");
    bot.logs("Send Messages in Threads").await;
}
