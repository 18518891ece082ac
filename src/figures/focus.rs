//! Focus: whom and which period the text is about when a sentence does not say.

use jiff::civil::Date;

use super::{PeriodFrom, Placed};
use crate::period::{Calendar, Length, Mention, Period, Reference};
use crate::text::{Span, words};

/// What has been said so far that later sentences lean on.
#[derive(Debug, Clone, Default)]
pub(super) struct Focus {
    /// The last subject, within the section.
    pub(super) entity: Option<String>,
    /// The last period attached to a figure of `entity` in this section, and the sentence that said it.
    pub(super) period: Option<(String, Placed, Span)>,
    /// The periods the document says it reports on, by entity (`None`: the document as a whole).
    pub(super) reporting: Vec<(Option<String>, Period, Span)>,
}

impl Focus {
    /// What holds at the start of a section: the document's own focus.
    pub(super) fn enter_section(&mut self, entity: Option<String>) {
        self.entity = entity;
        self.period = None;
    }

    /// The period of a figure whose sentence names none, with the sentence that does.
    pub(super) fn period_for(&self, entity: Option<&str>) -> Option<(Placed, Span)> {
        if let Some((owner, placed, span)) = &self.period
            && Some(owner.as_str()) == entity
        {
            return Some((Placed { from: PeriodFrom::Carried, ..placed.clone() }, *span));
        }
        let (_, period, span) = self.reporting_of(entity)?;
        Some((Placed { period: period.clone(), from: PeriodFrom::Document }, *span))
    }

    /// A mention with the dates the document gives it: `the second quarter` where the document has said when it ended,
    /// `the same period last year` counted from the period under discussion.
    pub(super) fn complete(&self, mention: &Mention, entity: Option<&str>, current: Option<&Placed>) -> Period {
        let under_discussion = current
            .map(|placed| placed.period.clone())
            .or_else(|| self.period_for(entity).map(|(placed, _)| placed.period));
        let told = match mention.reference {
            Reference::YearEarlier => under_discussion.map(|period| period.year_earlier()),
            Reference::Previous => under_discussion.map(|period| period.previous()),
            Reference::Current => under_discussion.filter(|period| agrees(&mention.period, period)),
            Reference::Own if mention.period.end.is_none() => self.named(&mention.period, entity),
            Reference::Own => None,
        };
        match told {
            Some(period) => Period { label: mention.period.label.clone(), ..period },
            None => mention.period.clone(),
        }
    }

    /// Notes what a sentence says about the period reported on: `the latest quarter … ended on September 30, 2025`.
    pub(super) fn note_reporting(&mut self, text: &str, sentence: Span, periods: &[Mention], entity: Option<&str>) {
        for (place, ended) in periods.iter().enumerate() {
            let Some(end) = ended.period.end.filter(|_| ended.period.length == Length::Instant) else { continue };
            let before = place.checked_sub(1).map(|earlier| &periods[earlier]);
            let Some(quarter) = before.filter(|mention| is_undated_quarter(&mention.period)) else { continue };
            let gap = &text[quarter.span.end..ended.span.start];
            if words(gap).any(|word| matches!(word.span.slice(gap), "ended" | "ending" | "ends" | "closed")) {
                self.reporting.push((entity.map(str::to_owned), quarter_ended(end), sentence));
            }
        }
    }

    fn reporting_of(&self, entity: Option<&str>) -> Option<&(Option<String>, Period, Span)> {
        let own = self.reporting.iter().rev().find(|(owner, ..)| owner.as_deref() == entity && entity.is_some());
        own.or_else(|| self.reporting.iter().find(|(owner, ..)| owner.is_none()))
    }

    /// A label without dates means the dated period of the same label that the document reports on.
    fn named(&self, period: &Period, entity: Option<&str>) -> Option<Period> {
        let family = |owner: &Option<String>| match (owner.as_deref(), entity) {
            (Some(owner), Some(entity)) => owner.starts_with(entity) || entity.starts_with(owner),
            _ => true,
        };
        self.reporting.iter().filter(|(owner, ..)| family(owner)).map(|(_, known, _)| known).find(|known| agrees(period, known)).cloned()
    }
}

/// Whether two periods can be the same by length and, where both name one, by ordinal.
fn agrees(label: &Period, known: &Period) -> bool {
    label.length == known.length || label.length == Length::Other
}

fn is_undated_quarter(period: &Period) -> bool {
    period.length == Length::Quarter && period.end.is_none()
}

fn quarter_ended(end: Date) -> Period {
    let start = end.checked_add(jiff::Span::new().days(1)).and_then(|next| next.checked_sub(jiff::Span::new().months(3)));
    Period {
        label: format!("quarter ended {end}"),
        start: start.ok(),
        end: Some(end),
        length: Length::Quarter,
        calendar: Calendar::Unstated,
    }
}
