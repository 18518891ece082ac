//! Replies as the bodies of Discord requests.
//!
//! The rule: every body that can carry words says whom it may ping, and that is nobody.

use serde_json::{Value, json};
use serenity::builder::{
    CreateAllowedMentions, CreateEmbed, CreateEmbedFooter, CreateInteractionResponse,
    CreateInteractionResponseMessage, CreateMessage, EditInteractionResponse,
};
use serenity::model::channel::{MessageReference, Nonce};
use serenity::model::id::{ChannelId, MessageId};

use super::components::{Modal, builders, fit};
use super::reply::{File, Reply};
use crate::render::Embed;
use crate::render::limits::width;

/// What a request carries.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub json: Value,
    pub files: Vec<File>,
}

impl From<Value> for Body {
    fn from(json: Value) -> Self {
        Self { json, files: Vec::new() }
    }
}

/// The direct answer to an interaction.
pub(super) fn response(reply: &Reply, private: bool) -> Body {
    let body = CreateInteractionResponse::Message(interaction_message(reply).ephemeral(private));
    with_files(plain(&body), reply, &["data"])
}

/// A message after the answer to an interaction, for who began it alone.
pub(super) fn private(reply: &Reply) -> Body {
    with_files(plain(&interaction_message(reply).ephemeral(true)), reply, &[])
}

/// The direct answer to a press that puts another message in the place of the one that was pressed.
pub(super) fn update(reply: &Reply) -> Body {
    // What is left out stays as it was.
    let mut body = plain(&CreateInteractionResponse::UpdateMessage(interaction_message(reply)));
    if !turns(reply) {
        body["data"]["content"] = json!(reply.message.content);
    }
    body["data"]["attachments"] = json!([]);
    whole(&mut body["data"]);
    with_files(body, reply, &["data"])
}

/// The promise of a later answer; whether it is private is settled by it.
pub(super) fn deferral(private: bool) -> Body {
    let body = CreateInteractionResponseMessage::new().ephemeral(private);
    plain(&CreateInteractionResponse::Defer(body)).into()
}

/// The promise of a later message in the place of the one that was pressed.
pub(super) fn acknowledgement() -> Body {
    json!({"type": 6}).into()
}

/// What somebody may choose while they type.
pub(super) fn choices(offered: &[String]) -> Body {
    const CHOICES: usize = 25;
    const NAME: usize = 100;
    let choices = offered.iter().filter(|name| !name.trim().is_empty() && width(name) <= NAME);
    let choices = choices.take(CHOICES).map(|name| json!({"name": name, "value": name}));
    json!({"type": 8, "data": {"choices": choices.collect::<Vec<_>>()}}).into()
}

pub(super) fn modal(modal: &Modal) -> Body {
    plain(&CreateInteractionResponse::Modal(modal.builder())).into()
}

/// The answer that takes the place of a deferral, or of an earlier answer.
pub(super) fn edit(reply: &Reply) -> Body {
    let message = &reply.message;
    let mut body = EditInteractionResponse::new()
        .content(&message.content)
        .allowed_mentions(nobody())
        .components(builders(&reply.rows));
    if let Some(embed) = &message.embed {
        body = body.embed(builder(embed));
    }
    let mut body = plain(&body);
    // What is left out would stay: a file of the answer before.
    body["attachments"] = json!([]);
    whole(&mut body);
    with_files(body, reply, &[])
}

/// The same for a press whose direct answer was a promise.
pub(super) fn late_update(reply: &Reply) -> Body {
    let mut body = edit(reply);
    if turns(reply)
        && let Some(members) = body.json.as_object_mut()
    {
        members.remove("content");
    }
    body
}

/// Whether it is another page: the words over it, such as for whom it was posted, hold for every page.
fn turns(reply: &Reply) -> bool {
    reply.message.embed.is_some() && reply.message.content.is_empty()
}

