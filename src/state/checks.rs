//! Posts whose figures somebody had checked, where the result has more pages than one.

use rusqlite::{OptionalExtension, params};

use super::{State, StateError, stored};

impl State {
    /// Keeps a post for whoever turns the pages of its check.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_check(&self, check: &str, person: u64, post: &str, at: i64) -> Result<(), StateError> {
        let insert = "INSERT OR REPLACE INTO checks VALUES (?1, ?2, ?3, ?4)";
        self.connection().prepare_cached(insert)?.execute(params![check, stored(person), post, at])?;
        Ok(())
    }

    /// The post of a person's check.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn checked_post(&self, check: &str, person: u64) -> Result<Option<String>, StateError> {
        let select = "SELECT post FROM checks WHERE id = ?1 AND person = ?2";
        let connection = self.connection();
        let mut statement = connection.prepare_cached(select)?;
        Ok(statement.query_row(params![check, stored(person)], |row| row.get(0)).optional()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_comes_back_to_who_had_it_checked_alone() {
        let state = State::in_memory().expect("memory");
        state.keep_check("ABC", 1, "revenue was 5", 3).expect("kept");
        assert_eq!(state.checked_post("ABC", 1).expect("read").as_deref(), Some("revenue was 5"));
        assert_eq!(state.checked_post("ABC", 2).expect("read"), None);
        state.forget_person(1).expect("forgotten");
        assert_eq!(state.checked_post("ABC", 1).expect("read"), None);
    }
}
