use super::beside::{self, is_beside};
use super::loose::{self, content, phrase, proper};
use super::names::Directory;
use super::when::{months, not_itself, of_quarters, same_part, told_once, without_appositions};
use super::{Ask, Asked, Intent, Known, Manner, Operation, Question, Task};
use super::{follow_up, form, gist, lapse, recast, romanised, shifted, sides, spelling, task};
use crate::figures::Metric;
use crate::index::{Snapshot, analysed, label_words};
use crate::lexicon::{Cue, CueMention, Expression, Lexicon, QuestionCue, QuestionCueMention, TermMention};
use jiff::civil::Date;

use crate::period::{self, Anchor, Length, Mention};
use crate::quantity::UnitKind;
use crate::text::{Span, plain, without};

/// Reads a question against the names of a library. A follow-up takes the slots it lacks from the questions before.
#[must_use]
pub fn read(ask: &Ask, directory: &Directory, lexicon: &Lexicon, snapshot: &Snapshot) -> Question {
    let given = !ask.documents.is_empty();
    let reader = Reader { directory, lexicon, snapshot, today: ask.as_of, given };
    let earlier = ask.context.iter().map(String::as_str);
    let before = earlier.fold(None, |before, asked| Some(follow_up::read_after(&reader, before, asked)));
    follow_up::read_after(&reader, before, &ask.question)
}

/// With what a question is read.
pub(super) struct Reader<'r> {
    pub(super) directory: &'r Directory,
    pub(super) lexicon: &'r Lexicon,
    pub(super) snapshot: &'r Snapshot,
    today: Option<Date>,
    /// The reports to be asked are given, so that the words of a question are those of their tables.
    pub(super) given: bool,
}

