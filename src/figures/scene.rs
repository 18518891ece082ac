//! One sentence with everything it mentions, all spans in the text it stands in.

use super::Metric;
use super::grammar::{self, bounds_noun_phrase, is_letters, word_before};
use super::names::{Named, Names};
use crate::lexicon::{self, Cue, CueMention, Lexicon, Nature};
use crate::period::{self, Anchor, Mention};
use crate::quantity::{self, Quantity, SetAside, UnitKind};
use crate::text::{Span, is_han};

/// A metric term with the words that qualify it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MetricPhrase {
    /// Qualifiers included.
    pub(super) span: Span,
    pub(super) metric: Metric,
}

/// A sentence and its mentions, each list in order.
pub(super) struct Scene<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) quantities: Vec<Quantity>,
    pub(super) set_aside: Vec<SetAside>,
    pub(super) periods: Vec<Mention>,
    pub(super) metrics: Vec<MetricPhrase>,
    pub(super) entities: Vec<Named>,
    pub(super) cues: Vec<CueMention>,
    pub(super) clauses: Vec<usize>,
}

/// `人民幣千元`, `in millions of euros`: a line that holds nothing but a unit and no digit.
fn is_note(line: &str) -> bool {
    line.len() < 60
        && !line.contains(|c: char| c.is_numeric())
        && quantity::find_note(line.trim_matches(['(', ')', '（', '）']))
            .is_some_and(|note| note.scale != quantity::Scale::One)
        && !line.ends_with(['.', '。'])
}

/// The entities and periods of a sentence; the calendar is that of the first entity whose calendar is known.
pub(super) fn dated(
    text: &str,
    span: Span,
    names: &Names<'_>,
    lexicon: &Lexicon,
    anchor: &Anchor,
) -> (Vec<Named>, Vec<Mention>) {
    let entities = names.find(text, span);
    let periods = periods(text, span, &entities, lexicon, anchor);
    (entities, periods)
}

fn periods(text: &str, span: Span, entities: &[Named], lexicon: &Lexicon, anchor: &Anchor) -> Vec<Mention> {
    let listed = entities.iter().find(|named| lexicon.entity(&named.name).is_some());
    let fiscal_year_end = listed.map_or(anchor.fiscal_year_end, |named| lexicon.fiscal_year_end(&named.name));
    let mut periods = period::find(span.slice(text), &Anchor { fiscal_year_end, ..anchor.clone() });
    periods.iter_mut().for_each(|mention| mention.span = mention.span.shifted(span.start));
    periods
}

impl<'t> Scene<'t> {
    /// Reads one sentence; `anchor` gives the date and, for entities the lexicon has no calendar of, the default one.
    pub(super) fn read(
        text: &'t str,
        span: Span,
        names: &Names<'_>,
        lexicon: &Lexicon,
        anchor: &Anchor,
    ) -> Self {
        let slice = span.slice(text);
        let at = span.start;
        let mut mentions = lexicon.mentions(slice);
        let entities = names.find_beside(text, span, &mentions.entities);
        let periods = periods(text, span, &entities, lexicon, anchor);
        let mut cues = std::mem::take(&mut mentions.cues);
        cues.iter_mut().for_each(|mention| mention.span = mention.span.shifted(at));
        let mut found = quantity::find(slice);
        for quantity in &mut found.quantities {
            quantity.span = quantity.span.shifted(at);
            quantity.digits = quantity.digits.shifted(at);
        }
        found.set_aside.iter_mut().for_each(|passed| passed.span = passed.span.shifted(at));
        let mut scene = Self {
            text,
            span,
            quantities: Vec::new(),
            set_aside: found.set_aside,
            periods,
            metrics: Vec::new(),
            entities,
            cues,
            clauses: grammar::clause_starts(text, span),
        };
        let noted = is_note(slice);
        for quantity in found.quantities {
            if noted {
                scene.set_aside.push(SetAside { span: quantity.span, why: "a unit note".to_owned() });
                continue;
            }
            match scene.part_of(&quantity) {
                Some(why) => scene.set_aside.push(SetAside { span: quantity.span, why: why.to_owned() }),
                None => scene.quantities.push(quantity),
            }
        }
        scene.complete_brackets();
        let named: Vec<Span> = scene
            .entities
            .iter()
            .map(|named| Span::new(named.span.start - at, named.span.end - at))
            .collect();
        scene.metrics = mentions
            .metrics(slice, &named)
            .into_iter()
            .map(|mention| scene.metric_phrase(mention.span.shifted(at), mention.key, lexicon))
            .collect();
        scene.join_foretold(lexicon);
        scene.leave_rates_alone(lexicon);
        scene.complete_rates();
        for place in 0..scene.quantities.len() {
            if let Some(unit) = super::parts::lent_count(&scene, place) {
                scene.quantities[place].unit = Some(unit);
            }
        }
        scene
    }

