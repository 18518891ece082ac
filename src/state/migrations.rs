//! The form of the file: each migration takes it one number further.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::StateError;

/// In order; the file says in `user_version` how many of them it has. A migration that was released never changes.
const MIGRATIONS: [&str; 5] = [
    include_str!("data/0001.sql"),
    include_str!("data/0002.sql"),
    include_str!("data/0003.sql"),
    include_str!("data/0004.sql"),
    include_str!("data/0005.sql"),
];

/// Applies what is missing, each in a transaction of its own.
///
/// # Errors
/// When the file is of a newer form, or a migration fails; the file keeps the form it had.
pub(super) fn apply(connection: &mut Connection, path: &Path) -> Result<(), StateError> {
    let known = MIGRATIONS.len() as u32;
    let opened = |source| StateError::Open { path: path.to_owned(), source };
    let found = form(connection).map_err(opened)?;
    if found > known {
        return Err(StateError::Newer { path: path.to_owned(), found, known });
    }
    for (form, sql) in (1..).zip(MIGRATIONS).skip(found as usize) {
        let failed = |source| StateError::Migration { path: path.to_owned(), form, source };
        take(connection, form, sql).map_err(failed)?;
    }
    Ok(())
}

fn form(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Looks at the form again once it holds the file: another process may have been there first.
fn take(connection: &mut Connection, to: u32, sql: &str) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if form(&transaction)? < to {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", to)?;
    }
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Kept, Request, State};

    #[test]
    fn a_file_is_made_once_and_opened_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("footnote.db");
        let kept = Kept { id: "ABC".into(), at: jiff::Timestamp::now().as_second(), ..Kept::default() };
        State::open(&path).expect("a new file").keep(&kept).expect("it is kept");
        let again = State::open(&path).expect("its own file");
        assert_eq!(again.answer("ABC").expect("it reads"), Some(kept));
    }

    #[test]
    fn a_file_of_the_first_form_keeps_what_it_has() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("footnote.db");
        let mut first = Connection::open(&path).expect("a new file");
        take(&mut first, 1, MIGRATIONS[0]).expect("the first form");
        let at = jiff::Timestamp::now().as_second();
        let insert = "INSERT INTO answers VALUES ('ABC', 'revenue?', '[]', '39', 1, ?1)";
        first.execute(insert, [at]).expect("an answer");
        first.execute("INSERT INTO channels VALUES (1, 3)", []).expect("a setting");
        drop(first);
        let state = State::open(&path).expect("it is brought to this form");
        let kept = state.answer("ABC").expect("it reads").expect("it is there");
        assert_eq!((kept.question.as_str(), kept.tags.len()), ("revenue?", 0));
        assert_eq!(state.server(1).expect("it reads").channels, [3]);
    }

    #[test]
    fn a_post_that_was_checked_becomes_a_request_of_who_had_it_checked() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("footnote.db");
        let mut third = Connection::open(&path).expect("a new file");
        for (form, sql) in (1..).zip(&MIGRATIONS[..3]) {
            take(&mut third, form, sql).expect("an earlier form");
        }
        let at = jiff::Timestamp::now().as_second();
        third
            .execute("INSERT INTO answers VALUES ('ABC', 'revenue?', '[]', '39', 1, ?1, '[]')", [at])
            .expect("one");
        third.execute("INSERT INTO asked VALUES (7, 'ABC', 1, 2, 3, 4, ?1)", [at]).expect("it was asked");
        for person in [1, 5] {
            let insert = "INSERT INTO checks VALUES ('P0ST', ?1, 'revenue was 5', ?2, '2025-11-02')";
            third.execute(insert, [person, at]).expect("a post");
        }
        drop(third);
        let state = State::open(&path).expect("it is brought to this form");
        let kept = state.answer("P0ST").expect("it reads").expect("it is there");
        let day = Some(jiff::civil::date(2025, 11, 2));
        assert_eq!((kept.question.as_str(), kept.request), ("revenue was 5", Request::Post { day }));
        assert_eq!(state.reply_to(3).expect("it reads").map(|replied| replied.reply), Some(4));
        assert_eq!(state.held(5).expect("it reads").checks, 1);
        for person in [1, 5] {
            state.forget_person(person).expect("forgotten");
        }
        assert_eq!(state.answer("P0ST").expect("it reads"), None);
    }

    #[test]
    fn a_newer_file_is_refused_by_name_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("footnote.db");
        Connection::open(&path).and_then(|new| new.pragma_update(None, "user_version", 99)).expect("a file");
        let before = std::fs::read(&path).expect("the file");
        let refused = State::open(&path).expect_err("it is newer").to_string();
        assert!(refused.contains("footnote.db` was written by a newer footnote"), "{refused}");
        assert_eq!(std::fs::read(&path).expect("the file"), before);
    }

    #[test]
    fn what_is_no_such_file_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "x".repeat(5000)).expect("a file");
        assert!(matches!(State::open(&path), Err(StateError::Open { .. })));
    }
}
