use super::lex::{Kind, Page};
use super::vocabulary::VOCABULARY;

/// What a number counts: the noun in the singular, and the token after it.
pub(super) struct Counted {
    pub name: String,
    pub next: usize,
}

/// The noun that the phrase after a number is about: `1,200 new engineers` → `engineer`, `120家` → `家`.
pub(super) fn counted(page: &Page, at: usize, one: bool) -> Option<Counted> {
    if page.is_broken(at) {
        return None;
    }
    match page.kind(at)? {
        Kind::Han => han(page, at),
        Kind::Word if page.tokens[at].spaced => english(page, at, one),
        Kind::Mark if page.is(at, "-") && page.is_glued(at) && page.is_glued(at + 1) => {
            hyphenated(page, at + 1)
        }
        _ => chinese_latin(page, at),
    }
}

/// `12-page`, `three-cylinder`.
fn hyphenated(page: &Page, at: usize) -> Option<Counted> {
    let word = page.folded(at);
    let counts =
        page.kind(at) == Some(Kind::Word) && word.len() > 2 && !VOCABULARY.stops.contains(word.as_ref());
    counts.then(|| Counted { name: singular(&word), next: at + 1 })
}

/// The last of the first plurals in a row; words before it are its adjectives.
fn english(page: &Page, at: usize, one: bool) -> Option<Counted> {
    let end = phrase_end(page, at);
    let plural = (at..end).find(|at| is_plural(&page.folded(*at)));
    let head = match plural {
        _ if one => end.checked_sub(1).filter(|head| *head >= at && end <= at + 3)?,
        Some(plural) => (plural..end).take_while(|at| is_plural(&page.folded(*at))).take(2).last()?,
        None => return None,
    };
    let name = compound(page, at, head);
    Some(Counted { name, next: head + 1 })
}

/// The noun with the nouns that stand before it, without adjectives of degree and order.
fn compound(page: &Page, at: usize, head: usize) -> String {
    let _ = at;
    singular(&page.folded(head))
}

/// The token after the words that can belong to one noun phrase.
fn phrase_end(page: &Page, at: usize) -> usize {
    let mut next = at;
    while next < at + 7 {
        let hyphen = page.is(next, "-") && page.is_glued(next) && page.is_glued(next + 1) && next > at;
        let word = page.kind(next) == Some(Kind::Word) && (next == at || !page.is_broken(next));
        let stop = VOCABULARY.stops.contains(page.folded(next).as_ref());
        let joins = page.folded(next) == "and" && next > at && joins_modifiers(page, at, next);
        if !(hyphen || (word && !stop) || joins) {
            break;
        }
        next += 1;
    }
    next
}

/// `digital and physical sales`, not `engineers and managers`.
fn joins_modifiers(page: &Page, at: usize, and: usize) -> bool {
    let plural_before = (at..and).any(|at| is_plural(&page.folded(at)));
    let plural_after = (and + 1..and + 3).any(|at| is_plural(&page.folded(at)));
    !plural_before && plural_after
}

pub(super) fn is_plural(word: &str) -> bool {
    if VOCABULARY.plurals.contains_key(word) {
        return true;
    }
    let shaped = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("'s");
    shaped && word.is_ascii() && !VOCABULARY.singulars.contains(word) && !VOCABULARY.stops.contains(word)
}

/// One of what a plural names; other words stay as they are.
pub(super) fn singular(word: &str) -> String {
    if let Some(one) = VOCABULARY.plurals.get(word) {
        return one.clone();
    }
    if !is_plural(word) {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let sibilant = ["ches", "shes", "xes", "sses", "zzes"].iter().any(|ending| word.ends_with(ending));
    word.strip_suffix(if sibilant { "es" } else { "s" }).unwrap_or(word).to_owned()
}

/// A counter or noun: `3.6万人`, `1.1亿会员`, `10个型号`.
fn han(page: &Page, at: usize) -> Option<Counted> {
    let general = page.is(at, "个") || page.is(at, "個") || page.is(at, "多") && page.is(at + 1, "个");
    let noun_at = if general { at + 1 + usize::from(page.is(at, "多")) } else { at };
    if let Some((name, next)) = VOCABULARY.han_nouns.starting(page, noun_at) {
        return Some(Counted { name: name.to_owned(), next });
    }
    if general {
        return Some(Counted { name: "个".to_owned(), next: noun_at });
    }
    let (name, next) = VOCABULARY.han_counters.starting(page, at)?;
    if let Some((noun, end)) = VOCABULARY.han_nouns.starting(page, next).filter(|_| name == "people") {
        return Some(Counted { name: noun.to_owned(), next: end });
    }
    Some(Counted { name: name.to_owned(), next })
}

/// `3000万tokens`: a Latin noun right after a Chinese number.
fn chinese_latin(page: &Page, at: usize) -> Option<Counted> {
    let (name, next) = VOCABULARY.han_nouns.starting(page, at)?;
    Some(Counted { name: singular(&name.to_lowercase()), next })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_become_singular() {
        for (many, one) in [
            ("engineers", "engineer"),
            ("companies", "company"),
            ("batches", "batch"),
            ("people", "people"),
            ("women", "woman"),
            ("business", "business"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
