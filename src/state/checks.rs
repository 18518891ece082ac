//! Posts whose figures somebody had checked, where the result has several pages.

use jiff::civil::Date;
use rusqlite::{OptionalExtension, params};

use super::{State, StateError, stored};

/// A post whose figures were checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    pub post: String,
    /// The day it was written, if that was told.
    pub day: Option<Date>,
}

impl State {
    /// Keeps a post for whoever turns the pages of its check.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_check(&self, check: &str, person: u64, checked: &Checked, at: i64) -> Result<(), StateError> {
        let insert = "INSERT OR REPLACE INTO checks (id, person, post, at, day) VALUES (?1, ?2, ?3, ?4, ?5)";
        let day = checked.day.map(|day| day.to_string());
        self.connection().prepare_cached(insert)?.execute(params![
            check,
            stored(person),
            checked.post,
            at,
            day
        ])?;
        Ok(())
    }

    /// The post of a person's check.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn checked_post(&self, check: &str, person: u64) -> Result<Option<Checked>, StateError> {
        let select = "SELECT post, day FROM checks WHERE id = ?1 AND person = ?2";
        let connection = self.connection();
        let mut statement = connection.prepare_cached(select)?;
        let found = statement.query_row(params![check, stored(person)], |row| {
            let day: Option<String> = row.get(1)?;
            Ok(Checked { post: row.get(0)?, day: day.and_then(|day| day.parse().ok()) })
        });
        Ok(found.optional()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_comes_back_to_who_had_it_checked_alone() {
        let state = State::in_memory().expect("memory");
        let day = Some(jiff::civil::date(2025, 11, 2));
        let checked = Checked { post: "revenue was 5".to_owned(), day };
        state.keep_check("ABC", 1, &checked, 3).expect("kept");
        assert_eq!(state.checked_post("ABC", 1).expect("read"), Some(checked));
        assert_eq!(state.checked_post("ABC", 2).expect("read"), None);
        state.forget_person(1).expect("forgotten");
        assert_eq!(state.checked_post("ABC", 1).expect("read"), None);
    }
}
