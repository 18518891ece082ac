//! A question without what explains it: `…, i.e. the nine months less the third quarter`, `(the bank itself, mind you)`,
//! and apart from what is not to be counted: `excluding fuel`.
//!
//! The rule: only what stands beside a question that is whole without it is left out.

use crate::lexicon::{Expression, Lexicon, QuestionCue, is_interjection};
use crate::period::{self, Anchor};
use crate::quantity::{self, Scale};
use crate::text::{Span, Word, WordKind, fold, is_han, sentences, without, words};

/// A remark in brackets has at least so many words; fewer are a name or a unit.
const REMARK: usize = 3;

/// The question itself.
pub(super) fn gist(text: &str, lexicon: &Lexicon) -> String {
    let said = said_first(text).map(|end| Span::new(0, end));
    let whole = without(text, said.into_iter().chain(remarks(text, lexicon)));
    let whole = if said.is_some() { whole.trim_start().to_owned() } else { whole };
    let whole = left_out_behind(&whole, lexicon).unwrap_or(whole);
    let asks_behind = |at: usize| {
        let cues = lexicon.question_cues(&whole[at..]);
        cues.iter().any(|found| {
            matches!(found.cue, QuestionCue::Share | QuestionCue::HowMuch | QuestionCue::HowMany)
        })
    };
    let asked = lexicon.explains(&whole).filter(|at| !asks_behind(*at)).and_then(|at| {
        // A mark sets it apart: `the churn that is defined as net` is all question.
        let before = whole[..at].trim_end();
        let asked = before.trim_end_matches([',', '(', '，', '（', ';', '；', '-', '–', '—', ':']);
        (asked.len() < before.len() && !lexicon.metrics(asked).is_empty())
            .then(|| asked.trim_end().to_owned())
    });
    asked.unwrap_or(whole)
}

/// `leave fuel out` as `leave out fuel`, 把燃料剔除 as 剔除燃料: what is left out behind the words that say so.
fn left_out_behind(text: &str, lexicon: &Lexicon) -> Option<String> {
    if let Some((before, rest)) = text.split_once('把') {
        let marker = lexicon.leaves_out_at(rest)?;
        let (part, verb) = (&rest[..marker.start], marker.slice(rest));
        let near = part.chars().count() <= NEAR && !part.contains(['，', '。', '？', ',']);
        return near.then(|| format!("{before}{verb}{part}{}", &rest[marker.end..]));
    }
    let all: Vec<Word> = words(text).collect();
    let word = |word: &Word| fold(word.span.slice(text));
    let pairs =
        (0..all.len()).flat_map(|verb| (verb + 2..all.len().min(verb + NEAR)).map(move |out| (verb, out)));
    let (verb, out) = pairs.into_iter().find(|(verb, out)| {
        let whole = all[*verb..=*out].iter().all(|word| word.kind != WordKind::Mark);
        let joined = format!("{} {}", word(&all[*verb]), word(&all[*out]));
        whole && matches!(word(&all[*out]).as_str(), "out" | "aside") && lexicon.leaves_out(&joined)
    })?;
    let (verb, out) = (all[verb].span, all[out].span);
    let part = text[verb.end..out.start].trim();
    Some(format!("{} {} {part}{}", &text[..verb.end], out.slice(text), &text[out.end..]))
}

/// How many words, or Chinese characters, may stand between the parts of such a verb.
const NEAR: usize = 9;

/// Where what is said of the answer before ends: `ok, and in Q2?`, `Got it - how about Globex?`.
fn said_first(text: &str) -> Option<usize> {
    let mark = |c: char| matches!(c, ',' | '.' | '!' | ';' | ':' | '–' | '—' | '，' | '。' | '！');
    let (at, end) = match (text.find(mark), text.find(" - ")) {
        (Some(mark), Some(dash)) if dash < mark => (dash, dash + 2),
        (None, Some(dash)) => (dash, dash + 2),
        (Some(mark), _) => (mark, mark + text[mark..].chars().next().map_or(0, char::len_utf8)),
        (None, None) => return None,
    };
    (is_interjection(&text[..at]) && !text[end..].trim().is_empty()).then_some(end)
}

