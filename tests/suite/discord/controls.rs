//! Buttons, menus and forms under answers: each does what it says, in any run of the program and after any time.

use std::time::Duration;

use footnote::answer::{NearMiss, Status};
use serde_json::{Value, json};

use super::bot::started;
use super::objects::{self, CHANNEL};
use super::people::{answers, parts, said, to_bot};
use super::server::{Discord, Kind, Slash};
use super::stand_in::{StandIn, quoting};

const QUESTION: &str = "What was Zeta Instruments' revenue in the quarter ended September 30, 2025?";

async fn asked(discord: &Discord, private: bool) -> Value {
    let asked = discord.slash(QUESTION, Some(private));
    discord.reply(&asked).await
}

fn is_private(discord: &Discord, slash: &Slash) -> bool {
    discord.state().interactions[&slash.token].private
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_and_context_are_shown_to_who_asks_alone() {
    let (discord, _bot) = started().await;
    let shown = asked(&discord, false).await;
    let sources = discord.presses(&shown, "sources:");
    let reply = discord.reply(&sources).await;
    assert_eq!(reply["embeds"][0]["title"], json!("Sources"), "{reply}");
    let words = reply["embeds"][0]["description"].as_str().expect("sources");
    assert!(words.contains("[1\\] Zeta Instruments reports") && words.contains("> Zeta"), "{words}");
    assert!(is_private(&discord, &sources));
    let context = discord.presses(&shown, "context:");
    let reply = discord.reply(&context).await;
    let words = reply["embeds"][0]["description"].as_str().expect("context");
    assert!(words.contains("**Zeta Instruments, an invented company"), "{words}");
    assert!(words.contains("evil.example"), "the words around the quote are there: {words}");
    assert!(is_private(&discord, &context));
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_page_in_place() {
    let discord = Discord::start().await;
    let _bot = StandIn::start(&discord, |question| {
        let mut answer = quoting(question);
        answer.citations = vec![answer.citations[0].clone(); 8];
        answer
    })
    .await;
    let asked = discord.slash("many", None);
    let shown = discord.reply(&asked).await;
    let first = discord.presses(&shown, "sources:");
    let first = discord.reply(&first).await;
    let footer = |reply: &Value| reply["embeds"][0]["footer"]["text"].as_str().unwrap_or_default().to_owned();
    assert!(footer(&first).starts_with("1 / 3"), "{first}");
    let turned = discord.presses(&first, "page:7F3K2M:1");
    let second = discord.reply(&turned).await;
    assert!(footer(&second).starts_with("2 / 3"), "{second}");
    assert_eq!(discord.state().interactions[&turned.token].acknowledged, Some(7), "in its place");
    let last = discord.presses(&second, "page:7F3K2M:2");
    let last = discord.reply(&last).await;
    assert!(parts(&last)[1]["disabled"] == json!(true), "{last}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_figure_is_reported_by_a_form() {
    let (discord, bot) = started().await;
    let shown = asked(&discord, false).await;
    let pressed = discord.presses(&shown, "wrong:");
    let form = discord.reply(&pressed).await;
    assert_eq!(discord.state().interactions[&pressed.token].acknowledged, Some(9), "{form}");
    let sent = discord.fills_in(&form, "It is 40 billion.", Some(&shown));
    let thanks = discord.reply(&sent).await;
    assert!(said(&thanks).starts_with("Thank you. Your report on answer"), "{thanks}");
    assert!(is_private(&discord, &sent));
    bot.logs("a figure was reported as wrong").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_answer_can_be_posted_for_all_and_a_public_one_need_not() {
    let (discord, _bot) = started().await;
    let public = asked(&discord, false).await;
    assert!(!parts(&public).iter().any(|part| part["label"] == json!("Post to channel")), "{public}");
    let private = asked(&discord, true).await;
    let posted = discord.presses(&private, "post:");
    let reply = discord.reply(&posted).await;
    answers(&reply);
    assert!(said(&reply).starts_with("Posted for <@"), "{reply}");
    assert!(!is_private(&discord, &posted));
    let again = discord.presses(&private, "post:");
    assert_eq!(said(&discord.reply(&again).await), "It is posted already.");
    assert!(is_private(&discord, &again), "who presses twice posts once");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_whose_identifiers_clash_get_one_each() {
    let discord = Discord::start().await;
    let _bot = StandIn::start(&discord, quoting).await;
    let mut shown = Vec::new();
    for (asker, question) in [(1, "one?"), (2, "two?"), (3, "one?")] {
        let asked = objects::slash(question, Some(true));
        let asked = discord.interacts(Kind::Command, &asked, |interaction| {
            interaction["member"]["user"]["id"] = json!((objects::ASKER + asker).to_string());
        });
        shown.push(discord.reply(&asked).await);
    }
    let footer = |reply: &Value| reply["embeds"][0]["footer"]["text"].as_str().unwrap_or_default().to_owned();
    assert_eq!(footer(&shown[0]), "answer 7F3K2M");
    assert_ne!(footer(&shown[1]), footer(&shown[0]), "another question");
    assert_eq!(footer(&shown[2]), footer(&shown[0]), "the same one");
    for (shown, question) in shown.iter().zip(["one?", "two?"]) {
        let posted = discord.presses(shown, "post:");
        let reply = discord.reply(&posted).await;
        assert_eq!(reply["embeds"][0]["title"], json!(question), "{reply}");
        let id = footer(shown).trim_start_matches("answer ").to_owned();
        let again = discord.uses("answer", &json!([{"name": "id", "type": 3, "value": id}]));
        let reply = discord.reply(&again).await;
        assert_eq!(reply["embeds"][0]["title"], json!(question), "{reply}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verdict_is_taken_and_privacy_shows_and_deletes_it() {
    let (discord, _bot) = started().await;
    let shown = asked(&discord, false).await;
    let good = discord.presses(&shown, "good:");
    assert_eq!(said(&discord.reply(&good).await), "Thank you, noted.");
    let held = discord.uses("privacy", &json!([]));
    let told = discord.reply(&held).await;
    assert!(said(&told).contains("questions you asked: 1"), "{told}");
    assert!(said(&told).contains("verdicts (👍 👎): 1"), "{told}");
    assert!(is_private(&discord, &held));
    let forget = discord.presses(&told, "forget");
    let done = discord.reply(&forget).await;
    assert!(said(&done).starts_with("Done"), "{done}");
    assert_eq!(done["components"], json!([]), "the button is gone");
    let held = discord.uses("privacy", &json!([]));
    assert!(said(&discord.reply(&held).await).contains("questions you asked: 0"));
    let gone = discord.presses(&shown, "context:");
    assert!(said(&discord.reply(&gone).await).starts_with("There is no answer"));
}

#[tokio::test(flavor = "multi_thread")]
async fn controls_work_after_a_restart_and_sixteen_minutes_later() {
    let (discord, mut bot) = started().await;
    let shown = asked(&discord, true).await;
    let written = discord.says(CHANNEL, &to_bot(QUESTION));
    let in_channel = discord.reply_in(CHANNEL, written).await;
    bot.restart(&discord).await;
    discord.change(|state| state.moved = Duration::from_secs(16 * 60));
    for (shown, id) in [(&shown, "context:"), (&shown, "sources:"), (&in_channel, "sources:")] {
        let pressed = discord.presses(shown, id);
        let reply = discord.reply(&pressed).await;
        assert!(
            reply["embeds"][0]["description"].as_str().is_some_and(|words| words.contains("Zeta")),
            "{reply}"
        );
    }
    let posted = discord.presses(&shown, "post:");
    answers(&discord.reply(&posted).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn near_misses_are_buttons_that_ask() {
    let (discord, _bot) = started().await;
    let asked = discord.slash("What was Zeta Instruments' revenue in the quarter ended June 30, 2019?", None);
    let shown = discord.reply(&asked).await;
    assert_eq!(shown["embeds"][0]["title"], json!("Nothing found"), "{shown}");
    let near = discord.presses(&shown, "near:");
    answers(&discord.reply(&near).await);
    assert!(!is_private(&discord, &near));
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_are_a_menu_and_what_is_chosen_is_asked() {
    let discord = Discord::start().await;
    let _bot = StandIn::start(&discord, |question| {
        let mut answer = quoting(question);
        if question == "unclear" {
            answer.status = Status::Unclear;
            let near = |label: &str| NearMiss { label: label.to_owned(), figure: None };
            answer.near_misses = vec![near("first reading"), near("second reading")];
        } else {
            answer.id = "SECOND".to_owned();
        }
        answer
    })
    .await;
    let asked = discord.slash("unclear", Some(true));
    let shown = discord.reply(&asked).await;
    let chosen = discord.chooses(&shown, 1);
    let reply = discord.reply(&chosen).await;
    assert_eq!(reply["embeds"][0]["title"], json!("second reading"), "{reply}");
    assert!(is_private(&discord, &chosen), "as private as the question was");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_that_is_gone_gets_the_answer_of_now() {
    let discord = Discord::start().await;
    let calls = std::sync::atomic::AtomicUsize::new(0);
    let _bot = StandIn::start(&discord, move |question| {
        let mut answer = quoting(question);
        let before = calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        answer.status = Status::NotFound;
        let label = if before { "old" } else { "new" }.to_owned();
        answer.near_misses = vec![NearMiss { label, figure: None }];
        answer
    })
    .await;
    let asked = discord.slash("what?", None);
    let shown = discord.reply(&asked).await;
    let pressed = discord.presses(&shown, "near:");
    let reply = discord.reply(&pressed).await;
    assert!(said(&reply).starts_with("The library has changed since"), "{reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_goes_on_from_an_answer() {
    let discord = Discord::start().await;
    let _bot = StandIn::with_context(&discord, |question, context| {
        let mut answer = quoting(&format!("{question} after {}", context.join(", ")));
        answer.id = format!("Q{}", context.len());
        answer.question = question.to_owned();
        answer
    })
    .await;
    let asked = discord.slash("first", None);
    let shown = discord.reply(&asked).await;
    let pressed = discord.presses(&shown, "further:");
    let form = discord.reply(&pressed).await;
    let sent = discord.fills_in(&form, "and then?", Some(&shown));
    let reply = discord.reply(&sent).await;
    assert_eq!(reply["embeds"][0]["title"], json!("and then? after first"), "{reply}");
    assert!(!is_private(&discord, &sent), "where the answer before it is");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_control_or_command_says_what_to_do() {
    let (discord, _bot) = started().await;
    for id in ["watch:7F3K2M", "sources:7F3K2M", "sources:7F3K2M:x", ""] {
        let pressed = discord.presses_unknown(id);
        let reply = discord.reply(&pressed).await;
        assert!(said(&reply).starts_with("This control belongs to another version"), "{id}: {reply}");
        assert!(is_private(&discord, &pressed));
    }
    let used = discord.uses("watch", &json!([]));
    assert!(said(&discord.reply(&used).await).contains("/ask"));
    let strange = discord.presses_unknown("context:../../x:0");
    assert!(said(&discord.reply(&strange).await).starts_with("There is no answer `x`"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_answer_is_shown_then_and_now() {
    let (discord, mut bot) = started().await;
    let shown = asked(&discord, false).await;
    let footer = shown["embeds"][0]["footer"]["text"].as_str().expect("a footer");
    let id = footer.trim_start_matches("answer ").to_lowercase();
    bot.restart(&discord).await;
    let again = discord.uses("answer", &json!([{"name": "id", "type": 3, "value": id}]));
    let reply = discord.reply(&again).await;
    answers(&reply);
    assert!(said(&reply).starts_with("**Then, <t:"), "{reply}");
    assert!(said(&reply).contains("**39.824 billion yuan**") && said(&reply).ends_with("**Now**"), "{reply}");
    let none = discord.uses("answer", &json!([{"name": "id", "type": 3, "value": "NOSUCH"}]));
    assert!(said(&discord.reply(&none).await).starts_with("There is no answer `NOSUCH`"));
}

#[tokio::test(flavor = "multi_thread")]
async fn help_is_there_and_a_message_can_be_asked_about() {
    let (discord, _bot) = started().await;
    let help = discord.uses("help", &json!([]));
    assert!(said(&discord.reply(&help).await).starts_with("**Ask** with `/ask`"));
    discord.change(|state| state.locale = "zh-CN");
    let help = discord.uses("help", &json!([]));
    assert!(said(&discord.reply(&help).await).starts_with("**提问**"));
    discord.change(|state| state.locale = "en-US");
    let used = discord.uses_on("Ask about this", QUESTION);
    let form = discord.reply(&used).await;
    assert_eq!(form["components"][0]["components"][0]["value"], json!(QUESTION), "{form}");
    let sent = discord.fills_in(&form, QUESTION, None);
    answers(&discord.reply(&sent).await);
    assert!(is_private(&discord, &sent));
    for (command, lacking) in [
        ("Ask about this", "This message has no words that I could take as a question"),
        ("Check figures", "This message has no words whose figures I could check"),
    ] {
        let empty = discord.uses_on(command, "");
        assert!(said(&discord.reply(&empty).await).starts_with(lacking), "{command}");
    }
}
