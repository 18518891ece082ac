//! Names of companies, units and products in a document: the lexicon's and those the document itself uses as names.

use rustc_hash::{FxHashMap, FxHashSet};

use super::aliases::Alias;
use super::ordinary::is_vocabulary;
use super::runs::{Run, possessive_follows, runs, without_possessive};
use super::{short_names, subsidiaries, titles};
use crate::lexicon::{Lexicon, TermMention};
use crate::text::{Span, Word, WordKind, fold, sentences, words};

/// An entity mentioned at a place, by its canonical name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) span: Span,
    pub(super) name: String,
    /// A possessive mark follows.
    pub(super) possessive: bool,
}

/// The names in force while one document is read.
pub(super) struct Names<'l> {
    lexicon: &'l Lexicon,
    learned: FxHashSet<String>,
    /// Learned names in Chinese, longest first.
    han: Vec<String>,
    /// What a document's short forms stand for: `Halden` for `Halden Semiconductor`.
    whole: FxHashMap<String, String>,
}

/// What a document shows of one capitalised run.
#[derive(Default)]
struct Seen {
    times: usize,
    possessive: usize,
    /// Behind a preposition of place.
    placed: usize,
    speaks: usize,
    /// A legal form follows, it is two names joined by `&`, or it speaks of its own affairs.
    company: bool,
    words: usize,
    titled: bool,
    /// A heading names it.
    heads: bool,
}

/// How often a name without other evidence must stand in a document that is about somebody.
const OFTEN: usize = 3;

/// How many words the longest name that is looked for has.
const LONGEST: usize = 7;

