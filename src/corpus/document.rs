use super::{Cell, Document, Row, Table};

impl Document {
    /// The headings that lead to a section, outermost first, joined by ` › `; empty for an unknown section.
    #[must_use]
    pub fn section_path(&self, section: usize) -> String {
        let mut headings = Vec::new();
        let mut next = Some(section);
        while let Some(section) = next.and_then(|index| self.sections.get(index)) {
            headings.push(section.heading.slice(&self.text));
            next = section.parent;
        }
        headings.reverse();
        headings.join(" › ")
    }

    /// The words of a passage; empty for an unknown one.
    #[must_use]
    pub fn passage_text(&self, passage: usize) -> &str {
        self.passages.get(passage).map_or("", |passage| passage.span.slice(&self.text))
    }
}

impl Table {
    pub fn header_rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.header)
    }

    /// The header rows over a row, counted from 0: columns may be headed anew further down.
    #[must_use]
    pub fn headers_over(&self, row: usize) -> &[Row] {
        let above = &self.rows[..row.min(self.rows.len())];
        let end = above.iter().rposition(|row| row.header).map_or(0, |last| last + 1);
        let start = above[..end].iter().rposition(|row| !row.header).map_or(0, |last| last + 1);
        &above[start..end]
    }

    pub fn body_rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.header)
    }
}

impl Row {
    /// The cell that covers a column, counted from 0.
    #[must_use]
    pub fn cell_at(&self, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| (cell.column..cell.column + cell.columns).contains(&column))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::{LoadError, PassageKind, load, read};
    use crate::text::Span;