impl Reader<'_> {
    pub(super) fn read(&self, asked: &str) -> Question {
        let corrected = spelling::corrected(
            &period::with_short_years(&romanised::spelled(&plain(asked), self.snapshot)),
            self.directory,
            self.lexicon,
            self.snapshot,
        );
        let gist =
            gist::in_terms(gist::less(gist::gist(&corrected, self.lexicon), self.lexicon), self.lexicon);
        let left_out = gist::left_out(&gist, self.lexicon).filter(|_| !self.given);
        let taken_in = gist::taken_in(&gist, self.lexicon).filter(|_| !self.given && left_out.is_none());
        let whole = left_out.map(|(cut, _)| cut).or(taken_in).map(|cut| self.apart_from(&gist, cut));
        let text = whole.as_deref().unwrap_or(&gist);
        let mut named = self.directory.find(text, self.lexicon, self.snapshot);
        let excluded = |(span, _): &(Span, Asked)| beside::is_excluded(text, *span, self.lexicon);
        if !named.iter().all(excluded) {
            named.retain(|found| !excluded(found));
        }
        let names: Vec<Span> = named.iter().map(|(span, _)| *span).collect();
        let told = if self.given { Vec::new() } else { gist::story(text, &names, self.lexicon) };
        let bare = without(text, told.into_iter());
        let text = bare.as_str();
        // `in all of 2024, not just in the first half`
        let (negated, mut periods): (Vec<Mention>, Vec<Mention>) = self
            .periods(text, &named)
            .into_iter()
            .partition(|mention| beside::is_excluded(text, mention.span, self.lexicon));
        let lapse = lapse::asked(text, &periods, self.lexicon).filter(|_| !self.given);
        periods.retain(|mention| lapse.is_none_or(|(span, _)| !mention.span.overlaps(span)));
        let mut cues = form::sums_of_money(text, self.lexicon.question_cues(text));
        let expressions = form::without_offices(text, self.lexicon.expressions(text), &cues, self.lexicon);
        let expressed: Vec<Span> = expressions.iter().flat_map(|one| one.spans.iter().copied()).collect();
        // `what is the drop put down to`, `how much did it go up`: the words of a why and of a change are its own.
        let apart = |span: Span| !expressed.iter().any(|expressed| expressed.overlaps(span));
        let says = |cue| cues.iter().any(|mention| mention.cue == cue);
        let grows = says(QuestionCue::HowMuch) && !says(QuestionCue::Why);
        let own = |cue| cue == QuestionCue::Why || cue == QuestionCue::Growth && grows;
        cues.retain(|mention| own(mention.cue) || apart(mention.span));
        let other = expressions.iter().filter(|one| form::is_no_term(one, self.lexicon));
        let other = other.flat_map(|one| one.spans.iter().copied());
        let beside: Vec<Span> = named.iter().map(|(span, _)| *span).chain(other).collect();
        let terms = self.terms(text, &beside, &cues);
        let cues = recast::recast(text, form::outside_terms(cues, &terms), &terms, self.lexicon);
        let original = self.lexicon.asks_for_original(text);
        let apart = |span: &Span| !original.iter().any(|other| other.overlaps(*span));
        let prior = self.lexicon.asks_for_prior(text).filter(apart);
        let told = if named.is_empty() { Vec::new() } else { form::asides(text, &named, &terms, &cues) };
        let cues: Vec<_> = cues
            .into_iter()
            .filter(|mention| !told.iter().any(|aside| aside.overlaps(mention.span)))
            .collect();
        let cues = form::without_told_before(text, cues);
        let mut taken: Vec<Span> = named.iter().map(|(span, _)| *span).collect();
        taken.extend(periods.iter().map(|mention| mention.span));
        taken.extend(terms.iter().map(|mention| mention.span));
        taken.extend(cues.iter().map(|mention| mention.span).chain(prior).chain(expressed));
        taken.extend(
            self.lexicon.former_expectation(text).into_iter().chain(beside::bases(text, self.lexicon)),
        );
        taken.extend(original.iter().copied().chain(self.lexicon.asks_for_restated(text)));
        taken.extend(
            lapse.map(|(span, _)| span).into_iter().chain(negated.iter().map(|mention| mention.span)),
        );
        let calendar = self.fiscal_year_end(&named);
        let mut strangers = self.strangers(text, &mut taken);
        strangers.retain(|found| named.is_empty() || !excluded(found));
        named.extend(strangers);
        named.sort_by_key(|(span, _)| *span);
        taken.extend(loose::glossed(text, &named));
        // Who says something is not whom it is about.
        let last =
            named.iter().rev().find(|(_, asked)| asked.known == Known::Measured).map(|(span, _)| *span);
        // `What revenue does … forecast for …` asks for an amount.
        let first = named.first().map(|(span, _)| span.start);
        let amount = terms.first().zip(first).is_some_and(|(term, first)| term.span.end <= first);
        let last = last.filter(|_| amount || !form::wants_words(&cues));
        let (sources, named): (Vec<_>, Vec<_>) =
            named.into_iter().partition(|(span, asked)| beside::is_source(text, *span, asked, last, self));
        // 吴泳铭打算投资多少: what somebody does who is named says nothing of an amount.
        let somebody = named.iter().filter(|(_, asked)| asked.known == Known::Mentioned);
        taken.extend(somebody.filter_map(|(span, _)| {
            let end = span.end + self.lexicon.holds_up_to(&text[span.end..])?;
            Some(Span::new(span.end, end))
        }));
        let unsourced =
            without(text, sources.iter().map(|(span, _)| beside::cited(text, *span, self.lexicon)));
        // Which text `the Ferry Times story` is, only its publisher's own name tells.
        let told = |(span, asked): &(Span, Asked)| {
            self.directory.is_source(&asked.name) || !beside::is_of_a_piece(text, *span, self.lexicon)
        };
        let sources: Vec<String> = sources.into_iter().filter(told).map(|(_, asked)| asked.name).collect();
        // A short form is found last, and its company may have a fiscal year of its own.
        let same = calendar == self.fiscal_year_end(&named);
        let mut periods = if same { periods } else { self.periods(text, &named) };
        periods.retain(|mention| lapse.is_none_or(|(span, _)| !mention.span.overlaps(span)));
        let periods = beside::of_the_asking(text, periods, self.lexicon);
        // `yoy revenue growth`: what a change is counted against narrows nothing.
        let plain = without(text, beside::bases(text, self.lexicon));
        let metric = |mention: &TermMention<'_>| {
            let name = loose::squeezed(&phrase(&plain, mention.span, &taken, self.lexicon));
            match self.lexicon.foretold(&name, mention.key) {
                // `the profit target` asks for profit.
                Some(key) => Metric {
                    name: name.rsplit_once(' ').map_or(&*name, |(head, _)| head).to_owned(),
                    key: Some(key.to_owned()),
                },
                None => loose::split_term(&name, self.lexicon)
                    .unwrap_or_else(|| Metric { name, key: Some(mention.key.to_owned()) }),
            }
        };
        let targets = terms
            .iter()
            .any(|mention| self.lexicon.foretold(mention.span.slice(text), mention.key).is_some());
        let mut metrics: Vec<Metric> = distinct(terms.iter().map(metric));
        let foretells = |metric: &Metric| {
            metric.key.as_deref().and_then(|key| self.lexicon.metric(key)).is_some_and(|term| term.foretells)
        };
        // `What capex did Acme have in its outlook?` asks for capex.
        let foretold = metrics.iter().any(foretells) && !metrics.iter().all(foretells);
        metrics.retain(|metric| !foretold || !foretells(metric));
        // `how much is a roll in the London shops?` asks for no count of shops.
        let priced = cues.iter().any(|mention| mention.cue == QuestionCue::HowMuch)
            && self.lexicon.asks_for_money(text);
        let money = |metric: &Metric| {
            let term = metric.key.as_deref().and_then(|key| self.lexicon.metric(key));
            term.is_none_or(|term| term.units.is_empty() || term.units.contains(&UnitKind::Money))
        };
        metrics.retain(|metric| !priced || money(metric));
        let verb = if self.given { None } else { self.told_by_verb(text, &terms, &named, &mut metrics) };
        taken.extend(verb.iter().map(|verb| verb.span));
        taken.extend(form::asides(text, &named, &terms, &cues));
        let mut words = self.loose_words(text, &taken, &cues, &periods, &mut metrics);
        words.retain(|word| !loose::is_unit(word));
        let doing = form::main_verb(text, &named, self.lexicon);
        let leans = metrics.is_empty()
            && form::names_nothing(&words, doing.as_deref().filter(|_| named.is_empty()), text, self.lexicon);
        words.retain(|_| !leans);
        let qualifiers = metrics.iter().flat_map(|metric| content(&metric.name));
        let of_table = self.lexicon.asks_of_table(text);
        let mut all = words.clone();
        let showing = |word: &String| of_table && self.lexicon.is_showing(word);
        // `what does the table show?` asks about nothing else.
        if !all.iter().all(showing) {
            all.retain(|word| !showing(word));
        }
        for word in named.iter().flat_map(|(_, asked)| content(&asked.name)).chain(qualifiers) {
            if !all.contains(&word) {
                all.push(word);
            }
        }
        let fiscal_year_end = self.fiscal_year_end(&named);
        let anchor = Anchor { date: self.today, fiscal_year_end };
        let own: Vec<Mention> = periods.iter().filter(|mention| says_when(mention)).cloned().collect();
        let told = task::Told {
            text: &unsourced,
            cues: &cues,
            periods: &own,
            anchor: &anchor,
            lexicon: self.lexicon,
        };
        let task = task::read(&told);
        let mut proper = proper(text, &taken);
        proper.retain(|word| !loose::is_unit(word));
        let measured = named.iter().any(|(_, asked)| asked.known == Known::Measured);
        let nobody = named.iter().all(|(_, asked)| asked.known == Known::Mentioned);
        let mentioned =
            named.iter().filter(|(_, asked)| (measured || nobody) && asked.known == Known::Mentioned);
        proper.extend(mentioned.flat_map(|(_, asked)| analysed(&asked.name)).map(|(_, stem)| stem));
        let owners = named.iter().filter(|(_, asked)| asked.known == Known::Measured);
        let owners: Vec<String> = owners.flat_map(|(span, _)| label_words(span.slice(text))).collect();
        let several = named.iter().filter(|(_, asked)| asked.known == Known::Measured).count() > 1;
        let sides = sides::of(&told, &named, task.operation);
        let operation = match task.operation {
            // `how much higher was Acme's revenue than Globex's`: how far apart two are, not how each grew.
            Operation::Difference if several && form::compares(&cues) => Operation::Gap,
            Operation::Figure | Operation::Largest | Operation::Smallest => {
                verb.and_then(|verb| verb.operation).unwrap_or(task.operation)
            }
            operation => operation,
        };
        let task = Task { owners, operation, sides, ..task };
        let from_base = task.operation == Operation::Base;
        // What two are held apart is asked itself, not what comes with it.
        let apart = matches!(task.operation, Operation::Gap | Operation::Difference | Operation::Ratio);
        let whole_year = periods.iter().any(|mention| mention.period.length == Length::Year);
        let undated = periods.iter().all(|mention| match mention.reference {
            period::Reference::Current => true,
            reference => reference == period::Reference::Own && mention.period.end.is_none(),
        });
        let months = if whole_year { Some(12) } else { months(text) }.filter(|_| undated);
        let says = |cue| cues.iter().any(|mention| mention.cue == cue);
        let defined =
            form::defined(text, &cues, self.lexicon).or_else(|| form::explained(text, self.lexicon));
        let offices = told_as(&expressions, text, true);
        let manner = match form::manner(text, &cues, self.lexicon) {
            Manner::Who if form::asks_who_one_is(defined.as_deref(), !offices.is_empty(), self.lexicon) => {
                Manner::Plain
            }
            manner => manner,
        };
        let vague = metrics.is_empty() && form::is_vague(text, &cues);
        let picks = matches!(task.operation, Operation::Largest | Operation::Smallest);
        let expected =
            |mention: &CueMention| matches!(mention.cue, Cue::Guidance | Cue::Forecast | Cue::Estimate);
        let aside = |mention: &&QuestionCueMention| is_beside(text, mention.span);
        let told: Vec<QuestionCue> =
            cues.iter().filter(|mention| !aside(mention)).map(|mention| mention.cue).collect();
        let intent = intent(&told, &metrics);
        // `how fast did it grow against the year before`: what a change is of, not when.
        let (against, periods): (Vec<Mention>, Vec<Mention>) = periods
            .into_iter()
            .partition(|mention| intent == Intent::Change && beside::is_basis(text, mention, self.lexicon));
        let plain = task.operation == Operation::Figure && matches!(intent, Intent::Figure | Intent::Count);
        let shifted = plain.then(|| shifted::resolved(text, &periods, self.lexicon)).flatten();
        let task = match &shifted {
            Some(told) => {
                Task { periods: told.iter().map(|mention| mention.period.clone()).collect(), ..task }
            }
            None => task,
        };
        let periods = shifted.unwrap_or(periods);
        Question {
            intent,
            entities: distinct(named.into_iter().map(|(_, asked)| asked)),
            metrics,
            against: against.first().cloned(),
            basis: beside::basis(text, self.lexicon)
                .or(against.first().and_then(beside::basis_of))
                .or_else(|| periods.iter().filter(|_| from_base).find_map(beside::basis_of)),
            past: crate::text::words(text).any(|word| is_past(&word.span.slice(text).to_lowercase())),
            today: self.today,
            ahead: targets || foretold || self.lexicon.cues(text).iter().any(expected),
            periods: periods
                .into_iter()
                .filter(says_when)
                .filter(|mention| {
                    mention.reference == period::Reference::Own || apart || !is_beside(text, mention.span)
                })
                .collect(),
            lent: Vec::new(),
            words,
            doing,
            expressions: told_as(&expressions, text, false),
            offices,
            terms: all,
            months,
            lapse: lapse.map(|(_, days)| days),
            apart: form::told_apart(text, self.lexicon),
            task,
            asked: text.to_owned(),
            manner,
            vague,
            original: !original.is_empty(),
            sources,
            prior: prior.is_some(),
            leans,
            leaves_out: self.lexicon.leaves_out(&gist),
            stated: if says(QuestionCue::IsThere) { Vec::new() } else { beside::stated(&corrected) },
            taken_in: taken_in.is_some(),
            left_out: left_out.map(|(_, named)| content(named.slice(&gist))).unwrap_or_default(),
            next: self.lexicon.asks_for_next(text),
            proper,
            asks_amount: says(QuestionCue::HowMuch) || says(QuestionCue::HowMany),
            wants_amount: form::wants_amount(text, &cues),
            no_count: says(QuestionCue::HowMuch) && self.lexicon.asks_for_money(text),
            in_money: form::in_money(text, &self.lexicon.question_cues(text)),
            in_words: says(QuestionCue::Why)
                || (says(QuestionCue::Who) && !picks)
                || says(QuestionCue::Meaning),
            place: says(QuestionCue::Where),
            lists: says(QuestionCue::List) && form::wants_words(&cues),
            only_leans: cues.iter().any(|mention| mention.cue == QuestionCue::FollowUp)
                && cues
                    .iter()
                    .all(|mention| matches!(mention.cue, QuestionCue::FollowUp | QuestionCue::Polite)),
            defined,
        }
    }

    /// When the fiscal year of the first named company ends that has one of its own.
    fn fiscal_year_end(&self, named: &[(Span, Asked)]) -> Option<i8> {
        let known =
            |name: &str| self.lexicon.fiscal_year_end(name).or_else(|| self.directory.fiscal_year_end(name));
        named.iter().find_map(|(_, asked)| known(&asked.name))
    }

    /// The periods a question names; `nine-month … 2025` is the first nine months of the year.
    fn periods(&self, text: &str, named: &[(Span, Asked)]) -> Vec<Mention> {
        let fiscal_year_end = self.fiscal_year_end(named);
        let anchor = Anchor { date: self.today, fiscal_year_end };
        let mut periods = told_once(text, period::find(text, &anchor));
        periods.retain(|mention| !beside::dates_a_piece(text, mention, self.lexicon));
        for period in
            periods.iter_mut().map(|mention| &mut mention.period).filter(|period| period.is_bare_ordinal())
        {
            // Which year is meant depends on what the library holds, not on the day of asking.
            (period.start, period.end) = (None, None);
        }
        without_appositions(text, &mut periods);
        shifted::neighbours(text, &mut periods);
        of_quarters(text, &mut periods, &anchor);
        same_part(text, &mut periods, &anchor);
        not_itself(text, &mut periods);
        if let Some(count) = months(text) {
            for mention in &mut periods {
                let label = format!("{count} months {}", mention.period.label);
                let first = mention.period.first_months(count, &anchor, &label);
                mention.period = first.unwrap_or_else(|| mention.period.clone());
            }
        }
        periods
    }
}

