use dom_smoothie::{Config, Readability};
use scraper::{ElementRef, Html, Selector};
use std::sync::LazyLock;

use super::blocks::Block;
use super::html_blocks;

/// An extractor that keeps less of the page's words has taken the wrong part.
const LEAST_KEPT_PERCENT: usize = 60;
/// A page whose words are links to this part is full of navigation.
const CLUTTERED_PERCENT: usize = 15;

static BODY: LazyLock<Selector> = LazyLock::new(|| selector("body"));
static FURNITURE: LazyLock<Selector> = LazyLock::new(|| {
    selector(
        "nav, aside, footer, form, header, [role=navigation], [role=banner], [role=contentinfo], [class*=sidebar], [class*=related], [id*=sidebar]",
    )
});
static LINK: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("the selector is a constant")
}

/// The blocks of a page's article. The extractor's answer counts only where it keeps the tables and most of the words
/// that are not links; else the body counts, without navigation, header, footer, asides and forms.
pub(super) fn blocks(page: &str, tree: &Html) -> Vec<Block> {
    let body = tree.select(&BODY).next().unwrap_or_else(|| tree.root_element());
    let whole = html_blocks::read(body);
    if !is_cluttered(body) {
        return whole;
    }
    match extracted(page) {
        Some(article) if keeps_enough(&article, &whole, body) => with_title(article, &whole),
        _ => whole,
    }
}

fn extracted(page: &str) -> Option<Vec<Block>> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::new(page, None, Some(config)).ok()?.parse().ok()?;
    Some(html_blocks::read(Html::parse_fragment(&article.content).root_element()))
}

fn is_cluttered(body: ElementRef) -> bool {
    body.select(&FURNITURE).next().is_some() || link_words(body) * 100 > letters_of(body) * CLUTTERED_PERCENT
}

fn keeps_enough(article: &[Block], whole: &[Block], body: ElementRef) -> bool {
    let tables = |blocks: &[Block]| blocks.iter().filter(|block| matches!(block, Block::Table(_))).count();
    let outside_links = letters(whole).saturating_sub(link_words(body));
    tables(article) >= tables(whole) && letters(article) * 100 >= outside_links * LEAST_KEPT_PERCENT
}

/// The extractor drops the page's heading where it repeats the title.
fn with_title(article: Vec<Block>, whole: &[Block]) -> Vec<Block> {
    let is_title = |block: &&Block| matches!(block, Block::Heading { level: 1, .. });
    let title = whole.iter().find(is_title).filter(|title| !article.contains(title)).cloned();
    title.into_iter().chain(article).collect()
}

fn letters(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .map(|block| match block {
            Block::Table(table) => table.rows.iter().flatten().map(|cell| cell.text.len()).sum(),
            block => block.words().map_or(0, str::len),
        })
        .sum()
}

fn letters_of(element: ElementRef) -> usize {
    element.text().map(|text| text.trim().len()).sum()
}

fn link_words(body: ElementRef) -> usize {
    body.select(&LINK).map(letters_of).sum()
}
