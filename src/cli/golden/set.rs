//! A golden set's text as rows, every member checked.

use std::collections::HashMap;
use std::path::Path;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Number, Value};
use toml::Spanned;

use crate::cli::members::Members;
use crate::question::Ask;

/// How a set is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A JSON object a line.
    Lines,
    /// TOML with `[[question]]` tables.
    Tables,
}

impl Form {
    /// What the end of the file's name says.
    pub fn of(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "jsonl" => Some(Self::Lines),
            "toml" => Some(Self::Tables),
            _ => None,
        }
    }
}

/// A question with what its answer must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: String,
    pub kind: String,
    pub ask: Ask,
    pub expected: Expected,
    pub note: Option<String>,
}

/// What an answer must say; what is not stated may be anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub status: Status,
    pub value: Option<Decimal>,
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    pub unit: Option<String>,
    /// First and last day of the figure's period.
    pub starts: Option<Date>,
    pub ends: Option<Date>,
    pub entity: Option<String>,
    /// One of [`FIGURE_KINDS`].
    pub figure_kind: Option<String>,
    /// Each must be shown.
    pub words: Vec<String>,
    /// One of them must be cited, unless there are none.
    pub documents: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Answered,
    NotFound,
    Unclear,
}

const FIGURE_KINDS: [&str; 7] =
    ["reported", "restated", "guidance", "forecast", "estimate", "analysis", "derived"];

/// What a row says of itself and asks.
const ASKING: [&str; 8] = ["id", "kind", "question", "context", "documents", "as_of", "status", "note"];

/// What a row says of its answer.
const ANSWERING: [&str; 10] =
    ["value", "low", "high", "unit", "starts", "ends", "entity", "figure_kind", "words", "document"];

/// Reads a whole set; `today` is the asker's date in rows that state none.
///
/// # Errors
/// What is wrong with the first row that cannot be read, and where it stands; or that there is none.
pub fn parse(set: &[u8], form: Form, today: Option<Date>) -> Result<Vec<Row>, String> {
    let tables = match form {
        Form::Lines => lines(set)?,
        Form::Tables => tables(set)?,
    };
    let mut rows = Vec::with_capacity(tables.len());
    let mut places: HashMap<String, String> = HashMap::new();
    for (place, members) in tables {
        let row = row(&members, today).map_err(|problem| format!("{place}: {problem}"))?;
        if let Some(first) = places.get(&row.id) {
            return Err(format!("{place}: the id `{}` is taken by {first}\ngive each its own", row.id));
        }
        places.insert(row.id.clone(), place);
        rows.push(row);
    }
    if rows.is_empty() { Err("there is no question in it".to_owned()) } else { Ok(rows) }
}

/// The object of each line that is not blank, and where it stands.
fn lines(set: &[u8]) -> Result<Vec<(String, Members)>, String> {
    let lines = (1..).zip(set.split(|byte| *byte == b'\n'));
    lines
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .map(|(number, line)| {
            let place = format!("line {number}");
            let members =
                Members::parse(line, number == 1).map_err(|problem| format!("{place}: {problem}"))?;
            Ok((place, members))
        })
        .collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    #[serde(default)]
    question: Vec<Spanned<toml::Table>>,
}

fn tables(set: &[u8]) -> Result<Vec<(String, Members)>, String> {
    let text = str::from_utf8(set).map_err(|_| "not UTF-8".to_owned())?;
    let line_at = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    let tables: Tables = toml::from_str(text).map_err(|error| {
        let line = line_at(error.span().map_or(0, |span| span.start));
        format!("line {line}: {}", error.message().replace('\n', ", "))
    })?;
    let numbered = (1..).zip(tables.question);
    Ok(numbered
        .map(|(number, table)| {
            let place = format!("question {number} at line {}", line_at(table.span().start));
            (place, Members::new(members(table.into_inner())))
        })
        .collect())
}

fn members(table: toml::Table) -> Map<String, Value> {
    table.into_iter().map(|(key, value)| (key, in_json(value))).collect()
}

/// A date becomes its text, and so does a number that JSON has no form for, to be refused as no number.
fn in_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => {
            Number::from_f64(number).map_or_else(|| Value::String(number.to_string()), Value::Number)
        }
        toml::Value::Boolean(is_so) => is_so.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(list) => list.into_iter().map(in_json).collect(),
        toml::Value::Table(table) => Value::Object(members(table)),
    }
}

