//! Settings: one TOML file and the environment, in one struct.
//!
//! `footnote.toml` becomes [`Settings`]; relative paths in it count from its own folder. The rule: an unknown key is
//! refused by file, line and name, and the bot's token never prints.
//!
//! ```
//! use footnote::settings::Settings;
//! let settings = Settings::parse("corpus = \"reports\"", "footnote.toml".as_ref()).expect("the key is known");
//! assert_eq!(settings.corpus, Some("reports".into()));
//!
//! let refused = Settings::parse("corpsu = \"reports\"", "footnote.toml".as_ref()).expect_err("the key is unknown");
//! assert!(refused.to_string().starts_with("`footnote.toml`, line 1: unknown key `corpsu`"));
//! ```

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Everything `footnote.toml` can say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The folder of reports.
    pub corpus: Option<PathBuf>,
    /// The folder of the index.
    pub index: Option<PathBuf>,
    /// The file of answers, feedback and server settings.
    pub state: Option<PathBuf>,
    pub log: LogSettings,
    pub discord: BotSettings,
}

/// What is logged.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSettings {
    /// A level or a filter: `info`, `footnote=debug,serenity=warn`. `FOOTNOTE_LOG` and `RUST_LOG` win over it.
    pub filter: Option<String>,
}

/// How the bot reaches Discord.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BotSettings {
    /// A file that holds the bot's token and nothing else; `DISCORD_TOKEN` wins over it.
    pub token_file: Option<PathBuf>,
    /// Where the HTTP API is instead of `https://discord.com`, such as a proxy: `http://127.0.0.1:8080`.
    /// `FOOTNOTE_DISCORD_PROXY` wins over it.
    pub proxy: Option<String>,
    /// How many questions one person may ask in a minute; 0 sets no limit.
    pub person_a_minute: usize,
    /// How many questions may be asked in one server in a minute; 0 sets no limit.
    pub server_a_minute: usize,
    /// The tags of the reports that may be asked for in direct messages; all where there are none.
    pub direct_tags: Vec<String>,
    /// Which shards this process runs: `auto`, or `0-3/16` for one of several processes.
    pub shards: Shards,
    /// Where the bot tells how it does, over HTTP; nowhere unless it is set.
    #[serde(deserialize_with = "address")]
    pub health: Option<SocketAddr>,
}

fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SocketAddr>, D::Error> {
    let address = String::deserialize(deserializer)?.parse();
    address.map(Some).map_err(|_| D::Error::custom("write an address and a port, like `127.0.0.1:9090`"))
}

/// Which part of the gateway a process serves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Shards {
    /// All, as many as Discord wants.
    #[default]
    Auto,
    /// From `first` to `last`, of `total` in all.
    Range { first: u32, last: u32, total: u32 },
}

impl TryFrom<String> for Shards {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const WANTED: &str = "write `auto`, or a range like `0-3/16`: the first and the last shard, and how many there are in all";
        if text == "auto" {
            return Ok(Self::Auto);
        }
        let numbers = text.split_once('/').and_then(|(range, total)| {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            Some((first.trim().parse().ok()?, last.trim().parse().ok()?, total.trim().parse().ok()?))
        });
        match numbers {
            Some((first, last, total)) if first <= last && last < total => {
                Ok(Self::Range { first, last, total })
            }
            _ => Err(WANTED),
        }
    }
}

impl Default for BotSettings {
    fn default() -> Self {
        Self {
            token_file: None,
            proxy: None,
            person_a_minute: 20,
            server_a_minute: 300,
            direct_tags: Vec::new(),
            shards: Shards::Auto,
            health: None,
        }
    }
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("cannot read the settings file `{}`", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("`{}`, line {line}: {problem}\nfootnote.example.toml shows every key", path.display())]
    Malformed { path: PathBuf, line: usize, problem: String },
    #[error(
        "there is no bot token\nset DISCORD_TOKEN, or name a file that holds it as `token_file` under [discord]"
    )]
    NoToken,
    #[error("cannot read the bot token from `{}`, the `token_file` of [discord]", path.display())]
    UnreadableToken { path: PathBuf, source: std::io::Error },
}

impl Settings {
    /// Loads the settings in a file.
    ///
    /// # Errors
    /// When the file cannot be read, or holds an unknown key or a value of the wrong type.
    pub fn load(path: &Path) -> Result<Self, SettingsError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| SettingsError::Unreadable { path: path.to_owned(), source })?;
        Self::parse(&text, path)
    }

    /// Parses the text of a settings file; `path` names it in errors, and its folder is what relative paths count from.
    ///
    /// # Errors
    /// Names file, line and key of what is unknown or of the wrong type; the value is never repeated, it could be a
    /// secret in the wrong place.
    pub fn parse(text: &str, path: &Path) -> Result<Self, SettingsError> {
        let mut settings: Self = toml::from_str(text).map_err(|error| malformed(text, path, &error))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let Self { corpus, index, state, discord, .. } = &mut settings;
        let named = [corpus, index, state, &mut discord.token_file];
        for place in named.into_iter().flatten() {
            *place = folder.join(&*place);
        }
        Ok(settings)
    }
}

