use std::collections::BTreeSet;
use std::ops::Bound;
use std::path::Path;
use std::sync::{Arc, LazyLock, OnceLock};

use super::finder::{Case, Finder, Habits, Spelling, plain_form};
use super::plain::Plain;
use super::vocabulary::Vocabulary;
use super::{CueMention, Entity, LexiconError, MetricTerm, QuestionCueMention, TermMention, load};
use crate::text::{Language, Span, fold, is_han};

/// The vocabulary in force: the built-in one with a maintainer's additions over it. A clone is cheap.
#[derive(Debug, Clone)]
pub struct Lexicon {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    vocabulary: Vocabulary,
    english_stop_words: Vec<String>,
    chinese_stop_words: Vec<String>,
    metrics: Finder,
    entities: Finder,
    cues: Finder,
    /// Built when the first question comes.
    questions: OnceLock<Finder>,
    /// Likewise, when the first misspelt word comes.
    words: OnceLock<BTreeSet<String>>,
}

/// The entities and cues of a text, and its metrics once the caller knows which stretches are names.
pub(crate) struct Mentions<'l> {
    pub(crate) entities: Vec<TermMention<'l>>,
    pub(crate) cues: Vec<CueMention>,
    plain: Plain,
    metrics: &'l Finder,
    terms: &'l [MetricTerm],
}

impl<'l> Mentions<'l> {
    /// The metric terms of the same text outside the `taken` stretches.
    pub(crate) fn metrics(&self, text: &str, taken: &[Span]) -> Vec<TermMention<'l>> {
        let found = self.metrics.find_in(text, &self.plain, false, taken).into_iter();
        found.map(|(span, owner)| TermMention { span, key: &self.terms[owner].key }).collect()
    }
}

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    let vocabulary = load::built_in().expect("the built-in vocabulary is tested to load");
    Lexicon::new(vocabulary)
});

impl Lexicon {
    /// The built-in vocabulary alone; parsed once.
    #[must_use]
    pub fn built_in() -> Self {
        BUILT_IN.clone()
    }

    /// The vocabulary with the additions of `corpus/lexicon.toml`, if the file is there.
    ///
    /// # Errors
    /// Names the file, the line and the key when it cannot be read, holds something unknown, or gives a spelling of
    /// one term to another.
    pub fn load(corpus: &Path) -> Result<Self, LexiconError> {
        let built_in = Self::built_in();
        let added = load::overlay(&built_in.shared.vocabulary, corpus)?;
        Ok(added.map_or(built_in, Self::new))
    }

