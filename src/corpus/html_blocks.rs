use ego_tree::iter::Edge;
use scraper::{ElementRef, Node, Selector};
use std::sync::LazyLock;

use super::blocks::{Block, Blocks};
use super::vocabulary::WORDS;
use super::{html_table, markdown};

static SUBSTANCE: LazyLock<Selector> =
    LazyLock::new(|| Selector::parse("h1, article, main, td ~ td").expect("the selector is a constant"));

/// The blocks of an element in reading order, without what is no part of the text: scripts, navigation, headers and
/// footers of the page, forms, hidden parts.
pub(super) fn read(element: ElementRef) -> Vec<Block> {
    let mut reader = Reader { letters: letters(element), parts_left: MOST_PARTS, ..Reader::default() };
    for edge in element.traverse() {
        match edge {
            Edge::Open(node) => match (node.value(), ElementRef::wrap(node)) {
                (Node::Text(text), _) => reader.text(text),
                (_, Some(opened)) => reader.open(opened),
                _ => {}
            },
            Edge::Close(node) => {
                if let Some(closed) = ElementRef::wrap(node) {
                    reader.close(closed);
                }
            }
        }
    }
    reader.flush();
    reader.blocks.into_vec()
}

/// A part named like furniture that holds more of the page's words than this is the article all the same.
const LARGEST_PART_PERCENT: usize = 30;
/// Parts looked at in one page.
const MOST_PARTS: usize = 500;

#[derive(Default)]
struct Reader {
    /// Letters of the whole.
    letters: usize,
    parts_left: usize,
    blocks: Blocks,
    words: String,
    /// Elements whose words are left out or were read as a table, that are open.
    skipping: usize,
    items: usize,
    articles: usize,
    bold: usize,
    /// Words outside bold elements in the block being read.
    plain: bool,
}

impl Reader {
    fn text(&mut self, text: &str) {
        if self.skipping > 0 {
            return;
        }
        self.words.push_str(text);
        self.plain |= self.bold == 0 && !text.trim().is_empty();
    }

    fn open(&mut self, element: ElementRef) {
        if self.skipping > 0 || is_left_out(element, self.articles > 0) || self.is_beside_the_article(element)
        {
            self.skipping += 1;
            return;
        }
        match element.value().name() {
            "table" if html_table::holds_data(element) => {
                self.flush();
                let (caption, table) = html_table::read(element);
                self.blocks.paragraph(&caption);
                self.blocks.table(table);
                self.skipping += 1;
            }
            "br" => self.words.push(' '),
            "article" | "main" => {
                self.flush();
                self.articles += 1;
            }
            "li" | "dd" => {
                self.flush();
                self.items += 1;
            }
            "b" | "strong" => self.bold += 1,
            name if is_block(name) => self.flush(),
            _ => {}
        }
    }

    fn close(&mut self, element: ElementRef) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match element.value().name() {
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                let level = name.as_bytes()[1] - b'0';
                self.blocks.heading(level, &std::mem::take(&mut self.words));
                self.plain = false;
            }
            "article" | "main" => {
                self.flush();
                self.articles = self.articles.saturating_sub(1);
            }
            "li" | "dd" => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            "b" | "strong" => self.bold = self.bold.saturating_sub(1),
            name if is_block(name) => self.flush(),
            _ => {}
        }
    }

    /// Named as an advert, a menu, comments and the like, small, and without a title or a table of its own.
    fn is_beside_the_article(&mut self, element: ElementRef) -> bool {
        let block = matches!(element.value().name(), "div" | "section" | "ul" | "ol" | "p" | "span");
        if !block || self.parts_left == 0 || !is_named_furniture(element) {
            return false;
        }
        self.parts_left -= 1;
        letters(element) * 100 <= self.letters * LARGEST_PART_PERCENT
            && element.select(&SUBSTANCE).next().is_none()
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let bold = !std::mem::take(&mut self.plain) && !words.trim().is_empty();
        match self.items {
            0 if bold && markdown::reads_like_a_heading(&words) => self.blocks.heading(5, &words),
            0 => self.blocks.paragraph(&words),
            _ => self.blocks.list_item(&words),
        }
    }
}

fn is_named_furniture(element: ElementRef) -> bool {
    let names = element.value().id().into_iter().chain(element.value().classes());
    names.flat_map(|name| name.split(['-', '_'])).any(|word| {
        let word = word.to_ascii_lowercase();
        WORDS.furniture.parts.contains(&word)
    })
}

fn letters(element: ElementRef) -> usize {
    element.text().map(|text| text.trim().len()).sum()
}

/// A header inside an article belongs to the article: it holds the title.
fn is_left_out(element: ElementRef, in_article: bool) -> bool {
    let element = element.value();
    let hidden = element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    let role = element
        .attr("role")
        .is_some_and(|role| matches!(role, "navigation" | "banner" | "contentinfo" | "search"));
    let name = element.name();
    let furniture = matches!(name, "nav" | "aside" | "form" | "footer") || (name == "header" && !in_article);
    hidden || role || furniture || is_no_text(name)
}

fn is_no_text(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "button"
            | "select"
            | "textarea"
            | "input"
            | "dialog"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "blockquote"
            | "pre"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "hr"
            | "figure"
            | "figcaption"
            | "address"
            | "details"
            | "summary"
            | "header"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "table"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "center"
            | "fieldset"
            | "body"
            | "html"
    )
}
