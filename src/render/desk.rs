//! Checks, comparisons, reports and events in words: plain lines that a chat escapes and a terminal prints.
//!
//! The rule: every line with a figure has passed the gate; a number is never called false.

use std::sync::LazyLock;

use serde::Deserialize;

use super::chart::labels as chart;
use super::plain::{self, Paint};
use super::{amount, printable, reasons, when};
use crate::answer::{self, Answer, Check, Cited, Comparison, Finding, Sources, Status, Timeline, Verdict};
use crate::index::DocumentEntry;
use crate::period::Period;
use crate::text::{ByLanguage, Language};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    supported: String,
    supported_as_rounding: String,
    contradicted: String,
    other_period: String,
    not_in_library: String,
    unplaced: String,
    no_numbers: String,
    restated: String,
    difference: String,
    growth: String,
    not_computed: String,
    no_events: String,
    no_sources: String,
    figures: String,
}

static WORDS: LazyLock<ByLanguage<Words>> =
    LazyLock::new(|| ByLanguage::read(include_str!("data/desk.toml")));

impl Words {
    fn of(language: Language) -> &'static Self {
        WORDS.of(language)
    }

    fn verdict(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::Supported => &self.supported,
            Verdict::SupportedAsRounding => &self.supported_as_rounding,
            Verdict::Contradicted => &self.contradicted,
            Verdict::OtherPeriod => &self.other_period,
            Verdict::NotInLibrary => &self.not_in_library,
            Verdict::Unplaced => &self.unplaced,
        }
    }
}

/// One number of a post: a heading with what the library says to it, and a line for each figure it says it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    pub lines: Vec<String>,
    /// Which of the answer's citations the lines name.
    pub citations: Vec<usize>,
}

/// What the library says to each number of a post, in its order.
#[must_use]
pub fn check_parts(check: &Check, language: Language) -> Vec<Part> {
    let words = Words::of(language);
    let part = |finding: &Finding| {
        let heading =
            passed(&format!("{} — {}", finding.text, words.verdict(finding.verdict)), &check.answer);
        let figures = finding.figures.iter().filter_map(|figure| check.answer.figures.get(*figure));
        let line = |(at, cited): (usize, &Cited)| {
            let since = at > 0 && finding.verdict != Verdict::OtherPeriod;
            let note = if since { format!(" ({})", words.restated) } else { String::new() };
            passed(&format!("{} [{}]{note}", figure_line(cited, language), cited.citation), &check.answer)
        };
        let citations = figures.clone().map(|cited| cited.citation).collect();
        Some(Part { heading: heading?, lines: figures.enumerate().filter_map(line).collect(), citations })
    };
    check.findings.iter().filter_map(part).collect()
}

/// The whole check for a terminal, with its sources.
#[must_use]
pub fn check(check: &Check, language: Language) -> String {
    let words = Words::of(language);
    if check.findings.is_empty() {
        return words.no_numbers.clone();
    }
    let mut lines = Vec::new();
    for part in check_parts(check, language) {
        lines.push(part.heading);
        lines.extend(part.lines.into_iter().map(|line| format!("  {line}")));
    }
    lines.extend(cited(&check.answer));
    lines.join("\n")
}

/// Both figures, what is computed of them or why it is not, and their sources; a line each.
#[must_use]
pub fn comparison_lines(comparison: &Comparison, language: Language) -> Vec<String> {
    let words = Words::of(language);
    let answer = &comparison.answer;
    if answer.status != Status::Answered {
        return plain::reply(answer, Paint::Plain).lines().map(str::to_owned).collect();
    }
    let figures = answer.figures.iter().filter_map(|cited| {
        passed(&format!("{} [{}]", figure_line(cited, language), cited.citation), answer)
    });
    let mut lines: Vec<String> = figures.collect();
    for (name, computed) in [(&words.difference, &comparison.difference), (&words.growth, &comparison.growth)]
    {
        lines.extend(match computed {
            Ok(computed) => computed_line(name, computed, language),
            Err(why) => {
                let why = reasons::told(why, language);
                Some(words.not_computed.replacen("{}", name, 1).replacen("{}", &why, 1))
            }
        });
    }
    lines
}

/// What the two figures have in common, and a row for each with what it has not: the label, the amount, the mark of its
/// citation. `None` where the gate holds one of them back or nothing tells them apart.
#[must_use]
pub fn comparison_rows(comparison: &Comparison, language: Language) -> Option<(String, Vec<Vec<String>>)> {
    let words = Words::of(language);
    let answer = &comparison.answer;
    let [one, other] = answer.figures.as_slice() else { return None };
    let (first, second) = (parts(one, language), parts(other, language));
    let is_same = |at: &usize| first[*at] == second[*at];
    let mut common: Vec<&str> = (0..3).filter(is_same).map(|at| first[at].as_str()).collect();
    let ended = if is_same(&2) { None } else { same_length(one, other, language) };
    common.extend(ended.as_deref());
    let row = |cited: &Cited, parts: &[String; 3]| {
        passed(&figure_line(cited, language), answer)?;
        let last_day = ended.as_ref().and_then(|_| Some(when::day(period(cited)?.end?, language)));
        let own = (0..3).filter(|at| !is_same(at)).map(|at| match &last_day {
            Some(day) if at == 2 => day.as_str(),
            _ => parts[at].as_str(),
        });
        let label = Some(own.collect::<Vec<_>>().join(" ")).filter(|label| !label.trim().is_empty())?;
        let told = amount::told(&cited.figure.quantity, &cited.text, language);
        Some(vec![label, told, format!("[{}]", cited.citation)])
    };
    let mut rows = vec![row(one, &first)?, row(other, &second)?];
    for (name, computed) in [(&words.difference, &comparison.difference), (&words.growth, &comparison.growth)]
    {
        let computed =
            computed.as_ref().ok().filter(|computed| computed_line(name, computed, language).is_some());
        let value = computed.and_then(|computed| computed.figures.iter().find(|cited| cited.derived));
        rows.extend(
            value
                .map(|value| vec![name.clone(), amount::told(&value.figure.quantity, &value.text, language)]),
        );
    }
    common.retain(|part| !part.is_empty());
    Some((common.join(" — "), rows))
}