/// What the expressions mean that name an office, or the others.
fn told_as(expressions: &[Expression], text: &str, office: bool) -> Vec<Vec<String>> {
    expressions.iter().filter(|one| one.office == office).map(|one| one.alternatives(text)).collect()
}

/// How many things of a kind one question can ask about.
const MOST: usize = 4;

fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for one in all {
        if kept.len() < MOST && !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}

/// A running reference (`the quarter`) asks for no particular period.
fn says_when(mention: &Mention) -> bool {
    mention.reference != period::Reference::Current
}

/// Auxiliaries that ask for what has happened.
fn is_past(word: &str) -> bool {
    matches!(word, "did" | "was" | "were" | "had")
}

fn intent(cues: &[QuestionCue], metrics: &[Metric]) -> Intent {
    let has = |cue: QuestionCue| cues.contains(&cue);
    let prose = [QuestionCue::Who, QuestionCue::Why, QuestionCue::Where].into_iter().any(has);
    if prose {
        return Intent::Passage;
    }
    if has(QuestionCue::When) && !has(QuestionCue::ByHowMuch) && !has(QuestionCue::RelativeChange) {
        return Intent::When;
    }
    if has(QuestionCue::ByHowMuch) || has(QuestionCue::Growth) || has(QuestionCue::RelativeChange) {
        return Intent::Change;
    }
    if has(QuestionCue::When) || has(QuestionCue::WhichPeriods) {
        return Intent::When;
    }
    if has(QuestionCue::HowMany) {
        return Intent::Count;
    }
    let names = metrics.is_empty() || has(QuestionCue::Which);
    let amount = has(QuestionCue::HowMuch) || has(QuestionCue::Share) && !has(QuestionCue::Which);
    if names && !amount { Intent::Passage } else { Intent::Figure }
}
