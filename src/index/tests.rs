//! The index as a whole, over small reports that a reader of the tests' own understands.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use tempfile::TempDir;

use super::pipeline::{Loaded, Source};
use super::update::update_from;
use super::*;
use crate::corpus::{Document, Format, LoadError, Passage, PassageKind};
use crate::figures::{Figure, Metric, Reading, Role};
use crate::lexicon::Lexicon;
use crate::quantity::{Amount, Quantity, Scale};
use crate::text::{Language, Span, WordKind, words};

/// A corpus and an index in a folder of their own.
struct Library {
    folder: TempDir,
}

impl Library {
    fn new(reports: &[(&str, &str)]) -> Self {
        let library = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(library.corpus()).unwrap();
        for (path, text) in reports {
            library.write(path, text);
        }
        library
    }

    fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.corpus().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.corpus().join(path)).unwrap();
    }

    fn try_update(&self, rebuild: bool) -> Result<Summary, IndexError> {
        let corpus = self.corpus();
        let source = Source { corpus: &corpus, lexicon: &Lexicon::built_in(), list: &list, read: &read };
        update_from(&source, &self.index(), Update { rebuild }, &mut |_| {})
    }

    #[track_caller]
    fn update(&self) -> Summary {
        self.try_update(false).unwrap()
    }

    #[track_caller]
    fn snapshot(&self) -> Snapshot {
        Reader::open(&self.index()).unwrap().snapshot()
    }

    fn is_behind(&self) -> Option<Staleness> {
        self.snapshot().behind(&self.corpus(), &list(&self.corpus()).unwrap())
    }

    /// Every file of the index whose name ends so.
    fn files(&self, ending: &str) -> Vec<PathBuf> {
        let folder = self.index().join("format-4");
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.to_string_lossy().ends_with(ending)).collect()
    }
}

fn list(corpus: &Path) -> Result<Vec<String>, LoadError> {
    let files =
        walkdir::WalkDir::new(corpus).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let path =
        |entry: walkdir::DirEntry| entry.path().strip_prefix(corpus).unwrap().to_str().unwrap().to_owned();
    let mut paths: Vec<String> = files.map(path).collect();
    paths.sort();
    Ok(paths)
}

/// The first line is the title, every further line a passage, every number in it a figure of the line's first word.
fn read(corpus: &Path, path: &str) -> Loaded {
    let bytes = fs::read(corpus.join(path))
        .map_err(|source| LoadError::Unreadable { path: path.to_owned(), source })?;
    let hash = blake3::hash(&bytes).to_hex().to_string();
    let text = String::from_utf8(bytes).map_err(|_| LoadError::Empty { path: path.to_owned() })?;
    assert!(!text.contains("panic here"), "a reader that fails on this text");
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        Span::new(at - line.len(), at - line.len() + line.trim_end().len())
    });
    let passages: Vec<Passage> = lines
        .skip(1)
        .map(|span| Passage { span, kind: PassageKind::Paragraph, section: None, page: None })
        .collect();
    let figures =
        passages.iter().enumerate().flat_map(|(place, passage)| figures_of(&text, place, passage.span));
    let reading = Reading { figures: figures.collect(), ..Reading::default() };
    let document = Document {
        path: path.to_owned(),
        hash,
        format: Format::Text,
        title: text.lines().next().unwrap_or_default().to_owned(),
        date: None,
        authors: Vec::new(),
        source: None,
        url: None,
        tags: Vec::new(),
        language: Language::of(&text),
        text,
        sections: Vec::new(),
        passages,
        tables: Vec::new(),
        events: Vec::new(),
    };
    Ok((document, reading))
}

fn figures_of(text: &str, passage: usize, line: Span) -> Vec<Figure> {
    let found = words(line.slice(text)).map(|word| (word.kind, word.span.shifted(line.start)));
    let found: Vec<(WordKind, Span)> = found.collect();
    let entity = found.first().map(|(_, span)| span.slice(text).to_owned());
    let numbers = found.iter().filter(|(kind, _)| *kind == WordKind::Digits);
    numbers.map(|(_, span)| figure(text, passage, line, *span, entity.clone())).collect()
}

fn figure(text: &str, passage: usize, line: Span, number: Span, entity: Option<String>) -> Figure {
    let value = Decimal::from_str_exact(&number.slice(text).replace(',', "")).unwrap_or_default();
    let quantity = Quantity {
        span: number,
        digits: number,
        amount: Amount::Exact(value),
        unit: None,
        scale: Scale::One,
        bound: None,
        direction: None,
    };
    Figure {
        quantity,
        entity,
        metric: Some(Metric { name: "cloud revenue".to_owned(), key: Some("revenue".to_owned()) }),
        period: None,
        change: None,
        compared: None,
        kind: None,
        role: Role::Current,
        sentence: line,
        passage,
        evidence: Vec::new(),
    }
}

