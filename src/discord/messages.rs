//! Questions in messages: mentions and direct messages, their edits and their end.

use std::time::Duration;

use serenity::http::{LightMethod, Route};
use serenity::model::channel::Message;
use serenity::model::event::MessageUpdateEvent;
use serenity::model::id::{ChannelId, MessageId};

use super::bodies::{self, Body};
use super::caller::Caller;
use super::commands::help;
use super::desk::{Desk, Wanted, chain, error_id, note, now};
use super::presses;
use super::replies::{
    MISSING_ACCESS, MISSING_HISTORY, MISSING_PERMISSIONS, Replies, UNKNOWN_MESSAGE, log_failure,
};
use super::reply::{self, Reply};
use super::wire::WireError;
use super::words::{Words, filled};
use crate::answer::Status;
use crate::lexicon::is_greeting;
use crate::render;
use crate::state::{Asked, Kept};
use crate::text::Language;

/// How long an answer may take before the channel shows that the bot is typing.
const SILENCE: Duration = Duration::from_secs(1);
/// How long an edit of a question is followed, in seconds.
const FOLLOWED: i64 = 60;

/// A question in a message.
struct Question {
    message: MessageId,
    channel: ChannelId,
    /// The message that it replies to.
    replies_to: Option<u64>,
    words: String,
    caller: Caller,
    /// The channel of the conversation that it goes on with: a thread under the message, perhaps.
    conversation: u64,
    language: Language,
}

/// Answers a message that asks `words`, and follows what became of it meanwhile.
pub(super) async fn answer(replies: &Replies, message: &Message, words: String) {
    let id = message.id.get();
    replies.pending.begin(id);
    let sent = first_answer(replies, message, words).await;
    let later = replies.pending.end(id);
    if replies.pending.is_deleted(id) {
        note(replies.state().forget_message(id));
        if let Some(Sent { channel, message: Some(reply) }) = sent {
            take_back(replies, channel, reply).await;
        }
    } else if let Some((event, words)) = later {
        answer_anew(replies, &event, words).await;
    }
}

/// Back comes where the answer was sent, if it was.
async fn first_answer(replies: &Replies, message: &Message, words: String) -> Option<Sent> {
    let place = (message.author.id.get(), message.channel_id.get(), message.guild_id.map(|id| id.get()));
    let caller = Caller::new(replies.state(), place, None, None);
    let mut question = Question {
        message: message.id,
        channel: message.channel_id,
        replies_to: message.referenced_message.as_deref().map(|message| message.id.get()),
        conversation: caller.channel,
        language: caller.language_for(&words),
        words,
        caller,
    };
    match replies.place(question.caller.clone(), None).await {
        Ok(placed) => question.caller = placed,
        Err(error) => {
            unplaced(replies, &question, &error).await;
            return None;
        }
    }
    let said = match replies.too_much(question.caller.person, question.caller.server, question.language) {
        Some(reply) => reply.into(),
        None => respond(replies, &question).await,
    };
    if replies.pending.is_deleted(message.id.get()) {
        return None;
    }
    match send(replies, &question, &said.reply).await {
        Ok(sent) => {
            remember(replies, &question, &said, sent);
            Some(sent)
        }
        Err(error) => {
            refused(replies, &question, &error).await;
            None
        }
    }
}

/// A reply, and the identifier of the answer in it.
struct Said {
    reply: Reply,
    answer: Option<String>,
}

impl From<Reply> for Said {
    /// A reply that answers nothing.
    fn from(reply: Reply) -> Self {
        Self { reply, answer: None }
    }
}

/// Where a reply was sent.
#[derive(Clone, Copy)]
struct Sent {
    channel: u64,
    message: Option<u64>,
}

/// What is said to a question: the answer, or that there is none here.
async fn respond(replies: &Replies, question: &Question) -> Said {
    let Question { caller, language, .. } = question;
    if !caller.is_answered_here() {
        let caller = Caller { language: Some(*language), ..caller.clone() };
        return presses::elsewhere(&caller).into();
    }
    work(replies, question).await
}

async fn work(replies: &Replies, question: &Question) -> Said {
    let (words, language, replies_to) = (question.words.clone(), question.language, question.replies_to);
    let caller = Caller { channel: question.conversation, ..question.caller.clone() };
    let id = error_id(question.message.get());
    let desk = replies.desk_for(&question.caller);
    let mut work = tokio::task::spawn_blocking(move || said(&desk, &words, &caller, language, replies_to));
    let done = match tokio::time::timeout(SILENCE, &mut work).await {
        Ok(done) => done,
        Err(_) => {
            show_typing(replies, question.channel).await;
            work.await
        }
    };
    let (done, answer) = match done {
        Ok(Said { reply, answer }) => (Ok(reply), answer),
        Err(error) => (Err(error), None),
    };
    Said { reply: replies.finished(done, &id, language), answer }
}

