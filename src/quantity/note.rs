//! Unit notes: what a caption, a header or a label says about the numbers under it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::lex::{Kind, Page};
use super::vocabulary::{HanNumber, VOCABULARY};
use super::{Scale, Unit, UnitKind};

/// The unit and scale that a caption or header gives to the numbers under it: `(in millions, except per share)`, `£m`,
/// `US$'000`, `单位：亿元`, `%`.
///
/// ```
/// use footnote::quantity::{Scale, find_note};
/// let note = find_note("Revenue (RMB mn)").unwrap();
/// assert_eq!((note.unit.unwrap().name.as_str(), note.scale), ("CNY", Scale::Million));
/// assert!(find_note("Revenue").is_none());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    pub unit: Option<Unit>,
    /// [`Scale::One`] where the note names none.
    pub scale: Scale,
    /// How many of what is printed make one of the unit, where the note names a part of a currency: 100 for pence.
    pub parts: Option<u64>,
}

impl Note {
    /// This note with what it lacks taken from a wider one.
    #[must_use]
    pub fn completed(self, wider: Self) -> Self {
        let own = self.unit.as_ref().is_some_and(|unit| unit.kind != UnitKind::Money);
        let scale = if self.scale == Scale::One && !own { wider.scale } else { self.scale };
        let parts = if self.unit.is_some() { self.parts } else { self.parts.or(wider.parts) };
        Self { unit: self.unit.or(wider.unit), scale, parts }
    }
}