    /// `SEK 3.42 (3.11)`, `15.3 per cent (14.8)`: what stands alone in brackets behind an amount is the same in the
    /// period it is compared with.
    fn complete_brackets(&mut self) {
        for place in 1..self.quantities.len() {
            if !self.is_bracketed(place) {
                continue;
            }
            let before = self.quantities[place - 1].clone();
            let quantity = &mut self.quantities[place];
            if quantity.unit.is_some() || before.unit.is_none() {
                continue;
            }
            quantity.unit = before.unit;
            if quantity.scale == quantity::Scale::One && before.scale != quantity::Scale::One {
                quantity.scale = before.scale;
                if let quantity::Amount::Exact(value) = quantity.amount {
                    let scaled = value.checked_mul(before.scale.multiple()).unwrap_or(value);
                    quantity.amount = quantity::Amount::Exact(scaled);
                }
            }
        }
    }

    /// `Acme charges $12 a month where Zeta charges $8`: what the second is for, the first says.
    fn complete_rates(&mut self) {
        for place in 1..self.quantities.len() {
            let lent = super::charges::lent_rate(self, place);
            if let (Some(per), Some(unit)) = (lent, self.quantities[place].unit.as_mut()) {
                unit.per = Some(per);
            }
        }
    }

    /// Whether a quantity stands alone in brackets right behind another.
    pub(super) fn is_bracketed(&self, place: usize) -> bool {
        let Some(before) = place.checked_sub(1).map(|before| self.quantities[before].span) else {
            return false;
        };
        let span = self.quantities[place].span;
        let opens = self.text.get(before.end..span.start).is_some_and(|gap| matches!(gap.trim(), "(" | "（"));
        opens && self.text[span.end..].trim_start().starts_with([')', '）'])
    }

    /// Where the clause that holds `at` begins, and where it ends.
    pub(super) fn clause(&self, at: usize) -> Span {
        let start =
            self.clauses.iter().copied().take_while(|start| *start <= at).last().unwrap_or(self.span.start);
        let end = self.clauses.iter().copied().find(|start| *start > at).unwrap_or(self.span.end);
        Span::new(start, end)
    }

    /// The clause before the one that starts at `start`.
    pub(super) fn clause_before(&self, start: usize) -> Option<Span> {
        let previous = self.clauses.iter().copied().take_while(|other| *other < start).last()?;
        Some(Span::new(previous, start))
    }

    /// Whether exactly this stretch is a movement: `growth`.
    pub(super) fn moves(&self, span: Span) -> bool {
        self.cues.iter().any(|mention| matches!(mention.cue, Cue::Moves(_)) && mention.span == span)
    }

    /// The round brackets that hold `at`, without them.
    pub(super) fn bracket(&self, at: usize) -> Option<Span> {
        let before = self.text.get(self.span.start..at)?;
        let open = before.rfind(['(', '（'])?;
        if before[open..].contains([')', '）']) {
            return None;
        }
        let start = self.span.start + open;
        let rest = self.text.get(at..self.span.end)?;
        let end = rest.find([')', '）']).map_or(self.span.end, |close| at + close);
        Some(Span::new(start, end))
    }

    pub(super) fn holds_quantity(&self, span: Span) -> bool {
        self.quantities.iter().any(|quantity| span.contains(quantity.span))
    }

    /// Whether it tells how many of something there are, and how much more, but no amount of money.
    pub(super) fn counts_alone(&self) -> bool {
        let units = || self.quantities.iter().filter_map(|quantity| quantity.unit.as_ref());
        units().any(|unit| unit.kind == UnitKind::Count) && !units().any(quantity::Unit::is_money)
    }

    pub(super) fn has_cue(&self, cue: Cue) -> bool {
        self.cues.iter().any(|mention| mention.cue == cue)
    }

