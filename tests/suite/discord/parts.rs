//! A channel sees the part of the library that maintainers let it see, whichever way it is asked there.

use serde_json::{Value, json};

use super::bot::Bot;
use super::objects::{CHANNEL, DIRECT};
use super::people::{parts, to_bot};
use super::server::{Discord, Slash};

/// What only the inner report says.
const SECRET: [&str; 3] = ["7.77", "Inner memo", "Quillon"];
const PROFIT: &str = "What was Quillon Works' net profit in the quarter ended September 30, 2025?";
const REVENUE: &str = "What was Orlin Energy's revenue in the quarter ended September 30, 2025?";

fn reports() -> [(String, String); 2] {
    let report = |title: &str, tags: &str, words: &str| {
        format!("---\ntitle: {title}\ndate: 2025-10-30\ntags: {tags}\n---\n\n{words}\n")
    };
    let inner = report(
        "Inner memo",
        "inner, Results",
        "Quillon Works, an invented company, reported net profit of 7.77 billion yuan for the quarter ended September 30, \
         2025.\n\n- 2025-10-01: Quillon Works opened a works for 7.77 billion yuan.",
    );
    let open = report(
        "Orlin results",
        "Open",
        "Orlin Energy, an invented company, reported revenue of 5.25 billion yuan for the quarter ended September 30, 2025.",
    );
    [("inner.md".to_owned(), inner), ("open.md".to_owned(), open)]
}

async fn started() -> (Discord, Bot) {
    let discord = Discord::start().await;
    let bot = Bot::with_reports(&discord, &reports());
    discord.ready().await;
    (discord, bot)
}

async fn confines(discord: &Discord, channel: u64, tags: &str) -> String {
    let set = json!([
        {"name": "channel", "type": 7, "value": channel.to_string()}, {"name": "tags", "type": 3, "value": tags},
    ]);
    discord.sets("part", set).await
}

fn slot(name: &str, value: &str, focused: bool) -> Value {
    json!({"name": name, "type": 3, "value": value, "focused": focused})
}

async fn replies(discord: &Discord, asked: Vec<Slash>) -> String {
    let mut all = String::new();
    for asked in asked {
        all += &discord.reply(&asked).await.to_string();
    }
    all
}

/// Everything that commands can be asked about the inner report in a channel.
async fn everything(discord: &Discord, channel: u64) -> String {
    let quillon = || slot("entity", "Quillon Works", false);
    let profit = || slot("metric", "net profit", false);
    let asked = [
        ("ask", json!([slot("question", "What was net profit in the third quarter of 2025?", false)])),
        ("ask", json!([slot("question", "Who opened a works?", false)])),
        ("figure", json!([slot("entity", "Orlin Energy", false), profit()])),
        ("series", json!([slot("entity", "the company", false), profit()])),
        (
            "compare",
            json!([
                slot("entity", "Orlin Energy", false),
                slot("metric", "revenue", false),
                slot("with", "the other company", false)
            ]),
        ),
        ("sources", json!([])),
        ("timeline", json!([])),
    ];
    let mut used: Vec<Slash> =
        asked.iter().map(|(name, options)| discord.uses_in(channel, name, options)).collect();
    for options in [json!([slot("entity", "Quil", true)]), json!([quillon(), slot("metric", "net", true)])] {
        used.push(discord.types_in(channel, "figure", &options));
    }
    replies(discord, used).await
}

