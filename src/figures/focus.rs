//! Focus: whom and which period the text is about when a sentence does not say.

use jiff::civil::Date;

use super::scene::Scene;
use super::{Kind, PeriodFrom, Placed};
use crate::lexicon::{Cue, Lexicon};
use crate::period::{Calendar, Length, Mention, Period, Reference};
use crate::quantity::Quantity;
use crate::text::{Span, fold};

/// How many days from the end of its month a fiscal year of 52 or 53 weeks may end.
const WEEK: i32 = 7;

/// What says of a stretch when it ended.
const ENDED: [&str; 6] = ["ended", "ending", "截至", "months to ", "weeks to ", "year to "];

/// How many years apart two columns of a table may be.
const LONGEST_SERIES: usize = 12;

/// What has been said so far that later sentences lean on.
#[derive(Debug, Clone, Default)]
pub(super) struct Focus {
    /// The last subject, within the section.
    pub(super) entity: Option<String>,
    /// Of the last subject no more was told than counts: `142万台` of 扫地机器人 may be a product's.
    pub(super) counted: bool,
    /// Whom the section is about by its heading or the title; a table in it is about nobody mentioned in between.
    pub(super) subject: Option<String>,
    /// Whom the document's title names: `the group` where a part of it is told beside it.
    pub(super) whole: Option<String>,
    /// The last period attached to a figure of `entity` in this section, and the sentence that said it.
    pub(super) period: Option<(String, Placed, Span)>,
    /// Whom the sentence before begins with.
    topic: Option<String>,
    /// The document's date.
    pub(super) date: Option<Date>,
    /// The report says that what stands in brackets is of the year before.
    pub(super) brackets: bool,
    /// What the section's heading says, and where.
    pub(super) section: Option<(Placed, Span)>,
    /// What a line that ends with a colon says of the list under it.
    pub(super) list: Option<Lead>,
    /// The passage is an item of a list, whose mark the reader has taken away.
    pub(super) item: bool,
    /// The last day that the passage names, and the sentence that does: `on that date` points to it.
    pub(super) day: Option<(Placed, Span)>,
    /// The period that a sentence without figures says what is expected for: `The forecast for 2026 has been lowered.`
    pub(super) expected: Option<Placed>,
    /// The dated periods the document names, in its order.
    pub(super) known: Vec<Known>,
}

/// `For the fourth quarter, Acme expects:`
#[derive(Debug, Clone)]
pub(super) struct Lead {
    pub(super) period: Option<Placed>,
    /// How sure it is, where that is not yet so.
    pub(super) kind: Option<Kind>,
    said: Span,
}

/// A dated period that the document names, and for whom.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// `None`: the document as a whole.
    pub(super) entity: Option<String>,
    pub(super) period: Period,
    /// The sentence that says it; empty for the title.
    pub(super) said: Span,
    /// The document says that it reports on this period, by when it ended or in its title.
    pub(super) reported: bool,
}

impl Focus {
    /// What holds at the start of a section: the document's own focus.
    pub(super) fn enter_section(&mut self, entity: Option<String>) {
        self.subject.clone_from(&entity);
        self.entity = entity;
        self.period = None;
        self.list = None;
    }

    /// `The group pays for it`: behind a part of it, the text goes back to whom the section is about.
    pub(super) fn go_back(&mut self, scene: &Scene<'_>, lexicon: &Lexicon) {
        let is_part = |subject: &String| {
            self.entity.as_ref().is_some_and(|entity| entity != subject && are_kin(subject, entity))
        };
        let subject = self.subject.clone().filter(is_part);
        let group = super::owner::begins_with_the_group(scene.span.slice(scene.text), lexicon);
        if subject.is_some() && scene.entities.is_empty() && group {
            self.entity = subject;
        }
    }

    /// `Acme grew fast. Its sales were …`: a sentence that begins with a pronoun goes on about whom the one before it began
    /// with, who is noted for the next.
    pub(super) fn go_on(&mut self, scene: &Scene<'_>, lexicon: &Lexicon) {
        let sentence = scene.span.slice(scene.text);
        let first = crate::text::words(sentence).next().map(|word| fold(word.span.slice(sentence)));
        let pronoun = first.is_some_and(|word| {
            lexicon.refers_back(&word) && !matches!(&*word, "this" | "he" | "she" | "his" | "her")
        });
        let begins = scene
            .entities
            .first()
            .filter(|named| !scene.text[scene.span.start..named.span.start].contains(char::is_alphanumeric));
        match begins {
            Some(named) => self.topic = (!named.possessive).then(|| named.name.clone()),
            None if pronoun && self.topic.is_some() => self.entity.clone_from(&self.topic),
            None => self.topic = None,
        }
    }

