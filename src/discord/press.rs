//! What a button, a menu or a modal asks for, as its `custom_id` says it.
//!
//! The rule: the id names an answer and what to do with it, never what was shown: a press is understood in any later run
//! of the program. Fields are parted by colons: `near:7F3K2M:1:9c04`.

use super::components::LONGEST_ID;
use crate::render::limits::width;
use crate::text::Language;

/// What was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Press {
    /// A page of an answer's citations; `turn` when it takes the place of another.
    Sources { answer: String, page: usize, turn: bool },
    /// The words around a citation of it; likewise.
    Context { answer: String, citation: usize, turn: bool },
    /// A report of a wrong figure; the modal that is sent has the same id as the button.
    Wrong { answer: String },
    /// A private answer, now for all.
    Post { answer: String },
    /// A verdict.
    Verdict { answer: String, good: bool },
    /// A question that goes on from the answer's.
    Further { answer: String },
    /// A near miss, asked for.
    Near(Near),
    /// The menu of an unclear question; what was chosen is a [`Near`].
    Choose { answer: String },
    /// A question of a modal without an answer before it.
    Ask,
    /// Another page of an answer, in the language that it is in.
    Leaf { answer: String, page: usize, language: Option<Language> },
    /// A page of what is kept for maintainers.
    List { list: List, page: usize },
    /// A page of what the library holds, in the language that it is in.
    Library { page: usize, filter: String, language: Option<Language> },
    /// That page, now for all.
    Share { page: usize, filter: String },
    /// A page of what happened.
    Events { page: usize, filter: String },
    /// The person's own rows are to be deleted.
    Forget,
}

/// What is kept for maintainers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// What was asked in vain.
    Unanswered,
    /// What people say of answers.
    Feedback,
    /// What is set in the server.
    Settings,
}

/// One of the near misses of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Near {
    pub answer: String,
    pub place: usize,
    /// Of its label: the library may have changed since.
    pub check: String,
}

impl Near {
    pub fn new(answer: &str, place: usize, label: &str) -> Self {
        Self { answer: answer.to_owned(), place, check: check(label) }
    }

    /// Whether it is still this label that stands in its place.
    pub fn is(&self, label: &str) -> bool {
        check(label) == self.check
    }
}

fn check(label: &str) -> String {
    blake3::hash(label.as_bytes()).to_hex().chars().take(8).collect()
}

impl Press {
    /// Reads an id; `None` for what this version does not know.
    pub fn parse(id: &str) -> Option<Self> {
        if let Some((page, filter)) = id.strip_prefix("library:").and_then(|rest| rest.split_once(':')) {
            return Some(Self::Library {
                page: page.parse().ok()?,
                filter: filter.to_owned(),
                language: None,
            });
        }
        if let Some((language, rest)) = id.strip_prefix("shelf:").and_then(|rest| rest.split_once(':')) {
            let ((page, filter), language) = (rest.split_once(':')?, Language::from_tag(language));
            return Some(Self::Library { page: page.parse().ok()?, filter: filter.to_owned(), language });
        }
        if let Some((page, filter)) = id.strip_prefix("share:").and_then(|rest| rest.split_once(':')) {
            return Some(Self::Share { page: page.parse().ok()?, filter: filter.to_owned() });
        }
        if let Some((page, filter)) = id.strip_prefix("events:").and_then(|rest| rest.split_once(':')) {
            return Some(Self::Events { page: page.parse().ok()?, filter: filter.to_owned() });
        }
        let parts: Vec<&str> = id.split(':').collect();
        let number = |text: &str| text.parse::<usize>().ok();
        let own = str::to_owned;
        Some(match parts.as_slice() {
            [verb @ ("sources" | "page"), answer, page] => {
                Self::Sources { answer: own(answer), page: number(page)?, turn: *verb == "page" }
            }
            [verb @ ("context" | "quote"), answer, citation] => {
                Self::Context { answer: own(answer), citation: number(citation)?, turn: *verb == "quote" }
            }
            // The pages of a check had an id of their own once.
            ["leaf" | "check", answer, page] => {
                Self::Leaf { answer: own(answer), page: number(page)?, language: None }
            }
            ["leaf", answer, page, language] => Self::Leaf {
                answer: own(answer),
                page: number(page)?,
                language: Some(Language::from_tag(language)?),
            },
            ["unanswered", page] => Self::List { list: List::Unanswered, page: number(page)? },
            ["settings", page] => Self::List { list: List::Settings, page: number(page)? },
            ["feedback", page] => Self::List { list: List::Feedback, page: number(page)? },
            ["wrong", answer] => Self::Wrong { answer: own(answer) },
            ["post", answer] => Self::Post { answer: own(answer) },
            ["good", answer] => Self::Verdict { answer: own(answer), good: true },
            ["bad", answer] => Self::Verdict { answer: own(answer), good: false },
            ["further", answer] => Self::Further { answer: own(answer) },
            ["near", answer, place, check] => {
                Self::Near(Near { answer: own(answer), place: number(place)?, check: own(check) })
            }
            ["choose", answer] => Self::Choose { answer: own(answer) },
            ["ask"] => Self::Ask,
            ["forget"] => Self::Forget,
            _ => return None,
        })
    }

