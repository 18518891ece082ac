//! What the program remembers besides the index: answers that were given, feedback, server settings, unanswered questions.
//!
//! One SQLite file. The rule: a person is known by number alone, in two tables, and can have every row of theirs deleted;
//! what the library could not answer is kept without anybody.
//!
//! ```
//! use footnote::state::{Kept, State};
//! let state = State::in_memory()?;
//! let kept = Kept { id: "7F3K2M".into(), question: "revenue?".into(), ..Kept::default() };
//! state.keep(&kept)?;
//! assert_eq!(state.answer("7f3k2m")?, Some(kept));
//! # Ok::<(), footnote::state::StateError>(())
//! ```

mod answers;
mod feedback;
mod migrations;
mod people;
mod requests;
mod servers;
mod unanswered;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::Connection;

pub use answers::{Asked, Kept, Replied};
pub use feedback::Judged;
pub use people::Held;
pub use requests::{Request, Side};
pub use servers::{Server, Sight};
pub use unanswered::Unanswered;

/// The open file. Cheap calls, none of them waits for the network; share it behind an `Arc`.
pub struct State {
    connection: Mutex<Connection>,
}

/// Why what is remembered cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    #[error("cannot open `{}`, where answers and settings are kept\nname another file as `state` in footnote.toml", path.display())]
    Open { path: PathBuf, source: rusqlite::Error },
    #[error(
        "`{}` was written by a newer footnote: its form is {found}, this one knows up to {known}\n\
         use that version again, or name another file as `state` in footnote.toml",
        path.display()
    )]
    Newer { path: PathBuf, found: u32, known: u32 },
    #[error("cannot bring `{}` to form {form}; it was left as it was", path.display())]
    Migration { path: PathBuf, form: u32, source: rusqlite::Error },
    #[error("what is remembered could not be read or written")]
    Sqlite(#[from] rusqlite::Error),
}

/// How long one process waits for another that writes.
const BUSY: Duration = Duration::from_secs(2);
/// Answers older than this many days are forgotten.
const KEPT_DAYS: i64 = 180;

impl State {
    /// Opens the file, makes it if there is none, brings it to this version's form and forgets what is too old.
    ///
    /// # Errors
    /// When it cannot be opened, is no such file, or was written by a newer version; it is unchanged then.
    pub fn open(path: &Path) -> Result<Self, StateError> {
        let opened = |source| StateError::Open { path: path.to_owned(), source };
        let mut connection = Connection::open(path).map_err(opened)?;
        connection.busy_timeout(BUSY).map_err(opened)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(opened)?;
        // What is deleted is written over, not only taken out of the tables.
        connection.pragma_update(None, "secure_delete", true).map_err(opened)?;
        migrations::apply(&mut connection, path)?;
        connection.pragma_update(None, "journal_mode", "wal").map_err(opened)?;
        connection.pragma_update(None, "synchronous", "normal").map_err(opened)?;
        let state = Self { connection: Mutex::new(connection) };
        state.forget_old()?;
        Ok(state)
    }

    /// Forgets what is too old, as opening does; to be done daily while the program runs.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn forget_old(&self) -> Result<(), StateError> {
        self.forget_before(Timestamp::now().as_second() - KEPT_DAYS * 24 * 60 * 60)
    }

    /// A state that ends with the program.
    ///
    /// # Errors
    /// When SQLite has no memory.
    pub fn in_memory() -> Result<Self, StateError> {
        Self::open(Path::new(":memory:"))
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").finish_non_exhaustive()
    }
}

/// Discord's numbers fit SQLite's only by their bits.
fn stored(id: u64) -> i64 {
    id.cast_signed()
}

/// Where something was said: 0 is a direct message.
fn place(server: Option<u64>) -> i64 {
    server.map_or(0, stored)
}

/// Lists are kept as JSON.
fn list(words: &[String]) -> String {
    serde_json::to_string(words).unwrap_or_default()
}

fn listed(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

fn id(stored: i64) -> u64 {
    stored.cast_unsigned()
}
