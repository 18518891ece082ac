//! In which form a question wants its answer: a cause, a name, an amount, an explanation.

use super::beside::is_beside;
use super::{Asked, Manner};
use crate::lexicon::{Cue, Expression, Lexicon, QuestionCue, QuestionCueMention, TermMention};
use crate::quantity::{self, Quantity};
use crate::text::{Span, Word, WordKind, fold, words};

/// The main verb behind an auxiliary and its subject: `budgeting` of `What is Acme budgeting for ferries?`. Words between the
/// subject and the verb belong to the subject, so that only what stands right behind it or looks like a verb is taken.
pub(super) fn main_verb(text: &str, named: &[(Span, Asked)], lexicon: &Lexicon) -> Option<String> {
    let pronoun = || {
        let mut all = words(text).map(|word| word.span).skip(1);
        all.find(|span| lexicon.refers_back(&fold(span.slice(text))))
    };
    let subject = named.first().map(|(span, _)| *span).or_else(pronoun)?;
    let before = words(&text[..subject.start]).filter(|word| word.kind == WordKind::Letters).last()?;
    let auxiliary = fold(before.span.slice(text));
    let mut behind = words(&text[subject.end..])
        .map(|word| fold(word.span.shifted(subject.end).slice(text)))
        .skip_while(|word| word.ends_with("ly") || lexicon.is_light(word) && !lexicon.is_verb(word));
    let verb = behind.next().filter(|word| word.chars().all(char::is_alphabetic))?;
    let is_verb = match auxiliary.as_str() {
        "is" | "are" | "was" | "were" => verb.ends_with("ing"),
        "has" | "have" | "had" => verb.ends_with("ed"),
        // `did Acme budget for ferries`: a verb must follow, and no word of the subject is left for one.
        "do" | "does" | "did" | "will" => behind.next().is_none_or(|next| lexicon.is_stop_word(&next)),
        _ => false,
    };
    is_verb.then_some(verb)
}

/// Which ones of several of a term are meant, in the order of the text.
pub(super) fn told_apart(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for one in lexicon.told_apart(text) {
        if !told.iter().any(|known| known == one) {
            told.push(one.to_owned());
        }
    }
    told
}

/// Whether words only stand for a figure told before, or say what became of it: `how many had it employed`, `by how much has
/// it risen`.
pub(super) fn names_nothing(words: &[String], doing: Option<&str>, text: &str, lexicon: &Lexicon) -> bool {
    use QuestionCue::{ByHowMuch, HowMany, HowMuch, RelativeChange, Why};
    let cues = lexicon.question_cues(text);
    let asks = |wanted: &[QuestionCue]| cues.iter().any(|mention| wanted.contains(&mention.cue));
    let amount = asks(&[ByHowMuch, HowMany, HowMuch, RelativeChange]) && !asks(&[Why]);
    let found = if amount { lexicon.cues(text) } else { Vec::new() };
    let doing = doing.filter(|_| amount);
    let moves = |word: &str| {
        found.iter().any(|found| matches!(found.cue, Cue::Moves(_)) && fold(found.span.slice(text)) == word)
    };
    words.iter().all(|word| lexicon.stands_for_figure(word) || doing == Some(word) || moves(word))
}

/// Whether a cause, a name or anything else is asked for.
pub(super) fn manner(text: &str, cues: &[QuestionCueMention], lexicon: &Lexicon) -> Manner {
    let named = |mention: &QuestionCueMention| {
        mention.cue == QuestionCue::Which && lexicon.asks_for_names(mention.span.slice(text))
    };
    let says = |cue| cues.iter().any(|mention| mention.cue == cue);
    match (says(QuestionCue::Why), says(QuestionCue::Who)) {
        (true, _) => Manner::Why,
        (false, true) => Manner::Who,
        (false, false) if cues.iter().any(named) => Manner::Who,
        (false, false) => Manner::Plain,
    }
}

/// `what is Acme?`, `who are the Dadaists`: the words that are to be explained, where there is nothing else.
pub(super) fn defined(text: &str, cues: &[QuestionCueMention], lexicon: &Lexicon) -> Option<String> {
    let explains = |mention: &&QuestionCueMention| match mention.cue {
        QuestionCue::Who | QuestionCue::Meaning | QuestionCue::Polite => true,
        QuestionCue::HowMuch => is_plain_what(&fold(mention.span.slice(text))),
        _ => false,
    };
    let first = cues.iter().find(|mention| mention.cue != QuestionCue::Polite)?;
    if !cues.iter().all(|mention| explains(&mention)) {
        return None;
    }
    let rest = text[first.span.end..].trim_matches(|c: char| !c.is_alphanumeric());
    let rest = rest.strip_prefix("is ").or_else(|| rest.strip_prefix("are ")).unwrap_or(rest);
    // `who is she anyway, what's her job?`
    let mut rest = rest.split([',', '?', '，', '？']).next().unwrap_or_default().trim();
    while let Some((head, _)) = rest.rsplit_once(' ').filter(|(_, last)| lexicon.trails(&fold(last))) {
        rest = head;
    }
    // `2024` is no name, but `CV-118` is.
    let codes = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let numbered = rest.split(' ').any(|word| word.contains(|c: char| c.is_ascii_digit()) && !codes(word));
    (!rest.is_empty() && words(rest).count() <= 4 && !numbered).then(|| rest.to_owned())
}