/// What a long-winded question tells around what it asks, the names in it aside: `My uncle worries about Acme. Could somebody
/// tell me how many jobs are lost?`. Nothing where what it asks is not whole by itself.
pub(super) fn story(text: &str, names: &[Span], lexicon: &Lexicon) -> Vec<Span> {
    if let Some(whole) = stated_whole(text) {
        return around_names(whole, names);
    }
    let clause = clause_before(text, names, lexicon).map(|start| Span::new(start, text.len()));
    if let Some(contrast) = contrast(text, names, lexicon) {
        return vec![contrast];
    }
    let Some(asked) = clause.or_else(|| asking(text, lexicon)) else { return Vec::new() };
    let own = asked.slice(text);
    // `by how many percent it grew` counts nothing.
    let counts =
        lexicon.question_cues(own).iter().filter(|found| found.cue == QuestionCue::HowMany).any(|found| {
            let behind = &own[found.span.end..];
            let next = words(behind).next().map(|word| fold(word.span.slice(behind)));
            // `how many billion yuan`
            let scaled = quantity::find(&format!("2 {}", behind.trim_start())).quantities;
            let amount =
                scaled.first().is_some_and(|found| found.span.start == 0 && found.scale != Scale::One);
            next.is_some_and(|next| !super::loose::is_unit(&next)) && !amount
        });
    if lexicon.metrics(own).is_empty() && !counts {
        return Vec::new();
    }
    let dated = |text: &str| period::find(text, &Anchor::default());
    let mut kept = if clause.is_some() { Vec::new() } else { names.to_vec() };
    if dated(own).is_empty() {
        kept.extend(dated(&text[..asked.start]).into_iter().map(|mention| mention.span));
        kept.sort();
    }
    let around = [Span::new(0, asked.start), Span::new(asked.end, text.len())];
    around.into_iter().flat_map(|part| around_names(part, &kept)).collect()
}

/// `Of the $2 billion in revenue, how much went into taxes?`: the whole that a question states is not what it asks for, unless
/// the part comes from it.
fn stated_whole(text: &str) -> Option<Span> {
    let of = text.get(..3).is_some_and(|of| of.eq_ignore_ascii_case("of "));
    let (whole, rest) = text.split_once(", ").filter(|_| of)?;
    let asks = ["how much", "how many"].iter().any(|asks| rest.to_lowercase().starts_with(asks));
    let money = |found: &quantity::Quantity| found.unit.as_ref().is_some_and(quantity::Unit::is_money);
    let states = quantity::find(whole).quantities.iter().any(money);
    (asks && states && !rest.contains(" from ")).then(|| Span::new(0, whole.len() + 1))
}

/// `Why does Acme wait while Globex builds?`: what others do behind a why that names somebody itself.
fn contrast(text: &str, names: &[Span], lexicon: &Lexicon) -> Option<Span> {
    let start = lexicon.contrasts_at(text)?;
    let why = lexicon.question_cues(&text[..start]).iter().any(|found| found.cue == QuestionCue::Why);
    let named = |within: Span| names.iter().any(|name| within.contains(*name));
    let behind = Span::new(start, text.len());
    // `while the others spend`
    let others = lexicon.speaks_of_others(behind.slice(text));
    (why && named(Span::new(0, start)) && (named(behind) || others)).then_some(behind)
}

/// The part of a text that asks. Of a short one that is all, but for what the asker says of themselves or sets apart by `but`.
fn asking(text: &str, lexicon: &Lexicon) -> Option<Span> {
    let long = words(text).count() > LONG;
    let asks = |cue| {
        use QuestionCue::{ByHowMuch, HowMany, HowMuch, RelativeChange, When, Which, Who, Why};
        matches!(cue, ByHowMuch | HowMany | HowMuch | RelativeChange | When | Which | Who | Why)
    };
    let asking = |sentence: &Span| {
        let own = sentence.slice(text);
        own.ends_with(['?', '？']) || lexicon.question_cues(own).iter().any(|found| asks(found.cue))
    };
    let sentence = sentences(text).into_iter().rev().find(asking)?;
    let led = lexicon.asked_from(sentence.slice(text));
    let colon = sentence.slice(text).rfind([':', '：']).map(|at| at + 1).filter(|_| !long);
    let start = text.ceil_char_boundary(sentence.start + led.max(colon).unwrap_or(0));
    if long {
        return Some(Span::new(start, sentence.end));
    }
    lexicon.tells_of_asker(&text[..start]).then(|| Span::new(start, text.len()))
}

