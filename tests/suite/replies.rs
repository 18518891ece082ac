//! The replies in `docs/replies.md`: what typical requests get over the sample corpus. They are made anew here and
//! compared; `FOOTNOTE_WRITE_DOCS=1 cargo test replies` writes them, with the charts beside.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use footnote::answer::{Engine, Filter, Series, Slots};
use footnote::index::{self, Update};
use footnote::lexicon::Lexicon;
use footnote::period::Length;
use footnote::question::Ask;
use footnote::render::{self, Embed, Message, chart, series};
use footnote::text::Language;
use tempfile::TempDir;

use crate::desk::LIBRARY;

const POST: &str = "Tavik Robotics reported revenue of $204.8 million in the third quarter of 2025. \
    Gross margin of Tavik Robotics was 36% in the third quarter of 2025. \
    Revenue of Tavik Robotics was $163.5 million in the second quarter of 2025. \
    Orlin Group employs 12,345 people.";

const QUESTIONS: [&str; 4] = [
    "What was Tavik Robotics' revenue in the third quarter of 2025?",
    "What was the revenue of Orlin Group in Q3 2023?",
    "What was gross margin in Q3 2025?",
    "白鹭出行第三季度净亏损是多少？",
];

/// Two invented reports that disagree, and a question on which they do; the sample corpus has none.
const DISAGREEING: [(&str, &str); 2] = [
    (
        "report.md",
        "---\ntitle: Annual report 2025\ndate: 2026-03-12\nsource: Acme Corp\n---\n\nAcme Corp, an invented company, reported \
         revenue of $1,240 million for the year ended December 31, 2025.\n",
    ),
    (
        "press.md",
        "---\ntitle: A good year for Acme\ndate: 2026-03-03\nsource: Example Press\n---\n\nRevenue of Acme Corp was $1.27 billion \
         in the year ended December 31, 2025.\n",
    ),
];
const DISAGREED: &str = "What was Acme Corp's revenue in 2025?";

/// A file name, whose figure, which one, and of what length each period is where that is asked for.
const SERIES: [(&str, &str, &str, Option<Length>); 5] = [
    ("restated", "Tavik Robotics", "revenue", None),
    ("forecast", "Tavik Robotics", "revenue", Some(Length::Year)),
    ("gap", "Orlin Group", "revenue", None),
    ("negative", "Corvane", "net loss", None),
    ("chinese", "白鹭出行", "净亏损", None),
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
    let mut text =
        "# Replies\n\nWhat typical requests get in Discord over the sample corpus, as it is seen there. Under each answer \
         are the buttons *More sources*, *Context*, *Wrong figure?*, *Ask further*, 👍 and 👎; what the library does have is \
         a row of buttons too, and of several readings one is chosen in a menu. A test keeps this page true.\n"
            .to_owned();
    for question in QUESTIONS {
        add(&mut text, question, &render::message(&engine.ask(&asked(question))));
    }
    let (_folder, disagreeing) = disagreeing();
    add(&mut text, DISAGREED, &render::message(&disagreeing.ask(&asked(DISAGREED))));
    for (name, entity, metric, length) in SERIES {
        let (mut found, language) = found(entity, metric, length);
        // Each request has an answer of its own.
        found.answer.id = found.answer.id_for(name);
        let by = if length.is_some() { " by year" } else { "" };
        add(&mut text, &format!("/series {entity} {metric}{by}"), &render::over_time(&found, language));
        let _ = write!(text, "\n![{}]({name}.png)\n", series::alt(&found, language));
    }
    let (one, other) =
        (slots("Tavik Robotics", "revenue", "Q3 2025"), slots("Tavik Robotics", "revenue", "Q3 2024"));
    let compared = render::compared(&engine.compare(&one, &other), Language::English);
    add(&mut text, "/compare revenue of Tavik Robotics, Q3 2025 and Q3 2024", &compared);
    let filter = Filter { company: "Alibaba".to_owned(), ..Filter::default() };
    let events = render::events(&engine.timeline(&filter), "Alibaba", 0, Language::English);
    add(&mut text, "/timeline Alibaba", &events.message);
    let check = render::checked(&engine.check(POST), 0, Language::English);
    add(&mut text, &format!("Check figures: {POST}"), &check.message);
    text
}

