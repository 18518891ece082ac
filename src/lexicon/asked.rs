//! The phrases of questions that say which figure is meant: the one before a change, the one without a part, a run of periods.

use super::phrasing::{PHRASING, holds, says, whole_words};
use super::{Lexicon, QuestionCue, QuestionCueMention};
use crate::text::{Span, Word, WordKind, fold, words};

/// How many words may stand between `before` and the verb of a change: `before the company last raised it`.
const AWAY: usize = 4;

/// How many words may stand between `what` and the things it asks for: `what graphics card models`.
const APART: usize = 3;

/// What somebody is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// What was said or thought.
    Said,
    /// What was done, which may be told in numbers.
    Done,
}

/// How many words may stand between `what did` and the verb of whoever is asked about.
const FAR: usize = 8;

impl Lexicon {
    /// Whether a question asks how long something takes or lasts.
    #[must_use]
    pub fn asks_for_duration(&self, question: &str) -> bool {
        says(question, &PHRASING.lasting)
    }

    /// Whether a question asks for each of several things: `respectively`.
    #[must_use]
    pub fn asks_for_each(&self, question: &str) -> bool {
        holds(question, &PHRASING.each)
    }

    /// Whether a question asks for a rate, which may be told as a percentage.
    #[must_use]
    pub fn asks_rate(&self, question: &str) -> bool {
        holds(question, &PHRASING.rate)
    }

    /// The words that ask for what held before a change: `before it was raised`, `the previous forecast`.
    #[must_use]
    pub fn asks_for_prior(&self, question: &str) -> Option<Span> {
        let folded = fold(question);
        let whole = folded.len() == question.len();
        let listed = PHRASING
            .prior
            .iter()
            .filter_map(|phrase| {
                Some(whole_words(&folded, phrase)?..whole_words(&folded, phrase)? + phrase.len())
            })
            .next();
        let listed =
            listed.map(|found| if whole { Span::new(found.start, found.end) } else { Span::new(0, 0) });
        listed.or_else(|| before_a_change(question)).or_else(|| former_expectation(question))
    }

    /// The words by which a question asks for what was expected and is no longer: `its previous forecast`.
    #[must_use]
    pub fn former_expectation(&self, question: &str) -> Option<Span> {
        former_expectation(question)
    }

    /// The words that ask for what was told at first: `originally`, `before it was restated`.
    #[must_use]
    pub fn asks_for_original(&self, question: &str) -> Vec<Span> {
        let lower = question.to_ascii_lowercase();
        let at =
            |phrase: &String| whole_words(&lower, phrase).map(|start| Span::new(start, start + phrase.len()));
        let mut found: Vec<Span> = PHRASING.original.iter().filter_map(at).collect();
        found.extend(beside(question, &["before", "until", "prior"], |word| self.is_restated(word)));
        found
    }

    /// The words that ask for what is told since a restatement: `after the restatement`.
    #[must_use]
    pub fn asks_for_restated(&self, question: &str) -> Vec<Span> {
        beside(question, &["after", "since", "following"], |word| self.is_restated(word))
            .into_iter()
            .collect()
    }

    /// Whether a folded word says of a figure that it was told anew: `restated`.
    #[must_use]
    pub fn is_restated(&self, word: &str) -> bool {
        PHRASING.restates.iter().any(|known| word.starts_with(known.as_str()))
    }

    /// Whether a folded word holds two things against each other: `more`, `fewer`.
    #[must_use]
    pub fn is_comparative(&self, word: &str) -> bool {
        PHRASING.more.iter().chain(&PHRASING.fewer).any(|known| known == word)
    }

    /// Whether a sentence follows from the one before it: `Therefore, …`.
    #[must_use]
    pub fn follows_from_before(&self, sentence: &str) -> bool {
        let folded = fold(sentence.trim_start());
        PHRASING.consequence.iter().any(|phrase| whole_words(&folded, phrase) == Some(0))
    }

    /// Whether a sentence says why the claim before it holds: `The rents are no longer affordable`.
    #[must_use]
    pub fn gives_rationale(&self, sentence: &str) -> bool {
        says(sentence, &PHRASING.rationale)
    }

    /// Whether a folded word says of a forecast that it holds no longer: `earlier`, `previous`.
    #[must_use]
    pub fn is_former(&self, word: &str) -> bool {
        PHRASING.former.iter().any(|known| known == word)
    }

    /// Whether a folded noun is what is expected or told in numbers: `forecast`, `budget`, `figure`.
    #[must_use]
    pub fn is_foreseen(&self, word: &str) -> bool {
        PHRASING.foreseen.iter().any(|known| known == word)
    }

