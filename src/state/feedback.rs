//! What people say of answers.

use rusqlite::{OptionalExtension, params};

use super::unanswered::nameless;
use super::{State, StateError, place, stored};

/// What people say of an answer, without who they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    pub answer: String,
    /// What it was to, where that is kept still.
    pub question: Option<String>,
    /// How many found it good, and how many bad.
    pub good: u32,
    pub bad: u32,
    /// What is said to be wrong in it, newest first.
    pub wrong: Vec<String>,
}

/// Answers of which somebody in a server, or anywhere, said that something is wrong: whether in words, and the last time.
const COMPLAINED_OF: &str = "(SELECT answer, max(said) AS said, max(at) AS last FROM \
     (SELECT answer, at, 1 AS said FROM wrong_figures WHERE ?1 IS NULL OR server = ?1 \
      UNION ALL SELECT answer, at, 0 FROM verdicts WHERE good = 0 AND (?1 IS NULL OR server = ?1)) GROUP BY answer)";

/// The longest report of a wrong figure that is kept, in characters.
const LONGEST: usize = 1000;

impl State {
    /// A person's verdict on an answer, given in a server or a direct message; the last one counts.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn judge(
        &self,
        answer: &str,
        (person, server): (u64, Option<u64>),
        good: bool,
        at: i64,
    ) -> Result<(), StateError> {
        let insert =
            "INSERT OR REPLACE INTO verdicts (answer, person, good, at, server) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.connection().prepare_cached(insert)?.execute(params![
            answer,
            stored(person),
            good,
            at,
            place(server)
        ])?;
        Ok(())
    }

    /// A person's report that a figure of an answer is wrong.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn report_wrong(
        &self,
        answer: &str,
        (person, server): (u64, Option<u64>),
        words: &str,
        at: i64,
    ) -> Result<(), StateError> {
        let words: String = words.chars().take(LONGEST).collect();
        let insert =
            "INSERT INTO wrong_figures (answer, person, words, at, server) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.connection().prepare_cached(insert)?.execute(params![
            answer,
            stored(person),
            words,
            at,
            place(server)
        ])?;
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

impl State {
    /// How many answers were reported as wrong or found bad in a server.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn count_feedback(&self, server: u64) -> Result<u32, StateError> {
        let select = format!("SELECT count(*) FROM {COMPLAINED_OF}");
        Ok(self.connection().query_row(&select, [stored(server)], |row| row.get(0))?)
    }

    /// Answers that were reported as wrong, then those that were found bad; newest first, without the first few.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn feedback(&self, server: u64, first: u32, most: u32) -> Result<Vec<Judged>, StateError> {
        self.complained_of(Some(stored(server)), first, most)
    }

    /// The same of every server and of direct messages: for who runs the bot.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn feedback_anywhere(&self) -> Result<Vec<Judged>, StateError> {
        self.complained_of(None, 0, u32::MAX)
    }

    fn complained_of(&self, place: Option<i64>, first: u32, most: u32) -> Result<Vec<Judged>, StateError> {
        let select = format!(
            "SELECT answer FROM {COMPLAINED_OF} ORDER BY said DESC, last DESC, answer LIMIT ?2 OFFSET ?3"
        );
        let answers = {
            let connection = self.connection();
            let mut statement = connection.prepare(&select)?;
            let rows = statement.query_map(params![place, most, first], |row| row.get(0))?;
            rows.collect::<Result<Vec<String>, _>>()?
        };
        answers.into_iter().map(|answer| self.judged(answer, place)).collect()
    }

    fn judged(&self, answer: String, place: Option<i64>) -> Result<Judged, StateError> {
        let (good, bad) = self.verdicts(&answer)?;
        let connection = self.connection();
        let select = "SELECT question FROM answers WHERE id = ?1";
        let question: Option<String> =
            connection.query_row(select, [&answer], |row| row.get(0)).optional()?;
        let select = "SELECT words FROM wrong_figures WHERE answer = ?1 AND (?2 IS NULL OR server = ?2) \
                      ORDER BY number DESC";
        let mut statement = connection.prepare_cached(select)?;
        let words = statement.query_map(params![answer, place], |row| row.get::<_, String>(0))?;
        let wrong = words.map(|words| Ok(nameless(&words?))).collect::<Result<_, rusqlite::Error>>()?;
        Ok(Judged { answer, question: question.map(|question| nameless(&question)), good, bad, wrong })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Kept;

    #[test]
    fn complaints_in_words_come_first_and_without_names() {
        let state = State::in_memory().expect("memory");
        let kept = Kept { id: "A".into(), question: "revenue, <@5>?".into(), ..Kept::default() };
        state.keep(&kept).expect("kept");
        state.report_wrong("A", (1, Some(6)), "it is 5, says <@1400000000000000001>", 3).expect("written");
        state.report_wrong("A", (2, Some(6)), "it is 6", 4).expect("written");
        for (answer, person, good, at) in [("A", 1, true, 9), ("B", 1, false, 8), ("C", 1, true, 9)] {
            state.judge(answer, (person, Some(6)), good, at).expect("written");
        }
        let told = state.feedback(6, 0, 9).expect("read");
        let (first, second) = (&told[0], &told[1]);
        assert_eq!((first.question.as_deref(), first.good), (Some("revenue,"), 1));
        assert_eq!(first.wrong, ["it is 6", "it is 5, says"]);
        assert_eq!((second.answer.as_str(), second.question.as_deref(), second.bad), ("B", None, 1));
        assert_eq!((told.len(), state.count_feedback(6).expect("read")), (2, 2));
        assert_eq!(state.feedback(6, 1, 1).expect("read"), told[1..]);
        for elsewhere in [0, 7] {
            assert_eq!(state.feedback(elsewhere, 0, 9).expect("read"), []);
        }
        state.report_wrong("D", (1, None), "it is 7", 9).expect("written");
        let anywhere = state.feedback_anywhere().expect("read");
        assert_eq!(anywhere.iter().map(|judged| judged.answer.as_str()).collect::<Vec<_>>(), ["D", "A", "B"]);
        assert_eq!(anywhere[1].wrong.len(), 2);
    }

    #[test]
    fn a_person_has_one_verdict() {
        let state = State::in_memory().expect("memory");
        for (person, good) in [(1, true), (1, false), (2, true)] {
            state.judge("A", (person, Some(6)), good, 3).expect("written");
        }
        assert_eq!(state.verdicts("A").expect("read"), (1, 1));
        assert_eq!(state.verdicts("B").expect("read"), (0, 0));
    }
}
