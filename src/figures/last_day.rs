//! The last day of what a document is about: `the end of the quarter`.

use super::Placed;
use super::focus::Focus;
use crate::period::{self, Anchor, Length, Period, Reference};

impl Focus {
    /// The last day of what is under discussion: `the end of the quarter`.
    pub(super) fn end_under_discussion(
        &self,
        day: &Period,
        entity: Option<&str>,
        current: Option<&Placed>,
    ) -> Option<Period> {
        let (_, whole) = day.label.split_once(" of ").filter(|_| day.length == Length::Instant)?;
        let whole = period::find(whole, &Anchor::default()).into_iter().next()?;
        let whole = Some(whole).filter(|whole| whole.reference == Reference::Current)?;
        let end = self.complete(&whole, entity, current).end?;
        Some(Period { start: Some(end), end: Some(end), ..day.clone() })
    }
}
