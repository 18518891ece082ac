//! The bot with answers made up by a test: slow, hostile or broken ones.

use std::sync::Arc;

use footnote::answer::{Answer, Citation, Library, Status};
use footnote::discord::{Answers, DiscordSettings, Limits, run};
use footnote::question::Ask;
use footnote::settings::Shards;
use footnote::state::State;
use footnote::text::Span;

use super::server::{Discord, TOKEN};

/// A bot in this process; it ends with the test.
pub struct StandIn(tokio::task::JoinHandle<()>);

impl StandIn {
    /// Connects, and answers each question with what `answer` makes of it.
    pub async fn start(discord: &Discord, answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        Self::with_context(discord, move |question, _| answer(question)).await
    }

    /// The same, of the question and those before it.
    pub async fn with_context(
        discord: &Discord,
        answer: impl Fn(&str, &[String]) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self::with_settings(discord, settings(Some(discord.url()), None), answer).await
    }

    /// The same by way of an HTTP client, as if it were the internet.
    pub async fn through(
        discord: &Discord,
        client: reqwest::Client,
        answer: impl Fn(&str) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let settings = settings(None, Some(client));
        Self::with_settings(discord, settings, move |question, _| answer(question)).await
    }

    async fn with_settings(
        discord: &Discord,
        settings: DiscordSettings,
        answer: impl Fn(&str, &[String]) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let state = Arc::new(State::in_memory().expect("memory"));
        let running = tokio::spawn(async move {
            run(settings, Arc::new(Made(Arc::new(answer))), state).await.expect("the bot runs");
        });
        discord.ready().await;
        Self(running)
    }
}

fn settings(proxy: Option<String>, client: Option<reqwest::Client>) -> DiscordSettings {
    let (limits, shards) = (Limits::default(), Shards::Auto);
    let direct_tags = Vec::new();
    DiscordSettings { token: TOKEN.into(), proxy, client, limits, direct_tags, shards, health: None }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.0.abort();
    }
}

struct Made<F>(Arc<F>);

impl<F: Fn(&str, &[String]) -> Answer + Send + Sync + 'static> Answers for Made<F> {
    fn part(&self, _tags: &[String]) -> Arc<dyn Answers> {
        Arc::new(Self(Arc::clone(&self.0)))
    }

    fn ask(&self, ask: &Ask) -> Answer {
        (self.0)(&ask.question, &ask.context)
    }
}

/// An answer that quotes `words`, all of them marked.
pub fn quoting(words: &str) -> Answer {
    let span = Span::new(0, words.len());
    Answer {
        question: words.to_owned(),
        status: Status::Answered,
        figures: Vec::new(),
        spans: vec![words.to_owned()],
        derivation: None,
        counted: Vec::new(),
        citations: vec![Citation {
            document: "a.md".to_owned(),
            title: words.to_owned(),
            date: None,
            source: Some(words.to_owned()),
            section: words.to_owned(),
            page: None,
            url: Some("https://a.example/report".to_owned()),
            quote: words.to_owned(),
            span,
            marks: vec![span],
            row: Vec::new(),
            beside: vec![words.to_owned()],
        }],
        conflicts: Vec::new(),
        near_misses: Vec::new(),
        reason: words.to_owned(),
        library: Library::default(),
        id: "7F3K2M".to_owned(),
        elapsed_us: 1,
    }
}
