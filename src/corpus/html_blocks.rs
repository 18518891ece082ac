use ego_tree::iter::Edge;
use scraper::{ElementRef, Node};

use super::blocks::{Block, Blocks};
use super::{html_table, markdown};

/// The blocks of an element in reading order, without what is no part of the text: scripts, navigation, headers and
/// footers of the page, forms, hidden parts.
pub(super) fn read(element: ElementRef) -> Vec<Block> {
    let mut reader = Reader::default();
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

#[derive(Default)]
struct Reader {
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
        if self.skipping > 0 || is_left_out(element, self.articles > 0) {
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
