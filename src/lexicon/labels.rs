//! The words of covers, titles, headers and remarks: whose report it is, what they are called, what a column holds.

use super::Lexicon;
use super::phrasing::PHRASING;
use crate::quantity::{self, UnitKind};
use crate::text::{fold, simplified, words};

/// What part of the year it names a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOfYear {
    Half,
    NineMonths,
    /// Which one, its title does not say.
    Quarter,
}

impl Lexicon {
    /// The stretch of time for each of which an amount is asked: month of `what does it cost per month`.
    #[must_use]
    pub fn asks_per_stretch<'q>(&self, question: &'q str) -> Option<&'q str> {
        let all: Vec<&str> = words(question).map(|word| word.span.slice(question)).collect();
        let lasts = |word: &str| {
            let found = quantity::find(&format!("2 {word}")).quantities;
            found.iter().any(|found| found.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Duration))
        };
        let pair = all.windows(2).find(|pair| PHRASING.per.contains(&fold(pair[0])) && lasts(pair[1]))?;
        Some(pair[1])
    }

    /// What stands behind a word that gives another name, longest word first: `Acme` of `formerly Acme`, 下称“…”.
    #[must_use]
    pub fn behind_called<'t>(&self, remark: &'t str) -> Option<&'t str> {
        let behind = PHRASING.called.iter().filter_map(|word| remark.strip_prefix(word.as_str()));
        behind.min_by_key(|rest| rest.len())
    }

    /// Whether words hold a term by which a report names whom it is about: `the Group`, 本集团. `The group` of ordinary text
    /// is somebody named before.
    #[must_use]
    pub fn names_itself(&self, words: &str) -> bool {
        let plain: String = words.chars().map(simplified).collect();
        let holds = |term: &String| {
            plain.match_indices(term.as_str()).any(|(at, _)| {
                let goes_on = plain[at + term.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
                !(term.is_ascii() && goes_on)
            })
        };
        PHRASING.itself.iter().any(holds)
    }

    /// Whether a header of a column says that it holds what was told before: `Previous`, `Old target`.
    #[must_use]
    pub fn tells_earlier(&self, header: &str) -> bool {
        let folded = fold(header);
        let first = folded.split(' ').next().unwrap_or_default();
        PHRASING
            .earlier
            .iter()
            .any(|word| if word.is_ascii() { word == first } else { folded.starts_with(word) })
    }

    /// Whether a report says that the numbers in its brackets are of the year before: `Figures in brackets refer to the
    /// corresponding period of the previous year`.
    #[must_use]
    pub fn explains_brackets(&self, text: &str) -> bool {
        let explains = |line: &str| {
            let folded = fold(line);
            PHRASING.brackets.iter().any(|words| folded.contains(words.as_str()))
                && PHRASING.year_before.iter().any(|words| folded.contains(words.as_str()))
        };
        text.lines().filter(|line| line.len() < LONGEST_REMARK).any(explains)
    }

    /// Whether a passage opens by saying that it corrects something: `Correction.`, 更正：.
    #[must_use]
    pub fn opens_a_correction(&self, passage: &str) -> bool {
        let head: String = passage.chars().take(40).collect();
        let folded = fold(head.trim_start_matches(|c: char| !c.is_alphanumeric()));
        PHRASING.correction.iter().any(|word| folded.starts_with(word.as_str()))
    }

    /// The part of the year that a title says its report is about: `Half-year report`, 三季报.
    #[must_use]
    pub fn part_of_year(&self, title: &str) -> Option<PartOfYear> {
        let title = fold(title);
        let says = |words: &[String]| words.iter().any(|word| title.contains(word.as_str()));
        let parts = [
            (&PHRASING.half_report, PartOfYear::Half),
            (&PHRASING.nine_months_report, PartOfYear::NineMonths),
            (&PHRASING.quarter_report, PartOfYear::Quarter),
        ];
        parts.into_iter().find(|(words, _)| says(words)).map(|(_, part)| part)
    }

    /// Whether a header says that its column holds what was told at first: `As previously reported`.
    #[must_use]
    pub fn tells_original(&self, header: &str) -> bool {
        super::phrasing::has_piece(header, &PHRASING.first_told)
    }

    /// Whether a header says that its column holds what is told now of what was told before: `(restated)`.
    #[must_use]
    pub fn tells_restated(&self, header: &str) -> bool {
        super::phrasing::has_piece(header, &PHRASING.restated)
    }

    /// Whether a header says nothing but that its column holds how far two tellings are apart.
    #[must_use]
    pub fn tells_adjustment(&self, header: &str) -> bool {
        let header = fold(header);
        PHRASING.adjustment.iter().any(|known| known == header.trim())
    }

    /// Whether a sentence says in what a report tells its amounts: `All amounts are in Canadian dollars`.
    #[must_use]
    pub fn says_of_amounts(&self, sentence: &str) -> bool {
        super::phrasing::says(sentence, &PHRASING.amounts)
    }

    /// Whether a label begins with what is told for each of something: `Per ounce sold`, 每股股息.
    #[must_use]
    pub fn begins_per_thing(&self, label: &str) -> bool {
        let folded = fold(label);
        let begins = |word: &String| {
            folded.strip_prefix(word.as_str()).is_some_and(|rest| !word.is_ascii() || rest.starts_with(' '))
        };
        PHRASING.per.iter().any(begins)
    }

    /// What a part of the name of a field stands for: `m` of `revenue_usd_m`.
    #[must_use]
    pub fn of_field(&self, part: &str) -> Option<&'static str> {
        PHRASING.fields.get(&part.to_ascii_lowercase()).map(String::as_str)
    }

    /// Whether a measure is said to be of one quarter alone: `single-quarter net profit`, 单季净利润.
    #[must_use]
    pub fn is_of_one_quarter(&self, name: &str) -> bool {
        let name = fold(name);
        PHRASING.one_quarter.iter().any(|phrase| name.contains(phrase.as_str()))
    }

    /// Whether a header of a column says that its numbers are those of notes: `Note`, 附注.
    #[must_use]
    pub fn refers_to_notes(&self, header: &str) -> bool {
        PHRASING.notes.contains(&fold(header.trim_end_matches('.')))
    }

    /// The places behind words for a company that another owns.
    #[must_use]
    pub fn behind_subsidiary(&self, text: &str) -> Vec<usize> {
        let ends =
            |word: &'static String| text.match_indices(word.as_str()).map(|(at, word)| at + word.len());
        PHRASING.subsidiary.iter().flat_map(ends).collect()
    }

    /// Whether a text calls a name that of a company that another owns: 子公司 stands right before it.
    #[must_use]
    pub fn names_subsidiary(&self, text: &str, name: &str) -> bool {
        text.match_indices(name)
            .any(|(at, _)| PHRASING.subsidiary.iter().any(|word| text[..at].ends_with(word.as_str())))
    }

    /// Whether a header says that its column names what is measured: `Metric`, 指标.
    #[must_use]
    pub fn heads_measures(&self, header: &str) -> bool {
        PHRASING.measures.contains(&fold(header))
    }

    /// Whether the last word of a header, folded, says that its column tells periods: `Period`, 报告期.
    #[must_use]
    pub fn calls_a_period(&self, word: &str) -> bool {
        PHRASING.period_headers.iter().any(|known| known == word)
    }

    /// What stands behind the words that say when a fiscal year ends, in a folded text.
    #[must_use]
    pub fn after_year_end<'t>(&self, folded: &'t str) -> Option<&'t str> {
        PHRASING.year_end.iter().find_map(|words| folded.split_once(words.as_str())).map(|(_, rest)| rest)
    }
}

/// Longer lines explain no brackets.
const LONGEST_REMARK: usize = 400;
