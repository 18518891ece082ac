use super::blocks::{Draft, Metadata};
use super::layout::Layout;
use super::{Document, DocumentDate, Format, dates, events, head};
use crate::text::Language;

const LONGEST_TITLE: usize = 160;
/// A shorter heading may need the words that the page's title puts around it (`Annual report – Acme`).
const FEWEST_WORDS: usize = 5;

/// Lays a draft out and settles what the report says about itself: front matter first, then the page, then the head
/// of the text, then the path. `None` when there is no text.
pub(super) fn document(
    path: &str,
    hash: String,
    format: Format,
    front: Metadata,
    draft: Draft,
) -> Option<Document> {
    let Draft { blocks, metadata: page } = draft;
    let head = head::read(&blocks);
    let layout = Layout::of(&events::mark(blocks));
    if layout.text.is_empty() {
        return None;
    }
    let date = front.date.or(page.date).or(head.date).or_else(|| dates::of_path(path));
    let title = front.title.or_else(|| page_title(page.title, head.title)).or_else(|| title_of_path(path));
    Some(Document {
        path: path.to_owned(),
        hash,
        format,
        title: title.unwrap_or_else(|| first_words(head.opening.as_deref().unwrap_or(&layout.text))),
        date: date.map(|date: DocumentDate| dates::settle(date, &layout.text)),
        authors: first_filled([front.authors, page.authors, head.authors]),
        source: front.source.or(page.source).or(head.source),
        url: front.url.or(page.url),
        tags: first_filled([front.tags, page.tags]),
        language: language(&layout.text, front.language, page.language),
        text: layout.text,
        sections: layout.sections,
        passages: layout.passages,
        tables: layout.tables,
        events: layout.events,
    })
}

/// The page's title, or the heading where the title is that heading among names of the site.
fn page_title(page: Option<String>, heading: Option<String>) -> Option<String> {
    let (Some(title), Some(heading)) = (&page, &heading) else { return page.or(heading) };
    let wide = heading.chars().filter(|c| !c.is_ascii()).count();
    let says_enough = heading.split_whitespace().count() >= FEWEST_WORDS || wide >= 8;
    if title.contains(heading.as_str()) && says_enough { Some(heading.clone()) } else { page }
}

/// What the text shows wins over what a page claims, for pages often claim the language of their template.
fn language(text: &str, front: Option<Language>, page: Option<Language>) -> Language {
    front.unwrap_or_else(|| match Language::of(text) {
        Language::Chinese => Language::Chinese,
        shown => page.unwrap_or(shown),
    })
}

fn first_filled<const N: usize>(lists: [Vec<String>; N]) -> Vec<String> {
    lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
}

/// `2025-11-18-acme-q3.md` made readable; `None` when the name has no two words.
fn title_of_path(path: &str) -> Option<String> {
    let file = path.rsplit('/').next()?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty()).collect();
    let readable =
        words.iter().filter(|word| word.chars().all(char::is_alphabetic) && word.chars().count() > 1).count();
    (readable >= 2).then(|| {
        let title = words.join(" ");
        let mut letters = title.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    })
}

fn first_words(text: &str) -> String {
    let line = text.lines().find(|line| line.chars().any(char::is_alphabetic)).unwrap_or(text).trim();
    if line.chars().count() <= LONGEST_TITLE {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONGEST_TITLE).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}
