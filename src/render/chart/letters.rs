//! Letters of the chart's own font at their exact places.
//!
//! The rule: every letter stands as far from the one before as the font says, its own margin included; plotters leaves
//! that margin out, and words fall apart.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, PxScaleFont, ScaleFont};

static FONT: LazyLock<FontRef<'static>> = LazyLock::new(|| {
    FontRef::try_from_slice(include_bytes!("data/NotoSansSC-Medium-GB2312.ttf"))
        .expect("the embedded font is tested")
});

/// How wide words are in pixels.
pub(super) fn width(words: &str, size: f32) -> f32 {
    let font = FONT.as_scaled(size);
    let mut end = 0.0;
    each(words, &font, |at, letter| end = at + font.h_advance(font.glyph_id(letter)));
    end
}

/// Tells for each pixel of words how much of it is covered, from 0 to 1. `left` and `baseline` are where they begin.
pub(super) fn draw(
    words: &str,
    size: f32,
    (left, baseline): (f32, f32),
    mut pixel: impl FnMut(i32, i32, f32),
) {
    let font = FONT.as_scaled(size);
    each(words, &font, |at, letter| {
        let mut glyph = font.scaled_glyph(letter);
        glyph.position = ab_glyph::point(left + at, baseline);
        if let Some(outline) = font.outline_glyph(glyph) {
            let corner = outline.px_bounds().min;
            outline.draw(|x, y, covered| {
                pixel(x as i32 + corner.x as i32, y as i32 + corner.y as i32, covered.min(1.0));
            });
        }
    });
}

/// Each letter with where it begins, from 0.
fn each(words: &str, font: &PxScaleFont<&FontRef<'static>>, mut tell: impl FnMut(f32, char)) {
    let mut at = 0.0;
    let mut before = None;
    for letter in words.chars() {
        let glyph = font.glyph_id(letter);
        at += before.map_or(0.0, |before| font.kern(before, glyph));
        tell(at, letter);
        at += font.h_advance(glyph);
        before = Some(glyph);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first and last column of words that are drawn from 100 on.
    fn columns(words: &str) -> (i32, i32) {
        let mut columns = (i32::MAX, 0);
        draw(words, 100.0, (100.0, 100.0), |x, _, covered| {
            if covered > 0.5 {
                columns = (columns.0.min(x), columns.1.max(x));
            }
        });
        columns
    }

    #[test]
    fn a_letter_keeps_its_margin() {
        let ((one, end), (two, last)) = (columns("l"), columns("ll"));
        assert!(one > 102 && one == two, "the margin of a narrow letter: {one}");
        let advance = width("l", 100.0);
        assert!(((last - end) as f32 - advance).abs() <= 1.0, "{last} {end} {advance}");
    }

    #[test]
    fn words_are_as_wide_as_their_letters() {
        assert!(width("", 40.0).abs() < f32::EPSILON);
        assert!((width("营收", 40.0) - 2.0 * width("营", 40.0)).abs() < 0.1);
        assert!(width("quarter", 40.0) < width("quarters", 40.0));
    }
}
