//! Standard output for results, standard error for remarks.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};

use crate::render::plain::{self, Paint};

/// Whether results on standard output are coloured: on a terminal, unless `NO_COLOR` is set.
pub(super) fn paint() -> Paint {
    paint_for(AutoStream::choice(&io::stdout()))
}

/// Standard output, for a result of any length; the caller flushes.
pub(super) fn results() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Writes one whole result and its line break.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn print(result: &str) -> io::Result<()> {
    let mut results = results();
    writeln!(results, "{result}")?;
    results.flush()
}

/// Says something to the person at the terminal; nobody there to read it is no failure.
pub(super) fn remark(text: &str) {
    let paint = paint_for(AutoStream::choice(&io::stderr()));
    let _ = writeln!(io::stderr(), "{}", plain::remark(text, paint));
}

/// Whether a person follows standard error on a terminal.
pub(super) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

fn paint_for(choice: ColorChoice) -> Paint {
    match choice {
        ColorChoice::Never => Paint::Plain,
        ColorChoice::Auto | ColorChoice::AlwaysAnsi | ColorChoice::Always => Paint::Coloured,
    }
}
