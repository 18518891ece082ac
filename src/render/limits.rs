//! Pieces of Discord markup put together into one string that fits its limit.
//!
//! The rule: what is cut is cut between pieces and closed with `…`; an escape, a link or a pair of `**` is never torn.
//!
//! ```
//! use footnote::render::limits::Line;
//! let mut line = Line::default();
//! line.text("revenue of ");
//! line.bold("39.824 billion yuan");
//! assert_eq!(line.fit(100), "revenue of **39.824 billion yuan**");
//! assert_eq!(line.fit(22), "revenue of **39.824…**");
//! ```

use super::markup;

/// Lengths Discord allows, in UTF-16 code units (the strictest way it counts).
pub const CONTENT: usize = 2000;
pub const TITLE: usize = 256;
pub const DESCRIPTION: usize = 4096;
pub const FIELDS: usize = 25;
pub const FIELD_NAME: usize = 256;
pub const FIELD_VALUE: usize = 1024;
pub const FOOTER: usize = 2048;
/// All strings of all embeds of one message together.
pub const EMBEDS: usize = 6000;

/// How long Discord takes a text to be, in UTF-16 code units.
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// A string in the making, as pieces that stay whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    markup: String,
    bold: bool,
    trusted: bool,
}

impl Line {
    /// Adds untrusted words; every character shows as itself.
    pub fn text(&mut self, untrusted: &str) -> &mut Self {
        self.escape(untrusted, false)
    }

    /// Adds untrusted words in bold.
    pub fn bold(&mut self, untrusted: &str) -> &mut Self {
        self.escape(untrusted, true)
    }

    /// Adds one piece of Discord markup as it is: never words from outside this program.
    pub fn markup(&mut self, trusted: &str) -> &mut Self {
        self.push(Piece { markup: trusted.to_owned(), bold: false, trusted: true })
    }

    /// One piece of this program's own making that was checked before, a code block for example.
    #[must_use]
    pub fn whole(trusted: &str) -> Self {
        let mut line = Self::default();
        line.markup(trusted);
        line
    }

    /// Adds all of another line.
    pub fn append(&mut self, other: Self) -> &mut Self {
        let room = KEPT - self.pieces.len().min(KEPT);
        self.pieces.extend(other.pieces.into_iter().take(room));
        self
    }

    /// The words that were added, as a reader sees them; markup of this program's own is left out.
    #[must_use]
    pub fn shown(&self) -> String {
        let words = self.pieces.iter().filter(|piece| !piece.trusted);
        words.map(|piece| unescaped(&piece.markup)).collect()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The string, at most `limit` (and never over [`DESCRIPTION`]) UTF-16 code units long.
    #[must_use]
    pub fn fit(&self, limit: usize) -> String {
        let limit = limit.min(DESCRIPTION);
        let whole = written(&self.pieces);
        if width(&whole) <= limit {
            return whole;
        }
        let mut kept = self.pieces.len();
        let mut cost = estimate(&self.pieces);
        while kept > 0 && cost + CUT > limit {
            kept -= 1;
            cost -= piece_cost(&self.pieces, kept);
        }
        if limit == 0 { String::new() } else { cut(&self.pieces[..kept]) }
    }

    fn escape(&mut self, untrusted: &str, bold: bool) -> &mut Self {
        let room = KEPT - self.pieces.len().min(KEPT);
        let end = untrusted.char_indices().nth(room).map_or(untrusted.len(), |(at, _)| at);
        for atom in markup::atoms(&untrusted[..end], self.is_at_line_start()) {
            self.push(Piece { markup: atom, bold, trusted: false });
        }
        self
    }

    fn push(&mut self, piece: Piece) -> &mut Self {
        if !piece.markup.is_empty() && self.pieces.len() < KEPT {
            self.pieces.push(piece);
        }
        self
    }

    /// Whether the next word could begin a heading, a list or a quote.
    fn is_at_line_start(&self) -> bool {
        let word = self.pieces.iter().rev().find(|piece| piece.trusted || !piece.markup.trim().is_empty());
        word.is_none_or(|piece| piece.trusted && piece.markup.ends_with([' ', '\n']))
    }
}

/// More pieces than fit any limit are not kept, so that a huge report costs no more than a long one.
const KEPT: usize = DESCRIPTION + 1;
/// What a cut adds: `…`.
const CUT: usize = 1;
/// One side of a pair that makes words bold.
const BOLD: &str = "**";

/// The character an escaped piece shows.
fn unescaped(markup: &str) -> &str {
    if markup.len() > 1 { markup.strip_prefix('\\').unwrap_or(markup) } else { markup }
}

/// The width of the string, counted piece by piece.
fn estimate(pieces: &[Piece]) -> usize {
    (0..pieces.len()).map(|at| piece_cost(pieces, at)).sum()
}

/// What the piece at `at` adds to the string of the pieces before it.
fn piece_cost(pieces: &[Piece], at: usize) -> usize {
    let opens = pieces[at].bold && !at.checked_sub(1).is_some_and(|before| pieces[before].bold);
    width(&pieces[at].markup) + if opens { 2 * BOLD.len() } else { 0 }
}

/// The pieces with `…` after the last word, within its bold pair.
fn cut(pieces: &[Piece]) -> String {
    let words = pieces.iter().rposition(|piece| !piece.markup.trim().is_empty()).map_or(0, |last| last + 1);
    let mut shown = pieces[..words].to_vec();
    let bold = shown.last().is_some_and(|piece| piece.bold);
    shown.push(Piece { markup: "…".to_owned(), bold, trusted: true });
    written(&shown)
}

fn written(pieces: &[Piece]) -> String {
    let mut out = String::new();
    let mut bold = false;
    for piece in pieces {
        if piece.bold != bold {
            out.push_str(BOLD);
            bold = piece.bold;
        }
        out.push_str(&piece.markup);
    }
    if bold {
        out.push_str(BOLD);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cut_never_tears_an_escape() {
        let mut line = Line::default();
        line.text("**");
        assert_eq!(line.fit(4), r"\*\*");
        assert_eq!(line.fit(3), r"\*…");
        assert_eq!(line.fit(2), "…");
        assert_eq!(line.fit(0), "");
    }

    #[test]
    fn bold_words_next_to_each_other_share_a_pair() {
        let mut line = Line::default();
        line.bold("a").bold("b").text("c");
        assert_eq!(line.fit(10), "**ab**c");
    }

    #[test]
    fn a_flag_outside_the_first_plane_counts_two() {
        assert_eq!(width("😀"), 2);
        let mut line = Line::default();
        line.text("😀😀");
        assert_eq!(line.fit(3), "😀…");
    }

    proptest! {
        #[test]
        fn every_line_fits(words in prop::collection::vec((".{0,40}", any::<bool>()), 0..6), limit in 0usize..200) {
            let mut line = Line::default();
            for (text, bold) in &words {
                if *bold { line.bold(text) } else { line.text(text) };
            }
            let fitted = line.fit(limit);
            prop_assert!(width(&fitted) <= limit);
            prop_assert_eq!(markup::unescaped_pairs(&fitted) % 2, 0);
        }
    }
}
