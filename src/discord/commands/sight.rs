//! Which part of the library a channel may see, as a maintainer types it: tags, parted by commas.

use crate::text::fold;

/// How many tags a channel may have.
const MOST: usize = 10;
/// What may part two tags.
const COMMAS: [char; 4] = [',', '，', '、', ';'];

/// Why tags cannot be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// No report has this one.
    Unknown(String),
    TooMany,
}

/// The tags that were typed, as the library writes them; none stands for all of the library.
pub(super) fn read(typed: &str, known: &[String]) -> Result<Vec<String>, Refused> {
    let mut tags: Vec<String> = Vec::new();
    for typed in typed.split(COMMAS).map(str::trim).filter(|typed| !typed.is_empty()) {
        let tag = known.iter().find(|tag| fold(tag) == fold(typed));
        let tag = tag.ok_or_else(|| Refused::Unknown(typed.to_owned()))?;
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    if tags.len() > MOST { Err(Refused::TooMany) } else { Ok(tags) }
}

/// What the last of the typed tags may become, after those before it.
pub(super) fn offered(typed: &str, known: &[String]) -> Vec<String> {
    let at = typed.rfind(COMMAS);
    let (before, last) = match at.and_then(|at| Some((at, typed[at..].chars().next()?))) {
        Some((at, comma)) => (typed[..at].trim(), &typed[at + comma.len_utf8()..]),
        None => ("", typed),
    };
    let last = fold(last.trim());
    let chosen: Vec<String> = before.split(COMMAS).map(|tag| fold(tag.trim())).collect();
    let fits = known.iter().filter(|tag| fold(tag).contains(&last) && !chosen.contains(&fold(tag)));
    let with_before = |tag: &String| if before.is_empty() { tag.clone() } else { format!("{before}, {tag}") };
    fits.map(with_before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<String> {
        ["Public", "results", "公开"].map(str::to_owned).into()
    }

    #[test]
    fn tags_are_those_of_the_library_however_they_are_typed() {
        assert_eq!(read("public ,RESULTS，公开, Public", &known()), Ok(known()));
        assert_eq!(read(" , ", &known()), Ok(vec![]));
        assert_eq!(read("public, secret", &known()), Err(Refused::Unknown("secret".into())));
        let many: Vec<String> = (0..11).map(|tag| tag.to_string()).collect();
        assert_eq!(read(&many.join(","), &many), Err(Refused::TooMany));
    }

    #[test]
    fn the_last_tag_is_completed() {
        assert_eq!(offered("", &known()), known());
        assert_eq!(offered("pub", &known()), ["Public"]);
        assert_eq!(offered("public, res", &known()), ["public, results"]);
        assert_eq!(offered("public、", &known()), ["public, results", "public, 公开"]);
        assert_eq!(offered("secret", &known()), Vec::<String>::new());
    }
}