    /// What follows a table is about nobody mentioned before it.
    pub(super) fn pass_table(&mut self) {
        if self.subject.is_some() {
            self.entity.clone_from(&self.subject);
        }
    }

    /// `Highlights of the second quarter:` dates the list under it, up to the next line that is no item of one.
    pub(super) fn lead(&mut self, text: &str, scene: &Scene<'_>, lexicon: &Lexicon) {
        let words = scene.span.slice(text);
        if words.ends_with([':', '：']) {
            let own = scene.periods.iter().find(|mention| mention.reference == Reference::Own);
            let carried =
                |mention: &Mention| Placed { period: mention.period.clone(), from: PeriodFrom::Carried };
            let kind = super::kind::of_lead(words, lexicon);
            let list = Lead { period: own.map(carried), kind, said: scene.span };
            self.list = Some(list).filter(|list| list.period.is_some() || list.kind.is_some());
        } else if !self.is_item(text, scene.span) {
            self.list = None;
        }
    }

    /// Notes the last day a sentence names.
    pub(super) fn note_day(&mut self, scene: &Scene<'_>) {
        let dated = |mention: &&Mention| {
            mention.period.length == Length::Instant
                && mention.period.end.is_some()
                && mention.reference == Reference::Own
        };
        if let Some(day) = scene.periods.iter().rev().find(dated) {
            let placed = Placed { period: day.period.clone(), from: PeriodFrom::Carried };
            self.day = Some((placed, scene.span));
        }
    }

    /// The day that `on that date` in the clause of a quantity points to: one named before it in the sentence, else in the
    /// passage.
    pub(super) fn pointed(
        &self,
        scene: &Scene<'_>,
        quantity: &Quantity,
        lexicon: &Lexicon,
    ) -> Option<(Placed, Span)> {
        let clause = scene.clause(quantity.span.start);
        if !lexicon.points_to_a_day(clause.slice(scene.text)) {
            return None;
        }
        let here = |mention: &&Mention| {
            mention.span.end <= quantity.span.start && mention.period.length == Length::Instant
        };
        match scene.periods.iter().rev().find(here) {
            Some(_) => None,
            None => self.day.clone(),
        }
    }

    /// Notes what a sentence without figures says it expects something for; it holds to the end of the passage.
    pub(super) fn expect(&mut self, scene: &Scene<'_>) {
        let ahead = |cue| matches!(cue, Cue::Guidance | Cue::Forecast);
        let expects = scene.cues.iter().any(|mention| ahead(mention.cue));
        let [only] = scene.periods.as_slice() else { return };
        let told = only.reference == Reference::Own && only.period.end.is_some();
        if scene.quantities.is_empty() && expects && told {
            self.expected = Some(Placed { period: only.period.clone(), from: PeriodFrom::Carried });
        }
    }

    /// The period of the list an item belongs to.
    pub(super) fn led(&self, text: &str, item: Span) -> Option<(Placed, Span)> {
        let list = self.list.as_ref().filter(|_| self.is_item(text, item))?;
        Some((list.period.clone()?, list.said))
    }

    /// Whether a sentence stands in a line that begins with the mark of a list, or in a list the reader has taken the
    /// marks from.
    pub(super) fn is_item(&self, text: &str, sentence: Span) -> bool {
        let line = text[..sentence.start].rfind('\n').map_or(0, |at| at + 1);
        self.item || text[line..].trim_start().starts_with(['-', '*', '•', '·', '–', '▪', '●', '◦', '‣'])
    }

    /// The period of a figure whose sentence names none, with the sentence that does.
    pub(super) fn period_for(&self, entity: Option<&str>) -> Option<(Placed, Span)> {
        if let Some((owner, placed, span)) = &self.period
            && entity.is_some_and(|entity| are_kin(owner, entity))
        {
            let period = self.titled(&placed.period).unwrap_or(&placed.period).clone();
            return Some((Placed { period, from: PeriodFrom::Carried }, *span));
        }
        if let Some(section) = &self.section {
            return Some(section.clone());
        }
        let known = self.reporting_of(entity)?;
        let period = self.titled(&known.period).unwrap_or(&known.period).clone();
        Some((Placed { period, from: PeriodFrom::Document }, known.said))
    }

