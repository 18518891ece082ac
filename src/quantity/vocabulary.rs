use std::sync::LazyLock;

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::phrases::{Fit, Phrases};
use super::tables::{
    Bounds, Cues, Currencies, CurrencyRow, Measures, Movers, Nouns, Numbers, Per, Scales, parse,
};
use super::{Bound, Direction, Scale, UnitKind};

/// A currency, or a part of one: cents are hundredths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Currency {
    pub code: &'static str,
    /// How many make one of the currency: 1, or 100 for cents.
    pub parts: u64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub name: &'static str,
    pub kind: UnitKind,
    pub per: Option<&'static str>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct ScaleWord {
    pub times: Decimal,
    pub scale: Scale,
}

/// A word of movement right before an amount.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mover {
    pub direction: Direction,
    /// It takes an object: `lost 5%` moves, `lost $5` does not.
    pub object: bool,
}

/// What a single word can mean in a number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct NumberWord {
    pub cardinal: Option<u64>,
    pub denominator: Option<u64>,
    pub dozen: bool,
    pub vague: Option<u64>,
    pub multiple: Option<Decimal>,
    pub digits: Option<u64>,
}

/// A Chinese character in a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HanNumber {
    Digit(u64),
    Small(u64),
    Large(u64),
    Open,
}

/// All words the readers know, from the tables under `data/`.
pub(super) struct Vocabulary {
    pub before: Phrases<Currency>,
    pub after: Phrases<Currency>,
    pub measures: Phrases<Measure>,
    pub scales: Phrases<ScaleWord>,
    pub numbers: FxHashMap<String, NumberWord>,
    pub han: FxHashMap<char, HanNumber>,
    pub vulgar: FxHashMap<char, (u64, u64)>,
    pub han_multiples: Phrases<Decimal>,
    pub digit_nouns: FxHashSet<String>,
    pub bounds_before: Phrases<Bound>,
    pub verbs_before: Phrases<Bound>,
    pub bounds_after: Phrases<Bound>,
    pub negative: FxHashSet<String>,
    pub negative_phrases: Phrases<()>,
    pub positive: FxHashSet<String>,
    pub between: Phrases<()>,
    pub from: Phrases<()>,
    pub to: Phrases<()>,
    pub and: FxHashSet<String>,
    pub change: FxHashSet<String>,
    pub change_han: Phrases<()>,
    pub movers: Phrases<Mover>,
    pub mover_gap: Phrases<()>,
    pub no_mover: Phrases<()>,
    pub per_words: FxHashSet<String>,
    pub per_things: Phrases<&'static str>,
    pub per_before: Phrases<&'static str>,
    pub months: FxHashSet<String>,
    pub clock: Phrases<()>,
    pub han_dates: Phrases<()>,
    pub before_year: FxHashSet<String>,
    pub before_old_year: FxHashSet<String>,
    pub elided_after: Phrases<()>,
    pub determiners: FxHashSet<String>,
    pub labels: Phrases<()>,
    pub hyphenated: FxHashSet<String>,
    pub nothing: FxHashSet<String>,
    pub cell_marks: FxHashSet<char>,
    pub ordinals: FxHashSet<String>,
    pub ordinal_endings: FxHashSet<String>,
    pub han_ordinals: FxHashSet<String>,
    pub han_divides: FxHashSet<String>,
    pub streets: FxHashSet<String>,
    pub han_before_number: FxHashSet<String>,
    pub han_articles: FxHashSet<String>,
    pub han_counts: FxHashSet<String>,
    pub nations: Phrases<()>,
    pub not_per: FxHashSet<String>,
    pub per_kinds: FxHashSet<String>,
    pub weights: FxHashSet<String>,
    pub han_percents: Phrases<Decimal>,
    pub stops: FxHashSet<String>,
    pub modifiers: FxHashSet<String>,
    pub quantifiers: FxHashSet<String>,
    pub superlatives: FxHashMap<String, String>,
    pub silent_e: Vec<String>,
    pub singulars: FxHashSet<String>,
    pub plurals: FxHashMap<String, String>,
    pub one_before: FxHashSet<String>,
    pub one_after: FxHashSet<String>,
    pub han_counters: Phrases<&'static str>,
    pub han_nouns: Phrases<&'static str>,
    pub codes: FxHashSet<&'static str>,
}

/// Read once, on first use.
pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(load);

