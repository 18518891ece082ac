//! The program: arguments to a command, the command to a library call, its result to an exit status.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use footnote::answer::Engine;
use footnote::cli::{self, Arguments, Bot};
use footnote::discord::{self, DiscordSettings};
use footnote::settings::BotSettings;
use secrecy::SecretString;

fn main() -> ExitCode {
    let bot = Bot { serve, registration: discord::commands::registration };
    cli::run(&Arguments::parse(), &bot)
}

/// Serves questions from Discord on a runtime of its own until the program is told to stop.
fn serve(settings: BotSettings, token: SecretString, engine: Arc<Engine>) -> anyhow::Result<()> {
    let workers = std::thread::available_parallelism().map_or(2, usize::from).max(2);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build()?;
    let ended = runtime.block_on(discord::run(DiscordSettings { token, proxy: settings.proxy }, engine));
    // A shard of serenity may spin on a closed socket for good; the program does not wait for it.
    runtime.shutdown_background();
    ended
}
