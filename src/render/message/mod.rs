//! An answer as a Discord message.
//!
//! A [`Message`] is plain data that `discord` turns into a request. The rule: words of reports and of askers are
//! escaped, and every string fits its limit by construction, whatever the answer holds.
//!
//! ```
//! # use footnote::answer::{Answer, Library, Status};
//! # let answer = Answer { question: String::new(), status: Status::NotFound, figures: vec![], spans: vec![],
//! #     derivation: None, counted: vec![], citations: vec![], conflicts: vec![], near_misses: vec![],
//! #     reason: "no report speaks of *Baidu*".into(), library: Library::default(), id: "7F3K2M".into(), elapsed_us: 0 };
//! let message = footnote::render::message(&answer);
//! let embed = message.embed.expect("every answer is an embed");
//! assert_eq!(embed.title, "Nothing found");
//! assert_eq!(embed.description, r"no report speaks of \*Baidu\*");
//! assert_eq!(embed.footer, "answer 7F3K2M");
//! ```

mod compose;
mod desk;
mod further;
mod grid;
mod library;
mod pages;
mod passages;
mod periods;
mod phrases;

pub use compose::{answer_page, message, message_in};
pub use desk::{checked, compared, events, in_lines};
pub use further::{Page, context, headline, sources};
pub use library::{library, newest, over_time, side_by_side};
pub use periods::has_more_figures;

use phrases::{Phrases, filled};

use super::limits::{self, Line, width};
use crate::text::Language;

/// What is sent to a chat; every string is Discord markup already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    pub content: String,
    pub embed: Option<Embed>,
}

/// The framed part of a message. Empty strings are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Embed {
    pub title: String,
    pub description: String,
    pub fields: Vec<Field>,
    pub footer: String,
    /// Where the title leads.
    pub url: Option<String>,
    /// `0xRRGGBB`.
    pub color: u32,
}

/// A heading and a few lines under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub value: String,
}

/// What is said when a question failed inside; `id` is in the log.
#[must_use]
pub fn apology(id: &str, language: Language) -> Message {
    plain(&filled(&Phrases::of(language).apology, id))
}

impl Embed {
    /// The width of all its strings together, as Discord counts them.
    #[must_use]
    pub fn width(&self) -> usize {
        let fields = self.fields.iter().map(|field| width(&field.name) + width(&field.value));
        width(&self.title) + width(&self.description) + width(&self.footer) + fields.sum::<usize>()
    }
}

fn plain(words: &str) -> Message {
    let mut line = Line::default();
    line.text(words);
    Message { content: line.fit(limits::CONTENT), embed: None }
}