/// Where a question begins behind a clause that says when or why it is asked, if it is whole without that: `Once the strike
/// was over, how much did Acme sell?`.
fn clause_before(text: &str, names: &[Span], lexicon: &Lexicon) -> Option<usize> {
    let start = text.find(", ")? + 2;
    let own = &text[start..];
    let cues = lexicon.question_cues(own);
    let asks = cues.first().is_some_and(|first| first.span.start == 0);
    let named = names.iter().any(|name| name.start >= start);
    let whole = asks && named && !lexicon.metrics(own).is_empty();
    (whole && lexicon.is_clause(&text[..start])).then_some(start)
}

/// What of a stretch stands around the names in it.
pub(super) fn around_names(part: Span, names: &[Span]) -> Vec<Span> {
    let mut stretches = Vec::new();
    let mut from = part.start;
    for name in names.iter().filter(|name| part.contains(**name)) {
        stretches.push(Span::new(from, name.start.max(from)));
        from = name.end.max(from);
    }
    stretches.push(Span::new(from, part.end));
    stretches
}

/// A longer question than this tells a story around what it asks.
const LONG: usize = 30;

/// `how much of the cash flow was left after capex`: one measure less another.
pub(super) fn less(text: String, lexicon: &Lexicon) -> String {
    let Some((left, after)) = lexicon.asks_for_rest(&text).zip(lexicon.takes_in_at(&text)) else {
        return text;
    };
    let terms = lexicon.metrics(&text);
    let whole = terms.iter().any(|term| term.span.end <= after.start);
    let part = terms.iter().map(|term| term.span.start).find(|start| *start >= after.end);
    let Some(part) = part.filter(|part| whole && words(&text[after.end..*part]).count() <= LEAD) else {
        return text;
    };
    if left.end > after.start {
        return text;
    }
    let mut told = text;
    told.replace_range(after.start..part, "minus ");
    told.replace_range(left.start..left.end, "");
    // `how much of` would ask for a share.
    let share = told.to_lowercase().find("how much of ").filter(|_| told.is_ascii());
    if let Some(at) = share {
        told.replace_range(at..at + "how much of ".len(), "how much ");
    }
    told
}

/// How many words may lead on from `after` to what is taken off: `after paying for its`.
const LEAD: usize = 3;

/// A question for an amount in the words of reports, where it names no term: `what did it turn over`.
pub(super) fn in_terms(text: String, lexicon: &Lexicon) -> String {
    let amount = |cue| matches!(cue, QuestionCue::HowMuch | QuestionCue::HowMany) || moves(cue);
    let other = |cue| matches!(cue, QuestionCue::Who | QuestionCue::Why | QuestionCue::When);
    let cues = lexicon.question_cues(&text);
    let asks = cues.iter().any(|found| amount(found.cue)) && !cues.iter().any(|found| other(found.cue));
    if !asks || !lexicon.metrics(&text).is_empty() {
        return text;
    }
    let mut told = text.clone();
    for measure in lexicon.measures(&text).iter().rev() {
        if measure.bare && goes_on(&text, measure) {
            continue;
        }
        let term = measure.means.first().map_or("", String::as_str);
        for (place, span) in measure.spans.iter().enumerate().rev() {
            told.replace_range(span.start..span.end, if place == 0 { term } else { "" });
        }
    }
    told
}

