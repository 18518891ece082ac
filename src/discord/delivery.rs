//! How a reply gets to where its question stands: into a thread, in place, in the place of another; and what is said
//! where the bot may not do that.
//!
//! The rule: a permission that can be done without costs nobody the answer; which one it is gets told in the chat and the log.

use std::time::Instant;

use serde_json::Value;
use serenity::http::{LightMethod, Route};
use serenity::model::id::{ChannelId, MessageId};

use super::bodies::{self, Body};
use super::caller::Caller;
use super::desk::{chain, error_id};
use super::lacking::Lacking;
use super::replies::{
    MISSING_ACCESS, MISSING_HISTORY, MISSING_PERMISSIONS, NO_THREADS, Replies, THREAD_EXISTS,
    UNKNOWN_MESSAGE, Unplaced, log_failure,
};
use super::reply::Reply;
use super::wire::WireError;
use super::words::{Words, filled};
use crate::render;
use crate::text::Language;

/// A question in a message.
pub(super) struct Question {
    pub message: MessageId,
    pub channel: ChannelId,
    /// The message that it replies to.
    pub replies_to: Option<u64>,
    pub words: String,
    pub caller: Caller,
    /// The channel of the conversation that it goes on with: a thread under the message, perhaps.
    pub conversation: u64,
    pub language: Language,
}

/// Where a reply was sent.
#[derive(Clone, Copy)]
pub(super) struct Sent {
    pub channel: u64,
    pub message: Option<u64>,
}

/// Why there is no answer in a thread.
enum Declined {
    /// There is none to be made, as in a thread.
    NotHere,
    Lacks(Lacking),
    Failed(WireError),
}

/// In a thread of its own where the server wants that and it can be made, in place otherwise.
pub(super) async fn send(replies: &Replies, question: &Question, reply: &Reply) -> Result<Sent, WireError> {
    if !(question.caller.settings.threads && question.caller.is_answered_here()) {
        return in_place(replies, question, reply.clone()).await;
    }
    match in_thread(replies, question, reply).await {
        Ok(sent) => Ok(sent),
        Err(Declined::Failed(error)) => Err(error),
        Err(Declined::NotHere) => in_place(replies, question, reply.clone()).await,
        Err(Declined::Lacks(lacking)) => {
            let sent = in_place(replies, question, without(replies, question, reply, lacking)).await?;
            note_lack(replies, question, lacking);
            Ok(sent)
        }
    }
}

async fn in_thread(replies: &Replies, question: &Question, reply: &Reply) -> Result<Sent, Declined> {
    if replies.lacks.is_recent((question.channel.get(), Lacking::SendInThreads), Instant::now()) {
        // Another thread would stay empty too.
        return Err(Declined::NotHere);
    }
    let thread = thread(replies, question).await?;
    let body = |reply: &Reply| bodies::post(reply, question.message);
    match post_reply(replies, thread, question.language, reply, body).await {
        Ok(message) => Ok(Sent { channel: thread.get(), message }),
        Err(WireError::Refused { code: MISSING_PERMISSIONS, .. }) => {
            Err(Declined::Lacks(Lacking::SendInThreads))
        }
        Err(error) => Err(Declined::Failed(error)),
    }
}

/// As a reply to the question; as a message of its own where the bot may not reply.
async fn in_place(replies: &Replies, question: &Question, reply: Reply) -> Result<Sent, WireError> {
    let (channel, id) = (question.channel, question.message);
    let body = |reply: &Reply| bodies::reply(reply, channel, id);
    let message = match post_reply(replies, channel, question.language, &reply, body).await {
        Err(WireError::Refused { code: MISSING_HISTORY, .. }) => {
            let reply = without(replies, question, &reply, Lacking::ReadHistory);
            let body = |reply: &Reply| bodies::post(reply, id);
            let sent = post_reply(replies, channel, question.language, &reply, body).await?;
            note_lack(replies, question, Lacking::ReadHistory);
            sent
        }
        sent => sent?,
    };
    Ok(Sent { channel: channel.get(), message })
}

