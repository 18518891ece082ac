//! How the running bot does: numbers that it counts up, and an HTTP listener that tells them.
//!
//! `/live` says that the process answers, `/ready` that Discord has a session with it, `/metrics` all numbers as
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

use std::net::SocketAddr;
use std::sync::Arc;
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
    /// Over somebody's limit.
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
        Self { registry, questions, latency, sessions, reconnects, waiting }
    }
}

impl Health {
    /// A question ended.
    pub fn answered(&self, outcome: Outcome, took: Duration) {
        self.questions.get_or_create(&Labels { outcome }).inc();
        self.latency.observe(took.as_secs_f64());
    }

    /// A question came in; it is counted as waiting until what is returned is dropped.
    #[must_use]
    pub fn waiting(&self) -> Waiting {
        self.waiting.inc();
        Waiting(self.waiting.clone())
    }

    /// A shard has a session.
    pub fn connected(&self) {
        self.sessions.inc();
    }

    /// A shard lost its session.
    pub fn disconnected(&self) {
        self.sessions.dec();
    }

    /// A session was begun anew.
    pub fn reconnected(&self) {
        self.reconnects.inc();
    }

    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.sessions.get() > 0
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

/// Answers `/live`, `/ready` and `/metrics` for as long as it is polled.
///
/// # Errors
/// When the listener fails.
pub async fn serve(listener: TcpListener, health: Arc<Health>) -> std::io::Result<()> {
    let router = Router::new()
        .route("/live", get(|| async { "live\n" }))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .with_state(health);
    axum::serve(listener, router).await
}

async fn ready(State(health): State<Arc<Health>>) -> (StatusCode, &'static str) {
    if health.is_ready() {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "no session with Discord\n")
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
        let serving = tokio::spawn(serve(listener, Arc::clone(&health)));
        assert!(fetched(address, "/live").await.starts_with("HTTP/1.1 200"));
        assert!(fetched(address, "/ready").await.starts_with("HTTP/1.1 503"));
        health.connected();
        let waiting = health.waiting();
        assert!(fetched(address, "/ready").await.starts_with("HTTP/1.1 200"));
        assert!(fetched(address, "/metrics").await.contains("footnote_questions_waiting 1"));
        drop(waiting);
        assert!(health.metrics().contains("footnote_questions_waiting 0"));
        serving.abort();
    }
}
