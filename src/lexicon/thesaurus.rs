//! Words that have to do with each other in everyday English, as the Moby thesaurus lists them: `careful` with `cautious` and
//! `guarded`.
//!
//! The rule: what is related says less than what says the same; nothing here decides alone.

/// A word to a line and those related to it behind it, in order.
const LISTED: &str = include_str!(concat!(env!("OUT_DIR"), "/thesaurus.txt"));

/// The words related to a word or to what it is a form of; none for one that is not listed.
pub(crate) fn related(word: &str) -> impl Iterator<Item = &'static str> + use<> {
    base_forms(word)
        .into_iter()
        .find_map(|base| line_of(&base))
        .into_iter()
        .flat_map(|line| line.split(',').skip(1))
}

/// The line of a word, found by halves.
fn line_of(word: &str) -> Option<&'static str> {
    let bytes = LISTED.as_bytes();
    let (mut from, mut to) = (0, bytes.len());
    while from < to {
        let middle = usize::midpoint(from, to);
        let start = bytes[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place + 1);
        let end = bytes[middle..]
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(bytes.len(), |place| middle + place);
        let line = &LISTED[start..end];
        match line.split(',').next().unwrap_or_default().cmp(word) {
            std::cmp::Ordering::Equal => return Some(line),
            std::cmp::Ordering::Less => from = end + 1,
            std::cmp::Ordering::Greater => to = start,
        }
    }
    None
}

/// A word, and what it may be a regular form of.
fn base_forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    for (ending, bases) in [
        ("ies", &["y"] as &[&str]),
        ("ied", &["y"]),
        ("s", &[""]),
        ("es", &[""]),
        ("ed", &["", "e"]),
        ("ing", &["", "e"]),
    ] {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) else { continue };
        forms.extend(bases.iter().map(|base| format!("{stem}{base}")));
        let mut end = stem.chars().rev();
        if ending.len() > 1
            && let (Some(last), Some(before)) = (end.next(), end.next())
            && last == before
        {
            forms.push(stem[..stem.len() - last.len_utf8()].to_owned());
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_their_forms_are_found() {
        #[track_caller]
        fn case(word: &str, expected: &str) {
            assert!(related(word).any(|other| other == expected), "{word} and {expected}");
        }
        case("careful", "cautious");
        case("drawbacks", "flaw");
        case("planning", "design");
        case("hurried", "quick");
        assert_eq!(related("zzyzx").count(), 0);
    }

    #[test]
    fn every_line_is_found_by_its_word() {
        let words: Vec<&str> = LISTED.lines().filter_map(|line| line.split(',').next()).collect();
        assert!(words.is_sorted() && words.len() > 10_000, "{}", words.len());
        let sample = words.iter().step_by(997).chain([&words[0], &words[words.len() - 1]]);
        assert!(sample.into_iter().all(|word| line_of(word).is_some()));
    }
}
