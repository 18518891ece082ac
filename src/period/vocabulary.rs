//! The words that name periods, in both languages, read once from the tables in `data/`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::Length;
use super::buckets::{Buckets, Characters};
use super::open::Bound;

/// What a word or mark of a text can mean to the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Plain digits, or Chinese numerals; `digits` counts the characters, and is 0 for numerals told by tens.
    Number {
        value: i32,
        digits: u8,
    },
    /// Digits with separators: `2015.3`, `1,496.5`.
    Separated,
    /// `Q3`, `FY26`, `1H25`.
    Code(super::code::Code),
    Month(i8),
    Ordinal(i8),
    Cardinal(i32),
    Decade(i16),
    Season(i8),
    /// A half of a year said in one word: `上半年`.
    Half(i8),
    /// A year counted from the writer's, said in one word: `去年`.
    NamedYear(i16),
    Unit(Unit),
    Shift(Shift),
    Role(Role),
    Mark(char),
    Other,
    /// Past the last word.
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Period,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Shift {
    This,
    /// The one before now.
    Last,
    /// Either the one before now or a stretch up to now.
    Past,
    /// The one before that under discussion.
    Previous,
    Next,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    Of,
    The,
    A,
    And,
    From,
    Between,
    To,
    Fiscal,
    Calendar,
    Quarterly,
    Annual,
    Ended,
    End,
    Within,
    Early,
    Start,
    Middle,
    Late,
    Earlier,
    Later,
    Rest,
    Same,
    Ago,
    YearToDate,
    Date,
    So,
    Far,
    TrailingYear,
    Full,
    Today,
    Tomorrow,
    Yesterday,
    Future,
    Which,
    Just,
    Latest,
    At,
    /// `in`, `for`, `during`: may stand between a part and its year.
    For,
    In,
    Weekday,
    OrdinalSuffix,
    Plural,
    EstimateSuffix,
    Counted,
    Counts,
    MonthMark,
    DayMark,
    Nth,
    FiscalYear,
    FiscalQuarter,
    YearMark,
    FullYear,
    First,
    Until,
    LastCentury,
    ThisCentury,
    ReportPeriod,
    /// `time` and the like, in `this time last year`.
    Time,
    /// The `w` of `w/c`.
    WeekMark,
    /// The later of two halves: `back half`.
    Back,
    /// Up to now within a running stretch, said in one word: `MTD`, `QTD`.
    MonthToDate,
    QuarterToDate,
    Thus,
    /// The three parts of a Chinese month.
    FirstTen,
    SecondTen,
    LastTen,
    /// `最后` before a counted part.
    Final,
}

/// The vocabulary in the shape it is looked up in.
pub(super) struct Vocabulary {
    english: Buckets,
    everyday: Vec<String>,
    /// By first character, longest word first.
    chinese: HashMap<char, Vec<(String, Sense)>>,
    /// What any of them or a numeral can begin with.
    beginnings: Characters,
    bounds: HashMap<String, Bound>,
    /// Longest first.
    chinese_bounds: Vec<(String, Bound)>,
    numerals: HashMap<char, i32>,
}

