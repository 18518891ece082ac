//! What was typed, as clap reads it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Answers questions about a library of reports with the figure, its period and the passage it stands in.
///
/// Without a command: connects to Discord when DISCORD_TOKEN is set, opens a prompt otherwise.
#[derive(Debug, Clone, Parser)]
#[command(name = "footnote", version, propagate_version = true, after_help = EXIT_STATUS)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) places: PlaceArguments,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const EXIT_STATUS: &str = "Exit status: `ask` 0 answered, 1 nothing found, 2 failed; every other command 0 done, 2 failed, \
     `eval` also when the set falls short of --against or --least.";

/// Where corpus, index and settings are.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct PlaceArguments {
    /// The folder of reports [default: what the index was built from, or corpus]
    #[arg(long, global = true, value_name = "DIR", env = "FOOTNOTE_CORPUS", hide_env_values = true)]
    pub corpus: Option<PathBuf>,
    /// The folder of the index [default: index]
    #[arg(long, global = true, value_name = "DIR", env = "FOOTNOTE_INDEX", hide_env_values = true)]
    pub index: Option<PathBuf>,
    /// The file of the bot's answers, feedback and server settings [default: footnote.db beside the index]
    #[arg(long, global = true, value_name = "FILE", env = "FOOTNOTE_STATE", hide_env_values = true)]
    pub state: Option<PathBuf>,
    /// The settings file [default: footnote.toml if it is there]
    #[arg(long, global = true, value_name = "FILE", env = "FOOTNOTE_CONFIG", hide_env_values = true)]
    pub config: Option<PathBuf>,
}

/// What to do.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Bring the index up to date with the corpus
    Index(IndexArguments),
    /// Answer a question, or a file of them
    Ask(AskArguments),
    /// Show a figure over time, as text, CSV or a picture
    Series(SeriesArguments),
    /// Compare a figure of two companies, or of two periods
    Compare(CompareArguments),
    /// List the reports of the library, newest first
    Sources(FilterArguments),
    /// List dated events, newest first
    Timeline(FilterArguments),
    /// Hold the figures of a text against the library; `-` reads standard input
    Check { file: PathBuf },
    /// Show the figures of texts or of one report
    Figures(FiguresArguments),
    /// Run the Discord bot
    Serve,
    /// What people asked the bot in vain, in every server and direct message, most often first; without names
    Unanswered(FormatArgument),
    /// Answers of the bot that were reported as wrong or found bad, in every server and direct message; without names
    Feedback(FormatArgument),
    /// Run a golden set: questions with their expected answers
    Eval(EvalArguments),
    /// What Discord is told about the bot
    #[command(subcommand)]
    Discord(DiscordCommand),
    /// What the library holds, its age and its problems
    Status(FormatArgument),
    /// Print a completion script for a shell
    Completions { shell: Shell },
    /// Print the manual page
    Man,
}

#[derive(Debug, Clone, Args)]
pub struct IndexArguments {
    /// Read every report again
    #[arg(long)]
    pub(super) rebuild: bool,
    #[command(flatten)]
    pub(super) format: FormatArgument,
}

#[derive(Debug, Clone, Args)]
pub struct AskArguments {
    /// The question, in one or more words
    #[arg(value_name = "QUESTION", required_unless_present = "batch")]
    pub(super) question: Vec<String>,
    /// Read a JSON question a line, print a JSON answer a line; `-` reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = "question")]
    pub(super) batch: Option<PathBuf>,
    #[command(flatten)]
    pub(super) format: FormatArgument,
    /// Show on standard error how the figures of the answer were read
    #[arg(long)]
    pub(super) explain: bool,
}

#[derive(Debug, Clone, Args)]
pub struct SeriesArguments {
    /// Whose figure
    pub(super) entity: String,
    /// Which figure
    pub(super) metric: String,
    /// How long the periods are [default: those with the most figures]
    #[arg(long, value_enum, value_name = "LENGTH")]
    pub(super) by: Option<By>,
    /// Write the chart to a file
    #[arg(long, value_name = "FILE")]
    pub(super) png: Option<PathBuf>,
    /// How the points are printed
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: SeriesFormat,
}

