//! Channels that the bot may not write in, and how often it was told so.
//!
//! The rule: what is asked there again and again is passed over in the end. Discord counts what it refuses, and shuts out
//! an address with ten thousand refusals in ten minutes: a server that closes its channels must not bring that about for
//! all others.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Questions that could not be answered where they stand.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    met: Mutex<Met>,
}

#[derive(Debug, Default)]
struct Met {
    order: VecDeque<(u64, Instant)>,
    channels: HashMap<u64, VecDeque<Instant>>,
}

const MINUTE: Duration = Duration::from_secs(60);
/// How long Discord counts.
const COUNTED: Duration = Duration::from_secs(10 * 60);
/// How many are answered with what is missing, in one channel in a minute.
const IN_A_MINUTE: usize = 5;
/// How many in all channels, in the time that Discord counts; each costs up to four refusals. Then one is enough in each.
const IN_ALL: usize = 1500;

impl Refusals {
    /// Whether another attempt is to be made in a channel.
    pub fn may_try(&self, channel: u64, now: Instant) -> bool {
        let mut met = self.met();
        met.forget(now);
        let Some(times) = met.channels.get(&channel) else { return true };
        let lately = times.iter().filter(|time| now.duration_since(**time) < MINUTE).count();
        lately < IN_A_MINUTE && met.order.len() < IN_ALL
    }

    /// Takes note that Discord refused an answer in a channel.
    pub fn note(&self, channel: u64, now: Instant) {
        let mut met = self.met();
        met.forget(now);
        met.order.push_back((channel, now));
        met.channels.entry(channel).or_default().push_back(now);
    }

    fn met(&self) -> MutexGuard<'_, Met> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Met {
    fn forget(&mut self, now: Instant) {
        while let Some((channel, _)) =
            self.order.pop_front_if(|(_, time)| now.duration_since(*time) >= COUNTED)
        {
            let times = self.channels.get_mut(&channel);
            if times.is_some_and(|times| times.pop_front().is_some() && times.is_empty()) {
                self.channels.remove(&channel);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_passed_over_for_the_rest_of_a_minute() {
        let (refusals, start) = (Refusals::default(), Instant::now());
        let at = |seconds: u64| start + Duration::from_secs(seconds);
        for second in 0..IN_A_MINUTE as u64 {
            assert!(refusals.may_try(1, at(second)));
            refusals.note(1, at(second));
        }
        assert!(!refusals.may_try(1, at(59)) && refusals.may_try(2, at(59)));
        assert!(refusals.may_try(1, at(60)));
    }

    #[test]
    fn all_channels_together_stay_under_what_discord_bears() {
        let (refusals, start) = (Refusals::default(), Instant::now());
        for channel in 0..IN_ALL as u64 {
            refusals.note(channel, start);
        }
        assert!(!refusals.may_try(1, start + MINUTE), "one was enough");
        assert!(refusals.may_try(u64::MAX, start + MINUTE), "where nothing was refused");
        assert!(refusals.may_try(1, start + COUNTED));
        assert_eq!(refusals.met().channels.len(), 0, "nothing is kept for longer");
    }
}
