//! Words that ask nothing of the library: a greeting, or what can be asked.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::fold;

static PHRASES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("data/greetings.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(fold).filter(|line| !line.is_empty()).collect()
});

/// Whether somebody only greets, or asks what can be asked; so does who says nothing at all. Marks around the words do
/// not matter.
///
/// ```
/// use footnote::lexicon::is_greeting;
/// assert!(is_greeting("Hello!") && is_greeting("What can you do?") && is_greeting("你好！") && is_greeting(" "));
/// assert!(!is_greeting("What can you tell me about Alibaba?"));
/// ```
#[must_use]
pub fn is_greeting(words: &str) -> bool {
    let folded = fold(words);
    let said = folded.trim_matches(|c: char| !c.is_alphanumeric());
    said.is_empty() || PHRASES.contains(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_is_told_from_a_question() {
        for greeting in [
            "hi",
            "HELLO!!",
            "what can you do?",
            "help",
            "/help",
            "你好",
            "您好！",
            "你能做什么？",
            "👋 hey",
            "",
        ] {
            assert!(is_greeting(greeting), "{greeting}");
        }
        for question in
            ["help Alibaba's revenue", "hi, what was revenue in 2025?", "你好未来的营收是多少", "revenue"]
        {
            assert!(!is_greeting(question), "{question}");
        }
    }

    #[test]
    fn every_phrase_is_written_as_it_is_looked_up() {
        for phrase in PHRASES.iter() {
            assert!(is_greeting(phrase), "{phrase}");
        }
    }
}
