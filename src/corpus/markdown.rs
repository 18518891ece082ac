use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::blocks::{Blocks, Draft, Metadata};
use super::html;
use super::tables::{CellDraft, TableDraft};

/// A bold paragraph longer than this is no heading.
const LONGEST_BOLD_HEADING: usize = 80;

/// Reads Markdown with GFM tables. HTML blocks inside are read as HTML.
pub(super) fn read(text: &str) -> Draft {
    let mut reader = Reader::default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(text, options) {
        reader.take(event);
    }
    reader.flush();
    Draft { blocks: reader.blocks.into_vec(), metadata: Metadata::default() }
}

#[derive(Default)]
struct Reader {
    blocks: Blocks,
    /// The words of the block or cell that is being read.
    words: String,
    /// Nested list items.
    items: usize,
    table: Option<TableDraft>,
    html: Option<String>,
    bold: Bold,
}

/// Whether a paragraph is bold as a whole.
#[derive(Default)]
struct Bold {
    depth: usize,
    some: bool,
    /// Words outside.
    plain: bool,
}

impl Reader {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => self.text(&words),
            Event::Html(html) => {
                if let Some(block) = &mut self.html {
                    block.push_str(&html);
                }
            }
            Event::InlineHtml(tag) if is_break(&tag) => self.words.push(' '),
            Event::SoftBreak | Event::HardBreak => self.words.push('\n'),
            Event::Rule => self.flush(),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, words: &str) {
        self.words.push_str(words);
        self.bold.some |= self.bold.depth > 0;
        self.bold.plain |= self.bold.depth == 0 && !words.trim().is_empty();
    }

    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::List(_) => {
                self.flush()
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Some(TableDraft { headers: 1, ..TableDraft::default() });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => self.words.clear(),
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some(String::new());
            }
            Tag::Strong => self.bold.depth += 1,
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.flush()
            }
            TagEnd::Heading(level) => {
                self.blocks.heading(depth(level), &std::mem::take(&mut self.words));
                self.bold = Bold::default();
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::TableCell => {
                let cell = CellDraft::new(&std::mem::take(&mut self.words));
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.blocks.table(with_header(table));
                }
                self.bold = Bold::default();
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html.take() {
                    self.blocks.append(html::blocks_of_fragment(&block));
                }
            }
            TagEnd::Strong => self.bold.depth = self.bold.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// Ends the block that is being read.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let bold = std::mem::take(&mut self.bold);
        let heads = bold.some && !bold.plain && reads_like_a_heading(&words);
        match self.items {
            0 if heads => self.blocks.heading(5, &words),
            0 => self.blocks.paragraph(&words),
            _ => self.blocks.list_item(&words),
        }
    }
}

/// Whether bold words that make a whole paragraph head what follows.
pub(super) fn reads_like_a_heading(words: &str) -> bool {
    let words = words.trim();
    let ends = words.ends_with(['.', '。', '!', '！', ':', '：', ';', ',', '，']);
    !ends && words.chars().count() <= LONGEST_BOLD_HEADING && !super::head::is_about_the_report(words)
}

/// An empty header row is what converters write for a table without one.
fn with_header(mut table: TableDraft) -> TableDraft {
    if table.rows.first().is_some_and(|row| row.iter().all(|cell| cell.text.is_empty())) {
        table.rows.remove(0);
        table.headers = 0;
    }
    table
}

fn is_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Block;
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[Block]) {
        assert_eq!(read(text).blocks, expected);
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(text.to_owned())
    }

    fn item(text: &str) -> Block {
        Block::ListItem(text.to_owned())
    }

    fn heading(level: u8, text: &str) -> Block {
        Block::Heading { level, text: text.to_owned() }
    }

    #[test]
    fn inline_markup_goes_and_words_stay() {
        case(
            "Up **34%** to [$3&nbsp;billion](x)\nand `more`, ~60% to ~70%.",
            &[paragraph("Up 34% to $3 billion and more, ~60% to ~70%.")],
        );
        case("# A *b*\n\nText\n=====\n", &[heading(1, "A b"), heading(1, "Text")]);
        case("**Outlook**\n\nWords.", &[heading(5, "Outlook"), paragraph("Words.")]);
    }

    #[test]
    fn list_items_are_blocks_of_their_own() {
        case(
            "- one\n- two\n  - three\n\n  more of two\n",
            &[item("one"), item("two"), item("three"), item("more of two")],
        );
    }

    #[test]
    fn table_cells_keep_escaped_pipes() {
        let table = |rows: &[&[&str]]| {
            let rows = rows.iter().map(|row| row.iter().map(|cell| CellDraft::new(cell)).collect()).collect();
            Block::Table(TableDraft { rows, headers: 1, captioned: false })
        };
        case("| a | b |\n|---|---|\n| x \\| y | **2** |\n", &[table(&[&["a", "b"], &["x | y", "2"]])]);
    }

    #[test]
    fn html_blocks_are_read_as_html() {
        case("Words.\n\n<p>More <b>words</b></p>\n", &[paragraph("Words."), paragraph("More words")]);
    }
}
