//! Series, comparisons, checks and events are answers like any other: with controls, an identifier, then and now.

use serde_json::{Value, json};

use super::bot::Bot;
use super::objects::{self, CHANNEL};
use super::people::{parts, said};
use super::server::{Discord, Slash};

const POST: &str = "Zeta Instruments' revenue was 39.824 billion yuan in the quarter ended September 30, 2025. \
                    Zeta Instruments' revenue was 51 billion yuan in the quarter ended September 30, 2025.";

async fn started() -> (Discord, Bot) {
    let discord = Discord::start().await;
    let quarters = ["first", "second", "third"].into_iter().enumerate().map(|(at, quarter)| {
        let text = format!(
            "---\ntitle: Yota {quarter}\ndate: 2025-{:02}-20\n---\n\nYota Robotics reported revenue of ${}.5 million in the \
             {quarter} quarter of 2025.\n",
            4 + at * 3,
            98 + at,
        );
        (format!("yota{at}.md"), text)
    });
    let events: String =
        (0..3).map(|at| format!("- 2025-0{}-02 Yota opens plant number {at}\n", at + 1)).collect();
    let diary = format!("---\ntitle: Yota diary\ndate: 2025-12-01\n---\n\n# Diary\n\n{events}");
    let reports = quarters.chain([("diary.md".to_owned(), diary)]).collect::<Vec<_>>();
    let bot = Bot::with_reports(&discord, &reports);
    discord.ready().await;
    (discord, bot)
}

fn slot(name: &str, value: &str) -> Value {
    json!({"name": name, "type": 3, "value": value})
}

fn is_private(discord: &Discord, slash: &Slash) -> bool {
    discord.state().interactions[&slash.token].private
}

fn labels(reply: &Value) -> Vec<String> {
    parts(reply).iter().map(|part| part["label"].as_str().unwrap_or_default().to_owned()).collect()
}

fn words(reply: &Value) -> &str {
    reply["embeds"][0]["description"].as_str().unwrap_or_default()
}

/// The answer's identifier in the footer.
#[track_caller]
fn id(reply: &Value) -> String {
    let footer =
        reply["embeds"][0]["footer"]["text"].as_str().unwrap_or_else(|| panic!("no footer in {reply}"));
    footer.rsplit(' ').next().expect("a word").to_owned()
}

/// Each of these has the controls of an answer, and says what was searched.
#[track_caller]
fn is_an_answer(reply: &Value, private: bool) {
    let labels = labels(reply);
    for label in ["More sources", "Context", "Wrong figure?", "Ask further", "👍", "👎"] {
        assert!(labels.iter().any(|other| other == label), "no `{label}` among {labels:?}");
    }
    assert_eq!(labels.iter().any(|label| label == "Post to channel"), private, "{labels:?}");
    let fields = reply["embeds"][0]["fields"].as_array().cloned().unwrap_or_default();
    assert!(fields.iter().any(|field| field["name"] == json!("Library")), "{reply}");
}

/// What `/answer` shows of it has what was said, and says it again.
async fn is_told_again(discord: &Discord, reply: &Value, then: &str, now: &str) {
    let again = discord.uses("answer", &json!([slot("id", &id(reply))]));
    let replayed = discord.reply(&again).await;
    let content = said(&replayed);
    assert!(content.starts_with("**Then, <t:") && content.ends_with("**Now**"), "{replayed}");
    assert!(content.contains(then), "`{then}` is not in {content}");
    let fields = replayed["embeds"][0]["fields"].to_string();
    assert!(words(&replayed).contains(now) || fields.contains(now), "`{now}` is not in {replayed}");
    assert_eq!(id(&replayed), id(reply));
    assert!(is_private(discord, &again));
    is_an_answer(&replayed, true);
}