impl<'l> Names<'l> {
    /// Learns the names that a report uses beyond the lexicon's, from its title and its prose.
    pub(super) fn of_report<'t>(
        title: &str,
        prose: impl Iterator<Item = &'t str> + Clone,
        headings: impl Iterator<Item = &'t str> + Clone,
        lexicon: &'l Lexicon,
    ) -> Self {
        let (mut seen, mut lower) = seen(prose.clone());
        // A word that a heading has in lower case is no name: `Restatement of comparative figures`.
        lower.extend(headings.clone().flat_map(|heading| {
            let all = words(heading).map(move |word| word.span.slice(heading));
            all.filter(|word| word.starts_with(char::is_lowercase)).map(str::to_owned)
        }));
        let spoken = titles::spoken(title);
        let headline = titles::is_headline(&spoken);
        for (place, name) in capitalised(&spoken, lexicon).into_iter().enumerate() {
            // Most capitals of a headline are no name's.
            if place > 0 && headline && !seen.contains_key(&name) {
                continue;
            }
            let counted = seen.entry(name.clone()).or_default();
            counted.words = name.split(' ').count();
            counted.titled = true;
        }
        for (name, counted) in &mut seen {
            counted.titled |= title.contains(name.as_str()) || spoken.contains(name.as_str());
        }
        for name in headings.filter_map(|heading| capitalised(heading, lexicon).into_iter().next()) {
            // A section that opens with a name of several words is about somebody.
            let several = name.contains(' ');
            if let Some(counted) = seen.get_mut(&name).filter(|_| several) {
                counted.heads = true;
            }
        }
        let told = seen.iter().map(|(name, counted)| (name.as_str(), counted.titled, counted.times));
        for (described, name) in short_names::described(told, lexicon) {
            let Some(counted) = seen.remove(&described) else { continue };
            let words = counted.words - 1;
            seen.entry(name).or_insert(Seen { words, titled: true, ..counted });
        }
        let about_one = seen.values().any(|counted| counted.titled) || !lexicon.entities(title).is_empty();
        let is_known_well = |name: &str, counted: &Seen| {
            let form = name.rsplit(' ').next().is_some_and(|last| lexicon.is_company_form(&fold(last)));
            !about_one
                || counted.titled
                || counted.heads
                || counted.company
                || counted.possessive > 0
                || form
                || counted.times >= OFTEN
        };
        let learned = seen
            .iter()
            .filter(|(name, counted)| is_name(name, counted, &lower, lexicon) && is_known_well(name, counted))
            .map(|(name, _)| name.clone())
            .collect();
        let han = han_names(title, prose.clone(), lexicon);
        let learned = short_names::with_short_forms(learned, lexicon);
        let mut whole = short_names::whole_names(&learned, lexicon);
        whole.retain(|short, long| !short_names::are_told_apart(short, long, prose.clone()));
        whole.extend(short_names::in_capitals(&learned, lexicon));
        Self { lexicon, learned, han, whole }
    }

    /// Learns the names of a text that stands alone, where one mention must do.
    pub(super) fn of_text(text: &str, lexicon: &'l Lexicon) -> Self {
        let (seen, lower) = seen(std::iter::once(text));
        let learned = seen
            .iter()
            .filter(|(name, counted)| is_name(name, counted, &lower, lexicon))
            .map(|(name, _)| name.clone())
            .collect();
        let han = sorted(lexicon.organisations(text));
        Self {
            lexicon,
            learned: short_names::with_short_forms(learned, lexicon),
            han,
            whole: FxHashMap::default(),
        }
    }

    /// Learns the other names a report gives.
    pub(super) fn learn(&mut self, aliases: &[Alias]) {
        for Alias { alias, name } in aliases {
            if alias.contains(crate::text::is_han) {
                self.han.push(alias.clone());
            } else {
                self.learned.insert(alias.clone());
            }
            self.whole.insert(alias.clone(), name.clone());
            if name.contains(crate::text::is_han) && !self.han.contains(name) {
                self.han.push(name.clone());
            }
        }
        self.han = sorted(std::mem::take(&mut self.han));
    }

    /// The entities a stretch mentions, in order, not overlapping.
    pub(super) fn find(&self, text: &str, within: Span) -> Vec<Named> {
        self.find_beside(text, within, &self.lexicon.entities(within.slice(text)))
    }

    /// Likewise, given the `listed` ones, their spans counted from the start of `within`.
    pub(super) fn find_beside(&self, text: &str, within: Span, listed: &[TermMention<'_>]) -> Vec<Named> {
        let slice = within.slice(text);
        let mut found: Vec<Named> = listed
            .iter()
            .map(|mention| (mention.span, mention.key.to_owned()))
            .chain(self.learned_in(slice))
            .fold(Vec::new(), |mut found: Vec<Named>, (span, name)| {
                let span = span.shifted(within.start);
                let overlaps = |known: &Named| known.span.overlaps(span);
                if !found.iter().any(|known| overlaps(known) && known.span.len() >= span.len()) {
                    found.retain(|known| !overlaps(known));
                    let name = self.whole.get(&name).cloned().unwrap_or(name);
                    found.push(Named { span, name, possessive: possessive_follows(text, span.end) });
                }
                found
            });
        found.sort_by_key(|named| named.span);
        found
    }

    /// The company whose name begins like a heading does: `Acme` of `Acme reports third quarter` for `Acme Gold Corp`.
    pub(super) fn company_opening(&self, heading: &str) -> Option<String> {
        let first = |text: &str| fold(text.split(' ').next().unwrap_or_default().trim_end_matches("'s"));
        let opening = first(heading);
        let formal = self.learned.iter().filter(|name| {
            let last = name.rsplit(' ').next().unwrap_or_default();
            first(name) == opening && self.lexicon.is_company_form(&fold(last.trim_end_matches('.')))
        });
        let mut companies: Vec<String> =
            formal.map(|name| self.whole.get(name).unwrap_or(name).clone()).collect();
        companies.sort();
        companies.dedup();
        let [company] = companies.as_slice() else { return None };
        (!self.lexicon.is_common(&opening)).then(|| company.clone())
    }

    /// A known name with one to three more capitalised words is another name (`Orlin Energy` beside `Orlin`), unless one of
    /// them is a reporting term; more words are a headline.
    fn longer_name(&self, slice: &str, tokens: &[Word], run: &Run, last: usize) -> Option<Span> {
        let more = tokens.get(last + 1..=run.last).filter(|more| (1..=3).contains(&more.len()))?;
        let goes_on = tokens.get(run.last + 1).is_none_or(|next| {
            next.span.slice(slice).starts_with(|c: char| !c.is_alphanumeric() || c.is_lowercase())
        });
        let is_name = |next: &Word| {
            let word = without_possessive(slice, next.span).0.slice(slice);
            next.kind == WordKind::Letters
                && !is_vocabulary(word, self.lexicon)
                && !self.lexicon.is_verb(&fold(word))
        };
        (goes_on && more.iter().all(is_name)).then_some(run.span)
    }

    fn learned_in(&self, slice: &str) -> Vec<(Span, String)> {
        let tokens: Vec<Word> = words(slice).collect();
        let mut found = Vec::new();
        for run in runs(slice, &tokens) {
            let mut first = run.first;
            while first <= run.last {
                let longest = (first..=run.last.min(first + LONGEST - 1)).rev().find_map(|last| {
                    let span = without_possessive(slice, tokens[first].span.joined(tokens[last].span)).0;
                    self.learned.contains(span.slice(slice)).then_some((span, last))
                });
                let longest =
                    longest.map(|(span, last)| match self.longer_name(slice, &tokens, &run, last) {
                        Some(whole) if first == run.first => (whole, run.last),
                        _ => (span, last),
                    });
                first = longest.map_or(first, |(_, last)| last) + 1;
                found.extend(longest.map(|(span, _)| (span, span.slice(slice).to_owned())));
            }
        }
        for name in &self.han {
            found.extend(
                slice
                    .match_indices(name.as_str())
                    .map(|(at, name)| (Span::new(at, at + name.len()), name.to_owned())),
            );
        }
        found
    }
}

