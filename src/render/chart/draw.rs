//! Puts a laid out chart on pixels.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::layout::{Bar, Form, Layout};
use super::{HEIGHT, WIDTH, letters};

type Area<'a> = DrawingArea<BitMapBackend<'a>, plotters::coord::Shift>;

const CARD: RGBColor = RGBColor(27, 31, 39);
const INK: RGBColor = RGBColor(245, 246, 248);
const QUIET: RGBColor = RGBColor(176, 184, 196);
const FAINT: RGBColor = RGBColor(124, 133, 148);
const BAR: RGBColor = RGBColor(94, 178, 255);
const FRAME: RGBColor = RGBColor(255, 205, 92);

const MARGIN: i32 = 56;
const TITLE: f32 = 56.0;
const SMALLEST_TITLE: f32 = 34.0;
const WORDS: f32 = 38.0;
const SMALLEST_LABEL: f32 = 26.0;
/// Between these lie the bars, their labels included.
const TOP: i32 = 230;
const BOTTOM: i32 = 690;
const LABEL: i32 = 54;
/// How high the mark of a gap is.
const GAP: i32 = 120;
/// How many bars and periods are labelled before some are left out.
const LABELLED: usize = 10;
const NAMED: usize = 8;

/// Everything is drawn this many times larger and then shrunk, which smooths edges and the places of letters.
pub(super) const TIMES: i32 = 2;

/// A place of the chart in pixels.
struct Scale {
    zero: i32,
    /// Pixels a unit.
    step: f64,
    width: f64,
}

pub(super) fn draw(layout: &Layout, pixels: &mut [u8]) -> Result<(), String> {
    let area =
        BitMapBackend::with_buffer(pixels, (WIDTH * TIMES as u32, HEIGHT * TIMES as u32)).into_drawing_area();
    let told = |error: DrawingAreaErrorKind<_>| format!("{error}");
    on(&area, layout).map_err(told)?;
    area.present().map_err(told)
}

type Drawn = Result<(), DrawingAreaErrorKind<<BitMapBackend<'static> as DrawingBackend>::ErrorType>>;

fn on(area: &Area<'_>, layout: &Layout) -> Drawn {
    area.fill(&CARD)?;
    let room = WIDTH as i32 - 2 * MARGIN;
    fitted(area, &layout.title, (MARGIN, 48), TITLE, SMALLEST_TITLE, INK, room)?;
    fitted(area, &layout.subtitle, (MARGIN, 130), WORDS, SMALLEST_LABEL, QUIET, room)?;
    let scale = Scale::of(layout);
    let middle = |at: usize| MARGIN + (scale.width * (at as f64 + 0.5)) as i32;
    line(area, (MARGIN, scale.zero), (WIDTH as i32 - MARGIN, scale.zero), QUIET, 3)?;
    for (at, place) in layout.places.iter().enumerate() {
        match &place.bar {
            Some(bar) => {
                draw_bar(area, bar, middle(at), &scale)?;
                if is_labelled(layout, at) {
                    label(area, bar, middle(at), &scale)?;
                }
            }
            None => empty(area, place.several, middle(at), &scale)?,
        }
    }
    axis(area, layout, &scale)?;
    legend(area, layout)
}

impl Scale {
    fn of(layout: &Layout) -> Self {
        let span = (layout.high - layout.low).max(f64::MIN_POSITIVE);
        let above = if layout.high > 0.0 { LABEL } else { 0 };
        let below = if layout.low < 0.0 { LABEL } else { 0 };
        let (top, bottom) = (TOP + above, BOTTOM - below);
        let step = f64::from(bottom - top) / span;
        let width = f64::from(WIDTH as i32 - 2 * MARGIN) / layout.places.len().max(1) as f64;
        Self { zero: top + (layout.high * step) as i32, step, width }
    }

    fn y(&self, value: f64) -> i32 {
        self.zero - (value * self.step).round() as i32
    }

    fn half(&self) -> i32 {
        (self.width * 0.34).clamp(3.0, 90.0) as i32
    }
}

fn draw_bar(area: &Area<'_>, bar: &Bar, x: i32, scale: &Scale) -> Drawn {
    let half = scale.half();
    let (one, other) = (scale.y(bar.from), scale.y(bar.to));
    let (top, bottom) = (one.min(other), one.max(other).max(one.min(other) + 4));
    match bar.form {
        Form::Hatched => {
            hatch(area, (x - half, top), (x + half, bottom))?;
            frame(area, (x - half, top), (x + half, bottom), BAR, 4)?;
        }
        _ => block(area, (x - half, top), (x + half, bottom))?,
    }
    if bar.form == Form::Framed {
        frame(area, (x - half + 3, top + 3), (x + half - 3, bottom - 3), FRAME, 6)?;
    }
    if let Some(was) = bar.was {
        dashes(area, x - half - 14, x + half + 14, scale.y(was), FRAME)?;
    }
    Ok(())
}

