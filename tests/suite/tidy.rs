//! The house rules of the source: who may name whom, what may touch the disk, sizes, leftovers.
//!
//! Each rule is a function from a file's path and text to what is wrong with it, and is shown to fail on a bad one.

use std::fs;
use std::path::{Path, PathBuf};

/// Who may name whom. A module names those to its left in the story of `src/lib.rs`; what is not listed is refused.
const MAY_NAME: [(&str, &[&str]); 15] = [
    ("text", &[]),
    ("period", &["text"]),
    ("quantity", &["text"]),
    ("lexicon", &["text", "quantity"]),
    ("corpus", &["text", "period", "quantity", "lexicon"]),
    ("figures", &["text", "period", "quantity", "lexicon", "corpus"]),
    ("index", &["text", "period", "quantity", "lexicon", "corpus", "figures"]),
    ("question", &["text", "period", "quantity", "lexicon", "corpus", "figures", "index"]),
    ("answer", &["text", "period", "quantity", "lexicon", "corpus", "figures", "index", "question"]),
    (
        "render",
        &["text", "period", "quantity", "lexicon", "corpus", "figures", "index", "question", "answer"],
    ),
    ("settings", &[]),
    ("state", &[]),
    ("health", &[]),
    (
        "discord",
        &[
            "text", "period", "quantity", "lexicon", "corpus", "figures", "index", "question", "answer",
            "render", "health", "settings", "state",
        ],
    ),
    (
        "cli",
        &[
            "text", "period", "quantity", "lexicon", "corpus", "figures", "index", "question", "answer",
            "render", "settings", "state",
        ],
    ),
];

/// Crates that only these modules may name.
const KEPT_BY: [(&str, &[&str]); 7] = [
    ("serenity", &["discord"]),
    ("reqwest", &["discord"]),
    ("rusqlite", &["state"]),
    ("clap", &["cli", "main"]),
    ("rustyline", &["cli"]),
    ("indicatif", &["cli"]),
    ("anyhow", &["cli", "discord", "main"]),
];

/// Modules that never touch the disk. Of those left of `index`, only `corpus` and the lexicon's own file do.
const OFF_THE_DISK: [&str; 7] =
    ["text", "period", "quantity", "figures", "question", "render", "answer/gate"];

const LONGEST_SOURCE: usize = 400;
const LONGEST_TEST: usize = 600;

type Rule = fn(&str, &str) -> Vec<String>;

#[test]
fn modules_name_only_those_to_their_left() {
    hold(names_beyond_its_layer, &["src"]);
}

#[test]
fn crates_stay_where_they_belong() {
    hold(crates_out_of_place, &["src"]);
}

#[test]
fn the_disk_is_left_alone_where_it_should_be() {
    hold(touches_the_disk, &["src"]);
}

#[test]
fn nothing_is_left_behind() {
    hold(leftovers, &["src", "tests", "benches", ".ci", ".github", "fuzz/fuzz_targets"]);
}

#[test]
fn files_keep_to_their_size() {
    hold(too_long, &["src", "tests", "benches"]);
}

#[test]
fn each_rule_fails_on_what_it_forbids() {
    let broken: [(Rule, &str, &str); 12] = [
        (names_beyond_its_layer, "src/period/words.rs", "use crate::corpus::Document;"),
        (names_beyond_its_layer, "src/quantity/mod.rs", "fn f() { crate::lexicon::Lexicon::built_in(); }"),
        (names_beyond_its_layer, "src/index/reader.rs", "use crate::{answer::Answer, text::Span};"),
        (names_beyond_its_layer, "src/render/plain.rs", "use crate::settings::Settings;"),
        (names_beyond_its_layer, "src/cli/run.rs", "use crate::{\n    answer,\n    discord,\n};"),
        (names_beyond_its_layer, "src/discord/mod.rs", "use crate::cli;"),
        (names_beyond_its_layer, "src/strange/mod.rs", "use crate::text::Span;"),
        (crates_out_of_place, "src/render/plain.rs", "use serenity::builder::CreateEmbed;"),
        (touches_the_disk, "src/figures/mod.rs", "let text = std::fs::read(path);"),
        (leftovers, "src/text/mod.rs", concat!("// TO", "DO: later")),
        (leftovers, "src/text/mod.rs", concat!("    to", "do!()")),
        (too_long, "src/text/mod.rs", &"line\n".repeat(LONGEST_SOURCE + 1)),
    ];
    for (number, (rule, path, text)) in broken.into_iter().enumerate() {
        assert!(!rule(path, text).is_empty(), "case {number} passes: {path}");
    }
}

