//! Words that ask nothing of the library: a greeting, or what can be asked; thanks for an answer.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::fold;

static PHRASES: LazyLock<HashSet<String>> = LazyLock::new(|| phrases(include_str!("data/greetings.txt")));
static INTERJECTIONS: LazyLock<HashSet<String>> =
    LazyLock::new(|| phrases(include_str!("data/interjections.txt")));
static THANKS: LazyLock<HashSet<String>> = LazyLock::new(|| phrases(include_str!("data/thanks.txt")));

/// What is said of an answer without a word, and the form and the shades that it may have.
const SIGNS: [char; 18] = [
    '👍', '👌', '🙏', '🙌', '👏', '🎉', '💯', '😊', '🙂', '😀', '❤', '✅', '\u{fe0f}', '🏻', '🏼', '🏽',
    '🏾', '🏿',
];

fn phrases(text: &str) -> HashSet<String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(fold).filter(|line| !line.is_empty()).collect()
}

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

/// Whether somebody only thanks, or says that an answer will do. Marks and signs around the words do not matter.
///
/// ```
/// use footnote::lexicon::is_thanks;
/// assert!(is_thanks("Thanks!") && is_thanks("好的，谢谢") && is_thanks("👍"));
/// assert!(!is_thanks("thanks, and the quarter before?") && !is_thanks("") && !is_thanks("?"));
/// ```
#[must_use]
pub fn is_thanks(words: &str) -> bool {
    let folded = fold(words);
    let said = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let said = said.collect::<Vec<_>>().join(" ");
    let is_chinese = || THANKS.contains(&said.replace(' ', ""));
    match said.is_empty() {
        false => THANKS.contains(&said) || is_chinese(),
        true => words.contains(SIGNS) && words.chars().all(|c| c.is_whitespace() || SIGNS.contains(&c)),
    }
}

/// Whether words before a question ask nothing: a greeting, thanks, or `I see`.
///
/// ```
/// use footnote::lexicon::is_interjection;
/// assert!(is_interjection("ok") && is_interjection("I see") && is_interjection("好的"));
/// assert!(!is_interjection("Great Wall"));
/// ```
#[must_use]
pub fn is_interjection(words: &str) -> bool {
    let folded = fold(words);
    let said = folded.trim_matches(|c: char| !c.is_alphanumeric());
    !said.is_empty() && (INTERJECTIONS.contains(said) || is_thanks(said) || is_greeting(said))
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
    fn thanks_are_told_from_a_question() {
        for thanks in
            ["thanks", "Thank you!!", "ok, thanks", "谢谢！", "好的，谢谢。", "👍🏽", " 🙏 ❤️", "Good bot 🎉"]
        {
            assert!(is_thanks(thanks), "{thanks}");
        }
        for question in
            ["thanks, and Q2?", "谢谢，那利润呢", "", "?", "...", "good margin", "👋", "ok revenue"]
        {
            assert!(!is_thanks(question), "{question}");
        }
    }

    #[test]
    fn every_phrase_is_written_as_it_is_looked_up() {
        for phrase in THANKS.iter() {
            assert!(is_thanks(phrase) && !is_greeting(phrase), "{phrase}");
        }
        for phrase in PHRASES.iter() {
            assert!(is_greeting(phrase), "{phrase}");
        }
    }
}
