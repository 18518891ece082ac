//! The body of an answer, page by page: what a reader wants first stands on the first page, nothing is left out.
//!
//! The rule: a page ends between blocks; a quote stays with its source, and what a long one goes on with comes last.

use super::compose::{LISTED, Reply, joined};
use super::passages::{quoted, the_rest};
use super::periods::has_more_figures;
use crate::render::limits::{Line, width};
use crate::render::reasons;

/// How wide a page is, and the widest block; a phone shows a third of it at once.
pub(super) const PAGE: usize = 2400;
/// How many citations are quoted, and how many are named before the figures that have had no room.
const QUOTED: usize = 4;
const CITED: usize = 12;

impl Reply<'_> {
    /// The value, other readings, the reason and the quotes with their sources; then what is too much for a glance.
    pub(super) fn blocks(&self) -> Vec<Vec<Line>> {
        let mut blocks = Vec::new();
        let mut late = Vec::new();
        if let Some((first, others)) = self.answer.figures.split_first() {
            blocks.push(vec![self.value(first)]);
            match self.by_period() {
                Some(table) => blocks.push(vec![Line::whole(&table)]),
                None => {
                    let mut readings = others.iter().map(|other| vec![self.reading(other)]);
                    blocks.extend(readings.by_ref().take(LISTED));
                    late.extend(readings);
                }
            }
            if has_more_figures(self.answer) {
                blocks.push(vec![Line::whole(&self.phrases.more_in_table)]);
            }
        }
        if !self.answer.reason.is_empty() {
            let line = |words: &str| {
                let mut line = Line::default();
                line.text(words);
                line
            };
            blocks.push(reasons::told(&self.answer.reason, self.language).lines().map(line).collect());
        }
        for (at, citation) in self.answer.citations.iter().enumerate() {
            let source = self.source(at + 1, citation);
            let mut lines = if at < QUOTED { quoted(citation) } else { Vec::new() };
            lines.push(source.clone());
            if at < CITED {
                blocks.push(lines)
            } else {
                late.push(lines)
            }
            let mut rest = if at < QUOTED { the_rest(citation) } else { Vec::new() };
            if let Some(last) = rest.pop() {
                late.extend(rest.into_iter().map(|line| vec![line]));
                late.push(vec![last, source]);
            }
        }
        blocks.extend(late);
        blocks
    }
}

/// Blocks under each other, a new page where one has no room; one page at least.
pub(super) fn paged(blocks: impl Iterator<Item = Vec<Line>>) -> Vec<Line> {
    let mut pages: Vec<(usize, Line)> = Vec::new();
    for block in blocks.map(joined).filter(|block| !block.is_empty()) {
        let wide = width(&block.fit(PAGE));
        match pages.last_mut() {
            Some((used, page)) if *used + 1 + wide <= PAGE => {
                *used += 1 + wide;
                page.markup("\n").append(block);
            }
            _ => pages.push((wide, block)),
        }
    }
    if pages.is_empty() { vec![Line::default()] } else { pages.into_iter().map(|(_, page)| page).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(words: &str) -> Vec<Line> {
        let mut line = Line::default();
        line.text(words);
        vec![line]
    }

    #[test]
    fn pages_end_between_blocks() {
        let blocks = [1000, 1000, 1000, 5000, 10].map(|length| block(&"a".repeat(length)));
        let pages = paged(blocks.into_iter());
        let widths: Vec<usize> = pages.iter().map(|page| width(&page.fit(PAGE))).collect();
        assert_eq!(widths, [2001, 1000, PAGE, 10]);
        assert_eq!(paged([Vec::new()].into_iter()), [Line::default()]);
    }
}
