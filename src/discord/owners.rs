//! For whom the bot is there: for a server, or for somebody alone who installed it for themselves.
//!
//! The rule: in a server that it was not installed to the bot is as in a direct message.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use serenity::model::application::{AuthorizingIntegrationOwner, AuthorizingIntegrationOwners};
use serenity::model::id::GuildId;

/// Servers that it was not installed to. Forms do not say; commands and controls, which open them, do.
#[derive(Debug, Default)]
pub(super) struct Owners {
    strange: Mutex<HashSet<u64>>,
}

/// How many are kept; then it begins anew.
const KEPT: usize = 10_000;

impl Owners {
    /// The server that an interaction is in, if the bot is there for it. `owners` is what the interaction says of that.
    pub fn server(
        &self,
        server: Option<GuildId>,
        owners: Option<&AuthorizingIntegrationOwners>,
    ) -> Option<u64> {
        let server = server?.get();
        let mut strange = self.strange.lock().unwrap_or_else(PoisonError::into_inner);
        match owners {
            Some(owners) if is_personal(owners) => {
                if strange.len() >= KEPT {
                    strange.clear();
                }
                strange.insert(server);
            }
            Some(_) => drop(strange.remove(&server)),
            None => {}
        }
        (!strange.contains(&server)).then_some(server)
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
        let owners = Owners::default();
        let told =
            |owners| serde_json::from_value::<AuthorizingIntegrationOwners>(owners).expect("it is whole");
        let (personal, both) = (told(json!({"1": "5"})), told(json!({"0": "9", "1": "5"})));
        let server = Some(GuildId::new(9));
        assert_eq!(owners.server(server, None), Some(9));
        assert_eq!(owners.server(server, Some(&personal)), None);
        assert_eq!(owners.server(server, None), None, "the form that it opened");
        assert_eq!(owners.server(server, Some(&both)), Some(9));
        assert_eq!(owners.server(server, None), Some(9));
        assert_eq!(owners.server(None, Some(&personal)), None);
    }
}
