use unicode_normalization::UnicodeNormalization;

/// A text as it is compared: lower case, compatibility forms folded (full-width digits, ligatures), curly quotes
/// and dashes made plain, runs of white space made one space. Offsets are not kept; fold words, not documents.
///
/// ```
/// assert_eq!(footnote::text::fold("Alibaba’s  ＣＡＰＥＸ"), "alibaba's capex");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        let plain = match c {
            '‘' | '’' | '`' | '´' => '\'',
            '“' | '”' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if plain != ' ' || !folded.ends_with(' ') {
            folded.push(plain);
        }
    }
    folded.trim().to_owned()
}