    /// The words that ask for the middle of a range.
    #[must_use]
    pub fn asks_for_midpoint(&self, question: &str) -> Option<Span> {
        let folded = fold(question);
        let found = PHRASING.midpoint.iter().find_map(|phrase| {
            let at = whole_words(&folded, phrase)?;
            Some(Span::new(at, at + phrase.len()))
        });
        found.filter(|_| folded.len() == question.len())
    }

    /// Which end of a range a question speaks of: true for the upper.
    #[must_use]
    pub fn asks_for_end(&self, question: &str) -> Option<bool> {
        let (low, high) = (says(question, &PHRASING.low_end), says(question, &PHRASING.high_end));
        (low != high).then_some(high)
    }

    /// Whether a question speaks of what was so before: `than what it had planned before`.
    #[must_use]
    pub fn holds_before(&self, question: &str) -> bool {
        let mut all = words(question).map(|word| fold(word.span.slice(question)));
        all.any(|word| word == "before" || word == "previously" || PHRASING.former.contains(&word))
    }

    /// Whether a question asks how far the ends of a range are apart.
    #[must_use]
    pub fn asks_for_width(&self, question: &str) -> bool {
        let both = says(question, &PHRASING.low_end) && says(question, &PHRASING.high_end);
        let wide = says(question, &PHRASING.width) && says(question, &PHRASING.foreseen);
        both || wide
    }

    /// Whether a question asks what an amount comes to each year: `how much is that per year`.
    #[must_use]
    pub fn asks_per_year(&self, question: &str) -> bool {
        says(question, &PHRASING.per_year)
    }

    /// Whether a question asks for the amount that another has grown from: `working backwards from the growth`.
    #[must_use]
    pub fn asks_for_base(&self, question: &str) -> bool {
        // `what must sales have been`, `what backlog must it have had`
        let must = question.split_once(" must ").is_some_and(|(_, rest)| says(rest, &PHRASING.had));
        says(question, &PHRASING.base) || must
    }

    /// Whether a question has a verb whose amount is money: `how much did it pay`.
    #[must_use]
    pub fn asks_for_money(&self, question: &str) -> bool {
        says(question, &PHRASING.spends)
    }

    /// Where a question begins to say the same in other words.
    #[must_use]
    pub fn explains(&self, question: &str) -> Option<usize> {
        let folded = fold(question);
        let found = PHRASING.explains.iter().filter_map(|phrase| whole_words(&folded, phrase));
        found.min().filter(|at| folded.len() == question.len() && question.is_char_boundary(*at))
    }

    /// Whether a question asks by how much an expectation was changed: `how much did it add to its outlook`.
    #[must_use]
    pub fn asks_for_revision(&self, question: &str) -> bool {
        let changes = |word: &Word| {
            let word = fold(word.span.slice(question));
            revises(&word) || matches!(word.as_str(), "add" | "added" | "adds" | "up" | "down")
        };
        words(question).any(|word| changes(&word))
    }

    /// Whether a question asks for how many periods in a row something went on: `how many quarters running`.
    #[must_use]
    pub fn asks_for_streak(&self, question: &str) -> bool {
        says(question, &PHRASING.streak)
    }

    /// Whether some words pick one of several, not only hold two against each other: `the largest`, no `larger`.
    #[must_use]
    pub fn picks_one(&self, words: &str) -> bool {
        let picks = |mention: QuestionCueMention| {
            let word = mention.span.slice(words);
            let of_several = matches!(mention.cue, QuestionCue::Largest | QuestionCue::Smallest);
            of_several && !word.ends_with("er") && !word.starts_with('更')
        };
        self.question_cues(words).into_iter().any(picks)
    }

    /// Whether some words leave a part out: `excluding fuel`, `if you leave out the shops`.
    #[must_use]
    pub fn leaves_out(&self, words: &str) -> bool {
        says(words, &PHRASING.leaves_out)
    }

    /// Where a question begins to leave a part out.
    #[must_use]
    pub fn leaves_out_at(&self, question: &str) -> Option<Span> {
        first_of(question, &PHRASING.leaves_out)
    }

    /// Where a question begins to say what a figure is to be told after: `after exceptional items`.
    #[must_use]
    pub fn takes_in_at(&self, question: &str) -> Option<Span> {
        first_of(question, &PHRASING.takes_in)
    }

