//! Names that a question has and no list: misspelt ones of the library, and capitalised ones it does not know.

use super::loose::is_gloss;
use super::read::Reader;
use super::{Asked, Known, unknown};
use crate::quantity;
use crate::text::{Span, WordKind, fold};

impl Reader<'_> {
    /// Names of several words with a slip in them: `Sorel Bank`, which a part of it alone would take for another `Sorrel`.
    fn misspelt_names(&self, text: &str, loose: &[Span]) -> Vec<(Span, String)> {
        let mut found: Vec<(Span, String)> = Vec::new();
        for count in [3, 2] {
            for window in loose.windows(count) {
                let whole = window[0].joined(window[count - 1]);
                let apart = window.windows(2).all(|pair| &text[pair[0].end..pair[1].start] == " ");
                let known = self.lexicon.is_common(&fold(window[0].slice(text)));
                if !apart || known || found.iter().any(|(other, _)| other.overlaps(whole)) {
                    continue;
                }
                let name = self.directory.misspelt(whole.slice(text));
                found.extend(name.map(|name| (whole, name)));
            }
        }
        found
    }

    /// Misspelt names the library knows, and capitalised ones that it does not.
    pub(super) fn strangers(&self, text: &str, taken: &mut Vec<Span>) -> Vec<(Span, Asked)> {
        let mut found = Vec::new();
        let loose: Vec<Span> = crate::text::words(text)
            .filter(|word| word.kind == WordKind::Letters)
            .map(|word| word.span)
            .filter(|span| !taken.iter().any(|other| other.overlaps(*span)))
            .collect();
        for (span, name) in self.misspelt_names(text, &loose) {
            taken.push(span);
            found.push((span, Asked { name, known: Known::Measured }));
        }
        for span in &loose {
            let span = *span;
            if taken.iter().any(|other| other.overlaps(span)) {
                continue;
            }
            let word = span.slice(text).trim_end_matches("'s").trim_end_matches("’s");
            // `Harbour Services` is not the `Harbour` of `Orlin Harbour Limited`.
            let alone = !goes_on(text, span, &loose);
            let part = || self.directory.part_of(word).filter(|_| alone);
            let known = || part().or_else(|| self.directory.misspelt(word));
            if let Some(name) = (!self.lexicon.is_common(&fold(word))).then(known).flatten() {
                taken.push(span);
                found.push((span, Asked { name, known: Known::Measured }));
            }
        }
        for (span, name) in unknown::unknown(text, taken) {
            if names_currency(text, span) {
                taken.push(span);
                continue;
            }
            if is_gloss(text, span, taken) {
                taken.push(span);
                continue;
            }
            if !fold(&name).split(' ').all(|word| self.lexicon.is_common(word)) {
                taken.push(span);
                let known = self.directory.known(&name, self.lexicon, self.snapshot);
                found.push((span, Asked { name, known }));
            }
        }
        let unnamed = found.is_empty() && self.directory.find(text, self.lexicon, self.snapshot).is_empty();
        if let Some(span) = unknown::han_name(text, taken).filter(|_| unnamed && !self.given) {
            let name = span.slice(text).to_owned();
            // What the library has a word for may be no name.
            if self.directory.known(&name, self.lexicon, self.snapshot) == Known::Unknown {
                taken.push(span);
                found.push((span, Asked { name, known: Known::Unknown }));
            }
        }
        found
    }
}

/// Whether another capitalised word follows that belongs to the same name.
fn goes_on(text: &str, span: Span, loose: &[Span]) -> bool {
    let capital = |span: Span| span.slice(text).starts_with(|c: char| c.is_ascii_uppercase());
    let next = loose.iter().find(|next| next.start > span.start);
    let beside = next.is_some_and(|next| &text[span.end..next.start] == " " && capital(*next));
    beside && capital(span)
}

/// `Hong Kong` of `Hong Kong dollars`.
fn names_currency(text: &str, span: Span) -> bool {
    let amount = format!("2 {}", &text[span.start..]);
    let found = quantity::find(&amount).quantities.into_iter().next();
    found.is_some_and(|found| {
        let money = found.unit.as_ref().is_some_and(quantity::Unit::is_money);
        money && found.span.start == 0 && found.span.end > span.len() + 2
    })
}