#[track_caller]
fn tells_nothing(told: &str) {
    for secret in SECRET {
        assert!(!told.contains(secret), "`{secret}` is told: {told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_is_told_its_part_of_the_library_and_others_all_of_it() {
    let (discord, mut bot) = started().await;
    assert!(everything(&discord, CHANNEL).await.contains("7.77"), "at first everything is told");
    let set = confines(&discord, CHANNEL, "open").await;
    assert!(set.contains(&format!("<#{CHANNEL}>: Open")), "{set}");
    bot.restart(&discord).await;
    tells_nothing(&everything(&discord, CHANNEL).await);
    let asked = discord.says(CHANNEL, &to_bot("What was net profit in the third quarter of 2025?"));
    tells_nothing(&discord.reply_in(CHANNEL, asked).await.to_string());
    let check =
        discord.uses_on("Check figures", "Net profit of Quillon Works was 7.7 billion yuan in Q3 2025.");
    let told = discord.reply(&check).await.to_string();
    assert!(!told.contains("7.77") && !told.contains("Inner memo"), "{told}");
    let open = discord.slash(REVENUE, None);
    assert!(discord.reply(&open).await.to_string().contains("5.25 billion yuan"));
    let direct = discord.says(DIRECT, PROFIT);
    assert!(discord.reply_in(DIRECT, direct).await.to_string().contains("7.77 billion yuan"));
    assert!(confines(&discord, CHANNEL, "").await.contains("everything, in every channel"));
    assert!(everything(&discord, CHANNEL).await.contains("7.77"));
}

#[tokio::test(flavor = "multi_thread")]
async fn controls_of_an_answer_from_elsewhere_tell_no_more_than_the_channel_may_see() {
    let (discord, _bot) = started().await;
    let private = discord.slash(PROFIT, Some(true));
    let shown = discord.reply(&private).await;
    assert!(shown.to_string().contains("7.77 billion yuan"));
    confines(&discord, CHANNEL, "Open").await;
    for control in ["post:", "sources:", "context:"] {
        let pressed = discord.presses(&shown, control);
        let told = discord.reply(&pressed).await.to_string();
        assert!(!told.contains("7.77") && !told.contains("Inner memo"), "{control}: {told}");
    }
    let controls = parts(&shown);
    let id = controls[0]["custom_id"].as_str().and_then(|id| id.split(':').nth(1)).expect("an answer");
    let again = discord.uses("answer", &json!([slot("id", id, false)]));
    let told = discord.reply(&again).await;
    assert!(!told.to_string().contains("7.77"), "{told}");
    assert!(told["content"].as_str().is_some_and(|words| words.contains("does not show")), "{told}");
    let further = discord.presses(&shown, "further:");
    let form = discord.reply(&further).await;
    let filled = discord.fills_in(&form, "and its net profit in 2025?", Some(&shown));
    assert!(!discord.reply(&filled).await.to_string().contains("7.77"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_sees_what_its_channel_does() {
    let (discord, _bot) = started().await;
    confines(&discord, CHANNEL, "Open").await;
    let thread = discord.thread_in(CHANNEL);
    tells_nothing(&everything(&discord, thread).await);
    for _ in 0..2 {
        let asked = discord.says(thread, &to_bot("What was net profit in the third quarter of 2025?"));
        tells_nothing(&discord.reply_in(thread, asked).await.to_string());
    }
    let looked_up = discord.requests(&format!("/channels/{thread}"));
    assert_eq!(looked_up.len(), 1, "Discord is asked once whose thread it is");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_it_is_not_known_what_may_be_told_nothing_is() {
    let (discord, bot) = started().await;
    confines(&discord, CHANNEL, "Open").await;
    let thread = discord.thread_in(CHANNEL);
    discord.change(|state| state.faults = 3);
    let asked = discord.says(thread, &to_bot(PROFIT));
    let told = discord.reply_in(thread, asked).await;
    tells_nothing(&told.to_string());
    assert!(told["content"].as_str().is_some_and(|words| words.contains("went wrong")), "{told}");
    bot.logs("was not sent").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_settings_cannot_be_read_nothing_is_told() {
    let (discord, bot) = started().await;
    confines(&discord, CHANNEL, "Open").await;
    let state = rusqlite::Connection::open(bot.state_file()).expect("the bot's own file");
    state.execute_batch("DROP TABLE sights").expect("it is broken");
    let typing = json!([slot("entity", "Quil", true)]);
    let mentioned = discord.says(CHANNEL, &to_bot(PROFIT));
    let mut told = discord.reply_in(CHANNEL, mentioned).await.to_string();
    for asked in [discord.slash(PROFIT, None), discord.types("figure", &typing)] {
        told += &discord.reply(&asked).await.to_string();
    }
    tells_nothing(&told);
    assert_eq!(told.matches("went wrong inside").count(), 2, "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_are_those_of_the_library_and_offered_to_maintainers_alone() {
    let (discord, _bot) = started().await;
    let refused = confines(&discord, CHANNEL, "opn").await;
    assert!(refused.starts_with("No report has the tag opn") && refused.contains("inner, Open"), "{refused}");
    let typing = json!([{"name": "part", "type": 1, "options": [slot("tags", "inner, res", true)]}]);
    let offered = discord.types("settings", &typing);
    assert_eq!(discord.reply(&offered).await["choices"], json!([]), "not to others");
    discord.change(|state| state.may |= super::objects::MANAGE_GUILD);
    let offered = discord.types("settings", &typing);
    let choices = discord.reply(&offered).await["choices"].clone();
    assert_eq!(choices, json!([{"name": "inner, Results", "value": "inner, Results"}]));
}
