use scraper::Html;

use super::blocks::{Block, Draft};
use super::{html_article, html_blocks, html_metadata, plain};

/// Browsers stop at 512.
const DEEPEST: usize = 1500;
/// Elements whose end tags are often left out.
const UNCLOSED: [&str; 19] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "br", "img", "hr", "meta", "link", "input", "option", "col",
    "tbody", "thead", "source", "wbr",
];

/// Reads a page as its publisher serves it: the article among navigation and adverts, and what the page says of itself.
///
/// A page that nests without end, which no publisher serves and a parser needs quadratic time for, is read as plain text.
pub(super) fn read(page: &str) -> Draft {
    if nests_too_deeply(page) {
        return plain::read(&without_tags(page));
    }
    let page_tree = Html::parse_document(page);
    Draft { blocks: html_article::blocks(page, &page_tree), metadata: html_metadata::read(&page_tree) }
}

/// The blocks of a piece of HTML inside another format.
pub(super) fn blocks_of_fragment(html: &str) -> Vec<Block> {
    if nests_too_deeply(html) {
        return plain::read(&without_tags(html)).blocks;
    }
    html_blocks::read(Html::parse_fragment(html).root_element())
}

/// Whether a text is the source of a page.
pub(super) fn is_page(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// Counts tags that open and close, without those that need no end.
fn nests_too_deeply(html: &str) -> bool {
    let mut depth = 0_usize;
    html.split('<').skip(1).any(|tag| {
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !name.is_empty() && !UNCLOSED.iter().any(|unclosed| name.eq_ignore_ascii_case(unclosed)) {
            depth += 1;
        }
        depth > DEEPEST
    })
}

fn without_tags(html: &str) -> String {
    html.split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(page: &str) -> Vec<String> {
        let blocks = read(page).blocks;
        blocks.iter().filter_map(Block::words).map(str::to_owned).collect()
    }

    #[test]
    fn the_article_is_found_among_navigation() {
        let paragraph = "Acme reported revenue of three billion dollars in the third quarter, up from two billion a year earlier. ".repeat(3);
        let page = format!(
            "<html><body><nav><ul><li><a href=/>Home</a></li><li><a href=/b>Business</a></li></ul></nav>\
             <div class=sidebar><h3>Most read</h3><ul><li><a href=/1>Ten tips</a></li></ul></div>\
             <article><h1>Acme grows</h1><p>{paragraph}</p><h2>Outlook</h2><p>{paragraph}</p><ul><li>One point</li></ul></article>\
             <footer><p>All rights reserved</p></footer></body></html>"
        );
        let found = words(&page);
        assert!(found.contains(&"Outlook".to_owned()), "{found:?}");
        assert!(found.contains(&"One point".to_owned()), "{found:?}");
        assert!(
            !found.iter().any(|text| text == "Home" || text == "Ten tips" || text == "All rights reserved"),
            "{found:?}"
        );
    }

    #[test]
    fn a_page_that_nests_without_end_is_still_read() {
        assert_eq!(words(&format!("{}Revenue rose.", "<div>".repeat(100_000))), ["Revenue rose."]);
    }

    #[test]
    fn a_bare_page_loses_nothing() {
        let page = "<html><body><table><tr><td></td><td>2019</td></tr><tr><td>Sales</td><td>5</td></tr></table><p>Short.</p>\
                    <p>(1) Note.</p></body></html>";
        let blocks = read(page).blocks;
        assert_eq!(blocks.len(), 3);
        assert!(matches!(blocks[0], Block::Table(_)));
    }
}
