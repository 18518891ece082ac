use super::Unit;
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

/// What is counted out of a whole: `three of its stores`, `one of the banks`.
pub(super) fn partitive(page: &Page, at: usize) -> Option<Counted> {
    let word = page.folded(at + 1);
    let owner = word.ends_with("'s");
    let determiner = VOCABULARY.determiners.contains(word) && !matches!(word, "a" | "all");
    if page.folded(at) != "of"
        || !(determiner || owner)
        || page.is_broken(at)
        || page.is_broken(at + 1)
        || page.is_broken(at + 2)
    {
        return None;
    }
    let from = at + 2;
    let end = phrase_end(page, from);
    let plural = (from..end).find(|at| is_plural_at(page, *at))?;
    let head = past_invariant(page, plural, end);
    let name = compound(page, from, head);
    Some(Counted { name, next: head + 1 })
}

/// `best_bank` → `good_bank`, `largest_bank` → `large_bank`: one of the best is a good one, as a dictionary lists it.
fn without_superlative(name: &str) -> Option<String> {
    let (first, rest) = name.split_once('_')?;
    if first == "most" {
        return Some(rest.to_owned());
    }
    let plain = VOCABULARY.superlatives.get(first).cloned().or_else(|| positive(first))?;
    Some(format!("{plain}_{rest}"))
}

/// The plain form of a regular superlative: `largest`, `hottest`, `busiest`.
fn positive(word: &str) -> Option<String> {
    let stem = word.strip_suffix("est").filter(|stem| stem.len() > 2 && stem.is_ascii())?;
    if let Some(stem) = stem.strip_suffix('i') {
        return Some(format!("{stem}y"));
    }
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    if last == before && !matches!(last, 'l' | 's') {
        return stem.get(..stem.len() - 1).map(str::to_owned);
    }
    let silent_e = VOCABULARY.silent_e.iter().any(|ending| stem.ends_with(ending));
    Some(if silent_e { format!("{stem}e") } else { stem.to_owned() })
}

/// `12-page`, `three-cylinder`.
fn hyphenated(page: &Page, at: usize) -> Option<Counted> {
    let word = page.folded(at);
    let cardinal = VOCABULARY.numbers.get(word).is_some_and(|word| word.cardinal.is_some());
    let counts =
        page.kind(at) == Some(Kind::Word) && word.len() > 2 && !cardinal && !VOCABULARY.stops.contains(word);
    counts.then(|| Counted { name: singular(word), next: at + 1 })
}

/// The last of the first plurals in a row; words before it are its adjectives.
fn english(page: &Page, at: usize, one: bool) -> Option<Counted> {
    let skipped = (at..at + 2).take_while(|at| matches!(page.folded(*at), "more" | "such" | "other")).count();
    let at = at + skipped;
    let end = phrase_end(page, at);
    let plural = (at..end).find(|at| is_plural_at(page, *at));
    let head = match plural {
        _ if one => end.checked_sub(1).filter(|head| *head >= at && end <= at + 3)?,
        Some(plural) => past_invariant(page, plural, end),
        None => return attributive(page, at, end),
    };
    let name = compound(page, at, head);
    Some(Counted { name, next: head + 1 })
}

/// The unit of measure that a counted noun is: `50 previous years`, `517 rushing yards`.
pub(super) fn measure(page: &Page, head: usize) -> Option<Unit> {
    let (measure, _) = VOCABULARY.measures.starting(page, head).filter(|(_, next)| *next == head + 1)?;
    let english = page.kind(head) == Some(Kind::Word) && page.slice(head).len() > 3;
    english.then(|| Unit {
        kind: measure.kind,
        name: measure.name.to_owned(),
        per: measure.per.map(str::to_owned),
    })
}

/// The noun with the words that stand before it, without those that say how many.
fn compound(page: &Page, at: usize, head: usize) -> String {
    let name = joined(page, at, head);
    if at < head { without_superlative(&name).unwrap_or(name) } else { name }
}

fn joined(page: &Page, at: usize, head: usize) -> String {
    let mut name = String::new();
    // `full-time employees`: with its quantifier the whole compound goes.
    let compound = VOCABULARY.quantifiers.contains(page.folded(at)) && page.is(at + 1, "-") && at + 2 < head;
    let from = if compound { at + 3 } else { at };
    for at in from..=head {
        let word = page.folded(at);
        let skipped = word == "and" || VOCABULARY.quantifiers.contains(word) && at < head;
        if skipped {
            continue;
        }
        let hyphen = word == "-" || name.ends_with('-');
        if !name.is_empty() && !hyphen {
            name.push('_');
        }
        name.push_str(&if at == head { singular_at(page, at) } else { word.to_owned() });
    }
    name
}