fn search(snapshot: &Snapshot, question: &str) -> Vec<PassageHit> {
    let words = [WeightedWord { text: question.to_owned(), weight: 1.0 }];
    snapshot.passages(&PassageQuery { words: &words, limit: 10, ..PassageQuery::default() }).unwrap()
}

fn figures_about(snapshot: &Snapshot, entity: &str) -> Vec<String> {
    let query = FigureQuery { entities: &[entity.to_owned()], limit: 10, ..FigureQuery::default() };
    snapshot
        .figures(&query)
        .unwrap()
        .into_iter()
        .map(|found| format!("{}: {}", found.document, found.text))
        .collect()
}

const ORLIN: (&str, &str) =
    ("2025/orlin.md", "Orlin quarter\nOrlin made 4,120.5 in the spring.\nHarbours were busy.\n");
const TAVIK: (&str, &str) = ("tavik.md", "Tavik year\nTavik lost 17 on robots.\n");

#[test]
fn one_commit_shows_documents_passages_and_figures() {
    let library = Library::new(&[ORLIN, TAVIK]);
    let summary = library.update();
    assert_eq!((summary.added, summary.documents, summary.passages, summary.figures), (2, 2, 3, 2));
    assert_eq!((summary.generation, summary.committed), (1, true));
    let snapshot = library.snapshot();
    assert_eq!(snapshot.state().passages, 3);
    assert_eq!(snapshot.documents()[1].title, "Tavik year");
    assert_eq!(search(&snapshot, "which harbour was busy?")[0].text, "Harbours were busy.");
    assert_eq!(figures_about(&snapshot, "ORLIN"), ["2025/orlin.md: 4,120.5"]);
    assert_eq!(snapshot.entities().unwrap(), [("Orlin".to_owned(), 1), ("Tavik".to_owned(), 1)]);
    assert_eq!(snapshot.metric_keys().unwrap(), [("revenue".to_owned(), 2)]);
    assert_eq!(snapshot.document("tavik.md").unwrap().unwrap().text, TAVIK.1);
    assert_eq!(snapshot.document("nowhere.md").unwrap(), None);
}

#[test]
fn a_part_is_as_if_the_other_reports_were_not_there() {
    const ORLIN_2: (&str, &str) = ("orlin-2.md", "Orlin again\nOrlin made 5 robots in busy autumns.\n");
    let reports = [ORLIN, TAVIK, ORLIN_2];
    let (whole, alone) = (Library::new(&reports), Library::new(&[ORLIN, ORLIN_2]));
    whole.update();
    alone.update();
    let part = whole.snapshot().part(|entry| entry.path != TAVIK.0);
    let alone = alone.snapshot();
    assert_eq!(part.entities().unwrap(), alone.entities().unwrap());
    assert_eq!(part.metrics().unwrap(), alone.metrics().unwrap());
    assert_eq!(part.words().unwrap(), alone.words().unwrap());
    let paths = |snapshot: &Snapshot| -> Vec<String> {
        snapshot.documents().iter().map(|entry| entry.path.clone()).collect()
    };
    assert_eq!(paths(&part), paths(&alone));
    for question in ["which harbour was busy?", "robots", "Tavik", "quarter", "Orlin made"] {
        assert_eq!(search(&part, question), search(&alone, question), "{question}");
        assert_eq!(part.frequency(question).unwrap(), alone.frequency(question).unwrap(), "{question}");
    }
    for entity in ["Tavik", "Orlin"] {
        let query = FigureQuery { entities: &[entity.to_owned()], limit: 10, ..FigureQuery::default() };
        assert_eq!(part.figures(&query).unwrap(), alone.figures(&query).unwrap());
        assert_eq!(part.count_figures(&query).unwrap(), alone.count_figures(&query).unwrap());
        assert_eq!(part.documents_with(&query).unwrap().len(), alone.documents_with(&query).unwrap().len());
    }
    assert_eq!(part.figures_of(TAVIK.0).unwrap(), []);
    assert_eq!(part.figures_within(&[(TAVIK.0, 0)], &[]).unwrap(), []);
    assert_eq!(part.document(TAVIK.0).unwrap(), None);
    let (one, other) = (part.state(), alone.state());
    assert_eq!(
        (one.documents, one.passages, one.figures, one.newest),
        (other.documents, other.passages, other.figures, other.newest)
    );
    assert_eq!(whole.snapshot().part(|_| false).entities().unwrap(), []);
}

