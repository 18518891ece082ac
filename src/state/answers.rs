//! Answers that were given, and who asked for them where.

use rusqlite::{OptionalExtension, params};

use super::{Request, State, StateError, id, list, listed, stored};

/// An answer as it can be given again: asking for the same in the same context does it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    pub id: String,
    /// What was asked for, in words that a later question can go on from; of a post, its own.
    pub question: String,
    /// The questions before it, oldest first.
    pub context: Vec<String>,
    pub request: Request,
    /// The tags of the reports it could see; all where there are none.
    pub tags: Vec<String>,
    /// What was said then, in a line or two of the chat's markup.
    pub shown: String,
    pub generation: u64,
    /// Seconds since 1970.
    pub at: i64,
}

impl Kept {
    /// What a question that goes on from this one comes after, oldest first.
    ///
    /// ```
    /// let kept = footnote::state::Kept {
    ///     question: "and Q2?".into(),
    ///     context: vec!["revenue in Q1?".into()],
    ///     ..Default::default()
    /// };
    /// assert_eq!(kept.before_next(), ["revenue in Q1?", "and Q2?"]);
    /// ```
    #[must_use]
    pub fn before_next(self) -> Vec<String> {
        let said = Some(self.question).filter(|question| !question.trim().is_empty());
        self.context.into_iter().chain(said).collect()
    }
}

/// Who asked for an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    pub person: u64,
    pub channel: u64,
    /// The message that asked, when it was one.
    pub message: Option<u64>,
    /// The bot's message that answered it.
    pub reply: Option<u64>,
    pub at: i64,
}

/// A question in a message, and the bot's reply to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replied {
    pub person: u64,
    pub channel: u64,
    pub reply: u64,
    pub at: i64,
    /// Help, or that it is one question too many, is no answer.
    pub is_answer: bool,
}

impl State {
    /// Keeps an answer; the first time that it was given counts. Back comes whether it is kept: not where its identifier
    /// is that of an answer to something else.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, kept: &Kept) -> Result<bool, StateError> {
        let (context, tags) = (list(&kept.context), list(&kept.tags));
        let (generation, request) = (stored(kept.generation), kept.request.written());
        let connection = self.connection();
        let inserted = connection
            .prepare_cached("INSERT OR IGNORE INTO answers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
            .execute(params![
                kept.id,
                kept.question,
                context,
                kept.shown,
                generation,
                kept.at,
                tags,
                request
            ])?;
        if inserted > 0 {
            return Ok(true);
        }
        let same = "SELECT count(*) FROM answers WHERE id = ?1 AND question = ?2 AND context = ?3 \
                    AND generation = ?4 AND tags = ?5 AND request = ?6";
        let mut statement = connection.prepare_cached(same)?;
        let same = params![kept.id, kept.question, context, generation, tags, request];
        Ok(statement.query_row(same, |row| row.get::<_, u32>(0))? > 0)
    }