/// A reply to a message. Sent twice, Discord shows it once: the nonce is the question's id.
pub(super) fn reply(reply: &Reply, channel: ChannelId, question: MessageId) -> Body {
    let reference = MessageReference::from((channel, question)).fail_if_not_exists(false);
    let body = message(reply)
        .reference_message(reference)
        .nonce(Nonce::String(question.to_string()))
        .enforce_nonce(true);
    with_files(plain(&body), reply, &[])
}

/// A message of its own, in a thread or a direct channel.
pub(super) fn post(reply: &Reply, question: MessageId) -> Body {
    let body = message(reply).nonce(Nonce::String(question.to_string())).enforce_nonce(true);
    with_files(plain(&body), reply, &[])
}

/// A thread under a question, named after it.
pub(super) fn thread(question: &str) -> Body {
    const NAME: usize = 100;
    let (name, _) = crate::render::printable(question, &[]);
    // A name shows mentions as the numbers that they are written with.
    let is_shown = |word: &&str| !(word.starts_with('<') && word.ends_with('>'));
    let name = name.split_whitespace().filter(is_shown).collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { "?" } else { &name };
    json!({"name": fit(name, NAME), "auto_archive_duration": 1440}).into()
}

fn message(reply: &Reply) -> CreateMessage {
    let mut body = CreateMessage::new().allowed_mentions(nobody()).components(builders(&reply.rows));
    if !reply.message.content.is_empty() {
        body = body.content(&reply.message.content);
    }
    if let Some(embed) = &reply.message.embed {
        body = body.embed(builder(embed));
    }
    body
}

fn interaction_message(reply: &Reply) -> CreateInteractionResponseMessage {
    let mut body =
        CreateInteractionResponseMessage::new().allowed_mentions(nobody()).components(builders(&reply.rows));
    if !reply.message.content.is_empty() {
        body = body.content(&reply.message.content);
    }
    if let Some(embed) = &reply.message.embed {
        body = body.embed(builder(embed));
    }
    body
}

/// Says that there is no embed and no control where there is none.
fn whole(body: &mut Value) {
    for list in ["embeds", "components"] {
        if !body[list].is_array() {
            body[list] = json!([]);
        }
    }
}

/// All files go with the message; `within` is where the message stands in the body.
fn with_files(mut json: Value, reply: &Reply, within: &[&str]) -> Body {
    if reply.files.is_empty() {
        return json.into();
    }
    let message = within.iter().fold(&mut json, |body, part| &mut body[*part]);
    let attachment = |(number, file): (usize, &File)| {
        let mut attachment = json!({"id": number.to_string(), "filename": file.name});
        if !file.description.is_empty() {
            attachment["description"] = json!(fit(&file.description, 1024));
        }
        attachment
    };
    message["attachments"] = reply.files.iter().enumerate().map(attachment).collect();
    Body { json, files: reply.files.clone() }
}

fn nobody() -> CreateAllowedMentions {
    CreateAllowedMentions::new().replied_user(false)
}

fn builder(embed: &Embed) -> CreateEmbed {
    let mut body = CreateEmbed::new().color(embed.color);
    if !embed.title.is_empty() {
        body = body.title(&embed.title);
    }
    if !embed.description.is_empty() {
        body = body.description(&embed.description);
    }
    if !embed.footer.is_empty() {
        body = body.footer(CreateEmbedFooter::new(&embed.footer));
    }
    if let Some(url) = &embed.url {
        body = body.url(url);
    }
    body.fields(embed.fields.iter().map(|field| (&field.name, &field.value, false)))
}

fn plain(body: &impl serde::Serialize) -> Value {
    serde_json::to_value(body).expect("request bodies are plain data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_is_named_after_the_words_of_its_question() {
        let name = |question| thread(question).json["name"].clone();
        assert_eq!(name("<@5> revenue,\n<#6>  please?"), json!("revenue, please?"));
        for nothing in ["", " \u{200b} ", "<@5>"] {
            assert_eq!(name(nothing), json!("?"), "{nothing}");
        }
    }
}
