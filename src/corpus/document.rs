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