fn load() -> Vocabulary {
    let cues: Cues = parse("cues.toml", include_str!("data/cues.toml"));
    let nouns: Nouns = parse("nouns.toml", include_str!("data/nouns.toml"));
    let numbers: Numbers = parse("numbers.toml", include_str!("data/numbers.toml"));
    let (before, after, codes) = currencies();
    Vocabulary {
        before,
        after,
        codes,
        measures: measures(),
        scales: scales(),
        han: han(&numbers),
        vulgar: numbers.vulgar.clone().into_iter().collect(),
        han_multiples: phrases(numbers.han_multiples.iter().map(|(word, times)| (word, decimal(times)))),
        digit_nouns: set(&numbers.digit_nouns.words),
        numbers: number_words(&numbers),
        bounds_before: bounds(&cues.bounds_before),
        verbs_before: bounds(&cues.verbs_before),
        bounds_after: bounds(&cues.bounds_after),
        negative: set(&cues.negative.words),
        negative_phrases: spellings(&cues.negative.phrases),
        positive: set(&cues.negative.positive),
        between: spellings(&cues.range.between),
        from: spellings(&cues.range.from),
        to: spellings(&cues.range.to),
        and: set(&cues.range.and),
        change: set(&cues.range.change),
        change_han: spellings(&cues.range.change),
        movers: movers(&cues.movers),
        no_mover: spellings(&cues.movers.none),
        mover_gap: spellings(&cues.movers.between),
        per_words: set(&cues.per.words),
        per_things: names(&cues.per.things),
        per_before: per_before(&cues.per),
        months: set(&cues.time.months),
        clock: spellings(&cues.time.clock),
        han_dates: spellings(&cues.time.han_dates),
        before_year: set(&cues.time.before_year),
        before_old_year: set(&cues.time.before_old_year),
        ordinals: set(&numbers.ordinals.words),
        ordinal_endings: set(&numbers.ordinal_endings.words),
        han_ordinals: set(&numbers.han_ordinals.words),
        han_divides: set(&numbers.han_divides.words),
        streets: set(&cues.streets.words),
        han_before_number: set(&numbers.han_before_number.words),
        han_articles: set(&numbers.han_articles.words),
        han_counts: set(&numbers.han_counts.words),
        elided_after: spellings(&cues.elided.after),
        determiners: set(&cues.elided.determiners),
        labels: spellings(&cues.labels.words),
        hyphenated: set(&cues.hyphenated.words),
        nothing: set(&cues.cell.nothing),
        cell_marks: cues.cell.marks.iter().copied().collect(),
        nations: spellings(&cues.per.nations),
        not_per: set(&cues.per.not_before),
        per_kinds: set(&cues.per.kinds),
        weights: set(&cues.per.weights),
        han_percents: phrases(numbers.han_percents.iter().map(|(word, share)| (word, decimal(share)))),
        stops: set(&nouns.stops.words),
        modifiers: set(&nouns.modifiers.words),
        quantifiers: set(&nouns.quantifiers.words),
        superlatives: nouns.superlatives.into_iter().collect(),
        silent_e: nouns.silent_e.words,
        singulars: set(&nouns.singulars.words),
        plurals: nouns.plurals.into_iter().map(|(many, one)| (many.to_lowercase(), one)).collect(),
        one_before: set(&nouns.one.before),
        one_after: set(&nouns.one.after),
        han_counters: phrases(nouns.han_counters.iter().map(|(word, name)| (word, keep(name)))),
        han_nouns: names(&nouns.han_nouns.words),
    }
}

fn currencies() -> (Phrases<Currency>, Phrases<Currency>, FxHashSet<&'static str>) {
    let table: Currencies = parse("currencies.toml", include_str!("data/currencies.toml"));
    let (mut before, mut after, mut codes) =
        (Phrases::with_capacity(1024), Phrases::with_capacity(2048), FxHashSet::default());
    for row in &table.minor {
        let minor = Currency { code: keep(&row.code), parts: row.of.unwrap_or(100) };
        add_currency(row, minor, &mut before, &mut after);
        row.glued.iter().for_each(|spelling| after.add(spelling, Fit::Glued, minor));
    }
    for row in &table.currency {
        let currency = Currency { code: keep(&row.code), parts: 1 };
        codes.insert(currency.code);
        add_currency(row, currency, &mut before, &mut after);
        row.glued.iter().for_each(|spelling| before.add(spelling, Fit::Glued, currency));
        after.add(&row.code, Fit::Exact, currency);
        if !row.word {
            before.add(&row.code, Fit::Exact, currency);
        }
    }
    (before, after, codes)
}

fn add_currency(
    row: &CurrencyRow,
    currency: Currency,
    before: &mut Phrases<Currency>,
    after: &mut Phrases<Currency>,
) {
    row.before.iter().for_each(|spelling| before.add(spelling, Fit::Any, currency));
    row.after.iter().flat_map(|word| with_plural(word)).for_each(|word| after.add(&word, Fit::Any, currency));
}