    /// A mention with the dates the document gives it: `the second quarter` where the document has said when it ended,
    /// `the same period last year` counted from the period under discussion.
    pub(super) fn complete(
        &self,
        mention: &Mention,
        entity: Option<&str>,
        current: Option<&Placed>,
    ) -> Period {
        let under_discussion = current
            .map(|placed| placed.period.clone())
            .or_else(|| self.period_for(entity).map(|(placed, _)| placed.period));
        let told = match mention.reference {
            Reference::YearEarlier => under_discussion.map(|period| period.year_earlier()),
            Reference::Previous => under_discussion.map(|period| period.previous()),
            Reference::Current => {
                let agreeing = under_discussion.filter(|period| agrees(&mention.period, period));
                agreeing.or_else(|| self.reported_alike(&mention.period, entity))
            }
            Reference::Own if mention.period.end.is_none() => {
                let end = || self.end_under_discussion(&mention.period, entity, current);
                self.named(&mention.period, entity).or_else(end)
            }
            Reference::Own if mention.period.calendar == Calendar::Fiscal => self.of_weeks(&mention.period),
            Reference::Own if self.is_running(&mention.period) => {
                let reported = under_discussion.filter(|period| agrees(&mention.period, period));
                return reported.unwrap_or_else(|| Period {
                    start: None,
                    end: None,
                    ..mention.period.clone()
                });
            }
            Reference::Own => None,
        };
        match told {
            Some(period) if mention.reference == Reference::Current => period,
            Some(period) => Period { label: mention.period.label.clone(), ..period },
            None => mention.period.clone(),
        }
    }

    /// Notes the dated periods of a sentence: `the latest quarter … ended on September 30, 2025` is what the document
    /// reports on, `the second quarter of the 2026 fiscal year` is what a bare `second quarter` then means.
    pub(super) fn note(&mut self, text: &str, sentence: Span, periods: &[Mention], entity: Option<&str>) {
        for mention in periods
            .iter()
            .filter(|mention| mention.period.end.is_some() && spans_a_report(mention.period.length))
        {
            // In a report about one company the words around the label count too: `…, which ended on July 31`.
            let said = mention.span.get(text).filter(|_| self.whole.is_some()).unwrap_or_default();
            let label = fold(&format!("{} {}", mention.period.label, said));
            let ended = ENDED.iter().any(|word| label.contains(word));
            if ended || mention.period.calendar == Calendar::Fiscal {
                let entity = entity.map(str::to_owned);
                self.known.push(Known {
                    entity,
                    period: mention.period.clone(),
                    said: sentence,
                    reported: ended,
                });
            }
        }
    }

    /// `2025` in a report on the year ended 31 March 2025 is that year, and `2024` the one before it.
    pub(super) fn of_its_years(&self, bare: &Period) -> Option<Period> {
        let (start, end) = bare.days()?;
        let civil = (start.month(), end.month(), bare.length) == (1, 12, Length::Year);
        let digits = bare.label.chars().filter(char::is_ascii_digit).count();
        if !civil || digits != 4 || fold(&bare.label).contains("calendar") {
            return None;
        }
        let whole = self.whole.as_deref()?;
        let own = |known: &&Known| known.entity.as_deref().is_none_or(|owner| are_kin(owner, whole));
        let yearly = |known: &&Known| known.reported && known.period.length == Length::Year;
        let mut fiscal = self.known.iter().filter(yearly).filter(own).map(|known| &known.period);
        let fiscal = fiscal.find(|period| period.end.is_some_and(|end| end.month() != 12))?;
        let mut year = fiscal.clone();
        for _ in 0..LONGEST_SERIES {
            match year.end?.year() - end.year() {
                0 => return Some(year),
                1.. => year = year.year_earlier(),
                _ => year = year.next_year()?,
            }
        }
        None
    }

