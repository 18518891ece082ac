use proptest::prelude::*;

use super::*;
use crate::answer::{Conflict, Derivation};
use crate::text::Span;

fn answered() -> Answer {
    Answer {
        question: "q".into(),
        status: Status::NotFound,
        figures: vec![],
        spans: vec![],
        derivation: None,
        citations: vec![],
        conflicts: vec![],
        near_misses: vec![],
        reason: String::new(),
        library: Library::default(),
        id: "7F3K2M".into(),
        elapsed_us: 0,
    }
}