/// `earn from ferries`, `earn in interest`: what follows says of what an amount is.
fn goes_on(text: &str, measure: &Expression) -> bool {
    let end = measure.spans.last().map_or(0, |span| span.end);
    let rest = &text[end..];
    let mut next = words(rest).map(|word| word.span);
    let Some(first) = next.next().filter(|first| !first.slice(rest).contains(is_han)) else { return false };
    let dated = period::find(rest, &Anchor::default());
    let word = first.slice(rest);
    word.starts_with(char::is_alphabetic)
        && !dated.iter().any(|mention| {
            matches!(rest[first.end..mention.span.start.max(first.end)].trim(), "" | "the" | "its" | "their")
        })
        && !dated.iter().any(|mention| mention.span.contains(first))
}

/// What a question wants left out of a figure, where the rest of it is whole: `if you leave out its own ferries, …`. The
/// stretch to cut, and the words for what is left out.
pub(super) fn left_out(text: &str, lexicon: &Lexicon) -> Option<(Span, Span)> {
    let marker = lexicon.leaves_out_at(text)?;
    let ends = |c: char| matches!(c, ',' | ';' | ':' | '?' | '—' | '，' | '；' | '：' | '？' | '。');
    let opens = text[..marker.start].char_indices().rev().find(|(_, c)| ends(*c));
    let opens = opens.map_or(0, |(at, c)| at + c.len_utf8());
    let closes = text[marker.end..].find(ends).map_or(text.len(), |at| marker.end + at);
    let asks = |part: &str| {
        let idle = |cue| matches!(cue, QuestionCue::Polite | QuestionCue::FollowUp | QuestionCue::IsThere);
        !lexicon.metrics(part).is_empty() || lexicon.question_cues(part).iter().any(|found| !idle(found.cue))
    };
    let behind = &text[marker.end..closes];
    // 剔除燃料后增长多少: the part goes up to the particle.
    let until = lexicon.leaves_out_until(behind);
    let led = lexicon.supposes_at(&text[opens..marker.start]).map(|led| led.shifted(opens));
    let supposed = led.filter(|led| !asks(&text[led.end..marker.start]));
    let cut = if let Some(end) = until {
        Span::new(marker.start, marker.end + end.end)
    } else if let Some(led) = supposed {
        // `how fast did it grow if fuel is left out`
        Span::new(led.start, closes)
    } else if asks(&text[opens..marker.start]) {
        // `excluding fuel in 2024`, `excluding fuel grow`: a date or what is asked goes on from the words before.
        let dated = period::find(behind, &Anchor::default()).into_iter().map(|mention| mention.span.start);
        let asked = lexicon.question_cues(behind).into_iter().filter(|found| moves(found.cue));
        let follows = lexicon.asks_what_follows(text).and_then(|found| found.start.checked_sub(marker.end));
        let ends = dated.chain(asked.map(|found| found.span.start)).chain(follows);
        let end = ends.min().unwrap_or(behind.len());
        Span::new(marker.start, marker.end + end)
    } else {
        Span::new(opens, closes)
    };
    let rest = without(text, std::iter::once(cut));
    // `and if you leave out fuel?` goes on from the question before.
    let goes_on = || {
        let cues = lexicon.question_cues(text);
        let follows = cues.iter().any(|found| found.cue == QuestionCue::FollowUp);
        let told = |word: Span| cues.iter().any(|found| found.span.overlaps(word));
        let idle = |word: &str| lexicon.is_stop_word(&fold(word));
        follows
            && words(&rest)
                .filter(|word| word.kind != WordKind::Mark)
                .all(|word| told(word.span) || idle(word.span.slice(&rest)))
    };
    let named = match supposed.filter(|_| behind.trim().is_empty()) {
        Some(led) => Span::new(led.end, marker.start),
        None => Span::new(marker.end, until.map_or(cut.end, |end| marker.end + end.start)),
    };
    (asks(&rest) || goes_on()).then_some((cut, named))
}

