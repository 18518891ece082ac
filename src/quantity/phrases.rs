use rustc_hash::FxHashMap;

use super::lex::{Kind, Page, fold_token, narrow};

/// How a spelling must be printed to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// In any letter case, with or without spaces.
    Any,
    /// In this letter case only.
    Exact,
    /// In this letter case and without a space between it and the number.
    Glued,
}

/// Spellings of one or more tokens and what they mean, found at a place or ending before it.
pub(super) struct Phrases<T> {
    folded: FxHashMap<String, T>,
    exact: FxHashMap<String, (T, Fit)>,
    /// The most tokens a spelling has that starts with this one.
    starts: FxHashMap<String, usize>,
    ends: FxHashMap<String, usize>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            folded: FxHashMap::default(),
            exact: FxHashMap::default(),
            starts: FxHashMap::default(),
            ends: FxHashMap::default(),
        }
    }
}

impl<T: Copy> Phrases<T> {
    /// Room for as many spellings as a table has.
    pub fn with_capacity(spellings: usize) -> Self {
        let mut phrases = Self::default();
        phrases.folded.reserve(spellings);
        phrases.starts.reserve(spellings);
        phrases.ends.reserve(spellings);
        phrases
    }

    pub fn add(&mut self, spelling: &str, fit: Fit, meaning: T) {
        if !spelling.is_empty() && spelling.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            let folded = fold_token(spelling);
            grow(&mut self.starts, &folded, 1);
            grow(&mut self.ends, &folded, 1);
            return self.insert(spelling, &folded, fit, meaning);
        }
        let page = Page::new(spelling);
        let parts = (0..page.len()).filter(|at| !is_inner_hyphen(&page, *at));
        let (mut exact, mut folded, mut last) = (String::new(), String::new(), None);
        for at in parts {
            if last.is_none() {
                grow(&mut self.starts, page.folded(at), page.len());
            } else {
                exact.push(' ');
                folded.push(' ');
            }
            exact.push_str(page.slice(at));
            folded.push_str(page.folded(at));
            last = Some(at);
        }
        let Some(last) = last else { return };
        grow(&mut self.ends, page.folded(last), page.len());
        self.insert(&exact, &folded, fit, meaning);
    }

    fn insert(&mut self, exact: &str, folded: &str, fit: Fit, meaning: T) {
        match fit {
            Fit::Any => drop(self.folded.insert(folded.to_owned(), meaning)),
            fit => drop(self.exact.insert(exact.to_owned(), (meaning, fit))),
        }
    }

    /// The longest spelling that starts at a token, and the token after it.
    pub fn starting(&self, page: &Page, at: usize) -> Option<(T, usize)> {
        let first = page.folded(at);
        let longest = *self.starts.get(first)?;
        let mut key = first.to_owned();
        let mut exact: String = page.slice(at).chars().map(narrow).collect();
        let mut best = None;
        let mut next = at + 1;
        for _ in 0..longest {
            // `3m` is glued to its number; `A$` in itself.
            let whole = next > at + 1 && (at + 1..next).all(|at| page.is_glued(at));
            let fits = |fit| fit != Fit::Glued || page.is_glued(at) || whole;
            if let Some(meaning) = self.meaning(&key, &exact, fits) {
                best = Some((meaning, next));
            }
            next += usize::from(is_inner_hyphen(page, next));
            let apart = page.kind(next) == Some(Kind::Digits) && !page.is_glued(next);
            if page.is_broken(next) || apart {
                break;
            }
            key.push(' ');
            key.push_str(page.folded(next));
            exact.push(' ');
            exact.push_str(page.slice(next));
            next += 1;
        }
        best
    }

    /// The longest spelling that ends right before a token and does not start before `floor`, and its first token.
    pub fn ending(&self, page: &Page, before: usize, floor: usize) -> Option<(T, usize)> {
        let last = before.checked_sub(1).filter(|last| *last >= floor)?;
        let longest = *self.ends.get(page.folded(last))?;
        if page.is_broken(before) && before < page.len() {
            return None;
        }
        let mut best = None;
        let mut first = last;
        for _ in 0..longest {
            let (key, exact) = joined(page, first, before);
            let glued = (first + 1..=before).all(|at| page.is_glued(at));
            if let Some(meaning) = self.meaning(&key, &exact, |fit| fit != Fit::Glued || glued) {
                best = Some((meaning, first));
            }
            if first == floor || page.is_broken(first) {
                break;
            }
            first -= 1;
        }
        best
    }

    /// Whether a single folded word is among the spellings.
    pub fn has(&self, word: &str) -> bool {
        self.folded.contains_key(word)
    }

    fn meaning(&self, key: &str, exact: &str, fits: impl Fn(Fit) -> bool) -> Option<T> {
        let printed = self.exact.get(exact).filter(|(_, fit)| fits(*fit)).map(|(meaning, _)| *meaning);
        printed.or_else(|| self.folded.get(key).copied())
    }
}

fn joined(page: &Page, first: usize, before: usize) -> (String, String) {
    let parts = (first..before).filter(|at| *at == first || !is_inner_hyphen(page, *at));
    let exact = parts.map(|at| page.slice(at)).collect::<Vec<_>>().join(" ");
    (fold_token(&exact).into_owned(), exact)
}

/// A hyphen inside a phrase (`basis-point`), which is read as the space it could be.
fn is_inner_hyphen(page: &Page, at: usize) -> bool {
    let letters =
        |at: usize| matches!(page.kind(at), Some(Kind::Word)) || page.is(at, "%") || page.is(at, ".");
    matches!(page.slice(at), "-" | "‑" | "‐") && at > 0 && letters(at - 1) && letters(at + 1)
}

fn grow(lengths: &mut FxHashMap<String, usize>, token: &str, length: usize) {
    match lengths.get_mut(token) {
        Some(longest) => *longest = length.max(*longest),
        None => drop(lengths.insert(token.to_owned(), length)),
    }
}