    /// A quantity that is only part of a period (`three years` in `the next three years`) or of a name.
    fn part_of(&self, quantity: &Quantity) -> Option<&'static str> {
        let before = grammar::word_before(self.text, self.span.start, quantity.span.start);
        let worded = !quantity.span.slice(self.text).contains(|c: char| c.is_numeric());
        let vague = worded && matches!(quantity.amount, quantity::Amount::Range { .. });
        // `not €5 million`, as a correction says.
        if before.as_ref().is_some_and(|(_, word)| word == "not") && quantity.bound.is_none() {
            return Some("said not to be so");
        }
        if vague && before.is_some_and(|(_, word)| word == "in") {
            return Some("a unit note");
        }
        let duration = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Duration);
        let bare = quantity.unit.is_none();
        let longer =
            |mention: &Mention| quantity.digits.contains(mention.span) && quantity.digits != mention.span;
        let holds = |mention: &Mention| mention.span.overlaps(quantity.digits) && !longer(mention);
        if (duration || bare) && self.periods.iter().any(holds) {
            return Some("part of a period");
        }
        // `Q3 24 revenue`: a year of two digits.
        let year = bare && quantity.digits.len() == 2 && quantity.span == quantity.digits;
        let behind = |mention: &Mention| {
            mention.period.is_bare_ordinal() && mention.span.end + 1 == quantity.digits.start
        };
        if year && self.periods.iter().any(behind) {
            return Some("part of a period");
        }
        let named = |entity: &Named| entity.span.contains(quantity.digits);
        self.entities.iter().any(named).then_some("part of a name")
    }

    /// The term at `term` with the words before it that qualify it: `cloud order reserve`, `external revenue`.
    fn metric_phrase(&self, term: Span, key: &str, lexicon: &Lexicon) -> MetricPhrase {
        let mut start = self.segment_before(term.start, lexicon);
        for _ in 0..3 {
            let glued = self.text[..start].trim_end_matches('-').len();
            let Some((word, lowered)) = word_before(self.text, self.span.start, glued.max(self.span.start))
            else {
                break;
            };
            let adjoins = self.text[word.span.end..start].chars().all(|c| c == ' ' || c == '-');
            if !adjoins
                || !is_letters(word)
                || bounds_noun_phrase(&lowered)
                || grammar::is_speech(&lowered)
                || lowered.ends_with("'s")
                || lowered.ends_with("’s")
                || lexicon.is_verb(&lowered)
                || self.is_taken(word.span)
            {
                break;
            }
            start = word.span.start;
        }
        let start = self.after_verb(start, term.start, lexicon);
        let span = Span::new(start, term.end);
        MetricPhrase {
            span,
            metric: Metric { name: span.slice(self.text).to_owned(), key: Some(key.to_owned()) },
        }
    }

    /// `net income target`, 净利润指引: a term that says another one is foretold goes on from that.
    fn join_foretold(&mut self, lexicon: &Lexicon) {
        let foretells = |phrase: &MetricPhrase| {
            phrase
                .metric
                .key
                .as_deref()
                .and_then(|key| lexicon.metric(key))
                .is_some_and(|term| term.foretells)
        };
        let mut joined: Vec<MetricPhrase> = Vec::new();
        for mut phrase in std::mem::take(&mut self.metrics) {
            let adjoins = |before: &MetricPhrase| {
                self.text.get(before.span.end..phrase.span.start).is_some_and(|gap| matches!(gap, "" | " "))
            };
            if foretells(&phrase) && joined.last().is_some_and(|before| adjoins(before) && !foretells(before))
            {
                phrase.span = joined.pop().map_or(phrase.span, |before| before.span.joined(phrase.span));
                phrase.metric.name = phrase.span.slice(self.text).to_owned();
            }
            joined.push(phrase);
        }
        self.metrics = joined;
    }

    /// The `growth` of `same-store sales growth` names a rate and moves nothing.
    fn leave_rates_alone(&mut self, lexicon: &Lexicon) {
        let is_rate = |phrase: &MetricPhrase| {
            let term = phrase.metric.key.as_deref().and_then(|key| lexicon.metric(key));
            term.is_some_and(|term| term.nature == Nature::Ratio)
        };
        let rates: Vec<Span> =
            self.metrics.iter().filter(|phrase| is_rate(phrase)).map(|phrase| phrase.span).collect();
        let named = |span: Span| rates.iter().any(|rate| rate.contains(span) && *rate != span);
        self.cues.retain(|mention| !(matches!(mention.cue, Cue::Moves(_)) && named(mention.span)));
    }

    /// 智能門鎖分部收益: where the part of the company begins that a Chinese term is told of; the term itself without one.
    fn segment_before(&self, term: usize, lexicon: &Lexicon) -> usize {
        let mut start = term;
        for (at, c) in self.text[self.span.start..term].char_indices().rev().take(10) {
            let span = Span::new(self.span.start + at, self.span.start + at + c.len_utf8());
            if !is_han(c) || lexicon::joins(c) || self.is_taken(span) {
                break;
            }
            start = span.start;
        }
        if lexicon.ends_like_a_segment(&self.text[start..term]) { start } else { term }
    }

    fn is_taken(&self, span: Span) -> bool {
        self.entities.iter().any(|named| named.span.overlaps(span))
            || self.periods.iter().any(|mention| mention.span.overlaps(span))
            || self.cues.iter().any(|mention| mention.span.overlaps(span))
            || self.quantities.iter().any(|quantity| quantity.span.overlaps(span))
    }

    /// What is a verb and not a qualifier is left out: all up to a past form (`today reported revenue`), and the word
    /// right behind a name that owns nothing (`Norvane made net revenue`).
    fn after_verb(&self, start: usize, term: usize, lexicon: &Lexicon) -> usize {
        let subject = self.entities.iter().any(|named| {
            !named.possessive && named.span.end <= start && self.text[named.span.end..start].trim().is_empty()
        });
        let mut kept = start;
        for (place, word) in crate::text::words(&self.text[start..term]).enumerate() {
            let lowered = word.span.slice(&self.text[start..term]).to_lowercase();
            let past = lowered.ends_with("ed") && !lexicon.is_participle(&lowered);
            if past || (subject && place == 0 && !lexicon.is_participle(&lowered)) {
                kept = start + word.span.end;
            }
        }
        kept + (self.text[kept..].len() - self.text[kept..].trim_start().len())
    }
}
