//! What a shell asks of the engine besides questions: names, figures by slots, series, comparisons, sources, events and
//! checks, over the sample corpus.

use std::path::Path;
use std::sync::LazyLock;

use footnote::answer::{Engine, Filter, Slot, Slots, Status, Verdict};
use footnote::figures::Kind;
use footnote::index::{self, Update};
use footnote::lexicon::Lexicon;
use footnote::period::Length;
use footnote::render::{chart, desk, series};
use footnote::text::Language;
use tempfile::TempDir;

/// The sample corpus, indexed once for all tests.
pub static LIBRARY: LazyLock<(TempDir, Engine)> = LazyLock::new(|| {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folder = tempfile::tempdir().expect("a folder for the test");
    let lexicon = Lexicon::load(&corpus).expect("the sample lexicon is sound");
    index::update(&corpus, folder.path(), &lexicon, Update::default(), &mut |_| {}).expect("it is indexed");
    let engine = Engine::open(&corpus, folder.path()).expect("it opens");
    (folder, engine)
});

fn engine() -> &'static Engine {
    &LIBRARY.1
}

fn slots(entity: &str, metric: &str, period: &str) -> Slots {
    Slots { entity: entity.to_owned(), metric: metric.to_owned(), period: period.to_owned() }
}

#[test]
fn names_are_offered_for_what_is_chosen() {
    let entities = engine().complete(Slot::Entity, "tav", &Slots::default());
    assert_eq!(entities.first().map(String::as_str), Some("Tavik Robotics"), "{entities:?}");
    let metrics = engine().complete(Slot::Metric, "gross", &slots("Tavik Robotics", "", ""));
    assert_eq!(metrics.first().map(String::as_str), Some("gross margin"), "{metrics:?}");
    assert!(engine().complete(Slot::Metric, "deposits", &slots("Tavik Robotics", "", "")).is_empty());
    let with_metric = engine().complete(Slot::Entity, "", &slots("", "gross margin", ""));
    assert!(with_metric.iter().any(|name| name == "Tavik Robotics"), "{with_metric:?}");
    assert!(!with_metric.iter().any(|name| name == "Sorrel Bank"), "{with_metric:?}");
}

#[test]
fn every_period_that_is_offered_has_an_answer() {
    for (entity, metric) in
        [("Tavik Robotics", "revenue"), ("Orlin Group", "revenue"), ("白鹭出行", "营业收入")]
    {
        let periods = engine().complete(Slot::Period, "", &slots(entity, metric, ""));
        assert!(!periods.is_empty(), "{entity}");
        for period in periods {
            let answer = engine().figure(&slots(entity, metric, &period));
            assert_eq!(answer.status, Status::Answered, "{entity} {metric} {period}: {}", answer.reason);
        }
    }
}

#[test]
fn slots_nobody_filled_are_asked_for() {
    assert_ne!(engine().figure(&Slots::default()).status, Status::Answered);
    assert_eq!(engine().figure(&slots("Nobody Inc", "revenue", "")).status, Status::NotFound);
}

#[test]
fn a_series_knows_gaps_restatements_and_forecasts() {
    let tavik = engine().series(&slots("Tavik Robotics", "revenue", ""), None);
    let second =
        tavik.points.iter().find(|point| point.end.to_string() == "2025-06-30").expect("it is there");
    assert_eq!(second.kind, Kind::Restated);
    assert_eq!(second.was.map(|was| tavik.answer.figures[was].text.as_str()), Some("$186.4 million"));
    let years = engine().series(&slots("Tavik Robotics", "revenue", ""), Some(Length::Year));
    assert_eq!(years.points.last().map(|point| point.kind), Some(Kind::Forecast));
    let orlin = engine().series(&slots("Orlin Group", "revenue", ""), None);
    assert_eq!(orlin.points.iter().map(|point| point.missing).sum::<usize>(), 1);
    assert!(engine().series(&slots("Nobody Inc", "revenue", ""), None).points.is_empty());
}

#[test]
fn a_series_is_a_picture_a_table_and_a_description() {
    for (entity, metric) in [("Tavik Robotics", "revenue"), ("白鹭出行", "净亏损")] {
        let found = engine().series(&slots(entity, metric, ""), None);
        let picture = chart::chart(&found, Language::of(metric)).expect("it is drawn");
        assert!(picture.starts_with(b"\x89PNG"));
        let alt = series::alt(&found, Language::of(metric));
        assert!(alt.starts_with(entity) && alt.chars().count() <= 1024, "{alt}");
        let table = series::csv(&found).expect("it is written");
        assert!(table.starts_with("period,start,end,value,") && table.ends_with("\r\n"), "{table}");
    }
}

#[test]
fn figures_are_compared_or_the_reason_is_told() {
    let compared = engine().compare(
        &slots("Tavik Robotics", "revenue", "Q3 2025"),
        &slots("Tavik Robotics", "revenue", "Q3 2024"),
    );
    let shown = desk::comparison(&compared, Language::English);
    assert!(shown.contains("Growth: 25.26% = "), "{shown}");
    let apart =
        engine().compare(&slots("Orlin Group", "revenue", ""), &slots("Tavik Robotics", "revenue", ""));
    assert_eq!(apart.difference.as_ref().err().map(String::as_str), Some("their units differ"));
}

#[test]
fn a_post_is_checked_and_never_called_false() {
    #[track_caller]
    fn case(post: &str, expected: Verdict) {
        let check = engine().check(post);
        let verdicts: Vec<Verdict> = check.findings.iter().map(|finding| finding.verdict).collect();
        assert_eq!(verdicts, [expected], "{post}: {}", desk::check(&check, Language::English));
    }
    case("Tavik Robotics had revenue of $204.8 million in the third quarter of 2025.", Verdict::Supported);
    case(
        "Orlin Group had revenue of €1.4 billion in the third quarter of 2025.",
        Verdict::SupportedAsRounding,
    );
    case("Gross margin of Tavik Robotics was 36% in the third quarter of 2025.", Verdict::Contradicted);
    case("Revenue of Tavik Robotics was $163.5 million in the second quarter of 2025.", Verdict::OtherPeriod);
    case("Revenue of Nobody Inc was $163.5 million in the second quarter of 2025.", Verdict::NotInLibrary);
}

#[test]
fn a_post_is_of_its_own_day() {
    #[track_caller]
    fn case(post: &str, day: jiff::civil::Date) {
        let check = engine().check_of(post, Some(day));
        let verdicts: Vec<Verdict> = check.findings.iter().map(|finding| finding.verdict).collect();
        assert_eq!(verdicts, [Verdict::Supported], "{post}: {}", desk::check(&check, Language::English));
    }
    let numbered = "Tavik Robotics had revenue of $204.8 million in the third quarter.";
    case(numbered, jiff::civil::date(2025, 11, 2));
    case(numbered, jiff::civil::date(2027, 2, 1));
    case("Last quarter Tavik Robotics had revenue of $204.8 million.", jiff::civil::date(2025, 11, 2));
}

#[test]
fn reports_and_events_are_filtered() {
    let company = |name: &str| Filter { company: name.to_owned(), ..Filter::default() };
    let tavik = engine().sources(&company("Tavik Robotics"));
    assert!(tavik.reports.len() > 2 && tavik.reports.len() < tavik.all, "{}", tavik.reports.len());
    let events = engine().timeline(&company("Alibaba"));
    assert!(events.events.len() > 3 && events.events.is_sorted_by(|one, other| one.start >= other.start));
    let year = engine().timeline(&Filter { year: Some(2024), ..company("Alibaba") });
    assert_eq!(year.events.len(), 1);
}
