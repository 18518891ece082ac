//! What is kept of one person, and its end.

use rusqlite::params;

use super::{State, StateError, stored};

/// How much is kept of a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    pub questions: u32,
    pub verdicts: u32,
    pub reports: u32,
    pub checks: u32,
}

impl State {
    /// What is kept of a person.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn held(&self, person: u64) -> Result<Held, StateError> {
        const ASKED: &str = "asked JOIN answers ON answers.id = asked.answer AND request ->> 'kind'";
        let connection = self.connection();
        let count = |table: &str| {
            let select = format!("SELECT count(*) FROM {table} WHERE person = ?1");
            connection.query_row(&select, [stored(person)], |row| row.get(0))
        };
        Ok(Held {
            questions: count(&format!("{ASKED} <> 'post'"))?,
            verdicts: count("verdicts")?,
            reports: count("wrong_figures")?,
            checks: count(&format!("{ASKED} = 'post'"))?,
        })
    }

    /// Deletes everything kept of a person: their feedback, that they asked, and the answers nobody else asked for. Their
    /// words are in the file no more, unless another process is reading it just then.
    ///
    /// # Errors
    /// When the file cannot be written; nothing is deleted then.
    pub fn forget_person(&self, person: u64) -> Result<(), StateError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let alone = "DELETE FROM answers WHERE id IN (SELECT answer FROM asked WHERE person = ?1) \
                     AND id NOT IN (SELECT answer FROM asked WHERE person <> ?1)";
        transaction.execute(alone, params![stored(person)])?;
        for table in ["asked", "verdicts", "wrong_figures"] {
            transaction.execute(&format!("DELETE FROM {table} WHERE person = ?1"), [stored(person)])?;
        }
        transaction.commit()?;
        // The log of what was written before it holds the words too. Where that is being read, it is emptied later.
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Asked, Kept, Request};

    #[test]
    fn what_was_deleted_is_not_in_the_file_any_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = State::open(&folder.path().join("footnote.db")).expect("a new file");
        let at = jiff::Timestamp::now().as_second();
        for (answer, person, question) in [("A", 1, "a telling question"), ("B", 2, "another question")] {
            let kept = Kept { id: answer.into(), question: question.into(), at, ..Kept::default() };
            state.keep(&kept).expect("kept");
            state.note_asked(Some(answer), &Asked { person, at, ..Asked::default() }).expect("noted");
            state.report_wrong(answer, (person, None), &format!("of {question}"), at).expect("written");
        }
        let holds = |words: &str| {
            let files = std::fs::read_dir(folder.path()).expect("the folder");
            let mut files =
                files.map(|file| std::fs::read(file.expect("a file").path()).expect("it is read"));
            files.any(|bytes| bytes.windows(words.len()).any(|window| window == words.as_bytes()))
        };
        assert!(holds("a telling question"));
        state.forget_person(1).expect("deleted");
        assert!(!holds("a telling question"));
        assert!(holds("another question"));
    }

    #[test]
    fn nothing_of_a_person_is_left_and_all_of_others_is() {
        let state = State::in_memory().expect("memory");
        let post = Kept { id: "P".into(), request: Request::Post { day: None }, ..Kept::default() };
        state.keep(&post).expect("kept");
        for (answer, person) in [("A", 1), ("B", 1), ("B", 2)] {
            state.keep(&Kept { id: answer.into(), ..Kept::default() }).expect("kept");
            state.note_asked(Some(answer), &Asked { person, ..Asked::default() }).expect("noted");
            state.note_asked(Some("P"), &Asked { person, ..Asked::default() }).expect("noted");
            state.judge(answer, (person, None), true, 3).expect("written");
            state.report_wrong(answer, (person, None), "5, not 6", 3).expect("written");
        }
        assert_eq!(state.held(1).expect("read"), Held { questions: 2, verdicts: 2, reports: 2, checks: 2 });
        state.forget_person(1).expect("deleted");
        assert_eq!(state.held(1).expect("read"), Held::default());
        assert_eq!(state.held(2).expect("read"), Held { questions: 1, verdicts: 1, reports: 1, checks: 1 });
        assert_eq!(state.answer("A").expect("read"), None);
        assert!(state.answer("B").expect("read").is_some());
        state.forget_person(2).expect("deleted");
        assert_eq!(state.answer("P").expect("read"), None, "a post goes with the last who had it checked");
    }
}
