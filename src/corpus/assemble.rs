use super::blocks::{Draft, Metadata};
use super::layout::Layout;
use super::{Document, DocumentDate, Format, dates, events, head};
use crate::lexicon::Lexicon;
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
    let date = front.date.or(page.date).or(head.date);
    let date = date.or_else(|| dates::of_wire(path, head.wire?)).or_else(|| dates::of_path(path));
    let site = page.title.as_deref().zip(head.title.as_deref()).and_then(|(page, own)| site(page, own));
    let title =
        front.title.or_else(|| page_title(page.title, head.title)).or_else(|| title_of_path(path, format));
    Some(Document {
        path: path.to_owned(),
        hash,
        format,
        title: title.unwrap_or_else(|| first_words(head.opening.as_deref().unwrap_or(&layout.text))),
        date: date.map(|date: DocumentDate| dates::settle(date, &layout.text)),
        authors: first_filled([front.authors, page.authors, head.authors]),
        source: front.source.or(page.source).or(head.source).or(site),
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

/// Who publishes a page, where its title is the heading and one name beside it: `Harbour Securities – Acme sails on`.
fn site(page: &str, heading: &str) -> Option<String> {
    let marks = |c: char| c.is_whitespace() || "|-–—·»:".contains(c);
    let (before, behind) = page.split_once(heading).filter(|_| says_enough(heading))?;
    let name = match (before.trim_matches(marks), behind.trim_matches(marks)) {
        (name, "") | ("", name) => name,
        _ => return None,
    };
    let short =
        (1..=MOST_WORDS).contains(&name.split_whitespace().count()) && !name.contains(['|', '–', '—']);
    let apart = before.is_empty() || before.trim_end().ends_with(['|', '-', '–', '—', '·', '»', ':']);
    let marked = behind.is_empty() || behind.trim_start().starts_with(['|', '-', '–', '—', '·', '«']);
    let capital = name.starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
    (short && apart && marked && capital && !name.contains(|c: char| c.is_ascii_digit()))
        .then(|| name.to_owned())
}

/// How many words the name of a site may have.
const MOST_WORDS: usize = 4;

/// Whether a heading may be the title without the words that a page puts around it.
fn says_enough(heading: &str) -> bool {
    let wide = heading.chars().filter(|c| !c.is_ascii()).count();
    heading.split_whitespace().count() >= FEWEST_WORDS || wide >= 8
}

/// The page's title, or the heading where the title is that heading among names of the site.
fn page_title(page: Option<String>, heading: Option<String>) -> Option<String> {
    let (Some(title), Some(heading)) = (&page, &heading) else { return page.or(heading) };
    if title.contains(heading.as_str()) && says_enough(heading) { Some(heading.clone()) } else { page }
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
fn title_of_path(path: &str, format: Format) -> Option<String> {
    let file = path.rsplit('/').next()?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty()).collect();
    let readable =
        words.iter().filter(|word| word.chars().all(char::is_alphabetic) && word.chars().count() > 1).count();
    (readable >= 2).then(|| {
        let capital = |words: &str| {
            let mut letters = words.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>())
        };
        if format != Format::Csv {
            return capital(&words.join(" "));
        }
        // Nothing in a table of values says whom it is about but the name of its file.
        let lexicon = Lexicon::built_in();
        let ordinary = |word: &str| lexicon.is_common(&word.to_lowercase());
        let named = words.iter().filter(|word| !word.chars().all(|c| c.is_ascii_digit()));
        let named: Vec<String> =
            named.map(|word| if ordinary(word) { (*word).to_owned() } else { capital(word) }).collect();
        named.join(" ")
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