    /// Everything that points into the text does so, in order.
    fn check(document: &Document) {
        let text = &document.text;
        let holds = |span: Span| assert!(span.get(text).is_some(), "{span:?} in {}", document.path);
        let parts = |table: &Table| {
            let cells =
                table.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.span)).collect::<Vec<_>>();
            let rows = table.rows.iter().map(|row| row.span);
            rows.chain(cells)
                .chain(table.caption)
                .chain(table.notes.clone())
                .chain([table.span])
                .collect::<Vec<_>>()
        };
        document.sections.iter().for_each(|section| {
            holds(section.heading);
            holds(section.span);
            assert!(section.span.contains(section.heading));
        });
        document.tables.iter().flat_map(parts).for_each(holds);
        document.passages.iter().for_each(|passage| holds(passage.span));
        assert!(
            document.passages.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start),
            "{}",
            document.path
        );
        assert!(document.passages.iter().all(|passage| !passage.span.is_empty()));
        for event in &document.events {
            holds(event.label);
            assert!(document.passages[event.passage].span.contains(event.text));
        }
        for passage in &document.passages {
            if let PassageKind::TableRows { table } = passage.kind {
                assert!(document.tables[table].span.contains(passage.span));
            }
            passage.section.into_iter().for_each(|section| {
                assert!(document.sections[section].span.contains(passage.span));
                assert!(!document.section_path(section).is_empty());
            });
        }
    }

    fn fixtures() -> std::path::PathBuf {
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/reports")
    }

    #[test]
    fn spans_of_every_fixture_slice_back() {
        let root = fixtures();
        for path in crate::corpus::list(&root).unwrap() {
            match load(&root, &path) {
                Ok(document) => check(&document),
                Err(LoadError::Unsupported { .. }) => {}
                Err(error) => panic!("{error}"),
            }
        }
    }

    #[track_caller]
    fn fixture(path: &str) -> Document {
        load(&fixtures(), path).unwrap()
    }

    #[test]
    fn a_pasted_feed_is_read() {
        let report = fixture("pasted-feed.txt");
        assert_eq!(report.title, "Tarn Motors Cuts Prices Again");
        assert_eq!(report.source.as_deref(), Some("The Harbour Ledger"));
        let headings: Vec<&str> =
            report.sections.iter().map(|section| section.heading.slice(&report.text)).collect();
        assert_eq!(
            headings,
            [
                "Tarn Motors Cuts Prices Again",
                "In Short",
                "What Changed",
                "Why It Matters",
                "Key Points",
                "Rivals",
                "Timeline"
            ]
        );
        assert_eq!(report.events.len(), 3);
        assert_eq!(report.events[1].text.slice(&report.text), "Tarn buys back shares worth $2 billion.");
        let van = report.tables[0].rows[1].cell_at(1).unwrap();
        assert_eq!(van.span.slice(&report.text), "City cars | vans");
    }

    #[test]
    fn a_pasted_article_is_read() {
        let report = fixture("pasted-article.txt");
        let date = report.date.clone().unwrap();
        assert_eq!((date.date.to_string().as_str(), date.or), ("2025-12-02", None));
        assert_eq!(report.authors, ["Ida Brun"]);
        assert!(!report.text.contains("1,476"));
        let headings: Vec<&str> =
            report.sections.iter().map(|section| section.heading.slice(&report.text)).collect();
        assert_eq!(headings, ["Short Supply", "A Costly Bet"]);
    }

    #[test]
    fn a_page_is_read_without_what_surrounds_the_article() {
        let report = fixture("news-page.html");
        assert_eq!(report.title, "Tarn Motors opens a second plant in Porto");
        assert_eq!(report.authors, ["Ida Brun"]);
        assert_eq!(report.source.as_deref(), Some("The Harbour Ledger"));
        assert!(!report.text.contains("Ten cars") && !report.text.contains("Ships"), "{}", report.text);
        let table = &report.tables[0];
        assert_eq!(
            table.caption.map(|caption| caption.slice(&report.text)),
            Some("Plants of Tarn Motors (cars in thousands)")
        );
        assert_eq!(table.header_rows().count(), 2);
        assert_eq!(table.rows[2].cell_at(2).unwrap().span.slice(&report.text), "290");
    }

    #[test]
    fn a_filing_s_columns_are_put_together() {
        let report = fixture("filing-table.html");
        let table = &report.tables[0];
        let rows: Vec<&str> = table.rows.iter().map(|row| row.span.slice(&report.text)).collect();
        assert_eq!(
            rows,
            [
                " | Year Ended December 31,",
                " | 2025 | 2024",
                "Revenue | $7,144 | $6,609",
                "Operating loss | (1,230) | (998)",
                "Margin | 17.2% | 15.1%"
            ]
        );
        assert_eq!(table.header_rows().count(), 2);
        assert!(table.caption.is_some());
        assert_eq!(table.notes.len(), 1);
    }

    #[test]
    fn a_chinese_page_is_read() {
        let report = fixture("chinese-page.html");
        assert_eq!(report.language, crate::text::Language::Chinese);
        assert_eq!(report.date.clone().unwrap().date.to_string(), "2025-11-18");
        assert_eq!(report.source.as_deref(), Some("港口日报"));
        assert!(report.text.contains("第三季度营收为398.24亿元，同比增长34%。"));
        assert_eq!(report.sections.last().unwrap().heading.slice(&report.text), "一、供不应求");
        assert_eq!(report.events.len(), 2);
        assert_eq!(report.tables[0].caption.unwrap().slice(&report.text), "单位：亿元");
    }

    #[test]
    fn a_wrapped_mail_is_read() {
        let report = fixture("wrapped-mail.txt");
        assert_eq!(report.title, "Quarterly note on Ostrava Auto");
        assert_eq!(report.date.clone().unwrap().date.to_string(), "2026-03-14");
        assert!(
            report
                .text
                .contains("more than in the same quarter of the year before, and said that its order book")
        );
        let table = &report.tables[0];
        assert_eq!(table.caption.unwrap().slice(&report.text), "(in millions of euros)");
        assert_eq!(table.rows[2].cell_at(1).unwrap().span.slice(&report.text), "98.1");
        assert!(report.text.contains("contracts with the mills run out in June."), "{}", report.text);
    }

    #[test]
    fn encodings_are_read() {
        assert!(fixture("big5.txt").text.contains("客戶對電動貨車的需求持續增加"));
        assert!(fixture("gbk.txt").text.contains("三百九十八亿元"));
        assert!(fixture("windows-1252.txt").text.contains("d’euros – « un record »"));
        assert!(fixture("utf-16.txt").text.contains("214,000 cars"));
    }

    #[test]
    fn front_matter_wins() {
        let report = fixture("front-matter.md");
        assert_eq!(report.title, "Ostrava Auto: a better third quarter");
        assert_eq!(report.authors, ["Ida Brun", "Per Holm"]);
        let table = &report.tables[0];
        assert_eq!((table.header_rows().count(), table.notes.len()), (2, 1));
        assert_eq!(table.caption.unwrap().slice(&report.text), "(in millions)");
        assert_eq!(report.tables.len(), 2);
        assert_eq!(report.events.len(), 2);
        assert_eq!(report.section_path(2), "Ostrava Auto › Timeline");
    }

    const PIECES: [&str; 40] = [
        "# ",
        "| a | b |\n",
        "|---|---|\n",
        "| 1 | 2 |\n",
        "\n",
        "\n\n",
        "- ",
        "• ",
        "1. ",
        "<table>",
        "<tr>",
        "<td colspan=3>",
        "<td rowspan=9>",
        "</table>",
        "<p>",
        "<li>",
        "<b>",
        "<article>",
        "<nav>",
        "2024-02\n",
        "12/02 2025\n",
        "营收214亿元。",
        "一、概览\n",
        "🔑 Key\n",
        "$",
        "7,144",
        ")",
        "%",
        "\t",
        "   ",
        "---\n",
        "title: a\n",
        "By Jo March\n",
        "Revenue rose. ",
        "\u{200b}",
        "İ",
        "ﬁ",
        "<caption>x",
        "</td>",
        "<h2>",
    ];

    proptest! {
        #[test]
        fn no_bytes_break_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for path in ["a.md", "a.html", "a.txt"] {
                if let Ok(document) = read(path, &bytes) {
                    check(&document);
                }
            }
        }

        #[test]
        fn no_text_breaks_a_reader(places in proptest::collection::vec(0..PIECES.len(), 0..60), tail in ".{0,20}") {
            let text: String = places.into_iter().map(|place| PIECES[place]).chain([tail.as_str()]).collect();
            for path in ["a.md", "a.html", "a.txt"] {
                if let Ok(document) = read(path, text.as_bytes()) {
                    check(&document);
                }
            }
        }
    }
}
