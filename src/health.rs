//! How the running bot does: numbers that it counts up, and an HTTP listener that tells them.
//!
//! `/live` says that the process answers, `/ready` that Discord has a session with all shards of it, `/metrics` all numbers as
//! Prometheus reads them. The rule: nothing here knows what was asked, or by whom.
//!
//! ```
//! use footnote::health::{Health, Outcome};
//! use std::time::Duration;
//! let health = Health::default();
//! health.answered(Outcome::Answered, Duration::from_millis(3));
//! assert!(health.metrics().contains("footnote_questions_total{outcome=\"Answered\"} 1"));
//! assert!(!health.is_ready());
//! ```

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use tokio::net::TcpListener;

/// Seconds up to which answers are counted together.
const LATENCIES: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0];

/// How a question ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Outcome {
    Answered,
    NotFound,
    Unclear,
    Failed,
    /// One too many, and not answered; it has no latency.
    Refused,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    outcome: Outcome,
}

/// The numbers of one process. Share it between threads.
#[derive(Debug)]
pub struct Health {
    registry: Registry,
    questions: Family<Labels, Counter>,
    latency: Histogram,
    sessions: Gauge,
    reconnects: Counter,
    waiting: Gauge,
    shards: Mutex<Shards>,
}

/// Which shards have a session now, and which have had one.
#[derive(Debug, Default)]
struct Shards {
    /// How many this process runs; 0 until that is known.
    expected: usize,
    connected: BTreeSet<u32>,
    known: BTreeSet<u32>,
}

impl Default for Health {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("footnote");
        let health = (
            Family::default(),
            Histogram::new(LATENCIES),
            Gauge::default(),
            Counter::default(),
            Gauge::default(),
        );
        let (questions, latency, sessions, reconnects, waiting) = health;
        registry.register("questions", "Questions by how they ended", Family::clone(&questions));
        registry.register("answer_seconds", "How long an answer took", latency.clone());
        registry.register("gateway_sessions", "Shards that Discord has a session with", sessions.clone());
        registry.register("gateway_reconnects", "Sessions that were begun anew", reconnects.clone());
        registry.register("questions_waiting", "Questions that are not answered yet", waiting.clone());
        Self { registry, questions, latency, sessions, reconnects, waiting, shards: Mutex::default() }
    }
}

impl Health {
    /// A question ended.
    pub fn answered(&self, outcome: Outcome, took: Duration) {
        self.count(outcome);
        self.latency.observe(took.as_secs_f64());
    }

    /// A question came in; it is counted as waiting until what is returned is dropped.
    #[must_use]
    pub fn waiting(&self) -> Waiting {
        self.waiting.inc();
        Waiting(self.waiting.clone())
    }

    /// A question was one too many.
    pub fn refused(&self) {
        self.count(Outcome::Refused);
    }

    /// A question broke inside, after nobody knows what time.
    pub fn broke(&self) {
        self.count(Outcome::Failed);
    }

    fn count(&self, outcome: Outcome) {
        self.questions.get_or_create(&Labels { outcome }).inc();
    }

    /// This process runs so many shards; it is ready when all of them have a session.
    pub fn expect(&self, shards: u32) {
        self.change(|held| held.expected = shards as usize);
    }

    /// A shard has a session, its first or one begun anew.
    pub fn connected(&self, shard: u32) {
        self.change(|shards| {
            shards.connected.insert(shard);
            if !shards.known.insert(shard) {
                self.reconnects.inc();
            }
        });
    }

    /// All shards but these have lost their sessions.
    pub fn connected_at_most(&self, left: &[u32]) {
        self.change(|shards| shards.connected.retain(|shard| left.contains(shard)));
    }

