//! Figures in aligned columns, in pages and in files: never in pipes.

use std::time::Duration;

use footnote::answer::{Answer, Cited};
use footnote::figures::read_text;
use footnote::lexicon::Lexicon;
use serde_json::{Value, json};

use super::bot::Bot;
use super::objects::{ATTACH_FILES, CHANNEL};
use super::people::{parts, to_bot};
use super::server::{Discord, State};
use super::stand_in::{StandIn, quoting};

fn reports() -> Vec<(String, String)> {
    let quarters = ["first", "second", "third"];
    let report = |(at, quarter): (usize, &str)| {
        let text = format!(
            "---\ntitle: Yota {quarter}\ndate: 2025-{:02}-20\n---\n\nYota Robotics reported revenue of ${}.5 million in the \
             {quarter} quarter of 2025.\n",
            4 + at * 3,
            98 + at
        );
        (format!("yota{at}.md"), text)
    };
    quarters.into_iter().enumerate().map(report).collect()
}

async fn started() -> (Discord, Bot) {
    let discord = Discord::start().await;
    let bot = Bot::with_reports(&discord, &reports());
    discord.ready().await;
    (discord, bot)
}

fn slot(name: &str, value: &str) -> Value {
    json!({"name": name, "type": 3, "value": value})
}

fn words(reply: &Value) -> &str {
    reply["embeds"][0]["description"].as_str().unwrap_or_default()
}