/// A reply with a word on what it lacks, where that was not said for a while.
fn without(replies: &Replies, question: &Question, reply: &Reply, lacking: Lacking) -> Reply {
    let words = Words::of(question.language);
    let word = match lacking {
        Lacking::CreateThreads => &words.needs_create_threads,
        Lacking::SendInThreads => &words.needs_send_in_threads_too,
        Lacking::ReadHistory => &words.needs_history,
        Lacking::EmbedLinks => &words.needs_embed_links,
    };
    let is_due = replies.lacks.is_due((question.channel.get(), lacking), Instant::now());
    if is_due { reply.clone().with_word(word) } else { reply.clone() }
}

/// That an answer came all the same shows that nothing else is missing.
fn note_lack(replies: &Replies, question: &Question, lacking: Lacking) {
    let channel = question.channel;
    tracing::warn!(%channel, "answered all the same, but the bot needs {} in this channel", lacking.permission());
    replies.lacks.note((channel.get(), lacking), Instant::now());
}

/// Puts another reply in the place of one that was sent.
pub(super) async fn change(
    replies: &Replies,
    question: &Question,
    sent: Sent,
    reply: &Reply,
) -> Result<(), WireError> {
    let Some(message) = sent.message else { return Ok(()) };
    let (channel_id, message_id) = (ChannelId::new(sent.channel), MessageId::new(message));
    let way = (LightMethod::Patch, Route::ChannelMessage { channel_id, message_id });
    deliver(replies, way, (channel_id, question.language), reply, bodies::edit).await.map(drop)
}

async fn post_reply(
    replies: &Replies,
    channel_id: ChannelId,
    language: Language,
    reply: &Reply,
    body: impl Fn(&Reply) -> Body,
) -> Result<Option<u64>, WireError> {
    let way = (LightMethod::Post, Route::ChannelMessages { channel_id });
    deliver(replies, way, (channel_id, language), reply, body).await.map(|sent| id(&sent))
}