/// Every capitalised run of a text with how it is used, and the words that stand there in lower case.
fn seen<'t>(prose: impl Iterator<Item = &'t str>) -> (FxHashMap<String, Seen>, FxHashSet<String>) {
    let mut seen: FxHashMap<String, Seen> = FxHashMap::default();
    let mut lower = FxHashSet::default();
    for text in prose {
        let tokens: Vec<Word> = words(text).collect();
        for token in tokens.iter().filter(|token| token.kind == WordKind::Letters) {
            let word = token.span.slice(text);
            let before = text[..token.span.start].chars().next_back();
            let after = text[token.span.end..].chars().next();
            let address = matches!(before, Some('@' | '.' | '/')) || after == Some('@');
            if word.starts_with(char::is_lowercase) && !address {
                lower.insert(word.to_owned());
            }
        }
        for run in runs(text, &tokens) {
            let counted = seen.entry(run.span.slice(text).to_owned()).or_default();
            counted.words = run.last - run.first + 1;
            counted.times += 1;
            counted.possessive += usize::from(run.possessive);
            counted.placed += usize::from(run.placed);
            counted.speaks += usize::from(run.speaks);
            counted.company |= run.company;
        }
    }
    (seen, lower)
}

/// The capitalised runs of a title, cut at ordinary words, since titles capitalise those too.
fn capitalised(title: &str, lexicon: &Lexicon) -> Vec<String> {
    let tokens: Vec<Word> = words(title).collect();
    let mut found = Vec::new();
    for run in runs(title, &tokens) {
        let mut name: Option<Span> = None;
        for token in &tokens[run.first..=run.last] {
            let span = without_possessive(title, token.span).0;
            let word = span.slice(title);
            // `Acme Lifts Guidance, Cuts Costs`: a verb behind a name is no part of it, nor does it begin another.
            let verb = (name.is_some() || !found.is_empty()) && lexicon.is_verb(&fold(word));
            let plain = verb || lexicon.is_common(&fold(word)) || is_vocabulary(word, lexicon);
            if token.kind == WordKind::Letters && !plain {
                name = Some(name.map_or(span, |name| name.joined(span)));
            } else {
                found.extend(name.take().map(|name| name.slice(title).to_owned()));
            }
        }
        found.extend(name.map(|name| name.slice(title).to_owned()));
    }
    found
}

