//! Permissions that the bot can do without, and where it was said that they are missing.
//!
//! The rule: what is missing is said once a day in each channel, not under every answer.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A permission without which an answer comes another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Lacking {
    CreateThreads,
    SendInThreads,
    ReadHistory,
    EmbedLinks,
}

impl Lacking {
    /// What Discord calls the permission.
    pub fn permission(self) -> &'static str {
        match self {
            Self::CreateThreads => "Create Public Threads",
            Self::SendInThreads => "Send Messages in Threads",
            Self::ReadHistory => "Read Message History",
            Self::EmbedLinks => "Embed Links",
        }
    }
}

/// A channel and what is missing in it.
type Place = (u64, Lacking);

/// Where something was missing lately.
#[derive(Debug, Default)]
pub(super) struct Lacks {
    met: Mutex<HashMap<Place, Met>>,
}

#[derive(Debug, Clone, Copy)]
struct Met {
    told: Instant,
    last: Instant,
}

/// How long what was said is not said again.
const TOLD: Duration = Duration::from_secs(24 * 60 * 60);
/// How long what was missing is taken to be missing still.
const RECENT: Duration = Duration::from_secs(10 * 60);
/// How many are kept; then it begins anew.
const KEPT: usize = 10_000;

impl Lacks {
    /// Whether it is to be said that something is missing.
    pub fn is_due(&self, place: Place, now: Instant) -> bool {
        self.met().get(&place).is_none_or(|met| now.duration_since(met.told) >= TOLD)
    }

    /// Takes note that something is missing, and was said to be where that was due.
    pub fn note(&self, place: Place, now: Instant) {
        let is_due = self.is_due(place, now);
        let mut met = self.met();
        if met.len() >= KEPT {
            met.clear();
        }
        let known = met.entry(place).or_insert(Met { told: now, last: now });
        *known = Met { told: if is_due { now } else { known.told }, last: now };
    }

    /// Whether it was missing a short while ago.
    pub fn is_recent(&self, place: Place, now: Instant) -> bool {
        self.met().get(&place).is_some_and(|met| now.duration_since(met.last) < RECENT)
    }

    fn met(&self) -> MutexGuard<'_, HashMap<Place, Met>> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_once_a_day_in_each_channel() {
        let (lacks, start) = (Lacks::default(), Instant::now());
        let at = |minutes: u64| start + Duration::from_secs(minutes * 60);
        let here = (1, Lacking::CreateThreads);
        assert!(lacks.is_due(here, at(0)));
        lacks.note(here, at(0));
        assert!(!lacks.is_due(here, at(24 * 60 - 1)));
        lacks.note(here, at(24 * 60 - 1));
        assert!(lacks.is_due((2, Lacking::CreateThreads), at(1)));
        assert!(lacks.is_due((1, Lacking::ReadHistory), at(1)));
        assert!(lacks.is_due(here, at(24 * 60)), "counted from when it was said");
        lacks.note(here, at(24 * 60));
        assert!(!lacks.is_due(here, at(24 * 60 + 1)));
    }

    #[test]
    fn what_was_missing_is_missing_for_a_while() {
        let (lacks, start) = (Lacks::default(), Instant::now());
        let here = (1, Lacking::SendInThreads);
        assert!(!lacks.is_recent(here, start));
        lacks.note(here, start);
        assert!(lacks.is_recent(here, start + Duration::from_secs(9 * 60)));
        assert!(!lacks.is_recent(here, start + Duration::from_secs(10 * 60)));
    }
}
