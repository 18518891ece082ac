//! What a figure is held against.

use rust_decimal::Decimal;

use crate::quantity::{self, Amount, Quantity};

/// `exceeded $5,000 million`, `less than 50%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub above: bool,
    /// As the asker wrote it, in base units of the scale they wrote.
    pub value: Decimal,
    /// The number without its scale, for tables that do not state theirs.
    pub digits: Decimal,
}

impl Limit {
    /// Whether a quantity is beyond the limit: by its value, or by its printed number where no scale is known.
    #[must_use]
    pub fn is_passed_by(&self, quantity: &Quantity) -> bool {
        let Amount::Exact(value) = quantity.amount else { return false };
        let limit = if quantity.scale == quantity::Scale::One && quantity.unit.is_none() {
            self.digits
        } else {
            self.value
        };
        let limit = if quantity.scale != quantity::Scale::One
            && self.value == self.digits
            && self.value.abs() < quantity.scale.multiple()
        {
            self.value * quantity.scale.multiple()
        } else {
            limit
        };
        if self.above { value > limit } else { value < limit }
    }
}
