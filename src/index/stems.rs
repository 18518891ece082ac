//! Tokens without stop words, stemmed; what became of a word is kept for the next text that has it.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer};

use super::analysis::ReportTokens;

/// Longer words are encoded data, not language.
const LONGEST_WORD: usize = 80;

/// How many words are kept. Texts of one library have fewer that are no numbers; then it begins anew.
const KEPT: usize = 1 << 16;

/// Turns texts into stems.
#[derive(Clone)]
pub(super) struct Stems {
    stop_words: Arc<FxHashSet<String>>,
    stemmer: TextAnalyzer,
    /// The stem of a word; `None` for one that is left out.
    known: FxHashMap<Box<str>, Option<Arc<str>>>,
}

impl Stems {
    pub(super) fn without(stop_words: impl IntoIterator<Item = String>) -> Self {
        let stemmer = TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English));
        Self {
            stop_words: Arc::new(stop_words.into_iter().collect()),
            stemmer: stemmer.build(),
            known: FxHashMap::default(),
        }
    }

    /// Hands on each stem of a text with its position among all words.
    pub(super) fn each(&mut self, text: &str, mut take: impl FnMut(usize, &Arc<str>)) {
        let mut tokens = ReportTokens::of(text);
        while tokens.advance() {
            let token = tokens.token();
            if let Some(stem) = self.stem(&token.text) {
                take(token.position, stem);
            }
        }
    }

    fn stem(&mut self, word: &str) -> Option<&Arc<str>> {
        if !self.known.contains_key(word) {
            let stem = self.read(word);
            if self.known.len() >= KEPT {
                self.known.clear();
            }
            self.known.insert(word.into(), stem);
        }
        self.known.get(word)?.as_ref()
    }

    fn read(&mut self, word: &str) -> Option<Arc<str>> {
        if word.len() >= LONGEST_WORD || self.stop_words.contains(word) {
            return None;
        }
        let mut stream = self.stemmer.token_stream(word);
        stream.advance().then(|| stream.token().text.as_str().into())
    }
}

impl Tokenizer for Stems {
    type TokenStream<'a> = StemStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemStream<'a> {
        StemStream { tokens: ReportTokens::of(text), stems: self }
    }
}

/// The stems of one text for tantivy.
pub(super) struct StemStream<'a> {
    tokens: ReportTokens<'a>,
    stems: &'a mut Stems,
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        while self.tokens.advance() {
            let token = self.tokens.token_mut();
            if let Some(stem) = self.stems.stem(&token.text) {
                token.text.clear();
                token.text.push_str(stem);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.tokens.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tokens.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_known_before_become_the_same() {
        let mut stems = Stems::without(["the".to_owned()]);
        for _ in 0..2 {
            let mut found = Vec::new();
            stems
                .each("The revenues of the group", |position, stem| found.push((position, stem.to_string())));
            assert_eq!(found, [(1, "revenu".to_owned()), (2, "of".to_owned()), (4, "group".to_owned())]);
        }
        let long = "x".repeat(LONGEST_WORD);
        stems.each(&long, |_, stem| panic!("kept {stem}"));
    }
}
