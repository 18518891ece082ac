//! Figures by their slots, offered while somebody types.

use std::time::Duration;

use serde_json::{Value, json};

use super::bot::Bot;
use super::objects::{self, CHANNEL};
use super::server::Discord;

fn slot(name: &str, value: &str, focused: bool) -> Value {
    let mut option = json!({"name": name, "type": 3, "value": value});
    if focused {
        option["focused"] = json!(true);
    }
    option
}

async fn offered(discord: &Discord, options: Value) -> Vec<String> {
    let typed = discord.types("figure", &options);
    let reply = discord.reply(&typed).await;
    let choices = reply["choices"].as_array().expect("choices").iter();
    choices.map(|choice| choice["value"].as_str().expect("a value").to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_is_asked_for_by_what_is_offered() {
    let discord = Discord::start().await;
    let _bot = Bot::start(&discord);
    discord.ready().await;
    let entities = offered(&discord, json!([slot("entity", "zet", true)])).await;
    assert_eq!(entities.first().map(String::as_str), Some("Zeta Instruments"), "{entities:?}");
    let chosen = slot("entity", &entities[0], false);
    let metrics = offered(&discord, json!([chosen, slot("metric", "", true)])).await;
    assert!(metrics.contains(&"revenue".to_owned()), "{metrics:?}");
    let metric = slot("metric", "revenue", false);
    let periods = offered(&discord, json!([chosen, metric, slot("period", "", true)])).await;
    assert!(!periods.is_empty());
    for period in [periods[0].as_str(), "the quarter ended September 30, 2025"] {
        let asked = discord.uses("figure", &json!([chosen, metric, slot("period", period, false)]));
        let reply = discord.reply(&asked).await;
        let words = reply["embeds"][0]["description"].as_str().unwrap_or_default();
        assert!(words.contains("**39.824 billion yuan**"), "{period}: {reply}");
    }
    let slowest = discord.state().interactions.values().filter_map(|one| one.acknowledged_after).max();
    assert!(slowest.is_some_and(|slowest| slowest < Duration::from_secs(1)), "{slowest:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn strange_words_are_offered_nothing_and_answered_all_the_same() {
    let discord = Discord::start().await;
    let _bot = Bot::start(&discord);
    discord.ready().await;
    assert!(offered(&discord, json!([slot("entity", "\u{202e}@everyone ||x||", true)])).await.is_empty());
    assert!(offered(&discord, json!([slot("colour", "red", true)])).await.is_empty());
    let asked = discord.uses("figure", &json!([slot("entity", "Nobody", false), slot("metric", "x", false)]));
    let reply = discord.reply(&asked).await;
    assert_eq!(reply["embeds"][0]["title"], json!("Nothing found"), "{reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_figures_stand_side_by_side() {
    let discord = Discord::start().await;
    let _bot = Bot::start(&discord);
    discord.ready().await;
    let (entity, metric) = (slot("entity", "Zeta Instruments", false), slot("metric", "revenue", false));
    let alone = discord.uses("compare", &json!([entity, metric]));
    let reply = discord.reply(&alone).await;
    assert!(reply["content"].as_str().is_some_and(|words| words.contains("`against`")), "{reply}");
    let period = slot("period", "the quarter ended September 30, 2025", false);
    let against = slot("against", "the quarter ended June 30, 2019", false);
    let both = discord.uses("compare", &json!([entity, metric, period, against]));
    let reply = discord.reply(&both).await;
    let fields = reply["embeds"][0]["fields"].as_array().expect("two sides");
    let side = |at: usize| fields[at]["value"].as_str().unwrap_or_default();
    assert!(
        side(0).contains("**39.824 billion yuan**") && side(0).contains("Zeta Instruments reports"),
        "{reply}"
    );
    assert!(side(1).starts_with("Nothing found"), "nothing is made up for the other side: {reply}");
    let same = slot("against", "the third quarter of 2025", false);
    let both = discord.uses("compare", &json!([entity, metric, period, same]));
    let told = discord.reply(&both).await;
    let words = told["embeds"][0]["description"].as_str().unwrap_or_default();
    assert!(words.matches("39.824 billion").count() >= 2, "{told}");
    assert!(told["embeds"][0]["fields"][0]["value"].as_str().is_some_and(|sources| sources.contains("Zeta")));
    let context = discord.presses(&reply, "context:");
    let context = discord.reply(&context).await;
    assert!(context["embeds"][0]["description"].as_str().is_some_and(|words| words.contains("39.824")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_library_is_listed_newest_first_and_filtered_by_page() {
    let discord = Discord::start().await;
    let reports: Vec<(String, String)> = (1..=23)
        .map(|day| {
            let tag = if day % 2 == 0 { "even" } else { "odd" };
            let head =
                format!("---\ntitle: Report {day}\ndate: 2026-01-{day:02}\ntags: [{tag}]\n---\n\nText.\n");
            (format!("{day}.md"), head)
        })
        .collect();
    let _bot = Bot::with_reports(&discord, &reports);
    discord.ready().await;
    let listed = discord.uses("sources", &json!([]));
    let first = discord.reply(&listed).await;
    let words = |reply: &Value| reply["embeds"][0]["description"].as_str().unwrap_or_default().to_owned();
    assert!(words(&first).starts_with("• 23 Jan 2026 · **Report 23** · odd\n• 22 Jan 2026"), "{first}");
    let turned = discord.presses(&first, "shelf:en:1:");
    let second = discord.reply(&turned).await;
    assert!(words(&second).starts_with("• 13 Jan 2026"), "{second}");
    let shared = discord.presses(&second, "share:1:");
    let posted = discord.reply(&shared).await;
    assert!(words(&posted).starts_with("• 13 Jan 2026"), "{posted}");
    assert!(posted["content"].as_str().is_some_and(|words| words.starts_with("Posted for <@")), "{posted}");
    assert!(!discord.state().interactions[&shared.token].private);
    assert!(!posted["components"].to_string().contains("share:"), "it is there already: {posted}");
    discord.change(|state| state.locale = "zh-CN");
    let turned = discord.presses(&posted, "shelf:en:2:");
    let turned = discord.reply(&turned).await;
    assert!(words(&turned).starts_with("• 3 Jan 2026"), "it stays English for those who read it: {turned}");
    discord.change(|state| state.locale = "en-US");
    let earlier = discord.presses_unknown("library:1:");
    assert!(words(&discord.reply(&earlier).await).starts_with("• 13 Jan 2026"), "of an earlier version");
    let long = discord.uses("sources", &json!([slot("filter", &"😀".repeat(60), false)]));
    discord.reply(&long).await;
    let even = discord.uses("sources", &json!([slot("filter", "EVEN 2026", false)]));
    let even = discord.reply(&even).await;
    assert!(words(&even).starts_with("• 22 Jan 2026") && !words(&even).contains("odd"), "{even}");
    let turned = discord.presses(&even, "shelf:en:1:");
    assert!(words(&discord.reply(&turned).await).starts_with("• 2 Jan 2026"));
    let none = discord.uses("sources", &json!([slot("filter", "a:b", false)]));
    assert_eq!(words(&discord.reply(&none).await), "Nothing found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_is_a_chart_with_words_and_a_table() {
    let discord = Discord::start().await;
    let reports: Vec<(String, String)> = (0..)
        .zip(["first", "second", "third"])
        .map(|(at, quarter)| {
            let text = format!(
                "---\ntitle: Yota {quarter}\ndate: 2025-{:02}-20\n---\n\nYota Robotics reported revenue of ${}.5 million in the \
                 {quarter} quarter of 2025.\n",
                4 + at * 3,
                40 + at
            );
            (format!("yota{at}.md"), text)
        })
        .collect();
    let _bot = Bot::with_reports(&discord, &reports);
    discord.ready().await;
    let entity = slot("entity", "Yota Robotics", false);
    let asked = discord.uses("series", &json!([entity, slot("metric", "revenue", false)]));
    let reply = discord.reply(&asked).await;
    let words = reply["embeds"][0]["description"].as_str().unwrap_or_default();
    assert_eq!(
        words.lines().count(),
        7,
        "three points under a header, fenced, and where the rest is: {reply}"
    );
    assert!(words.contains("31 Mar 2025   40.5") && words.contains("30 Sep 2025   42.5"), "{reply}");
    let sources = &reply["embeds"][0]["fields"][0];
    assert_eq!(sources["name"], json!("Sources"), "{reply}");
    assert!(sources["value"].as_str().is_some_and(|told| told.contains("[3\\] Yota third")), "{reply}");
    let alt = reply["attachments"][0]["description"].as_str().expect("the picture is described");
    assert!(alt.contains("Yota Robotics") && alt.contains("42.5 million"), "{alt}");
    let files = discord.until("both files with one message", |state| {
        state.requests.iter().map(|request| request.files.clone()).find(|files| files.len() == 2)
    });
    let files = files.await;
    assert!(files[0].0 == "series.png" && files[0].1.starts_with(b"\x89PNG"), "{}", files[0].0);
    let table = String::from_utf8_lossy(&files[1].1).into_owned();
    assert!(files[1].0 == "series.csv" && table.contains("yota2.md"), "{table}");
    let none = discord.uses("series", &json!([entity, slot("metric", "penguins", false)]));
    assert_eq!(discord.reply(&none).await["embeds"][0]["title"], json!("Nothing found"));
}

const POST: &str = "Zeta Instruments' revenue was 39.824 billion yuan in the quarter ended September 30, 2025. \
                    Zeta Instruments' revenue was 51 billion yuan in the quarter ended September 30, 2025.";

#[tokio::test(flavor = "multi_thread")]
async fn the_numbers_of_a_post_are_checked_for_who_asks_alone() {
    let discord = Discord::start().await;
    let _bot = Bot::start(&discord);
    discord.ready().await;
    let used = discord.uses_on("Check figures", POST);
    let reply = discord.reply(&used).await;
    assert!(discord.state().interactions[&used.token].private);
    let words = reply["embeds"][0]["description"].as_str().unwrap_or_default().to_lowercase();
    assert!(words.contains("supported") && words.contains("51 billion yuan"), "{reply}");
    assert!(words.contains("contradict") || words.contains("another figure"), "{reply}");
    assert!(!words.contains("false"), "{reply}");
    assert!(
        reply["embeds"][0]["fields"][0]["value"].as_str().is_some_and(|sources| sources.contains("Zeta"))
    );
    let held = discord.uses("privacy", &json!([]));
    let held = discord.reply(&held).await;
    assert!(held["content"].as_str().is_some_and(|words| words.contains("questions you asked: 0")), "{held}");
    let none = discord.uses_on("Check figures", "good morning");
    assert!(discord.reply(&none).await["embeds"][0]["description"].is_string());
    let empty = discord.uses_on("Check figures", "");
    assert!(discord.reply(&empty).await["content"].as_str().is_some_and(|words| words.contains("no words")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_checked_as_of_its_own_day() {
    let discord = Discord::start().await;
    let _bot = Bot::start(&discord);
    discord.ready().await;
    let words = "Last quarter Zeta Instruments had revenue of 39.824 billion yuan.";
    let mut post = objects::message(7, CHANNEL, words, &json!([]), true);
    post["timestamp"] = json!("2025-11-22T12:00:00.000000+00:00");
    let used = discord.uses_on_post("Check figures", &post);
    let reply = discord.reply(&used).await;
    let told = reply["embeds"][0]["description"].as_str().unwrap_or_default().to_lowercase();
    assert!(told.contains("supported") && !told.contains("another period"), "{reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_told_newest_first_and_paged() {
    let discord = Discord::start().await;
    let events: String =
        (1..=8).map(|day| format!("- 2026-02-{day:02} Omicron opens plant number {day}\n")).collect();
    let report = format!("---\ntitle: Omicron diary\ndate: 2026-03-01\n---\n\n# Diary\n\n{events}");
    let _bot = Bot::with_reports(&discord, &[("diary.md".to_owned(), report)]);
    discord.ready().await;
    let used = discord.uses("timeline", &json!([slot("filter", "omicron 2026", false)]));
    let first = discord.reply(&used).await;
    let words = |reply: &Value| reply["embeds"][0]["description"].as_str().unwrap_or_default().to_owned();
    assert!(words(&first).starts_with("• 2026-02-08") && words(&first).lines().count() == 5, "{first}");
    let turned = discord.presses(&first, "leaf:");
    let second = discord.reply(&turned).await;
    assert!(words(&second).starts_with("• 2026-02-03"), "{second}");
    let none = discord.uses("timeline", &json!([slot("filter", "1950", false)]));
    assert_eq!(words(&discord.reply(&none).await), "Nothing found");
}