/// `data centres`, `staff members`: a plural without -s before another is its adjective.
fn past_invariant(page: &Page, plural: usize, end: usize) -> usize {
    let word = page.folded(plural);
    let invariant = VOCABULARY.plurals.get(word).is_some_and(|one| *one == word);
    let again = plural + 1 < end && is_plural(page.folded(plural + 1));
    if invariant && again { plural + 1 } else { plural }
}

/// `a 12 page document`, `the 28 yard line`: the noun stands in the singular before another.
fn attributive(page: &Page, at: usize, end: usize) -> Option<Counted> {
    let article = at >= 2 && matches!(page.folded(at - 2), "a" | "an" | "the" | "its" | "their");
    let lower =
        page.slice(at).chars().all(char::is_lowercase) && page.slice(at + 1).starts_with(char::is_lowercase);
    (article && lower && end >= at + 2).then(|| Counted { name: page.folded(at).to_owned(), next: at + 1 })
}

/// The token after the words that can belong to one noun phrase.
fn phrase_end(page: &Page, at: usize) -> usize {
    let mut next = at;
    while next < at + 7 {
        let hyphen = page.is(next, "-") && page.is_glued(next) && page.is_glued(next + 1) && next > at;
        let model = next > at && is_model_number(page, next);
        let word = (page.kind(next) == Some(Kind::Word) || model) && (next == at || !page.is_broken(next));
        let after_hyphen = next > at && page.is(next - 1, "-");
        let stop = VOCABULARY.stops.contains(page.folded(next)) && !after_hyphen;
        let joins = page.folded(next) == "and" && next > at && joins_modifiers(page, at, next);
        if !(hyphen || (word && !stop) || joins) {
            break;
        }
        next += 1;
    }
    next
}

/// `5,000 Orbit 3 phones`: a number inside the name of what is counted.
fn is_model_number(page: &Page, at: usize) -> bool {
    page.kind(at) == Some(Kind::Digits)
        && page.slice(at).len() <= 4
        && !page.is_glued(at)
        && super::measure::is_capitalised(page, at - 1)
        && page.kind(at + 1) == Some(Kind::Word)
        && !page.is_glued(at + 1)
}

/// `digital and physical sales`, not `engineers and managers`.
fn joins_modifiers(page: &Page, at: usize, and: usize) -> bool {
    let plural_before = (at..and).any(|at| is_plural(page.folded(at)));
    let plural_after = (and + 1..and + 3).any(|at| is_plural(page.folded(at)));
    !plural_before && plural_after
}

/// A plural as printed, `EVs` and `PCs` included.
fn is_plural_at(page: &Page, at: usize) -> bool {
    is_acronym_plural(page.slice(at)) || is_plural(page.folded(at))
}

fn is_acronym_plural(printed: &str) -> bool {
    let stem = printed.strip_suffix('s').filter(|stem| stem.len() > 1);
    stem.is_some_and(|stem| stem.bytes().all(|byte| byte.is_ascii_uppercase()))
}

fn singular_at(page: &Page, at: usize) -> String {
    let word = page.folded(at);
    match word.strip_suffix('s') {
        Some(stem) if is_acronym_plural(page.slice(at)) => stem.to_owned(),
        _ => singular(word),
    }
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

/// The plural of a unit's or noun's last word.
pub(super) fn plural(name: &str) -> String {
    if let Some((many, _)) =
        VOCABULARY.plurals.iter().find(|(many, one)| *one == name && many.as_str() != name)
    {
        return many.clone();
    }
    let known = VOCABULARY.plurals.contains_key(name)
        || is_plural(name)
        || name.ends_with("hertz")
        || name.ends_with("celsius");
    if known || !name.ends_with(|c: char| c.is_ascii_lowercase()) {
        return name.to_owned();
    }
    match name.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None if name.ends_with("ch")
            || name.ends_with("sh")
            || name.ends_with('x')
            || name.ends_with("ss") =>
        {
            format!("{name}es")
        }
        None => format!("{name}s"),
    }
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
