//! One stay at Discord: from asking where the gateway is to the end of the last shard.

use std::sync::Arc;
use std::time::{Duration, Instant};

use secrecy::ExposeSecret;
use serenity::Client;
use serenity::gateway::{ConnectionStage, GatewayError, ShardManager};
use serenity::http::{Http, HttpBuilder, HttpError};
use serenity::model::gateway::{BotGateway, GatewayIntents};
use tokio::sync::watch;

use super::DiscordSettings;
use super::gateway::DiscordError;
use super::handler::{Bot, Handler};
use crate::health::Health;
use crate::settings::Shards;

/// How a stay ended.
pub(super) enum Ended {
    Stopped,
    /// Another attempt cannot succeed.
    Never(DiscordError),
    Lost {
        was_connected: bool,
    },
}

/// No privileged intent is among them: mentions and direct messages come with their words.
const INTENTS: GatewayIntents =
    GatewayIntents::GUILDS.union(GatewayIntents::GUILD_MESSAGES).union(GatewayIntents::DIRECT_MESSAGES);
/// A shard that is not connected for so long does not get there by itself.
const UNCONNECTED: Duration = Duration::from_secs(60);
/// Shards are started so far apart, as Discord demands.
const START_APART: Duration = Duration::from_secs(6);
/// How often shards are looked at.
const LOOK: Duration = Duration::from_secs(2);
/// How often one that is late is looked at.
const GLANCE: Duration = Duration::from_millis(2);
/// Connections a day that are not used up: beyond the last one Discord resets the token.
const SPARE_IDENTIFIES: u64 = 50;

/// Connects and stays until `stopping`, a loss that serenity does not mend, or a reason to give up.
pub(super) async fn connect(
    settings: &DiscordSettings,
    bot: &Arc<Bot>,
    mut stopping: watch::Receiver<bool>,
) -> Ended {
    let made = tokio::select! {
        made = client(settings, bot) => made,
        () = told(&mut stopping) => return Ended::Stopped,
    };
    let (mut client, run) = match made {
        Ok(made) => made,
        Err(ended) => return ended,
    };
    let manager = Arc::clone(&client.shard_manager);
    let Run { first, last, total } = run;
    let shards = last - first + 1;
    bot.health().expect(shards);
    tracing::info!(first, shards, total, "connecting");
    tokio::select! {
        // Serenity starts the end of this range too, against what `Range` says.
        ended = client.start_shard_range(first..last, total) => match ended {
            Ok(()) => Ended::Lost { was_connected: bot.was_connected() },
            Err(error) => ended_by(&error, bot),
        },
        stuck = unconnected(&manager, shards, bot.health()) => match stuck {
            Stuck::Retrying => {
                manager.shutdown_all().await;
                Ended::Lost { was_connected: bot.was_connected() }
            }
            Stuck::Waiting => Ended::Never(DiscordError::NoSession),
        },
        () = told(&mut stopping) => {
            manager.shutdown_all().await;
            Ended::Stopped
        }
    }
}

/// Returns when the bot is to stop.
pub(super) async fn told(stopping: &mut watch::Receiver<bool>) {
    drop(stopping.wait_for(|stop| *stop).await);
}

/// The shards that are run here, `last` among them, and how many there are in all.
struct Run {
    first: u32,
    last: u32,
    total: u32,
}

/// A client, with the shards that it is for.
async fn client(settings: &DiscordSettings, bot: &Arc<Bot>) -> Result<(Client, Run), Ended> {
    let http = http(settings).map_err(Ended::Never)?;
    let gateway = http.get_bot_gateway().await.map_err(|error| ended_by(&error, bot))?;
    spare_identifies(&gateway).await;
    if !bot.is_known() {
        let user = http.get_current_user().await.map_err(|error| ended_by(&error, bot))?;
        bot.know(user.id);
    }
    let client = serenity::client::ClientBuilder::new_with_http(http, INTENTS)
        .event_handler(Handler(Arc::clone(bot)))
        .raw_event_handler(Handler(Arc::clone(bot)))
        .await
        .map_err(|error| ended_by(&error, bot))?;
    // Serenity falls back to Discord's own address when it could not ask a proxy for it.
    gateway.url.clone_into(&mut *client.ws_url.lock().await);
    let run = match settings.shards {
        Shards::Auto => Run { first: 0, last: gateway.shards.max(1) - 1, total: gateway.shards.max(1) },
        Shards::Range { first, last, total } => Run { first, last, total },
    };
    Ok((client, run))
}

