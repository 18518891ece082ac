use std::net::SocketAddr;

use secrecy::SecretString;

use super::limits::Limits;
use crate::settings::Shards;

/// How to reach Discord.
#[derive(Debug, Clone)]
pub struct DiscordSettings {
    pub token: SecretString,
    /// Where the HTTP API is instead of `https://discord.com`: a proxy, or the tests' own Discord. Discord's rate limits
    /// are then the proxy's business; a 429 from it is waited out.
    pub proxy: Option<String>,
    /// An HTTP client in the place of the usual one: for tests that stand between the bot and Discord. No setting of a
    /// file or the environment leads here.
    pub client: Option<reqwest::Client>,
    pub limits: Limits,
    /// The tags of the part of the library that is seen outside of servers; none for the whole.
    pub direct_tags: Vec<String>,
    pub shards: Shards,
    /// Where health and metrics are told, if anywhere.
    pub health: Option<SocketAddr>,
}
