//! What a report's headline says: the period it reports on, and amounts of money.

use super::super::focus::{Known, spans_a_report};
use super::super::{Figure, titles};
use super::Reader;
use crate::corpus::Document;
use crate::period::{Calendar, Length, Period, Reference};
use crate::quantity::Unit;
use crate::text::Span;

impl Reader<'_> {
    /// A period in the title is what the document reports on.
    pub(super) fn note_title(&mut self, title: &str) {
        let found = crate::period::find(title, &self.anchor);
        let reported = found.into_iter().find(|mention| {
            mention.reference == Reference::Own
                && spans_a_report(mention.period.length)
                && mention.period.length != Length::Month
        });
        if let Some(mut mention) = reported {
            let Some(period) = titles::reported(title, mention.period, &self.anchor, self.lexicon) else {
                return;
            };
            mention.period = self.focus.of_its_years(&period).unwrap_or(period);
            // Nor does a title say on which day of the week a quarter ended.
            let fiscal = mention.period.calendar == Calendar::Fiscal;
            let weeks = || self.focus.of_weeks(&mention.period).filter(|_| fiscal);
            if let Some(dated) = self.focus.dated_like(&mention.period).or_else(weeks) {
                mention.period = Period { label: mention.period.label, ..dated };
            }
            let said = Span::new(0, 0);
            self.focus.known.insert(0, Known { entity: None, period: mention.period, said, reported: true });
        }
    }

    /// What the headline says of amounts of money; anything else in it the report says again.
    pub(super) fn read_headline(&mut self, document: &Document) {
        let headline = document.sections.first().map(|section| section.heading);
        let titled = |span: &Span| span.slice(self.text).trim() == document.title;
        let Some(headline) = headline.filter(titled) else { return };
        self.read_prose(headline, 0);
        let money = |figure: &Figure| figure.quantity.unit.as_ref().is_some_and(Unit::is_money);
        self.reading.figures.retain(|figure| money(figure) && figure.metric.is_some());
        self.reading.set_aside.clear();
    }
}
