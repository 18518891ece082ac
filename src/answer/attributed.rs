//! Who says something: a question may ask what one publisher or one person holds.

use super::search::Search;
use crate::index::{IndexError, StoredFigure};
use crate::question::Question;
use crate::text::fold;

/// Whether a figure is told by those who are to have said it: in a report of theirs where they publish reports here, else
/// in one that they signed by a part of their name or in a passage that names them.
fn is_said_by(question: &Question, stored: &StoredFigure, search: &Search<'_>) -> Result<bool, IndexError> {
    let publishes = |name: &&String| search.directory.is_source(name);
    let (publishers, speakers): (Vec<&String>, Vec<&String>) = question.sources.iter().partition(publishes);
    let entry = search.snapshot.entry(&stored.document);
    let own: Vec<String> = entry
        .iter()
        .flat_map(|entry| entry.source.iter().chain(&entry.authors))
        .map(|name| fold(name))
        .collect();
    if entry.is_some()
        && !publishers.is_empty()
        && !publishers.iter().any(|name| own.iter().any(|own| is_or_begins(&fold(name), own)))
    {
        return Ok(false);
    }
    let is_part = |name: &&String| own.iter().any(|whole| whole.contains(&fold(name)));
    if speakers.is_empty() || speakers.iter().any(is_part) {
        return Ok(true);
    }
    let document = search.snapshot.document(&stored.document)?;
    let passage = document
        .as_ref()
        .and_then(|document| Some(fold(document.passages.get(stored.passage)?.span.slice(&document.text))));
    let said = passage.unwrap_or_else(|| fold(&stored.sentence));
    Ok(speakers.iter().any(|name| fold(name).split(' ').any(|part| said.contains(part))))
}

/// `Harbour Securities` is called `Harbour` too.
fn is_or_begins(name: &str, whole: &str) -> bool {
    whole.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Leaves out what others say than those who are to have said it.
pub(super) fn retain_said(
    stored: &mut Vec<StoredFigure>,
    question: &Question,
    search: &Search<'_>,
) -> Result<(), IndexError> {
    if question.sources.is_empty() {
        return Ok(());
    }
    let mut said = Vec::with_capacity(stored.len());
    for stored in stored.drain(..) {
        if is_said_by(question, &stored, search)? {
            said.push(stored);
        }
    }
    *stored = said;
    Ok(())
}