    /// `Second quarter of fiscal 2026` ends with the week that the document says it ended with, not with the month.
    pub(super) fn of_weeks(&self, period: &Period) -> Option<Period> {
        let near = |known: &&Known| {
            let apart = known.period.end.zip(period.end).map(|(one, two)| (one - two).get_days().abs());
            known.reported && known.period.length == period.length && apart.is_some_and(|days| days <= WEEK)
        };
        self.known.iter().find(near).map(|known| known.period.clone())
    }

    /// A quarter or half that the document's date lies in cannot be what it reports on: `this quarter` in a report is
    /// the one reported.
    fn is_running(&self, period: &Period) -> bool {
        let running = self.date.is_some_and(|date| period.contains_date(date));
        running && matches!(period.length, Length::Quarter | Length::Half)
    }

    /// What the document reports on for an entity.
    fn reporting_of(&self, entity: Option<&str>) -> Option<&Known> {
        let reported = || self.known.iter().filter(|known| known.reported);
        let kin = |known: &&Known| {
            entity.zip(known.entity.as_deref()).is_some_and(|(entity, owner)| are_kin(owner, entity))
        };
        let own = reported().find(kin);
        own.or_else(|| reported().find(|known| known.entity.is_none()))
    }

    /// A paragraph does not go on about a period before the one that the document reports on, nor about a thing of which no
    /// more was told than how many there are.
    pub(super) fn enter_paragraph(&mut self) {
        self.expected = None;
        self.day = None;
        self.topic = None;
        if std::mem::take(&mut self.counted) && self.subject.is_some() {
            self.entity.clone_from(&self.subject);
        }
        let past = |(owner, placed, _): &(String, Placed, Span)| {
            let reported = self.reporting_of(Some(owner)).and_then(|known| known.period.end);
            reported.zip(placed.period.end).is_some_and(|(reported, end)| end < reported)
        };
        if self.period.as_ref().is_some_and(past) {
            self.period = None;
        }
    }

    /// `the quarter` behind a sentence about May is the quarter that the document reports on.
    fn reported_alike(&self, period: &Period, entity: Option<&str>) -> Option<Period> {
        let known = self.reporting_of(entity).filter(|known| known.period.length == period.length)?;
        Some(self.titled(&known.period).unwrap_or(&known.period).clone())
    }

    /// The same days in the title's words: `Third Quarter Fiscal 2026` for the `quarter ended October 26, 2025`.
    fn titled(&self, period: &Period) -> Option<&Period> {
        let titles = self.known.iter().filter(|known| known.entity.is_none() && known.said.is_empty());
        titles
            .map(|known| &known.period)
            .find(|titled| period.days().is_some() && titled.days() == period.days())
    }

    /// The dates of a title's `Third Quarter Fiscal 2026`, where the text says when that quarter ended.
    pub(super) fn dated_like(&self, period: &Period) -> Option<Period> {
        let ordinal =
            |period: &Period| fold(&period.label).split(' ').take(2).map(str::to_owned).collect::<Vec<_>>();
        let same = |known: &&Known| {
            known.period.length == period.length && ordinal(&known.period) == ordinal(period)
        };
        (period.end.is_none())
            .then(|| self.known.iter().find(same).map(|known| known.period.clone()))
            .flatten()
    }

    /// A label without dates means the dated period of the same words that the document names.
    fn named(&self, period: &Period, entity: Option<&str>) -> Option<Period> {
        let family = |owner: Option<&str>| match (owner, entity) {
            (Some(owner), Some(entity)) => are_kin(owner, entity),
            _ => true,
        };
        let label = fold(&period.label);
        let same =
            |known: &&Known| agrees(period, &known.period) && fold(&known.period.label).contains(&label);
        self.known
            .iter()
            .filter(|known| family(known.entity.as_deref()))
            .find(same)
            .map(|known| known.period.clone())
    }
}

/// Whether two names of a document share its periods: a short form and the whole (`Halden`, `Halden Semiconductor`), a
/// unit and its parent (`Alibaba Cloud`, `Alibaba`).
fn are_kin(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// Whether a figure can be reported over such a stretch.
pub(super) fn spans_a_report(length: Length) -> bool {
    !matches!(length, Length::Instant | Length::Week | Length::Other)
}

/// Whether two periods can be the same by length and, where both name one, by ordinal.
fn agrees(label: &Period, known: &Period) -> bool {
    label.length == known.length || label.length == Length::Other
}
