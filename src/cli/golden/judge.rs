//! Whether an answer says what its row expects.
//!
//! The rule: a number that does not hold is never called correct. An exact figure holds to nine digits; a computed one
//! to half a percent, or when it rounds to the expected number's own decimals, and its reply shows it in words.

use rust_decimal::{Decimal, RoundingStrategy};

use super::set::{Expected, Row, Status};
use super::tell;
use crate::answer::{self, Answer, Cited};
use crate::quantity::{self, Amount, Unit, UnitKind};

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Correct,
    Wrong,
    /// No answer came where there is one.
    Missed,
}

impl Verdict {
    pub fn word(self) -> &'static str {
        match self {
            Self::Correct => "correct",
            Self::Wrong => "wrong",
            Self::Missed => "missed",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Correct, Self::Wrong, Self::Missed].into_iter().find(|verdict| verdict.word() == word)
    }
}

/// A question with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged<'a> {
    pub row: &'a Row,
    pub verdict: Verdict,
    /// The members of the row that do not hold.
    pub unmet: Vec<&'static str>,
    /// The reply gives a number that is not the expected one, or gives one where none is.
    pub wrong_number: bool,
    /// What the row expects and what came, each in one line.
    pub expected: String,
    pub came: String,
}

impl<'a> Judged<'a> {
    pub fn new(row: &'a Row, answer: &Answer) -> Self {
        let expected = &row.expected;
        let judged = |verdict, unmet, wrong_number| Self {
            row,
            verdict,
            unmet,
            wrong_number,
            expected: tell::expected(expected),
            came: tell::came(answer),
        };
        let gives_number = !answer.figures.is_empty();
        match (expected.status, answer.status) {
            (Status::Answered, answer::Status::Answered) => {
                let of_figure = unmet_of_figure(expected, answer.figures.first());
                let is_wrong_number = !of_figure.is_empty() || expected.of_figure().is_empty();
                let unmet = [of_figure, unmet_of_sources(expected, answer)].concat();
                match unmet.is_empty() {
                    true => judged(Verdict::Correct, unmet, false),
                    false => judged(Verdict::Wrong, unmet, gives_number && is_wrong_number),
                }
            }
            (Status::NotFound | Status::Unclear, answer::Status::Answered) => {
                judged(Verdict::Wrong, vec!["status"], gives_number)
            }
            (Status::NotFound, answer::Status::NotFound | answer::Status::Unclear)
            | (Status::Unclear, answer::Status::Unclear) => judged(Verdict::Correct, Vec::new(), false),
            (Status::Unclear, answer::Status::NotFound)
            | (Status::Answered, answer::Status::NotFound | answer::Status::Unclear)
            | (_, answer::Status::Error) => judged(Verdict::Missed, vec!["status"], false),
        }
    }
}

impl Expected {
    /// The members it states of a figure; where there are none, a text is expected.
    fn of_figure(&self) -> Vec<&'static str> {
        let members = [
            ("value", self.value.is_some()),
            ("low", self.low.is_some()),
            ("high", self.high.is_some()),
            ("unit", self.unit.is_some()),
            ("starts", self.starts.is_some()),
            ("ends", self.ends.is_some()),
            ("entity", self.entity.is_some()),
            ("figure_kind", self.figure_kind.is_some()),
        ];
        members.into_iter().filter(|(_, is_stated)| *is_stated).map(|(member, _)| member).collect()
    }
}

/// What is stated of the figure and does not hold for the first one that came.
fn unmet_of_figure(expected: &Expected, first: Option<&Cited>) -> Vec<&'static str> {
    let Some(first) = first else { return expected.of_figure() };
    let figure = &first.figure;
    let (value, low, high) = tell::sides(&figure.quantity.amount);
    let is_amount = |stated: Option<Decimal>, given: Option<Decimal>| {
        stated.is_none_or(|stated| given.is_some_and(|given| is_same(given, stated, first.derived)))
    };
    let period = figure.period.as_ref().map(|placed| &placed.period);
    let is_unit = |stated| figure.quantity.unit.as_ref().is_some_and(|unit| is_unit(unit, stated));
    let is_entity = |stated| figure.entity.as_ref().is_some_and(|entity| plainly(entity) == plainly(stated));
    let checks = [
        ("value", is_amount(expected.value, value)),
        ("low", is_amount(expected.low, low)),
        ("high", is_amount(expected.high, high)),
        ("unit", expected.unit.as_deref().is_none_or(is_unit)),
        ("starts", expected.starts.is_none_or(|day| period.and_then(|period| period.start) == Some(day))),
        ("ends", expected.ends.is_none_or(|day| period.and_then(|period| period.end) == Some(day))),
        ("entity", expected.entity.as_deref().is_none_or(is_entity)),
        ("figure_kind", expected.figure_kind.as_deref().is_none_or(|kind| tell::kind(first) == Some(kind))),
    ];
    checks.into_iter().filter(|(_, holds)| !holds).map(|(member, _)| member).collect()
}

