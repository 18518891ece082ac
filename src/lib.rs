//! Footnote answers questions about a library of reports with the figure, its unit, its period and the
//! verbatim passage it stands in.
//!
//! Data goes one way, and every module may name only those to its left:
//!
//! ```text
//! text → period, quantity, lexicon → corpus → figures → index → question → answer → render → discord | cli
//! ```
//!
//! `ARCHITECTURE.md` says what each part answers and what it must never do.

pub mod answer;
pub mod cli;
pub mod corpus;
pub mod discord;
pub mod figures;
pub mod health;
pub mod index;
pub mod lexicon;
pub mod period;
pub mod quantity;
pub mod question;
pub mod render;
pub mod settings;
pub mod state;
pub mod text;
