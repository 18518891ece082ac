//! Serenity's own rate limiter at work, over TLS: the way to Discord that no other test goes.

use std::time::{Duration, Instant};

use super::budget::Budget;
use super::objects::{CHANNEL, DIRECT};
use super::people::to_bot;
use super::server::{Discord, Limit};
use super::stand_in::{StandIn, quoting};
use super::tls::Tunnel;

async fn started() -> (Discord, Tunnel, StandIn) {
    let discord = Discord::start().await;
    let tunnel = Tunnel::start(&discord).await;
    let bot = StandIn::through(&discord, tunnel.client(), quoting).await;
    (discord, tunnel, bot)
}

fn answered(discord: &Discord) -> usize {
    discord.state().requests.iter().filter(|request| (200..300).contains(&request.status)).count()
}

fn refused(discord: &Discord) -> usize {
    discord.state().requests.iter().filter(|request| request.status == 429).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_way_to_ask_is_answered_over_tls() {
    let (discord, _tunnel, _bot) = started().await;
    let asked = discord.slash("revenue", None);
    discord.reply(&asked).await;
    let said = discord.says(CHANNEL, &to_bot("revenue"));
    discord.reply_in(CHANNEL, said).await;
    let direct = discord.says(DIRECT, "revenue");
    discord.reply_in(DIRECT, direct).await;
    assert!(answered(&discord) >= 5, "gateway, user, commands and three answers");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_429_is_waited_out_as_its_headers_say() {
    const WAIT: Duration = Duration::from_millis(900);
    let (discord, _tunnel, _bot) = started().await;
    let limit = |path| Limit { path, wait: WAIT, since: None };
    discord.change(|state| state.limits = vec![limit("/callback"), limit("/messages")]);
    let begun = Instant::now();
    let asked = discord.slash("revenue", None);
    let said = discord.says(CHANNEL, &to_bot("revenue"));
    discord.reply(&asked).await;
    discord.reply_in(CHANNEL, said).await;
    assert!(begun.elapsed() >= WAIT, "{:?}", begun.elapsed());
    assert_eq!((refused(&discord), discord.state().disobeyed), (2, 0), "told once each, and heeded");
    assert_eq!(discord.state().channels[&CHANNEL].replies.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_budget_told_in_headers_is_kept_without_a_429_and_nothing_is_lost() {
    const QUESTIONS: usize = 7;
    const WINDOW: Duration = Duration::from_millis(1500);
    let (discord, _tunnel, _bot) = started().await;
    let budget = Budget::new("/messages", 3, WINDOW);
    discord.change(|state| state.budget = Some(budget));
    let begun = Instant::now();
    for number in 0..QUESTIONS {
        let asked = discord.says(CHANNEL, &to_bot(&number.to_string()));
        discord.reply_in(CHANNEL, asked).await;
        // The answer to the bot's request is on its way for a moment more.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(discord.state().channels[&CHANNEL].replies.len(), QUESTIONS);
    assert_eq!(refused(&discord), 0, "what is left is counted down");
    assert!(begun.elapsed() >= WINDOW * 2, "seven take three times the budget");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_questions_against_a_small_budget_lose_none() {
    const QUESTIONS: usize = 12;
    let (discord, _tunnel, _bot) = started().await;
    let budget = |path| Budget::new(path, 5, Duration::from_millis(300));
    discord.change(|state| state.budget = Some(budget("/callback")));
    let asked: Vec<_> = (0..QUESTIONS).map(|number| discord.slash(&number.to_string(), None)).collect();
    for asked in &asked {
        discord.reply(asked).await;
    }
    discord.change(|state| state.budget = Some(budget("/messages")));
    let said: Vec<_> = (0..QUESTIONS).map(|number| to_bot(&number.to_string())).collect();
    for said in said.iter().map(|said| discord.says(CHANNEL, said)).collect::<Vec<_>>() {
        discord.reply_in(CHANNEL, said).await;
    }
    assert!(refused(&discord) > 0, "each interaction is a kind of its own to the limiter");
    assert!(discord.state().interactions.values().all(|one| one.acknowledged == Some(4)));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_trust_the_certificate_tells_nothing() {
    let discord = Discord::start().await;
    let tunnel = Tunnel::start(&discord).await;
    let strangers = Tunnel::start(&discord).await;
    let url = "https://discord.com/api/v10/gateway";
    assert!(tunnel.client().get(url).send().await.is_ok());
    assert!(strangers.client_through(&tunnel).get(url).send().await.is_err());
    assert_eq!(discord.requests("/gateway").len(), 1);
}
