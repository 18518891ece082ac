//! `footnote eval`: a golden set against the library.

use anyhow::bail;

use super::arguments::EvalArguments;
use super::run::Outcome;

/// Refuses: golden sets are for a later version.
///
/// # Errors
/// Always.
pub(super) fn run(typed: &EvalArguments) -> anyhow::Result<Outcome> {
    bail!(
        "cannot run `{}`: golden sets are not in this version yet\nask its questions with `footnote ask --batch`",
        typed.file.display()
    )
}
