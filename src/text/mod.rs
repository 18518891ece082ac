//! Words, sentences and places in a text.
//!
//! Everything taken from a report keeps the [`Span`] it came from; slicing the canonical text by it gives back
//! the same words. Spans are byte offsets, end exclusive, always on character boundaries.
//!
//! ```
//! use footnote::text::Span;
//! assert_eq!(Span::new(8, 11).slice("revenue 214亿元"), "214");
//! ```

mod by_language;
mod fold;
mod language;
mod sentences;
mod simplified;
mod span;
mod words;

pub use by_language::ByLanguage;
pub use fold::{fold, plain};
pub use language::Language;
pub(crate) use language::{is_chinese, is_han};
pub use sentences::sentences;
pub(crate) use simplified::simplified;
pub use span::{Span, stretches, without};
pub use words::{Word, WordKind, Words, words};