    /// Takes note of who asked for a kept answer, or of a reply that gives none.
    ///
    /// # Errors
    /// When the file cannot be written, or the answer is not kept.
    pub fn note_asked(&self, answer: Option<&str>, asked: &Asked) -> Result<(), StateError> {
        let insert =
            "INSERT INTO asked (answer, person, channel, message, reply, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.connection().prepare_cached(insert)?.execute(params![
            answer,
            stored(asked.person),
            stored(asked.channel),
            asked.message.map(stored),
            asked.reply.map(stored),
            asked.at,
        ])?;
        Ok(())
    }

    /// The answer of an identifier, however its letters are written.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn answer(&self, answer: &str) -> Result<Option<Kept>, StateError> {
        let select =
            "SELECT id, question, context, shown, generation, at, tags, request FROM answers WHERE id = ?1";
        let connection = self.connection();
        let mut statement = connection.prepare_cached(select)?;
        let found = statement.query_row([answer.trim().to_ascii_uppercase()], |row| {
            Ok(Kept {
                id: row.get(0)?,
                question: row.get(1)?,
                context: listed(&row.get::<_, String>(2)?),
                shown: row.get(3)?,
                generation: id(row.get(4)?),
                at: row.get(5)?,
                tags: listed(&row.get::<_, String>(6)?),
                request: Request::read(&row.get::<_, String>(7)?).unwrap_or_default(),
            })
        });
        Ok(found.optional()?)
    }

    /// The last few questions of a person in a channel since a time, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_questions(
        &self,
        (person, channel): (u64, u64),
        since: i64,
        most: u32,
    ) -> Result<Vec<String>, StateError> {
        let select = "SELECT question FROM asked JOIN answers ON answers.id = asked.answer \
                      WHERE person = ?1 AND channel = ?2 AND asked.at >= ?3 \
                      AND trim(question) <> '' ORDER BY number DESC LIMIT ?4";
        let connection = self.connection();
        let mut statement = connection.prepare_cached(select)?;
        let rows =
            statement.query_map(params![stored(person), stored(channel), since, most], |row| row.get(0))?;
        let mut questions = rows.collect::<Result<Vec<String>, _>>()?;
        questions.reverse();
        Ok(questions)
    }

    /// The bot's reply under a message.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reply_to(&self, message: u64) -> Result<Option<Replied>, StateError> {
        let select = "SELECT person, channel, reply, at, answer IS NOT NULL FROM asked \
                      WHERE message = ?1 AND reply IS NOT NULL ORDER BY number LIMIT 1";
        let connection = self.connection();
        let mut statement = connection.prepare_cached(select)?;
        let found = statement.query_row([stored(message)], |row| {
            let (person, channel, reply) = (id(row.get(0)?), id(row.get(1)?), id(row.get(2)?));
            Ok(Replied { person, channel, reply, at: row.get(3)?, is_answer: row.get(4)? })
        });
        Ok(found.optional()?)
    }

    /// The answer that a message of the bot gave.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn answer_in(&self, reply: u64) -> Result<Option<Kept>, StateError> {
        let select = "SELECT answer FROM asked WHERE reply = ?1 AND answer IS NOT NULL LIMIT 1";
        let found =
            self.connection().query_row(select, [stored(reply)], |row| row.get::<_, String>(0)).optional()?;
        found.map_or(Ok(None), |answer| self.answer(&answer))
    }

    /// Forgets who asked with a message, and what it was answered with unless somebody else has that too.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn forget_message(&self, message: u64) -> Result<(), StateError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let alone = "DELETE FROM answers WHERE id IN (SELECT answer FROM asked WHERE message = ?1) \
                     AND id NOT IN (SELECT answer FROM asked WHERE message IS NOT ?1)";
        transaction.execute(alone, [stored(message)])?;
        transaction.execute("DELETE FROM asked WHERE message = ?1", [stored(message)])?;
        transaction.commit()?;
        Ok(())
    }

    /// Forgets answers given before a time, with everything said of them.
    pub(super) fn forget_before(&self, at: i64) -> Result<(), StateError> {
        let connection = self.connection();
        for table in ["verdicts", "wrong_figures", "asked", "unanswered", "answers"] {
            connection.execute(&format!("DELETE FROM {table} WHERE at < ?1"), [at])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(answer: &str, question: &str) -> Kept {
        Kept {
            id: answer.into(),
            question: question.into(),
            context: vec!["before?".into()],
            ..Kept::default()
        }
    }

    fn asked(person: u64, channel: u64, at: i64) -> Asked {
        Asked { person, channel, at, message: Some(7), reply: Some(8) }
    }

    #[test]
    fn the_last_questions_of_a_person_in_a_channel_oldest_first() {
        let state = State::in_memory().expect("memory");
        for (at, answer) in (1..).zip(["A", "B", "C", "D"]) {
            state.keep(&kept(answer, answer)).expect("kept");
            state.note_asked(Some(answer), &asked(1, 2, at)).expect("noted");
        }
        state.note_asked(Some("A"), &asked(1, 3, 9)).expect("noted");
        let last = |since, most| state.last_questions((1, 2), since, most).expect("read");
        assert_eq!(last(2, 9), ["B", "C", "D"]);
        assert_eq!(last(0, 2), ["C", "D"]);
        assert_eq!(last(5, 9), Vec::<String>::new());
    }

    #[test]
    fn an_identifier_is_that_of_one_answer() {
        let state = State::in_memory().expect("memory");
        let first = kept("A", "revenue?");
        assert!(state.keep(&first).expect("kept"));
        assert!(state.keep(&Kept { shown: "later".into(), at: 9, ..first.clone() }).expect("it is there"));
        let context = vec!["another before?".to_owned()];
        for other in [
            kept("A", "profit?"),
            Kept { context, ..first.clone() },
            Kept { generation: 2, ..first.clone() },
            Kept { tags: vec!["public".into()], ..first.clone() },
            Kept { request: Request::Events { filter: String::new() }, ..first.clone() },
        ] {
            assert!(!state.keep(&other).expect("read"), "{other:?}");
        }
        assert_eq!(state.answer("A").expect("read"), Some(first), "the first one stays");
    }

    #[test]
    fn ids_of_any_size_come_back() {
        let state = State::in_memory().expect("memory");
        state.keep(&kept("A", "?")).expect("kept");
        state.note_asked(Some("A"), &asked(u64::MAX, 2, 3)).expect("noted");
        let replied = state.reply_to(7).expect("read").expect("there");
        assert_eq!(replied, Replied { person: u64::MAX, channel: 2, reply: 8, at: 3, is_answer: true });
    }

    #[test]
    fn a_reply_without_an_answer_is_known_by_its_question_and_is_no_question_of_the_conversation() {
        let state = State::in_memory().expect("memory");
        state.note_asked(None, &asked(1, 2, 3)).expect("noted");
        let replied = state.reply_to(7).expect("read").expect("there");
        assert_eq!((replied.reply, replied.is_answer), (8, false));
        assert_eq!(state.answer_in(8).expect("read"), None);
        assert_eq!(state.last_questions((1, 2), 0, 9).expect("read"), Vec::<String>::new());
        assert_eq!(state.held(1).expect("read").questions, 0);
        state.forget_message(7).expect("forgotten");
        assert_eq!(state.reply_to(7).expect("read"), None);
    }

    #[test]
    fn with_a_message_goes_the_answer_that_nobody_else_has() {
        let state = State::in_memory().expect("memory");
        for answer in ["MINE", "OURS"] {
            state.keep(&kept(answer, "?")).expect("kept");
            state.note_asked(Some(answer), &asked(1, 2, 3)).expect("noted");
        }
        let slash = Asked { person: 4, channel: 2, at: 3, message: None, reply: None };
        state.note_asked(Some("OURS"), &slash).expect("noted");
        state.forget_message(7).expect("forgotten");
        assert_eq!(state.answer("MINE").expect("read"), None);
        assert!(state.answer("OURS").expect("read").is_some());
    }

    #[test]
    fn what_is_older_than_half_a_year_is_forgotten_while_the_program_runs() {
        let state = State::in_memory().expect("memory");
        let now = jiff::Timestamp::now().as_second();
        for (answer, days) in [("OLD", 181), ("NEW", 179)] {
            let at = now - days * 24 * 60 * 60;
            state.keep(&Kept { at, ..kept(answer, "?") }).expect("kept");
        }
        state.forget_old().expect("forgotten");
        assert_eq!(state.answer("OLD").expect("read"), None);
        assert!(state.answer("NEW").expect("read").is_some());
    }

    #[test]
    fn what_is_old_is_forgotten() {
        let state = State::in_memory().expect("memory");
        state.keep(&kept("A", "?")).expect("kept");
        state.note_asked(Some("A"), &asked(1, 2, 0)).expect("noted");
        state.forget_before(1).expect("forgotten");
        assert_eq!(state.answer("A").expect("read"), None);
        assert_eq!(state.reply_to(7).expect("read"), None);
    }
}
