//! Outcomes kept from one run to be compared with those of a later one.

use std::collections::{HashMap, HashSet};

use serde::{Serialize, Serializer};

use super::judge::{Judged, Verdict};
use crate::cli::members::Members;

/// What became of a question in an earlier run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub id: String,
    pub kind: String,
    pub verdict: Verdict,
}

#[derive(Serialize)]
struct KeptMember<'a> {
    id: &'a str,
    kind: &'a str,
    outcome: &'static str,
}

impl Kept {
    /// Reads the lines of a results file; members beyond these are for later versions.
    ///
    /// # Errors
    /// What is wrong with the first line that cannot be read, and its number.
    pub fn parse(results: &[u8]) -> Result<Vec<Self>, String> {
        let mut kept = Vec::new();
        let mut seen = HashSet::new();
        for (number, line) in (1..).zip(results.split(|byte| *byte == b'\n')) {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let at_line = |problem: String| format!("line {number}: {problem}");
            let result = Self::read(line, number == 1).map_err(at_line)?;
            if !seen.insert(result.id.clone()) {
                return Err(at_line(format!("the id `{}` stands there twice", result.id)));
            }
            kept.push(result);
        }
        Ok(kept)
    }

    fn read(line: &[u8], first: bool) -> Result<Self, String> {
        let members = Members::parse(line, first)?;
        let outcome = members.words("outcome")?;
        let verdict = Verdict::from_word(&outcome)
            .ok_or_else(|| format!("`outcome` cannot be `{outcome}`\nit is correct, wrong or missed"))?;
        Ok(Self { id: members.words("id")?, kind: members.words("kind")?, verdict })
    }

    /// The lines that [`Kept::parse`] reads.
    pub fn lines(judged: &[Judged<'_>]) -> serde_json::Result<String> {
        let mut lines = String::new();
        for judged in judged {
            let row = judged.row;
            let member = KeptMember { id: &row.id, kind: &row.kind, outcome: judged.verdict.word() };
            lines += &serde_json::to_string(&member)?;
            lines.push('\n');
        }
        Ok(lines)
    }
}

/// What is different from an earlier run, by ids in the order of the set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    pub newly_right: Vec<Moved>,
    pub newly_wrong: Vec<Moved>,
    pub newly_missed: Vec<Moved>,
    /// In this run alone.
    pub new: Vec<Moved>,
    /// In the earlier run alone.
    pub gone: Vec<Moved>,
}

/// A question and what it was, or for a new one what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    pub id: String,
    #[serde(rename = "outcome", serialize_with = "in_a_word")]
    pub verdict: Verdict,
}

fn in_a_word<S: Serializer>(verdict: &Verdict, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(verdict.word())
}

impl Comparison {
    pub fn new(before: &[Kept], judged: &[Judged<'_>]) -> Self {
        let mut comparison = Self::default();
        let mut left: HashMap<&str, Verdict> =
            before.iter().map(|kept| (kept.id.as_str(), kept.verdict)).collect();
        for judged in judged {
            let id = judged.row.id.clone();
            match left.remove(id.as_str()) {
                None => comparison.new.push(Moved { id, verdict: judged.verdict }),
                Some(was) if was == judged.verdict => {}
                Some(was) => comparison.moved_to(judged.verdict).push(Moved { id, verdict: was }),
            }
        }
        let gone = before.iter().filter(|kept| left.contains_key(kept.id.as_str()));
        comparison.gone = gone.map(|kept| Moved { id: kept.id.clone(), verdict: kept.verdict }).collect();
        comparison
    }

    /// The questions that were right before and are not any more, or are not asked any more.
    pub fn lost(&self) -> impl Iterator<Item = &Moved> {
        let now = self.newly_wrong.iter().chain(&self.newly_missed).chain(&self.gone);
        now.filter(|moved| moved.verdict == Verdict::Correct)
    }

    fn moved_to(&mut self, verdict: Verdict) -> &mut Vec<Moved> {
        match verdict {
            Verdict::Correct => &mut self.newly_right,
            Verdict::Wrong => &mut self.newly_wrong,
            Verdict::Missed => &mut self.newly_missed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::golden::{Form, Row, parse};

    fn row(id: &str) -> Row {
        let line = format!(r#"{{"id": "{id}", "kind": "figure", "question": "x", "status": "unclear"}}"#);
        parse(line.as_bytes(), Form::Lines, None).expect("it is a set").remove(0)
    }

    fn judged(row: &Row, verdict: Verdict) -> Judged<'_> {
        let (expected, came) = (String::new(), String::new());
        Judged { row, verdict, unmet: Vec::new(), wrong_number: false, expected, came }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let row = row(r#"q\"1"#);
        let lines = Kept::lines(&[judged(&row, Verdict::Missed)]).expect("it has a form in JSON");
        assert_eq!(lines, "{\"id\":\"q\\\"1\",\"kind\":\"figure\",\"outcome\":\"missed\"}\n");
        let kept = Kept { id: row.id, kind: row.kind, verdict: Verdict::Missed };
        assert_eq!(Kept::parse(lines.as_bytes()), Ok(vec![kept]));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let line = r#"{"id": "q1", "kind": "figure", "outcome": "correct"}"#;
        let problem = |text: &str| Kept::parse(text.as_bytes()).expect_err("it is refused");
        assert_eq!(problem(&format!("{line}\n{line}")), "line 2: the id `q1` stands there twice");
        assert!(
            problem(&line.replace("correct", "right")).starts_with("line 1: `outcome` cannot be `right`")
        );
        assert_eq!(problem("\n{}"), "line 2: `outcome` is missing");
    }

    #[test]
    fn what_moved_is_told_and_what_was_right_is_lost() {
        use Verdict::{Correct, Missed, Wrong};
        let rows = ["a", "b", "c", "d", "e"].map(row);
        let verdicts = [Correct, Wrong, Missed, Missed, Correct];
        let judged: Vec<Judged<'_>> =
            rows.iter().zip(verdicts).map(|(row, verdict)| judged(row, verdict)).collect();
        let kept = |id: &str, verdict| Kept { id: id.to_owned(), kind: String::new(), verdict };
        let before = [
            kept("a", Wrong),
            kept("b", Correct),
            kept("c", Wrong),
            kept("d", Missed),
            kept("gone", Correct),
        ];
        let comparison = Comparison::new(&before, &judged);
        let moved = |id: &str, verdict| vec![Moved { id: id.to_owned(), verdict }];
        let expected = Comparison {
            newly_right: moved("a", Wrong),
            newly_wrong: moved("b", Correct),
            newly_missed: moved("c", Wrong),
            new: moved("e", Correct),
            gone: moved("gone", Correct),
        };
        assert_eq!(comparison, expected);
        let lost: Vec<&str> = comparison.lost().map(|moved| moved.id.as_str()).collect();
        assert_eq!(lost, ["b", "gone"]);
    }
}