#[derive(Debug, Clone, Args)]
pub struct CompareArguments {
    /// Which figure
    pub(super) metric: String,
    /// Whose: one company with two periods, or two companies
    #[arg(long = "of", value_name = "ENTITY", required = true, num_args = 1)]
    pub(super) entities: Vec<String>,
    /// When: one period or two [default: the newest that both have]
    #[arg(long = "in", value_name = "PERIOD", num_args = 1)]
    pub(super) periods: Vec<String>,
}

#[derive(Debug, Clone, Default, Args)]
pub struct FilterArguments {
    /// Words that all must be there
    pub(super) words: Vec<String>,
    #[arg(long)]
    pub(super) company: Option<String>,
    /// Only reports with this tag
    #[arg(long)]
    pub(super) tag: Option<String>,
    #[arg(long)]
    pub(super) year: Option<i16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum By {
    Month,
    Quarter,
    Half,
    Year,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum SeriesFormat {
    #[default]
    Text,
    Json,
    Csv,
}

#[derive(Debug, Clone, Args)]
#[group(id = "source", required = true, args = ["batch", "document"])]
pub struct FiguresArguments {
    /// Read a JSON text a line, print its figures a line; `-` reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = "document")]
    pub(super) batch: Option<PathBuf>,
    /// Show one report with its figures marked, and a table of them
    #[arg(long, value_name = "PATH")]
    pub(super) document: Option<PathBuf>,
    #[command(flatten)]
    pub(super) format: FormatArgument,
}

#[derive(Debug, Clone, Args)]
pub struct EvalArguments {
    /// JSON lines (.jsonl) or `[[question]]` tables (.toml) with id, kind, question, status and what the answer must say
    pub(super) file: PathBuf,
    /// Compare with the results of an earlier run; fail when a question that was right there no longer is
    #[arg(long, value_name = "RESULTS")]
    pub(super) against: Option<PathBuf>,
    /// Keep the results: the outcome of each question, a JSON line each
    #[arg(long, value_name = "RESULTS")]
    pub(super) save: Option<PathBuf>,
    /// Fail when fewer questions in a hundred are correct
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub(super) least: Option<Decimal>,
    /// The asker's today in questions that state none [default: the machine's date]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    #[command(flatten)]
    pub(super) format: FormatArgument,
}

fn percent(typed: &str) -> Result<Decimal, String> {
    let percent: Option<Decimal> = typed.parse().ok();
    let possible = percent.filter(|percent| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent));
    possible.ok_or_else(|| "a number from 0 to 100 is needed".to_owned())
}

fn date(typed: &str) -> Result<Date, String> {
    typed.parse().map_err(|_| "write it like 2026-01-31".to_owned())
}

#[derive(Debug, Clone, Copy, Subcommand)]
pub enum DiscordCommand {
    /// Print the command registration as it is sent to Discord
    Commands,
}

#[derive(Debug, Clone, Copy, Default, Args)]
pub struct FormatArgument {
    /// For a person or for a program
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Text,
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_grammar_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_question_needs_no_quotes() {
        let typed = Arguments::parse_from(["footnote", "ask", "what", "is", "it", "--index", "x"]);
        let Some(Command::Ask(ask)) = typed.command else { panic!("it is a question") };
        assert_eq!(ask.question, ["what", "is", "it"]);
        assert_eq!(typed.places.index, Some("x".into()));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for line in [
            "ask",
            "figures",
            "ask --batch - what",
            "figures --batch a --document b",
            "index --format yaml",
            "eval a --least 101",
            "eval a --as-of today",
        ] {
            let words = ["footnote"].into_iter().chain(line.split(' '));
            assert!(Arguments::try_parse_from(words).is_err(), "{line}");
        }
    }
}