/// Whether who somebody is is asked, not who does something: `who is Ada Reyes?`.
pub(super) fn asks_who_one_is(defined: Option<&str>, offices: bool, lexicon: &Lexicon) -> bool {
    let Some(name) = defined else { return false };
    let all: Vec<String> = words(name).map(|word| fold(word.span.slice(name))).collect();
    let plain = |word: &String| lexicon.is_stop_word(word) || lexicon.is_role(word);
    !offices && !all.iter().any(plain)
}

/// Whether the question only says `what is`, which may ask for anything, not `how much`.
pub(super) fn is_vague(text: &str, cues: &[QuestionCueMention]) -> bool {
    let amount = |mention: &&QuestionCueMention| {
        let asks =
            matches!(mention.cue, QuestionCue::HowMuch | QuestionCue::HowMany | QuestionCue::ByHowMuch);
        asks && !is_plain_what(&fold(mention.span.slice(text)))
    };
    !cues.iter().any(|mention| amount(&mention))
}

fn is_plain_what(words: &str) -> bool {
    matches!(
        words,
        "what is"
            | "what was"
            | "what's"
            | "what are"
            | "what were"
            | "whats"
            | "what did"
            | "wat is"
            | "wat was"
            | "wht is"
            | "waht is"
            | "waht was"
    )
}

/// `what does working capital consist of?`: the words between the verb's two halves.
pub(super) fn explained(text: &str, lexicon: &Lexicon) -> Option<String> {
    let end = lexicon.asks_for_definition(text)?;
    let asked = text[..end].trim();
    let lower = asked.to_lowercase();
    let rest = lower.strip_prefix("what ").filter(|_| lower.len() == asked.len())?;
    let verb = words(rest).next()?.span.slice(rest);
    let name = matches!(verb, "do" | "does" | "did")
        .then(|| asked[asked.len() - rest.len() + verb.len()..].trim())?;
    (1..=6).contains(&words(name).count()).then(|| name.to_owned())
}

/// `By how many pounds`, `how many euros`: a currency where a thing could be counted.
pub(super) fn in_money(text: &str, cues: &[QuestionCueMention]) -> bool {
    let counts = |cue| matches!(cue, QuestionCue::HowMany | QuestionCue::ByHowMuch);
    cues.iter().any(|mention| counts(mention.cue) && names_money(&text[mention.span.end..]))
}

/// `which …, and how much`: a second question for the amount.
pub(super) fn wants_amount(text: &str, cues: &[QuestionCueMention]) -> bool {
    let amount = |cue| matches!(cue, QuestionCue::HowMuch | QuestionCue::HowMany);
    let second = |mention: &QuestionCueMention| {
        let before = text[..mention.span.start].trim_end();
        let linked =
            before.ends_with([',', '?', ';', '，', '？', '；', '。', ':']) || is_beside(text, mention.span);
        linked && cues.iter().any(|other| other.span.end <= mention.span.start)
    };
    cues.iter().any(|mention| amount(mention.cue) && second(mention))
}

