//! The corpus beside the last generation: what is new, changed, gone or known to be unreadable.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::state::{DocumentEntry, Problem, Stamp};

/// What an update has to do.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// New, changed, or all of them when everything is read again.
    pub read: Vec<String>,
    pub removed: Vec<String>,
    pub unchanged: usize,
    /// Files that still cannot be read: nothing about them changed.
    pub problems: Vec<Problem>,
}

/// Compares by the bytes of every file.
pub(super) fn compare(
    corpus: &Path,
    listed: &[String],
    documents: &[DocumentEntry],
    problems: &[Problem],
    read_again: bool,
) -> Plan {
    let documents_by_path: HashMap<&str, &DocumentEntry> =
        documents.iter().map(|entry| (entry.path.as_str(), entry)).collect();
    let problems_by_path: HashMap<&str, &Problem> =
        problems.iter().map(|problem| (problem.path.as_str(), problem)).collect();
    let mut plan = Plan::default();
    for path in listed {
        let hash = hash(&corpus.join(path));
        let problem = problems_by_path.get(path.as_str());
        let is_known_problem = problem.is_some_and(|problem| hash.is_some() && problem.hash == hash);
        let entry = documents_by_path.get(path.as_str());
        let is_unchanged = entry.is_some_and(|entry| Some(&entry.hash) == hash.as_ref());
        match problem {
            Some(problem) if is_known_problem && !read_again => plan.problems.push((*problem).clone()),
            _ if is_unchanged && !read_again => plan.unchanged += 1,
            _ => plan.read.push(path.clone()),
        }
    }
    let listed: BTreeSet<&str> = listed.iter().map(String::as_str).collect();
    for entry in documents.iter().filter(|entry| !listed.contains(entry.path.as_str())) {
        match out_of_reach(&corpus.join(&entry.path)) {
            Some(reason) => plan.problems.push(Problem::unreached(entry, &reason)),
            None => plan.removed.push(entry.path.clone()),
        }
    }
    plan
}

/// Why a file that is no longer listed may still be there: its folder cannot be looked into.
pub(super) fn out_of_reach(path: &Path) -> Option<String> {
    match fs::symlink_metadata(path) {
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Some(error.to_string().to_lowercase())
        }
        _ => None,
    }
}

/// BLAKE3 of a file's bytes in hexadecimal; `None` when it cannot be read.
pub(super) fn hash(path: &Path) -> Option<String> {
    let mut hasher = blake3::Hasher::new();
    let mut file = fs::File::open(path).ok()?;
    std::io::copy(&mut file, &mut hasher).ok()?;
    Some(hasher.finalize().to_hex().to_string())
}

/// The stamp of a file; an unknown one when it is not there.
pub(super) fn stamp(path: &Path) -> Stamp {
    let Ok(metadata) = fs::metadata(path) else { return Stamp::default() };
    let modified = metadata.modified().ok().and_then(|modified| trusted(modified, SystemTime::now()));
    Stamp { size: metadata.len(), modified: modified.unwrap_or(0) }
}

/// A modification time, unless a later write could still carry the same one.
fn trusted(modified: SystemTime, now: SystemTime) -> Option<u64> {
    let since = modified.duration_since(UNIX_EPOCH).ok()?;
    // The clock of a file system ticks every few milliseconds; an old one, that keeps whole seconds, every two.
    let tick = if since.subsec_nanos() == 0 { Duration::from_secs(2) } else { Duration::from_millis(20) };
    let is_settled = now.duration_since(modified).is_ok_and(|age| age > tick);
    if is_settled { u64::try_from(since.as_nanos()).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_trusted_once_no_later_write_can_carry_it() {
        let modified = UNIX_EPOCH + Duration::new(1_700_000_000, 5);
        assert_eq!(trusted(modified, modified + Duration::from_millis(5)), None);
        assert_eq!(trusted(modified, modified + Duration::from_millis(50)), Some(1_700_000_000_000_000_005));
        let coarse = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        assert_eq!(trusted(coarse, coarse + Duration::from_secs(1)), None);
        assert_eq!(trusted(coarse, coarse - Duration::from_secs(1)), None);
    }
}
