//! What a shell asks of the engine besides questions: names, figures by slots, series, comparisons, sources, events and
//! checks, over the sample corpus.

use std::path::Path;
use std::sync::LazyLock;

use footnote::answer::{Engine, Slot, Slots, Status};
use footnote::index::{self, Update};
use footnote::lexicon::Lexicon;
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
