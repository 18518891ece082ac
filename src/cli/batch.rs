//! Batches: a JSON object a line in, one line out for each, in the same order.
//!
//! The rule: no line stops the run. One that cannot be read gets an answer that says so with its number; blank lines
//! are passed over.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use anyhow::Context;
use serde_json::Value;

use super::members::Members;
use super::streams;

/// The longest line that is read, in bytes; a longer one is passed over and answered with an error.
const LONGEST_LINE: usize = 8 << 20;

/// Answers every line of a file, or of standard input for `-`, on standard output. `read` takes from a line's members
/// what is asked, unknown ones are ignored; `answer` gets the line's `id` and that, or what is wrong.
///
/// # Errors
/// When the file cannot be read or standard output cannot be written.
pub(super) fn run<T>(
    file: &Path,
    read: impl Fn(&Members) -> Result<T, String>,
    mut answer: impl FnMut(&Value, Result<T, String>) -> String,
) -> anyhow::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, open(file)?);
    let mut results = streams::results();
    let mut line = Vec::new();
    let mut number = 0;
    while next_line(&mut input, &mut line).with_context(|| format!("cannot read `{}`", file.display()))? {
        number += 1;
        if !line.trim_ascii().is_empty() {
            let (id, asked) = parsed(&line, number, &read);
            writeln!(results, "{}", answer(&id, asked))?;
        }
        if input.buffer().is_empty() {
            results.flush()?;
        }
    }
    Ok(results.flush()?)
}

fn open(file: &Path) -> anyhow::Result<Box<dyn Read>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    let opened = File::open(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    Ok(Box::new(opened))
}

/// Reads the next line without its break; what exceeds [`LONGEST_LINE`] by more than a byte is skipped. `false` at the end.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    line.shrink_to(1 << 16);
    let bound = LONGEST_LINE as u64 + 1;
    let taken = input.by_ref().take(bound).read_until(b'\n', line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > LONGEST_LINE {
        input.skip_until(b'\n')?;
    }
    Ok(taken > 0)
}

fn parsed<T>(
    line: &[u8],
    number: usize,
    read: impl Fn(&Members) -> Result<T, String>,
) -> (Value, Result<T, String>) {
    let at_line = |problem: String| format!("line {number}: {problem}");
    match members(line, number) {
        Err(problem) => (Value::Null, Err(at_line(problem))),
        Ok(members) => (members.any("id"), read(&members).map_err(at_line)),
    }
}

fn members(line: &[u8], number: usize) -> Result<Members, String> {
    if line.len() > LONGEST_LINE {
        return Err(format!("longer than {} MiB", LONGEST_LINE >> 20));
    }
    Members::parse(line, number == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(line: &str, expected: Result<&str, &str>) {
        let (_, asked) = parsed(line.as_bytes(), 3, |members| {
            members.texts("documents")?;
            members.date("as_of")?;
            members.words("question")
        });
        assert_eq!(asked, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn lines_give_what_is_asked_or_what_is_wrong() {
        case(r#"{"question": "how much?", "colour": 1}"#, Ok("how much?"));
        case(r#"{"question": "how much?", "documents": null, "as_of": null}"#, Ok("how much?"));
        case(r#"{"id": 1}"#, Err("line 3: `question` is missing"));
        case(r#"{"question": " "}"#, Err("line 3: `question` is empty"));
        case(r#"{"question": 7}"#, Err("line 3: `question` is no text"));
        case(r#"{"question": "x", "documents": "a.md"}"#, Err("line 3: `documents` is no list of texts"));
        case(r#"{"question": "x", "documents": [1]}"#, Err("line 3: `documents` is no list of texts"));
        case(
            r#"{"question": "x", "as_of": "31.1.26"}"#,
            Err("line 3: `as_of` is no date, write it like 2026-01-31"),
        );
        case(
            r#"{"question": "x", "as_of": "2026-02-30"}"#,
            Err("line 3: `as_of` is no date, write it like 2026-01-31"),
        );
        case("[]", Err("line 3: not a JSON object"));
        case("{", Err("line 3: not JSON at column 1"));
    }

    #[test]
    fn an_id_of_any_kind_is_kept() {
        for id in [r#""a""#, "7", "null", r#"{"a":[1]}"#] {
            let (kept, _) = parsed(format!(r#"{{"id": {id}}}"#).as_bytes(), 1, |_| Ok(()));
            assert_eq!(kept.to_string(), id);
        }
    }

    #[test]
    fn a_line_without_end_is_bounded() {
        let long = vec![b'x'; LONGEST_LINE + 5];
        let mut input = BufReader::new(long.as_slice().chain(&b"\nnext"[..]));
        let mut line = Vec::new();
        assert!(next_line(&mut input, &mut line).expect("it reads"));
        assert_eq!(members(&line, 1).err(), Some("longer than 8 MiB".to_owned()));
        assert!(next_line(&mut input, &mut line).expect("it reads"));
        assert_eq!(line, b"next");
        assert!(!next_line(&mut input, &mut line).expect("it reads"));
    }
}
