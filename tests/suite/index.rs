//! The index under the real program: killed while it writes, two at once, reports that come and go.

use std::fmt::Write as _;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use footnote::index::Reader;

use crate::program::Program;

const REPORTS: usize = 120;

fn report(number: usize) -> String {
    let mut text = format!("# Orlin report {number}\n");
    for paragraph in 0..12 {
        let _ = write!(
            text,
            "\nOrlin's revenue in the third quarter of 2025 was {number}.{paragraph} million dollars.\n"
        );
    }
    text
}

/// One report is indexed; many more wait.
fn half_indexed() -> Program {
    let program = Program::new().report("first.md", &report(0)).run(&["index"]).status(0).then();
    (1..=REPORTS).fold(program, |program, number| program.report(&format!("{number:03}.md"), &report(number)))
}

#[test]
fn a_kill_at_any_time_leaves_a_whole_generation() {
    let mut program = half_indexed();
    for wait in [5, 20, 60, 120, 200, 300, 450] {
        let mut child = program
            .command(&["index", "--rebuild"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        thread::sleep(Duration::from_millis(wait));
        // It may be through by then; that too must leave a whole generation.
        let _ = child.kill();
        child.wait().expect("it was started here");
        let snapshot = Reader::open(&program.path("index")).expect("a generation is there").snapshot();
        let (state, documents) = (snapshot.state(), snapshot.documents());
        assert!([1, REPORTS + 1].contains(&documents.len()), "{} documents after {wait} ms", documents.len());
        assert_eq!(state.documents, documents.len());
        assert!(snapshot.document("first.md").expect("it is undamaged").is_some());
    }
    program = program.run(&["index"]).status(0).stdout_contains("121 documents").then();
    program.ask("What was Orlin's revenue in the third quarter of 2025?").stdout_contains("million");
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let program = half_indexed();
    let lock = std::fs::File::open(program.path("index/.lock")).expect("the first run left it");
    lock.try_lock().expect("nobody writes");
    let run = program
        .run(&["index"])
        .status(2)
        .stdout_is("")
        .stderr_contains("is being written by another program");
    drop(lock);
    run.then().run(&["index"]).status(0).stdout_contains("120 added");
}

#[test]
fn an_index_of_another_format_is_replaced() {
    let program = Program::new().report("first.md", &report(0)).file("index/format-0/meta.json", "{}");
    let program = program.run(&["index"]).status(0).stdout_contains("1 document").then();
    assert!(!program.path("index/format-0").exists());
}

#[test]
fn an_index_with_a_missing_file_says_how_to_mend_it() {
    let program = Program::new().report("first.md", &report(0)).run(&["index"]).status(0).then();
    for entry in std::fs::read_dir(program.path("index/format-4")).expect("the index is there") {
        let path = entry.expect("it can be listed").path();
        if path.extension().is_some_and(|extension| extension == "store") {
            std::fs::remove_file(path).expect("it can be removed");
        }
    }
    let run = program
        .run(&["index"])
        .status(2)
        .stderr_contains("format-4")
        .stderr_contains("footnote index --rebuild");
    run.then().run(&["index", "--rebuild"]).status(0).stdout_contains("1 document");
}