#[test]
fn an_update_without_a_change_commits_nothing() {
    let library = Library::new(&[ORLIN, TAVIK]);
    library.update();
    let summary = library.update();
    assert_eq!((summary.unchanged, summary.generation, summary.committed), (2, 1, false));
    assert_eq!((summary.documents, summary.passages, summary.figures), (2, 3, 2));
}

#[test]
fn what_came_changed_or_went_is_seen() {
    let library = Library::new(&[ORLIN, TAVIK]);
    library.update();
    library.write("orlin-2.md", "Orlin again\nOrlin made 5 in the autumn.\n");
    library.write(ORLIN.0, "Orlin quarter\nOrlin made 4,000 in the spring.\n");
    library.remove(TAVIK.0);
    let summary = library.update();
    assert_eq!((summary.added, summary.changed, summary.removed, summary.unchanged), (1, 1, 1, 0));
    assert_eq!((summary.documents, summary.generation), (2, 2));
    let snapshot = library.snapshot();
    assert_eq!(figures_about(&snapshot, "Orlin"), ["2025/orlin.md: 4,000", "orlin-2.md: 5"]);
    assert_eq!(figures_about(&snapshot, "Tavik"), [""; 0]);
    assert_eq!(search(&snapshot, "harbours"), []);
    assert_eq!(snapshot.frequency("Orlin").unwrap(), 2);
    assert_eq!(snapshot.entities().unwrap(), [("Orlin".to_owned(), 2)]);
}

#[test]
fn a_snapshot_stays_as_it_is_until_the_reader_moves_on() {
    let library = Library::new(&[ORLIN]);
    library.update();
    let reader = Reader::open(&library.index()).unwrap();
    let before = reader.snapshot();
    library.write(TAVIK.0, TAVIK.1);
    library.update();
    assert_eq!(before.documents().len(), 1);
    assert_eq!(reader.snapshot().state().generation, 1);
    reader.reload().unwrap();
    assert_eq!((reader.snapshot().state().generation, reader.snapshot().documents().len()), (2, 2));
    assert_eq!(figures_about(&before, "Tavik"), [""; 0]);
}

#[test]
fn an_unreadable_report_is_a_problem_and_its_last_version_stays() {
    let library = Library::new(&[ORLIN, TAVIK]);
    library.update();
    fs::write(library.corpus().join(ORLIN.0), [0xff, 0xfe]).unwrap();
    fs::write(library.corpus().join("new.md"), [0xff]).unwrap();
    let summary = library.update();
    let reasons: Vec<&str> = summary.problems.iter().map(|problem| problem.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "`2025/orlin.md` holds no text; its last readable version stays in the index",
            "`new.md` holds no text",
        ]
    );
    assert_eq!((summary.documents, summary.changed, summary.committed), (2, 0, true));
    assert_eq!(figures_about(&library.snapshot(), "Orlin"), ["2025/orlin.md: 4,120.5"]);
    let again = library.update();
    assert_eq!((again.problems, again.committed), (summary.problems, false));
    assert_eq!(library.is_behind(), None);
    library.write(ORLIN.0, ORLIN.1);
    library.write("new.md", "New\nNew words.\n");
    let mended = library.update();
    assert_eq!((mended.problems, mended.added, mended.unchanged, mended.committed), (vec![], 1, 2, true));
}

#[test]
fn a_report_that_breaks_its_reader_is_a_problem() {
    let library = Library::new(&[ORLIN, ("bad.md", "Bad\npanic here\n")]);
    let summary = library.update();
    assert_eq!((summary.documents, summary.problems.len()), (1, 1));
    assert!(summary.problems[0].reason.contains("please report it"), "{}", summary.problems[0].reason);
}

#[test]
fn a_rebuild_reads_all_again_in_one_commit() {
    let library = Library::new(&[ORLIN, TAVIK]);
    library.update();
    let summary = library.try_update(true).unwrap();
    assert_eq!((summary.unchanged, summary.generation, summary.committed), (2, 2, true));
    assert_eq!(figures_about(&library.snapshot(), "Orlin"), ["2025/orlin.md: 4,120.5"]);
    assert_eq!(library.snapshot().documents().len(), 2);
}

