//! Rate limits as Discord tells them: so many requests of one kind in a while, counted down in headers.

use std::time::{Duration, Instant};

/// How much may be sent to paths that end so.
pub struct Budget {
    pub path: &'static str,
    pub limit: usize,
    pub every: Duration,
    /// When the counting began, and how many came since.
    pub since: Option<Instant>,
    pub used: usize,
}

/// What is told of a budget with an answer.
pub struct Told {
    pub is_over: bool,
    pub headers: Vec<(&'static str, String)>,
}

impl Budget {
    pub fn new(path: &'static str, limit: usize, every: Duration) -> Self {
        Self { path, limit, every, since: None, used: 0 }
    }

    /// Counts a request; `None` where it is of another kind.
    pub fn take(&mut self, path: &str, now: Instant) -> Option<Told> {
        if !path.ends_with(self.path) {
            return None;
        }
        let since = *self.since.get_or_insert(now);
        if now.saturating_duration_since(since) >= self.every {
            (self.since, self.used) = (Some(now), 0);
        }
        let is_over = self.used >= self.limit;
        self.used += usize::from(!is_over);
        let left = (self.since.unwrap_or(now) + self.every).saturating_duration_since(now).as_secs_f64();
        let mut headers = vec![
            ("x-ratelimit-limit", self.limit.to_string()),
            ("x-ratelimit-remaining", (self.limit - self.used).to_string()),
            ("x-ratelimit-reset-after", format!("{left:.3}")),
            ("x-ratelimit-bucket", "budget".to_owned()),
        ];
        if is_over {
            headers.push(("retry-after", format!("{left:.3}")));
            headers.push(("x-ratelimit-scope", "user".to_owned()));
        }
        Some(Told { is_over, headers })
    }
}
