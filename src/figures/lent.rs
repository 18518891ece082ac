//! What the report as a whole, or the heading of a section, says of when: of its brackets, of what is to come.

use super::focus::Focus;
use super::scene::Scene;
use super::{Kind, PeriodFrom, Placed};
use crate::text::Span;

impl Focus {
    /// `SEK 5 m (4)`: the year before, where the report says so of its brackets.
    pub(super) fn of_brackets(
        &self,
        scene: &Scene<'_>,
        place: usize,
        current: Option<&Placed>,
    ) -> Option<Placed> {
        let quantity = &scene.quantities[place];
        let alone = quantity.span.len() == quantity.digits.len() && scene.is_bracketed(place);
        let placed = current.filter(|_| self.brackets && alone)?;
        let period = placed.period.year_earlier();
        period.end.is_some().then_some(Placed { period, from: PeriodFrom::Carried })
    }

    /// `Outlook for 2026`: the period of the section, where it is not over when the report is written.
    pub(super) fn period_ahead(&self) -> Option<Placed> {
        let (placed, _) = self.section.clone()?;
        placed.period.end.zip(self.date).is_some_and(|(end, date)| end >= date).then_some(placed)
    }

    /// How sure the list is that an item belongs to.
    pub(super) fn led_kind(&self, text: &str, item: Span) -> Option<Kind> {
        self.list.as_ref().filter(|_| self.is_item(text, item))?.kind
    }
}
