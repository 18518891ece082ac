//! What is kept for those who look after the library, page by page: what was asked in vain, and what people say of
//! answers. Nobody is named in it.

use super::settings;
use crate::discord::caller::Caller;
use crate::discord::desk::{Desk, failed};
use crate::discord::press::{List, Press};
use crate::discord::reply::{Reply, leaf};
use crate::discord::words::{Words, filled};
use crate::render::limits::{self, Line};
use crate::render::{Embed, Message};
use crate::state::{Judged, StateError, Unanswered};

/// How many entries stand on a page, and how wide each may be; together they fit a description.
const ENTRIES: usize = 5;
const ENTRY: usize = limits::DESCRIPTION / ENTRIES - 10;
/// How wide a question in an entry may be.
const QUESTION: usize = 300;
const COLOR: u32 = 0x75_7B_85;

/// A page of a list, for a maintainer and nobody else; the last one when there are not so many.
#[must_use]
pub(in crate::discord) fn page(desk: &Desk, caller: &Caller, list: List, number: usize) -> Reply {
    if let Some(refused) = settings::refused(caller, &format!("{list:?}")) {
        return refused;
    }
    if list == List::Settings {
        return settings::page(desk, caller, number);
    }
    entries(desk, caller, list, number).unwrap_or_else(|error| failed(&error, caller))
}

fn entries(desk: &Desk, caller: &Caller, list: List, number: usize) -> Result<Reply, StateError> {
    let language = caller.language.unwrap_or_default();
    let words = Words::of(language);
    // Who maintains one server is no maintainer of another's.
    let Some(server) = caller.server else { return Ok(Reply::words(&words.no_unanswered)) };
    let all = match list {
        List::Unanswered => desk.state.count_unanswered(server)?,
        List::Feedback | List::Settings => desk.state.count_feedback(server)?,
    };
    let pages = (all as usize).div_ceil(ENTRIES).max(1);
    let number = number.min(pages - 1);
    let first = u32::try_from(number * ENTRIES).unwrap_or(u32::MAX);
    let most = ENTRIES as u32;
    let (title, none, lines): (_, _, Vec<Line>) = match list {
        List::Unanswered => {
            let kept = desk.state.unanswered(server, first, most)?;
            (&words.unanswered, &words.no_unanswered, kept.iter().map(asked_in_vain).collect())
        }
        List::Feedback | List::Settings => {
            let kept = desk.state.feedback(server, first, most)?;
            let told = kept.iter().map(|judged| said_of(judged, words)).collect();
            (&words.feedback, &words.no_feedback, told)
        }
    };
    if lines.is_empty() {
        return Ok(Reply::words(none));
    }
    let place = filled(&words.place, &[&(number + 1).to_string(), &pages.to_string()]);
    let embed = Embed {
        title: title.clone(),
        description: lines.iter().map(|line| line.fit(ENTRY)).collect::<Vec<_>>().join("\n"),
        footer: if pages > 1 { place } else { String::new() },
        color: COLOR,
        ..Embed::default()
    };
    let message = Message { content: String::new(), embed: Some(embed) };
    let turn = |page| Press::List { list, page };
    Ok(Reply { message, rows: leaf(language, number, pages, turn), files: Vec::new() })
}

/// `2 × what was omega's revenue in 1950`.
fn asked_in_vain(Unanswered { question, times, .. }: &Unanswered) -> Line {
    let mut line = Line::default();
    line.markup(&format!("{times} × ")).text(question);
    line
}

/// The answer by its identifier, what it was to, how many liked it or did not, and what is said to be wrong.
fn said_of(judged: &Judged, words: &Words) -> Line {
    let Judged { answer, question, good, bad, wrong } = judged;
    let mut line = Line::default();
    line.markup(&format!(
        "**`/answer {}`** ",
        answer.chars().filter(char::is_ascii_alphanumeric).take(16).collect::<String>()
    ));
    line.markup(&format!("👍 {good} 👎 {bad}"));
    let question = question.as_deref().unwrap_or(&words.forgotten_question);
    line.markup(" · ").text(&crate::discord::components::fit(question, QUESTION));
    for words in wrong {
        line.markup("\n> ").text(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::limits::width;

    proptest! {
        #[test]
        fn every_page_fits_whatever_people_write(
            words in "[a-z*_`|<@#> \\n]{0,400}|[营收是多少😀]{0,400}|[اإيرادات ]{0,300}|\\PC{0,300}",
            count in 0usize..9,
        ) {
            let wrong = vec![words.clone(); count];
            let judged = Judged { answer: words.clone(), question: Some(words.clone()), good: 1, bad: 2, wrong };
            let asked = Unanswered { question: words, times: u32::MAX, at: 0 };
            for line in [said_of(&judged, Words::of(crate::text::Language::Chinese)), asked_in_vain(&asked)] {
                prop_assert!(width(&line.fit(ENTRY)) <= ENTRY);
                prop_assert!(!line.fit(ENTRY).contains("<@"));
            }
            prop_assert!(ENTRIES * (ENTRY + 1) <= limits::DESCRIPTION);
        }
    }
}
