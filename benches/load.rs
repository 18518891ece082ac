//! A minute of questions from Discord: `cargo bench --bench load`, or with `--profile dev` without a release build.
//!
//! The Discord of the tests sends interactions to the real program over loopback. `FOOTNOTE_BENCH_RATE` sets how many a
//! second, `FOOTNOTE_BENCH_SECONDS` for how long; 200 for 60 unless told. Printed are the times until the
//! acknowledgement, what was late or lost, and the program's memory on the way. It rises by some 4 MB in the first three
//! minutes, until the caches of what is remembered are full, and stays there: look at `FOOTNOTE_BENCH_SECONDS=240`.
//!
//! With `FOOTNOTE_BENCH_STORM=1` Discord closes the connection every few seconds and asks to wait in between.
//!
//! It fails when a question was lost or late, when the memory grows, and, without a storm, when the acknowledgement is slow.

#![allow(dead_code, reason = "a part of the tests' Discord is enough here")]

#[path = "../tests/suite/discord/bot.rs"]
mod bot;
#[path = "../tests/suite/discord/budget.rs"]
mod budget;
#[path = "../tests/suite/discord/capture.rs"]
mod capture;
#[path = "../tests/suite/discord/gateway.rs"]
mod gateway;
#[path = "../tests/suite/discord/http.rs"]
mod http;
#[path = "../tests/suite/discord/kinds.rs"]
mod kinds;
#[path = "../tests/suite/discord/objects.rs"]
mod objects;
#[path = "../tests/suite/discord/rules.rs"]
mod rules;
#[path = "../tests/suite/discord/server.rs"]
mod server;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use bot::Bot;
use serde_json::json;
use server::{Discord, Kind, Limit, Push};
use tokio::time::MissedTickBehavior;

const UNLIMITED: &str = "[discord]\nperson_a_minute = 0\nserver_a_minute = 0\n";
/// So many people take turns.
const ASKERS: u64 = 500;
/// When Discord gives up.
const LATE: Duration = Duration::from_secs(3);
/// How soon ninety-nine in a hundred are to be acknowledged.
const SLOW: Duration = Duration::from_millis(50);
/// How much more memory than after [`LOOK`] is no growth, in kB.
const GROWTH: u64 = 32 * 1024;
/// How often a storm closes the connection, and how often it asks to wait, for how long.
const CLOSE: Duration = Duration::from_secs(4);
const LIMIT: Duration = Duration::from_millis(1500);
const WAIT: Duration = Duration::from_millis(80);
/// Codes after which a session can be resumed.
const RESUMABLE: [u16; 5] = [4000, 4001, 4002, 4005, 4008];
/// How long the last questions may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often memory is looked at.
const LOOK: Duration = Duration::from_secs(10);
const QUESTIONS: [&str; 5] = [
    "What was Zeta Instruments' revenue in the quarter ended September 30, 2025?",
    "revenue?",
    "how fast did revenue grow?",
    "What was Zeta Instruments' revenue in 1950?",
    "泽塔的营收是多少？",
];

