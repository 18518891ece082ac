//! The words of questions about who says something, and what a change is measured from.

use super::phrasing::{PHRASING, holds, says, whole_words};
use super::{Lexicon, QuestionCue};
use crate::text::{Span, WordKind, fold, is_han, words};

/// How many characters a Chinese adverb before a verb has at most.
const LONGEST_ADVERB: usize = 2;

impl Lexicon {
    /// Whether a folded word of a question is one of those that ask for a length of time or an age: `old`, `oldest`.
    #[must_use]
    pub fn says_of_duration(&self, question: &str, word: &str) -> bool {
        let question = fold(question);
        let mut asked = PHRASING.lasting.iter().filter(|phrase| whole_words(&question, phrase).is_some());
        let meant = |phrase: &String, word: &str| phrase.split(' ').any(|own| own == word);
        asked
            .any(|phrase| meant(phrase, word) || self.synonyms(word).iter().any(|other| meant(phrase, other)))
    }

    /// Where the words begin that lead to the name of who says something: `according to the`.
    #[must_use]
    pub fn cites(&self, before: &str) -> Option<usize> {
        let folded = fold(before);
        let bare = folded.trim_end();
        let bare = bare.strip_suffix(" the").unwrap_or(bare);
        let rest = PHRASING.cites.iter().find_map(|phrase| {
            bare.strip_suffix(phrase.as_str())
                .filter(|rest| !rest.ends_with(char::is_alphabetic) || !phrase.is_ascii())
        })?;
        Some(rest.len()).filter(|at| folded.len() == before.len() && before.is_char_boundary(*at))
    }

    /// Whether a folded word says that what follows is not meant.
    #[must_use]
    pub fn negates(&self, word: &str) -> bool {
        PHRASING.negates.iter().any(|known| known == word)
    }

    /// Whether a question speaks of a growth.
    #[must_use]
    pub fn tells_growth(&self, question: &str) -> bool {
        let growth = |cue| matches!(cue, QuestionCue::Growth | QuestionCue::RelativeChange);
        self.question_cues(question).iter().any(|mention| growth(mention.cue))
    }

    /// Whether a question says `why`, and does not ask by a noun or a verb of causing.
    #[must_use]
    pub fn asks_plainly_why(&self, question: &str) -> bool {
        let plain = |words: &str| PHRASING.why.iter().any(|known| *known == fold(words));
        let cues = self.question_cues(question);
        cues.iter().any(|mention| mention.cue == QuestionCue::Why && plain(mention.span.slice(question)))
    }

    /// Whether a folded noun is something that somebody wrote: `story`; no pronoun for it.
    #[must_use]
    pub fn is_piece(&self, word: &str) -> bool {
        !self.is_stop_word(word) && PHRASING.pieces.iter().any(|piece| piece == word)
    }

    /// Where in a sentence the question begins that it asks somebody to answer: `could anyone tell me how many …`.
    #[must_use]
    pub fn asked_from(&self, sentence: &str) -> Option<usize> {
        let folded = fold(sentence);
        let ends = PHRASING.introduces.iter().filter_map(|phrase| {
            let at = folded.rfind(phrase.as_str())?;
            Some(at + phrase.len())
        });
        ends.max().filter(|at| folded.len() == sentence.len() && sentence.is_char_boundary(*at))
    }

    /// Where the words end that name what is left out: 后 of 燃料后.
    #[must_use]
    pub fn leaves_out_until(&self, behind: &str) -> Option<Span> {
        let found = |end: &String| behind.find(end.as_str()).map(|at| Span::new(at, at + end.len()));
        PHRASING.leaves_out_until.iter().filter_map(found).find(|found| found.start > 0)
    }

    /// Where a question begins to speak of what others do.
    #[must_use]
    pub fn contrasts_at(&self, question: &str) -> Option<usize> {
        let folded = fold(question);
        let found = PHRASING.contrast.iter().filter_map(|word| whole_words(&folded, word)).min();
        found.filter(|at| folded.len() == question.len() && question.is_char_boundary(*at))
    }

    /// Whether a folded word is a noun for a part of a company: `its cloud arm`.
    #[must_use]
    pub fn is_arm(&self, word: &str) -> bool {
        PHRASING.arm.iter().any(|known| known == word)
    }

