//! What the cues of a question come to beside its other words: `how many million lower … than` asks for a difference.

use crate::lexicon::{Cue, Lexicon, QuestionCue, QuestionCueMention, TermMention};
use crate::quantity::UnitKind;
use crate::text::{Span, WordKind, fold, words};

/// How many words an amount and its comparative may be apart: `how many billion euros lower`.
const APART: usize = 4;

/// The cues of a question in the light of its other words.
pub(super) fn recast(
    text: &str,
    mut cues: Vec<QuestionCueMention>,
    terms: &[TermMention<'_>],
    lexicon: &Lexicon,
) -> Vec<QuestionCueMention> {
    compare_amounts(text, &mut cues, lexicon);
    hold_apart(text, &mut cues, lexicon);
    lower_something(text, &mut cues);
    divide_times(text, &mut cues, terms);
    grow_by(text, &mut cues);
    move_far(text, &mut cues, lexicon);
    count_streaks(text, &mut cues, lexicon);
    leave_clauses(text, &mut cues);
    tell_in_words(text, &mut cues, terms, lexicon);
    name_things(text, &mut cues, terms, lexicon);
    stand_somewhere(text, &mut cues, terms, lexicon);
    // `what does the gap between … say about …`: what follows from it is told in words.
    if let Some(span) = lexicon.asks_what_follows(text) {
        cues = vec![QuestionCueMention { span, cue: QuestionCue::Which }];
    }
    if let Some(span) = lexicon.asks_for_things(text).filter(|_| !asks_amount(&cues)) {
        cues.retain(|mention| !mention.span.overlaps(span) || mention.cue == QuestionCue::Parts);
        if !cues.iter().any(|mention| mention.cue == QuestionCue::Parts) {
            cues.push(QuestionCueMention { span, cue: QuestionCue::Which });
            cues.sort_by_key(|mention| mention.span);
        }
    }
    if terms.is_empty() && !asks_amount(&cues) && !percent(text, lexicon) && asks_in_words(&cues) {
        cues.retain(|mention| !is_idle(mention.cue));
    }
    cues
}

/// `how many tonnes fewer … than`: a difference, not the smallest of several.
fn compare_amounts(text: &str, cues: &mut Vec<QuestionCueMention>, lexicon: &Lexicon) {
    let than = |at: usize| {
        cues.iter().any(|mention| mention.cue == QuestionCue::Compare && mention.span.start >= at)
    };
    let amount =
        cues.iter().find(|mention| matches!(mention.cue, QuestionCue::HowMany | QuestionCue::HowMuch));
    let Some(asked) = amount.map(|mention| mention.span) else { return };
    let near = words(&text[asked.end..]).filter(|word| word.kind != WordKind::Mark).take(APART);
    let spans: Vec<Span> = near.map(|word| word.span.shifted(asked.end)).collect();
    let compares = |span: &&Span| {
        let graded = |mention: &QuestionCueMention| {
            mention.span == **span && matches!(mention.cue, QuestionCue::Largest | QuestionCue::Smallest)
        };
        let word = fold(span.slice(text));
        word.ends_with("er") && cues.iter().any(graded) || lexicon.is_comparative(&word)
    };
    let Some(last) = spans.iter().find(compares).copied().filter(|span| than(span.end)) else { return };
    let whole = asked.joined(last);
    let points = words(whole.slice(text)).any(|word| fold(word.span.slice(text)).starts_with("point"));
    let times = words(whole.slice(text)).any(|word| fold(word.span.slice(whole.slice(text))) == "times");
    let cue = match percent(whole.slice(text), lexicon) && !points {
        true => QuestionCue::RelativeChange,
        // `how many times higher … than`
        false if times => QuestionCue::Ratio,
        false => QuestionCue::Difference,
    };
    cues.retain(|mention| !mention.span.overlaps(whole));
    cues.push(QuestionCueMention { span: whole, cue });
    cues.sort_by_key(|mention| mention.span);
}

/// `how steep a fall`, `how big a jump`: by how much something moved.
fn move_far(text: &str, cues: &mut [QuestionCueMention], lexicon: &Lexicon) {
    let moves: Vec<Span> = lexicon
        .cues(text)
        .iter()
        .filter(|found| matches!(found.cue, Cue::Moves(_)))
        .map(|found| found.span)
        .collect();
    for mention in cues.iter_mut().filter(|mention| mention.cue == QuestionCue::HowMuch) {
        let behind = |span: &&Span| span.start > mention.span.end;
        let Some(next) = moves.iter().find(behind) else { continue };
        let between = fold(&text[mention.span.end..next.start]);
        // `how much was that up on the year?`
        let leans = between.split(' ').all(|word| {
            word.is_empty()
                || matches!(
                    word,
                    "was" | "is" | "were" | "are" | "of" | "the" | "total" | "overall" | "whole" | "actual"
                )
                || lexicon.stands_for_figure(word)
        });
        if leans || matches!(between.trim(), "a" | "an" | "of a" | "of an") {
            mention.span = mention.span.joined(*next);
            mention.cue = QuestionCue::ByHowMuch;
        }
    }
}

/// 同比增长了百分之多少: by what percentage something grew, not which share of a whole it is.
fn grow_by(text: &str, cues: &mut Vec<QuestionCueMention>) {
    let adjoins = |pair: &[QuestionCueMention]| {
        let between = text.get(pair[0].span.end..pair[1].span.start);
        pair[0].cue == QuestionCue::Growth
            && pair[1].cue == QuestionCue::Share
            && between.is_some_and(|between| matches!(between, "" | "了"))
    };
    if let Some(at) = cues.windows(2).position(adjoins) {
        let span = cues[at].span.joined(cues[at + 1].span);
        cues[at] = QuestionCueMention { span, cue: QuestionCue::RelativeChange };
        cues.remove(at + 1);
    }
}

/// `did it lower its forecast?`: a verb, no `lower` of two.
fn lower_something(text: &str, cues: &mut Vec<QuestionCueMention>) {
    let verb = |mention: &QuestionCueMention| {
        let behind = &text[mention.span.end..];
        let next = words(behind).next().map(|word| fold(word.span.slice(behind)));
        fold(mention.span.slice(text)) == "lower"
            && next.is_some_and(|next| matches!(next.as_str(), "its" | "their" | "his" | "her" | "the"))
    };
    let why = cues.iter().any(|mention| mention.cue == QuestionCue::Why);
    cues.retain(|mention| why || mention.cue != QuestionCue::Smallest || !verb(mention));
}

/// `how many times its sales of 2024 …`, `how many times as high as`: one amount over another; but `how many times did it …`.
fn divide_times(text: &str, cues: &mut [QuestionCueMention], terms: &[TermMention<'_>]) {
    let does = |word: &str| {
        matches!(
            word,
            "do" | "does"
                | "did"
                | "has"
                | "have"
                | "had"
                | "is"
                | "are"
                | "was"
                | "were"
                | "will"
                | "can"
                | "could"
        )
    };
    let amount = |word: &str| matches!(word, "that" | "this" | "it" | "of");
    for mention in cues.iter_mut().filter(|mention| mention.cue == QuestionCue::HowMany) {
        let behind = &text[mention.span.end..];
        let next: Vec<String> = words(behind).map(|word| fold(word.span.slice(behind))).take(2).collect();
        let divides = match next.as_slice() {
            [first, second] if does(first) => amount(second),
            [_, ..] => true,
            [] => false,
        };
        if divides && !terms.is_empty() && fold(mention.span.slice(text)).ends_with(" times") {
            mention.cue = QuestionCue::Ratio;
        }
    }
}

/// `by how many yuan were sales lower in Q1 than in Q2`: how far two are apart, not the smaller of them.
fn hold_apart(text: &str, cues: &mut Vec<QuestionCueMention>, lexicon: &Lexicon) {
    let by = cues
        .iter()
        .find(|mention| matches!(mention.cue, QuestionCue::ByHowMuch | QuestionCue::RelativeChange));
    let than = cues.iter().rev().find(|mention| mention.cue == QuestionCue::Compare);
    let (Some(by), Some(than)) = (by.map(|mention| mention.span), than.map(|mention| mention.span)) else {
        return;
    };
    let compares = |mention: &QuestionCueMention| {
        let word = fold(mention.span.slice(text));
        let graded = matches!(mention.cue, QuestionCue::Largest | QuestionCue::Smallest);
        let between = mention.span.start >= by.end && mention.span.end <= than.start;
        graded && between && (word.ends_with("er") || lexicon.is_comparative(&word))
    };
    if !cues.iter().any(compares) {
        return;
    }
    cues.retain(|mention| !compares(mention));
    for mention in cues.iter_mut().filter(|mention| mention.cue == QuestionCue::ByHowMuch) {
        mention.cue = QuestionCue::Difference;
    }
}

/// `for how many quarters running`: the sentence that says which one in a row it is, not a count of things.
fn count_streaks(text: &str, cues: &mut Vec<QuestionCueMention>, lexicon: &Lexicon) {
    let counts = |cue| {
        matches!(
            cue,
            QuestionCue::HowMany | QuestionCue::Which | QuestionCue::When | QuestionCue::WhichPeriods
        )
    };
    if !cues.iter().any(|mention| counts(mention.cue)) || !lexicon.asks_for_streak(text) {
        return;
    }
    for mention in cues.iter_mut().filter(|mention| counts(mention.cue)) {
        mention.cue = QuestionCue::Which;
    }
    let moves =
        |cue| matches!(cue, QuestionCue::Growth | QuestionCue::ByHowMuch | QuestionCue::RelativeChange);
    cues.retain(|mention| !moves(mention.cue));
}

/// `What did she answer when asked about …`: a clause that begins with `when` asks for no date.
fn leave_clauses(text: &str, cues: &mut Vec<QuestionCueMention>) {
    let lowered = fold(text);
    let asks =
        ["what ", "who ", "how ", "which ", "why ", "whose "].iter().any(|word| lowered.starts_with(word));
    let amount = cues.iter().find(|mention| asks_amount(std::slice::from_ref(*mention)));
    let amount = amount.map(|mention| mention.span.start);
    let clause = |mention: &QuestionCueMention| {
        let before = fold(&text[..mention.span.start]);
        (asks || amount.is_some_and(|amount| amount < mention.span.start))
            && mention.cue == QuestionCue::When
            && mention.span.start > 0
            && fold(mention.span.slice(text)) == "when"
            && !before.trim_end().ends_with("and")
    };
    cues.retain(|mention| !clause(mention));
}

/// `what trams does Acme run?`: which ones, where the term behind `what` is only counted.
fn name_things(text: &str, cues: &mut Vec<QuestionCueMention>, terms: &[TermMention<'_>], lexicon: &Lexicon) {
    let asks = cues.iter().any(|mention| !is_idle(mention.cue));
    let Some(term) = terms.first().filter(|_| !asks) else { return };
    let before = fold(&text[..term.span.start]);
    let counted = lexicon.metric(term.key).is_some_and(|listed| listed.units == [UnitKind::Count]);
    if counted && before.trim() == "what" {
        cues.insert(0, QuestionCueMention { span: Span::new(0, term.span.start), cue: QuestionCue::Which });
    }
}

/// `where does the backlog stand now`: how large it is.
fn stand_somewhere(
    text: &str,
    cues: &mut Vec<QuestionCueMention>,
    terms: &[TermMention<'_>],
    lexicon: &Lexicon,
) {
    let Some(term) = terms.last().map(|term| term.span.end) else { return };
    let Some(stands) = lexicon.stands_at(text).filter(|found| found.start >= term) else { return };
    let place =
        cues.iter_mut().find(|mention| mention.cue == QuestionCue::Where && mention.span.start < term);
    let Some(place) = place else { return };
    place.cue = QuestionCue::HowMuch;
    cues.push(QuestionCueMention { span: stands, cue: QuestionCue::HowMuch });
    cues.sort_by_key(|mention| mention.span);
}

/// `what happened to …` asks for no date, and `what did she say of the ferries` for no amount.
fn tell_in_words(text: &str, cues: &mut [QuestionCueMention], terms: &[TermMention<'_>], lexicon: &Lexicon) {
    let speech = lexicon.asks_for_speech(text);
    for mention in cues {
        let own = fold(mention.span.slice(text));
        let behind = fold(&text[mention.span.end..]);
        let happened =
            mention.cue == QuestionCue::When && own.ends_with("happened") && behind.starts_with("to ");
        // What is said about a listed term is its figure, if there is one; `tell its staff about …` names no topic by it.
        let topic = fold(text).find(" about ").unwrap_or_default();
        let words = speech.is_some() && !terms.iter().any(|term| term.span.start >= topic);
        let told = mention.cue == QuestionCue::HowMuch && own == "what did" && words;
        if happened || told {
            mention.cue = QuestionCue::Which;
        }
    }
}

fn asks_amount(cues: &[QuestionCueMention]) -> bool {
    use QuestionCue::{
        Average, ByHowMuch, Difference, Growth, HowMany, HowMuch, Ratio, RelativeChange, Share,
    };
    let amount = |cue| {
        matches!(
            cue,
            HowMuch | HowMany | ByHowMuch | RelativeChange | Growth | Share | Difference | Average | Ratio
        )
    };
    cues.iter().any(|mention| amount(mention.cue))
}

fn asks_in_words(cues: &[QuestionCueMention]) -> bool {
    use QuestionCue::{When, Where, Which, Who, Why};
    cues.iter().any(|mention| matches!(mention.cue, When | Where | Which | Who | Why))
}

/// `pushed out of the market`: with nothing to compute, no arithmetic is asked for.
fn is_idle(cue: QuestionCue) -> bool {
    matches!(cue, QuestionCue::PartOfWhole | QuestionCue::WholeToPart | QuestionCue::Sum)
}

fn percent(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.asks_percent(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, cue: QuestionCue, expected: Option<&str>) {
        let lexicon = Lexicon::built_in();
        let found = recast(text, lexicon.question_cues(text), &lexicon.metrics(text), &lexicon);
        let words = found.iter().find(|mention| mention.cue == cue).map(|mention| mention.span.slice(text));
        assert_eq!(words, expected, "{text}: {found:?}");
    }

    #[test]
    fn an_amount_and_a_comparative_ask_for_a_difference() {
        let text = "How many million euros higher was Acme's revenue in May than in April?";
        case(text, QuestionCue::Difference, Some("How many million euros higher"));
        case(
            "How many percent lower was revenue than in 2024?",
            QuestionCue::RelativeChange,
            Some("How many percent lower"),
        );
        case("How many shops had the lowest revenue?", QuestionCue::Difference, None);
    }

    #[test]
    fn words_without_amounts_ask_for_no_arithmetic() {
        case("Which ferry line did Acme push out of the harbour?", QuestionCue::PartOfWhole, None);
        case("What share of the fleet is out of 20 ferries?", QuestionCue::PartOfWhole, Some("out of"));
    }

    #[test]
    fn a_run_of_periods_is_told_by_a_sentence() {
        case("For how many months running has traffic grown?", QuestionCue::HowMany, None);
        case("How many months has traffic grown?", QuestionCue::HowMany, Some("How many"));
    }

    #[test]
    fn a_clause_of_time_asks_for_no_date() {
        case("What did Ada Reyes say when asked about the ferries?", QuestionCue::When, None);
        case("What was sold, and when was it?", QuestionCue::When, Some("when"));
        case("When did Acme sell it?", QuestionCue::When, Some("When"));
    }

    #[test]
    fn what_became_of_something_is_told_in_words() {
        case("What happened to the ferries?", QuestionCue::When, None);
        case("What happened in May 2025?", QuestionCue::When, Some("What happened"));
        case("What did Ada Reyes say about ferries?", QuestionCue::HowMuch, None);
        case("What did Acme make in revenue?", QuestionCue::HowMuch, Some("What did"));
    }

    #[test]
    fn kinds_of_things_are_asked_for_by_name() {
        case("What turbine types does Acme sell?", QuestionCue::Which, Some("What turbine types"));
        case("How many turbine models does Acme sell?", QuestionCue::Which, None);
    }
}