/// What is stated of words and sources and does not hold for the answer.
fn unmet_of_sources(expected: &Expected, answer: &Answer) -> Vec<&'static str> {
    let quotes = answer.citations.iter().map(|citation| &citation.quote);
    let texts = answer.spans.iter().chain(quotes).cloned().chain(tell::computed(answer));
    let shown: Vec<String> = texts.map(|text| plainly(&text)).collect();
    let is_shown = |words: &String| {
        shown.iter().any(|text| stand_in(text, &plainly(words))) || is_rounded_to(words, answer)
    };
    let cited = match answer.figures.first() {
        Some(first) if !expected.of_figure().is_empty() => tell::documents_of(first, answer),
        _ => answer.citations.iter().map(|citation| citation.document.as_str()).collect(),
    };
    let is_cited = |document: &String| cited.contains(&document.as_str());
    let checks = [
        ("words", expected.words.iter().all(is_shown)),
        ("document", expected.documents.is_empty() || expected.documents.iter().any(is_cited)),
    ];
    checks.into_iter().filter(|(_, holds)| !holds).map(|(member, _)| member).collect()
}

/// The decimals that computed percentages are told with.
const DECIMALS: u32 = 2;

/// Whether words are a number that a computed figure of the answer comes to, with as many decimals; its sign aside.
fn is_rounded_to(words: &str, answer: &Answer) -> bool {
    let Ok(stated) = words.trim().trim_end_matches('%').trim_end().parse::<Decimal>() else { return false };
    answer.figures.iter().filter(|cited| cited.derived).any(|cited| {
        let quantity = &cited.figure.quantity;
        let Amount::Exact(value) = quantity.amount else { return false };
        let printed = value / quantity.scale.multiple();
        // Both are rounded: each may be off by half of its last place.
        let half = |places: u32| Decimal::new(5, places + 1);
        (printed.abs() - stated).abs() <= half(stated.scale()) + half(DECIMALS)
    })
}

fn is_same(given: Decimal, stated: Decimal, derived: bool) -> bool {
    let exactly = Decimal::new(1, 9);
    let nearly = Decimal::new(5, 3);
    let off = given.checked_sub(stated).map(|off| off.abs());
    let is_within = |share| off.zip(stated.abs().checked_mul(share)).is_some_and(|(off, most)| off <= most);
    let rounded = given.round_dp_with_strategy(stated.scale(), RoundingStrategy::MidpointAwayFromZero);
    is_within(exactly) || (derived && (is_within(nearly) || rounded == stated))
}

/// A counted noun may stand in the singular or plural, money and nouns with or without what they are counted per.
fn is_unit(unit: &Unit, stated: &str) -> bool {
    let is_counted = unit.kind == UnitKind::Count;
    let name = |text: &str| {
        let plain = plainly(&text.replace('_', " "));
        if is_counted { plain.trim_end_matches('s').to_owned() } else { plain }
    };
    let in_full = unit.per.as_ref().map(|per| format!("{} per {per}", unit.name));
    let is_measured = matches!(unit.kind, UnitKind::Physical | UnitKind::Duration);
    let bare = if is_measured && in_full.is_some() { None } else { Some(unit.name.as_str()) };
    // `gw` is another spelling of a gigawatt.
    let spelled = quantity::find(&format!("2 {stated}")).quantities;
    let alike = spelled.iter().any(|found| (is_measured || is_counted) && found.unit.as_ref() == Some(unit));
    alike || bare.into_iter().chain(in_full.as_deref()).any(|unit| name(unit) == name(stated))
}