fn row(members: &Members, today: Option<Date>) -> Result<Row, String> {
    let known = [&ASKING[..], &ANSWERING[..]].concat();
    if let Some(key) = members.unknown(&known) {
        return Err(format!("`{key}` is no member of a question\nthere are {}", known.join(", ")));
    }
    Ok(Row {
        id: id(members)?,
        kind: members.words("kind")?,
        ask: Ask {
            question: members.words("question")?,
            context: members.texts("context")?,
            documents: members.texts("documents")?,
            as_of: members.date("as_of")?.or(today),
        },
        expected: expected(members)?,
        note: optional(members, "note")?,
    })
}

/// A text or a whole number, kept as text.
fn id(members: &Members) -> Result<String, String> {
    match members.any("id") {
        Value::Number(number) if number.is_i64() || number.is_u64() => Ok(number.to_string()),
        _ => members.words("id"),
    }
}

fn expected(members: &Members) -> Result<Expected, String> {
    let status = status(members)?;
    if status != Status::Answered
        && let Some(stated) = ANSWERING.iter().find(|key| members.states(key))
    {
        return Err(format!("`{stated}` is stated of an answer, but `status` says there is none"));
    }
    if members.states("value") && (members.states("low") || members.states("high")) {
        return Err("`value` and a range are both stated\nkeep one".to_owned());
    }
    Ok(Expected {
        status,
        value: members.number("value")?,
        low: members.number("low")?,
        high: members.number("high")?,
        unit: optional(members, "unit")?,
        starts: members.date("starts")?,
        ends: members.date("ends")?,
        entity: optional(members, "entity")?,
        figure_kind: figure_kind(members)?,
        words: saying_something("words", members.texts("words")?)?,
        documents: match members.any("document") {
            Value::String(_) => vec![members.words("document")?],
            _ => saying_something("document", members.texts("document")?)?,
        },
    })
}

fn status(members: &Members) -> Result<Status, String> {
    match members.words("status")?.as_str() {
        "answered" => Ok(Status::Answered),
        "not_found" => Ok(Status::NotFound),
        "unclear" => Ok(Status::Unclear),
        other => Err(format!("`status` cannot be `{other}`\nit is answered, not_found or unclear")),
    }
}

fn figure_kind(members: &Members) -> Result<Option<String>, String> {
    let kind = optional(members, "figure_kind")?;
    match kind {
        Some(kind) if !FIGURE_KINDS.contains(&kind.as_str()) => {
            Err(format!("`figure_kind` cannot be `{kind}`\nit is one of {}", FIGURE_KINDS.join(", ")))
        }
        kind => Ok(kind),
    }
}

fn optional(members: &Members, key: &str) -> Result<Option<String>, String> {
    if members.states(key) { members.words(key).map(Some) } else { Ok(None) }
}

