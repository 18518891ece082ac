//! The words of a question outside its slots: what they are, and which of them stand beside a term or name something.

use super::Asked;
use crate::figures::Metric;
use crate::index::analysed;
use crate::lexicon::Lexicon;
use crate::quantity::{self, UnitKind};
use crate::text::{Span, Word, WordKind, fold, without, words};

/// A metric term with the loose words right before it: `cloud order reserve`, `external revenue`.
pub(super) fn phrase(text: &str, term: Span, taken: &[Span], lexicon: &Lexicon) -> String {
    let before: Vec<Span> = words(&text[..term.start]).map(|word| word.span).collect();
    let mut start = term.start;
    for span in before.iter().rev().take(3) {
        let word = fold(span.slice(text));
        let adjoins = text[span.end..start].chars().all(|c| c == ' ' || c == '-');
        let loose = !taken.iter().any(|other| other.overlaps(*span));
        if !adjoins
            || !loose
            || lexicon.is_stop_word(&word)
            || !word.chars().next().is_some_and(char::is_alphabetic)
        {
            break;
        }
        start = span.start;
    }
    text[start..term.end].to_owned()
}

/// The words of a text with one space between them.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The stems of capitalised words outside every slot, those that begin a sentence aside.
pub(super) fn proper(text: &str, taken: &[Span]) -> Vec<String> {
    let begins =
        |at: usize| matches!(text[..at].trim_end().chars().next_back(), None | Some('.' | '?' | '!'));
    let capital = |span: &Span| span.slice(text).starts_with(char::is_uppercase) && !begins(span.start);
    let loose =
        words(text).filter(|word| word.kind == WordKind::Letters).map(|word| word.span).filter(capital);
    let loose = loose.filter(|span| !taken.iter().any(|other| other.overlaps(*span)));
    loose.flat_map(|span| analysed(span.slice(text))).map(|(_, stem)| stem).collect()
}

/// `白鹭出行 (Bailu Chuxing)`: another spelling, in brackets beside a known name or before one.
pub(super) fn is_gloss(text: &str, span: Span, taken: &[Span]) -> bool {
    let opens = |end: usize, start: usize| {
        let between = text.get(end..start).map(str::trim);
        let between = between.map(|between| {
            let bare = between.strip_prefix("'s").or_else(|| between.strip_prefix("’s"));
            bare.unwrap_or(between).trim()
        });
        between.is_some_and(|between| matches!(between, "(" | "（"))
    };
    // `白鹭出行 (Bailu Chuxing)`, where Bailu alone is known.
    let inside =
        text[..span.start].rfind(['(', '（']).filter(|open| !text[*open..span.start].contains([')', '）']));
    let bracketed = inside.is_some_and(|open| {
        let before = text[..open].trim_end().len();
        let closes = text[span.end..].trim_start().starts_with([')', '）']);
        closes && taken.iter().any(|other| other.end == before)
    });
    bracketed || taken.iter().any(|other| opens(other.end, span.start) || opens(span.end, other.start))
}

/// The content words outside every slot.
///
/// A Chinese word that is listed stays whole, however the index cuts it: 首席执行官.
pub(super) fn left_over(text: &str, taken: &[Span], lexicon: &Lexicon) -> Vec<String> {
    let loose = without(text, taken.iter().copied());
    let whole = lexicon.han_words(&loose);
    let listed: Vec<String> = whole.iter().map(|span| fold(span.slice(&loose))).collect();
    let mut left = Vec::new();
    for word in listed.into_iter().chain(content(&without(&loose, whole.into_iter()))) {
        if !left.contains(&word) {
            left.push(word);
        }
    }
    left
}

