//! Interactions: commands, presses and forms, each acknowledged within three seconds.

use std::time::Instant;

use serenity::model::application::{
    ActionRowComponent, CommandInteraction, ComponentInteraction, ComponentInteractionDataKind,
    ModalInteraction,
};
use serenity::model::channel::{Message, MessageFlags, PartialChannel};
use serenity::model::guild::Member;
use serenity::model::id::{ApplicationId, ChannelId, InteractionId};

use super::caller::Caller;
use super::commands::{self, Plan};
use super::desk::error_id;
use super::owners;
use super::press::Press;
use super::presses::{self, Way};
use super::replies::Replies;
use super::reply::Reply;
use super::words::Words;
use crate::render;

/// What every interaction has.
pub(super) struct Call {
    pub id: InteractionId,
    pub application: ApplicationId,
    pub token: String,
    pub channel: ChannelId,
    /// It is in a server that the bot is not there for.
    pub is_guest: bool,
    pub caller: Caller,
}

/// Who and where, as the three kinds of interaction tell it alike.
macro_rules! call {
    ($replies:expr, $interaction:expr, $member:expr, $server:expr) => {{
        let (told, server) = ($interaction, $server);
        let place = (told.user.id.get(), told.channel_id.get(), server);
        let member: Option<&Member> = $member;
        let call = Call {
            id: told.id,
            application: told.application_id,
            token: told.token.clone(),
            channel: told.channel_id,
            is_guest: told.guild_id.is_some() && server.is_none(),
            caller: Caller::new($replies.state(), place, member, Some(&told.locale)),
        };
        placed($replies, call, told.channel.as_ref()).await
    }};
}

/// A call whose caller may see what holds where they are. `None` when that is not known and they were told so.
async fn placed(replies: &Replies, call: Call, channel: Option<&PartialChannel>) -> Option<Call> {
    match replies.place(call.caller.clone(), channel).await {
        Ok(caller) => Some(Call { caller, ..call }),
        Err(error) => {
            let id = error_id(call.id.get());
            error.log(call.channel, &id);
            let apology = render::apology(&id, call.caller.language.unwrap_or_default());
            replies.say(&call, Way::Say { private: true }, Box::new(move |_| apology.into())).await;
            None
        }
    }
}

/// Does what a command asks for.
pub(super) async fn command(replies: &Replies, command: &CommandInteraction) {
    let server = owners::server(command.guild_id, &command.authorizing_integration_owners);
    let Some(call) = call!(replies, command, command.member.as_deref(), server) else { return };
    if commands::is_question(&command.data.name) && replies.is_too_much(&call).await {
        return;
    }
    match commands::plan(&command.data, &call.caller) {
        Some(Plan::Modal(modal)) => replies.show(&call, &modal).await,
        Some(Plan::Say { private, run }) => replies.say(&call, Way::Say { private }, run).await,
        None => unknown(replies, &call).await,
    }
}

/// Offers names while somebody types. It is no question: it counts for nobody, and what fails is not worth a word there.
pub(super) async fn complete(replies: &Replies, command: &CommandInteraction) {
    let server = owners::server(command.guild_id, &command.authorizing_integration_owners);
    let place = (command.user.id.get(), command.channel_id.get(), server);
    let caller = Caller::new(replies.state(), place, command.member.as_deref(), Some(&command.locale));
    let Ok(caller) = replies.place(caller, command.channel.as_ref()).await else {
        return replies.offer(command.id, &command.token, &[]).await;
    };
    let (data, desk) = (command.data.clone(), replies.desk_for(&caller));
    let offer = move || commands::offered(&data, &caller, &*desk.answers);
    let offered = tokio::task::spawn_blocking(offer).await;
    let offered = offered.unwrap_or_else(|error| {
        tracing::error!(%error, "nothing could be offered");
        Vec::new()
    });
    replies.offer(command.id, &command.token, &offered).await;
}

/// Does what a button or a menu asks for.
pub(super) async fn press(replies: &Replies, component: &ComponentInteraction) {
    let server = owners::server(component.guild_id, &component.authorizing_integration_owners);
    let Some(call) = call!(replies, component, component.member.as_ref(), server) else { return };
    let pressed = match &component.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first(),
        _ => Some(&component.data.custom_id),
    };
    let Some(press) = pressed.and_then(|id| Press::parse(id)) else {
        unknown(replies, &call).await;
        return;
    };
    if press.is_question() && replies.is_too_much(&call).await {
        return;
    }
    let place = (call.caller.person, call.caller.channel);
    let posts = press.posts() && call.caller.is_answered_here();
    if posts && replies.posted.is_again(place, &press.id(), Instant::now()) {
        let words = &Words::of(call.caller.language.unwrap_or_default()).posted_already;
        return replies.say(&call, Way::Say { private: true }, Box::new(move |_| Reply::words(words))).await;
    }
    let is_private = is_private(Some(&component.message));
    let way = presses::way(&press, &call.caller, is_private);
    if let Way::Modal(modal) = &way {
        replies.show(&call, modal).await;
        return;
    }
    let private = match way {
        Way::Say { private } => private,
        // What takes a message's place is seen by whoever sees that.
        Way::Update | Way::Modal(_) => is_private,
    };
    let caller = call.caller.clone();
    replies.say(&call, way, Box::new(move |desk| presses::run(desk, &caller, &press, private))).await;
}

/// Takes a form that was filled in.
pub(super) async fn form(replies: &Replies, modal: &ModalInteraction) {
    let (server, id) = owners::form(modal.guild_id, &modal.data.custom_id);
    let Some(call) = call!(replies, modal, modal.member.as_ref(), server) else { return };
    if replies.is_too_much(&call).await {
        return;
    }
    let (press, text) = (Press::parse(id), text(modal));
    let (Some(press), Some(text)) = (press, text) else {
        unknown(replies, &call).await;
        return;
    };
    // A question of a form goes where the answer before it is; everything else to the asker alone.
    let goes_on = matches!(press, Press::Further { .. }) && call.caller.is_answered_here();
    let private = !goes_on || is_private(modal.message.as_deref());
    let caller = call.caller.clone();
    let run = move |desk: &super::desk::Desk| presses::submitted(desk, &caller, &press, &text, private);
    replies.say(&call, Way::Say { private }, Box::new(run)).await;
}

async fn unknown(replies: &Replies, call: &Call) {
    let words = &Words::of(call.caller.language.unwrap_or_default()).unknown;
    tracing::warn!(interaction = %call.id, "a command or control of another version was used");
    replies.say(call, Way::Say { private: true }, Box::new(move |_| Reply::words(words))).await;
}

fn text(modal: &ModalInteraction) -> Option<String> {
    let mut parts = modal.data.components.iter().flat_map(|row| &row.components);
    let text = parts.find_map(|part| match part {
        ActionRowComponent::InputText(input) => input.value.as_deref(),
        _ => None,
    });
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Whether a message is seen by one person alone.
fn is_private(message: Option<&Message>) -> bool {
    let flags = message.and_then(|message| message.flags).unwrap_or_default();
    flags.contains(MessageFlags::EPHEMERAL)
}
