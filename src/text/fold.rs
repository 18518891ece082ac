use unicode_normalization::UnicodeNormalization;

use super::simplified;

/// A text as it is compared: lower case, compatibility forms folded (full-width digits, ligatures), traditional Chinese
/// characters simplified, curly quotes and dashes made plain, runs of white space made one space. Offsets are not kept; fold words, not documents.
///
/// ```
/// assert_eq!(footnote::text::fold("Alibaba’s  ＣＡＰＥＸ"), "alibaba's capex");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        let plain = match c {
            '‘' | '’' | '`' | '´' => '\'',
            '“' | '”' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            c if c.is_whitespace() => ' ',
            c => simplified(c),
        };
        if plain != ' ' || !folded.ends_with(' ') {
            folded.push(plain);
        }
    }
    folded.trim().to_owned()
}

/// A question with plain quotes, dashes and punctuation and no space twice, whatever keyboard it was typed on, so that
/// folding it keeps the offsets of its words.
///
/// ```
/// assert_eq!(footnote::text::plain("Acme’s  sales，2024？"), "Acme's sales,2024?");
/// ```
#[must_use]
pub fn plain(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for c in text.trim().chars() {
        let plain = match c {
            '‘' | '’' | '`' | '´' => '\'',
            '“' | '”' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            '\n' => '\n',
            c if c.is_whitespace() => ' ',
            // The full-width forms stand in Unicode in the order of ASCII.
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        };
        if plain != ' ' && plain != '\n' || !told.ends_with([' ', '\n']) {
            told.push(plain);
        }
    }
    told
}

/// The same without the tables of Unicode, which most texts need not.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        let plain = match c {
            '`' => '\'',
            c if c.is_whitespace() => ' ',
            c => c.to_ascii_lowercase(),
        };
        if plain != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
            folded.push(plain);
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_folds_as_it_does_beside_other_letters() {
        let all: String = (0u8..128).map(char::from).collect();
        for text in [all.as_str(), "  Two\t words \n", "`quoted`", "", " "] {
            let beside = fold(&format!("{text}é"));
            assert_eq!(beside.trim_end_matches('é').trim_end(), fold(text));
        }
    }
}
