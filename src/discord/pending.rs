//! Questions whose answers are in the making, and what happens to them meanwhile.
//!
//! The rule: whoever deletes or edits a question before its answer is there gets what they would have got after it.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serenity::model::Timestamp;
use serenity::model::event::MessageUpdateEvent;

use super::seen::Seen;

/// A question's newest words, with the event that told them.
pub(super) type Edit = (MessageUpdateEvent, String);

/// By the id of the message that asks.
#[derive(Debug, Default)]
pub(super) struct Pending {
    questions: Mutex<Questions>,
    /// The newest deleted messages: one may be deleted before the bot comes to answer it.
    deleted: Seen,
}

#[derive(Debug, Default)]
struct Questions {
    making: HashMap<u64, Making>,
    /// Edits of what was not answered. Events that were missed come together when a connection is resumed, and each is
    /// handled by a task of its own: the edit may be there before its question.
    early: VecDeque<Edit>,
}

/// How many early edits are kept; those of messages that are no questions are among them.
const EARLY: usize = 100;

#[derive(Debug, Default)]
struct Making {
    /// When the newest of the edits was made that came so far.
    newest: Option<Timestamp>,
    next: Option<Edit>,
    /// It is the first answer, not another after an edit.
    is_first: bool,
}

impl Pending {
    /// The first answer is begun.
    pub fn begin(&self, question: u64) {
        let mut questions = self.questions();
        let at = questions.early.iter().position(|(event, _)| event.id.get() == question);
        let early = at.and_then(|at| questions.early.remove(at));
        let making = questions.making.entry(question).or_default();
        making.is_first = true;
        if let Some(edit) = early {
            making.take(edit);
        }
    }

    /// Takes an edit of a question whose answer is in the making. Where there is none it is given back, and one is begun.
    pub fn edit(&self, edit: Edit) -> Option<Edit> {
        let mut questions = self.questions();
        let question = edit.0.id.get();
        if let Some(making) = questions.making.get_mut(&question) {
            making.take(edit);
            return None;
        }
        let newest = edit.0.edited_timestamp;
        questions.making.insert(question, Making { newest, ..Making::default() });
        Some(edit)
    }

    /// The answer is there and can be found; back comes the last edit meanwhile, to be answered next. Without one it is
    /// done.
    pub fn next(&self, question: u64) -> Option<Edit> {
        let mut questions = self.questions();
        let next = questions.making.get_mut(&question)?.next.take();
        if next.is_none() {
            questions.making.remove(&question);
        }
        next
    }

    /// Nothing is to be answered any more.
    pub fn end(&self, question: u64) {
        self.questions().making.remove(&question);
    }

    /// There is no answer yet that an edit could change.
    pub fn put_off(&self, edit: Edit) {
        let mut questions = self.questions();
        let question = edit.0.id.get();
        if let Some(making) = questions.making.get_mut(&question).filter(|making| making.is_first) {
            making.next.get_or_insert(edit);
            return;
        }
        let newer = questions.making.remove(&question).and_then(|making| making.next);
        if questions.early.len() == EARLY {
            questions.early.pop_front();
        }
        questions.early.push_back(newer.unwrap_or(edit));
    }

    /// Takes note of a deleted message.
    pub fn delete(&self, message: u64) {
        self.deleted.is_new(message);
    }

    pub fn is_deleted(&self, message: u64) -> bool {
        self.deleted.has(message)
    }

    fn questions(&self) -> MutexGuard<'_, Questions> {
        self.questions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Making {
    /// Takes an edit, unless a later one came before it.
    fn take(&mut self, edit: Edit) {
        if self.newest <= edit.0.edited_timestamp {
            self.newest = edit.0.edited_timestamp;
            self.next = Some(edit);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn edit(second: u32, words: &str) -> Edit {
        let at = format!("2026-11-22T12:00:0{second}Z");
        let event = json!({"id": "7", "channel_id": "2", "edited_timestamp": at});
        (serde_json::from_value(event).expect("the event is whole"), words.to_owned())
    }

    fn next(pending: &Pending) -> Option<String> {
        pending.next(7).map(|(_, words)| words)
    }

    #[test]
    fn the_last_edit_meanwhile_wins_in_whatever_order_they_come() {
        let pending = Pending::default();
        pending.begin(7);
        assert!(pending.edit(edit(3, "last")).is_none());
        assert!(pending.edit(edit(2, "first")).is_none());
        assert_eq!(next(&pending).as_deref(), Some("last"));
        assert!(pending.edit(edit(1, "late")).is_none());
        assert!(next(&pending).is_none(), "it is older than what was answered");
        assert!(pending.edit(edit(4, "after")).is_some(), "nothing is in the making any more");
    }

    #[test]
    fn an_edit_while_another_is_answered_is_next() {
        let pending = Pending::default();
        assert!(pending.edit(edit(1, "one")).is_some(), "to be answered at once");
        assert!(pending.edit(edit(2, "two")).is_none());
        assert_eq!(next(&pending).as_deref(), Some("two"));
        assert!(next(&pending).is_none());
    }

    #[test]
    fn an_edit_that_comes_before_its_question_is_answered_after_it() {
        let pending = Pending::default();
        let early = pending.edit(edit(1, "early")).expect("nothing is in the making");
        pending.put_off(early);
        pending.begin(7);
        assert_eq!(next(&pending).as_deref(), Some("early"));
        let pending = Pending::default();
        let early = pending.edit(edit(1, "early")).expect("nothing is in the making");
        pending.begin(7);
        pending.put_off(early);
        assert_eq!(next(&pending).as_deref(), Some("early"));
    }

    #[test]
    fn few_early_edits_are_kept() {
        let pending = Pending::default();
        for id in 1..=EARLY as u64 + 8 {
            let event = json!({"id": id.to_string(), "channel_id": "2"});
            let event = serde_json::from_value(event).expect("the event is whole");
            pending.put_off(pending.edit((event, String::new())).expect("nothing is in the making"));
        }
        let questions = pending.questions();
        assert_eq!((questions.early.len(), questions.making.len()), (EARLY, 0));
    }

    #[test]
    fn a_message_is_known_to_be_deleted_before_it_is_answered() {
        let pending = Pending::default();
        pending.delete(7);
        assert!(pending.is_deleted(7) && !pending.is_deleted(8));
    }
}