/// `CET1 ratio`, `weighted average number of shares`: what seems to ask for arithmetic is part of a term's own name.
pub(super) fn outside_terms(
    cues: Vec<QuestionCueMention>,
    terms: &[TermMention<'_>],
) -> Vec<QuestionCueMention> {
    let arithmetic = |cue| {
        use QuestionCue::{Average, Difference, Ratio, Share, Sum};
        matches!(cue, Average | Difference | Ratio | Share | Sum)
    };
    // `Loan-to-deposit ratio of …`: the cue may go on behind the term.
    let named = |mention: &QuestionCueMention| {
        terms.iter().any(|term| {
            let begins = term.span.start == mention.span.start && term.span.len() > mention.span.len();
            term.span.overlaps(mention.span) && term.span.start < mention.span.start || begins
        })
    };
    cues.into_iter().filter(|mention| !(arithmetic(mention.cue) && named(mention))).collect()
}

/// Whether things are held against each other: `than`, `versus`.
pub(super) fn compares(cues: &[QuestionCueMention]) -> bool {
    cues.iter().any(|mention| mention.cue == QuestionCue::Compare)
}

/// `tell _ staff`: whether the words of an expression are none of a listed term: an office, or what means no term.
pub(super) fn is_no_term(expression: &Expression, lexicon: &Lexicon) -> bool {
    expression.office || expression.means.iter().all(|meant| lexicon.metrics(meant).is_empty())
}

/// Where an amount is asked for, `CFO` is a cash flow and no officer.
pub(super) fn without_offices(
    text: &str,
    mut expressions: Vec<Expression>,
    cues: &[QuestionCueMention],
    lexicon: &Lexicon,
) -> Vec<Expression> {
    // `who wrote in a memo that …` asks for no author.
    let (wrote, _) = lexicon.asks_who_wrote(text);
    let writes = |one: &Expression| one.office && one.means.iter().any(|word| word == "author");
    let verb = |one: &Expression| one.spans.iter().all(|span| fold(span.slice(text)).starts_with("wr"));
    expressions.retain(|one| wrote || !writes(one) || !verb(one));
    let who = cues.iter().any(|mention| mention.cue == QuestionCue::Who);
    let asks = |mention: &QuestionCueMention| {
        let amount =
            matches!(mention.cue, QuestionCue::HowMuch | QuestionCue::HowMany | QuestionCue::ByHowMuch);
        amount && !is_plain_what(&fold(mention.span.slice(text)))
    };
    let in_words = cues.iter().any(|mention| matches!(mention.cue, QuestionCue::Why | QuestionCue::When));
    let plain = cues.iter().all(|mention| matches!(mention.cue, QuestionCue::HowMuch | QuestionCue::Polite));
    if !who && (plain && !in_words || cues.iter().any(asks)) {
        expressions.retain(|one| !one.office);
    }
    expressions
}

/// `The report tells of a profit that fell. How large was it?`: what an earlier sentence says of a change asks for none.
pub(super) fn without_told_before(text: &str, mut cues: Vec<QuestionCueMention>) -> Vec<QuestionCueMention> {
    let amount = |cue| matches!(cue, QuestionCue::HowMuch | QuestionCue::HowMany);
    let asking = cues.iter().rev().find(|other| amount(other.cue)).map(|other| other.span.start);
    let stated = |mention: &QuestionCueMention| is_stated(&text[mention.span.end..]);
    let related = |mention: &QuestionCueMention| {
        words(&text[..mention.span.start]).last().is_some_and(|word| {
            matches!(fold(word.span.slice(text)).as_str(), "that" | "which" | "who" | "only")
        })
    };
    let before = |mention: &QuestionCueMention| {
        let between = asking.and_then(|at| text.get(mention.span.end..at)).unwrap_or_default();
        mention.cue == QuestionCue::Growth
            && (between.contains(". ") || between.contains('。') || related(mention) && stated(mention))
    };
    cues.retain(|mention| !before(mention));
    cues
}

/// `the one that dropped 53%`: whether the next words say by how much.
fn is_stated(behind: &str) -> bool {
    let found = quantity::find(behind).quantities;
    found.first().is_some_and(|first| {
        let ratio = first.unit.as_ref().is_some_and(|unit| unit.kind == quantity::UnitKind::Ratio);
        ratio && first.bound.is_none() && words(&behind[..first.span.start]).count() < 2
    })
}

/// `how many yuan` asks for an amount, not for a count.
pub(super) fn sums_of_money(text: &str, mut cues: Vec<QuestionCueMention>) -> Vec<QuestionCueMention> {
    for mention in cues.iter_mut().filter(|mention| mention.cue == QuestionCue::HowMany) {
        if names_money(&text[mention.span.end..]) {
            mention.cue = QuestionCue::HowMuch;
        }
    }
    cues
}

/// Whether the next words name a currency.
fn names_money(behind: &str) -> bool {
    let counted: String = behind.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let money = |found: &Quantity| found.unit.as_ref().is_some_and(quantity::Unit::is_money);
    quantity::find(&format!("2 {counted}")).quantities.iter().any(money)
}

/// Whether no amount is asked for.
pub(super) fn wants_words(cues: &[QuestionCueMention]) -> bool {
    let amount = |cue| matches!(cue, QuestionCue::HowMuch | QuestionCue::HowMany | QuestionCue::ByHowMuch);
    !cues.iter().any(|mention| amount(mention.cue))
}

/// A longer question than this tells a story around what it asks.
const LONG: usize = 25;

/// The clauses of a long-winded question that hold neither a name, a term nor an amount that is asked for: their words ask
/// nothing.
pub(super) fn asides(
    text: &str,
    named: &[(Span, Asked)],
    terms: &[TermMention<'_>],
    cues: &[QuestionCueMention],
) -> Vec<Span> {
    let tokens: Vec<Word> = words(text).collect();
    if tokens.len() <= LONG {
        return Vec::new();
    }
    let amount = |cue| matches!(cue, QuestionCue::HowMuch | QuestionCue::HowMany | QuestionCue::ByHowMuch);
    let in_words = |cue| {
        use QuestionCue::{When, Where, Which, Who, Why};
        matches!(cue, When | Where | Which | Who | Why)
    };
    let asking = cues.iter().filter(|mention| amount(mention.cue) || in_words(mention.cue));
    let asks = asking.map(|mention| mention.span);
    let capital = |span: &Span| span.slice(text).starts_with(|c: char| !c.is_lowercase());
    let names = named.iter().map(|(span, _)| *span).filter(capital);
    let mut kept: Vec<Span> = names.chain(terms.iter().map(|mention| mention.span)).chain(asks).collect();
    kept.sort();
    let apart = |span: Span| text[..span.start].ends_with(' ') && text[span.end..].starts_with(' ');
    let cuts = |word: &Word| {
        let span = word.span;
        let word = span.slice(text);
        let dash = matches!(word, "-" | "–" | "—") && apart(span);
        dash || matches!(
            word,
            "," | ";" | ":" | "." | "!" | "?" | "and" | "but" | "because" | "，" | "。" | "？" | "；"
        )
    };
    let clauses = tokens.split(cuts).filter(|clause| !clause.is_empty());
    // `the only thing missing is the number of …`: what leads to the question is no part of it.
    let led = |clause: Span| {
        let at = kept.iter().map(|span| span.start).find(|start| clause.contains(Span::new(*start, *start)));
        let asks = |start: &usize| cues.iter().any(|cue| amount(cue.cue) && cue.span.start == *start);
        let cut = at.filter(asks).unwrap_or(clause.start);
        [Span::new(clause.start, cut), Span::new(cut, clause.end)]
    };
    clauses
        .map(|clause| clause[0].span.joined(clause[clause.len() - 1].span))
        .flat_map(led)
        .filter(|clause| clause.start < clause.end)
        .filter(|clause| !kept.iter().any(|span| clause.overlaps(*span)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_inside_a_name_asks_for_no_arithmetic() {
        let lexicon = Lexicon::built_in();
        #[track_caller]
        fn case(lexicon: &Lexicon, text: &str, averages: bool) {
            let cues = outside_terms(lexicon.question_cues(text), &lexicon.metrics(text));
            assert_eq!(cues.iter().any(|mention| mention.cue == QuestionCue::Average), averages, "{text}");
        }
        case(&lexicon, "What was Acme's weighted average number of shares in 2024?", false);
        case(&lexicon, "What is the average number of employees?", true);
        case(&lexicon, "What is the average of the weighted average shares?", true);
    }

    #[test]
    fn what_leads_to_a_question_is_an_aside() {
        let text = "Good morning to all of you, I have nearly finished my table and the only thing still missing is \
                    the number of trams that Acme runs in the city - does anybody here have that?";
        let cues = Lexicon::built_in().question_cues(text);
        let acme = text.find("Acme").map(|at| Span::new(at, at + 4)).expect("it stands there");
        let named = [(acme, Asked { name: "Acme".to_owned(), known: crate::question::Known::Measured })];
        let told: Vec<&str> = asides(text, &named, &[], &cues).iter().map(|span| span.slice(text)).collect();
        for aside in ["missing", "anybody"] {
            assert!(told.iter().any(|told| told.contains(aside)), "{aside}: {told:?}");
        }
        assert!(!told.iter().any(|told| told.contains("trams")), "{told:?}");
    }

    #[test]
    fn a_story_around_a_question_is_an_aside() {
        let text = "My cousin and I were arguing over dinner about whether trams are dying, and he says nobody takes them. \
                    How many passengers did Acme carry in 2025?";
        let at = |words: &str| {
            text.find(words).map(|at| Span::new(at, at + words.len())).expect("it stands there")
        };
        let named =
            [(at("Acme"), Asked { name: "Acme".to_owned(), known: crate::question::Known::Measured })];
        let asides = asides(text, &named, &[], &[]);
        let told: Vec<&str> = asides.iter().map(|span| span.slice(text)).collect();
        assert!(told.iter().any(|aside| aside.contains("dinner")), "{told:?}");
        assert!(!told.iter().any(|aside| aside.contains("passengers")), "{told:?}");
    }
}