#[test]
fn no_rule_fails_on_what_is_allowed() {
    let sound: [(Rule, &str, &str); 6] = [
        (names_beyond_its_layer, "src/period/words.rs", "use crate::text::Span;\nuse super::Length;"),
        (names_beyond_its_layer, "src/period/words.rs", "/// Unlike `crate::corpus::Document`.\nfn f() {}"),
        (names_beyond_its_layer, "src/cli/run.rs", "use crate::{answer, render::{json, plain}};"),
        (names_beyond_its_layer, "src/main.rs", "use footnote::{cli, discord};"),
        (touches_the_disk, "src/corpus/load.rs", "std::fs::read(path)"),
        (too_long, "src/text/mod.rs", &format!("fn f() {{}}\n#[cfg(test)]\n{}", "line\n".repeat(500))),
    ];
    for (rule, path, text) in sound {
        assert_eq!(rule(path, text), Vec::<String>::new(), "{path}");
    }
}

#[track_caller]
fn hold(rule: Rule, folders: &[&str]) {
    let broken: Vec<String> = sources(folders).iter().flat_map(|(path, text)| rule(path, text)).collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// Every file with its text, by its path from the root of the project.
fn sources(folders: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(path) = open.pop() {
        if let Ok(entries) = fs::read_dir(&path) {
            open.extend(entries.filter_map(|entry| Some(entry.ok()?.path())));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let relative = path.strip_prefix(root).expect("it lies in the project");
            found.push((relative.to_string_lossy().replace('\\', "/"), text));
        }
    }
    found
}

fn names_beyond_its_layer(path: &str, text: &str) -> Vec<String> {
    let Some(module) = module(path) else { return Vec::new() };
    if matches!(module, "lib" | "main") {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == module) else {
        return vec![format!("{path}: `{module}` has no place in the table of who may name whom")];
    };
    named_modules(&code(text))
        .into_iter()
        .filter(|named| {
            *named != module && MAY_NAME.iter().any(|(name, _)| name == named) && !allowed.contains(named)
        })
        .map(|named| format!("{path}: `{module}` may not name `{named}`"))
        .collect()
}

/// The first word after every `crate::`, and every first word of a `crate::{…}` list.
fn named_modules(code: &str) -> Vec<&str> {
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let after = &code[at + "crate::".len()..];
        match after.strip_prefix('{') {
            None => named.extend(first_word(after)),
            Some(list) => named.extend(outermost(list).into_iter().filter_map(first_word)),
        }
    }
    named
}

fn first_word(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).filter(|word| !word.is_empty())
}

/// The members of a list up to its closing brace, lists within it left whole.
fn outermost(list: &str) -> Vec<&str> {
    let (mut members, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                members.push(&list[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                members.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    members
}

fn crates_out_of_place(path: &str, text: &str) -> Vec<String> {
    let Some(module) = module(path) else { return Vec::new() };
    let code = code(text);
    let kept = KEPT_BY
        .iter()
        .filter(|(name, keepers)| !keepers.contains(&module) && code.contains(&format!("{name}::")));
    kept.map(|(name, keepers)| format!("{path}: `{name}` belongs to {}", keepers.join(", "))).collect()
}

fn touches_the_disk(path: &str, text: &str) -> Vec<String> {
    let is_off = OFF_THE_DISK.iter().any(|part| {
        path.strip_prefix("src/")
            .and_then(|path| path.strip_prefix(part))
            .is_some_and(|rest| rest.starts_with(['/', '.']))
    });
    let code = code(before_tests(text));
    let named = ["std::fs", "fs::", "File::open"].into_iter().find(|name| code.contains(name));
    match named {
        Some(name) if is_off => vec![format!("{path}: `{name}` touches the disk")],
        _ => Vec::new(),
    }
}

fn leftovers(path: &str, text: &str) -> Vec<String> {
    // Put together here so that this list does not find itself.
    let markers = [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["XX", "X"],
        ["to", "do!("],
        ["unimple", "mented!("],
        ["db", "g!("],
        ["#[ign", "ore"],
    ];
    let lines = (1..).zip(text.lines());
    lines
        .filter(|(_, line)| markers.iter().any(|marker| line.contains(&marker.concat())))
        .map(|(number, line)| format!("{path}:{number}: left behind: {}", line.trim()))
        .collect()
}

fn too_long(path: &str, text: &str) -> Vec<String> {
    if !path.ends_with(".rs") {
        return Vec::new();
    }
    let (lines, most) = if path.starts_with("src/") && !path.ends_with("tests.rs") {
        (before_tests(text).lines().count(), LONGEST_SOURCE)
    } else {
        (text.lines().count(), LONGEST_TEST)
    };
    if lines > most { vec![format!("{path}: {lines} lines, {most} at most")] } else { Vec::new() }
}

/// `src/index/reader.rs` → `index`, `src/settings.rs` → `settings`; nothing outside `src`.
fn module(path: &str) -> Option<&str> {
    let within = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    within.split('/').next()
}

/// The text without comments, which may name what they like.
fn code(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn before_tests(text: &str) -> &str {
    text.split_once("#[cfg(test)]\nmod tests {")
        .or_else(|| text.split_once("#[cfg(test)]"))
        .map_or(text, |(before, _)| before)
}
