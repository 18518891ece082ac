//! What was posted for all a moment ago.
//!
//! The rule: who presses twice posts once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Who posted what where, by the id of the button.
#[derive(Debug, Default)]
pub(super) struct Posted {
    last: Mutex<HashMap<(u64, u64, String), Instant>>,
}

/// A second press within this time is one that was not meant.
const MOMENT: Duration = Duration::from_secs(10);

impl Posted {
    /// Whether somebody posted the same in a channel a moment ago; if not, they do now.
    pub fn is_again(&self, (person, channel): (u64, u64), id: &str, now: Instant) -> bool {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.retain(|_, time| now.duration_since(*time) < MOMENT);
        let post = (person, channel, id.to_owned());
        let is_again = last.contains_key(&post);
        last.entry(post).or_insert(now);
        is_again
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_posted_once_in_a_moment() {
        let (posted, start) = (Posted::default(), Instant::now());
        assert!(!posted.is_again((1, 2), "post:A", start));
        assert!(posted.is_again((1, 2), "post:A", start + MOMENT / 2));
        for other in [((3, 2), "post:A"), ((1, 3), "post:A"), ((1, 2), "post:B")] {
            assert!(!posted.is_again(other.0, other.1, start + MOMENT / 2));
        }
        assert!(!posted.is_again((1, 2), "post:A", start + MOMENT));
    }
}