    /// The metric terms a text mentions: longest first at each place, whole words, in order, not overlapping.
    #[must_use]
    pub fn metrics(&self, text: &str) -> Vec<TermMention<'_>> {
        let terms = &self.shared.vocabulary.metrics.terms;
        let found = self.shared.metrics.find(text, false).into_iter();
        found.map(|(span, owner)| TermMention { span, key: &terms[owner].key }).collect()
    }

    /// The listed entities a text mentions, likewise; `key` is the entity's name.
    #[must_use]
    pub fn entities(&self, text: &str) -> Vec<TermMention<'_>> {
        self.find_entities(text, false)
    }

    /// The listed entities a question mentions. A question typed without any capital letter may name `apple`; a report
    /// may not.
    #[must_use]
    pub fn asked_entities(&self, question: &str) -> Vec<TermMention<'_>> {
        self.find_entities(question, !question.contains(char::is_uppercase))
    }

    /// The cue words a text holds, in order, not overlapping.
    #[must_use]
    pub fn cues(&self, text: &str) -> Vec<CueMention> {
        let cues = &self.shared.vocabulary.cues;
        let found = self.shared.cues.find(text, false).into_iter();
        found.filter_map(|(span, owner)| Some(CueMention { span, cue: cues[owner].0? })).collect()
    }

    /// The words of a question that say what it wants, in order, not overlapping.
    #[must_use]
    pub fn question_cues(&self, text: &str) -> Vec<QuestionCueMention> {
        let questions = &self.shared.vocabulary.questions;
        let finder =
            self.shared.questions.get_or_init(|| Finder::new(&spellings(questions), Habits::default()));
        let found = finder.find(text, false).into_iter();
        found.map(|(span, owner)| QuestionCueMention { span, cue: questions[owner].0 }).collect()
    }

    /// What a text mentions of all kinds that reports hold, looked for together.
    pub(crate) fn mentions(&self, text: &str) -> Mentions<'_> {
        let Shared { vocabulary, metrics, entities, cues, .. } = &*self.shared;
        let plain = Plain::of(text);
        let entities = entities.find_in(text, &plain, false, &[]);
        let cues = cues.find_in(text, &plain, false, &[]).into_iter();
        Mentions {
            entities: entities
                .into_iter()
                .map(|(span, owner)| TermMention { span, key: &vocabulary.entities.terms[owner].name })
                .collect(),
            cues: cues
                .filter_map(|(span, owner)| Some(CueMention { span, cue: vocabulary.cues[owner].0? }))
                .collect(),
            plain,
            metrics,
            terms: &vocabulary.metrics.terms,
        }
    }

    /// The metric term with this key.
    #[must_use]
    pub fn metric(&self, key: &str) -> Option<&MetricTerm> {
        let metrics = &self.shared.vocabulary.metrics;
        metrics.places.get(key).map(|place| &metrics.terms[*place])
    }

    /// The entity with exactly this name; for other spellings see [`Lexicon::entities`].
    #[must_use]
    pub fn entity(&self, name: &str) -> Option<&Entity> {
        let entities = &self.shared.vocabulary.entities;
        entities.places.get(name).map(|place| &entities.terms[*place])
    }

    /// The term that a phrase says is foretold: profit of `profit target`, where the phrase names a target by `key`.
    #[must_use]
    pub fn foretold(&self, phrase: &str, key: &str) -> Option<&str> {
        self.metric(key).filter(|term| term.foretells)?;
        let starts = || phrase.char_indices().map(|(at, _)| at).rev();
        let names = |tail: &str| matches!(self.metrics(tail).as_slice(), [only] if only.key == key && only.span.len() == tail.len());
        // 营收目标 has no space before 目标.
        let han = |at: &usize| phrase[*at..].starts_with(is_han) && names(&phrase[*at..]);
        let head = match starts().find(han) {
            Some(at) => &phrase[..at],
            None => phrase.rsplit_once(' ').map_or("", |(head, _)| head),
        };
        self.metrics(head).last().map(|mention| mention.key).filter(|other| *other != key)
    }

    /// The month a listed entity's fiscal year ends in, its parent's where it has none of its own.
    #[must_use]
    pub fn fiscal_year_end(&self, name: &str) -> Option<i8> {
        let entity = self.entity(name)?;
        let inherited = || self.entity(entity.parent.as_deref()?)?.fiscal_year_end;
        entity.fiscal_year_end.or_else(inherited)
    }

    /// All metric terms, in the order of the files.
    pub fn metric_terms(&self) -> impl Iterator<Item = &MetricTerm> {
        self.shared.vocabulary.metrics.terms.iter()
    }

    /// The names of all listed entities, in the order of the files.
    pub fn entity_names(&self) -> impl Iterator<Item = &str> {
        self.shared.vocabulary.entities.terms.iter().map(|entity| entity.name.as_str())
    }

    /// The single words, folded, of all that terms and questions are spelled with.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        self.words().iter().map(String::as_str)
    }

    /// Those of [`Lexicon::spellings`] that begin with a folded word.
    pub fn spellings_from<'w>(&'w self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let from =
            self.words().range::<str, _>((Bound::Included(word), Bound::Unbounded)).map(String::as_str);
        from.take_while(move |listed| listed.starts_with(word))
    }

    /// Whether a folded word is one of [`Lexicon::spellings`].
    #[must_use]
    pub fn spells(&self, word: &str) -> bool {
        self.words().contains(word)
    }

    fn words(&self) -> &BTreeSet<String> {
        self.shared.words.get_or_init(|| {
            let vocabulary = &self.shared.vocabulary;
            let terms = vocabulary.metrics.terms.iter().flat_map(|term| term.aliases.iter());
            let asked = vocabulary.questions.iter().map(|(_, words)| words);
            let all = terms.chain(asked).flat_map(|words| words.split([' ', '-', '^', '|', '$']));
            let plain = |word: &&str| word.len() > 3 && word.chars().all(|c| c.is_ascii_lowercase());
            all.filter(plain).map(str::to_owned).collect()
        })
    }

    /// Words that say the same as this one, folded like [`fold`] does; empty for a word without any.
    #[must_use]
    pub fn synonyms(&self, word: &str) -> &[String] {
        self.shared.vocabulary.synonyms.get(&fold(word)).map_or(&[], Vec::as_slice)
    }

    /// Words too common to search for, lower case and sorted; none for other languages.
    #[must_use]
    pub fn stop_words(&self, language: Language) -> &[String] {
        match language {
            Language::English => &self.shared.english_stop_words,
            Language::Chinese => &self.shared.chinese_stop_words,
            Language::Other => &[],
        }
    }

    fn new(vocabulary: Vocabulary) -> Self {
        let metric_habits = Habits { plural: true, joined: false };
        let entity_habits = Habits { plural: false, joined: true };
        let shared = Shared {
            metrics: Finder::new(&vocabulary.metrics.spellings, metric_habits),
            entities: Finder::new(&vocabulary.entities.spellings, entity_habits),
            cues: Finder::new(&spellings(&vocabulary.cues), Habits::default()),
            questions: OnceLock::new(),
            words: OnceLock::new(),
            english_stop_words: vocabulary.english_stop_words.iter().cloned().collect(),
            chinese_stop_words: vocabulary.chinese_stop_words.iter().cloned().collect(),
            vocabulary,
        };
        Self { shared: Arc::new(shared) }
    }

    fn find_entities(&self, text: &str, hasty: bool) -> Vec<TermMention<'_>> {
        let terms = &self.shared.vocabulary.entities.terms;
        let found: Vec<(Span, usize)> = self.shared.entities.find(text, hasty);
        found.into_iter().map(|(span, owner)| TermMention { span, key: &terms[owner].name }).collect()
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::built_in()
    }
}