#[tokio::main]
async fn main() -> ExitCode {
    let (rate, seconds) = (told("FOOTNOTE_BENCH_RATE", 200), told("FOOTNOTE_BENCH_SECONDS", 60));
    let is_storm = told("FOOTNOTE_BENCH_STORM", 0) > 0;
    let discord = Discord::start().await;
    let bot = Bot::with_settings(&discord, UNLIMITED);
    discord.ready().await;
    println!("{rate} questions a second for {seconds} s, {} build", build());
    let storm = is_storm.then(|| tokio::spawn(storm(discord.clone())));
    let memory = ask(&discord, &bot, rate, seconds).await;
    if let Some(storm) = storm {
        storm.abort();
    }
    finished(&discord).await;
    let mut faults = report(&discord, is_storm);
    faults.extend(grown(memory, kilobytes(&bot)));
    for fault in &faults {
        println!("FAILED: {fault}");
    }
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Closes the connection again and again, and asks to wait in between.
async fn storm(discord: Discord) {
    let (mut closes, mut limits) = (tokio::time::interval(CLOSE), tokio::time::interval(LIMIT));
    let mut codes = RESUMABLE.into_iter().cycle();
    loop {
        tokio::select! {
            _ = closes.tick() => discord.change(|state| {
                if let Some((_, socket)) = state.socket.take() {
                    let _ = socket.send(Push::Close(codes.next().expect("it goes round")));
                }
            }),
            _ = limits.tick() => discord.change(|state| {
                state.limits = vec![Limit { path: "/callback", wait: WAIT, since: None }];
            }),
        }
    }
}

fn told(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn build() -> &'static str {
    if cfg!(debug_assertions) { "dev" } else { "release" }
}

/// Asks at an even pace; what the pace falls behind is made up for. Back comes the memory after the first look.
async fn ask(discord: &Discord, bot: &Bot, rate: u64, seconds: u64) -> Option<u64> {
    let mut pace = tokio::time::interval(Duration::from_secs(1) / u32::try_from(rate).expect("a small rate"));
    pace.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (started, mut looked, mut first) = (Instant::now(), Duration::ZERO, None);
    println!("memory at the start: {}", memory(kilobytes(bot)));
    for (number, question) in (0..rate * seconds).zip(QUESTIONS.iter().cycle()) {
        pace.tick().await;
        let asker = objects::ASKER + number % ASKERS;
        discord.interacts(Kind::Command, &objects::slash(question, None), |interaction| {
            interaction["member"]["user"]["id"] = json!(asker.to_string());
        });
        if started.elapsed() > looked + LOOK {
            looked += LOOK;
            let now = kilobytes(bot);
            first = first.or(now);
            println!("memory after {} s: {}", looked.as_secs(), memory(now));
        }
    }
    println!("asked in {:.2?}", started.elapsed());
    first
}

/// Waits until every question has its reply, or the last ones have had their time.
async fn finished(discord: &Discord) {
    let since = Instant::now();
    while since.elapsed() < PATIENCE {
        if discord.state().interactions.values().all(|interaction| interaction.shown.is_some()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Back comes what is not as it should be.
fn report(discord: &Discord, is_storm: bool) -> Vec<String> {
    let state = discord.state();
    let asked = state.interactions.len();
    let lost = state.interactions.values().filter(|interaction| interaction.shown.is_none()).count();
    let mut times: Vec<Duration> =
        state.interactions.values().filter_map(|interaction| interaction.acknowledged_after).collect();
    times.sort_unstable();
    let late = asked - times.iter().filter(|time| **time <= LATE).count();
    let at = |percent: usize| {
        times.get(times.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
    };
    println!("{asked} questions: {lost} lost, {late} not acknowledged within {LATE:?}");
    println!("acknowledged after: p50 {:.2?}, p99 {:.2?}, last {:.2?}", at(50), at(99), at(100));
    let waits = state.requests.iter().filter(|request| request.status == 429).count();
    println!("sessions begun: {}, resumed: {}; 429s: {waits}", state.identifies.len(), state.resumes);
    let mut faults = Vec::new();
    if lost > 0 {
        faults.push(format!("{lost} questions were lost"));
    }
    if late > 0 {
        faults.push(format!("{late} questions were not acknowledged within {LATE:?}"));
    }
    if is_storm && (state.resumes == 0 || waits == 0) {
        faults.push("the storm did not come: no session was resumed, or nobody was told to wait".to_owned());
    }
    if !is_storm && at(99) >= SLOW {
        faults.push(format!("the p99 of the acknowledgement is {:.2?}, {SLOW:?} or more", at(99)));
    }
    faults
}

fn grown(first: Option<u64>, last: Option<u64>) -> Option<String> {
    println!("memory at the end: {}", memory(last));
    let growth = last?.saturating_sub(first?);
    (growth > GROWTH).then(|| format!("the memory grew by {growth} kB, more than {GROWTH}"))
}

/// The resident memory of the program, where the system tells it.
fn kilobytes(bot: &Bot) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", bot.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn memory(kilobytes: Option<u64>) -> String {
    kilobytes.map_or_else(|| "not known on this system".to_owned(), |kilobytes| format!("{kilobytes} kB"))
}
