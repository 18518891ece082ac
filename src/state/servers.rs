//! What a server's maintainers have set.

use rusqlite::{OptionalExtension, params};

use super::{State, StateError, id, list, listed, stored};

/// The settings of a server; the default is what holds where nothing was set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Server {
    /// Commands are answered to the asker alone unless they say otherwise.
    pub private: bool,
    /// A mention is answered in a thread of its own.
    pub threads: bool,
    /// `en` or `zh`; otherwise each reader's own.
    pub language: Option<String>,
    /// Who of this role may change settings, besides those who manage the server.
    pub maintainer: Option<u64>,
    /// Where it answers; everywhere when empty.
    pub channels: Vec<u64>,
    /// What channels may see, for those that may not see everything.
    pub sights: Vec<Sight>,
}

/// What a channel may see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sight {
    pub channel: u64,
    /// Reports with any of these tags.
    pub tags: Vec<String>,
}

impl Server {
    /// The tags that a channel is confined to; none where it sees everything.
    #[must_use]
    pub fn tags(&self, channel: u64) -> Option<&[String]> {
        self.sights.iter().find(|sight| sight.channel == channel).map(|sight| sight.tags.as_slice())
    }
}

impl State {
    /// The settings of a server.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn server(&self, server: u64) -> Result<Server, StateError> {
        let connection = self.connection();
        let select = "SELECT private, threads, language, maintainer FROM servers WHERE server = ?1";
        let mut statement = connection.prepare_cached(select)?;
        let found = statement.query_row([stored(server)], |row| {
            let maintainer = row.get::<_, Option<i64>>(3)?.map(id);
            let (private, threads, language) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Server { private, threads, language, maintainer, ..Server::default() })
        });
        let mut settings = found.optional()?.unwrap_or_default();
        let mut statement =
            connection.prepare_cached("SELECT channel FROM channels WHERE server = ?1 ORDER BY channel")?;
        let channels = statement.query_map([stored(server)], |row| row.get(0).map(id))?;
        settings.channels = channels.collect::<Result<_, _>>()?;
        let select = "SELECT channel, tags FROM sights WHERE server = ?1 ORDER BY channel";
        let mut statement = connection.prepare_cached(select)?;
        let sights = statement.query_map([stored(server)], |row| {
            Ok(Sight { channel: id(row.get(0)?), tags: listed(&row.get::<_, String>(1)?) })
        })?;
        settings.sights = sights.collect::<Result<_, _>>()?;
        Ok(settings)
    }

    /// Puts new settings in the place of a server's old ones.
    ///
    /// # Errors
    /// When the file cannot be written; the old ones stay then.
    pub fn set_server(&self, server: u64, settings: &Server) -> Result<(), StateError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let Server { private, threads, language, maintainer, channels, sights } = settings;
        transaction.execute(
            "INSERT OR REPLACE INTO servers VALUES (?1, ?2, ?3, ?4, ?5)",
            params![stored(server), private, threads, language, maintainer.map(stored)],
        )?;
        transaction.execute("DELETE FROM channels WHERE server = ?1", [stored(server)])?;
        for channel in channels {
            let insert = "INSERT OR IGNORE INTO channels VALUES (?1, ?2)";
            transaction.execute(insert, [stored(server), stored(*channel)])?;
        }
        transaction.execute("DELETE FROM sights WHERE server = ?1", [stored(server)])?;
        for Sight { channel, tags } in sights {
            let insert = "INSERT OR REPLACE INTO sights VALUES (?1, ?2, ?3)";
            transaction.execute(insert, params![stored(server), stored(*channel), list(tags)])?;
        }
        transaction.commit()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_comes_back_and_other_servers_keep_theirs() {
        let state = State::in_memory().expect("memory");
        let set = Server {
            private: true,
            threads: true,
            language: Some("zh".into()),
            maintainer: Some(5),
            channels: vec![3, 9],
            sights: vec![Sight { channel: 4, tags: vec!["public".into(), "results".into()] }],
        };
        state.set_server(1, &set).expect("written");
        assert_eq!(state.server(1).expect("read"), set);
        assert_eq!(state.server(2).expect("read"), Server::default());
        state.set_server(1, &Server::default()).expect("written");
        assert_eq!(state.server(1).expect("read"), Server::default());
    }
}
