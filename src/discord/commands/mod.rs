//! The commands: each file describes one (`register`) and turns its input into a message (`run`).

pub mod ask;

use serde_json::Value;
use serenity::builder::CreateCommand;

/// All commands as they are sent to Discord in one bulk overwrite.
#[must_use]
pub fn registration() -> Value {
    let commands: [CreateCommand; 1] = [ask::register()];
    said(serde_json::to_value(commands).expect("commands are plain data"))
}

/// Leaves out members that say nothing; serenity writes all of them, some where Discord knows no such member.
fn said(value: Value) -> Value {
    match value {
        Value::Array(values) => values.into_iter().map(said).collect(),
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, value)| says(value))
            .map(|(key, value)| (key, said(value)))
            .collect(),
        other => other,
    }
}

fn says(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
        && value.as_array().is_none_or(|values| !values.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registration_says_no_more_than_it_must() {
        let options = registration()[0]["options"].as_array().cloned().expect("options");
        let keys =
            |at: usize| options[at].as_object().expect("an option").keys().cloned().collect::<Vec<_>>();
        assert!(keys(0).contains(&"max_length".to_owned()));
        assert_eq!(
            keys(1),
            ["description", "description_localizations", "name", "name_localizations", "type"]
        );
    }
}
