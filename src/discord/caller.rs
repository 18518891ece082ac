//! Who speaks to the bot, from where, and what holds for them there.

use serenity::model::guild::Member;
use serenity::model::permissions::Permissions;

use super::desk::chain;
use crate::state::{Server, State};
use crate::text::Language;

/// A person in a channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caller {
    pub person: u64,
    pub channel: u64,
    /// The channel of a thread, as far as a setting depends on it.
    pub parent: Option<u64>,
    /// `None` in a direct message.
    pub server: Option<u64>,
    /// What they read; the language of their question when nobody says.
    pub language: Option<Language>,
    /// What holds in the server.
    pub settings: Server,
    /// What holds could not be read: nothing of the library may be told.
    pub is_unread: bool,
    /// May change it.
    pub maintains: bool,
}

impl Caller {
    /// Somebody whose client runs in `locale`; `member` is who they are in the server.
    pub(super) fn new(
        state: &State,
        (person, channel, server): (u64, u64, Option<u64>),
        member: Option<&Member>,
        locale: Option<&str>,
    ) -> Self {
        let read = server.map(|server| state.server(server)).transpose().inspect_err(|error| {
            tracing::error!(error = chain(error), "the settings of a server could not be read");
        });
        let is_unread = read.is_err();
        let settings = read.ok().flatten().unwrap_or_default();
        let set = settings.language.as_deref().and_then(Language::from_tag);
        // Who reads neither English nor Chinese there is answered in the language of their question.
        let spoken = |language: &Language| *language != Language::Other;
        let language = set.or_else(|| locale.and_then(Language::from_tag).filter(spoken));
        let maintains = member.is_some_and(|member| maintains(member, &settings));
        Self { person, channel, parent: None, server, language, settings, is_unread, maintains }
    }

    /// Whether something holds in some channels of the server alone.
    pub(super) fn depends_on_channel(&self) -> bool {
        !(self.settings.channels.is_empty() && self.settings.sights.is_empty())
    }

    /// The tags of the reports that may be seen here; all of the library where nothing is set. A thread sees what its
    /// channel does.
    pub(super) fn tags(&self) -> &[String] {
        let own = self.settings.tags(self.channel);
        own.or_else(|| self.settings.tags(self.parent?)).unwrap_or_default()
    }

    /// What to speak to them about a question.
    pub(super) fn language_for(&self, question: &str) -> Language {
        self.language.unwrap_or_else(|| Language::of(question))
    }

    /// Whether the bot answers for all here.
    pub(super) fn is_answered_here(&self) -> bool {
        let channels = &self.settings.channels;
        let is_one = |channel: &u64| channels.contains(channel);
        channels.is_empty() || is_one(&self.channel) || self.parent.as_ref().is_some_and(is_one)
    }
}

fn maintains(member: &Member, settings: &Server) -> bool {
    let may = member.permissions.unwrap_or_default();
    may.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR)
        || settings.maintainer.is_some_and(|role| member.roles.iter().any(|held| held.get() == role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(locale: Option<&str>, question: &str, expected: Language) {
        let state = State::in_memory().expect("memory");
        let caller = Caller::new(&state, (1, 2, Some(3)), None, locale);
        assert_eq!(caller.language_for(question), expected, "{locale:?}");
    }

    #[test]
    fn who_reads_neither_language_there_is_is_answered_in_that_of_the_question() {
        for locale in [None, Some("fr"), Some("ja")] {
            case(locale, "泽塔的营收是多少？", Language::Chinese);
            case(locale, "what was revenue?", Language::English);
        }
        case(Some("zh-TW"), "what was revenue?", Language::Chinese);
        case(Some("en-GB"), "泽塔的营收是多少？", Language::English);
    }
}
