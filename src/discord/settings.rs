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
    pub limits: Limits,
    pub shards: Shards,
    /// Where health and metrics are told, if anywhere.
    pub health: Option<SocketAddr>,
}
