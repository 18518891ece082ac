//! Requests to Discord's HTTP API.
//!
//! The rule: a 429 is waited out and the request sent again; serenity's limiter does it, or this module when a proxy
//! stands in for Discord (serenity takes no proxy with its limiter on).

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use serenity::builder::CreateAttachment;
use serenity::http::{Http, HttpError, LightMethod, Multipart, MultipartUpload, Request, Route};

use super::bodies::Body;

/// Sends bodies to Discord.
#[derive(Debug, Clone)]
pub(super) struct Wire {
    http: Arc<Http>,
    /// Used with a proxy.
    direct: reqwest::Client,
}

/// Why a request was of no avail.
#[derive(Debug, thiserror::Error)]
pub(super) enum WireError {
    #[error("discord refused with {status}, code {code}: {message}")]
    Refused { status: u16, code: i64, message: String },
    #[error("discord could not be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl WireError {
    /// Whether Discord has something against the words themselves; others may be taken.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused { status: 400..=428 | 430..=499, code, .. } if !GONE.contains(code))
    }

    /// Whether it was too early.
    fn is_limit(&self) -> bool {
        matches!(self, Self::Refused { status: 429, .. })
    }

    /// Whether Discord has had the request before; its answer was lost on the way.
    fn is_repetition(&self) -> bool {
        matches!(self, Self::Refused { code: ALREADY_ACKNOWLEDGED, .. })
    }
}

/// Discord's code for a second answer to an interaction.
pub(super) const ALREADY_ACKNOWLEDGED: i64 = 40_060;
/// Its codes for channels, messages, webhooks, interactions and tokens that are not there or not any more.
const GONE: [i64; 5] = [10_003, 10_008, 10_015, 10_062, 50_027];
/// Attempts at one request that fails on the way or meets a fault of the server.
const ATTEMPTS: u32 = 3;
/// How often one request is told to wait and does; many questions at once get in each other's way.
const WAITS: u32 = 12;
/// The wait before a request is sent again when nobody says how long.
const PAUSE: Duration = Duration::from_millis(400);
/// Longer waits are refusals: an interaction's token would be dead.
const LONGEST_WAIT: Duration = Duration::from_secs(600);

impl Wire {
    pub fn new(http: Arc<Http>) -> Self {
        Self { http, direct: reqwest::Client::new() }
    }

    /// Sends a body until it is taken, refused or not worth another attempt; what comes back is nothing or an object.
    pub async fn send(
        &self,
        method: LightMethod,
        route: Route<'_>,
        body: Option<&Body>,
    ) -> Result<Value, WireError> {
        let (mut attempt, mut waited) = (1, 0);
        loop {
            let wait = match self.once(request(method, route, body)).await {
                Ok(object) => return Ok(object),
                Err(failure) if attempt + waited > 1 && failure.error.is_repetition() => {
                    return Ok(Value::Null);
                }
                Err(failure) if failure.error.is_limit() && waited < WAITS => {
                    waited += 1;
                    failure.wait.ok_or(failure.error)?
                }
                Err(failure) if attempt == ATTEMPTS => return Err(failure.error),
                Err(failure) => {
                    attempt += 1;
                    failure.wait.ok_or(failure.error)?
                }
            };
            tracing::warn!(
                attempt,
                waited,
                ?wait,
                "discord asks to wait or failed; the request is sent again"
            );
            tokio::time::sleep(wait).await;
        }
    }

    /// By way of serenity's limiter.
    async fn limited(&self, request: Request<'_>) -> Result<reqwest::Response, Failure> {
        let bucket = request.route_ref().ratelimiting_bucket();
        let is_once = matches!(request.route_ref(), Route::InteractionResponse { .. });
        let response = self.http.request(request).await;
        // Every interaction is a kind of request of its own to the limiter, and would be remembered for ever.
        if is_once && let Some(limiter) = &self.http.ratelimiter {
            limiter.routes().write().await.remove(&bucket);
        }
        Ok(response?)
    }

