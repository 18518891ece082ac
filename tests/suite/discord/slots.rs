//! Figures by their slots, offered while somebody types.

use std::time::Duration;

use serde_json::{Value, json};

use super::bot::Bot;
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