/// Chinese names: what a title or several sentences begin with, up to their first period, term or mark.
fn han_names<'t>(
    title: &str,
    prose: impl Iterator<Item = &'t str> + Clone,
    lexicon: &Lexicon,
) -> Vec<String> {
    let mut heads: FxHashMap<String, usize> = FxHashMap::default();
    let titled = han_head(title, lexicon);
    for text in prose.clone() {
        for span in sentences(text) {
            if let Some(head) = han_head(span.slice(text), lexicon) {
                *heads.entry(head).or_default() += 1;
            }
        }
    }
    // 控股子公司云台轴承: what a company owns is a company, whatever its name ends in.
    let owned = |head: &str| prose.clone().any(|text| lexicon.names_subsidiary(text, head));
    let mut names: Vec<String> = heads
        .into_iter()
        .filter(|(head, times)| {
            *times >= OFTEN || lexicon.ends_like_a_name(head) || titled.as_ref() == Some(head) || owned(head)
        })
        .map(|(head, _)| head)
        .chain(titled.clone())
        .collect();
    names.extend(subsidiaries::named(titled.as_deref(), prose.clone(), lexicon));
    names.extend(prose.clone().flat_map(|text| lexicon.organisations(text)));
    sorted(names)
}

/// The longest first, each once.
fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
    names.dedup();
    names
}

/// The two to eight Chinese characters a sentence begins with, before a period, a reporting term, a digit or a mark.
pub(super) fn han_head(sentence: &str, lexicon: &Lexicon) -> Option<String> {
    let han = sentence.find(|c: char| !crate::text::is_han(c)).unwrap_or(sentence.len());
    if han == 0 {
        return None;
    }
    let metric = lexicon.metrics(sentence).first().map_or(han, |mention| mention.span.start);
    let dated = crate::period::find(sentence, &crate::period::Anchor::default());
    let period = dated.first().map_or(han, |mention| mention.span.start);
    let head = sentence.get(..han.min(metric).min(period))?;
    let head = head.strip_suffix('的').unwrap_or(head);
    let length = head.chars().count();
    let told = han.min(metric).min(period) < sentence.len();
    let named = !lexicon.is_stop_word(head)
        && !lexicon.is_ordinary_han(head)
        && lexicon.cues(head).is_empty()
        && (!lexicon.ends_like_a_name(head) || !lexicon.organisations(head).is_empty());
    (told && (2..=8).contains(&length) && named).then(|| head.to_owned())
}

fn is_name(name: &str, counted: &Seen, lower: &FxHashSet<String>, lexicon: &Lexicon) -> bool {
    let digits = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let ordinary = |word: &str| lower.contains(word) || lexicon.is_common(word) || digits(word);
    let every_word_is_ordinary = name.to_lowercase().split(' ').all(ordinary);
    let last = name.rsplit(' ').next().map(fold).unwrap_or_default();
    let form = lexicon.is_company_form(&last);
    let is_person = counted.speaks > 0
        && counted.words > 1
        && !counted.titled
        && !counted.heads
        && !form
        && !counted.company
        && !lexicon.is_common(&last);
    let is_place = counted.times > 0 && counted.placed == counted.times && counted.possessive == 0 && !form;
    let is_letter = name.chars().count() == 1;
    let is_verb =
        counted.words == 1 && name.ends_with("ed") && counted.possessive == 0 && counted.speaks == 0;
    let is_model = counted.words == 1
        && counted.possessive == 0
        && counted.speaks == 0
        && !counted.titled
        && name.chars().rev().take_while(char::is_ascii_digit).count() > 1;
    let is_form = name.split(' ').all(|word| lexicon.is_company_form(&fold(word)));
    if is_verb || is_model || is_form {
        return false;
    }
    !(every_word_is_ordinary || is_person || is_place || is_letter || is_vocabulary(name, lexicon))
}