    /// Whether words beside a term say that it is told before or without something: `before exceptional items`.
    #[must_use]
    pub fn stops_short(&self, words: &str) -> bool {
        says(words, &PHRASING.stops_short) || self.leaves_out(words)
    }

    /// How many decimals a folded text asks for: `rounded to two decimals`.
    #[must_use]
    pub fn decimals(&self, text: &str) -> Option<u32> {
        PHRASING.places.iter().find(|(words, _)| text.contains(words.as_str())).map(|(_, places)| *places)
    }

    /// Whether a folded word stands for the figure of the question before: `the number`, `that`.
    #[must_use]
    pub fn stands_for_figure(&self, word: &str) -> bool {
        PHRASING.stands_for.iter().any(|known| known == word)
    }

    /// Where a question asks for things by their names: `what GPU types`, `which of its rivals`.
    #[must_use]
    pub fn asks_for_things(&self, question: &str) -> Option<Span> {
        let all: Vec<Word> = words(question).filter(|word| word.kind != WordKind::Mark).collect();
        let lowered: Vec<String> = all.iter().map(|word| fold(word.span.slice(question))).collect();
        let leads = |word: &String| matches!(word.as_str(), "what" | "which" | "whose");
        let at = lowered.iter().position(leads)?;
        let named = lowered.iter().enumerate().skip(at + 1).take(APART + 1);
        let verb = |word: &String| self.is_linking(word) || matches!(word.as_str(), "did" | "does" | "do");
        let mut before_verb = named.take_while(|(_, word)| !verb(word));
        let (place, thing) = before_verb.find(|(_, word)| PHRASING.things.contains(word))?;
        // `which segments`: what they are is a word of the report too.
        let vague = PHRASING.names.contains(thing) || PHRASING.kinds.contains(thing);
        Some(if vague { all[at].span.joined(all[place].span) } else { all[at].span })
    }

    /// Whether a question asks what somebody said or thought, or else did, which words tell: `what did she answer`.
    #[must_use]
    pub fn asks_for_speech(&self, question: &str) -> Option<Deed> {
        let all: Vec<String> = words(question).map(|word| fold(word.span.slice(question))).collect();
        let helps =
            |word: &str| matches!(word, "did" | "does" | "do" | "will" | "would" | "has" | "have" | "had");
        let at = all.windows(2).position(|pair| pair[0] == "what" && helps(&pair[1]))?;
        let mut near = all[at + 2..].iter().take(FAR);
        near.find_map(|word| match word {
            word if PHRASING.speech.contains(word) => Some(Deed::Said),
            word if PHRASING.deeds.contains(word) => Some(Deed::Done),
            _ => None,
        })
    }

    /// Whether a sentence may tell why what it says is so.
    #[must_use]
    pub fn hints_at_cause(&self, sentence: &str) -> bool {
        says(sentence, &PHRASING.hint)
    }

    /// What a report says of the next holder of an office, where a folded word asks for that.
    #[must_use]
    pub fn incoming(&self, word: &str) -> &'static [String] {
        let asks = PHRASING.incoming.iter().any(|known| known == word);
        if asks { &PHRASING.successor } else { &[] }
    }

    /// Whether a folded word stands before a place: `in`, `near`.
    #[must_use]
    pub fn leads_to_place(&self, word: &str) -> bool {
        PHRASING.before_place.iter().any(|known| known == word)
    }

    /// Whether a folded word says what somebody is: `analyst`.
    #[must_use]
    pub fn is_role(&self, word: &str) -> bool {
        PHRASING.role.iter().any(|known| known == word)
    }

    /// Where some Chinese words say what somebody is.
    #[must_use]
    pub fn han_role(&self, words: &str) -> Option<usize> {
        let roles = PHRASING.role.iter().filter(|role| !role.is_ascii());
        roles.filter_map(|role| words.rfind(role.as_str())).min()
    }

    /// Whether a folded noun stands for when something is: `in what month`.
    #[must_use]
    pub fn is_date_noun(&self, word: &str) -> bool {
        PHRASING.dates.iter().any(|known| known == word)
    }

    /// Whether a folded word says nothing behind a name that is asked about: `who is she anyway`.
    #[must_use]
    pub fn trails(&self, word: &str) -> bool {
        PHRASING.trail.iter().any(|known| known == word)
    }

    /// Whether words before a term say how it is measured, not of which part: `net`, `operating`.
    #[must_use]
    pub fn says_how_measured(&self, words: &str) -> bool {
        let folded = fold(words);
        PHRASING.how_measured.iter().any(|known| whole_words(&folded, known).is_some())
    }

    /// Whether such things have names of their own: companies, people.
    #[must_use]
    pub fn asks_for_names(&self, asked: &str) -> bool {
        holds(asked, &PHRASING.names)
    }
}

