//! Keeps the bot connected until it is told to stop or Discord says that it never will be.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

use super::awake::Awake;
use super::connection::{Ended, connect, http, told};
use super::desk::{Desk, note};
use super::handler::Bot;
use super::limits::Counters;
use super::replies::Replies;
use super::watched::Watched;
use super::wire::Wire;
use super::{Answers, DiscordSettings};
use crate::health::Health;
use crate::state::State;
use crate::text::fold;

/// Why the bot cannot go on; everything else is tried again.
#[derive(Debug, thiserror::Error)]
pub enum DiscordError {
    #[error(
        "discord does not accept the bot token\n\
         copy it again from the Bot page of your application at https://discord.com/developers/applications \
         and set DISCORD_TOKEN to it"
    )]
    Token,
    #[error(
        "discord does not grant the gateway intents that were asked for\n\
         footnote needs no privileged intent; look at the Bot page of your application at \
         https://discord.com/developers/applications"
    )]
    Intents,
    #[error(
        "discord takes the connection but begins no session\n\
         start footnote again: it asks anew how many shards the bot needs; https://discordstatus.com tells of outages"
    )]
    NoSession,
    #[error("`{0}` is no address of an HTTP API\ncheck FOOTNOTE_DISCORD_PROXY, or leave it out")]
    Proxy(String),
    #[error(
        "cannot listen on `{address}`, the `health` of [discord] in the settings file\n\
         name an address of this machine with a port that is free"
    )]
    Health { address: SocketAddr, source: std::io::Error },
    #[error("cannot listen for signals to stop")]
    Signal(#[source] std::io::Error),
}

/// How long a stop waits for answers on their way.
const FINISH: Duration = Duration::from_secs(10);
/// How long a stop waits for the gateway to take leave.
const LEAVE: Duration = Duration::from_secs(3);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Runs the bot until SIGTERM or ctrl-c.
///
/// # Errors
/// When Discord rejects token or intents ([`DiscordError`] says what to do); a lost connection is no error.
pub async fn run<A: Answers>(
    settings: DiscordSettings,
    answers: Arc<A>,
    state: Arc<State>,
) -> anyhow::Result<()> {
    let _awake = Awake::start(tokio::runtime::Handle::current());
    let http = Arc::new(http(&settings)?);
    let wire = Wire::new(http);
    let health = Arc::new(Health::default());
    let watched = Watched::start(settings.health, &health).await?;
    let forgetting = forget_daily(Arc::clone(&state));
    warn_of_unknown(&settings.direct_tags, &answers.tags());
    let desk = Desk {
        answers,
        tags: Vec::new(),
        direct_tags: settings.direct_tags.clone().into(),
        server: None,
        state,
        health: Arc::clone(&health),
    };
    let replies = Replies::new(desk, Counters::new(settings.limits), wire.clone());
    let bot = Arc::new(Bot::new(replies, wire));
    let (stop, stopping) = watch::channel(false);
    let connected = stay_connected(&settings, &bot, stopping);
    tokio::pin!(connected);
    tokio::select! {
        ended = &mut connected => return Ok(ended?),
        told = told_to_stop() => told?,
        never = forgetting => match never {},
    }
    health.connected_at_most(&[]);
    tracing::info!("stopping: questions on their way are finished first");
    stop.send_replace(true);
    if let Ok(Err(error)) = tokio::time::timeout(LEAVE, connected).await {
        tracing::warn!(%error, "the connection ended badly");
    }
    if tokio::time::timeout(FINISH, bot.running.write()).await.is_err() {
        tracing::warn!(limit = ?FINISH, "some answers took too long and were given up");
    }
    if let Some(watched) = watched {
        watched.stop().await;
    }
    tracing::info!("stopped");
    Ok(())
}

/// Tags that no report has show nothing, which may be meant: reports can still come.
fn warn_of_unknown(direct_tags: &[String], known: &[String]) {
    let known: Vec<String> = known.iter().map(|tag| fold(tag)).collect();
    for tag in direct_tags.iter().filter(|tag| !known.contains(&fold(tag.trim()))) {
        tracing::warn!(tag, "no report has this tag of `direct_tags`");
    }
}

/// Opening the state forgets what is too old; a process that runs for months does so daily.
async fn forget_daily(state: Arc<State>) -> Infallible {
    loop {
        tokio::time::sleep(DAY).await;
        let state = Arc::clone(&state);
        match tokio::task::spawn_blocking(move || state.forget_old()).await {
            Ok(forgotten) => note(forgotten),
            Err(error) => tracing::error!(%error, "forgetting failed inside"),
        }
    }
}

async fn told_to_stop() -> Result<(), DiscordError> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate()).map_err(DiscordError::Signal)?;
        tokio::select! {
            _ = terminate.recv() => Ok(()),
            pressed = tokio::signal::ctrl_c() => pressed.map_err(DiscordError::Signal),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await.map_err(DiscordError::Signal)
}

/// Connects again and again, pausing longer each time that it was in vain, until `stopping` or a reason to give up.
async fn stay_connected(
    settings: &DiscordSettings,
    bot: &Arc<Bot>,
    mut stopping: watch::Receiver<bool>,
) -> Result<(), DiscordError> {
    let mut pause = FIRST_PAUSE;
    loop {
        let ended = connect(settings, bot, stopping.clone()).await;
        bot.health().connected_at_most(&[]);
        let was_connected = match ended {
            Ended::Stopped => return Ok(()),
            Ended::Never(error) => return Err(error),
            Ended::Lost { was_connected } => was_connected,
        };
        pause = if was_connected { FIRST_PAUSE } else { (pause * 2).min(LONGEST_PAUSE) };
        let pause = jittered(pause);
        tracing::warn!(?pause, "not connected to Discord; trying again");
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = told(&mut stopping) => return Ok(()),
        }
    }
}

/// Up to a quarter longer, so that many bots do not come back in step.
fn jittered(pause: Duration) -> Duration {
    let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |now| now.subsec_nanos());
    pause + pause.mul_f64(f64::from(nanos % 1000) / 4000.0)
}
