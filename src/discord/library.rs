//! What the bot asks of the engine.

use std::sync::Arc;

use jiff::civil::Date;

use crate::answer::{Answer, Check, Citation, Comparison, Engine, Filter, Series, Slot, Slots, Timeline};
use crate::index::DocumentEntry;
use crate::period::Length;
use crate::question::Ask;
use crate::text::Span;

/// What answers questions: the engine, or a stand-in of the tests.
pub trait Answers: Send + Sync + 'static {
    /// The same over the reports with one of these tags, as if the others were not there.
    fn part(&self, tags: &[String]) -> Arc<dyn Answers>;

    /// All tags of the whole library, whichever part of it this is.
    fn tags(&self) -> Vec<String> {
        Vec::new()
    }

    /// Answers one question; may take its time, never fails.
    fn ask(&self, ask: &Ask) -> Answer;

    /// What is offered while somebody types in a slot, best first; `chosen` is what the others hold.
    fn complete(&self, _slot: Slot, _typed: &str, _chosen: &Slots) -> Vec<String> {
        Vec::new()
    }

    /// A figure over time, of periods that are so long.
    fn series(&self, _slots: &Slots, _length: Option<Length>) -> Option<Series> {
        None
    }

    /// Two figures by their slots, with what is computed of them.
    fn compare(&self, _one: &Slots, _other: &Slots) -> Option<Comparison> {
        None
    }

    /// What the library says to the numbers of a post that was written on a day; today where that is not known.
    fn check(&self, _post: &str, _day: Option<Date>) -> Option<Check> {
        None
    }

    /// Dated events that have all these words, or are of this year, newest first.
    fn timeline(&self, _words: &str) -> Option<Timeline> {
        None
    }

    /// The reports that have all these words in title, source, tags or path, or are of this year, newest first.
    fn documents(&self, _words: &str) -> Vec<DocumentEntry> {
        Vec::new()
    }

    /// The words around a citation's quote; `None` when its report is not there as it was cited.
    fn surroundings(&self, _citation: &Citation) -> Option<Excerpt> {
        None
    }
}

/// A stretch of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// The quote in it.
    pub quote: Span,
}

/// How many bytes before and after a quote are shown with it.
const AROUND: usize = 900;

impl Answers for Engine {
    fn part(&self, tags: &[String]) -> Arc<dyn Answers> {
        Self::part(self, tags)
    }

    fn tags(&self) -> Vec<String> {
        Self::tags(self)
    }

    /// From the newest generation: reports are indexed by another process while the bot runs.
    fn ask(&self, ask: &Ask) -> Answer {
        if let Err(error) = self.refresh() {
            tracing::warn!(%error, "answering from the generation in use");
        }
        Self::ask(self, ask)
    }

    fn complete(&self, slot: Slot, typed: &str, chosen: &Slots) -> Vec<String> {
        Self::complete(self, slot, typed, chosen)
    }

    fn series(&self, slots: &Slots, length: Option<Length>) -> Option<Series> {
        Some(Self::series(self, slots, length))
    }

    fn compare(&self, one: &Slots, other: &Slots) -> Option<Comparison> {
        Some(Self::compare(self, one, other))
    }

    fn check(&self, post: &str, day: Option<Date>) -> Option<Check> {
        Some(Self::check_of(self, post, day))
    }

    fn timeline(&self, words: &str) -> Option<Timeline> {
        Some(Self::timeline(self, &filter(words)))
    }

    fn documents(&self, words: &str) -> Vec<DocumentEntry> {
        self.sources(&filter(words)).reports
    }

    fn surroundings(&self, citation: &Citation) -> Option<Excerpt> {
        let document = match self.snapshot().document(&citation.document) {
            Ok(document) => document?,
            Err(error) => {
                tracing::error!(%error, document = citation.document, "a report could not be read");
                return None;
            }
        };
        excerpt(document.text.as_str(), citation.span)
            .filter(|_| citation.span.get(document.text.as_str()) == Some(citation.quote.as_str()))
    }
}

/// What was typed as a filter: a year among the words is a year.
fn filter(typed: &str) -> Filter {
    let mut filter = Filter::default();
    let mut words = Vec::new();
    for word in typed.split_whitespace() {
        match word.parse().ok().filter(|year| (1900..2200).contains(year)) {
            Some(year) if filter.year.is_none() => filter.year = Some(year),
            _ => words.push(word),
        }
    }
    filter.words = words.join(" ");
    filter
}

/// The lines around a span, whole where they are short.
fn excerpt(text: &str, span: Span) -> Option<Excerpt> {
    span.get(text)?;
    let start = text.floor_char_boundary(span.start.saturating_sub(AROUND));
    let end = text.ceil_char_boundary((span.end + AROUND).min(text.len()));
    let start = match text[start..span.start].find('\n') {
        Some(line) if start > 0 => start + line + 1,
        _ => start,
    };
    let end = match text[span.end..end].rfind('\n') {
        Some(line) if end < text.len() => span.end + line,
        _ => end,
    };
    let quote = Span::new(span.start - start, span.end - start);
    Some(Excerpt { text: text[start..end].to_owned(), quote })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_around_a_quote_stay_whole() {
        let far = "远".repeat(1000);
        let text = format!("{far}\nbefore\nthe quote\nafter\n{far}");
        let start = text.find("the quote").expect("it is there");
        let excerpt = excerpt(&text, Span::new(start, start + 9)).expect("a stretch");
        assert_eq!(excerpt.text, "before\nthe quote\nafter");
        assert_eq!(excerpt.quote.slice(&excerpt.text), "the quote");
    }

    #[test]
    fn a_short_report_is_shown_whole_and_a_strange_span_not_at_all() {
        let shown = excerpt("one two", Span::new(4, 7)).expect("a stretch");
        assert_eq!(shown.text, "one two");
        assert_eq!(excerpt("one", Span::new(2, 9)), None);
    }
}
