//! The listener of health and metrics beside the bot.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::gateway::DiscordError;
use crate::health::{self, Health};

/// How long a stop waits for who is being told.
const FINISH: Duration = Duration::from_secs(1);

/// A listener at work; it ends with the program at the latest.
pub(super) struct Watched {
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Watched {
    /// Listens where the settings want it, if they do.
    pub async fn start(
        address: Option<SocketAddr>,
        health: &Arc<Health>,
    ) -> Result<Option<Self>, DiscordError> {
        let Some(address) = address else { return Ok(None) };
        let refused = |source| DiscordError::Health { address, source };
        let listener = health::listen(address).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        tracing::info!(%address, "health and metrics are told");
        let (stop, stopped) = oneshot::channel();
        let serving = health::serve(listener, Arc::clone(health), async { drop(stopped.await) });
        Ok(Some(Self { stop, serving: tokio::spawn(serving) }))
    }

    pub async fn stop(self) {
        // When nobody receives it, the listener has ended before.
        let _ = self.stop.send(());
        match tokio::time::timeout(FINISH, self.serving).await {
            Ok(Ok(Err(error))) => tracing::warn!(%error, "the listener of health and metrics failed"),
            Ok(_) => {}
            Err(_) => tracing::warn!(limit = ?FINISH, "somebody watches health for too long and is left"),
        }
    }
}