/// Above a bar that rises, below one that falls.
fn label(area: &Area<'_>, bar: &Bar, x: i32, scale: &Scale) -> Drawn {
    let falls = bar.to < 0.0;
    let ends = [bar.from, bar.to, bar.was.unwrap_or(bar.to)].map(|end| scale.y(end));
    let (place, anchor) = if falls {
        (ends.into_iter().max().unwrap_or_default() + 12, VPos::Top)
    } else {
        (ends.into_iter().min().unwrap_or_default() - 14, VPos::Bottom)
    };
    let size = fitting(&bar.label, WORDS, 20.0, (scale.width * 1.15) as i32);
    write(area, &bar.label, (x, place), style(size, INK).pos(Pos::new(HPos::Center, anchor)))
}

/// All labels where there is room; else the first, the last, the largest and the smallest.
fn is_labelled(layout: &Layout, at: usize) -> bool {
    let bars: Vec<(usize, f64)> = layout
        .places
        .iter()
        .enumerate()
        .filter_map(|(at, place)| Some((at, place.bar.as_ref()?.to)))
        .collect();
    if layout.places.len() <= LABELLED {
        return true;
    }
    let by_value = |one: &&(usize, f64), other: &&(usize, f64)| one.1.total_cmp(&other.1);
    let told = [bars.first(), bars.last(), bars.iter().max_by(by_value), bars.iter().min_by(by_value)];
    told.into_iter().flatten().any(|(told, _)| *told == at)
}

fn empty(area: &Area<'_>, several: bool, x: i32, scale: &Scale) -> Drawn {
    let half = scale.half();
    let rises = scale.zero - TOP > GAP;
    let (top, bottom) = if rises { (scale.zero - GAP, scale.zero) } else { (scale.zero, scale.zero + GAP) };
    let edge = if rises { top } else { bottom };
    stand(area, (x - half, top), (x + half, bottom))?;
    across(area, x - half, x + half, edge)?;
    let mark = style(WORDS, QUIET).pos(Pos::new(HPos::Center, VPos::Center));
    write(area, if several { "…" } else { "?" }, (x, (top + bottom) / 2), mark)
}

/// The broken outline of what is not there.
fn outline(area: &Area<'_>, from: (i32, i32), to: (i32, i32)) -> Drawn {
    stand(area, from, to)?;
    across(area, from.0, to.0, from.1)?;
    across(area, from.0, to.0, to.1)
}

/// Its sides, a dash at each end.
fn stand(area: &Area<'_>, from: (i32, i32), to: (i32, i32)) -> Drawn {
    for (start, end) in dashed(from.1, to.1) {
        for x in [from.0, to.0] {
            line(area, (x, start), (x, end), FAINT, 4)?;
        }
    }
    Ok(())
}

fn across(area: &Area<'_>, from: i32, to: i32, y: i32) -> Drawn {
    dashed(from, to).into_iter().try_for_each(|(start, end)| line(area, (start, y), (end, y), FAINT, 4))
}

/// Dashes of one length from one end to the other, with gaps as long.
fn dashed(from: i32, to: i32) -> Vec<(i32, i32)> {
    let parts = ((to - from) / 11).max(1) | 1;
    let end = |at: i32| from + (to - from) * at / parts;
    (0..parts).step_by(2).map(|at| (end(at), end(at + 1))).collect()
}

fn axis(area: &Area<'_>, layout: &Layout, scale: &Scale) -> Drawn {
    let every = layout.places.len().div_ceil(NAMED);
    let last = layout.places.len().saturating_sub(1);
    for (at, place) in layout.places.iter().enumerate().filter(|(at, _)| (last - at).is_multiple_of(every)) {
        let x = MARGIN + (scale.width * (at as f64 + 0.5)) as i32;
        let size = fitting(&place.year, WORDS, 22.0, (scale.width * every as f64) as i32 - 8);
        let style = |color| style(size, color).pos(Pos::new(HPos::Center, VPos::Top));
        write(area, &place.month, (x, BOTTOM + 14), style(INK))?;
        write(area, &place.year, (x, BOTTOM + 58), style(QUIET))?;
    }
    Ok(())
}

fn legend(area: &Area<'_>, layout: &Layout) -> Drawn {
    let (mut x, y) = (MARGIN, HEIGHT as i32 - 70);
    let words: i32 = layout.legend.iter().map(|(_, words)| width(words, WORDS) + 100).sum();
    let size = if words > WIDTH as i32 - 2 * MARGIN { 28.0 } else { 34.0 };
    for (form, words) in &layout.legend {
        swatch(area, *form, x, y)?;
        x += 62;
        let words_style = style(size, INK).pos(Pos::new(HPos::Left, VPos::Center));
        write(area, words, (x, y), words_style)?;
        x += width(words, size) + 38;
    }
    Ok(())
}

