//! Chinese companies that another owns, by the words that say so.

use super::names::han_head;
use crate::lexicon::Lexicon;

/// How many characters the names of a Chinese group have in common.
const ROOT: usize = 2;

/// 控股子公司澄屿营养（持股72%）: what stands behind words for a subsidiary, where it is named like its parent or again.
pub(super) fn named<'t>(
    parent: Option<&str>,
    prose: impl Iterator<Item = &'t str> + Clone,
    lexicon: &Lexicon,
) -> Vec<String> {
    let behind = |text: &'t str| -> Vec<String> {
        let places = lexicon.behind_subsidiary(text).into_iter();
        places.filter_map(|at| han_head(&text[at..], lexicon)).collect()
    };
    let akin = |name: &String| {
        let root: String = name.chars().take(ROOT).collect();
        let named_alike = parent.is_some_and(|parent| parent.contains(&root) && parent != name);
        let again = || prose.clone().map(|text| text.matches(name.as_str()).count()).sum::<usize>() > 1;
        name.chars().count() > ROOT && (named_alike || again())
    };
    prose.clone().flat_map(behind).filter(akin).collect()
}
