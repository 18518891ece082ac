//! Whole conversations and controls through the real program, engine and file of what is remembered included.

use serde_json::{Value, json};

use super::bot::Bot;
use super::objects::CHANNEL;
use super::people::{parts, to_bot};
use super::server::{Discord, State};

const FIRST: &str = "What was Yota Robotics' revenue in the first quarter of 2025?";
const SECOND: &str = "What was Yota Robotics' revenue in the second quarter of 2025?";

async fn started() -> (Discord, Bot) {
    let discord = Discord::start().await;
    let report = |name: &str, words: &str| {
        (format!("{name}.md"), format!("---\ntitle: {name} results\ndate: 2025-10-20\n---\n\n{words}\n"))
    };
    let reports = [
        report(
            "Yota",
            "Yota Robotics reported revenue of $98.5 million in the first quarter of 2025. Yota Robotics reported revenue of \
             $99.5 million in the second quarter of 2025. Yota Robotics reported revenue of $100.5 million in the third quarter \
             of 2025.\n\nGross margin of Yota Robotics was 41% in the third quarter of 2025.",
        ),
        report("Kappa", "Gross margin of Kappa Motors was 31% in the third quarter of 2025."),
    ];
    let bot = Bot::with_reports(&discord, &reports);
    discord.ready().await;
    (discord, bot)
}

fn words(reply: &Value) -> &str {
    reply["embeds"][0]["description"].as_str().unwrap_or_default()
}

/// The bot takes note of an answer once Discord has told it the message's id; a moment later than a test sees it.
async fn until_noted() {
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
}

async fn asks(discord: &Discord, question: &str, figure: &str) -> u64 {
    let asked = discord.says(CHANNEL, &to_bot(question));
    let reply = discord.reply_in(CHANNEL, asked).await;
    assert!(words(&reply).contains(figure), "{question}: {reply}");
    until_noted().await;
    asked
}

/// The only message of the bot, once it shows a figure.
async fn shows(discord: &Discord, figure: &'static str) {
    let look = |state: &State| {
        let mut own = state.channels[&CHANNEL].messages.values();
        own.any(|message| words(message).contains(figure)).then_some(())
    };
    discord.until(figure, look).await;
    assert_eq!(discord.own_messages(CHANNEL).len(), 1, "no second message");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_chosen_of_several_readings_is_answered_after_a_restart_too() {
    let (discord, mut bot) = started().await;
    let asked = discord.slash("What was gross margin in the third quarter of 2025?", None);
    let shown = discord.reply(&asked).await;
    let menu = parts(&shown).into_iter().find(|part| part["type"] == json!(3)).expect("a menu");
    let labels: Vec<&str> = menu["options"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|option| option["label"].as_str())
        .collect();
    assert_eq!(labels.len(), 2, "{menu}");
    for (place, label) in labels.iter().enumerate() {
        if place == 1 {
            bot.restart(&discord).await;
        }
        let chosen = discord.chooses(&shown, place);
        let reply = discord.reply(&chosen).await;
        let figure = if label.contains("Kappa") { "**31%**" } else { "**41%**" };
        assert!(words(&reply).contains(figure), "{label}: {reply}");
        assert!(!discord.state().interactions[&chosen.token].private, "for all, as the question was");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_goes_on_from_an_answer_after_a_restart_too() {
    let (discord, mut bot) = started().await;
    let asked = discord.slash(FIRST, None);
    let shown = discord.reply(&asked).await;
    bot.restart(&discord).await;
    let pressed = discord.presses(&shown, "further:");
    let form = discord.reply(&pressed).await;
    let sent = discord.fills_in(&form, "and the quarter after that?", Some(&shown));
    let reply = discord.reply(&sent).await;
    assert!(words(&reply).contains("$99.5 million"), "{reply}");
    let sent = discord.fills_in(&form, "  ", Some(&shown));
    let reply = discord.reply(&sent).await;
    assert!(
        reply["content"].as_str().is_some_and(|said| said.contains("/ask")),
        "nothing was asked: {reply}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn follow_ups_go_on_from_the_question_before_or_from_the_answer_they_reply_to() {
    let (discord, mut bot) = started().await;
    asks(&discord, FIRST, "$98.5 million").await;
    asks(&discord, "and the quarter after that?", "$99.5 million").await;
    bot.restart(&discord).await;
    asks(&discord, "and the quarter after that?", "$100.5 million").await;
    let first = discord.own_messages(CHANNEL)[0].clone();
    let id = discord.written(CHANNEL, &to_bot("and in the third quarter?"));
    let mut message = discord.state().channels[&CHANNEL].messages[&id].clone();
    message["type"] = json!(19);
    message["message_reference"] = json!({"message_id": first["id"], "channel_id": CHANNEL.to_string()});
    message["referenced_message"] = first;
    discord.dispatch("MESSAGE_CREATE", &message);
    let reply = discord.reply_in(CHANNEL, id).await;
    assert!(words(&reply).contains("$100.5 million"), "{reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_are_followed_whenever_they_come_and_a_deletion_takes_the_answer_along() {
    let (discord, _bot) = started().await;
    discord.change(|state| state.held = Some("/messages".into()));
    let asked = discord.says(CHANNEL, &to_bot(FIRST));
    discord.until("the answer to be sent", |state| (state.waiting > 0).then_some(())).await;
    discord.edits(CHANNEL, asked, &to_bot(SECOND));
    until_noted().await;
    discord.change(|state| state.held = None);
    shows(&discord, "$99.5 million").await;
    until_noted().await;
    let reply = discord.own_messages(CHANNEL)[0]["id"].as_str().expect("an id").to_owned();
    discord.change(|state| state.held = Some(format!("/messages/{reply}")));
    discord.edits(CHANNEL, asked, &to_bot(FIRST));
    discord.until("the answer to be changed", |state| (state.waiting > 0).then_some(())).await;
    discord.edits(CHANNEL, asked, &to_bot("What was Yota Robotics' revenue in the third quarter of 2025?"));
    until_noted().await;
    discord.change(|state| state.held = None);
    shows(&discord, "$100.5 million").await;
    until_noted().await;
    discord.change(|state| state.held = Some(format!("/messages/{reply}")));
    discord.edits(CHANNEL, asked, &to_bot(FIRST));
    discord.until("the answer to be changed", |state| (state.waiting > 0).then_some(())).await;
    discord.deletes(CHANNEL, asked);
    until_noted().await;
    discord.change(|state| state.held = None);
    let is_empty = |state: &State| state.channels[&CHANNEL].messages.is_empty().then_some(());
    discord.until("the answer to be gone", is_empty).await;
}
