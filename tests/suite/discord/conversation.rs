//! Conversations: follow-ups by person and channel, replies, edits, deletions.

use serde_json::{Value, json};

use super::bot::Bot;
use super::objects::{BOT, CHANNEL, DIRECT, GUILD};
use super::people::{said, to_bot};
use super::server::{Discord, State};
use super::stand_in::{StandIn, quoting};

const QUESTION: &str = "What was Zeta Instruments' revenue in the quarter ended September 30, 2025?";

/// A bot that says what it was asked and after what.
async fn echoing() -> (Discord, StandIn) {
    let discord = Discord::start().await;
    let bot = StandIn::with_context(&discord, |question, context| {
        let mut answer = quoting(&format!("{question} after {}", context.join(", ")));
        answer.id = blake3::hash(format!("{question}{context:?}").as_bytes()).to_hex()[..6].to_uppercase();
        answer.question = question.to_owned();
        answer
    })
    .await;
    (discord, bot)
}

fn title(reply: &Value) -> &str {
    reply["embeds"][0]["title"].as_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_follow_each_other_by_channel_and_however_they_are_asked() {
    let (discord, _bot) = echoing().await;
    let first = discord.says(CHANNEL, &to_bot("one?"));
    assert_eq!(title(&discord.reply_in(CHANNEL, first).await), "one? after ");
    until_noted().await;
    let second = discord.slash("two?", None);
    assert_eq!(title(&discord.reply(&second).await), "two? after one?");
    let elsewhere = discord.says(DIRECT, "three?");
    assert_eq!(title(&discord.reply_in(DIRECT, elsewhere).await), "three? after ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_goes_on_from_the_answer_it_replies_to() {
    let (discord, _bot) = echoing().await;
    let mut answered = Vec::new();
    for question in ["one?", "two?"] {
        let asked = discord.says(CHANNEL, &to_bot(question));
        discord.reply_in(CHANNEL, asked).await;
        until_noted().await;
        answered.push(discord.own_messages(CHANNEL).last().cloned().expect("a message"));
    }
    let id = discord.written(CHANNEL, &to_bot("then?"));
    let mut message = discord.state().channels[&CHANNEL].messages[&id].clone();
    message["type"] = json!(19);
    message["message_reference"] =
        json!({"message_id": answered[0]["id"], "channel_id": CHANNEL.to_string()});
    message["referenced_message"] = answered[0].clone();
    discord.change(|state| {
        state.channels.get_mut(&CHANNEL).expect("a channel").messages.insert(id, message.clone());
    });
    discord.dispatch("MESSAGE_CREATE", &message);
    assert_eq!(title(&discord.reply_in(CHANNEL, id).await), "then? after one?");
    until_noted().await;
    discord.edits(CHANNEL, id, &to_bot("and?"));
    assert_eq!(
        title(&shown(&discord, "and?").await),
        "and? after one?",
        "an edit replies to the same answer"
    );
}

/// The message of the bot whose title begins so, once it is there.
async fn shown(discord: &Discord, beginning: &str) -> Value {
    let is_shown = |message: &&Value| title(message).starts_with(beginning);
    let look = |state: &State| state.channels[&CHANNEL].messages.values().find(is_shown).cloned();
    discord.until("the answer to change", look).await
}

/// A question whose answer is on its way: Discord holds it back until [`let_through`].
async fn on_its_way(discord: &Discord, question: &str) -> u64 {
    discord.change(|state| state.held = Some("/messages".into()));
    let asked = discord.says(CHANNEL, &to_bot(question));
    discord.until("the answer to be sent", |state| (state.waiting > 0).then_some(())).await;
    asked
}

async fn let_through(discord: &Discord) {
    until_noted().await;
    discord.change(|state| state.held = None);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_while_the_answer_is_made_wins() {
    let (discord, _bot) = echoing().await;
    let asked = on_its_way(&discord, "one?").await;
    discord.edits(CHANNEL, asked, &to_bot("another?"));
    let_through(&discord).await;
    assert_eq!(title(&shown(&discord, "another?").await), "another? after ");
    assert_eq!(discord.own_messages(CHANNEL).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_deleted_while_its_answer_is_made_takes_it_along() {
    let (discord, _bot) = echoing().await;
    let asked = on_its_way(&discord, "one?").await;
    discord.deletes(CHANNEL, asked);
    let_through(&discord).await;
    let taken_back = |state: &State| {
        let asked_for = state.requests.iter().any(|request| request.method == "DELETE");
        (asked_for && state.channels[&CHANNEL].messages.is_empty()).then_some(())
    };
    discord.until("the answer to be taken back", taken_back).await;
}

/// A question that was answered, edited, and is answered anew: Discord holds that back until [`let_through`].
async fn answered_anew(discord: &Discord) -> u64 {
    let asked = discord.says(CHANNEL, &to_bot("one?"));
    discord.reply_in(CHANNEL, asked).await;
    until_noted().await;
    let reply = discord.own_messages(CHANNEL)[0]["id"].as_str().expect("an id").to_owned();
    discord.change(|state| state.held = Some(format!("/messages/{reply}")));
    discord.edits(CHANNEL, asked, &to_bot("two?"));
    discord.until("the answer to be changed", |state| (state.waiting > 0).then_some(())).await;
    asked
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_while_an_edit_is_answered_wins() {
    let (discord, _bot) = echoing().await;
    let asked = answered_anew(&discord).await;
    discord.edits(CHANNEL, asked, &to_bot("three?"));
    discord.edits(CHANNEL, asked, &to_bot("four?"));
    let_through(&discord).await;
    assert_eq!(title(&shown(&discord, "four?").await), "four? after ", "no wording before is remembered");
    until_noted().await;
    let changes = discord.state().requests.iter().filter(|request| request.method == "PATCH").count();
    assert_eq!((changes, discord.own_messages(CHANNEL).len()), (2, 1), "what was overtaken is not answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_deleted_while_an_edit_is_answered_takes_its_answer_along() {
    let (discord, _bot) = echoing().await;
    let asked = answered_anew(&discord).await;
    discord.deletes(CHANNEL, asked);
    let_through(&discord).await;
    discord
        .until("the answer to be gone", |state| state.channels[&CHANNEL].messages.is_empty().then_some(()))
        .await;
    until_noted().await;
    let next = discord.says(CHANNEL, &to_bot("next?"));
    assert_eq!(title(&discord.reply_in(CHANNEL, next).await), "next? after ", "nor is it remembered");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_missed_with_its_question_wins_after_a_resume() {
    let (discord, _bot) = echoing().await;
    for round in 0..8 {
        let asked = discord.written(CHANNEL, &to_bot("early?"));
        let message = discord.state().channels[&CHANNEL].messages[&asked].clone();
        discord.drop_socket(Some(("MESSAGE_CREATE", message)));
        let last = format!("last {round}?");
        discord.edits(CHANNEL, asked, &to_bot(&last));
        shown(&discord, &last).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_deleted_together_take_their_answers_along() {
    let (discord, _bot) = echoing().await;
    let mut asked = Vec::new();
    for question in ["one?", "two?"] {
        let id = discord.says(CHANNEL, &to_bot(question));
        discord.reply_in(CHANNEL, id).await;
        asked.push(id.to_string());
    }
    until_noted().await;
    let event = json!({"ids": asked, "channel_id": CHANNEL.to_string(), "guild_id": GUILD.to_string()});
    discord.dispatch("MESSAGE_DELETE_BULK", &event);
    let is_gone = |state: &State| {
        let own = state.channels[&CHANNEL]
            .messages
            .values()
            .filter(|message| message["author"]["bot"] == json!(true));
        (own.count() == 0).then_some(())
    };
    discord.until("the answers to be gone", is_gone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_question_gets_its_answer_changed() {
    let (discord, _bot) = echoing().await;
    let asked = discord.says(CHANNEL, &to_bot("one?"));
    discord.reply_in(CHANNEL, asked).await;
    until_noted().await;
    discord.edits(CHANNEL, asked, &to_bot("another?"));
    let changed = shown(&discord, "another?").await;
    assert_eq!(title(&changed), "another? after ", "the first wording is no question before");
    assert_eq!(discord.state().channels[&CHANNEL].replies.len(), 1, "no second message");
}

/// The only message of the bot in the channel, once it says this.
async fn says(discord: &Discord, words: &str) -> Value {
    let look = |state: &State| {
        let own = state.channels[&CHANNEL].messages.values();
        own.filter(|message| message["author"]["bot"] == json!(true))
            .find(|message| said(message).starts_with(words))
            .cloned()
    };
    let message = discord.until(words, look).await;
    assert_eq!(discord.own_messages(CHANNEL).len(), 1, "no second message");
    message
}

#[tokio::test(flavor = "multi_thread")]
async fn greetings_and_thanks_get_a_word_in_their_own_language_and_are_no_questions_before_another() {
    let (discord, _bot) = echoing().await;
    for (greeting, help) in [
        ("hi", "**Ask** with"),
        ("Hello!", "**Ask** with"),
        ("what can you do?", "**Ask** with"),
        ("help", "**Ask** with"),
        ("你好", "**提问**"),
        ("你能做什么？", "**提问**"),
        ("thanks!", "You are welcome"),
        ("👍", "You are welcome"),
        ("谢谢！", "不客气"),
    ] {
        for (channel, words) in [(CHANNEL, to_bot(greeting)), (DIRECT, greeting.to_owned())] {
            let written = discord.says(channel, &words);
            let reply = discord.reply_in(channel, written).await;
            assert!(said(&reply).starts_with(help), "{greeting}: {reply}");
        }
    }
    until_noted().await;
    let asked = discord.says(CHANNEL, &to_bot("one?"));
    assert_eq!(title(&discord.reply_in(CHANNEL, asked).await), "one? after ");
}

#[tokio::test(flavor = "multi_thread")]
async fn help_changes_with_its_question_and_goes_with_it() {
    let (discord, _bot) = echoing().await;
    let asked = discord.says(CHANNEL, &to_bot("hello"));
    discord.reply_in(CHANNEL, asked).await;
    until_noted().await;
    discord.edits(CHANNEL, asked, &to_bot("one?"));
    let changed = shown(&discord, "one?").await;
    assert_eq!(title(&changed), "one? after ");
    assert_eq!(said(&changed), "", "the help is gone");
    until_noted().await;
    discord.edits(CHANNEL, asked, &to_bot(""));
    let help = says(&discord, "**Ask** with").await;
    assert_eq!(help["embeds"], json!([]), "the answer is gone: {help}");
    until_noted().await;
    discord.deletes(CHANNEL, asked);
    discord
        .until("the help to be gone", |state| state.channels[&CHANNEL].messages.is_empty().then_some(()))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_too_much_is_told_anew_by_an_edit_and_no_more_by_a_deletion() {
    let discord = Discord::start().await;
    let _bot = Bot::with_settings(&discord, "[discord]\nperson_a_minute = 1\n");
    discord.ready().await;
    let answered = discord.says(CHANNEL, &to_bot(QUESTION));
    discord.reply_in(CHANNEL, answered).await;
    let refused = discord.says(CHANNEL, &to_bot("what was revenue?"));
    let told = discord.reply_in(CHANNEL, refused).await;
    assert!(said(&told).starts_with("That was a lot of questions"), "{told}");
    until_noted().await;
    discord.edits(CHANNEL, refused, &to_bot("营收是多少？"));
    let own = |state: &State| {
        let own: Vec<Value> = state.channels[&CHANNEL].messages.values().cloned().collect();
        own.into_iter().find(|message| said(message).starts_with("短时间内的问题太多了"))
    };
    discord.until("it to be said anew, in Chinese now", own).await;
    discord.edits(CHANNEL, answered, &to_bot("what was profit?"));
    until_noted().await;
    let kept = discord.own_messages(CHANNEL).iter().any(|message| title(message).contains("Zeta"));
    assert!(kept, "an answer stays where there is no other yet");
    discord.deletes(CHANNEL, refused);
    discord
        .until("it to be gone", |state| {
            let own = state.channels[&CHANNEL].messages.values();
            (own.filter(|message| message["author"]["bot"] == json!(true)).count() == 1).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_that_was_forgotten_at_first_is_heard() {
    let (discord, _bot) = echoing().await;
    let asked = discord.says(CHANNEL, "one?");
    discord.edits(CHANNEL, asked, &to_bot("one?"));
    assert_eq!(title(&discord.reply_in(CHANNEL, asked).await), "one? after ");
    until_noted().await;
    discord.edits(CHANNEL, asked, &to_bot("two?"));
    shown(&discord, "two?").await;
    assert_eq!(discord.own_messages(CHANNEL).len(), 1, "no second message");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_edit_of_the_words_changes_nothing() {
    let (discord, _bot) = echoing().await;
    let asked = discord.says(CHANNEL, &to_bot("one?"));
    discord.reply_in(CHANNEL, asked).await;
    until_noted().await;
    let message = discord.state().channels[&CHANNEL].messages[&asked].clone();
    discord.dispatch("MESSAGE_UPDATE", &message);
    let next = discord.says(DIRECT, "two?");
    discord.reply_in(DIRECT, next).await;
    let patched = discord.state().requests.iter().any(|request| request.method == "PATCH");
    assert!(!patched, "an address was unfolded, nothing more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_question_takes_its_answer_along_even_after_a_restart() {
    let discord = Discord::start().await;
    let mut bot = Bot::start(&discord);
    discord.ready().await;
    let asked = discord.says(CHANNEL, &format!("<@{BOT}> {QUESTION}"));
    discord.reply_in(CHANNEL, asked).await;
    until_noted().await;
    bot.restart(&discord).await;
    discord.deletes(CHANNEL, asked);
    discord
        .until("the answer to be gone", |state| state.channels[&CHANNEL].messages.is_empty().then_some(()))
        .await;
}

/// The bot takes note of an answer once Discord has told it the message's id; a moment later than a test sees it.
async fn until_noted() {
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
}