fn measures() -> Phrases<Measure> {
    let table: Measures = parse("units.toml", include_str!("data/units.toml"));
    let mut measures = Phrases::with_capacity(2048);
    for row in &table.unit {
        let measure = Measure { name: keep(&row.name), kind: row.kind, per: row.per.as_deref().map(keep) };
        row.words
            .iter()
            .flat_map(|word| with_plural(word))
            .for_each(|word| measures.add(&word, Fit::Any, measure));
        row.exact.iter().for_each(|word| measures.add(word, Fit::Exact, measure));
        row.glued.iter().for_each(|word| measures.add(word, Fit::Glued, measure));
    }
    measures
}

fn scales() -> Phrases<ScaleWord> {
    let table: Scales = parse("scales.toml", include_str!("data/scales.toml"));
    let mut scales = Phrases::default();
    for row in &table.scale {
        let word = ScaleWord {
            times: Decimal::from(row.times),
            scale: Scale::from_name(&row.scale).unwrap_or_default(),
        };
        row.words.iter().for_each(|spelling| scales.add(spelling, Fit::Any, word));
        row.glued.iter().for_each(|spelling| scales.add(spelling, Fit::Exact, word));
    }
    scales
}

fn number_words(numbers: &Numbers) -> FxHashMap<String, NumberWord> {
    let mut words: FxHashMap<String, NumberWord> = FxHashMap::default();
    for (word, value) in &numbers.cardinals {
        words.entry(word.clone()).or_default().cardinal = Some(*value);
    }
    for (word, value) in
        numbers.denominators.iter().flat_map(|(word, value)| with_plural(word).map(|word| (word, *value)))
    {
        words.entry(word).or_default().denominator = Some(value);
    }
    for word in numbers.dozens.keys() {
        words.entry(word.clone()).or_default().dozen = true;
    }
    for (word, value) in &numbers.vague {
        words.entry(word.clone()).or_default().vague = Some(*value);
    }
    for (word, value) in &numbers.multiples {
        words.entry(word.clone()).or_default().multiple = Some(decimal(value));
    }
    for (word, value) in &numbers.digit_words {
        words.entry(word.clone()).or_default().digits = Some(*value);
    }
    words
}

fn han(numbers: &Numbers) -> FxHashMap<char, HanNumber> {
    let digits = numbers.han_digits.iter().map(|(c, value)| (*c, HanNumber::Digit(*value)));
    let small = numbers.han_small.iter().map(|(c, value)| (*c, HanNumber::Small(*value)));
    let large = numbers.han_large.iter().map(|(c, value)| (*c, HanNumber::Large(*value)));
    let open = numbers.han_open.words.iter().map(|c| (*c, HanNumber::Open));
    digits.chain(small).chain(large).chain(open).collect()
}

fn bounds(bounds: &Bounds) -> Phrases<Bound> {
    let about = bounds.about.iter().map(|word| (word, Bound::About));
    let at_least = bounds.at_least.iter().map(|word| (word, Bound::AtLeast));
    let at_most = bounds.at_most.iter().map(|word| (word, Bound::AtMost));
    phrases(about.chain(at_least).chain(at_most))
}

fn movers(words: &Movers) -> Phrases<Mover> {
    let rows = [
        (&words.up, Direction::Up, false),
        (&words.down, Direction::Down, false),
        (&words.up_object, Direction::Up, true),
        (&words.down_object, Direction::Down, true),
    ];
    phrases(rows.into_iter().flat_map(|(words, direction, object)| {
        words.iter().map(move |word| (word, Mover { direction, object }))
    }))
}

fn per_before(per: &Per) -> Phrases<&'static str> {
    phrases(per.before.iter().flat_map(|(thing, words)| words.iter().map(move |word| (word, keep(thing)))))
}

fn phrases<'w, T: Copy>(rows: impl Iterator<Item = (&'w String, T)>) -> Phrases<T> {
    let mut phrases = Phrases::with_capacity(rows.size_hint().0);
    rows.for_each(|(word, meaning)| phrases.add(word, Fit::Any, meaning));
    phrases
}

fn spellings(words: &[String]) -> Phrases<()> {
    phrases(words.iter().map(|word| (word, ())))
}

/// Words that stand for themselves, joined by `_`.
fn names(words: &[String]) -> Phrases<&'static str> {
    phrases(words.iter().map(|word| (word, keep(&word.replace(' ', "_")))))
}

fn set(words: &[String]) -> FxHashSet<String> {
    words.iter().map(|word| word.to_lowercase()).collect()
}

fn with_plural(word: &str) -> impl Iterator<Item = String> + use<> {
    let plain = word.ends_with(|c: char| c.is_ascii_lowercase()) && !word.ends_with('s') && word.len() > 1;
    std::iter::once(word.to_owned()).chain(plain.then(|| format!("{word}s")))
}

fn decimal(digits: &str) -> Decimal {
    digits.parse().expect("the tables hold plain decimals, and a test reads them all")
}

/// The tables live as long as the program; their words do too.
fn keep(word: &str) -> &'static str {
    Box::leak(word.to_owned().into_boxed_str())
}
