//! Footnote driven from outside, one module a subject.

mod discord;
