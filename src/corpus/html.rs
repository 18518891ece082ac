use scraper::Html;

use super::blocks::{Block, Draft};
use super::{html_article, html_blocks, html_metadata};

/// Reads a page as its publisher serves it: the article among navigation and adverts, and what the page says of itself.
pub(super) fn read(page: &str) -> Draft {
    let page_tree = Html::parse_document(page);
    Draft { blocks: html_article::blocks(page, &page_tree), metadata: html_metadata::read(&page_tree) }
}

/// The blocks of a piece of HTML inside another format.
pub(super) fn blocks_of_fragment(html: &str) -> Vec<Block> {
    html_blocks::read(Html::parse_fragment(html).root_element())
}

/// Whether a text is the source of a page.
pub(super) fn is_page(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
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
    fn a_bare_page_loses_nothing() {
        let page = "<html><body><table><tr><td></td><td>2019</td></tr><tr><td>Sales</td><td>5</td></tr></table><p>Short.</p>\
                    <p>(1) Note.</p></body></html>";
        let blocks = read(page).blocks;
        assert_eq!(blocks.len(), 3);
        assert!(matches!(blocks[0], Block::Table(_)));
    }
}