fn spellings<T>(words: &[(T, String)]) -> Vec<Spelling> {
    let listed = words.iter().map(|(_, word)| word.clone()).enumerate();
    listed
        .map(|(owner, listed)| Spelling { plain: plain_form(&listed), listed, case: Case::Any, owner })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Cue, QuestionCue};
    use super::*;
    use crate::quantity::Direction;

    #[track_caller]
    fn metrics(text: &str, expected: &[&str]) {
        let lexicon = Lexicon::built_in();
        let found: Vec<&str> = lexicon.metrics(text).iter().map(|mention| mention.key).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_foretold_stands_before_the_word_that_says_so() {
        let lexicon = Lexicon::built_in();
        for (phrase, key, expected) in [
            ("净利润指引", "guidance", Some("net_income")),
            ("营收目标", "target", Some("revenue")),
            ("net income target", "target", Some("net_income")),
            ("target", "target", None),
        ] {
            assert_eq!(lexicon.foretold(phrase, key), expected, "{phrase}");
        }
    }

    #[track_caller]
    fn entities(text: &str, expected: &[&str]) {
        let lexicon = Lexicon::built_in();
        let found: Vec<&str> = lexicon.entities(text).iter().map(|mention| mention.key).collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn cues(text: &str, expected: &[Cue]) {
        let found: Vec<Cue> = Lexicon::built_in().cues(text).iter().map(|mention| mention.cue).collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn asks(text: &str, expected: &[QuestionCue]) {
        let found: Vec<QuestionCue> =
            Lexicon::built_in().question_cues(text).iter().map(|it| it.cue).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn metrics_of_reports_are_found() {
        metrics("Revenue rose while Cost of Revenues fell", &["revenue", "cost_of_revenue"]);
        metrics("Net cash provided by (used in) operating activities", &["operating_cash_flow"]);
        metrics("non-GAAP diluted EPS and EPS", &["adjusted_eps", "eps"]);
        metrics("capital expenditures, capex and cap-ex", &["capital_expenditure"; 3]);
        metrics("Google's cloud order reserve", &["backlog"]);
        metrics(
            "营业收入214亿元，归母净利润下降，毛利率提升",
            &["revenue", "attributable_net_income", "gross_margin"],
        );
        metrics("经调整净利润与自由现金流", &["adjusted_net_income", "free_cash_flow"]);
        metrics("in order to hold, profit-taking", &[]);
    }

    #[test]
    fn entities_of_reports_are_found() {
        entities("Alibaba Cloud's parent Alibaba", &["Alibaba Cloud", "Alibaba"]);
        entities("阿里云和腾讯控股，京东方与京东", &["Alibaba Cloud", "Tencent", "BOE", "JD.com"]);
        entities("GM said gm; a meta study of Meta", &["General Motors", "Meta"]);
        entities("Tencent-backed firms; Alibabas", &["Tencent"]);
    }

    #[test]
    fn a_hasty_question_needs_no_capitals() {
        let lexicon = Lexicon::built_in();
        let keys = |text| lexicon.asked_entities(text).iter().map(|it| it.key).collect::<Vec<_>>();
        assert_eq!(keys("apple revenue"), ["Apple"]);
        assert_eq!(keys("Does an apple count?"), Vec::<&str>::new());
    }

    #[test]
    fn cues_of_reports_are_found() {
        use Cue::{ComparedWith, Guidance, Moves, Negative, Respectively, YearOverYear};
        let (up, down) = (Moves(Direction::Up), Moves(Direction::Down));
        cues("revenue rose 34% year-over-year", &[up, YearOverYear]);
        cues("down from A and B to C and D, respectively", &[down, ComparedWith, Respectively]);
        cues("营收同比增长34%，环比降3%", &[YearOverYear, up, Cue::QuarterOverQuarter, down]);
        cues("free cash flow turned negative at 4.4 billion", &[Negative]);
        cues("an outflow of negative views", &[]);
        cues("The company expects sales to grow", &[Guidance, up]);
        cues(
            "AI-generated analysis: analysts put it, as restated",
            &[Cue::Analysis, Cue::Estimate, Cue::Restated],
        );
        cues("up to 5, lower than expected, in the run-up", &[down]);
        cues("a start-up in May, 负债和增值税", &[]);
    }

    #[test]
    fn questions_say_what_they_want() {
        use QuestionCue::{ByHowMuch, FollowUp, HowMany, HowMuch, Polite, Share, When, Why};
        asks("Could you please tell me how much it was?", &[Polite, HowMuch]);
        asks("By how much did it change, rounded to one decimal?", &[ByHowMuch, Polite]);
        asks("And in Q2 and Q3?", &[FollowUp]);
        asks("那腾讯呢？", &[FollowUp, FollowUp]);
        asks("what percentage of sales, and when, and why", &[Share, When, Why]);
        asks("有多少家门店", &[HowMuch]);
        asks("员工多少人？", &[HowMany]);
    }

    #[test]
    fn synonyms_work_in_both_directions() {
        let lexicon = Lexicon::built_in();
        assert!(lexicon.synonyms("Capex").contains(&"资本开支".to_owned()));
        assert!(lexicon.synonyms("资本开支").contains(&"capex".to_owned()));
        assert!(lexicon.synonyms("zebra").is_empty());
    }

    #[test]
    fn stop_words_are_sorted() {
        let lexicon = Lexicon::built_in();
        for language in [Language::English, Language::Chinese, Language::Other] {
            assert!(lexicon.stop_words(language).is_sorted());
        }
        assert!(lexicon.stop_words(Language::English).contains(&"the".to_owned()));
    }

    #[test]
    fn every_spelling_of_a_metric_names_it() {
        let lexicon = Lexicon::built_in();
        for term in lexicon.metric_terms() {
            for alias in &term.aliases {
                assert_names(alias, &term.key, &lexicon.metrics(alias));
            }
        }
    }

    #[test]
    fn every_spelling_of_an_entity_names_it() {
        let lexicon = Lexicon::built_in();
        for name in lexicon.entity_names() {
            let entity = lexicon.entity(name).expect("a listed name");
            for alias in entity.aliases.iter().chain([&entity.name]) {
                assert_names(alias, name, &lexicon.entities(alias));
            }
        }
    }

    #[test]
    fn every_cue_word_is_found_as_listed() {
        let lexicon = Lexicon::built_in();
        let vocabulary = &lexicon.shared.vocabulary;
        for (cue, listed) in &vocabulary.cues {
            let text = listed.replace(['|', '>'], "").replace('#', " 5");
            let found = lexicon.cues(&text);
            assert!(found.iter().any(|mention| Some(mention.cue) == *cue) || cue.is_none(), "{listed}");
        }
        for (cue, listed) in &vocabulary.questions {
            let text = listed.replace('|', "").replace(['^', '$'], "");
            assert!(lexicon.question_cues(&text).iter().any(|mention| mention.cue == *cue), "{listed}");
        }
    }

    #[track_caller]
    fn assert_names(alias: &str, key: &str, found: &[TermMention<'_>]) {
        let read: Vec<(&str, &str)> =
            found.iter().map(|mention| (mention.span.slice(alias), mention.key)).collect();
        assert_eq!(read, [(alias, key)]);
    }
}