#[test]
fn a_change_of_the_vocabulary_reads_all_again() {
    let library = Library::new(&[ORLIN]);
    library.update();
    library.write("lexicon.toml", "");
    let summary = library.update();
    assert!(summary.bytes > ORLIN.1.len() as u64 - 1 && summary.committed);
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let library = Library::new(&[ORLIN]);
    let lock = folder::lock(&library.index()).unwrap();
    let refused = library.try_update(false).unwrap_err();
    assert!(matches!(refused, IndexError::Busy { .. }));
    assert!(refused.to_string().contains("wait until it is done"), "{refused}");
    drop(lock);
    library.update();
}

#[test]
fn no_index_is_said_so() {
    let library = Library::new(&[ORLIN]);
    let error = Reader::open(&library.index()).err().unwrap();
    assert!(error.to_string().ends_with("run `footnote index`"), "{error}");
    assert_eq!(stale(&library.corpus(), &library.index()).unwrap(), Some(Staleness::Missing));
}

#[test]
fn another_format_is_refused_politely_and_replaced_by_an_update() {
    let library = Library::new(&[ORLIN]);
    fs::create_dir_all(library.index().join("format-0")).unwrap();
    let error = Reader::open(&library.index()).err().unwrap();
    assert!(matches!(&error, IndexError::Format { found, .. } if found == "0"), "{error}");
    assert!(error.to_string().ends_with("run `footnote index --rebuild`"), "{error}");
    library.update();
    assert!(!library.index().join("format-0").exists());

    let meta = library.index().join("format-4/meta.json");
    let changed = fs::read_to_string(&meta).unwrap().replace(r#"{\"format\":4"#, r#"{\"format\":99"#);
    fs::write(&meta, changed).unwrap();
    let error = Reader::open(&library.index()).err().unwrap();
    assert!(matches!(&error, IndexError::Format { found, .. } if found == "99"), "{error}");
    library.update();
    assert_eq!(library.snapshot().documents().len(), 1);
}

#[test]
fn a_damaged_index_is_named_and_mended_by_a_rebuild() {
    for damage in [fs::remove_file, |file: PathBuf| fs::write(file, [1, 2, 3])] {
        let library = Library::new(&[ORLIN, TAVIK]);
        library.update();
        for file in library.files(".idx") {
            damage(file).unwrap();
        }
        let error = library.try_update(false).unwrap_err();
        assert!(
            matches!(&error, IndexError::Damaged { folder, .. } if folder.ends_with("format-4")),
            "{error}"
        );
        assert!(Reader::open(&library.index()).is_err());
        library.try_update(true).unwrap();
        assert_eq!(figures_about(&library.snapshot(), "Orlin"), ["2025/orlin.md: 4,120.5"]);
    }
}

#[test]
fn a_flipped_byte_is_never_a_wrong_text() {
    let library = Library::new(&[ORLIN]);
    library.update();
    let [file] = library.files(".store").try_into().unwrap();
    let whole = fs::read(&file).unwrap();
    let digits = whole.windows(7).position(|window| window == b"4,120.5").unwrap();
    let mut flipped = whole.clone();
    flipped[digits] = b'9';
    fs::write(&file, &flipped).unwrap();
    let snapshot = library.snapshot();
    let error = snapshot.document(ORLIN.0).unwrap_err();
    assert!(error.to_string().contains("not as it was written"), "{error}");
    library.try_update(true).unwrap();
    assert_eq!(library.snapshot().document(ORLIN.0).unwrap().unwrap().text, ORLIN.1);
}

#[test]
fn staleness_is_seen_without_reading_files_that_did_not_change() {
    let library = Library::new(&[ORLIN, TAVIK]);
    library.update();
    assert_eq!(library.is_behind(), None);
    library.write(ORLIN.0, &ORLIN.1.replace("4,120.5", "4,120.6"));
    library.write("new.md", "New\nNew words.\n");
    library.remove(TAVIK.0);
    let expected = Staleness::Reports { added: 1, changed: 1, removed: 1 };
    assert_eq!(library.is_behind(), Some(expected));
    library.update();
    assert_eq!(library.is_behind(), None);
}

#[test]
fn figures_meet_all_conditions_of_a_query() {
    let library = Library::new(&[ORLIN, TAVIK]);
    library.update();
    let snapshot = library.snapshot();
    let count = |query: FigureQuery<'_>| snapshot.figures(&FigureQuery { limit: 9, ..query }).unwrap().len();
    let some = |word: &str| [word.to_owned()];
    assert_eq!(count(FigureQuery::default()), 2);
    assert_eq!(
        count(FigureQuery { metric_names: &some("revenues of the cloud"), ..FigureQuery::default() }),
        2
    );
    assert_eq!(count(FigureQuery { metric_names: &some("profit"), ..FigureQuery::default() }), 0);
    assert_eq!(
        count(FigureQuery {
            metric_keys: &some("revenue"),
            entities: &some("tavik"),
            ..FigureQuery::default()
        }),
        1
    );
    assert_eq!(count(FigureQuery { documents: Some(&some("tavik.md")), ..FigureQuery::default() }), 1);
    assert_eq!(count(FigureQuery { documents: Some(&[]), ..FigureQuery::default() }), 0);
    assert_eq!(snapshot.figures(&FigureQuery::default()).unwrap(), [], "a limit of 0");
}

#[test]
fn passages_keep_to_the_documents_and_the_limit_of_a_query() {
    let library =
        Library::new(&[ORLIN, TAVIK, ("also.md", "Also\nTavik lost 17 on robots.\nTavik sells robots.\n")]);
    library.update();
    let snapshot = library.snapshot();
    let words = [WeightedWord { text: "Tavik robots".to_owned(), weight: 1.0 }];
    let found = |documents: Option<&[String]>, limit| {
        let query = PassageQuery { words: &words, documents, limit, ..PassageQuery::default() };
        let hits = snapshot.passages(&query).unwrap().into_iter();
        hits.map(|hit| format!("{} {}", hit.document, hit.passage)).collect::<Vec<_>>()
    };
    assert_eq!(found(None, 9).len(), 3);
    assert_eq!(found(None, 1).len(), 1);
    assert_eq!(found(Some(&["tavik.md".to_owned()]), 1), ["tavik.md 0"]);
    assert_eq!(found(Some(&[]), 9), [""; 0]);
    assert_eq!(found(None, 0), [""; 0]);
}

#[test]
fn a_phrase_counts_where_its_words_follow_each_other() {
    let library = Library::new(&[("a.md", "A\nRobots sort the chips.\nChips sort the robots.\n")]);
    library.update();
    let snapshot = library.snapshot();
    let best = |phrase: &str| {
        let phrases = [WeightedWord { text: phrase.to_owned(), weight: 1.0 }];
        let found =
            snapshot.passages(&PassageQuery { phrases: &phrases, limit: 9, ..PassageQuery::default() });
        found.unwrap().into_iter().map(|hit| hit.text).collect::<Vec<_>>()
    };
    assert_eq!(best("sort the robots"), ["Chips sort the robots."]);
    assert_eq!(best("sort robots"), [""; 0]);
    assert_eq!(best("robots"), [""; 0], "one word is no phrase");
}

mod order {
    use proptest::prelude::*;

    use super::*;

    const WORDS: [&str; 8] = ["harbour", "robot", "chip", "cloud", "Orlin", "grew", "fell", "12.5"];

    fn reports() -> impl Strategy<Value = Vec<Vec<Vec<usize>>>> {
        let line = prop::collection::vec(0..WORDS.len(), 1..6);
        prop::collection::vec(prop::collection::vec(line, 1..4), 2..6)
    }

    fn text(lines: &[Vec<usize>]) -> String {
        let lines =
            lines.iter().map(|line| line.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" "));
        format!("Report\n{}\n", lines.collect::<Vec<_>>().join("\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn indexing_order_changes_no_answer(reports in reports(), question in prop::collection::vec(0..WORDS.len(), 1..4)) {
            let texts: Vec<String> = reports.iter().map(|lines| text(lines)).collect();
            let question: Vec<&str> = question.into_iter().map(|word| WORDS[word]).collect();
            let at_once = Library::new(&[]);
            for (place, text) in texts.iter().enumerate() {
                at_once.write(&format!("{place}.md"), text);
            }
            at_once.update();
            // Backwards, one commit each, over other texts that go away again.
            let one_by_one = Library::new(&[("0.md", "Old\nrobot robot cloud\n"), ("x.md", "Gone\nharbour grew\n")]);
            one_by_one.update();
            one_by_one.remove("x.md");
            for (place, text) in texts.iter().enumerate().rev() {
                one_by_one.write(&format!("{place}.md"), text);
                one_by_one.update();
            }
            let (one, other) = (at_once.snapshot(), one_by_one.snapshot());
            let question = question.join(" ");
            prop_assert_eq!(search(&one, &question), search(&other, &question));
            prop_assert_eq!(figures_about(&one, "Orlin"), figures_about(&other, "Orlin"));
            prop_assert_eq!(one.entities().unwrap(), other.entities().unwrap());
        }
    }
}
