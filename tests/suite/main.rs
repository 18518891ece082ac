//! Everything that is tested from outside: the program through its command line, and the house rules of its source.

mod batch;
mod cli;
mod documents;
mod places;
mod program;
mod tidy;
