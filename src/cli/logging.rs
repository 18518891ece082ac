//! The log, on standard error.

use anyhow::Context;
use tracing_subscriber::EnvFilter;

use crate::settings::LogSettings;

/// Starts the log. The filter is that of `FOOTNOTE_LOG`, `RUST_LOG`, the settings, or else `otherwise`.
///
/// # Errors
/// When the filter in force cannot be read.
pub(super) fn start(settings: &LogSettings, otherwise: &str) -> anyhow::Result<()> {
    let (named, filter) = ["FOOTNOTE_LOG", "RUST_LOG"]
        .into_iter()
        .find_map(|name| Some((name, std::env::var(name).ok().filter(|filter| !filter.is_empty())?)))
        .or_else(|| Some(("`filter` under [log] in the settings", settings.filter.clone()?)))
        .unwrap_or(("the default", otherwise.to_owned()));
    let filter = EnvFilter::try_new(&filter).with_context(|| {
        format!("{named} is no log filter: `{filter}`\nwrite a level like info, or footnote=debug")
    })?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(
            super::streams::is_watched() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty()),
        )
        .log_internal_errors(false);
    log.try_init().map_err(|error| anyhow::anyhow!("cannot start the log: {error}"))
}
