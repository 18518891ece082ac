//! What the bot may not do is said and logged by its name, and what it can do without costs nobody the answer.

use serde_json::{Value, json};

use super::bot::{Bot, started};
use super::objects::{
    CHANNEL, CLOSED, CREATE_PUBLIC_THREADS, DIRECT, EMBED_LINKS, READ_MESSAGE_HISTORY,
    SEND_MESSAGES_IN_THREADS,
};
use super::people::{answers, said, to_bot};
use super::server::{Discord, State};

const QUESTION: &str = "What was Zeta Instruments' revenue in the quarter ended September 30, 2025?";

fn grant(discord: &Discord, permission: u64) {
    discord.change(|state| state.channels.get_mut(&CHANNEL).expect("a channel").permissions |= permission);
}

fn deny(discord: &Discord, permission: u64) {
    discord.change(|state| state.channels.get_mut(&CHANNEL).expect("a channel").permissions &= !permission);
}

/// A bot that answers mentions in threads.
async fn threaded() -> (Discord, Bot) {
    let (discord, bot) = started().await;
    let on = json!([{"name": "on", "type": 5, "value": true}]);
    assert!(discord.sets("threads", on).await.starts_with("Saved"));
    (discord, bot)
}

async fn in_thread(discord: &Discord, asked: u64) -> Value {
    let look = move |state: &super::server::State| state.channels.get(&asked)?.replies.first().cloned();
    discord.until("an answer in the thread", look).await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_to_threads_the_answer_comes_in_place_and_says_so_once() {
    let (discord, bot) = threaded().await;
    for told in [true, false] {
        let asked = discord.says(CHANNEL, &to_bot(QUESTION));
        let reply = discord.reply_in(CHANNEL, asked).await;
        answers(&reply);
        assert_eq!(said(&reply).contains("*Create Public Threads*"), told, "once in a while: {reply}");
    }
    bot.logs("the bot needs Create Public Threads in this channel").await;
    assert!(bot.log().contains(&CHANNEL.to_string()), "{}", bot.log());
    grant(&discord, CREATE_PUBLIC_THREADS);
    let asked = discord.says(CHANNEL, &to_bot(QUESTION));
    let reply = in_thread(&discord, asked).await;
    answers(&reply);
    assert_eq!(said(&reply), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_to_write_in_threads_the_answer_comes_in_place_and_no_more_threads_are_made() {
    let (discord, bot) = threaded().await;
    grant(&discord, CREATE_PUBLIC_THREADS);
    deny(&discord, SEND_MESSAGES_IN_THREADS);
    for told in [true, false] {
        let asked = discord.says(CHANNEL, &to_bot(QUESTION));
        let reply = discord.reply_in(CHANNEL, asked).await;
        answers(&reply);
        assert_eq!(said(&reply).contains("*Send Messages in Threads*"), told, "{reply}");
    }
    bot.logs("the bot needs Send Messages in Threads in this channel").await;
    assert_eq!(discord.requests("/threads").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_thread_too_the_permission_that_is_missing_is_the_one_that_is_named() {
    let (discord, bot) = threaded().await;
    grant(&discord, CREATE_PUBLIC_THREADS);
    deny(&discord, EMBED_LINKS);
    let asked = discord.says(CHANNEL, &to_bot(QUESTION));
    let reply = discord.reply_in(CHANNEL, asked).await;
    assert!(said(&reply).contains("*Embed Links*") && !said(&reply).contains("Threads"), "{reply}");
    grant(&discord, EMBED_LINKS);
    let asked = discord.says(CHANNEL, &to_bot(QUESTION));
    answers(&in_thread(&discord, asked).await);
    assert!(!bot.log().contains("needs Send Messages in Threads in this channel"), "{}", bot.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_answered_without_files_where_none_may_be_attached() {
    let (discord, bot) = started().await;
    let slot = |name: &str, value: &str| json!({"name": name, "type": 3, "value": value});
    discord.change(|state| state.refused = Some(("/callback", (403, 50_013))));
    let asked =
        discord.uses("series", &json!([slot("entity", "Zeta Instruments"), slot("metric", "revenue")]));
    let reply = discord.reply(&asked).await;
    assert!(said(&reply).contains("*Attach Files*"), "{reply}");
    assert!(
        reply["embeds"][0]["description"].as_str().is_some_and(|words| words.contains("39.824")),
        "{reply}"
    );
    bot.logs("the bot needs Attach Files in this channel").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_somebody_else_began_is_answered_in() {
    let (discord, _bot) = threaded().await;
    grant(&discord, CREATE_PUBLIC_THREADS);
    let asked = discord.written(CHANNEL, &to_bot(QUESTION));
    let thread = discord.thread_in(CHANNEL);
    let message = discord.state().channels[&CHANNEL].messages[&asked].clone();
    discord.change(|state| {
        let thread = state.channels.remove(&thread).expect("a thread");
        state.channels.insert(asked, thread);
    });
    discord.dispatch("MESSAGE_CREATE", &message);
    answers(&in_thread(&discord, asked).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_to_reply_the_answer_is_a_message_of_its_own_and_follows_its_question() {
    let (discord, bot) = started().await;
    deny(&discord, READ_MESSAGE_HISTORY);
    let mut asked = Vec::new();
    for (number, told) in [(1, true), (2, false)] {
        asked.push(discord.says(CHANNEL, &to_bot(QUESTION)));
        let own = discord
            .until("an answer", |state| {
                let replies = &state.channels[&CHANNEL].replies;
                (replies.len() == number).then(|| replies[number - 1].clone())
            })
            .await;
        answers(&own);
        assert!(own["message_reference"].is_null(), "{own}");
        assert_eq!(said(&own).contains("*Read Message History*"), told, "{own}");
    }
    bot.logs("the bot needs Read Message History in this channel").await;
    assert!(discord.state().channels[&DIRECT].replies.is_empty(), "there is nothing to be told elsewhere");
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    discord.deletes(CHANNEL, asked[0]);
    discord
        .until("its answer to be gone", |state| {
            let own = state.channels[&CHANNEL].messages.values();
            (own.filter(|message| message["author"]["bot"] == json!(true)).count() == 1).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_channel_that_asks_again_and_again_is_passed_over_in_the_end() {
    let (discord, _bot) = started().await;
    let closed = format!("/channels/{CLOSED}/messages");
    for asked in 1..=5 {
        discord.says(CLOSED, &to_bot(QUESTION));
        let tried = |state: &State| {
            let tried = state.requests.iter().filter(|request| request.path == closed);
            let told = state.channels[&DIRECT].replies.len();
            (tried.count() == asked && told == asked).then_some(())
        };
        discord.until("an attempt, and a word on what is missing", tried).await;
    }
    for _ in 0..5 {
        discord.says(CLOSED, &to_bot(QUESTION));
    }
    let elsewhere = discord.says(CHANNEL, &to_bot(QUESTION));
    answers(&discord.reply_in(CHANNEL, elsewhere).await);
    assert_eq!(discord.requests(&closed).len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_answers_are_refused_again_and_again_what_is_missing_is_said_at_once() {
    let (discord, _bot) = started().await;
    deny(&discord, EMBED_LINKS);
    for _ in 0..8 {
        let asked = discord.says(CHANNEL, &to_bot(QUESTION));
        let told = discord.reply_in(CHANNEL, asked).await;
        assert!(said(&told).contains("*Embed Links*"), "{told}");
    }
    let refused = discord.requests("/messages").iter().filter(|request| request.status == 403).count();
    assert_eq!(refused, 5);
}