/// A text as it is compared: no `*` of markup, no capitals, one space between words.
fn plainly(text: &str) -> String {
    let unmarked = text.replace('*', "");
    unmarked.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether words stand in a text, not as a part of a longer number: `5%` does not stand in `15%` or `2.5%`.
fn stand_in(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        let begun_before = words.starts_with(is_digit)
            && before.strip_suffix(is_point).unwrap_or(before).ends_with(is_digit);
        let goes_on_after =
            words.ends_with(is_digit) && after.strip_prefix(is_point).unwrap_or(after).starts_with(is_digit);
        !begun_before && !goes_on_after
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_point(c: char) -> bool {
    matches!(c, '.' | ',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Citation, Derivation, Formula, Library};
    use crate::cli::golden::{Form, parse};
    use crate::figures;
    use crate::lexicon::Lexicon;
    use crate::text::Span;

    const REPORT: &str = "Harrow Foods reported revenue of $412 million in the third quarter of 2025.";

    fn reply(status: answer::Status) -> Answer {
        Answer {
            question: "how much?".to_owned(),
            status,
            figures: Vec::new(),
            spans: Vec::new(),
            derivation: None,
            counted: Vec::new(),
            citations: Vec::new(),
            conflicts: Vec::new(),
            near_misses: Vec::new(),
            reason: String::new(),
            library: Library::default(),
            id: String::new(),
            elapsed_us: 0,
        }
    }

    fn citation(document: &str, quote: &str) -> Citation {
        Citation {
            document: document.to_owned(),
            title: String::new(),
            date: None,
            source: None,
            section: String::new(),
            page: None,
            url: None,
            quote: quote.to_owned(),
            span: Span::new(0, quote.len()),
            marks: Vec::new(),
            row: Vec::new(),
            beside: Vec::new(),
        }
    }

    /// An answer whose first figure is the first of a text, cited from `b.md`; `a.md` is cited beside it.
    fn figure(text: &str) -> Answer {
        let reading = figures::read_text(text, None, &Lexicon::built_in());
        let figure = reading.figures.into_iter().next().expect("it has a figure");
        let words = figure.quantity.span.slice(text).to_owned();
        let cited = Cited { figure, text: words.clone(), citation: 2, derived: false };
        Answer {
            figures: vec![cited],
            spans: vec![words],
            citations: vec![citation("a.md", "Nothing of the kind."), citation("b.md", text)],
            ..reply(answer::Status::Answered)
        }
    }

    fn computed(value: &str) -> Answer {
        let mut answer = figure(REPORT);
        let mut first = answer.figures[0].clone();
        first.derived = true;
        first.figure.quantity.amount = crate::quantity::Amount::Exact(value.parse().expect("a decimal"));
        let operand = Cited { citation: 1, ..answer.figures[0].clone() };
        answer.figures = vec![first, operand];
        answer.derivation = Some(Derivation {
            formula: Formula::Ratio,
            expression: "412 / 3".to_owned(),
            operands: vec![2],
            decimals: None,
            rounding: "exact".to_owned(),
        });
        answer
    }

    fn sentence(text: &str) -> Answer {
        Answer {
            spans: vec![text.to_owned()],
            citations: vec![citation("a.md", text), citation("b.md", "Beside it.")],
            ..reply(answer::Status::Answered)
        }
    }

    /// What became of a row with these members: the verdict, what is unmet, and whether a wrong number was given.
    #[track_caller]
    fn case(members: &str, answer: &Answer, expected: (Verdict, &[&str], bool)) {
        let line = format!(r#"{{"id": "q1", "kind": "figure", "question": "how much?", {members}}}"#);
        let rows = parse(line.replace('\n', " ").as_bytes(), Form::Lines, None).expect("it is a set");
        let judged = Judged::new(&rows[0], answer);
        assert_eq!((judged.verdict, judged.unmet.as_slice(), judged.wrong_number), expected, "{members}");
    }

    #[track_caller]
    fn correct(members: &str, answer: &Answer) {
        case(&format!(r#""status": "answered", {members}"#), answer, (Verdict::Correct, &[], false));
    }

    #[track_caller]
    fn wrong_number(members: &str, answer: &Answer, unmet: &[&str]) {
        case(&format!(r#""status": "answered", {members}"#), answer, (Verdict::Wrong, unmet, true));
    }

    #[track_caller]
    fn wrong(members: &str, answer: &Answer, unmet: &[&str]) {
        case(&format!(r#""status": "answered", {members}"#), answer, (Verdict::Wrong, unmet, false));
    }

    #[test]
    fn every_stated_member_must_hold_for_the_first_figure() {
        let answer = figure(REPORT);
        correct(
            r#""value": 4.12e8, "unit": "USD", "starts": "2025-07-01", "ends": "2025-09-30",
               "entity": "harrow foods", "figure_kind": "reported", "words": ["$412 million"], "document": "b.md""#,
            &answer,
        );
        wrong_number(r#""value": 412000001"#, &answer, &["value"]);
        wrong_number(r#""value": 4.12e8, "unit": "EUR""#, &answer, &["unit"]);
        wrong_number(r#""starts": "2025-04-01", "ends": "2025-06-30""#, &answer, &["starts", "ends"]);
        wrong_number(r#""value": 4.12e8, "entity": "Harrow""#, &answer, &["entity"]);
        wrong_number(r#""value": 4.12e8, "figure_kind": "guidance""#, &answer, &["figure_kind"]);
        wrong_number(r#""low": 4.12e8"#, &answer, &["low"]);
    }

    #[test]
    fn a_right_number_from_elsewhere_is_wrong_but_no_wrong_number() {
        let answer = figure(REPORT);
        wrong(r#""value": 4.12e8, "document": "a.md""#, &answer, &["document"]);
        wrong(r#""value": 4.12e8, "words": ["$413 million"]"#, &answer, &["words"]);
    }

    #[test]
    fn a_range_has_its_sides() {
        let answer = figure("Revenue of $410 million to $420 million is expected.");
        correct(r#""low": 4.1e8, "high": 4.2e8, "unit": "USD""#, &answer);
        wrong_number(r#""value": 4.1e8"#, &answer, &["value"]);
        wrong_number(r#""low": 4.1e8, "high": 4.3e8"#, &answer, &["high"]);
    }

    #[test]
    fn only_a_computed_figure_may_be_rounded() {
        correct(r#""value": 3.1, "figure_kind": "derived""#, &computed("3.1496"));
        correct(r#""value": 3.15"#, &computed("3.14"));
        correct(r#""value": 1000000000"#, &computed("1004999999"));
        wrong_number(r#""value": 3.1"#, &computed("3.16"), &["value"]);
        wrong_number(r#""value": 1000000000"#, &computed("1005000001"), &["value"]);
        wrong_number(r#""value": 411999000"#, &figure(REPORT), &["value"]);
    }

    #[test]
    fn a_computed_figure_stands_on_what_went_in() {
        correct(r#""value": 3, "document": ["c.md", "a.md"]"#, &computed("3"));
    }

    #[test]
    fn a_text_must_show_the_words_from_one_of_the_documents() {
        let answer = sentence("The **board**\nnamed *Ada Reyes* to lead it.");
        correct(r#""words": ["BOARD named Ada  Reyes"], "document": "b.md""#, &answer);
        wrong(r#""words": ["Ada Reyes", "Bo Lind"]"#, &answer, &["words"]);
        wrong(r#""words": ["Ada Reyes"], "document": "c.md""#, &answer, &["document"]);
        wrong(r#""value": 7"#, &answer, &["value"]);
        wrong_number(r#""words": ["Ada Reyes"]"#, &figure(REPORT), &["words"]);
    }

    #[test]
    fn words_are_no_part_of_a_longer_number() {
        let answer = sentence("Sales rose 15.5% in 2025.");
        correct(r#""words": ["15.5%", "in 2025"]"#, &answer);
        wrong(r#""words": ["5%"]"#, &answer, &["words"]);
        wrong(r#""words": ["5.5%"]"#, &answer, &["words"]);
        wrong(r#""words": ["rose 15"]"#, &answer, &["words"]);
    }

    #[test]
    fn what_is_not_there_must_not_be_answered() {
        use answer::Status::{Error, NotFound, Unclear};
        let not_found = r#""status": "not_found""#;
        let unclear = r#""status": "unclear""#;
        let right = (Verdict::Correct, &[][..], false);
        let missed = (Verdict::Missed, &["status"][..], false);
        case(not_found, &reply(NotFound), right);
        case(not_found, &reply(Unclear), right);
        case(not_found, &sentence("It is so."), (Verdict::Wrong, &["status"], false));
        case(not_found, &figure(REPORT), (Verdict::Wrong, &["status"], true));
        case(unclear, &reply(Unclear), right);
        case(unclear, &reply(NotFound), missed);
        case(unclear, &figure(REPORT), (Verdict::Wrong, &["status"], true));
        for status in [NotFound, Unclear, Error] {
            case(r#""status": "answered", "value": 7"#, &reply(status), missed);
        }
        case(not_found, &reply(Error), missed);
    }

    #[test]
    fn units_are_told_from_each_other() {
        let unit = |kind, name: &str, per: Option<&str>| Unit {
            kind,
            name: name.to_owned(),
            per: per.map(str::to_owned),
        };
        let centers = unit(UnitKind::Count, "data_center", None);
        assert!(is_unit(&centers, "data centers") && is_unit(&centers, "data_center"));
        assert!(!is_unit(&centers, "data"));
        let price = unit(UnitKind::Money, "USD", Some("barrel"));
        assert!(is_unit(&price, "USD") && is_unit(&price, "USD per barrel"));
        assert!(!is_unit(&price, "USD per share"));
        let speed = unit(UnitKind::Physical, "kilometer", Some("hour"));
        assert!(is_unit(&speed, "kilometer per hour") && !is_unit(&speed, "kilometer"));
        assert!(!is_unit(&unit(UnitKind::Ratio, "percent", None), "percentage_point"));
    }
}
