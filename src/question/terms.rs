//! The reporting terms of a question, and the words outside every slot.

use super::gist;
use super::loose::{self, content, left_over};
use super::read::Reader;
use crate::figures::Metric;
use crate::lexicon::{Lexicon, QuestionCue, QuestionCueMention, TermMention};
use crate::period::{Length, Mention};
use crate::quantity::UnitKind;
use crate::text::{Span, fold, without, words};

/// The terms of which others only say which one is meant: `valuation` of `seed round valuation`, `revenue` of `revenue from
/// outside customers`.
fn heads<'t>(text: &str, terms: Vec<TermMention<'t>>, lexicon: &Lexicon) -> Vec<TermMention<'t>> {
    let between = |one: &TermMention<'_>, other: &TermMention<'_>| -> Option<Vec<String>> {
        let gap = text.get(one.span.end..other.span.start)?;
        Some(words(gap).map(|word| fold(word.span.slice(gap))).collect())
    };
    let narrows = |place: usize| {
        let term = &terms[place];
        // `profit target` is one of profit.
        let foretells = |term: &TermMention<'_>| {
            let listed = lexicon.metric(term.key).is_some_and(|term| term.foretells);
            listed || lexicon.is_foreseen(&fold(term.span.slice(text)))
        };
        let next = terms.get(place + 1).filter(|next| next.key != term.key && !foretells(next));
        let before = place.checked_sub(1).and_then(|before| terms.get(before));
        let leads = next.and_then(|next| between(term, next)).is_some_and(|gap| gap.is_empty());
        let source = before.and_then(|before| between(before, term)).is_some_and(|gap| {
            gap.first().is_some_and(|first| first == "from") && gap.len() <= LONGEST_SOURCE
        });
        leads || source
    };
    let kept: Vec<bool> = (0..terms.len()).map(|place| !narrows(place)).collect();
    terms.into_iter().zip(kept).filter_map(|(term, kept)| kept.then_some(term)).collect()
}

/// `from` and the words before the noun that it leads to.
const LONGEST_SOURCE: usize = 3;

