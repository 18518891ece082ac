//! A minute of questions from Discord: `cargo bench --bench load`, or with `--profile dev` without a release build.
//!
//! The Discord of the tests sends interactions to the real program over loopback. `FOOTNOTE_BENCH_RATE` sets how many a
//! second, `FOOTNOTE_BENCH_SECONDS` for how long; 200 for 60 unless told. Printed are the times until the
//! acknowledgement, what was late or lost, and the program's memory on the way. It rises by some 4 MB in the first three
//! minutes, until the caches of what is remembered are full, and stays there: look at `FOOTNOTE_BENCH_SECONDS=240`.

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

use std::time::{Duration, Instant};

use bot::Bot;
use serde_json::json;
use server::{Discord, Kind};
use tokio::time::MissedTickBehavior;

const UNLIMITED: &str = "[discord]\nperson_a_minute = 0\nserver_a_minute = 0\n";
/// So many people take turns.
const ASKERS: u64 = 500;
/// When Discord gives up.
const LATE: Duration = Duration::from_secs(3);
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
async fn main() {
    let (rate, seconds) = (told("FOOTNOTE_BENCH_RATE", 200), told("FOOTNOTE_BENCH_SECONDS", 60));
    let discord = Discord::start().await;
    let bot = Bot::with_settings(&discord, UNLIMITED);
    discord.ready().await;
    println!("{rate} questions a second for {seconds} s, {} build", build());
    println!("memory at the start: {}", memory(&bot));
    ask(&discord, &bot, rate, seconds).await;
    finished(&discord).await;
    println!("memory at the end: {}", memory(&bot));
    report(&discord);
}

fn told(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn build() -> &'static str {
    if cfg!(debug_assertions) { "dev" } else { "release" }
}

/// Asks at an even pace; what the pace falls behind is made up for.
async fn ask(discord: &Discord, bot: &Bot, rate: u64, seconds: u64) {
    let mut pace = tokio::time::interval(Duration::from_secs(1) / u32::try_from(rate).expect("a small rate"));
    pace.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (started, mut looked) = (Instant::now(), Duration::ZERO);
    for (number, question) in (0..rate * seconds).zip(QUESTIONS.iter().cycle()) {
        pace.tick().await;
        let asker = objects::ASKER + number % ASKERS;
        discord.interacts(Kind::Command, &objects::slash(question, None), |interaction| {
            interaction["member"]["user"]["id"] = json!(asker.to_string());
        });
        if started.elapsed() > looked + LOOK {
            looked += LOOK;
            println!("memory after {} s: {}", looked.as_secs(), memory(bot));
        }
    }
    println!("asked in {:.2?}", started.elapsed());
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

fn report(discord: &Discord) {
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
}

/// The resident memory of the program, where the system tells it.
fn memory(bot: &Bot) -> String {
    let status = std::fs::read_to_string(format!("/proc/{}/status", bot.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or("not known on this system", str::trim).to_owned()
}