/// Waits for the next day when few connections are left.
async fn spare_identifies(gateway: &BotGateway) {
    let limit = &gateway.session_start_limit;
    if limit.total > SPARE_IDENTIFIES && limit.remaining <= SPARE_IDENTIFIES {
        let wait = Duration::from_millis(limit.reset_after);
        tracing::error!(?wait, "today's connections to Discord are nearly used up; waiting for new ones");
        tokio::time::sleep(wait).await;
    }
}

/// How a shard stays unconnected.
enum Stuck {
    /// It identifies again and again, and every session is declared invalid.
    Retrying,
    /// It identified and then nothing came. Serenity spins on a socket that was closed over a shard's number; nothing
    /// but the end of the process stops that.
    Waiting,
}

/// Returns when a shard that serenity works on has not been connected for long. One that cannot even reach Discord
/// is left to serenity, which tries again every five seconds.
async fn unconnected(manager: &ShardManager, shards: u32, health: &Health) -> Stuck {
    let limit = UNCONNECTED + START_APART * shards;
    let (mut since, mut looks, mut present) = (Instant::now(), 0_u32, 0_u32);
    loop {
        let is_late = since.elapsed() > limit;
        // A shard that is retried is there for moments only, and can be stopped only then.
        tokio::time::sleep(if is_late { GLANCE } else { LOOK }).await;
        let runners = manager.runners.lock().await;
        let connected = runners.iter().filter(|(_, runner)| runner.stage == ConnectionStage::Connected);
        let connected: Vec<u32> = connected.map(|(shard, _)| shard.get()).collect();
        health.connected_at_most(&connected);
        if connected.len() == shards as usize {
            (since, looks, present) = (Instant::now(), 0, 0);
        } else if is_late && runners.len() > connected.len() {
            tracing::warn!(?limit, connected = connected.len(), shards, "shards stay unconnected");
            return if present * 10 > looks * 8 { Stuck::Waiting } else { Stuck::Retrying };
        } else if !is_late {
            looks += 1;
            present += u32::from(runners.len() > connected.len());
        }
    }
}

fn ended_by(error: &serenity::Error, bot: &Bot) -> Ended {
    use serenity::Error::{Gateway, Http};
    match error {
        Gateway(GatewayError::InvalidAuthentication) => Ended::Never(DiscordError::Token),
        Gateway(GatewayError::InvalidGatewayIntents | GatewayError::DisallowedGatewayIntents) => {
            Ended::Never(DiscordError::Intents)
        }
        Http(HttpError::UnsuccessfulRequest(response)) if response.status_code.as_u16() == 401 => {
            Ended::Never(DiscordError::Token)
        }
        error => {
            tracing::warn!(%error, "the connection to Discord failed");
            Ended::Lost { was_connected: bot.was_connected() }
        }
    }
}

/// The HTTP side of serenity as the settings want it.
///
/// # Errors
/// When the proxy is no `http` address.
pub(super) fn http(settings: &DiscordSettings) -> Result<Http, DiscordError> {
    let builder = HttpBuilder::new(settings.token.expose_secret());
    let builder = match &settings.client {
        Some(client) => builder.client(client.clone()),
        None => builder,
    };
    let Some(proxy) = &settings.proxy else { return Ok(builder.build()) };
    if !proxy.starts_with("http://") && !proxy.starts_with("https://") {
        return Err(DiscordError::Proxy(proxy.clone()));
    }
    Ok(builder.proxy(proxy).ratelimiter_disabled(true).build())
}
