//! Drives the real program and states what is expected of it, as a sentence:
//! `Program::new().report("a.md", "...").ask("how much?").status(0).stdout_contains("214")`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder of its own with a corpus, an index and settings, and the program run in it.
pub struct Program {
    folder: TempDir,
    environment: Vec<(String, String)>,
    input: Vec<u8>,
}

/// How a run ended.
pub struct Run {
    program: Program,
    line: String,
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Program {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        fs::create_dir(folder.path().join("corpus")).expect("a corpus for the test");
        Self { folder, environment: Vec::new(), input: Vec::new() }
    }

    /// Adds a report to the corpus.
    pub fn report(self, path: &str, text: &str) -> Self {
        self.file(&format!("corpus/{path}"), text)
    }

    /// Adds a file to the program's folder.
    pub fn file(self, path: &str, text: &str) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder for the test");
        fs::write(path, text).expect("a file for the test");
        self
    }

    pub fn without(self, path: &str) -> Self {
        let path = self.path(path);
        let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        removed.expect("it was there");
        self
    }

    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What the next run reads from standard input.
    pub fn input(mut self, input: impl AsRef<[u8]>) -> Self {
        self.input = input.as_ref().to_owned();
        self
    }

    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn ask(self, question: &str) -> Run {
        self.run(&["ask", question])
    }

    /// Runs the program in its folder and waits for its end.
    pub fn run(self, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("it was piped");
        let input = self.input.clone();
        let feeding = std::thread::spawn(move || {
            use std::io::Write;
            // A program that stops reading early is a result to look at, not a failure to feed it.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().expect("the program ends");
        feeding.join().expect("feeding does not panic");
        Run {
            line: format!("footnote {}", arguments.join(" ")),
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("results are UTF-8"),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            program: self,
        }
    }

    /// The command of a run, for tests that steer it themselves.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_footnote"));
        command.current_dir(self.folder.path()).args(arguments).env("XDG_STATE_HOME", self.path("state"));
        for name in [
            "DISCORD_TOKEN",
            "FOOTNOTE_CORPUS",
            "FOOTNOTE_INDEX",
            "FOOTNOTE_CONFIG",
            "FOOTNOTE_LOG",
            "RUST_LOG",
        ] {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().cloned());
        command
    }
}

impl Run {
    #[track_caller]
    pub fn status(self, expected: i32) -> Self {
        assert_eq!(self.status, Some(expected), "{}", self.told());
        self
    }

    #[track_caller]
    pub fn stdout_is(self, expected: &str) -> Self {
        assert_eq!(self.stdout, expected, "{}", self.told());
        self
    }

    #[track_caller]
    pub fn stdout_contains(self, expected: &str) -> Self {
        assert!(self.stdout.contains(expected), "no `{expected}` in {}", self.told());
        self
    }

    #[track_caller]
    pub fn stderr_contains(self, expected: &str) -> Self {
        assert!(self.stderr.contains(expected), "no `{expected}` in {}", self.told());
        self
    }

    #[track_caller]
    pub fn stderr_is_empty(self) -> Self {
        assert_eq!(self.stderr, "", "{}", self.told());
        self
    }

    /// Standard output, a JSON value a line.
    #[track_caller]
    pub fn json_lines(&self) -> Vec<Value> {
        let parse =
            |line: &str| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {}", self.told()));
        self.stdout.lines().map(parse).collect()
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|_| panic!("no JSON: {}", self.told()))
    }

    pub fn stdout(&self) -> &str {
        &self.stdout
    }

    pub fn ended_with(&self) -> Option<i32> {
        self.status
    }

    /// The same program again, with what it left behind.
    pub fn then(self) -> Program {
        self.program
    }

    /// The whole run, for a message.
    pub fn told(&self) -> String {
        let Self { line, status, stdout, stderr, .. } = self;
        format!("`{line}`, which ended with {status:?}\n--- stdout\n{stdout}\n--- stderr\n{stderr}")
    }
}
