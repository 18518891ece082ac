//! What the documents promise: paths that exist, dependencies that are listed, commands that run.

use std::fs;
use std::path::Path;

use crate::program::Program;

#[test]
fn every_path_the_architecture_names_exists() {
    let architecture = read("ARCHITECTURE.md");
    let missing: Vec<&str> =
        paths(&architecture).into_iter().filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_dependency_table_and_the_manifest_are_alike() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("the manifest is TOML");
    let listed = listed_crates(&read("ARCHITECTURE.md"));
    let mut depended_on: Vec<String> = ["dependencies", "dev-dependencies", "build-dependencies"]
        .into_iter()
        .filter_map(|kind| manifest.get(kind)?.as_table())
        .flat_map(|crates| crates.keys().cloned())
        .collect();
    depended_on.sort();
    let mut sorted = listed.clone();
    sorted.sort();
    assert_eq!(sorted, depended_on, "left: ARCHITECTURE.md, right: Cargo.toml");
}

#[test]
fn the_commands_of_the_readme_run() {
    let commands = commands(&read("README.md"));
    assert!(commands.len() >= 8, "the README shows few commands: {commands:?}");
    let mut program = Program::new()
        .report(
            "2025/report.md",
            "# Third quarter\n\n2025-11-04\n\nRevenue was $12 million in the third quarter of 2025.\n",
        )
        .file("questions.jsonl", "{\"id\": \"q1\", \"question\": \"what was revenue?\"}\n")
        .file("footnote.db", "")
        .file("golden.jsonl", &golden_row(&read("README.md")));
    for command in &commands {
        let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        let run = program.run(&arguments);
        let expected =
            if arguments.first() == Some(&"ask") { [Some(0), Some(1)] } else { [Some(0), Some(0)] };
        assert!(expected.contains(&run.ended_with()), "{}", run.told());
        program = run.then();
    }
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let readme = read("README.md");
    let command =
        readme.lines().find(|line| line.starts_with("cargo test")).expect("the README says how to test");
    for file in [".ci/run", "justfile"] {
        assert!(read(file).lines().any(|line| line.trim() == command), "{file} does not run `{command}`");
    }
}

#[test]
fn every_setting_of_the_sample_is_in_the_readme() {
    let sample: toml::Table = read("footnote.example.toml").parse().expect("the sample is TOML");
    let readme = read("README.md");
    for (key, value) in &sample {
        let keys =
            value.as_table().map_or_else(|| vec![key.clone()], |table| table.keys().cloned().collect());
        for key in keys.iter().filter(|key| *key != "proxy") {
            assert!(readme.contains(&format!("`{key}`")), "`{key}`");
        }
    }
}

#[test]
fn paths_crates_and_commands_are_found_in_a_text() {
    assert_eq!(paths("See `src/text` and `Cargo.toml`, not `and/or` or `a.b`."), ["src/text", "Cargo.toml"]);
    assert_eq!(listed_crates("| crate | why |\n|---|---|\n| clap | arguments |\ntext\n"), ["clap"]);
    let readme = "```sh\ncargo run\nfootnote ask \"what is\" it   # one\n  DISCORD_TOKEN=x footnote serve\n```\nfootnote no\n";
    assert_eq!(commands(readme), [["ask", "what is", "it"]]);
}

/// The first golden row that a text shows.
fn golden_row(text: &str) -> String {
    let row = text.lines().find(|line| line.starts_with("{\"id\": ") && line.contains("\"status\": "));
    row.expect("the README shows a row of a golden set").to_owned()
}

/// Paths of the project that a text names in backticks.
fn paths(text: &str) -> Vec<&str> {
    let roots = ["src/", "tests/", "benches/", "docs/", ".ci/", ".github/", "corpus/", "fuzz/"];
    let ends = [".rs", ".md", ".toml", ".lock"];
    let quoted = text.split('`').skip(1).step_by(2);
    quoted
        .filter(|name| !name.contains([' ', '\n', '*']) && name.chars().any(char::is_alphanumeric))
        .filter(|name| {
            roots.iter().any(|root| name.starts_with(root)) || ends.iter().any(|end| name.ends_with(end))
        })
        .filter(|name| *name != "lexicon.toml" && *name != "footnote.toml")
        .collect()
}

/// The first column of the tables headed `crate`.
fn listed_crates(text: &str) -> Vec<String> {
    let mut listed = Vec::new();
    let mut in_table = false;
    for line in text.lines() {
        in_table = line.starts_with("| crate ") || (in_table && line.starts_with('|'));
        let name = line.split('|').nth(1).unwrap_or_default().trim();
        if in_table && name != "crate" && !name.starts_with('-') {
            listed.push(name.to_owned());
        }
    }
    listed
}

/// The arguments of every `footnote …` line in the shell blocks of a text.
fn commands(text: &str) -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    let mut in_shell = false;
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("```") {
            in_shell = line == "```sh";
        } else if let Some(line) = line.strip_prefix("footnote").filter(|_| in_shell) {
            commands.push(words(line.split(" #").next().unwrap_or_default()));
        }
    }
    commands
}

/// A line's words, those in double quotes together.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