/// The words of a text that carry meaning, folded; Chinese ones as the index cuts them.
pub(super) fn content(text: &str) -> Vec<String> {
    let tokens: Vec<Word> = words(text).filter(|word| word.kind != WordKind::Mark).collect();
    let mut found = Vec::new();
    for run in tokens.chunk_by(|one, other| {
        one.kind == WordKind::Han && other.kind == WordKind::Han && one.span.end == other.span.start
    }) {
        let span = run[0].span.joined(run[run.len() - 1].span);
        let bare = span.slice(text).trim_end_matches("'s").trim_end_matches("’s");
        let cut = analysed(bare).into_iter().map(|(_, word)| word);
        match run[0].kind {
            WordKind::Han => found.extend(cut),
            // `can't`, `didn’t` say no more than `cannot`.
            _ if bare.ends_with("n't") || bare.ends_with("n’t") => {}
            _ if cut.count() > 0 => found.push(fold(bare)),
            _ => {}
        }
    }
    found
}

/// 吴泳铭（Wu Yongming）: the Chinese spelling right before a name in brackets is the name again.
pub(super) fn glossed(text: &str, named: &[(Span, Asked)]) -> Vec<Span> {
    let spelled = |(span, _): &(Span, Asked)| {
        let before = text[..span.start].strip_suffix(['(', '（'])?;
        let han: Vec<usize> = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| crate::text::is_han(*c))
            .map(|(at, _)| at)
            .collect();
        let start = han.get(..LONGEST_NAME.min(han.len()))?.last().copied()?;
        Some(Span::new(start, before.len()))
    };
    named.iter().filter_map(spelled).collect()
}

/// How many characters a Chinese name has at most.
const LONGEST_NAME: usize = 4;

/// `unfilled cloud orders`: a listed term of two words with what narrows it between them, `cloud` before `unfilled orders`.
pub(super) fn split_term(name: &str, lexicon: &Lexicon) -> Option<Metric> {
    let all: Vec<&str> = name.split(' ').collect();
    let [first, middle @ .., last] = all.as_slice() else { return None };
    let whole = format!("{first} {last}");
    // `net interest margin`, `cloud order backlog`: what is a term as it stands is not taken apart.
    let stands = |words: &str| lexicon.metrics(words).iter().any(|mention| mention.span.len() == words.len());
    if stands(name) || stands(&name[first.len() + 1..]) {
        return None;
    }
    let found = lexicon.metrics(&whole);
    let [only] = found.as_slice() else { return None };
    let is_whole = !middle.is_empty() && only.span.len() == whole.len();
    is_whole.then(|| Metric { name: format!("{} {whole}", middle.join(" ")), key: Some(only.key.to_owned()) })
}

/// `percent`, `dollars`, `gigawatts`: in what an amount is wanted.
pub(super) fn is_unit(word: &str) -> bool {
    measures(word, |kind| matches!(kind, UnitKind::Money | UnitKind::Ratio | UnitKind::Physical))
}

/// Likewise, times and counts included.
pub(super) fn is_any_unit(word: &str) -> bool {
    measures(word, |kind| kind != UnitKind::Count)
}

pub(super) fn is_money(word: &str) -> bool {
    measures(word, |kind| kind == UnitKind::Money)
}

fn measures(word: &str, wanted: impl Fn(UnitKind) -> bool) -> bool {
    let text = format!("2 {word}");
    let fits = |found: &quantity::Quantity| {
        found.span.len() == text.len() && found.unit.as_ref().is_some_and(|unit| wanted(unit.kind))
    };
    quantity::find(&text).quantities.iter().any(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_may_be_cut_in_two_by_what_narrows_it() {
        let lexicon = Lexicon::built_in();
        let found = split_term("unfilled tram orders", &lexicon).expect("unfilled orders are listed");
        assert_eq!((found.name.as_str(), found.key.as_deref()), ("tram unfilled orders", Some("backlog")));
        assert_eq!(split_term("unfilled orders", &lexicon), None);
        assert_eq!(split_term("cheap tram orders", &lexicon), None);
    }

    #[test]
    fn units_say_in_what_an_amount_is_wanted() {
        for word in ["percent", "dollars", "yuan"] {
            assert!(is_unit(word), "{word}");
        }
        assert!(!is_unit("trams") && !is_unit("infrastructure"));
    }
}
