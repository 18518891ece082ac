//! By how much an expectation was changed: what is expected now less what the same words say was expected before.

use super::{Found, Reckoner, days, exact};
use crate::answer::task::{Formula, Worked};
use crate::figures::{Kind, Role};
use crate::index::StoredFigure;
use crate::question::{Asked, Operation};

impl Reckoner<'_> {
    /// What `cut its profit forecast` comes to, where the report holds the new one against the old.
    pub(super) fn revised(&self, asked: &Asked) -> Found<Worked> {
        let question = self.question;
        if !question.ahead || !self.search.lexicon.asks_for_revision(&question.asked) {
            return Ok(None);
        }
        for metric in self.terms() {
            let found = self.candidates(asked, metric, question.task.periods.first())?;
            let all: Vec<StoredFigure> = found.into_iter().map(|candidate| candidate.stored).collect();
            let expected =
                |stored: &&StoredFigure| matches!(stored.figure.kind, Some(Kind::Guidance | Kind::Forecast));
            let Some(now) = all.iter().filter(expected).find(|stored| stored.figure.role != Role::Prior)
            else {
                continue;
            };
            let held = |before: &&StoredFigure| {
                before.figure.role == Role::Prior
                    && before.document == now.document
                    && before.passage == now.passage
                    && days(before) == days(now)
            };
            let Some(before) = all.iter().filter(expected).find(held) else { continue };
            let growth = question.task.operation == Operation::Growth || question.task.percent;
            let formula = match (exact(now), exact(before)) {
                (Some(_), Some(_)) if growth => Formula::Growth,
                (Some(_), Some(_)) => Formula::Difference,
                _ => Formula::MidpointChange,
            };
            let mut figures = vec![now.clone(), before.clone()];
            if question.task.falls && formula == Formula::Difference {
                figures.sort_by_key(|stored| std::cmp::Reverse(exact(stored)));
            }
            return self.computed(formula, figures);
        }
        Ok(None)
    }
}
