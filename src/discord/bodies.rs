//! Rendered messages as the bodies of Discord requests.
//!
//! The rule: every body that can carry words says whom it may ping, and that is nobody.

use serde_json::Value;
use serenity::builder::{
    CreateAllowedMentions, CreateEmbed, CreateEmbedFooter, CreateInteractionResponse,
    CreateInteractionResponseMessage, CreateMessage, EditInteractionResponse,
};
use serenity::model::channel::{MessageReference, Nonce};
use serenity::model::id::{ChannelId, MessageId};

use crate::render::{Embed, Message};

/// The direct answer to an interaction.
pub(super) fn response(message: &Message, private: bool) -> Value {
    let mut body = CreateInteractionResponseMessage::new().allowed_mentions(nobody()).ephemeral(private);
    if !message.content.is_empty() {
        body = body.content(&message.content);
    }
    if let Some(embed) = &message.embed {
        body = body.embed(builder(embed));
    }
    plain(&CreateInteractionResponse::Message(body))
}

/// The promise of a later answer; whether it is private is settled by it.
pub(super) fn deferral(private: bool) -> Value {
    let body = CreateInteractionResponseMessage::new().ephemeral(private);
    plain(&CreateInteractionResponse::Defer(body))
}

/// The answer that takes the place of a deferral.
pub(super) fn edit(message: &Message) -> Value {
    let mut body = EditInteractionResponse::new().content(&message.content).allowed_mentions(nobody());
    if let Some(embed) = &message.embed {
        body = body.embed(builder(embed));
    }
    plain(&body)
}

/// A reply to a message. Sent twice, Discord shows it once: the nonce is the question's id.
pub(super) fn reply(message: &Message, channel: ChannelId, question: MessageId) -> Value {
    let reference = MessageReference::from((channel, question)).fail_if_not_exists(false);
    let mut body = CreateMessage::new()
        .allowed_mentions(nobody())
        .reference_message(reference)
        .nonce(Nonce::String(question.to_string()))
        .enforce_nonce(true);
    if !message.content.is_empty() {
        body = body.content(&message.content);
    }
    if let Some(embed) = &message.embed {
        body = body.embed(builder(embed));
    }
    plain(&body)
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
