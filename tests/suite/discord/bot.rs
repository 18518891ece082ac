//! The real program, started against a [`Discord`].

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::server::{Discord, TOKEN};

/// A running bot; it is killed when the test lets go of it.
pub struct Bot {
    child: Child,
    folder: TempDir,
}

const REPORT: &str = "\
---
title: Zeta Instruments reports its third quarter
date: 2025-10-30
---

Zeta Instruments, an invented company, reported revenue of 39.824 billion yuan for the quarter ended September 30, 2025, \
up 34% year over year.

> @everyone **Zeta** says: see https://evil.example and `rm`, <@1> <t:0:R>
";

/// A bot over the usual report, connected.
pub async fn started() -> (Discord, Bot) {
    let discord = Discord::start().await;
    let bot = Bot::start(&discord);
    discord.ready().await;
    (discord, bot)
}

impl Bot {
    /// Starts it with the right token.
    pub fn start(discord: &Discord) -> Self {
        Self::with_token(discord, TOKEN)
    }

    pub fn with_token(discord: &Discord, token: &str) -> Self {
        Self::with(discord, token, "")
    }

    /// Starts it with a settings file.
    pub fn with_settings(discord: &Discord, settings: &str) -> Self {
        Self::with(discord, TOKEN, settings)
    }

    /// Starts it with these reports besides the usual one.
    pub fn with_reports(discord: &Discord, reports: &[(String, String)]) -> Self {
        Self::made(discord, TOKEN, "", reports)
    }

    /// Starts it with both.
    pub fn with_settings_and_reports(
        discord: &Discord,
        settings: &str,
        reports: &[(String, String)],
    ) -> Self {
        Self::made(discord, TOKEN, settings, reports)
    }

    /// What another command of the program says meanwhile, over the same library.
    pub fn runs(&self, arguments: &[&str]) -> String {
        let output = program(self.folder.path()).args(arguments).output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("results are UTF-8")
    }

    fn with(discord: &Discord, token: &str, settings: &str) -> Self {
        Self::made(discord, token, settings, &[])
    }

    fn made(discord: &Discord, token: &str, settings: &str, reports: &[(String, String)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let corpus = folder.path().join("corpus");
        std::fs::create_dir(&corpus).expect("a new folder");
        std::fs::write(corpus.join("zeta.md"), REPORT).expect("a new file");
        for (name, text) in reports {
            std::fs::write(corpus.join(name), text).expect("a new file");
        }
        std::fs::write(folder.path().join("footnote.toml"), settings).expect("a new file");
        let child = child(discord, token, folder.path());
        Self { child, folder }
    }

    /// Stops it, and starts it again with what it has left behind.
    pub async fn restart(&mut self, discord: &Discord) {
        self.terminate();
        self.ended().await;
        let before = discord.state().identifies.len();
        self.child = child(discord, TOKEN, self.folder.path());
        discord
            .until("the bot to be back", |state| {
                (state.identifies.len() > before && state.socket.is_some()).then_some(())
            })
            .await;
    }

    /// What it has logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).expect("the log can be read")
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop.
    pub fn terminate(&self) {
        let id = self.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().expect("`kill` runs");
        assert!(told.success(), "the bot is running");
    }

    /// Waits for its end.
    pub async fn ended(&mut self) -> ExitStatus {
        let since = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("its own child") {
                return status;
            }
            assert!(since.elapsed() < Duration::from_secs(20), "the bot does not end:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until it has logged something.
    pub async fn logs(&self, words: &str) {
        let since = Instant::now();
        while !self.log().contains(words) {
            assert!(
                since.elapsed() < Duration::from_secs(20),
                "`{words}` is not in the log:\n{}",
                self.log()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The file of what it remembers.
    pub fn state_file(&self) -> PathBuf {
        self.folder.path().join("footnote.db")
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}

fn child(discord: &Discord, token: &str, folder: &Path) -> Child {
    let log = File::options().create(true).append(true).open(folder.join("log")).expect("a log");
    program(folder)
        .arg("serve")
        .env("DISCORD_TOKEN", token)
        .env("FOOTNOTE_DISCORD_PROXY", discord.url())
        .env("FOOTNOTE_LOG", "info")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .expect("the program starts")
}

fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_footnote"));
    program
        .current_dir(folder)
        .env("FOOTNOTE_CORPUS", folder.join("corpus"))
        .env("FOOTNOTE_INDEX", folder.join("index"));
    program
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let log = self.log();
        if std::thread::panicking() {
            eprintln!("the bot's log:\n{log}");
            return;
        }
        assert!(
            !log.contains("could not be read and is passed over"),
            "serenity did not know an event:\n{log}"
        );
        assert!(!log.contains(TOKEN), "the token was logged:\n{log}");
        assert!(!log.contains("panicked"), "the bot panicked:\n{log}");
    }
}
