//! The words and numbers of a chart.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::answer::{Cited, Series};
use crate::figures::Kind;
use crate::period::Length;
use crate::quantity::{Amount, Bound, Scale, UnitKind};
use crate::render::amount::{decimal, in_scale};
use crate::text::{ByLanguage, Language};

/// The words in one language; `{}` in them is where a value goes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::render) struct Words {
    pub title: String,
    pub joint: String,
    pub named_by: String,
    pub gap: String,
    pub gap_shown: String,
    pub reported: String,
    pub restated: String,
    pub before: String,
    pub guidance: String,
    pub forecast: String,
    pub estimate: String,
    pub analysis: String,
    pub month: String,
    pub year: String,
    length: HashMap<String, String>,
    scale: HashMap<String, String>,
}

impl Words {
    pub(in crate::render) fn of(language: Language) -> &'static Self {
        WORDS.of(language)
    }

    pub(in crate::render) fn kind(&self, kind: Kind) -> &str {
        match kind {
            Kind::Reported => &self.reported,
            Kind::Restated => &self.restated,
            Kind::Guidance => &self.guidance,
            Kind::Forecast => &self.forecast,
            Kind::Estimate => &self.estimate,
            Kind::Analysis => &self.analysis,
        }
    }

    /// `quarters`.
    pub(in crate::render) fn length(&self, length: Length) -> &str {
        named(&self.length, length)
    }

    fn scale(&self, scale: Scale) -> &str {
        named(&self.scale, scale)
    }
}

/// The word for a value, found by the name it has in data.
fn named(words: &HashMap<String, String>, value: impl Serialize) -> &str {
    let name = serde_json::to_value(value).ok().and_then(|name| name.as_str().map(str::to_owned));
    name.and_then(|name| words.get(&name)).map_or("", String::as_str)
}

static WORDS: LazyLock<ByLanguage<Words>> =
    LazyLock::new(|| ByLanguage::read(include_str!("../data/chart.toml")));

/// The one scale in which all labels of a series are told: the one printed most often, or a larger one where that would
/// take long numbers.
pub(in crate::render) fn scale(series: &Series, language: Language) -> Scale {
    let figures = || series.points.iter().filter_map(|point| series.answer.figures.get(point.figure));
    let printed = || figures().map(|cited| cited.figure.quantity.scale);
    let common = printed().max_by_key(|scale| printed().filter(|other| other == scale).count());
    let largest =
        figures().flat_map(|cited| sides(&cited.figure.quantity.amount)).map(|side| side.abs()).max();
    let (common, largest) = (common.unwrap_or_default(), largest.unwrap_or_default());
    let is_han = matches!(common, Scale::TenThousand | Scale::HundredMillion);
    if is_han && language == Language::Chinese {
        return common;
    }
    let kept = in_scale(largest, common);
    let larger = [Scale::One, Scale::Thousand, Scale::Million, Scale::Billion, Scale::Trillion];
    let fits = |scale: &Scale| {
        scale.multiple() >= kept.multiple() && largest / scale.multiple() < Decimal::from(100_000)
    };
    larger.into_iter().find(fits).unwrap_or(kept)
}

/// The sides of an amount that are told.
pub(in crate::render) fn sides(amount: &Amount) -> Vec<Decimal> {
    match *amount {
        Amount::Exact(value) => vec![value],
        Amount::Range { low, high } => [low, high].into_iter().flatten().collect(),
    }
}

/// `204.8`, `720–750`, `~60%`: the value itself in the chart's scale, with no digit of its own.
fn value(amount: &Amount, bound: Option<Bound>, scale: Scale, percent: bool) -> String {
    let told: Vec<String> = sides(amount).into_iter().map(|side| decimal(side / scale.multiple())).collect();
    let sign = match (bound, amount) {
        (Some(Bound::About), _) => "~",
        (Some(Bound::AtLeast), _) | (_, Amount::Range { high: None, .. }) => ">",
        (Some(Bound::AtMost), _) | (_, Amount::Range { low: None, .. }) => "<",
        _ => "",
    };
    format!("{sign}{}{}", told.join("–"), if percent { "%" } else { "" })
}

/// The number of a figure in the scale of its series.
pub(in crate::render) fn number(cited: &Cited, series: &Series, language: Language) -> String {
    let quantity = &cited.figure.quantity;
    let percent = quantity.unit.as_ref().is_some_and(|unit| unit.name == "percent");
    value(&quantity.amount, quantity.bound, scale(series, language), percent)
}

/// `USD million by quarter`.
pub(in crate::render) fn unit_by(series: &Series, language: Language) -> String {
    let words = Words::of(language);
    let parts = [unit(series, language), words.length(series.length).to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&words.joint)
}

/// `USD million`, `%`, `robots`.
fn unit(series: &Series, language: Language) -> String {
    let scaled = Words::of(language).scale(scale(series, language));
    let Some(unit) = &series.unit else { return scaled.to_owned() };
    let name = unit.name.replace('_', " ");
    let name = match (unit.kind, name.as_str()) {
        (UnitKind::Ratio, "percent") => "%".to_owned(),
        _ => name,
    };
    let per = unit.per.as_ref().map(|per| format!(" / {}", per.replace('_', " "))).unwrap_or_default();
    let told = if unit.is_money() { format!("{name} {scaled}") } else { format!("{scaled} {name}") };
    format!("{}{per}", told.trim())
}