impl BotSettings {
    /// The bot's token: `from_environment` if it is not blank, or else what `token_file` holds.
    ///
    /// # Errors
    /// When neither is there, or the file cannot be read.
    pub fn token(&self, from_environment: Option<String>) -> Result<SecretString, SettingsError> {
        if let Some(token) = from_environment.as_deref().and_then(not_blank) {
            return Ok(token);
        }
        let path = self.token_file.as_deref().ok_or(SettingsError::NoToken)?;
        let held = std::fs::read_to_string(path)
            .map_err(|source| SettingsError::UnreadableToken { path: path.to_owned(), source })?;
        not_blank(&held).ok_or(SettingsError::NoToken)
    }
}

fn not_blank(token: &str) -> Option<SecretString> {
    let token = token.trim();
    (!token.is_empty()).then(|| token.into())
}

fn malformed(text: &str, path: &Path, error: &toml::de::Error) -> SettingsError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let problem = problem(error.message(), &key_at(text, line));
    SettingsError::Malformed { path: path.to_owned(), line, problem }
}

/// The parser's message with the key named and any value left out.
fn problem(message: &str, key: &str) -> String {
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return format!("unknown key {rest}");
    }
    match message.rsplit_once(", expected ") {
        Some((_, expected)) => format!("`{key}` is not what belongs there, expected {expected}"),
        None => format!("`{key}` cannot be read: {}", message.lines().next().unwrap_or_default()),
    }
}

/// The key that a line sets, with its table: `discord.token_file`.
fn key_at(text: &str, line: usize) -> String {
    let lines: Vec<&str> = text.lines().take(line).collect();
    let Some((last, above)) = lines.split_last() else { return String::new() };
    let key = last.split('=').next().unwrap_or_default().trim();
    let table = above.iter().rev().find_map(|line| line.trim().strip_prefix('[')?.split(']').next());
    match table {
        Some(table) if !key.starts_with('[') => format!("{table}.{key}"),
        _ => key.trim_matches(['[', ']']).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[track_caller]
    fn refused(text: &str, expected: &str) {
        let error = Settings::parse(text, Path::new("conf/footnote.toml")).expect_err("it is wrong");
        assert_eq!(error.to_string().lines().next(), Some(expected));
    }

    #[test]
    fn mistakes_are_named_by_file_line_and_key() {
        refused(
            "colour = 1",
            "`conf/footnote.toml`, line 1: unknown key `colour`, expected one of `corpus`, `index`, `state`, `log`, `discord`",
        );
        refused(
            "[discord]\n\ntoken = \"geheim\"",
            "`conf/footnote.toml`, line 3: unknown key `token`, expected one of `token_file`, `proxy`, `person_a_minute`, `server_a_minute`, `direct_tags`, `shards`, `health`",
        );
        refused(
            "[log]\nfilter = 3",
            "`conf/footnote.toml`, line 2: `log.filter` is not what belongs there, expected a string",
        );
        for address in ["9090", "localhost:9090", "127.0.0.1", "127.0.0.1:99999"] {
            refused(
                &format!("[discord]\nhealth = \"{address}\""),
                "`conf/footnote.toml`, line 2: `discord.health` cannot be read: write an address and a port, like `127.0.0.1:9090`",
            );
        }
    }

    #[test]
    fn shards_are_all_or_a_range() {
        let shards = |text: &str| Shards::try_from(text.to_owned());
        assert_eq!(shards("auto"), Ok(Shards::Auto));
        assert_eq!(shards("0-3/16"), Ok(Shards::Range { first: 0, last: 3, total: 16 }));
        assert_eq!(shards("2/4"), Ok(Shards::Range { first: 2, last: 2, total: 4 }));
        for wrong in ["", "4", "3-1/4", "0-4/4", "a-b/c", "-1/2"] {
            assert!(shards(wrong).is_err(), "{wrong}");
        }
        let text = "[discord]\nshards = \"3-1/4\"";
        let error = Settings::parse(text, Path::new("footnote.toml")).expect_err("it is wrong").to_string();
        assert!(error.contains("line 2: `discord.shards` cannot be read: write `auto`"), "{error}");
    }

    #[test]
    fn a_value_is_never_repeated() {
        for text in [
            "discord = \"geheim\"",
            "discord = geheim",
            "[discord]\ntoken = \"geheim\"",
            "[log]\nfilter = [\"geheim\"]",
        ] {
            let error = Settings::parse(text, Path::new("footnote.toml")).expect_err("it is wrong");
            assert!(!error.to_string().contains("geheim"), "{error}");
        }
    }

    #[test]
    fn paths_count_from_the_folder_of_the_file() {
        let text = "corpus = \"reports\"\nindex = \"/srv/index\"";
        let settings = Settings::parse(text, Path::new("conf/footnote.toml")).expect("both are known");
        assert_eq!(settings.corpus, Some("conf/reports".into()));
        assert_eq!(settings.index, Some("/srv/index".into()));
    }

    #[test]
    fn the_environment_wins_over_the_token_file() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let file = folder.path().join("token");
        std::fs::write(&file, "from-file\n").expect("a file for the test");
        let discord = BotSettings { token_file: Some(file), ..BotSettings::default() };
        let token = |environment: Option<&str>| {
            let token = discord.token(environment.map(str::to_owned)).expect("a token");
            token.expose_secret().to_owned()
        };
        assert_eq!(token(Some("from-environment")), "from-environment");
        assert_eq!(token(Some("  ")), "from-file");
        assert_eq!(token(None), "from-file");
    }

    #[test]
    fn without_a_token_the_message_says_what_to_set() {
        let error = BotSettings::default().token(None).expect_err("there is none");
        assert!(error.to_string().contains("DISCORD_TOKEN"));
    }
}
