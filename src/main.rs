//! The program: arguments to a command, the command to a library call, its result to an exit status.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use footnote::cli::{self, Arguments, Bot, Service};
use footnote::discord::{self, DiscordSettings, Limits};
use footnote::settings::BotSettings;
use footnote::state::State;

/// A question makes many small values: the system's allocator takes a fifth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// So many questions are worked on at once: tokio's 512 threads make all of them late together and keep their memory.
const QUESTIONS_A_CORE: usize = 8;

fn main() -> ExitCode {
    let bot = Bot { serve, registration: discord::commands::registration };
    cli::run(&Arguments::parse(), &bot)
}

/// Serves questions from Discord on a runtime of its own until the program is told to stop.
fn serve(service: Service) -> anyhow::Result<()> {
    let Service { settings, token, engine, state } = service;
    let state = Arc::new(State::open(&state)?);
    let workers = std::thread::available_parallelism().map_or(2, usize::from).max(2);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(workers)
        .max_blocking_threads(workers * QUESTIONS_A_CORE)
        .enable_all()
        .build()?;
    let limits = Limits { person: settings.person_a_minute, server: settings.server_a_minute };
    let BotSettings { proxy, direct_tags, shards, health, .. } = settings;
    let settings = DiscordSettings { token, proxy, client: None, limits, direct_tags, shards, health };
    let ended = runtime.block_on(discord::run(settings, engine, state));
    // A shard of serenity may spin on a closed socket for good; the program does not wait for it.
    runtime.shutdown_background();
    ended
}
