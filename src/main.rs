//! The program: arguments to a command, the command to a library call, its result to an exit status.

use std::process::ExitCode;

use clap::Parser;
use footnote::cli::{self, Arguments, Bot};

fn main() -> ExitCode {
    let bot = Bot {
        serve: |_settings, _token, _engine| anyhow::bail!("the bot is not in this version yet"),
        registration: || serde_json::Value::Array(Vec::new()),
    };
    cli::run(&Arguments::parse(), &bot)
}
