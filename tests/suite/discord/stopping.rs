//! A stop is clean and finishes what was begun.

use super::bot::Bot;
use super::objects::DIRECT;
use super::server::Discord;

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_leaves_the_gateway_and_exits_0() {
    let discord = Discord::start().await;
    let mut bot = Bot::start(&discord);
    discord.ready().await;
    bot.terminate();
    assert_eq!(bot.ended().await.code(), Some(0), "{}", bot.log());
    discord.until("the socket to be closed", |state| state.socket.is_none().then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_finishes_an_answer_on_its_way() {
    let discord = Discord::start().await;
    let mut bot = Bot::start(&discord);
    discord.ready().await;
    discord.change(|state| state.held = Some("/messages".into()));
    let asked = discord.says(DIRECT, "revenue?");
    discord.until("the reply to be on its way", |state| (state.waiting > 0).then_some(())).await;
    bot.terminate();
    bot.logs("stopping").await;
    discord.change(|state| state.held = None);
    discord.reply_in(DIRECT, asked).await;
    assert_eq!(bot.ended().await.code(), Some(0), "{}", bot.log());
}
