//! The replies in `docs/replies.md`: what twelve typical questions get over the sample corpus. They are made anew here and
//! compared; `FOOTNOTE_WRITE_DOCS=1 cargo test replies` writes them, with the charts beside.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use footnote::answer::{Filter, Slots};
use footnote::question::Ask;
use footnote::render::{chart, desk, plain, series};
use footnote::text::Language;

use crate::desk::LIBRARY;

const POST: &str = "Tavik Robotics reported revenue of $204.8 million in the third quarter of 2025. \
    Gross margin of Tavik Robotics was 36% in the third quarter of 2025. \
    Revenue of Tavik Robotics was $163.5 million in the second quarter of 2025. \
    Orlin Group employs 12,345 people.";

const QUESTIONS: [&str; 5] = [
    "What was Tavik Robotics' revenue in the third quarter of 2025?",
    "How much did Tavik Robotics' revenue grow in Q3 2025?",
    "What was the revenue of Orlin Group in Q3 2023?",
    "What was gross margin in Q3 2025?",
    "白鹭出行第三季度净亏损是多少？",
];

/// A file name, whose figure, which one.
const SERIES: [(&str, &str, &str); 4] = [
    ("restated", "Tavik Robotics", "revenue"),
    ("gap", "Orlin Group", "revenue"),
    ("negative", "Corvane", "net loss"),
    ("chinese", "白鹭出行", "净亏损"),
];

#[test]
fn the_documented_replies_are_what_the_program_says() {
    let made = made();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/replies.md");
    if std::env::var_os("FOOTNOTE_WRITE_DOCS").is_some() {
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(&path, &made).expect("it is written");
        write_charts(path.parent().expect("it has a folder"));
    }
    let kept = fs::read_to_string(&path).expect("docs/replies.md is there");
    assert_eq!(kept, made, "run FOOTNOTE_WRITE_DOCS=1 cargo test replies, and look at the difference");
}

fn made() -> String {
    let engine = &LIBRARY.1;
    let mut text = "# Replies\n\nWhat twelve typical requests get over the sample corpus; a test keeps this page true.\n".to_owned();
    for question in QUESTIONS {
        let ask = Ask { question: question.to_owned(), as_of: "2026-04-10".parse().ok(), ..Ask::default() };
        add(&mut text, question, &without_library(&plain::reply(&engine.ask(&ask), plain::Paint::Plain)));
    }
    for (name, entity, metric) in SERIES {
        let found = engine.series(&slots(entity, metric, ""), None);
        let language = Language::of(&slots(entity, metric, "").question());
        add(&mut text, &format!("/series {entity} {metric}"), &series::text(&found, language));
        let _ = write!(text, "\n![{}]({name}.png)\n", series::alt(&found, language));
    }
    let one = slots("Tavik Robotics", "revenue", "Q3 2025");
    let comparison = engine.compare(&one, &slots("Tavik Robotics", "revenue", "Q3 2024"));
    add(
        &mut text,
        "/compare revenue of Tavik Robotics, Q3 2025 and Q3 2024",
        &desk::comparison(&comparison, Language::English),
    );
    let filter = Filter { company: "Alibaba".to_owned(), ..Filter::default() };
    add(&mut text, "/timeline Alibaba", &desk::timeline(&engine.timeline(&filter), Language::English));
    add(&mut text, &format!("Check figures: {POST}"), &desk::check(&engine.check(POST), Language::English));
    text
}

fn add(text: &mut String, asked: &str, reply: &str) {
    let _ = write!(text, "\n## {asked}\n\n```text\n{reply}\n```\n");
}

/// The last line tells when the index was made.
fn without_library(reply: &str) -> String {
    reply.lines().filter(|line| !line.starts_with("Library: ")).collect::<Vec<_>>().join("\n")
}

fn slots(entity: &str, metric: &str, period: &str) -> Slots {
    Slots { entity: entity.to_owned(), metric: metric.to_owned(), period: period.to_owned() }
}

fn write_charts(folder: &Path) {
    for (name, entity, metric) in SERIES {
        let slots = slots(entity, metric, "");
        let found = LIBRARY.1.series(&slots, None);
        let picture = chart::chart(&found, Language::of(&slots.question())).expect("it is drawn");
        fs::write(folder.join(format!("{name}.png")), picture).expect("it is written");
    }
}
