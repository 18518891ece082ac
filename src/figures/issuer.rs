//! Who issues a report: a company's forecast in its own report is its guidance.

use super::names::Names;
use super::{Figure, Kind, Reading};
use crate::corpus::Document;
use crate::lexicon::Lexicon;
use crate::text::{Span, fold};

/// How many passages belong to the cover of a filing, and how many lines may hold a letterhead.
const COVER: usize = 8;
const LETTERHEAD: usize = 12;

/// The company that the cover of a filing names as its own: `Company name: Acme Corporation`.
pub(super) fn of(document: &Document, names: &Names<'_>, lexicon: &Lexicon) -> Option<String> {
    let cover = document.passages.iter().take(COVER).map(|passage| passage.span);
    let mut above = "";
    let labelled = cover.flat_map(|span| lines(&document.text, span)).find_map(|line| {
        let written = line.slice(&document.text);
        let before = std::mem::replace(&mut above, written);
        if let Some(at) = lexicon.names_issuer_before(written) {
            // `ACME CORP (Exact name of registrant as specified in its charter)`, in one line or two.
            let name = written[..at].trim_end_matches(['(', ' ']);
            let name = if name.is_empty() { before.trim() } else { name };
            let start = document.text.find(name)?;
            let known = names.find(&document.text, Span::new(start, start + name.len()));
            return with_form(name, lexicon)
                .map(|own| known.into_iter().next().map_or(own, |named| named.name));
        }
        let (label, told) = line.slice(&document.text).split_once([':', '：'])?;
        if !lexicon.labels_issuer(&fold(label.trim())) {
            return None;
        }
        let behind = Span::new(line.end - told.len(), line.end);
        let known = || names.find(&document.text, behind).into_iter().next().map(|named| named.name);
        with_form(told, lexicon).or_else(known)
    });
    let own = |name: String| {
        let start = document.text.find(&name)?;
        let known = names.find(&document.text, Span::new(start, start + name.len()));
        Some(known.into_iter().next().map_or(name, |named| named.name))
    };
    labelled.or_else(|| {
        // Headings are no passages, and a letterhead may be one.
        let written = document.text.lines().filter(|line| !line.trim().is_empty()).take(LETTERHEAD);
        let mut all =
            written.filter_map(|line| defines_itself(line, lexicon).or_else(|| letterhead(line, lexicon)));
        all.next().and_then(own)
    })
}

/// `Acme Outfitters Ltd. ("Acme" or the "Company") sells …`: a report that defines a term for whom it is about.
fn defines_itself(line: &str, lexicon: &Lexicon) -> Option<String> {
    let (before, behind) = line.split_once(['(', '（'])?;
    let (remark, _) = behind.split_once([')', '）'])?;
    let plain: String = remark.chars().filter(|c| !"\"“”‘’'「」".contains(*c)).collect();
    let name = with_form(before, lexicon)?;
    let opens = name.len() + 3 >= before.trim().len();
    (opens && lexicon.names_itself(&plain)).then_some(name)
}

/// `ACME MARITIME N.V.     Rotterdam, 6 March 2026`: a line that holds a company's name with its legal form and at most a
/// place and a date.
fn letterhead(line: &str, lexicon: &Lexicon) -> Option<String> {
    let name = with_form(line, lexicon)?;
    let rest = line.trim()[name.len()..].trim_start_matches(['.', ',', ' ']);
    let capital = name.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '&'));
    let dated =
        rest.is_empty() || rest.split(' ').count() <= 6 && rest.contains(|c: char| c.is_ascii_digit());
    (capital && dated && !rest.contains(['(', ':'])).then_some(name)
}

/// The words up to a legal form: `Acme Robotics Corporation` of `Acme Robotics Corporation Listing: …`, `Acme Co., Ltd`.
fn with_form(told: &str, lexicon: &Lexicon) -> Option<String> {
    let told = told.trim();
    let ends = told.match_indices([' ', ',']).map(|(at, _)| at).chain([told.len()]).take(LONGEST_NAME);
    let formed = |end: &usize| told[..*end].contains(' ') && lexicon.has_form(&told[..*end], "");
    let end = ends.skip_while(|end| !formed(end)).take_while(formed).last()?;
    Some(told[..end].trim_end_matches(['.', ',']).to_owned())
}

/// How many words the name of a company may have.
const LONGEST_NAME: usize = 8;

fn lines(text: &str, within: Span) -> Vec<Span> {
    let mut start = within.start;
    let split = within.slice(text).split('\n');
    let mut found = Vec::new();
    for line in split {
        found.push(Span::new(start, start + line.len()));
        start += line.len() + 1;
    }
    found
}

/// What a company that issues a report foretells of itself there is its guidance, where the sentence names nobody else who might
/// foretell it.
pub(super) fn guide(
    reading: &mut Reading,
    document: &Document,
    whole: Option<&str>,
    names: &Names<'_>,
    lexicon: &Lexicon,
) {
    let Some(whole) = whole.filter(|whole| is_issued_by(document, whole, names, lexicon)) else { return };
    let by_itself = |sentence: Span| {
        let others = names.find(&document.text, sentence).into_iter().any(|named| named.name != whole);
        !others && !lexicon.holds_expectations(sentence.slice(&document.text))
    };
    let own = |figure: &&mut Figure| {
        figure.kind == Some(Kind::Forecast)
            && figure.entity.as_deref() == Some(whole)
            && by_itself(figure.sentence)
    };
    reading.figures.iter_mut().filter(own).for_each(|figure| figure.kind = Some(Kind::Guidance));
}

/// Whether a report is the company's own: its cover says so, or the title of its page calls it a release.
fn is_issued_by(document: &Document, whole: &str, names: &Names<'_>, lexicon: &Lexicon) -> bool {
    let same = |name: &str| lexicon.without_form(&fold(name)) == lexicon.without_form(&fold(whole));
    let mut parts = document.title.split(['|', '–', '—', '·', ':', '：']).flat_map(|part| part.split(" - "));
    let released = parts.clone().any(|part| lexicon.is_release(part.trim()));
    released && parts.any(|part| same(part.trim()))
        || of(document, names, lexicon).is_some_and(|name| same(&name))
}
