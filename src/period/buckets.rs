//! Words found by how they begin: most of a text is told to be none without comparing any.

use std::collections::HashMap;

use super::vocabulary::Sense;

/// Longer words name no period.
const LONGEST: usize = 16;

/// Lower-case words by first letter and length.
pub(super) struct Buckets {
    /// `LONGEST` lengths for each of 26 letters.
    words: Vec<Vec<(String, Sense)>>,
}

impl Buckets {
    pub(super) fn new(senses: HashMap<String, Sense>) -> Self {
        let mut words = vec![Vec::new(); 26 * LONGEST];
        for (word, sense) in senses {
            if let Some(bucket) = place(word.as_bytes()).and_then(|place| words.get_mut(place)) {
                bucket.push((word, sense));
            }
        }
        Self { words }
    }

    pub(super) fn get(&self, word: &str) -> Option<Sense> {
        let bucket = self.words.get(place(word.as_bytes())?)?;
        bucket.iter().find(|(known, _)| known == word).map(|(_, sense)| *sense)
    }

    /// Whether some word begins with that letter, in either case, and is that long.
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        place(word).and_then(|place| self.words.get(place)).is_some_and(|bucket| !bucket.is_empty())
    }
}

fn place(word: &[u8]) -> Option<usize> {
    let letter = word.first()?.to_ascii_lowercase().wrapping_sub(b'a');
    (letter < 26 && word.len() <= LONGEST).then(|| usize::from(letter) * LONGEST + word.len() - 1)
}

/// A set of characters of the basic plane, one bit each.
pub(super) struct Characters {
    bits: Vec<u64>,
}

impl Characters {
    pub(super) fn hold(&self, c: char) -> bool {
        let code = c as usize;
        self.bits.get(code / 64).is_some_and(|bits| bits & (1 << (code % 64)) != 0)
    }
}

impl FromIterator<char> for Characters {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let mut bits = vec![0; 1024];
        for code in characters.into_iter().map(|c| c as usize) {
            if let Some(bits) = bits.get_mut(code / 64) {
                *bits |= 1 << (code % 64);
            }
        }
        Self { bits }
    }
}