/// `replies_to` is the message that the question replies to: if it is an answer, the question goes on from it.
fn said(desk: &Desk, words: &str, caller: &Caller, language: Language, replies_to: Option<u64>) -> Said {
    if is_greeting(words) {
        return help::run(&Caller { language: Some(language), ..caller.clone() }).into();
    }
    let before = replies_to.and_then(|message| desk.state.answer_in(message).ok().flatten());
    let context = before.map_or_else(|| desk.conversation(caller), Kept::before_next);
    let told = desk.ask(Wanted::after(words, context), language);
    let is_kept = told.answer().status != Status::Error;
    let answer = is_kept.then(|| told.answer().id.clone());
    Said { reply: reply::told(&told, 0, language, false), answer }
}

/// In a thread of its own where the server wants that and it can be made, in place otherwise.
async fn send(replies: &Replies, question: &Question, reply: &Reply) -> Result<Sent, WireError> {
    let (channel, id) = (question.channel, question.message);
    if question.caller.settings.threads
        && question.caller.is_answered_here()
        && let Some(thread) = thread(replies, question).await
    {
        let body = |reply: &Reply| bodies::post(reply, id);
        let message = post_reply(replies, thread, question.language, reply, body).await?;
        return Ok(Sent { channel: thread.get(), message });
    }
    let body = |reply: &Reply| bodies::reply(reply, channel, id);
    let message = post_reply(replies, channel, question.language, reply, body).await?;
    Ok(Sent { channel: channel.get(), message })
}

/// Posts a reply; without its files, and with a word on that, where the bot may not attach any.
async fn post_reply(
    replies: &Replies,
    channel: ChannelId,
    language: Language,
    reply: &Reply,
    body: impl Fn(&Reply) -> Body,
) -> Result<Option<u64>, WireError> {
    match post(replies, channel, &body(reply)).await {
        Err(WireError::Refused { code: MISSING_PERMISSIONS, .. }) if !reply.files.is_empty() => {
            tracing::warn!(%channel, "files were left out: the bot needs Attach Files in this channel");
            let mut bare = Reply { files: Vec::new(), ..reply.clone() };
            bare.message.content.push_str(&Words::of(language).needs_attach_files);
            post(replies, channel, &body(&bare)).await
        }
        sent => sent,
    }
}

async fn thread(replies: &Replies, question: &Question) -> Option<ChannelId> {
    let (channel_id, message_id) = (question.channel, question.message);
    let route = Route::ChannelMessageThreads { channel_id, message_id };
    let body = bodies::thread(if question.words.is_empty() { "?" } else { &question.words });
    match replies.wire.send(LightMethod::Post, route, Some(&body)).await {
        Ok(thread) => {
            let thread = ChannelId::new(thread["id"].as_str()?.parse().ok()?);
            replies.note_thread(thread, question.caller.parent.map_or(channel_id, ChannelId::new));
            Some(thread)
        }
        Err(error) => {
            // In a thread there is none to be made; elsewhere the right to may be missing.
            tracing::info!(channel = %channel_id, error = chain(&error), "no thread was made; answered in place");
            None
        }
    }
}

async fn post(replies: &Replies, channel_id: ChannelId, body: &Body) -> Result<Option<u64>, WireError> {
    let route = Route::ChannelMessages { channel_id };
    let sent = replies.wire.send(LightMethod::Post, route, Some(body)).await?;
    Ok(sent["id"].as_str().and_then(|id| id.parse().ok()))
}

fn remember(replies: &Replies, question: &Question, said: &Said, sent: Sent) {
    let asked = Asked {
        person: question.caller.person,
        channel: sent.channel,
        message: Some(question.message.get()),
        reply: sent.message,
        at: now(),
    };
    note(replies.state().note_asked(said.answer.as_deref(), &asked));
}

/// Says which permission is missing, as near to the question as it can be said.
async fn refused(replies: &Replies, question: &Question, error: &WireError) {
    let (channel, id) = (question.channel, error_id(question.message.get()));
    log_failure(error, channel, &id);
    let WireError::Refused { code, .. } = error else { return };
    if !matches!(*code, MISSING_ACCESS | MISSING_PERMISSIONS | MISSING_HISTORY) {
        return;
    }
    let words = Words::of(question.language);
    if *code == MISSING_PERMISSIONS {
        let plain = Reply::words(&words.needs_embed_links);
        let body = bodies::reply(&plain, channel, question.message);
        if post(replies, channel, &body).await.is_ok() {
            return;
        }
    }
    let is_in_thread = *code == MISSING_PERMISSIONS && replies.is_thread(channel).await;
    let needed = match *code {
        MISSING_HISTORY => &words.needs_history,
        _ if is_in_thread => &words.needs_send_in_threads,
        _ => &words.needs_send_messages,
    };
    let told = Reply::words(&filled(needed, &[&format!("<#{channel}>")]));
    if let Err(error) = write_directly(replies, question, &told).await {
        tracing::warn!(%channel, id, error = chain(&error), "nor could the asker be told");
    }
}

