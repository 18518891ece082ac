//! The unit and scale of a table's cell: the nearest note that names one, its exceptions respected.

use rust_decimal::Decimal;

use super::cell::Reader;
use super::{Change, Metric};
use crate::lexicon::{MetricTerm, Nature};
use crate::quantity::{self, Amount, Direction, Note, Quantity, Scale, Unit, UnitKind};

/// `Robots shipped (units)`, `Headcount (persons)`, 客户（万家）: a row that says in brackets that it counts things, and in which
/// scale.
pub(super) fn counted(stub: &str) -> Option<(Unit, Scale)> {
    let inner = stub.trim_end().strip_suffix([')', '）'])?;
    let inner = &inner[inner.rfind(['(', '（'])?..].trim_start_matches(['(', '（']);
    // `(excluding leases)` says what is left out.
    let several = inner.contains(' ');
    if several || inner.contains(|c: char| c.is_ascii_digit()) || quantity::find_note(inner).is_some() {
        return None;
    }
    let found = quantity::find(&format!("2 {inner}")).quantities;
    let found = found.into_iter().next().filter(|found| found.span.end == inner.len() + 2)?;
    let (unit, scale) = (found.unit?, found.scale);
    if unit.name == "unit" {
        // `Robots shipped (units)` counts robots.
        let row = format!(
            "2 {}",
            stub[..stub.len() - inner.len() - 1].trim_end_matches(['(', '（', ' ']).to_lowercase()
        );
        let named = quantity::find(&row).quantities.into_iter().next().and_then(|found| found.unit);
        return Some((named.filter(|unit| unit.kind == UnitKind::Count).unwrap_or(unit), scale));
    }
    (unit.kind == UnitKind::Count).then_some((unit, scale))
}

/// `Unit cost, $/oz`, `Price (EUR per MWh)`, 单价（元/吨）: money for each of something.
fn is_priced(label: &str) -> bool {
    let pieces = label.split([',', '，', '(', '（', ')', '）', ';']);
    pieces.map(str::trim).any(|piece| {
        let each = piece.split_once('/').or_else(|| piece.split_once(" per "));
        each.is_some_and(|(money, thing)| {
            let note = quantity::find_note(money.trim());
            let plain = note.is_some_and(|note| {
                note.unit.as_ref().is_some_and(Unit::is_money) && note.scale == Scale::One
            });
            plain && money.chars().count() <= 8 && thing.trim().starts_with(char::is_alphabetic)
        })
    })
}

/// `Weighted-average shares`: the unit of a term that counts shares.
fn share(term: &MetricTerm) -> Option<Unit> {
    let found = quantity::find(&format!("2 {}", term.name)).quantities;
    let mut units = found.into_iter().filter_map(|found| found.unit);
    units.find(|unit| unit.kind == UnitKind::Count && unit.name == "share")
}

/// A number of a cell in base units.
fn in_scale(quantity: Quantity, scale: Scale) -> Quantity {
    let scaled = |value: Decimal| value.checked_mul(scale.multiple()).unwrap_or(value);
    let amount = match quantity.amount {
        Amount::Exact(value) => Amount::Exact(scaled(value)),
        Amount::Range { low, high } => Amount::Range { low: low.map(scaled), high: high.map(scaled) },
    };
    Quantity { amount, scale, ..quantity }
}

