//! The words of somebody's message: its own, those of a message that it forwards, and those framed in it.
//!
//! The rule: what a reader sees of it as text is read, once; names of people, addresses and pictures are not.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serenity::model::channel::{Embed, Message};

/// A message as it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Post {
    pub words: String,
    /// The day in UTC when the words were written: of a mere forward, the day of what it forwards.
    pub day: Option<Date>,
}

impl Post {
    /// Reads a message.
    pub fn of(message: &Message) -> Self {
        let forwarded = &message.message_snapshots;
        let own = std::iter::once(message.content.clone());
        let embeds = forwarded.iter().flat_map(|snapshot| &snapshot.embeds).chain(&message.embeds);
        let said = own.chain(forwarded.iter().map(|snapshot| snapshot.content.clone()));
        let mut parts: Vec<String> = Vec::new();
        for part in said.chain(embeds.map(framed)).map(|part| part.trim().to_owned()) {
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        }
        let first = forwarded.first().filter(|_| message.content.trim().is_empty());
        let written = first.map_or(message.timestamp, |snapshot| snapshot.timestamp);
        Self { words: parts.join("\n\n"), day: day(written.unix_timestamp()) }
    }
}

/// Title, text and fields of a frame, a line or more each.
fn framed(embed: &Embed) -> String {
    let fields = embed.fields.iter().map(|field| match (field.name.trim(), field.value.trim()) {
        // Discord demands a name; a frame without one has a blank that is no space.
        (name, value) if name.chars().any(char::is_alphanumeric) => format!("{name}: {value}"),
        (_, value) => value.to_owned(),
    });
    let words = [embed.title.clone(), embed.description.clone()].into_iter().flatten();
    words.chain(fields).filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn day(seconds: i64) -> Option<Date> {
    Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::discord::addressed::tests::message;

    fn read(changes: &Value) -> Post {
        Post::of(&message(changes))
    }

    #[test]
    fn a_frame_is_read_with_its_title_text_and_fields() {
        let embed = json!({
            "title": "Zeta reports", "description": "Revenue was 5 billion.", "url": "https://a.example",
            "author": {"name": "@somebody"}, "footer": {"text": "12:00"},
            "fields": [{"name": "Net profit", "value": "1 billion"}, {"name": "\u{200b}", "value": "more"}],
        });
        let read = read(&json!({"content": " look ", "embeds": [embed, embed]}));
        assert_eq!(read.words, "look\n\nZeta reports\nRevenue was 5 billion.\nNet profit: 1 billion\nmore");
        assert_eq!(read.day, Some(jiff::civil::date(2026, 11, 22)));
    }

    #[test]
    fn a_forward_is_read_as_of_its_own_day() {
        let snapshot = json!({"message": {
            "content": "Revenue was 5 billion last quarter.", "timestamp": "2025-11-02T12:00:00Z",
            "edited_timestamp": null, "mentions": [], "mention_roles": [], "attachments": [], "type": 0, "flags": 0,
            "embeds": [{"description": "Profit was 1 billion."}],
        }});
        let forwarded = read(&json!({"message_snapshots": [snapshot]}));
        assert_eq!(forwarded.words, "Revenue was 5 billion last quarter.\n\nProfit was 1 billion.");
        assert_eq!(forwarded.day, Some(jiff::civil::date(2025, 11, 2)));
        let with_words = read(&json!({"content": "new: 6 billion", "message_snapshots": [snapshot]}));
        assert!(with_words.words.starts_with("new: 6 billion\n\nRevenue"));
        assert_eq!(with_words.day, Some(jiff::civil::date(2026, 11, 22)));
        assert_eq!(read(&json!({})).words, "");
    }
}