/// Both languages' words.
pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let english: English =
        toml::from_str(include_str!("data/english.toml")).expect("the built-in table is tested");
    let chinese: Chinese =
        toml::from_str(include_str!("data/chinese.toml")).expect("the built-in table is tested");
    Vocabulary::new(english, chinese)
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct English {
    month: BTreeMap<String, i8>,
    ordinal: BTreeMap<String, i8>,
    cardinal: BTreeMap<String, i32>,
    decade: BTreeMap<String, i16>,
    season: BTreeMap<String, i8>,
    unit: BTreeMap<String, Unit>,
    shift: BTreeMap<String, Shift>,
    role: BTreeMap<String, Role>,
    bound: HashMap<String, Bound>,
    everyday: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chinese {
    digit: BTreeMap<char, i32>,
    unit: BTreeMap<String, Unit>,
    half: BTreeMap<String, i8>,
    year: BTreeMap<String, i16>,
    shift: BTreeMap<String, Shift>,
    season: BTreeMap<String, i8>,
    role: BTreeMap<String, Role>,
    bound: BTreeMap<String, Bound>,
    other: Words,
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

impl Vocabulary {
    fn new(english: English, chinese: Chinese) -> Self {
        let mut words = HashMap::new();
        words.extend(english.role.into_iter().map(|(word, role)| (word, Sense::Role(role))));
        words.extend(english.shift.into_iter().map(|(word, shift)| (word, Sense::Shift(shift))));
        words.extend(english.unit.into_iter().map(|(word, unit)| (word, Sense::Unit(unit))));
        words.extend(english.season.into_iter().map(|(word, month)| (word, Sense::Season(month))));
        words.extend(english.decade.into_iter().map(|(word, tens)| (word, Sense::Decade(tens))));
        words.extend(english.cardinal.into_iter().map(|(word, count)| (word, Sense::Cardinal(count))));
        words.extend(english.ordinal.into_iter().map(|(word, place)| (word, Sense::Ordinal(place))));
        words.extend(english.month.into_iter().map(|(word, month)| (word, Sense::Month(month))));
        let mut characters: HashMap<char, Vec<(String, Sense)>> = HashMap::new();
        let unit = chinese.unit.into_iter().map(|(word, unit)| (word, Sense::Unit(unit)));
        let half = chinese.half.into_iter().map(|(word, half)| (word, Sense::Half(half)));
        let year = chinese.year.into_iter().map(|(word, by)| (word, Sense::NamedYear(by)));
        let shift = chinese.shift.into_iter().map(|(word, shift)| (word, Sense::Shift(shift)));
        let role = chinese.role.into_iter().map(|(word, role)| (word, Sense::Role(role)));
        let season = chinese.season.into_iter().map(|(word, month)| (word, Sense::Season(month)));
        let other = chinese.other.words.into_iter().map(|word| (word, Sense::Other));
        for (word, sense) in unit.chain(half).chain(year).chain(shift).chain(season).chain(role).chain(other)
        {
            if let Some(first) = word.chars().next() {
                characters.entry(first).or_default().push((word, sense));
            }
        }
        for words in characters.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        let mut chinese_bounds: Vec<_> = chinese.bound.into_iter().collect();
        chinese_bounds.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self {
            english: Buckets::new(words),
            beginnings: characters.keys().chain(chinese.digit.keys()).copied().collect(),
            bounds: english.bound.into_iter().collect(),
            chinese_bounds,
            everyday: english.everyday.words,
            chinese: characters,
            numerals: chinese.digit.into_iter().collect(),
        }
    }

    /// What a lower-case English word means.
    pub(super) fn english(&self, word: &str) -> Option<Sense> {
        self.english.get(word)
    }

    /// Whether a word of that first letter and length exists.
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        self.english.may_hold(word)
    }

    /// Whether a name of a period is also an everyday word: `may`.
    pub(super) fn is_everyday(&self, word: &str) -> bool {
        self.everyday.iter().any(|everyday| everyday.eq_ignore_ascii_case(word))
    }

    /// The longest Chinese word a text begins with.
    pub(super) fn chinese(&self, text: &str) -> Option<(usize, Sense)> {
        let words = self.chinese.get(&text.chars().next()?)?;
        words
            .iter()
            .find(|(word, _)| text.starts_with(word.as_str()))
            .map(|(word, sense)| (word.len(), *sense))
    }

    /// The side that a word before a period leaves open: `since`.
    pub(super) fn bound(&self, word: &str) -> Option<Bound> {
        self.bounds.get(word.to_ascii_lowercase().as_str()).copied()
    }

    /// The side that Chinese words behind a period leave open, and their length: `以后`.
    pub(super) fn chinese_bound(&self, text: &str) -> Option<(usize, Bound)> {
        let (word, bound) = self.chinese_bounds.iter().find(|(word, _)| text.starts_with(word.as_str()))?;
        Some((word.len(), *bound))
    }

    /// Whether a Chinese word or numeral begins with a character.
    pub(super) fn may_begin(&self, c: char) -> bool {
        self.beginnings.hold(c)
    }

    /// The value of a Chinese numeral character: `三`, `十`.
    pub(super) fn numeral(&self, c: char) -> Option<i32> {
        self.numerals.get(&c).copied()
    }
}

impl Role {
    /// Whether a period's words can begin with it.
    pub(super) fn may_begin(self) -> bool {
        !matches!(
            self,
            Self::Of
                | Self::And
                | Self::Ended
                | Self::To
                | Self::At
                | Self::In
                | Self::Ago
                | Self::Date
                | Self::Far
                | Self::Future
                | Self::Which
                | Self::Just
                | Self::Latest
                | Self::OrdinalSuffix
                | Self::Plural
                | Self::EstimateSuffix
                | Self::Counted
                | Self::Counts
                | Self::MonthMark
                | Self::DayMark
                | Self::YearMark
                | Self::Time
                | Self::FirstTen
                | Self::SecondTen
                | Self::LastTen
        )
    }

    /// Whether the word alone can make a text worth reading.
    pub(super) fn is_telling(self) -> bool {
        matches!(
            self,
            Self::ReportPeriod
                | Self::YearToDate
                | Self::TrailingYear
                | Self::Today
                | Self::FullYear
                | Self::Same
                | Self::FiscalYear
                | Self::FiscalQuarter
                | Self::MonthMark
                | Self::MonthToDate
                | Self::QuarterToDate
                | Self::YearMark
                | Self::ThisCentury
                | Self::LastCentury
        )
    }
}

impl Unit {
    /// What one of them is called where a label is completed.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Weekend => "weekend",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Period => "period",
        }
    }

    /// The whole months one of them lasts.
    pub(super) fn months(self) -> Option<i32> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Half => Some(6),
            Self::Year => Some(12),
            Self::Decade => Some(120),
            Self::Century => Some(1200),
            _ => None,
        }
    }

    /// The length of one.
    pub(super) fn length(self) -> Length {
        match self {
            Self::Day => Length::Instant,
            Self::Week => Length::Week,
            Self::Month => Length::Month,
            Self::Quarter => Length::Quarter,
            Self::Half => Length::Half,
            Self::Year => Length::Year,
            _ => Length::Other,
        }
    }
}