/// What a question wants a figure told after, set apart by a mark or at its end: `…, after exceptional items, …`. A term of
/// its own (`after tax`), a date and a verb are something else.
pub(super) fn taken_in(text: &str, lexicon: &Lexicon) -> Option<Span> {
    let marker = lexicon.takes_in_at(text)?;
    let ends = |c: char| matches!(c, ',' | ';' | '?' | '，' | '；' | '？' | '。');
    let closes = text[marker.end..].find(ends).map_or(text.len(), |at| marker.end + at);
    let (told, behind) = (&text[marker.start..closes], &text[marker.end..closes]);
    let few = words(behind).count() <= LONGEST_PART && behind.contains(char::is_alphabetic);
    // `after the fire`: something happened.
    let event = |word: &str| lexicon.is_article(word) || lexicon.is_verb(word);
    let other = lexicon.metrics(text).into_iter().any(|term| term.span.overlaps(marker))
        || !lexicon.question_cues(told).is_empty()
        || words(behind).map(|word| fold(word.span.slice(behind))).any(|word| event(&word))
        || told.chars().any(|c| c.is_ascii_digit())
        || !period::find(told, &Anchor::default()).is_empty();
    let rest = without(text, std::iter::once(Span::new(marker.start, closes)));
    (few && !other && !lexicon.metrics(&rest).is_empty()).then_some(Span::new(marker.start, closes))
}

/// How many words such a part may have.
const LONGEST_PART: usize = 5;

fn moves(cue: QuestionCue) -> bool {
    matches!(cue, QuestionCue::Growth | QuestionCue::ByHowMuch | QuestionCue::RelativeChange)
}

/// What stands in brackets and names no measure, no period and no number.
fn remarks(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find(['(', '（']).map(|at| from + at) {
        let Some(close) = text[open..].find([')', '）']).map(|at| open + at) else { break };
        let end = close + text[close..].chars().next().map_or(1, char::len_utf8);
        let inside = &text[open..close];
        let plain = words(inside).filter(|word| word.kind == WordKind::Letters).count();
        let says = inside.contains(|c: char| c.is_numeric())
            || !lexicon.metrics(inside).is_empty()
            || !period::find(inside, &Anchor::default()).is_empty();
        if plain >= REMARK && !says {
            found.push(Span::new(open, end));
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_figure_is_told_after_is_no_part_of_its_name() {
        #[track_caller]
        fn case(text: &str, expected: Option<&str>) {
            let found = taken_in(text, &Lexicon::built_in()).map(|span| span.slice(text));
            assert_eq!(found, expected, "{text}");
        }
        case(
            "What operating profit, after exceptional items, did Acme make in 2025?",
            Some("after exceptional items"),
        );
        case("Acme's operating profit after restructuring charges?", Some("after restructuring charges"));
        case("What was Acme's profit after tax?", None);
        case("What was Acme's revenue after 2024?", None);
        case("What was production of Acme after the merger?", None);
    }

    #[test]
    fn what_explains_a_question_is_left_out() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            let found = gist(text, &Lexicon::built_in());
            assert_eq!(found.split_whitespace().collect::<Vec<_>>().join(" "), expected);
        }
        case(
            "Acme's free cash flow in Q3, defined as cash from operations less capex?",
            "Acme's free cash flow in Q3",
        );
        case("Revenue of Acme in the first half, i.e. Q1 plus Q2?", "Revenue of Acme in the first half");
        case("Revenue of Acme Bank (the bank itself, mind you) in Q2?", "Revenue of Acme Bank in Q2?");
        case(
            "Revenue of Acme (the second quarter of 2025)?",
            "Revenue of Acme (the second quarter of 2025)?",
        );
        case("Revenue of Acme (in USD)?", "Revenue of Acme (in USD)?");
        case("ok, and in Q2?", "and in Q2?");
        case("Got it - how about Globex?", "how about Globex?");
        case("好的，那利润呢？", "那利润呢？");
        case("OK, Oklahoma and Texas: what was revenue?", "Oklahoma and Texas: what was revenue?");
        case("Great Wall: revenue in Q2?", "Great Wall: revenue in Q2?");
        case("What is the churn that is defined as net?", "What is the churn that is defined as net?");
    }
}
