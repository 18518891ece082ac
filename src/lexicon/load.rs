//! Reads vocabulary files.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::vocabulary::{Conflict, Vocabulary};
use super::{Cue, Nature, QuestionCue};
use crate::quantity::{Direction, UnitKind};

/// A vocabulary file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    #[error("cannot read `{path}`")]
    Unreadable { path: String, source: std::io::Error },
    /// `message` begins with the line.
    #[error("`{path}`: {message}")]
    Malformed { path: String, message: String },
}

/// What a vocabulary file may hold; the built-in files have the same shape.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub(super) metric: Vec<Spanned<MetricRow>>,
    pub(super) entity: Vec<Spanned<EntityRow>>,
    pub(super) cue: Vec<CueRow>,
    pub(super) question: Vec<QuestionRow>,
    pub(super) synonym: Vec<SynonymRow>,
    #[serde(default)]
    pub(super) translation: Vec<TranslationRow>,
    pub(super) stop_words: StopWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetricRow {
    pub(super) key: String,
    pub(super) name: Option<String>,
    pub(super) name_zh: Option<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) exact: Vec<String>,
    pub(super) nature: Option<Nature>,
    pub(super) units: Option<Vec<UnitKind>>,
    pub(super) broader: Option<String>,
    #[serde(default)]
    pub(super) otherwise: Vec<String>,
    #[serde(default)]
    pub(super) foretells: bool,
    pub(super) negative_of: Option<String>,
    pub(super) quotient_of: Option<[String; 2]>,
    pub(super) difference_of: Option<[String; 2]>,
    pub(super) counted: Option<[Vec<String>; 2]>,
    #[serde(default)]
    pub(super) apart: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntityRow {
    pub(super) name: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) capitalised: Vec<String>,
    #[serde(default)]
    pub(super) exact: Vec<String>,
    pub(super) parent: Option<String>,
    pub(super) fiscal_year_end: Option<i8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueRow {
    pub(super) cue: CueName,
    pub(super) words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionRow {
    pub(super) cue: QuestionCue,
    pub(super) words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TranslationRow {
    pub(super) han: Vec<String>,
    pub(super) english: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SynonymRow {
    pub(super) words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct StopWords {
    pub(super) english: Vec<String>,
    pub(super) chinese: Vec<String>,
}

/// A [`Cue`] as the files name it; `none` lists phrases whose words would be cues alone: `up to`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CueName {
    Up,
    Down,
    YearOverYear,
    QuarterOverQuarter,
    Negative,
    ComparedWith,
    Respectively,
    Guidance,
    Forecast,
    Estimate,
    Analysis,
    Restated,
    Change,
    None,
}

impl CueName {
    pub(super) fn cue(self) -> Option<Cue> {
        Some(match self {
            Self::None => return None,
            Self::Up => Cue::Moves(Direction::Up),
            Self::Down => Cue::Moves(Direction::Down),
            Self::YearOverYear => Cue::YearOverYear,
            Self::QuarterOverQuarter => Cue::QuarterOverQuarter,
            Self::Negative => Cue::Negative,
            Self::ComparedWith => Cue::ComparedWith,
            Self::Respectively => Cue::Respectively,
            Self::Guidance => Cue::Guidance,
            Self::Forecast => Cue::Forecast,
            Self::Estimate => Cue::Estimate,
            Self::Analysis => Cue::Analysis,
            Self::Restated => Cue::Restated,
            Self::Change => Cue::Differs,
        })
    }
}

const BUILT_IN: [(&str, &str); 6] = [
    ("metrics.toml", include_str!("data/metrics.toml")),
    ("entities.toml", include_str!("data/entities.toml")),
    ("cues.toml", include_str!("data/cues.toml")),
    ("questions.toml", include_str!("data/questions.toml")),
    ("synonyms.toml", include_str!("data/synonyms.toml")),
    ("stop_words.toml", include_str!("data/stop_words.toml")),
];

/// The vocabulary that comes with the program.
pub(super) fn built_in() -> Result<Vocabulary, LexiconError> {
    let mut vocabulary = Vocabulary::default();
    for (path, text) in BUILT_IN {
        add(&mut vocabulary, path, text)?;
    }
    Ok(vocabulary)
}

/// A vocabulary with `lexicon.toml` of the corpus folder laid over it; `None` when there is no such file.
pub(super) fn overlay(vocabulary: &Vocabulary, corpus: &Path) -> Result<Option<Vocabulary>, LexiconError> {
    let path = corpus.join("lexicon.toml");
    let name = path.display().to_string();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(LexiconError::Unreadable { path: name, source }),
    };
    let mut vocabulary = vocabulary.clone();
    add(&mut vocabulary, &name, &text)?;
    Ok(Some(vocabulary))
}

fn add(vocabulary: &mut Vocabulary, path: &str, text: &str) -> Result<(), LexiconError> {
    let malformed = |message| LexiconError::Malformed { path: path.to_owned(), message };
    let file: File = toml::from_str(text).map_err(|error| malformed(explain(&error, text)))?;
    vocabulary.add(file).map_err(|Conflict { at, message }| malformed(at_line(text, at, &message)))
}

fn explain(error: &toml::de::Error, text: &str) -> String {
    match error.span() {
        Some(span) => at_line(text, span.start, error.message()),
        None => error.message().to_owned(),
    }
}

fn at_line(text: &str, at: usize, message: &str) -> String {
    let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    format!("line {line}: {message}")
}

#[cfg(test)]
mod tests {
    use super::super::Lexicon;
    use super::*;

    fn load(overlay: &str) -> Result<Lexicon, LexiconError> {
        let corpus = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(corpus.path().join("lexicon.toml"), overlay).expect("a small file");
        Lexicon::load(corpus.path())
    }

    #[track_caller]
    fn refused(overlay: &str, expected: &str) {
        let message = load(overlay).expect_err("a faulty overlay").to_string();
        assert!(message.contains("lexicon.toml`: ") && message.contains(expected), "{message}");
    }

    #[test]
    fn a_corpus_without_overlay_gets_the_built_in_vocabulary() {
        let corpus = tempfile::tempdir().expect("a temporary folder");
        let lexicon = Lexicon::load(corpus.path()).expect("no overlay is fine");
        assert_eq!(lexicon.metrics("capex").len(), 1);
    }

    #[test]
    fn an_overlay_adds_terms() {
        let lexicon = load(
            r#"
            [[metric]]
            key = "snow_sold"
            name = "snow sold"
            aliases = ["flakes moved"]
            nature = "flow"
            units = ["physical"]
            [[entity]]
            name = "Norvane"
            aliases = ["NRVN"]
            fiscal_year_end = 2
            [[cue]]
            cue = "up"
            words = ["went gangbusters"]
            [[synonym]]
            words = ["snow", "powder"]
            "#,
        )
        .expect("a sound overlay");
        assert_eq!(lexicon.metrics("the flakes moved")[0].key, "snow_sold");
        assert_eq!(
            lexicon.entity(lexicon.entities("at NRVN")[0].key).and_then(|it| it.fiscal_year_end),
            Some(2)
        );
        assert_eq!(lexicon.cues("sales went gangbusters")[0].cue, Cue::Moves(Direction::Up));
        assert_eq!(lexicon.synonyms("Powder"), ["snow"]);
    }

    #[test]
    fn an_overlay_extends_a_listed_term() {
        let overlay = "[[metric]]\nkey = \"revenue\"\nname = \"takings\"\naliases = [\"sales\", \"till money\"]\n\
                       [[entity]]\nname = \"Apple\"\nfiscal_year_end = 1\n";
        let lexicon = load(overlay).expect("a sound overlay");
        let revenue = lexicon.metric("revenue").expect("a built-in metric");
        assert_eq!((revenue.name.as_str(), revenue.name_zh.as_deref()), ("takings", Some("营收")));
        assert_eq!(lexicon.metrics("till money, takings, turnover").len(), 3);
        assert_eq!(lexicon.entity("Apple").and_then(|apple| apple.fiscal_year_end), Some(1));
        assert!(lexicon.entities("an apple a day").is_empty());
    }

    #[test]
    fn a_faulty_overlay_says_where_and_what() {
        refused("[[metric]]\nkey = \"a\"\ncolour = 1\n", "line 3: unknown field `colour`");
        refused("[[metrics]]\n", "line 1: unknown field `metrics`");
        refused("\n[[metric]]\nkey = \"snow\"\n", "line 2: metric `snow` has no `nature`");
        refused(
            "[[metric]]\nkey = \"snow\"\nnature = \"flow\"\naliases = [\"capex\"]\n",
            "`capex` is listed for both `capital_expenditure` and `snow`",
        );
        refused("[[entity]]\nname = \"N\"\nfiscal_year_end = 13\n", "entity `N` has a `fiscal_year_end`");
        refused("[[entity]]\nname = \"Norvane\"\nparent = \"Nobody\"\n", "the parent `Nobody` is not listed");
        refused("[[cue]]\ncue = \"sideways\"\nwords = []\n", "line 2: unknown variant `sideways`");
    }

    #[test]
    fn an_overlay_that_cannot_be_read_is_named() {
        let corpus = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(corpus.path().join("lexicon.toml")).expect("a folder in the way");
        let error = Lexicon::load(corpus.path()).expect_err("a folder is no file");
        assert!(matches!(error, LexiconError::Unreadable { path, .. } if path.ends_with("lexicon.toml")));
    }
}
