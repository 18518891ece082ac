//! For whom the bot is there: for a server, or for somebody alone who installed it for themselves.
//!
//! The rule: in a server that it was not installed to the bot is as in a direct message.

use serenity::model::application::{AuthorizingIntegrationOwner, AuthorizingIntegrationOwners};
use serenity::model::id::GuildId;

/// The server that an interaction is in, if the bot is there for it. `owners` is what the interaction says of that.
pub(super) fn server(server: Option<GuildId>, owners: &AuthorizingIntegrationOwners) -> Option<u64> {
    server.filter(|_| !is_personal(owners)).map(GuildId::get)
}

/// What the id of a form ends with that was opened where the bot is a guest. Forms come back without a word on that, to
/// another run of the program perhaps.
const GUEST: char = '~';

/// The id of a form that is opened where the bot is a guest.
pub(super) fn guests(id: &str) -> String {
    format!("{id}{GUEST}")
}

/// The server that a form comes back in, if the bot is there for it, and its id as it was before.
pub(super) fn form(place: Option<GuildId>, id: &str) -> (Option<u64>, &str) {
    match id.strip_suffix(GUEST) {
        Some(id) => (None, id),
        None => (place.map(GuildId::get), id),
    }
}

fn is_personal(owners: &AuthorizingIntegrationOwners) -> bool {
    let by_person = |owner: &_| matches!(owner, AuthorizingIntegrationOwner::UserInstall(_));
    let by_server = |owner: &_| matches!(owner, AuthorizingIntegrationOwner::GuildInstall(_));
    owners.0.iter().any(by_person) && !owners.0.iter().any(by_server)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_server_that_the_bot_was_not_installed_to_is_none() {
        let told =
            |owners| serde_json::from_value::<AuthorizingIntegrationOwners>(owners).expect("it is whole");
        let (personal, both) = (told(json!({"1": "5"})), told(json!({"0": "9", "1": "5"})));
        let place = Some(GuildId::new(9));
        assert_eq!(server(place, &personal), None);
        assert_eq!(server(place, &both), Some(9));
        assert_eq!(server(None, &personal), None);
        assert_eq!(form(place, &guests("ask")), (None, "ask"));
        assert_eq!(form(place, "ask"), (Some(9), "ask"));
    }
}
