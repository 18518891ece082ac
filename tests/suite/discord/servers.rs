//! What maintainers set holds, nobody else sets it, and nobody asks too much.

use serde_json::{Value, json};

use super::bot::Bot;
use super::objects::{
    BOT, CHANNEL, CLOSED, DIRECT, MANAGE_GUILD, MEMBER, READ_MESSAGE_HISTORY, SEND_MESSAGES, VIEW_CHANNEL,
};
use super::people::to_bot;
use super::server::Discord;

const QUESTION: &str = "What was Zeta Instruments' revenue in the quarter ended September 30, 2025?";

async fn started(settings: &str) -> (Discord, Bot) {
    let discord = Discord::start().await;
    let bot = Bot::with_settings(&discord, settings);
    discord.ready().await;
    (discord, bot)
}

fn said(reply: &Value) -> String {
    reply["content"].as_str().unwrap_or_default().to_owned()
}

async fn sets(discord: &Discord, name: &str, options: Value) -> String {
    let used = discord.uses("settings", &json!([{"name": name, "type": 1, "options": options}]));
    let reply = discord.reply(&used).await;
    assert!(discord.state().interactions[&used.token].private, "{reply}");
    said(&reply)
}

#[tokio::test(flavor = "multi_thread")]
async fn only_maintainers_may_set_anything_whatever_discord_lets_through() {
    let (discord, bot) = started("").await;
    let on = || json!([{"name": "on", "type": 5, "value": true}]);
    assert!(sets(&discord, "private", on()).await.starts_with("Only those who may manage"));
    bot.logs("without the right to").await;
    let asked = discord.slash(QUESTION, None);
    discord.reply(&asked).await;
    assert!(!discord.state().interactions[&asked.token].private, "nothing was set");
    discord.change(|state| state.may = MEMBER | MANAGE_GUILD);
    assert!(sets(&discord, "private", on()).await.contains("Private by default: yes"));
    let asked = discord.slash(QUESTION, None);
    discord.reply(&asked).await;
    assert!(discord.state().interactions[&asked.token].private);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_maintainer_role_gives_the_right_after_a_restart_too() {
    let (discord, mut bot) = started("").await;
    discord.change(|state| state.may = MEMBER | MANAGE_GUILD);
    let role = json!([{"name": "role", "type": 8, "value": "1000000000000000042"}]);
    assert!(sets(&discord, "maintainer", role).await.contains("<@&1000000000000000042>"));
    bot.restart(&discord).await;
    discord.change(|state| state.may = MEMBER);
    assert!(sets(&discord, "show", json!([])).await.starts_with("Only those"));
    let data = json!({"id": "1", "name": "settings", "type": 1, "options": [{"name": "show", "type": 1, "options": []}]});
    let used = discord.interacts(super::server::Kind::Command, &data, |interaction| {
        interaction["member"]["roles"] = json!(["1000000000000000042"]);
    });
    assert!(said(&discord.reply(&used).await).starts_with("Answers in: every channel"));
}

#[tokio::test(flavor = "multi_thread")]
async fn chosen_channels_are_answered_in_and_others_told_where() {
    let (discord, _bot) = started("").await;
    discord.change(|state| state.may = MEMBER | MANAGE_GUILD);
    let chosen = json!([
        {"name": "channel", "type": 7, "value": CLOSED.to_string()}, {"name": "answer", "type": 5, "value": true},
    ]);
    assert!(sets(&discord, "channel", chosen).await.contains(&format!("<#{CLOSED}>")));
    let asked = discord.slash(QUESTION, Some(false));
    discord.reply(&asked).await;
    assert!(discord.state().interactions[&asked.token].private, "here to the asker alone");
    let mentioned = discord.says(CHANNEL, &to_bot(QUESTION));
    let reply = discord.reply_in(CHANNEL, mentioned).await;
    assert!(said(&reply).starts_with(&format!("In this server I answer in <#{CLOSED}>")), "{reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_fill_more_than_a_message_have_pages() {
    let discord = Discord::start().await;
    let tags: Vec<String> = (0..10).map(|tag| format!("a tag that is quite long {tag}")).collect();
    let report =
        format!("---\ntitle: Tagged\ndate: 2025-10-20\ntags: [{}]\n---\n\nWords.\n", tags.join(", "));
    let _bot = Bot::with_reports(&discord, &[("tagged.md".to_owned(), report)]);
    discord.ready().await;
    discord.change(|state| state.may = MEMBER | MANAGE_GUILD);
    let channels: Vec<String> = (0..12).map(|channel| (CLOSED + 1000 + channel).to_string()).collect();
    for channel in &channels {
        let set = json!([
            {"name": "channel", "type": 7, "value": channel}, {"name": "tags", "type": 3, "value": tags.join(",")},
        ]);
        let reply = sets(&discord, "part", set).await;
        assert!(reply.starts_with("Saved.\nAnswers in: every channel"), "{reply}");
    }
    let mut shown = looks(&discord, "show").await;
    let mut told = said(&shown);
    for page in 1.. {
        let forth = super::people::parts(&shown)[1].clone();
        if forth["disabled"] == json!(true) {
            break;
        }
        let turned = discord.presses(&shown, &format!("settings:{page}"));
        shown = discord.reply(&turned).await;
        told = format!("{told}\n{}", said(&shown));
    }
    for channel in &channels {
        assert!(told.contains(&format!("• <#{channel}>: a tag")), "{channel} is missing in {told}");
    }
    assert!(told.ends_with("(`direct_tags`)."), "{told}");
    discord.change(|state| state.may = MEMBER);
    let turned = discord.presses(&shown, "settings:1");
    assert!(said(&discord.reply(&turned).await).starts_with("Only those"), "the right is looked at anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_of_a_server_wins() {
    let (discord, _bot) = started("").await;
    discord.change(|state| state.may = MEMBER | MANAGE_GUILD);
    let set = sets(&discord, "language", json!([{"name": "language", "type": 3, "value": "zh"}])).await;
    assert!(set.contains("Language: Chinese"), "{set}");
    let shown = sets(&discord, "show", json!([])).await;
    assert!(shown.contains("语言：中文"), "{shown}");
    let help = discord.uses("help", &json!([]));
    assert!(said(&discord.reply(&help).await).starts_with("**提问**"));
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_without_an_answer_are_counted_for_maintainers_without_names() {
    let (discord, _bot) = started("").await;
    discord.change(|state| state.may = MEMBER | MANAGE_GUILD);
    assert!(sets(&discord, "unanswered", json!([])).await.starts_with("No question"));
    let years = (1950..1956).map(|year| format!("what was omega's revenue in {year}"));
    for question in years.chain(["What was Omega's revenue in 1950?".to_owned()]) {
        let asked = discord.slash(&question, None);
        discord.reply(&asked).await;
    }
    let first = looks(&discord, "unanswered").await;
    let told = listed(&first);
    assert!(told.starts_with("2 × what was omega's revenue in 1950"), "{told}");
    assert!(!told.to_lowercase().contains("asker") && told.lines().count() == 5, "{told}");
    let turned = discord.presses(&first, "unanswered:1");
    let second = discord.reply(&turned).await;
    assert!(listed(&second).starts_with("1 × what was omega's revenue in 195"), "{second}");
    assert_eq!(listed(&second).lines().count(), 1, "{second}");
}

/// What a maintainer looks at with `/settings`.
async fn looks(discord: &Discord, name: &str) -> Value {
    let used = discord.uses("settings", &json!([{"name": name, "type": 1, "options": []}]));
    let reply = discord.reply(&used).await;
    assert!(discord.state().interactions[&used.token].private, "{reply}");
    reply
}

fn listed(reply: &Value) -> &str {
    reply["embeds"][0]["description"].as_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn complaints_are_shown_to_maintainers_alone_page_by_page_without_names() {
    let (discord, mut bot) = started("").await;
    let mut answers = Vec::new();
    for year in 1950..1956 {
        let asked = discord.slash(&format!("What was Zeta Instruments' revenue in {year}?"), None);
        let shown = discord.reply(&asked).await;
        let bad = discord.presses(&shown, "bad:");
        discord.reply(&bad).await;
        answers.push(shown);
    }
    let asked = discord.slash(QUESTION, None);
    let shown = discord.reply(&asked).await;
    let wrong = discord.presses(&shown, "wrong:");
    let form = discord.reply(&wrong).await;
    let sent = discord.fills_in(&form, "It is **40**, says <@1000000000000000004> @everyone", Some(&shown));
    discord.reply(&sent).await;
    assert!(said(&looks(&discord, "feedback").await).starts_with("Only those who may manage"));
    bot.restart(&discord).await;
    discord.change(|state| state.may = MEMBER | MANAGE_GUILD);
    let first = looks(&discord, "feedback").await;
    let told = listed(&first).to_owned();
    let newest = told.split("**`/answer ").nth(1).unwrap_or_default();
    assert!(newest.contains("👍 0 👎 0 · What was Zeta Instruments"), "{told}");
    assert!(newest.contains(r"> It is \*\*40\*\*, says"), "{told}");
    assert!(!told.contains("1000000000000000004") && !told.contains("everyone"), "{told}");
    assert_eq!(told.matches("/answer").count(), 5, "{told}");
    let turned = discord.presses(&first, "feedback:1");
    let second = discord.reply(&turned).await;
    assert!(listed(&second).contains("👎 1 · What was Zeta Instruments"), "{second}");
    assert_eq!(second["embeds"][0]["footer"]["text"], json!("2 / 2"));
    discord.change(|state| (state.may, state.locale) = (MEMBER, "zh-CN"));
    let turned = discord.presses(&second, "feedback:0");
    let refused = discord.reply(&turned).await;
    assert!(said(&refused).starts_with("只有能管理本服务器的人"), "the right is looked at anew: {refused}");
    assert!(!refused.to_string().contains("/answer"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_too_much_is_told_when_to_go_on() {
    let (discord, _bot) = started("[discord]\nperson_a_minute = 2\n").await;
    for _ in 0..2 {
        let asked = discord.slash(QUESTION, None);
        discord.reply(&asked).await;
    }
    let asked = discord.slash(QUESTION, None);
    let told = said(&discord.reply(&asked).await);
    assert!(told.starts_with("That was a lot of questions") && told.contains("<t:"), "{told}");
    assert!(discord.state().interactions[&asked.token].private);
    let written = discord.says(DIRECT, QUESTION);
    let reply = discord.reply_in(DIRECT, written).await;
    assert!(said(&reply).contains(":R>"), "{reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_question_counts_for_nobody() {
    let (discord, _bot) = started("[discord]\nperson_a_minute = 2\n").await;
    let asked = discord.slash(QUESTION, None);
    let shown = discord.reply(&asked).await;
    for press in ["good:", "bad:", "wrong:", "further:", "good:"] {
        let pressed = discord.presses(&shown, press);
        let reply = discord.reply(&pressed).await;
        assert!(!said(&reply).starts_with("That was a lot"), "{press}: {reply}");
    }
    for command in ["help", "privacy", "settings"] {
        let used = discord.uses(command, &json!([]));
        let reply = discord.reply(&used).await;
        assert!(!said(&reply).starts_with("That was a lot"), "{command}: {reply}");
    }
    let sources = discord.presses(&shown, "sources:");
    assert!(!said(&discord.reply(&sources).await).starts_with("That was a lot"), "it is the second");
    for id in ["page:7F3K2M:1", "quote:7F3K2M:1", "library:1:", "leaf:7F3K2M:1", "events:0:x", "forget"] {
        let pressed = discord.presses_unknown(id);
        let reply = discord.reply(&pressed).await;
        assert!(!said(&reply).starts_with("That was a lot"), "{id}: {reply}");
    }
    let third = discord.slash(QUESTION, None);
    assert!(said(&discord.reply(&third).await).starts_with("That was a lot of questions"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_asks_too_much_is_told_too() {
    let (discord, _bot) = started("[discord]\nserver_a_minute = 1\n").await;
    let asked = discord.slash(QUESTION, None);
    discord.reply(&asked).await;
    let asked = discord.slash(QUESTION, None);
    assert!(said(&discord.reply(&asked).await).starts_with("This server has asked a lot"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_is_told_to_the_asker() {
    let (discord, _bot) = started("").await;
    discord.says(CLOSED, &format!("<@{BOT}> {QUESTION}"));
    let told = discord.until("a direct message", |state| state.channels[&DIRECT].replies.first().cloned());
    let told = said(&told.await);
    assert!(told.contains(&format!("<#{CLOSED}>")) && told.contains("*Send Messages*"), "{told}");
    let may = VIEW_CHANNEL | SEND_MESSAGES | READ_MESSAGE_HISTORY;
    discord.change(|state| state.channels.get_mut(&CLOSED).expect("a channel").permissions = may);
    let asked = discord.says(CLOSED, &format!("<@{BOT}> {QUESTION}"));
    let told = discord.reply_in(CLOSED, asked).await;
    assert!(said(&told).contains("*Embed Links*"), "{told}");
}
