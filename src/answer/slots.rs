//! A figure asked for by its slots: whose, of what, when.
//!
//! The rule: slots are words like a question's, read and answered in the ordinary way.

use super::{Answer, Engine};
use crate::question::Ask;
use crate::text::Language;

/// What is asked for, each as somebody typed or chose it; empty where it is not told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slots {
    pub entity: String,
    pub metric: String,
    pub period: String,
}

impl Slots {
    /// The question they stand for.
    ///
    /// ```
    /// use footnote::answer::Slots;
    /// let slots = Slots { entity: "Acme".into(), metric: "revenue".into(), period: "Q3 2025".into() };
    /// assert_eq!(slots.question(), "revenue of Acme in Q3 2025");
    /// assert_eq!(Slots { period: String::new(), ..slots }.question(), "revenue of Acme");
    /// let chinese = Slots { entity: "澜图数据".into(), metric: "收入".into(), period: "2026财年".into() };
    /// assert_eq!(chinese.question(), "澜图数据2026财年收入");
    /// ```
    #[must_use]
    pub fn question(&self) -> String {
        let [entity, metric, period] = [&self.entity, &self.metric, &self.period].map(|slot| slot.trim());
        let said = [entity, metric].concat();
        if Language::of(&said) == Language::Chinese {
            return [entity, period, metric].concat();
        }
        let mut question = metric.to_owned();
        for (joint, slot) in [("of", entity), ("in", period)] {
            if !slot.is_empty() {
                question = format!("{question} {joint} {slot}").trim().to_owned();
            }
        }
        question
    }
}

impl Engine {
    /// The figure of these slots, answered as the question they stand for.
    #[must_use]
    pub fn figure(&self, slots: &Slots) -> Answer {
        self.ask(&Ask { question: slots.question(), ..Ask::default() })
    }
}
