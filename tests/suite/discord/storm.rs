//! A gateway that closes again and again while questions come in and the API asks to wait: no question is lost.

use std::time::Duration;

use super::bot::Bot;
use super::objects::{BOT, CHANNEL};
use super::server::{Discord, Limit, Push};

/// Codes after which a session can be resumed.
const RESUMABLE: [u16; 5] = [4000, 4001, 4002, 4005, 4008];
const CLOSES: usize = 20;
const UNLIMITED: &str = "[discord]\nperson_a_minute = 0\nserver_a_minute = 0\n";
/// How long the API asks to wait.
const WAIT: Duration = Duration::from_millis(80);

#[tokio::test(flavor = "multi_thread")]
async fn a_reconnect_storm_and_429s_lose_no_question() {
    let discord = Discord::start().await;
    let _bot = Bot::with_settings(&discord, UNLIMITED);
    discord.ready().await;
    let (mut slashes, mut mentions) = (Vec::new(), Vec::new());
    for (round, code) in RESUMABLE.into_iter().cycle().take(CLOSES).enumerate() {
        discord.change(|state| state.limits = limits(round));
        slashes.push(discord.slash("revenue?", None));
        close(&discord, code);
        slashes.push(discord.slash("revenue?", None));
        mentions.push(discord.says(CHANNEL, &format!("<@{BOT}> revenue?")));
        discord.until("the next resume", |state| (state.resumes > round).then_some(())).await;
    }
    for slash in &slashes {
        discord.reply(slash).await;
    }
    for mention in &mentions {
        discord.reply_in(CHANNEL, *mention).await;
    }
    let state = discord.state();
    assert_eq!((state.resumes, state.identifies.len()), (CLOSES, 1));
    assert_eq!(state.channels[&CHANNEL].replies.len(), mentions.len());
    assert!(state.requests.iter().filter(|request| request.status == 429).count() >= CLOSES);
    let refused = state.requests.iter().filter(|request| request.status >= 400 && request.status != 429);
    assert_eq!(refused.count(), 0);
}

/// One way out after the other asks to wait.
fn limits(round: usize) -> Vec<Limit> {
    let path = if round.is_multiple_of(2) { "/callback" } else { "/messages" };
    vec![Limit { path, wait: WAIT, since: None }]
}

/// Closes the socket; what is dispatched before the bot is back is there for its resume.
fn close(discord: &Discord, code: u16) {
    discord.change(|state| {
        let (_, socket) = state.socket.take().expect("the bot is connected");
        let _ = socket.send(Push::Close(code));
    });
}
