//! Failures as one message for a person.

use std::io::{self, ErrorKind};

/// `error` with its causes after colons on the first line, then what to do on the lines after it.
pub(super) fn describe(error: &anyhow::Error) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut advice: Vec<String> = Vec::new();
    for cause in error.chain() {
        let message = cause.to_string();
        let mut lines = message.lines().map(str::to_owned);
        said.extend(lines.next().filter(|line| !said.contains(line)));
        advice.extend(lines);
    }
    std::iter::once(said.join(": ")).chain(advice).collect::<Vec<_>>().join("\n")
}

/// Whether the reader of standard output hung up (`footnote … | head`).
pub(super) fn is_hang_up(error: &anyhow::Error) -> bool {
    let causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.into_iter().any(|cause| cause.kind() == ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn causes_come_first_and_advice_last() {
        let cause = io::Error::other("no room");
        let error =
            Err::<(), _>(cause).context("cannot write the index\nfree some room").expect_err("it failed");
        assert_eq!(describe(&error), "cannot write the index: no room\nfree some room");
    }

    #[test]
    fn a_cause_is_said_once() {
        let error = Err::<(), _>(io::Error::other("no room")).context("no room").expect_err("it failed");
        assert_eq!(describe(&error), "no room");
    }

    #[test]
    fn a_closed_pipe_is_told_from_other_failures() {
        assert!(is_hang_up(&io::Error::from(ErrorKind::BrokenPipe).into()));
        assert!(!is_hang_up(&io::Error::from(ErrorKind::NotFound).into()));
    }
}
