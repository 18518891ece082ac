//! Questions in messages: mentions and direct messages, their edits and their end.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use serenity::model::channel::Message;
use serenity::model::event::MessageUpdateEvent;
use serenity::model::id::{ChannelId, GuildId, MessageId};

use super::addressed::FOLLOWED;
use super::caller::Caller;
use super::commands::help;
use super::delivery::{self, Question, Sent};
use super::desk::{Desk, Wanted, error_id, note, now};
use super::pending::Edit;
use super::presses;
use super::replies::{Replies, UNKNOWN_MESSAGE, log_failure};
use super::reply::{self, Reply};
use super::wire::WireError;
use crate::answer::Status;
use crate::state::{Asked, Kept};
use crate::text::Language;

/// How long an answer may take before the channel shows that the bot is typing.
const SILENCE: Duration = Duration::from_secs(1);
/// How often that is shown again: Discord shows it for ten seconds.
const TYPING: Duration = Duration::from_secs(8);

/// A message that asks something, as far as that matters.
pub(super) struct Heard {
    message: MessageId,
    person: u64,
    channel: ChannelId,
    server: Option<GuildId>,
    /// The message that it replies to.
    replies_to: Option<u64>,
}

impl From<&Message> for Heard {
    fn from(message: &Message) -> Self {
        Self {
            message: message.id,
            person: message.author.id.get(),
            channel: message.channel_id,
            server: message.guild_id,
            replies_to: message.referenced_message.as_deref().map(|message| message.id.get()),
        }
    }
}

impl Heard {
    /// A message that speaks to the bot since it was edited; `None` where its author is not told.
    pub fn late(event: &MessageUpdateEvent) -> Option<Self> {
        Some(Self {
            message: event.id,
            person: event.author.as_ref()?.id.get(),
            channel: event.channel_id,
            server: event.guild_id,
            replies_to: replied_to(event),
        })
    }
}

fn replied_to(event: &MessageUpdateEvent) -> Option<u64> {
    event.message_reference.iter().flatten().find_map(|reference| reference.message_id).map(MessageId::get)
}

/// Answers a message that asks `words`, and follows what became of it meanwhile.
pub(super) async fn answer(replies: &Replies, heard: Heard, words: String) {
    let id = heard.message.get();
    replies.pending.begin(id);
    let sent = first_answer(replies, heard, words).await;
    follow(replies, id, sent).await;
}

/// Whether a message has a reply of the bot.
pub(super) fn is_answered(replies: &Replies, message: MessageId) -> bool {
    replies.state().reply_to(message.get()).is_ok_and(|replied| replied.is_some())
}

/// Answers anew when a question is edited; `words` is what it asks now. While an answer to it is in the making, that is
/// done once it is there.
pub(super) async fn edited(replies: &Replies, event: MessageUpdateEvent, words: String) {
    let Some(edit) = replies.pending.edit((event, words)) else { return };
    match answer_anew(replies, &edit).await {
        Some(sent) => follow(replies, edit.0.id.get(), Some(sent)).await,
        None => replies.pending.put_off(edit),
    }
}

/// Does what was put off while a question was answered: its last edit is answered, and a deletion takes the answer along.
async fn follow(replies: &Replies, question: u64, mut sent: Option<Sent>) {
    loop {
        if replies.pending.is_deleted(question) {
            replies.pending.end(question);
            note(replies.state().forget_message(question));
            if let Some(sent) = sent {
                delivery::take_back(replies, sent).await;
            }
            return;
        }
        let Some(edit) = replies.pending.next(question) else { return };
        sent = answer_anew(replies, &edit).await.or(sent);
    }
}

