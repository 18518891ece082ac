//! The commands: each file describes one (`register`) and turns its input into a message (`run`).

pub mod ask;

use serde_json::Value;
use serenity::builder::CreateCommand;

/// All commands as they are sent to Discord in one bulk overwrite.
#[must_use]
pub fn registration() -> Value {
    let commands: [CreateCommand; 1] = [ask::register()];
    serde_json::to_value(commands).expect("commands are plain data")
}
