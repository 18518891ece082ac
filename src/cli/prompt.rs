//! The prompt: questions at the terminal, or a line each from a pipe, on the same engine as everything else.

use std::collections::VecDeque;
use std::io::{BufRead, IsTerminal, stdin};
use std::path::PathBuf;

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::library::Library;
use super::places::Places;
use super::run::Outcome;
use super::{explain, failure, sources, status, streams};
use crate::lexicon::is_greeting;
use crate::question::Ask;
use crate::render::plain;

/// How many earlier questions a follow-up may lean on.
const REMEMBERED_QUESTIONS: usize = 3;

const HELP: &str = "\
Ask in plain words: whose figure, which one, which period. A follow-up may leave out what it shares.
/sources         the reports of the library, newest first
/status          what the index holds, its age and its problems
/explain on|off  show how the figures of an answer were read
/help            this
/quit            leave (also Ctrl-D)";

/// Answers questions until there are no more.
///
/// # Errors
/// When there is nothing to answer from, or standard output cannot be written.
pub(super) fn run(places: &Places) -> anyhow::Result<Outcome> {
    let mut prompt =
        Prompt { library: Library::open(places)?, places, asked: VecDeque::new(), explains: false };
    if stdin().is_terminal() {
        prompt.converse()?;
    } else {
        prompt.read_lines()?;
    }
    Ok(Outcome::Done)
}

struct Prompt<'a> {
    library: Library,
    places: &'a Places,
    /// Oldest first.
    asked: VecDeque<String>,
    explains: bool,
}

#[derive(PartialEq, Eq)]
enum Next {
    Continue,
    Leave,
}

impl Prompt<'_> {
    /// At a terminal: a prompt, line editing, a history.
    fn converse(&mut self) -> anyhow::Result<()> {
        streams::print(&sources::first_screen(self.places)?)?;
        let mut editor = DefaultEditor::new()?;
        let history = history_file();
        if let Some(history) = &history {
            // The first time there is no file yet.
            let _ = editor.load_history(history);
        }
        loop {
            match editor.readline("footnote> ") {
                Ok(line) => {
                    let _ = editor.add_history_entry(line.trim());
                    if self.take(&line)? == Next::Leave {
                        break;
                    }
                }
                Err(ReadlineError::Interrupted) => {}
                Err(ReadlineError::Eof) => break,
                Err(error) => return Err(error.into()),
            }
        }
        if let Some(Err(error)) = history.map(|file| keep_history(&mut editor, file)) {
            streams::remark(&format!("cannot keep the history of questions: {error}"));
        }
        Ok(())
    }

    /// From a pipe: no prompt, an answer a line.
    fn read_lines(&mut self) -> anyhow::Result<()> {
        let mut input = stdin().lock();
        let mut line = Vec::new();
        while input.read_until(b'\n', &mut line)? > 0 {
            if self.take(&String::from_utf8_lossy(&line))? == Next::Leave {
                break;
            }
            line.clear();
        }
        Ok(())
    }

    fn take(&mut self, line: &str) -> anyhow::Result<Next> {
        match line.trim() {
            "" => {}
            "/quit" | "/exit" => return Ok(Next::Leave),
            "/help" => streams::print(HELP)?,
            "/status" => self.show(status::text(self.places))?,
            "/sources" => self.show(sources::text(self.places))?,
            "/explain on" => self.explains = true,
            "/explain off" => self.explains = false,
            command if command.starts_with('/') => {
                streams::remark(&format!("there is no command `{command}`\n/help shows those there are"));
            }
            greeting if is_greeting(greeting) => streams::print(HELP)?,
            question => self.answer(question)?,
        }
        Ok(Next::Continue)
    }

    fn answer(&mut self, question: &str) -> anyhow::Result<()> {
        self.library.refresh();
        let context = self.asked.iter().cloned().collect();
        let ask = Ask { question: question.to_owned(), context, ..Ask::default() };
        let answer = self.library.ask(&ask);
        if self.explains {
            streams::remark(&explain::reading(&self.library.read(&ask), &answer, &self.library.trace(&ask)));
        }
        streams::print(&format!("{}\n", plain::reply(&answer, streams::paint())))?;
        if self.asked.len() == REMEMBERED_QUESTIONS {
            self.asked.pop_front();
        }
        self.asked.push_back(question.to_owned());
        Ok(())
    }

    /// Prints a result; a failure of one command does not end the conversation.
    fn show(&self, text: anyhow::Result<String>) -> anyhow::Result<()> {
        match text {
            Ok(text) => streams::print(&text)?,
            Err(error) => streams::remark(&failure::describe(&error)),
        }
        Ok(())
    }
}

fn history_file() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let state = set("XDG_STATE_HOME").or_else(|| Some(set("HOME")?.join(".local/state")))?;
    Some(state.join("footnote/history"))
}

fn keep_history(editor: &mut DefaultEditor, file: PathBuf) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(editor.save_history(&file)?)
}
