use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use footnote::answer::Engine;
use footnote::discord::{self, DiscordSettings};

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(tracing_subscriber::EnvFilter::from_env("FOOTNOTE_LOG"))
        .init();
    let variable = |name: &str| std::env::var(name).ok();
    let folder = |name: &str, or: &str| PathBuf::from(variable(name).unwrap_or_else(|| or.to_owned()));
    let settings = DiscordSettings {
        token: variable("DISCORD_TOKEN").unwrap_or_default().into(),
        proxy: variable("FOOTNOTE_DISCORD_PROXY"),
    };
    let engine = Engine::open(&folder("FOOTNOTE_CORPUS", "corpus"), &folder("FOOTNOTE_INDEX", "index"));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    match runtime.block_on(discord::run(settings, Arc::new(engine.expect("an engine")))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("footnote: {error:#}");
            ExitCode::from(2)
        }
    }
}