async fn context_shows(discord: &Discord, reply: &Value, quoted: &str) {
    let pressed = discord.presses(reply, "context:");
    let context = discord.reply(&pressed).await;
    assert!(words(&context).contains(quoted), "{context}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_is_an_answer_after_a_restart_too() {
    let (discord, mut bot) = started().await;
    let asked = discord.uses("series", &json!([slot("entity", "Yota Robotics"), slot("metric", "revenue")]));
    let reply = discord.reply(&asked).await;
    is_an_answer(&reply, false);
    let figure = discord.uses("figure", &json!([slot("entity", "Yota Robotics"), slot("metric", "revenue")]));
    let figure = discord.reply(&figure).await;
    assert_ne!(id(&figure), id(&reply), "the same words, but another request");
    bot.restart(&discord).await;
    is_told_again(&discord, &reply, "USD 100.5 million", "31 Mar 2025   98.5").await;
    let charts =
        discord.state().requests.iter().flat_map(|request| request.files.clone()).collect::<Vec<_>>();
    assert_eq!(charts.iter().filter(|(name, _)| name == "series.png").count(), 2, "the chart is drawn again");
    context_shows(&discord, &reply, "Yota Robotics reported revenue").await;
    let form = discord.presses(&reply, "further:");
    let form = discord.reply(&form).await;
    let next = discord.fills_in(&form, "and in the second quarter of 2025?", Some(&reply));
    let next = discord.reply(&next).await;
    assert!(words(&next).contains("$99.5 million"), "it goes on from the series: {next}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comparison_is_an_answer_whether_both_sides_are_there_or_not() {
    let (discord, _bot) = started().await;
    let (entity, metric) = (slot("entity", "Yota Robotics"), slot("metric", "revenue"));
    let period = slot("period", "the third quarter of 2025");
    let private = json!({"name": "private", "type": 5, "value": true});
    let against = slot("against", "the first quarter of 2025");
    let asked = discord.uses("compare", &json!([entity, metric, period, against, private]));
    let reply = discord.reply(&asked).await;
    is_an_answer(&reply, true);
    is_told_again(&discord, &reply, "98.5 million", "98.5 million").await;
    let posted = discord.presses(&reply, "post:");
    let posted_reply = discord.reply(&posted).await;
    assert!(said(&posted_reply).starts_with("Posted for <@") && !is_private(&discord, &posted));
    is_an_answer(&posted_reply, false);
    let against = slot("against", "the second quarter of 2019");
    let asked = discord.uses("compare", &json!([entity, metric, period, against]));
    let reply = discord.reply(&asked).await;
    is_an_answer(&reply, false);
    context_shows(&discord, &reply, "100.5 million").await;
    is_told_again(&discord, &reply, "Nothing found", "Nothing found").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_is_an_answer_that_can_be_posted_and_goes_when_its_asker_is_forgotten() {
    let (discord, mut bot) = started().await;
    let used = discord.uses_on("Check figures", POST);
    let reply = discord.reply(&used).await;
    is_an_answer(&reply, true);
    is_told_again(&discord, &reply, "51 billion yuan", "51 billion yuan").await;
    let wrong = discord.presses(&reply, "wrong:");
    let form = discord.reply(&wrong).await;
    let sent = discord.fills_in(&form, "it was 50", Some(&reply));
    assert!(said(&discord.reply(&sent).await).contains(&id(&reply)));
    let posted = discord.presses(&reply, "post:");
    let posted_reply = discord.reply(&posted).await;
    assert!(words(&posted_reply).contains("51 billion yuan") && !is_private(&discord, &posted));
    let held = discord.uses("privacy", &json!([]));
    let held = discord.reply(&held).await;
    assert!(
        said(&held).contains("questions you asked: 0") && said(&held).contains("you had checked: 1"),
        "{held}"
    );
    let forget = discord.presses(&held, "forget");
    discord.reply(&forget).await;
    bot.restart(&discord).await;
    let gone = discord.presses(&posted_reply, "context:");
    assert!(said(&discord.reply(&gone).await).starts_with("There is no answer"));
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_and_forwards_are_checked_and_asked_about() {
    let (discord, _bot) = started().await;
    let mut framed = objects::message(7, CHANNEL, "", &json!([]), true);
    framed["embeds"] = json!([{
        "type": "rich", "title": "Zeta news", "description": POST,
        "fields": [{"name": "Zeta Instruments' revenue in the third quarter of 2025", "value": "48 billion yuan"}],
    }]);
    let used = discord.uses_on_post("Check figures", &framed);
    let reply = discord.reply(&used).await;
    for number in ["39.824 billion yuan", "51 billion yuan", "48 billion yuan"] {
        assert!(words(&reply).contains(number), "{number}: {reply}");
    }
    let mut forwarded = objects::message(7, CHANNEL, "", &json!([]), true);
    forwarded["message_reference"] = json!({"type": 1, "channel_id": CHANNEL.to_string(), "message_id": "5"});
    forwarded["message_snapshots"] = json!([{"message": {
        "type": 0, "content": "Last quarter Zeta Instruments had revenue of 39.824 billion yuan.", "embeds": [],
        "attachments": [], "timestamp": "2025-11-02T12:00:00.000000+00:00", "edited_timestamp": null, "flags": 0,
        "mentions": [], "mention_roles": [], "components": [],
    }}]);
    let used = discord.uses_on_post("Check figures", &forwarded);
    let reply = discord.reply(&used).await;
    assert!(words(&reply).contains("39.824 billion yuan — supported**"), "as of its own day: {reply}");
    let used = discord.uses_on_post("Ask about this", &forwarded);
    let form = discord.reply(&used).await;
    let value = form["components"][0]["components"][0]["value"].as_str().unwrap_or_default();
    assert!(value.starts_with("Last quarter Zeta"), "{form}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_after_a_check_goes_on_from_the_post() {
    let (discord, _bot) = started().await;
    let used = discord
        .uses_on("Check figures", "Yota Robotics' revenue was $5 million in the third quarter of 2025.");
    discord.reply(&used).await;
    let asked = discord.slash("and in the first quarter of 2025?", None);
    let reply = discord.reply(&asked).await;
    assert!(words(&reply).contains("$98.5 million"), "{reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_an_answer_and_pages_of_an_earlier_version_turn() {
    let (discord, _bot) = started().await;
    let used = discord.uses("timeline", &json!([slot("filter", "yota 2025")]));
    let reply = discord.reply(&used).await;
    is_an_answer(&reply, true);
    is_told_again(&discord, &reply, "plant number 2", "plant number 0").await;
    context_shows(&discord, &reply, "plant number 2").await;
    let old = discord.presses_unknown("events:0:yota 2025");
    assert!(words(&discord.reply(&old).await).contains("plant number 1"));
    let all = discord.uses("timeline", &json!([]));
    is_an_answer(&discord.reply(&all).await, true);
}