    /// Whether a question says that something got worse.
    #[must_use]
    pub fn says_worse(&self, question: &str) -> bool {
        says(question, &PHRASING.worse)
    }

    /// Whether words end with what leads to the time after something: `within a`, `in its first`.
    #[must_use]
    pub fn leads_to_lapse(&self, before: &str) -> bool {
        let folded = fold(before);
        let bare = PHRASING.article.iter().find_map(|article| folded.strip_suffix(&format!(" {article}")));
        ends_with_any(bare.unwrap_or(&folded), &PHRASING.lapse)
            || ends_with_any(&folded, &PHRASING.first_of_all)
    }

    /// Whether words begin with what stands behind such a time: 之内.
    #[must_use]
    pub fn closes_lapse(&self, behind: &str) -> bool {
        PHRASING.lapse_ends.iter().any(|end| behind.starts_with(end.as_str()))
    }

    /// Whether words end with what makes one of the noun that follows: `a`, `its first`.
    #[must_use]
    pub fn counts_one(&self, before: &str) -> bool {
        let folded = fold(before);
        ends_with_any(&folded, &PHRASING.article) || ends_with_any(&folded, &PHRASING.first_of_all)
    }

    /// Whether words are a clause of their own that begins with a conjunction: `once the strike was over`.
    #[must_use]
    pub fn is_clause(&self, words: &str) -> bool {
        let folded = fold(words);
        let led = PHRASING
            .conjunction
            .iter()
            .any(|word| folded.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(' ')));
        led && holds(&folded, &PHRASING.linking)
    }

    /// The words that ask of a term before them how large it is: `stand` of `where does the backlog stand`.
    #[must_use]
    pub fn stands_at(&self, text: &str) -> Option<Span> {
        let folded = fold(text);
        let found =
            PHRASING.stands.iter().filter_map(|words| Some((whole_words(&folded, words)?, words.len())));
        found.min().map(|(at, len)| Span::new(at, at + len)).filter(|_| folded.len() == text.len())
    }

    /// Whether a sentence says that there is something to tell, and not what: `it has its pros and cons`.
    #[must_use]
    pub fn announces(&self, sentence: &str) -> bool {
        says(sentence, &PHRASING.announcing)
    }

    /// Whether a clause speaks of others of a kind together: `the others`, `its rivals`.
    #[must_use]
    pub fn speaks_of_others(&self, clause: &str) -> bool {
        says(clause, &PHRASING.others)
    }

    /// Where a question asks what something says about something else: `what does the gap say about demand`.
    #[must_use]
    pub fn asks_what_follows(&self, question: &str) -> Option<Span> {
        let folded = fold(question);
        let asks = folded.starts_with("what do") || folded.starts_with("what did") || folded.contains(is_han);
        let found =
            PHRASING.implying.iter().filter_map(|phrase| Some((whole_words(&folded, phrase)?, phrase.len())));
        let (at, length) = found.min().filter(|_| asks && folded.len() == question.len())?;
        Some(Span::new(at, at + length))
    }

    /// Where a text supposes something: `if` of `if trade with partners is`, by the first word of the list that is there.
    #[must_use]
    pub fn supposes_at(&self, text: &str) -> Option<Span> {
        let last = |known: &String| {
            words(text).map(|word| word.span).filter(|span| fold(span.slice(text)) == *known).last()
        };
        PHRASING.supposing.iter().find_map(last)
    }

    /// Whether a folded word stands for the rest of the group that a company belongs to: `sales to affiliates`.
    #[must_use]
    pub fn is_of_the_group(&self, word: &str) -> bool {
        PHRASING.group.iter().any(|known| known == word)
    }

    /// Whether a measure is said to be what others than the group pay: `external revenue`.
    #[must_use]
    pub fn is_external(&self, name: &str) -> bool {
        says(name, &PHRASING.external)
    }

    /// Whether words before a question tell of the asker, or of something else than what is asked: `I'm writing on …`.
    #[must_use]
    pub fn tells_of_asker(&self, before: &str) -> bool {
        says(before, &PHRASING.asker)
    }

    /// Whether words stand for a time that was named before: `back then`.
    #[must_use]
    pub fn says_then(&self, words: &str) -> bool {
        says(words, &PHRASING.then)
    }

    /// Whether a question is about the period of the one before it: `in that quarter`.
    #[must_use]
    pub fn says_same_time(&self, question: &str) -> bool {
        says(question, &PHRASING.same_time)
    }

    /// Whether a question asks what might have been: `what would sales have been without the strike`.
    #[must_use]
    pub fn supposes(&self, question: &str) -> bool {
        let all: Vec<String> = words(question).map(|word| fold(word.span.slice(question))).collect();
        let would = all.iter().position(|word| word == "would");
        let have =
            would.and_then(|at| all[at..].iter().position(|word| word == "have").map(|have| at + have));
        let been = have.is_some_and(|at| {
            all.get(at + 1)
                .is_some_and(|word| matches!(word.as_str(), "been" | "come" | "had" | "reached" | "made"))
        });
        been || says(question, &PHRASING.supposes)
    }

    /// Whether words begin with what somebody does who says or wants something: `wants …`, `said that …`.
    #[must_use]
    pub fn holds(&self, after: &str) -> bool {
        self.holds_up_to(after).is_some()
    }

    /// Where such a verb ends; a Chinese adverb may stand before it: 明确表示.
    #[must_use]
    pub fn holds_up_to(&self, after: &str) -> Option<usize> {
        let bare = after.trim_start_matches([' ', ')', '）']);
        let led = after.len() - bare.len();
        let adverb = bare.char_indices().take(LONGEST_ADVERB + 1).take_while(|(_, c)| is_han(*c));
        let starts: Vec<usize> = adverb.map(|(at, _)| at).skip(1).collect();
        std::iter::once(0).chain(starts).find_map(|start| {
            let folded = fold(&bare[start..]);
            let ends = |phrase: &&String| {
                let rest = folded.strip_prefix(phrase.as_str());
                rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || !phrase.is_ascii())
            };
            let verb = PHRASING.holds.iter().filter(|phrase| start == 0 || !phrase.is_ascii()).find(ends)?;
            Some(led + start + verb.len()).filter(|end| after.is_char_boundary(*end))
        })
    }

    /// Whether words end with one that holds what follows against what went before: `compared with the`, `from`.
    #[must_use]
    pub fn holds_against(&self, before: &str) -> bool {
        let folded = fold(before);
        let bare = folded.trim_end();
        let bare = bare.strip_suffix(" the").unwrap_or(bare);
        PHRASING.against.iter().any(|word| {
            bare.strip_suffix(word.as_str())
                .is_some_and(|rest| !rest.ends_with(char::is_alphabetic) || !word.is_ascii())
        })
    }

    /// Whether a question asks who wrote a report, and whether who edited it.
    #[must_use]
    pub fn asks_who_wrote(&self, question: &str) -> (bool, bool) {
        // `who wrote in a memo that …`: not of the report itself.
        let wrote = PHRASING.wrote.iter().any(|phrase| {
            let folded = fold(question);
            let behind = whole_words(&folded, phrase).map(|at| folded[at + phrase.len()..].to_owned());
            behind.is_some_and(|behind| of_a_piece(&behind))
        });
        (wrote, says(question, &PHRASING.edited))
    }
}

/// How many words may stand between a verb of writing and what is written.
const APART: usize = 4;

/// Whether what was written is a report, or nothing is said of it.
fn of_a_piece(behind: &str) -> bool {
    let clause = behind.split([',', '?', '，', '？', ';']).next().unwrap_or_default();
    let mut all =
        words(clause).filter(|word| word.kind != WordKind::Mark).map(|word| word.span.slice(clause));
    let first = all.next();
    let han = clause.contains(is_han);
    let is_piece = |word: &str| PHRASING.pieces.iter().any(|piece| piece == word);
    han || first.is_none_or(|first| {
        !is_preposition(first) && std::iter::once(first).chain(all).take(APART + 1).any(is_piece)
    })
}

fn is_preposition(word: &str) -> bool {
    matches!(word, "in" | "to" | "about" | "that" | "at" | "for" | "on")
}

/// Whether a folded text ends with a phrase as whole words.
fn ends_with_any(folded: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| {
        let rest = folded.strip_suffix(phrase.as_str());
        rest.is_some_and(|rest| !phrase.is_ascii() || !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
    })
}
