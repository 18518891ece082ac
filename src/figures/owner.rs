//! Whose: the entity a quantity belongs to.

use super::grammar::{between, bounds_noun_phrase, is_determiner, is_preposition, is_speech, word_before};
use super::names::Named;
use super::scene::{MetricPhrase, Scene};
use crate::lexicon::Lexicon;
use crate::quantity::Quantity;
use crate::text::fold;

pub(super) fn entity_of(
    scene: &Scene<'_>,
    quantity: &Quantity,
    phrase: Option<&MetricPhrase>,
) -> Option<String> {
    let clause = scene.clause(quantity.span.start);
    let owner = phrase.and_then(|phrase| owner(scene, phrase));
    let elsewhere = phrase.is_some_and(|phrase| {
        phrase.span.start < clause.start
            && scene
                .entities
                .iter()
                .any(|named| clause.contains(named.span) && named.span.end <= quantity.span.start)
    });
    let name = possessor(scene, quantity)
        .or_else(|| told_for(scene, quantity, phrase))
        .or_else(|| contributor(scene, quantity))
        .or(owner.filter(|_| !elsewhere))
        .or_else(|| share_owner(scene, quantity))
        .or_else(|| subject(scene, quantity))
        .or_else(|| speaker(scene, quantity));
    name.map(|named| named.name.clone())
}

/// `Revenue rose 5%, Orlin Group said`: who speaks behind the quantity, where nobody is named before it.
fn speaker<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s Named> {
    scene.entities.iter().find(|named| {
        let before = word_before(scene.text, scene.span.start, named.span.start);
        let after = between(scene.text, named.span.end, scene.span.end);
        let speaks = after.first().is_some_and(|word| is_speech(word))
            || before.is_some_and(|(_, word)| is_speech(&word))
            || scene.text[named.span.end..].starts_with("表示");
        named.span.start >= quantity.span.end && speaks
    })
}

/// `Its Swiss subsidiary Rheintal`, 旗下岚云: a part of whom the text is about; it goes on about the whole.
pub(super) fn is_part_of_focus(scene: &Scene<'_>, named: &Named) -> bool {
    let before = between(scene.text, scene.span.start, named.span.start);
    let pronoun = before.iter().any(|word| matches!(word.as_str(), "its" | "their" | "our" | "其"));
    let lead = &scene.text[scene.span.start..named.span.start];
    pronoun || ["旗下", "子公司", "附属公司", "附屬公司"].iter().any(|word| lead.ends_with(word))
}

/// The one name of a sentence whose quantities have nobody before them: `a fine of €5m on Orlin`.
pub(super) fn only_name<'s>(scene: &'s Scene<'_>) -> Option<&'s Named> {
    let first = scene.entities.first()?;
    // `5.2 billion, of which Ferrane contributed 740 million`: a part of what was said before it.
    let part =
        word_before(scene.text, scene.span.start, first.span.start).is_some_and(|(_, word)| word == "which");
    if part {
        return None;
    }
    scene.entities.iter().all(|named| named.name == first.name).then_some(first)
}

/// `Alibaba Cloud's revenue`, `Google's 2025 capital expenditures`, `revenue of Orlin`, `岚云科技营收`.
fn owner<'s>(scene: &'s Scene<'_>, phrase: &MetricPhrase) -> Option<&'s Named> {
    let before = scene.entities.iter().rev().find(|named| named.span.end <= phrase.span.start);
    if let Some(named) = before {
        let between_them = scene.text.get(named.span.end..phrase.span.start)?;
        let bare = strip_possessive(between_them);
        let only_period = scene.periods.iter().any(|mention| {
            mention.span.start >= named.span.end && mention.span.end <= phrase.span.start && named.possessive
        });
        if bare.trim().is_empty() || only_period {
            return Some(named);
        }
    }
    let after = scene.entities.iter().find(|named| named.span.start >= phrase.span.end)?;
    let words = between(scene.text, phrase.span.end, after.span.start);
    let leads = words.first().is_some_and(|word| matches!(word.as_str(), "of" | "at" | "for"));
    (leads && words.iter().skip(1).all(|word| is_determiner(word))).then_some(after)
}

/// `against Orlin's $8`: whose an amount right behind a possessive is.
fn possessor<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s Named> {
    let named = scene.entities.iter().rev().find(|named| named.span.end <= quantity.span.start)?;
    let gap = scene.text.get(named.span.end..quantity.span.start)?;
    (named.possessive && strip_possessive(gap).trim().is_empty()).then_some(named)
}

/// `analysts see revenue of €900 million for Orlin`: whom an amount right behind its metric is told for.
fn told_for<'s>(
    scene: &'s Scene<'_>,
    quantity: &Quantity,
    phrase: Option<&MetricPhrase>,
) -> Option<&'s Named> {
    let of = between(scene.text, phrase?.span.end, quantity.span.start);
    let next = scene.entities.iter().find(|named| named.span.start >= quantity.span.end)?;
    let words = between(scene.text, quantity.span.end, next.span.start);
    let direct = of.len() == 1 && of[0].as_str() == "of" && words.len() == 1 && words[0].as_str() == "for";
    direct.then_some(next)
}

