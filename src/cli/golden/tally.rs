//! Outcomes counted, by kind and in all.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::judge::{Judged, Verdict};

/// How many questions came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    pub questions: usize,
    pub correct: usize,
    pub wrong: usize,
    pub missed: usize,
    /// Those of the wrong that gave a number that is not the expected one.
    pub wrong_numbers: usize,
}

impl Tally {
    pub fn new(judged: &[Judged<'_>]) -> Self {
        let mut tally = Self::default();
        judged.iter().for_each(|judged| tally.count(judged));
        tally
    }

    /// A tally for each kind, in the order of their names.
    pub fn by_kind<'a>(judged: &[Judged<'a>]) -> BTreeMap<&'a str, Self> {
        let mut tallies: BTreeMap<&str, Self> = BTreeMap::new();
        for judged in judged {
            tallies.entry(&judged.row.kind).or_default().count(judged);
        }
        tallies
    }

    /// How many in a hundred are correct, cut after one decimal, so that 100 means all.
    pub fn percent(self) -> Decimal {
        let correct = Decimal::from(self.correct) * Decimal::ONE_HUNDRED;
        let percent = correct.checked_div(self.questions.into()).unwrap_or_default();
        percent.round_dp_with_strategy(1, RoundingStrategy::ToZero).normalize()
    }

    /// Whether so many in a hundred are correct.
    pub fn reaches(self, percent: Decimal) -> bool {
        Decimal::from(self.correct) * Decimal::ONE_HUNDRED >= percent * Decimal::from(self.questions)
    }

    fn count(&mut self, judged: &Judged<'_>) {
        self.questions += 1;
        self.wrong_numbers += usize::from(judged.wrong_number);
        match judged.verdict {
            Verdict::Correct => self.correct += 1,
            Verdict::Wrong => self.wrong += 1,
            Verdict::Missed => self.missed += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_percent_means_all() {
        let tally = |correct, questions| Tally { questions, correct, ..Tally::default() };
        assert_eq!(tally(2999, 3000).percent(), Decimal::new(999, 1));
        assert_eq!(tally(3000, 3000).percent(), Decimal::ONE_HUNDRED);
        assert_eq!(tally(0, 3).percent(), Decimal::ZERO);
        assert!(tally(19, 20).reaches(Decimal::from(95)));
        assert!(!tally(2999, 3000).reaches(Decimal::ONE_HUNDRED));
        assert!(!tally(949, 1000).reaches(Decimal::from(95)));
    }
}
