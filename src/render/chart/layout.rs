//! Where everything of a chart stands, before anything is drawn.

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

use super::labels::{self, Words};
use crate::answer::{self, Cited, Series};
use crate::figures::Kind;
use crate::period::Length;
use crate::render::{printable, series::GAP};
use crate::text::{Language, simplified};

/// What is drawn.
pub(super) struct Layout {
    pub title: String,
    pub subtitle: String,
    /// From left to right.
    pub places: Vec<Place>,
    /// The smallest and largest value, zero among them.
    pub low: f64,
    pub high: f64,
    pub legend: Vec<(Form, String)>,
}

/// A period.
pub(super) struct Place {
    pub month: String,
    pub year: String,
    /// It stands for a long stretch without figures.
    pub several: bool,
    /// Missing where there is no figure.
    pub bar: Option<Bar>,
}

pub(super) struct Bar {
    /// From where to where: zero and the value, or both ends of a range.
    pub from: f64,
    pub to: f64,
    pub label: String,
    pub form: Form,
    /// What it was before it was restated.
    pub was: Option<f64>,
}

/// How a bar is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Full,
    Framed,
    Before,
    Hatched,
    Empty,
}

/// Lays a series out; `None` without a point that its quote carries.
pub(super) fn of(series: &Series, language: Language) -> Option<Layout> {
    let words = Words::of(language);
    let mut places: Vec<Place> = Vec::new();
    for point in &series.points {
        let cited = series.answer.figures.get(point.figure)?;
        let was = point.was.and_then(|was| series.answer.figures.get(was));
        let Some(bar) = bar(cited, was, point.kind, series, language) else { continue };
        let missing = if places.is_empty() { 0 } else { point.missing };
        if missing > GAP {
            places.push(Place::empty(None, series, words));
        } else {
            let ends = point.missing_ends(series.length);
            let named = (0..missing).map(|at| Place::empty(ends.get(at).copied(), series, words));
            places.extend(named.collect::<Vec<_>>());
        }
        let (month, year) = names(point.end, series, words);
        places.push(Place { month, year, several: false, bar: Some(bar) });
    }
    let bars = || places.iter().filter_map(|place| place.bar.as_ref());
    let ends = bars().flat_map(|bar| [bar.from, bar.to, bar.was.unwrap_or(0.0)]);
    let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
    bars().next()?;
    let title = words.title.replacen("{}", &series.entity, 1).replacen("{}", &series.metric, 1);
    let subtitle = labels::unit_by(series, language);
    // Years that end in December, and months, need no word on which month is shown.
    let is_plain = is_by_calendar_year(series) || matches!(series.length, Length::Month | Length::Instant);
    let subtitle = if is_plain { subtitle } else { words.named_by.replacen("{}", &subtitle, 1) };
    let shown = |text: String| carried(&text, series);
    Some(Layout {
        title: shown(title),
        subtitle: shown(subtitle),
        legend: legend(series, &places, words),
        places,
        low,
        high,
    })
}

/// Whether each period is a year that its own number names.
fn is_by_calendar_year(series: &Series) -> bool {
    let is_year = matches!(series.length, Length::Year | Length::TwelveMonths);
    is_year && series.points.iter().all(|point| point.end.month() == 12)
}

impl Place {
    /// A period without a figure that ends on a day, or several of them.
    fn empty(end: Option<Date>, series: &Series, words: &Words) -> Self {
        let (month, year) = end.map(|end| names(end, series, words)).unwrap_or_default();
        Self { month, year, several: end.is_none(), bar: None }
    }
}

/// What stands under a period that ends on a day.
fn names(end: Date, series: &Series, words: &Words) -> (String, String) {
    let (month, year) = (end.strftime(&words.month).to_string(), end.strftime(&words.year).to_string());
    if is_by_calendar_year(series) { (year, String::new()) } else { (month, year) }
}

fn bar(cited: &Cited, was: Option<&Cited>, kind: Kind, series: &Series, language: Language) -> Option<Bar> {
    let scale = labels::scale(series, language);
    let value = |cited: &Cited| {
        let sourced = answer::is_sourced(cited, &series.answer);
        let sides = labels::sides(&cited.figure.quantity.amount);
        sourced
            .then(|| sides.iter().filter_map(|side| (side / scale.multiple()).to_f64()).collect::<Vec<_>>())
    };
    let sides = value(cited).filter(|sides| !sides.is_empty())?;
    let form = match kind {
        Kind::Reported => Form::Full,
        Kind::Restated => Form::Framed,
        Kind::Guidance | Kind::Forecast | Kind::Estimate | Kind::Analysis => Form::Hatched,
    };
    Some(Bar {
        from: if sides.len() > 1 { sides[0] } else { 0.0 },
        to: sides[sides.len() - 1],
        label: labels::number(cited, series, language),
        form,
        was: was.and_then(value).and_then(|sides| sides.first().copied()),
    })
}

/// The forms that need a word; a chart of plain reports alone needs none.
fn legend(series: &Series, places: &[Place], words: &Words) -> Vec<(Form, String)> {
    let bars = || places.iter().filter_map(|place| place.bar.as_ref());
    let has = |form: Form| bars().any(|bar| bar.form == form);
    let mut legend = Vec::new();
    if has(Form::Full) {
        legend.push((Form::Full, words.reported.clone()));
    }
    if has(Form::Framed) {
        legend.push((Form::Framed, words.restated.clone()));
    }
    if bars().any(|bar| bar.was.is_some()) {
        legend.push((Form::Before, words.before.clone()));
    }
    if has(Form::Hatched) {
        let expected = [Kind::Guidance, Kind::Forecast, Kind::Estimate, Kind::Analysis];
        let told = expected.into_iter().filter(|kind| series.points.iter().any(|point| point.kind == *kind));
        legend.push((Form::Hatched, told.map(|kind| words.kind(kind)).collect::<Vec<_>>().join(", ")));
    }
    if places.iter().any(|place| place.bar.is_none()) {
        legend.push((Form::Empty, words.gap_shown.clone()));
    }
    if legend.len() > 1 {
        legend
    } else {
        legend.into_iter().filter(|(form, _)| *form != Form::Full).collect()
    }
}

/// Words of a report as the font can show them, and only where the gate lets them through.
fn carried(text: &str, series: &Series) -> String {
    let shown = printable(text, &[]).0.replace('\n', " ");
    let checked = answer::check(&shown, &series.answer).text;
    checked.trim().chars().map(simplified).collect()
}
