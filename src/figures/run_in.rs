//! Parallel paragraphs: `Asphalt. Sales were €5 million. …` beside `Cement. Sales were €7 million. …` tell the same of two
//! parts, which only the words they begin with name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Figure, Metric, Reading};
use crate::corpus::{Document, PassageKind};
use crate::lexicon::Lexicon;
use crate::text::{Span, WordKind, fold, sentences, words};

/// More words are a sentence.
const LONGEST: usize = 5;

/// Puts the name of the part before what paragraphs of one section, each with a name in front, tell alike.
pub(super) fn name_parts(reading: &mut Reading, document: &Document, lexicon: &Lexicon) {
    let named: BTreeMap<usize, Span> = document
        .passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| matches!(passage.kind, PassageKind::Paragraph | PassageKind::ListItem))
        .filter_map(|(place, passage)| Some((place, heading(&document.text, passage.span, lexicon)?)))
        .collect();
    let mut tellers: BTreeMap<(Option<usize>, String), BTreeSet<usize>> = BTreeMap::new();
    let section = |place: usize| document.passages[place].section;
    for figure in reading.figures.iter().filter(|figure| named.contains_key(&figure.passage)) {
        if let Some(measure) = measure(figure) {
            tellers.entry((section(figure.passage), measure)).or_default().insert(figure.passage);
        }
    }
    for figure in &mut reading.figures {
        let (Some(part), Some(measure)) = (named.get(&figure.passage), measure(figure)) else { continue };
        let several =
            tellers.get(&(section(figure.passage), measure)).is_some_and(|tellers| tellers.len() > 1);
        if let Some(metric) = figure.metric.as_mut().filter(|_| several) {
            let name = part.slice(&document.text);
            *metric = Metric { name: format!("{name} {}", metric.name), key: metric.key.take() };
            figure.evidence.push(*part);
        }
    }
}

/// What a figure measures, by the lexicon's term or its own words.
fn measure(figure: &Figure) -> Option<String> {
    let metric = figure.metric.as_ref()?;
    Some(metric.key.clone().unwrap_or_else(|| fold(&metric.name)))
}

/// The name a paragraph begins with: a few capitalised words and a full stop, no figure and no term of reports.
fn heading(text: &str, passage: Span, lexicon: &Lexicon) -> Option<Span> {
    let within = passage.slice(text);
    let all = sentences(within);
    let first = all.first()?.shifted(passage.start);
    let name = first.slice(text).trim_end().strip_suffix(['.', '。', ':', '：'])?;
    let known = lexicon.joining_words().collect::<BTreeSet<_>>();
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
    let mut count = 0;
    for word in words(name) {
        let word_text = word.span.slice(name);
        count += 1;
        if word.kind != WordKind::Letters || !(capital(word_text) || known.contains(fold(word_text).as_str()))
        {
            return None;
        }
    }
    let plain = count > 0 && count <= LONGEST && all.len() > 1;
    (plain && lexicon.metrics(name).is_empty() && !lexicon.only_narrows(name))
        .then(|| Span::new(first.start, first.start + name.len()))
}

#[cfg(test)]
mod tests {
    use crate::corpus::read;
    use crate::figures::read_document;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn case(markdown: &str, expected: &[&str]) {
        let report = read("report.md", markdown.as_bytes()).expect("it is Markdown");
        let names = read_document(&report, &Lexicon::built_in()).figures;
        let names: Vec<String> = names
            .into_iter()
            .filter_map(|figure| {
                Some(format!("{} {}", figure.quantity.digits.slice(&report.text), figure.metric?.name))
            })
            .collect();
        assert_eq!(names, expected, "{markdown}");
    }

    #[test]
    fn parallel_paragraphs_tell_of_parts() {
        case(
            "# Torvald Group\n\n## Segments\n\nPaving Works. Demand was soft. Sales were €49 million.\n\nCement. Sales were €22 million.\n",
            &["49 Paving Works Sales", "22 Cement Sales"],
        );
    }

    #[test]
    fn a_paragraph_alone_with_its_heading_is_the_companys() {
        case(
            "# Torvald Group\n\n## Results\n\nBottom Line. Sales were €49 million.\n\nDemand was soft. Sales were €22 million in France.\n",
            &["49 Sales", "22 Sales"],
        );
    }
}