/// Without its files, and with a word on that, where the bot may not attach any.
async fn deliver(
    replies: &Replies,
    (method, route): (LightMethod, Route<'_>),
    (channel, language): (ChannelId, Language),
    reply: &Reply,
    body: impl Fn(&Reply) -> Body,
) -> Result<Value, WireError> {
    match replies.wire.send(method, route, Some(&body(reply))).await {
        Err(WireError::Refused { code: MISSING_PERMISSIONS, .. }) if !reply.files.is_empty() => {
            tracing::warn!(%channel, "files were left out: the bot needs Attach Files in this channel");
            replies.wire.send(method, route, Some(&body(&reply.without_files(language)))).await
        }
        sent => sent,
    }
}

async fn thread(replies: &Replies, question: &Question) -> Result<ChannelId, Declined> {
    let (channel_id, message_id) = (question.channel, question.message);
    let route = Route::ChannelMessageThreads { channel_id, message_id };
    let body = bodies::thread(&question.words);
    let thread = match replies.wire.send(LightMethod::Post, route, Some(&body)).await {
        Ok(thread) => id(&thread).map(ChannelId::new).ok_or(Declined::NotHere)?,
        // It has the number of its message.
        Err(WireError::Refused { code: THREAD_EXISTS, .. }) => ChannelId::new(message_id.get()),
        Err(WireError::Refused { code: MISSING_PERMISSIONS, .. }) => {
            return Err(Declined::Lacks(Lacking::CreateThreads));
        }
        Err(WireError::Refused { code: NO_THREADS, .. }) => return Err(Declined::NotHere),
        Err(error) => {
            tracing::warn!(channel = %channel_id, error = chain(&error), "no thread was made; answered in place");
            return Err(Declined::NotHere);
        }
    };
    replies.note_thread(thread, question.caller.parent.map_or(channel_id, ChannelId::new));
    Ok(thread)
}

async fn post(replies: &Replies, channel_id: ChannelId, body: &Body) -> Result<(), WireError> {
    let route = Route::ChannelMessages { channel_id };
    replies.wire.send(LightMethod::Post, route, Some(body)).await.map(drop)
}

fn id(sent: &Value) -> Option<u64> {
    sent["id"].as_str()?.parse().ok()
}

/// Says which permission is missing, as near to the question as it can be said.
pub(super) async fn refused(replies: &Replies, question: &Question, error: &WireError) {
    let (channel, id) = (question.channel, error_id(question.message.get()));
    log_failure(error, channel, &id);
    let WireError::Refused { code: code @ (MISSING_ACCESS | MISSING_PERMISSIONS), .. } = error else {
        if error.is_refusal() {
            apologise(replies, question, &id).await;
        }
        return;
    };
    replies.refusals.note(channel.get(), Instant::now());
    let words = Words::of(question.language);
    if *code == MISSING_PERMISSIONS {
        let plain = Reply::words(&words.needs_embed_links);
        if in_place(replies, question, plain).await.is_ok() {
            replies.lacks.note((channel.get(), Lacking::EmbedLinks), Instant::now());
            return;
        }
    }
    let is_in_thread = *code == MISSING_PERMISSIONS && replies.is_thread(channel).await;
    let needed = if is_in_thread { &words.needs_send_in_threads } else { &words.needs_send_messages };
    let told = Reply::words(&filled(needed, &[&format!("<#{channel}>")]));
    if let Err(error) = write_directly(replies, question, &told).await {
        tracing::warn!(%channel, id, error = chain(&error), "nor could the asker be told");
    }
}

/// Where an answer was refused again and again: what is missing, if that can be said there, and nothing otherwise.
pub(super) async fn passed_over(replies: &Replies, question: &Question) {
    let channel = question.channel;
    tracing::debug!(%channel, "passed over: the bot may not answer in this channel");
    if replies.lacks.is_recent((channel.get(), Lacking::EmbedLinks), Instant::now()) {
        let plain = Reply::words(&Words::of(question.language).needs_embed_links);
        if let Err(error) = in_place(replies, question, plain).await {
            log_failure(&error, channel, &error_id(question.message.get()));
        }
    }
}

/// Says that it is not known what may be told here: nothing is, then.
pub(super) async fn unplaced(replies: &Replies, question: &Question, error: &Unplaced) {
    if let Unplaced::Wire(error) = error
        && matches!(error, WireError::Refused { code: MISSING_ACCESS | MISSING_PERMISSIONS, .. })
    {
        return refused(replies, question, error).await;
    }
    let id = error_id(question.message.get());
    error.log(question.channel, &id);
    apologise(replies, question, &id).await;
}

async fn apologise(replies: &Replies, question: &Question, id: &str) {
    let apology = render::apology(id, question.language).into();
    if let Err(error) = in_place(replies, question, apology).await {
        log_failure(&error, question.channel, id);
    }
}

async fn write_directly(replies: &Replies, question: &Question, reply: &Reply) -> Result<(), WireError> {
    let recipient = serde_json::json!({"recipient_id": question.caller.person.to_string()});
    let channel =
        replies.wire.send(LightMethod::Post, Route::UserMeDmChannels, Some(&recipient.into())).await?;
    if let Some(channel) = id(&channel) {
        post(replies, ChannelId::new(channel), &bodies::post(reply, question.message)).await?;
    }
    Ok(())
}

/// Takes a reply away again.
pub(super) async fn take_back(replies: &Replies, sent: Sent) {
    let Some(reply) = sent.message else { return };
    let (channel_id, message_id) = (ChannelId::new(sent.channel), MessageId::new(reply));
    let route = Route::ChannelMessage { channel_id, message_id };
    match replies.wire.send(LightMethod::Delete, route, None).await {
        Ok(_) | Err(WireError::Refused { code: UNKNOWN_MESSAGE, .. }) => {}
        Err(error) => log_failure(&error, channel_id, &error_id(reply)),
    }
}

/// Shows for ten seconds that the bot is at it.
pub(super) async fn show_typing(replies: &Replies, channel: ChannelId) {
    let route = Route::ChannelTyping { channel_id: channel };
    if let Err(error) = replies.wire.send(LightMethod::Post, route, None).await {
        tracing::debug!(%channel, error = chain(&error), "typing could not be shown");
    }
}