impl Reader<'_> {
    /// `per share, basic ($)`, a row under `Per ounce sold`: no scale of the table's is meant for it.
    fn is_per_thing(&self) -> bool {
        let labels = [Some(self.stub), self.group].into_iter().flatten().filter_map(|label| label.span);
        let mut labels = labels.map(|label| label.slice(self.text));
        labels.any(|label| self.context.lexicon.begins_per_thing(label) || is_priced(label))
    }

    /// The cell's number in base units: the nearest note that names a unit or scale applies, its exceptions respected.
    pub(super) fn scaled(&self, number: &Quantity, metric: Option<&Metric>) -> Quantity {
        let mut quantity = number.clone();
        let term =
            metric.and_then(|metric| metric.key.as_deref()).and_then(|key| self.context.lexicon.metric(key));
        let of_row = self.stub.span.and_then(|span| counted(span.slice(self.text)));
        let of_table = || self.stub.metric.is_none().then(|| counted(self.corner))?;
        if let Some((counted, scale)) = of_row.or_else(of_table)
            && quantity.unit.is_none()
        {
            quantity.unit = Some(counted);
            return in_scale(quantity, scale);
        }
        let money = term.is_none_or(|term| term.units.is_empty() || term.units.contains(&UnitKind::Money));
        let excepted =
            self.stub.note.as_ref().filter(|note| note.unit.is_none() && !(term.is_some() && money));
        let group = self.group.map_or(&None, |group| &group.note);
        let mut notes = [&self.column.note, &self.stub.note, group, &self.around.note];
        // Cents of a row among rows of millions.
        if self.stub.note.as_ref().is_some_and(|note| note.parts.is_some()) {
            notes.swap(0, 1);
        }
        let note = match excepted {
            Some(own) => own.clone(),
            None => notes.into_iter().flatten().cloned().reduce(Note::completed).unwrap_or_default(),
        };
        let per_share = term.is_some_and(|term| term.nature == Nature::PerShare) || self.is_per_thing();
        let ratio = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio);
        let stated_ratio = term.is_some_and(|term| term.nature == Nature::Ratio)
            && quantity.unit.is_none()
            && note.scale == Scale::One
            && note.unit.as_ref().is_none_or(Unit::is_money);
        let whole = matches!(quantity.amount, Amount::Exact(value) if value.fract().is_zero());
        // `(in thousands, except per share data)` scales shares too; `(dollars in thousands)` does not.
        let stated = note.unit.as_ref().is_some_and(Unit::is_money);
        let share = term.and_then(share);
        let inferred = note.unit.is_none() && self.currency.is_some() && share.is_none();
        let counted = whole
            && quantity.unit.is_none()
            && term.is_some_and(|term| term.units == [UnitKind::Count])
            && (stated || inferred);
        let mut note = note.completed(Note { unit: self.currency.clone(), ..Note::default() });
        if note.parts.is_some() && note.unit.is_none() {
            note.unit = quantity::find_note("in dollars").and_then(|dollars| dollars.unit);
        }
        if quantity.unit.is_none() && !counted && !stated_ratio {
            quantity.unit = share.filter(|_| !stated).or_else(|| note.unit.clone());
        }
        let own_unit = number.unit.is_some();
        if let Some(parts) = note.parts.filter(|_| !own_unit && !ratio && !counted && !stated_ratio) {
            let whole = |value: Decimal| value / Decimal::from(parts);
            quantity.amount = match quantity.amount {
                Amount::Exact(value) => Amount::Exact(whole(value)),
                Amount::Range { low, high } => Amount::Range { low: low.map(whole), high: high.map(whole) },
            };
            return quantity;
        }
        if per_share || ratio || counted || stated_ratio || quantity.scale != Scale::One {
            return quantity;
        }
        in_scale(quantity, note.scale)
    }

    /// In a column of changes the sign is the direction and the amount is told without it.
    pub(super) fn change(&self, quantity: &mut Quantity) -> Option<Change> {
        let ratio = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio);
        let term =
            self.metric(None).and_then(|metric| self.context.lexicon.metric(metric.key.as_deref()?).cloned());
        let growth = ratio && term.is_some_and(|term| !term.units.contains(&UnitKind::Ratio));
        let told = self.column.change.or(self.stub.change).filter(|_| ratio || self.column.change.is_some());
        let basis = told.or(growth.then_some(None))?;
        if !ratio && self.column.period.is_some() {
            return None;
        }
        let Amount::Exact(value) = &mut quantity.amount else { return None };
        let direction = if value.is_sign_negative() { Direction::Down } else { Direction::Up };
        value.set_sign_positive(true);
        if quantity.unit.is_none() && self.column.note.is_none() {
            quantity.unit = None;
        }
        Some(Change { direction, basis })
    }
}
