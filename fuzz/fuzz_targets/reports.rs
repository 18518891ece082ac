//! Any bytes are a report or a clear refusal in each format, and its figures stand in its canonical text.
#![no_main]

use footnote::lexicon::Lexicon;
use footnote::{corpus, figures};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for path in ["a.md", "a.html", "a.txt"] {
        let Ok(document) = corpus::read(path, bytes) else { continue };
        let reading = figures::read_document(&document, &Lexicon::built_in());
        for figure in &reading.figures {
            assert!(figure.quantity.span.get(&document.text).is_some());
            assert!(figure.sentence.get(&document.text).is_some());
            assert!(figure.evidence.iter().all(|span| span.get(&document.text).is_some()));
        }
    }
});
