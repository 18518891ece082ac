//! A series as a picture: bars over time that are read on a phone, on a card of its own colours for any theme.
//!
//! The rule: a bar is drawn only for a figure that stands in its quote, and its label is that figure's own value. What
//! is no plain report is told by form: a frame and the earlier value for a restatement, hatching for what is only
//! expected, an empty place for a period without a figure.

mod draw;
pub(in crate::render) mod labels;
mod layout;
mod letters;

use crate::answer::Series;
use crate::text::Language;

/// Its size in pixels.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 900;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    #[error("there is nothing to draw")]
    Empty,
    #[error("the chart cannot be drawn: {0}")]
    Drawing(String),
    #[error("the chart cannot be written: {0}")]
    Writing(#[from] png::EncodingError),
}

/// The series as a PNG.
///
/// # Errors
/// When the series has no points, or drawing fails inside.
pub fn chart(series: &Series, language: Language) -> Result<Vec<u8>, ChartError> {
    let layout = layout::of(series, language).ok_or(ChartError::Empty)?;
    let times = draw::TIMES as usize;
    let mut large = vec![0; (WIDTH * HEIGHT * 3) as usize * times * times];
    draw::draw(&layout, &mut large).map_err(ChartError::Drawing)?;
    let pixels = shrunk(&large, WIDTH as usize * times, times);
    let mut written = Vec::new();
    let mut encoder = png::Encoder::new(&mut written, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(written)
}

/// Each square of `times` by `times` pixels as one of their mean colour.
fn shrunk(large: &[u8], width: usize, times: usize) -> Vec<u8> {
    let height = large.len() / 3 / width;
    let mut pixels = Vec::with_capacity(large.len() / (times * times));
    for (y, x) in (0..height).step_by(times).flat_map(|y| (0..width).step_by(times).map(move |x| (y, x))) {
        for color in 0..3 {
            let square = (0..times * times).map(|at| (y + at / times) * width + x + at % times);
            let sum: usize = square.map(|pixel| usize::from(large[pixel * 3 + color])).sum();
            pixels.push(u8::try_from(sum / (times * times)).unwrap_or(u8::MAX));
        }
    }
    pixels
}
