//! What people say of answers.

use rusqlite::params;

use super::{State, StateError, stored};

/// The longest report of a wrong figure that is kept, in characters.
const LONGEST: usize = 1000;

impl State {
    /// A person's verdict on an answer; the last one counts.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn judge(&self, answer: &str, person: u64, good: bool, at: i64) -> Result<(), StateError> {
        let insert = "INSERT OR REPLACE INTO verdicts VALUES (?1, ?2, ?3, ?4)";
        self.connection().prepare_cached(insert)?.execute(params![answer, stored(person), good, at])?;
        Ok(())
    }

    /// A person's report that a figure of an answer is wrong.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn report_wrong(&self, answer: &str, person: u64, words: &str, at: i64) -> Result<(), StateError> {
        let words: String = words.chars().take(LONGEST).collect();
        let insert = "INSERT INTO wrong_figures (answer, person, words, at) VALUES (?1, ?2, ?3, ?4)";
        self.connection().prepare_cached(insert)?.execute(params![answer, stored(person), words, at])?;
        Ok(())
    }

    /// How many people found an answer good, and how many bad.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn verdicts(&self, answer: &str) -> Result<(u32, u32), StateError> {
        let select = "SELECT ifnull(sum(good), 0), ifnull(sum(1 - good), 0) FROM verdicts WHERE answer = ?1";
        Ok(self.connection().query_row(select, [answer], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_one_verdict() {
        let state = State::in_memory().expect("memory");
        for (person, good) in [(1, true), (1, false), (2, true)] {
            state.judge("A", person, good, 3).expect("written");
        }
        assert_eq!(state.verdicts("A").expect("read"), (1, 1));
        assert_eq!(state.verdicts("B").expect("read"), (0, 0));
    }
}
