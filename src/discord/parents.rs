//! Which channel a thread belongs to: a message does not say, so Discord is asked once for each channel.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use serenity::http::{LightMethod, Route};
use serenity::model::channel::{ChannelType, PartialChannel};
use serenity::model::id::ChannelId;

use super::wire::{Wire, WireError};

/// The parents that were asked for; `None` for channels that are no threads.
#[derive(Debug, Default)]
pub(super) struct Parents {
    known: Mutex<HashMap<u64, Option<u64>>>,
}

/// How many channels are kept; then it begins anew.
const KEPT: usize = 10_000;

impl Parents {
    /// The channel that a thread is in; none for other channels.
    ///
    /// # Errors
    /// When Discord does not say.
    pub async fn of(&self, channel: u64, wire: &Wire) -> Result<Option<u64>, WireError> {
        if let Some(parent) = self.known().get(&channel) {
            return Ok(*parent);
        }
        let route = Route::Channel { channel_id: ChannelId::new(channel) };
        let told = wire.send(LightMethod::Get, route, None).await?;
        let parent = parent(&told);
        self.note(channel, parent);
        Ok(parent)
    }

    /// Takes note of what a channel's parent is.
    pub fn note(&self, channel: u64, parent: Option<u64>) {
        let mut known = self.known();
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(channel, parent);
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Option<u64>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The parent of a thread; that of another channel is a category, which has no settings.
fn parent(channel: &Value) -> Option<u64> {
    let kind = channel["type"].as_u64().and_then(|kind| u8::try_from(kind).ok())?;
    let parent = channel["parent_id"].as_str()?.parse().ok()?;
    is_thread(ChannelType::from(kind)).then_some(parent)
}

/// The parent of a thread as an interaction tells it.
pub(super) fn told(channel: &PartialChannel) -> Option<u64> {
    channel.parent_id.filter(|_| is_thread(channel.kind)).map(ChannelId::get)
}

fn is_thread(kind: ChannelType) -> bool {
    matches!(kind, ChannelType::NewsThread | ChannelType::PublicThread | ChannelType::PrivateThread)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_category_is_no_parent() {
        assert_eq!(parent(&json!({"id": "3", "type": 11, "parent_id": "2"})), Some(2));
        assert_eq!(parent(&json!({"id": "2", "type": 0, "parent_id": "1"})), None);
        assert_eq!(parent(&json!({"id": "2", "type": 0, "parent_id": null})), None);
    }
}
