//! Which corpus, index and settings a command works on.

use crate::program::Program;

const NOTE: &str = "# Note\n\nThe company said nothing at all.\n";

#[test]
fn an_unknown_setting_is_refused_by_file_line_and_key() {
    Program::new()
        .file("footnote.toml", "[discord]\ntokn = \"x\"\n")
        .run(&["status"])
        .status(2)
        .stdout_is("")
        .stderr_contains("`footnote.toml`, line 2: unknown key `tokn`");
}

#[test]
fn a_named_settings_file_must_be_there() {
    Program::new().run(&["status", "--config", "gone.toml"]).status(2).stderr_contains("`gone.toml`");
}

#[test]
fn flags_win_over_the_environment_over_the_file() {
    let program = Program::new()
        .file("footnote.toml", "index = \"by-file\"\n")
        .file("other.toml", "index = \"by-other-file\"\n");
    let program = program.run(&["index"]).status(0).then();
    assert!(program.path("by-file").exists());
    let program = program.environment("FOOTNOTE_CONFIG", "other.toml").run(&["index"]).status(0).then();
    assert!(program.path("by-other-file").exists());
    let program = program.environment("FOOTNOTE_INDEX", "by-environment").run(&["index"]).status(0).then();
    assert!(program.path("by-environment").exists());
    let program = program.run(&["index", "--index", "by-flag"]).status(0).then();
    assert!(program.path("by-flag").exists());
    assert!(!program.path("index").exists());
}

#[test]
fn a_missing_corpus_is_named_with_what_to_do() {
    Program::new()
        .without("corpus")
        .run(&["index"])
        .status(2)
        .stderr_contains("no corpus folder `corpus`\nname the folder");
}

#[test]
fn a_question_answers_from_the_corpus_the_index_was_built_from() {
    let program = Program::new().report("default.md", NOTE).file("other/a.md", NOTE).file("other/b.md", NOTE);
    let program = program.run(&["index", "--corpus", "other", "--index", "library"]).status(0).then();
    let program = program.run(&["ask", "what?", "--index", "library"]).then();
    let status = program.run(&["status", "--index", "library", "--format", "json"]).status(0).json();
    assert!(status["corpus"].as_str().is_some_and(|corpus| corpus.ends_with("other")), "{status}");
}

#[test]
fn a_question_never_turns_an_index_over_to_another_corpus() {
    let program = Program::new().report("default.md", NOTE).file("other/a.md", NOTE);
    let program = program.run(&["index"]).status(0).then();
    program
        .run(&["ask", "what?", "--corpus", "other"])
        .status(2)
        .stdout_is("")
        .stderr_contains("run `footnote index --corpus other --index index`");
}

#[test]
fn the_sample_settings_are_settings() {
    let sample = include_str!("../../footnote.example.toml");
    Program::new().file("footnote.toml", sample).run(&["index"]).status(0);
}
