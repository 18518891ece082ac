//! What the bot says: a rendered message with its controls.

use super::components::{Button, Menu, Row};
use super::press::{Near, Press};
use super::told::Told;
use super::words::Words;
use crate::answer::{Answer, Status};
use crate::render::{self, Message, Page};
use crate::text::Language;

/// A message to be sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    pub message: Message,
    pub rows: Vec<Row>,
    /// Sent with it.
    pub files: Vec<File>,
}

/// A file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
    /// What a picture shows, for those who do not see it; empty for other files.
    pub description: String,
}

/// How many near misses become buttons.
const NEAR: usize = 4;

impl File {
    /// Comma-separated values.
    pub(super) fn table(name: &str, values: &str) -> Self {
        // Without the mark, spreadsheets take UTF-8 for something else.
        let bytes = format!("\u{feff}{values}").into_bytes();
        Self { name: name.to_owned(), bytes, description: String::new() }
    }
}

impl From<Message> for Reply {
    fn from(message: Message) -> Self {
        Self { message, ..Self::default() }
    }
}

impl Reply {
    /// Words of this program, cut where they are too long.
    pub(super) fn words(words: &str) -> Self {
        Self::default().with_word(words)
    }

    /// The same without its files, and with a word on that.
    pub(super) fn without_files(&self, language: Language) -> Self {
        let bare = Self { files: Vec::new(), ..self.clone() };
        bare.with_word(&Words::of(language).needs_attach_files)
    }

    /// The same with a word of this program, after what is said over the embed.
    pub(super) fn with_word(mut self, word: &str) -> Self {
        let content = &mut self.message.content;
        if !content.is_empty() {
            content.push('\n');
        }
        content.push_str(word);
        *content = super::components::fit(content, render::limits::CONTENT);
        self
    }
}

/// A page of what was found, with all that can be done with it. `private` is whether the asker alone sees it.
pub(super) fn told(told: &Told, number: usize, language: Language, private: bool) -> Reply {
    let answer = told.answer();
    let Page { message, number, pages } = told.page(number, language);
    let mut rows = Vec::new();
    if answer.status != Status::Error {
        let turn = |page| Press::Leaf { answer: answer.id.clone(), page, language: Some(language) };
        rows = leaf(language, number, pages, turn);
        rows.extend(controls(answer, language, private));
    }
    Reply { message, rows, files: told.files(language) }
}

/// Buttons to the page before and the page after; none where there is one page alone.
pub(super) fn leaf(
    language: Language,
    number: usize,
    pages: usize,
    turn: impl Fn(usize) -> Press,
) -> Vec<Row> {
    if pages < 2 {
        return Vec::new();
    }
    let words = Words::of(language);
    // Beyond either end a button still needs an id of its own.
    let back = Button::new(&turn(number.checked_sub(1).unwrap_or(pages)), &words.back);
    let forth = Button::new(&turn(number + 1), &words.forth);
    vec![Row::Buttons(vec![back.enabled_if(number > 0), forth.enabled_if(number + 1 < pages)])]
}

fn controls(answer: &Answer, language: Language, private: bool) -> Vec<Row> {
    let words = Words::of(language);
    let id = || answer.id.clone();
    let mut first = Vec::new();
    if !answer.citations.is_empty() {
        first.push(Button::new(&Press::Sources { answer: id(), page: 0, turn: false }, &words.more_sources));
        first.push(Button::new(&Press::Context { answer: id(), citation: 0, turn: false }, &words.context));
        first.push(Button::new(&Press::Wrong { answer: id() }, &words.wrong));
    }
    first.push(Button::new(&Press::Further { answer: id() }, &words.further));
    if private {
        first.push(Button::new(&Press::Post { answer: id() }, &words.post));
    }
    let verdict = |good, label| Button::new(&Press::Verdict { answer: id(), good }, label);
    let verdicts = vec![verdict(true, &words.good), verdict(false, &words.bad)];
    let mut rows = vec![Row::Buttons(first)];
    rows.extend(choices(answer, words));
    rows.push(Row::Buttons(verdicts));
    rows
}

/// A menu where the question must be settled, buttons for what else there is.
fn choices(answer: &Answer, words: &Words) -> Option<Row> {
    let near = answer.near_misses.iter().enumerate().filter(|(_, near)| !near.label.trim().is_empty());
    let presses =
        near.map(|(at, near)| (near.label.clone(), Press::Near(Near::new(&answer.id, at, &near.label))));
    Some(match answer.status {
        Status::Unclear => {
            let press = Press::Choose { answer: answer.id.clone() };
            Row::Menu(Menu::new(&press, &words.choose, presses))
        }
        Status::NotFound => {
            Row::Buttons(presses.take(NEAR).map(|(label, press)| Button::new(&press, &label)).collect())
        }
        Status::Answered | Status::Error => return None,
    })
}
