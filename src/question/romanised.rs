//! Chinese names of people, as reports in English write them: 吴泳铭 for Wu Yongming.
//!
//! The rule: three characters are a name where the library has both words of their pinyin, the surname and the given name,
//! and the given name is no word of English.

use pinyin::ToPinyin as _;

use crate::index::Snapshot;
use crate::text::is_han;

/// How many characters such a name has: a surname of one and a given name of two.
const LENGTH: usize = 3;

/// A given name of fewer letters may be anything.
const SHORTEST: usize = 5;

/// A question with such names as the library spells them.
pub(super) fn spelled(text: &str, snapshot: &Snapshot) -> String {
    let mut told = text.to_owned();
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut from = characters.len();
    for (place, window) in characters.windows(LENGTH).enumerate().rev() {
        if place + LENGTH > from || !window.iter().all(|(_, c)| is_han(*c)) {
            continue;
        }
        let syllables: Option<Vec<&str>> =
            window.iter().map(|(_, c)| c.to_pinyin().map(pinyin::Pinyin::plain)).collect();
        let Some([surname, given @ ..]) = syllables.as_deref() else { continue };
        let given = given.concat();
        let stands = |word: &str| snapshot.frequency(word).is_ok_and(|count| count > 0);
        let named = given.len() >= SHORTEST && !wordnik_list::word_exists(&given);
        let (start, end) = (window[0].0, window[LENGTH - 1].0 + window[LENGTH - 1].1.len_utf8());
        // 吴泳铭（Wu Yongming）
        let again = text[end..].trim_start().starts_with(['(', '（']);
        if named && !again && stands(&given) && stands(surname) {
            told.replace_range(start..end, &format!("{} {} ", capital(surname), capital(&given)));
            from = place;
        }
    }
    told
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