fn asked(question: &str) -> Ask {
    Ask { question: question.to_owned(), as_of: "2026-04-10".parse().ok(), ..Ask::default() }
}

fn disagreeing() -> (TempDir, Engine) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
    fs::create_dir(&corpus).expect("a new folder");
    for (name, text) in DISAGREEING {
        fs::write(corpus.join(name), text).expect("a new file");
    }
    let lexicon = Lexicon::built_in();
    index::update(&corpus, &index, &lexicon, Update::default(), &mut |_| {}).expect("it is indexed");
    let engine = Engine::open(&corpus, &index).expect("it opens");
    (folder, engine)
}

fn found(entity: &str, metric: &str, length: Option<Length>) -> (Series, Language) {
    let slots = slots(entity, metric, "");
    (LIBRARY.1.series(&slots, length), Language::of(&slots.question()))
}

fn add(text: &mut String, asked: &str, reply: &Message) {
    let embed = reply.embed.as_ref().expect("each of them is an embed");
    let _ = write!(text, "\n## {asked}\n\n```text\n{}\n```\n", seen(embed));
}

/// What a reader sees of an embed: its markup is at work, and its links are where they lead from.
fn seen(embed: &Embed) -> String {
    let mut parts = vec![embed.title.clone(), embed.description.clone()];
    parts.extend(embed.fields.iter().map(|field| format!("{}\n{}", field.name, field.value)));
    parts.push(embed.footer.clone());
    let is_there = |part: &&String| !part.is_empty();
    let parts = parts.iter().filter(is_there).map(|part| timed(&plainly(part)));
    parts.collect::<Vec<_>>().join("\n\n")
}

/// Times as a client shows them; how long ago the index was made is another at every run.
fn timed(words: &str) -> String {
    let mut parts = words.split("<t:");
    let mut seen = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (time, rest) = part.split_once('>').expect("a time ends");
        let is_chinese = Language::of(words) == Language::Chinese;
        match (time.split_once(':'), is_chinese) {
            (Some((_, "R")), false) => seen.push_str("2 hours ago"),
            (Some((_, "R")), true) => seen.push_str("2小时前"),
            (Some((at, _)), _) => {
                let at = jiff::Timestamp::from_second(at.parse().expect("seconds")).expect("a time");
                let form = if is_chinese { "%Y年%-m月%-d日" } else { "%-d %B %Y" };
                seen.push_str(&at.strftime(form).to_string());
            }
            (None, _) => panic!("`{time}` is no time"),
        }
        seen.push_str(rest);
    }
    seen
}

fn plainly(markup: &str) -> String {
    let lines = markup.replace("**", "").replace("```\n", "").replace("\n```", "");
    let mut seen = String::new();
    let mut rest = lines.as_str();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match (c, rest.find("](<"), rest.find(">)")) {
            ('\\', ..) => {
                seen.extend(rest.chars().next());
                rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
            }
            ('[', Some(words), Some(end)) if !rest[..words].contains(['[', '\n']) => {
                seen.push_str(&rest[..words]);
                rest = &rest[end + 2..];
            }
            _ => seen.push(c),
        }
    }
    seen
}

fn slots(entity: &str, metric: &str, period: &str) -> Slots {
    Slots { entity: entity.to_owned(), metric: metric.to_owned(), period: period.to_owned() }
}

fn write_charts(folder: &Path) {
    for (name, entity, metric, length) in SERIES {
        let (found, language) = found(entity, metric, length);
        let picture = chart::chart(&found, language).expect("it is drawn");
        fs::write(folder.join(format!("{name}.png")), picture).expect("it is written");
    }
}
