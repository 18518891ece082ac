//! Permissions that the bot can do without, and where it was said that they are missing.
//!
//! The rule: what is missing is said once a day in each channel, not under every answer.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A permission without which an answer comes another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Lacking {
    CreateThreads,
    SendInThreads,
    ReadHistory,
}

impl Lacking {
    /// What Discord calls the permission.
    pub fn permission(self) -> &'static str {
        match self {
            Self::CreateThreads => "Create Public Threads",
            Self::SendInThreads => "Send Messages in Threads",
            Self::ReadHistory => "Read Message History",
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
    /// Takes note that something is missing; whether it is to be said.
    pub fn is_new(&self, place: Place, now: Instant) -> bool {
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        if met.len() >= KEPT {
            met.clear();
        }
        let told = met.get(&place).map(|met| met.told).filter(|told| now.duration_since(*told) < TOLD);
        met.insert(place, Met { told: told.unwrap_or(now), last: now });
        told.is_none()
    }

    /// Whether it was missing a short while ago.
    pub fn is_recent(&self, place: Place, now: Instant) -> bool {
        let met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        met.get(&place).is_some_and(|met| now.duration_since(met.last) < RECENT)
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
        assert!(lacks.is_new(here, at(0)));
        assert!(!lacks.is_new(here, at(24 * 60 - 1)));
        assert!(lacks.is_new((2, Lacking::CreateThreads), at(1)));
        assert!(lacks.is_new((1, Lacking::ReadHistory), at(1)));
        assert!(lacks.is_new(here, at(24 * 60)), "counted from when it was said");
    }

    #[test]
    fn what_was_missing_is_missing_for_a_while() {
        let (lacks, start) = (Lacks::default(), Instant::now());
        let here = (1, Lacking::SendInThreads);
        assert!(!lacks.is_recent(here, start));
        lacks.is_new(here, start);
        assert!(lacks.is_recent(here, start + Duration::from_secs(9 * 60)));
        assert!(!lacks.is_recent(here, start + Duration::from_secs(10 * 60)));
    }
}