/// Words that may stand in a note beside its unit and scale.
static FILLERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("data/note_words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// The unit note a label holds: in brackets, after `in` or `单位`, or as the whole label.
#[must_use]
pub fn find_note(label: &str) -> Option<Note> {
    // `RMB’Million`, `US$'000`: the mark only joins currency and scale.
    let label = &*label.replace(['\'', '’'], " ");
    let page = Page::new(label);
    if let Ok(note) = read(&page, 0, true) {
        return Some(note);
    }
    if label.trim_start().starts_with(['$', '€', '£', '¥', '₹'])
        && let Ok(note) = read(&page, 0, false)
    {
        return Some(note);
    }
    let brackets = (0..page.len()).filter(|at| matches!(page.slice(*at), "(" | "（" | "[" | "【"));
    told(&page, brackets).or_else(|| told(&page, (0..page.len()).filter(|at| opens_note(&page, *at))))
}

/// Whether a label says nothing but a unit or scale: `Yen`, `(in millions)`, 港币百万元.
#[must_use]
pub fn is_note(label: &str) -> bool {
    let label = label.replace(['\'', '’'], " ");
    read(&Page::new(&label), 0, true).is_ok()
}

/// The first note that stands after one of these tokens. What one attempt went through in vain is not tried again.
fn told(page: &Page, openings: impl Iterator<Item = usize>) -> Option<Note> {
    let mut floor = 0;
    for from in openings.map(|at| at + 1) {
        if from < floor {
            continue;
        }
        match read(page, from, false) {
            Ok(note) => return Some(note),
            Err(end) => floor = end,
        }
    }
    None
}

fn opens_note(page: &Page, at: usize) -> bool {
    matches!(page.folded(at), "in" | "are" | "位" | ":" | "：" | ",")
}

/// Reads a note from a token on, up to the first word that cannot be part of one; `whole` wants none to be left.
/// Without a note, the token that ended the attempt.
fn read(page: &Page, from: usize, whole: bool) -> Result<Note, usize> {
    let mut note = Note::default();
    let mut at = from;
    let mut told = false;
    while at < page.len() {
        if FILLERS.contains(page.folded(at)) {
            at += 1;
        } else if let Some(next) = note.take(page, at) {
            told = true;
            at = next;
        } else if page.kind(at) == Some(Kind::Mark) && !closes(page, at) {
            at += 1;
        } else if whole && !closes(page, at) {
            return Err(at);
        } else {
            break;
        }
    }
    if told { Ok(note) } else { Err(at) }
}

fn closes(page: &Page, at: usize) -> bool {
    matches!(page.slice(at), ")" | "）" | "]" | "】" | "," | "，" | ";" | "；")
}

impl Note {
    /// Takes up what starts at a token; the token after it, if it is part of a note.
    fn take(&mut self, page: &Page, at: usize) -> Option<usize> {
        if page.is(at, "%") || page.is(at, "％") {
            self.unit = Some(Unit { kind: UnitKind::Ratio, name: "percent".to_owned(), per: None });
            return Some(at + 1);
        }
        if page.is(at, "000") || page.is(at, "000s") {
            self.scale = Scale::Thousand;
            return Some(at + 1);
        }
        if let Some((currency, word)) = super::measure::code_in_scale(page.slice(at)) {
            self.unit.get_or_insert(super::measure::money(currency));
            self.scale = word.scale;
            return Some(at + 1);
        }
        if let Some((scale, next)) = han_scale(page, at) {
            self.scale = scale;
            return Some(next);
        }
        if let Some((word, next)) =
            VOCABULARY.scales.starting(page, at).filter(|(word, _)| word.times == word.scale.multiple())
        {
            self.scale = word.scale;
            return Some(next);
        }
        // `EPS (cents)`: of whatever currency the table is in.
        let last = closes(page, at + 1) && at + 2 >= page.len();
        if matches!(page.folded(at), "cent" | "cents") || page.is(at, "c") && last {
            self.parts = Some(100);
            return Some(at + 1);
        }
        if let Some((currency, next)) =
            VOCABULARY.before.starting(page, at).or_else(|| VOCABULARY.after.starting(page, at))
        {
            if self.unit.is_none() {
                let minor = matches!(page.slice(next), "分" | "仙");
                self.parts = (currency.parts > 1).then_some(currency.parts).or(minor.then_some(100));
                self.unit = Some(Unit { kind: UnitKind::Money, name: currency.code.to_owned(), per: None });
            }
            return Some(next);
        }
        if let Some((measure, next)) = VOCABULARY.measures.starting(page, at) {
            let per = measure.per.map(str::to_owned);
            self.unit.get_or_insert(Unit { kind: measure.kind, name: measure.name.to_owned(), per });
            return Some(next);
        }
        let noun = VOCABULARY.plurals.get(page.folded(at))?;
        self.unit.get_or_insert(Unit { kind: UnitKind::Count, name: noun.clone(), per: None });
        Some(at + 1)
    }
}

/// `百万`, `亿`, `万`, `千`: a run of Chinese powers of ten that has a name of its own.
fn han_scale(page: &Page, at: usize) -> Option<(Scale, usize)> {
    let mut times = 1u64;
    let mut next = at;
    while let Some(power) = power_of(page, next) {
        times = times.checked_mul(power)?;
        next += 1;
    }
    let scale = [
        Scale::Thousand,
        Scale::TenThousand,
        Scale::Million,
        Scale::HundredMillion,
        Scale::Billion,
        Scale::Trillion,
    ]
    .into_iter()
    .find(|scale| scale.multiple() == rust_decimal::Decimal::from(times))?;
    Some((scale, next))
}

fn power_of(page: &Page, at: usize) -> Option<u64> {
    let mut characters = page.slice(at).chars();
    let (only, None) = (characters.next()?, characters.next()) else { return None };
    match VOCABULARY.han.get(&only)? {
        HanNumber::Small(power) | HanNumber::Large(power) => Some(*power),
        HanNumber::Digit(_) | HanNumber::Open => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(label: &str, unit: Option<&str>, scale: Scale) {
        let note = find_note(label).unwrap_or_else(|| panic!("`{label}` has a note"));
        assert_eq!((note.unit.as_ref().map(|unit| unit.name.as_str()), note.scale), (unit, scale), "{label}");
    }

    #[test]
    fn notes_name_unit_and_scale() {
        case("Halden Group (in millions, except per share)", None, Scale::Million);
        case("$ in thousands", Some("USD"), Scale::Thousand);
        case("£m", Some("GBP"), Scale::Million);
        case("US$'000", Some("USD"), Scale::Thousand);
        case("Revenue (RMB mn)", Some("CNY"), Scale::Million);
        case("(Amounts in millions of euros)", Some("EUR"), Scale::Million);
        case("EUR million", Some("EUR"), Scale::Million);
        case("单位：亿元", Some("CNY"), Scale::HundredMillion);
        case("（人民币百万元）", Some("CNY"), Scale::Million);
        case("Change (%)", Some("percent"), Scale::One);
        case("Yen (millions)", Some("JPY"), Scale::Million);
        case("Net sales, MSEK", Some("SEK"), Scale::Million);
        case("TEUR", Some("EUR"), Scale::Thousand);
        case("NOKm", Some("NOK"), Scale::Million);
        case("RMB’Million", Some("CNY"), Scale::Million);
    }

    #[test]
    fn parts_of_a_currency_are_told() {
        let pence = find_note("Dividend (pence)").expect("a note");
        assert_eq!((pence.unit.map(|unit| unit.name), pence.parts), (Some("GBP".to_owned()), Some(100)));
        assert_eq!(find_note("每股盈利（人民幣分）").and_then(|note| note.parts), Some(100));
        assert_eq!(find_note("£m").and_then(|note| note.parts), None);
        for label in ["EPS (cents)", "DPS (c)", "Dividend, cents"] {
            let cents = find_note(label).expect("it names a part");
            assert_eq!((cents.unit, cents.parts), (None, Some(100)), "{label}");
        }
        assert_eq!(find_note("(c) Acme Newswire").and_then(|note| note.parts), None);
    }

    #[test]
    fn plain_labels_have_none() {
        for label in ["Revenue", "Q3 2025", "Net loss", "2019", "Cloud and retail in Europe", ""] {
            assert_eq!(find_note(label), None, "{label}");
        }
    }
}
