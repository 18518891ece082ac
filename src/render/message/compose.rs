//! Lays an answer out: headline, value, quotes with their citations, arithmetic, conflicts, near misses, library.

use std::collections::HashSet;

use jiff::civil::{Date, time};
use jiff::tz::TimeZone;

use super::further::Page;
use super::pages::{PAGE, paged};
use super::phrases::{Phrases, Table, filled};
use super::{Embed, Field, Message, apology};
use crate::answer::{self, Answer, Citation, Cited, Library, NearMiss, Status};
use crate::figures::{Change, Figure};
use crate::quantity::{Scale, Unit, UnitKind};
use crate::render::amount;
use crate::render::limits::{self, Line};
use crate::render::markup;
use crate::render::reasons;
use crate::render::when;
use crate::text::Language;

/// Widths of the parts; together with their names and the footer they stay under [`limits::EMBEDS`].
const COMPUTED: usize = 500;
const DISAGREES: usize = 700;
const CLOSE: usize = 700;
const LIBRARY: usize = 300;
const NAME: usize = 64;
const FOOTER: usize = 128;
/// How many further readings, conflicts or near misses are listed.
pub(super) const LISTED: usize = 6;

/// The reply to a question in the question's own language.
#[must_use]
pub fn message(answer: &Answer) -> Message {
    message_in(answer, Language::of(&answer.question))
}

/// The reply to a question in the asker's language, as far as one message goes; quotes stay in the language of their
/// report.
#[must_use]
pub fn message_in(answer: &Answer, language: Language) -> Message {
    answer_page(answer, 0, language).message
}

/// A page of that reply; the last one when there are not so many.
#[must_use]
pub fn answer_page(answer: &Answer, number: usize, language: Language) -> Page {
    if answer.status == Status::Error {
        return Page { message: apology(&answer.id, language), number: 0, pages: 1 };
    }
    let reply = Reply { answer, phrases: Phrases::of(language), language };
    let (embed, pages) = reply.embed(number);
    let message = Message { content: String::new(), embed: Some(embed) };
    Page { message, number: number.min(pages - 1), pages }
}

/// An answer and the words to say it in.
pub(super) struct Reply<'a> {
    pub answer: &'a Answer,
    pub phrases: &'a Phrases,
    pub language: Language,
}