/// Says that it is not known what may be told here: nothing is, then.
async fn unplaced(replies: &Replies, question: &Question, error: &WireError) {
    if matches!(error, WireError::Refused { code: MISSING_ACCESS | MISSING_PERMISSIONS, .. }) {
        return refused(replies, question, error).await;
    }
    let (channel, message) = (question.channel, question.message);
    let id = error_id(message.get());
    log_failure(error, channel, &id);
    let apology = render::apology(&id, question.language).into();
    if let Err(error) = post(replies, channel, &bodies::reply(&apology, channel, message)).await {
        log_failure(&error, channel, &id);
    }
}

async fn write_directly(replies: &Replies, question: &Question, reply: &Reply) -> Result<(), WireError> {
    let recipient = serde_json::json!({"recipient_id": question.caller.person.to_string()});
    let channel =
        replies.wire.send(LightMethod::Post, Route::UserMeDmChannels, Some(&recipient.into())).await?;
    if let Some(channel) = channel["id"].as_str().and_then(|id| id.parse().ok()) {
        post(replies, ChannelId::new(channel), &bodies::post(reply, question.message)).await?;
    }
    Ok(())
}

/// Answers anew when a question is edited; `words` is what it asks now. While the first answer is still in the making,
/// that is done once it is there.
pub(super) async fn edited(replies: &Replies, event: MessageUpdateEvent, words: String) {
    if let Some((event, words)) = replies.pending.edit(event, words) {
        answer_anew(replies, &event, words).await;
    }
}

/// Puts another reply in the place of one that was given a short while ago.
async fn answer_anew(replies: &Replies, event: &MessageUpdateEvent, words: String) {
    let state = replies.state();
    let Some(replied) = state.reply_to(event.id.get()).ok().flatten() else { return };
    if now() - replied.at > FOLLOWED {
        return;
    }
    let server = event.guild_id.map(|id| id.get());
    // The answer may stand in a thread under the question; what may be seen there the question's channel says.
    let caller = Caller::new(state, (replied.person, event.channel_id.get(), server), None, None);
    let caller = match replies.place(caller, None).await {
        Ok(caller) => caller,
        Err(error) => return log_failure(&error, event.channel_id, &error_id(event.id.get())),
    };
    let replies_to = event.message_reference.iter().flatten().find_map(|reference| reference.message_id);
    let question = Question {
        message: event.id,
        channel: event.channel_id,
        replies_to: replies_to.map(MessageId::get),
        language: caller.language_for(&words),
        conversation: replied.channel,
        words,
        caller,
    };
    let too_much = replies.too_much(question.caller.person, server, question.language);
    if too_much.is_some() && replied.is_answer {
        // It is worth more than the word that there is no other now.
        return;
    }
    // The question as it was is no part of the conversation any more.
    note(state.forget_message(event.id.get()));
    let said = match too_much {
        Some(reply) => reply.into(),
        None => respond(replies, &question).await,
    };
    let (channel_id, message_id) = (ChannelId::new(replied.channel), MessageId::new(replied.reply));
    let route = Route::ChannelMessage { channel_id, message_id };
    let sent = replies.wire.send(LightMethod::Patch, route, Some(&bodies::edit(&said.reply))).await;
    if let Err(error) = sent {
        log_failure(&error, channel_id, &error_id(event.id.get()));
    }
    let (person, channel, at) = (replied.person, replied.channel, replied.at);
    let (message, reply) = (Some(event.id.get()), Some(replied.reply));
    let asked = Asked { person, channel, message, reply, at };
    note(state.note_asked(said.answer.as_deref(), &asked));
}

/// Takes the answer back when its question is deleted.
pub(super) async fn deleted(replies: &Replies, message: MessageId) {
    replies.pending.delete(message.get());
    let state = replies.state();
    let Some(replied) = state.reply_to(message.get()).ok().flatten() else { return };
    note(state.forget_message(message.get()));
    take_back(replies, replied.channel, replied.reply).await;
}

async fn take_back(replies: &Replies, channel: u64, reply: u64) {
    let (channel_id, message_id) = (ChannelId::new(channel), MessageId::new(reply));
    let route = Route::ChannelMessage { channel_id, message_id };
    match replies.wire.send(LightMethod::Delete, route, None).await {
        Ok(_) | Err(WireError::Refused { code: UNKNOWN_MESSAGE, .. }) => {}
        Err(error) => log_failure(&error, channel_id, &error_id(reply)),
    }
}

async fn show_typing(replies: &Replies, channel: ChannelId) {
    let route = Route::ChannelTyping { channel_id: channel };
    if let Err(error) = replies.wire.send(LightMethod::Post, route, None).await {
        tracing::debug!(%channel, error = chain(&error), "typing could not be shown");
    }
}
