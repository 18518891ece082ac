//! Sentences that say what something is: `Trade receivables are amounts due from customers`.

use crate::lexicon::Lexicon;
use crate::text::{Span, Word, WordKind, fold, is_han, words};

/// Where a sentence that begins with a name goes on to say what that is, includes or stands for; the words that say it.
///
/// What is only told of a thing defines nothing: `Goodwill is tested every year`, `Revenue is 5 million`.
pub(super) fn within(sentence: &str, name: &str, lexicon: &Lexicon) -> Option<Span> {
    let all: Vec<Word> = words(sentence).collect();
    let lowered: Vec<String> = all.iter().map(|word| fold(word.span.slice(sentence))).collect();
    let wanted: Vec<String> = content(name, lexicon);
    let first = start(&all, &lowered, lexicon)?;
    let mut at = first;
    for wanted in &wanted {
        while lowered.get(at).is_some_and(|word| lexicon.is_article(word)) {
            at += 1;
        }
        if lowered.get(at)?.trim_end_matches("'s") != wanted {
            return None;
        }
        at += 1;
    }
    at = behind_bracket(&lowered, at);
    while lowered.get(at).is_some_and(|word| lexicon.is_degree(word)) {
        at += 1;
    }
    let rest = &sentence[all.get(at)?.span.start..];
    let verb = lexicon.leads_to_definition(rest)?;
    let from = sentence.len() - rest.len() + verb.length;
    let next = words(&sentence[from..]).next()?;
    let word = fold(next.span.slice(&sentence[from..]));
    let tells = next.kind == WordKind::Letters
        && !(verb.links
            && (word.ends_with("ed")
                || word.ends_with("ing")
                || lexicon.is_stop_word(&word) && !lexicon.is_article(&word)));
    (tells && !wanted.is_empty()).then(|| Span::new(from + next.span.start, sentence.len()))
}

/// How many words beside a name may say what somebody is.
const BESIDE: usize = 10;

/// Where a sentence says beside a name what somebody is: `chief scientist Ada Reyes`, `Ada Reyes, head of sales, …`.
pub(super) fn described(sentence: &str, name: &str, lexicon: &Lexicon) -> Option<Span> {
    let all: Vec<Word> = words(sentence).filter(|word| word.kind != WordKind::Mark).collect();
    let lowered: Vec<String> = all.iter().map(|word| fold(word.span.slice(sentence))).collect();
    let wanted = content(name, lexicon);
    let spelled = |part: &[String]| {
        part.iter().zip(&wanted).all(|(word, wanted)| word.trim_end_matches("'s") == wanted)
    };
    let at = lowered.windows(wanted.len().max(1)).position(spelled).filter(|_| !wanted.is_empty())?;
    let end = at + wanted.len();
    let named = all[at].span.joined(all[end - 1].span);
    if let Some(role) = lexicon.han_role(&sentence[..named.start]).filter(|_| name.contains(is_han)) {
        let clause = &sentence[role..named.start];
        let close = clause.chars().all(is_han) && clause.chars().count() <= BESIDE;
        return close.then(|| Span::new(role, named.end));
    }
    let joined = |from: usize, to: usize| sentence[from..to].chars().all(|c| c == ' ' || c == '-');
    let role = |word: &String| lexicon.is_role(word);
    let mut first = at;
    while first > 0
        && at - first < BESIDE
        && !lexicon.is_stop_word(&lowered[first - 1])
        && joined(all[first - 1].span.end, all[first].span.start)
    {
        first -= 1;
    }
    if lowered[first..at].iter().any(role) {
        return Some(all[first].span.joined(named));
    }
    let behind = sentence[named.end..].trim_start().strip_prefix([',', '(', '，', '（'])?;
    let behind = behind.trim_start();
    let length = behind.find([',', ';', '.', ')', '，', '；', '。', '）']).unwrap_or(behind.len());
    let told = &behind[..length];
    let says = words(told).take(BESIDE).any(|word| lexicon.is_role(&fold(word.span.slice(told))));
    let start = sentence.len() - behind.len();
    says.then(|| Span::new(start, start + length))
}

fn content(name: &str, lexicon: &Lexicon) -> Vec<String> {
    let all = words(name).filter(|word| word.kind != WordKind::Mark);
    all.map(|word| fold(word.span.slice(name))).filter(|word| !lexicon.is_article(word)).collect()
}

/// Behind a footnote's mark and an article: `(1) The …`.
fn start(all: &[Word], lowered: &[String], lexicon: &Lexicon) -> Option<usize> {
    let skipped = |(place, word): (usize, &Word)| {
        word.kind == WordKind::Mark || word.kind == WordKind::Digits || lexicon.is_article(&lowered[place])
    };
    all.iter().enumerate().position(|(place, word)| !skipped((place, word)))
}

/// Behind a short name in brackets: `Original Equipment Manufacturers (“OEM”)`.
fn behind_bracket(lowered: &[String], at: usize) -> usize {
    if lowered.get(at).is_none_or(|word| word != "(") {
        return at;
    }
    lowered[at..].iter().position(|word| word == ")").map_or(at, |close| at + close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(sentence: &str, name: &str, expected: Option<&str>) {
        let found = within(sentence, name, &Lexicon::built_in());
        assert_eq!(found.map(|span| span.slice(sentence)), expected, "{sentence}");
    }

    #[test]
    fn a_sentence_defines_what_it_begins_with() {
        case("Trade dues are amounts owed by shops.", "trade dues", Some("amounts owed by shops."));
        case("(2) The float represents an estimate.", "float", Some("an estimate."));
        case("Net cash (“NC”) consists primarily of deposits.", "net cash", Some("deposits."));
        case("Berths refers to the places let.", "Berths", Some("the places let."));
    }

    #[test]
    fn what_somebody_is_stands_beside_the_name() {
        #[track_caller]
        fn case(sentence: &str, name: &str, expected: Option<&str>) {
            let found = described(sentence, name, &Lexicon::built_in());
            assert_eq!(found.map(|span| span.slice(sentence)), expected, "{sentence}");
        }
        case("It works, said chief baker Ann-Lee Reyes.", "ann-lee reyes", Some("chief baker Ann-Lee Reyes"));
        case("“Fine,” said Ada Reyes, head of sales at Acme.", "Ada Reyes", Some("head of sales at Acme"));
        case("本公司董事长林可表示满意。", "林可", Some("董事长林可"));
        case("Ada Reyes, who was tired, left.", "Ada Reyes", None);
        case("The head of sales left, and Ada Reyes stayed.", "Ada Reyes", None);
    }

    #[test]
    fn what_is_told_of_a_thing_defines_nothing() {
        case("Goodwill is tested every year.", "goodwill", None);
        case("Revenue is 5 million.", "revenue", None);
        case("Revenue rose and costs are what matters.", "revenue", None);
        case("Interest expense increased.", "interest expense", None);
    }
}
