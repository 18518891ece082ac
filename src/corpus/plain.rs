use super::blocks::{Blocks, Draft, Metadata};
use super::plain_headings::{self, Heading};
use super::plain_lines::{self, Kind, Line};
use super::plain_tables;

/// Reads plain text as people paste it: a line is a block, unless lines are plainly wrapped.
pub(super) fn read(text: &str) -> Draft {
    let lines = plain_lines::of(text);
    let headings = plain_headings::find(&lines);
    let mut blocks = Blocks::default();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        if let Some((table, length)) = plain_tables::at(&lines[index..]) {
            blocks.table(table);
            index += length;
            continue;
        }
        match headings.get(&index) {
            Some(Heading { level, text }) => blocks.heading(*level, text),
            None => block(line, &mut blocks),
        }
        index += 1;
    }
    Draft { blocks: blocks.into_vec(), metadata: Metadata::default() }
}

fn block(line: &Line, blocks: &mut Blocks) {
    match &line.kind {
        Kind::Blank | Kind::Furniture => {}
        Kind::Bullet(text) | Kind::Numbered(text) => blocks.list_item(text),
        Kind::Emoji(_) if line.repeats_emoji => blocks.list_item(&line.text),
        _ => blocks.paragraph(&line.text),
    }
}

/// The blocks of a stretch of plain text inside another format.
#[cfg(test)]
pub(super) fn blocks(text: &str) -> Vec<super::blocks::Block> {
    read(text).blocks
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Block;
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let found: Vec<String> = blocks(text)
            .iter()
            .map(|block| match block {
                Block::Heading { level, text } => format!("h{level} {text}"),
                Block::Paragraph(text) => format!("p {text}"),
                Block::ListItem(text) => format!("li {text}"),
                Block::Table(table) => {
                    let row = |row: &Vec<super::super::tables::CellDraft>| {
                        row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
                    };
                    format!("table {}", table.rows.iter().map(row).collect::<Vec<_>>().join(" / "))
                }
                Block::Event(_) => "event".to_owned(),
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_short_line_between_paragraphs_is_a_heading() {
        case(
            "The first paragraph ends here.\nShort Supply\nThe second paragraph follows.",
            &["p The first paragraph ends here.", "h2 Short Supply", "p The second paragraph follows."],
        );
        case(
            "Sales rose.\n供不应求\n需求端依然旺盛，客户订单增长很快。",
            &["p Sales rose.", "h2 供不应求", "p 需求端依然旺盛，客户订单增长很快。"],
        );
    }

    #[test]
    fn bylines_dates_counts_and_lists_are_no_headings() {
        case(
            "12/02 2025\n476\n\nWritten by Jo March\nThe first sentence of it.\n- one\n- •two\nStrong demand\nWeak supply\n",
            &[
                "p 12/02 2025",
                "p Written by Jo March",
                "p The first sentence of it.",
                "li one",
                "li two",
                "p Strong demand",
                "p Weak supply",
            ],
        );
    }

    #[test]
    fn a_filing_reference_is_no_title() {
        case(
            "Filing Service Number : 4471T\nHarrow and Pike PLC\n\nSales rose by a tenth.",
            &["p Filing Service Number : 4471T", "h1 Harrow and Pike PLC", "p Sales rose by a tenth."],
        );
    }

    #[test]
    fn emoji_lead_headings_but_not_lists_or_sentences() {
        case(
            "🔑 Key Points\n- one\n💡 A sentence is none.\n✅ fast\n✅ cheap\n📊 Rivals▸ Show\nText follows.",
            &[
                "h2 Key Points",
                "li one",
                "p 💡 A sentence is none.",
                "li ✅ fast",
                "li ✅ cheap",
                "h2 Rivals",
                "p Text follows.",
            ],
        );
    }

    #[test]
    fn numbered_lines_are_headings_before_text_and_items_before_items() {
        case(
            "1. Overview\nIt went well.\n2. Outlook\nIt will go well.",
            &["h2 1. Overview", "p It went well.", "h2 2. Outlook", "p It will go well."],
        );
        case(
            "Three risks are seen.\n1. Price\n2. Supply\n",
            &["p Three risks are seen.", "li Price", "li Supply"],
        );
        case("一、概览\n业绩良好，超出预期。", &["h2 一、概览", "p 业绩良好，超出预期。"]);
    }

    #[test]
    fn tables_with_pipes_tabs_or_columns_of_spaces() {
        case("| a | b |\n|---|---|\n| 1 | 2 |", &["table a|b / 1|2"]);
        case("a\tb\n1\t2", &["table a|b / 1|2"]);
        case(
            "              2025   2024\nRevenue      1,240  1,100\nCosts          900    800",
            &["table |2025|2024 / Revenue|1,240|1,100 / Costs|900|800"],
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "Revenue rose to three billion dollars in the third quarter as\ncustomers bought more machines than in any quarter before, and\nthe order book grew.\n\nCosts fell.";
        case(
            text,
            &[
                "p Revenue rose to three billion dollars in the third quarter as customers bought more machines than in any quarter before, and the order book grew.",
                "p Costs fell.",
            ],
        );
    }
}
