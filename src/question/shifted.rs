//! Periods that a question tells from another of its own: `the quarter before Q3 2025`, `Q3 came to 5 million. And a year earlier?`.

use super::beside::{basis_of, is_basis, is_beside};
use crate::lexicon::Lexicon;
use crate::period::{self, Anchor, Length, Mention, Period, Reference};
use crate::text::{Span, Word, fold, words};

/// `the quarter before Q3 2025`, `the year after 2023`: the neighbour of the period that is named.
pub(super) fn neighbours(text: &str, periods: &mut [Mention]) {
    for mention in periods.iter_mut().filter(|mention| mention.reference == Reference::Own) {
        let Some(moved) = neighbour(text, mention) else { continue };
        *mention = moved;
    }
}

fn neighbour(text: &str, mention: &Mention) -> Option<Mention> {
    let before: Vec<Word> = words(&text[..mention.span.start]).collect();
    let lowered: Vec<String> = before.iter().map(|word| fold(word.span.slice(text))).collect();
    let head = lowered.strip_suffix(&["the".to_owned()]).unwrap_or(&lowered);
    let (units, earlier) = match head {
        [units @ .., word] if matches!(word.as_str(), "before" | "preceding") => (units, true),
        [units @ .., one, to] if one == "prior" && to == "to" => (units, true),
        [units @ .., word] if matches!(word.as_str(), "after" | "following") => (units, false),
        _ => return None,
    };
    let unit = units.last()?;
    let own = match mention.period.length {
        Length::Quarter => "quarter",
        Length::Year => "year",
        Length::Month => "month",
        Length::Half => "half",
        _ => return None,
    };
    let period = if unit != own {
        return None;
    } else if !earlier {
        mention.period.next()?
    } else if mention.period.is_bare_ordinal() {
        numbered_before(&mention.period)?
    } else {
        mention.period.previous()
    };
    let start = before[units.len() - 1].span.start;
    Some(Mention { span: Span::new(start, mention.span.end), period, reference: Reference::Own })
}

/// Where a figure of another period is asked for than the one that is named, that other: `What was it a year before Q3 2025?`.
pub(super) fn resolved(text: &str, periods: &[Mention], lexicon: &Lexicon) -> Option<Vec<Mention>> {
    let mut dated = periods.iter().filter(|mention| {
        mention.reference == Reference::Own
            && (mention.period.end.is_some() || mention.period.is_bare_ordinal())
    });
    let own = dated.next().filter(|_| dated.next().is_none())?;
    let told = periods.iter().find(|mention| {
        mention.reference != Reference::Own
            && basis_of(mention).is_some()
            && !is_basis(text, mention, lexicon)
            && !is_beside(text, mention.span)
    })?;
    let period = match told.reference {
        Reference::Previous if own.period.is_bare_ordinal() => numbered_before(&own.period)?,
        Reference::Previous => own.period.previous(),
        _ if own.period.is_bare_ordinal() => return None,
        _ => own.period.year_earlier(),
    };
    let other = Mention { span: told.span, period, reference: Reference::Own };
    // `in Q3, and how much a year earlier?` asks for both.
    let between = text.get(own.span.end..told.span.start).unwrap_or_default();
    let both = words(between).any(|word| fold(word.span.slice(between)) == "and") && !between.contains(". ");
    Some(if both { vec![own.clone(), other] } else { vec![other] })
}

/// Before `Q3` came `Q2`, whatever the year.
pub(super) fn numbered_before(period: &Period) -> Option<Period> {
    let (letter, last) = match period.length {
        Length::Quarter => ('Q', 4),
        Length::Half => ('H', 2),
        _ => return None,
    };
    let number = period.ordinal()?;
    let label = format!("{letter}{}", if number > 1 { number - 1 } else { last });
    period::find(&label, &Anchor::default()).into_iter().next().map(|mention| mention.period)
}
