//! How much one person and one server may ask in a while.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many questions may be asked in a minute; 0, the default, sets no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    pub person: usize,
    pub server: usize,
}

/// Whose limit is reached, and when the next question can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reached {
    Person(Duration),
    Server(Duration),
}

const WHILE: Duration = Duration::from_secs(60);
/// When so many are counted, those who have been silent for a while are forgotten.
const COUNTED: usize = 10_000;

/// The questions of the last minute.
#[derive(Debug, Default)]
pub(super) struct Counters {
    limits: Limits,
    asked: Mutex<HashMap<Who, VecDeque<Instant>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Person(u64),
    Server(u64),
}

impl Counters {
    pub fn new(limits: Limits) -> Self {
        Self { limits, asked: Mutex::default() }
    }

    /// Counts a question, unless it is one too many; that one counts for nobody.
    pub fn count(&self, person: u64, server: Option<u64>, now: Instant) -> Result<(), Reached> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.len() > COUNTED {
            asked.retain(|_, times| times.back().is_some_and(|last| now.duration_since(*last) < WHILE));
        }
        let person = (Who::Person(person), self.limits.person);
        let server = server.map(|server| (Who::Server(server), self.limits.server));
        if let Some(wait) = wait(&mut asked, person, now) {
            return Err(Reached::Person(wait));
        }
        if let Some(wait) = server.and_then(|server| wait(&mut asked, server, now)) {
            return Err(Reached::Server(wait));
        }
        for (who, limit) in [Some(person), server].into_iter().flatten() {
            if limit > 0 {
                asked.entry(who).or_default().push_back(now);
            }
        }
        Ok(())
    }
}

fn wait(
    asked: &mut HashMap<Who, VecDeque<Instant>>,
    (who, limit): (Who, usize),
    now: Instant,
) -> Option<Duration> {
    let times = asked.get_mut(&who)?;
    while times.front().is_some_and(|first| now.duration_since(*first) >= WHILE) {
        times.pop_front();
    }
    let first = times.front().filter(|_| limit > 0 && times.len() >= limit)?;
    Some(WHILE.saturating_sub(now.duration_since(*first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_too_many_waits_until_the_first_is_a_minute_old() {
        let counters = Counters::new(Limits { person: 2, server: 3 });
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(counters.count(1, Some(9), at(0)), Ok(()));
        assert_eq!(counters.count(1, Some(9), at(10)), Ok(()));
        assert_eq!(counters.count(1, Some(9), at(20)), Err(Reached::Person(Duration::from_secs(40))));
        assert_eq!(counters.count(2, Some(9), at(20)), Ok(()));
        assert_eq!(counters.count(3, Some(9), at(30)), Err(Reached::Server(Duration::from_secs(30))));
        assert_eq!(counters.count(3, None, at(30)), Ok(()));
        assert_eq!(counters.count(1, Some(9), at(60)), Ok(()));
    }

    #[test]
    fn zero_sets_no_limit() {
        let counters = Counters::new(Limits { person: 0, server: 0 });
        let now = Instant::now();
        assert!((0..1000).all(|_| counters.count(1, Some(1), now).is_ok()));
    }
}