/// Back comes where the answer was sent, if it was.
async fn first_answer(replies: &Replies, heard: Heard, words: String) -> Option<Sent> {
    let Heard { message, person, channel, server, replies_to } = heard;
    let caller = Caller::new(replies.state(), (person, channel.get(), server.map(GuildId::get)), None, None);
    let mut question = Question {
        message,
        channel,
        replies_to,
        conversation: caller.channel,
        language: caller.language_for(&words),
        words,
        caller,
    };
    if !replies.refusals.may_try(question.channel.get(), Instant::now()) {
        delivery::passed_over(replies, &question).await;
        return None;
    }
    match replies.place(question.caller.clone(), None).await {
        Ok(placed) => question.caller = placed,
        Err(error) => {
            delivery::unplaced(replies, &question, &error).await;
            return None;
        }
    }
    let said = match replies.too_much(question.caller.person, question.caller.server, question.language) {
        Some(reply) => reply.into(),
        None => respond(replies, &question).await,
    };
    if replies.pending.is_deleted(message.get()) {
        return None;
    }
    match delivery::send(replies, &question, &said.reply).await {
        Ok(sent) => {
            remember(replies, &question, &said, sent);
            Some(sent)
        }
        Err(error) => {
            delivery::refused(replies, &question, &error).await;
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
    let work = tokio::task::spawn_blocking(move || said(&desk, &words, &caller, language, replies_to));
    let done = tokio::select! {
        done = work => done,
        never = show_typing(replies, question.channel) => match never {},
    };
    let (done, answer) = match done {
        Ok(Said { reply, answer }) => (Ok(reply), answer),
        Err(error) => (Err(error), None),
    };
    Said { reply: replies.finished(done, &id, language), answer }
}

/// `replies_to` is the message that the question replies to: if it is an answer, the question goes on from it.
fn said(desk: &Desk, words: &str, caller: &Caller, language: Language, replies_to: Option<u64>) -> Said {
    if let Some(said) = help::said_to(words, &Caller { language: Some(language), ..caller.clone() }) {
        return said.into();
    }
    let before = replies_to.and_then(|message| desk.state.answer_in(message).ok().flatten());
    let context = before.map_or_else(|| desk.conversation(caller), Kept::before_next);
    let told = desk.ask(Wanted::after(words, context), language);
    let is_kept = told.answer().status != Status::Error;
    let answer = is_kept.then(|| told.answer().id.clone());
    Said { reply: reply::told(&told, 0, language, false), answer }
}

/// Shows that the bot is at it, as long as it is.
async fn show_typing(replies: &Replies, channel: ChannelId) -> Infallible {
    tokio::time::sleep(SILENCE).await;
    loop {
        delivery::show_typing(replies, channel).await;
        tokio::time::sleep(TYPING).await;
    }
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

/// Puts another reply in the place of one that was given a short while ago; back comes where that is. `None` when there
/// is none.
async fn answer_anew(replies: &Replies, (event, words): &Edit) -> Option<Sent> {
    let state = replies.state();
    let replied = state.reply_to(event.id.get()).ok().flatten()?;
    let sent = Sent { channel: replied.channel, message: Some(replied.reply) };
    if now() - replied.at > FOLLOWED {
        return Some(sent);
    }
    let server = event.guild_id.map(|id| id.get());
    // The answer may stand in a thread under the question; what may be seen there the question's channel says.
    let caller = Caller::new(state, (replied.person, event.channel_id.get(), server), None, None);
    let caller = match replies.place(caller, None).await {
        Ok(caller) => caller,
        Err(error) => {
            error.log(event.channel_id, &error_id(event.id.get()));
            return Some(sent);
        }
    };
    let question = Question {
        message: event.id,
        channel: event.channel_id,
        replies_to: replied_to(event),
        language: caller.language_for(words),
        conversation: replied.channel,
        words: words.clone(),
        caller,
    };
    let too_much = replies.too_much(question.caller.person, server, question.language);
    if too_much.is_some() && replied.is_answer {
        // It is worth more than the word that there is no other now.
        return Some(sent);
    }
    // The question as it was is no part of the conversation any more.
    note(state.forget_message(event.id.get()));
    let said = match too_much {
        Some(reply) => reply.into(),
        None => respond(replies, &question).await,
    };
    if replies.pending.is_deleted(event.id.get()) {
        return Some(sent);
    }
    match delivery::change(replies, &question, sent, &said.reply).await {
        // Somebody has taken the answer away.
        Err(WireError::Refused { code: UNKNOWN_MESSAGE, .. }) => return Some(sent),
        Err(error) => log_failure(&error, question.channel, &error_id(event.id.get())),
        Ok(()) => {}
    }
    let asked = Asked {
        person: replied.person,
        channel: replied.channel,
        message: Some(event.id.get()),
        reply: Some(replied.reply),
        at: replied.at,
    };
    note(state.note_asked(said.answer.as_deref(), &asked));
    Some(sent)
}

/// Takes the answer back when its question is deleted.
pub(super) async fn deleted(replies: &Replies, message: MessageId) {
    replies.pending.delete(message.get());
    let state = replies.state();
    let Some(replied) = state.reply_to(message.get()).ok().flatten() else { return };
    note(state.forget_message(message.get()));
    delivery::take_back(replies, Sent { channel: replied.channel, message: Some(replied.reply) }).await;
}
