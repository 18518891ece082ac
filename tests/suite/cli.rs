//! The commands as they are typed, their exit statuses, and what goes to which stream.

use std::process::Stdio;

use crate::program::Program;

const COMMANDS: [&str; 15] = [
    "series",
    "compare",
    "sources",
    "timeline",
    "check",
    "index",
    "ask",
    "figures",
    "serve",
    "eval",
    "discord",
    "status",
    "completions",
    "man",
    "help",
];

#[test]
fn the_help_names_every_command() {
    let run = Program::new().run(&["--help"]).status(0).stderr_is_empty();
    for command in COMMANDS {
        assert!(run.stdout().contains(&format!("\n  {command} ")), "{command}");
    }
    for command in COMMANDS {
        Program::new().run(&["help", command]).status(0).stdout_contains("Usage: footnote");
    }
}

#[test]
fn what_cannot_be_understood_fails_with_the_usage() {
    Program::new().run(&["--colour"]).status(2).stdout_is("").stderr_contains("Usage:");
    Program::new().run(&["ask"]).status(2).stdout_is("").stderr_contains("QUESTION");
}

#[test]
fn nothing_found_is_status_one() {
    Program::new().ask("what is the revenue of nobody?").status(1);
    let answer =
        Program::new().run(&["ask", "--format", "json", "what is the revenue of nobody?"]).status(1).json();
    assert_eq!(answer["status"], "not_found");
}

#[test]
fn an_explanation_goes_to_standard_error() {
    Program::new().run(&["ask", "--explain", "--format", "json", "what?"]).stderr_contains("took").json();
}

#[test]
fn indexing_is_summed_up_for_people_and_programs() {
    let program = Program::new().run(&["index"]).status(0).stdout_contains("generation 1").then();
    let summary = program.run(&["index", "--rebuild", "--format", "json"]).status(0).json();
    for member in ["documents", "passages", "figures", "generation", "problems"] {
        assert!(summary.get(member).is_some(), "{member}");
    }
}

#[test]
fn the_status_tells_what_there_is() {
    Program::new().run(&["status"]).status(2).stdout_is("").stderr_contains("run `footnote index`");
    let program = Program::new().run(&["index"]).status(0).then();
    let program = program.run(&["status"]).status(0).stdout_contains("generation  1").then();
    let status = program.run(&["status", "--format", "json"]).status(0).json();
    assert_eq!(status["generation"], 1);
    assert_eq!(status["up_to_date"], true);
}

#[test]
fn a_bot_without_a_token_says_what_to_set() {
    Program::new().run(&["serve"]).status(2).stdout_is("").stderr_contains("set DISCORD_TOKEN");
    Program::new()
        .environment("DISCORD_TOKEN", " ")
        .run(&["serve"])
        .status(2)
        .stderr_contains("set DISCORD_TOKEN");
}

#[test]
fn what_the_bot_kept_is_not_made_up_where_it_kept_nothing() {
    for command in ["unanswered", "feedback"] {
        let run = Program::new().run(&[command]).status(2);
        run.stderr_contains("there is no `footnote.db`").stderr_contains("--state FILE");
    }
}

#[test]
fn the_registration_is_json() {
    Program::new().run(&["discord", "commands"]).status(0).json();
}

#[test]
fn shells_and_man_get_their_pages() {
    for shell in ["bash", "zsh", "fish"] {
        Program::new().run(&["completions", shell]).status(0).stdout_contains("footnote");
    }
    Program::new().run(&["man"]).status(0).stdout_contains(".TH footnote");
}

#[test]
fn the_prompt_answers_line_by_line_from_a_pipe() {
    let run = Program::new()
        .input("what is the revenue of nobody?\n/help\n/explain on\n\n/quit\n/status\n")
        .run(&[])
        .status(0);
    assert!(run.stdout().contains("Library: "), "{}", run.stdout());
    assert!(run.stdout().contains("/sources "), "{}", run.stdout());
    assert!(!run.stdout().contains("generation"), "it went on after /quit");
    assert!(!run.stdout().contains("footnote>"), "a pipe gets no prompt");
}

#[test]
fn a_greeting_at_the_prompt_gets_help() {
    for greeting in ["hello", "What can you do?", "你好", "你能做什么？"] {
        let run = Program::new().input(format!("{greeting}\n")).run(&[]).status(0);
        assert!(
            run.stdout().contains("/sources ") && !run.stdout().contains("Library: "),
            "{}",
            run.stdout()
        );
    }
}

#[test]
fn an_unknown_command_at_the_prompt_is_only_a_remark() {
    Program::new()
        .input("/colour\n/status\n")
        .run(&[])
        .status(0)
        .stderr_contains("`/colour`")
        .stdout_contains("generation");
}

#[test]
fn a_pipe_gets_no_colour() {
    let run = Program::new().ask("what?");
    assert!(!run.stdout().contains('\u{1b}'));
}

#[test]
fn a_reader_that_hangs_up_is_no_failure() {
    let program = Program::new();
    let mut command = program.command(&["figures", "--batch", "-"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    {
        use std::io::Write;
        let mut stdin = child.stdin.take().expect("it was piped");
        for _ in 0..10_000 {
            if writeln!(stdin, "{{\"text\": \"\"}}").is_err() {
                break;
            }
        }
    }
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_figure_document_that_is_not_there_is_named() {
    Program::new()
        .run(&["figures", "--document", "gone.md"])
        .status(2)
        .stdout_is("")
        .stderr_contains("`gone.md`");
}
