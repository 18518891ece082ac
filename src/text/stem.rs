use std::sync::LazyLock;

use tantivy::tokenizer::{Language as StemmerLanguage, Stemmer, TextAnalyzer, RawTokenizer, TokenStream};

/// The stem of a folded English word (Snowball); other words come back as they are.
///
/// ```
/// assert_eq!(footnote::text::stem("revenues"), footnote::text::stem("revenue"));
/// ```
#[must_use]
pub fn stem(word: &str) -> String {
    static ANALYZER: LazyLock<TextAnalyzer> =
        LazyLock::new(|| TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(StemmerLanguage::English)).build());
    if !word.is_ascii() {
        return word.to_owned();
    }
    let mut analyzer = ANALYZER.clone();
    let mut stream = analyzer.token_stream(word);
    stream.next().map_or_else(|| word.to_owned(), |token| token.text.clone())
}