    fn change(&self, change: impl FnOnce(&mut Shards)) {
        let mut shards = self.shards.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut shards);
        self.sessions.set(i64::try_from(shards.connected.len()).unwrap_or(i64::MAX));
    }

    /// Whether every shard of this process has a session.
    ///
    /// ```
    /// let health = footnote::health::Health::default();
    /// health.expect(2);
    /// health.connected(0);
    /// assert!(!health.is_ready());
    /// health.connected(1);
    /// assert!(health.is_ready());
    /// ```
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let shards = self.shards.lock().unwrap_or_else(PoisonError::into_inner);
        shards.expected > 0 && shards.connected.len() >= shards.expected
    }

    /// All numbers as Prometheus reads them.
    #[must_use]
    pub fn metrics(&self) -> String {
        let mut text = String::new();
        if let Err(error) = encode(&mut text, &self.registry) {
            tracing::error!(%error, "the metrics cannot be written");
        }
        text
    }
}

/// A question that is not answered yet.
#[derive(Debug)]
pub struct Waiting(Gauge);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Listens on an address; serve it with [`serve`].
///
/// # Errors
/// When the address cannot be listened on.
pub async fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    TcpListener::bind(address).await
}

/// Answers `/live`, `/ready` and `/metrics` until `stop`, and then finishes what was begun.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    health: Arc<Health>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = Router::new()
        .route("/live", get(|| async { "live\n" }))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .with_state(health);
    axum::serve(listener, router).with_graceful_shutdown(stop).await
}

async fn ready(State(health): State<Arc<Health>>) -> (StatusCode, &'static str) {
    if health.is_ready() {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not every shard has a session with Discord\n")
    }
}

async fn metrics(State(health): State<Arc<Health>>) -> String {
    health.metrics()
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::*;

    async fn fetched(address: SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("it reads");
        let mut reply = String::new();
        stream.read_to_string(&mut reply).await.expect("it answers");
        reply
    }

    #[tokio::test]
    async fn the_listener_tells_what_was_counted() {
        let health = Arc::new(Health::default());
        let listener = listen("127.0.0.1:0".parse().expect("an address")).await.expect("a port");
        let address = listener.local_addr().expect("it has one");
        let serving = tokio::spawn(serve(listener, Arc::clone(&health), std::future::pending()));
        assert!(fetched(address, "/live").await.starts_with("HTTP/1.1 200"));
        assert!(fetched(address, "/ready").await.starts_with("HTTP/1.1 503"));
        health.expect(1);
        health.connected(0);
        let waiting = health.waiting();
        assert!(fetched(address, "/ready").await.starts_with("HTTP/1.1 200"));
        assert!(fetched(address, "/metrics").await.contains("footnote_questions_waiting 1"));
        drop(waiting);
        assert!(health.metrics().contains("footnote_questions_waiting 0"));
        serving.abort();
    }

    #[test]
    fn a_process_is_ready_with_all_its_shards_alone() {
        let health = Health::default();
        health.connected(4);
        assert!(!health.is_ready(), "nobody knows yet how many it takes");
        health.expect(2);
        assert!(!health.is_ready());
        health.connected(5);
        assert!(health.is_ready());
        health.connected_at_most(&[5]);
        assert!(!health.is_ready());
    }

    #[test]
    fn a_session_begun_anew_is_counted_once_and_a_lost_one_no_more() {
        let health = Health::default();
        health.connected(0);
        health.connected(1);
        health.connected_at_most(&[1]);
        assert!(health.metrics().contains("footnote_gateway_sessions 1"));
        health.connected(0);
        assert!(health.metrics().contains("footnote_gateway_sessions 2"));
        assert!(health.metrics().contains("footnote_gateway_reconnects_total 1"));
        health.connected_at_most(&[]);
        assert!(!health.is_ready());
    }

    #[test]
    fn a_refused_question_has_no_latency() {
        let health = Health::default();
        health.refused();
        assert!(health.metrics().contains("footnote_questions_total{outcome=\"Refused\"} 1"));
        assert!(health.metrics().contains("footnote_answer_seconds_count 0"));
    }
}