/// The lines of the code block in a reply.
#[track_caller]
fn block(reply: &Value) -> Vec<String> {
    let block = words(reply).split("```").nth(1).unwrap_or_else(|| panic!("no table in {reply}"));
    assert!(!block.contains('|'), "{block}");
    block.trim_matches('\n').lines().map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_and_a_comparison_are_told_in_aligned_columns() {
    let (discord, _bot) = started().await;
    let (entity, metric) = (slot("entity", "Yota Robotics"), slot("metric", "revenue"));
    let asked = discord.uses("series", &json!([entity, metric]));
    let reply = discord.reply(&asked).await;
    let rows = [
        "period to    value  source",
        "31 Mar 2025   98.5     [1]",
        "30 Jun 2025   99.5     [2]",
        "30 Sep 2025  100.5     [3]",
    ];
    assert_eq!(block(&reply), rows, "{reply}");
    let title = &reply["embeds"][0]["title"];
    assert_eq!(title, &json!("Yota Robotics — revenue (USD million by quarter)"));
    let (first, third) =
        (slot("period", "the first quarter of 2025"), slot("against", "the third quarter of 2025"));
    let asked = discord.uses("compare", &json!([entity, metric, first, third]));
    let reply = discord.reply(&asked).await;
    let told = block(&reply);
    assert_eq!(told.len(), 4, "two figures, a difference, a growth: {told:?}");
    assert!(told[0].starts_with("31 Mar 2025") && told[1].starts_with("30 Sep 2025"), "{told:?}");
    assert!(words(&reply).starts_with("**Yota Robotics — revenue — quarter ended …**"), "{reply}");
    assert!(words(&reply).contains("• Growth"), "the arithmetic is shown: {reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_periods_of_one_figure_are_a_table() {
    let (discord, _bot) = started().await;
    let sum = "How much was the sum of Yota Robotics' revenue in Q1 2025 and Q2 2025 and Q3 2025?";
    let asked = discord.slash(sum, None);
    let reply = discord.reply(&asked).await;
    let told = block(&reply);
    assert_eq!(told.len(), 3, "{reply}");
    assert!(told[0].contains("$98.5 million") && told[2].contains("$100.5 million"), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_a_table_has_its_column_names_or_bullets() {
    let discord = Discord::start().await;
    let narrow = "---\ntitle: Kappa results\ndate: 2025-10-20\n---\n\nKappa Motors, in millions of dollars\n\n\
                  | Item | Q3 2025 | Q3 2024 |\n|---|---|---|\n| Revenue | 412 | 377 |\n| Net profit | 31 | 28 |\n";
    let wide = "---\ntitle: Omicron results\ndate: 2025-10-20\n---\n\nOmicron Motors, in millions of dollars\n\n\
                | Item | Q3 2025 | Q3 2024 | Q2 2025 | Q2 2024 | Q1 2025 |\n|---|---|---|---|---|---|\n\
                | Revenue | 512 | 477 | 499 | 455 | 440 |\n";
    let reports = [("kappa.md".to_owned(), narrow.to_owned()), ("omicron.md".to_owned(), wide.to_owned())];
    let _bot = Bot::with_reports(&discord, &reports);
    discord.ready().await;
    let asked = discord.slash("What was Kappa Motors' revenue in Q3 2025?", None);
    let reply = discord.reply(&asked).await;
    assert_eq!(block(&reply), ["Item     Q3 2025  Q3 2024", "Revenue      412      377"], "{reply}");
    let asked = discord.slash("What was Omicron Motors' revenue in Q3 2025?", None);
    let reply = discord.reply(&asked).await;
    assert!(words(&reply).contains("> Revenue\n> • Q3 2025: **512**\n> • Q3 2024: 477"), "{reply}");
    assert!(!words(&reply).contains('|'), "{reply}");
}

/// A post with more numbers than a page takes.
fn post() -> String {
    let sentence = |number: usize| {
        format!("Yota Robotics' revenue was ${number}.5 million in the third quarter of 2025. ")
    };
    (90..103).map(sentence).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_check_has_pages_after_a_restart_and_a_quarter_of_an_hour_too() {
    let (discord, mut bot) = started().await;
    let used = discord.uses_on("Check figures", &post());
    let first = discord.reply(&used).await;
    assert!(footer(&first).starts_with("1 / 3 · answer "), "{first}");
    assert!(
        words(&first).contains("$90.5 million") && !words(&first).contains("**$102.5 million"),
        "{first}"
    );
    bot.restart(&discord).await;
    discord.change(|state| state.moved = Duration::from_secs(16 * 60));
    let [back, forth] = [0, 1].map(|at| parts(&first)[at].clone());
    assert_eq!(back["disabled"], json!(true), "there is no page before the first");
    let forth = forth["custom_id"].as_str().expect("an id").to_owned();
    let turned = discord.presses(&first, &forth);
    let second = discord.reply(&turned).await;
    assert!(footer(&second).starts_with("2 / 3 · answer "), "{second}");
    assert!(
        parts(&second).iter().any(|part| part["label"] == json!("Post to channel")),
        "it is private still"
    );
    assert_eq!(discord.state().interactions[&turned.token].acknowledged, Some(7), "in its place");
    let posted = discord.presses(&second, "post:");
    let posted = discord.reply(&posted).await;
    let turned = discord.presses(&posted, "leaf:");
    let turned = discord.reply(&turned).await;
    assert!(
        footer(&turned).starts_with("2 / 3") && turned.get("content").is_none(),
        "for whom stays: {turned}"
    );
    let held = discord.uses("privacy", &json!([]));
    let held = discord.reply(&held).await;
    assert!(held["content"].as_str().is_some_and(|words| words.contains("you had checked: 1")), "{held}");
    let forget = discord.presses(&held, "forget");
    discord.reply(&forget).await;
    let gone = discord.presses(&first, &forth);
    let gone = discord.reply(&gone).await;
    assert!(gone["content"].as_str().is_some_and(|words| words.starts_with("There is no answer")), "{gone}");
}

fn footer(reply: &Value) -> &str {
    reply["embeds"][0]["footer"]["text"].as_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_answer_has_pages_after_a_restart_and_a_quarter_of_an_hour_too() {
    let discord = Discord::start().await;
    let filler = ", and the lease, signed in another decade, was one that nobody had read".repeat(60);
    let report = format!(
        "---\ntitle: Yota moves\ndate: 2025-10-20\n---\n\nYota Robotics moved its plant to Bremerhaven because the rent \
         had doubled{filler}.\n"
    );
    let mut bot = Bot::with_reports(&discord, &[("moves.md".to_owned(), report)]);
    discord.ready().await;
    let asked = discord.slash("Why did Yota Robotics move its plant to Bremerhaven?", Some(true));
    let first = discord.reply(&asked).await;
    assert!(words(&first).contains("rent had doubled") && footer(&first).starts_with("1 / "), "{first}");
    assert!(words(&first).contains("Yota moves"), "the source stands on the first page: {first}");
    bot.restart(&discord).await;
    discord.change(|state| state.moved = Duration::from_secs(16 * 60));
    let mut shown = first;
    let mut pages = 1;
    while parts(&shown)[1]["disabled"] != json!(true) {
        let forth = parts(&shown)[1]["custom_id"].as_str().expect("an id").to_owned();
        let turned = discord.presses(&shown, &forth);
        shown = discord.reply(&turned).await;
        pages += 1;
        assert!(footer(&shown).starts_with(&format!("{pages} / ")), "{shown}");
        assert_eq!(discord.state().interactions[&turned.token].acknowledged, Some(7), "in its place");
        assert!(parts(&shown).iter().any(|part| part["label"] == json!("Post to channel")), "{shown}");
    }
    assert!(
        pages > 1 && words(&shown).ends_with("Yota moves · 20 Oct 2025"),
        "what goes on is cited: {shown}"
    );
    assert!(
        !words(&shown).contains(" **\n") && !words(&shown).contains("\n> ** "),
        "bold stays bold: {shown}"
    );
    discord.change(|state| state.locale = "zh-CN");
    let back = discord.presses(&shown, "leaf:");
    let back = discord.reply(&back).await;
    let expected = format!("{} / {pages} · answer ", pages - 1);
    assert!(footer(&back).starts_with(&expected), "it stays English for those who read it: {back}");
}

/// An answer with more figures than a message shows.
fn many() -> Answer {
    let sentence = |year: u32| format!("Revenue of Yota Robotics was ${}.5 million in {year}.", year - 1900);
    let text = (2004..2024).map(sentence).collect::<Vec<_>>().join(" ");
    let figures = read_text(&text, None, &Lexicon::built_in()).figures;
    let cited = figures.into_iter().map(|figure| Cited {
        text: figure.quantity.span.slice(&text).to_owned(),
        figure,
        citation: 1,
        derived: false,
    });
    Answer { figures: cited.collect(), ..quoting(&text) }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_takes_the_file_of_the_answer_before_away() {
    let discord = Discord::start().await;
    let answer =
        |question: &str| if question.contains("every") { many() } else { quoting("nothing of that") };
    let _bot = StandIn::start(&discord, answer).await;
    let asked = discord.says(CHANNEL, &to_bot("revenue of Yota Robotics, every year"));
    discord.reply_in(CHANNEL, asked).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    discord.edits(CHANNEL, asked, &to_bot("who leads Yota Robotics?"));
    let patched = |state: &State| state.requests.iter().find(|request| request.method == "PATCH").cloned();
    let patched = discord.until("the answer to change", patched).await;
    assert_eq!(patched.body["attachments"], json!([]), "{patched}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_question_is_answered_without_files_where_none_may_be_attached() {
    let discord = Discord::start().await;
    let answer =
        |question: &str| if question.contains("every") { many() } else { quoting("nothing of that") };
    let _bot = StandIn::start(&discord, answer).await;
    let asked = discord.says(CHANNEL, &to_bot("who leads Yota Robotics?"));
    discord.reply_in(CHANNEL, asked).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    discord.change(|state| {
        state.channels.get_mut(&CHANNEL).expect("a channel").permissions &= !ATTACH_FILES;
    });
    discord.edits(CHANNEL, asked, &to_bot("revenue of Yota Robotics, every year"));
    let is_changed = |message: &&Value| words(message).contains("```");
    let look = |state: &State| state.channels[&CHANNEL].messages.values().find(is_changed).cloned();
    let changed = discord.until("the answer to change", look).await;
    assert_eq!(block(&changed).len(), 12, "{changed}");
    assert!(changed["content"].as_str().is_some_and(|words| words.contains("*Attach Files*")), "{changed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn more_figures_than_a_message_shows_come_as_a_file_where_files_may_be_attached() {
    let discord = Discord::start().await;
    let _bot = StandIn::start(&discord, |_| many()).await;
    let asked = discord.says(CHANNEL, &to_bot("revenue of Yota Robotics, every year"));
    let reply = discord.reply_in(CHANNEL, asked).await;
    assert_eq!(block(&reply).len(), 12, "{reply}");
    assert!(words(&reply).contains("figures.csv"), "{reply}");
    let files: Vec<_> = discord.requests("/messages").into_iter().flat_map(|request| request.files).collect();
    let table = String::from_utf8_lossy(&files[0].1).into_owned();
    assert!(files[0].0 == "figures.csv" && table.lines().count() == 21, "{table}");
    discord.change(|state| {
        state.channels.get_mut(&CHANNEL).expect("a channel").permissions &= !ATTACH_FILES;
    });
    let asked = discord.says(CHANNEL, &to_bot("revenue of Yota Robotics, every year"));
    let reply = discord.reply_in(CHANNEL, asked).await;
    assert_eq!(block(&reply).len(), 12, "the answer comes all the same: {reply}");
    assert!(reply["content"].as_str().is_some_and(|words| words.contains("*Attach Files*")), "{reply}");
}