fn swatch(area: &Area<'_>, form: Form, x: i32, y: i32) -> Drawn {
    let (from, to) = ((x, y - 18), (x + 46, y + 18));
    match form {
        Form::Full => block(area, from, to),
        Form::Framed => {
            block(area, from, to)?;
            frame(area, (from.0 + 3, from.1 + 3), (to.0 - 3, to.1 - 3), FRAME, 6)
        }
        Form::Before => dashes(area, x, x + 46, y, FRAME),
        Form::Hatched => {
            hatch(area, from, to)?;
            frame(area, from, to, BAR, 4)
        }
        Form::Empty => {
            outline(area, from, to)?;
            let mark = style(30.0, QUIET).pos(Pos::new(HPos::Center, VPos::Center));
            write(area, "?", (x + 23, y), mark)
        }
    }
}

/// Slanted lines that stay within a rectangle.
fn hatch(area: &Area<'_>, from: (i32, i32), to: (i32, i32)) -> Drawn {
    let (width, height) = (to.0 - from.0, to.1 - from.1);
    let mut at = 14;
    while at < width + height {
        let start = (from.0 + (at - height).max(0), from.1 + at.min(height));
        let end = (from.0 + at.min(width), from.1 + (at - width).max(0));
        line(area, start, end, BAR, 2)?;
        at += 18;
    }
    Ok(())
}

fn frame(area: &Area<'_>, from: (i32, i32), to: (i32, i32), color: RGBColor, thick: u32) -> Drawn {
    // Each side by itself and as much longer as it is thick: a path leaves its first side out where it closes.
    let half = thick as i32 / 2;
    let (left, right, top, bottom) = (from.0, to.0, from.1, to.1);
    for y in [top, bottom] {
        line(area, (left - half, y), (right + half, y), color, thick)?;
    }
    for x in [left, right] {
        line(area, (x, top), (x, bottom), color, thick)?;
    }
    Ok(())
}

fn dashes(area: &Area<'_>, from: i32, to: i32, y: i32, color: RGBColor) -> Drawn {
    let mut x = from;
    while x < to {
        line(area, (x, y), ((x + 14).min(to), y), color, 5)?;
        x += 22;
    }
    Ok(())
}

fn line(area: &Area<'_>, from: (i32, i32), to: (i32, i32), color: RGBColor, thick: u32) -> Drawn {
    path(area, vec![from, to], color, thick)
}

fn path(area: &Area<'_>, points: Vec<(i32, i32)>, color: RGBColor, thick: u32) -> Drawn {
    let points: Vec<(i32, i32)> = points.into_iter().map(enlarged).collect();
    area.draw(&PathElement::new(points, color.stroke_width(thick * TIMES as u32)))
}

fn block(area: &Area<'_>, from: (i32, i32), to: (i32, i32)) -> Drawn {
    area.draw(&Rectangle::new([enlarged(from), enlarged(to)], BAR.filled()))
}

/// Words at a point, in a style.
fn write(area: &Area<'_>, words: &str, at: (i32, i32), style: Style) -> Drawn {
    let size = style.size * TIMES as f32;
    let (x, y) = enlarged(at);
    let left = match style.pos.h_pos {
        HPos::Left => 0.0,
        HPos::Center => letters::width(words, size) / 2.0,
        HPos::Right => letters::width(words, size),
    };
    // Capitals are half as high as the size of the font.
    let baseline = match style.pos.v_pos {
        VPos::Top => 0.5,
        VPos::Center => 0.25,
        VPos::Bottom => -0.3,
    };
    let from = (x as f32 - left, y as f32 + baseline * size);
    let mut drawn = Ok(());
    letters::draw(words, size, from, |x, y, covered| {
        let is_within = (0..WIDTH as i32 * TIMES).contains(&x) && (0..HEIGHT as i32 * TIMES).contains(&y);
        if is_within && drawn.is_ok() {
            drawn = area.draw_pixel((x, y), &style.color.mix(f64::from(covered)));
        }
    });
    drawn
}

fn enlarged((x, y): (i32, i32)) -> (i32, i32) {
    (x * TIMES, y * TIMES)
}

/// Words from a corner, as small as they must be, cut where even that is too wide.
fn fitted(
    area: &Area<'_>,
    words: &str,
    at: (i32, i32),
    size: f32,
    least: f32,
    color: RGBColor,
    room: i32,
) -> Drawn {
    let size = fitting(words, size, least, room);
    let mut shown = words.to_owned();
    while width(&shown, size) > room && shown.chars().count() > 1 {
        shown = shown.chars().take(shown.chars().count() - 2).chain(['…']).collect();
    }
    write(area, &shown, at, style(size, color))
}

fn fitting(words: &str, size: f32, least: f32, room: i32) -> f32 {
    let whole = width(words, size).max(1) as f32;
    (size * room as f32 / whole).clamp(least, size)
}

fn width(words: &str, size: f32) -> i32 {
    letters::width(words, size) as i32
}

/// How words are written.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    color: RGBColor,
    pos: Pos,
}

impl Style {
    fn pos(self, pos: Pos) -> Self {
        Self { pos, ..self }
    }
}

fn style(size: f32, color: RGBColor) -> Style {
    Style { size, color, pos: Pos::default() }
}