/// `how many trams left for customers`: the noun behind `how many`, where it is neither a listed term nor a unit.
fn counted(text: &str, cues: &[QuestionCueMention], terms: &[TermMention<'_>]) -> Option<Span> {
    let asks = cues.iter().find(|mention| mention.cue == QuestionCue::HowMany)?;
    let noun = words(text.get(asks.span.end..)?).next()?.span.shifted(asks.span.end);
    let listed = terms.iter().any(|term| term.span.overlaps(noun));
    let word = fold(noun.slice(text));
    let plain = word.chars().all(char::is_alphabetic) && word.is_ascii() && !matches!(&*word, "of" | "more");
    (plain && !listed && !loose::is_any_unit(&word)).then_some(noun)
}

/// Whether a preposition stands before a term by which it only says for whom or from what: `for customers`.
fn is_complement(text: &str, term: Span) -> bool {
    let before = words(&text[..term.start]).last();
    before.is_some_and(|word| matches!(&*fold(word.span.slice(text)), "for" | "to" | "from" | "by" | "with"))
}

impl Reader<'_> {
    /// The reporting terms outside names and offices; `growth` asks for the change of another term where there is one.
    pub(super) fn terms(
        &self,
        text: &str,
        beside: &[Span],
        cues: &[QuestionCueMention],
    ) -> Vec<TermMention<'_>> {
        let unnamed = without(text, beside.iter().copied());
        let grows = cues
            .iter()
            .filter(|mention| matches!(mention.cue, QuestionCue::Growth | QuestionCue::RelativeChange))
            .map(|mention| mention.span);
        let bare = self.lexicon.metrics(&without(&unnamed, grows));
        let terms = if bare.is_empty() { self.lexicon.metrics(&unnamed) } else { bare };
        let divides = |mention: &QuestionCueMention| {
            use QuestionCue::{Compare, Difference, PartOfWhole, Ratio, Share, Sum, WholeToPart};
            matches!(mention.cue, Compare | Difference | PartOfWhole | Ratio | Share | Sum | WholeToPart)
        };
        let mut terms = self.as_one(text, terms);
        if let Some(counted) = counted(text, cues, &terms) {
            terms.retain(|term| term.span.start < counted.end || !is_complement(text, term.span));
        }
        if self.given || cues.iter().any(divides) { terms } else { heads(text, terms, self.lexicon) }
    }

    /// A question without what is not to be counted. `if I leave out what Acme sells to itself, how fast does it grow?`: who is
    /// meant may be named there alone, unless somebody is spoken of before.
    pub(super) fn apart_from(&self, text: &str, cut: Span) -> String {
        let rest = without(text, std::iter::once(cut));
        let named = !self.directory.find(&rest, self.lexicon, self.snapshot).is_empty();
        let before = &text[..cut.start];
        let spoken_of = words(before).any(|word| self.lexicon.refers_back(&fold(word.span.slice(before))));
        let inside = |name: &Span| !named && !spoken_of && cut.contains(*name);
        let names = self.directory.find(text, self.lexicon, self.snapshot);
        let names: Vec<Span> = names.into_iter().map(|(name, _)| name).filter(inside).collect();
        without(text, gist::around_names(cut, &names).into_iter())
    }

    /// `how much cash did it burn`: two terms that make up the name of the second, apart, are that one.
    fn as_one<'t>(&self, text: &str, terms: Vec<TermMention<'t>>) -> Vec<TermMention<'t>> {
        let part_of = |one: &TermMention<'_>, other: &TermMention<'_>| {
            let joined = format!("{} {}", one.span.slice(text), other.span.slice(text));
            let whole = self.lexicon.metrics(&joined);
            matches!(whole.as_slice(), [only] if only.span.len() == joined.len() && only.key == other.key)
        };
        let of_next: Vec<bool> = terms.windows(2).map(|pair| part_of(&pair[0], &pair[1])).collect();
        let mut of_next = of_next.into_iter().chain(std::iter::once(false));
        terms.into_iter().filter(|_| !of_next.next().unwrap_or(false)).collect()
    }

    /// The content words outside every slot. Where no term is named, one of them may be another form of a term, and a
    /// month is what a timeline is searched by.
    pub(super) fn loose_words(
        &self,
        text: &str,
        taken: &[Span],
        cues: &[QuestionCueMention],
        periods: &[Mention],
        metrics: &mut Vec<Metric>,
    ) -> Vec<String> {
        let mut loose = left_over(text, taken, self.lexicon);
        let qualifiers: Vec<String> = metrics.iter().flat_map(|metric| content(&metric.name)).collect();
        loose.retain(|word| !qualifiers.contains(word) && !self.lexicon.is_verb(word));
        // `how many users pay`: a term for those counted and a verb say together what another term does.
        let nouns = |metric: &Metric| fold(metric.name.rsplit(' ').next().unwrap_or_default());
        let said: Vec<String> = loose.iter().cloned().chain(metrics.iter().map(nouns)).collect();
        let counts = |counted: &[Vec<String>; 2]| {
            metrics.is_empty()
                || metrics.iter().all(|metric| counted[0].contains(&nouns(metric)))
                    && loose.iter().any(|word| counted[1].contains(word))
        };
        if let Some((term, counted)) = self.lexicon.counted_as(&said).filter(|(_, counted)| counts(counted)) {
            loose.retain(|word| !counted.iter().any(|listed| listed.contains(word)));
            metrics.clear();
            metrics.push(Metric { name: term.name.clone(), key: Some(term.key.clone()) });
        }
        // `how many did it employ`: the verb alone says what is counted.
        let elided = cues.iter().any(|mention| mention.cue == QuestionCue::HowMany) && metrics.is_empty();
        if let [verb] = loose.as_slice()
            && elided
            && let Some(term) = self.lexicon.counted_by(verb)
        {
            metrics.push(Metric { name: term.name.clone(), key: Some(term.key.clone()) });
            loose.clear();
        }
        let measures =
            |mention: &QuestionCueMention| matches!(mention.cue, QuestionCue::HowMuch | QuestionCue::HowMany);
        let how_much = cues.iter().any(measures);
        if metrics.is_empty() && how_much && !self.lexicon.asks_for_duration(text) {
            let money = loose.iter().any(|word| loose::is_money(word));
            let measures = |metric: &Metric| {
                let term = metric.key.as_deref().and_then(|key| self.lexicon.metric(key));
                !money || term.is_none_or(|term| term.units.contains(&UnitKind::Money))
            };
            // `per` is no form of `PER`.
            let telling =
                loose.iter().filter(|word| word.chars().count() > 3 || !self.lexicon.is_common(word));
            // `the shared-laboratory model` is no share.
            let folded = fold(text);
            let compound =
                |word: &str| folded.contains(&format!("{word}-")) || folded.contains(&format!("-{word}"));
            // What is counted is named right behind `how many`, not `for customers`.
            let noun = counted(text, cues, &[]);
            let beside: Vec<String> = words(text)
                .filter(|word| noun.is_some_and(|noun| word.span.start > noun.end))
                .filter(|word| is_complement(text, word.span))
                .map(|word| fold(word.span.slice(text)))
                .collect();
            let telling = telling.filter(|word| !compound(word) && !beside.contains(word));
            let like = telling.filter_map(|word| self.directory.term_like(word)).filter(measures);
            metrics.extend(like.take(1));
        }
        if metrics.is_empty() && loose.len() <= 1 {
            let months = periods.iter().filter(|mention| mention.period.length == Length::Month);
            let months = months.filter_map(|mention| mention.period.start);
            loose.extend(months.flat_map(|month| content(&month.strftime("%Y-%m").to_string())));
        }
        loose
    }
}