/// `before they bumped it up to the present range`: to the end of the clause.
/// Where the first of these phrases stands in a question.
fn first_of(question: &str, phrases: &[String]) -> Option<Span> {
    let folded = fold(question);
    let found = phrases.iter().filter_map(|phrase| {
        let at = whole_words(&folded, phrase)?;
        Some(Span::new(at, at + phrase.len()))
    });
    let first = found.min_by_key(|span| (span.start, usize::MAX - span.end));
    first.filter(|span| {
        folded.len() == question.len()
            && question.is_char_boundary(span.start)
            && question.is_char_boundary(span.end)
    })
}

fn before_a_change(question: &str) -> Option<Span> {
    beside(question, &["before", "until", "prior"], revises)
}

/// A word of time with such a verb or noun close behind it, to the end of the clause.
fn beside(question: &str, time: &[&str], changes: impl Fn(&str) -> bool) -> Option<Span> {
    let all: Vec<Word> = words(question).collect();
    let lowered: Vec<String> = all.iter().map(|word| fold(word.span.slice(question))).collect();
    let place = lowered.iter().position(|word| time.contains(&word.as_str()))?;
    let mut near = lowered.iter().skip(place + 1).take(AWAY);
    near.find(|word| changes(word))?;
    let ends =
        |word: &&Word| word.kind == WordKind::Mark && !matches!(word.span.slice(question), "-" | "'" | "’");
    let end = all[place..].iter().find(ends).map_or(question.len(), |word| word.span.start);
    Some(Span::new(all[place].span.start, end))
}

fn revises(word: &str) -> bool {
    let begins = |known: &String| known.len() > 3 && word.starts_with(known.as_str()) || known == word;
    PHRASING.revises.iter().any(begins)
}

/// `the earlier estimate`: what was expected and is no longer.
fn former_expectation(question: &str) -> Option<Span> {
    let all: Vec<Word> = words(question).collect();
    let is = |word: &Word, listed: &[String]| listed.contains(&fold(word.span.slice(question)));
    let mut pairs = all.windows(2);
    let pair = pairs.find(|pair| is(&pair[0], &PHRASING.former) && is(&pair[1], &PHRASING.foreseen));
    // 之前对资本开支的估计: what is expected stands between the two.
    let han = |listed: &'static [String]| listed.iter().filter(|word| !word.is_ascii());
    let apart = || {
        let (at, word) =
            han(&PHRASING.former).find_map(|word| Some((question.find(word.as_str())?, word)))?;
        let behind = &question[at..];
        han(&PHRASING.foreseen)
            .any(|noun| behind.contains(noun.as_str()))
            .then(|| Span::new(at, at + word.len()))
    };
    // `its previous sales forecast`: what is expected stands between the two.
    let between = || {
        let former = all.windows(4).find(|run| {
            let noun = run[2..].iter().any(|word| is(word, &PHRASING.foreseen));
            is(&run[0], &PHRASING.former) && noun && run[1].kind == WordKind::Letters
        });
        former.map(|run| run[0].span)
    };
    pair.map(|pair| pair[0].span.joined(pair[1].span)).or_else(between).or_else(apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_held_before_a_change_is_asked_in_many_words() {
        #[track_caller]
        fn case(question: &str, expected: Option<&str>) {
            let found = Lexicon::built_in().asks_for_prior(question);
            assert_eq!(found.map(|span| span.slice(question)), expected, "{question}");
        }
        case("What was it before they hiked it?", Some("before they hiked it"));
        case(
            "What did Acme expect before the board last trimmed the outlook, in euros?",
            Some("before the board last trimmed the outlook"),
        );
        case("What was the previous forecast?", Some("previous forecast"));
        case("What was sold before the summer?", None);
        case("What was profit before tax?", None);
    }

    #[test]
    fn things_are_asked_for_by_their_names() {
        #[track_caller]
        fn case(question: &str, expected: Option<&str>) {
            let found = Lexicon::built_in().asks_for_things(question);
            assert_eq!(found.map(|span| span.slice(question)), expected, "{question}");
        }
        case("What turbine types does Acme build?", Some("What turbine types"));
        case("Which two rivals fight for the same shops?", Some("Which two rivals"));
        case("Which new services did Acme start?", Some("Which"));
        case("What revenue does Acme expect?", None);
        case("What does Acme say of its products?", None);
    }
}
