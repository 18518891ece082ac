use super::blocks::{Block, EventDraft};
use super::tables::{self, TableDraft};
use super::{Event, Passage, PassageKind, Section, Table};
use crate::text::{Span, sentences};

/// Paragraphs longer than this many bytes are several passages.
const LONGEST_PASSAGE: usize = 1200;
/// Body rows that make one passage.
const ROWS_A_PASSAGE: usize = 8;

/// The canonical text and everything that points into it.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub text: String,
    pub sections: Vec<Section>,
    pub passages: Vec<Passage>,
    pub tables: Vec<Table>,
    pub events: Vec<Event>,
    open: Vec<usize>,
    /// Where each block stands, in order.
    spans: Vec<Span>,
}

impl Layout {
    /// Lays blocks out one after another, a blank line between them.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut layout = Self::default();
        for block in blocks {
            match block {
                Block::Heading { level, text } => layout.heading(*level, text),
                Block::Paragraph(text) => layout.prose(text, PassageKind::Paragraph),
                Block::ListItem(text) => layout.prose(text, PassageKind::ListItem),
                Block::Table(table) => layout.table(table),
                Block::Event(event) => layout.event(event),
            }
        }
        layout.close(1);
        layout.attach_captions(blocks);
        layout
    }

    fn heading(&mut self, level: u8, text: &str) {
        self.close(level);
        let heading = self.append(text);
        self.sections.push(Section { heading, level, span: heading, parent: self.section() });
        self.open.push(self.sections.len() - 1);
    }

    /// Ends the sections of a level and those inside.
    fn close(&mut self, level: u8) {
        while let Some(section) = self.open.last().and_then(|index| self.sections.get_mut(*index)) {
            if section.level < level {
                return;
            }
            section.span.end = self.text.len();
            self.open.pop();
        }
    }

    fn prose(&mut self, text: &str, kind: PassageKind) {
        let block = self.append(text);
        for span in split(text) {
            self.passage(span.shifted(block.start), kind);
        }
    }

    fn event(&mut self, event: &EventDraft) {
        let block = self.append(&event.text);
        let passage = self.passage(block, PassageKind::Event);
        let place = |range: &std::ops::Range<usize>| Span::new(range.start, range.end).shifted(block.start);
        let (label, text) = (place(&event.label), place(&event.happening));
        self.events.push(Event { label, start: event.start, end: event.end, text, passage });
    }

    fn table(&mut self, draft: &TableDraft) {
        self.separate();
        let index = self.tables.len();
        let rows = tables::print(draft, &mut self.text);
        let span = Span::new(rows.first().map_or(self.text.len(), |row| row.span.start), self.text.len());
        self.spans.push(span);
        let table = Table { span, caption: None, section: self.section(), rows, notes: Vec::new() };
        let body: Vec<Span> = table.body_rows().map(|row| row.span).collect();
        let groups = body.len().div_ceil(ROWS_A_PASSAGE).max(1);
        let mut first_passages = Vec::with_capacity(body.len());
        for group in body.chunks(body.len().div_ceil(groups).max(1)) {
            let span = group[0].joined(group[group.len() - 1]);
            let passage = self.passage(span, PassageKind::TableRows { table: index });
            first_passages.extend(std::iter::repeat_n(passage, group.len()));
        }
        self.events.extend(super::events::of_table(&table, &self.text, &first_passages));
        self.tables.push(table);
    }

    fn attach_captions(&mut self, blocks: &[Block]) {
        for (table, place) in self.tables.iter_mut().zip(super::captions::find(blocks)) {
            table.caption = place.caption.and_then(|block| self.spans.get(block).copied());
            table.notes = place.notes.filter_map(|block| self.spans.get(block).copied()).collect();
        }
    }

    fn append(&mut self, text: &str) -> Span {
        self.separate();
        let start = self.text.len();
        self.text.push_str(text);
        let span = Span::new(start, self.text.len());
        self.spans.push(span);
        span
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    fn passage(&mut self, span: Span, kind: PassageKind) -> usize {
        self.passages.push(Passage { span, kind, section: self.section(), page: None });
        self.passages.len() - 1
    }

    fn section(&self) -> Option<usize> {
        self.open.last().copied()
    }
}

/// A paragraph's passages: itself, or runs of whole sentences when it is long.
fn split(text: &str) -> Vec<Span> {
    if text.len() <= LONGEST_PASSAGE {
        return vec![Span::new(0, text.len())];
    }
    let mut passages: Vec<Span> = Vec::new();
    let even = text.len() / text.len().div_ceil(LONGEST_PASSAGE);
    for sentence in sentences(text) {
        match passages.last_mut() {
            Some(last) if last.len() < even && sentence.end - last.start <= LONGEST_PASSAGE => {
                last.end = sentence.end
            }
            _ => passages.push(sentence),
        }
    }
    passages
}
