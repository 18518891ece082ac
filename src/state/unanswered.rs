//! Questions that the library could not answer, counted, without whoever asked them.

use rusqlite::params;

use super::{State, StateError, place, stored};

/// The longest question that is kept, in characters.
const LONGEST: usize = 300;
/// Digit runs of this length are numbers of people, messages or channels.
const ID_DIGITS: usize = 15;

/// A question and how often it was asked in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    pub question: String,
    pub times: u32,
    /// The last time, in seconds since 1970.
    pub at: i64,
}

impl State {
    /// Counts a question that found no answer in a server, or in a direct message.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note_unanswered(&self, question: &str, server: Option<u64>, at: i64) -> Result<(), StateError> {
        let question = normalised(question);
        if question.is_empty() {
            return Ok(());
        }
        let insert = "INSERT INTO unanswered (question, server, times, at) VALUES (?1, ?2, 1, ?3) \
                      ON CONFLICT (question, server) DO UPDATE SET times = times + 1, at = excluded.at";
        self.connection().prepare_cached(insert)?.execute(params![question, place(server), at])?;
        Ok(())
    }

    /// How many different questions were asked in vain in a server.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn count_unanswered(&self, server: u64) -> Result<u32, StateError> {
        Ok(self.connection().query_row(
            "SELECT count(*) FROM unanswered WHERE server = ?1",
            [stored(server)],
            |row| row.get(0),
        )?)
    }

    /// What was asked in vain in a server, most often first, without the first few.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unanswered(&self, server: u64, first: u32, most: u32) -> Result<Vec<Unanswered>, StateError> {
        self.asked_in_vain(Some(stored(server)), first, most)
    }

    /// What was asked in vain in any server or direct message, most often first: for who runs the bot.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unanswered_anywhere(&self) -> Result<Vec<Unanswered>, StateError> {
        self.asked_in_vain(None, 0, u32::MAX)
    }

    fn asked_in_vain(
        &self,
        place: Option<i64>,
        first: u32,
        most: u32,
    ) -> Result<Vec<Unanswered>, StateError> {
        let select = "SELECT question, sum(times), max(at) FROM unanswered WHERE ?1 IS NULL OR server = ?1 \
                      GROUP BY question ORDER BY 2 DESC, 3 DESC, 1 LIMIT ?2 OFFSET ?3";
        let connection = self.connection();
        let mut statement = connection.prepare(select)?;
        let rows = statement.query_map(params![place, most, first], |row| {
            Ok(Unanswered { question: row.get(0)?, times: row.get(1)?, at: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// One spelling for one question: small letters, single spaces, no closing marks, no mentions and no ids.
fn normalised(question: &str) -> String {
    let small = question.to_lowercase();
    let joined = nameless(&small);
    let ends = |c: char| c.is_whitespace() || matches!(c, '?' | '!' | '.' | '？' | '！' | '。' | '…');
    joined.trim_matches(ends).chars().take(LONGEST).collect()
}

/// Words without mentions and ids, parted by single spaces.
pub(super) fn nameless(words: &str) -> String {
    words.split_whitespace().filter(|word| !names_somebody(word)).collect::<Vec<_>>().join(" ")
}

fn names_somebody(word: &str) -> bool {
    let digits = word.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    word.starts_with('@') || word.contains("<@") || word.contains("<#") || digits >= ID_DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(question: &str, expected: &str) {
        assert_eq!(normalised(question), expected);
    }

    #[test]
    fn one_question_has_one_spelling() {
        case("  What  was Zeta's revenue?? ", "what was zeta's revenue");
        case("泽塔的营收是多少？", "泽塔的营收是多少");
        case("@sam and <@123> asked 1400000000000000001: revenue in 2025", "and asked revenue in 2025");
        case("<@123>", "");
    }

    #[test]
    fn repeated_questions_are_counted() {
        let state = State::in_memory().expect("memory");
        for (at, question) in (1..).zip(["Revenue?", "profit", "revenue", "<@1>"]) {
            state.note_unanswered(question, Some(6), at).expect("written");
        }
        let kept = state.unanswered(6, 0, 9).expect("read");
        assert_eq!(kept[0], Unanswered { question: "revenue".into(), times: 2, at: 3 });
        assert_eq!((kept.len(), state.count_unanswered(6).expect("read")), (2, 2));
        assert_eq!(state.unanswered(6, 1, 9).expect("read")[0].question, "profit");
        state.note_unanswered("our own plans", None, 9).expect("written");
        for elsewhere in [0, 7] {
            let theirs = state.unanswered(elsewhere, 0, 9).expect("read");
            assert!(theirs.iter().all(|kept| kept.question == "our own plans"), "{theirs:?}");
        }
        state.note_unanswered("profit", None, 9).expect("written");
        state.note_unanswered("profit", Some(7), 8).expect("written");
        let anywhere = state.unanswered_anywhere().expect("read");
        assert_eq!(anywhere[0], Unanswered { question: "profit".into(), times: 3, at: 9 });
        assert_eq!(anywhere.len(), 3);
    }
}
