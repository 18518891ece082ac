use serde_json::{Map, Value};

use super::blocks::{Metadata, clean};
use super::{DateFound, DocumentDate, LoadError, dates};
use crate::text::Language;

/// Takes the front matter off a text and reads it; keys that are not known are left alone.
///
/// Known are `title`, `date`, `author` or `authors`, `source` or `publisher`, `url`, `language` or `lang`, and `tags`.
///
/// # Errors
/// Names the line that is no YAML, or that holds a value of the wrong kind.
pub(super) fn read<'a>(path: &str, text: &'a str) -> Result<(Metadata, &'a str), LoadError> {
    let Some((yaml, body)) = divide(text) else { return Ok((Metadata::default(), text)) };
    let problem =
        |line: usize, reason: String| LoadError::FrontMatter { path: path.to_owned(), line, reason };
    let keys: Map<String, Value> = match serde_saphyr::from_str(yaml) {
        Ok(keys) => keys,
        Err(error) => {
            let line =
                error.location().and_then(|location| usize::try_from(location.line()).ok()).unwrap_or(1);
            return Err(problem(line + 1, first_line(&error.without_snippet().to_string())));
        }
    };
    let metadata = metadata(&keys)
        .map_err(|(key, reason)| problem(line_of(yaml, key) + 1, format!("`{key}` {reason}")))?;
    Ok((metadata, body))
}

/// The lines between a first line `---` and the next, if they look like keys, and what follows them.
fn divide(text: &str) -> Option<(&str, &str)> {
    let after = text.trim_start_matches('\u{feff}').strip_prefix("---")?;
    let (rest_of_line, after) = after.split_once('\n')?;
    if !rest_of_line.trim().is_empty() {
        return None;
    }
    let mut at = 0;
    for line in after.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let yaml = &after[..at];
            return looks_like_keys(yaml).then_some((yaml, &after[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// A rule followed by running text and another rule is no front matter.
fn looks_like_keys(yaml: &str) -> bool {
    let written = yaml.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    written.is_none_or(|line| {
        let key = line.split_once(':').map_or("", |(key, _)| key.trim());
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | '\''))
    })
}

type Problem = (&'static str, String);

fn metadata(keys: &Map<String, Value>) -> Result<Metadata, Problem> {
    let authors = match list(keys, "authors")? {
        authors if authors.is_empty() => list(keys, "author")?,
        authors => authors,
    };
    let language = word(keys, "language")?.or(word(keys, "lang")?);
    Ok(Metadata {
        title: word(keys, "title")?,
        date: date(keys)?,
        authors,
        source: word(keys, "source")?.or(word(keys, "publisher")?),
        url: word(keys, "url")?,
        tags: list(keys, "tags")?,
        language: language.and_then(|tag| Language::from_tag(&tag)),
    })
}

fn date(keys: &Map<String, Value>) -> Result<Option<DocumentDate>, Problem> {
    let Some(words) = word(keys, "date")? else { return Ok(None) };
    match dates::leading(&words) {
        Some(dated) => {
            Ok(Some(DocumentDate { date: dated.end, found: DateFound::FrontMatter, or: dated.or }))
        }
        None => Err(("date", format!("is `{words}`, which is no date\nwrite it as 2025-12-31"))),
    }
}

fn word(keys: &Map<String, Value>, key: &'static str) -> Result<Option<String>, Problem> {
    match keys.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => one(value)
            .map(Some)
            .ok_or_else(|| (key, "holds a list or map where words were expected".to_owned())),
    }
    .map(|word| word.filter(|word| !word.is_empty()))
}

/// A list, or one string with commas.
fn list(keys: &Map<String, Value>, key: &'static str) -> Result<Vec<String>, Problem> {
    let wrong = || (key, "holds something other than words or a list of words".to_owned());
    let words = match keys.get(key) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => {
            values.iter().map(named).collect::<Option<Vec<String>>>().ok_or_else(wrong)?
        }
        Some(value) => named(value).ok_or_else(wrong)?.split([',', '、', '，']).map(clean).collect(),
    };
    Ok(words.into_iter().filter(|word| !word.is_empty()).collect())
}

fn one(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(clean(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// A string, or a map with a `name`.
fn named(value: &Value) -> Option<String> {
    one(value).or_else(|| value.get("name").and_then(one))
}

fn line_of(yaml: &str, key: &str) -> usize {
    yaml.lines().position(|line| line.trim_start().starts_with(key)).map_or(1, |line| line + 1)
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_keys_are_read_and_others_left_alone() {
        let text = "---\ntitle: \"Acme: Q3\"\ndate: 2025-11-18\nauthors: [Jo March, {name: Amy March}]\npublisher: The Ledger\n\
                    url: https://example.com/a\nlang: en-GB\ntags: cloud, results\ndraft: false\n---\n# Body\n";
        let (metadata, body) = read("a.md", text).unwrap();
        assert_eq!(metadata.title.as_deref(), Some("Acme: Q3"));
        assert_eq!(metadata.date.map(|date| date.date.to_string()).as_deref(), Some("2025-11-18"));
        assert_eq!(metadata.authors, ["Jo March", "Amy March"]);
        assert_eq!(metadata.source.as_deref(), Some("The Ledger"));
        assert_eq!(metadata.tags, ["cloud", "results"]);
        assert_eq!(metadata.language, Some(Language::English));
        assert_eq!(body, "# Body\n");
    }

    #[track_caller]
    fn date_case(yaml: &str, expected: &str) {
        let text = format!("---\n{yaml}\n---\n");
        assert_eq!(read("a.md", &text).unwrap().0.date.unwrap().date.to_string(), expected);
    }

    #[test]
    fn dates_are_read_quoted_or_not() {
        date_case("date: 2025-11-18", "2025-11-18");
        date_case("date: '2025-11-18'", "2025-11-18");
        date_case("date: 2025-11-18T08:00:00Z", "2025-11-18");
        date_case("date: 18 November 2025", "2025-11-18");
    }

    #[track_caller]
    fn fails(yaml: &str, expected: usize) {
        match read("a.md", &format!("---\n{yaml}\n---\nBody\n")) {
            Err(LoadError::FrontMatter { line, .. }) => assert_eq!(line, expected),
            other => panic!("read {other:?}"),
        }
    }

    #[test]
    fn malformed_front_matter_names_its_line() {
        fails("title: a\ndate: someday", 3);
        fails("title: a\nauthors: [b", 3);
        fails("title: [a, b]", 2);
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(read("a.md", "---\nJust a line\n---\nBody").unwrap().1, "---\nJust a line\n---\nBody");
        assert_eq!(read("a.md", "---\nbody").unwrap().1, "---\nbody");
    }
}
