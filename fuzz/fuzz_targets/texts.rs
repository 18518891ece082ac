//! Any text is read without a panic, and what is read stands where it says.
#![no_main]

use footnote::figures::read_text;
use footnote::lexicon::Lexicon;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let date = jiff::civil::date(2026, 1, 15);
    let reading = read_text(text, Some(date), &Lexicon::built_in());
    for figure in &reading.figures {
        let printed = figure.quantity.span.get(text).expect("a span slices the text");
        assert!(!printed.is_empty());
        assert!(figure.quantity.digits.get(text).is_some());
        let again = footnote::quantity::print(&figure.quantity);
        assert!(!again.is_empty());
    }
    for mention in &reading.periods {
        assert!(mention.span.get(text).is_some());
        assert!(mention.period.start.zip(mention.period.end).is_none_or(|(start, end)| start <= end));
    }
    assert!(reading.set_aside.iter().all(|passed| passed.span.get(text).is_some()));
});
