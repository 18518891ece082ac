//! Slow, hostile and broken answers.

use std::sync::mpsc;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::objects::{BOT, CHANNEL};
use super::server::Discord;
use super::stand_in::{StandIn, quoting};

const HOSTILE: &str = "@everyone <@1> **b** `c` ```d``` [e](https://evil.example) https://evil.example ||f|| <t:0:R>\n# g\n- h \u{202e}";

#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_reach_the_chat_as_words() {
    let discord = Discord::start().await;
    let _bot = StandIn::start(&discord, |_| quoting(HOSTILE)).await;
    let asked = discord.slash("what?", None);
    let reply = discord.reply(&asked).await;
    let embed = &reply["embeds"][0];
    let text =
        format!("{}\n{}", embed["title"].as_str().unwrap_or(""), embed["description"].as_str().unwrap_or(""));
    for raw in ["@everyone", "<@1>", "`c`", "[e](", "https://evil", "||f||", "<t:0:R>", "\n# g", "\u{202e}"] {
        let unescaped = text.match_indices(raw).filter(|(at, _)| !text[..*at].ends_with('\\')).count();
        assert_eq!(unescaped, 0, "{raw} in {text}");
    }
    assert!(text.contains("\\@everyone"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_answer_is_promised_in_time_and_takes_the_promises_place() {
    let discord = Discord::start().await;
    let (go, wait) = mpsc::channel::<()>();
    let wait = Arc::new(Mutex::new(wait));
    let _bot = StandIn::start(&discord, move |question| {
        wait.lock().expect("one at a time").recv().expect("the test says when");
        quoting(question)
    })
    .await;
    let asked = discord.slash("slow", Some(true));
    let kind = |kind| {
        move |state: &super::server::State| {
            state.interactions.values().any(|known| known.acknowledged == Some(kind)).then_some(())
        }
    };
    discord.until("a deferral", kind(5)).await;
    assert!(discord.state().interactions[&asked.token].private, "visibility is settled by the deferral");
    go.send(()).expect("the bot waits");
    let reply = discord.reply(&asked).await;
    assert_eq!(reply["embeds"][0]["title"], Value::from("slow"));
    assert_eq!(discord.requests("@original").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_answer_in_a_channel_shows_typing_as_long_as_it_takes() {
    let discord = Discord::start().await;
    let (go, wait) = mpsc::channel::<()>();
    let wait = Arc::new(Mutex::new(wait));
    let _bot = StandIn::start(&discord, move |question| {
        wait.lock().expect("one at a time").recv().expect("the test says when");
        quoting(question)
    })
    .await;
    let asked = discord.says(CHANNEL, &format!("<@{BOT}> slow"));
    for times in [1, 2] {
        discord.until("typing", |state| (state.channels[&CHANNEL].typing == times).then_some(())).await;
    }
    go.send(()).expect("the bot waits");
    discord.reply_in(CHANNEL, asked).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_inside_gets_an_apology_with_an_identifier() {
    let discord = Discord::start().await;
    let _bot = StandIn::start(&discord, |_| panic!("broken on purpose")).await;
    let asked = discord.slash("what?", None);
    let reply = discord.reply(&asked).await;
    let words = reply["content"].as_str().expect("words");
    assert!(words.starts_with("Something went wrong"), "{words}");
    assert!(!words.contains("broken on purpose"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_discord_does_not_take_is_an_apology() {
    const INVALID: (u16, u64) = (400, 50_035);
    let discord = Discord::start().await;
    let _bot = StandIn::start(&discord, |question| {
        if question == "slow" {
            std::thread::sleep(std::time::Duration::from_millis(1800));
        }
        quoting(question)
    })
    .await;
    let is_apology = |reply: &Value| {
        let words = reply["content"].as_str().unwrap_or_default();
        assert!(words.starts_with("Something went wrong"), "{reply}");
    };
    for (ending, question) in [("/callback", "quick"), ("/@original", "slow")] {
        discord.change(|state| state.refused = Some((ending, INVALID)));
        let asked = discord.slash(question, None);
        is_apology(&discord.reply(&asked).await);
    }
    discord.change(|state| state.refused = Some(("/messages", INVALID)));
    let asked = discord.says(CHANNEL, &format!("<@{BOT}> quick"));
    is_apology(&discord.reply_in(CHANNEL, asked).await);
    let asked = discord.slash("quick", None);
    let shown = discord.reply(&asked).await;
    discord.change(|state| state.refused = Some(("/callback", (404, 10_062))));
    let pressed = discord.presses(&shown, "good:");
    discord.until("the refusal", |state| state.refused.is_none().then_some(())).await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(discord.state().interactions[&pressed.token].shown.is_none(), "too late is too late");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_longest_answer_is_within_all_limits() {
    let discord = Discord::start().await;
    let _bot = StandIn::start(&discord, |_| {
        let mut answer = quoting(&"**營收** إيرادات доход revenue 😀 ".repeat(400));
        let citation = answer.citations[0].clone();
        answer.citations = vec![citation; 30];
        answer
    })
    .await;
    let asked = discord.slash("what?", None);
    discord.reply(&asked).await;
    assert_eq!(discord.requests("/callback")[0].status, 204);
}
