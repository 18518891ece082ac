//! What no longer stands in its source is not said: a changed report, a flipped byte of the index.

use std::fs;

use crate::program::Program;

const REPORT: &str = "# Harrow Foods, third quarter of 2025\n\nHarrow Foods reported revenue of $412 million in the third quarter of 2025.\n";
const QUESTION: &str = "what was the revenue of Harrow Foods in the third quarter of 2025?";

#[test]
fn a_figure_of_a_report_that_changed_under_the_index_is_withheld() {
    let program = Program::new().report("harrow.md", REPORT).run(&["index"]).status(0).then();
    let corpus = program.path("corpus/harrow.md");
    let stamp = fs::metadata(&corpus).and_then(|file| file.modified()).expect("the report is there");
    fs::write(&corpus, REPORT.replace("412", "999")).expect("the report can be changed");
    let file = fs::File::options().write(true).open(&corpus).expect("the report is there");
    file.set_modified(stamp).expect("its time can be put back");
    let run = program.environment("FOOTNOTE_LOG", "warn").ask(QUESTION).status(1);
    let run = run.stderr_contains("withheld: the source file changed after it was indexed");
    assert!(!run.stdout().contains("412") && !run.stdout().contains("999"), "{}", run.told());
}

#[test]
fn a_flipped_byte_of_the_index_is_never_answered_from() {
    let program = Program::new().report("harrow.md", REPORT).run(&["index"]).status(0).then();
    let stored = program.path("index");
    let mut flipped = 0;
    for entry in walk(&stored).into_iter().filter(|path| path.extension().is_some_and(|end| end == "store")) {
        let mut bytes = fs::read(&entry).expect("a segment's store can be read");
        let Some(place) = bytes.windows(3).position(|window| window == b"412") else { continue };
        bytes[place] = b'9';
        flipped += 1;
        fs::write(&entry, bytes).expect("a segment's store can be changed");
    }
    assert!(flipped > 0, "the number stands in the index");
    let run = program.ask(QUESTION);
    assert!(!run.stdout().contains("912"), "{}", run.told());
}

#[test]
fn what_is_computed_or_counted_is_shown_with_what_it_was_taken_from() {
    let report = "# Harrow Foods\n\n| in millions of dollars | 2024 | 2023 |\n|---|---|---|\n| Revenue | 1,240 | 1,100 |\n";
    let question = "what was the average revenue of Harrow Foods in 2023 and 2024?";
    let run = Program::new().report("harrow.md", report).ask(question).status(0);
    let shown = run.stdout();
    assert!(shown.contains("USD 1,170 million · computed"), "{}", run.told());
    assert!(shown.contains("Computed: (1,100 + 1,240) / 2 · exact · from [1]"), "{}", run.told());
    let question = "in how many years was the revenue of Harrow Foods above 1,000 million?";
    let run = Program::new().report("harrow.md", report).ask(question).status(0);
    assert!(run.stdout().starts_with("2\n2: 2024, 2023\n"), "{}", run.told());
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries =
        fs::read_dir(folder).expect("the index is there").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
