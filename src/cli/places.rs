//! What is meant by what was typed: the settings in force, and the folders of corpus and index.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::arguments::PlaceArguments;
use crate::settings::Settings;

const DEFAULT_CORPUS: &str = "corpus";
const DEFAULT_INDEX: &str = "index";
const DEFAULT_STATE: &str = "footnote.db";
const DEFAULT_CONFIG: &str = "footnote.toml";

/// The folders a command works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// The corpus that a flag, the environment or the settings name.
    named_corpus: Option<PathBuf>,
    pub index: PathBuf,
    /// The file of what is remembered besides the index.
    pub state: PathBuf,
}

/// The settings of the named file, of `footnote.toml` if it is there, or else none.
///
/// # Errors
/// When a named file is missing, or what is there cannot be used.
pub(super) fn settings(typed: &PlaceArguments) -> anyhow::Result<Settings> {
    let default = Path::new(DEFAULT_CONFIG);
    let path = match &typed.config {
        Some(path) => path,
        None if default.exists() => default,
        None => return Ok(Settings::default()),
    };
    Ok(Settings::load(path)?)
}

impl Places {
    /// What was typed or set in the environment, or else in the settings, or else the defaults.
    pub(super) fn new(typed: &PlaceArguments, settings: &Settings) -> Self {
        let index = typed.index.as_ref().or(settings.index.as_ref());
        let index = index.cloned().unwrap_or_else(|| DEFAULT_INDEX.into());
        let state = typed.state.as_ref().or(settings.state.as_ref());
        Self {
            named_corpus: typed.corpus.as_ref().or(settings.corpus.as_ref()).cloned(),
            state: state.cloned().unwrap_or_else(|| index.with_file_name(DEFAULT_STATE)),
            index,
        }
    }

    /// The corpus to bring the index up to date with: the named one, or the one it was built from while that exists, or
    /// the default.
    pub(super) fn corpus(&self, remembered: Option<&Path>) -> PathBuf {
        let built_from = remembered.filter(|folder| folder.is_dir());
        self.named_corpus.as_deref().or(built_from).unwrap_or(DEFAULT_CORPUS.as_ref()).to_owned()
    }

    /// The corpus to answer from. An index is never turned over to another corpus by a question.
    ///
    /// # Errors
    /// When another corpus is named than the index was built from.
    pub(super) fn corpus_to_answer_from(&self, remembered: Option<&Path>) -> anyhow::Result<PathBuf> {
        let corpus = self.corpus(remembered);
        let Some(built_from) = remembered.filter(|_| self.named_corpus.is_some()) else { return Ok(corpus) };
        if !is_same_folder(&corpus, built_from) {
            bail!(
                "the index in `{index}` was built from `{}`, not from `{corpus}`\n\
                 run `footnote index --corpus {corpus} --index {index}` to turn it over, or name another --index",
                built_from.display(),
                corpus = corpus.display(),
                index = self.index.display(),
            );
        }
        Ok(corpus)
    }
}

fn is_same_folder(one: &Path, other: &Path) -> bool {
    let resolved = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    match (resolved(one), resolved(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// Where a report lies: its corpus folder and its path in it. A path that is no report of `corpus` may lie anywhere.
///
/// # Errors
/// When there is no such file.
pub(super) fn report(corpus: &Path, path: &Path) -> anyhow::Result<(PathBuf, String)> {
    let within = path.strip_prefix(corpus).unwrap_or(path);
    let (root, relative) = if within.is_relative() && corpus.join(within).is_file() {
        (corpus, within)
    } else if path.is_file() {
        (path.parent().unwrap_or(Path::new("")), Path::new(path.file_name().unwrap_or_default()))
    } else {
        bail!("there is no report `{}`\nname it by its path in `{}`", path.display(), corpus.display());
    };
    let parts = relative.components().map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<&str>> = parts.collect();
    let relative = parts.with_context(|| format!("the name of `{}` is not UTF-8", path.display()))?.join("/");
    Ok((root.to_owned(), relative))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(typed: Option<&str>, set: Option<&str>) -> Places {
        let typed = PlaceArguments { corpus: typed.map(PathBuf::from), ..PlaceArguments::default() };
        Places::new(&typed, &Settings { corpus: set.map(PathBuf::from), ..Settings::default() })
    }

    #[test]
    fn what_is_typed_wins_over_settings_over_defaults() {
        assert_eq!(places(Some("typed"), Some("set")).corpus(None), Path::new("typed"));
        assert_eq!(places(None, Some("set")).corpus(None), Path::new("set"));
        assert_eq!(places(None, None).corpus(None), Path::new("corpus"));
        assert_eq!(places(None, None).index, Path::new("index"));
        assert_eq!(places(None, None).state, Path::new("footnote.db"));
    }

    #[test]
    fn what_is_remembered_lies_beside_the_index() {
        let typed = PlaceArguments { index: Some("/srv/index".into()), ..PlaceArguments::default() };
        assert_eq!(Places::new(&typed, &Settings::default()).state, Path::new("/srv/footnote.db"));
    }

    #[test]
    fn the_remembered_corpus_stands_in_while_it_exists() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        assert_eq!(places(None, None).corpus(Some(folder.path())), folder.path());
        assert_eq!(places(None, None).corpus(Some(&folder.path().join("gone"))), Path::new("corpus"));
        assert_eq!(places(Some("typed"), None).corpus(Some(folder.path())), Path::new("typed"));
    }

    #[test]
    fn a_question_never_turns_an_index_over() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let built_from = folder.path();
        let typed = built_from.join(".");
        let same = places(typed.to_str(), None).corpus_to_answer_from(Some(built_from));
        assert!(same.is_ok());
        let other =
            places(Some("other"), None).corpus_to_answer_from(Some(built_from)).expect_err("it is another");
        assert!(other.to_string().contains("run `footnote index --corpus other --index index`"), "{other}");
    }

    #[test]
    fn a_report_is_found_in_the_corpus_or_anywhere() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let corpus = folder.path().join("corpus");
        std::fs::create_dir_all(corpus.join("2025")).expect("a folder for the test");
        for file in ["corpus/2025/a.md", "b.md"] {
            std::fs::write(folder.path().join(file), "x").expect("a file for the test");
        }
        let found = |path: &Path| report(&corpus, path).expect("it is there");
        assert_eq!(found(Path::new("2025/a.md")), (corpus.clone(), "2025/a.md".to_owned()));
        assert_eq!(found(&corpus.join("2025/a.md")), (corpus.clone(), "2025/a.md".to_owned()));
        assert_eq!(found(&folder.path().join("b.md")), (folder.path().to_owned(), "b.md".to_owned()));
        assert!(report(&corpus, Path::new("c.md")).is_err());
    }
}