/// Whose, of what, when.
fn parts(cited: &Cited, language: Language) -> [String; 3] {
    let metric = cited.figure.metric.as_ref().map(|metric| metric.name.clone());
    let when =
        period(cited).map(|period| when::days(period, language).unwrap_or_else(|| period.label.clone()));
    [cited.figure.entity.clone(), metric, when].map(Option::unwrap_or_default)
}

fn period(cited: &Cited) -> Option<&Period> {
    cited.figure.period.as_ref().map(|placed| &placed.period)
}

/// `quarter ended …`, where that is so of both.
fn same_length(one: &Cited, other: &Cited, language: Language) -> Option<String> {
    let (one, other) = (period(one)?, period(other)?);
    let is_told = one.length == other.length && one.end.is_some() && other.end.is_some();
    is_told.then(|| when::ended(one.length, language)).flatten()
}

/// A comparison for a terminal.
#[must_use]
pub fn comparison(comparison: &Comparison, language: Language) -> String {
    let mut lines = comparison_lines(comparison, language);
    if comparison.answer.status == Status::Answered {
        lines.extend(cited(&comparison.answer));
    }
    lines.join("\n")
}

/// `Growth: 5.8% = (1,370 - 1,295) / 1,295 · rounded to 2 decimals`.
fn computed_line(name: &str, computed: &Answer, language: Language) -> Option<String> {
    let value = computed.figures.iter().find(|cited| cited.derived)?;
    let derivation = computed.derivation.as_ref()?;
    let told = amount::told(&value.figure.quantity, &value.text, language);
    let computed = passed(&format!("{name}: {told} = {}", derivation.expression), computed)?;
    Some(format!("{computed} · {}", reasons::told(&derivation.rounding, language)))
}

/// `2025-11-28 — Results round-up · Northgate Wire · 41 figures · digests/round-up.html`, a line for each report.
#[must_use]
pub fn source_line(report: &DocumentEntry, language: Language) -> String {
    let date = report.date.as_ref().map_or_else(|| "—".to_owned(), |found| found.date.to_string());
    let figures = format!("{} {}", report.figures, Words::of(language).figures);
    let parts = [Some(report.title.as_str()), report.source.as_deref(), Some(&figures), Some(&report.path)];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    shown(&format!("{date} — {}", parts.join(" · ")))
}

/// The reports for a terminal.
#[must_use]
pub fn sources(sources: &Sources, language: Language) -> String {
    if sources.reports.is_empty() {
        return Words::of(language).no_sources.clone();
    }
    let head = format!("{} / {}", sources.reports.len(), plain::counted(sources.all, "report"));
    let lines = sources.reports.iter().map(|report| source_line(report, language));
    std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
}

/// A line for each event, newest first.
#[must_use]
pub fn event_lines(timeline: &Timeline) -> Vec<String> {
    let line = |event: &answer::Event| {
        passed(&format!("{} — {} [{}]", event.label, event.text, event.citation), &timeline.answer)
    };
    timeline.events.iter().filter_map(line).collect()
}

/// The events for a terminal, with their sources.
#[must_use]
pub fn timeline(timeline: &Timeline, language: Language) -> String {
    if timeline.events.is_empty() {
        return Words::of(language).no_events.clone();
    }
    let mut lines = event_lines(timeline);
    lines.extend(cited(&timeline.answer));
    lines.join("\n")
}

/// `Orlin Group — revenue — third quarter of 2025 (…): EUR 1.37 billion · reported`.
fn figure_line(cited: &Cited, language: Language) -> String {
    let words = chart::Words::of(language);
    let figure = &cited.figure;
    let metric = figure.metric.as_ref().map(|metric| metric.name.clone());
    let period = figure.period.as_ref().map(|placed| when::told(&placed.period, language));
    let parts = [figure.entity.clone(), metric, period];
    let subject = parts.into_iter().flatten().collect::<Vec<_>>().join(" — ");
    let amount = amount::told(&figure.quantity, &cited.text, language);
    let line = if subject.is_empty() { amount } else { format!("{subject}: {amount}") };
    figure.kind.map_or_else(|| line.clone(), |kind| format!("{line} · {}", words.kind(kind)))
}

fn cited(answer: &Answer) -> Vec<String> {
    plain::sources(answer).iter().filter_map(|line| passed(line, answer)).collect()
}

/// A line as the gate lets it through; nothing where a number of it stands in no source.
fn passed(line: &str, answer: &Answer) -> Option<String> {
    let checked = answer::check(&shown(line), answer).text;
    (!checked.trim().is_empty()).then_some(checked)
}

fn shown(line: &str) -> String {
    printable(line, &[]).0.replace('\n', " ")
}