/// `a profit of €421 million: €356 million from the bank, €79 million from the insurer Sorrel Life`: of whom a part of an
/// amount told before a colon comes.
fn contributor<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s Named> {
    let colon = scene.text[scene.span.start..quantity.span.start].rfind([':', '：'])? + scene.span.start;
    let whole = scene.quantities.iter().any(|other| other.span.end <= colon);
    let measured = scene
        .metrics
        .iter()
        .any(|metric| metric.span.start > colon && metric.span.end <= quantity.span.start);
    let next = scene.entities.iter().find(|named| named.span.start >= quantity.span.end)?;
    let words = between(scene.text, quantity.span.end, next.span.start);
    let leads = words.first().is_some_and(|word| word.as_str() == "from")
        && words.len() <= 4
        && words.iter().all(|word| word.chars().all(char::is_alphabetic));
    (whole && !measured && leads).then_some(next)
}

/// `60% of Halden's orders`: the owner stands between the quantity and its metric.
fn share_owner<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s Named> {
    let next = scene.entities.iter().find(|named| named.span.start >= quantity.span.end)?;
    let words = between(scene.text, quantity.span.end, next.span.start);
    (next.possessive && words.len() == 1 && words[0].as_str() == "of").then_some(next)
}

/// Whom the clause, or the nearest clause before it with a name, is about.
fn subject<'s>(scene: &'s Scene<'_>, quantity: &Quantity) -> Option<&'s Named> {
    let mut clause = scene.clause(quantity.span.start);
    loop {
        let within = |named: &&Named| clause.contains(named.span) && named.span.end <= quantity.span.start;
        let mut names = scene.entities.iter().filter(within);
        let first = names.clone().find(|named| !is_oblique(scene, named)).or_else(|| names.next());
        if let Some(first) = first {
            return Some(apposed(scene, first));
        }
        clause = scene.clause_before(clause.start)?;
    }
}

/// `Orlin's wind unit Stratus`, `Orlin's Stratus`: the name that the owner's noun phrase ends with.
fn apposed<'s>(scene: &'s Scene<'_>, named: &'s Named) -> &'s Named {
    let next = scene.entities.iter().find(|other| other.span.start >= named.span.end);
    let Some(next) = next.filter(|_| named.possessive) else { return named };
    let noun = between(scene.text, named.span.end, next.span.start);
    let words: Vec<&str> =
        noun.iter().map(|word| word.as_str()).filter(|word| !matches!(*word, "'" | "’" | "s")).collect();
    let phrase = words.len() <= 4
        && words
            .iter()
            .all(|word| word.chars().all(|c| c.is_alphabetic() || c == '-') && !bounds_noun_phrase(word));
    let measured = scene
        .metrics
        .iter()
        .any(|metric| metric.span.start >= named.span.end && metric.span.end <= next.span.start);
    let moves =
        scene.cues.iter().any(|cue| cue.span.start >= named.span.end && cue.span.end <= next.span.start);
    if phrase && !measured && !moves && !next.possessive { next } else { named }
}

/// A name behind a preposition inside the clause is not what it is about.
fn is_oblique(scene: &Scene<'_>, named: &Named) -> bool {
    let Some((word, lowered)) = word_before(scene.text, scene.span.start, named.span.start) else {
        return false;
    };
    is_preposition(&lowered) && word.span.start > scene.clause(named.span.start).start + 1
}

fn strip_possessive(text: &str) -> &str {
    ["'s", "’s", "'", "’", "的"].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text)
}

/// `740 million of the group's 5.2 billion`, `the group had revenue of 5.2 billion, of which Ferrane …`: an amount of a
/// whole that is not named here.
pub(super) fn is_of_the_group(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> bool {
    let before = scene.text[scene.span.start..quantity.span.start].trim_end();
    if leads_to_a_part(scene, quantity) && begins_with_the_group(before, lexicon) {
        return true;
    }
    let Some(bare) = before.strip_suffix("'s").or_else(|| before.strip_suffix("’s")) else { return false };
    let Some((rest, noun)) = bare.rsplit_once(' ') else { return false };
    rest.ends_with(" of the") && lexicon.is_company_form(&fold(noun))
}

/// The group itself: whom the document is about, where that is not the part told of.
pub(super) fn group(scene: &Scene<'_>, quantity: &Quantity, whole: Option<&str>) -> Option<String> {
    let whole = whole.filter(|_| leads_to_a_part(scene, quantity))?;
    scene.entities.iter().all(|named| named.name != whole).then(|| whole.to_owned())
}

/// `The Group had cash of …`, 本集团共有雇员…: a report speaks of whom it is about by the term that filings define.
pub(super) fn names_itself(scene: &Scene<'_>, quantity: &Quantity, lexicon: &Lexicon) -> bool {
    let before = &scene.text[scene.span.start..quantity.span.start];
    lexicon.names_itself(before)
}

/// Whether the first name behind a quantity is told as a part of it: `…, of which Ferrane`.
fn leads_to_a_part(scene: &Scene<'_>, quantity: &Quantity) -> bool {
    let named_before = scene.entities.iter().any(|named| named.span.end <= quantity.span.start);
    let next = scene.entities.iter().find(|named| named.span.start >= quantity.span.end);
    !named_before
        && next.is_some_and(|next| {
            word_before(scene.text, quantity.span.end, next.span.start)
                .is_some_and(|(_, word)| word == "which")
        })
}

pub(super) fn begins_with_the_group(words: &str, lexicon: &Lexicon) -> bool {
    let folded = fold(words);
    let mut words = folded.split(' ').skip_while(|word| word.chars().all(|c| !c.is_alphanumeric()));
    words.next() == Some("the") && words.next().is_some_and(|noun| lexicon.is_company_form(noun))
}
