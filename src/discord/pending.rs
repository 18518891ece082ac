//! Questions whose answers are in the making, and what happens to them meanwhile.
//!
//! The rule: whoever deletes or edits a question before its answer is there gets what they would have got after it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serenity::model::event::MessageUpdateEvent;

use super::seen::Seen;

/// A question's newest words, with the event that told them.
pub(super) type Edit = (MessageUpdateEvent, String);

/// By the id of the message that asks.
#[derive(Debug, Default)]
pub(super) struct Pending {
    edits: Mutex<HashMap<u64, Option<Edit>>>,
    /// The newest deleted messages: one may be deleted before the bot comes to answer it.
    deleted: Seen,
}

impl Pending {
    /// An answer is begun.
    pub fn begin(&self, question: u64) {
        self.edits().insert(question, None);
    }

    /// The answer is there and can be found; back comes the last edit meanwhile.
    pub fn end(&self, question: u64) -> Option<Edit> {
        self.edits().remove(&question).flatten()
    }

    /// Takes an edit of a question whose answer is in the making; gives it back where there is none.
    pub fn edit(&self, event: MessageUpdateEvent, words: String) -> Option<Edit> {
        let mut edits = self.edits();
        let Some(kept) = edits.get_mut(&event.id.get()) else { return Some((event, words)) };
        if kept.as_ref().is_none_or(|(before, _)| before.edited_timestamp <= event.edited_timestamp) {
            *kept = Some((event, words));
        }
        None
    }

    /// Takes note of a deleted message.
    pub fn delete(&self, message: u64) {
        self.deleted.is_new(message);
    }

    pub fn is_deleted(&self, message: u64) -> bool {
        self.deleted.has(message)
    }

    fn edits(&self) -> MutexGuard<'_, HashMap<u64, Option<Edit>>> {
        self.edits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn edit(at: &str) -> MessageUpdateEvent {
        let event = json!({"id": "7", "channel_id": "2", "edited_timestamp": at});
        serde_json::from_value(event).expect("the event is whole")
    }

    #[test]
    fn the_last_edit_meanwhile_wins_in_whatever_order_they_come() {
        let pending = Pending::default();
        assert!(
            pending.edit(edit("2026-11-22T12:00:01Z"), "early".into()).is_some(),
            "nothing is in the making"
        );
        pending.begin(7);
        assert!(pending.edit(edit("2026-11-22T12:00:03Z"), "last".into()).is_none());
        assert!(pending.edit(edit("2026-11-22T12:00:02Z"), "first".into()).is_none());
        assert_eq!(pending.end(7).map(|(_, words)| words).as_deref(), Some("last"));
        assert!(pending.end(7).is_none());
    }

    #[test]
    fn a_message_is_known_to_be_deleted_before_it_is_answered() {
        let pending = Pending::default();
        pending.delete(7);
        assert!(pending.is_deleted(7) && !pending.is_deleted(8));
    }
}
