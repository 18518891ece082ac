//! Whose client is Chinese is told everything of the program's own in Chinese.

use serde_json::{Value, json};

use super::bot::Bot;
use super::server::{Discord, Slash};
use super::stand_in::{StandIn, quoting};

/// Two figures that cannot be computed with each other, and two that can.
const REPORT: &str = "\
---
title: 澜图数据
date: 2025-10-30
---

澜图数据2025年第一季度营业收入为5.25亿元。澜图数据2025年第二季度营业收入为6.5亿元。澜图数据2025年第二季度毛利率为35.6%。
";

async fn started() -> (Discord, Bot) {
    let discord = Discord::start().await;
    discord.change(|state| state.locale = "zh-CN");
    let bot = Bot::with_reports(&discord, &[("lantu.md".to_owned(), REPORT.to_owned())]);
    discord.ready().await;
    (discord, bot)
}

fn slot(name: &str, value: &str) -> Value {
    json!({"name": name, "type": 3, "value": value})
}

/// Words of a reply that are Latin letters: none but names, units, dates and what Discord itself takes.
#[track_caller]
fn speaks_chinese(reply: &Value) {
    let embed = &reply["embeds"][0];
    let fields = embed["fields"].as_array().into_iter().flatten();
    let fields = fields.flat_map(|field| [field["name"].clone(), field["value"].clone()]);
    let told = [reply["content"].clone(), embed["title"].clone(), embed["description"].clone()];
    for words in told.into_iter().chain(fields).filter_map(|words| words.as_str().map(str::to_owned)) {
        let latin = words.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
        let latin: Vec<&str> = latin
            .filter(|word| !["CNY", "Zeta", "Instruments", "Omega", "series", "csv"].contains(word))
            .collect();
        assert!(latin.is_empty(), "{latin:?} in {words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_comparisons_checks_and_series_are_chinese() {
    let (discord, _bot) = started().await;
    let (entity, metric) = (slot("entity", "澜图数据"), slot("metric", "营业收入"));
    let mut asked: Vec<Slash> = [
        "Omega的营业收入是多少？",
        "澜图数据2019年的营业收入是多少？",
        "澜图数据2025年第一季度的员工人数是多少？",
        "澜图数据2025年第二季度营业收入与毛利率之差是多少？",
        "澜图数据2025年第一季度到第二季度营业收入增长多少？",
    ]
    .iter()
    .map(|question| discord.slash(question, None))
    .collect();
    asked.push(discord.uses("series", &json!([entity, metric])));
    let (first, second) = (slot("period", "2025年第一季度"), slot("against", "2025年第二季度"));
    asked.push(discord.uses("compare", &json!([entity, metric, first, second])));
    asked.push(
        discord.uses_on("Check figures", "澜图数据2025年第一季度营业收入为5.25亿元，第二季度为8亿元。"),
    );
    asked.push(discord.uses("timeline", &json!([slot("filter", "澜图")])));
    asked.push(discord.uses("sources", &json!([slot("filter", "澜图")])));
    for asked in asked {
        speaks_chinese(&discord.reply(&asked).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bounds_of_english_reports_are_chinese() {
    let discord = Discord::start().await;
    discord.change(|state| state.locale = "zh-CN");
    let report = "---\ntitle: Kappa plans\ndate: 2025-10-30\n---\n\nKappa Motors expects capital expenditure of at least $5 \
                  billion in 2026. Gross margin of Kappa Motors was about 31% in the third quarter of 2025.\n";
    let _bot = Bot::with_reports(&discord, &[("kappa.md".to_owned(), report.to_owned())]);
    discord.ready().await;
    let (entity, metric) = (slot("entity", "Kappa Motors"), slot("metric", "gross margin"));
    let figure = discord.uses("figure", &json!([entity, metric]));
    let check = discord
        .uses_on("Check figures", "Gross margin of Kappa Motors was 31% in the third quarter of 2025.");
    for (asked, told) in [
        (discord.slash("What is Kappa Motors' capital expenditure in 2026?", None), "**至少USD 5 billion**"),
        (figure, "**约31%**"),
        (check, "约31%"),
        (discord.uses("series", &json!([entity, metric])), "~31%"),
    ] {
        let reply = discord.reply(&asked).await;
        let words = reply["embeds"][0]["description"].as_str().unwrap_or_default();
        assert!(words.contains(told), "{told}: {reply}");
        let quoted = words.lines().filter(|line| !line.starts_with("> ")).collect::<String>();
        assert!(!quoted.contains("about") && !quoted.contains("at least"), "{words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_for_several_companies_stands_on_a_line_each() {
    let discord = Discord::start().await;
    let _bot = StandIn::start(&discord, |question| {
        let mut answer = quoting(question);
        answer.reason =
            "the reports give `营收` for `甲`, but not for 去年\nthe reports give no `营收` for `乙`"
                .to_owned();
        answer
    })
    .await;
    for (locale, expected) in [
        ("en-US", "for \\`甲\\`, but not for 去年\nthe reports give no \\`营收\\` for \\`乙\\`\n"),
        ("zh-CN", "报告给出了“甲”的“营收”，但没有 去年 的\n报告没有给出“乙”的“营收”\n"),
    ] {
        discord.change(|state| state.locale = locale);
        let asked = discord.slash("甲和乙的营收", None);
        let reply = discord.reply(&asked).await;
        let words = reply["embeds"][0]["description"].as_str().unwrap_or_default();
        assert!(words.contains(expected), "{words}");
    }
}