impl Reply<'_> {
    /// A page, and how many there are; the last one when there are not so many. What is worked out, in dispute or close
    /// stands on the first.
    fn embed(&self, number: usize) -> (Embed, usize) {
        let address = |citation: &Citation| markup::address(citation.url.as_deref()?);
        let mut parts = vec![vec![self.title()], self.derivation(), self.conflicts(), self.near_misses()];
        parts.extend(self.blocks());
        let mut parts = self.passed(parts).into_iter();
        let [title, computed, disagreeing, close] =
            [(); 4].map(|()| joined(parts.next().unwrap_or_default()));
        let pages = paged(parts);
        let number = number.min(pages.len() - 1);
        let close_name = match self.answer.status {
            Status::Unclear => &self.phrases.choices,
            _ => &self.phrases.close,
        };
        let fields = [
            field(&self.phrases.computed, &computed, COMPUTED),
            field(&self.phrases.disagrees, &disagreeing, DISAGREES),
            field(close_name, &close, CLOSE),
            self.library_field(),
        ];
        let embed = Embed {
            title: title.fit(limits::TITLE),
            description: pages[number].fit(PAGE),
            fields: fields.into_iter().flatten().filter(|_| number == 0).collect(),
            footer: self.foot(number, pages.len()),
            url: self.answer.citations.first().and_then(address),
            color: color(self.answer.status),
        };
        (embed, pages.len())
    }

    pub fn title(&self) -> Line {
        let mut line = Line::default();
        let first = self.answer.figures.first().map(|first| self.subject(&first.figure));
        match (self.answer.status, first.filter(|subject| !subject.is_empty())) {
            // Words of this program's own, which the gate has no source for.
            (Status::NotFound | Status::Error, _) => line.markup(&self.phrases.not_found),
            (Status::Unclear, _) => line.markup(&self.phrases.unclear),
            (Status::Answered, Some(subject)) => line.text(&subject),
            (Status::Answered, None) => line.text(self.said().unwrap_or(&self.answer.question)),
        };
        line
    }

    /// The report's words that answer, or else the title of the report that does.
    fn said(&self) -> Option<&str> {
        let title = self.answer.citations.first().map(|citation| citation.title.as_str());
        self.answer.spans.first().map(String::as_str).or(title)
    }

    /// `Acme Corp — revenue — Q3 2025 (quarter ended 30 Sep 2025)`, as far as it is known.
    fn subject(&self, figure: &Figure) -> String {
        let metric = figure.metric.as_ref().map(|metric| metric.name.clone());
        let period = figure.period.as_ref().map(|placed| when::told(&placed.period, self.language));
        let parts = [figure.entity.clone(), metric, period];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" — ")
    }

    fn day(&self, date: Date) -> String {
        when::day(date, self.language)
    }

    /// `**39.824 billion yuan** · up year over year · reported · verified against source`.
    pub fn value(&self, cited: &Cited) -> Line {
        let mut line = Line::default();
        line.bold(&self.amount(cited));
        let kind = cited.figure.kind.map(|kind| self.phrases.word(Table::Kind, &kind));
        let (kind, verified) = if cited.derived {
            (Some(self.phrases.word(Table::Kind, &"derived")), None)
        } else {
            (kind, Some(self.phrases.verbatim.clone()))
        };
        let change = cited.figure.change.map(|change| self.change(change));
        for part in [change, kind, verified].into_iter().flatten() {
            line.text(" · ").text(&part);
        }
        line
    }

    pub(super) fn reading(&self, cited: &Cited) -> Line {
        let mut line = Line::default();
        let subject = self.subject(&cited.figure);
        // The headline says it already.
        let is_said = self.answer.figures.first().is_some_and(|first| self.subject(&first.figure) == subject);
        let subject = if is_said { String::new() } else { subject };
        line.markup("• ").text(&subject).text(if subject.is_empty() { "" } else { ": " });
        line.append(self.value(cited)).text(&mark(cited));
        line
    }

    /// The value as printed; a bare number gets the scale and unit that its table gives it.
    pub(super) fn amount(&self, cited: &Cited) -> String {
        let quantity = &cited.figure.quantity;
        let printed = cited.text.trim();
        // A bound is told in the reader's words.
        let is_foreign = self.language != Language::of(printed) && amount::is_bounded(quantity);
        if cited.derived || is_foreign {
            return amount::told(quantity, printed, self.language);
        }
        if quantity.span != quantity.digits {
            return printed.to_owned();
        }
        let scaled = match quantity.scale {
            Scale::One => printed.to_owned(),
            scale => format!("{printed} {}", self.phrases.word(Table::Scale, &scale)),
        };
        quantity.unit.as_ref().map_or(scaled.clone(), |unit| self.with_unit(&scaled, unit))
    }

    fn with_unit(&self, number: &str, unit: &Unit) -> String {
        let name = self.phrases.word(Table::Unit, &unit.name);
        match unit.kind {
            UnitKind::Money => format!("{name} {number}"),
            _ if name == "%" => format!("{number}{name}"),
            _ => format!("{number} {name}"),
        }
    }

    fn change(&self, change: Change) -> String {
        let direction = self.phrases.word(Table::Direction, &change.direction);
        match change.basis {
            Some(basis) => format!("{direction} {}", self.phrases.word(Table::Basis, &basis)),
            None => direction,
        }
    }

    /// `[1] Annual Report 2025 · 12 Mar 2026 · Results › Cloud · p. 47 · link`.
    pub fn source(&self, number: usize, citation: &Citation) -> Line {
        self.source_of(&format!("[{number}]"), citation)
    }

    /// The same under several marks.
    pub(super) fn source_of(&self, marks: &str, citation: &Citation) -> Line {
        let mut line = Line::default();
        line.text(&format!("{marks} {}", citation.title));
        let page = citation.page.map(|page| filled(&self.phrases.page, &page.to_string()));
        let date = citation.date.map(|date| self.day(date));
        let section = Some(citation.place().to_owned());
        let parts = [citation.source.clone(), date, section, page];
        for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
            line.text(" · ").text(&part);
        }
        if let Some(address) = citation.url.as_deref().and_then(markup::address) {
            line.text(" · ").markup(&format!("[{}](<{address}>)", self.phrases.citation_link));
        }
        line
    }

    /// `(1,240 − 1,100) / 1,100 = 12.7 % · rounded to one decimal · from [1]`.
    fn derivation(&self) -> Vec<Line> {
        let Some(derivation) = &self.answer.derivation else { return Vec::new() };
        let operands = derivation.operands.iter();
        let operands = operands.filter_map(|operand| self.answer.figures.get(operand.checked_sub(1)?));
        let mut marks: Vec<usize> = operands.map(|operand| operand.citation).collect();
        marks.sort_unstable();
        marks.dedup();
        let marks: String = marks.iter().map(|mark| format!("[{mark}]")).collect();
        let mut line = Line::default();
        line.text(&derivation.expression);
        let from = filled(&self.phrases.computed_from, &marks);
        let rounding = reasons::told(&derivation.rounding, self.language);
        match rounding.as_str() {
            "" => {}
            same if same == derivation.rounding => {
                line.text(" · ").text(same);
            }
            // Words of this program's own data, whose digits the gate does not know.
            own => {
                line.markup(&format!(" · {}", markup::escape(own)));
            }
        }
        line.text(" · ").text(&from);
        vec![line]
    }

    fn conflicts(&self) -> Vec<Line> {
        let line = |conflict: &answer::Conflict| {
            let cited = &conflict.figure;
            let source = self.answer.citations.get(cited.citation.wrapping_sub(1));
            let mut line = Line::default();
            line.markup("⚠ ").bold(&self.amount(cited)).text(&mark(cited));
            if let Some(source) = source {
                line.text(" ").text(&source.title);
            }
            if let Some(date) = source.and_then(|source| source.date) {
                line.text(&format!(" ({})", self.day(date)));
            }
            line.text(" — ").text(&self.phrases.word(Table::Why, &conflict.why));
            line
        };
        self.answer.conflicts.iter().take(LISTED).map(line).collect()
    }

    fn near_misses(&self) -> Vec<Line> {
        let line = |near: &NearMiss| {
            let mut line = Line::default();
            line.markup("• ").text(&near.label);
            if let Some(cited) = &near.figure {
                line.text(": ").bold(&self.amount(cited)).text(&mark(cited));
            }
            line
        };
        self.answer.near_misses.iter().take(LISTED).map(line).collect()
    }

    /// `312 documents · newest <t:…:D> · indexed <t:…:R>`.
    fn library(&self, library: &Library) -> Line {
        let mut line = Line::default();
        if *library == Library::default() {
            return line;
        }
        let phrase = if library.documents == 1 { &self.phrases.document } else { &self.phrases.documents };
        line.text(&filled(phrase, &library.documents.to_string()));
        // Noon, so that the day is the same in nearly every reader's zone.
        let noon = |date: Date| date.to_datetime(time(12, 0, 0, 0)).to_zoned(TimeZone::UTC).ok();
        for (date, phrase) in [(library.newest, &self.phrases.newest), (library.newer, &self.phrases.newer)] {
            if let Some(noon) = date.and_then(noon) {
                let stamp = format!("<t:{}:D>", noon.timestamp().as_second());
                line.text(" · ").markup(&filled(phrase, &stamp));
            }
        }
        if let Some(indexed) = library.indexed_at {
            line.text(" · ")
                .markup(&filled(&self.phrases.indexed, &format!("<t:{}:R>", indexed.as_second())));
        }
        line
    }

    /// What was searched.
    pub(super) fn library_field(&self) -> Option<Field> {
        field(&self.phrases.library, &self.library(&self.answer.library), LIBRARY)
    }

    /// `2 / 3 · answer 7F3K2M`; a footer is shown as it stands, without markup. `number` counts pages from 0.
    pub(super) fn foot(&self, number: usize, pages: usize) -> String {
        let id: String = self.answer.id.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
        let place = filled(&filled(&self.phrases.page_of, &(number + 1).to_string()), &pages.to_string());
        let answer = if id.is_empty() { id } else { filled(&self.phrases.answer, &id) };
        debug_assert!(place.len() + answer.len() < FOOTER, "a footer is short");
        let parts = [if pages > 1 { place } else { String::new() }, answer];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// The lines whose every number stands in a source.
    fn passed(&self, parts: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
        let shown: Vec<String> = parts.iter().flatten().map(Line::shown).collect();
        let checked = answer::check(&shown.join("\n"), self.answer);
        for withheld in &checked.withheld {
            tracing::error!(answer = self.answer.id, withheld, "a number without a source was withheld");
        }
        let kept: HashSet<&str> = checked.text.lines().collect();
        let is_own = |line: &Line| line.shown().is_empty();
        let passes = |line: &Line| !line.is_empty() && (is_own(line) || kept.contains(line.shown().as_str()));
        parts.into_iter().map(|lines| lines.into_iter().filter(passes).collect()).collect()
    }
}

/// `None` when there is nothing to say under that name.
fn field(name: &str, lines: &Line, width: usize) -> Option<Field> {
    let value = lines.fit(width);
    let mut heading = Line::default();
    heading.text(name);
    (!value.trim().is_empty()).then(|| Field { name: heading.fit(NAME), value })
}

pub(super) fn joined(lines: Vec<Line>) -> Line {
    let mut all = Line::default();
    for line in lines {
        if !all.is_empty() {
            all.markup("\n");
        }
        all.append(line);
    }
    all
}

pub(super) fn mark(cited: &Cited) -> String {
    format!(" [{}]", cited.citation)
}

fn color(status: Status) -> u32 {
    match status {
        Status::Answered => 0x2E_7D_5B,
        Status::Unclear => 0xC7_8A_1B,
        Status::NotFound | Status::Error => 0x75_7B_85,
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
