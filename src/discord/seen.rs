//! Which messages were met: questions begun, so that a replayed event is not answered twice; and deleted ones.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The newest ids; older ones are forgotten, Discord replays only minutes.
#[derive(Debug, Default)]
pub(super) struct Seen {
    ids: Mutex<Ids>,
}

#[derive(Debug, Default)]
struct Ids {
    known: HashSet<u64>,
    order: VecDeque<u64>,
}

const KEPT: usize = 10_000;

impl Seen {
    /// Whether the id came, as far as that is remembered.
    pub fn has(&self, id: u64) -> bool {
        self.ids().known.contains(&id)
    }

    /// Whether this is the first time that the id comes.
    pub fn is_new(&self, id: u64) -> bool {
        let mut ids = self.ids();
        if !ids.known.insert(id) {
            return false;
        }
        ids.order.push_back(id);
        if ids.order.len() > KEPT
            && let Some(oldest) = ids.order.pop_front()
        {
            ids.known.remove(&oldest);
        }
        true
    }

    fn ids(&self) -> MutexGuard<'_, Ids> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once() {
        let seen = Seen::default();
        assert!(seen.is_new(7));
        assert!(!seen.is_new(7));
        assert!(seen.is_new(8));
    }

    #[test]
    fn old_ids_are_forgotten() {
        let seen = Seen::default();
        for id in 0..=KEPT as u64 {
            assert!(seen.is_new(id));
        }
        assert!(seen.is_new(0));
        assert!(!seen.is_new(KEPT as u64));
    }
}
