//! From a command to its exit status.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::CommandFactory;
use secrecy::SecretString;

use super::arguments::{Arguments, Command, DiscordCommand};
use super::library::Library;
use super::places::{self, Places};
use super::{ask, desk, eval, failure, figures, index, kept, logging, prompt, series, status, streams};
use crate::answer::Engine;
use crate::settings::{BotSettings, Settings};

/// The other shell, as far as the command line starts it.
pub struct Bot {
    /// Serves questions from Discord until it is told to stop.
    pub serve: fn(Service) -> anyhow::Result<()>,
    /// The command registration as it is sent to Discord.
    pub registration: fn() -> serde_json::Value,
}

/// What the other shell serves, and with what.
pub struct Service {
    pub settings: BotSettings,
    pub token: SecretString,
    pub engine: Arc<Engine>,
    /// The file of what is remembered besides the index.
    pub state: PathBuf,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    NothingFound,
    Failed,
}

const TOKEN: &str = "DISCORD_TOKEN";
const PROXY: &str = "FOOTNOTE_DISCORD_PROXY";

/// Runs the command and says on standard error why it failed.
#[must_use]
pub fn run(typed: &Arguments, bot: &Bot) -> ExitCode {
    let outcome = match dispatch(typed, bot) {
        Ok(outcome) => outcome,
        Err(error) if failure::is_hang_up(&error) => Outcome::Done,
        Err(error) => {
            streams::remark(&failure::describe(&error));
            Outcome::Failed
        }
    };
    ExitCode::from(outcome as u8)
}

fn dispatch(typed: &Arguments, bot: &Bot) -> anyhow::Result<Outcome> {
    match &typed.command {
        Some(Command::Completions { shell }) => return completions(*shell),
        Some(Command::Man) => return manual(),
        Some(Command::Discord(DiscordCommand::Commands)) => return registration(bot),
        _ => {}
    }
    let settings = places::settings(&typed.places)?;
    let places = Places::new(&typed.places, &settings);
    let serves = match typed.command {
        Some(Command::Serve) => true,
        None => token_in_environment().is_some(),
        _ => false,
    };
    logging::start(&settings.log, if serves { "warn,footnote=info" } else { "error" })?;
    match &typed.command {
        _ if serves => serve(settings, &places, bot),
        Some(Command::Index(typed)) => index::run(typed, &places),
        Some(Command::Ask(typed)) => ask::run(typed, &places),
        Some(Command::Figures(typed)) => figures::run(typed, &places),
        Some(Command::Series(typed)) => series::run(typed, &places),
        Some(Command::Compare(typed)) => desk::compare(typed, &places),
        Some(Command::Sources(typed)) => desk::sources(typed, &places),
        Some(Command::Timeline(typed)) => desk::timeline(typed, &places),
        Some(Command::Check { file }) => desk::check(file, &places),
        Some(Command::Unanswered(typed)) => kept::unanswered(*typed, &places),
        Some(Command::Feedback(typed)) => kept::feedback(*typed, &places),
        Some(Command::Eval(typed)) => eval::run(typed, &places),
        Some(Command::Status(typed)) => status::run(*typed, &places),
        _ => prompt::run(&places),
    }
}

fn serve(settings: Settings, places: &Places, bot: &Bot) -> anyhow::Result<Outcome> {
    let mut settings = settings.discord;
    settings.proxy = std::env::var(PROXY).ok().filter(|proxy| !proxy.is_empty()).or(settings.proxy);
    let token = settings.token(token_in_environment())?;
    let library = Library::open(places)?;
    (bot.serve)(Service { settings, token, engine: library.engine, state: places.state.clone() })?;
    Ok(Outcome::Done)
}

fn token_in_environment() -> Option<String> {
    std::env::var(TOKEN).ok().filter(|token| !token.trim().is_empty())
}

fn registration(bot: &Bot) -> anyhow::Result<Outcome> {
    streams::print(&serde_json::to_string_pretty(&(bot.registration)())?)?;
    Ok(Outcome::Done)
}

fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "footnote", &mut script);
    streams::print(String::from_utf8_lossy(&script).trim_end())?;
    Ok(Outcome::Done)
}

fn manual() -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    streams::print(String::from_utf8_lossy(&page).trim_end())?;
    Ok(Outcome::Done)
}