/// An entry without a word would hold for every answer.
fn saying_something(key: &str, texts: Vec<String>) -> Result<Vec<String>, String> {
    let is_blank = |text: &String| text.chars().all(|c| c.is_whitespace() || c == '*');
    if texts.iter().any(is_blank) { Err(format!("`{key}` has an empty entry")) } else { Ok(texts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = r#""id": "q1", "kind": "figure", "question": "how much?""#;

    #[track_caller]
    fn refused(set: &str, form: Form, expected: &str) {
        let problem = parse(set.as_bytes(), form, None).expect_err("it is refused");
        assert!(problem.starts_with(expected), "{problem}");
    }

    #[track_caller]
    fn refused_line(members: &str, expected: &str) {
        refused(&format!("\n{{{members}}}\n"), Form::Lines, &format!("line 2: {expected}"));
    }

    #[test]
    fn lines_and_tables_say_the_same() {
        let lines = r#"{"id": "q1", "kind": "figure", "question": "how much?", "status": "answered", "value": 1.5e9,
            "unit": "EUR", "ends": "2025-06-30", "document": "a.md", "words": ["1.5"], "as_of": "2026-01-31"}"#;
        let tables = "[[question]]\nid = \"q1\"\nkind = \"figure\"\nquestion = \"how much?\"\nstatus = \"answered\"\n\
            value = 1.5e9\nunit = \"EUR\"\nends = 2025-06-30\ndocument = [\"a.md\"]\nwords = [\"1.5\"]\n\
            as_of = 2026-01-31\n";
        let lines = parse(lines.replace('\n', " ").as_bytes(), Form::Lines, None).expect("it is a set");
        let tables = parse(tables.as_bytes(), Form::Tables, None).expect("it is a set");
        assert_eq!(lines, tables);
        assert_eq!(lines[0].expected.value, Some(Decimal::from(1_500_000_000)));
    }

    #[test]
    fn a_row_without_a_date_has_the_days_one() {
        let set = format!("{{{ROW}, \"status\": \"unclear\"}}");
        let today = "2026-01-31".parse().ok();
        let rows = parse(set.as_bytes(), Form::Lines, today).expect("it is a set");
        assert_eq!(rows[0].ask.as_of, today);
    }

    #[test]
    fn an_id_may_be_a_number() {
        let set = r#"{"id": 7, "kind": "figure", "question": "how much?", "status": "not_found"}"#;
        assert_eq!(parse(set.as_bytes(), Form::Lines, None).expect("it is a set")[0].id, "7");
    }

    #[test]
    fn what_is_wrong_with_a_line_is_named() {
        refused_line(ROW, "`status` is missing");
        refused_line(r#""status": "answered""#, "`id` is missing");
        refused_line(r#""id": "q1", "question": "x", "status": "unclear""#, "`kind` is missing");
        refused_line(r#""id": "q1", "kind": "x", "status": "unclear""#, "`question` is missing");
        let stated = |member: &str| format!("{ROW}, \"status\": \"answered\", {member}");
        refused_line(&stated(r#""colour": 1"#), "`colour` is no member of a question\nthere are id, kind");
        refused_line(&stated(r#""value": "7""#), "`value` is no number");
        refused_line(&stated(r#""value": 7, "low": 5"#), "`value` and a range are both stated");
        refused_line(&stated(r#""ends": "2025-02-30""#), "`ends` is no date");
        refused_line(&stated(r#""as_of": 2025"#), "`as_of` is no date");
        refused_line(&stated(r#""words": "seven""#), "`words` is no list of texts");
        refused_line(&stated(r#""words": ["**"]"#), "`words` has an empty entry");
        refused_line(&stated(r#""document": 7"#), "`document` is no list of texts");
        refused_line(&stated(r#""figure_kind": "rumour""#), "`figure_kind` cannot be `rumour`");
        refused_line(&format!("{ROW}, \"status\": \"found\""), "`status` cannot be `found`");
        refused_line(
            &format!("{ROW}, \"status\": \"not_found\", \"value\": 7"),
            "`value` is stated of an answer, but `status` says there is none",
        );
    }

    #[test]
    fn a_set_must_hold_together() {
        let row = format!("{{{ROW}, \"status\": \"unclear\"}}");
        refused(&format!("{row}\n\n{row}"), Form::Lines, "line 3: the id `q1` is taken by line 1");
        refused("", Form::Lines, "there is no question in it");
        refused("{", Form::Lines, "line 1: not JSON at column 1");
        refused("[]", Form::Lines, "line 1: not a JSON object");
    }

    #[test]
    fn what_is_wrong_with_a_table_is_named() {
        let row =
            "[[question]]\nid = \"q1\"\nkind = \"figure\"\nquestion = \"how much?\"\nstatus = \"unclear\"\n";
        refused(
            &format!("{row}{row}"),
            Form::Tables,
            "question 2 at line 6: the id `q1` is taken by question 1",
        );
        refused(&format!("{row}value = 7\n"), Form::Tables, "question 1 at line 1: `value` is stated");
        let answered = row.replace("unclear", "answered");
        refused(
            &format!("{answered}value = nan\n"),
            Form::Tables,
            "question 1 at line 1: `value` is no number",
        );
        refused(
            &format!("{answered}colour = 7\n"),
            Form::Tables,
            "question 1 at line 1: `colour` is no member",
        );
        refused("[[questions]]\n", Form::Tables, "line 1: unknown field `questions`");
        refused(&format!("{row}\nvalue = \n"), Form::Tables, "line 7: ");
        refused("", Form::Tables, "there is no question in it");
    }

    #[test]
    fn the_form_stands_in_the_name() {
        assert_eq!(Form::of(Path::new("sets/a.jsonl")), Some(Form::Lines));
        assert_eq!(Form::of(Path::new("a.TOML")), Some(Form::Tables));
        assert_eq!(Form::of(Path::new("a.json")), None);
        assert_eq!(Form::of(Path::new("jsonl")), None);
    }
}