    async fn once(&self, request: Request<'_>) -> Result<Value, Failure> {
        let Some(proxy) = self.http.proxy.as_deref() else {
            let response = self.limited(request).await?;
            // It was taken; a body lost on the way is no reason to send it again.
            let bytes = response.bytes().await.unwrap_or_default();
            return Ok(serde_json::from_slice(&bytes).unwrap_or_default());
        };
        let request = request.build(&self.direct, self.http.token(), Some(proxy))?;
        let response = request.send().await.map_err(|error| Failure::unreachable(error.without_url()))?;
        let status = response.status().as_u16();
        if response.status().is_success() {
            let bytes = response.bytes().await.unwrap_or_default();
            return Ok(serde_json::from_slice(&bytes).unwrap_or_default());
        }
        let retry_after =
            response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
        let body = response.bytes().await.map_err(|error| Failure::unreachable(error.without_url()))?;
        let refusal: Refusal = serde_json::from_slice(&body).unwrap_or_default();
        Err(Failure::refused(status, refusal, retry_after))
    }
}

fn request<'a>(method: LightMethod, route: Route<'a>, body: Option<&Body>) -> Request<'a> {
    let request = Request::new(route, method);
    let Some(body) = body else { return request };
    let json = body.json.to_string();
    if body.files.is_empty() {
        return request.body(Some(json.into_bytes()));
    }
    let files = body.files.iter().map(|file| CreateAttachment::bytes(file.bytes.clone(), &file.name));
    request.multipart(Some(Multipart {
        upload: MultipartUpload::Attachments(files.collect()),
        fields: Vec::new(),
        payload_json: Some(json),
    }))
}

/// One attempt that failed.
struct Failure {
    error: WireError,
    /// After what time another attempt may succeed.
    wait: Option<Duration>,
}

/// The body of a refusal.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Refusal {
    code: i64,
    message: String,
    /// Seconds; finer than the header.
    retry_after: Option<f64>,
}

impl Failure {
    fn refused(status: u16, refusal: Refusal, retry_after: Option<f64>) -> Self {
        let wait = match status {
            429 => {
                let seconds = refusal.retry_after.or(retry_after).unwrap_or(PAUSE.as_secs_f64());
                Duration::try_from_secs_f64(seconds).ok().filter(|wait| *wait <= LONGEST_WAIT)
            }
            500.. => Some(PAUSE),
            _ => None,
        };
        let Refusal { code, message, .. } = refusal;
        Self { error: WireError::Refused { status, code, message }, wait }
    }

    fn unreachable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        // An address holds an interaction's token; callers take it out of the error.
        Self { error: WireError::Unreachable(error.into()), wait: Some(PAUSE) }
    }
}

impl From<serenity::Error> for Failure {
    fn from(error: serenity::Error) -> Self {
        match error {
            serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
                let code = i64::try_from(response.error.code).unwrap_or(-1);
                let refusal = Refusal { code, message: response.error.message, retry_after: None };
                Self::refused(response.status_code.as_u16(), refusal, None)
            }
            serenity::Error::Http(HttpError::Request(error)) => Self::unreachable(error.without_url()),
            other => Self::unreachable(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use serenity::http::HttpBuilder;
    use serenity::model::id::{ChannelId, InteractionId};

    use super::*;

    #[tokio::test]
    async fn the_limiter_remembers_no_interaction() {
        let nowhere = reqwest::Proxy::all("http://127.0.0.1:1").expect("an address");
        let client = reqwest::Client::builder().proxy(nowhere).build().expect("a client");
        let wire = Wire::new(Arc::new(HttpBuilder::new("token").client(client).build()));
        let kinds = async || {
            let limiter = wire.http.ratelimiter.as_ref().expect("the limiter is on");
            limiter.routes().read().await.len()
        };
        for id in 1..4 {
            let route = Route::InteractionResponse { interaction_id: InteractionId::new(id), token: "t" };
            assert!(wire.once(request(LightMethod::Post, route, None)).await.is_err(), "nobody answers");
        }
        assert_eq!(kinds().await, 0);
        let route = Route::Channel { channel_id: ChannelId::new(1) };
        assert!(wire.once(request(LightMethod::Get, route, None)).await.is_err());
        assert_eq!(kinds().await, 1, "what is used again is kept");
    }
}