    /// Whether it asks something of the library that was not asked before; only that counts as a question. A form
    /// counts when it is sent.
    pub fn is_question(&self) -> bool {
        match self {
            Self::Near(_) | Self::Choose { .. } | Self::Post { .. } | Self::Share { .. } => true,
            Self::Sources { turn, .. } | Self::Context { turn, .. } => !turn,
            Self::Further { .. } | Self::Ask | Self::Wrong { .. } | Self::Verdict { .. } => false,
            Self::Leaf { .. }
            | Self::List { .. }
            | Self::Library { .. }
            | Self::Events { .. }
            | Self::Forget => false,
        }
    }

    /// Whether it shows for all what one person saw.
    pub fn posts(&self) -> bool {
        matches!(self, Self::Post { .. } | Self::Share { .. })
    }

    /// The id; within Discord's limit, since an answer's identifier is short.
    pub fn id(&self) -> String {
        let id = match self {
            Self::Sources { answer, page, turn: false } => format!("sources:{answer}:{page}"),
            Self::Sources { answer, page, turn: true } => format!("page:{answer}:{page}"),
            Self::Context { answer, citation, turn: false } => format!("context:{answer}:{citation}"),
            Self::Context { answer, citation, turn: true } => format!("quote:{answer}:{citation}"),
            Self::Wrong { answer } => format!("wrong:{answer}"),
            Self::Post { answer } => format!("post:{answer}"),
            Self::Verdict { answer, good } => format!("{}:{answer}", if *good { "good" } else { "bad" }),
            Self::Further { answer } => format!("further:{answer}"),
            Self::Near(Near { answer, place, check }) => format!("near:{answer}:{place}:{check}"),
            Self::Choose { answer } => format!("choose:{answer}"),
            Self::Ask => "ask".to_owned(),
            // What comes last may hold colons.
            Self::Library { page, filter, language: None } => format!("library:{page}:{filter}"),
            Self::Library { page, filter, language: Some(language) } => {
                format!("shelf:{}:{page}:{filter}", tag(*language))
            }
            Self::Share { page, filter } => format!("share:{page}:{filter}"),
            Self::Events { page, filter } => format!("events:{page}:{filter}"),
            Self::Leaf { answer, page, language: None } => format!("leaf:{answer}:{page}"),
            Self::Leaf { answer, page, language: Some(language) } => {
                format!("leaf:{answer}:{page}:{}", tag(*language))
            }
            Self::List { list: List::Unanswered, page } => format!("unanswered:{page}"),
            Self::List { list: List::Settings, page } => format!("settings:{page}"),
            Self::List { list: List::Feedback, page } => format!("feedback:{page}"),
            Self::Forget => "forget".to_owned(),
        };
        debug_assert!(width(&id) <= LONGEST_ID, "identifiers and filters are short: {id}");
        id
    }
}

/// What there are words in is Chinese or English.
fn tag(language: Language) -> &'static str {
    if language == Language::Chinese { "zh" } else { "en" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_press_is_read_back() {
        let answer = || "7F3K2M".to_owned();
        for press in [
            Press::Sources { answer: answer(), page: 3, turn: false },
            Press::Sources { answer: answer(), page: 3, turn: true },
            Press::Context { answer: answer(), citation: 0, turn: false },
            Press::Context { answer: answer(), citation: 0, turn: true },
            Press::Wrong { answer: answer() },
            Press::Post { answer: answer() },
            Press::Verdict { answer: answer(), good: true },
            Press::Verdict { answer: answer(), good: false },
            Press::Further { answer: answer() },
            Press::Near(Near::new("7F3K2M", 2, "Tencent revenue, 2025 Q2")),
            Press::Choose { answer: answer() },
            Press::Ask,
            Press::Library { page: 2, filter: "a: b".to_owned(), language: None },
            Press::Library { page: 2, filter: "a: b".to_owned(), language: Some(Language::English) },
            Press::Share { page: 2, filter: "a: b".to_owned() },
            Press::Events { page: 2, filter: String::new() },
            Press::Leaf { answer: answer(), page: 2, language: None },
            Press::Leaf { answer: answer(), page: 2, language: Some(Language::Chinese) },
            Press::List { list: List::Unanswered, page: 2 },
            Press::List { list: List::Feedback, page: 0 },
            Press::List { list: List::Settings, page: 1 },
            Press::Forget,
        ] {
            assert_eq!(Press::parse(&press.id()), Some(press));
        }
    }

    #[test]
    fn the_pages_of_an_earlier_version_are_turned() {
        let turned = Press::Leaf { answer: "7F3K2M".to_owned(), page: 1, language: None };
        assert_eq!(Press::parse("check:7F3K2M:1"), Some(turned));
        let events = Press::Events { page: 2, filter: "alibaba".to_owned() };
        assert_eq!(Press::parse("events:2:alibaba"), Some(events));
    }

    #[test]
    fn a_near_miss_knows_its_label() {
        let near = Near::new("7F3K2M", 2, "revenue");
        assert!(near.is("revenue"));
        assert!(!near.is("profit"));
    }

    proptest! {
        #[test]
        fn no_id_panics(id in ".{0,100}") {
            let _ = Press::parse(&id);
        }
    }
}
