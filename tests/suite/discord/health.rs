//! Health and metrics of the running bot, as a watcher sees them.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::bot::Bot;
use super::objects::DIRECT;
use super::server::Discord;

const ON: &str = "[discord]\nhealth = \"127.0.0.1:0\"\n";

/// Where the bot says that it listens.
async fn address(bot: &Bot) -> String {
    bot.logs("health and metrics are told").await;
    let log = bot.log();
    let line = log.lines().find(|line| line.contains("health and metrics are told")).expect("it was logged");
    let (_, address) = line.split_once("address=").expect("the line has the address");
    address.trim().to_owned()
}

/// Status and words of a page.
async fn fetched(address: &str, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut page = String::new();
    stream.read_to_string(&mut page).await.expect("it answers");
    let status = page.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, page)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_sees_the_bot_connect_answer_and_stop() {
    let discord = Discord::start().await;
    discord.change(|state| state.held = Some("/gateway/bot".into()));
    let mut bot = Bot::with_settings(&discord, ON);
    let address = address(&bot).await;
    assert_eq!(fetched(&address, "/live").await.0, 200);
    assert_eq!(fetched(&address, "/ready").await.0, 503);
    discord.change(|state| state.held = None);
    discord.ready().await;
    assert_eq!(fetched(&address, "/ready").await.0, 200);

    discord.change(|state| state.held = Some("/messages".into()));
    let asked = discord.says(DIRECT, "revenue?");
    discord.until("the reply to be on its way", |state| (state.waiting > 0).then_some(())).await;
    let metrics = fetched(&address, "/metrics").await.1;
    assert!(metrics.contains("footnote_questions_waiting 1"), "{metrics}");
    assert!(metrics.contains("footnote_gateway_sessions 1"), "{metrics}");
    bot.terminate();
    bot.logs("stopping").await;
    assert_eq!(fetched(&address, "/ready").await.0, 503);
    let metrics = fetched(&address, "/metrics").await.1;
    assert!(metrics.contains("footnote_questions_total{outcome=\"Answered\"} 1"), "{metrics}");
    assert!(metrics.contains("footnote_answer_seconds_count 1"), "{metrics}");
    discord.change(|state| state.held = None);
    discord.reply_in(DIRECT, asked).await;
    assert_eq!(bot.ended().await.code(), Some(0), "{}", bot.log());
    assert!(TcpStream::connect(&address).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_is_ready_when_all_its_shards_are() {
    let discord = Discord::start().await;
    let bot = Bot::with_settings(&discord, "[discord]\nhealth = \"127.0.0.1:0\"\nshards = \"2-3/4\"\n");
    discord.ready().await;
    let address = address(&bot).await;
    bot.logs("connected to Discord").await;
    let (status, page) = fetched(&address, "/ready").await;
    assert_eq!(status, 503, "one of two: {page}");
    // Shards are started five seconds apart.
    discord.until("the other shard", |state| (state.identifies.len() == 2).then_some(())).await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(fetched(&address, "/ready").await.0, 200, "{}", bot.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_begun_anew_is_counted() {
    let discord = Discord::start().await;
    let bot = Bot::with_settings(&discord, ON);
    discord.ready().await;
    discord.drop_socket(None);
    bot.logs("connection to Discord resumed").await;
    let metrics = fetched(&address(&bot).await, "/metrics").await.1;
    assert!(metrics.contains("footnote_gateway_reconnects_total 1"), "{metrics}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_taken_is_named_with_its_key() {
    let discord = Discord::start().await;
    let taken = discord.address;
    let mut bot = Bot::with_settings(&discord, &format!("[discord]\nhealth = \"{taken}\"\n"));
    assert_eq!(bot.ended().await.code(), Some(2));
    let told = format!("cannot listen on `{taken}`, the `health` of [discord]");
    assert!(bot.log().contains(&told), "{}", bot.log());
}
