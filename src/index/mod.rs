//! The index: documents, passages and figures in one tantivy index, committed at once.
//!
//! The rule: a reader sees the last whole generation or none; a crash, a second writer or a format change never
//! leaves half of one.
