//! Keeps timers and sockets served while serenity spins.
//!
//! After some close codes a shard of serenity polls its dead socket without ever yielding. If the worker it does so on
//! was the one that served the runtime's timers and sockets, no other takes over until it is given a task.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::runtime::Handle;

/// A thread outside the runtime that gives it an empty task now and then, until it is dropped.
pub(super) struct Awake {
    ended: Arc<AtomicBool>,
}

const EVERY: Duration = Duration::from_millis(500);

impl Awake {
    /// Starts the thread; without it (none could be had) the bot merely stalls for longer.
    pub fn start(runtime: Handle) -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let end = Arc::clone(&ended);
        let nudge = move || {
            while !end.load(Ordering::Acquire) {
                runtime.spawn(async {});
                std::thread::sleep(EVERY);
            }
        };
        if let Err(error) = std::thread::Builder::new().name("awake".to_owned()).spawn(nudge) {
            tracing::warn!(%error, "the thread that keeps the bot awake could not be started");
        }
        Self { ended }
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Release);
    }
}
