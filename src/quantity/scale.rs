use rust_decimal::Decimal;

use super::Scale;

const SCALES: [(Scale, &str, u64); 7] = [
    (Scale::One, "one", 1),
    (Scale::Thousand, "thousand", 1000),
    (Scale::TenThousand, "ten_thousand", 10_000),
    (Scale::Million, "million", 1_000_000),
    (Scale::HundredMillion, "hundred_million", 100_000_000),
    (Scale::Billion, "billion", 1_000_000_000),
    (Scale::Trillion, "trillion", 1_000_000_000_000),
];

impl Scale {
    /// What a number printed in this scale is multiplied by.
    #[must_use]
    pub fn multiple(self) -> Decimal {
        let times = SCALES.iter().find(|(scale, _, _)| *scale == self).map_or(1, |(_, _, times)| *times);
        Decimal::from(times)
    }

    /// The scale of a multiple; [`Scale::One`] for any other number.
    pub(super) fn from_multiple(multiple: u64) -> Self {
        SCALES.iter().find(|(_, _, times)| *times == multiple).map_or(Self::One, |(scale, _, _)| *scale)
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        SCALES.iter().find(|(_, known, _)| *known == name).map(|(scale, _, _)| *scale)
    }
}
